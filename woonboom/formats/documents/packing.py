"""A document as JSON for the Typst templates, and the fields that they draw as links."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

from woonboom.document import (
    Abreast,
    Beside,
    Block,
    Contents,
    Document,
    Fields,
    Figure,
    Folded,
    Heading,
    Items,
    NewPage,
    Notice,
    Outcome,
    Paragraph,
    Question,
    Statements,
    Table,
    Terms,
    Turn,
    plain,
)
from woonboom.formats.documents import looks
from woonboom.formats.documents.answering import fields, outcome, question, statements
from woonboom.formats.documents.comparing import abreast, beside, folded, turn
from woonboom.formats.documents.keeping import Kept, Packed, as_svg, placed
from woonboom.formats.packing import DrawingProblem, known_as
from woonboom.scene import Picture

_PAGE_WORDS: Final = {"nl": ("Pagina", "van"), "en": ("Page", "of")}
_LOGO_MM: Final = (40.0, 16.0)
_INTRODUCED: Final = (
    Abreast, Fields, Figure, Items, Outcome, Question, Statements, Table, Turn,
)  # fmt: skip
_NARROW: Final = 18
"""Columns of a table with at most so many letters are as wide as they are."""
_RUNNING_LETTERS, _HEAD_LETTERS = 60, 104
"""How much stands at the head of a page: at the left, and on the whole line."""
_FEW_ROWS, _FEW_LETTERS = 9, 900
"""Tables of at most so many stay on one page, and so do rows."""


def packed(document: Document) -> Kept:
    """Return a document as the templates take it.

    Raises `DrawingProblem` for a link that leads nowhere, two places of one name, and a table whose
    rows differ.
    """
    kept = Kept(document)
    blocks = _blocks(kept, document.blocks)
    data = _head(kept, document) | {"blocks": blocks}
    kept.check_links()
    kept.inputs["document"] = json.dumps(data, ensure_ascii=False)
    return kept


def _head(kept: Kept, document: Document) -> Packed:
    """What stands around the blocks, and what everything is set with."""
    face = document.face
    running = _cut(kept.text(document.running), _RUNNING_LETTERS)
    free = _HEAD_LETTERS - len(running)
    return {
        "title": kept.text(document.title),
        "author": document.author,
        "description": document.description,
        "keywords": document.keywords,
        "language": document.language,
        "subtitle": kept.text(document.subtitle),
        "imprint": [kept.text(fact) for fact in document.imprint],
        "running": running,
        "foot": kept.text(document.foot),
        "organisation": kept.text(document.organisation),
        "logo": _logo(kept, document.logo),
        "family": list(dict.fromkeys(known_as(font)[0] for font in face.fonts)),
        "weights": [known_as(font)[1] for font in face.fonts],
        "italics": not face.regular.file,
        "colours": looks.colours(document),
        "kinds": kept.kinds,
        "parts": {anchor: _cut(name, free) for anchor, name in kept.parts.items()},
        "digits": max(2, kept.digits),
        "wide": document.wide,
        "page-words": _PAGE_WORDS.get(document.language, _PAGE_WORDS["nl"]),
    }


def _cut(words: str, most: int) -> str:
    """A text of at most so many letters, ended where a word does."""
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + " …"


def _logo(kept: Kept, logo: Picture | None) -> list[Any] | None:
    """The name, words and size of the logo: it fits a box without being stretched."""
    if logo is None:
        return None
    scale = min(_LOGO_MM[0] / logo.width, _LOGO_MM[1] / logo.height)
    words = logo.alt or kept.document.organisation
    return [kept.picture(placed(logo)), words, logo.width * scale, logo.height * scale]


# ---------------------------------------------------------------- blocks


def _blocks(kept: Kept, blocks: Iterable[Block]) -> list[Packed]:
    every = tuple(blocks)
    packed = [_BLOCKS[type(block)](kept, block) for block in every]
    for n, (block, after) in enumerate(pairwise(every)):
        # What introduces a form or a table does not stay behind on the page before it.
        if isinstance(block, Paragraph):
            packed[n]["sticky"] = isinstance(after, _INTRODUCED)
    return packed


def _heading(kept: Kept, b: Heading) -> Packed:
    kept.level = kept.deeper(b.level)
    anchor = kept.place(b.anchor, plain(b.words))
    if kept.level == 1:
        kept.parts[anchor] = kept.text(plain(b.words))
    return {"is": "heading", "level": kept.level, "words": kept.title(b.words), "anchor": anchor}


def _paragraph(kept: Kept, b: Paragraph) -> Packed:
    words = kept.words(b.words)
    return {"is": "paragraph", "words": words, "size": b.size, "sticky": False}


def _items(kept: Kept, b: Items) -> Packed:
    tight = all(len(i) < 2 and all(isinstance(one, Paragraph) for one in i) for i in b.items)
    items = [_blocks(kept, item) for item in b.items]
    return {"is": "items", "items": items, "ordered": b.ordered, "start": b.start, "tight": tight}


def _table(kept: Kept, b: Table) -> Packed:
    if not b.head or any(len(row) != len(b.head) for row in b.rows):
        raise DrawingProblem(f"a row of ‘{b.caption}’ has other columns than its head")
    kept.tables.append(b.leads)
    rows = [sum(len(plain(cell)) for cell in row) for row in b.rows]
    return {
        "is": "table",
        "head": [kept.words(cell) for cell in b.head],
        "rows": [[kept.words(cell) for cell in row] for row in b.rows],
        "sides": b.sides,
        "shares": b.shares,
        "narrow": [
            max(len(plain(c)) for c in column) <= _NARROW
            for column in zip(b.head, *b.rows, strict=True)
        ],
        "leads": b.leads,
        "linked": any(run.link for cell in b.head for run in cell),
        "whole": len(rows) <= _FEW_ROWS and sum(rows) < _FEW_LETTERS,
        "long": max(rows, default=0) > _FEW_LETTERS,
        "caption": kept.text(b.caption),
    }


def _notice(kept: Kept, b: Notice) -> Packed:
    return {"is": "notice", "title": kept.words(b.title), "blocks": _blocks(kept, b.blocks)}


def _terms(kept: Kept, b: Terms) -> Packed:
    return {"is": "terms", "rows": [[kept.words(t), kept.words(m)] for t, m in b.rows]}


def _figure(kept: Kept, b: Figure) -> Packed:
    picture, words = kept.picture(as_svg(b.data, b.media)), kept.words(b.caption)
    return {"is": "figure", "picture": picture, "alt": b.alt, "share": b.share, "caption": words}


def _contents(kept: Kept, b: Contents) -> Packed:
    return {"is": "contents", "title": kept.words(b.title), "depth": b.depth}


def _new_page(_kept: Kept, _: NewPage) -> Packed:
    return {"is": "page"}


def _outcome(kept: Kept, b: Outcome) -> Packed:
    return outcome(kept, b, _blocks)


def _turn(kept: Kept, b: Turn) -> Packed:
    return turn(kept, b, _blocks)


def _abreast(kept: Kept, b: Abreast) -> Packed:
    return abreast(kept, b, _blocks)


def _folded(kept: Kept, b: Folded) -> Packed:
    return folded(kept, b, _blocks)


_BLOCKS: Final[Mapping[type, Callable[[Kept, Any], Packed]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Notice: _notice,
    Terms: _terms,
    Figure: _figure,
    Contents: _contents,
    NewPage: _new_page,
    Fields: fields,
    Question: question,
    Outcome: _outcome,
    Statements: statements,
    Turn: _turn,
    Abreast: _abreast,
    Folded: _folded,
    Beside: beside,
}
