"""Cases that do not say everything, against brute force over all that they could become."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from calling import ROOT
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_trees import PlainCase, case_of, cases, every_case, tree_of, trees

import woonboom
from woonboom.decide import CaseProblem, Decision, decide
from woonboom.decide.asking import Asking
from woonboom.decide.ground import Ground
from woonboom.decide.walk import walk
from woonboom.model import Tree

SMALL = 100
"""So many complete cases are few enough to go through for every state of a search."""

HELPERS, _ = woonboom.load(ROOT / "trees" / "hulpverleners.yaml")


def completions(tree: Tree, case: PlainCase) -> Iterator[PlainCase]:
    """Every real complete case that is as `case` says."""
    for whole in every_case(tree):
        if all(whole[fact] == value for fact, value in case.items()) and is_real(tree, whole):
            yield whole


def is_real(tree: Tree, case: PlainCase) -> bool:
    return all(assumption.condition.holds(case) for assumption in tree.assumptions)


def decided(tree: Tree, case: PlainCase) -> Decision:
    """The decision of a case that can exist; other cases are not looked at."""
    try:
        return decide(tree, case)
    except CaseProblem:
        assume(False)
        raise


kinds_of_trees = st.one_of(
    trees(assume=True), trees(sound=True, assume=True), trees(broken=True, assume=True)
)


@given(kinds_of_trees, st.data())
@settings(max_examples=300)
def test_what_is_possible_is_what_completions_come_to(tree: Tree, data: st.DataObject) -> None:
    case = data.draw(cases(tree))
    ends = [walk(tree, whole) for whole in completions(tree, case)]
    if not ends:
        with pytest.raises(CaseProblem):
            decide(tree, case)
        return
    decision = decide(tree, case)
    outcomes = {end.outcome for end in ends if end.outcome}
    fault = any(end.fault for end in ends)
    assert set(decision.possible) == outcomes
    assert list(decision.possible) == [id_ for id_ in tree.codes if id_ in outcomes]
    assert decision.fault == (not outcomes)
    assert decision.outcome == (outcomes.pop() if len(outcomes) == 1 and not fault else None)
    assert (decision.ask is None) == (decision.outcome is not None or decision.fault)


@given(kinds_of_trees, st.data())
def test_the_path_is_what_all_completions_share(tree: Tree, data: st.DataObject) -> None:
    case = data.draw(cases(tree))
    decision = decided(tree, case)
    paths = [walk(tree, whole).path for whole in completions(tree, case)]
    shared = len(decision.path)
    assert all(path[:shared] == decision.path for path in paths)
    if not decision.fault and decision.at:
        assert len({path[shared : shared + 1] for path in paths}) > 1
        assert decision.at in tree.questions


@given(kinds_of_trees, st.data())
def test_a_complete_case_comes_where_the_plain_walk_comes(tree: Tree, data: st.DataObject) -> None:
    case = data.draw(cases(tree, complete=True))
    decision, plain = decided(tree, case), walk(tree, case)
    assert (decision.outcome, decision.path, decision.fault) == (
        plain.outcome, plain.path, plain.fault,
    )  # fmt: skip
    assert (decision.at, decision.clash) == (plain.at, plain.clash)


@given(kinds_of_trees, st.data())
def test_the_facts_that_were_used_are_enough(tree: Tree, data: st.DataObject) -> None:
    check_used(tree, data.draw(cases(tree)))


def test_the_facts_that_were_used_are_enough_in_many_trees() -> None:
    for seed in range(3_000):
        check_used(*drawn(seed))


def check_used(tree: Tree, case: PlainCase) -> None:
    """With the used facts alone the decision is the same, and all of them are used again."""
    try:
        decision = decide(tree, case)
    except CaseProblem:
        return
    assert decision.used.items() <= case.items()
    again = decide(tree, decision.used)
    assert (again.path, again.outcome, again.fault) == (
        decision.path, decision.outcome, decision.fault,
    )  # fmt: skip
    assert again.used == decision.used


# ---------------------------------------------------------------- what to ask


def naive(tree: Tree, known: list[PlainCase]) -> tuple[Fraction, list[str]]:
    """The expected number of further questions, and the questions that are best; by all ways."""
    if len({walk(tree, case).outcome for case in known}) < 2:
        return Fraction(0), []
    costs: dict[str, Fraction] = {}
    for question in tree.in_order:
        groups = groups_at(tree, question.id, known)
        if len(groups) > 1 and any(question.id in places(tree, case) for case in known):
            total = sum((naive(tree, group)[0] for group in groups), Fraction(0))
            costs[question.id] = 1 + total / len(groups)
    least = min(costs.values())
    return least, [place for place, cost in costs.items() if cost == least]


def places(tree: Tree, case: PlainCase) -> list[str]:
    found = walk(tree, case)
    return [*(question for question, _ in found.path), found.at or ""]


def drawn(seed: int) -> tuple[Tree, PlainCase]:
    """A random small tree with a case that says half of what it could."""
    source = random.Random(seed)
    broken, sound = seed % 3 == 0, seed % 3 == 1
    tree = tree_of(
        source.randrange, 5, sound=sound, broken=broken, assume=True, max_cases=SMALL
    )  # fmt: skip
    case = case_of(source.randrange, tree)
    return tree, {fact: value for fact, value in case.items() if source.random() < 0.5}


def test_the_question_to_ask_is_one_with_the_fewest_to_follow() -> None:
    compared, elsewhere = 0, 0
    for seed in range(1_000):
        tree, case = drawn(seed)
        known, ground = list(completions(tree, case)), Ground(tree)
        if not known or not ground.ends:
            continue
        decision = decide(tree, case)
        least, best = naive(tree, known)
        assert Asking(ground).expected(ground.known(case)) == least, seed
        if decision.ask:
            assert decision.ask == (decision.at if decision.at in best else best[0]), seed
            compared += 1
            elsewhere += decision.ask != decision.at
        else:
            assert best == [], seed
    assert compared > 200
    assert elsewhere > 20


def groups_at(tree: Tree, place: str, known: list[PlainCase]) -> list[list[PlainCase]]:
    """The cases by their answer to a question."""
    groups: dict[tuple[bool | None, ...], list[PlainCase]] = {}
    for case in known:
        pattern = tuple(answer.condition.holds(case) for answer in tree.questions[place].answers)
        groups.setdefault(pattern, []).append(case)
    return list(groups.values())


def test_a_search_that_is_too_large_asks_where_the_case_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert HELPERS
    assert decide(HELPERS, {}).ask == "huurt"
    monkeypatch.setattr("woonboom.decide.asking.MOST_WORK", 1_000)
    assert decide(HELPERS, {}).ask == decide(HELPERS, {}).at == "ontruimd"


def test_a_tree_that_is_too_tangled_is_still_decided_as_far_as_facts_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Then what is possible is all that answers lead to, and not an error."""
    assert HELPERS
    monkeypatch.setattr("woonboom.regions.diagrams.MOST_EDGES", 3)
    tree = replace(HELPERS, assumptions=())
    decision = decide(tree, {"ontruimd": False})
    assert (decision.outcome, decision.at, decision.ask) == (None, "woonplek", "woonplek")
    assert "wonenplus" in decision.possible
    assert "tweedekans" not in decision.possible
    assert decide(tree, {"ontruimd": True, "reden_ontruiming": "opiumwet"}).outcome


# ---------------------------------------------------------------- facts that cannot be


def test_of_facts_that_exclude_each_other_the_fewest_are_named() -> None:
    named = 0
    for seed in range(2_000):
        tree, case = drawn(seed)
        if list(completions(tree, case)):
            continue
        with pytest.raises(CaseProblem) as raised:
            decide(tree, case)
        blamed, assumptions = raised.value.facts, raised.value.assumptions
        assert not list(completions(tree, {fact: case[fact] for fact in blamed}))
        for size in range(len(blamed)):
            for fewer in combinations(case, size):
                assert list(completions(tree, {fact: case[fact] for fact in fewer})), seed
        assert assumptions
        assert set(assumptions) <= set(tree.assumptions)
        named += len(blamed) > 1
    assert named > 2
