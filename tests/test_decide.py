"""Deciding a case: one path, one outcome, or the question where it stops and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from calling import ROOT, python

import woonboom
from woonboom.decide import CaseProblem, Decision, decide
from woonboom.facts import Value
from woonboom.load import load
from woonboom.model import Tree

HEAD = """\
woonboom: 1
tree: t
title: T
start: a
facts:
  ja_nee: {label: L, type: boolean}
  maanden: {label: M, type: integer, range: [0, 100]}
outcomes:
  x: {kind: consult, title: X}
  y: {kind: consult, title: Y}
questions:
"""


def tree_of(tmp_path: Path, questions: str) -> Tree:
    (tmp_path / "t.yaml").write_text(HEAD + questions, "utf-8")
    tree, problems = load(tmp_path / "t.yaml")
    assert tree is not None, problems
    return tree


HELPERS, _ = load(ROOT / "trees" / "hulpverleners.yaml")


def decided(tree: Tree, **case: Value) -> Decision:
    return decide(tree, case)


TWO = """\
  a: {ask: A, fact: ja_nee, yes: b, no: y}
  b:
    ask: B
    answers:
      - {label: Lang, when: maanden >= 6, goto: x}
      - {label: Kort, otherwise: true, goto: y}
"""


def test_a_case_follows_the_answers_that_hold(tmp_path: Path) -> None:
    decision = decided(tree_of(tmp_path, TWO), ja_nee=True, maanden=6)
    assert (decision.outcome, decision.path) == ("x", (("a", "yes"), ("b", "lang")))
    assert decision.questions == ("a", "b")


def test_otherwise_takes_what_the_other_answers_leave(tmp_path: Path) -> None:
    assert decided(tree_of(tmp_path, TWO), ja_nee=True, maanden=5).outcome == "y"


def test_facts_off_the_path_need_not_be_known(tmp_path: Path) -> None:
    assert decided(tree_of(tmp_path, TWO), ja_nee=False).outcome == "y"


def test_a_case_that_says_too_little_stops_at_the_question(tmp_path: Path) -> None:
    decision = decided(tree_of(tmp_path, TWO), ja_nee=True)
    assert decision == Decision(None, (("a", "yes"),), at="b")


def test_two_answers_that_hold_are_the_trees_fault(tmp_path: Path) -> None:
    overlap = """\
  a:
    ask: A
    answers:
      - {label: Een, when: maanden >= 3, goto: x}
      - {label: Twee, when: maanden <= 3, goto: y}
"""
    decision = decided(tree_of(tmp_path, overlap), maanden=3)
    assert (decision.outcome, decision.clash, decision.fault) == (None, ("een", "twee"), True)
    assert decided(tree_of(tmp_path, overlap), maanden=4).outcome == "x"


def test_no_answer_that_holds_is_the_trees_fault(tmp_path: Path) -> None:
    gap = """\
  a:
    ask: A
    answers:
      - {label: Een, when: maanden > 3, goto: x}
      - {label: Twee, when: maanden < 3, goto: y}
"""
    decision = decided(tree_of(tmp_path, gap), maanden=3)
    assert (decision.at, decision.clash, decision.fault) == ("a", (), True)


def test_a_round_ends_as_the_trees_fault(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, "  a: {ask: A, fact: ja_nee, yes: a, no: y}\n")
    decision = decided(tree, ja_nee=True)
    assert (decision.outcome, decision.fault) == (None, True)


def test_an_answer_to_nowhere_is_the_trees_fault(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, "  a: {ask: A, fact: ja_nee, yes: weg, no: y}\n")
    decision = decided(tree, ja_nee=True)
    assert (decision.outcome, decision.fault) == (None, True)


def test_judgements_are_decided_by_what_the_professional_says(tmp_path: Path) -> None:
    judged = """\
  a: {ask: A, answers: [{label: Ziet er goed uit, goto: x}, {label: Zorgen, goto: y}]}
"""
    tree = tree_of(tmp_path, judged)
    assert decided(tree, a="ziet_er_goed_uit").outcome == "x"
    assert decided(tree, a="zorgen").outcome == "y"


# ---------------------------------------------------------------- what a decision tells


def helped(**case: object) -> Decision:
    """A case decided by the tree for social workers."""
    assert HELPERS
    return HELPERS.decide(case)


def test_a_decision_tells_the_kind_the_path_and_the_facts_that_counted() -> None:
    decision = helped(ontruimd=True, reden_ontruiming=["opiumwet"], huurschuld=True)
    assert (decision.outcome, decision.kind) == ("uitgesloten_opiumwet", "not_eligible")
    assert decision.path == (("ontruimd", "yes"), ("reden", "opiumwet"))
    assert decision.used == {"ontruimd": True, "reden_ontruiming": frozenset({"opiumwet"})}
    assert (decision.possible, decision.ask) == (("uitgesloten_opiumwet",), None)


def test_of_facts_that_a_question_reads_only_those_that_settle_it_were_used() -> None:
    case = {
        "ontruimd": True, "reden_ontruiming": "overlast", "maanden_sinds_ontruiming": 3,
        "huurschuld": True, "bewindvoering": True,
    }  # fmt: skip
    assert "bewindvoering" not in helped(**case, maanden_regeling=6).used
    assert "bewindvoering" in helped(**case, maanden_regeling=5).used
    assert "bewindvoering" not in helped(**case, maanden_regeling=3).used


def test_assumptions_settle_questions() -> None:
    """Who rents was not evicted, and has a place to live."""
    decision = helped(huurt_van_corporatie=True)
    assert decision.path == (("ontruimd", "no"), ("woonplek", "yes"), ("huurt", "yes"))
    assert decision.used == {"huurt_van_corporatie": True}
    assert decision.possible == ("geen_traject", "naar_corporaties")
    assert decision.ask == decision.at == "dreiging"


def test_an_outcome_that_all_that_is_possible_leads_to_is_the_outcome(tmp_path: Path) -> None:
    same = """\
  a: {ask: A, fact: ja_nee, yes: b, no: x}
  b:
    ask: B
    answers:
      - {label: Lang, when: maanden >= 6, goto: x}
      - {label: Kort, otherwise: true, goto: y}
