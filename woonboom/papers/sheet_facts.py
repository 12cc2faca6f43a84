"""The fields beside the questions of a decision sheet: for facts that their answers do not say.

A number or a date is always asked for; a yes/no fact where other facts decide with it, unless a
question that everybody passes before has asked it; options where an answer stands for several.
A fact of several questions has its field at the first of them: pdf.js fills in only the one of two
equal radio buttons that is clicked, and with a pen nobody writes a thing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom import fieldnames, text
from woonboom.days import written
from woonboom.diagnostics import Message
from woonboom.document import Choice, Labelled, Option, TextField, Tick, Ticks, words
from woonboom.facts import Fact, Value
from woonboom.layout import wording
from woonboom.layout.wording import say
from woonboom.model import Question, Tree
from woonboom.papers.sheet_case import AS_DATE, Filling, facts_read
from woonboom.regions.words import joined
from woonboom.units import say_amount

YES: Final = Message("Ja", "Yes")
NO: Final = Message("Nee", "No")
_ALSO: Final = Message("Ook voor vraag {numbers}.", "For question {numbers} too.")
_THERE: Final = Message(
    "{labels} vult u in bij vraag {number}.", "Fill in {labels} at question {number}."
)
_AND: Final = Message("{first} en {last}", "{first} and {last}")
_DATE: Final = Message(
    "De datum, of het aantal hele {unit} tot de datum van invullen.",
    "The date, or the number of whole {unit} up to the date of filling in.",
)
_SEVERAL: Final = Message("Kruis aan wat geldt.", "Tick what holds.")
_ONE: Final = Message("Kruis er één aan.", "Tick one.")
_SPOKEN: Final = Message("{place}: {label}", "{place}: {label}")
_SPOKEN_NUMBER: Final = Message("{label}, aantal {unit}", "{label}, number of {unit}")
_SPOKEN_PLAIN: Final = Message("{label}, getal", "{label}, number")
_SPOKEN_DATE: Final = Message(
    "{label}, datum zoals 31-01-2026 of aantal hele {unit}",
    "{label}, date such as 31-01-2026 or number of whole {unit}",
)
_NUMBER_WIDTH: Final = 22.0
_DATE_WIDTH: Final = 34.0
"""In millimetres: room for what is written there with a pen."""


@dataclass(frozen=True)
class FactFields:
    """The fields for facts on the sheet of a tree, filled in for a case if there is one."""

    tree: Tree
    filled: Filling | None = None

    def beside(self, question: Question) -> tuple[Labelled, ...]:
        """Return the fields beside a question."""
        own = (id_ for id_ in self._noted_at[question.id] if self._home[id_] == question.id)
        return tuple(self._labelled(self.tree.facts[id_]) for id_ in own)

    def elsewhere(self, question: Question) -> list[str]:
        """Return where the facts of a question are noted that have no field beside it."""
        homes: dict[str, list[str]] = {}
        for id_ in self._noted_at[question.id]:
            if self._home[id_] != question.id:
                label = f"‘{text.clean(self.tree.facts[id_].label)}’"
                homes.setdefault(self._home[id_], []).append(label)
        return [
            say(self.tree, _THERE, number=self.tree.numbers[home],
                labels=joined(labels, _AND, self.tree.language))
            for home, labels in homes.items()
        ]  # fmt: skip

    @cached_property
    def _noted_at(self) -> Mapping[str, tuple[str, ...]]:
        """The facts that each question asks to note."""
        return {q.id: tuple(self._noted(q)) for q in self.tree.in_order}

    @cached_property
    def _home(self) -> Mapping[str, str]:
        """The question that has the field of a fact: the first that asks for it."""
        last_first = reversed(list(self._noted_at.items()))
        return {id_: question for question, noted in last_first for id_ in noted}

    def _noted(self, question: Question) -> Iterator[str]:
        read = [id_ for id_ in facts_read(question) if id_ in self.tree.facts]
        for id_ in read:
            fact = self.tree.facts[id_]
            if fact.kind.compared == "number":
                yield id_
            elif fact.judgement or _says_it(question, fact, alone=len(read) == 1):
                continue
            elif not self._asked_before(fact, question):
                yield id_

    def _asked_before(self, fact: Fact, question: Question) -> bool:
        """Whether everybody who comes to a question has passed one that asks just this fact."""
        tree = self.tree
        asking = {
            other.id for other in tree.in_order
            if other.id != question.id and facts_read(other) == (fact.id,)
            and _says_it(other, fact, alone=True)
        }  # fmt: skip
        return bool(asking) and question.id not in _reached(tree, asking)

    def _labelled(self, fact: Fact) -> Labelled:
        language = self.tree.language
        dated, unit = fact.entered_as == "date", _units(fact, language)
        hint = _DATE if dated else {"member": _SEVERAL, "option": _ONE}.get(fact.kind.compared)
        said = [hint.say(language, {"unit": unit})] if hint else []
        said += self._also(fact)
        return Labelled(
            words(text.clean(fact.label)),
            self._field(fact),
            after=AS_DATE.say(language) if dated else unit,
            hint=words(" ".join(said)),
        )

    def _field(self, fact: Fact) -> TextField | Choice | Ticks:
        if fact.kind.compared == "number":
            return self._number(fact)
        return self._yes_no(fact) if fact.kind.compared == "alone" else self._ticks(fact)

    def _number(self, fact: Fact) -> TextField:
        dated = fact.entered_as == "date"
        return TextField(
            fieldnames.fact(fact.id),
            self._spoken(fact, _spoken_number(fact, self.tree.language)),
            self._written(fact),
            kind="date" if dated else "number",
            width=_DATE_WIDTH if dated else _NUMBER_WIDTH,
        )

    def _written(self, fact: Fact) -> str:
        """What stands in the field of a number: the date that was given, or its amount."""
        value, language = self._value(fact), self.tree.language
        if self.filled is None or not isinstance(value, int):
            return ""
        if fact.id in self.filled.dates:
            return written(self.filled.dates[fact.id])
        dated = fact.entered_as == "date"
        return f"{value} {_units(fact, language, value)}" if dated else str(value)

    def _yes_no(self, fact: Fact) -> Choice:
        value, name = self._value(fact), self._spoken(fact, text.clean(fact.label))
        options = tuple(
            Option(id_, words(label), f"{name}: {label}")
            for id_, label in (
                (fieldnames.YES, say(self.tree, YES)),
                (fieldnames.NO, say(self.tree, NO)),
            )
        )
        chosen = "" if value is None else fieldnames.YES if value else fieldnames.NO
        return Choice(fieldnames.fact(fact.id), name, options, chosen)

    def _ticks(self, fact: Fact) -> Ticks:
        value = self._value(fact)
        chosen = value if isinstance(value, frozenset) else {value}
        boxes = []
        for id_, label in fact.options.items():
            said = self._spoken(fact, f"{text.clean(fact.label)}: {text.clean(label)}")
            tick = Tick(fieldnames.option(fact.id, id_), said, id_ in chosen)
            boxes.append((tick, words(text.clean(label))))
        return Ticks(tuple(boxes))

    def _value(self, fact: Fact) -> Value | None:
        return self.filled.facts(self.tree).get(fact.id) if self.filled else None

    def _also(self, fact: Fact) -> list[str]:
        """For which other questions a fact is noted."""
        tree, home = self.tree, self._home[fact.id]
        others = [id_ for id_, noted in self._noted_at.items() if fact.id in noted and id_ != home]
        numbers = [str(tree.numbers[id_]) for id_ in others]
        return [say(tree, _ALSO, numbers=joined(numbers, _AND, tree.language))] if others else []

    def _spoken(self, fact: Fact, said: str) -> str:
        """What a screen reader says of a field: its question first."""
        number = self.tree.numbers[self._home[fact.id]]
        place = say(self.tree, wording.QUESTION_PLACE, number=number)
        return say(self.tree, _SPOKEN, place=place[:1].upper() + place[1:], label=said)


def _says_it(question: Question, fact: Fact, *, alone: bool) -> bool:
    """Whether the answers of a question say what a fact is, so that it needs no field."""
    if not alone:
        return False
    forms = {answer.form for answer in question.answers}
    if fact.kind.compared == "alone" or forms <= {"yes-no", "judgement"}:
        return True
    return fact.kind.compared == "option" and all(
        sum(answer.condition.holds({fact.id: option}) is True for option in fact.options) == 1
        for answer in question.answers
    )


def _reached(tree: Tree, without: set[str]) -> set[str]:
    """The questions that can be reached from the start without passing some others."""
    waiting, reached = [tree.start], set[str]()
    while waiting:
        place = waiting.pop()
        if place in tree.questions and place not in reached:
            reached.add(place)
            if place not in without:
                waiting += [answer.goto for answer in tree.questions[place].answers]
    return reached


def _spoken_number(fact: Fact, language: str) -> str:
    label, unit = text.clean(fact.label), _units(fact, language)
    message = _SPOKEN_NUMBER if unit else _SPOKEN_PLAIN
    message = _SPOKEN_DATE if fact.entered_as == "date" else message
    return message.say(language, {"label": label, "unit": unit})


def _units(fact: Fact, language: str, count: int = 2) -> str:
    """The unit of a number, for so many of them; of a date months unless the fact says so."""
    unit = fact.unit or ("maanden" if fact.entered_as == "date" else "")
    return say_amount(count, unit, language).partition(" ")[2] if unit else ""
