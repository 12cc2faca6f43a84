"""Blocks of text as HTML: headings, paragraphs, lists, tables, notices, terms, pictures."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from woonboom import style
from woonboom.diagnostics import Message
from woonboom.document import (
    Abreast,
    Beside,
    Block,
    Contents,
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
    Words,
)
from woonboom.formats.documents.html.comparing import abreast, beside, folded, icon, turn
from woonboom.formats.documents.html.forms import fields, mark, question, statements
from woonboom.formats.documents.html.keeping import Entry, Kept, element, lines
from woonboom.formats.marks import escaped, number

_TABLE: Final = Message("Tabel", "Table")
_NARROW: Final = "(max-width: 40rem)"
"""A screen on which a picture is set for narrow ones, as in the style sheet."""
_FEW_COLUMNS: Final = 4
_PICTURE: Final = Message("Afbeelding", "Picture")


def blocks(kept: Kept, every: Iterable[Block]) -> str:
    """Return blocks one below the other."""
    return lines(_BLOCKS[type(block)](kept, block) for block in every)


def _heading(kept: Kept, b: Heading) -> str:
    words = kept.words(b.words)
    if not kept.bare(b.words).strip():
        place = kept.place(b.anchor)
        return f"<a{place}></a>" if place else ""
    tag = kept.heading(b.level)
    anchor = b.anchor or kept.free(f"kop-{len(kept.entries) + 1}")
    kept.entries.append(Entry(int(tag[1]) - 1, anchor, kept.bare(b.words)))
    return f'<{tag}{kept.place(anchor)} class="level-{b.level}">{words}</{tag}>'


def _paragraph(kept: Kept, b: Paragraph) -> str:
    said = kept.words(b.words)
    return element("p", said, class_="" if b.size == "body" else b.size) if said else ""


def _items(kept: Kept, b: Items) -> str:
    items = [element("li", _item(kept, item)) for item in b.items]
    if not items:
        return ""
    if not b.ordered:
        return element("ul", lines(items))
    return element("ol", lines(items), start="" if b.start == 1 else str(b.start))


def _item(kept: Kept, item: tuple[Block, ...]) -> str:
    """What stands in an item; a single paragraph needs no room around it."""
    if len(item) == 1 and isinstance(item[0], Paragraph):
        return kept.words(item[0].words)
    return blocks(kept, item)


# ---------------------------------------------------------------- tables


def _table(kept: Kept, b: Table) -> str:
    if not b.head:
        return ""
    caption = element("caption", element("span", escaped(b.caption))) if b.caption.strip() else ""
    head = lines(_head_cell(kept, b, n, words) for n, words in enumerate(b.head))
    rows = (_row(kept, b, row) for row in b.rows)
    columns = "".join(f'<col style="width:{share}"/>' for share in _shares(b.shares))
    inner = lines([
        caption,
        element("colgroup", columns) if columns else "",
        element("thead", element("tr", head)),
        element("tbody", lines(rows)),
    ])  # fmt: skip
    sides = f"--sides:{len(b.head) - 1}" if b.paired else ""
    table = element("table", inner, class_=_kind(b), style=sides)
    return _scrolled(table, escaped(b.caption).strip() or kept.say(_TABLE))


def _kind(b: Table) -> str:
    """What a table is on a narrow screen, where one of few columns must fit as it is.

    One of many numbers gets slender columns there, with their heads upright.
    """
    if b.paired:
        return "paired"
    if len(b.head) <= _FEW_COLUMNS:
        return "few"
    return "numbers" if b.sides and set(b.sides[1:]) == {"end"} else ""


def _scrolled(wide: str, name: str) -> str:
    """What may be wider than a screen, in a frame that can be moved, with the keyboard too."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{name}">\n{wide}\n</div>'


def _shares(shares: tuple[float, ...]) -> list[str]:
    return [f"{number(100 * share / sum(shares))}%" for share in shares]


def _head_cell(kept: Kept, b: Table, column: int, words: Words) -> str:
    said = kept.words(words)
    # What heads nothing that is said is no heading.
    if not kept.bare(words).strip():
        return element("td", said)
    return element("th", said, scope="col", class_=_side(b, column))


