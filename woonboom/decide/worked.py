"""A worked case → its verdict: it came out as written, or what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from woonboom.decide.walk import Walk, walk
from woonboom.model import Tree, WorkedCase

Why = Literal["outcome", "facts", "no answer", "clash", "missed"]


@dataclass(frozen=True)
class Verdict:
    """How a worked case came out. `why` is None when it did as written, else:

    - "outcome": it ends at another outcome;
    - "facts": it gets stuck, because it does not say the facts in `names`;
    - "no answer": it gets stuck, because no answer holds (or the answer leads nowhere);
    - "clash": it gets stuck, because the answers in `names` hold at once;
    - "missed": it does not pass the question in `names`, in the order of `via`.
    """

    case: WorkedCase
    walk: Walk
    why: Why | None = None
    names: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the case came out as written."""
        return self.why is None

    @property
    def places(self) -> tuple[str, ...]:
        """The questions that were passed, and where the case ended or got stuck."""
        return (*(q for q, _ in self.walk.path), self.walk.outcome or self.walk.at or "")


def verdicts(tree: Tree) -> Iterator[Verdict]:
    """Yield the verdict on each worked case of a tree."""
    return (verdict(tree, case) for case in tree.cases)


def verdict(tree: Tree, case: WorkedCase) -> Verdict:
    """Return how a worked case comes out."""
    found = walk(tree, case.given)
    if found.outcome is None:
        return _stuck(tree, case, found)
    if found.outcome != case.expect:
        return Verdict(case, found, "outcome")
    missed = _missed(case.via, found)
    return Verdict(case, found, "missed", (missed,)) if missed else Verdict(case, found)


def _stuck(tree: Tree, case: WorkedCase, found: Walk) -> Verdict:
    question = tree.questions.get(found.at or "")
    unsaid = tuple(f for f in question.facts if f not in case.given) if question else ()
    if unsaid and not found.fault:
        return Verdict(case, found, "facts", unsaid)
    return Verdict(case, found, "clash" if found.clash else "no answer", found.clash)


def _missed(via: tuple[str, ...], found: Walk) -> str | None:
    """The first question of `via` that was not passed after the ones before it."""
    rest = iter([question for question, _ in found.path])
    return next((question for question in via if question not in rest), None)
