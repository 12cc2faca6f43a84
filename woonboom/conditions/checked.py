"""Expression → `Condition`: names looked up, types checked, every fault reported."""

from __future__ import annotations

from functools import partial

from woonboom.conditions.constants import (
    CALCULATED,
    WRITE,
    ConstantReader,
    Fault,
    Locate,
    Names,
)
from woonboom.conditions.forms import (
    MIRRORED,
    And,
    Chain,
    Compare,
    Condition,
    Has,
    Not,
    OneOf,
    Or,
    Truth,
)
from woonboom.conditions.grammar import CONDITION_SYNTAX, Expression, Unreadable, read
from woonboom.diagnostics import (
    Diagnostic,
    Message,
    Severity,
    SourceText,
    Span,
    define,
)
from woonboom.facts import Fact

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
_WRITE_NAME = Message("Schrijf ‘{fact}’ of ‘not {fact}’.", "Write ‘{fact}’ or ‘not {fact}’.")
_TWO_FACTS = Message(
    "Hier worden twee feiten vergeleken: ‘{one}’ en ‘{other}’. Vergelijk een feit met een getal, "
    "een parameter of een mogelijkheid.",
    "Two facts are compared here: ‘{one}’ and ‘{other}’. Compare a fact with a number, a "
    "parameter or an option.",
)
_NO_FACT = Message("In deze vergelijking staat geen feit.", "There is no fact in this comparison.")
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
        self.constants = ConstantReader(names, locate)
        self.problems: list[Diagnostic] = []

    def condition(self, node: Expression) -> Condition | None:
        if node.kind in ("and", "or", "not", "group"):
            return self.connective(node)
        try:
            return self.comparison(node)
        except Fault as fault:
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
            raise self.fault(node, _NO_CONDITION)
        if len(node.parts) == 2:
            return self.pair(node)
        return self.chain(node)

    def truth(self, node: Expression) -> Condition:
        fact = self.fact(node)
        if fact.kind.compared != "alone":
            words = {"fact": fact.id, "example": _example(fact)}
            raise self.fault(node, _NOT_BOOLEAN, WRITE, **words)
        return Truth(fact.id)

    def pair(self, node: Expression) -> Condition:
        left, right = map(_bare, node.parts)
        sign = node.operators[0]
        if self.is_option(left, right) and not self.is_option(right, left):
            left, right = right, left
        elif self.is_fact(left) and self.is_fact(right) and not self.is_option(right, left):
            raise self.two_facts(node, left, right)
        elif not self.is_fact(left) and self.may_be_fact(right, left):
            left, right, sign = right, left, MIRRORED[sign]
        fact = self.fact(left, wanted_in=node)
        if fact.kind.compared == "number":
            return Compare(fact.id, sign, self.constants.read(right))
        if fact.kind.compared == "option" and sign in ("==", "!="):
            return OneOf(fact.id, (self.option(fact, right),), negated=sign == "!=")
        raise self.unfit(node, fact, sign)

    def chain(self, node: Expression) -> Condition:
        signs = node.operators
        rising, falling = set(signs) <= {"<", "<="}, set(signs) <= {">", ">="}
        if len(node.parts) != 3 or not (rising or falling):
            raise self.fault(node, _CHAIN)
        low, middle, high = map(_bare, node.parts)
        if self.is_fact(middle) and (self.is_fact(low) or self.is_fact(high)):
            raise self.two_facts(node, middle, low if self.is_fact(low) else high)
        if falling:
            low, high = high, low
            signs = (MIRRORED[signs[1]], MIRRORED[signs[0]])
        if not self.is_fact(middle) and (self.is_fact(low) or self.is_fact(high)):
            raise self.fault(node, _CHAIN)
        fact = self.fact(middle)
        if fact.kind.compared != "number":
            raise self.unfit(node, fact, signs[0])
        return Chain(
            self.constants.read(low), signs[0], fact.id, signs[1], self.constants.read(high)
        )

    def membership(self, node: Expression) -> Condition:
        left, right = map(_bare, node.parts)
        negated = node.kind == "not in"
        if right.kind == "list":
            fact = self.fact(left)
            if fact.kind.compared != "option":
                raise self.unfit(node, fact, node.kind)
            options = tuple(self.option(fact, part) for part in right.parts)
            return OneOf(fact.id, options, negated, listed=True)
        fact = self.fact(right)
        if fact.kind.compared != "member":
            raise self.unfit(node, fact, node.kind)
        return Has(self.option(fact, left), fact.id, negated)

    def is_fact(self, node: Expression) -> bool:
        return node.kind == "name" and node.text in self.names.facts

    def is_option(self, node: Expression, of: Expression) -> bool:
        """Tell whether `node` names an option of the choice `of`; a fact may have that name too."""
        fact = self.names.facts.get(of.text) if of.kind == "name" else None
        return fact is not None and fact.kind.compared == "option" and node.text in fact.options

    def may_be_fact(self, node: Expression, other: Expression) -> bool:
        """Tell whether `node` is the fact, or the misspelt fact, of a comparison with `other`."""
        if self.is_fact(node):
            return not self.constants.names_fact(other)
        return (
            node.kind == "name"
            and other.kind == "number"
            and node.text not in self.names.parameters
        )

    def fact(self, node: Expression, wanted_in: Expression | None = None) -> Fact:
        if node.kind == "name":
            found = self.names.facts.get(node.text)
            if found:
                return found
            if node.text in self.names.parameters:
                raise self.fault(wanted_in or node, _NO_FACT)
            hint = self.names.fact_spelling.suggestion(node.text)
            span = self.locate(node.start, node.end)
            raise Fault(UNKNOWN_FACT.at(span, hint=hint, name=node.text))
        if self.constants.names_fact(node):
            raise self.fault(node, CALCULATED)
        raise self.fault(wanted_in or node, _NO_FACT)

    def option(self, fact: Fact, node: Expression) -> str:
        if node.kind not in ("name", "number"):
            raise self.unfit(node, fact, "…")
        if node.text in fact.options:
            return node.text
        if self.is_fact(node):
            raise self.fault(node, _TWO_FACTS, one=fact.id, other=node.text)
        span = self.locate(node.start, node.end)
        hint = fact.spelling.suggestion(node.text)
        raise Fault(UNKNOWN_OPTION.at(span, hint=hint, name=node.text, fact=fact.id))

    def two_facts(self, node: Expression, one: Expression, other: Expression) -> Fault:
        return self.fault(node, _TWO_FACTS, one=one.text, other=other.text)

    def unfit(self, node: Expression, fact: Fact, sign: str) -> Fault:
        if fact.kind.compared == "alone":
            return self.fault(node, _BOOLEAN_ALONE, _WRITE_NAME, fact=fact.id)
        words = {"operator": sign, "fact": fact.id, "type": fact.type, "example": _example(fact)}
        return self.fault(node, _NOT_FOR_TYPE, WRITE, **words)

    def fault(
        self, node: Expression, message: Message, hint: Message | None = None, **arguments: str
    ) -> Fault:
        return self.constants.fault(node, message, hint, **arguments)


def _bare(node: Expression) -> Expression:
    return _bare(node.parts[0]) if node.kind == "group" else node


def _example(fact: Fact) -> str:
    """Return a condition that fits the fact, to show in a remedy."""
    option = next(iter(fact.options), "…")
    if fact.kind.compared == "number":
        return f"{fact.id} >= 6"
    return f"{fact.id} == {option}" if fact.kind.compared == "option" else f"{option} in {fact.id}"
