"""A tree in the language of Mermaid, as Markdown pages and wikis draw it.

Nodes are called `q_` or `u_` and the id, since some plain words mean something in Mermaid. A kind
of outcome shows by its shape and border too, not by its colour alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from woonboom.exports.naming import ends, heading, kind_words, led, pieces
from woonboom.exports.paint import QUESTION, START, Paint, paint_of
from woonboom.model import Tree
from woonboom.style import PAPER

_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    QUESTION: ("(", ")"),
    START: ("(", ")"),
    "eligible": ("([", "])"),
    "not_yet": ("[/", "\\]"),
    "not_eligible": ("[", "]"),
    "refer": ("[[", "]]"),
    "consult": ("{{", "}}"),
}
_WIDTH: Final = 230
"""Where Mermaid breaks the text of a card, in pixels."""
_BORDERS: Final[Mapping[str, str]] = {
    QUESTION: "stroke-width:1.2px",
    START: "stroke-width:3px",
    "eligible": "stroke-width:2.4px",
    "not_yet": "stroke-width:1.6px,stroke-dasharray:7 3",
    "not_eligible": "stroke-width:3px",
    "refer": "stroke-width:1.6px",
    "consult": "stroke-width:1.6px,stroke-dasharray:2 3",
}
# What is left as it is; any other character is written by its number, which Mermaid prints plainly.
_BREAK: Final = "<br>"
_JOINER: Final = "\u2060"
"""Nothing to see, but what stands around it is no longer one word."""
_SAFE: Final = re.compile(r"[^\w ,.?!()·…’‘–/%+-]")


def write(tree: Tree) -> bytes:
    """Return the tree as a flowchart of Mermaid."""
    lines = [*_head(tree), "flowchart TD", f"  accTitle: {_plain(_one_line(heading(tree)))}"]
    for question in tree.in_order:
        kind = START if question.id == tree.start else QUESTION
        lines.append(_node(tree, question.id, kind, tree.printed[question.id], str(question.ask)))
    for end in ends(tree):
        above = f"{tree.codes[end.id]} · {kind_words(tree, end)}"
        lines.append(_node(tree, end.id, end.kind, above, str(end.title)))
    for question, answer in led(tree):
        label = _label(str(answer.label))
        lines.append(f'  {_name(tree, question.id)} -->|"{label}"| {_name(tree, answer.goto)}')
    return "\n".join([*lines, *_classes(tree), ""]).encode()


def _head(tree: Tree) -> list[str]:
    """What stands above the flowchart, as YAML: JSON is that too."""
    paint = paint_of(tree)
    colours = {
        "lineColor": paint.line, "textColor": paint.ink, "titleColor": paint.main,
        "edgeLabelBackground": PAPER, "primaryColor": PAPER,
    }  # fmt: skip
    settings = {
        "theme": "base", "themeVariables": colours, "flowchart": {"wrappingWidth": _WIDTH},
    }  # fmt: skip
    # A title is shown as it is written, unless something in it looks like a tag of HTML.
    shown = _one_line(heading(tree)).replace("<", "‹").replace(">", "›")
    title = json.dumps(shown, ensure_ascii=False)
    return ["---", f"title: {title}", f"config: {json.dumps(settings)}", "---"]


def _classes(tree: Tree) -> list[str]:
    paint = paint_of(tree)
    used = dict.fromkeys([START, QUESTION, *(end.kind for end in ends(tree))])
    return [f"  classDef {_class(kind)} {_style(paint, kind)}" for kind in used]


def _style(paint: Paint, kind: str) -> str:
    coat = paint.coat(kind)
    border = _BORDERS.get(kind, _BORDERS[QUESTION])
    return f"fill:{coat.tint},stroke:{coat.dark},color:{paint.ink},{border}"


def _node(tree: Tree, id_: str, kind: str, above: str, text: str) -> str:
    before, after = _SHAPES.get(kind, _SHAPES[QUESTION])
    label = f"{_label(above)}{_BREAK}{_label(text)}"
    return f'  {_name(tree, id_)}{before}"{label}"{after}:::{_class(kind)}'


def _name(tree: Tree, id_: str) -> str:
    return f"{'q' if id_ in tree.questions else 'u'}_{id_}"


def _class(kind: str) -> str:
    return f"is_{kind}"


def _label(text: str) -> str:
    """A text as Mermaid prints it plainly; words that no card is wide enough for are broken."""
    words = (_BREAK.join(map(_plain, pieces(word))) for word in text.split())
    return " ".join(words)


def _plain(text: str) -> str:
    return _SAFE.sub(lambda found: f"#{ord(found.group())};", _apart(text))


def _apart(text: str) -> str:
    """A text in which nothing means more than it says, however it is written: formulas, icons."""
    for magic in ("$$", "\\n", ":fa-"):
        text = text.replace(magic, f"{magic[0]}{_JOINER}{magic[1:]}")
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())
