"""Trees in the forms of other programs, read by those programs: DOT, Mermaid, GraphML, JSON."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx
import pygraphviz
import pytest
import samples
from awkward import awkward
from calling import ROOT
from conftest import MERMAID
from hypothesis import given, settings
from random_trees import tree_of, trees

from woonboom.colours import OWN
from woonboom.exports import EXPORTS
from woonboom.exports.dot import write as dot
from woonboom.exports.graphml import write as graphml
from woonboom.exports.mermaid import write as mermaid
from woonboom.exports.naming import led
from woonboom.exports.places import places
from woonboom.load import load
from woonboom.model import KINDS, Tree

if TYPE_CHECKING:
    from playwright.sync_api import Page

TREES = [ROOT / "trees" / f"{name}.yaml" for name in ("hulpverleners", "corporaties")]
SVG = "{http://www.w3.org/2000/svg}"


def tree(path: Path) -> Tree:
    found, problems = load(path)
    assert found
    assert not problems
    return found


@pytest.fixture(scope="module", params=TREES, ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest) -> Tree:
    return tree(request.param)


def one_line(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- every form


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_tree_gives_the_same_bytes(name: str, shipped: Tree) -> None:
    assert EXPORTS[name].write(shipped) == EXPORTS[name].write(shipped)


@pytest.mark.parametrize("name", ["dot", "mermaid", "graphml", "csv", "xlsx"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_tree_has_every_form_also_a_broken_one(name: str, language: str) -> None:
    many = [tree_of(random.Random(seed).randrange, 8, broken=True) for seed in range(30)]
    for one in [samples.cyclic(), samples.tree([], []), *many]:
        assert EXPORTS[name].write(replace(one, language=language))


@pytest.mark.parametrize("name", [name for name, export in EXPORTS.items() if export.text])
def test_text_is_utf8_with_line_ends_of_its_own(name: str, shipped: Tree) -> None:
    text = EXPORTS[name].write(shipped).decode("utf-8")
    assert text.endswith("\n")
    assert "Eerst" in text or name == "dmn"


def test_json_is_the_document_of_the_page(shipped: Tree) -> None:
    from woonboom.portable import document_of

    assert json.loads(EXPORTS["json"].write(shipped)) == json.loads(
        json.dumps(document_of(shipped))
    )


# ---------------------------------------------------------------- Graphviz


def drawn(data: bytes) -> ET.Element:
    """Have Graphviz lay a tree out and draw it."""
    graph = pygraphviz.AGraph(string=data.decode())
    try:
        return ET.fromstring(graph.draw(format="svg", prog="dot"))
    finally:
        graph.close()


def words(group: ET.Element) -> str:
    return one_line(" ".join(text.text or "" for text in group.iter(f"{SVG}text")))


def groups(svg: ET.Element, kind: str) -> dict[str, ET.Element]:
    found = [g for g in svg.iter(f"{SVG}g") if kind in g.get("class", "").split()]
    return {g.get("id", ""): g for g in found}


def test_graphviz_draws_every_card_and_every_answer(shipped: Tree) -> None:
    svg = drawn(dot(shipped))
    nodes, edges = groups(svg, "node"), groups(svg, "edge")
    assert set(nodes) == {*shipped.questions, *shipped.outcomes}
    for id_, question in shipped.questions.items():
        assert words(nodes[id_]) == f"{shipped.numbers[id_]} {question.ask}"
        for answer in question.answers:
            assert words(edges[f"{id_}.{answer.id}"]) == str(answer.label)
    for id_, outcome in shipped.outcomes.items():
        assert words(nodes[id_]).startswith(shipped.codes[id_])
        assert words(nodes[id_]).endswith(str(outcome.title))


def test_graphviz_prints_texts_as_they_are() -> None:
    made = awkward()
    svg = drawn(dot(made))
    nodes, edges = groups(svg, "node"), groups(svg, "edge")
    for id_, question in made.questions.items():
        assert words(nodes[id_]) == f"{made.numbers[id_]} {question.ask}"
        for answer in question.answers:
            assert words(edges[f"{id_}.{answer.id}"]) == str(answer.label)
    assert words(svg).startswith('a: "x" & <b>')


def test_kinds_of_outcome_differ_in_more_than_colour() -> None:
    made = samples.of({"q": [(kind, kind) for kind in KINDS]}, dict(zip(KINDS, KINDS, strict=True)))
    looks = re.findall(r'class="(\w+)".*?(shape=.*?penwidth="[\d.]+")', dot(made).decode())
    assert len({look for kind, look in looks if kind in KINDS}) == len(KINDS)


@settings(max_examples=25)
@given(trees(8, broken=True))
def test_graphviz_reads_any_tree(made: Tree) -> None:
    graph = pygraphviz.AGraph(string=dot(made).decode())
    assert len(graph.nodes()) == len(made.questions) + len(made.outcomes)
    assert len(graph.edges()) == len(led(made))
    graph.close()


def test_a_house_style_gives_its_colours(tmp_path: Path) -> None:
    (tmp_path / "huis.yaml").write_text(
        "woonboom: 1\nvocabulary: huis\nstyle: {colours: {main: '#7A1F5C'}}\n", "utf-8"
    )
    text = (ROOT / "docs" / "format.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    (tmp_path / "boom.yaml").write_text(text + "uses: [huis.yaml]\n", "utf-8")
    made = tree(tmp_path / "boom.yaml")
    for name in ("dot", "mermaid", "graphml"):
        written = EXPORTS[name].write(made).decode()
        assert "#7A1F5C" in written
        assert OWN["main"] not in written


# ---------------------------------------------------------------- GraphML


def read(made: Tree) -> networkx.MultiDiGraph[str]:
    graph = networkx.read_graphml(io.BytesIO(graphml(made)), force_multigraph=True)
    assert isinstance(graph, networkx.MultiDiGraph)
    return graph


def test_networkx_reads_the_same_graph(shipped: Tree) -> None:
    graph = read(shipped)
    assert set(graph.nodes) == set(shipped.graph.nodes)
    for id_, question in shipped.questions.items():
        told = graph.nodes[id_]
        assert (told["kind"], told["ask"]) == ("question", str(question.ask))
        assert told["number"] == str(shipped.numbers[id_])
        for answer in question.answers:
            found = graph.get_edge_data(id_, answer.goto) or {}
            assert str(answer.label) in [edge["answer"] for edge in found.values()]
    for id_, outcome in shipped.outcomes.items():
        told = graph.nodes[id_]
        assert (told["kind"], told["title"]) == (outcome.kind, str(outcome.title))
    assert graph.graph["start"] == shipped.start


def test_networkx_reads_texts_as_they_are() -> None:
    made = awkward()
    graph = read(made)
    assert {graph.nodes[id_]["ask"] for id_ in made.questions} == {
        str(question.ask) for question in made.questions.values()
    }


def test_what_xml_cannot_hold_is_left_out() -> None:
    made = samples.tree([samples.question("q", [("a\x00b\x1f", "u")])], [samples.outcome("u")])
    (edge,) = read(made).edges(data=True)
    assert edge[2]["answer"] == "ab"


def test_cards_that_yed_shows_do_not_overlap(shipped: Tree) -> None:
    boxes = [
        tuple(float(box.get(name, "")) for name in ("x", "y", "width", "height"))
        for box in ET.fromstring(graphml(shipped)).iter(
            "{http://www.yworks.com/xml/graphml}Geometry"
        )
    ]
    assert len(boxes) == len(shipped.questions) + len(shipped.outcomes)
    for n, (x, y, w, h) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[:n]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


@given(trees(8, broken=True))
def test_every_node_has_a_place_of_its_own(made: Tree) -> None:
    found = places(made)
    assert set(found) == {*made.questions, *made.outcomes}
    assert len(set(found.values())) == len(found)


def test_answers_lead_down_in_a_vast_tree() -> None:
    made = samples.grown(2_000, merges=0.2)
    found = places(made)
    for question, answer in led(made):
        assert found[question.id][1] < found[answer.goto][1]


# ---------------------------------------------------------------- Mermaid


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.set_content("<meta charset=utf-8><body></body>")
        page.add_script_tag(path=MERMAID / "dist" / "mermaid.min.js")
        yield page
        browser.close()


_RENDER = """async (text) => {
  mermaid.initialize({startOnLoad: false});
  const {svg} = await mermaid.render("boom", text);
  document.body.innerHTML = svg;
  const said = (found) => [...document.querySelectorAll(found)].map((one) => one.innerText);
  const scripts = document.querySelectorAll("script").length;
  return {nodes: said(".node .nodeLabel"), edges: said("span.edgeLabel"), scripts,
          title: document.querySelector(".flowchartTitleText").textContent};
}"""


def rendered(page: Page, made: Tree) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(_RENDER, mermaid(made).decode())
    return found


def shown(texts: list[str]) -> list[str]:
    return sorted(one_line(text.replace("\u2060", "")) for text in texts if text.strip())


def expected(made: Tree) -> tuple[list[str], list[str]]:
    """The texts of cards and of answers; a kind of outcome is told by its tree's own words."""
    nodes = [f"{made.numbers[id_]} {q.ask}" for id_, q in made.questions.items()]
    nodes += [str(o.title) for o in made.outcomes.values()]
    return sorted(nodes), sorted(str(answer.label) for _, answer in led(made))


