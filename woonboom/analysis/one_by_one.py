"""A small set of cases for a tree too vast to look at as a whole: one case after another.

Each case is made along one path, which takes little room: to an item that nothing covers yet, and
on from there by answers and numbers that nothing covers yet, as long as there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from woonboom.analysis.coverage import Boundary, Demands, Item, equals
from woonboom.analysis.flow import Flow, Step
from woonboom.facts import Value
from woonboom.model import Tree
from woonboom.regions import Region
from woonboom.regions.diagrams import FALSE, TooEntangled


def cases_one_by_one(tree: Tree, missing: Iterable[Item]) -> Iterator[dict[str, Value]]:
    """Yield complete cases that cover what is missing, what is farthest from the start first.

    Raises `TooEntangled` when even the cases of one path outgrow reasonable memory.
    """
    wanted, demands, fresh = dict.fromkeys(missing), Demands(tree), True
    while wanted:
        try:
            case = _Way(demands.flow, wanted).case(next(reversed(wanted)))
        except TooEntangled:
            if fresh:
                raise
            demands, fresh = Demands(tree), True  # what was made for earlier cases took the room
            continue
        for item in demands.covered(case, demands.steps(case)):
            wanted.pop(item, None)
        fresh = False
        yield case


class _Way:
    """One path through a tree, and the cases that take it and cover what is wanted on it."""

    def __init__(self, flow: Flow, wanted: Iterable[Item]) -> None:
        self.flow = flow
        self.wanted = dict.fromkeys(wanted)
        self.cases = FALSE

    def case(self, item: Item) -> dict[str, Value]:
        """Return a case that covers an item, and others on its way as far as they go together."""
        steps, region = self.flow.path(item.question, self._target(item))
        self.cases = region.diagram
        for step in steps:
            self._numbers(step.question)
        self._onward(item.question)
        return Region(self.flow.space, self.cases).witness()

    def _target(self, item: Item) -> int:
        """The cases that arrive at the item's question and cover it."""
        if isinstance(item, Step):
            return self.flow.taken(item)
        here = self.flow.space.of(equals(item))
        meet = self.flow.space.diagrams.meet
        targets = (meet(self.flow.taken(step), here) for step in self.flow.steps(item.question))
        return next(target for target in targets if target)

    def _onward(self, question: str) -> None:
        place: str | None = question
        while place and place in self.flow.tree.questions:
            self._numbers(place)
            place = self._taken(place)

    def _taken(self, question: str) -> str | None:
        """Take an answer, one that is wanted if there is one; returns where it leads."""
        steps = sorted(self.flow.steps(question), key=lambda step: step not in self.wanted)
        for step in steps:
            if self._narrow(self.flow.conditions[step.question][step.answer]):
                return self.flow.answer(step).goto
        return None

    def _numbers(self, question: str) -> None:
        for item in self.wanted:
            if isinstance(item, Boundary) and item.question == question:
                self._narrow(self.flow.space.of(equals(item)))

    def _narrow(self, cases: int) -> bool:
        """Keep only these cases, if there are any."""
        found = self.flow.space.diagrams.meet(self.cases, cases)
        self.cases = found or self.cases
        return found != FALSE
