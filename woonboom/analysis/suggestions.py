"""The smallest set of cases that covers what the worked cases of a tree leave untried.

What covers an item is a set of cases, exactly: all that take the answer, or that pass the question
with that number. The fewest cases with one in each of these sets are the smallest set of cases.
Their outcomes are for the maintainer to say; nothing here looks at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from woonboom.analysis.coverage import Boundary, Coverage, Demands, Item, equals
from woonboom.analysis.fewest import Few, few_groups
from woonboom.analysis.flow import Step, read_at
from woonboom.analysis.one_by_one import cases_one_by_one
from woonboom.analysis.sharing import Sharing
from woonboom.conditions.forms import Case
from woonboom.facts import Value
from woonboom.model import Tree
from woonboom.regions import Region
from woonboom.regions.diagrams import FALSE, TooEntangled
from woonboom.regions.space import WIDEST


@dataclass(frozen=True)
class Suggestion:
    """A case to add: the facts that the questions on its path read, and what it covers first."""

    given: Mapping[str, Value]
    steps: tuple[Step, ...]
    covers: tuple[Item, ...]


@dataclass(frozen=True)
class Suggestions:
    """Cases that cover all that is missing; `smallest` when fewer cannot do it."""

    cases: tuple[Suggestion, ...]
    smallest: bool


def suggest(coverage: Coverage) -> Suggestions:
    """Return cases that cover what is missing: the smallest set, or a small one of a vast tree.

    Raises `TooEntangled` for a tree of which not even a small set can be told.
    """
    if not coverage.missing:
        return Suggestions((), smallest=True)
    try:
        covering = _Covering(coverage.demands)
        few = covering.few_groups(coverage.missing)
        cases = [Region(covering.flow.space, group).witness() for group in few.groups]
        return _told(coverage, cases, smallest=few.fewest)
    except TooEntangled:
        found = cases_one_by_one(coverage.tree, coverage.missing)
        return _told(coverage, found, smallest=False)


class _Covering:
    """Which complete cases cover an item; unlike in `Flow` no fact is projected away."""

    def __init__(self, demands: Demands) -> None:
        self.flow = flow = demands.flow
        diagrams = flow.space.diagrams
        self.arriving = {flow.tree.start: flow.space.real}
        for question in flow.questions:
            for step in flow.steps(question.id):
                goto = flow.answer(step).goto
                before = self.arriving.get(goto, FALSE)
                self.arriving[goto] = diagrams.join(before, self.taken(step))
            diagrams.forget()

    def taken(self, step: Step) -> int:
        """Return the complete cases that take an answer."""
        arriving = self.arriving.get(step.question, FALSE)
        condition = self.flow.conditions[step.question][step.answer]
        return self.flow.space.diagrams.meet(arriving, condition)

    def cases(self, item: Item) -> int:
        """Return the complete cases that cover an item."""
        if isinstance(item, Step):
            return self.taken(item)
        diagrams, passing = self.flow.space.diagrams, FALSE
        for step in self.flow.steps(item.question):
            passing = diagrams.join(passing, self.taken(step))
        return diagrams.meet(passing, self.flow.space.of(equals(item)))

    def telling(self, item: Item) -> int:
        """Return the cases that cover an item and show what it is for, if there are any.

        Of a boundary: that get another answer with the number on the other side of it.
        """
        cases = self.cases(item)
        if isinstance(item, Step):
            return cases
        return self.flow.space.diagrams.meet(cases, self._differing(item)) or cases

    def _differing(self, item: Boundary) -> int:
        space, diagrams, differing = self.flow.space, self.flow.space.diagrams, FALSE
        low, high = space.facts[item.fact].range or (-WIDEST, WIDEST)
        others = [n for n in (item.value - 1, item.value + 1) if low <= n <= high]
        for condition in self.flow.conditions[item.question]:
            here = self._with(condition, item.fact, item.value)
            for number in others:
                there = self._with(condition, item.fact, number)
                differing = diagrams.join(differing, diagrams.minus(here, there))
        return differing

    def _with(self, condition: int, fact: str, number: int) -> int:
        """The cases for which a condition would hold if a fact had a number."""
        space, diagrams = self.flow.space, self.flow.space.diagrams
        level = space.span[fact].start
        cell = diagrams.on(level, space.mask(level, number))
        return diagrams.project(diagrams.meet(condition, cell), ~(1 << level))

    def few_groups(self, missing: Sequence[Item]) -> Few:
        """Return the fewest groups of cases, of telling ones if that takes no more."""
        sets = [self.cases(item) for item in missing]
        telling = [self.telling(item) for item in missing]
        sharing = Sharing(self.flow.space.diagrams, {*sets, *telling})
        plain = few_groups(sharing, sets)
        if sets != telling:
            with suppress(TooEntangled):
                better = few_groups(sharing, telling)
                if len(better.groups) <= len(plain.groups):
                    return Few(better.groups, plain.fewest)
        return plain


def _told(
    coverage: Coverage, cases: Iterable[Mapping[str, Value]], *, smallest: bool
) -> Suggestions:
    """Return cases in the order of their paths, each with what it is the first to cover."""
    demands, left = coverage.demands, set(coverage.missing)
    found = []
    for steps, case in sorted(((demands.steps(case), case) for case in cases), key=_in_order):
        covers = tuple(item for item in demands.covered(case, steps) if item in left)
        if covers:  # else the cases before it do
            left.difference_update(covers)
            given = _read_along(coverage.tree, case, steps)
            found.append(Suggestion(given, steps, covers))
    return Suggestions(tuple(found), smallest)


def _in_order(found: tuple[tuple[Step, ...], Mapping[str, Value]]) -> tuple[object, ...]:
    steps, case = found
    return [step.answer for step in steps], [v for v in case.values() if type(v) is int]


def _read_along(tree: Tree, case: Case, steps: tuple[Step, ...]) -> dict[str, Value]:
    """The values of the facts that the questions on a path read, in their order.

    Also those of a question where the case gets stuck by a fault of the tree: else it would not.
    """
    places = [tree.start, *(tree.questions[s.question].answers[s.answer].goto for s in steps)]
    passed = (tree.questions[place] for place in places if place in tree.questions)
    read = dict.fromkeys(fact for question in passed for fact in read_at(question))
    return {fact: case[fact] for fact in read}
