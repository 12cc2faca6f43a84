"""Two texts word by word: exact, and without confetti."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from woonboom.diff.texts import LEAST_ALIKE, MOST_WORDS, matched, pairs, runs

_MARKS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
TEXTS = st.text("ab3 .?\n", max_size=20) | st.text(max_size=20)


def marked(old: str, new: str) -> str:
    return "".join(_MARKS[run.part].format(run.text) for run in runs(old, new))


# ---------------------------------------------------------------- exact


@given(TEXTS, TEXTS)
def test_without_what_was_added_it_is_the_old_text(old: str, new: str) -> None:
    assert "".join(run.text for run in runs(old, new) if run.part != "added") == old


@given(TEXTS, TEXTS)
def test_without_what_was_removed_it_is_the_new_text(old: str, new: str) -> None:
    assert "".join(run.text for run in runs(old, new) if run.part != "removed") == new


@given(TEXTS, TEXTS)
def test_runs_are_joined_and_never_empty(old: str, new: str) -> None:
    found = runs(old, new)
    assert all(run.text for run in found)
    assert all(one.part != other.part for one, other in pairwise(found))


@given(TEXTS)
def test_of_one_text_all_is_kept(text: str) -> None:
    assert [run.part for run in runs(text, text)] == ["kept"] * bool(text)


def test_a_very_long_sentence_is_not_taken_apart() -> None:
    words = [f"w{n}" for n in range(MOST_WORDS + 1)]
    old, new = " ".join(words), " ".join([*words[:-1], "x"])
    assert [run.part for run in runs(old, new)] == ["removed", "added"]


# ---------------------------------------------------------------- readable


def test_only_the_number_is_marked_when_a_number_changes() -> None:
    assert marked("Minimaal 3 maanden.", "Minimaal 6 maanden.") == "Minimaal [-3-]{+6+} maanden."


def test_a_new_sentence_is_one_run() -> None:
    old = "Minimaal 3 maanden. Geen regeling? Kies dan Nee."
    new = "Minimaal 6 maanden. Onder bewind minimaal 4 maanden. Geen regeling? Kies dan Nee."
    assert marked(old, new) == (
        "Minimaal [-3-]{+6+} maanden.{+ Onder bewind minimaal 4 maanden.+} "
        "Geen regeling? Kies dan Nee."
    )


def test_a_condition_that_grew_keeps_what_it_was() -> None:
    assert marked("n >= 6", "n >= 6 or b and n >= 4") == "n >= 6{+ or b and n >= 4+}"


def test_a_word_that_happens_to_be_in_both_is_no_island() -> None:
    old = "Help de persoon om een regeling te treffen"
    new = "Bel eerst de corporatie en vraag om uitstel"
    assert marked(old, new) == f"[-{old}-]{{+{new}+}}"


def test_what_is_kept_between_small_differences_is_kept() -> None:
    old, new = "Binnen 5 jaar na de ontruiming", "Binnen 4 jaar na de uitzetting"
    assert marked(old, new) == "Binnen [-5-]{+4+} jaar na de [-ontruiming-]{+uitzetting+}"


# ---------------------------------------------------------------- beside each other


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
def test_every_text_stands_in_one_pair_in_order(old: list[str], new: list[str]) -> None:
    found = matched(old, new)
    assert [was for was, _ in found if was is not None] == list(range(len(old)))
    assert [is_ for _, is_ in found if is_ is not None] == list(range(len(new)))
    assert (None, None) not in found


def test_paragraphs_stand_beside_what_they_became() -> None:
    old = ["Over de termijn.", "Een regeling loopt 3 maanden.", "Slot."]
    new = ["Een heel nieuw stuk tekst.", "Een regeling loopt 6 maanden.", "Slot."]
    assert pairs(old, new) == [
        ("Over de termijn.", None),
        (None, "Een heel nieuw stuk tekst."),
        ("Een regeling loopt 3 maanden.", "Een regeling loopt 6 maanden."),
        ("Slot.", "Slot."),
    ]


def test_texts_that_share_too_little_are_not_one_that_was_edited() -> None:
    assert LEAST_ALIKE == 0.5
    assert pairs(["een twee drie"], ["een vier vijf"]) == [
        ("een twee drie", None), (None, "een vier vijf")
    ]  # fmt: skip
