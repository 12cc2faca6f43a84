"""Many cases as columns: one array per fact, one row per case.

- boolean: an array of bools, or 1, 0 and −1 for unknown
- choice: the place of the option in `fact.options`, from 0; −1 for unknown
- choices: bit i (`1 << i`) for the option at place i; 0 for unknown, as at least one always holds.
  With more than 63 options the array has two dimensions: column w has the bits of the options from
  place 63·w on
- integer: the number; `UNKNOWN_NUMBER` for unknown

Arrays may be of any type of whole number. A fact without a column is unknown in every row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonboom.facts import Comparison, Fact, Value
from woonboom.model import Tree

UNKNOWN: Final = -1
"""A boolean or a choice that is not known."""
UNKNOWN_NUMBER: Final = int(np.iinfo(np.int64).min)
"""An integer that is not known."""
WORD: Final = 63
"""How many options of a choices fact go into one number."""

Columns = Mapping[str, ArrayLike]
Values = NDArray[Any]
Rows = NDArray[np.intp]
Truths = NDArray[np.bool_]

_BLANK: Final[Mapping[Comparison, int]] = {
    "alone": UNKNOWN, "option": UNKNOWN, "member": 0, "number": UNKNOWN_NUMBER,
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """Values of a fact, row by row; `complete` when none is unknown."""

    compared: Comparison
    values: Values
    complete: bool

    @cached_property
    def known(self) -> Truths:
        """Tell of each row whether its value is known."""
        known: Truths = np.not_equal(self.values, _BLANK[self.compared])
        return np.any(known, axis=1) if known.ndim > 1 else known

    def part(self, rows: slice | Rows) -> Column:
        """Return the values of some rows."""
        return Column(self.compared, self.values[rows], self.complete)


def count_rows(columns: Columns, rows: int | None) -> int:
    """Return how many rows columns have; `rows` where there may be no column.

    Raises `ValueError` for columns of different lengths.
    """
    counts = {len(np.asarray(column)) for column in columns.values()}
    counts |= set() if rows is None else {rows}
    if len(counts) != 1:
        raise ValueError(f"columns need one length, not {sorted(counts) or 'none'}")
    return counts.pop()


def read_column(fact: Fact, given: ArrayLike | None, count: int) -> Column:
    """Return a column of `count` rows; None is unknown in each.

    Raises `ValueError` for values that the fact cannot have; numbers may lie outside its range.
    """
    compared = fact.kind.compared
    words = max(1, len(_highest(fact)))
    shape = (count, words) if words > 1 else (count,)
    if given is None:
        values = np.broadcast_to(np.int64(_BLANK[compared]), shape)
        return Column(compared, values, complete=not count)
    values = np.asarray(given)
    if values.dtype == np.bool_ and compared == "alone":
        values = values.view(np.int8)
    if values.shape != shape or (values.dtype.kind not in "iu" and count):
        found = f"{values.dtype} of shape {values.shape}"
        raise ValueError(f"the column of {fact.id} must be whole numbers of shape {shape}: {found}")
    column = Column(compared, _bounded(fact, values), complete=False)
    return replace(column, complete=bool(column.known.all()))


def _highest(fact: Fact) -> list[int]:
    """The highest code in each word of a column; none for numbers, which have no bounds."""
    count = len(fact.options)
    if fact.kind.compared == "member":
        return [(1 << min(left, WORD)) - 1 for left in range(count, 0, -WORD)]
    return {"alone": [1], "option": [count - 1]}.get(fact.kind.compared, [])


def _bounded(fact: Fact, values: Values) -> Values:
    highest = _highest(fact)
    if not highest or not values.size:
        return values
    lowest = min(0, _BLANK[fact.kind.compared])
    if values.min() < lowest or np.any(values.max(axis=0) > highest):
        raise ValueError(f"the column of {fact.id} has values that it cannot have")
    # A test of one bit needs a type that has that bit.
    return values if np.iinfo(values.dtype).max >= max(highest) else values.astype(np.int64)


def encode(tree: Tree, cases: Sequence[Mapping[str, Value]]) -> dict[str, Values]:
    """Return plain cases as columns, of the facts that the tree's questions read.

    Raises `ValueError` for a value that its fact cannot have; numbers may lie outside its range.
    """
    facts = [tree.facts[name] for name in tree.asked if name in tree.facts]
    return {fact.id: _encoded(fact, [case.get(fact.id) for case in cases]) for fact in facts}


def _encoded(fact: Fact, values: Sequence[Value | None]) -> Values:
    codes = {value: code_of(fact, value) for value in set(values)}
    return packed(fact, [codes[value] for value in values])


def packed(fact: Fact, codes: Sequence[int]) -> Values:
    """Return the column of a fact from codes of `code_of`, row by row."""
    highest = _highest(fact)
    dtype = np.min_scalar_type(-1 - max(highest)) if highest else np.dtype(np.int64)
    if len(highest) < 2:
        return np.array(codes, dtype)
    full = (1 << WORD) - 1
    words = {code: [code >> WORD * w & full for w in range(len(highest))] for code in set(codes)}
    return np.array([words[code] for code in codes], dtype).reshape(-1, len(highest))


def code_of(fact: Fact, value: Value | None) -> int:
    """Return the number that stands for a value; for the options of choices beyond 63 a larger one.

    Raises `ValueError` for a value that the fact cannot have; a number may lie outside its range.
    """
    compared = fact.kind.compared
    if value is None:
        return _BLANK[compared]
    if isinstance(value, bool if compared == "alone" else int) and compared in ("alone", "number"):
        return int(value)
    places = {option: place for place, option in enumerate(fact.options)}
    if compared == "option" and value in places:
        return places[str(value)]
    if compared == "member" and isinstance(value, frozenset) and value and value <= places.keys():
        return sum(1 << places[option] for option in value)
    raise ValueError(f"{fact.id} cannot be {value!r}")


def value_of(fact: Fact, code: int | Values) -> Value | None:
    """Return the value that a code of a column stands for: one number, or a row of words."""
    number = int(code) if np.ndim(code) == 0 else _joined(np.asarray(code))
    compared = fact.kind.compared
    if number == _BLANK[compared]:
        return None
    if compared == "member":
        return frozenset(o for place, o in enumerate(fact.options) if number >> place & 1)
    if compared == "option":
        return list(fact.options)[number]
    return bool(number) if compared == "alone" else number


def _joined(words: Values) -> int:
    return sum(word << WORD * place for place, word in enumerate(words.tolist()))
