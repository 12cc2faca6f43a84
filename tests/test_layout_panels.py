"""The poster in panels: nothing overlaps, all is there and can be read, whatever the tree."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from poster_trees import REAL, ROOT, SHAPES, poster, real, tree_of, trees
from scene_checker import breaches

from woonboom import style
from woonboom.formats import FORMATS
from woonboom.layout.panels import fitting
from woonboom.layout.panels.poster import _sheets, layout, least_unit
from woonboom.layout.panels.shapes import Rule
from woonboom.model import Tree
from woonboom.scene import Rect, Scene

PAPERS = sorted(style.PAPERS_MM)
WAYS = pytest.mark.parametrize("landscape", [True, False], ids=["landscape", "portrait"])


def points(scene: Scene) -> float:
    return scene.unit / style.POINT_MM


@WAYS
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", REAL)
def test_real_trees_are_drawn_without_fault(name: str, paper: str, landscape: bool) -> None:
    scene = poster(name, paper, landscape)
    assert breaches(scene, real(name), paper) == []
    assert len(scene.pages) == 1


@WAYS
@pytest.mark.parametrize("shape", SHAPES)
def test_trees_of_every_shape_are_drawn_without_fault(shape: str, landscape: bool) -> None:
    assert breaches(poster(shape, "a1", landscape), tree_of(shape), "a1") == []


@pytest.mark.parametrize("paper", PAPERS)
@settings(max_examples=200 // len(PAPERS), suppress_health_check=list(HealthCheck))
@given(tree=trees(), landscape=st.booleans())
def test_any_tree_is_drawn_without_fault(tree: Tree, paper: str, landscape: bool) -> None:
    assert breaches(layout(tree, paper=paper, landscape=landscape)[0], tree, paper) == []


def grown(questions: int, merges: float) -> Tree:
    """Grow a tree until it has so many questions."""
    nodes = 2 * questions
    while len(samples.grown(nodes, merges=merges).questions) < questions:
        nodes += 1
    return samples.grown(nodes, merges=merges)


def test_sixty_questions_stand_on_one_a0() -> None:
    tree = grown(60, 0.3)
    scene = layout(tree, paper="a0", landscape=True, whole=True)[0]
    assert breaches(scene, tree) == []
    assert len(scene.pages) == 1
    assert points(scene) >= 13.9


def test_two_hundred_questions_are_an_atlas() -> None:
    tree = grown(200, 0.3)
    scene = layout(tree, paper="a1", landscape=True)[0]
    assert breaches(scene, tree, "a1") == []
    assert len(scene.pages) > 5


# ---------------------------------------------------------------- paper and type


@pytest.mark.parametrize("paper", PAPERS)
def test_the_least_type_is_18_points_on_a1_and_by_the_root_of_two_on_others(paper: str) -> None:
    wanted = 18 * 2 ** ((1 - int(paper[1:])) / 2)
    assert least_unit(paper) / style.POINT_MM == pytest.approx(wanted, rel=0.002)  # ISO rounds


@pytest.mark.parametrize("name", REAL)
def test_a_paper_twice_as_large_has_type_a_root_of_two_larger(name: str) -> None:
    sizes = [points(poster(name, paper, True)) for paper in PAPERS]
    for large, small in pairwise(sizes):
        assert large / small == pytest.approx(2**0.5, rel=0.005)


@pytest.mark.parametrize("name", ["corporaties", "fan of 9", "4 answers each"])
def test_without_a_wish_the_way_with_the_larger_type_is_taken(name: str) -> None:
    upright, lying = poster(name, "a1", False), poster(name, "a1", True)
    free = poster(name, "a1")
    page = free.pages[0]
    assert points(free) == pytest.approx(max(points(upright), points(lying)))
    ways = {scene.pages[0].width for scene in (upright, lying) if points(scene) == points(free)}
    assert page.width in ways


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="a1"):
        layout(samples.chain(2), paper="b5")


def test_a_paper_may_be_named_in_capitals() -> None:
    assert layout(samples.chain(2), paper="A3")[0] == layout(samples.chain(2), paper="a3")[0]


@pytest.mark.parametrize("shape", ["grown", "12 answers of 60 characters"])
def test_a_tree_that_is_too_large_stands_on_one_sheet_if_that_is_asked(shape: str) -> None:
    tree = tree_of(shape)
    assert len(poster(shape, "a1", True).pages) > 1
    whole = layout(tree, paper="a1", landscape=True, whole=True)[0]
    assert len(whole.pages) == 1
    assert points(whole) < 18
    assert breaches(whole, tree) == []


def test_one_question_too_large_for_any_sheet_is_no_atlas() -> None:
    """With smaller type than should be, which the command says; but all of it, and on one sheet."""
    tree = samples.many_answers(100)
    scene = layout(tree, paper="a1", landscape=True)[0]
    assert len(scene.pages) == 1
    assert points(scene) < 18
    assert breaches(scene, tree) == []


# ---------------------------------------------------------------- an atlas


def test_an_atlas_begins_with_what_is_on_which_sheet() -> None:
    cover, *sheets = poster("grown", "a1", True).pages
    assert not any(g.role in ("question", "outcome") for g in cover.groups)
    assert {"legend", "note", "contents"} <= {g.role for g in cover.groups}
    shown = " ".join(t.words for g in cover.groups for t in g.texts)
    assert all(f"Vel {n}" in shown for n in range(1, len(sheets) + 1))


def test_every_sheet_of_an_atlas_says_which_it_is() -> None:
    _, *sheets = poster("grown", "a1", True).pages
    for n, page in enumerate(sheets, start=1):
        titles = [t.words.replace("\u00a0", " ") for g in page.groups for t in g.texts]
        assert any(f"vel {n} van {len(sheets)}" in words for words in titles)


# ---------------------------------------------------------------- what makes it good to read


@WAYS
@pytest.mark.parametrize("name", [*REAL, "waterland"])
def test_the_start_is_heavier_than_the_rest(name: str, landscape: bool) -> None:
    scene, start = poster(name, "a1", landscape), f"vraag-{tree_of(name).start}"
    frames = {g.id: g.items[0] for g in scene.groups if g.role == "question"}
    strokes = {key: frame.stroke_width for key, frame in frames.items() if isinstance(frame, Rect)}
    assert strokes.pop(start) > 2 * max(strokes.values())


def unruled(shape: str, landscape: bool, monkeypatch: pytest.MonkeyPatch) -> float:
    """The base type in mm when "Nee" may stand anywhere."""
    monkeypatch.setattr(fitting, "_RULES", ("",))
    return layout(tree_of(shape), paper="a1", landscape=landscape)[0].unit


def sides_of_no(scene: Scene) -> set[str]:
    """On which sides of their question the answers "Nee" stand, where there are two answers."""
    cards = {g.id: g.box for g in scene.groups if g.role == "question"}
    answers = [g for g in scene.groups if g.role == "answer"]
    count = Counter(g.joins[0] for g in answers)
    pills = [g for g in answers if g.label.startswith("Nee") and count[g.joins[0]] == 2]
    edge = 0.6 * scene.unit
    found = set()
    for pill in pills:
        x, y, w, h = cards[pill.joins[0]]
        found.add("right" if pill.box[0] > x + w - edge else "below")
        assert pill.box[0] > x + w - edge or pill.box[1] > y + h - edge
    return found


@pytest.mark.parametrize(
    ("shape", "landscape", "ruled"),
    [
        ("corporaties", True, True),
        ("merges", False, True),
        ("20 merges", False, True),
        ("hulpverleners", True, False),
        ("waterland", False, False),
        ("chain of 12", False, False),
        ("20 merges", True, False),
    ],
)
def test_nee_stands_on_one_side_where_that_costs_little(
    shape: str, landscape: bool, ruled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At most 4 % of the type; else it stands wherever there is room."""
    scene = poster(shape, "a1", landscape)
    free = unruled(shape, landscape, monkeypatch)
    assert (len(sides_of_no(scene)) == 1) == ruled
    assert free / 1.04 <= scene.unit <= free
    if not ruled:
        assert scene.unit == free


