"""The layered map: nothing overlaps, everything is there, whatever the tree looks like."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scene_checker import breaches

import woonboom
from woonboom import style
from woonboom.layout.map.graph import layout
from woonboom.layout.map.sheets import _raised
from woonboom.layout.plan import plan
from woonboom.layout.wording import day, validity
from woonboom.model import KINDS, Text, Tree
from woonboom.scene import Rect, Scene

ROOT = Path(__file__).parent.parent
REAL = ("hulpverleners", "corporaties")
WORDS = st.sampled_from(["is", "er", "een", "huurschuld", "betalingsregeling", "12 maanden",
                         "schuldhulpverleningstrajectbegeleider"])  # fmt: skip


def drawn(tree: Tree, paper: str | None = None, landscape: bool | None = None) -> Scene:
    return layout(tree, paper=paper, landscape=landscape)[0]


def real(name: str) -> Tree:
    tree, _ = woonboom.load(ROOT / "trees" / f"{name}.yaml")
    assert tree
    return tree


def points(scene: Scene) -> float:
    return scene.unit / style.POINT_MM


def said(words: int) -> st.SearchStrategy[str]:
    return st.lists(WORDS, min_size=1, max_size=words).map(" ".join)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Trees of every shape: branches, merges, rounds, missing places, long and short texts."""
    count = draw(st.integers(1, 12))
    ends = draw(st.integers(1, 4))
    goal = st.one_of(
        st.integers(0, count - 1).map("q{}".format),
        st.integers(0, ends - 1).map("u{}".format),
        st.just("nergens"),
    )
    label = st.one_of(st.sampled_from(["Ja", "Nee"]), said(6))
    questions = [
        samples.question(
            f"q{n}",
            draw(st.lists(st.tuples(label, goal), max_size=4)),
            ask=draw(said(30)),
            help_=draw(st.one_of(st.just(""), said(15))),
        )
        for n in range(count)
    ]
    outcomes = [
        samples.outcome(f"u{n}", KINDS[n], title=draw(said(6)), body=draw(said(20)))
        for n in range(ends)
    ]
    return samples.tree(questions, outcomes, title=draw(said(12)))


SHAPES: dict[str, Callable[[], Tree]] = {
    "one question": lambda: samples.chain(1),
    "chain": lambda: samples.chain(12),
    "long chain": lambda: samples.chain(45),
    "fan": lambda: samples.fan(9),
    "many answers": lambda: samples.many_answers(25),
    "merges": samples.merging,
    "rounds and gaps": samples.cyclic,
    "grown": lambda: samples.grown(60, seed=3),
    "grown with merges": lambda: samples.grown(120, seed=4, merges=0.4),
    "wide": lambda: samples.grown(90, seed=5, branching=(5, 6)),
    "long answers": lambda: samples.of(
        {
            "a": [("een lang antwoord met veel woorden erin " * 3, "b"), ("Nee", "c")],
            "b": [("schuldhulpverleningstraject " * 4, "u"), ("een ander lang antwoord", "c")],
            "c": [("het derde lange antwoord van deze boom " * 2, "w"), ("Ja", "d")],
            "d": [("Ja", "u"), ("een laatste lang antwoord dat niet past " * 2, "w")],
        }
    ),
    "only an outcome": lambda: samples.tree([], [samples.outcome("u")]),
    "nothing": lambda: samples.tree([], []),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_overlaps_and_everything_is_there(shape: str) -> None:
    tree = SHAPES[shape]()
    assert breaches(drawn(tree), tree) == []


@pytest.mark.parametrize("shape", ["long answers", "merges", "rounds and gaps"])
@pytest.mark.parametrize("landscape", [True, False])
def test_nor_on_a_sheet_either_way(shape: str, landscape: bool) -> None:
    tree = SHAPES[shape]()
    assert breaches(drawn(tree, "a3", landscape), tree) == []


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("paper", [None, "a4", "a2"])
def test_real_trees_are_drawn_without_fault(name: str, paper: str | None) -> None:
    tree = real(name)
    assert breaches(drawn(tree, paper), tree) == []


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(trees(), st.sampled_from([None, "a3"]))
def test_any_tree_is_drawn_without_fault(tree: Tree, paper: str | None) -> None:
    assert breaches(drawn(tree, paper), tree) == []


@pytest.mark.parametrize(("paper", "landscape"), [("a4", False), ("a3", True), ("a0", False)])
def test_a_paper_is_filled_as_asked(paper: str, landscape: bool) -> None:
    page = drawn(samples.chain(5), paper, landscape).pages[0]
    short, long = style.PAPERS_MM[paper]
    assert (page.width, page.height) == ((long, short) if landscape else (short, long))


def test_without_a_wish_a_paper_is_turned_so_that_type_is_largest() -> None:
    tree = samples.chain(5)
    ways = [points(drawn(tree, "a3", landscape)) for landscape in (True, False)]
    assert points(drawn(tree, "a3")) == pytest.approx(max(ways), rel=0.02)


def test_a_larger_paper_has_larger_type() -> None:
    tree = samples.merging()
    a4, a2 = (points(drawn(tree, paper)) for paper in ("a4", "a2"))
    assert a2 == pytest.approx(2 * a4, rel=0.1)


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="a4"):
        layout(samples.chain(2), paper="b5")


