"""The blocks beside the drawing: its legend, how to use it, its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from woonboom import style, text
from woonboom.layout import wording
from woonboom.layout.cards import set_lines
from woonboom.layout.faces import band, silhouette
from woonboom.layout.pen import Hand, Paint, Pen
from woonboom.layout.wording import say
from woonboom.model import Tree
from woonboom.scene import Group, Item

Size = tuple[float, float]

_PAD: Final = 1.4
_TITLE_SIZE: Final = 1.15
_TITLE_ROOM: Final = 2.2
_LEADING: Final = 1.28
_SAMPLE_ROW: Final = 1.7
_WIDTHS: Final = (19.0, 26.0, 34.0, 44.0)
"""Widths of text that a note may take, in em, the best first."""
_BASELINE: Final = 0.8


@dataclass(frozen=True)
class Row:
    """A line of a note: a sample (a number or the name of a card) and words."""

    sample: str
    words: str


@dataclass(frozen=True)
class Note:
    """A block with a heading over rows; the words stand `indent` em from the samples.

    `cards` tells that the samples are small cards and not numbers.
    """

    role: str
    title: str
    rows: tuple[Row, ...]
    indent: float
    gap: float
    language: str
    cards: bool = False

    def sizes(self) -> list[Size]:
        """Return the sizes in em that the note can take, the best first."""
        return [self._size(width) for width in self._widths()]

    def _widths(self) -> tuple[float, ...]:
        """The widths of text that make a difference."""
        short = all(len(lines) == 1 for lines in self._lines(_WIDTHS[0]))
        return _WIDTHS[:1] if short else _WIDTHS

    def _lines(self, measure: float) -> list[tuple[str, ...]]:
        room = measure - self.indent
        return [set_lines(row.words, style.REGULAR, room, self.language) for row in self.rows]

    def _title_lines(self, measure: float) -> tuple[str, ...]:
        return set_lines(self.title, style.HEAVY, measure / _TITLE_SIZE, self.language)

    def _size(self, measure: float) -> Size:
        rows = sum(self._row_height(len(row)) for row in self._lines(measure)) - self.gap
        return measure + 2 * _PAD, self._rows_top(measure) + rows + _PAD

    def _rows_top(self, measure: float) -> float:
        more = len(self._title_lines(measure)) - 1
        return _PAD + _TITLE_ROOM + more * _TITLE_SIZE * style.LEADING

    def _row_height(self, lines: int) -> float:
        return max(lines * _LEADING, _SAMPLE_ROW if self.cards else 0) + self.gap

    def draw(self, pen: Pen, width: float) -> Group:
        """Draw the note, `width` em wide, with its top left at the pen's origin."""
        measure = min(self._widths(), key=lambda w: abs(self._size(w)[0] - width))
        width, height = self._size(measure)
        hand = Hand(style.HEAVY, style.INK, style.GROUND, _TITLE_SIZE)
        items: list[Item] = [pen.rect((0, 0, width, height), Paint(style.GROUND), 0.9)]
        items.append(pen.text((_PAD, _PAD + 0.85), self._title_lines(measure), hand, level=2))
        y = self._rows_top(measure)
        for row, lines in zip(self.rows, self._lines(measure), strict=True):
            items += self._row(row, lines, pen.at(_PAD, y))
            y += self._row_height(len(lines))
        box = pen.box(0, 0, width, height)
        return Group(self.role, box, tuple(items), f"blok-{self.role}", text.clean(self.title))

    def _row(self, row: Row, lines: tuple[str, ...], pen: Pen) -> list[Item]:
        hand = Hand(style.REGULAR, style.INK, style.GROUND, leading=_LEADING)
        if self.cards:
            words = pen.text((self.indent, _BASELINE + 0.1), lines, hand)
            return [*_sample(row.sample, pen.at(0, -0.2)), words]
        words = pen.text((self.indent, _BASELINE), lines, hand)
        if not row.sample:
            return [words]
        number = Hand(style.HEAVY, style.NAVY, style.GROUND)
        return [replace(words, lead=pen.text((0, _BASELINE), [row.sample], number))]


def _sample(name: str, pen: Pen) -> list[Item]:
    """A small card for the legend."""
    wide, high = 3.7, 1.65
    kind = style.KINDS.get(name)
    if kind:
        small = replace(kind, stroke=0.75 * kind.stroke, dash=tuple(0.6 * d for d in kind.dash))
        ground, border = silhouette(pen, small, wide, high)
        return [ground, band(pen, kind, 1.75, high), border, *pen.icon(0.9, high / 2, 0.55, kind)]
    if name == "stub":
        return [pen.rect((0, 0, wide, high), Paint(style.PAPER, style.ALARM, 0.15, (0.4, 0.28)))]
    chip = name == "chip"
    stroke = 0.28 if name == "start" else 0.14
    paint = Paint(style.PAPER, style.NAVY, stroke, (0.4, 0.28) if chip else ())
    frame = pen.rect((0, 0, wide, high), paint, high / 2 if chip else 0.4)
    dot = style.circle(wide - high / 2 if chip else high / 2 + 0.1, high / 2, 0.5)
    return [frame, pen.path(dot, Paint(style.NAVY))]


def notes(tree: Tree, roles: Iterable[str]) -> list[Note]:
    """Return the notes of a tree; `roles` are those of the cards that are drawn."""
    drawn = set(roles)
    found = [_legend(tree, drawn), _use(tree, drawn)]
    return [*found, _sources(tree)] if tree.sources else found


def _legend(tree: Tree, drawn: set[str]) -> Note:
    kinds = {outcome.kind for outcome in tree.outcomes.values()}
    rows = [Row("start", say(tree, wording.A_START))] if tree.start in tree.questions else []
    if len(tree.questions) > len(rows):
        rows.append(Row("question", say(tree, wording.A_QUESTION)))
    rows += [Row("chip", say(tree, wording.A_CHIP))] if "chip" in drawn else []
    rows += [Row(kind, say(tree, words)) for kind, words in wording.KINDS.items() if kind in kinds]
    rows += [Row("stub", say(tree, wording.A_STUB))] if "stub" in drawn else []
    title = say(tree, wording.LEGEND)
    return Note("legend", title, tuple(rows), 4.5, 0.45, tree.language, cards=True)


def _use(tree: Tree, drawn: set[str]) -> Note:
    number = tree.numbers.get(tree.start)
    said = [say(tree, wording.USE_START, number=number)] if number else []
    said += [say(tree, wording.USE_CHIP)] if "chip" in drawn else []
    said.append(say(tree, wording.USE_ADVICE))
    rows = tuple(Row(str(n), words) for n, words in enumerate(said, start=1))
    return Note("note", say(tree, wording.USE), rows, 1.4, 0.3, tree.language)


def _sources(tree: Tree) -> Note:
    listed = sorted(tree.sources, key=_natural)
    words = ["; ".join(source.replace(" ", "\u00a0") for source in listed)]
    cited = {source.split(" ")[0] for source in listed}
    words += [f"{short}: {full}" for short, full in tree.works.items() if short in cited]
    rows = tuple(Row("", text) for text in words)
    return Note("sources", say(tree, wording.SOURCES), rows, 0, 0.5, tree.language)


def _natural(source: str) -> list[tuple[int, int, str]]:
    """The order in which people look things up: 2.9 before 2.10, numbers before words."""
    parts = re.split(r"([0-9]+)", source)
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts]
