"""A way that is lit: all of it and nothing else, below the cards, and all can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_checker import breaches, overlap

from woonboom import style
from woonboom.colours import LEAST_CONTRAST, contrast
from woonboom.diagnostics import Diagnostic
from woonboom.layout.map.graph import layout as map_layout
from woonboom.layout.panels.poster import layout as panel_layout
from woonboom.load import load
from woonboom.model import Tree
from woonboom.press.grey import grey, grey_of
from woonboom.press.lit import Way, lit
from woonboom.scene import Group, Rect, Scene
from woonboom.scene import Path as Line

TREES = Path(__file__).parent.parent / "trees"
LAYOUTS: dict[str, Callable[..., tuple[Scene, list[Diagnostic]]]] = {
    "map": map_layout,
    "panels": panel_layout,
}
FACTS = ("uit huis gezet", "met huurschuld", "betalingsregeling 6 maanden")


def way(*answers: str, ends: tuple[str, ...] = (), facts: tuple[str, ...] = FACTS) -> Way:
    return Way(answers, ends, "Geval:", facts, "U1 Tweedekansbeleid")


def longest(tree: Tree) -> Way:
    """A way along the last answers, as far as it goes."""
    answers, place = list[str](), tree.start
    while place in tree.questions and len(answers) < len(tree.questions):
        row = tree.questions[place].answers
        answers.append(f"vraag-{place}.{len(row)}")
        place = row[-1].goto
    return way(*answers)


def shipped() -> Tree:
    tree, _ = load(TREES / "hulpverleners.yaml")
    assert tree is not None
    return tree


@pytest.fixture(scope="module", params=LAYOUTS)
def drawn(request: pytest.FixtureRequest) -> Scene:
    scene, _ = LAYOUTS[request.param](shipped(), paper="a1")
    return scene


WAY = way(
    "vraag-ontruimd.1", "vraag-reden.2", "vraag-termijn.1", "vraag-huurschuld.2",
    "vraag-hulpverlening.1", "vraag-begeleidingsplan.1",
)  # fmt: skip
CARDS = {
    *WAY.answers,
    "vraag-ontruimd", "vraag-reden", "vraag-termijn", "vraag-huurschuld", "vraag-hulpverlening",
    "vraag-begeleidingsplan", "uitkomst-tweedekans",
}  # fmt: skip


def light(scene: Scene, colour: str = style.LIT) -> list[Group]:
    """The groups of the light itself."""
    return [
        group for group in scene.groups
        if group.role == "light"
        and any(isinstance(i, Rect | Line) and i.stroke == colour for i in group.items)
    ]  # fmt: skip


def around(scene: Scene, colour: str = style.LIT) -> set[str]:
    """The ids of the cards and pills that have light around them, and what lit lines join."""
    boxes = {group.box: group.id for group in scene.groups if group.id}
    joins = {group.box: " → ".join(group.joins) for group in scene.groups if group.joins[1:]}
    lines = {g.box: joins[g.box] for g in scene.groups if g.role == "connector"}
    return {(lines | boxes)[group.box] for group in light(scene, colour)}


# ---------------------------------------------------------------- what is lit


def test_the_way_is_lit_and_nothing_else(drawn: Scene) -> None:
    found = around(lit(drawn, WAY))
    chips = {name for name in found if name.startswith("naar-hulpverlening")}
    assert len(chips) <= 1
    cards = {name for name in found if " → " not in name} - chips
    assert cards == CARDS
    joins = {g.id: " → ".join(g.joins) for g in drawn.groups if g.role == "answer"}
    assert found - cards - chips == {joins[answer] for answer in WAY.answers}


def test_the_light_has_one_edge_all_around(drawn: Scene) -> None:
    scene = lit(drawn, WAY)
    assert around(scene, style.LIT_EDGE) == around(scene)
    groups = list(scene.groups)
    edges, lights = (light(scene, colour) for colour in (style.LIT_EDGE, style.LIT))
    assert max(map(groups.index, edges)) < min(map(groups.index, lights))
    assert all(len(group.items) == 1 for group in (*edges, *lights))


def test_the_light_lies_below_all_that_is_drawn_and_above_the_grounds(drawn: Scene) -> None:
    roles = [group.role for group in lit(drawn, WAY).groups]
    first, last = roles.index("light"), len(roles) - 1 - roles[::-1].index("light")
    assert set(roles[first : last + 1]) == {"light"}
    assert not {"connector", "question", "answer"} & set(roles[:last])
    assert set(roles[last + 1 :]) >= {"connector", "question", "answer"}


def test_everything_else_stays_as_it_was(drawn: Scene) -> None:
    before = list(drawn.groups)
    after = list(lit(drawn, WAY).groups)
    added = [group for group in after if group not in before]
    assert [group for group in after if group in before] == before
    assert {group.role for group in added} == {"background", "light", "case"}


def test_of_two_answers_to_one_place_only_the_given_one_is_lit() -> None:
    tree = samples.of({"a": [("Ja", "b"), ("Nee", "b")], "b": [("Ja", "u"), ("Nee", "v")]})
    for scene in (map_layout(tree)[0], panel_layout(tree)[0]):
        pills = {g.id: g for g in scene.groups if g.role == "answer"}
        lines = {
            answer: next(g for g in light(lit(scene, way(answer))) if g.box not in cards(scene))
            for answer in ("vraag-a.1", "vraag-a.2")
        }
        assert lines["vraag-a.1"].box != lines["vraag-a.2"].box
        for answer, line in lines.items():
            assert overlap(line.box, pills[answer].box, -0.1)


def cards(scene: Scene) -> set[object]:
    return {group.box for group in scene.groups if group.id}


def test_a_case_that_stops_at_a_question_lights_it(drawn: Scene) -> None:
    nothing = way(ends=("vraag-ontruimd",))
    assert around(lit(drawn, nothing)) == {"vraag-ontruimd"}
    assert around(lit(drawn, way("vraag-weg.1"))) == set()


# ---------------------------------------------------------------- readable


def test_a_lit_drawing_breaks_no_rule(drawn: Scene) -> None:
    scene = lit(drawn, WAY)
    assert breaches(scene, shipped()) == []
    assert breaches(grey(scene), shipped()) == []


def test_all_inks_can_be_read_on_the_light() -> None:
    for ink in (style.INK, style.LINE, style.NOTE_INK, style.NAVY):
        assert contrast(ink, style.LIT) >= LEAST_CONTRAST


def test_its_edge_shows_on_every_ground_and_in_grey() -> None:
    for ground in (style.PAPER, style.GROUND):
        assert contrast(style.LIT_EDGE, ground) >= 3
        assert contrast(grey_of(style.LIT_EDGE), grey_of(ground)) >= 3
        assert contrast(grey_of(style.LIT), grey_of(ground)) > 1.2


# ---------------------------------------------------------------- which case it is


def strip(scene: Scene) -> Group:
    return next(group for group in scene.groups if group.role == "case")


def test_the_poster_says_which_case_it_is(drawn: Scene) -> None:
    assert strip(lit(drawn, WAY)).label == (
        "Geval: uit huis gezet · met huurschuld · betalingsregeling 6 maanden U1 Tweedekansbeleid"
    )


def test_what_does_not_fit_is_counted(drawn: Scene) -> None:
    many = tuple(f"feit nummer {n} van een hele lange rij" for n in range(40))
    words = strip(lit(drawn, way(facts=many))).label
    assert "Geval: feit nummer 0 van een hele lange rij · " in words
    assert " · en nog " in words
    told = words.count("feit nummer")
    assert f"en nog {40 - told} U1 Tweedekansbeleid" in words


def test_words_that_never_fit_are_cut_short(drawn: Scene) -> None:
    endless = Way((), (), "Geval:", (), "Een uitkomst met een naam " * 20)
    scene = lit(drawn, endless)
    assert strip(scene).label.endswith("…")
    assert breaches(scene, shipped()) == []


def test_it_stands_right_below_the_title_and_over_nothing(drawn: Scene) -> None:
    scene = lit(drawn, WAY)
    (page,) = scene.pages
    own = strip(scene)
    title = next(group for group in page.groups if group.role == "title")
    assert own.box[1] == pytest.approx(title.box[1] + title.box[3], abs=0.01)
    rest = [g for g in page.groups if g not in (own, title) and g.role != "background"]
    assert not any(overlap(own.box, group.box, 0) for group in rest)
    reach = 4.4 * min(page.width, page.height) / 594
    lowest = own.box[1] + own.box[3]
    assert all(group.box[1] - reach >= lowest for group in rest if group.id in CARDS)


def test_it_is_read_after_the_title(drawn: Scene) -> None:
    roles = [g.role for g in lit(drawn, WAY).groups]
    assert roles.index("title") < roles.index("case") < roles.index("question")


@pytest.mark.parametrize("paper", ["a4", "a2", "a0"])
@pytest.mark.parametrize("landscape", [True, False])
def test_on_every_paper(paper: str, landscape: bool) -> None:
    tree = shipped()
    scene, _ = panel_layout(tree, paper=paper, landscape=landscape)
    after = lit(scene, WAY)
    assert breaches(after, tree) == []
    smallest = min(t.size for g in scene.groups for t in g.texts)
    (item, *_) = strip(after).texts
    assert item.size >= min(smallest, 5.29 * min(scene.pages[0].width, scene.pages[0].height) / 594)


@settings(max_examples=15)
@given(st.integers(2, 40), st.integers(0, 1000), st.sampled_from(sorted(LAYOUTS)))
def test_on_trees_of_every_shape(count: int, seed: int, name: str) -> None:
    tree = samples.grown(count, seed=seed, merges=0.3)
    scene, _ = LAYOUTS[name](tree, paper="a1")
    after = lit(scene, longest(tree))
    assert set(breaches(after, tree)) == set(breaches(scene, tree))
    passed = {answer.rpartition(".")[0] for answer in longest(tree).answers}
    assert around(after) >= passed


def test_a_drawing_without_a_title_has_no_strip_to_stand_below_it() -> None:
    scene, _ = map_layout(shipped(), paper="a1")
    (page,) = scene.pages
    bare = replace(scene, pages=(replace(page, groups=page.groups[:1]),))
    assert lit(bare, WAY) == bare
