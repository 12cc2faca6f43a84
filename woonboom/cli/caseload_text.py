"""What a caseload comes to, for the terminal of who has the file: with references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from woonboom.caseload.reading import shown
from woonboom.cli.screen import Screen
from woonboom.diagnostics import Message
from woonboom.diff.changes import Changes
from woonboom.diff.naming import ends
from woonboom.diff.standing import EFFECTS, effect_heading, effect_of
from woonboom.diff.weighed import Moved, Name, Weighed
from woonboom.diff.weighed_words import (
    heading,
    left_out_words,
    moved_words,
    number,
    open_words,
    rows_words,
    same_words,
)

_FROM_TO: Final = Message("{n}: van {old} naar {new}", "{n}: from {old} to {new}")
_UNTOUCHED: Final = Message(
    "Van {n} van hen ontbreekt iets, maar dat maakt geen verschil.",
    "Of {n} of them something is missing, but it makes no difference.",
)
_LINES: Final = Message("regel {named}", "line {named}")
_ROWS: Final = Message("rij {named}", "row {named}")
_MORE: Final = Message(
    "en nog {n}; ‘--format json’ noemt ze alle", "and {n} more; ‘--format json’ names them all"
)
_AND_MORE: Final = Message("en nog {n} zulke meldingen", "and {n} more like these")
_CELL: Final = Message(
    "{place}, kolom ‘{column}’: {problem}", "{place}, column ‘{column}’: {problem}"
)
_ROW: Final = Message("{place}: {problem}", "{place}: {problem}")
_MISSING: Final = Message(
    "Zonder kolom, dus van niemand bekend: {facts}.",
    "Without a column, so known of nobody: {facts}.",
)
_REPEATED: Final = {
    1: Message(
        "Let op: 1 van deze referenties staat er meer dan een keer. Elke rij telt hier als een "
        "cliënt.",
        "Note: 1 of these references is there more than once. Every row counts as a client here.",
    )
}
_MANY_REPEATED: Final = Message(
    "Let op: {n} van deze referenties staan er meer dan een keer. Elke rij telt hier als een "
    "cliënt.",
    "Note: {n} of these references are there more than once. Every row counts as a client here.",
)
_MOST_NAMED: Final = 20
_MOST_ODD: Final = 10


def weighed_lines(weighed: Weighed, changes: Changes, screen: Screen) -> list[str]:
    """Return a section of text, its heading included."""
    return list(_Section(weighed, changes, screen).lines())


class _Section:
    """Writes what was weighed."""

    def __init__(self, weighed: Weighed, changes: Changes, screen: Screen) -> None:
        self.weighed = weighed
        self.changes = changes
        self.screen = screen
        self.language = screen.language

    def lines(self) -> Iterator[str]:
        """Yield all lines."""
        weighed, language = self.weighed, self.language
        yield self.screen.paint(heading(language), "1")
        said = [rows_words(weighed, language)]
        said += [moved_words(weighed, language), self._same()] if weighed.rows else []
        yield from self.screen.wrapped(" ".join(said), "  ")
        if weighed.missing:
            facts = ", ".join(weighed.missing)
            yield from self.screen.wrapped(self.screen.say(_MISSING, facts=facts), "  ")
        yield from self._changed()
        yield from self._open()
        yield from self._repeated()
        yield from self._left_out()

    def _same(self) -> str:
        said = same_words(self.weighed, self.language)
        if not self.weighed.untouched:
            return said
        untouched = number(self.weighed.untouched, self.language)
        return f"{said} {self.screen.say(_UNTOUCHED, n=untouched)}"

    def _changed(self) -> Iterator[str]:
        """Under a heading for each effect, the worst first."""
        groups = self.changes.groups
        effects = {(group.old_outcome, group.new_outcome): effect_of(group) for group in groups}
        for effect in EFFECTS:
            some = [
                m for m in self.weighed.changed if effects[m.old_outcome, m.new_outcome] == effect
            ]
            if some:
                yield ""
                yield "  " + self.screen.paint(effect_heading(effect, self.language), "1")
            for moved in some:
                yield from self._moved(moved)

    def _moved(self, moved: Moved) -> Iterator[str]:
        names = ends(self.changes, moved.old_outcome, moved.new_outcome, self.language)
        said = self.screen.say(_FROM_TO, n=number(moved.count, self.language), **names)
        yield from self.screen.wrapped(said, "  - ")
        yield from self._named(moved.names)

    def _open(self) -> Iterator[str]:
        if self.weighed.open:
            yield ""
            yield from self.screen.wrapped(open_words(self.weighed, self.language), "  ")
            yield from self._named(self.weighed.open)

    def _repeated(self) -> Iterator[str]:
        count = self.weighed.repeated
        if count:
            said = _REPEATED.get(count, _MANY_REPEATED)
            yield ""
            n = number(count, self.language)
            yield from self.screen.wrapped(self.screen.say(said, n=n), "  ")

    def _named(self, names: Sequence[Name]) -> Iterator[str]:
        """The references of rows, and the numbers of those without one."""
        first = names[:_MOST_NAMED]
        references = [shown(name) for name in first if isinstance(name, str)]
        numbers = [str(name) for name in first if isinstance(name, int)]
        told = [", ".join(references)] if references else []
        told += [self._place(", ".join(numbers))] if numbers else []
        if len(names) > len(first):
            more = number(len(names) - len(first), self.language)
            told.append(self.screen.say(_MORE, n=more))
        yield from self.screen.wrapped(", ".join(told), "    ", "2")

    def _left_out(self) -> Iterator[str]:
        weighed = self.weighed
        if not weighed.left_out:
            return
        yield ""
        yield from self.screen.wrapped(left_out_words(weighed, self.language), "  ")
        for odd in weighed.odd[:_MOST_ODD]:
            problem, place = odd.said.say(self.language), self._place(str(odd.at))
            words = {"place": place, "problem": problem, "column": odd.column}
            said = self.screen.say(_CELL if odd.column else _ROW, **words)
            yield from self.screen.wrapped(said, "  - ")
        told = len({odd.at for odd in weighed.odd[:_MOST_ODD]})
        if weighed.left_out > told:
            more = number(weighed.left_out - told, self.language)
            yield f"  {self.screen.say(_AND_MORE, n=more)}"

    def _place(self, named: str) -> str:
        message = _LINES if self.weighed.counted == "line" else _ROWS
        return self.screen.say(message, named=named)
