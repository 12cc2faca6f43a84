"""One case → the path that it takes and the outcome that it gets."""

from __future__ import annotations

from dataclasses import dataclass

from woonboom.conditions import Case
from woonboom.model import Answer, Question, Tree


@dataclass(frozen=True)
class Decision:
    """Where a case ends.

    `outcome` is None when the case stops at question `at`: because it does not say enough, or
    because no answer or more than one holds (`clash`), which is the tree's fault.
    """

    outcome: str | None
    path: tuple[tuple[str, str], ...]
    at: str | None = None
    clash: tuple[str, ...] = ()
    fault: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that were passed, in order."""
        return tuple(question for question, _ in self.path)


def decide(tree: Tree, case: Case) -> Decision:
    """Follow a case through a tree, from the start to an outcome or as far as it goes."""
    path: list[tuple[str, str]] = []
    place = tree.start
    while place in tree.questions:
        question = tree.questions[place]
        answer, clash, fault = _answer(question, case)
        if answer is None or len(path) > len(tree.questions):
            return Decision(None, tuple(path), place, clash, fault or answer is not None)
        path.append((place, answer.id))
        place = answer.goto
    found = place if place in tree.outcomes else None
    return Decision(found, tuple(path), None if found else place, (), found is None)


def _answer(question: Question, case: Case) -> tuple[Answer | None, tuple[str, ...], bool]:
    """The one answer that holds; else the answers that clash, and whether the tree is at fault."""
    values = [answer.condition.holds(case) for answer in question.answers]
    holding = [a for a, value in zip(question.answers, values, strict=True) if value]
    if len(holding) == 1:
        return holding[0], (), False
    known = None not in values
    return None, tuple(answer.id for answer in holding), known or len(holding) > 1
