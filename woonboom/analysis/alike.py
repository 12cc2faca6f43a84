"""Questions that make no difference: each answer leads every case to the same outcome."""

from __future__ import annotations

from functools import cached_property

from woonboom.analysis.flow import Flow
from woonboom.analysis.trials import Trials
from woonboom.analysis.values import FAULT, outcome_functions
from woonboom.model import Question
from woonboom.regions.diagrams import TooEntangled

Gotos = dict[str, set[str]]
"""For a question, the places to which the answers lead that some case gets there."""


class Alike:
    """Compares the places to which the answers of each question lead, as functions of cases.

    Raises `TooEntangled` when these outgrow reasonable memory, also where random cases have told
    first which places surely differ.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.gotos = self._candidates()
        try:
            self.functions = self._made()
        except TooEntangled:
            flow.space.diagrams.renew()
            trials = Trials(flow)
            self.gotos = {
                q: gotos for q, gotos in self.gotos.items() if not trials.differ(q, gotos)
            }
            self.functions = self._made()

    def _candidates(self) -> Gotos:
        """The questions whose answers lead to different places with an outcome in common."""
        found: Gotos = {}
        for question in self.flow.questions:
            steps = (step for step in self.flow.steps(question.id) if self.flow.taken(step))
            gotos = {self.flow.answer(step).goto for step in steps}
            whole = question.id not in self.flow.partly
            if whole and len(gotos) > 1 and self._common(gotos):
                found[question.id] = gotos
        return found

    def _common(self, gotos: set[str]) -> int:
        """The outcomes to which answers lead from all of some places, a bit each."""
        common = -1
        for goto in gotos:
            common &= self._leads_to.get(goto, 0)
        return common

    @cached_property
    def _leads_to(self) -> dict[str, int]:
        found = {id_: 1 << at for at, id_ in enumerate(self.flow.tree.outcomes)}
        for question in reversed(self.flow.questions):
            found[question.id] = 0
            for answer in question.answers:
                found[question.id] |= found.get(answer.goto, 0)
        return found

    def _made(self) -> dict[str, int]:
        wanted = [goto for gotos in self.gotos.values() for goto in gotos]
        return outcome_functions(self.flow.tree, self.flow.space, wanted)

    def ends(self, question: Question) -> tuple[str, ...]:
        """Return the outcomes of a question that makes no difference; none when it makes one."""
        diagrams, arriving = self.flow.space.diagrams, self.flow.arriving[question.id]
        gotos = self.gotos.get(question.id, set())
        values = {diagrams.meet(self.functions[goto], arriving) for goto in gotos}
        if len(values) != 1:
            return ()
        names = {end: value for value, end in diagrams.terminals().items()}
        ends = {names[end] for end in diagrams.ends(values.pop())}
        return () if FAULT in ends else tuple(o for o in self.flow.tree.codes if o in ends)
