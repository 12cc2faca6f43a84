"""Which of the known facts decide the path and the outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from woonboom.analysis.flow import read_at
from woonboom.conditions import Case
from woonboom.decide.ends import ends_of
from woonboom.decide.ground import ground_of
from woonboom.decide.walk import Truths
from woonboom.facts import Value
from woonboom.model import Question, Tree
from woonboom.regions.diagrams import TooEntangled

if TYPE_CHECKING:
    from woonboom.decide.decision import Decision

Enough = Callable[[Case], bool]


def used_facts(tree: Tree, decision: Decision) -> dict[str, Value]:
    """Return the known facts that were needed, in the order in which questions read them."""
    order = dict.fromkeys([*tree.asked, *decision.case])
    case = {fact: decision.case[fact] for fact in order if fact in decision.case}
    needed = set[str]()
    for place in decision.questions:
        needed |= _needed_at(tree, tree.questions[place], case) or set()
    if decision.at and (decision.outcome or decision.fault):
        needed |= _needed_to_end(tree, decision.at, case)
    return {fact: value for fact, value in case.items() if fact in needed}


def _needed_to_end(tree: Tree, place: str, case: Case) -> set[str]:
    """The facts that decide how a case ends that stops at a place: the tree's fault, or not."""
    question = tree.questions.get(place)
    found = _needed_at(tree, question, case) if question else None
    return _needed_beyond(tree, place, case) if found is None else found


def _needed_at(tree: Tree, question: Question, case: Case) -> set[str] | None:
    """The facts without which it would not be known which answers hold; None if it is not."""
    verdict = _verdict([answer.condition.holds(case) for answer in question.answers])

    def plain(part: Case) -> bool:
        return verdict == _verdict([answer.condition.holds(part) for answer in question.answers])

    if verdict is None:
        return _needed_exactly(tree, question, case)
    return set(_fewer(case, read_at(question), plain))


def _needed_exactly(tree: Tree, question: Question, case: Case) -> set[str] | None:
    """The same where the answer follows from other facts, by the tree's assumptions."""
    try:
        ground = ground_of(tree)
        verdict = _verdict(ground.truths(question, ground.known(case)))

        def exact(part: Case) -> bool:
            return verdict == _verdict(ground.truths(question, ground.known(part)))

        return None if verdict is None else set(_fewer(case, case, exact))
    except TooEntangled:
        return set(read_at(question)) & set(case)


def _verdict(truths: Truths) -> tuple[bool | None, ...] | None:
    """What is known of the answers of a question, when that says how the case goes on."""
    if truths.count(True) > 1:
        return tuple(truth is True for truth in truths)
    return None if None in truths else tuple(truths)


def _needed_beyond(tree: Tree, place: str, case: Case) -> set[str]:
    """The facts without which more would be possible after the path."""
    try:
        ground = ground_of(tree)
        ends = ends_of(ground, place, ground.known(case))

        def same(part: Case) -> bool:
            return ends_of(ground, place, ground.known(part)) == ends

        return set(_fewer(case, case, same))
    except TooEntangled:
        return set(case)


def _fewer(case: Case, facts: Iterable[str], enough: Enough) -> Case:
    """The facts of a case that are enough, those that are read first preferred."""
    kept = {fact: case[fact] for fact in facts if fact in case}
    for fact in reversed(list(kept)):
        rest = {other: value for other, value in kept.items() if other != fact}
        if enough(rest):
            kept = rest
    return kept
