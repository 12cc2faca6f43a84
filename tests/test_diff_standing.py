"""What changes come to: who loses, who has no outcome and why, in a few sentences."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_edits import edited, unrelated
from small_diffs import SMALL, TREES, between, written

import woonboom
from woonboom.decide.walk import walk
from woonboom.diff import Changes
from woonboom.diff.align import aligned
from woonboom.diff.changes import GRADES, CaseChange, Group
from woonboom.diff.standing import (
    EFFECTS,
    besides,
    by_effect,
    effect_heading,
    effect_of,
    grade_heading,
    nobody_loses,
    summary,
)
from woonboom.diff.undecided import causes

CHOICE = SMALL.replace(
    "  months:",
    "  why: {label: Why, type: choices, options: {debt: Debt, noise: Noise}}\n  months:",
).replace("months >= 6", "debt in why")
"""A tree that reads a fact with options."""


@pytest.fixture(scope="module")
def readings() -> Changes:
    return between(TREES / "begrippenlijst" / "hulpverleners.yaml", TREES / "hulpverleners.yaml")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_grade_has_a_heading_of_its_own(language: str) -> None:
    assert len({grade_heading(grade, language) for grade in (*GRADES, None)}) == len(GRADES) + 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_effect_has_a_heading_of_its_own(language: str) -> None:
    assert len({effect_heading(effect, language) for effect in (*EFFECTS, None)}) == 6


# ---------------------------------------------------------------- in a few sentences


def test_the_summary_leads_with_who_is_worse_off(readings: Changes) -> None:
    assert summary(readings, "nl") == (
        "1 groep gevallen gaat erop achteruit: van U6 Tweedekansbeleid naar U4 Eerst de "
        "betalingsregeling. 2 groepen krijgen een andere uitkomst, niet beter of slechter. Alle "
        "andere gevallen houden dezelfde uitkomst."
    )


def test_the_summary_says_that_nobody_is_worse_off(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("months >= 6", "months >= 3"))
    code = changes.new.codes
    assert summary(changes, "en") == (
        f"1 group is better off: from {code['first']} First this to {code['can']} Possible. "
        "Nobody is worse off. All other cases keep their outcome."
    )


def test_the_summary_says_that_it_is_proved_when_nothing_changes(tmp_path: Path) -> None:
    turned = SMALL.replace("months >= 6", "not months < 6")
    assert summary(written(tmp_path, SMALL, turned), "nl") == (
        "Voor alle gevallen dezelfde uitkomst, bewezen."
    )


def test_the_summary_says_why_cases_could_not_be_compared(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("yes: can", "yes: debt"))
    assert changes.problem is not None
    assert summary(changes, "en") == changes.problem.say("en")


def test_who_has_no_outcome_any_more_comes_right_after_the_losses(tmp_path: Path) -> None:
    gap = SMALL.replace("otherwise: true", "when: months < 5")
    changes = written(tmp_path, SMALL, gap)
    assert [effect for effect, _ in by_effect(changes)] == ["lost"]
    assert summary(changes, "nl") == (
        "1 groep gevallen krijgt in de nieuwe versie geen uitkomst meer. De nieuwe versie heeft "
        "geen antwoord dat past bij vraag 2 (Long enough?). Alle andere gevallen houden dezelfde "
        "uitkomst."
    )


def test_who_could_not_be_decided_may_have_hoped_for_the_best(tmp_path: Path) -> None:
    gap = SMALL.replace("otherwise: true", "when: months < 5")
    now_first = written(tmp_path, gap, SMALL)
    assert [effect for effect, _ in by_effect(now_first)] == ["decided"]
    assert not nobody_loses(now_first)
    assert "Niemand" not in summary(now_first, "nl")
    now_can = written(tmp_path, gap, SMALL.replace("goto: first", "goto: can"))
    groups = dict(by_effect(now_can))
    assert {now_can.new.outcomes[str(g.new_outcome)].kind for g in groups["decided"]} == {
        "eligible"
    }
    assert nobody_loses(now_can)


@settings(max_examples=150)
@given(st.integers(0, 1_000_000))
def test_nobody_loses_only_when_every_group_says_so(seed: int) -> None:
    changes = woonboom.diff(*edited(random.Random(seed).randrange))
    for group in changes.groups:
        effect = effect_of(group)
        if effect in ("loss", "lost"):
            assert not nobody_loses(changes)
    found = [group for _, groups in by_effect(changes) for group in groups]
    assert sorted(map(id, found)) == sorted(map(id, changes.groups))
    assert ("Niemand gaat erop achteruit." in summary(changes, "nl")) == (
        nobody_loses(changes) and bool(changes.groups) and not changes.problem
    )


def test_what_else_differs_is_told_as_it_is(tmp_path: Path) -> None:
    def said(new: str) -> str:
        return besides(written(tmp_path, SMALL, new), "nl")

    assert said(SMALL) == "Beide versies zeggen precies hetzelfde."
    assert said(SMALL.replace('version: "1"', 'version: "2"')) == (
        "De teksten zijn ook dezelfde. Alleen de versie of haar datum is anders."
    )
    edited_ = "Aan de teksten of de opbouw is wel iets veranderd; zie hieronder."
    assert said(SMALL.replace("Apply.", "Call.")) == edited_
    assert said(SMALL.replace("months >= 6", "not months < 6")) == edited_


# ---------------------------------------------------------------- why there is no outcome


def test_a_value_that_a_version_does_not_know_is_named_once(tmp_path: Path) -> None:
    more = CHOICE.replace("noise: Noise", "noise: Noise, fraud: Tenancy fraud")
    changes = written(tmp_path, CHOICE, more)
    assert len(changes.groups) == 2
    assert causes(changes.groups, changes, "nl") == ("De oude versie kent ‘Tenancy fraud’ niet.",)
    back = written(tmp_path, more, CHOICE)
    assert causes(back.groups, back, "en") == ("The new version does not know ‘Tenancy fraud’.",)


def test_a_number_out_of_range_is_told_with_the_range(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("[0, 60]", "[0, 90]"))
    assert causes(changes.groups, changes, "en") == (
        "The old version knows ‘arrangement’ only from 0 to 60 months.",
    )


def test_two_answers_that_fit_are_told(tmp_path: Path) -> None:
    overlap = SMALL.replace("otherwise: true", "when: months < 9")
    changes = written(tmp_path, SMALL, overlap)
    assert causes(changes.groups, changes, "en") == (
        "The new version has more than one answer that fits at question 2 (Long enough?).",
    )


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1_000_000), st.booleans())
def test_every_case_without_an_outcome_has_a_true_reason(seed: int, related: bool) -> None:
    changes = woonboom.diff(*(edited if related else unrelated)(random.Random(seed).randrange))
    if changes.problem:
        return
    both = aligned(changes.old, changes.new, changes.renames)
    for group in changes.graded("undecided"):
        side, tree = ("old", both.old) if group.old_outcome is None else ("new", both.new)
        for change in group.changes:
            (said, *_) = causes([_alone(group, change)], changes, "en", 99)
            stopped = walk(tree, change.witness)
            assert stopped.outcome is None
            assert said.startswith(f"The {side} version ")
            assert ("more than one answer" in said) == bool(stopped.clash)


def _alone(group: Group, change: CaseChange) -> Group:
    return replace(group, changes=(change,))


# ---------------------------------------------------------------- which comes first


def test_within_a_grade_the_gravest_comes_first(tmp_path: Path) -> None:
    """From yes to no, then from yes to not yet, then from not yet to no; wins the other way."""
    kinds = {"yes": "eligible", "not_yet": "not_yet", "no": "not_eligible"}
    ends = "".join(
        f"  {name}: {{kind: {kind}, title: The {name}, steps: [Call.]}}\n"
        for name, kind in kinds.items()
    )
    pairs = [(old, new) for old in kinds for new in kinds if old != new]

    def tree(column: int) -> str:
        answers = "".join(
            f"      - {{label: L{n}, when: n == {n}, goto: {pair[column]}}}\n"
            for n, pair in enumerate(pairs)
        )
        return (
            "woonboom: 1\ntree: t\ntitle: T\nversion: '1'\nlanguage: en\nstart: q\n"
            "facts:\n  n: {label: N, type: integer, range: [0, 5]}\nquestions:\n"
            f"  q:\n    ask: Which?\n    answers:\n{answers}outcomes:\n{ends}"
        )

    changes = written(tmp_path, tree(0), tree(1))
    assert [(g.grade, g.old_outcome, g.new_outcome) for g in changes.groups] == [
        ("loss", "yes", "no"), ("loss", "yes", "not_yet"), ("loss", "not_yet", "no"),
        ("win", "no", "yes"), ("win", "not_yet", "yes"), ("win", "no", "not_yet"),
    ]  # fmt: skip