def test_without_a_paper_type_is_readable_and_the_page_as_small_as_can_be() -> None:
    small, large = drawn(samples.chain(3)), drawn(real("hulpverleners"))
    assert (small.pages[0].width, small.pages[0].height) in {(210, 297), (297, 210)}
    assert {large.pages[0].width, large.pages[0].height} in ({297, 420}, {420, 594})
    for scene in (small, large):
        assert style.SMALLEST_BASE_PT <= points(scene) <= style.LARGEST_BASE_PT


def test_a_tree_too_large_for_paper_gets_a_page_of_its_own() -> None:
    tree = samples.grown(700, seed=2)
    scene = drawn(tree)
    page = scene.pages[0]
    assert points(scene) == pytest.approx(style.BASE_PT)
    assert max(page.width, page.height) > 1189
    assert 0.5 < page.width / page.height < 2
    assert breaches(scene, tree) == []


def test_no_page_is_longer_than_a_pdf_can_be() -> None:
    page = drawn(samples.many_answers(1500)).pages[0]
    assert max(page.width, page.height) <= style.LARGEST_PAGE_MM


def test_real_trees_are_drawn_whole_and_large_enough_for_a_wall() -> None:
    scene = drawn(real("hulpverleners"), "a2")
    assert points(scene) > 12
    assert not [g for g in scene.groups if g.role == "chip"]


def test_an_answer_past_one_question_is_a_line_and_not_a_chip() -> None:
    tree = samples.of({"a": [("Ja", "b"), ("Nee", "c")], "b": [("Ja", "c"), ("Nee", "u")],
                       "c": [("Ja", "u"), ("Nee", "w")]})  # fmt: skip
    scene = drawn(tree)
    assert not [g for g in scene.groups if g.role == "chip"]
    assert [g.link for g in scene.groups if g.id == "vraag-a.2"] == ["vraag-c"]


def test_an_answer_that_goes_back_is_a_chip() -> None:
    tree = samples.of({"a": [("Ja", "b"), ("Nee", "u")], "b": [("Ja", "a"), ("Nee", "u")]})
    chip = next(g for g in drawn(tree).groups if g.role == "chip")
    assert (chip.link, chip.label) == ("vraag-a", "Ga naar vraag 1")


def test_an_outcome_is_drawn_in_full_once_and_brief_after_that() -> None:
    outcomes = [g for g in drawn(samples.chain(6)).groups if g.id.startswith("uitkomst-u0")]
    full, *briefs = outcomes
    assert full.id == "uitkomst-u0"
    assert full.link == ""
    assert briefs
    assert all(brief.link == "uitkomst-u0" for brief in briefs)
    assert all(len(list(brief.texts)) < len(list(full.texts)) for brief in briefs)


def test_an_answer_to_nowhere_ends_in_a_stub() -> None:
    tree = samples.of({"a": [("Ja", "u"), ("Nee", "nowhere")]})
    stub = next(g for g in drawn(tree).groups if g.role == "stub")
    assert "‘nowhere’ bestaat niet" in stub.label


def test_the_start_is_heavier_than_the_rest() -> None:
    frames = {g.id: g.items[0] for g in drawn(samples.chain(3)).groups if g.role == "question"}
    start, other = frames["vraag-q0"], frames["vraag-q1"]
    assert isinstance(start, Rect)
    assert isinstance(other, Rect)
    assert start.stroke_width > 2 * other.stroke_width


