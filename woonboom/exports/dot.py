"""A tree in the language of Graphviz.

Nodes are called by their ids, edges by that of the question and the answer. A kind of outcome shows
by its shape and border too, not by its colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from woonboom.exports.naming import (
    LABEL,
    broken,
    ends,
    heading,
    led,
    outcome_lines,
    question_lines,
)
from woonboom.exports.paint import QUESTION, START, Coat, paint_of
from woonboom.model import Tree

# Programs without Fira Sans take the next that they have.
_FONT: Final = "Fira Sans, Helvetica, Arial, sans-serif"
_LONGEST: Final = 2_000
"""How many letters go along of a text: Graphviz reads none of more than 16,384 bytes."""
_SHAPES: Final[Mapping[str, Mapping[str, str]]] = {
    QUESTION: {"shape": "box", "style": "rounded,filled", "penwidth": "1.2"},
    START: {"shape": "box", "style": "rounded,filled", "penwidth": "3"},
    "eligible": {"shape": "box", "style": "rounded,filled", "penwidth": "2.4"},
    "not_yet": {"shape": "note", "style": "filled,dashed", "penwidth": "1.6"},
    "not_eligible": {"shape": "box", "style": "filled", "penwidth": "3"},
    "refer": {"shape": "cds", "style": "filled", "penwidth": "1.6"},
    "consult": {"shape": "octagon", "style": "filled,dotted", "penwidth": "1.6"},
}


def write(tree: Tree) -> bytes:
    """Return the tree as DOT."""
    paint = paint_of(tree)
    lines = [f"digraph {_quoted(tree.id)} {{", *_settings(tree)]
    for question in tree.in_order:
        kind = START if question.id == tree.start else QUESTION
        label = question_lines(tree, question)
        lines.append(_node(question.id, kind, label, str(question.help or ""), paint.coat(kind)))
    for end in ends(tree):
        label = outcome_lines(tree, end)
        lines.append(_node(end.id, end.kind, label, str(end.text or ""), paint.coat(end.kind)))
    for question, answer in led(tree):
        edge = {
            "id": f"{question.id}.{answer.id}",
            "label": _broken(f" {line}" for line in broken(str(answer.label), LABEL)),
        }
        lines.append(f"  {_quoted(question.id)} -> {_quoted(answer.goto)} {_listed(edge)}")
    return "\n".join([*lines, "}", ""]).encode()


def _settings(tree: Tree) -> list[str]:
    paint = paint_of(tree)
    font = {"fontname": _FONT, "fontcolor": paint.ink}
    graph = {
        "id": tree.id, "label": _plain(heading(tree)), "labelloc": "t", "fontsize": "20",
        **font, "fontcolor": paint.main, "charset": "UTF-8", "nodesep": "0.35", "ranksep": "0.55",
    }  # fmt: skip
    edge = {**font, "fontsize": "11", "color": paint.line, "arrowsize": "0.7"}
    return [
        f"  graph {_listed(graph)}",
        f"  node {_listed({**font, 'fontsize': '12', 'margin': '0.16,0.1'})}",
        f"  edge {_listed(edge)}",
    ]


def _node(id_: str, kind: str, lines: list[str], more: str, coat: Coat) -> str:
    shape = _SHAPES.get(kind, _SHAPES[QUESTION])
    told = {
        "id": id_,
        "class": QUESTION if kind == START else kind,
        "label": _broken(lines),
        "tooltip": _plain(more or lines[0]),
        **shape,
        "color": coat.dark,
        "fillcolor": coat.tint,
    }
    return f"  {_quoted(id_)} {_listed(told)}"


def _listed(attributes: Mapping[str, str]) -> str:
    return "[" + ", ".join(f"{name}={_quoted(value)}" for name, value in attributes.items()) + "]"


def _plain(text: str) -> str:
    """A text in which Graphviz sees no escapes of its own, on one line, not too long to read."""
    return _cut(" ".join(text.split())).replace("\\", "\\\\").replace("&", "&amp;")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _broken(lines: Iterable[str]) -> str:
    """Lines of a label, each in the middle."""
    lines = _cut("\n".join(lines)).split("\n")
    return "\\n".join(line.replace("\\", "\\\\").replace("&", "&amp;") for line in lines)


def _quoted(text: str) -> str:
    """A string of DOT. A backslash at its end would take the quotation mark along."""
    return '"' + text.replace('"', '\\"') + '"'
