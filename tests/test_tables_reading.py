"""Decision tables as data: how rules and gaps are written, and what no table may say."""

from __future__ import annotations

import contextlib
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from second_opinion import Cell
from small_tables import HOME, MONTHS, SINCE, URGENT, JsonTable, small_tables, table

from woonboom.analysis.tables import TableError, TableReport, analyse_table

# ---------------------------------------------------------------- what a table says


def test_a_gap_reads_as_a_rule_would() -> None:
    data = table([MONTHS, HOME, SINCE, URGENT],
        [{"hi": 11}, None, None, None],
        [None, {"in": ["none", "own"]}, None, None],
        [None, None, {"lo": "2024-02-29"}, None],
        [None, None, None, {"in": [True]}],
    )  # fmt: skip
    report = analyse_table(data)
    assert report.gaps == [{
        "months": {"lo": 12, "hi": 600}, "home": {"in": ["rent"]},
        "since": {"lo": "2020-01-01", "hi": "2024-02-28"}, "urgent": {"in": [False]},
    }]  # fmt: skip
    assert report.witness == {
        "months": 12, "home": "rent", "since": "2020-01-01", "urgent": False,
    }  # fmt: skip


def test_a_column_in_which_any_value_will_do_is_none_in_a_gap() -> None:
    report = analyse_table(table([MONTHS, URGENT], [None, {"in": [True]}]))
    assert report.gaps == [{"months": None, "urgent": {"in": [False]}}]


def test_intervals_have_both_of_their_ends() -> None:
    apart = table([MONTHS], [{"lo": 0, "hi": 11}], [{"lo": 12, "hi": 600}])
    touching = table([MONTHS], [{"lo": 0, "hi": 12}], [{"lo": 12, "hi": 600}])
    assert analyse_table(apart).overlaps == []
    assert analyse_table(apart).complete
    assert analyse_table(touching).overlaps == [(0, 1)]
    assert analyse_table(touching).overlap_witnesses == [{"months": 12}]


def test_an_interval_without_an_end_goes_on_to_the_end_of_the_domain() -> None:
    assert analyse_table(table([MONTHS], [{"hi": 11}], [{"lo": 12}])).complete
    assert analyse_table(table([SINCE], [{"lo": "2020-01-02"}])).gaps == [
        {"since": {"lo": "2020-01-01", "hi": "2020-01-01"}}
    ]


def test_equal_rules_overlap() -> None:
    assert analyse_table(table([URGENT], [None], [None], [None])).overlaps == [
        (0, 1), (0, 2), (1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "overlaps", "gaps"),
    [
        (table([]), [], [{}]),
        (table([], []), [], []),
        (table([], [], []), [(0, 1)], []),
        (table([MONTHS, HOME]), [], [{"months": None, "home": None}]),
        (table([HOME], [None]), [], []),
    ],
    ids=["nothing", "one rule", "two rules", "no rules", "one rule for all"],
)
def test_tables_without_rules_or_columns(
    data: JsonTable, overlaps: list[tuple[int, int]], gaps: list[dict[str, Any]]
) -> None:
    report = analyse_table(data)
    assert (report.overlaps, report.gaps) == (overlaps, gaps)
    assert report.complete == (not gaps)
    first = {column["name"]: column["domain"][0] for column in data["columns"]}
    assert report.witness == (first if gaps else None)


def test_domains_of_any_size_will_do() -> None:
    huge = {"name": "n", "type": "int", "domain": [-(10**30), 10**30]}
    report = analyse_table(table([huge, huge | {"name": "m"}], [{"lo": 5}, {"hi": 10**29}]))
    assert report.gaps == [
        {"n": {"lo": -(10**30), "hi": 4}, "m": None},
        {"n": {"lo": 5, "hi": 10**30}, "m": {"lo": 10**29 + 1, "hi": 10**30}},
    ]
    last = {"name": "d", "type": "date", "domain": ["9999-12-30", "9999-12-31"]}
    assert analyse_table(table([last], [{"hi": "9999-12-30"}])).witness == {"d": "9999-12-31"}


def test_a_report_is_not_changed_afterwards() -> None:
    report = analyse_table(table([HOME], [None]))
    with pytest.raises(FrozenInstanceError):
        report.complete = False  # type: ignore[misc]
    assert repr(report) == (
        "TableReport(overlaps=[], gaps=[], complete=True, truncated=False, witness=None)"
    )
    assert isinstance(report, TableReport)


