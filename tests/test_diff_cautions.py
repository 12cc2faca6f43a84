"""Facts that were replaced: a warning, and examples that say which version they are of."""

from __future__ import annotations

from pathlib import Path

from small_diffs import SMALL, written

import woonboom
from woonboom.diff.cautions import warnings
from woonboom.diff.wording import region_words, witness_words

WEEKS = SMALL.replace("unit: months, range: [0, 60]", "unit: weeks, range: [0, 260]").replace(
    "months >= 6", "months >= 26"
)  # fmt: skip


def test_a_fact_that_may_have_been_renamed_comes_with_the_way_to_say_so(tmp_path: Path) -> None:
    renamed = SMALL.replace("  plan: {label: Has a plan", "  planned: {label: Has a good plan")
    renamed = renamed.replace("fact: plan", "fact: planned")
    changes = written(tmp_path, SMALL, renamed)
    (said,) = warnings(changes, "en")
    assert said.startswith("Mind: the fact ‘plan’ is gone and ‘planned’ is new.")
    assert said.endswith("Then compare with --map plan=planned.")
    assert changes.groups
    assert witness_words(changes.cases[0], changes, "en").endswith(
        "without a plan (new version), with a plan (old version)"
    )
    mapped = woonboom.diff(changes.old, changes.new, facts={"plan": "planned"})
    assert mapped.equivalent
    assert not any("--map" in one for one in warnings(mapped, "en"))


def test_a_fact_that_is_counted_in_another_unit_is_warned_of(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, WEEKS)
    (said,) = warnings(changes, "nl")
    assert said.startswith("Let op: ‘arrangement’ (months) telde in months en telt nu in weeks.")
    example = witness_words(changes.cases[0], changes, "en")
    assert "arrangement (new version) 25 weeks" in example
    assert "arrangement (old version) 6 months" in example


def test_facts_that_keep_their_id_and_unit_need_no_warning(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("months >= 6", "months >= 9"))
    assert warnings(changes, "nl") == ()
    assert "(" not in witness_words(changes.cases[0], changes, "en")


def test_words_that_a_case_is_known_by_may_mean_something_else_now(tmp_path: Path) -> None:
    turned = SMALL.replace("label: Has a debt", "label: Has NO debt")
    changes = written(tmp_path, SMALL, turned)
    assert changes.equivalent
    (said,) = warnings(changes, "nl")
    assert said == (
        "Let op: de woorden van feit ‘Has NO debt’ veranderden. Betekent dat iets anders, dan "
        "kunnen gevallen toch veranderen."
    )
    only_asked = SMALL.replace("Is there a debt?", "Is there any debt?")
    assert warnings(written(tmp_path, SMALL, only_asked), "en") == ()


def test_a_judgement_is_known_by_its_question_and_its_answers(tmp_path: Path) -> None:
    judged = "\n".join(line for line in SMALL.split("\n") if "Has a debt" not in line)
    judged = judged.replace("fact: debt, ", "")
    asked = judged.replace("Is there a debt?", "Is there NO debt?")
    (said,) = warnings(written(tmp_path, judged, asked), "en")
    assert said.startswith("Mind: the words of question 1 changed.")


def test_options_that_sound_alike_say_of_which_version_they_are(tmp_path: Path) -> None:
    def tree(option: str) -> str:
        fact = f"  why: {{label: Why, type: choice, options: {{{option}: Noise, debt: Debt}}}}\n"
        text = SMALL.replace("  plan: {label", fact + "  plan: {label", 1)
        return text.replace("months >= 6", f"why == {option}")

    changes = written(tmp_path, tree("noise"), tree("loud"))
    said = {region_words(change, "en") for change in changes.cases}
    assert any("Noise (old version)" in one for one in said)
    assert any("Noise (new version)" in one for one in said)
