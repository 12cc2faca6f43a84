"""Small decision tables: written down in a line, or drawn so that every case can be tried."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from second_opinion import Cell, cases

JsonTable = dict[str, Any]

MONTHS: JsonTable = {"name": "months", "type": "int", "domain": [0, 600]}
HOME: JsonTable = {"name": "home", "type": "enum", "domain": ["rent", "own", "none"]}
SINCE: JsonTable = {"name": "since", "type": "date", "domain": ["2020-01-01", "2029-12-31"]}
URGENT: JsonTable = {"name": "urgent", "type": "bool", "domain": [False, True]}


def table(columns: list[Any], *whens: list[Any]) -> JsonTable:
    return {"columns": columns, "rules": [{"when": when} for when in whens]}


@st.composite
def columns(draw: st.DrawFn, name: str) -> JsonTable:
    kind = draw(st.sampled_from(["int", "date", "enum", "bool"]))
    if kind == "enum":
        values = st.one_of(st.sampled_from("abcd"), st.integers(0, 2))
        domain: list[Any] = draw(st.lists(values, min_size=1, max_size=4, unique=True))
    elif kind == "bool":
        domain = draw(st.sampled_from([[False, True], [True, False], [True]]))
    else:
        low, length = draw(st.integers(-3, 3)), draw(st.integers(0, 6))
        domain = [low, low + length] if kind == "int" else [day(low), day(low + length)]
    return {"name": name, "type": kind, "domain": domain}


def day(number: int) -> str:
    return date.fromordinal(date(2024, 2, 28).toordinal() + number).isoformat()


@st.composite
def cells(draw: st.DrawFn, column: JsonTable) -> Cell:
    domain = column["domain"]
    if draw(st.booleans()):
        return None
    if column["type"] in ("enum", "bool"):
        return {"in": draw(st.lists(st.sampled_from(domain), min_size=1, max_size=3))}
    possible = [case["x"] for case in cases(table([{**column, "name": "x"}]))]
    low, high = sorted(draw(st.tuples(st.sampled_from(possible), st.sampled_from(possible))))
    shapes: list[Cell] = [{"lo": low, "hi": high}, {"lo": low}, {"hi": high}]
    return draw(st.sampled_from(shapes))


@st.composite
def small_tables(draw: st.DrawFn) -> JsonTable:
    wanted = [draw(columns(name)) for name in "abcd"[: draw(st.integers(0, 4))]]
    count = draw(st.integers(0, 7))
    return table(wanted, *[[draw(cells(column)) for column in wanted] for _ in range(count)])
