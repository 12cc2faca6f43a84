"""Two aligned versions → the cases whose outcome differs, as disjoint boxes with an example each.

Where paths do not merge, boxes of cases are walked through both versions (`walking.py`); where
they do, sets of cases flow through them (`flowing.py`). Both are exact and find the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom.analysis.flow import read_at
from woonboom.analysis.values import FAULT, outcome_functions
from woonboom.decide.walk import walk
from woonboom.diff.changes import (
    GRADES,
    RANKS,
    CaseChange,
    Grade,
    Group,
    Path,
    steps_in_common,
)
from woonboom.diff.flowing import Flowing
from woonboom.diff.joining import Coding, Joined
from woonboom.diff.packed import Packing
from woonboom.diff.twins import Pair, Shape, Twins
from woonboom.diff.walking import Met, Walking, Ways
from woonboom.facts import Value
from woonboom.model import Tree
from woonboom.regions import Region, space_of
from woonboom.regions.boxes import Box, boxes_of
from woonboom.regions.diagrams import TooEntangled

FEW_QUESTIONS: Final = 400
"""Of so many questions in both versions together, all conditions take part in the space."""
FEW_BOXES: Final = 300
"""So many boxes are joined to a region first, which is said with the fewest boxes."""
MOST_BOXES: Final = 100_000
"""Cases that fall apart into more boxes cannot be listed."""

Cases = list[Met] | int
"""Disjoint boxes, or a diagram."""


def grade_of(old: str | None, new: str | None) -> Grade:
    """Return the grade of a change from an outcome of kind `old` to one of kind `new`."""
    if old is None or new is None:
        return "undecided"
    before, after = RANKS[old], RANKS[new]
    return "sideways" if before == after else "win" if after > before else "loss"


@dataclass(frozen=True)
class _Part:
    """A box of cases that change alike, with an example and its paths."""

    box: Box
    witness: Mapping[str, Value]
    old: Path
    new: Path


class Compared:
    """Two aligned versions, case by case; `paths`: those too that only go another way.

    Raises `TooEntangled` when the sets of cases outgrow reasonable memory.
    """

    def __init__(self, twins: Twins, *, paths: bool = False) -> None:
        self.twins = twins
        self.trees = twins.trees
        self.assumed = [assumption.condition for assumption in self.trees.new.assumptions]
        count = sum(len(shape.order) for shape in twins.shapes)
        self.whole = paths or count <= FEW_QUESTIONS
        conditions = twins.every() if self.whole else twins.concerned()
        self.space = space_of(self.trees.facts, self.trees.read, conditions, self.assumed)
        self.paths = paths

    def groups(self) -> tuple[Group, ...]:
        """Return the cases whose outcome differs, losses first."""
        found = self._found(paths=False)[0]
        return tuple(self._group(pair, cases) for pair, cases in self._sorted(found))

    def rerouted(self) -> tuple[CaseChange, ...]:
        """Return the cases that keep their outcome by another path."""
        found = self._sorted(self._found(paths=True)[1])
        return tuple(change for pair, cases in found for change in self._changes(pair, cases))

    def _found(self, *, paths: bool) -> tuple[Mapping[Pair, Cases], Mapping[Pair, Cases]]:
        """The cases whose outcome differs, and those that go another way."""
        try:
            walked = Walking(self.twins, self.packing, paths=paths)
        except TooEntangled:
            self.space.diagrams.renew()
            flow = Flowing(self.twins, self.space, paths=paths)
            return flow.differing, flow.rerouted
        return self._few(walked.differing), self._few(walked.rerouted)

    def _few(self, found: Mapping[Pair, list[Met]]) -> Mapping[Pair, Cases]:
        """Boxes as diagrams, unless there are very many."""
        if sum(map(len, found.values())) > FEW_BOXES:
            return found
        join_all, diagram = self.space.diagrams.join_all, self.packing.diagram
        return {pair: join_all(diagram(met.box) for met in cases) for pair, cases in found.items()}

    @cached_property
    def packing(self) -> Packing:
        """The boxes of the space."""
        return Packing(self.space, self.assumed)

    def _sorted(self, found: Mapping[Pair, Cases]) -> list[tuple[Pair, Cases]]:
        places: list[Mapping[str | None, int]] = [
            {id_: place for place, id_ in enumerate(self._led(tree, shape))}
            for tree, shape in zip((self.trees.old, self.trees.new), self.twins.shapes, strict=True)
        ]

        def order(pair: Pair) -> tuple[int, ...]:
            grade = self.grade(pair)
            own = (at.get(id_, len(at)) for at, id_ in zip(places, pair, strict=True))
            return (GRADES.index(grade) if grade else 0, *self._gravity(pair), *own)

        return sorted(found.items(), key=lambda item: order(item[0]))

    def _gravity(self, pair: Pair) -> tuple[int, ...]:
        """What sorts the changes of one grade: the gravest losses and the greatest wins first.

        Who has no outcome any more comes before who had none; of them first who had the best, and
        who gets the worst.
        """
        old, new = pair
        before = None if old is None else RANKS[self.trees.old.outcomes[old].kind]
        after = None if new is None else RANKS[self.trees.new.outcomes[new].kind]
        if before is None or after is None:
            return (int(after is not None), -(before or 0), after or 0)
        return (-abs(after - before), -max(before, after))

    def _led(self, tree: Tree, shape: Shape) -> list[str]:
        """The outcomes in the order of their codes."""
        found: dict[str, None] = {}
        for id_ in shape.order:
            for answer in tree.questions[id_].answers:
                if answer.goto in tree.outcomes:
                    found[answer.goto] = None
            if len(found) == len(tree.outcomes):
                break
        return list(dict.fromkeys([*found, *tree.outcomes]))

    def grade(self, pair: Pair) -> Grade | None:
        """Return the grade of a change of outcome; None when it is no change."""
        if self.twins.same_ends(*pair):
            return None
        old, new = pair
        return grade_of(
            None if old is None else self.trees.old.outcomes[old].kind,
            None if new is None else self.trees.new.outcomes[new].kind,
        )

    def _group(self, pair: Pair, cases: Cases) -> Group:
        grade = self.grade(pair)
        assert grade is not None
        changes = tuple(self._changes(pair, cases))
        return Group(*pair, grade, changes, self._within.get(pair[0]), self._asked(changes))

    def _asked(self, changes: tuple[CaseChange, ...]) -> frozenset[str]:
        """The facts that are asked at the questions where paths part."""
        old = {c.old_path[c.common][0] for c in changes if len(c.old_path) > c.common}
        new = {c.new_path[c.common][0] for c in changes if len(c.new_path) > c.common}
        questions = [self.trees.old.questions[id_] for id_ in old]
        questions += [self.trees.new.questions[id_] for id_ in new]
        return frozenset(fact for question in questions for fact in read_at(question))

    @cached_property
    def _within(self) -> dict[str | None, Region]:
        """The real cases of each outcome of the old version, unless that is too much."""
        if not self.whole:
            return {}
        old, diagrams = self.trees.old, self.space.diagrams
        try:
            function = outcome_functions(old, self.space, [old.start])[old.start]
        except TooEntangled:
            return {}
        names = {number: id_ for id_, number in diagrams.terminals().items()}
        return {
            None if names[end] == FAULT else names[end]: Region(
                self.space, diagrams.where(function, [end])
            )
            for end in diagrams.ends(function)
        }

    def _changes(self, pair: Pair, cases: Cases) -> Iterator[CaseChange]:
        grade = self.grade(pair)
        for part in self._parts(cases):
            common = steps_in_common(part.old, part.new, self.twins.renames)
            yield CaseChange(*pair, grade, part.box, part.witness, part.old, part.new, common)

    def _parts(self, cases: Cases) -> Iterator[_Part]:
        if isinstance(cases, int):
            return self._of_region(Region(self.space, cases))
        return self._of_boxes(cases)

    def _of_region(self, region: Region) -> Iterator[_Part]:
        diagrams = self.space.diagrams
        if diagrams.count_paths(diagrams.simplified(region.diagram, self.space.real)) > MOST_BOXES:
            raise TooEntangled
        for box in boxes_of(region):
            witness = box.region.witness()
            old, new = (walk(tree, witness).path for tree in (self.trees.old, self.trees.new))
            yield _Part(box, witness, old, new)

    def _of_boxes(self, cases: list[Met]) -> Iterator[_Part]:
        met = {self._coding.coded(met.box): met for met in cases}
        joined = Joined(self._coding, met)
        for box in joined.boxes:
            masks, witness, example = self._coding.told(box)
            made = Box(self.space, masks)
            if self.assumed:
                witness = made.region.witness()
                example = self.packing.box(witness)
            _, old, new = met[joined.first(box, example)]
            yield _Part(made, witness, self._ways[0].path(old), self._ways[1].path(new))

    @cached_property
    def _coding(self) -> Coding:
        return Coding(self.packing)

    @cached_property
    def _ways(self) -> tuple[Ways, Ways]:
        old, new = self.twins.shapes
        return Ways(merges=old.merges), Ways(merges=new.merges)
