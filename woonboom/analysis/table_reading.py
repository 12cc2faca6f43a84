"""Decision tables as JSON data: checked, and packed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, Literal, TypeVar

from woonboom.analysis.table_boxes import Box, Choice, Column, Scale, Table, Value

_T = TypeVar("_T")


class TableError(ValueError):
    """Data that is no decision table; the message names the rule (from 0) and the column."""


def read_table(data: Mapping[str, object]) -> Table:
    """Return the table that JSON data describes.

    `columns` has objects with `name`, `type` (int, date, enum, bool) and `domain`: the first and
    last value, or all values. `rules` has objects with `when`, a cell per column in their order.
    An interval without `lo` or without `hi` goes on to the end of the domain. Other keys are left
    alone. Raises `TableError` for anything else, a bound outside the domain included: it is a
    slip, in the rule or in the domain.
    """
    columns = [_object(c, f"columns[{k}]") for k, c in enumerate(_list_in(data, "columns"))]
    names = [_name(column, k, columns) for k, column in enumerate(columns)]
    whens = [
        _when(_object(rule, f"rules[{i}]"), i, len(columns))
        for i, rule in enumerate(_list_in(data, "rules"))
    ]
    read = [
        _column(name, column, [when[k] for when in whens])
        for k, (name, column) in enumerate(zip(names, columns, strict=True))
    ]
    rules: list[Box] = [() for _ in whens]
    if read:
        rules = list(zip(*(cells for _, cells in read), strict=True))
    return Table(tuple(column for column, _ in read), rules)


def _object(found: object, what: str) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise TableError(f"{what} is {_said(found)}; an object is needed")
    return found


def _list_in(data: object, key: str) -> Sequence[object]:
    found = _object(data, "the table").get(key)
    if not isinstance(found, list | tuple):
        raise TableError(f"the table has no list ‘{key}’")
    return found


def _name(column: Mapping[str, object], place: int, columns: Sequence[Mapping[str, object]]) -> str:
    name = column.get("name")
    if not isinstance(name, str) or not name:
        raise TableError(f"columns[{place}] has no name")
    if any(other.get("name") == name for other in columns[:place]):
        raise TableError(f"two columns are named ‘{name}’")
    return name


def _when(rule: Mapping[str, object], index: int, count: int) -> Sequence[object]:
    when = rule.get("when")
    if not isinstance(when, list | tuple):
        raise TableError(f"rules[{index}] has no list ‘when’")
    if len(when) != count:
        raise TableError(f"rules[{index}] has {len(when)} cells for {count} columns")
    return when


def _column(
    name: str, column: Mapping[str, object], cells: list[object]
) -> tuple[Column, list[int]]:
    kind, domain = column.get("type"), column.get("domain")
    try:
        if kind == "int" or kind == "date":  # noqa: PLR1714 (mypy narrows only this form)
            return _scale(name, kind, domain, cells)
        if kind == "enum" or kind == "bool":  # noqa: PLR1714
            return _choice(name, kind, domain, cells)
    except _Misfit as misfit:
        place = "" if misfit.rule is None else f"rules[{misfit.rule}], "
        raise TableError(f"{place}column ‘{name}’: {misfit}") from None
    raise TableError(f"column ‘{name}’: its type is {_said(kind)}; known are int, date, enum, bool")


class _Misfit(Exception):
    """What is wrong in a column; `rule` is the index of the rule whose cell it is."""

    rule: int | None = None


def _each(cells: list[object], read: Callable[[object], _T]) -> list[_T]:
    found: list[_T] = []
    try:
        for cell in cells:
            found.append(read(cell))  # noqa: PERF401 (its length tells which cell misfits)
    except _Misfit as misfit:
        misfit.rule = len(found)
        raise
    return found


def _scale(
    name: str, kind: Literal["int", "date"], domain: object, cells: list[object]
) -> tuple[Scale, list[int]]:
    read = _number if kind == "int" else _ordinal
    if not isinstance(domain, list | tuple) or len(domain) != 2:
        raise _Misfit("its domain is not a list of the first and the last value")
    first, last = ends = read(domain[0]), read(domain[1])
    if first > last:
        raise _Misfit(f"its domain begins at {domain[0]}, after its end {domain[1]}")
    intervals = _each(cells, lambda cell: _interval(cell, ends, domain, read))
    cuts = sorted({bound for low, high in {ends, *intervals} for bound in (low, high + 1)})
    bit = {cut: 1 << place for place, cut in enumerate(cuts)}
    return Scale(name, kind, tuple(cuts)), [bit[high + 1] - bit[low] for low, high in intervals]


def _interval(
    cell: object, ends: tuple[int, int], domain: Sequence[object], read: Callable[[object], int]
) -> tuple[int, int]:
    if cell is None:
        return ends
    if not isinstance(cell, dict) or not cell or not cell.keys() <= _BOUNDS:
        raise _Misfit(f'{_said(cell)} is no {{"lo", "hi"}} or null')
    low = read(cell["lo"]) if "lo" in cell else ends[0]
    high = read(cell["hi"]) if "hi" in cell else ends[1]
    if not ends[0] <= low <= high <= ends[1]:
        raise _Misfit(_out_of_place(cell, low <= high, domain))
    return low, high


_BOUNDS: Final = frozenset({"lo", "hi"})


def _out_of_place(cell: Mapping[str, object], in_order: bool, domain: Sequence[object]) -> str:
    if len(cell) == 2 and not in_order:
        return f"lo {cell['lo']} lies after hi {cell['hi']}"
    said = " to ".join(str(cell[key]) for key in ("lo", "hi") if key in cell)
    return f"{said} lies outside the domain, {domain[0]} to {domain[1]}"


def _number(raw: object) -> int:
    if type(raw) is not int:  # so not a bool, which Python takes for an int
        raise _Misfit(f"{_said(raw)} is no whole number")
    return raw


def _ordinal(raw: object) -> int:
    try:
        # Only year-month-day: Python reads "20260131" and "2026-W05-6" as well.
        if isinstance(raw, str) and len(raw) == 10 and raw[4] == raw[7] == "-":
            return date.fromisoformat(raw).toordinal()
    except ValueError:
        pass
    raise _Misfit(f"{_said(raw)} is no date such as 2026-01-31")


def _choice(
    name: str, kind: Literal["enum", "bool"], domain: object, cells: list[object]
) -> tuple[Choice, list[int]]:
    values = _values(domain, (bool,) if kind == "bool" else (str, int))
    bits = {value: 1 << place for place, value in enumerate(values)}
    whole = (1 << len(values)) - 1
    kinds = frozenset(map(type, values))
    return Choice(name, kind, values), _each(cells, lambda cell: _chosen(cell, bits, whole, kinds))


def _values(domain: object, kinds: tuple[type, ...]) -> tuple[Value, ...]:
    if not isinstance(domain, list | tuple) or not domain:
        raise _Misfit("its domain is not a list of values")
    for value in domain:
        if type(value) not in kinds:
            wanted = "true or false" if bool in kinds else "a text or a whole number"
            raise _Misfit(f"{_said(value)} in its domain is not {wanted}")
    if len(set(domain)) < len(domain):
        twice = next(value for value in domain if domain.count(value) > 1)
        raise _Misfit(f"{_said(twice)} is in its domain twice")
    return tuple(domain)


def _chosen(cell: object, bits: Mapping[Value, int], whole: int, kinds: frozenset[type]) -> int:
    if cell is None:
        return whole
    if not isinstance(cell, dict) or cell.keys() != _MEMBERS:
        raise _Misfit(f'{_said(cell)} is no {{"in"}} or null')
    found = 0
    members = cell["in"]
    if not isinstance(members, list | tuple) or not members:
        raise _Misfit("‘in’ has no values")
    for value in members:
        # The type first: to Python 1, 1.0 and true are one key, and a list is none.
        if type(value) not in kinds or value not in bits:
            raise _Misfit(f"{_said(value)} is not in the domain")
        found |= bits[value]
    return found


_MEMBERS: Final = frozenset({"in"})


def _said(raw: object) -> str:
    """Return what was found as JSON would write it, cut when it is long."""
    import json

    said = json.dumps(raw, ensure_ascii=False, default=str, skipkeys=True)
    return said if len(said) <= 40 else said[:39] + "…"
