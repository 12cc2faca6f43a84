"""What was edited: numbers with where they are used, texts word for word, and the small things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from woonboom.compared import Change
from woonboom.compared.names import Names
from woonboom.compared.words import Apart, heading_of, telling
from woonboom.diagnostics import Argument, Message
from woonboom.diff.called import called
from woonboom.diff.changes import Changes
from woonboom.diff.naming import codes_agree, two_trees
from woonboom.diff.structure import contents
from woonboom.diff.texts import runs
from woonboom.diff.uses import Use, uses
from woonboom.document import Block, Heading, Items, Mark, Paragraph, Run, Table, Words, words
from woonboom.papers import changes_wording as wording
from woonboom.papers.changes_room import Room, brief, elsewhere
from woonboom.papers.changes_values import Sides, Values

_SMALL_FIELDS: Final = frozenset({
    "id", "answers", "sources", "url", "contact", "note",
})  # fmt: skip
_SMALL: Final = frozenset({"source", "work", "case"})
_NUMBER: Final = "parameter"
_UNITS: Final = frozenset({"kind", "type", "goto", "start"})
"""Fields whose value is one thing, though it may take several words to say."""
_DAYS: Final = frozenset({"valid_from", "valid_until"})
_ID: Final = re.compile(r" \([a-z][a-z0-9_]*\)")
"""The id that stands behind the name of an element."""
_LONG: Final = frozenset({"question", "answer", "outcome", "page"})
"""Elements that say much: where all of it came or went, marks on every word are hard to read."""
_FEW: Final = 12
"""Edits that need no headings of their own."""
_MARKS: Final[Mapping[str, Mark]] = {"kept": "", "removed": "removed", "added": "added"}


class Edits:
    """Says what was edited between two versions, in the language of the new one."""

    def __init__(self, changes: Changes, level: int, room: Room) -> None:
        self.changes = changes
        self.level = level
        self.room = room
        self.language = changes.new.language
        self.contents = contents(changes)
        self.apart = telling(*self.contents, self.language)
        self.old = called(changes.old, changes.renames)
        coded, numbers = codes_agree(changes), changes.new.numbers
        old, new = (Values(tree, self.language, coded, numbers) for tree in (self.old, changes.new))
        self.sides = Sides(old, new)

    def say(self, message: Message, **arguments: Argument) -> str:
        """Return a message in the language of the new version."""
        return message.say(self.language, arguments)

    def blocks(self) -> Iterator[Block]:
        """Yield what was edited, numbers first; nothing when nothing was."""
        every = shown_edits(self.changes, self.room)
        if not every or two_trees(self.changes):
            return
        yield Heading(self.level, words(self.say(wording.EDITED)))
        large = [change for change in every if not _is_small(change)]
        large.sort(key=lambda change: change.element != _NUMBER)
        shown = large[: self.room.edits]
        numbers = [change for change in shown if change.element == _NUMBER]
        if numbers:
            yield Heading(self.level + 1, words(heading_of(_NUMBER, self.language)))
            yield self._numbers(numbers)
        yield from self._sections(shown[len(numbers) :])
        if len(large) > len(shown):
            left = len(large) - len(shown)
            yield Paragraph(words(elsewhere(left, self.room, self.language)))
        yield from self._small([change for change in every if _is_small(change)])

    def _apart(self, change: Change) -> tuple[Apart, ...]:
        """A change in words; papers name things by their number and words, not by their id."""
        found = self.apart(change)
        if self.room.ids:
            return found
        id_ = change.id.partition(".")[0] if change.element == "answer" else change.id
        bare = (one._replace(where=one.where.replace(f" ({id_})", "", 1)) for one in found)
        return tuple(self.sides.say(change, tuple(bare)))

    # ------------------------------------------------------------ numbers

    def _numbers(self, found: Iterable[Change]) -> Table:
        """Numbers in a table, each with the places where it is used."""
        head = (wording.NUMBER, wording.WAS, wording.BECOMES, wording.USED_AT)
        rows = tuple(
            (words(self._number(change, one)), *self._both(change, one), words(self._used(change)))
            for change in found
            for one in self._apart(change)
        )
        return Table(
            tuple(words(self.say(one)) for one in head),
            rows,
            shares=(6, 3, 3, 5),
            leads=True,
            paired=True,
        )

    def _number(self, change: Change, one: Apart) -> str:
        """What a number is called; that it is the number that changed goes without saying."""
        return self._called(one._replace(what="") if change.field == "value" else one)

    def _called(self, one: Apart) -> str:
        """What differs, in the words of a cell that leads a row."""
        said = ": ".join(part for part in (one.where, one.what) if part)
        return brief(said[:1].upper() + said[1:], self.room)

    def _used(self, change: Change) -> str:
        """Where a number is used: in the new version, or in the old one when it is gone."""
        at = 0 if change.kind == "removed" else 1
        tree = (self.old, self.changes.new)[at]
        names = Names(self.contents[at], self.language)
        found = dict.fromkeys(map(_place, uses(tree, change.id)))
        if self.room.ids:
            named = [names.element(*place) or place[1] for place in found]
            return brief(", ".join(named), self.room)
        own = self.sides.new if at else self.sides.old
        said = [
            own.outcome(id_)
            if element == "outcome"
            else _unnamed(names.element(element, id_) or id_)
            for element, id_ in found
        ]
        return brief(", ".join(said), self.room)

    # ------------------------------------------------------------ texts

    def _sections(self, found: Sequence[Change]) -> Iterator[Block]:
        """What else was edited: by kind of element where that is much, else in one table."""

        def heading(change: Change) -> str:
            return heading_of(change.element, self.language)

        if 0 < len(found) <= _FEW:
            headings = tuple(dict.fromkeys(map(heading, found)))
            yield Heading(self.level + 1, words(self._joined(headings)))
            yield Paragraph(words(self.say(self.room.marks)), "small")
            yield self._texts(found)
            return
        for n, (title, own) in enumerate(groupby(found, heading)):
            yield Heading(self.level + 1, words(title))
            if n == 0:
                yield Paragraph(words(self.say(self.room.marks)), "small")
            yield self._texts(own)

    def _joined(self, headings: Sequence[str]) -> str:
        """Several headings as one: "Vragen, uitkomsten en bronnen"."""
        if len(headings) == 1:
            return headings[0]
        first, *others = headings
        *some, last = (first, *(one[:1].lower() + one[1:] for one in others))
        return self.say(wording.AND, some=", ".join(some), last=last)

    def _texts(self, found: Iterable[Change]) -> Table:
        """Edits with what was and what is beside each other, and marks on the words that differ."""
        head = (wording.WHERE, wording.WAS, wording.BECOMES)
        rows = tuple(
            (words(self._where(change, one)), *self._both(change, one))
            for change in found
            for one in self._apart(change)
        )
        return Table(
            tuple(words(self.say(one)) for one in head),
            rows,
            shares=(4, 6, 6),
            leads=True,
            paired=True,
        )

    def _where(self, change: Change, one: Apart) -> str:
        """Where an edit is; where the cells show how it is written, that it means the same."""
        where = self._called(one)
        if one.old != one.new and self.sides.mean_the_same(change):
            return f"{where} ({self.say(wording.SAME_MEANING)})"
        return where

    def _both(self, change: Change, one: Apart) -> tuple[Words, Words]:
        """What was and what is; of what is not there, that it is new or gone."""
        old, new = brief(one.old, self.room), brief(one.new, self.room)
        marked = change.field is not None or change.element not in _LONG
        if not old:
            shown = Run(new, mark="added" if marked else "")
            return words(self.say(wording.NEW), quiet=True), (shown,)
        if not new:
            shown = Run(old, mark="removed" if marked else "")
            return (shown,), words(self.say(wording.GONE), quiet=True)
        if old == new and self.sides.mean_the_same(change):
            return words(old), words(self.say(wording.SAME_MEANING), quiet=True)
        if change.field in _UNITS:
            return (Run(old, mark="removed"),), (Run(new, mark="added"),)
        found = [Run(run.text, mark=_MARKS[run.part]) for run in runs(old, new)]
        was = tuple(run for run in found if run.mark != "added")
        return was, tuple(run for run in found if run.mark != "removed")

    # ------------------------------------------------------------ small things

    def _small(self, found: list[Change]) -> Iterator[Block]:
        """What matters to few: renames, sources, dates, worked cases, a line each."""
        if not found:
            return
        lines = [self._line(change, one) for change in found for one in self._apart(change)]
        shown = lines[: self.room.edits]
        yield Heading(self.level + 1, words(self.say(wording.SMALL)))
        yield Items(tuple((Paragraph(words(line), "small"),) for line in shown))
        if len(lines) > len(shown):
            left = len(lines) - len(shown)
            yield Paragraph(words(elsewhere(left, self.room, self.language)))

    def _line(self, change: Change, one: Apart) -> str:
        what = self._called(one)
        if change.element == "case" and change.field is None:
            message = wording.CASE_GONE if change.kind == "removed" else wording.CASE_NEW
            return f"{self.say(message, what=what)}."
        old, new = brief(one.old, self.room), brief(one.new, self.room)
        if not old and not new:
            return f"{what}."
        message = wording.LINE if old and new else wording.LINE_GONE if old else wording.LINE_NEW
        return self.say(message, what=what, old=old, new=new)


def shown_edits(changes: Changes, room: Room) -> list[Change]:
    """Return the edits that are told: versions stand at the head, notes are for maintainers."""
    return [
        change
        for change in changes.structure
        if not (change.element == "tree" and change.field in {"version", *_DAYS})
        and (room.notes or change.field != "note")
    ]


def _is_small(change: Change) -> bool:
    return change.element in _SMALL or (change.field or "") in _SMALL_FIELDS


def _place(use: Use) -> tuple[str, str]:
    """The element that is used at: of an answer its question."""
    is_answer = use.element == "answer"
    return ("question", use.id.partition(".")[0]) if is_answer else (use.element, use.id)


def _unnamed(text: str) -> str:
    return _ID.sub("", text)
