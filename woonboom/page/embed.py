"""What a website of one's own needs: the element as a script, a file per tree, and an example."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from woonboom.formats.marks import escaped
from woonboom.model import Tree
from woonboom.page.drawing_words import drawing_words
from woonboom.page.drawn import drawn
from woonboom.page.given import LATIN, given, scripts
from woonboom.page.joining import packed
from woonboom.portable.document import document_of

SCRIPT: Final = "woonkans-boom.js"
EXAMPLE: Final = "voorbeeld.html"
_BESIDE: Final = ("voorbeeld.css", "voorbeeld.js")
"""Style and script of the example: files of their own, as a strict policy wants."""
_PLACE: Final = re.compile(r"\[\[(\w+)\]\]")
_ENTRY: Final = "boom.js"
_LANGUAGES: Final = ("en", "nl")
"""The script knows both: files of other trees may be put beside it later."""


def embedded(trees: Sequence[Tree]) -> dict[str, bytes]:
    """Return the files by their names: the script, a JSON file of every tree, and the example."""
    names = [f"{tree.path.stem}.json" for tree in trees]
    texts = [json_of(tree, drawing=drawn(tree)) for tree in trees]
    return {
        SCRIPT: element_script(trees, "".join(texts)).encode(),
        **{name: text.encode() for name, text in zip(names, texts, strict=True)},
        EXAMPLE: _example(trees[0], names).encode(),
        **{name: _text(name).encode() for name in _BESIDE},
    }


def element_script(trees: Sequence[Tree], characters: str = "") -> str:
    """Return the script of the element, in the style of the first tree.

    `characters` are those that it must be able to write besides the usual ones.
    """
    made = given(trees, _LANGUAGES, LATIN + characters)
    return packed({**scripts(), "given.js": made}, _ENTRY)


def json_of(tree: Tree, *, drawing: str | None = None) -> str:
    """Return a tree as a JSON file; its schema is `docs/schemas/tree.json`."""
    record = document_of(tree, drawing=drawing)
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def _example(tree: Tree, names: Sequence[str]) -> str:
    """A page that has the element in it, listens to it, and shows what it hears."""
    text = _text(EXAMPLE)
    said = drawing_words(tree.language)
    filled = {
        "language": tree.language,
        "title": str(tree.title),
        "src": " ".join(map(quote, names)),
        **{name: str(said[f"example_{name}"]) for name in ("about", "decided", "nothing")},
    }
    return _PLACE.sub(lambda place: escaped(filled[place[1]]), text)


def _text(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")
