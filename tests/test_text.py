"""Measuring and breaking text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonboom import style, text
from woonboom.scene import SOFT_HYPHEN

FONT = style.BOLD
WORDS = st.lists(
    st.sampled_from(
        ["de", "huurder", "betalingsregeling", "is", "schuldhulpverleningstraject", "5"]
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


def whole(lines: tuple[str, ...]) -> str:
    joined = " ".join(lines).replace(SOFT_HYPHEN + " ", "")
    return joined.replace("\u00a0", " ")


def test_width_counts_kerning() -> None:
    assert text.width("AV", FONT) < text.width("A", FONT) + text.width("V", FONT)


def test_nothing_has_no_width() -> None:
    assert text.width("", FONT) == 0
    assert text.widest((), FONT) == 0
    assert text.broken("", FONT, 10) == ("",)


@given(WORDS, st.sampled_from([6.0, 9.0, 15.0, 30.0]))
def test_every_line_fits_and_no_word_is_lost(words: str, measure: float) -> None:
    lines = text.broken(words, FONT, measure)
    assert all(text.width(line, FONT) <= measure + 0.05 for line in lines)
    assert whole(lines) == words


@given(WORDS)
def test_lines_are_as_few_as_they_can_be(words: str) -> None:
    measure = 18.0
    lines = text.broken(words, FONT, measure)
    greedy, line = 1, ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if text.width(longer, FONT) > measure:
            greedy, longer = greedy + 1, word
        line = longer
    assert len(lines) <= greedy + 1


def test_lines_are_even() -> None:
    lines = text.broken("Is de persoon uit huis gezet door een Groninger corporatie?", FONT, 18)
    widths = [text.width(line, FONT) for line in lines]
    assert min(widths) > 0.6 * max(widths)


def test_a_word_is_only_broken_when_it_must_be() -> None:
    assert not any("\u00ad" in line for line in text.broken("schuldhulpverlening nu", FONT, 12))
    assert any("\u00ad" in line for line in text.broken("schuldhulpverleningstraject", FONT, 8))


def test_a_word_without_syllables_is_broken_all_the_same() -> None:
    lines = text.broken("x" * 80, FONT, 8)
    assert all(text.width(line, FONT) <= 8.05 for line in lines)


def test_an_address_breaks_after_its_dots_and_strokes_without_hyphens() -> None:
    lines = text.broken("www.example.org/beleid/tweede-kans/boom", FONT, 9)
    assert not any(SOFT_HYPHEN in line for line in lines)
    assert len(lines) > 1


def test_a_number_stays_with_its_word() -> None:
    for measure in (6.0, 7.0, 8.0, 9.0, 10.0, 12.0):
        assert not any(
            line.endswith("12") for line in text.broken("na de 12 maanden", FONT, measure)
        )


def test_cleaning_composes_and_drops_what_draws_nothing() -> None:
    assert text.clean("cafe\u0301 \t\n x\u200b\ufe0f\x07") == "café x"


def test_a_missing_glyph_is_noticed() -> None:
    assert text.lacking("huis 漢字 😀 漢", FONT) == "漢字😀"
    assert text.lacking("Één huis, ‘twee’ – ½ × €5", FONT) == ""


def test_a_missing_glyph_is_drawn_as_a_box() -> None:
    drawn = text.drawable("huis 漢", FONT)
    assert drawn == "huis ▯"
    assert text.lacking(drawn, FONT) == ""


@pytest.mark.parametrize("language", ["nl", "en", "xx"])
def test_every_language_can_be_broken(language: str) -> None:
    assert len(text.broken("responsibilityresponsibility", FONT, 8, language)) > 1


@given(st.text(max_size=60))
def test_any_text_can_be_cleaned_and_set(words: str) -> None:
    drawn = text.drawable(words, FONT)
    assert text.lacking(drawn, FONT) == ""
    lines = text.broken(drawn, FONT, 8)
    assert whole(lines).replace(" ", "") == drawn.replace("\u00a0", "").replace(" ", "")


def test_letters_are_outlined_where_they_are_set() -> None:
    steps = text.outline("Hé, x", style.REGULAR)
    xs = [x for _, numbers in steps for x in numbers[::2]]
    ys = [y for _, numbers in steps for y in numbers[1::2]]
    assert 0 <= min(xs) < max(xs) <= text.width("Hé, x", style.REGULAR)
    assert -1 < min(ys) < -0.6  # up is less: the accent stands over the letter
    assert 0 < max(ys) < 0.3  # and the comma hangs below the line
    assert {name for name, _ in steps} <= {"M", "L", "Q", "C", "Z"}


def test_an_outline_of_two_words_is_that_of_both_beside_each_other() -> None:
    first, both = (text.outline(said, style.BOLD) for said in ("Ja", "Ja nee"))
    assert both[: len(first)] == first
    assert text.outline(" ", style.BOLD) == []
