"""For whom something changes: who, from which outcome to which, an example, where paths part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from woonboom import text
from woonboom.diagnostics import Argument, Message
from woonboom.diff.changes import CaseChange, Changes, Group
from woonboom.diff.naming import Side, codes_agree, named_outcome, two_trees
from woonboom.diff.parting import parting_words
from woonboom.diff.standing import by_effect, effect_heading
from woonboom.diff.undecided import causes
from woonboom.diff.wording import (
    group_parts,
    is_everyone,
    region_words,
    who_had,
    witness_words,
)
from woonboom.document import (
    Block,
    End,
    Folded,
    Heading,
    Items,
    Paragraph,
    Run,
    Table,
    Turn,
    Words,
    words,
)
from woonboom.model import KIND_WORDS
from woonboom.papers import changes_wording as wording
from woonboom.papers.changes_room import Room, elsewhere
from woonboom.regions.words import Parts, say_more

_LEAST: Final = 5
"""Rows that every grade has, however many there are of the grades before it."""
_FEW: Final = 20
"""Rows that need not be folded."""
_SHORT: Final = 2
"""The parts that are said of a group of very many boxes."""
_MANY: Final = 100
"""To say more boxes than this in few words takes long."""


@dataclass
class Cases:
    """Says for whom something changes; `level` is that of the headings.

    What there is room for is used up in order: first come those who are worse off. Whether all of
    it was said is known when all `blocks` were made: then `complete`.
    """

    changes: Changes
    level: int
    room: Room

    def __post_init__(self) -> None:
        self.language = self.changes.new.language
        self.complete = True
        self._parted = ""
        self._explained: set[tuple[str | None, str | None]] = set()
        self._cards = self.room.cards
        self._rows = self.room.rows

    def say(self, message: Message, **arguments: Argument) -> str:
        """Return a message in the language of the new version."""
        return message.say(self.language, arguments)

    def blocks(self) -> Iterator[Block]:
        """Yield the groups by what it means for them; that nothing changes is said elsewhere."""
        if self.changes.groups or self.changes.rerouted:
            asked = wording.FOR_WHOM_BOTH if two_trees(self.changes) else wording.FOR_WHOM
            yield Heading(self.level, words(self.say(asked)))
        for effect, groups in by_effect(self.changes):
            yield Heading(self.level + 1, words(effect_heading(effect, self.language)))
            yield from self.causes(groups)
            yield from self._effect(groups)
        yield from self.rerouted()

    def causes(self, groups: Sequence[Group]) -> Iterator[Paragraph]:
        """Yield why a version has no outcome for groups, if so."""
        for said in causes(groups, self.changes, self.language):
            self._explained |= {(group.old_outcome, group.new_outcome) for group in groups}
            yield Paragraph(words(said))

    def _effect(self, groups: Sequence[Group]) -> Iterator[Block]:
        """Groups for which it means the same: cards, then rows, some at least, then how many."""
        cards, rest = groups[: self._cards], groups[self._cards :]
        most = max(self._rows, min(_LEAST, self.room.rows))
        yield from map(self._turn, cards)
        yield from self._more(rest[:most], alone=not cards)
        if rest[most:]:
            yield self.elsewhere(len(rest[most:]))
        self._cards -= len(cards)
        self._rows = max(0, self._rows - len(rest))

    # ------------------------------------------------------------ groups

    def _turn(self, group: Group) -> Turn:
        said, more = self._parts(group)
        self.complete = self.complete and (more == 0 or bool(self.room.boxes))
        rest = say_more(more, self.language).lstrip(" ;,")
        ways = () if is_everyone(group) else (*said, *([rest] if rest else []))
        was, becomes = self.labels
        return Turn(
            words(who_had(group, self.changes, self.language)),
            self._end("old", group.old_outcome, was),
            self._end("new", group.new_outcome, becomes),
            (*self.example(group.changes[0]), *self._every(group, more)),
            ways=tuple(map(words, ways)),
        )

    @property
    def labels(self) -> tuple[str, str]:
        """What stands above the outcomes of both versions; of two trees their titles."""
        if two_trees(self.changes):
            old, new = (text.clean(str(t.title)) for t in (self.changes.old, self.changes.new))
            return old, new
        return self.say(wording.WAS), self.say(wording.BECOMES)

    def _parts(self, group: Group) -> Parts:
        """Who is in a group, in few words; of very many boxes only the first."""
        few = len(group.changes) > _MANY
        most = min(_SHORT, self.room.parts) if few else self.room.parts
        return group_parts(group, self.language, most)

    def _every(self, group: Group, more: int | None) -> Iterator[Block]:
        """All boxes of a group of which few words do not say all, where there is room for them."""
        shown = group.changes[: self.room.boxes]
        if more == 0 or not shown:
            return
        items = [_item(region_words(one, self.language)) for one in shown]
        left = len(group.changes) - len(shown)
        if left:
            items.append((self.elsewhere(left),))
        title = self.say(wording.EVERY_BOX, count=len(group.changes))
        yield Folded(words(title), (Items(tuple(items)),))

    def _end(self, side: Side, outcome: str | None, label: str) -> End:
        """An outcome as it is named beside another; `label` says which of both it is."""
        if outcome is None:
            here = words(self.say(wording.NO_OUTCOME_HERE))
            return End(label, "", "", self.say(wording.NO_OUTCOME), here)
        tree = self.changes.old if side == "old" else self.changes.new
        one = tree.outcomes[outcome]
        code = tree.codes[outcome] if codes_agree(self.changes) else ""
        title = words(text.clean(str(one.title)))
        return End(label, code, one.kind, self.say(KIND_WORDS[one.kind]), title)

    def example(self, change: CaseChange) -> Iterator[Block]:
        """Yield a case that people can picture, and where its paths part, if that was not said."""
        said = witness_words(change, self.changes, self.language)
        example = Run(self.say(wording.EXAMPLE), bold=True)
        if said:
            yield Paragraph((example, Run(f"{said}.")))
        parting = self._parting(change)
        if parting and parting != self._parted:
            yield Paragraph(words(parting))
        self._parted = parting

    def _parting(self, change: CaseChange) -> str:
        """Where the paths of a case part; nothing where it is no part that matters."""
        if (change.old_outcome, change.new_outcome) in self._explained:  # that says more
            return ""
        said = parting_words(change, self.changes, self.language)
        return f"{said}." if said else ""

    def _more(self, groups: Sequence[Group], *, alone: bool) -> Iterator[Block]:
        """Groups without a card of their own, a row each; `alone` when no cards come before."""
        if alone and 0 < len(groups) <= _FEW:
            yield self.table(groups)
        elif groups:
            title = (wording.GROUPS if alone else wording.MORE_GROUPS)[len(groups) == 1]
            yield Folded(words(self.say(title, count=len(groups))), (self.table(groups),))

    def table(self, groups: Sequence[Group], caption: str = "") -> Table:
        """Return groups in a table: who, what was, what it becomes."""
        among = any(one.old_outcome is not None for one in groups)
        was, becomes = self.labels
        who = self.say(wording.WHO_AMONG, was=was) if among else self.say(wording.WHO)
        return Table(
            tuple(map(words, (who, was, becomes))),
            tuple(map(self._row, groups)),
            shares=(6, 4, 4),
            leads=True,
            caption=caption,
            paired=True,
        )

    def _row(self, group: Group) -> tuple[Words, ...]:
        said, more = self._parts(group)
        self.complete = self.complete and more == 0
        who = self.say(wording.OR).join(said) + say_more(more, self.language)
        return (
            words(who),
            self.named("old", group.old_outcome),
            self.named("new", group.new_outcome),
        )

    def named(self, side: Side, outcome: str | None) -> Words:
        """Return an outcome for a cell, with its kind: a title does not tell how good it is."""
        name = words(named_outcome(self.changes, side, outcome, self.language))
        if outcome is None:
            return name
        tree = self.changes.old if side == "old" else self.changes.new
        kind = self.say(KIND_WORDS[tree.outcomes[outcome].kind])
        return (*name, Run(f" ({kind[:1].lower()}{kind[1:]})", quiet=True))

    def elsewhere(self, left: int) -> Paragraph:
        """Return that there are so many more, and where."""
        self.complete = False
        return Paragraph(words(elsewhere(left, self.room, self.language)))

    # ------------------------------------------------------------ paths

    def rerouted(self) -> Iterator[Block]:
        """Yield the cases that keep their outcome by another path, after a heading."""
        found = self.changes.rerouted
        if not found:
            return
        head = (wording.WHO, wording.OTHER_WAY)
        rows = tuple(map(self._way, found[: self.room.rows]))
        yield Heading(self.level + 1, words(effect_heading(None, self.language)))
        yield Table(tuple(words(self.say(one)) for one in head), rows, shares=(1, 1), leads=True)
        left = len(found) - len(rows)
        if left:
            yield self.elsewhere(left)

    def _way(self, change: CaseChange) -> tuple[Words, ...]:
        return (
            words(region_words(change, self.language)),
            words(self._parting(change)),
        )


def _item(said: str) -> tuple[Block, ...]:
    return (Paragraph(words(said)),)
