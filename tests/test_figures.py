"""The soft figures of posters are kept, so that a change that makes them worse is seen."""

from __future__ import annotations

import pytest
from figures import TREES, figures, report
from golden import assert_golden
from poster_trees import REAL, poster

from woonboom import style


def test_the_figures_of_posters_on_a1_are_what_they_were() -> None:
    assert_golden("poster-figures.txt", report(TREES))


@pytest.mark.parametrize("name", REAL)
def test_no_word_is_broken_and_no_line_is_much_shorter_than_its_neighbours(name: str) -> None:
    for landscape in (True, False):
        found = figures(poster(name, "a1", landscape))
        assert found.hyphens == 0
        assert found.ragged >= 60


@pytest.mark.parametrize("name", TREES)
def test_type_is_at_least_as_large_as_the_prototypes(name: str) -> None:
    """20 points on A1, with 17 questions and 9 outcomes."""
    assert figures(poster(name, "a1", True)).base >= 20


def test_figures_do_not_depend_on_the_paper() -> None:
    large, small = (figures(poster("hulpverleners", paper, True)) for paper in ("a1", "a3"))
    assert large.base == pytest.approx(2 * small.base, rel=0.01)
    assert (large.bends, large.chips, large.panels) == (small.bends, small.chips, small.panels)
    assert large.gap == pytest.approx(small.gap, abs=0.05)
    assert large.fill == pytest.approx(small.fill, abs=1)


def test_figures_count_what_is_drawn() -> None:
    scene = poster("20 merges", "a1", True)
    found = figures(scene)
    assert found.chips == sum(group.role == "chip" for group in scene.groups) > 0
    assert found.base == pytest.approx(scene.unit / style.POINT_MM)
    found = figures(poster("hulpverleners", "a1", True))
    assert found.smallest == pytest.approx(style.SMALL_SIZE * found.base, rel=0.001)
    assert figures(poster("one question", "a1", True)).bends == 0
    assert figures(poster("words longer than a line", "a1", False)).hyphens > 0
