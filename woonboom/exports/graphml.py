"""A tree as GraphML, with the drawing that yEd shows.

The data of nodes and edges are plain GraphML, which any program for graphs reads; yEd's own
elements stand beside them. Nodes have a place: below what leads to them, so that the drawing can be
read before anybody lays it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

from woonboom.exports.naming import (
    LABEL,
    broken,
    ends,
    heading,
    led,
    outcome_lines,
    question_lines,
)
from woonboom.exports.paint import QUESTION, START, Paint, paint_of
from woonboom.exports.places import places
from woonboom.model import Answer, Outcome, Question, Tree

_GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"
_YED: Final = "http://www.yworks.com/xml/graphml"
# Not `label`: some programs keep what yEd shows under that name.
_NODE: Final = ("kind", "number", "ask", "help", "title", "text", "steps", "source")
_EDGE: Final = ("answer_id", "answer", "when")
_GRAPH: Final = ("title", "version", "language", "start")
_WIDE, _LINE, _PAD = 220, 17, 20
"""Of a card, in yEd's units (points): its width, the height of a line, and the room around them."""
_ACROSS, _DOWN = 260, 170
"""From a card to the next."""
_SHAPES: Final[Mapping[str, tuple[str, str, str]]] = {
    QUESTION: ("roundrectangle", "line", "1.0"),
    START: ("roundrectangle", "line", "3.0"),
    "eligible": ("roundrectangle", "line", "2.5"),
    "not_yet": ("parallelogram", "dashed", "1.5"),
    "not_eligible": ("rectangle", "line", "3.0"),
    "refer": ("rectangle3d", "dashed_dotted", "1.5"),
    "consult": ("octagon", "dotted", "1.5"),
}
"""The shape of a card, how its border is drawn, and how wide that is."""


def write(tree: Tree) -> bytes:
    """Return the tree as GraphML."""
    ET.register_namespace("y", _YED)
    root = ET.Element("graphml", {"xmlns": _GRAPHML})
    _keys(root)
    graph = ET.SubElement(root, "graph", id=_clean(tree.id), edgedefault="directed")
    _Drawn(tree, graph).fill()
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _keys(root: ET.Element) -> None:
    for over, names in (("graph", _GRAPH), ("node", _NODE), ("edge", _EDGE)):
        for name in names:
            told = {"id": f"{over}_{name}", "for": over, "attr.name": name, "attr.type": "string"}
            ET.SubElement(root, "key", told)
    for over in ("node", "edge"):
        ET.SubElement(root, "key", {"id": over, "for": over, "yfiles.type": f"{over}graphics"})


class _Drawn:
    """Fills the graph: its data, and what yEd draws."""

    def __init__(self, tree: Tree, graph: ET.Element) -> None:
        self.tree = tree
        self.graph = graph
        self.paint: Paint = paint_of(tree)
        self.places = places(tree)

    def fill(self) -> None:
        """Add everything of the tree."""
        tree = self.tree
        told = {"title": heading(tree), "version": tree.version, "language": tree.language}
        _data(self.graph, "graph", {**told, "start": tree.start})
        for question in tree.in_order:
            self.question(question)
        for end in ends(tree):
            self.outcome(end)
        for number, (question, answer) in enumerate(led(tree)):
            self.edge(f"e{number}", question, answer)

    def question(self, question: Question) -> None:
        """Add a question."""
        kind = START if question.id == self.tree.start else QUESTION
        told = {
            "kind": QUESTION,
            "number": self.tree.printed[question.id],
            "ask": str(question.ask),
            "help": str(question.help or ""),
            "source": "; ".join(question.sources),
        }
        self.node(question.id, told, kind, question_lines(self.tree, question))

    def outcome(self, end: Outcome) -> None:
        """Add an outcome."""
        told = {
            "kind": end.kind,
            "number": self.tree.codes[end.id],
            "title": str(end.title),
            "text": str(end.text or ""),
            "steps": "\n".join(map(str, end.steps)),
            "source": "; ".join(end.sources),
        }
        self.node(end.id, told, end.kind, outcome_lines(self.tree, end))

    def node(self, id_: str, told: Mapping[str, str], kind: str, lines: list[str]) -> None:
        """Add a node with its data and its card."""
        node = ET.SubElement(self.graph, "node", id=_clean(id_))
        _data(node, "node", told)
        drawn = ET.SubElement(ET.SubElement(node, "data", key="node"), f"{{{_YED}}}ShapeNode")
        column, row = self.places[id_]
        height = _LINE * len(lines) + _PAD
        box = {"x": column * _ACROSS, "y": row * _DOWN, "width": _WIDE, "height": height}
        _y(drawn, "Geometry", **{name: f"{value:.1f}" for name, value in box.items()})
        shape, border, width = _SHAPES.get(kind, _SHAPES[QUESTION])
        coat = self.paint.coat(kind)
        _y(drawn, "Fill", color=coat.tint, transparent="false")
        _y(drawn, "BorderStyle", color=coat.dark, type=border, width=width)
        text = _y(drawn, "NodeLabel", alignment="center", fontSize="12", textColor=self.paint.ink)
        text.text = _clean("\n".join(lines))
        _y(drawn, "Shape", type=shape)

    def edge(self, id_: str, question: Question, answer: Answer) -> None:
        """Add an answer."""
        ends_ = {"source": _clean(question.id), "target": _clean(answer.goto)}
        edge = ET.SubElement(self.graph, "edge", {"id": id_, **ends_})
        stated = str(answer.condition) if answer.form == "when" else ""
        _data(edge, "edge", {"answer_id": answer.id, "answer": str(answer.label), "when": stated})
        drawn = ET.SubElement(ET.SubElement(edge, "data", key="edge"), f"{{{_YED}}}PolyLineEdge")
        _y(drawn, "LineStyle", color=self.paint.line, type="line", width="1.0")
        _y(drawn, "Arrows", source="none", target="standard")
        text = _y(drawn, "EdgeLabel", alignment="center", fontSize="11", textColor=self.paint.ink)
        text.text = _clean("\n".join(broken(str(answer.label), LABEL)))
        _y(drawn, "BendStyle", smoothed="false")


def _data(element: ET.Element, over: str, told: Mapping[str, str]) -> None:
    for name, value in told.items():
        if value:
            ET.SubElement(element, "data", key=f"{over}_{name}").text = _clean(value)


def _y(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_YED}}}{name}", dict(attributes))


def _clean(text: str) -> str:
    """A text without the few characters that XML cannot hold."""
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable())
