"""What can be known about a case: fact types, their values and their words.

A fact type is one entry in `FACT_TYPES`. Its values are plain Python: `bool` for a boolean, the
option's id for a choice, a `frozenset` of ids for choices, `int` for an integer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, Literal

from woonboom.days import Written, written_in
from woonboom.diagnostics import Message, Said, Span, Spelling
from woonboom.units import unit_of

Value = bool | int | str | frozenset[str]

YES_WORDS: Final = frozenset({"ja", "yes", "true", "waar", "on", "j", "y"})
NO_WORDS: Final = frozenset({"nee", "no", "false", "onwaar", "off", "n"})
DIGITS: Final = frozenset("0123456789")
MOST_DIGITS: Final = 15


@dataclass(frozen=True)
class Fact:
    """Something that is known of a case or can be asked.

    `options` holds the ids and labels of a choice or choices; `range` the first and last whole
    number of an integer, in `unit`. With `entered_as` "date" an integer may be given as a date: it
    is how many whole units have passed since. A `judgement` is the fact of a question without
    conditions.
    `short` names the fact inside a sentence; `yes` and `no` say there what a boolean comes to.
    """

    id: str
    label: str
    type: str
    options: Mapping[str, str] = field(default_factory=dict)
    range: tuple[int, int] | None = None
    unit: str | None = None
    entered_as: str | None = None
    short: str | None = None
    yes: str | None = None
    no: str | None = None
    judgement: bool = False
    sources: tuple[str, ...] = ()
    note: str | None = None
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def kind(self) -> FactType:
        """The entry of `FACT_TYPES` that this fact follows."""
        return FACT_TYPES[self.type]

    @cached_property
    def spelling(self) -> Spelling:
        """Finds the option that an author meant."""
        return Spelling(self.options)


class ValueProblem(ValueError):
    """A value that a fact cannot have; `said` tells why, `remedy` what is possible."""

    def __init__(self, message: Message, remedy: Said | None = None, **arguments: str) -> None:
        super().__init__(message.say("en", arguments))
        self.said = Said(message, arguments)
        self.remedy = remedy


Comparison = Literal["alone", "number", "option", "member"]


@dataclass(frozen=True)
class FactType:
    """A kind of fact: how conditions compare it, how values are read and written as JSON.

    `compared` decides which comparisons a condition can make and which keys a fact has: "alone"
    (by its name), "number" (with `range`), "option" (exactly one of `options`) or "member" (some
    of `options`). `widget` is the neutral name of the control that forms and pages show for it.
    """

    name: str
    widget: str
    compared: Comparison
    read: Callable[[Fact, list[str]], Value]
    write: Callable[[Value], object]


_ONE_VALUE = Message(
    "‘{fact}’ heeft één waarde nodig, geen lijst.", "‘{fact}’ needs one value, not a list."
)


def _only(fact: Fact, words: list[str]) -> str:
    if len(words) != 1:
        raise ValueProblem(_ONE_VALUE, fact=fact.id)
    return words[0].strip()


def yes_or_no(word: str) -> bool | None:
    """Return whether a word says yes or no, in Dutch or English and in either case, or None."""
    return True if word.lower() in YES_WORDS else False if word.lower() in NO_WORDS else None


def _read_boolean(fact: Fact, words: list[str]) -> Value:
    word = _only(fact, words)
    found = yes_or_no(word)
    if found is not None:
        return found
    raise ValueProblem(
        Message("‘{value}’ is geen ja of nee voor ‘{fact}’.",
                "‘{value}’ is no yes or no for ‘{fact}’."),
        Said(Message("Schrijf ja of nee.", "Write yes or no.")),
        value=word, fact=fact.id,
    )  # fmt: skip


_NO_OPTION = Message(
    "‘{value}’ is geen mogelijkheid van ‘{fact}’.", "‘{value}’ is not an option of ‘{fact}’."
)


def _option(fact: Fact, word: str) -> str:
    word = word.strip()
    if word not in fact.options:
        raise ValueProblem(_NO_OPTION, fact.spelling.suggestion(word), value=word, fact=fact.id)
    return word


def _read_choice(fact: Fact, words: list[str]) -> Value:
    return _option(fact, _only(fact, words))


def _read_choices(fact: Fact, words: list[str]) -> Value:
    options = frozenset(_option(fact, part) for word in words for part in word.split(","))
    if not options:
        raise ValueProblem(
            Message("‘{fact}’ heeft geen enkele mogelijkheid; er geldt er altijd minstens één.",
                    "‘{fact}’ has no option; at least one always holds."),
            fact=fact.id,
        )  # fmt: skip
    return options


def whole_number(word: str) -> int | None:
    """Return the whole number that `word` is, or None; `012` and `1:30` are no numbers."""
    digits = word.removeprefix("-")
    if not digits or len(digits) > MOST_DIGITS or not set(digits) <= DIGITS:
        return None
    return None if len(digits) > 1 and digits[0] == "0" else int(word)


_DIGITS_ONLY = Message(
    "Schrijf alleen cijfers, zonder eenheid.", "Write digits only, without a unit."
)
_DATE_OR_DIGITS = Message(
    "Schrijf een datum, zoals 1-3-2024, of alleen cijfers, zonder eenheid.",
    "Write a date, such as 2024-03-01, or digits only, without a unit.",
)


def _read_integer(fact: Fact, words: list[str]) -> Value:
    word = _only(fact, words)
    number = whole_number(word)
    if number is None:
        raise ValueProblem(
            Message("‘{value}’ is geen heel getal voor ‘{fact}’.",
                    "‘{value}’ is no whole number for ‘{fact}’."),
            Said(_DATE_OR_DIGITS if fact.entered_as else _DIGITS_ONLY),
            value=word, fact=fact.id,
        )  # fmt: skip
    low, high = fact.range or (number, number)
    if not low <= number <= high:
        raise ValueProblem(
            Message("{value} valt buiten {low} tot en met {high} van ‘{fact}’.",
                    "{value} is outside {low} to {high} of ‘{fact}’."),
            value=word, fact=fact.id, low=str(low), high=str(high),
        )  # fmt: skip
    return number


def _plain(value: Value) -> object:
    return value


def _sorted(value: Value) -> object:
    return sorted(value) if isinstance(value, frozenset) else [value]


FACT_TYPES: Final[Mapping[str, FactType]] = {
    "boolean": FactType("boolean", "yes-no", "alone", _read_boolean, _plain),
    "choice": FactType("choice", "one-of", "option", _read_choice, _sorted),
    "choices": FactType("choices", "some-of", "member", _read_choices, _sorted),
    "integer": FactType("integer", "number", "number", _read_integer, _plain),
}


def read_value(fact: Fact, raw: object, on: date | None = None) -> Value:
    """Return what `raw` (words, or data from JSON) means for `fact`.

    A date, such as `2024-03-01` or `1-3-2024`, means how many whole units of the fact (months when
    it has none) have passed up to the reference day `on`.

    Raises `ValueProblem` when the fact cannot have that value.
    """
    parts = raw if isinstance(raw, list | tuple | set | frozenset) else [raw]
    words = [_word(part) for part in parts]
    if fact.kind.compared == "number" and len(words) == 1:
        words = [_without_date(fact, words[0].strip(), on)]
    return fact.kind.read(fact, words)


def as_data(facts: Mapping[str, Fact], case: Mapping[str, Value]) -> dict[str, object]:
    """Return a case as the data of JSON; `facts` has the fact of every value."""
    return {id_: facts[id_].kind.write(value) for id_, value in case.items()}


def _word(raw: object) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return "null" if raw is None else str(raw)


def counts_dates(unit: str | None) -> bool:
    """Tell whether an amount in `unit` (months when there is none) can follow from a date."""
    known = unit_of(unit or "maanden", "nl")
    return known is not None and known.measure in ("months", "days")


def whole_months(since: date, until: date) -> int:
    """Return how many months are full from `since` up to a day that is no earlier.

    A month is full on the same day of a later month, or on its last day if it lacks that day.
    """
    from calendar import monthrange  # only dates need it

    months = 12 * (until.year - since.year) + until.month - since.month
    last = monthrange(until.year, until.month)[1]
    return months - (until.day < min(since.day, last))


def date_in(fact: Fact, word: str) -> date | None:
    """Return the day that a word says of a fact entered as a date; None when it says no day.

    Raises `ValueProblem` for a day that does not exist.
    """
    found = written_in(word) if fact.entered_as == "date" else None
    return _date(word.strip(), found) if found else None


def _without_date(fact: Fact, word: str, on: date | None) -> str:
    """Return the number that a date stands for; any other word as it is."""
    found = written_in(word)
    if found is None:
        return word
    if fact.entered_as != "date":
        raise ValueProblem(_NO_DATE, Said(_DIGITS_ONLY), value=word, fact=fact.id)
    since = _date(word, found)
    unit = unit_of(fact.unit or "maanden", "nl")
    if unit is None or not counts_dates(fact.unit):
        raise ValueProblem(_NO_TIME, Said(_OWN_COUNT), fact=fact.id, unit=fact.unit or "")
    if on is None:
        raise ValueProblem(_WITHOUT_DAY, Said(_GIVE_DAY), value=word)
    if since > on:
        raise ValueProblem(_AFTER, Said(_NOT_AFTER), value=word, on=on.isoformat())
    passed = whole_months(since, on) if unit.measure == "months" else (on - since).days
    return str(passed // unit.size)


def _date(word: str, found: Written) -> date:
    if found.short:
        raise ValueProblem(_SHORT_YEAR, Said(_FULL_YEAR), value=word)
    if found.exists is None:
        raise ValueProblem(_NO_SUCH_DAY, Said(_DAY_ORDER), value=word)
    return found.exists


_NO_DATE = Message(
    "‘{value}’ is een datum, maar ‘{fact}’ is een getal.",
    "‘{value}’ is a date, but ‘{fact}’ is a number.",
)
_NO_TIME = Message(
    "‘{fact}’ telt {unit}; dat volgt niet uit een datum.",
    "‘{fact}’ counts {unit}; that does not follow from a date.",
)
_OWN_COUNT = Message("Schrijf zelf het aantal.", "Write the number yourself.")
_WITHOUT_DAY = Message(
    "Zonder peildatum is niet te zeggen hoe lang ‘{value}’ geleden is.",
    "Without a reference day, how long ago ‘{value}’ was cannot be said.",
)
_GIVE_DAY = Message(
    "Geef een peildatum, of schrijf zelf het aantal.",
    "Give a reference day, or write the number yourself.",
)
_AFTER = Message(
    "‘{value}’ is later dan de peildatum, {on}.", "‘{value}’ is after the reference day, {on}."
)
_NOT_AFTER = Message(
    "Geef een datum tot en met de peildatum, of een latere peildatum.",
    "Give a date up to the reference day, or a later reference day.",
)
_SHORT_YEAR = Message("Welk jaar is bedoeld met ‘{value}’?", "Which year is meant by ‘{value}’?")
_FULL_YEAR = Message(
    "Schrijf het jaar met vier cijfers, zoals 1-3-2024.",
    "Write the year with four digits, such as 2024-03-01.",
)
_NO_SUCH_DAY = Message("De datum ‘{value}’ bestaat niet.", "There is no date ‘{value}’.")
_DAY_ORDER = Message(
    "Schrijf dag, maand, jaar, zoals 1-3-2024, of jaar, maand, dag, zoals 2024-03-01.",
    "Write year, month, day, such as 2024-03-01, or day, month, year, such as 1-3-2024.",
)
