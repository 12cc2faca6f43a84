"""How a fact is asked on the terminal, and what a typed answer means."""

from __future__ import annotations

from datetime import date
from typing import Final

from woonboom.cli.screen import Screen
from woonboom.diagnostics import Message
from woonboom.facts import Fact, Value, ValueProblem, read_value
from woonboom.units import unit_of

_YES_NO = Message("j of n", "y or n")
_ONE = Message("een nummer", "a number")
_SOME = Message("een of meer nummers, met komma's: 1,3", "one or more numbers, with commas: 1,3")
_COUNT = Message("een heel getal", "a whole number")
_AMOUNT = Message("hoeveel {unit}", "how many {unit}")
_DATE = Message("een datum als 31-12-2025, of hoeveel {unit}",
                "a date such as 31-12-2025, or how many {unit}")  # fmt: skip
_BETWEEN = Message("{what}: {low} tot en met {high}", "{what}: {low} to {high}")
_NO_NUMBER = Message("Er is geen nummer {number}: kies uit 1 tot en met {last}.",
                     "There is no number {number}: choose from 1 to {last}.")  # fmt: skip
_LETTERS: Final = {"1": "true", "2": "false"}


class Misread(ValueError):
    """A typed answer that means nothing here; its text says why, and what does."""


def options(fact: Fact) -> list[tuple[str, str]]:
    """Return the options of a fact, ids with labels, in the order in which they are numbered."""
    return list(fact.options.items())


def hint(fact: Fact, tree_language: str, screen: Screen) -> str:
    """Return what may be typed for a fact."""
    compared = fact.kind.compared
    if compared != "number":
        messages = {"alone": _YES_NO, "option": _ONE, "member": _SOME}
        return screen.say(messages[compared])
    unit = unit_of(fact.unit, tree_language) if fact.unit else None
    words = {"unit": unit.many if unit else fact.unit or ""}
    message = _COUNT if not fact.unit else _DATE if fact.entered_as == "date" else _AMOUNT
    what = screen.say(message, **words)
    if not fact.range:
        return what
    return screen.say(_BETWEEN, what=what, low=str(fact.range[0]), high=str(fact.range[1]))


def meant(fact: Fact, typed: str, on: date, screen: Screen) -> Value:
    """Return what a typed answer means; raises `Misread`."""
    words: list[str] = [typed]
    if fact.kind.compared == "alone":
        words = [_LETTERS.get(typed, typed)]
    elif fact.options:
        words = [_option(fact, word.strip(), screen) for word in typed.split(",") if word.strip()]
    try:
        return read_value(fact, words, on)
    except ValueProblem as fault:
        parts = [fault.said, *([fault.remedy] if fault.remedy else [])]
        raise Misread(" ".join(part.say(screen.language) for part in parts)) from fault


def _option(fact: Fact, word: str, screen: Screen) -> str:
    """The option that a number, label or id names; an id by number comes first."""
    ids = list(fact.options)
    if word.isdecimal() and word not in fact.options:
        if not 1 <= int(word) <= len(ids):
            raise Misread(screen.say(_NO_NUMBER, number=word, last=len(ids)))
        return ids[int(word) - 1]
    same = (id_ for id_, label in fact.options.items() if label.lower() == word.lower())
    return next(same, word)
