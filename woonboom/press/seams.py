"""Where to cut a poster into sheets of an office printer: where that cuts the least.

All measures are in mm. Neighbouring sheets share `OVERLAP`: the sheet at the right or below is cut
off at the seam and glued on the strip of the other that runs on past it. A little is printed on the
other side of the seam too, lest a cut that is not quite straight shows white paper.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from woonboom.placing import Placing, line_box, reach
from woonboom.scene import Box, Group, Page, Path, Text
from woonboom.text import width

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Costs = npt.NDArray[np.float64]

SPILL: Final = 2
STRIP: Final = 8
OVERLAP: Final = SPILL + STRIP
"""What is printed before a seam, after it, and so on both sheets."""
_NARROWEST: Final = 60
"""A sheet with less of the poster on it is a nuisance."""
_EVEN: Final = 250.0
"""What it costs, in mm of cards cut through, when a sheet is empty instead of as full as others."""
_CLEAR: Final = 1.5
"""How far a seam keeps from what it does not cut."""

CARDS: Final = frozenset({"question", "outcome", "answer", "chip", "stub", "qr", "logo", "stamp"})
NOTES: Final = frozenset({"legend", "note", "sources"})
_CARD, _NOTE, _LINE, _WORD, _CONNECTOR, _CODE = 1.0, 0.3, 1.5, 2.5, 0.3, 40.0
"""What it costs to cut a mm of these; a QR code that was cut and glued is hard to scan."""

Weighed = tuple[Box, float]
"""What should not be cut or hidden, and how much that matters."""


@dataclass(frozen=True)
class Grid:
    """The edges and seams of a poster, from left to right (`xs`) and from top to bottom (`ys`)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cost: float

    @property
    def columns(self) -> int:
        """How many sheets stand beside each other."""
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        """How many sheets stand below each other."""
        return len(self.ys) - 1


def grid(page: Page, room: tuple[int, int]) -> Grid:
    """Return the seams of a page for sheets that hold `room` (width and height)."""
    found = list(weighed(page))
    across = [(x, x + w, h * weight) for (x, y, w, h), weight in found]
    down = [(y, y + h, w * weight) for (x, y, w, h), weight in found]
    xs, first = _edges(page.width, room[0], across)
    ys, second = _edges(page.height, room[1], down)
    return Grid(xs, ys, first + second)


def sheets_needed(total: float, room: int) -> int:
    """Return how many sheets of `room` it takes to cover `total`."""
    return max(1, math.ceil(round((total - OVERLAP) / (room - OVERLAP), 9)))


def _edges(
    total: float, room: int, spans: Iterable[tuple[float, float, float]]
) -> tuple[tuple[float, ...], float]:
    """Return 0, the seams and `total`, with what the seams cost."""
    seams, cost = _seams(total, room, sheets_needed(total, room), _costs(total, spans))
    return (0.0, *seams, total), cost


def _costs(total: float, spans: Iterable[tuple[float, float, float]]) -> Costs:
    """What a seam costs on every whole mm, from spans (start, end, cost)."""
    import numpy as np

    last = math.ceil(total)
    steps: Costs = np.zeros(last + 2)
    for start, end, cost in spans:
        first, past = math.ceil(start - _CLEAR), math.floor(end + _CLEAR) + 1
        if past > 0 and first <= last:
            steps[max(0, first)] += cost
            steps[min(last + 1, past)] -= cost
    costs: Costs = np.cumsum(steps)[: last + 1]
    return costs


def _seams(total: float, room: int, sheets: int, costs: Costs) -> tuple[tuple[float, ...], float]:
    """Find the seams of least cost, one after the other: dynamic programming over whole mm."""
    import numpy as np

    if sheets == 1:
        return (), 0.0
    mean, widest = total / sheets, room - OVERLAP
    places: Costs = np.arange(len(costs), dtype=float)
    best = _bounded(places, room - STRIP, mean) + costs
    step = _bounded(np.arange(widest, 0, -1, dtype=float), widest, mean)
    choices = []
    for _ in range(sheets - 2):
        before: Costs = np.concatenate([np.full(widest, np.inf), best[:-1]])
        reached: Costs = np.lib.stride_tricks.sliding_window_view(before, widest) + step
        choices.append(reached.argmin(axis=1))
        best = reached.min(axis=1) + costs
    ends = best + _bounded(total - places, room - SPILL, mean)
    found = [int(ends.argmin())]
    for choice in reversed(choices):
        found.append(found[-1] - widest + int(choice[found[-1]]))
    return tuple(map(float, reversed(found))), float(ends.min())


def _bounded(widths: Costs, most: float, mean: float) -> Costs:
    """What sheets of these widths cost for being uneven; too narrow or wide ones are impossible."""
    import numpy as np

    fits = (widths >= _NARROWEST) & (widths <= most)
    costs: Costs = np.where(fits, (widths / mean - 1) ** 2 * _EVEN, np.inf)
    return costs


def weighed(page: Page) -> Iterator[Weighed]:
    """Yield what should not be cut, with what a mm of it costs."""
    for group in page.groups:
        if group.role == "connector":
            yield from ((box, _CONNECTOR) for box in _segments(group))
        elif group.role == "title":
            yield from ((box, _WORD) for text in group.texts for box in _words(text))
        elif group.role == "qr":
            yield group.box, _CODE
        else:
            if group.role in CARDS | NOTES:
                yield group.box, _CARD if group.role in CARDS else _NOTE
            yield from ((box, _LINE) for text in group.texts for box in _lines(text))


def _segments(group: Group) -> Iterator[Box]:
    """The pieces of a line: to cut across it is nothing, to cut along it is ugly."""
    for item in group.items:
        if isinstance(item, Path) and item.stroke:
            points = [(float(c[-2]), float(c[-1])) for c in item.commands if len(c) > 2]
            for (x1, y1), (x2, y2) in pairwise(points):
                yield reach(Path((("M", x1, y1), ("L", x2, y2)), None, "", item.stroke_width))


def _lines(text: Text) -> Iterator[Box]:
    """The lines of a text."""
    for n, line in enumerate(text.lines):
        yield Placing(0, n * text.leading).box(line_box(text, (line,)))


def _words(text: Text) -> Iterator[Box]:
    """The words of a text: large type may be cut between them."""
    for line, (left, top, _, high) in zip(text.lines, _lines(text), strict=True):
        at = 0
        for word in line.split(" "):
            start = width(line[:at], text.font) * text.size
            yield left + start, top, width(word, text.font) * text.size, high
            at += len(word) + 1


def cut_cards(page: Page, xs: Sequence[float], ys: Sequence[float]) -> int:
    """Return through how many cards of a page the seams at `xs` and `ys` go."""
    boxes = [group.box for group in page.groups if group.role in CARDS]
    return sum(
        any(x < seam < x + w for seam in xs) or any(y < seam < y + h for seam in ys)
        for x, y, w, h in boxes
    )
