"""What differs between two versions of a tree: what was edited, and for which cases it matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from woonboom.compared import Change
from woonboom.diagnostics import Message
from woonboom.facts import Value
from woonboom.model import Tree
from woonboom.regions import Region
from woonboom.regions.boxes import Box

Grade = Literal["loss", "undecided", "sideways", "win"]
GRADES: Final[tuple[Grade, ...]] = ("loss", "undecided", "sideways", "win")
"""How a change of outcome is for those whom it concerns, the worst first.

A loss is an outcome of a lower rank (`eligible`, then `not_yet`, `consult` and `refer` alike, then
`not_eligible`), a win one of a higher rank, sideways another outcome of the same rank. Undecided:
one of the versions has no outcome, because it does not know a value or is itself at fault.
"""

RANKS: Final = {"eligible": 2, "not_yet": 1, "consult": 1, "refer": 1, "not_eligible": 0}
"""How good an outcome of each kind is for those who get it."""

Path = tuple[tuple[str, str], ...]
"""The questions that a case passes, each with the answer that holds: ids of the version's own."""


@dataclass(frozen=True)
class Renames:
    """What has another id in the new version and is the same all the same: old ids → new ids.

    Only what was renamed is in it. Answers are (question, answer) ids of either version.
    """

    questions: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)

    def step(self, step: tuple[str, str]) -> tuple[str, str]:
        """Return a step of an old path as the new version calls it."""
        question, answer = step
        return self.answers.get(step, (self.questions.get(question, question), answer))


@dataclass(frozen=True)
class CaseChange:
    """A group of cases, a box, for which something changes: the same for all of them.

    The paths are those of the witness; others of the box may come to the same outcomes by others.
    Outcomes are ids of the versions themselves; None where that version has none. `witness` is a
    complete case of the box over the facts of both versions, by the new version's names. `grade`
    is None where the outcome is the same and only the path is another. `common` is how many steps
    of the witness' paths are the same; the paths part at the question after them.
    """

    old_outcome: str | None
    new_outcome: str | None
    grade: Grade | None
    box: Box
    witness: Mapping[str, Value]
    old_path: Path
    new_path: Path
    common: int = 0

    @property
    def region(self) -> Mapping[str, str]:
        """The condition on each fact that matters, in the language of trees."""
        return self.box.conditions()

    @property
    def count(self) -> int:
        """How many cases there are: every value of every fact counts."""
        return self.box.region.count


@dataclass(frozen=True)
class Group:
    """All cases with one old and one new outcome, as disjoint boxes: one at least.

    `within` are all real cases that have the old outcome in the old version, those that keep it
    included: among them, few words tell who belongs to the group. None for vast trees, where that
    was not worked out. `asked` are the facts that are asked where the paths of its cases part:
    what they are is told, also where it follows from the rest.
    """

    old_outcome: str | None
    new_outcome: str | None
    grade: Grade
    changes: tuple[CaseChange, ...]
    within: Region | None = None
    asked: frozenset[str] = frozenset()

    @cached_property
    def region(self) -> Region:
        """The cases of the group as a whole."""
        space = self.changes[0].box.space
        parts = (change.box.region.diagram for change in self.changes)
        return Region(space, space.diagrams.join_all(parts))


@dataclass(frozen=True)
class Changes:
    """All that differs between `old` and `new`.

    `groups` hold every case whose outcome differs, losses first: complete and free of overlap.
    `rerouted` are the cases that keep their outcome by another path, when asked for. `problem`
    tells why cases could not be compared, if so; then `groups` says nothing.
    """

    old: Tree
    new: Tree
    structure: tuple[Change, ...]
    groups: tuple[Group, ...]
    renames: Renames = field(default_factory=Renames)
    rerouted: tuple[CaseChange, ...] = ()
    problem: Message | None = None

    @cached_property
    def cases(self) -> tuple[CaseChange, ...]:
        """The disjoint regions of cases whose outcome differs, losses first."""
        return tuple(change for group in self.groups for change in group.changes)

    @property
    def equivalent(self) -> bool:
        """Whether every case is proved to have the same outcome in both versions."""
        return self.problem is None and not self.groups

    @property
    def same(self) -> bool:
        """Whether nothing differs: no case and no text."""
        return self.equivalent and not self.structure

    def graded(self, grade: Grade) -> tuple[Group, ...]:
        """Return the groups of one grade."""
        return tuple(group for group in self.groups if group.grade == grade)


def steps_in_common(old: Path, new: Path, renames: Renames) -> int:
    """Return how many steps two paths have in common from their start."""
    renamed = bool(renames.questions or renames.answers)
    count = 0
    for one, other in zip(old, new, strict=False):
        if (renames.step(one) if renamed else one) != other:
            break
        count += 1
    return count
