"""A case that is referred to another tree goes on there, with the same facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from woonboom.conditions import Case
from woonboom.decide.decision import Decision, decide
from woonboom.decide.reading import CaseProblem
from woonboom.facts import Value
from woonboom.model import Tree

Find = Callable[[Tree, str], Tree | None]
"""Finds the tree with an id to which a tree refers."""

Stop = Literal["missing", "round", "case"]


@dataclass(frozen=True)
class Journey:
    """The decisions of a case, tree after tree.

    `stop` says why it does not go on though the last decision refers: the tree `to` cannot be read
    ("missing"), was passed before, so that the trees send the case round ("round"), or does not
    accept the case ("case", with the `problem`).
    """

    decisions: tuple[Decision, ...]
    to: str | None = None
    stop: Stop | None = None
    problem: CaseProblem | None = None

    @property
    def last(self) -> Decision:
        """The decision with which it ends."""
        return self.decisions[-1]


def journey(tree: Tree, case: Case, find: Find) -> Journey:
    """Decide a case, also in the trees to which it is referred, as far as that goes.

    Each tree gets the facts that it knows. Raises `CaseProblem` for the first tree.
    """
    decisions = [decide(tree, _for(tree, case))]
    while to := refers_to(decisions[-1]):
        passed = [decision.tree.id for decision in decisions if decision.tree]
        found = find(tree, to)
        if to in passed or found is None:
            return Journey(tuple(decisions), to, "round" if to in passed else "missing")
        tree = found
        try:
            decisions.append(decide(tree, _for(tree, case)))
        except CaseProblem as problem:
            return Journey(tuple(decisions), to, "case", problem)
    return Journey(tuple(decisions))


def _for(tree: Tree, case: Case) -> dict[str, Value]:
    return {fact: value for fact, value in case.items() if fact in tree.facts}


def refers_to(decision: Decision) -> str | None:
    """Return the id of the tree in which the case goes on, if it does."""
    if decision.tree is None or decision.outcome is None:
        return None
    outcome = decision.tree.outcomes[decision.outcome]
    return outcome.tree if outcome.kind == "refer" else None
