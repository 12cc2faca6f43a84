"""What deciding exactly stands on: the space of a tree's cases and what its answers say in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from woonboom.analysis.flow import conditions_of, follows, read_at
from woonboom.analysis.values import outcome_functions
from woonboom.conditions import Case
from woonboom.decide.walk import Truths
from woonboom.model import Question, Tree
from woonboom.regions import space_of
from woonboom.regions.diagrams import FALSE, TRUE, TooEntangled

MOST_NODES: Final = 200_000
"""A ground that has grown larger is not used for a next case."""
MOST_PARTS: Final = 1_000
"""So many combinations of answers may hold at one question."""


class Ground:
    """The cases of a tree as diagrams; sets and functions are made when they are needed.

    Every method may raise `TooEntangled`, for a tree whose sets outgrow reasonable memory.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        assumed = [assumption.condition for assumption in tree.assumptions]
        self.space = space_of(tree.facts, tree.asked, conditions_of(tree), assumed)
        self.diagrams = self.space.diagrams
        self._conditions: dict[str, tuple[int, ...]] = {}
        self._patterns: dict[str, tuple[tuple[int, int | None], ...]] = {}

    @cached_property
    def ends(self) -> bool:
        """Whether every path ends."""
        return follows(self.tree)

    def known(self, case: Case) -> int:
        """Return the real cases that are as a case says; none when it contradicts itself."""
        return self.diagrams.meet(self.space.real, self.space.box(case))

    def conditions(self, question: Question) -> tuple[int, ...]:
        """Return of each answer the cases for which it holds."""
        if question.id not in self._conditions:
            found = tuple(self.space.of(answer.condition) for answer in question.answers)
            self._conditions[question.id] = found
        return self._conditions[question.id]

    def truths(self, question: Question, known: int) -> Truths:
        """Return of each answer whether it holds in all known cases, in none (False), or None."""
        meet = self.diagrams.meet
        met = [meet(known, condition) for condition in self.conditions(question)]
        return [True if found == known else None if found else False for found in met]

    def patterns(self, question: Question) -> tuple[tuple[int, int | None], ...]:
        """Return the ways to answer a question: the cases, and the answer if just one holds.

        They divide all cases. In a sound tree they are the answers; else one more is that no
        answer holds, and one for each combination of answers that hold at once.
        """
        if question.id not in self._patterns:
            self._patterns[question.id] = tuple(self._divided(question))
        return self._patterns[question.id]

    def _divided(self, question: Question) -> Iterator[tuple[int, int | None]]:
        meet, minus = self.diagrams.meet, self.diagrams.minus
        parts: list[tuple[int, tuple[int, ...]]] = [(TRUE, ())]
        for number, condition in enumerate(self.conditions(question)):
            inside = [(meet(cases, condition), (*held, number)) for cases, held in parts]
            outside = [(minus(cases, condition), held) for cases, held in parts]
            parts = [part for part in (*inside, *outside) if part[0] != FALSE]
            if len(parts) > MOST_PARTS:
                raise TooEntangled
        for cases, held in sorted(parts, key=lambda part: part[1] or (len(question.answers),)):
            yield cases, held[0] if len(held) == 1 else None

    @cached_property
    def live(self) -> dict[str, int]:
        """For each question the axes on which it or what follows depends, as a mask.

        Where paths go round, all axes count.
        """
        found: dict[str, int] = {}
        for question in reversed(self.tree.in_order):
            mask = self.space.levels(read_at(question)) if self.ends else -1
            for answer in question.answers:
                mask |= found.get(answer.goto, 0)
            found[question.id] = mask
        return found

    @cached_property
    def function(self) -> int:
        """The function from cases to outcomes, where every path ends."""
        return outcome_functions(self.tree, self.space, [self.tree.start])[self.tree.start]


def ground_of(tree: Tree) -> Ground:
    """Return the ground of a tree, made once and kept with it."""
    kept = vars(tree).get("_ground")
    if isinstance(kept, Ground) and len(kept.diagrams.edges) <= MOST_NODES:
        return kept
    vars(tree)["_ground"] = ground = Ground(tree)
    return ground
