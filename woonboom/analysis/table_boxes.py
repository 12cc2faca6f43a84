"""A decision table in memory: packed so that a cell is one integer.

The bounds that the rules name cut a column's domain into parts; within a part no rule tells two
values apart. A cell has a bit for each of its parts, and a box is a cell per column: to intersect
is `&`, and every column works alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

Value = bool | int | str
"""A value as JSON has it: a date is a text such as "2026-01-31"."""

Cell = dict[str, Value | list[Value]] | None
"""A cell as JSON has it: `{"lo": 1, "hi": 9}` (inclusive), `{"in": ["a"]}` or None for any."""

Box = tuple[int, ...]
"""A packed cell per column."""


@dataclass(frozen=True)
class Scale:
    """A column of whole numbers, or of dates as their ordinals.

    Part i of the domain runs from `cuts[i]` up to, not including, `cuts[i + 1]`.
    """

    ordered = True
    name: str
    type: Literal["int", "date"]
    cuts: tuple[int, ...]

    @cached_property
    def whole(self) -> int:
        """The cell of all parts."""
        return (1 << len(self.cuts) - 1) - 1

    def value(self, cell: int) -> Value:
        """Return the lowest value in a cell."""
        return self._plain(self.cuts[_lowest(cell)])

    def cell(self, cell: int) -> Cell:
        """Return a cell, of parts in a row, as JSON has it."""
        if cell == self.whole:
            return None
        last = self.cuts[cell.bit_length()] - 1
        return {"lo": self.value(cell), "hi": self._plain(last)}

    def _plain(self, number: int) -> Value:
        return date.fromordinal(number).isoformat() if self.type == "date" else number


@dataclass(frozen=True)
class Choice:
    """A column of separate values, in the order of its domain; each is a part."""

    ordered = False
    name: str
    type: Literal["enum", "bool"]
    values: tuple[Value, ...]

    @cached_property
    def whole(self) -> int:
        """The cell of all values."""
        return (1 << len(self.values)) - 1

    def value(self, cell: int) -> Value:
        """Return the first value in a cell."""
        return self.values[_lowest(cell)]

    def cell(self, cell: int) -> Cell:
        """Return a cell as JSON has it."""
        if cell == self.whole:
            return None
        return {"in": [value for i, value in enumerate(self.values) if cell >> i & 1]}


Column = Scale | Choice


@dataclass(frozen=True)
class Table:
    """A decision table: what each rule (by its index) covers."""

    columns: tuple[Column, ...]
    rules: list[Box]

    @property
    def whole(self) -> Box:
        """The box of every case there can be."""
        return tuple(column.whole for column in self.columns)

    def cells(self, box: Box) -> dict[str, Cell]:
        """Return a box as JSON has it: every column by name, None where it holds any value."""
        return {c.name: c.cell(cell) for c, cell in zip(self.columns, box, strict=True)}

    def witness(self, box: Box) -> dict[str, Value]:
        """Return a case in the box: per column the first value."""
        return {c.name: c.value(cell) for c, cell in zip(self.columns, box, strict=True)}


def _lowest(cell: int) -> int:
    return (cell & -cell).bit_length() - 1
