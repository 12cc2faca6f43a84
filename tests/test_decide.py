"""Deciding a case: one path, one outcome, or the question where it stops and why."""

from __future__ import annotations

from pathlib import Path

from woonboom.decide import Decision, decide
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
