"""Where the paths of a case part, by the questions that readers find now."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_diffs import SMALL, TREES, between, written

from woonboom.diff import Changes
from woonboom.diff.naming import outcome_words
from woonboom.diff.parting import parting_words


@pytest.fixture(scope="module")
def readings() -> Changes:
    return between(TREES / "begrippenlijst" / "hulpverleners.yaml", TREES / "hulpverleners.yaml")


def parting(changes: Changes, language: str = "en") -> str:
    return parting_words(changes.cases[0], changes, language)


def test_another_answer_to_the_same_question(readings: Changes) -> None:
    assert parting(readings, "nl") == (
        "De wegen gaan uiteen bij vraag 5 (Loopt de betalingsregeling lang genoeg, en loopt die "
        "goed?): eerst ‘Ja’, nu ‘Nee’"
    )


def test_the_same_answer_that_leads_elsewhere(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("no: plan}", "no: can}"))
    assert parting(changes) == (
        "The paths part after question 1 ‘No’: question 3 (Is there a plan?) before, ‘Possible’ now"
    )


def test_another_question_to_begin_with(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("start: debt", "start: long"))
    assert parting(changes) == (
        "The paths differ from the start: question 3 (Is there a debt?) before, question 1 (Long "
        "enough?) now"
    )


def test_a_question_that_has_no_answer_any_more(tmp_path: Path) -> None:
    gap = SMALL.replace("otherwise: true", "when: months < 5")
    changes = written(tmp_path, SMALL, gap)
    assert parting(changes) == (
        "The paths part at question 2 (Long enough?): ‘Short’ before, no outcome now"
    )
    assert outcome_words(changes.new, changes.groups[0].new_outcome, "en") == "no outcome"


def test_a_question_that_asks_something_else_now_is_quoted_twice(tmp_path: Path) -> None:
    later = SMALL.replace("months >= 6", "months >= 9").replace("Long enough?", "Nine months?")
    changes = written(tmp_path, SMALL, later)
    assert parting(changes) == (
        "The paths part at question 2: ‘Long’ to ‘Long enough?’ before, ‘Short’ to ‘Nine months?’ "
        "now"
    )


def test_a_question_that_is_gone_has_its_old_number_and_says_so(tmp_path: Path) -> None:
    later = SMALL.replace(
        '  plan: {ask: "Is there a plan?", fact: plan, yes: can, no: first}\n', ""
    )
    later = later.replace("goto: plan", "goto: can").replace("no: plan", "no: can")
    changes = written(tmp_path, SMALL, later)
    assert "question 3 of the old version (Is there a plan?) before, " in parting(changes)


def test_an_outcome_that_is_itself_another_parts_no_paths(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("kind: not_yet", "kind: consult"))
    assert parting(changes) == ""
