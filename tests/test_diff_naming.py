"""What outcomes and versions are called, so that none is mistaken for another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_diffs import SMALL, TREES, between, written

from woonboom.diff import Changes
from woonboom.diff.naming import (
    codes_agree,
    from_to,
    headed,
    named_outcome,
    outcome_words,
    short_outcome,
    two_trees,
    version_names,
)


@pytest.fixture(scope="module")
def readings() -> Changes:
    return between(TREES / "begrippenlijst" / "hulpverleners.yaml", TREES / "hulpverleners.yaml")


def test_outcomes_have_the_code_that_products_print(readings: Changes) -> None:
    assert outcome_words(readings.old, "tweedekans", "nl") == "U6 Tweedekansbeleid"
    assert outcome_words(readings.old, None, "en") == "no outcome"
    assert from_to(readings.groups[0], readings, "nl") == (
        "van U6 Tweedekansbeleid naar U4 Eerst de betalingsregeling"
    )


def test_codes_are_said_only_while_each_stands_for_one_outcome(
    readings: Changes, tmp_path: Path
) -> None:
    assert codes_agree(readings)
    assert named_outcome(readings, "old", "tweedekans", "nl") == "U6 Tweedekansbeleid"
    swapped = written(tmp_path, SMALL, SMALL.replace("no: plan}", "no: can}"))
    assert swapped.old.codes["can"] != swapped.new.codes["can"]
    assert not codes_agree(swapped)
    assert named_outcome(swapped, "old", "can", "en") == "Possible"
    assert short_outcome(swapped, "old", "can", "en") == "‘Possible’"
    assert from_to(swapped.groups[0], swapped, "en") == "from ‘First this’ to ‘Possible’"
    assert headed(swapped.groups[0], swapped, "en") == "First this → Possible"


def test_a_code_that_goes_on_with_a_renamed_outcome_stands_for_one(tmp_path: Path) -> None:
    renamed = SMALL.replace("first", "wait").replace("months >= 6", "months >= 9")
    changes = written(tmp_path, SMALL, renamed)
    assert dict(changes.renames.outcomes) == {"first": "wait"}
    assert codes_agree(changes)


def test_an_outcome_that_is_itself_another_is_told_by_its_kinds(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("kind: not_yet", "kind: consult"))
    said = "‘First this’ goes from ‘Not yet’ to ‘Consult first’"
    assert from_to(changes.groups[0], changes, "en") == said
    assert headed(changes.groups[0], changes, "en") == said


def test_two_outcomes_of_one_title_and_kind_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    later = SMALL.replace("goto: first", "goto: last").replace(
        "outcomes:", "outcomes:\n  last: {kind: not_yet, title: First this, steps: [Call.]}"
    )
    changes = written(tmp_path, SMALL, later)
    assert headed(changes.groups[0], changes, "en") == "First this (first) → First this (last)"


def test_two_outcomes_of_one_title_are_told_apart_by_their_kinds(tmp_path: Path) -> None:
    later = SMALL.replace("goto: first", "goto: last").replace(
        "outcomes:", "outcomes:\n  last: {kind: not_eligible, title: First this, steps: [No.]}"
    )
    changes = written(tmp_path, SMALL, later)
    assert from_to(changes.groups[0], changes, "en") == (
        "from ‘First this’ (Not yet) to ‘First this’ (No, not possible)"
    )


def test_versions_have_their_own_names_unless_these_are_the_same(readings: Changes) -> None:
    assert version_names(readings, "nl") == ("versie begrippenlijst", "versie 2023-05")
    same = replace(readings, old=replace(readings.old, version=readings.new.version))
    assert version_names(same, "nl") == ("oude versie", "nieuwe versie")
    assert not two_trees(readings)
    assert two_trees(replace(readings, old=replace(readings.old, id="other")))
