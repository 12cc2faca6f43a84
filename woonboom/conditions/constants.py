"""Constants of a condition: numbers and parameters, and what `+`, `-` and `*` make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from woonboom.conditions.forms import Constant
from woonboom.conditions.grammar import Expression
from woonboom.diagnostics import Diagnostic, Message, Said, Severity, Span, Spelling, define
from woonboom.facts import MOST_DIGITS, Fact

Locate = Callable[[int, int], Span]

UNKNOWN_PARAMETER = define(
    "WB204",
    "unknown-parameter",
    Severity.ERROR,
    message=Message(
        "De parameter ‘{name}’ is niet bekend.", "The parameter ‘{name}’ is not known."
    ),
    about=Message(
        "Een voorwaarde of tekst noemt een parameter die in geen vocabulaire van deze boom staat.",
        "A condition or text names a parameter that no vocabulary of this tree has.",
    ),
    hint=Message(
        "Zet de parameter in het vocabulaire, onder ‘parameters’.",
        "Put the parameter in the vocabulary, under ‘parameters’.",
    ),
)
CONDITION_TYPE = define(
    "WB302",
    "condition-type",
    Severity.ERROR,
    message=Message(
        "Deze vergelijking past niet bij het feit.", "This comparison does not fit the fact."
    ),
    about=Message(
        "Elk soort feit heeft zijn eigen vergelijkingen: een ja/nee-feit staat er met zijn naam, "
        "een getal wordt vergeleken met een getal of parameter, een keuze met een mogelijkheid. "
        "Twee feiten met elkaar vergelijken kan niet: dan is niet elke controle exact.",
        "Every kind of fact has its own comparisons: a yes/no fact stands by its name, a number is "
        "compared with a number or parameter, a choice with an option. Two facts cannot be "
        "compared with each other: then not every check is exact.",
    ),
)

WRITE = Message("Schrijf ‘{example}’.", "Write ‘{example}’.")
CALCULATED = Message(
    "Met een feit wordt niet gerekend; alleen met getallen en parameters.",
    "There is no calculating with a fact, only with numbers and parameters.",
)
_ZEROS = Message(
    "Een getal begint niet met een nul: ‘{token}’.",
    "A number does not begin with a zero: ‘{token}’.",
)
_TOO_BIG = Message("Dit getal is te groot.", "This number is too large.")


@dataclass(frozen=True)
class Names:
    """What a condition may name: facts by id, and parameters with their values."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, int]

    @cached_property
    def fact_spelling(self) -> Spelling:
        """Finds the fact that an author meant."""
        return Spelling(self.facts)

    @cached_property
    def parameter_spelling(self) -> Spelling:
        """Finds the parameter that an author meant."""
        return Spelling(self.parameters)


class Fault(Exception):
    """A comparison that is at fault; carries its problem."""

    def __init__(self, problem: Diagnostic) -> None:
        self.problem = problem


class ConstantReader:
    """Reads the constants of one condition."""

    def __init__(self, names: Names, locate: Locate) -> None:
        self.names = names
        self.locate = locate

    def read(self, node: Expression) -> Constant:
        """Return the constant that an expression says; raises `Fault`."""
        value, text, parameters = self.amount(node)
        if abs(value) >= 10**MOST_DIGITS:
            raise self.fault(node, _TOO_BIG)
        return Constant(text, value, tuple(dict.fromkeys(parameters)))

    def amount(self, node: Expression) -> tuple[int, str, tuple[str, ...]]:
        """Return the value of a constant, its tidy text, and the parameters in it."""
        if node.kind == "number":
            if len(node.text) > MOST_DIGITS:
                raise self.fault(node, _TOO_BIG)
            return int(node.text), str(int(node.text)), ()
        if node.kind == "name":
            return self.parameter(node)
        if node.kind == "group":
            return self.amount(node.parts[0])
        if node.kind == "negative":
            value, text, used = self.amount(node.parts[0])
            return -value, f"-{_grouped(text, '+-*')}", used
        if node.kind in ("+", "-", "*"):
            return self.calculated(node)
        raise self.fault(node, CALCULATED)

    def calculated(self, node: Expression) -> tuple[int, str, tuple[str, ...]]:
        """Return what a sign makes of its two sides."""
        (one, left, used), (other, right, more) = map(self.amount, node.parts)
        if abs(one) >= 10**MOST_DIGITS or abs(other) >= 10**MOST_DIGITS:
            raise self.fault(node, _TOO_BIG)
        value = (
            one + other if node.kind == "+" else one - other if node.kind == "-" else one * other
        )
        if node.kind == "*":
            left, right = _grouped(left, "+-"), _grouped(right, "+-*")
        else:
            right = _grouped(right, "+-")
        return value, f"{left} {node.kind} {right}", used + more

    def parameter(self, node: Expression) -> tuple[int, str, tuple[str, ...]]:
        """Return a parameter's value and name."""
        value = self.names.parameters.get(node.text)
        if value is not None:
            return value, node.text, (node.text,)
        if self.names_fact(node):
            raise self.fault(node, CALCULATED)
        if node.text.isdecimal() and node.text.isascii():
            words = {"token": node.text, "example": node.text.lstrip("0") or "0"}
            raise self.fault(node, _ZEROS, WRITE, **words)
        hint = self.names.parameter_spelling.suggestion(node.text)
        span = self.locate(node.start, node.end)
        raise Fault(UNKNOWN_PARAMETER.at(span, hint=hint, name=node.text))

    def names_fact(self, node: Expression) -> bool:
        """Tell whether a fact stands anywhere in an expression."""
        here = node.kind == "name" and node.text in self.names.facts
        return here or any(self.names_fact(part) for part in node.parts)

    def fault(
        self, node: Expression, message: Message, hint: Message | None = None, **arguments: str
    ) -> Fault:
        """Return what is wrong with an expression."""
        span = self.locate(node.start, node.end)
        remedy = Said(hint, arguments) if hint else None
        return Fault(CONDITION_TYPE.at(span, message=message, hint=remedy, words=arguments))


def _grouped(text: str, signs: str) -> str:
    """Put parentheses around a calculation whose outermost signs would otherwise bind wrongly."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and letter in signs and (at == 0 or text[at - 1] == " "):
            return f"({text})"
    return text
