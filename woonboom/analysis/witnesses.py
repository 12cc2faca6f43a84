"""Example cases: a complete path to a place, and of the case on it only the facts that matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from woonboom.analysis.flow import Flow, Step
from woonboom.conditions import Condition
from woonboom.conditions.forms import facts_of
from woonboom.facts import Value
from woonboom.regions.diagrams import TooEntangled

MOST_WORK: Final = 1_000_000
"""So many answers on paths, and facts, are looked through for the examples of one tree."""


class Witness(NamedTuple):
    """An example case, with the facts that matter only, and the path that it takes."""

    case: Mapping[str, Value]
    path: tuple[Step, ...]


class Witnesses:
    """Finds the example cases of one flow, as long as that is not too much work.

    Thousands of faults, each at the end of a path of thousands of questions, do not all get one.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.work = MOST_WORK

    def of(self, place: str, target: int, holding: Sequence[int] | None = None) -> Witness | None:
        """Return a case that arrives at a place and is one of `target`; None after `MOST_WORK`.

        `holding` are the answers there that hold for it, so that the facts which they need are
        kept; when it is empty, those that no answer holds.
        """
        if self.work <= 0:
            return None
        try:
            steps, region = self.flow.path(place, target)
        except TooEntangled:
            self.flow.space.diagrams.renew()
            self.work = 0
            return None
        self.work -= len(steps) + len(self.flow.space.axes)
        case = region.witness()
        needs = _Needs(self.flow, steps, place, holding, case)
        return Witness(needs.least(case), tuple(steps))


class _Needs:
    """What of a case is needed to take some steps and to see the fault at their end."""

    def __init__(
        self,
        flow: Flow,
        steps: Sequence[Step],
        place: str,
        holding: Sequence[int] | None,
        case: Mapping[str, Value],
    ) -> None:
        wanted = [(flow.answer(step).condition, True) for step in steps]
        # Where answers may overlap, it must be known that the others do not hold.
        beside = [c for s in steps if s.question in flow.clashes for c in _others(flow, s)]
        wanted += [(condition, False) for condition in beside if condition.holds(case) is False]
        wanted += self._at_end(flow, place, holding)
        self.by_fact: dict[str, list[tuple[Condition, bool]]] = {}
        for condition, value in wanted:
            for fact in facts_of(condition):
                self.by_fact.setdefault(fact, []).append((condition, value))

    def _at_end(
        self, flow: Flow, place: str, holding: Sequence[int] | None
    ) -> list[tuple[Condition, bool]]:
        question = flow.tree.questions.get(place)
        if holding is None or question is None:
            return []
        if not holding:
            return [(answer.condition, False) for answer in question.answers]
        return [(question.answers[at].condition, True) for at in holding]

    def least(self, case: Mapping[str, Value]) -> dict[str, Value]:
        """Return a part of a case from which nothing can be left out."""
        kept = {fact: value for fact, value in case.items() if fact in self.by_fact}
        for fact in reversed(list(kept)):
            value = kept.pop(fact)
            if any(condition.holds(kept) is not so for condition, so in self.by_fact[fact]):
                kept[fact] = value
        return {fact: case[fact] for fact in case if fact in kept}


def _others(flow: Flow, step: Step) -> list[Condition]:
    """The conditions of the other answers to the question of a step."""
    answers = flow.tree.questions[step.question].answers
    return [answer.condition for at, answer in enumerate(answers) if at != step.answer]