def without_kinds(nodes: list[str]) -> list[str]:
    """Cards of outcomes begin with a code and the kind, on a line of their own."""
    return [re.sub(r"^U\d+ · [^\n]*\n", "", node) for node in nodes]


@pytest.mark.node
def test_mermaid_draws_every_card_and_every_answer(page: Page, shipped: Tree) -> None:
    found = rendered(page, shipped)
    nodes, edges = expected(shipped)
    assert shown(without_kinds(found["nodes"])) == nodes
    assert shown(found["edges"]) == edges
    assert found["title"] == f"{shipped.title} ({shipped.version})"


@pytest.mark.node
def test_mermaid_prints_texts_as_they_are(page: Page) -> None:
    made = awkward()
    found = rendered(page, made)
    nodes, edges = expected(made)
    assert shown(without_kinds(found["nodes"])) == nodes
    assert shown(found["edges"]) == edges
    assert found["scripts"] == page.evaluate("document.querySelectorAll('script').length")


@pytest.mark.node
def test_mermaid_reads_any_tree(page: Page) -> None:
    many = [tree_of(random.Random(seed).randrange, 6, broken=True) for seed in range(8)]
    for made in [samples.cyclic(), samples.many_answers(12), *many]:
        assert len(rendered(page, made)["nodes"]) == len(made.questions) + len(made.outcomes)


# ---------------------------------------------------------------- texts that are far too long


def test_graphviz_reads_a_tree_with_very_long_texts() -> None:
    one = samples.of({"q": [("Ja", "u"), ("Nee", "v")]})
    question = one.questions["q"]
    long = replace(question.ask, value='& "woord" ' * 5000)
    changed = replace(question, ask=long, help=long)
    found = dot(replace(one, questions={"q": changed}))
    drawn = pygraphviz.AGraph(found.decode())
    assert len(drawn.get_node("q").attr["tooltip"]) < 16_384
    assert all(len(text) < 16_384 for text in re.findall(r'"((?:\\\\.|[^"])*)"', found.decode()))


@pytest.mark.parametrize("write", [dot, mermaid])
def test_a_word_that_no_card_can_hold_is_broken(write: Callable[[Tree], bytes]) -> None:
    one = samples.of({"q": [("Ja", "u"), ("Nee", "v")]})
    question = one.questions["q"]
    changed = replace(question, ask=replace(question.ask, value="x" * 3000))
    text = write(replace(one, questions={"q": changed})).decode()
    assert "x" * 41 not in text
    assert text.count("x" * 40) > 40
