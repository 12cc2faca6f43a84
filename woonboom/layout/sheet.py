"""A sheet, and what stands where on it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, Protocol

from woonboom import style
from woonboom.layout.furniture import Header, header
from woonboom.layout.pieces import Point, Unit, Wire
from woonboom.layout.stamp import stamp
from woonboom.layout.titling import imprint_of
from woonboom.model import Text, Tree
from woonboom.pen import Pen
from woonboom.scene import Box, Group

Size = tuple[float, float]

_MARGIN, _TOP = 17.0, 0.8
"""The margin on A1 in mm, and how many of it lie between the title block and the drawing."""
_NOTE_MM: Final = 2.2
"""The type of the notes on A4, at least; on larger sheets it grows with the root of their size."""
_A4_REFERENCE: Final = 210 / 594


@dataclass(frozen=True)
class Sheet:
    """A page to fill, in mm."""

    width: float
    height: float

    @property
    def reference(self) -> float:
        """The size of the sheet as a share of A1, for what grows with it."""
        return min(self.width, self.height) / 594

    @property
    def margin(self) -> float:
        """The white edge, in mm."""
        return _MARGIN * self.reference

    def header(self, tree: Tree, title: str = "") -> Header:
        """Return the title block that fits it; `title` stands for the tree's own."""
        titled = replace(tree, title=Text(title, title)) if title else tree
        return header(titled, self.width, self.height, self.margin, imprint_of(tree, stamp(tree)))

    def field(self, tree: Tree, title: str = "") -> Size:
        """Return the size of the part that is left for the drawing and its notes."""
        return self.width - 2 * self.margin, self.height - self.field_top(tree, title) - self.margin

    def field_top(self, tree: Tree, title: str = "") -> float:
        """Return where that part begins, in mm from the top of the sheet."""
        return self.header(tree, title).height + _TOP * self.margin

    def note_unit(self, unit: float) -> float:
        """Return the type size of the notes in mm, for a base type of `unit` mm."""
        least = _NOTE_MM * math.sqrt(self.reference / _A4_REFERENCE)
        return max(style.SMALL_SIZE * unit, least)


@dataclass(frozen=True)
class Part:
    """A part of the tree on the sheet, in em of the field.

    `box` is the room that it has, with a `ground` behind it or not; its units and wires count from
    `origin`.
    """

    box: Box
    ground: bool
    origin: Point
    units: tuple[Unit, ...]
    wires: tuple[Wire, ...]


class Block(Protocol):
    """What stands beside the parts: notes, or the map of an atlas."""

    def sizes(self) -> list[Size]:
        """Return the sizes in em that it can take, the best first."""

    def draw(self, pen: Pen, width: float, ground: Size = ...) -> tuple[Group, ...]:
        """Draw it at the pen's origin, `width` em wide, on a ground of at least a size."""


@dataclass(frozen=True)
class Drawn:
    """Everything on its sheet: parts and notes (with width and room), in em of `unit` mm.

    The type of the notes is `note_unit` mm. Of several sheets each has a `title` of its own.
    """

    sheet: Sheet
    unit: float
    parts: tuple[Part, ...]
    notes: tuple[tuple[Block, float, Box], ...]
    note_unit: float
    title: str = ""
