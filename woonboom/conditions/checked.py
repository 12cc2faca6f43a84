"""Expression → `Condition`: names looked up, types checked, every fault reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from woonboom.conditions.forms import (
    MIRRORED,
    And,
    Chain,
    Compare,
    Condition,
    Constant,
    Has,
    Not,
    OneOf,
    Or,
    Truth,
)
from woonboom.conditions.grammar import CONDITION_SYNTAX, Expression, Unreadable, read
from woonboom.diagnostics import (
    Code,
    Diagnostic,
    Message,
    Said,
    Severity,
    SourceText,
    Span,
    define,
    suggestion,
)
from woonboom.facts import MOST_DIGITS, Fact

Locate = Callable[[int, int], Span]

UNKNOWN_FACT = define(
    "WB202",
    "unknown-fact",
    Severity.ERROR,
    message=Message("Het feit ‘{name}’ is niet bekend.", "The fact ‘{name}’ is not known."),
    about=Message(
        "Een vraag of voorwaarde noemt een feit dat in geen vocabulaire van deze boom staat.",
        "A question or condition names a fact that no vocabulary of this tree has.",
    ),
    hint=Message(
        "Zet het feit in het vocabulaire, onder ‘facts’.",
        "Put the fact in the vocabulary, under ‘facts’.",
    ),
)
UNKNOWN_OPTION = define(
    "WB203",
    "unknown-option",
    Severity.ERROR,
    message=Message(
        "‘{name}’ is geen mogelijkheid van ‘{fact}’.", "‘{name}’ is not an option of ‘{fact}’."
    ),
    about=Message(
        "Een voorwaarde noemt een mogelijkheid die het feit niet heeft.",
        "A condition names an option that the fact does not have.",
    ),
)
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

_WRITE = Message("Schrijf ‘{example}’.", "Write ‘{example}’.")
_TWO_FACTS = Message(
    "Hier worden twee feiten vergeleken: ‘{one}’ en ‘{other}’. Vergelijk een feit met een getal, "
    "een parameter of een mogelijkheid.",
    "Two facts are compared here: ‘{one}’ and ‘{other}’. Compare a fact with a number, a "
    "parameter or an option.",
)
_NO_FACT = Message("In deze vergelijking staat geen feit.", "There is no fact in this comparison.")
_CALCULATED = Message(
    "Met een feit wordt niet gerekend; alleen met getallen en parameters.",
    "There is no calculating with a fact, only with numbers and parameters.",
)
_NOT_BOOLEAN = Message(
    "‘{fact}’ is geen ja/nee-feit en staat hier los.",
    "‘{fact}’ is not a yes/no fact and stands alone here.",
)
_BOOLEAN_ALONE = Message(
    "‘{fact}’ is een ja/nee-feit: dat wordt niet vergeleken.",
    "‘{fact}’ is a yes/no fact: it is not compared.",
)
_NOT_FOR_TYPE = Message(
    "‘{operator}’ past niet bij ‘{fact}’ (soort {type}).",
    "‘{operator}’ does not fit ‘{fact}’ (type {type}).",
)
_CHAIN = Message(
    "Een keten is: getal, < of <=, feit, < of <=, getal.",
    "A chain is: number, < or <=, fact, < or <=, number.",
)
_NO_CONDITION = Message(
    "Dit is een getal of een rij, geen voorwaarde.", "This is a number or a list, no condition."
)
_TOO_BIG = Message("Dit getal is te groot.", "This number is too large.")


@dataclass(frozen=True)
class Names:
    """What a condition may name: facts by id, and parameters with their values."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, int]


class _Fault(Exception):
    def __init__(self, problem: Diagnostic) -> None:
        self.problem = problem


def parse(
    text: str, names: Names, locate: Locate | None = None
) -> tuple[Condition | None, list[Diagnostic]]:
    """Return the condition that `text` says, or None with every problem that it has.

    `locate` turns character positions of `text` into places; without it, places are in `text`.
    """
    at = locate or partial(_in_text, SourceText("", text))
    try:
        expression = read(text)
    except Unreadable as fault:
        span = at(fault.start, fault.end)
        problem = CONDITION_SYNTAX.at(
            span, message=fault.message, hint=fault.hint, token=fault.token, instead=fault.instead
        )
        return None, [problem]
    checker = _Checker(names, at)
    condition = checker.condition(expression)
    return (None if checker.problems else condition), checker.problems


def _in_text(source: SourceText, start: int, end: int) -> Span:
    return Span(source, 1, start + 1, 1, end + 1)


