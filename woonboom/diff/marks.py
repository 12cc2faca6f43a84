"""Which questions, answers and outcomes are new, changed or gone: what a drawing marks.

Changed is what people read otherwise on the card or what decides otherwise, with the numbers of
parameters filled in. A number or a code that another element pushed on is no change, nor is the
order of answers. What changed in other places only, as next steps do, is unseen.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from woonboom.conditions.forms import And, Chain, Compare, Condition, Has, Leaf, Not, OneOf, Or
from woonboom.diff.changes import Changes, Renames
from woonboom.model import Answer, Outcome, Question, Text, Tree

Mark = Literal["added", "changed", "removed"]
Element = tuple[str, ...]
"""`("question", id)`, `("answer", question id, answer id)` or `("outcome", id)`."""


@dataclass(frozen=True)
class Marks:
    """The marks of both versions, each by its own ids; what is not in them stayed the same.

    Of the new version: outcomes that changed in their text below the title alone are `reworded`
    (by their old ids `reworded_before`), and what changed without being seen on its card is
    `unseen`.
    """

    old: Mapping[Element, Mark]
    new: Mapping[Element, Mark]
    reworded: frozenset[str] = frozenset()
    unseen: tuple[Element, ...] = ()
    reworded_before: frozenset[str] = frozenset()


def marks(changes: Changes) -> Marks:
    """Return what is new, changed and gone."""
    pairs = Pairs(changes.old, changes.new, changes.renames)
    elements = pairs.elements
    changed = {was: now for was, now in elements.items() if pairs.changed(was, now)}
    kept = set(elements.values())
    before: dict[Element, Mark] = {
        e: "removed" for e in elements_of(changes.old) if e not in elements
    }
    after: dict[Element, Mark] = {e: "added" for e in elements_of(changes.new) if e not in kept}
    before |= dict.fromkeys(changed, "changed")
    after |= dict.fromkeys(changed.values(), "changed")
    before = _begun(changes.old, before, changed=not pairs.same_start)
    after = _begun(changes.new, after, changed=not pairs.same_start)
    unseen = tuple(now for was, now in elements.items() if pairs.unseen(was, now))
    ends = {was: now for was, now in changed.items() if was[0] == "outcome"}
    reworded = {was[1]: now[1] for was, now in ends.items() if not pairs.titled(was, now)}
    return Marks(before, after, frozenset(reworded.values()), unseen, frozenset(reworded))


def _begun(tree: Tree, found: dict[Element, Mark], *, changed: bool) -> dict[Element, Mark]:
    """The marks with that of the first question, if it is another one than it was."""
    first: dict[Element, Mark] = {("question", tree.start): "changed"}
    return first | found if changed and tree.start in tree.questions else found


def elements_of(tree: Tree) -> Iterator[Element]:
    """Yield the questions, each with its answers, and the outcomes."""
    for question in tree.in_order:
        yield ("question", question.id)
        yield from (("answer", question.id, answer.id) for answer in question.answers)
    yield from (("outcome", outcome) for outcome in tree.outcomes)


@dataclass(frozen=True)
class Pairs:
    """What both versions have, by the ids of either."""

    old: Tree
    new: Tree
    renames: Renames

    @cached_property
    def elements(self) -> Mapping[Element, Element]:
        """The elements of the old version that the new one has too, with theirs of the new."""
        there = set(elements_of(self.new))
        found = ((was, self._now(was)) for was in elements_of(self.old))
        return {was: now for was, now in found if now in there}

    def _now(self, was: Element) -> Element:
        kind, *ids = was
        if kind == "answer":
            return ("answer", *self.renames.step((ids[0], ids[1])))
        names = self.renames.questions if kind == "question" else self.renames.outcomes
        return (kind, names.get(ids[0], ids[0]))

    def place(self, goto: str) -> str:
        """Return what the new version calls a place of the old one."""
        names = self.renames.questions if goto in self.old.questions else self.renames.outcomes
        return names.get(goto, goto)

    @property
    def same_start(self) -> bool:
        """Whether both begin at the same question."""
        return self.place(self.old.start) == self.new.start

    def changed(self, was: Element, now: Element) -> bool:
        """Tell whether an element of both versions changed."""
        if was[0] == "outcome":
            return _outcome(self.old.outcomes[was[1]]) != _outcome(self.new.outcomes[now[1]])
        one, other = self.old.questions[was[1]], self.new.questions[now[1]]
        if was[0] == "question":
            return _question(one) != _question(other) or self.decides(one, other)
        before, after = _answer(one, was[2]), _answer(other, now[2])
        moved = self.moved(before, after)
        return moved or _said(before.label) != _said(after.label)

    def unseen(self, was: Element, now: Element) -> bool:
        """Tell whether an element of both versions changed, but not on its card."""
        if was[0] == "answer" or self.changed(was, now):
            return False
        if was[0] == "outcome":
            return _behind(self.old.outcomes[was[1]]) != _behind(self.new.outcomes[now[1]])
        one, other = self.old.questions[was[1]], self.new.questions[now[1]]
        return frozenset(one.sources) != frozenset(other.sources)

    def titled(self, was: Element, now: Element) -> bool:
        """Tell whether what people read first of an outcome changed: its kind or its title."""
        one, other = self.old.outcomes[was[1]], self.new.outcomes[now[1]]
        return (one.kind, _said(one.title)) != (other.kind, _said(other.title))

    def moved(self, was: Answer, now: Answer) -> bool:
        """Tell whether an answer leads to another place."""
        return self.place(was.goto) != now.goto or (
            (was.goto in self.old.questions) is not (now.goto in self.new.questions)
        )

    def decides(self, was: Question, now: Question) -> bool:
        """Tell whether an answer that both have is for other cases."""
        then = {self.renames.step((was.id, a.id))[1]: self._holds(a) for a in was.answers}
        plain = Pairs(self.new, self.new, Renames())
        return any(a.id in then and then[a.id] != plain._holds(a) for a in now.answers)

    def _holds(self, answer: Answer) -> Hashable:
        """What tells for which cases an answer is; the rest is for the other cases."""
        written = answer.form in ("yes-no", "when")
        return self._condition(answer.condition) if written else answer.form

    def _condition(self, condition: Condition) -> Hashable:
        if isinstance(condition, Not):
            return "not", self._condition(condition.part)
        if isinstance(condition, And | Or):
            return type(condition).__name__, *map(self._condition, condition.parts)
        return self._leaf(condition)

    def _leaf(self, leaf: Leaf) -> Hashable:
        fact = self.renames.facts.get(leaf.fact) or self.renames.questions.get(leaf.fact, leaf.fact)
        if isinstance(leaf, Compare):
            return fact, leaf.operator, leaf.constant.value
        if isinstance(leaf, Chain):
            signs = leaf.low_operator, leaf.high_operator
            return fact, *signs, leaf.low.value, leaf.high.value
        if isinstance(leaf, OneOf):
            options = (self.renames.step((leaf.fact, option))[1] for option in leaf.options)
            return fact, frozenset(options), leaf.negated
        return (fact, leaf.option, leaf.negated) if isinstance(leaf, Has) else fact


def _answer(question: Question, id_: str) -> Answer:
    return next(answer for answer in question.answers if answer.id == id_)


def _question(question: Question) -> Hashable:
    """What people read on its card."""
    return _said(question.ask), _said(question.help)


def _outcome(outcome: Outcome) -> Hashable:
    """What people read on its card."""
    return outcome.kind, _said(outcome.title), _said(outcome.text)


def _behind(outcome: Outcome) -> Hashable:
    """What people read of it on other papers; of its sources the card has the numbers only."""
    more = (outcome.info, outcome.tree, frozenset(outcome.sources))
    return *map(_said, outcome.steps), *more


def _said(text: Text | None) -> str | None:
    return None if text is None else " ".join(text.value.split())
