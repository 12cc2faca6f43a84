"""Units: an amount in words, and converted where that comes out even."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonboom.units import UNITS, convert, say_amount, unit_of

WORDS = [(language, word) for language, table in UNITS.items() for word in table]


@pytest.mark.parametrize(
    ("value", "unit", "language", "said"),
    [
        (1, "maanden", "nl", "1 maand"), (6, "maanden", "nl", "6 maanden"),
        (0, "maanden", "nl", "0 maanden"), (-1, "maanden", "nl", "-1 maand"),
        (1, "jaar", "nl", "1 jaar"), (5, "jaren", "nl", "5 jaar"), (8, "uren", "nl", "8 uur"),
        (2, "keer", "nl", "2 keer"), (3, "weken", "nl", "3 weken"), (1, "weken", "nl", "1 week"),
        (3, "werkdagen", "nl", "3 werkdagen"), (100, "euro", "nl", "100 euro"),
        (1, "months", "en", "1 month"), (2, "years", "en", "2 years"),
        (6, "maanden", "en", "6 months"), (1, "year", "nl", "1 jaar"),
        (5, "werkdagen", "en", "5 working days"), (2, "people", "en", "2 persons"),
        (7, None, "nl", "7"), (7, "vierkante meter", "nl", "7 vierkante meter"),
    ],
)  # fmt: skip
def test_an_amount_in_words(value: int, unit: str | None, language: str, said: str) -> None:
    assert say_amount(value, unit, language) == said


@pytest.mark.parametrize(
    ("value", "unit", "to", "result"),
    [
        (60, "maanden", "jaren", 5), (60, "maanden", "jaar", 5), (6, "maanden", "jaren", None),
        (2, "jaar", "maanden", 24), (14, "dagen", "weken", 2), (15, "dagen", "weken", None),
        (2, "uur", "minuten", 120), (0, "maanden", "jaren", 0), (-24, "maanden", "jaren", -2),
        (6, "maanden", "maand", 6), (30, "dagen", "maanden", None), (6, None, "maanden", None),
        (6, "maanden", "bananen", None), (6, "bananen", "maanden", None),
        (60, "maanden", "years", 5),
    ],
)  # fmt: skip
def test_a_conversion(value: int, unit: str | None, to: str, result: int | None) -> None:
    assert convert(value, unit, to, "nl") == result


@pytest.mark.parametrize(("language", "word"), WORDS)
def test_every_word_for_a_unit_is_known_in_both_languages(language: str, word: str) -> None:
    unit = unit_of(word, language)
    other = unit_of(word, "en" if language == "nl" else "nl")
    assert unit is not None
    assert other is not None
    assert (unit.measure, unit.size) == (other.measure, other.size)


@given(st.integers(-1_000, 1_000), st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_converting_back_gives_the_same(
    value: int, one: tuple[str, str], other: tuple[str, str]
) -> None:
    there = convert(value, one[1], other[1], one[0])
    if there is not None:
        assert convert(there, other[1], one[1], one[0]) == value
