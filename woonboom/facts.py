"""What can be known about a case: fact types, their values and their words.

A fact type is one entry in `FACT_TYPES`. Its values are plain Python: `bool` for a boolean, the
option's id for a choice, a `frozenset` of ids for choices, `int` for an integer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from woonboom.diagnostics import Message, Said, Span, Spelling

Value = bool | int | str | frozenset[str]

_TRUE: Final = frozenset({"ja", "yes", "true", "waar", "on", "j", "y"})
_FALSE: Final = frozenset({"nee", "no", "false", "onwaar", "off", "n"})
DIGITS: Final = frozenset("0123456789")
MOST_DIGITS: Final = 15


@dataclass(frozen=True)
class Fact:
    """Something that is known of a case or can be asked.

    `options` holds the ids and labels of a choice or choices; `range` the first and last whole
    number of an integer, in `unit`. A `judgement` is the fact of a question without conditions.
    """

    id: str
    label: str
    type: str
    options: Mapping[str, str] = field(default_factory=dict)
    range: tuple[int, int] | None = None
    unit: str | None = None
    entered_as: str | None = None
    judgement: bool = False
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
    return True if word.lower() in _TRUE else False if word.lower() in _FALSE else None


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


def _read_integer(fact: Fact, words: list[str]) -> Value:
    word = _only(fact, words)
    number = whole_number(word)
    if number is None:
        raise ValueProblem(
            Message("‘{value}’ is geen heel getal voor ‘{fact}’.",
                    "‘{value}’ is no whole number for ‘{fact}’."),
            Said(Message("Schrijf alleen cijfers, zonder eenheid.",
                         "Write digits only, without a unit.")),
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
    "choice": FactType("choice", "one-of", "option", _read_choice, _plain),
    "choices": FactType("choices", "some-of", "member", _read_choices, _sorted),
    "integer": FactType("integer", "number", "number", _read_integer, _plain),
}


def read_value(fact: Fact, raw: object) -> Value:
    """Return what `raw` (words, or data from JSON) means for `fact`.

    Raises `ValueProblem` when the fact cannot have that value.
    """
    parts = raw if isinstance(raw, list | tuple | set | frozenset) else [raw]
    return fact.kind.read(fact, [_word(part) for part in parts])


def _word(raw: object) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return "null" if raw is None else str(raw)
