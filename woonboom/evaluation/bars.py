"""Statements as diverging bars: who disagrees to the left, who agrees to the right.

The middle of every bar is the middle of those who are neutral. Both sides get darker towards their
end; the left one is hatched too, so that the sides differ in grey and for who sees colours
differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from woonboom import colours, style, text
from woonboom.evaluation.drawing import Drawing, Letters, hatching
from woonboom.evaluation.figures import Tally
from woonboom.questionnaire import POINTS
from woonboom.typeface import Typeface

WIDTH: Final = 172.0
"""As wide as the text of a page, in mm."""
NARROW: Final = 86.0
"""As wide as leaves letters readable on a telephone, in mm."""
_LABELS: Final = 74.0
_GAP: Final = 4.0
_ABOVE: Final = 1.4
_PERCENT: Final = 9.5
_BAR: Final = 6.4
_BETWEEN: Final = 3.0
_SIZE: Final = 3.15
_SMALL: Final = 2.8
_LEADING: Final = 1.22
_HEAD: Final = 6.0
_HATCH: Final = 1.15
_INDENT: Final = 7.0
_HIGHEST: Final = 200.0
"""A picture is no higher than this in mm, so that it fits on a page below a heading."""
_MOST_LINES: Final = 8
_LEAST_SIDE: Final = 0.08
"""Room that each side has at least, as a share of all answers."""
_LIGHT: Final = (0.5, 0.8, 0.93, 0.68, 0.4)
"""How light each point is: all five differ in grey."""


@dataclass(frozen=True)
class Row:
    """A statement with its number and how it was answered."""

    number: str
    words: str
    tally: Tally


@dataclass(frozen=True)
class Words:
    """What stands in the pictures besides numbers and statements."""

    against: str
    favour: str
    language: str


@dataclass(frozen=True)
class Span:
    """How far all bars of a report reach to both sides, as shares of all answers."""

    left: float
    right: float


def span(tallies: Sequence[Tally]) -> Span:
    """Return how far bars reach, so that all pictures of a report have one measure."""
    answered = [tally for tally in tallies if tally.told]
    left = [(t.against + t.neutral / 2) / t.total for t in answered]
    right = [(t.favour + t.neutral / 2) / t.total for t in answered]
    return Span(max([_LEAST_SIDE, *left]), max([_LEAST_SIDE, *right]))


def colours_of(palette: Mapping[str, str]) -> tuple[str, ...]:
    """Return the colours of the five points, in the hues of the house."""
    against = palette.get(style.KINDS["not_yet"].dark, style.KINDS["not_yet"].dark)
    favour = palette.get(style.NAVY, style.NAVY)
    neutral = palette.get(style.LINE, style.LINE)
    hues = ((against, 0.13), (against, 0.13), (neutral, 0.02), (favour, 0.13), (favour, 0.13))
    return tuple(
        colours.shade(hue, light, vivid) for (hue, vivid), light in zip(hues, _LIGHT, strict=True)
    )


@dataclass(frozen=True)
class Picture:
    """Statements with their bars, as SVG for paper and for a narrow screen."""

    rows: tuple[Row, ...]
    wide: bytes
    narrow: bytes


def pictures(
    rows: Sequence[Row], reach: Span, words: Words, face: Typeface, palette: Mapping[str, str]
) -> Iterator[Picture]:
    """Yield pictures of statements below each other, each with its bar.

    There is more than one where a page would be too low for all of them.
    """
    rest = [(row, _lines(row, _LABELS, face, words.language)) for row in rows]
    while rest:
        count, high = 0, _HEAD
        while count < len(rest) and (not count or high + _beside(rest[count][1]) < _HIGHEST):
            high += _beside(rest[count][1])
            count += 1
        shown, rest = rest[:count], rest[count:]
        on_it = tuple(row for row, _ in shown)
        below = [(row, _lines(row, NARROW, face, words.language)) for row in on_it]
        wide = _Chart(Drawing(WIDTH, palette), reach, face)
        narrow = _Chart(Drawing(NARROW, palette), reach, face)
        yield Picture(on_it, wide.drawn(shown, words), narrow.drawn(below, words))


def _lines(row: Row, wide: float, face: Typeface, language: str) -> tuple[str, ...]:
    """A statement in lines; one that is longer than any should be is cut."""
    said = text.drawable(row.words, face.regular)
    lines = text.broken(said, face.regular, (wide - _INDENT) / _SIZE, language)
    return lines if len(lines) <= _MOST_LINES else (*lines[: _MOST_LINES - 1], "…")


def _beside(lines: Sequence[str]) -> float:
    """How high a row is with its statement beside its bar, with the room below it."""
    return max(_BAR, len(lines) * _SIZE * _LEADING) + _BETWEEN


def legend(
    labels: Sequence[str], face: Typeface, palette: Mapping[str, str], width: float = WIDTH
) -> bytes:
    """Return a picture of what each point of the scale looks like, as SVG; `width` in mm."""
    drawing = Drawing(width, palette)
    chart = _Chart(drawing, Span(0.5, 0.5), face)
    x, y, size = 0.2, 1.0, 2.95
    for point, label in enumerate(labels):
        wide = 6.6 + text.width(text.drawable(label, face.regular), face.regular) * size
        if x > 1 and x + wide > width:
            x, y = 0.2, y + 6.4
        chart.segment(point, (x, y, 5.4, 4.2))
        drawing.text((x + 6.6, y + 3.15), label, Letters(face.regular, size, chart.ink))
        x += wide + 4.2
    return drawing.svg(y + 5.2)


class _Chart:
    """The picture of some statements; on a narrow one they stand above their bars."""

    def __init__(self, drawing: Drawing, reach: Span, face: Typeface) -> None:
        self.drawing = drawing
        self.face = face
        self.fills = colours_of(drawing.palette)
        self.ink = drawing.colour(style.INK)
        self.quiet = drawing.colour(style.NOTE_INK)
        self.bold = Letters(face.bold, _SIZE, self.ink)
        self.regular = Letters(face.regular, _SIZE, self.ink)
        self.narrow = drawing.width <= NARROW
        left = _PERCENT if self.narrow else _LABELS + _GAP + _PERCENT
        self.unit = (drawing.width - left - _PERCENT) / (reach.left + reach.right)
        self.middle = left + reach.left * self.unit

    def drawn(self, rows: Sequence[tuple[Row, tuple[str, ...]]], words: Words) -> bytes:
        """Draw statements below each other; return the picture."""
        self.head(words)
        bottom = _HEAD + sum(self.high(lines) for _, lines in rows)
        if not self.narrow:  # there the line would run through the statements
            self.axis(_HEAD - 1.5, bottom - _BETWEEN + 1.5)
        top = _HEAD
        for row, lines in rows:
            self.row(row, lines, top)
            top += self.high(lines)
        return self.drawing.svg(bottom - _BETWEEN + 2)

    def high(self, lines: Sequence[str]) -> float:
        """How high a row is, with the room below it."""
        if not self.narrow:
            return _beside(lines)
        return len(lines) * _SIZE * _LEADING + _ABOVE + _BAR + _BETWEEN

    def head(self, words: Words) -> None:
        """Draw what the two sides mean."""
        letters = Letters(self.face.bold, _SMALL, self.quiet)
        y = _HEAD - 2.6
        self.drawing.text((self.middle - 2.2, y), words.against, letters, "end")
        self.drawing.text((self.middle + 2.2, y), words.favour, letters)

    def axis(self, top: float, bottom: float) -> None:
        """Draw the line in the middle, below the bars."""
        line = self.drawing.colour(style.LINE)
        self.drawing.line((self.middle, top - 2.2), (self.middle, bottom), line, 0.25)

    def row(self, row: Row, lines: Sequence[str], top: float) -> None:
        """Draw a statement and its bar."""
        said = len(lines) * _SIZE * _LEADING
        high = self.high(lines) - _BETWEEN
        first = top + (0 if self.narrow else (high - said) / 2) + _SIZE * 0.93
        self.drawing.text((5.0, first), row.number, self.bold, "end")
        for n, line in enumerate(lines):
            at = (_INDENT, first + n * _SIZE * _LEADING)
            self.drawing.text(at, line, self.regular)
        bar = high - _BAR if self.narrow else (high - _BAR) / 2
        if self.narrow:
            self.axis(top + bar + 1, top + bar + _BAR + 1.2)
        self.bar(row.tally, top + bar)

    def bar(self, tally: Tally, top: float) -> None:
        """Draw how a statement was answered: its five points, and the share of both sides.

        A dash stands for what too few people answered.
        """
        if not tally.told:
            letters = Letters(self.face.bold, _SIZE, self.quiet)
            self.drawing.text((self.middle + 2.2, top + _BAR / 2 + _SIZE * 0.35), "–", letters)
            return
        per = self.unit / tally.total
        start = self.middle - (tally.against + tally.neutral / 2) * per
        edges = [start]
        for count in tally.counts:
            edges.append(edges[-1] + count * per)
        for point, (left, right) in enumerate(pairwise(edges)):
            if tally.counts[point]:
                self.segment(point, (left, top, right - left, _BAR), str(tally.counts[point]))
        against, _, favour = tally.sides
        y = top + _BAR / 2 + _SIZE * 0.35
        self.drawing.text((start - 1.4, y), f"{against}%", self.bold, "end")
        self.drawing.text((edges[-1] + 1.4, y), f"{favour}%", self.bold)

    def segment(self, point: int, box: tuple[float, float, float, float], count: str = "") -> None:
        """Draw those who chose one point, with their number where there is room for it."""
        left, top, width, height = box
        fill = self.fills[point]
        self.drawing.rect(box, fill)
        on = style.PAPER if colours.contrast(fill, style.PAPER) >= 4.5 else style.INK
        if point < 2:
            shade = colours.lightness(fill) + (0.12 if point == 0 else -0.14)
            self.drawing.lines(hatching(box, _HATCH), colours.shade(fill, shade), 0.3)
        bold, size = self.face.bold, _SMALL
        wide = text.width(count, bold) * size if count else 0.0
        if count and wide + 1.2 <= width:
            middle = left + width / 2
            if point < 2:  # the number stands on a plain ground
                self.drawing.rect((middle - wide / 2 - 0.6, top + 1, wide + 1.2, height - 2), fill)
            at = (middle, top + height / 2 + size * 0.35)
            self.drawing.text(at, count, Letters(bold, size, on), "middle")
        edge = self.drawing.colour(style.LINE) if point == POINTS // 2 else style.PAPER
        self.drawing.rect(box, "none", edge)
