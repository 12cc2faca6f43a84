"""What was edited between two versions, as text: word by word, for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from woonboom.cli.screen import Screen
from woonboom.compared import Change
from woonboom.compared.changes import Content
from woonboom.compared.words import Apart, heading_of, telling
from woonboom.diagnostics import Message
from woonboom.diff.changes import Changes
from woonboom.diff.naming import two_trees
from woonboom.diff.structure import contents
from woonboom.diff.texts import Run, runs
from woonboom.diff.uses import uses_words

MOST_EDITS: Final = 40
"""So many edits are told."""
_MOST_USES: Final = 6
_FEW: Final = 5
"""Texts of at most so many words are told whole, the old and the new."""
_WHOLE: Final = ("goto", "start", "expect", "kind")
"""Fields whose value is one thing, however many words it takes."""
_KEPT: Final = 6
"""So many words are shown on either side of what is different."""

_EDITED: Final = Message("Wat er is bewerkt", "What was edited")
_MORE: Final = Message(
    "… en nog {count} bewerkingen. Alles staat in --format json.",
    "… and {count} more edits. All of it is in --format json.",
)
_NEW: Final = Message("{where} is nieuw: {said}", "{where} is new: {said}")
_GONE: Final = Message("{where} is vervallen: {said}", "{where} is gone: {said}")
_OTHER_TREE: Final = Message(
    "De teksten van verschillende bomen zijn niet vergeleken. Ze naast elkaar zetten: "
    "woonboom compare {old} {new}",
    "The texts of different trees were not compared. To put them side by side: "
    "woonboom compare {old} {new}",
)
_FIELD: Final = Message("{what}: {said}", "{what}: {said}")
_USED: Final = Message("Gebruikt in: {places}.", "Used in: {places}.")
_AND_MORE: Final = Message("en {count} andere plaatsen", "and {count} other places")
_BOLD: Final = "1"
_MARKS: Final = {"removed": "[-{}-]", "added": "{{+{}+}}", "kept": "{}"}
_MARK: Final = re.compile(r"(\[-|-\]|\{\+|\+\})")
_OPENS: Final = {"[-": "31", "{+": "32"}
_CLOSES: Final = ("-]", "+}")


def edits(changes: Changes, screen: Screen) -> Iterator[str]:
    """Yield what was edited, under headings; nothing when nothing was."""
    if not changes.structure:
        return
    yield ""
    if two_trees(changes):
        paths = {"old": str(changes.old.path), "new": str(changes.new.path)}
        yield from screen.wrapped(screen.say(_OTHER_TREE, **paths), colour="2")
        return
    yield from screen.wrapped(screen.say(_EDITED), colour=_BOLD)
    speaker = _Speaker(changes, contents(changes), screen)
    shown = changes.structure[:MOST_EDITS]
    for heading, group in groupby(shown, lambda one: heading_of(one.element, screen.language)):
        yield from screen.wrapped(heading, "  ", _BOLD)
        yield from speaker.lines(group)
    more = len(changes.structure) - len(shown)
    yield from screen.wrapped(screen.say(_MORE, count=more), "  ") if more else []


class _Speaker:
    """Says edits, those of one element together."""

    def __init__(self, changes: Changes, data: tuple[Content, Content], screen: Screen) -> None:
        self.changes = changes
        self.data = data
        self.screen = screen
        self.apart = telling(*data, screen.language)

    def lines(self, found: Iterator[Change]) -> Iterator[str]:
        """Yield the lines of edits under one heading."""
        said = ((one, part) for one in found for part in self.apart(one))
        for where, group in groupby(said, lambda pair: pair[1].where):
            rows = list(group)
            inner = "    "
            if where and rows[0][1].what:
                yield from self.screen.wrapped(where, inner)
                inner += "  "
            for edit, part in rows:
                yield from self.part(part, inner, whole=edit.field in _WHOLE)
            yield from self.used(rows[0][0], "      ")

    @property
    def language(self) -> str:
        return self.screen.language

    def part(self, part: Apart, before: str, *, whole: bool) -> Iterator[str]:
        """Yield one difference."""
        if part.old and part.new:
            yield from self.differs(part, f"{before}~ ", whole=whole)
        elif part.old or part.new:
            message, sign, colour = (_GONE, "−", "31") if part.old else (_NEW, "+", "32")
            form = message if not part.what else _FIELD
            said = part.old or part.new
            words = {"where": part.where, "what": part.what, "said": said}
            text = self.screen.say(form, **words)
            yield from self.screen.wrapped(text, f"{before}{sign} ", colour)
        else:
            yield from self.screen.wrapped(part.what, f"{before}~ ")

    def differs(self, part: Apart, before: str, *, whole: bool) -> Iterator[str]:
        """Yield what a field was and is: short values whole, texts word by word."""
        if whole or max(len(part.old.split()), len(part.new.split())) <= _FEW:
            said = f"{part.old} → {part.new}"
        else:
            said = "".join(map(_marked, _shortened(runs(part.old, part.new))))
        text = self.screen.say(_FIELD, what=part.what, said=said)
        yield from self.painted(self.screen.wrapped(text, before))

    def painted(self, lines: list[str]) -> Iterator[str]:
        """Yield lines with the colours of their marks, which may go on over several."""
        colour = ""
        for line in lines:
            found = ""
            for part in _MARK.split(line):
                colour = _OPENS.get(part, colour)
                found += self.screen.paint(part, colour)
                colour = "" if part in _CLOSES else colour
            yield found

    def used(self, edit: Change, before: str) -> Iterator[str]:
        """Yield the places that use a parameter that was edited."""
        if edit.element != "parameter" or edit.kind == "removed":
            return
        found = uses_words(self.changes.new, self.data[1], edit.id, self.language)
        named = list(found[:_MOST_USES])
        if len(found) > _MOST_USES:
            named.append(self.screen.say(_AND_MORE, count=len(found) - _MOST_USES))
        if named:
            said = self.screen.say(_USED, places=", ".join(named))
            yield from self.screen.wrapped(said, before, "2")


def _marked(run: Run) -> str:
    return _MARKS[run.part].format(run.text)


def _shortened(found: Sequence[Run]) -> Iterator[Run]:
    """Runs of which what is kept is only shown as far as it stands near to what differs."""
    last = len(found) - 1
    for number, run in enumerate(found):
        words = run.text.split()
        room = _KEPT * (1 if number in (0, last) else 2)
        if run.part != "kept" or len(words) <= room:
            yield run
            continue
        before = "" if number == 0 else f"{_space(run.text[0])}{' '.join(words[:_KEPT])} "
        after = "" if number == last else f" {' '.join(words[-_KEPT:])}{_space(run.text[-1])}"
        yield Run("kept", f"{before}…{after}")


def _space(letter: str) -> str:
    return " " if letter.isspace() else ""
