"""The looks: every text readable, every kind of outcome its own in four ways."""

from __future__ import annotations

from itertools import combinations

import pytest

from woonboom import style
from woonboom.colours import LEAST_CONTRAST, contrast
from woonboom.model import KINDS

PAIRS = list(combinations(style.KINDS, 2))


def test_every_kind_of_outcome_has_a_look() -> None:
    assert set(style.KINDS) == set(KINDS)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_kinds_differ_in_outline_border_icon_and_colour(one: str, other: str) -> None:
    a, b = style.KINDS[one], style.KINDS[other]
    assert a.outline(16, 6, 1) != b.outline(16, 6, 1)
    assert (a.dash, a.stroke) != (b.dash, b.stroke)
    assert a.icon != b.icon
    assert a.dark != b.dark
    assert a.tint != b.tint


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_borders_of_two_kinds_differ_in_dashes_or_clearly_in_width(one: str, other: str) -> None:
    a, b = style.KINDS[one], style.KINDS[other]
    assert a.dash != b.dash or max(a.stroke, b.stroke) > 1.5 * min(a.stroke, b.stroke)


@pytest.mark.parametrize("kind", style.KINDS)
def test_a_kinds_texts_can_be_read(kind: str) -> None:
    look = style.KINDS[kind]
    assert contrast(look.dark, look.tint) >= LEAST_CONTRAST
    assert contrast(style.INK, look.tint) >= LEAST_CONTRAST
    assert contrast(style.PAPER, look.dark) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (style.INK, style.PAPER),
        (style.NOTE_INK, style.PAPER),
        (style.LINE, style.GROUND),
        (style.INK, style.GROUND),
        (style.ON_NAVY, style.NAVY),
        (style.ALARM, style.PAPER),
    ],
)
def test_other_texts_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= LEAST_CONTRAST


def test_papers_are_iso_sizes() -> None:
    assert style.PAPERS_MM["a4"] == (210, 297)
    assert style.PAPERS_MM["a0"] == (841, 1189)


@pytest.mark.parametrize("kind", style.KINDS)
@pytest.mark.parametrize("size", [(3.0, 1.6), (16.0, 6.0), (8.0, 40.0)])
def test_an_outline_keeps_to_its_box(kind: str, size: tuple[float, float]) -> None:
    outline = style.KINDS[kind].outline(*size, min(style.CORNER, size[1] / 3))
    for _, *numbers in outline:
        values = [float(v) for v in numbers]
        assert all(-1e-9 <= x <= size[0] + 1e-9 for x in values[::2])
        assert all(-1e-9 <= y <= size[1] + 1e-9 for y in values[1::2])
