"""Both versions followed together, pair of places by pair of places, however paths merge.

All cases that are at one pair of places are one set; what was joined stays joined, so the number
of paths does not matter. A pair is visited once, when all that lead to it have been.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from woonboom.diff.packed import divided
from woonboom.diff.twins import Pair, Place, Twins
from woonboom.model import Question, Tree
from woonboom.regions import Space
from woonboom.regions.diagrams import FALSE

Parts = list[tuple[int | None, int]]


class _Pair(NamedTuple):
    """A place in each version; `along` when cases came there by the same path."""

    old: Place
    new: Place
    along: bool


class Flowing:
    """The cases whose outcome differs, and with `paths` those that go another way.

    `differing` and `rerouted` hold diagrams of `space` by their outcomes. Raises `TooEntangled`
    when they outgrow reasonable memory.
    """

    def __init__(self, twins: Twins, space: Space, *, paths: bool = False) -> None:
        self.twins = twins
        self.space = space
        self.paths = paths
        self.differing: dict[Pair, int] = {}
        self.rerouted: dict[Pair, int] = {}
        self._alike = twins.alike(paths=paths)
        self._parts: dict[int, Parts] = {}
        self._arrived: dict[_Pair, int] = {}
        self._waiting: list[tuple[int, int, _Pair]] = []
        self._numbers = count()
        self._flow()

    def _flow(self) -> None:
        old, new = self.twins.trees.old, self.twins.trees.new
        self._send(_Pair(old.start, new.start, along=True), self.space.real)
        while self._waiting:
            pair = heappop(self._waiting)[-1]
            cases = self._arrived.pop(pair)
            for after, some in self._after(pair, cases):
                self._send(after, some)
            self.space.diagrams.forget()

    def _send(self, pair: _Pair, cases: int) -> None:
        """Let cases arrive at a pair of places."""
        alike = self._alike.get(pair.old, "") == pair.new
        if not cases or (alike and (pair.along or not self.paths)):
            return
        join = self.space.diagrams.join
        if self.twins.turn(pair.old, pair.new) is None:
            ends = self.twins.outcomes(pair.old, pair.new)
            same = self.twins.same_ends(*ends)
            if not same or (self.paths and not pair.along and ends[0] is not None):
                found = self.rerouted if same else self.differing
                found[ends] = join(found.get(ends, FALSE), cases)
            return
        if pair not in self._arrived:
            level = -self.twins.level(pair.old, pair.new)
            heappush(self._waiting, (level, next(self._numbers), pair))
        self._arrived[pair] = join(self._arrived.get(pair, FALSE), cases)

    def _after(self, pair: _Pair, cases: int) -> Iterator[tuple[_Pair, int]]:
        """Where the cases at a pair of places go from there, in one of the versions or both."""
        trees, turn = self.twins.trees, self.twins.turn(pair.old, pair.new)
        if turn == "both":
            old, new = trees.old.questions[str(pair.old)], trees.new.questions[str(pair.new)]
            yield from self._both(old, new, pair, cases)
        elif turn == "old":
            for _, goto, some in self._taken(trees.old, pair.old, cases):
                yield _Pair(goto, pair.new, along=False), some
        else:
            for _, goto, some in self._taken(trees.new, pair.new, cases):
                yield _Pair(pair.old, goto, along=False), some

    def _both(
        self, old: Question, new: Question, pair: _Pair, cases: int
    ) -> Iterator[tuple[_Pair, int]]:
        trees, numbers = self.twins.trees, self.twins.answers.get(old.id)
        for answer, goto, some in self._taken(trees.old, old.id, cases):
            if numbers is None:
                parts = list(self._taken(trees.new, new.id, some))
            elif answer is None:
                parts = [(None, None, some)]
            else:
                to = numbers[answer]
                parts = [(to, new.answers[to].goto, some)]
            for to_, new_goto, part in parts:
                along = self.paths and pair.along and self.twins.same_step(old, answer, new, to_)
                yield _Pair(goto, new_goto, along), part

    def _taken(
        self, tree: Tree, place: Place, cases: int
    ) -> Iterator[tuple[int | None, Place, int]]:
        """The answers that hold alone for some of the cases, where they lead, and those cases."""
        question = tree.questions[str(place)]
        if id(question) not in self._parts:
            self._parts[id(question)] = divided(self.space, question)
        for answer, condition in self._parts[id(question)]:
            some = self.space.diagrams.meet(cases, condition)
            if some:
                yield answer, None if answer is None else question.answers[answer].goto, some
