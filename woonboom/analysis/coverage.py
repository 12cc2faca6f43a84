"""What worked cases leave untried: answers that none takes, boundaries that none touches.

Both are demanded only where a real case can do it: an answer that no case can take, and a value
with which no case gets through a question, are left out, exactly. A question's boundaries are the
numbers on both sides of each threshold in its conditions: of `maanden >= 6` these are 5 and 6. An
outcome is covered by way of the answers that lead to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from woonboom.analysis.flow import Flow, Step
from woonboom.conditions.forms import Case, Chain, Compare, Condition, Constant, leaves
from woonboom.diagnostics import Span
from woonboom.facts import Fact
from woonboom.model import Question, Tree
from woonboom.regions.diagrams import FALSE
from woonboom.regions.space import WIDEST, interval


class Boundary(NamedTuple):
    """A number beside a threshold of a question: a case is to pass the question with it."""

    question: str
    fact: str
    value: int


Item = Step | Boundary


class Trail(NamedTuple):
    """A case and the answers that it took, as (question, answer id)."""

    case: Case
    path: Sequence[tuple[str, str]]


class Demands:
    """All that some real case can do in a tree: `items`, in the order of the questions.

    `flow` tells its cases apart by the boundary values too. Every path of the tree must end
    (`follows`); raises `TooEntangled`.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.beside = {q.id: tuple(_beside(tree, q)) for q in tree.in_order}
        values = [equals(boundary) for found in self.beside.values() for boundary in found]
        self.flow = Flow(tree, values, single=True)
        self.items = tuple(item for q in self.flow.questions for item in self._of(q))

    def _of(self, question: Question) -> Iterator[Item]:
        steps = self.flow.steps(question.id)
        yield from (step for step in steps if self.flow.taken(step))
        diagrams, passing = self.flow.space.diagrams, FALSE
        for step in steps:
            passing = diagrams.join(passing, self.flow.taken(step))
        for boundary in self.beside[question.id]:
            if diagrams.meet(passing, self.flow.space.of(equals(boundary))):
                yield boundary

    def covered(self, case: Case, steps: Iterable[Step]) -> Iterator[Item]:
        """Yield what a case covers that takes these steps; it may leave facts out."""
        for step in steps:
            yield step
            yield from (b for b in self.beside[step.question] if case.get(b.fact) == b.value)

    def steps(self, case: Case) -> tuple[Step, ...]:
        """Return the answers that a complete case takes."""
        steps: list[Step] = []
        place = self.tree.start
        while place in self.tree.questions:
            answers = self.tree.questions[place].answers
            holding = [at for at, answer in enumerate(answers) if answer.condition.holds(case)]
            if len(holding) != 1:
                break
            steps.append(Step(place, holding[0]))
            place = answers[holding[0]].goto
        return tuple(steps)


@dataclass(frozen=True)
class Coverage:
    """What is demanded of the worked cases of a tree, and what they cover."""

    demands: Demands
    covered: frozenset[Item]

    @property
    def tree(self) -> Tree:
        """The tree that it is about."""
        return self.demands.tree

    @cached_property
    def missing(self) -> tuple[Item, ...]:
        """What no worked case covers, in the order of the questions."""
        return tuple(item for item in self.demands.items if item not in self.covered)

    def count(self, kind: type[Item]) -> tuple[int, int]:
        """Return how many items of a kind are covered, and how many there are."""
        items = [item for item in self.demands.items if isinstance(item, kind)]
        return sum(item in self.covered for item in items), len(items)


def coverage_of(tree: Tree, trails: Iterable[Trail]) -> Coverage:
    """Return what trails through a tree cover of what real cases can do.

    Every path of the tree must end (`follows`); raises `TooEntangled`.
    """
    demands = Demands(tree)
    items = (i for t in trails for i in demands.covered(t.case, _steps(tree, t.path)))
    return Coverage(demands, frozenset(demands.items).intersection(items))


def _steps(tree: Tree, path: Sequence[tuple[str, str]]) -> Iterator[Step]:
    for question, taken in path:
        answers = tree.questions[question].answers
        yield next(Step(question, at) for at, answer in enumerate(answers) if answer.id == taken)


def equals(boundary: Boundary) -> Condition:
    """Return the condition that a boundary's fact has its value."""
    return Compare(boundary.fact, "==", Constant(str(boundary.value), boundary.value))


def _beside(tree: Tree, question: Question) -> list[Boundary]:
    """The numbers beside the thresholds of a question, inside the range of their fact."""
    found = {
        Boundary(question.id, leaf.fact, value)
        for answer in question.answers
        for leaf in leaves(answer.condition)
        if isinstance(leaf, Compare | Chain)
        for value in _sides(leaf, tree.facts[leaf.fact])
    }
    order = {fact: at for at, fact in enumerate(tree.facts)}
    return sorted(found, key=lambda boundary: (order[boundary.fact], boundary.value))


def _sides(leaf: Compare | Chain, fact: Fact) -> Iterator[int]:
    """The numbers between which a comparison changes."""
    low, high, _ = interval(leaf)
    first, last = fact.range or (-WIDEST, WIDEST)
    for change in (low, high + 1) if low <= high else ():
        if first < change <= last:
            yield from (change - 1, change)


def place(tree: Tree, item: Item) -> Span:
    """Return where an answer stands, or the first threshold beside which a boundary lies."""
    question = tree.questions[item.question]
    if isinstance(item, Step):
        return question.answers[item.answer].span
    spans = (
        answer.when_span or answer.span
        for answer in question.answers
        for leaf in leaves(answer.condition)
        if isinstance(leaf, Compare | Chain) and leaf.fact == item.fact
        if item.value in _sides(leaf, tree.facts[item.fact])
    )
    return next(spans)
