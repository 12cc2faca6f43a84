"""Fields of a sheet → what was noted: answers, facts, ticked outcomes, who, when and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from woonboom import fieldnames
from woonboom.days import day_in
from woonboom.facts import Fact, Value
from woonboom.fieldnames import ABOUT, ANSWER, DATE, FACT, OUTCOME, YES_NO
from woonboom.filled.dated import odd_date
from woonboom.filled.findings import Finding, found
from woonboom.filled.written import NotRead, value_of
from woonboom.model import Question, Tree

_MOST_SHOWN: Final = 60


@dataclass(frozen=True)
class Noted:
    """What a sheet says. `answers` holds answers that exist, by question.

    `day` is its own date, None where that cannot be right.

    `facts` holds values by fact; a fact that was not noted, or cannot be read, is not in it.
    `ticked` are outcomes in the order of their codes, `strange` the questions with an answer that
    they do not have. `nothing` tells that no question, fact or outcome was filled in.
    """

    answers: Mapping[str, str]
    facts: Mapping[str, Value]
    ticked: tuple[str, ...]
    about: Mapping[str, str]
    day: date | None
    strange: frozenset[str] = frozenset()
    nothing: bool = False


def names_of(tree: Tree) -> Iterator[str]:
    """Yield the fields that the sheet of a tree always has.

    Facts that are numbers always have one. Whether others have depends on what the answers of the
    questions say of them; of their options a sheet has all or none.
    """
    asked = (question for question in tree.in_order if question.answers)
    yield from (fieldnames.answer(question.id) for question in asked)
    yield from (fieldnames.outcome(outcome) for outcome in tree.outcomes)
    numbers = (fact for fact in _asked(tree) if fact.kind.compared == "number")
    yield from (fieldnames.fact(fact.id) for fact in numbers)


def noted(tree: Tree, values: Mapping[str, str], today: date) -> tuple[Noted, list[Finding]]:
    """Return what the fields of a sheet that is read `today` say, and what cannot be read."""
    problems = [found("missing-fields", count=count)] if (count := _missing(tree, values)) else []
    about = {
        name.removeprefix(ABOUT): value for name, value in values.items() if name.startswith(ABOUT)
    }
    day, wrong = _day(tree, about.get(DATE, ""), today)
    problems += wrong
    answers, strange = _answers(tree, values)
    problems += [_unknown(tree, question, values) for question in strange]
    facts = _Facts(tree, values, day, dated=bool(about.get(DATE)))
    read = {fact.id: facts.read(fact) for fact in _asked(tree)}
    known = {id_: value for id_, value in read.items() if value is not None}
    ticked = tuple(id_ for id_ in tree.codes if values.get(fieldnames.outcome(id_)))
    said = Noted(
        answers, known, ticked, about, day,
        strange=frozenset(question.id for question in strange),
        nothing=not any(v for n, v in values.items() if n.startswith((ANSWER, FACT, OUTCOME))),
    )  # fmt: skip
    return said, [*problems, *facts.problems]


def _day(tree: Tree, written: str, today: date) -> tuple[date | None, list[Finding]]:
    """The date of the sheet, if that can be right, and what is wrong with it."""
    day = day_in(written)
    if day is None:
        return None, [found("unreadable-date", value=_short(written))] if written else []
    odd = odd_date(tree, day, today)
    return (None, [odd]) if odd else (day, [])


def _missing(tree: Tree, values: Mapping[str, str]) -> int:
    """How many fields of a sheet are not there."""
    names = list(names_of(tree))
    for fact in _asked(tree):
        options = [fieldnames.option(fact.id, id_) for id_ in fact.options]
        names += options if any(name in values for name in options) else []
    return sum(name not in values for name in names)


def _answers(tree: Tree, values: Mapping[str, str]) -> tuple[dict[str, str], list[Question]]:
    """The answers that exist, and the questions with one that does not."""
    answers, strange = dict[str, str](), list[Question]()
    for question in tree.in_order:
        value = values.get(fieldnames.answer(question.id), "")
        if any(answer.id == value for answer in question.answers):
            answers[question.id] = value
        elif value:
            strange.append(question)
    return answers, strange


def _unknown(tree: Tree, question: Question, values: Mapping[str, str]) -> Finding:
    number, value = tree.numbers[question.id], values[fieldnames.answer(question.id)]
    return found("unknown-answer", questions=[question.id], number=number, value=_short(value))


def _asked(tree: Tree) -> list[Fact]:
    """The facts that a sheet has fields for: a judgement is answered, not noted."""
    return [tree.facts[id_] for id_ in tree.asked if not tree.facts[id_].judgement]


class _Facts:
    """Reads the facts that were noted, and collects what of them cannot be read."""

    def __init__(
        self, tree: Tree, values: Mapping[str, str], day: date | None, *, dated: bool
    ) -> None:
        self.tree = tree
        self.values = values
        self.day = day
        self.dated = dated
        self.problems: list[Finding] = []

    def read(self, fact: Fact) -> Value | None:
        """Return the value of a fact; None when it was not noted or cannot be read."""
        if fact.options:
            return self._options(fact)
        written = self.values.get(fieldnames.fact(fact.id), "")
        if not written:
            return None
        if fact.kind.compared == "alone" and written in YES_NO:
            return YES_NO[written]
        return self._written(fact, written)

    def _options(self, fact: Fact) -> Value | None:
        ticked = [id_ for id_ in fact.options if self.values.get(fieldnames.option(fact.id, id_))]
        if fact.kind.compared == "member":
            return frozenset(ticked) or None
        if len(ticked) > 1:
            self.problems.append(found("several-options", facts=[fact.id], label=fact.label))
        return ticked[0] if len(ticked) == 1 else None

    def _written(self, fact: Fact, written: str) -> Value | None:
        if self.day is None and fact.entered_as == "date" and day_in(written):
            if not self.dated:
                self.problems.append(found("missing-date", facts=[fact.id], label=fact.label))
            return None
        try:
            return value_of(fact, written, self.day, self.tree.language)
        except NotRead as problem:
            why = problem.said
        words = {"label": fact.label, "value": _short(written)}
        self.problems.append(found("unreadable-fact", facts=[fact.id], why=why, **words))
        return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"
