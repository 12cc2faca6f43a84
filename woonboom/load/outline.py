"""Where each kind of block stands, and in which order authors write its keys.

What may stand in a block is in `shapes`; nothing here decides how a file is read.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final, Literal

from woonboom.load.shapes import SHAPES, YES_AND_NO

How = Literal["one", "named", "list"]


@dataclass(frozen=True)
class Below:
    """What stands under a key: one block, blocks by their ids, or a list of blocks."""

    how: How
    shape: str


_SHARED: Final = {
    "facts": Below("named", "fact"),
    "parameters": Below("named", "parameter"),
    "outcomes": Below("named", "outcome"),
    "organisations": Below("named", "organisation"),
}
BELOW: Final[dict[str, dict[str, Below]]] = {
    "tree": {
        **_SHARED,
        "questions": Below("named", "question"),
        "cases": Below("list", "case"),
    },
    "vocabulary": {**_SHARED, "style": Below("one", "style"), "print": Below("one", "print")},
    "form": {
        "parameters": Below("named", "parameter"),
        "head": Below("named", "head"),
        "parts": Below("named", "part"),
    },
    "question": {"answers": Below("list", "answer")},
    "style": {"colours": Below("one", "colours"), "font": Below("one", "font")},
}
"""The blocks in every shape of block, by their keys."""

_HEAD: Final = (
    "title", "audience", "version", "valid_from", "valid_until", "language", "contact", "url",
    "uses",
)  # fmt: skip
_TAIL: Final = ("glossary", "sources", "organisations")
ORDER: Final[dict[str, tuple[str, ...]]] = {
    "tree": (
        "woonboom", "tree", *_HEAD, "start", "note", "facts", "assume", "parameters", "questions",
        "outcomes", "cases", *_TAIL,
    ),
    "vocabulary": (
        "woonboom", "vocabulary", "note", "facts", "assume", "parameters", "outcomes", *_TAIL,
        "style", "print",
    ),
    "form": (
        "woonboom", "form", *(key for key in _HEAD if key not in ("valid_until", "url")), "note",
        "parameters", "intro", "head", "scale", "parts", "closing",
    ),
    "fact": (
        "label", "short", "yes", "no", "type", "options", "unit", "range", "entered_as", "source",
        "note",
    ),
    "parameter": ("value", "unit", "label", "source", "note"),
    "question": ("ask", "help", "fact", "source", "note", "yes", "no", "answers"),
    "answer": ("label", "id", "when", "otherwise", "goto"),
    "outcome": ("kind", "title", "text", "steps", "tree", "info", "source", "note"),
    "case": ("name", "given", "expect", "via", "source", "note"),
}  # fmt: skip
"""The order of the keys, where it is another than that in `SHAPES`."""


def order_of(shape: str) -> tuple[str, ...]:
    """Return the keys of a block in the order in which they are written."""
    return ORDER.get(shape, SHAPES[shape].keys)


def rank(shape: str, key: str) -> int:
    """Return the place of a key in its block; one that the block has not comes last."""
    keys = order_of(shape)
    meant = YES_AND_NO.get(key.lower(), key) if "yes" in keys else key
    return keys.index(meant) if meant in keys else len(keys)


def shape_of_file(keys: Container[str]) -> str:
    """Return the shape of a whole file, by the keys that it has."""
    if "tree" in keys:
        return "tree"
    return next((shape for shape in ("vocabulary", "form") if shape in keys), "tree")
