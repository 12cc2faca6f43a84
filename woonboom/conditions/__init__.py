"""The condition language: read, evaluated and printed back; nothing is ever executed.

A condition compares one fact with constants, so that every check of it can be exact. `parse`
turns text into a `Condition`; `str` prints it back in its one tidy form.

>>> from woonboom.facts import Fact
>>> names = Names({"maanden": Fact("maanden", "Looptijd", "integer")}, {"min": 6})
>>> condition, problems = parse("maanden>=min  and not(maanden == 9)", names)
>>> str(condition)
'maanden >= min and not maanden == 9'
>>> condition.holds({"maanden": 7})
True
"""

from woonboom.conditions.checked import parse
from woonboom.conditions.constants import Names
from woonboom.conditions.forms import (
    And,
    Case,
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

__all__ = [
    "And", "Case", "Chain", "Compare", "Condition", "Constant", "Has", "Names", "Not", "OneOf",
    "Or", "Truth", "parse",
]  # fmt: skip