def test_what_else_a_table_says_is_left_alone() -> None:
    data = table([HOME | {"label": "Woning"}], [None]) | {"hit_policy": "UNIQUE"}
    data["rules"][0] |= {"id": 7, "then": "A"}
    assert analyse_table(data).complete


# ---------------------------------------------------------------- data that is no table

BAD_TABLES: list[tuple[Any, str]] = [
    ([], "the table is []; an object is needed"),
    (None, "the table is null; an object is needed"),
    ({"rules": []}, "the table has no list ‘columns’"),
    ({"columns": []}, "the table has no list ‘rules’"),
    ({"columns": {}, "rules": []}, "the table has no list ‘columns’"),
    (table(["months"]), 'columns[0] is "months"; an object is needed'),
    (table([MONTHS, {"type": "int"}]), "columns[1] has no name"),
    (table([MONTHS | {"name": 3}]), "columns[0] has no name"),
    (table([MONTHS, HOME, MONTHS]), "two columns are named ‘months’"),
    ({"columns": [], "rules": [None]}, "rules[0] is null; an object is needed"),
    ({"columns": [], "rules": [{}]}, "rules[0] has no list ‘when’"),
    ({"columns": [], "rules": [{"when": {}}]}, "rules[0] has no list ‘when’"),
    (table([MONTHS], [None], []), "rules[1] has 0 cells for 1 columns"),
    (table([MONTHS], [None, None]), "rules[0] has 2 cells for 1 columns"),
]  # fmt: skip

BAD_COLUMNS: list[tuple[JsonTable, str]] = [
    (MONTHS | {"type": "float"},
     'column ‘months’: its type is "float"; known are int, date, enum, bool'),
    ({"name": "x"}, "column ‘x’: its type is null; known are int, date, enum, bool"),
    (MONTHS | {"type": ["int"]},
     'column ‘months’: its type is ["int"]; known are int, date, enum, bool'),
    ({"name": "x", "type": "int"},
     "column ‘x’: its domain is not a list of the first and the last value"),
    (MONTHS | {"domain": [0, 5, 9]},
     "column ‘months’: its domain is not a list of the first and the last value"),
    (MONTHS | {"domain": [600, 0]}, "column ‘months’: its domain begins at 600, after its end 0"),
    (MONTHS | {"domain": [0, 2.5]}, "column ‘months’: 2.5 is no whole number"),
    (MONTHS | {"domain": [False, True]}, "column ‘months’: false is no whole number"),
    (SINCE | {"domain": ["2020-01-01", 9]}, "column ‘since’: 9 is no date such as 2026-01-31"),
    (SINCE | {"domain": ["2021-01-01", "2020-01-01"]},
     "column ‘since’: its domain begins at 2021-01-01, after its end 2020-01-01"),
    (HOME | {"domain": []}, "column ‘home’: its domain is not a list of values"),
    (HOME | {"domain": "abc"}, "column ‘home’: its domain is not a list of values"),
    (HOME | {"domain": ["a", None]},
     "column ‘home’: null in its domain is not a text or a whole number"),
    (HOME | {"domain": ["a", ["b"]]},
     'column ‘home’: ["b"] in its domain is not a text or a whole number'),
    (HOME | {"domain": ["a", "b", "a"]}, 'column ‘home’: "a" is in its domain twice'),
    (URGENT | {"domain": [0, 1]}, "column ‘urgent’: 0 in its domain is not true or false"),
    (URGENT | {"domain": [True, True]}, "column ‘urgent’: true is in its domain twice"),
]  # fmt: skip

