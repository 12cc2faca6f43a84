"""How many of a real caseload change between two versions, and which, by reference only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from woonboom.caseload.table import Counted, Odd
from woonboom.diff.changes import Grade

Name = str | int
"""What a row is called: its reference, or its number when it has none."""


@dataclass(frozen=True)
class Moved:
    """The rows with one old and one new outcome that are not the same; None is no outcome."""

    old_outcome: str | None
    new_outcome: str | None
    grade: Grade
    names: tuple[Name, ...]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.names)


@dataclass(frozen=True)
class Weighed:
    """What a change does to the cases of a file, row by row.

    Every one of `rows` is in exactly one of: `left_out` (something is wrong with the row; the first
    are told in `odd`), `unchanged` (the same outcome in both versions), `untouched` (the row does
    not say enough to decide, and yet whatever is missing, the outcome is the same), `open` (it
    depends on what is missing) and one of `changed`, losses first. Rows are `counted` as lines of
    the file, or as rows; `referenced` tells whether a column has references. `missing` are the
    facts that make a difference and have no column, `ignored` the columns that are of no fact.
    """

    rows: int
    left_out: int
    odd: tuple[Odd, ...]
    unchanged: int
    untouched: int
    open: tuple[Name, ...]
    changed: tuple[Moved, ...]
    counted: Counted = "line"
    referenced: bool = False
    missing: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def moved(self) -> int:
        """How many rows get another outcome."""
        return sum(moved.count for moved in self.changed)

    @property
    def repeated(self) -> int:
        """How many references of rows that change or are open are there more than once."""
        names = chain(self.open, *(moved.names for moved in self.changed))
        counts = Counter(name for name in names if isinstance(name, str))
        return sum(1 for count in counts.values() if count > 1)

    def count(self, grade: Grade) -> int:
        """Return how many rows change in one way."""
        return sum(moved.count for moved in self.changed if moved.grade == grade)


def weighed_data(weighed: Weighed, language: str) -> dict[str, object]:
    """Return what was weighed as data for JSON; docs/schemas/diff.json describes it."""
    return {
        "rows": weighed.rows,
        "counted": weighed.counted,
        "changed": [_moved(moved) for moved in weighed.changed],
        "unchanged": weighed.unchanged,
        "untouched": weighed.untouched,
        "open": {"count": len(weighed.open), "references": list(weighed.open)},
        "left_out": {
            "count": weighed.left_out,
            "first": [_odd(odd, language) for odd in weighed.odd],
        },
        "missing_columns": list(weighed.missing),
        "ignored_columns": list(weighed.ignored),
    }


def _moved(moved: Moved) -> dict[str, object]:
    return {
        "old_outcome": moved.old_outcome,
        "new_outcome": moved.new_outcome,
        "grade": moved.grade,
        "count": moved.count,
        "references": list(moved.names),
    }


def _odd(odd: Odd, language: str) -> dict[str, object]:
    return {"at": odd.at, "column": odd.column or None, "problem": odd.said.say(language)}
