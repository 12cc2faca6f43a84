"""One case → the path that it takes, by what is known of each answer on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from woonboom.conditions import Case
from woonboom.model import Answer, Question, Tree

Truths = Sequence[bool | None]
"""Of each answer of a question whether it holds; None when that is not known."""


@dataclass(frozen=True)
class Walk:
    """How far a case comes; `at` is the question where it stops, as `Decision` explains."""

    outcome: str | None
    path: tuple[tuple[str, str], ...]
    at: str | None = None
    clash: tuple[str, ...] = ()
    fault: bool = False


def walk(tree: Tree, case: Case) -> Walk:
    """Follow a case through a tree, from the start to an outcome or as far as it goes.

    Each question is looked at by itself, with the facts that the case gives; an answer that holds
    is taken when none of the others is known to hold too.
    """

    def truths(question: Question) -> Truths:
        return [answer.condition.holds(case) for answer in question.answers]

    return follow(tree, truths)


def follow(tree: Tree, truths: Callable[[Question], Truths], *, sure: bool = False) -> Walk:
    """Follow the answers that hold; when `sure`, only where no other answer can hold too."""
    path, passed = list[tuple[str, str]](), set[str]()
    place = tree.start
    while place in tree.questions:
        question = tree.questions[place]
        answer, clash, fault = _answer(question, truths(question), sure=sure)
        if answer is None or place in passed:  # a case that comes back, comes back for ever
            return Walk(None, tuple(path), place, clash, fault or answer is not None)
        passed.add(place)
        path.append((place, answer.id))
        place = answer.goto
    found = place if place in tree.outcomes else None
    return Walk(found, tuple(path), None if found else place, (), found is None)


def _answer(
    question: Question, truths: Truths, *, sure: bool
) -> tuple[Answer | None, tuple[str, ...], bool]:
    """The one answer that holds; else the answers that clash, and whether the tree is at fault."""
    holding = [a for a, truth in zip(question.answers, truths, strict=True) if truth]
    known = None not in truths
    if len(holding) == 1 and (known or not sure):
        return holding[0], (), False
    clash = tuple(answer.id for answer in holding) if len(holding) > 1 else ()
    return None, clash, len(holding) > 1 or (known and not holding)
