"""Conditions as data: trees of `op`, in which every constant is a number or an option."""

from __future__ import annotations

from collections.abc import Mapping

from woonboom.conditions import And, Chain, Compare, Condition, Has, Not, OneOf, Or, Truth
from woonboom.regions.space import WIDEST, interval

Expression = Mapping[str, object]


def expression_of(condition: Condition) -> Expression:
    """Return a condition as data for JSON; the schema describes its forms.

    Each form is as three-valued as the condition: what a case does not say makes it unknown in the
    same places.
    """
    match condition:
        case And(parts) | Or(parts):
            op = "and" if isinstance(condition, And) else "or"
            return {"op": op, "parts": [expression_of(part) for part in parts]}
        case Not(part):
            return {"op": "not", "part": expression_of(part)}
        case Truth(fact):
            return {"op": "true", "fact": fact}
        case OneOf(fact, options):
            found = {"op": "in", "fact": fact, "options": list(dict.fromkeys(options))}
            return _turned(found, condition.negated)
        case Has(option, fact):
            return _turned({"op": "has", "fact": fact, "option": option}, condition.negated)
        case _:
            return _between(condition)


def _between(leaf: Compare | Chain) -> Expression:
    low, high, inside = interval(leaf)
    ends = {"low": _end(low), "high": _end(high)}
    return _turned({"op": "between", "fact": leaf.fact, **ends}, not inside)


def _end(number: int) -> int | None:
    """The end of an interval, or None where it goes on past every number that a fact can have."""
    return number if -WIDEST <= number <= WIDEST else None


def _turned(found: Expression, negated: bool) -> Expression:
    return {"op": "not", "part": found} if negated else found
