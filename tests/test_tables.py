"""Decision tables: every overlap and every gap, as trying all cases or asking z3 finds them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from itertools import combinations, pairwise
from typing import Any

import pytest
from decision_tables import NOISE, generated, wild
from hypothesis import given, settings
from hypothesis import strategies as st
from second_opinion import Solved, cases, covers, holds, size
from second_opinion import pairwise as each_pair
from small_tables import MONTHS, JsonTable, small_tables, table

from woonboom.analysis import table_gaps
from woonboom.analysis.table_boxes import Table
from woonboom.analysis.table_gaps import first_gap
from woonboom.analysis.table_reading import read_table
from woonboom.analysis.tables import analyse_table

# ---------------------------------------------------------------- small tables, every case tried


def of_box(box: Mapping[str, Any], case: Mapping[str, Any]) -> bool:
    assert box.keys() == case.keys()
    return all(holds(cell, case[name]) for name, cell in box.items())


def rules_of(data: JsonTable, case: dict[str, Any]) -> list[int]:
    return [i for i, rule in enumerate(data["rules"]) if covers(rule, data, case)]


@given(small_tables())
@settings(max_examples=150, deadline=None)
def test_overlaps_are_the_pairs_of_rules_that_some_case_has(data: JsonTable) -> None:
    shared = {pair for case in cases(data) for pair in combinations(rules_of(data, case), 2)}
    assert analyse_table(data).overlaps == sorted(shared)


@given(small_tables())
@settings(max_examples=150, deadline=None)
def test_gaps_are_disjoint_boxes_of_exactly_the_cases_without_a_rule(data: JsonTable) -> None:
    report = analyse_table(data)
    for case in cases(data):
        boxes = sum(of_box(gap, case) for gap in report.gaps)
        assert boxes == (0 if rules_of(data, case) else 1)
    assert report.complete == (not report.gaps)
    assert not report.truncated


@given(small_tables())
@settings(max_examples=150, deadline=None)
def test_every_witness_is_a_case_of_what_it_witnesses(data: JsonTable) -> None:
    report = analyse_table(data)
    for pair, case in zip(report.overlaps, report.overlap_witnesses, strict=True):
        assert set(pair) <= set(rules_of(data, case))
    for gap, case in zip(report.gaps, report.gap_witnesses, strict=True):
        assert of_box(gap, case)
        assert not rules_of(data, case)
    assert report.witness == (report.gap_witnesses[0] if report.gaps else None)


@given(small_tables(), st.integers(0, 12))
@settings(max_examples=150, deadline=None)
def test_a_limit_keeps_the_first_of_each_list_and_says_so(data: JsonTable, limit: int) -> None:
    everything, some = analyse_table(data), analyse_table(data, limit=limit)
    assert some.overlaps == everything.overlaps[:limit]
    assert some.gaps == everything.gaps[:limit]
    assert some.gap_witnesses == everything.gap_witnesses[:limit]
    assert some.truncated == (max(len(everything.overlaps), len(everything.gaps)) > limit)
    assert (some.complete, some.witness) == (everything.complete, everything.witness)


@given(small_tables())
@settings(max_examples=100, deadline=None)
def test_the_gaps_put_in_as_rules_make_the_table_complete(data: JsonTable) -> None:
    before = analyse_table(data)
    filled = {**data, "rules": data["rules"] + [{"when": [*gap.values()]} for gap in before.gaps]}
    after = analyse_table(filled)
    assert after.complete
    assert after.overlaps == before.overlaps


@given(small_tables())
@settings(max_examples=100, deadline=None)
def test_a_report_is_json_and_the_same_every_time(data: JsonTable) -> None:
    report = analyse_table(json.loads(json.dumps(data)))
    assert report == analyse_table(data)
    found = [report.overlaps, report.gaps, report.gap_witnesses, report.overlap_witnesses]
    assert json.loads(json.dumps(found)) == [[list(p) for p in report.overlaps], *found[1:]]


# ---------------------------------------------------------------- larger tables, beside z3


@given(
    st.integers(2, 25), st.integers(1, 8), st.floats(0.3, 0.9), st.integers(0, 10_000)
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_z3_finds_no_other_overlaps(rules: int, columns: int, any_value: float, seed: int) -> None:
    data = wild(rules, seed, columns, any_value)
    solved = Solved(data)
    solver, found = solved.solver(), []
    for (i, one), (j, other) in combinations(enumerate(solved.rules), 2):
        solver.push()
        solver.add(one, other)
        if str(solver.check()) == "sat":
            found.append((i, j))
        solver.pop()
    assert analyse_table(data).overlaps == found


@given(
    st.integers(0, 9), st.integers(1, 6), st.floats(0.3, 0.9), st.integers(0, 10_000)
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_z3_finds_no_case_that_is_in_a_rule_and_a_gap_or_in_neither(
    rules: int, columns: int, any_value: float, seed: int
) -> None:
    data = wild(rules, seed, columns, any_value)
    solved = Solved(data)
    covered = solved.any_of(solved.rules)
    in_gaps = solved.any_of([solved.box([*gap.values()]) for gap in analyse_table(data).gaps])
    assert not solved.possible(covered == in_gaps)


@pytest.mark.parametrize("mode", ["overlap", "gap", "both"])
def test_z3_agrees_about_a_generated_table(mode: str) -> None:
    data = generated(4, 120, mode)
    report, solved = analyse_table(data), Solved(data)
    gaps = [solved.box([*gap.values()]) for gap in report.gaps]
    assert not solved.possible(solved.any_of(solved.rules) == solved.any_of(gaps))
    assert not any(solved.possible(one, other) for one, other in pairwise(gaps))


@given(st.integers(5, 80), st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_z3_agrees_whether_a_table_that_explodes_is_complete(rules: int, seed: int) -> None:
    data = wild(rules, seed)
    solved, gap = Solved(data), first_gap(read_table(data))
    assert solved.possible(*[~rule for rule in solved.rules]) == (gap is not None)


# ---------------------------------------------------------------- tables as in the papers


@pytest.mark.parametrize(("columns", "rules"), [(3, 500), (5, 1_000), (7, 1_500)])
def test_the_rules_of_a_tree_are_complete_and_share_no_case(columns: int, rules: int) -> None:
    report = analyse_table(generated(columns, rules))
    assert (report.overlaps, report.gaps) == ([], [])
    assert report.complete
    assert report.witness is None
    assert not report.truncated


@pytest.mark.parametrize(("columns", "rules"), [(3, 500), (7, 1_500)])
def test_widened_rules_share_cases_and_leave_no_gaps(columns: int, rules: int) -> None:
    data = generated(columns, rules, "overlap")
    report = analyse_table(data)
    assert report.complete
    assert report.overlaps == each_pair(data)
    for pair, case in zip(report.overlaps, report.overlap_witnesses, strict=True):
        assert all(covers(data["rules"][i], data, case) for i in pair)


@pytest.mark.parametrize(("columns", "rules"), [(3, 500), (7, 1_500)])
def test_narrowed_rules_leave_gaps_of_exactly_what_was_cut_off(columns: int, rules: int) -> None:
    clean, data = generated(columns, rules), generated(columns, rules, "gap")
    report = analyse_table(data)
    assert not report.complete
    assert report.overlaps == []
    before, after = (sum(size(r["when"], data) for r in t["rules"]) for t in (clean, data))
    assert sum(size([*gap.values()], data) for gap in report.gaps) == before - after
    assert all(not rules_of(data, case) for case in report.gap_witnesses)
    assert len(report.gaps) < 2 * NOISE * rules  # not splintered: about one for a narrowed rule


def test_a_table_is_made_the_same_from_the_same_seed() -> None:
    assert generated(5, 60, "both") == generated(5, 60, "both")
    assert generated(5, 60, "both") != generated(5, 60, "both", seed="another")


# ---------------------------------------------------------------- tables that explode


@pytest.mark.parametrize("rules", [40, 80, 120, 160, 200])
def test_criss_cross_rules_are_judged_without_the_list_of_gaps(rules: int) -> None:
    for seed in range(6):
        data = wild(rules, seed)
        report = analyse_table(data, limit=20)
        assert len(report.gaps) <= 20
        assert len(report.overlaps) == 20
        assert report.truncated
        assert report.complete == (report.witness is None)
        assert report.witness is None or not rules_of(data, report.witness)


def test_the_list_of_gaps_stops_at_the_limit() -> None:
    data = wild(40, 0)
    report = analyse_table(data, limit=100)
    assert len(report.gaps) == 100
    assert report.truncated
    witnesses = Counter(str(case) for case in report.gap_witnesses)
    assert set(witnesses.values()) == {1}


def test_a_table_full_of_criss_cross_rules_is_soon_proved_complete(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Splitting where the fewest rules are cut would take a million steps here, and not dozens."""
    data = wild(400, 1, wildcards=0.0)
    kept = list(combinations(range(8), 3))
    for i, rule in enumerate(data["rules"]):
        three = kept[i % len(kept)]
        rule["when"] = [cell if k in three else None for k, cell in enumerate(rule["when"])]
    splits = counted(monkeypatch, at_most=1_000)
    assert first_gap(read_table(data)) is None
    assert splits.total() > 10
    solved = Solved(data)
    assert not solved.possible(*[~rule for rule in solved.rules])


def counted(monkeypatch: pytest.MonkeyPatch, at_most: int) -> Counter[str]:
    splits: Counter[str] = Counter()
    split = table_gaps._split

    def counting(region: table_gaps._Region, table: Table) -> tuple[int, int]:
        splits["split"] += 1
        assert splits["split"] <= at_most
        return split(region, table)

    monkeypatch.setattr(table_gaps, "_split", counting)
    return splits


def test_rules_that_add_up_prove_a_table_complete_without_any_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted(monkeypatch, at_most=0)
    assert first_gap(read_table(generated(5, 300))) is None


def test_a_limit_of_none_at_all_still_gives_the_verdict_and_a_witness() -> None:
    report = analyse_table(table([MONTHS], [{"lo": 6}], [{"lo": 8}]), limit=0)
    assert (report.overlaps, report.gaps) == ([], [])
    assert report.truncated
    assert not report.complete
    assert report.witness == {"months": 0}


def test_a_list_as_long_as_the_limit_is_not_cut() -> None:
    data = table([MONTHS], [{"lo": 6, "hi": 9}], [{"lo": 8}])
    assert not analyse_table(data, limit=1).truncated


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="limit is -1"):
        analyse_table(table([MONTHS]), limit=-1)