BAD_CELLS: list[tuple[JsonTable, Any, str]] = [
    (MONTHS, 5, '5 is no {"lo", "hi"} or null'),
    (MONTHS, {}, '{} is no {"lo", "hi"} or null'),
    (MONTHS, [1, 2], '[1, 2] is no {"lo", "hi"} or null'),
    (MONTHS, {"in": [1, 2]}, '{"in": [1, 2]} is no {"lo", "hi"} or null'),
    (MONTHS, {"lo": 1, "max": 2}, '{"lo": 1, "max": 2} is no {"lo", "hi"} or null'),
    (MONTHS, {"lo": True, "hi": 2}, "true is no whole number"),
    (MONTHS, {"lo": 1.0, "hi": 2}, "1.0 is no whole number"),
    (MONTHS, {"lo": 1, "hi": "2"}, '"2" is no whole number'),
    (MONTHS, {"lo": 1, "hi": None}, "null is no whole number"),
    (MONTHS, {"lo": 9, "hi": 5}, "lo 9 lies after hi 5"),
    (MONTHS, {"lo": -1, "hi": 5}, "-1 to 5 lies outside the domain, 0 to 600"),
    (MONTHS, {"lo": 5, "hi": 601}, "5 to 601 lies outside the domain, 0 to 600"),
    (MONTHS, {"lo": 700}, "700 lies outside the domain, 0 to 600"),
    (MONTHS, {"hi": -2}, "-2 lies outside the domain, 0 to 600"),
    (SINCE, {"lo": "2021-02-30"}, '"2021-02-30" is no date such as 2026-01-31'),
    (SINCE, {"lo": "20210228"}, '"20210228" is no date such as 2026-01-31'),
    (SINCE, {"lo": "2021-W01-1"}, '"2021-W01-1" is no date such as 2026-01-31'),
    (SINCE, {"lo": 2021}, "2021 is no date such as 2026-01-31"),
    (SINCE, {"lo": "2021-01-02", "hi": "2021-01-01"},
     "lo 2021-01-02 lies after hi 2021-01-01"),
    (SINCE, {"hi": "2030-01-01"}, "2030-01-01 lies outside the domain, 2020-01-01 to 2029-12-31"),
    (HOME, "rent", '"rent" is no {"in"} or null'),
    (HOME, {"lo": "own", "hi": "rent"}, '{"lo": "own", "hi": "rent"} is no {"in"} or null'),
    (HOME, {"in": []}, "‘in’ has no values"),
    (HOME, {"in": "rent"}, "‘in’ has no values"),
    (HOME, {"in": ["rent", "boat"]}, '"boat" is not in the domain'),
    (HOME, {"in": [["rent"]]}, '["rent"] is not in the domain'),
    (HOME, {"in": [None]}, "null is not in the domain"),
    (URGENT, {"in": [1]}, "1 is not in the domain"),
    (URGENT, {"in": ["true"]}, '"true" is not in the domain'),
    (HOME | {"domain": [1, 2]}, {"in": [True]}, "true is not in the domain"),
    (HOME, {"in": ["x" * 100]}, f'"{"x" * 38}… is not in the domain'),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), BAD_TABLES)
def test_data_that_is_no_table_is_refused(data: JsonTable, said: str) -> None:
    with pytest.raises(TableError) as refusal:
        analyse_table(data)
    assert str(refusal.value) == said


@pytest.mark.parametrize(("column", "said"), BAD_COLUMNS)
def test_a_column_that_makes_no_sense_is_named(column: JsonTable, said: str) -> None:
    with pytest.raises(TableError) as refusal:
        analyse_table(table([{**URGENT, "name": "before"}, column]))
    assert str(refusal.value) == said


@pytest.mark.parametrize(("column", "cell", "said"), BAD_CELLS)
def test_a_cell_that_misfits_its_column_is_named_with_its_rule(
    column: JsonTable, cell: Cell, said: str
) -> None:
    data = table([{**URGENT, "name": "before"}, column], [None, None], [None, None], [None, cell])
    with pytest.raises(TableError) as refusal:
        analyse_table(data)
    assert str(refusal.value) == f"rules[2], column ‘{column['name']}’: {said}"


def test_a_table_error_is_a_value_error() -> None:
    assert issubclass(TableError, ValueError)


json_data = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats() | st.sampled_from(["a", "int"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["lo", "hi", "in", "when", "name"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(small_tables(), json_data, st.data())
@settings(max_examples=300, deadline=None)
def test_spoilt_data_is_analysed_or_refused_and_never_a_crash(
    data: JsonTable, spoilt: object, drawn: st.DataObject
) -> None:
    places: list[tuple[Any, Any]] = [(data, key) for key in data]
    places += [(part, key) for list_ in data.values() for part in list_ for key in part]
    places += [(rule["when"], k) for rule in data["rules"] for k in range(len(rule["when"]))]
    holder, key = drawn.draw(st.sampled_from(places))
    holder[key] = spoilt
    with contextlib.suppress(TableError):
        report = analyse_table(data, limit=50)
        assert report.complete == (report.witness is None)
