"""The names of the sheets on the plan of a poster: each where it hides the least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from woonboom.diagnostics import Message
from woonboom.placing import Placing, meet
from woonboom.press.lettering import Ink, Letters
from woonboom.press.seams import Weighed, weighed
from woonboom.press.sheets import Tile, Tiling
from woonboom.scene import Box, Group, Rect
from woonboom.style import ALARM, PAPER, POINT_MM

SHEET: Final = Message("Vel {name}", "Sheet {name}")

_LARGEST_MM, _SMALLEST_MM = 10 * POINT_MM, 5 * POINT_MM
"""Type sizes of the names."""
_SHARE: Final = 0.45
"""How much of the width and of the height of a sheet on the plan its tag may take."""
_PAD: Final = 0.45
_HIGH: Final = 1.55
"""How much room is left and right of a name, and how high its tag is, in type sizes."""
_KEEP: Final = 0.5
"""How far a tag keeps from the seams, in type sizes."""
_PLACES: Final = 13
"""How many places are tried, across and down."""


def tags(laid: Tiling, letters: Letters, placing: Placing) -> list[Group]:
    """Return the names of the sheets on the plan that stands at `placing`, linked to the sheets."""
    size = _size(laid, letters, placing)
    covered = [(placing.box(box), weight) for box, weight in weighed(laid.page)]
    return [_tag(tile, letters, placing, size, covered) for tile in laid.tiles]


def _size(laid: Tiling, letters: Letters, placing: Placing) -> float:
    """The type size of all tags: as large as fits the smallest sheet."""
    shares = []
    for tile in laid.tiles:
        _, _, wide, high = placing.box(tile.seen)
        shares += [wide / _width(tile, letters, 1), high / _HIGH]
    return min(_LARGEST_MM, max(_SMALLEST_MM, _SHARE * min(shares)))


def _width(tile: Tile, letters: Letters, size: float) -> float:
    return letters.width(tile.name, letters.bold, size) + 2 * _PAD * size


def _tag(
    tile: Tile, letters: Letters, placing: Placing, size: float, covered: Sequence[Weighed]
) -> Group:
    ink = Ink(letters.bold, size, PAPER, ALARM)
    wide = _width(tile, letters, size)
    cell = placing.box(tile.seen)
    box = _place(cell, (wide, _HIGH * size), _KEEP * size, [c for c in covered if meet(c[0], cell)])
    x, y = box[0] + wide / 2, box[1] + (_HIGH / 2 + 0.35) * size
    shape = Rect(*box, 0.3 * size, ALARM, PAPER, 0.3)
    label = SHEET.say(letters.language, {"name": tile.name})
    text = ink.write(x, y, (tile.name,), anchor="middle")
    return Group("note", box, (shape, text), label=label, link=tile.id)


def _place(cell: Box, size: tuple[float, float], keep: float, covered: Sequence[Weighed]) -> Box:
    """The place in a cell where a tag covers the least, and of those the nearest to its middle."""
    wide, high = size
    x, y = cell[0] + (cell[2] - wide) / 2, cell[1] + (cell[3] - high) / 2
    across, down = max(0.0, x - cell[0] - keep), max(0.0, y - cell[1] - keep)
    best = (float("inf"), 0.0, (x, y, wide, high))
    for far, dx, dy in _moves():
        box = (round(x + dx * across, 4), round(y + dy * down, 4), wide, high)
        hidden = round(sum(_shared(box, other) * weight for other, weight in covered), 6)
        best = min(best, (hidden, far, box))
    return best[2]


def _moves() -> Iterator[tuple[float, float, float]]:
    """How far from the middle (0 to 1), and the move there."""
    steps = [2 * n / (_PLACES - 1) - 1 for n in range(_PLACES)]
    for dy in steps:
        yield from ((round(dx * dx + dy * dy, 6), dx, dy) for dx in steps)


def _shared(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)
