"""Where the cases that are known can still end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from woonboom.conditions import Case
from woonboom.decide.ground import Ground
from woonboom.model import Tree
from woonboom.regions.diagrams import FALSE


class Ends(NamedTuple):
    """The outcomes that are possible, and whether for some case the tree is at fault."""

    outcomes: frozenset[str]
    fault: bool


def ends_of(ground: Ground, place: str, known: int) -> Ends:
    """Return where cases that are at a place can end; exact. Raises `TooEntangled`."""
    arrived = _arrivals(ground, place, known)
    outcomes = frozenset(arrived) & ground.tree.outcomes.keys()
    if not ground.ends:
        return Ends(outcomes, _left(ground, known, [arrived[id_] for id_ in outcomes]) != FALSE)
    faults = (_fails(ground, place, cases) for place, cases in arrived.items())
    return Ends(outcomes, any(faults))


def _arrivals(ground: Ground, start: str, known: int) -> dict[str, int]:
    """The cases that come to each place, told apart by the facts that matter from there on.

    Questions are visited in the order of their numbers, so that each is visited once; only where
    paths go round, some are visited again, until nothing new arrives.
    """
    numbers, project, join = ground.tree.numbers, ground.diagrams.project, ground.diagrams.join
    arrived = {start: project(known, ground.live.get(start, -1))}
    waiting = {start} & numbers.keys()
    while waiting:
        question = min(waiting, key=numbers.__getitem__)
        waiting.remove(question)
        for goto, cases in _taken(ground, question, arrived[question]):
            here = arrived.get(goto, FALSE)
            # Of an outcome it is enough to know that it can be reached, unless paths go round.
            kept = project(cases, ground.live.get(goto, 0 if ground.ends else -1))
            arrived[goto] = join(here, kept)
            if arrived[goto] != here and goto in numbers:
                waiting.add(goto)
        ground.diagrams.forget()
    return arrived


def _taken(ground: Ground, place: str, arriving: int) -> Iterator[tuple[str, int]]:
    """Where the cases that arrive at a question go, for which just one answer holds."""
    question = ground.tree.questions[place]
    for cases, answer in ground.patterns(question):
        taken = ground.diagrams.meet(arriving, cases)
        if answer is not None and taken:
            yield question.answers[answer].goto, taken


def _fails(ground: Ground, place: str, arriving: int) -> bool:
    """Whether some of the cases that arrive go no further, though the place is no outcome."""
    question = ground.tree.questions.get(place)
    if question is None:
        return place not in ground.tree.outcomes
    return any(
        answer is None and ground.diagrams.meet(arriving, cases)
        for cases, answer in ground.patterns(question)
    )


def _left(ground: Ground, known: int, ended: list[int]) -> int:
    """The cases that come to no outcome."""
    for cases in ended:
        known = ground.diagrams.minus(known, cases)
    return known


def reachable(tree: Tree, start: str, case: Case) -> Ends:
    """Return every outcome that cannot be ruled out answer by answer: of a huge tree, too many."""
    found, waiting = {start}, [start]
    while waiting:
        question = tree.questions.get(waiting.pop())
        for answer in question.answers if question else ():
            if answer.goto not in found and answer.condition.holds(case) is not False:
                found.add(answer.goto)
                waiting.append(answer.goto)
    return Ends(frozenset(found) & tree.outcomes.keys(), fault=True)
