"""Colour arithmetic: contrast as WCAG has it, and the nearest colour that can be read."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonboom import colours
from woonboom.colours import LEAST_CONTRAST, WHITE, contrast, distance, legible, lightness, shade

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#0055aa", "#0055AA"),
        ("#05a", "#0055AA"),
        ("#0055AA", "#0055AA"),
        ("0055aa", None),
        ("#0055a", None),
        ("#0055aag", None),
        ("#0055aa80", None),
        ("blue", None),
        ("", None),
        ("#٠٠٠", None),
    ],
)
def test_a_colour_is_written_in_three_or_six_digits(written: str, read: str | None) -> None:
    assert colours.colour_of(written) == read


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast(WHITE, "#777777") == contrast("#777777", WHITE)


def test_lightness_and_distance_are_those_of_oklab() -> None:
    assert lightness(WHITE) == pytest.approx(1)
    assert lightness("#000000") == pytest.approx(0)
    assert lightness("#FF0000") == pytest.approx(0.628, abs=1e-3)  # as in the CSS standard
    assert colours.colourfulness("#FF0000") == pytest.approx(0.2577, abs=1e-3)
    assert distance("#000000", WHITE) == pytest.approx(1)
    assert colours.colourfulness("#808080") == pytest.approx(0, abs=1e-4)


def test_our_own_colours_can_be_told_apart_and_read_on_white() -> None:
    assert all(contrast(colour, WHITE) >= LEAST_CONTRAST for colour in colours.OWN.values())
    kinds = [colour for name, colour in colours.OWN.items() if name != "main"]
    assert min(distance(*pair) for pair in combinations(kinds, 2)) > 0.09


@given(COLOURS, COLOURS)
def test_a_legible_colour_passes_on_any_ground(colour: str, ground: str) -> None:
    found = legible(colour, ground)
    assert contrast(found, ground) >= LEAST_CONTRAST
    assert found == colour or contrast(colour, ground) < LEAST_CONTRAST


@given(COLOURS)
def test_no_nearer_lightness_of_the_hue_would_do(colour: str) -> None:
    found = legible(colour, WHITE)
    if found == colour:
        return
    own, steps = lightness(colour), 50
    gap = lightness(found) - own
    gap -= math.copysign(min(abs(gap), 0.004), gap)  # what rounding to #RRGGBB may do
    nearer = [own + gap * n / steps for n in range(steps)]
    assert all(contrast(shade(colour, light), WHITE) < LEAST_CONTRAST for light in nearer)
    assert contrast(found, WHITE) < LEAST_CONTRAST + 0.1


@given(COLOURS)
def test_a_shade_keeps_the_hue(colour: str) -> None:
    darker = shade(colour, 0.5 * lightness(colour))
    most = max(int(darker[i : i + 2], 16) for i in (1, 3, 5))
    if most < 60 or colours.colourfulness(darker) < 0.02:
        return  # too dark or grey to tell
    (_, a, b), (_, c, d) = colours._oklab(colour), colours._oklab(darker)
    across = abs(a * d - b * c) / (colours.colourfulness(colour) * colours.colourfulness(darker))
    assert across < 0.1


@given(COLOURS, st.floats(0, 1))
def test_a_shade_is_as_light_as_asked(colour: str, light: float) -> None:
    near = 0.01 if light > 0.1 else 0.05  # where the steps of #RRGGBB are large
    assert lightness(shade(colour, light)) == pytest.approx(light, abs=near)


@given(COLOURS, st.floats(0, 0.1))
def test_a_shade_is_no_more_colourful_than_asked(colour: str, most: float) -> None:
    assert colours.colourfulness(shade(colour, 0.6, most)) <= most + 0.01


def test_what_no_colour_can_do_becomes_black() -> None:
    assert legible("#808080", "#000000", WHITE, "#777777") == "#000000"
