"""What was decided: the numbers, questions and outcomes that decide for whom things change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

from woonboom import text
from woonboom.compared import Change
from woonboom.diagnostics import Argument, Message
from woonboom.diff.called import called
from woonboom.diff.changes import Changes
from woonboom.diff.uses import uses
from woonboom.layout.wording import KINDS
from woonboom.model import Tree
from woonboom.papers import changes_wording as wording
from woonboom.papers.changes_values import Sides, Values
from woonboom.units import say_amount

_FEW: Final = 5
"""So many decisions are told at the top; all of them stand where it says what was edited."""
_WHOLE: Final[Mapping[str, Mapping[str, Message]]] = {
    "question": {"added": wording.NEW_QUESTION, "removed": wording.GONE_QUESTION},
    "outcome": {"added": wording.NEW_OUTCOME, "removed": wording.GONE_OUTCOME},
}


def decided(changes: Changes) -> tuple[str, ...]:
    """Return what was decided, a sentence each: numbers first, then questions and outcomes.

    What only follows is not told: the wording, and the condition in which a number was changed.
    Nothing is decided where everybody keeps the same outcome.
    """
    if changes.equivalent:
        return ()
    said = tuple(dict.fromkeys(_Decided(changes).sentences()))
    language = changes.new.language
    left = len(said) - _FEW
    more = wording.MORE_DECIDED.say(language, {"count": left})
    return (*said[:_FEW], more) if left > 1 else said


@dataclass
class _Decided:
    """Says the edits of which the outcomes of cases may depend."""

    changes: Changes

    def say(self, message: Message, **arguments: Argument) -> str:
        return message.say(self.changes.new.language, arguments)

    def sentences(self) -> Iterator[str]:
        """Yield a sentence for each, by kind of element."""
        for element in ("parameter", "question", "answer", "outcome", "fact"):
            for edit in self.changes.structure:
                if edit.element == element:
                    yield from _SAID[element](self, edit)

    # ------------------------------------------------------------ numbers

    def number(self, edit: Change) -> Iterator[str]:
        """Yield what a number was and is; one that is used nowhere decides nothing."""
        old, new = (self._amount(tree, edit.id) for tree in (self.old, self.changes.new))
        if old == new:
            return
        tree = self.changes.new if new else self.old
        label = text.clean(str(tree.parameters[edit.id].label))
        message = wording.NUMBER_BOTH if old and new else wording.NUMBER_NEW
        yield self.say(message if new else wording.NUMBER_GONE, label=label, old=old, new=new)

    def _amount(self, tree: Tree, id_: str) -> str:
        own = tree.parameters.get(id_)
        used = own is not None and bool(uses(tree, id_))
        return say_amount(own.value, own.unit, self.changes.new.language) if own and used else ""

    # ------------------------------------------------------------ questions and outcomes

    def whole(self, edit: Change) -> Iterator[str]:
        """Yield that a question or outcome is new or gone; that an outcome is of another kind."""
        message = _WHOLE[edit.element].get(edit.kind)
        if message:
            tree = self.old if edit.kind == "removed" else self.changes.new
            yield self.say(message, name=_name(tree, edit.id))
        elif edit.field == "kind":
            old, new = (self._kind(value) for value in (edit.old, edit.new))
            yield self.say(
                wording.OTHER_KIND, name=_name(self.changes.new, edit.id), old=old, new=new
            )

    def _kind(self, value: object) -> str:
        known = KINDS.get(str(value))
        return self.say(known) if known else str(value)

    def answer(self, edit: Change) -> Iterator[str]:
        """Yield that an answer came or went, decides by something else, or leads elsewhere."""
        question, _, id_ = edit.id.partition(".")
        trees = (self.old, self.changes.new)
        if not all(question in tree.questions for tree in trees):
            return
        message = _ANSWERS.get((edit.kind, edit.field))
        if message is None or self._follows(edit):
            return
        if edit.field == "goto" and self._swapped(edit):
            yield self._order()
            return
        tree = trees[edit.kind != "removed"]
        label = next((str(a.label) for a in tree.questions[question].answers if a.id == id_), id_)
        goal = _name(tree, str(edit.new)) if edit.field == "goto" else ""
        yield self.say(message, name=_name(tree, question), label=text.clean(label), goal=goal)

    def _swapped(self, edit: Change) -> bool:
        """Whether an answer leads elsewhere because two questions changed places."""
        at = {edit.id.partition(".")[0], edit.old, edit.new}
        return bool(self.swapped and at & set(self.swapped))

    def _order(self) -> str:
        first, second = (_name(self.changes.new, id_) for id_ in self.swapped)
        return self.say(wording.OTHER_ORDER, first=first, second=second)

    @cached_property
    def swapped(self) -> tuple[str, ...]:
        """The two questions that stand in the other order now, if it is just these."""
        before = {question.id: n for n, question in enumerate(self.old.in_order)}
        common = [one.id for one in self.changes.new.in_order if one.id in before]
        turned = [(a, b) for a, b in combinations(common, 2) if before[a] > before[b]]
        return turned[0] if len(turned) == 1 else ()

    def _follows(self, edit: Change) -> bool:
        """Whether it goes without saying: it differs by what is told itself, or means the same."""
        if edit.field == "goto":
            ids = {*self.old.questions, *self.old.outcomes}
            return edit.new not in ids or not _has(self.changes.new, edit.old)
        if edit.field != "condition":
            return False
        if self.sides.mean_the_same(edit):
            return True
        numbers = [one.id for one in self.changes.structure if one.element == "parameter"]
        return any(
            (use.element, use.id, use.field) == ("answer", edit.id, "condition")
            for tree in (self.old, self.changes.new)
            for number in numbers
            for use in uses(tree, number)
        )

    def fact(self, edit: Change) -> Iterator[str]:
        """Yield which options of a fact came and went."""
        if edit.field != "options":
            return
        old, new = (one if isinstance(one, Mapping) else {} for one in (edit.old, edit.new))
        label = text.clean(str(self.changes.new.facts[edit.id].label))
        for message, those in (
            (wording.NEW_OPTION, new.keys() - old.keys()),
            (wording.GONE_OPTION, old.keys() - new.keys()),
        ):
            named = {**old, **new}
            for option in sorted(those):
                yield self.say(message, label=label, option=str(named[option]))

    @cached_property
    def sides(self) -> Sides:
        """The values of both versions."""
        language = self.changes.new.language
        return Sides(Values(self.old, language), Values(self.changes.new, language))

    @cached_property
    def old(self) -> Tree:
        """The old version by the ids of the new one."""
        return called(self.changes.old, self.changes.renames)


def _has(tree: Tree, place: object) -> bool:
    return place in tree.questions or place in tree.outcomes


def _name(tree: Tree, id_: str) -> str:
    """The words that a question or outcome is known by."""
    said = tree.questions[id_].ask if id_ in tree.questions else tree.outcomes[id_].title
    return text.clean(str(said))


_ANSWERS: Final = {
    ("added", None): wording.NEW_ANSWER,
    ("removed", None): wording.GONE_ANSWER,
    ("changed", "condition"): wording.OTHER_CONDITION,
    ("changed", "goto"): wording.OTHER_GOAL,
}
_SAID: Final = {
    "parameter": _Decided.number,
    "question": _Decided.whole,
    "answer": _Decided.answer,
    "outcome": _Decided.whole,
    "fact": _Decided.fact,
}
