"""What stands in the tables of a report."""

from __future__ import annotations

from typing import Final

from woonboom import text
from woonboom.document import Side, Words, words
from woonboom.evaluation.figures import Tally
from woonboom.evaluation.form import Form

DASH: Final = "–"
_MINUS: Final = "\u2212"


def sides(numbers: int) -> tuple[Side, ...]:
    """Return the sides of a table with words in its first column and numbers in the others."""
    end: Side = "end"
    return "start", *(end for _ in range(numbers))


def percent(tallied: Tally) -> str:
    """Return how many percent agree; a dash where too few answered."""
    return f"{tallied.sides[2]}%" if tallied.told else DASH


def points(change: int | None) -> str:
    """Return a difference in percentage points, with its sign."""
    if change is None:
        return DASH
    sign = "" if not change else _MINUS if change < 0 else "+"
    return f"{sign}{abs(change)}"


def lead(form: Form, id_: str, mark: str = "") -> Words:
    """Return a statement with its number, for the beginning of a row."""
    said = text.clean(form.statements[id_].text)
    return words(f"{form.numbers[id_]}. {said}{mark}")