def test_yes_is_filled_and_no_is_outlined() -> None:
    pills = {g.id: g.items[0] for g in drawn(samples.chain(2)).groups if g.role == "answer"}
    yes, no = pills["vraag-q0.1"], pills["vraag-q0.2"]
    assert isinstance(yes, Rect)
    assert isinstance(no, Rect)
    assert (yes.fill, no.fill) == (style.NAVY, style.PAPER)


def test_furniture_is_in_the_trees_own_language() -> None:
    dutch, english = (
        samples.tree([samples.question("q", [("Yes", "u")])], [samples.outcome("u")], language=code)
        for code in ("nl", "en")
    )
    titles = [
        {g.label for g in drawn(tree).groups if g.role == "legend"} for tree in (dutch, english)
    ]
    assert titles == [{"Zo leest u de vakken"}, {"How to read the boxes"}]


def test_the_legend_explains_what_is_drawn_and_no_more() -> None:
    tree = samples.of({"a": [("Ja", "u"), ("Nee", "w")]}, {"u": "eligible", "w": "refer"})
    legend = next(g for g in drawn(tree).groups if g.role == "legend")
    assert [t.words for t in legend.texts][1:] == ["Hier begint u", "Ja, dit kan", "Verwijs door"]


def test_sources_are_listed_once_with_the_works_that_they_stand_in() -> None:
    tree = samples.of({"a": [("Ja", "u"), ("Nee", "w")]}, {"u": "eligible", "w": "refer"})
    asked = replace(tree.questions["a"], sources=("T 2.10", "T 2.9", "T 2.10"))
    works = {short: Text(full, full) for short, full in (("T", "Het boek"), ("A", "Ongelezen"))}
    drawing = drawn(replace(tree, questions={"a": asked}, works=works))
    block = next(g for g in drawing.groups if g.role == "sources")
    assert [text.words for text in block.texts] == ["Bronnen", "1 T 2.9", "2 T 2.10", "T Het boek"]


def test_dates_are_in_words_whatever_the_locale() -> None:
    tree = samples.chain(1)
    assert validity(tree) == "Geldig vanaf 15 januari 2026"
    assert tree.valid_from
    assert day(tree.valid_from, "en") == "15 January 2026"


def test_a_character_without_a_glyph_is_reported_and_drawn_as_a_box() -> None:
    tree = samples.tree(
        [samples.question("q", [("Ja", "u")], ask="Huis 漢 of 😀?")], [samples.outcome("u")]
    )
    scene, problems = layout(tree)
    assert [p.code.code for p in problems] == ["WB704"]
    assert "漢 (U+6F22)" in problems[0].message("nl")
    shown = " ".join(t.words for g in scene.groups for t in g.texts)
    assert "Huis ▯ of ▯?" in shown


def test_every_question_has_one_parent_or_starts_a_part() -> None:
    tree = samples.grown(80, seed=9, merges=0.5)
    planned = plan(tree)
    branches = [e.ref for exits in planned.exits.values() for e in exits if e.role == "branch"]
    assert sorted([*branches, *planned.roots]) == sorted(tree.questions)


def test_graphviz_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    drawn(samples.merging())
    assert capfd.readouterr() == ("", "")


def test_a_drawing_is_the_same_everywhere() -> None:
    """In another process, with another hash seed, locale and time zone."""
    program = (
        "import sys; sys.path.insert(0, 'tests'); import samples, hashlib;"
        "from woonboom.layout.map.graph import layout; from woonboom.formats import FORMATS;"
        "scene = layout(samples.merging())[0];"
        "print([hashlib.sha256(f.write(scene)).hexdigest() for f in FORMATS.values()])"
    )
    prints = set()
    for seed, locale, zone in (("1", "C", "UTC"), ("2", "nl_NL.UTF-8", "Pacific/Auckland")):
        known = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        run = [sys.executable, "-c", program]
        prints.add(subprocess.run(run, cwd=ROOT, env=known, check=True, capture_output=True).stdout)
    assert len(prints) == 1


def test_room_beside_a_panel_does_not_take_that_under_its_neighbour() -> None:
    """The gap right of a panel may reach under one that comes further down."""
    skyline = [(0.0, 10.0, 5.0), (10.0, 20.0, 50.0)]
    assert _raised(skyline, 0.0, 12.0, 8.0) == [(0.0, 10.0, 8.0), (10.0, 20.0, 50.0)]
    assert _raised(skyline, 10.0, 20.0, 60.0) == [(0.0, 10.0, 5.0), (10.0, 20.0, 60.0)]
