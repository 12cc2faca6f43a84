"""Both versions walked together, box of cases by box of cases: fast where paths rarely merge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from woonboom.diff.changes import Path
from woonboom.diff.packed import Packed, Packing
from woonboom.diff.twins import Pair, Place, Step, Twins
from woonboom.model import Question, Tree
from woonboom.regions.diagrams import TooEntangled

MOST_STEPS: Final = 3_000_000
"""More pairs of places, each with its box of cases, are not looked at."""
FEW_STEPS: Final = 50
"""So many for each question where paths merge, so that there might be no end to them."""
MOST_MET: Final = 300_000
"""More boxes of cases that change are not kept."""

Way = tuple[Step | None, "Way"] | None
"""The steps of a path, the last one first; None where a case got stuck."""


class Met(NamedTuple):
    """A box of cases that all go the same way, in either version."""

    box: Packed
    old: Way
    new: Way


class _Branch(NamedTuple):
    """Some cases at a question: where their answer leads, and the answer; None when stuck."""

    cases: Packed
    goto: Place
    step: Step | None


_Pair = tuple[Packed, Place, Place, Step | None, Step | None, bool]
"""As a branch in both versions at once, and whether the answer is called the same."""
_Stand = tuple[Place, Place, Packed, Way, Way, bool]
"""Where some cases are in both versions, how they came there, and whether by the same path."""


class Walking:
    """The boxes of cases whose outcome differs, and with `paths` those that go another way.

    `differing` and `rerouted` hold them by their outcomes, disjoint. Raises `TooEntangled` when
    there would be too many.
    """

    def __init__(self, twins: Twins, packing: Packing, *, paths: bool = False) -> None:
        self.twins = twins
        self.packing = packing
        self.paths = paths
        self.differing: dict[Pair, list[Met]] = {}
        self.rerouted: dict[Pair, list[Met]] = {}
        self._pairs: dict[Place, list[_Pair]] = {}
        self._count = 0
        self._ends: dict[tuple[Place, Place], tuple[list[Met] | None, bool]] = {}
        old, new = twins.trees.old, twins.trees.new
        self._old = _Branches(old, packing)
        self._new = _Branches(new, packing)
        count = sum(len(shape.order) for shape in twins.shapes)
        merges = any(shape.merges for shape in twins.shapes)
        start = (old.start, new.start, packing.all, None, None, True)
        self._walk(start, FEW_STEPS * count if merges else MOST_STEPS)
        self.differing = {pair: met for pair, met in self.differing.items() if met}
        self.rerouted = {pair: met for pair, met in self.rerouted.items() if met}

    def _walk(self, start: _Stand, most: int) -> None:
        alike, paths, turn = self.twins.alike(paths=self.paths), self.paths, self.twins.turn
        every, above = self.packing.all, self.packing.above
        waiting = [start]
        for _ in range(most):
            if not waiting:
                return
            old, new, box, old_way, new_way, along = stand = waiting.pop()
            if alike.get(old, _NOWHERE) == new and (along or not paths):
                continue
            now = turn(old, new)
            if now == "old":
                for cases, goto, step in self._old.of(old):
                    part = box & cases
                    if (part + every) & above == above:
                        waiting.append((goto, new, part, (step, old_way), new_way, False))
            elif now == "new":
                for cases, goto, step in self._new.of(new):
                    part = box & cases
                    if (part + every) & above == above:
                        waiting.append((old, goto, part, old_way, (step, new_way), False))
            else:
                waiting += self._both(stand) if now else self._arrive(stand)
        raise TooEntangled

    def _both(self, stand: _Stand) -> Iterator[_Stand]:
        """Both versions at once, at a question that both have."""
        old, new, box, old_way, new_way, along = stand
        pairs = self._pairs.get(old)
        if pairs is None:
            pairs = self._pairs[old] = list(self._paired(str(old), str(new)))
        every, above = self.packing.all, self.packing.above
        for cases, goto, new_goto, step, new_step, same in pairs:
            part = box & cases
            if (part + every) & above == above:
                yield goto, new_goto, part, (step, old_way), (new_step, new_way), along and same

    def _paired(self, old: str, new: str) -> Iterator[_Pair]:
        """The answers to a question in either version that some case may have."""
        for one, other in self._branches(old, new):
            cases = one.cases & other.cases
            if self.packing.some(cases):
                same = one.step is not None and self.twins.step(one.step) == other.step
                yield cases, one.goto, other.goto, one.step, other.step, same

    def _branches(self, old: str, new: str) -> Iterator[tuple[_Branch, _Branch]]:
        numbers = self.twins.answers.get(old)
        if numbers is None:
            before, after = self._old.of(old), self._new.of(new)
            yield from ((one, other) for one in before for other in after)
            return
        question = self.twins.trees.old.questions[old]
        twin = self.twins.trees.new.questions[new]
        for answer, cases in reversed(self.packing.pieces(question)):
            to = None if answer is None else numbers[answer]
            yield _branch(question, answer, cases), _branch(twin, to, cases)

    def _arrive(self, stand: _Stand) -> tuple[()]:
        """Keep cases that have come to their ends, if they change; nothing follows."""
        old, new, box, old_way, new_way, along = stand
        known = self._ends.get((old, new))
        if known is None:
            known = self._ends[old, new] = self._found(old, new)
        found, same = known
        if found is not None and not (same and along) and self.packing.real(box):
            found.append(Met(box, old_way, new_way))
            self._count += 1
            if self._count > MOST_MET:
                raise TooEntangled
        return ()

    def _found(self, old: Place, new: Place) -> tuple[list[Met] | None, bool]:
        """Where boxes with these ends are put, and whether the outcome is the same."""
        pair = self.twins.outcomes(old, new)
        same = self.twins.same_ends(*pair)
        if same and (not self.paths or pair[0] is None):
            return None, same
        return (self.rerouted if same else self.differing).setdefault(pair, []), same


_NOWHERE: Final = ""
"""No place has this name."""


class _Branches:
    """How the questions of a version divide cases, the last answer first."""

    def __init__(self, tree: Tree, packing: Packing) -> None:
        self._questions: Mapping[str, Question] = tree.questions
        self._packing = packing
        self._known: dict[Place, list[_Branch]] = {}

    def of(self, place: Place) -> list[_Branch]:
        found = self._known.get(place)
        if found is None:
            question = self._questions[str(place)]
            pieces = reversed(self._packing.pieces(question))
            found = [_branch(question, answer, cases) for answer, cases in pieces]
            self._known[place] = found
        return found


def _branch(question: Question, number: int | None, cases: Packed) -> _Branch:
    if number is None:
        return _Branch(cases, None, None)
    answer = question.answers[number]
    return _Branch(cases, answer.goto, (question.id, answer.id))


class Ways:
    """Paths of ways in one version; where paths never merge, the last step tells the rest."""

    def __init__(self, *, merges: bool) -> None:
        self._merges = merges
        self._known: dict[Step | None, Path] = {}

    def path(self, way: Way) -> Path:
        """Return the steps of a path from its start."""
        while way is not None and way[0] is None:
            way = way[1]
        last = None if way is None else way[0]
        if self._merges or last not in self._known:
            self._known[last] = _path(way)
        return self._known[last]


def _path(way: Way) -> Path:
    steps = []
    while way is not None:
        step, way = way
        if step is not None:
            steps.append(step)
    steps.reverse()
    return tuple(steps)
