"""Which part of a poster is on which sheet, and what the sheets are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from woonboom.press.seams import SPILL, STRIP, Grid, grid
from woonboom.scene import Box, Page
from woonboom.style import PAPERS_MM

MARGIN: Final = 9
"""What a printer leaves white, and the marks that stand there, in mm."""
FOOT: Final = 12
"""The same at the bottom, where the name of the sheet stands."""


@dataclass(frozen=True)
class Tile:
    """A sheet: `area` of the poster is printed on it, `seen` of that when all are glued, in mm."""

    name: str
    row: int
    column: int
    area: Box
    seen: Box

    @property
    def id(self) -> str:
        """The id of its heading."""
        return f"vel-{self.name.lower()}"


@dataclass(frozen=True)
class Tiling:
    """A page of a poster over sheets of `width` by `height` mm; `prefix` begins their names."""

    page: Page
    width: int
    height: int
    grid: Grid
    prefix: str

    def tile(self, row: int, column: int) -> Tile:
        """Return the sheet in a row and a column, counted from 0."""
        left, right, x, wide = _stretch(self.grid.xs, column)
        top, low, y, high = _stretch(self.grid.ys, row)
        name = f"{self.prefix}{letters(row)}{column + 1}"
        seen = (left, top, right - left, low - top)
        return Tile(name, row, column, (x, y, wide, high), seen)

    @property
    def tiles(self) -> Iterator[Tile]:
        """The sheets, row by row."""
        for row in range(self.grid.rows):
            yield from (self.tile(row, column) for column in range(self.grid.columns))

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return self.grid.rows * self.grid.columns


def tiling(page: Page, sheet: str, prefix: str = "") -> Tiling:
    """Lay sheets of paper `sheet` over a page, upright or lying.

    It takes the way that needs the fewest sheets, or else the one that cuts the least. Raises
    `ValueError` for a paper that is not known.
    """
    if sheet not in PAPERS_MM:
        raise ValueError(f"unknown paper {sheet!r}; known are {', '.join(PAPERS_MM)}")
    short, long = PAPERS_MM[sheet]
    ways = [
        Tiling(page, width, height, grid(page, room_on(width, height)), prefix)
        for width, height in ((short, long), (long, short))
    ]
    return min(ways, key=lambda way: (way.count, way.grid.cost))


def room_on(width: int, height: int) -> tuple[int, int]:
    """Return how much can be printed on a sheet, in mm."""
    return width - 2 * MARGIN, height - MARGIN - FOOT


def letters(row: int) -> str:
    """Return the letters of a row, counted from 0: A to Z, then AA, AB and on.

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    found, left = "", row + 1
    while left:
        left, last = divmod(left - 1, 26)
        found = chr(ord("A") + last) + found
    return found


def _stretch(edges: tuple[float, ...], at: int) -> tuple[float, float, float, float]:
    """From where to where a sheet is seen; from where it is printed, and how much."""
    start, end = edges[at], edges[at + 1]
    first = start - SPILL if at else start
    last = end + STRIP if at < len(edges) - 2 else end
    return start, end, first, last - first
