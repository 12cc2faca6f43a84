"""What a case fills in on a decision sheet: which answers, facts and outcome, and what is lit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from woonboom.conditions.forms import facts_of
from woonboom.decide import Decision
from woonboom.diagnostics import Message
from woonboom.facts import Value
from woonboom.model import Question, Tree

AS_DATE: Final = Message("zoals 31-01-2026", "such as 31-01-2026")
"""How to write a date, beside its field."""


@dataclass(frozen=True)
class Filling:
    """A decided case for a sheet; `on` is the day that is written on it.

    `dates` holds the facts that were given as a date; of others their number is written.
    """

    decision: Decision
    on: date
    dates: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """The answer of every question on the path."""
        return dict(self.decision.path)

    @property
    def outcome(self) -> str | None:
        """The outcome that the path leads to.

        None where a question is open, even if its answers all lead to one outcome: nothing is
        ticked that somebody who follows the answers does not come to.
        """
        return self.decision.outcome if self.decision.at is None else None

    def is_lit(self, place: str) -> bool:
        """Tell whether a question or outcome is on the way of the case, or where it stops."""
        return place in self.answers or place in {self.decision.at, self.outcome}

    def facts(self, tree: Tree) -> Mapping[str, Value]:
        """Return the facts to write down: of a decided case those that its way asks for."""
        if self.outcome is None:
            return self.decision.case
        lit = (question for question in tree.in_order if self.is_lit(question.id))
        asked = {fact for question in lit for fact in facts_read(question)}
        return {fact: v for fact, v in self.decision.case.items() if fact in asked}


def facts_read(question: Question) -> tuple[str, ...]:
    """Return the facts that a question asks for or that decide its answer, each once."""
    read = [fact for answer in question.answers for fact in facts_of(answer.condition)]
    return tuple(dict.fromkeys([*question.facts, *read]))
