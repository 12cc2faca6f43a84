"""Why a version has no outcome for a case: it does not know a value, no answer fits, or two do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from woonboom.analysis.flow import read_at
from woonboom.diagnostics import Argument, Message
from woonboom.diff.align import called_in_both
from woonboom.diff.changes import CaseChange, Changes, Group
from woonboom.diff.naming import Side
from woonboom.diff.parting import end_of, question_of
from woonboom.facts import Fact, Value
from woonboom.model import Tree
from woonboom.regions.words import name_of
from woonboom.units import say_amount

MOST_LOOKED_AT: Final = 50
"""So many boxes of a group are asked why; people read no more reasons than a few."""

_SIDES: Final = {
    "old": Message("De oude versie", "The old version"),
    "new": Message("De nieuwe versie", "The new version"),
}
_UNKNOWN: Final = Message("{version} kent ‘{value}’ niet.", "{version} does not know ‘{value}’.")
_OUT_OF_RANGE: Final = Message(
    "{version} kent ‘{fact}’ alleen van {low} tot en met {high}.",
    "{version} knows ‘{fact}’ only from {low} to {high}.",
)
_NO_ANSWER: Final = Message(
    "{version} heeft geen antwoord dat past bij {question}.",
    "{version} has no answer that fits at {question}.",
)
_TWO_ANSWERS: Final = Message(
    "{version} heeft meer dan één antwoord dat past bij {question}.",
    "{version} has more than one answer that fits at {question}.",
)
_NOWHERE: Final = Message(
    "{version} heeft een antwoord dat nergens heen leidt.",
    "{version} has an answer that leads nowhere.",
)


def causes(
    groups: Sequence[Group], changes: Changes, language: str, most: int = 3
) -> tuple[str, ...]:
    """Return why groups have no outcome in one of the versions, each reason once.

    Nothing where all have one, or where there are more than `most` reasons.
    """
    undecided = [group for group in groups if group.grade == "undecided"]
    called = called_in_both(changes.old, changes.new, changes.renames) if undecided else {}
    found: dict[str, None] = {}
    for group in undecided:
        side: Side = "old" if group.old_outcome is None else "new"
        for change in group.changes[:MOST_LOOKED_AT]:
            stopped = _Stopped(change, changes, side, called if side == "old" else {}, language)
            found.update(dict.fromkeys(stopped.why()))
    return tuple(found) if len(found) <= most else ()


class _Stopped:
    """The case of a change at the question where a version stops; `called` is as in both."""

    def __init__(
        self,
        change: CaseChange,
        changes: Changes,
        side: Side,
        called: Mapping[str, str],
        language: str,
    ) -> None:
        self.tree: Tree = changes.old if side == "old" else changes.new
        self.place = end_of(self.tree, change.old_path if side == "old" else change.new_path)
        self.change = change
        self.changes = changes
        self.side: Side = side
        self.called = called
        self.language = language

    def why(self) -> Iterator[str]:
        """Yield the reasons."""
        question = self.tree.questions.get(self.place)
        if question is None:
            yield self._say(_NOWHERE)
            return
        facts = [self.tree.facts[fact] for fact in read_at(question)]
        unknown = [said for fact in facts for said in self._unknown(fact)]
        yield from unknown
        if not unknown:
            own = {fact.id: self._value(fact) for fact in facts}
            fitting = sum(bool(answer.condition.holds(own)) for answer in question.answers)
            at = question_of(self.changes, self.side, self.place, self.language)
            yield self._say(_TWO_ANSWERS if fitting > 1 else _NO_ANSWER, question=at)

    def _say(self, message: Message, **words: Argument) -> str:
        version = _SIDES[self.side].say(self.language)
        return message.say(self.language, {"version": version, **words})

    def _value(self, fact: Fact) -> Value:
        """The value that the case has of a fact, by the options of this version."""
        value = self.change.witness[self.called.get(fact.id, fact.id)]
        if isinstance(value, str) and fact.type == "boolean":
            return value == "yes" if value in ("yes", "no") else value
        if isinstance(value, str) and fact.judgement and self.side == "old":
            return self._options(fact).get(value, value)
        return value

    def _options(self, fact: Fact) -> Mapping[str, str]:
        """The options that are answers with another id now: new ids → old ids."""
        answers = self.changes.renames.answers
        return {new: old for (at, old), (_, new) in answers.items() if at == fact.id}

    def _unknown(self, fact: Fact) -> Iterator[str]:
        """Yield what this version does not know of the case's value of a fact."""
        value = self._value(fact)
        if isinstance(value, bool):
            return
        if isinstance(value, int):
            yield from self._out_of_range(fact, value)
            return
        known = self.change.box.space.facts[self.called.get(fact.id, fact.id)].options
        given = value if isinstance(value, frozenset) else {value}
        for option in sorted(given - fact.options.keys()):
            yield self._say(_UNKNOWN, value=known.get(option, option))

    def _out_of_range(self, fact: Fact, value: int) -> Iterator[str]:
        low, high = fact.range or (value, value)
        if not low <= value <= high:
            amount = say_amount(high, fact.unit, self.language)
            name = name_of(fact, self.language).removesuffix(":")
            yield self._say(_OUT_OF_RANGE, fact=name, low=low, high=amount)
