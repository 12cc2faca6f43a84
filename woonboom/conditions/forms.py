"""The forms that a condition can have: frozen, comparable, printable.

`holds(case)` is three-valued: True, False, or None when the case does not say enough.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from woonboom.facts import Value

Case = Mapping[str, Value]
Test = Callable[[Any, Any], bool]

OPERATORS: Final[Mapping[str, Test]] = {
    "==": operator.eq, "!=": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
MIRRORED: Final = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Constant:
    """A whole number as it is written: `text` may name parameters, `value` is what it comes to."""

    text: str
    value: int
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Truth:
    """A boolean fact holds."""

    fact: str

    def holds(self, case: Case) -> bool | None:
        """Tell whether the fact is true in `case`; None when it is not known."""
        value = case.get(self.fact)
        return None if value is None else value is True

    def __str__(self) -> str:
        return self.fact


@dataclass(frozen=True)
class Compare:
    """An integer fact compared with one constant."""

    fact: str
    operator: str
    constant: Constant

    def holds(self, case: Case) -> bool | None:
        """Tell whether the comparison is true in `case`; None when the fact is not known."""
        value = case.get(self.fact)
        return None if value is None else OPERATORS[self.operator](value, self.constant.value)

    def __str__(self) -> str:
        return f"{self.fact} {self.operator} {self.constant.text}"


@dataclass(frozen=True)
class Chain:
    """An integer fact between two constants; both operators are `<` or `<=`."""

    low: Constant
    low_operator: str
    fact: str
    high_operator: str
    high: Constant

    def holds(self, case: Case) -> bool | None:
        """Tell whether the fact lies between in `case`; None when it is not known."""
        value = case.get(self.fact)
        if value is None:
            return None
        above = OPERATORS[self.low_operator](self.low.value, value)
        return above and OPERATORS[self.high_operator](value, self.high.value)

    def __str__(self) -> str:
        low, high = self.low.text, self.high.text
        return f"{low} {self.low_operator} {self.fact} {self.high_operator} {high}"


@dataclass(frozen=True)
class OneOf:
    """A choice fact is one of `options`; `listed` tells how it was written."""

    fact: str
    options: tuple[str, ...]
    negated: bool = False
    listed: bool = False

    def holds(self, case: Case) -> bool | None:
        """Tell whether the choice is among the options; None when it is not known."""
        value = case.get(self.fact)
        return None if value is None else (value in self.options) is not self.negated

    def __str__(self) -> str:
        if self.listed:
            word = "not in" if self.negated else "in"
            return f"{self.fact} {word} [{', '.join(self.options)}]"
        return f"{self.fact} {'!=' if self.negated else '=='} {self.options[0]}"


@dataclass(frozen=True)
class Has:
    """A choices fact has `option` among its values."""

    option: str
    fact: str
    negated: bool = False

    def holds(self, case: Case) -> bool | None:
        """Tell whether the option holds in `case`; None when the fact is not known."""
        value = case.get(self.fact)
        if not isinstance(value, frozenset):
            return None
        return (self.option in value) is not self.negated

    def __str__(self) -> str:
        return f"{self.option} {'not in' if self.negated else 'in'} {self.fact}"


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition

    def holds(self, case: Case) -> bool | None:
        """Tell whether the part is false in `case`; None when that is not known."""
        value = self.part.holds(case)
        return None if value is None else not value

    def __str__(self) -> str:
        return f"not {_wrapped(self.part, And, Or)}"


@dataclass(frozen=True)
class And:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, case: Case) -> bool | None:
        """Tell whether all parts are true in `case`; None when that is not known."""
        values = [part.holds(case) for part in self.parts]
        return False if False in values else None if None in values else True

    def __str__(self) -> str:
        return " and ".join(_wrapped(part, And, Or) for part in self.parts)


@dataclass(frozen=True)
class Or:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, case: Case) -> bool | None:
        """Tell whether some part is true in `case`; None when that is not known."""
        values = [part.holds(case) for part in self.parts]
        return True if True in values else None if None in values else False

    def __str__(self) -> str:
        return " or ".join(_wrapped(part, Or) for part in self.parts)


Condition = Truth | Compare | Chain | OneOf | Has | Not | And | Or
Leaf = Truth | Compare | Chain | OneOf | Has


def _wrapped(part: Condition, *kinds: type) -> str:
    return f"({part})" if isinstance(part, kinds) else str(part)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the comparisons that a condition is made of, in the order they are written."""
    if isinstance(condition, Not):
        yield from leaves(condition.part)
    elif isinstance(condition, And | Or):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition


def facts_of(condition: Condition) -> tuple[str, ...]:
    """Return the facts that a condition reads, each once, in the order they are written."""
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(condition)))


def constants_of(condition: Condition) -> Iterator[tuple[str, Constant]]:
    """Yield every constant of a condition with the fact that it is compared with."""
    for leaf in leaves(condition):
        if isinstance(leaf, Compare):
            yield leaf.fact, leaf.constant
        elif isinstance(leaf, Chain):
            yield leaf.fact, leaf.low
            yield leaf.fact, leaf.high


def options_of(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield every option that a condition names, with its fact."""
    for leaf in leaves(condition):
        if isinstance(leaf, OneOf):
            yield from ((leaf.fact, option) for option in leaf.options)
        elif isinstance(leaf, Has):
            yield leaf.fact, leaf.option