def _row(kept: Kept, b: Table, row: tuple[Words, ...]) -> str:
    cells = []
    for n, words in enumerate(row):
        said, side = kept.words(words), _side(b, n)
        leads = b.leads and n == 0 and bool(kept.bare(words).strip())
        cells.append(
            element("th", said, scope="row", class_=side)
            if leads
            else element("td", said, class_=side)
        )
    return element("tr", lines(cells))


def _side(b: Table, column: int) -> str:
    side = b.sides[column] if column < len(b.sides) else "start"
    return "" if side == "start" else side


# ---------------------------------------------------------------- the rest


def _notice(kept: Kept, b: Notice) -> str:
    title = element("p", kept.words(b.title), class_="title") if b.title else ""
    inner = lines([title, blocks(kept, b.blocks)])
    return element("div", inner, class_="notice", role="note") if inner else ""


def _terms(kept: Kept, b: Terms) -> str:
    rows = (
        lines([element("dt", kept.words(term)), element("dd", kept.words(meaning))])
        for term, meaning in b.rows
    )
    return element("dl", lines(rows)) if b.rows else ""


def _figure(kept: Kept, b: Figure) -> str:
    # As a picture and not inline: what stands in it can neither run nor mix with the page.
    picture = f'<img src="{_address(b, b.data)}" alt="{escaped(b.alt)}"/>'
    if b.narrow:
        small = f'<source media="{_NARROW}" srcset="{_address(b, b.narrow)}"/>'
        picture = element("picture", f"{small}{picture}")
    elif b.share >= 1:
        picture = _scrolled(picture, kept.say(_PICTURE))
    caption = element("figcaption", kept.words(b.caption)) if b.caption else ""
    share = "" if b.share >= 1 else f"--share:{number(100 * b.share)}%"
    return element("figure", lines([picture, caption]), style=share)


def _address(b: Figure, picture: bytes) -> str:
    """A picture as an address that holds all of it."""
    return f"data:{b.media};base64,{base64.b64encode(picture).decode()}"


def _nothing(_: Kept, __: Contents) -> str:
    """Contents stand beside the text, not in it."""
    return ""


def _page(_: Kept, __: NewPage) -> str:
    return '<hr class="new-page"/>'


def _outcome(kept: Kept, b: Outcome) -> str:
    tag = kept.below()
    tick = mark(kept, b.tick.ticked, round_=False) if b.tick else ""
    title = element(tag, f"{tick}{kept.words(b.title)}", class_="ask")
    label = element("span", escaped(b.kind_label), class_="pill") if b.kind_label.strip() else ""
    band = element("div", f"{icon(kept, b.kind)}{element('span', escaped(b.code))}", class_="band")
    outer = kept.levels
    kept.levels = outer.inside()
    body = element("div", lines([label, title, blocks(kept, b.blocks)]), class_="body")
    kept.levels = outer
    lit = " lit" if b.lit else ""
    kind = escaped(b.kind if b.kind in style.KINDS else "other")
    return (
        f'<section{kept.place(b.anchor)} class="outcome {kind}{lit}">\n{band}\n{body}\n</section>'
    )


def _turn(kept: Kept, b: Turn) -> str:
    return turn(kept, b, blocks)


def _abreast(kept: Kept, b: Abreast) -> str:
    return abreast(kept, b, blocks)


def _folded(kept: Kept, b: Folded) -> str:
    return folded(kept, b, blocks)


def _beside(kept: Kept, b: Beside) -> str:
    return beside(kept, b, _figure)


_BLOCKS: Final[Mapping[type, Callable[[Kept, Any], str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Notice: _notice,
    Terms: _terms,
    Figure: _figure,
    Contents: _nothing,
    NewPage: _page,
    Fields: fields,
    Question: question,
    Outcome: _outcome,
    Statements: statements,
    Turn: _turn,
    Abreast: _abreast,
    Folded: _folded,
    Beside: _beside,
}
