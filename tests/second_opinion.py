"""The same questions about a decision table, answered in other ways: by trying and by z3."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import z3

Table = Mapping[str, Any]
Case = dict[str, Any]
Cell = Mapping[str, Any] | None
Formula = Any  # z3 brings no types


def cases(table: Table) -> Iterator[Case]:
    """Every case there is; for small domains."""
    names = [column["name"] for column in table["columns"]]
    for values in itertools.product(*map(_values, table["columns"])):
        yield dict(zip(names, values, strict=True))


def _values(column: Table) -> list[Any]:
    first, last = column["domain"][0], column["domain"][-1]
    if column["type"] == "int":
        return list(range(first, last + 1))
    if column["type"] == "date":
        days = range(_day(first), _day(last) + 1)
        return [date.fromordinal(day).isoformat() for day in days]
    return list(column["domain"])


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def holds(cell: Cell, value: bool | int | str) -> bool:
    """Whether a cell has a value. Dates compare as they are written."""
    if cell is None:
        return True
    if "in" in cell:
        return any(
            value is one or (value == one and type(value) is type(one)) for one in cell["in"]
        )
    return bool(cell.get("lo", value) <= value <= cell.get("hi", value))


def covers(rule: Table, table: Table, case: Case) -> bool:
    names = [column["name"] for column in table["columns"]]
    return all(holds(cell, case[n]) for n, cell in zip(names, rule["when"], strict=True))


def size(cells: Sequence[Cell], table: Table) -> int:
    """How many cases a box has."""
    return math.prod(_width(cell, c) for cell, c in zip(cells, table["columns"], strict=True))


def _width(cell: Cell, column: Table) -> int:
    if column["type"] in ("enum", "bool"):
        return len(column["domain"] if cell is None else cell["in"])
    low, high = column["domain"] if cell is None else (cell["lo"], cell["hi"])
    return _day(high) - _day(low) + 1 if column["type"] == "date" else int(high) - int(low) + 1


def pairwise(table: Table) -> list[tuple[int, int]]:
    """The pairs of rules that share a case, each pair looked at by itself."""
    whens = [rule["when"] for rule in table["rules"]]
    pairs = itertools.combinations(enumerate(whens), 2)
    return [(i, j) for (i, one), (j, other) in pairs if all(map(_meet, one, other))]


def _meet(one: Cell, other: Cell) -> bool:
    if one is None or other is None:
        return True
    if "in" in one:
        return any(value in other["in"] for value in one["in"])
    return bool(one["lo"] <= other["hi"] and other["lo"] <= one["hi"])


class Solved:
    """A table for z3, the obvious way: a variable per column, a formula per rule."""

    def __init__(self, table: Table) -> None:
        self.columns = table["columns"]
        self.context = z3.Context()
        self.variables = [self._variable(k, column) for k, column in enumerate(self.columns)]
        wholes = [{"lo": c["domain"][0], "hi": c["domain"][-1]} for c in self.columns]
        self.domain = z3.And([
            self._condition(k, whole)
            for k, whole in enumerate(wholes) if self.columns[k]["type"] in ("int", "date")
        ] + [z3.BoolVal(True, self.context)])  # fmt: skip
        self.rules = [self.box(rule["when"]) for rule in table["rules"]]

    def _variable(self, k: int, column: Table) -> tuple[Any, list[Any]]:
        name = f"column_{k}"
        if column["type"] in ("int", "date"):
            return z3.Int(name, self.context), []
        options = [f"{name}_{i}" for i in range(len(column["domain"]))]
        sort, values = z3.EnumSort(f"{name}_sort", options, self.context)
        return z3.Const(name, sort), values

    def _condition(self, k: int, cell: Mapping[str, Any]) -> Formula:
        variable, values = self.variables[k]
        domain = self.columns[k]["domain"]
        if "in" in cell:
            return z3.Or([variable == values[domain.index(value)] for value in cell["in"]])
        number = _day if self.columns[k]["type"] == "date" else int
        low, high = number(cell.get("lo", domain[0])), number(cell.get("hi", domain[-1]))
        return z3.And(variable >= low, variable <= high)

    def box(self, cells: Sequence[Cell]) -> Formula:
        """The formula of one cell per column."""
        conditions = [self._condition(k, cell) for k, cell in enumerate(cells) if cell is not None]
        return z3.And([*conditions, z3.BoolVal(True, self.context)])

    def solver(self) -> Formula:
        """A solver that knows the domains."""
        solver = z3.Solver(ctx=self.context)
        solver.add(self.domain)
        return solver

    def any_of(self, formulas: Sequence[Formula]) -> Formula:
        """The formula that holds where one of them does."""
        return z3.Or([*formulas, z3.BoolVal(False, self.context)])

    def possible(self, *formulas: Formula) -> bool:
        """Whether some case satisfies all of the formulas."""
        solver = self.solver()
        solver.add(*formulas)
        found = solver.check()
        assert found != z3.unknown
        return bool(found == z3.sat)