"""
    decision = decided(tree_of(tmp_path, same), maanden=6)
    assert (decision.outcome, decision.path, decision.at) == ("x", (), "a")
    assert (decision.used, decision.possible) == ({"maanden": 6}, ("x",))


def test_a_fault_that_may_be_but_need_not_be_leaves_a_case_undecided(tmp_path: Path) -> None:
    gap = """\
  a:
    ask: A
    answers:
      - {label: Een, when: maanden > 3, goto: x}
      - {label: Twee, when: maanden < 3 and ja_nee, goto: x}
"""
    tree = tree_of(tmp_path, gap)
    decision = decided(tree, ja_nee=True)
    assert (decision.outcome, decision.fault) == (None, False)
    assert (decision.possible, decision.ask) == (("x",), "a")
    assert decided(tree, maanden=2, ja_nee=False).possible == ()


def test_nothing_known_is_a_case_too() -> None:
    assert HELPERS
    decision = helped()
    assert set(decision.possible) == set(HELPERS.outcomes)
    assert (decision.path, decision.used) == ((), {})


# ---------------------------------------------------------------- values and mistakes


@pytest.mark.parametrize(
    ("raw", "value"),
    [(True, True), ("ja", True), ("nee", False), ("Yes", True), (None, None)],
)
def test_values_may_be_words(raw: object, value: object) -> None:
    assert helped(ontruimd=raw).used.get("ontruimd") == value


@pytest.mark.parametrize("raw", ["huurachterstand, overlast", ["huurachterstand", "overlast"],
                                 {"huurachterstand", "overlast"}])  # fmt: skip
def test_several_options_may_be_a_list_or_words(raw: object) -> None:
    used = helped(ontruimd="ja", reden_ontruiming=raw).used
    assert used["reden_ontruiming"] <= frozenset({"huurachterstand", "overlast"})  # type: ignore[operator]


def test_dates_count_up_to_the_reference_day() -> None:
    assert HELPERS
    case = {"ontruimd": True, "reden_ontruiming": "overlast",
            "maanden_sinds_ontruiming": date(2021, 1, 31)}  # fmt: skip
    assert HELPERS.decide(case, on=date(2026, 2, 27)).path[-1] == ("termijn", "ja")
    assert HELPERS.decide(case, on=date(2026, 2, 28)).outcome == "termijn_voorbij"


@pytest.mark.parametrize(
    ("case", "facts", "parts"),
    [
        ({"ontruimt": True}, ("ontruimt",), ["no fact ‘ontruimt’", "Did you mean ‘ontruimd’?"]),
        ({"ontruimd": 7}, ("ontruimd",), ["‘7’ is no yes or no", "Write yes or no."]),
        ({"reden_ontruiming": "brand"}, ("reden_ontruiming",), ["Known are: huurachterstand"]),
        ({"maanden_regeling": -1}, ("maanden_regeling",), ["-1 is outside 0 to 600"]),
        ({"ontruimd": True, "huurt_van_corporatie": True, "huurschuld": False},
         ("ontruimd", "huurt_van_corporatie"),
         ["cannot be true together", "not (ontruimd and huurt_van_corporatie)"]),
        ({"ontruimd": False, "huurt_van_corporatie": True, "vaste_woonplek": False},
         ("huurt_van_corporatie", "vaste_woonplek"), ["Change one of these facts"]),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_is_an_error_that_names_the_facts(
    case: dict[str, object], facts: tuple[str, ...], parts: list[str]
) -> None:
    with pytest.raises(CaseProblem) as raised:
        helped(**case)
    assert set(raised.value.facts) == set(facts)
    for part in parts:
        assert part in str(raised.value)


def test_assumptions_that_rule_out_everything_are_an_error(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, TWO + "assume: [ja_nee, not ja_nee]\n")
    with pytest.raises(CaseProblem, match="rule out every case") as raised:
        decided(tree)
    assert raised.value.facts == ()
    assert len(raised.value.assumptions) == 2


# ---------------------------------------------------------------- from Python


@pytest.mark.parametrize(
    "before", ["", "import woonboom.decide", "from woonboom.decide import Decision"]
)
def test_decide_is_a_function_whatever_was_imported(before: str) -> None:
    code = (
        f"{before}\nimport woonboom\n"
        f"tree, _ = woonboom.load({str(ROOT / 'trees' / 'corporaties.yaml')!r})\n"
        "for _ in range(2):\n"
        "    print(woonboom.decide(tree, {'huurt_van_corporatie': 'nee'}).outcome)\n"
        "    print(tree.decide({'huurt_van_corporatie': 'nee'}).outcome)"
    )
    done = python("-c", code)
    assert done.stderr == ""
    assert done.stdout == "naar_hulpverleners\n" * 4


def test_a_decision_without_its_tree_says_so() -> None:
    with pytest.raises(ValueError, match="without its tree"):
        woonboom.Decision(None, (), "a").possible  # noqa: B018


def test_the_package_is_its_function() -> None:
    assert HELPERS
    assert woonboom.decide(HELPERS, {}) == decide(HELPERS, {}) == HELPERS.decide({})
