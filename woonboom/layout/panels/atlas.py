"""A tree that is too large for one sheet, divided over several."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, takewhile
from typing import Final

from woonboom.layout.panels.grid import STEP
from woonboom.layout.panels.hanging import Hosts, Workshop, options, part_of
from woonboom.layout.panels.packing import Pack, Sizes, growing, in_groups, scale, sizes
from woonboom.layout.panels.search import framed, loose
from woonboom.layout.panels.shapes import Shape
from woonboom.layout.panels.titles import Titles
from woonboom.layout.plan import Step
from woonboom.model import Tree

Size = tuple[float, float]

_SHARES: Final = (1.0, 0.7, 0.5, 0.34)
"""How much of a sheet's width and height a part may take; with each of them is tried."""
_MOST: Final = 8
"""How many sizes are kept of what stands on a sheet."""


@dataclass(frozen=True)
class Division:
    """What hangs where, and the parts (first questions, lone outcomes) of every sheet in order."""

    hosts: Hosts
    sheets: tuple[tuple[str, ...], ...]
    packs: tuple[Pack, ...] = ()
    """What stands on every sheet."""
    scale: float = 0.0
    """How much larger the type can be than was asked for."""

    @property
    def roots(self) -> list[str]:
        """All parts, in order."""
        return [root for sheet in self.sheets for root in sheet]

    def names(self, tree: Tree) -> dict[str, str]:
        """Return for every question the name of its sheet: its number, from 1."""
        parts = part_of(self.hosts, tree)
        sheet = {root: str(n) for n, roots in enumerate(self.sheets, start=1) for root in roots}
        return {question: sheet[part] for question, part in parts.items()}


def divided(workshop: Workshop, titles: Titles, field: Size, unit: float) -> Division:
    """Return the division over the fewest sheets with a `field` in mm at a base type of `unit` mm.

    Among those with equally many sheets it is the one that leaves room for the largest type.
    """
    room = (field[0] / unit / STEP, field[1] / unit / STEP)
    found = [_division(workshop, titles, room, share) for share in _SHARES]
    best = min(found, key=lambda d: (len(d.sheets), -d.scale))
    parts = _part_sizes(workshop, titles, best.hosts, best.roots)
    return _packed(replace(best, sheets=tuple(_balanced(best, parts, room))), parts, room)


def _packed(division: Division, parts: dict[str, Sizes], room: Size) -> Division:
    """Fill in what stands on every sheet, and how large it can be."""
    sheets = [in_groups([parts[root] for root in roots], _MOST) for roots in division.sheets]
    fits = [scale(found, *room) for found in sheets]
    packs = tuple(found.pack(k) for found, (_, k) in zip(sheets, fits, strict=True))
    return replace(division, packs=packs, scale=min((size for size, _ in fits), default=1.0))


def _division(workshop: Workshop, titles: Titles, room: Size, share: float) -> Division:
    hosts = _cut(workshop, titles, (room[0] * share, room[1] * share))
    roots = [q for q in workshop.tree.numbers if q not in hosts] + loose(workshop.tree)
    parts = _part_sizes(workshop, titles, hosts, roots)
    return _packed(Division(hosts, tuple(_grouped(roots, parts, room))), parts, room)


def _cut(workshop: Workshop, titles: Titles, room: Size) -> Hosts:
    """Cut off the largest of what hangs at a question until it fits in the room, last to first."""
    below: dict[Step, str] = {steps[-1]: q for q, steps in options(workshop.tree).items()}
    numbers: dict[str, int] = {}
    for question in reversed(workshop.tree.in_order):
        steps = [(question.id, n) for n in range(len(question.answers))]
        areas = {s: _area(workshop.of(numbers[below[s]])) for s in steps if s in below}
        largest_last = sorted(areas, key=lambda s: areas[s])
        while sum(areas[s] for s in largest_last) > room[0] * room[1]:
            del below[largest_last.pop()]  # that can never fit
        while True:
            hanging = tuple(numbers[below[s]] if s in below else -1 for s in steps)
            number = workshop.number(question.id, hanging)
            if not largest_last or _fits(workshop.of(number), question.id, titles, room):
                break
            del below[largest_last.pop()]
        numbers[question.id] = number
    return {question: step for step, question in below.items()}


def _fits(shapes: Sequence[Shape], root: str, titles: Titles, room: Size) -> bool:
    framing = framed(shapes, root, titles, alone=False)
    return any(w <= room[0] and h <= room[1] for w, h, _ in framing)


def _area(shapes: Sequence[Shape]) -> int:
    return min(s.width * s.height for s in shapes)


def _part_sizes(
    workshop: Workshop, titles: Titles, hosts: Hosts, roots: Sequence[str]
) -> dict[str, Sizes]:
    """The sizes of parts, with the room around them."""
    made = workshop.made(hosts, roots)
    found = {r: made[r] if r in made else workshop.leaf("outcome", r) for r in roots}
    return {r: sizes(framed(s, r, titles, alone=False), _MOST) for r, s in found.items()}


def _grouped(
    roots: Sequence[str], parts: dict[str, Sizes], room: Size
) -> Iterator[tuple[str, ...]]:
    """Fill sheets with one part after the other, as many as fit."""
    start = 0
    while start < len(roots):
        sizes_ = growing((parts[root] for root in roots[start:]), _MOST)
        fitting = takewhile(lambda found: scale(found, *room)[0] >= 1, sizes_)
        count = max(1, sum(1 for _ in fitting))
        yield tuple(roots[start : start + count])
        start += count


def _balanced(division: Division, parts: dict[str, Sizes], room: Size) -> list[tuple[str, ...]]:
    """Divide the parts over as many sheets so that the fullest one has the largest type."""
    roots = division.roots

    @cache
    def sizes_from(start: int) -> list[float]:
        """How large a sheet is with the next part, the next two …; none fuller than need be."""
        found = growing((parts[root] for root in roots[start:]), _MOST)
        fits = (scale(packed, *room)[0] for packed in found)
        return list(takewhile(lambda size: size >= division.scale, fits))

    best: list[dict[int, tuple[float, int]]] = [{0: (math.inf, 0)}]
    for _ in division.sheets:
        row: dict[int, tuple[float, int]] = {}
        for start, (least, _) in best[-1].items():
            for end, size in enumerate(sizes_from(start), start + 1):
                row[end] = max(row.get(end, (0.0, start)), (min(least, size), start))
        best.append(row)
    return _traced(best, division) if len(roots) in best[-1] else list(division.sheets)


def _traced(
    best: Sequence[dict[int, tuple[float, int]]], division: Division
) -> list[tuple[str, ...]]:
    """Follow where the last sheet begins, the one before it, and so on."""
    ends = [len(division.roots)]
    for row in reversed(best[1:]):
        ends.append(row[ends[-1]][1])
    return [tuple(division.roots[a:b]) for a, b in pairwise(ends[::-1])]
