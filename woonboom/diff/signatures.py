"""What elements of a version say, as signatures: equal where two say the same, ids aside."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from woonboom.conditions.forms import (
    And,
    Chain,
    Compare,
    Condition,
    Constant,
    Has,
    Leaf,
    Not,
    OneOf,
    Or,
    Truth,
)
from woonboom.diff.called import constant_called, template_called
from woonboom.fingerprint import plain
from woonboom.model import Answer, Outcome, Question, Text, Tree

Signature = Hashable
Call = Callable[[str], Signature]
"""What stands for an id in a signature: the same for both versions when it is the same element."""


@dataclass(frozen=True)
class Side:
    """One version; ids of parameters and facts are called as the new version calls them."""

    tree: Tree
    parameters: Mapping[str, str]
    facts: Mapping[str, str]
    judged: frozenset[tuple[str, str]]
    """The judgements, with each of their answers, that both versions have."""
    numbers: dict[Signature, int]
    """A number for every signature, shared, lest those of long paths grow with them."""

    def short(self, signature: Signature) -> Signature:
        """Return a signature as something short, the same for one that is equal."""
        return "#", self.numbers.setdefault(signature, len(self.numbers))

    def text(self, text: Text | None) -> Signature:
        """Return a text as it is written, spaces aside."""
        if text is None:
            return None
        if not text.parameters:
            return plain(text.template)
        return plain(template_called(text, self.parameters))

    def outcome(self, outcome: Outcome) -> Signature:
        """Return all that an outcome says."""
        texts = (outcome.title, outcome.text, *outcome.steps)
        return (outcome.kind, outcome.tree, *map(self.text, texts))

    def question(self, question: Question, call: Call) -> Signature:
        """Return all that a question says, with its answers in their order."""
        asked = tuple(self.fact(fact, call, question) for fact in question.facts)
        answers = tuple(
            (self.text(answer.label), self.way(answer, call, question))
            for answer in question.answers
        )
        return self.text(question.ask), self.text(question.help), asked, answers

    def way(self, answer: Answer, call: Call, question: Question) -> Signature:
        """Return when an answer holds and where it leads."""
        return call(answer.goto), self.holds(answer, call, question)

    def holds(self, answer: Answer, call: Call, question: Question) -> Signature:
        """Return when an answer holds: nothing is written of a judgement."""
        if answer.form != "when":
            facts = question.facts if answer.form == "yes-no" else ()
            yes = isinstance(answer.condition, Truth)
            return answer.form, yes, tuple(self.fact(fact, call, question) for fact in facts)
        return self.condition(answer.condition, lambda fact: self.fact(fact, call, question))

    def fact(self, id_: str, call: Call, question: Question) -> Signature:
        """Return what stands for a fact; a judgement is called after its question."""
        fact = self.tree.facts.get(id_)
        if fact is None or not fact.judgement:
            return self.facts.get(id_, id_)
        return "own" if id_ == question.id else ("judged", call(id_))

    def condition(self, condition: Condition, call: Call) -> Signature:
        """Return a condition with other names in it."""
        if isinstance(condition, Not):
            return "not", self.condition(condition.part, call)
        if isinstance(condition, And | Or):
            parts = (self.condition(part, call) for part in condition.parts)
            return type(condition).__name__, *parts
        return call(condition.fact), *self.leaf(condition)

    def leaf(self, leaf: Leaf) -> tuple[Signature, ...]:
        """Return what a condition says of its one fact."""
        if isinstance(leaf, Compare):
            return leaf.operator, self.constant(leaf.constant)
        if isinstance(leaf, Chain):
            signs = leaf.low_operator, leaf.high_operator
            return signs, self.constant(leaf.low), self.constant(leaf.high)
        if isinstance(leaf, OneOf):
            options = (self.option(leaf.fact, option) for option in leaf.options)
            return frozenset(options), leaf.negated
        return (leaf.option, leaf.negated) if isinstance(leaf, Has) else ()

    def option(self, fact: str, option: str) -> Signature:
        """Return what stands for an option: of an answer that only this version has, its label."""
        known = self.tree.facts.get(fact)
        if known is None or not known.judgement or (fact, option) in self.judged:
            return option
        return "label", plain(known.options.get(option, option))

    def constant(self, constant: Constant) -> str:
        """Return a constant as it is written."""
        return constant_called(constant, self.parameters)
