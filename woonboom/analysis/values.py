"""Which outcome every case gets: a tree as one function from cases to outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from woonboom.model import Question, Tree
from woonboom.regions import Space
from woonboom.regions.diagrams import FALSE, TRUE

FAULT: Final = "?"
"""The value of a case for which the tree itself is at fault: no answer holds, or more than one."""


def outcome_functions(
    tree: Tree, space: Space, wanted: Iterable[str], label: Callable[[str], str] = str
) -> dict[str, int]:
    """Return, for each wanted place and all below it, a function from cases to outcomes.

    Functions are diagrams of `space`, whose terminals are the outcomes' ids (as `label` writes
    them) and `FAULT`; equal functions are equal numbers. Each question is built once, from those
    that it leads to. Paths must end (`follows`). Raises `TooEntangled`.
    """
    found = {id_: space.diagrams.terminal(label(id_)) for id_ in tree.outcomes}
    needed = _below(tree, wanted)
    for question in reversed(tree.in_order):
        if question.id in needed:
            found[question.id] = _function(question, space, found)
            space.diagrams.forget()
    return found


def _function(question: Question, space: Space, below: dict[str, int]) -> int:
    diagrams, fault = space.diagrams, space.diagrams.terminal(FAULT)
    function, once, twice = FALSE, FALSE, FALSE
    for answer in question.answers:
        condition = space.of(answer.condition)
        twice = diagrams.join(twice, diagrams.meet(once, condition))
        once = diagrams.join(once, condition)
        function = diagrams.join(function, diagrams.meet(below.get(answer.goto, fault), condition))
    function = diagrams.join(diagrams.meet(fault, twice), function)
    if once == TRUE:
        return function
    return diagrams.join(function, diagrams.minus(fault, once))


def _below(tree: Tree, wanted: Iterable[str]) -> set[str]:
    found = set(wanted)
    waiting = list(found)
    while waiting:
        question = tree.questions.get(waiting.pop())
        for answer in question.answers if question else ():
            if answer.goto not in found:
                found.add(answer.goto)
                waiting.append(answer.goto)
    return found
