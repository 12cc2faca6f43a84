"""The drawing with its notes on one sheet, with type as large as it can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from woonboom import style
from woonboom.layout.notes import Comparison, notes
from woonboom.layout.panels.building import boxes, built
from woonboom.layout.panels.grid import STEP, steps
from woonboom.layout.panels.hanging import Hosts, Workshop
from woonboom.layout.panels.holes import found_room
from woonboom.layout.panels.packing import (
    Item,
    NoteItem,
    Pack,
    Sizes,
    Way,
    either,
    fullest,
    in_groups,
    joined,
    part_of,
    scale,
    sizes,
)
from woonboom.layout.panels.search import Field, Search, framed, loose
from woonboom.layout.panels.shapes import Rule
from woonboom.layout.panels.titles import Titles
from woonboom.layout.panels.variants import Variants
from woonboom.layout.plan import Plan, hung
from woonboom.layout.sheet import Block, Sheet
from woonboom.model import Tree
from woonboom.scene import Box

QUICK, THOROUGH = 8, 32
"""How many shapes are kept while searching and while fitting."""
_FINALISTS: Final = 3
_RULES: Final[tuple[Rule, ...]] = ("", "no right", "no below")
_RULE_WORTH: Final = 1.04
"""A rule for where "Nee" stands may cost so much type."""
_HOPE: Final = 1.03
"""How much larger than a quick look tells type may become."""
_WAYS: Final[tuple[Way, ...]] = ("row", "column")
_TRIES, _FINE = 7, 0.004
"""How often larger and smaller type is tried between notes, and how close is close enough."""
_LARGEST_BASE: Final = 34 * style.POINT_MM
"""Base type on A1, at most: larger than that it would outgrow the title."""


@dataclass(frozen=True)
class Fit:
    """What stands where on a sheet: `unit` is the base type in mm, `worth` what it counts for.

    `pack` holds parts and notes; `holes` are the places of the notes in em where they stand in what
    the only part leaves free. `rule` says where "Nee" stands.
    """

    sheet: Sheet
    unit: float
    worth: float
    plan: Plan
    notes: tuple[Block, ...]
    pack: Pack
    holes: tuple[Box, ...] = ()
    rule: Rule = ""


class Fitting:
    """Fits one tree on sheets; of two versions that are `compared` their union."""

    def __init__(self, tree: Tree, compared: Comparison | None = None) -> None:
        self.tree, self.compared = tree, compared
        self.variants = Variants(tree)
        self.titles = Titles(self.variants)
        self._workshop = cache(lambda rule, most: Workshop(self.variants, rule, most))

    def best(self, sheets: Sequence[Sheet]) -> Fit:
        """Return the drawing with the largest type among the sheets."""
        fields = [sheet.field(self.tree) for sheet in sheets]
        tried = self._search("", fields).run()
        found = []
        for n, sheet in enumerate(sheets):
            finalists = sorted(tried, key=lambda c, n=n: -c.scores[n])  # type: ignore[misc]
            found.append(self.fitted(sheet, [c.hosts for c in finalists[:_FINALISTS]]))
        return max(found, key=lambda fit: fit.worth)

    def _search(self, rule: Rule, fields: Sequence[Field]) -> Search:
        return Search(self._workshop(rule, QUICK), self.titles, fields, QUICK)

    def fitted(self, sheet: Sheet, choices: Sequence[Hosts]) -> Fit:
        """Return the best drawing on one sheet, whatever of `choices` that is."""
        field = sheet.field(self.tree)
        best: Fit | None = None
        for rule in _RULES:
            for hosts in choices[:1] if rule else choices:
                if rule and best and not self._promising(rule, hosts, field, best):
                    continue
                for fit in self._fits(sheet, hosts, rule, best.worth if best else 0.0):
                    best = max(best or fit, fit, key=lambda f: f.worth)
        assert best is not None, "there is at least one way to draw a tree"
        return best

    def by(self, sheet: Sheet, hosts: Hosts, rule: Rule) -> Fit:
        """Return the best drawing on one sheet with everything hanging where `hosts` says."""
        return max(self._fits(sheet, hosts, rule, 0.0), key=lambda fit: fit.worth)

    def _promising(self, rule: Rule, hosts: Hosts, field: Field, best: Fit) -> bool:
        """Whether a quick look says that a drawing by this rule may be worth more."""
        score = self._search(rule, [field]).choice(hosts).scores[0]
        return _RULE_WORTH * _HOPE * score / STEP > best.worth

    def _fits(self, sheet: Sheet, hosts: Hosts, rule: Rule, enough: float) -> Iterator[Fit]:
        worth = _RULE_WORTH if rule else 1.0
        plan = hung(self.tree, hosts)
        shown = tuple(notes(self.tree, _roles(plan), self.compared))
        parts = self._parts(hosts, rule)
        field = sheet.field(self.tree)
        most = _LARGEST_BASE * sheet.reference
        whole = _with_notes(parts, [_note_sizes(n, note) for n, note in enumerate(shown)])
        size, k = scale(whole, *field)
        unit = min(size / STEP, most)
        if unit == most:
            k = fullest(whole, field[0] / unit / STEP, field[1] / unit / STEP)
        yield Fit(sheet, unit, unit * worth, plan, shown, whole.pack(k), rule=rule)
        if len(parts) == 1:
            enough = max(enough / worth, unit)
            found = _in_holes(parts[0], plan, shown, field, (enough, most))
            if found:
                unit, pack, holes = found
                yield Fit(sheet, unit, unit * worth, plan, shown, pack, holes, rule)

    def _parts(self, hosts: Hosts, rule: Rule) -> list[Sizes]:
        made = self._workshop(rule, THOROUGH).made(hosts)
        roots = [q for q in self.tree.numbers if q not in hosts]
        loners = loose(self.tree)
        alone = len(roots) + len(loners) == 1
        parts = [framed(made[root], root, self.titles, alone=alone) for root in roots]
        parts += [
            framed(self._workshop(rule, THOROUGH).leaf("outcome", o), o, self.titles, alone=alone)
            for o in loners
        ]
        return [sizes(part, THOROUGH) for part in parts]


def notes_alone(sheet: Sheet, plan: Plan, shown: tuple[Block, ...], most: float) -> Fit:
    """Return a sheet with notes only, at a base type of at most `most` mm."""
    whole = _with_notes([], [_note_sizes(n, note) for n, note in enumerate(shown)])
    size, k = scale(whole, *sheet.field(plan.tree))
    unit = min(size / STEP, most)
    return Fit(sheet, unit, unit, plan, shown, whole.pack(k))


def _roles(plan: Plan) -> frozenset[str]:
    return frozenset(e.role for exits in plan.exits.values() for e in exits)


def _note_sizes(number: int, note: Block) -> Sizes:
    """The sizes that a note may take among the parts of a drawing."""
    found: list[tuple[int, int, Item | None]] = [
        (steps(w * style.SMALL_SIZE), steps(h * style.SMALL_SIZE), NoteItem(number, w))
        for w, h in note.sizes()
    ]
    return sizes(found, QUICK)


def _with_notes(parts: list[Sizes], shown: list[Sizes]) -> Sizes:
    """Parts and notes together: the notes after the last part, or all below or beside them."""
    ways = [in_groups([*parts, *shown], THOROUGH)]
    if parts and shown:
        drawing, beside = in_groups(parts, THOROUGH), in_groups(shown, THOROUGH)
        ways += [joined(drawing, beside, way, THOROUGH) for way in _WAYS]
    return either(ways, THOROUGH)


def _in_holes(
    part: Sizes, plan: Plan, shown: tuple[Block, ...], field: tuple[float, float],
    bounds: tuple[float, float],
) -> tuple[float, Pack, tuple[Box, ...]] | None:  # fmt: skip
    """Return the largest type within bounds at which all notes fit in what a part leaves free."""
    enough, most = bounds
    best = None
    sizes_ = zip(part.widths.tolist(), part.heights.tolist(), strict=True)
    fits = [min(field[0] / w, field[1] / h) / STEP for w, h in sizes_]
    for k in sorted(range(len(fits)), key=lambda k: -fits[k]):
        unit = min(fits[k], most)
        if unit <= enough:
            break
        pack = part.pack(k)
        taken = boxes(built(plan, part_of(pack).shape))
        low, high = enough, unit
        for _ in range(_TRIES):
            holes = found_room(taken, shown, (field[0] / unit, field[1] / unit))
            if holes is not None:
                best, enough, low = (unit, pack, holes), unit, unit
            else:
                high = unit
            unit = (low + high) / 2
            if high - low < _FINE * high:
                break
    return best
