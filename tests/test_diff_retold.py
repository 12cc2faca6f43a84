"""Old words before the new ones in their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonboom.diff.retold import retold, told_apart

NBSP = "\u00a0"
SIGNS = {"kept": "{}", "removed": "-{}-", "added": "+{}+"}


def shown(was: str, now: str, sign: str = "→", most: int = 40) -> str:
    parts = retold(was, now, sign, most).parts
    return "".join(SIGNS[run.part].format(run.text) for run in parts).replace(NBSP, "_")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("Minimaal 3 maanden.", "Minimaal 6 maanden.", "Minimaal -3-_→_+6+ maanden."),
        ("Na 1 maand.", "Na 2 maanden.", "Na -1 maand-_→_+2 maanden+."),
        ("Hooguit 4 keer, dan 3.", "Hooguit 5 keer, dan 2.",
         "Hooguit -4-_→_+5+ keer, dan -3-_→_+2+."),
        ("Wil de persoon wonen?", "Wil de persoon graag wonen?",
         "Wil de persoon+ graag+ wonen?"),
        ("Een huis, ook met hulp.", "Een huis, eventueel samen.",
         "Een huis, -ook met hulp- +eventueel samen+."),
        ("Kijk goed. Vraag het na.", "Kijk goed.", "Kijk goed. -Vraag het na.-"),
        ("", "Vraag het na.", "+Vraag het na.+"),
        ("Vraag het na.", "", "-Vraag het na.-"),
        ("Geen traject", "Geen traject", "Geen traject"),
    ],
)  # fmt: skip
def test_what_is_told(was: str, now: str, said: str) -> None:
    assert shown(was, now) == said


def test_without_a_sign_old_numbers_stand_before_new_ones_all_the_same() -> None:
    assert shown("Minimaal 3 maanden.", "Minimaal 6 maanden.", "") == "Minimaal -3- +6+ maanden."


def test_old_words_are_shortened_between_words() -> None:
    assert shown("Kijk. Dat is de regel hier.", "Kijk.", most=12) == "Kijk. -Dat is de_…-"


WORDS = st.lists(st.sampled_from(["de", "persoon", "3", "6,", "maanden.", "huis"]), max_size=9)


@given(WORDS, WORDS)
def test_the_new_text_is_there_in_full(was: list[str], now: list[str]) -> None:
    told = retold(" ".join(was), " ".join(now), "→", 40)
    new = "".join(run.text for run in told.parts if run.part != "removed")
    assert new.replace("→", " ").split() == now or not now
    assert told.text == "".join(run.text for run in told.parts)


@given(WORDS, WORDS)
def test_each_text_apart_is_that_text(was: list[str], now: list[str]) -> None:
    one, other = " ".join(was), " ".join(now)
    assert told_apart(one, other, "removed").text == one
    assert told_apart(one, other, "added").text == other