@pytest.mark.parametrize("rule", ["no right", "no below"])
@pytest.mark.parametrize("shape", ["hulpverleners", "waterland"])
def test_a_rule_that_costs_more_is_not_followed(
    shape: str, rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What each would cost is worked out here, without the search's own guess."""
    (sheet,) = _sheets("a1", True)
    chosen = fitting.Fitting(tree_of(shape)).best([sheet])
    monkeypatch.setattr(fitting, "_RULES", (rule,))
    ruled = fitting.Fitting(tree_of(shape)).best([sheet])
    assert chosen.worth == chosen.unit
    assert 1.04 * ruled.unit < chosen.unit


# ---------------------------------------------------------------- the same everywhere


@pytest.mark.parametrize("shape", ["20 merges", "grown"])
def test_the_same_tree_gives_the_same_bytes(shape: str) -> None:
    again = layout(tree_of(shape), paper="a1", landscape=True)[0]
    assert again == poster(shape, "a1", True)
    for form in ("svg", "pdf"):
        once, twice = (FORMATS[form].write(s) for s in (poster(shape, "a1", True), again))
        assert once == twice


def test_a_poster_is_the_same_everywhere() -> None:
    """In another process, with another hash seed, locale and time zone."""
    program = (
        "import sys; sys.path.insert(0, 'tests'); import hashlib, samples, woonboom;"
        "from woonboom.layout.panels.poster import layout; from woonboom.formats import FORMATS;"
        "trees = samples.merging(), samples.cyclic(), woonboom.load('trees/hulpverleners.yaml')[0];"
        "print([hashlib.sha256(FORMATS[f].write(layout(t)[0])).hexdigest()"
        " for t in trees for f in ('svg', 'pdf')])"
    )
    prints = set()
    for seed, locale, zone in (("1", "C", "UTC"), ("2", "nl_NL.UTF-8", "Pacific/Auckland")):
        known = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        run = [sys.executable, "-c", program]
        prints.add(subprocess.run(run, cwd=ROOT, env=known, check=True, capture_output=True).stdout)
    assert len(prints) == 1
    scene = layout(real("hulpverleners"))[0]
    assert hashlib.sha256(FORMATS["pdf"].write(scene)).hexdigest() in str(prints)
