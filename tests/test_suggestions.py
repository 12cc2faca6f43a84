"""The cases that are suggested: they cover whatever is missing, and fewer could not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import samples
from covering import TWO, answers, covering, done, months, real_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from random_trees import cases, conditions, trees
from reading import sound

import woonboom.analysis.suggestions
from woonboom.analysis.coverage import Coverage, Demands, Item
from woonboom.analysis.fewest import few_groups
from woonboom.analysis.flow import Flow
from woonboom.analysis.one_by_one import cases_one_by_one
from woonboom.analysis.sharing import Sharing
from woonboom.analysis.suggestions import Suggestion, suggest
from woonboom.conditions import Not, Or, Truth
from woonboom.conditions.forms import Compare, leaves
from woonboom.decide.walk import walk
from woonboom.facts import Fact
from woonboom.model import Tree
from woonboom.regions import Space

# ---------------------------------------------------------------- what is suggested
from woonboom.regions.diagrams import FALSE, TRUE, Diagrams, TooEntangled


@given(st.data())
@settings(max_examples=150)
def test_the_suggested_cases_cover_all_that_is_missing(data: st.DataObject) -> None:
    tree = data.draw(trees(assume=True))
    some = data.draw(st.lists(cases(tree), max_size=3))
    before = covering(tree, some)
    suggestions = suggest(before)
    after = covering(tree, [*some, *(case.given for case in suggestions.cases)])
    assert after.missing == ()
    assert_told(tree, before, suggestions.cases)


def assert_told(tree: Tree, before: Coverage, suggested: Iterable[Suggestion]) -> None:
    """Each case says the facts of its path, and covers what it is said to cover first."""
    missing = set(before.missing)
    for case in suggested:
        ids = [(s.question, tree.questions[s.question].answers[s.answer].id) for s in case.steps]
        found = walk(tree, case.given)
        assert list(found.path) == ids
        asked = [q for q in (*(q for q, _ in ids), found.at or "") if q in tree.questions]
        read = {f for q in asked for a in tree.questions[q].answers for f in facts_in(a.condition)}
        assert set(case.given) == read
        assert case.covers
        assert set(case.covers) == missing & done(tree, case.given)
        missing -= set(case.covers)
    assert not missing


def facts_in(condition: object) -> set[str]:
    return {leaf.fact for leaf in leaves(condition)}  # type: ignore[arg-type]


@given(trees(max_questions=5, assume=True, max_cases=400))
@settings(max_examples=150)
def test_fewer_cases_cannot_cover_it(tree: Tree) -> None:
    coverage = covering(tree, [])
    suggestions = suggest(coverage)
    assert suggestions.smallest
    options = {frozenset(done(tree, case)) for case in real_cases(tree)}
    assert len(suggestions.cases) == fewest(frozenset(coverage.missing), options)


def fewest(items: frozenset[Item], options: set[frozenset[Item]]) -> int:
    """The size of the smallest choice of options that has all items, by trying them all."""
    best = {one for one in options if not any(one < other for other in options)}
    size = 0
    while not _covers(items, best, size):
        size += 1
    return size


def _covers(items: frozenset[Item], options: set[frozenset[Item]], size: int) -> bool:
    if not items or not size:
        return not items
    rarest = min(items, key=lambda item: sum(item in one for one in options))
    return any(_covers(items - one, options, size - 1) for one in options if rarest in one)


def test_values_that_do_not_matter_are_the_most_ordinary(tmp_path: Path) -> None:
    tree = sound(tmp_path, months("kleur == groen or (overlast in reden and maanden >= 60)"))
    found = [dict(case.given) for case in suggest(covering(tree, [])).cases]
    assert found == [
        {"kleur": "rood", "reden": frozenset({"overlast"}), "maanden": 60},
        {"kleur": "rood", "reden": frozenset({"overlast"}), "maanden": 59},
    ]


def test_a_boundary_is_tried_where_it_makes_a_difference(tmp_path: Path) -> None:
    tree = sound(tmp_path, months("maanden >= 6 or (waar and maanden >= 4)"))
    found = [dict(case.given) for case in suggest(covering(tree, [])).cases]
    assert found == [
        {"maanden": 4, "waar": True},
        {"maanden": 6, "waar": False},
        {"maanden": 3, "waar": True},
        {"maanden": 5, "waar": False},
    ]


def test_only_what_is_missing_is_suggested(tmp_path: Path) -> None:
    tree = sound(tmp_path, TWO)
    (case,) = suggest(covering(tree, [{"maanden": 12}, {"maanden": 11}])).cases
    assert dict(case.given) == {"maanden": 13}
    assert answers(tree, case.covers) == ["b ja"]


def in_a_row(count: int) -> Tree:
    """Questions in a row, each on a fact of its own, and both answers lead to the next."""
    facts = {f"f{n}": Fact(f"f{n}", "Feit", "boolean") for n in range(count)}
    base = samples.of(
        {f"q{n}": [("Ja", f"q{n + 1}"), ("Nee", f"q{n + 1}")] for n in range(count - 1)}
        | {f"q{count - 1}": [("Ja", "u"), ("Nee", "u")]}
    )
    questions = {}
    for number, question in enumerate(base.questions.values()):
        fact = Truth(f"f{number}")
        yes, no = question.answers
        both = (replace(yes, condition=fact), replace(no, condition=Not(fact)))
        questions[question.id] = replace(question, answers=both)
    return replace(base, facts=facts, questions=questions)


def test_a_tree_with_more_paths_than_atoms_in_the_universe_needs_two_cases() -> None:
    tree = in_a_row(300)
    suggestions = suggest(covering(tree, []))
    assert suggestions.smallest
    assert len(suggestions.cases) == 2


# ---------------------------------------------------------------- when a tree is too large


@given(st.data())
@settings(max_examples=100)
def test_one_by_one_covers_everything_too(data: st.DataObject) -> None:
    tree = data.draw(trees(assume=True))
    coverage = covering(tree, data.draw(st.lists(cases(tree), max_size=2)))
    found = list(cases_one_by_one(tree, coverage.missing))
    assert len(found) <= len(coverage.missing)
    assert {i for case in found for i in done(tree, case)} >= set(coverage.missing)
    assert all(a.condition.holds(case) for case in found for a in tree.assumptions)


def test_what_does_not_fit_as_a_whole_is_covered_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise TooEntangled

    monkeypatch.setattr(woonboom.analysis.suggestions, "few_groups", refuse)
    coverage = covering(sound(tmp_path, TWO), [])
    suggestions = suggest(coverage)
    assert not suggestions.smallest
    assert_told(coverage.tree, coverage, suggestions.cases)


def test_one_by_one_takes_new_room_once_and_then_gives_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = sound(tmp_path, TWO)
    asked: list[str] = []

    def refuse(flow: Flow, place: str, *_: object) -> None:
        asked.append(place)
        raise TooEntangled

    items = Demands(tree).items
    cases_left = cases_one_by_one(tree, items)
    next(cases_left)
    monkeypatch.setattr(Flow, "path", refuse)
    with pytest.raises(TooEntangled):
        next(cases_left)
    assert len(asked) == 2


def test_past_its_limit_the_search_says_that_fewer_may_do() -> None:
    facts = [Fact(f"n{n}", "Feit", "integer", range=(0, 9)) for n in range(4)]
    whens = [Or((at(f.id, k), at(g.id, 9 - k))) for k in range(4) for f, g in pairwise(facts)]
    space = Space(facts, whens)
    sets = [space.of(when) for when in whens]
    sharing = Sharing(space.diagrams, sets)
    hasty, patient = few_groups(sharing, sets, limit=0), few_groups(sharing, sets)
    assert not hasty.fewest
    assert patient.fewest
    assert len(patient.groups) <= len(hasty.groups)
    for found in (hasty, patient):
        assert all(any(sharing.within(group, one) for group in found.groups) for one in sets)


def at(fact: str, value: int) -> Compare:
    from woonboom.conditions import Constant

    return Compare(fact, "==", Constant(str(value), value))


@given(st.data())
def test_sets_share_and_lie_within_each_other_as_their_meet_says(data: st.DataObject) -> None:
    tree = data.draw(trees())
    whens = data.draw(st.lists(conditions(tree.facts), min_size=2, max_size=5))
    space = Space(tree.facts.values(), whens)
    sets = [space.diagrams.meet(space.of(when), space.real) for when in whens]
    sharing = Sharing(space.diagrams, [one for one in sets if one])
    for one in sets:
        for other in sets:
            both = space.diagrams.meet(one, other)
            assert sharing.share(one, other) == (both != FALSE)
            assert sharing.within(one, other) == (both == one)


def test_sets_over_very_many_axes_are_compared() -> None:
    count = 20_000
    diagrams = Diagrams([2] * count)
    all_yes, last_no = TRUE, diagrams.on(count - 1, 1)
    for axis in reversed(range(count)):
        all_yes = diagrams.node(axis, [(2, all_yes)])
    sharing = Sharing(diagrams, [])
    assert not sharing.share(all_yes, last_no)
    assert sharing.within(all_yes, diagrams.on(count - 1, 2))
