"""What a note says, set in one of several shapes: where its rows and its QR code stand, in em."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from woonboom import style, text
from woonboom.layout.cards import set_lines
from woonboom.layout.qr import Code
from woonboom.typeface import Typeface

Size = tuple[float, float]

PAD: Final = 1.4
TITLE_SIZE: Final = 1.15
LEADING: Final = 1.28
SAMPLE_INDENT: Final = 4.5
COLUMN_GAP: Final = 1.8
_TITLE_ROOM: Final = 2.2
_SAMPLE_ROW: Final = 1.7
_NUMBER_GAP: Final = 0.75
_BELOW_GAP: Final = 0.7
"""Above the rows that close a note."""
_CODE_GAP: Final = 1.6
_CODE_EDGE: Final = 0.9
"""From the white square of a QR code to the edge of its note."""
_MOST_WIDENED: Final = 2.0
_TRIM: Final = 0.25
"""What a last line needs less than its leading."""


@dataclass(frozen=True)
class Row:
    """A line of a note: a sample (a number, a short name or the name of a card) and words."""

    sample: str
    words: str


@dataclass(frozen=True)
class Shape:
    """A way to set a note: text `measure` em wide in columns, the QR code `beside` it or below."""

    measure: float
    columns: int = 1
    beside: bool = True

    @property
    def column(self) -> float:
        """The width of one column."""
        return (self.measure - (self.columns - 1) * COLUMN_GAP) / self.columns


@dataclass(frozen=True)
class Placed:
    """A row at its place in the note; its words stand `indent` em from the sample."""

    face: Typeface
    row: Row
    lines: tuple[str, ...]
    indent: float
    x: float
    y: float

    @property
    def right(self) -> float:
        """Where its longest line ends."""
        return self.x + self.indent + text.widest(self.lines, self.face.regular)


@dataclass(frozen=True)
class Setting:
    """A note in one shape: its size, that of its text, and where its rows and its code stand.

    The words of the code stand below it if it is `upright`, else to its right.
    """

    size: Size
    text: Size
    title: tuple[str, ...] = ()
    rows: tuple[Placed, ...] = ()
    code: tuple[float, float] = (0.0, 0.0)
    upright: bool = True


@dataclass(frozen=True)
class Content:
    """A heading over rows, in columns, `closing` rows below them all, and a QR code.

    `cards` tells that the samples are small cards and not numbers; `gap` is the room between rows.
    A note of nothing but a QR code has no title.
    """

    title: str
    rows: tuple[Row, ...]
    language: str
    face: Typeface
    gap: float = 0.3
    cards: bool = False
    closing: tuple[Row, ...] = ()
    code: Code | None = None

    @property
    def indent(self) -> float:
        """How far the words of every row stand from the left edge of its sample."""
        if self.cards:
            return SAMPLE_INDENT
        samples = [row.sample for row in (*self.rows, *self.closing) if row.sample]
        widest = max((text.width(sample, self.face.heavy) for sample in samples), default=0.0)
        return widest + _NUMBER_GAP if samples else 0.0

    def set(self, shape: Shape) -> Setting:
        """Set it in a shape; it becomes no wider than its longest line asks for."""
        if self.code and not self.title:
            return _alone(self.code, shape)
        title = set_lines(self.title, self.face.heavy, shape.measure / TITLE_SIZE, self.language)
        top = PAD + _TITLE_ROOM + (len(title) - 1) * TITLE_SIZE * style.LEADING
        rows = tuple(self._grid(shape, top))
        if self.closing:
            rows += tuple(self._below(shape.measure, self._low(rows, top) + _BELOW_GAP))
        right = PAD + text.widest(title, self.face.heavy) * TITLE_SIZE
        end = (max([right, *(row.right for row in rows)]), self._low(rows, top) - _TRIM)
        if not self.code:
            size = (end[0] + PAD, end[1] + PAD)
            return Setting(size, size, title, rows)
        put = _beside if shape.beside else _under
        return put(self.code, end, title, rows)

    def _grid(self, shape: Shape, top: float) -> Iterator[Placed]:
        """Place the rows, down the first column and then down the next."""
        indent = self.indent
        each = math.ceil(len(self.rows) / shape.columns)
        y = top
        for n, row in enumerate(self.rows):
            y = top if n % each == 0 else y
            x = PAD + n // each * (shape.column + COLUMN_GAP)
            lines = self._lines(row.words, shape.column - indent)
            yield Placed(self.face, row, lines, indent, x, y)
            y += self._height(len(lines)) + self.gap

    def _below(self, measure: float, y: float) -> Iterator[Placed]:
        indent = 0.0 if self.cards else self.indent
        for row in self.closing:
            lines = self._lines(row.words, measure - indent)
            yield Placed(self.face, row, lines, indent, PAD, y)
            y += len(lines) * LEADING + self.gap

    def _low(self, rows: Sequence[Placed], top: float) -> float:
        return max((row.y + self._height(len(row.lines)) for row in rows), default=top)

    def _lines(self, words: str, measure: float) -> tuple[str, ...]:
        return set_lines(words, self.face.regular, measure, self.language)

    def _height(self, lines: int) -> float:
        return max(lines * LEADING, _SAMPLE_ROW if self.cards else 0)


def _alone(code: Code, shape: Shape) -> Setting:
    wide, high = code.size(upright=shape.beside)
    size = (wide + 2 * _CODE_EDGE, high + 2 * _CODE_EDGE)
    return Setting(size, (0, 0), code=(_CODE_EDGE, _CODE_EDGE), upright=shape.beside)


def _beside(code: Code, end: Size, title: tuple[str, ...], rows: tuple[Placed, ...]) -> Setting:
    """The code to the right of the text, which ends at `end`."""
    wide, high = code.size(upright=True)
    left = end[0] + _CODE_GAP
    height = max(end[1], _CODE_EDGE + high - _TRIM) + PAD
    return Setting(
        (left + wide + _CODE_EDGE, height), (end[0], height), title, rows, (left, _CODE_EDGE)
    )


def _under(code: Code, end: Size, title: tuple[str, ...], rows: tuple[Placed, ...]) -> Setting:
    """The code below the text, with its own words beside it where they do not widen the note."""
    upright = PAD + code.size(upright=False)[0] > end[0] + _MOST_WIDENED
    wide, high = code.size(upright=upright)
    top = end[1] + _TRIM + _BELOW_GAP
    width = max(end[0], PAD + wide) + PAD
    return Setting((width, top + high + PAD), (width, top), title, rows, (PAD, top), upright)
