"""What was written in the field of a fact → its value, or what to write there instead."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from woonboom.days import day_in, written_in
from woonboom.diagnostics import Argument, Message, Said
from woonboom.facts import Fact, Value, ValueProblem, read_value
from woonboom.filled.words import amount_said
from woonboom.units import convert, unit_of

_AMOUNT: Final = re.compile(r"(?:€\s*)?(-?[0-9][0-9., ]*)\s*([^\W\d_]+)?\.?")
_THOUSANDS: Final = re.compile(r"-?[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")
_SHORT: Final = {"mnd": "maanden", "jr": "jaar", "wk": "weken", "dgn": "dagen"}

_NUMBER = Message("Schrijf een heel getal, in cijfers.", "Write a whole number, in digits.")
_DATE = Message(
    "Schrijf een datum, zoals 31-01-2026, of een heel getal, in cijfers.",
    "Write a date, such as 31-01-2026, or a whole number, in digits.",
)
_NO_DAY = Message(
    "Die dag bestaat niet. Schrijf dag-maand-jaar, zoals 31-01-2026.",
    "There is no such day. Write day-month-year, such as 31-01-2026.",
)
_SHORT_YEAR = Message(
    "Schrijf het jaar met vier cijfers, zoals 31-01-2026.",
    "Write the year with four digits, such as 31-01-2026.",
)
_LATER = Message(
    "Die dag is later dan de datum van het blad.", "That day is after the date of the sheet."
)
_BETWEEN = Message("Mogelijk is {low} tot en met {high}.", "Possible is {low} to {high}.")
_DAYS_BETWEEN = Message(
    "Die dag moet {low} tot en met {high} voor de datum van het blad liggen.",
    "That day must be {low} to {high} before the date of the sheet.",
)


class NotRead(ValueError):
    """What was written is no value of the fact; `said` tells what would be."""

    def __init__(self, message: Message | Said, **words: Argument) -> None:
        said = message if isinstance(message, Said) else Said(message, words)
        super().__init__(said.say("en"))
        self.said = said


def value_of(fact: Fact, written: str, on: date | None, language: str) -> Value:
    """Return the value that was written; a date counts up to the day `on`.

    Raises `NotRead`.
    """
    day = day_in(written) if fact.entered_as == "date" else None
    word = day.isoformat() if day else _amount(fact, written, language)
    try:
        return read_value(fact, word, on)
    except ValueProblem as problem:
        why = _why(fact, written, word, day, on)
        raise why or NotRead(problem.remedy or problem.said) from None


def _why(fact: Fact, written: str, word: str, day: date | None, on: date | None) -> NotRead | None:
    """Why something is no number, in the words of a sheet; None for a fact of another type."""
    if fact.kind.compared != "number":
        return None
    if day and on and day > on:
        return NotRead(_LATER)
    dated = fact.entered_as == "date"
    if fact.range and (day or re.fullmatch("-?[0-9]{1,15}", word)):
        low, high = fact.range
        message = _DAYS_BETWEEN if day else _BETWEEN
        return NotRead(message, low=low, high=amount_said(high, fact.unit))
    if dated and (looks := written_in(written)):
        return NotRead(_SHORT_YEAR if looks.short else _NO_DAY)
    return NotRead(_DATE if dated else _NUMBER)


def _amount(fact: Fact, written: str, language: str) -> str:
    """A number as people write it ("06", "6 maanden", "30.000") in digits; other text as it is."""
    parts = _AMOUNT.fullmatch(written.strip())
    if parts is None:
        return written
    digits, word = parts[1].strip(" .,"), (parts[2] or "").lower()
    word = _SHORT.get(word, word)
    if _THOUSANDS.fullmatch(digits):
        digits = re.sub("[., ]", "", digits)
    if not re.fullmatch("-?[0-9]{1,15}", digits):
        return written
    number: int | None = int(digits)
    if word and unit_of(word, language):
        number = convert(int(digits), word, fact.unit or "", language)
    elif word and word != (fact.unit or "").lower():
        return written
    return written if number is None else str(number)