class _Checker:
    """Checks an expression, one comparison at a time; a fault in one does not hide the next."""

    def __init__(self, names: Names, locate: Locate) -> None:
        self.names = names
        self.locate = locate
        self.problems: list[Diagnostic] = []

    def condition(self, node: Expression) -> Condition | None:
        if node.kind in ("and", "or", "not", "group"):
            return self.connective(node)
        try:
            return self.comparison(node)
        except _Fault as fault:
            self.problems.append(fault.problem)
            return None

    def connective(self, node: Expression) -> Condition | None:
        found = [self.condition(part) for part in node.parts]
        parts = tuple(part for part in found if part is not None)
        if len(parts) < len(found):
            return None
        if node.kind == "group":
            return parts[0]
        if node.kind == "not":
            return Not(parts[0])
        return And(parts) if node.kind == "and" else Or(parts)

    def comparison(self, node: Expression) -> Condition:
        if node.kind == "name":
            return self.truth(node)
        if node.kind in ("in", "not in"):
            return self.membership(node)
        if node.kind != "compare":
            raise self.fault(node, CONDITION_TYPE, _NO_CONDITION)
        if len(node.parts) == 2:
            return self.pair(node)
        return self.chain(node)

    def truth(self, node: Expression) -> Condition:
        fact = self.fact(node)
        if fact.type != "boolean":
            raise self.fault(
                node, CONDITION_TYPE, _NOT_BOOLEAN, _WRITE, fact=fact.id, example=_example(fact)
            )
        return Truth(fact.id)

    def pair(self, node: Expression) -> Condition:
        left, right = map(_bare, node.parts)
        sign = node.operators[0]
        if self.is_fact(left) and self.is_fact(right):
            raise self.two_facts(node, left, right)
        if not self.is_fact(left) and self.may_be_fact(right, left):
            left, right, sign = right, left, MIRRORED[sign]
        fact = self.fact(left, wanted_in=node)
        if fact.type == "integer":
            return Compare(fact.id, sign, self.constant(right))
        if fact.type == "choice" and sign in ("==", "!="):
            return OneOf(fact.id, (self.option(fact, right),), negated=sign == "!=")
        raise self.unfit(node, fact, sign)

    def chain(self, node: Expression) -> Condition:
        signs = node.operators
        rising, falling = set(signs) <= {"<", "<="}, set(signs) <= {">", ">="}
        if len(node.parts) != 3 or not (rising or falling):
            raise self.fault(node, CONDITION_TYPE, _CHAIN)
        low, middle, high = map(_bare, node.parts)
        if self.is_fact(middle) and (self.is_fact(low) or self.is_fact(high)):
            raise self.two_facts(node, middle, low if self.is_fact(low) else high)
        if falling:
            low, high = high, low
            signs = (MIRRORED[signs[1]], MIRRORED[signs[0]])
        if not self.is_fact(middle) and (self.is_fact(low) or self.is_fact(high)):
            raise self.fault(node, CONDITION_TYPE, _CHAIN)
        fact = self.fact(middle)
        if fact.type != "integer":
            raise self.unfit(node, fact, signs[0])
        return Chain(self.constant(low), signs[0], fact.id, signs[1], self.constant(high))

    def membership(self, node: Expression) -> Condition:
        left, right = map(_bare, node.parts)
        negated = node.kind == "not in"
        if right.kind == "list":
            fact = self.fact(left)
            if fact.type != "choice":
                raise self.unfit(node, fact, node.kind)
            options = tuple(self.option(fact, part) for part in right.parts)
            return OneOf(fact.id, options, negated, listed=True)
        fact = self.fact(right)
        if fact.type != "choices":
            raise self.unfit(node, fact, node.kind)
        return Has(self.option(fact, left), fact.id, negated)

    def is_fact(self, node: Expression) -> bool:
        return node.kind == "name" and node.text in self.names.facts

    def may_be_fact(self, node: Expression, other: Expression) -> bool:
        """Tell whether `node` is the fact, or the misspelt fact, of a comparison with `other`."""
        if self.is_fact(node):
            return not self.calculated_fact(other)
        return node.kind == "name" and other.kind == "number" and node.text not in self.names.parameters

    def fact(self, node: Expression, wanted_in: Expression | None = None) -> Fact:
        if node.kind == "name":
            found = self.names.facts.get(node.text)
            if found:
                return found
            if node.text in self.names.parameters:
                raise self.fault(wanted_in or node, CONDITION_TYPE, _NO_FACT)
            raise self.unknown(node, UNKNOWN_FACT, self.names.facts)
        inside = self.calculated_fact(node)
        raise self.fault(node, CONDITION_TYPE, _CALCULATED if inside else _NO_FACT)

    def calculated_fact(self, node: Expression) -> bool:
        return self.is_fact(node) or any(self.calculated_fact(part) for part in node.parts)

    def option(self, fact: Fact, node: Expression) -> str:
        if node.kind not in ("name", "number"):
            raise self.unfit(node, fact, "…")
        if node.text in fact.options:
            return node.text
        if self.is_fact(node):
            raise self.fault(node, CONDITION_TYPE, _TWO_FACTS, one=fact.id, other=node.text)
        span = self.locate(node.start, node.end)
        hint = suggestion(node.text, fact.options)
        raise _Fault(UNKNOWN_OPTION.at(span, hint=hint, name=node.text, fact=fact.id))

    def constant(self, node: Expression) -> Constant:
        value, text, parameters = self.amount(node)
        if abs(value) >= 10**MOST_DIGITS:
            raise self.fault(node, CONDITION_TYPE, _TOO_BIG)
        return Constant(text, value, tuple(dict.fromkeys(parameters)))

    def amount(self, node: Expression) -> tuple[int, str, tuple[str, ...]]:
        """The value of a constant, its tidy text, and the parameters in it."""
        if node.kind == "number":
            if len(node.text) > MOST_DIGITS:
                raise self.fault(node, CONDITION_TYPE, _TOO_BIG)
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
        raise self.fault(node, CONDITION_TYPE, _CALCULATED)

    def calculated(self, node: Expression) -> tuple[int, str, tuple[str, ...]]:
        (one, left, used), (other, right, more) = map(self.amount, node.parts)
        if abs(one) >= 10**MOST_DIGITS or abs(other) >= 10**MOST_DIGITS:
            raise self.fault(node, CONDITION_TYPE, _TOO_BIG)
        value = one + other if node.kind == "+" else one - other if node.kind == "-" else one * other
        if node.kind == "*":
            left, right = _grouped(left, "+-"), _grouped(right, "+-*")
        else:
            right = _grouped(right, "+-")
        return value, f"{left} {node.kind} {right}", used + more

    def parameter(self, node: Expression) -> tuple[int, str, tuple[str, ...]]:
        value = self.names.parameters.get(node.text)
        if value is not None:
            return value, node.text, (node.text,)
        if self.is_fact(node):
            raise self.fault(node, CONDITION_TYPE, _CALCULATED)
        raise self.unknown(node, UNKNOWN_PARAMETER, self.names.parameters)

    def unknown(self, node: Expression, code: Code, known: Mapping[str, object]) -> _Fault:
        span = self.locate(node.start, node.end)
        return _Fault(code.at(span, hint=suggestion(node.text, known), name=node.text))

    def two_facts(self, node: Expression, one: Expression, other: Expression) -> _Fault:
        names = {"one": one.text, "other": other.text}
        return self.fault(node, CONDITION_TYPE, _TWO_FACTS, **names)

    def unfit(self, node: Expression, fact: Fact, sign: str) -> _Fault:
        message = _BOOLEAN_ALONE if fact.type == "boolean" else _NOT_FOR_TYPE
        words = {"operator": sign, "fact": fact.id, "type": fact.type, "example": _example(fact)}
        return self.fault(node, CONDITION_TYPE, message, _WRITE, **words)

    def fault(
        self,
        node: Expression,
        code: Code,
        message: Message,
        hint: Message | None = None,
        **arguments: str,
    ) -> _Fault:
        span = self.locate(node.start, node.end)
        remedy = Said(hint, arguments) if hint else None
        return _Fault(code.at(span, message=message, hint=remedy, **arguments))


def _bare(node: Expression) -> Expression:
    return _bare(node.parts[0]) if node.kind == "group" else node


def _grouped(text: str, signs: str) -> str:
    """Put parentheses around a calculation whose outermost signs would otherwise bind wrongly."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and letter in signs and (at == 0 or text[at - 1] == " "):
            return f"({text})"
    return text


def _example(fact: Fact) -> str:
    """Return a condition that fits the fact, to show in a remedy."""
    option = next(iter(fact.options), "…")
    if fact.type == "boolean":
        return f"{fact.id}’ of ‘not {fact.id}"
    if fact.type == "integer":
        return f"{fact.id} >= 6"
    return f"{fact.id} == {option}" if fact.type == "choice" else f"{option} in {fact.id}"
