"""What worked cases should cover, and what they do cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from covering import TWO, answers, covering, done, months, real_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from random_trees import cases, trees
from reading import FACTS, HEAD, OUTCOMES, sound

from woonboom.analysis.coverage import Boundary, Coverage, Demands, place
from woonboom.analysis.flow import Step, follows
from woonboom.analysis.suggestions import suggest
from woonboom.load import load
from woonboom.model import Tree

SHIPPED = Path(__file__).parents[1] / "trees"


def written(tree: Tree) -> Coverage:
    """What the tree's own cases cover."""
    return covering(tree, [case.given for case in tree.cases])


def boundaries(tree: Tree) -> list[tuple[str, int]]:
    """The boundaries that are demanded at question `a`, as (fact, value)."""
    items = Demands(tree).items
    return [(i.fact, i.value) for i in items if isinstance(i, Boundary) and i.question == "a"]


# ---------------------------------------------------------------- what is demanded


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("maanden >= 6", [5, 6]),
        ("maanden < 6", [5, 6]),
        ("maanden > grens", [6, 7]),
        ("maanden == 9", [8, 9, 10]),
        ("maanden != 9", [8, 9, 10]),
        ("3 <= maanden < 6", [2, 3, 5, 6]),
        ("3 <= maanden <= 3", [2, 3, 4]),
        ("maanden >= 6 or (waar and maanden >= 4)", [3, 4, 5, 6]),
        # The range goes from 0 to 100: what does not change inside it has no boundary.
        ("maanden == 0", [0, 1]),
        ("0 <= maanden < 6", [5, 6]),
        ("maanden >= 0 and waar", []),
        ("maanden <= 100 and waar", []),
        ("maanden <= 99", [99, 100]),
        ("5 < maanden < 5 or waar", []),
        ("waar", []),
    ],
)
def test_the_numbers_on_both_sides_of_each_threshold_are_demanded(
    condition: str, values: list[int], tmp_path: Path
) -> None:
    assert boundaries(sound(tmp_path, months(condition))) == [("maanden", v) for v in values]


def test_what_no_case_can_do_is_not_demanded(tmp_path: Path) -> None:
    tree = sound(tmp_path, TWO)
    items = Demands(tree).items
    assert answers(tree, items) == ["a ja", "a nee", "b ja", "b nee"]
    # At b, maanden is 12 or more, so 5 and 6 cannot come there.
    assert [item for item in items if isinstance(item, Boundary)] == [
        Boundary("a", "maanden", 11), Boundary("a", "maanden", 12),
        Boundary("b", "maanden", 12), Boundary("b", "maanden", 13),
    ]  # fmt: skip


def test_what_an_assumption_rules_out_is_not_demanded(tmp_path: Path) -> None:
    assumed = months("maanden >= 6") + "assume: [maanden != 5, waar]\n"
    assert boundaries(sound(tmp_path, assumed)) == [("maanden", 6)]
    nothing = sound(tmp_path, months("maanden >= 6") + "assume: [waar, not waar]\n")
    assert Demands(nothing).items == ()
    assert not written(nothing).missing


def test_a_case_for_which_two_answers_hold_passes_neither(tmp_path: Path) -> None:
    tree = sound(tmp_path, TWO.replace("maanden < 6", "maanden == 13"))
    items = Demands(tree).items
    assert answers(tree, items) == ["a ja", "a nee", "b ja", "b nee"]
    assert [i.value for i in items if isinstance(i, Boundary) and i.question == "b"] == [12, 14]


@given(trees(assume=True))
@settings(max_examples=200)
def test_exactly_what_some_real_case_does_is_demanded(tree: Tree) -> None:
    possible = {item for case in real_cases(tree) for item in done(tree, case)}
    items = Demands(tree).items
    assert set(items) == possible
    assert len(items) == len(possible)


# ---------------------------------------------------------------- what is covered


def test_a_case_covers_what_its_path_passes(tmp_path: Path) -> None:
    tree = sound(tmp_path, TWO + "cases:\n  - {given: {maanden: 12}, expect: y}\n")
    coverage = written(tree)
    assert coverage.count(Step) == (2, 4)
    assert coverage.count(Boundary) == (2, 4)
    assert answers(tree, coverage.missing) == ["a nee", "b ja"]
    assert coverage.missing[1] == Boundary("a", "maanden", 11)


def test_a_number_counts_only_where_its_question_is_passed(tmp_path: Path) -> None:
    tree = sound(
        tmp_path,
        HEAD + OUTCOMES + FACTS + "questions:\n"
        "  w: {ask: Waar, fact: waar, yes: a, no: x}\n"
        "  a:\n    ask: Lang?\n    answers:\n"
        "      - {label: Ja, when: maanden >= 6 or kleur == rood, goto: x}\n"
        "      - {label: Nee, otherwise: true, goto: y}\n",
    )
    tree = replace(tree, start="w")
    six = Boundary("a", "maanden", 6)
    assert six not in covering(tree, [{"waar": False, "maanden": 6}]).covered
    assert six in covering(tree, [{"waar": True, "maanden": 6}]).covered
    stuck = covering(tree, [{"waar": True, "maanden": 5}])
    assert answers(tree, stuck.covered) == ["w yes"]  # kleur is not known, so a is not passed
    unsaid = covering(tree, [{"waar": True, "kleur": "rood"}])
    assert Boundary("a", "maanden", 6) in unsaid.missing


def test_every_item_has_a_place_in_the_file(tmp_path: Path) -> None:
    tree = sound(tmp_path, TWO)
    spans = [place(tree, item) for item in Demands(tree).items]
    lines = [span.source.line(span.line) for span in spans]
    assert [line.split("label: ")[1].split(",")[0] for line in lines] == [
        "Ja", "Nee", "Ja", "Ja", "Ja", "Nee", "Ja", "Ja",
    ]  # fmt: skip
    assert all(f"{span.column}" for span in spans)


@given(st.data())
def test_partial_cases_cover_what_they_pass(data: st.DataObject) -> None:
    tree = data.draw(trees())
    some = data.draw(st.lists(cases(tree), max_size=4))
    coverage = covering(tree, some)
    covered = {item for case in some for item in done(tree, case)}
    assert coverage.covered == covered & set(coverage.demands.items)
    assert set(coverage.missing) == set(coverage.demands.items) - covered


@pytest.mark.parametrize("name", ["hulpverleners", "corporaties"])
@pytest.mark.parametrize("reading", [".", "begrippenlijst"])
def test_the_cases_of_the_shipped_trees_cover_everything(name: str, reading: str) -> None:
    tree, problems = load(SHIPPED / reading / f"{name}.yaml")
    assert tree is not None
    assert problems == []
    coverage = written(tree)
    assert coverage.missing == ()
    assert coverage.count(Step) == ((27, 27) if name == "hulpverleners" else (8, 8))
    assert suggest(coverage).cases == ()


# ---------------------------------------------------------------- trees with faults


@given(trees(broken=True))
@settings(max_examples=150)
def test_whatever_is_wrong_with_a_tree_its_coverage_is_exact(tree: Tree) -> None:
    if not follows(tree):
        return
    possible = {item for case in real_cases(tree) for item in done(tree, case)}
    coverage = covering(tree, [])
    assert set(coverage.missing) == possible
    suggested: list[Mapping[str, object]] = [case.given for case in suggest(coverage).cases]
    assert covering(tree, suggested).missing == ()  # type: ignore[arg-type]
