"""Aligned trees walked abreast: which cases get which outcomes, as a row of one for each tree.

There are two ways. Of trees of usual size, each becomes a function from cases to outcomes, and all
together one function to rows. In vast trees, which have outgrown that, boxes of cases are walked
through one tree after another. Both are exact and find the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Final

from woonboom.analysis.flow import conditions_of
from woonboom.analysis.values import FAULT, outcome_functions
from woonboom.conditions import Condition
from woonboom.diff.joining import Coding, Joined
from woonboom.diff.packed import Packed, Packing
from woonboom.model import Tree
from woonboom.regions import Region, space_of
from woonboom.regions.boxes import Box, Boxes
from woonboom.regions.diagrams import FALSE, Diagrams, TooEntangled

Ends = tuple[str | None, ...]
"""An outcome of each tree by its id; None where the tree has none."""

Cases = Callable[[], int]
"""Makes the diagram of some cases; of a long list of rows only the first are looked at."""

FEW_QUESTIONS: Final = 400
"""Trees with so many questions together are made functions first."""
MOST_STEPS: Final = 3_000_000
"""More places, each with its box of cases, are not walked to."""
_BETWEEN: Final = "/"


class Abreast:
    """The real cases of each row of outcomes; `known` conditions hold for all of them.

    Raises `TooEntangled` when there are too many kinds of cases for either way.
    """

    def __init__(self, trees: Sequence[Tree], known: Iterable[Condition] = ()) -> None:
        assumed = [*(a.condition for a in trees[0].assumptions), *known]
        order = [fact for tree in trees for fact in tree.asked]
        conditions = [condition for tree in trees for condition in conditions_of(tree)]
        self.space = space_of(trees[0].facts, order, conditions, assumed)
        self._trees = trees
        self._assumed = assumed
        self._boxes: dict[Ends, list[Packed]] = {}
        self._found = self._cases()

    @property
    def ends(self) -> Iterable[Ends]:
        """The rows of outcomes that some real case has."""
        return self._found

    def of(self, ends: Iterable[Ends]) -> Region:
        """Return the cases that have one of some rows of outcomes."""
        diagrams = self.space.diagrams
        diagrams.renew()
        return Region(self.space, diagrams.join_all([self._found[one]() for one in ends]))

    def boxes(self, ends: Iterable[Ends]) -> Boxes:
        """Return the same cases as few disjoint boxes."""
        if not self._boxes:
            return self.of(ends).boxes()
        found = _merged(self._packing, [box for one in ends for box in self._boxes[one]])
        return Boxes(tuple(Box(self.space, self._packing.masks(box)) for box in found), False)

    @cached_property
    def _packing(self) -> Packing:
        return Packing(self.space, self._assumed)

    def _cases(self) -> Mapping[Ends, Cases]:
        ways = [self._as_functions, self._walked]
        if sum(len(tree.questions) for tree in self._trees) > FEW_QUESTIONS:
            ways.reverse()
        first, second = ways
        try:
            return first()
        except TooEntangled:
            self.space.diagrams.renew()
            return second()

    def _as_functions(self) -> Mapping[Ends, Cases]:
        diagrams, real = self.space.diagrams, self.space.real
        functions = [
            diagrams.meet(outcome_functions(tree, self.space, [tree.start])[tree.start], real)
            for tree in self._trees
        ]
        function = beside(diagrams, functions)
        names = {number: value for value, number in diagrams.terminals().items()}
        return {
            _ends(names[end]): partial(diagrams.where, function, [end])
            for end in diagrams.ends(function)
        }

    def _walked(self) -> Mapping[Ends, Cases]:
        packing = self._packing
        for ends, box in _walk(self._trees, packing):
            if packing.real(box):
                self._boxes.setdefault(ends, []).append(box)
        return {ends: partial(_diagram, packing, boxes) for ends, boxes in self._boxes.items()}


def _ends(value: str) -> Ends:
    return tuple(None if id_ == FAULT else id_ for id_ in value.split(_BETWEEN))


def beside(diagrams: Diagrams, functions: Sequence[int]) -> int:
    """Return one function whose value is the values of several; where one has none it has none."""
    names = {number: value for value, number in diagrams.terminals().items()}
    done: dict[tuple[int, ...], int] = {}

    def joined(nodes: tuple[int, ...]) -> int:
        if FALSE in nodes:
            return FALSE
        found = done.get(nodes)
        if found is None:
            level = min(diagrams.axis[node] for node in nodes)
            if level == diagrams.end:
                found = diagrams.terminal(_BETWEEN.join(names[node] for node in nodes))
            else:
                edges = _edges(diagrams, level, nodes)
                found = diagrams.node(level, [(mask, joined(lows)) for mask, lows in edges])
            done[nodes] = found
        return found

    return joined(tuple(functions))


def _edges(
    diagrams: Diagrams, level: int, nodes: tuple[int, ...]
) -> list[tuple[int, tuple[int, ...]]]:
    """Where several diagrams lead the cells of an axis, told apart only as far as they do."""
    full = diagrams.full[level]
    parts: list[tuple[int, tuple[int, ...]]] = [(full, ())]
    for node in nodes:
        edges = diagrams.edges[node] if diagrams.axis[node] == level else ((full, node),)
        parts = [
            (both, (*lows, low))
            for mask, lows in parts
            for other, low in edges
            if (both := mask & other)
        ]
    return parts


def _walk(trees: Sequence[Tree], packing: Packing) -> Iterator[tuple[Ends, Packed]]:
    """Yield disjoint boxes that hold all cases, each with the outcomes of its cases.

    A box goes through the first tree to its end, what is left of it there through the next.
    """
    waiting: list[tuple[Ends, str | None, Packed]] = [((), trees[0].start, packing.all)]
    steps = 0
    while waiting:
        ends, place, box = waiting.pop()
        question = trees[len(ends)].questions.get(place) if place else None
        if question is None:
            ends = (*ends, place)
            if len(ends) == len(trees):
                yield ends, box
            else:
                waiting.append((ends, trees[len(ends)].start, box))
            continue
        for answer, cases in packing.pieces(question):
            if packing.some(box & cases):
                goto = None if answer is None else question.answers[answer].goto
                waiting.append((ends, goto, box & cases))
        steps += 1
        if steps > MOST_STEPS:
            raise TooEntangled


def _diagram(packing: Packing, boxes: Sequence[Packed]) -> int:
    merged = _merged(packing, boxes)
    return packing.space.diagrams.join_all(map(packing.diagram, merged))


def _merged(packing: Packing, boxes: Sequence[Packed]) -> Iterator[Packed]:
    coding = Coding(packing)
    return map(coding.packed, Joined(coding, map(coding.coded, boxes)).boxes)
