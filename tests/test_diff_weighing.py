"""Weighing a caseload: every row gets what the exact regions, and one case at a time, say of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from random_edits import edited, unrelated
from random_trees import Pick, PlainCase, case_of, every_case
from samples import SPAN, text

import woonboom
from woonboom.caseload.table import Batch
from woonboom.conditions import Condition, Has, Names, Not, parse
from woonboom.decide.columns import Values, code_of, packed, value_of
from woonboom.decide.walk import walk
from woonboom.diff import Changes
from woonboom.diff.align import Aligned, aligned
from woonboom.diff.weighed import Weighed
from woonboom.diff.weighing import Weighing
from woonboom.facts import Fact
from woonboom.model import Answer, Assumption, Tree

SEEDS = st.sampled_from(range(2**20))
Verdict = tuple[str | None, str | None] | str
"""The old and the new outcome of a row that changes, or what else becomes of it."""


def batch(facts: Sequence[Fact], cases: Sequence[PlainCase]) -> Batch:
    """Cases as the reader of a file would hand them over; each is called by its place."""
    columns: dict[str, Values] = {
        fact.id: packed(fact, [code_of(fact, case.get(fact.id)) for case in cases])
        for fact in facts
    }
    numbers = np.arange(len(cases))
    return Batch(numbers, [f"c{number}" for number in numbers], columns)


def weighed(changes: Changes, cases: Sequence[PlainCase]) -> Weighed:
    weighing = Weighing(changes)
    return weighing.weigh([batch([*weighing.wanted.facts.values()], cases)])


def by_name(found: Weighed) -> dict[str | int, Verdict]:
    """What becomes of the rows that are named."""
    verdicts: dict[str | int, Verdict] = dict.fromkeys(found.open, "open")
    for moved in found.changed:
        verdicts |= dict.fromkeys(moved.names, (moved.old_outcome, moved.new_outcome))
    return verdicts


def all_cases(trees: Aligned, facts: Sequence[str]) -> list[PlainCase]:
    """All complete cases that are real."""
    assumed = [a.condition for a in trees.new.assumptions]
    return [c for c in every_case(trees.new, 20_000, facts) if all(a.holds(c) for a in assumed)]


def verdict(trees: Aligned, changes: Changes, case: PlainCase) -> Verdict:
    """What becomes of a complete case, one at a time."""
    old, new = walk(trees.old, case).outcome, walk(trees.new, case).outcome
    pairs = {(group.old_outcome, group.new_outcome) for group in changes.groups}
    return (old, new) if (old, new) in pairs else "same"


# ------------------------------------------------------------------ the same as one by one


@settings(max_examples=150)
@given(SEEDS, st.booleans())
def test_complete_rows_change_exactly_when_they_are_in_a_region(seed: int, apart: bool) -> None:
    old, new = (unrelated if apart else edited)(random.Random(seed).randrange)
    changes = woonboom.diff(old, new)
    trees = aligned(old, new, changes.renames)
    cases = all_cases(trees, [*Weighing(changes).wanted.facts])
    found = weighed(changes, cases)
    verdicts = by_name(found)
    for number, case in enumerate(cases):
        regions = [
            (group.old_outcome, group.new_outcome)
            for group in changes.groups
            if {**_first(trees), **case} in group.region
        ]
        assert [verdicts[f"c{number}"]] if f"c{number}" in verdicts else regions == []
        assert verdicts.get(f"c{number}", "same") == verdict(trees, changes, case)
    assert (found.rows, found.left_out, found.untouched, found.open) == (len(cases), 0, 0, ())
    assert found.moved + found.unchanged == found.rows


def _first(trees: Aligned) -> PlainCase:
    """Some value of every fact, for facts that decide nothing."""
    return next(iter(every_case(trees.new, 10**9)))


@settings(max_examples=150)
@given(SEEDS)
def test_of_rows_that_leave_something_out_all_that_can_follow_is_weighed(seed: int) -> None:
    pick = random.Random(seed).randrange
    old, new = edited(pick, max_cases=60)
    changes = woonboom.diff(old, new)
    trees = aligned(old, new, changes.renames)
    facts = [*Weighing(changes).wanted.facts]
    complete = all_cases(trees, facts)
    rows = [_partly(pick, case_of(pick, trees.new, complete=True), facts) for _ in range(25)]
    found = weighed(changes, rows)
    told, unreal = by_name(found), {odd.at for odd in found.odd}
    quiet = 0
    for number, row in enumerate(rows):
        fitting = [case for case in complete if row.items() <= case.items()]
        possible = {verdict(trees, changes, case) for case in fitting}
        if not possible:
            assert number in unreal
        elif possible == {"same"}:
            quiet += 1
            assert f"c{number}" not in told
        else:
            sure = next(iter(possible)) if len(possible) == 1 else "open"
            assert told[f"c{number}"] == sure
    assert found.unchanged + found.untouched == quiet
    assert found.left_out == len(unreal)


def _partly(pick: Pick, case: PlainCase, facts: Sequence[str]) -> PlainCase:
    return {fact: case[fact] for fact in facts if pick(3)}


@settings(max_examples=60)
@given(SEEDS)
def test_it_makes_no_difference_how_rows_are_divided_over_batches(seed: int) -> None:
    pick = random.Random(seed).randrange
    old, new = edited(pick)
    weighing = Weighing(woonboom.diff(old, new))
    facts = [*weighing.wanted.facts.values()]
    tree = aligned(old, new, weighing.changes.renames).new
    cases = [case_of(pick, tree) for _ in range(20)]
    whole = batch(facts, cases)
    parts = [
        replace(batch(facts, cases[at : at + 7]), names=whole.names[at : at + 7],
                at=whole.at[at : at + 7])
        for at in range(0, 20, 7)
    ]  # fmt: skip
    assert weighing.weigh(parts) == weighing.weigh([whole])


def test_a_fact_of_many_options_fits() -> None:
    options = {f"o{n}": f"O {n}" for n in range(130)}
    facts = {"reden": Fact("reden", "Reden", "choices", options)}
    old, new = (asking(facts, Has(option, "reden")) for option in ("o129", "o64"))
    rows: list[PlainCase] = [
        {"reden": frozenset({"o1", "o129"})}, {"reden": frozenset({"o129", "o64"})}, {},
    ]  # fmt: skip
    assert by_name(weighed(woonboom.diff(old, new), rows)) == {
        "c0": ("ja", "nee"), "c2": "open",
    }  # fmt: skip


@given(st.integers(2, 140), SEEDS)
def test_codes_stand_for_values(count: int, seed: int) -> None:
    options = {f"o{n}": f"O {n}" for n in range(count)}
    pick = random.Random(seed)
    some: frozenset[str] = frozenset(pick.sample(list(options), pick.randrange(1, count + 1)))
    fact = Fact("reden", "Reden", "choices", options)
    column = packed(fact, [code_of(fact, some), code_of(fact, None)])
    assert [value_of(fact, row) for row in column] == [some, None]


# ------------------------------------------------------------------ facts and assumptions


def asking(facts: dict[str, Fact], condition: Condition | str, *assumed: str) -> Tree:
    """A tree with one question: outcome `ja` when a condition holds, else `nee`."""
    holds = condition if not isinstance(condition, str) else _read(condition, facts)
    answers = tuple(
        Answer(goto, text(goto), goto, when, "when", SPAN, SPAN)
        for goto, when in (("ja", holds), ("nee", Not(holds)))
    )
    question = replace(samples.question("q", []), answers=answers)
    outcomes = [samples.outcome("ja", "eligible"), samples.outcome("nee", "not_eligible")]
    made = samples.tree([question], outcomes)
    assumptions = tuple(Assumption(_read(one, facts), SPAN) for one in assumed)
    return replace(made, facts=facts, assumptions=assumptions)


def _read(written: str, facts: dict[str, Fact]) -> Condition:
    condition, problems = parse(written, Names(facts, {}))
    assert condition is not None, problems
    return condition


MONTHS = {"maanden": Fact("maanden", "Maanden", "integer", range=(0, 60), unit="maanden")}


def test_a_number_that_only_one_version_knows_is_no_outcome_in_the_other() -> None:
    wider = {"maanden": replace(MONTHS["maanden"], range=(0, 90))}
    changes = woonboom.diff(asking(MONTHS, "maanden < 6"), asking(wider, "maanden < 3"))
    rows: list[PlainCase] = [{"maanden": n} for n in (2, 5, 60, 61)]
    found = weighed(changes, rows)
    assert by_name(found) == {"c1": ("ja", "nee"), "c3": (None, "nee")}
    assert (found.count("loss"), found.count("undecided"), found.unchanged) == (1, 1, 2)


def test_a_row_that_the_assumptions_exclude_is_left_out_and_says_by_which_facts() -> None:
    facts = {id_: Fact(id_, id_, "boolean") for id_ in ("a", "b", "c")}
    old, new = (asking(facts, when, "not (a and b)") for when in ("c", "not c"))
    found = weighed(
        woonboom.diff(old, new),
        [{"a": True, "b": True, "c": True}, {"a": True, "b": False, "c": True}],
    )
    assert (found.left_out, found.moved) == (1, 1)
    (odd,) = found.odd
    assert odd.said.say("nl") == "de boom sluit dit uit: a, b"


def test_a_row_that_says_too_little_counts_where_it_makes_no_difference() -> None:
    facts = {id_: Fact(id_, id_, "boolean") for id_ in ("a", "b")}
    old, new = asking(facts, "a or b"), asking(facts, "a")
    rows: list[PlainCase] = [{"a": True}, {"a": False}, {"b": False}, {"b": True}, {}]
    found = weighed(woonboom.diff(old, new), rows)
    assert (found.unchanged, found.untouched) == (1, 1)  # with b false both ask for a
    assert by_name(found) == {"c1": "open", "c3": "open", "c4": "open"}


def test_versions_that_do_the_same_leave_every_row_as_it_was() -> None:
    facts = {id_: Fact(id_, id_, "boolean") for id_ in ("a", "b")}
    old, new = asking(facts, "a and b"), asking(facts, "not (not a or not b)")
    found = weighed(woonboom.diff(old, new), [{"a": True, "b": True}, {"a": True}, {}])
    assert (found.unchanged, found.untouched, found.open, found.changed) == (1, 2, (), ())


def test_a_renamed_fact_may_be_called_by_either_name() -> None:
    renamed = {"maanden_regeling": replace(MONTHS["maanden"], id="maanden_regeling")}
    changes = woonboom.diff(
        asking(MONTHS, "maanden < 6"), asking(renamed, "maanden_regeling < 3"),
        facts={"maanden": "maanden_regeling"},
    )  # fmt: skip
    wanted = Weighing(changes).wanted
    assert wanted.names["maanden"] == wanted.names["maanden_regeling"] == "maanden_regeling"
    assert list(wanted.facts) == ["maanden_regeling"]


def test_the_real_trees_move_those_with_an_arrangement_of_three_to_five_months() -> None:
    root = Path(__file__).parent.parent / "trees"
    old, _ = woonboom.load(root / "begrippenlijst" / "hulpverleners.yaml")
    new, _ = woonboom.load(root / "hulpverleners.yaml")
    assert old is not None
    assert new is not None
    base: PlainCase = {
        "ontruimd": True, "reden_ontruiming": frozenset({"huurachterstand"}), "huurschuld": True,
        "maanden_sinds_ontruiming": 12, "hulpverlening": True, "begeleidingsplan": True,
        "vaste_woonplek": False, "huurt_van_corporatie": False,
    }  # fmt: skip
    rows: list[PlainCase] = [
        {**base, "maanden_regeling": months, "bewindvoering": guided}
        for months in range(8)
        for guided in (False, True)
    ]
    found = weighed(woonboom.diff(old, new), rows)
    lost = [moved for moved in found.changed if moved.grade == "loss"]
    assert [(m.old_outcome, m.new_outcome) for m in lost] == [("tweedekans", "eerst_regeling")]
    changed = [rows[int(str(name)[1:])] for name in lost[0].names]
    assert [(row["maanden_regeling"], row["bewindvoering"]) for row in changed] == [
        (3, False), (3, True), (4, False), (5, False),
    ]  # fmt: skip


def test_nothing_is_counted_in_an_empty_caseload() -> None:
    found = weighed(woonboom.diff(asking(MONTHS, "maanden < 6"), asking(MONTHS, "maanden < 3")), [])
    assert (found.rows, found.moved, found.unchanged, found.changed) == (0, 0, 0, ())
