"""The drawing within a page: everything is in it, says what it is, and can be read in any style."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import houses
import poster_trees
import pytest
import samples
from hypothesis import given, settings

from woonboom.colours import contrast
from woonboom.formats.documents.html import shades
from woonboom.look import Look, look_of
from woonboom.model import Tree
from woonboom.page.drawn import drawn

SVG = "{http://www.w3.org/2000/svg}"
TREES = ("hulpverleners", "corporaties")
ODD: Mapping[str, Callable[[], Tree]] = {
    "cyclic": samples.cyclic,
    "merging": samples.merging,
    "a place that is not there": poster_trees.loose,
    "English": poster_trees.english,
    "many answers": lambda: samples.many_answers(30),
    "a map": lambda: samples.grown(70, seed=3, merges=0.3),
}
Element = ElementTree.Element


def root_of(tree: Tree) -> Element:
    return ElementTree.fromstring(drawn(tree))


def having(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if name in element.attrib)


def cards(root: Element, role: str) -> list[Element]:
    return [e for e in having(root, "data-key") if role in e.attrib["class"].split()]


def words(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def whole(text: str) -> str:
    """A text without what may be added where it is broken: spaces and hyphens."""
    return re.sub(r"[\s\u00a0-]", "", text)


@pytest.fixture(scope="module", params=[*TREES, *ODD])
def tree(request: pytest.FixtureRequest) -> Tree:
    name: str = request.param
    return ODD[name]() if name in ODD else poster_trees.real(name)


@pytest.fixture(scope="module")
def root(tree: Tree) -> Element:
    return root_of(tree)


def test_every_question_and_outcome_has_one_card_with_its_words(tree: Tree, root: Element) -> None:
    asked = {card.attrib["data-question"]: card for card in cards(root, "question")}
    assert asked.keys() == set(tree.numbers)
    for id_, card in asked.items():
        assert whole(str(tree.questions[id_].ask)) in whole(words(card))
    ended = {card.attrib["data-outcome"]: card for card in reversed(cards(root, "outcome"))}
    assert ended.keys() == set(tree.codes)
    for id_, card in ended.items():
        assert whole(str(tree.outcomes[id_].title)) in whole(words(card))


def test_every_answer_has_a_pill_that_says_where_it_leads(tree: Tree, root: Element) -> None:
    found = {
        (e.attrib["data-of"], e.attrib["data-answer"]): e.attrib["data-goto"]
        for e in having(root, "data-goto")
    }
    there = {(q.id, a.id): a.goto for q in tree.in_order for a in q.answers}
    assert found == there


def test_every_pill_ends_at_a_card(root: Element) -> None:
    keys = {e.attrib["data-key"] for e in having(root, "data-key")}
    assert {e.attrib["data-end"] for e in having(root, "data-end")} <= keys


def test_every_line_is_that_of_an_answer(root: Element) -> None:
    lines = [e for e in root if e.attrib["class"] == "connector"]
    assert lines
    assert all("data-answer" in line.attrib for line in lines)


def test_cards_have_a_name_and_keys_are_unique(root: Element) -> None:
    keys = [e.attrib["data-key"] for e in having(root, "data-key")]
    assert len(keys) == len(set(keys))
    assert all(e.attrib.get("aria-label") for e in having(root, "data-key"))


def test_nothing_in_it_belongs_to_a_document(root: Element) -> None:
    """No ids (two drawings may stand in one page), styles, fonts, links or pictures."""
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        "svg",
        "g",
        "path",
        "rect",
        "text",
        "tspan",
    }
    assert not any({"id", "style", "href", "fill", "stroke"} & e.attrib.keys() for e in root.iter())


def test_every_colour_has_a_rule(root: Element) -> None:
    sheet = (files("woonboom.page") / "style" / "drawing.css").read_text("utf-8")
    named = {
        c for e in root.iter() for c in e.attrib.get("class", "").split() if c[:2] in ("f-", "s-")
    }
    assert named
    assert not [name for name in named if f".{name} {{" not in sheet and f".{name}," not in sheet]


def test_everything_is_within_its_edges(root: Element) -> None:
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    for rect in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        assert left < x < x + w < left + width
        assert top < y < y + h < top + height


def test_the_poster_around_it_stays_out() -> None:
    tree = poster_trees.real("hulpverleners")
    said = words(root_of(tree))
    assert str(tree.title) not in said
    assert tree.version not in said
    assert not re.search("[⁰¹²³⁴-⁹]", said)  # the numbers of sources


def test_a_ground_without_a_card_on_it_stays_out(tmp_path: Path) -> None:
    """The notes of a small poster stand on a ground, beside the tree."""
    root = root_of(houses.a_tree(tmp_path, "  organisation: Huis"))
    assert not [e for e in root if e.attrib["class"] == "background"]


def test_panels_keep_their_ground() -> None:
    tree = samples.grown(60, seed=1, merges=0.1)
    assert [e for e in root_of(tree) if e.attrib["class"] == "background"]


def test_the_same_tree_gives_the_same_drawing() -> None:
    assert drawn(poster_trees.real("corporaties")) == drawn(poster_trees.real("corporaties"))


@settings(max_examples=15)
@given(poster_trees.trees())
def test_any_tree_gives_sound_svg(tree: Tree) -> None:
    assert len(cards(root_of(tree), "question")) == len(tree.numbers)


# ---------------------------------------------------------------- colours

STYLES = {
    "none": "  organisation: Huis",
    "dark red": "  colours: {main: '#7A1020', ground: '#FFF4F4'}",
    "green": "  colours: {main: '#1B5E20', eligible: '#00695C', not_yet: '#9A3412'}",
}
KINDS = ("eligible", "not_yet", "not_eligible", "refer", "consult", "other")
PAIRS = [
    ("title", "main"), ("ink", "paper"), ("note", "paper"), ("heading", "paper"),
    ("line", "ground"), ("note", "ground"), ("not_eligible-title", "paper"), ("link", "paper"),
    *((f"{kind}-on", kind) for kind in KINDS),
    *((word, f"{kind}-tint") for kind in KINDS for word in ("ink", "note", f"{kind}-title")),
]  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shaded", [shades.light, shades.dark])
def test_texts_can_be_read_by_day_and_by_night(
    tmp_path: Path, style: str, shaded: Callable[[Look], dict[str, str]]
) -> None:
    codes = shaded(look_of(houses.a_tree(tmp_path, STYLES[style])))
    assert not [pair for pair in PAIRS if contrast(codes[pair[0]], codes[pair[1]]) < 4.5]
