"""Policies beside each other as text: a table where there is room, else a list per row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from textwrap import wrap
from typing import Final

from woonboom.cli.screen import Screen
from woonboom.diagnostics import Message
from woonboom.diff.several import Comparison, Row
from woonboom.diff.several_words import (
    contrast_heading,
    example_words,
    overview,
    policy_names,
    titles_of,
    values_words,
    who_of,
)
from woonboom.layout.wording import KINDS

_ONLY = Message("Alleen gevallen met: {facts}.", "Only cases with: {facts}.")
_WHO = Message("Wie", "Who")
_EXAMPLE = Message("Voorbeeld: {case}", "Example: {case}")
_NO_OUTCOME = Message("Geen uitkomst", "No outcome")
_MORE = Message(
    "En nog {count} groepen; groter is het verschil daar niet. Met --kinds of --given worden het "
    "er minder; --format md, html of pdf laat er meer zien.",
    "And {count} more groups; the difference is no greater there. With --kinds or --given they get "
    "fewer; --format md, html or pdf shows more.",
)
_CUT = Message(
    "Waar ‘en nog … andere groepen’ staat, noemt --format md, html of pdf er meer, en --format "
    "json alle.",
    "Where it says ‘and … more groups’, --format md, html or pdf names more of them, and --format "
    "json all.",
)
_COLOURS: Final = {
    "eligible": "32", "not_yet": "33", "not_eligible": "31", "refer": "36", "consult": "35",
}  # fmt: skip
_BOLD: Final = "1"
_DIM: Final = "2"
_GAP: Final = 2
_WAYS: Final = 6
"""So many ways to be of a row are said in a list."""
_WHO_WIDTH: Final = 34
"""The narrowest column in which the words of a row can be read."""
_CELL_WIDTH: Final = (15, 24)
"""The narrowest and the widest column of a policy."""

_Line = tuple[str, str]
"""A line of a cell: its text and its colour."""


def told(comparison: Comparison, screen: Screen) -> str:
    """Return all that is to be told of a comparison."""
    return "\n".join(_lines(comparison, screen)) + "\n"


def _lines(comparison: Comparison, screen: Screen) -> Iterator[str]:
    yield from screen.wrapped(overview(comparison, screen.language))
    if comparison.given:
        language = comparison.policies[0].language
        facts = values_words(comparison.given, comparison, language)
        yield from screen.wrapped(screen.say(_ONLY, facts=facts))
    shape = _Shape(comparison, screen)
    yield from ["", *shape.head()] if shape.is_table else []
    numbered = enumerate(comparison.rows, start=1)
    for contrast, rows in groupby(numbered, key=lambda item: item[1].contrast):
        heading = contrast_heading(contrast, screen.language)
        yield from ["", *screen.wrapped(heading, colour=_BOLD)]
        for number, row in rows:
            yield from ["", *shape.row(number, row)]
    if any(who_of(row, screen.language, _WAYS).cut for row in comparison.rows):
        yield from ["", *screen.wrapped(screen.say(_CUT))]
    if comparison.more:
        yield from ["", *screen.wrapped(screen.say(_MORE, count=comparison.more))]


class _Shape:
    """How rows are set on a screen: a column per policy where there is room for it."""

    def __init__(self, comparison: Comparison, screen: Screen) -> None:
        self.comparison = comparison
        self.screen = screen
        self.names = policy_names(comparison.policies)
        self.language = comparison.policies[0].language
        count, (narrow, wide) = len(self.names), _CELL_WIDTH
        fair = (screen.width - _WHO_WIDTH) // count - _GAP
        self.is_table = fair >= narrow
        cell = min(fair, wide) if self.is_table else wide
        who = screen.width - count * (cell + _GAP)
        self.widths = [who, *[cell] * count]

    def head(self) -> Iterator[str]:
        """Yield the names of the columns."""
        names = [self.screen.say(_WHO), *self.names]
        cells = [[(line, _BOLD) for line in wrap(name, width)]
                 for name, width in zip(names, self.widths, strict=True)]  # fmt: skip
        yield from self._beside(cells)
        yield self.screen.paint("─" * self.screen.width, _DIM)

    def row(self, number: int, row: Row) -> Iterator[str]:
        """Yield the lines of a row."""
        before = f"{number}. "
        room = (self.widths[0] if self.is_table else self.screen.width) - len(before)
        lines = list(self._who(row, room))
        blank = " " * len(before)
        first = [(f"{blank if n else before}{text}", c) for n, (text, c) in enumerate(lines)]
        if self.is_table:
            yield from self._beside([first, *self._cells(row)])
        else:
            yield from (self.screen.paint(text, colour) for text, colour in first)
            yield from self._listed(blank, row)

    def _who(self, row: Row, room: int) -> Iterator[_Line]:
        """Yield the lines that say whom a row is about, with an example."""
        who = who_of(row, self.language, _WAYS)
        yield from ((line, "") for line in wrap(_capital(who.lead), room))
        for n, ways in enumerate(who.ways):
            yield from ((line, "") for line in wrap(who.next if n else "", room))
            for way in ways:
                lines = wrap(way, room, initial_indent="- ", subsequent_indent="  ")
                yield from ((line, "") for line in lines)
        example = example_words(row, self.comparison, self.language)
        said = self.screen.say(_EXAMPLE, case=example) if example else ""
        yield from ((line, _DIM) for line in wrap(said, room))

    def _cells(self, row: Row) -> Iterator[list[_Line]]:
        """What each policy gives: the kind of outcome, and the outcome."""
        columns = zip(self.comparison.policies, row.ends, row.kinds, strict=True)
        for (tree, ends, kind), width in zip(columns, self.widths[1:], strict=True):
            lines = [(self._kind(kind), f"1;{_COLOURS[kind]}" if kind else _BOLD)]
            for title in titles_of(tree, ends):
                lines += [(line, "") for line in wrap(title, width)]
            yield lines

    def _kind(self, kind: str | None) -> str:
        return self.screen.say(KINDS[kind] if kind else _NO_OUTCOME)

    def _beside(self, cells: Sequence[Sequence[_Line]]) -> Iterator[str]:
        """Yield cells next to each other."""
        gap = " " * _GAP
        for lines in zip_longest(*cells, fillvalue=("", "")):
            row = zip(lines, self.widths, strict=True)
            parts = [
                self.screen.paint(text, c) + " " * (width - len(text)) for (text, c), width in row
            ]
            yield gap.join(parts).rstrip()

    def _listed(self, blank: str, row: Row) -> Iterator[str]:
        """Yield a line per policy."""
        columns = zip(self.names, self.comparison.policies, row.ends, row.kinds, strict=True)
        for name, tree, ends, kind in columns:
            titles = "; ".join(titles_of(tree, ends))
            outcome = f"{self._kind(kind)} – {titles}" if titles else self._kind(kind)
            colour = _COLOURS[kind] if kind else _BOLD
            yield from self.screen.wrapped(f"{name} → {outcome}", f"{blank}• ", colour)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
