"""What compares, as HTML: outcomes that take each other's place, figures beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from woonboom import style
from woonboom.document import Abreast, Beside, Block, End, Figure, Folded, Turn
from woonboom.formats.documents import looks
from woonboom.formats.documents.html.keeping import Kept, element, lines
from woonboom.formats.marks import escaped

Blocks = Callable[[Kept, Iterable[Block]], str]
_ARROW: Final = '<span class="arrow" aria-hidden="true">→</span>'


def turn(kept: Kept, b: Turn, blocks: Blocks) -> str:
    """Return a turn: a heading that says for whom, both outcomes, and the rest."""
    tag = kept.below()
    who = element(tag, kept.words(b.who), class_="ask")
    ends = element("div", lines([_end(kept, b.was), _ARROW, _end(kept, b.becomes)]), class_="ends")
    outer = kept.levels
    kept.levels = outer.inside()
    inner = blocks(kept, b.blocks)
    kept.levels = outer
    ways = [element("li", kept.words(way)) for way in b.ways]
    listed = element("ul", lines(ways), class_="ways") if ways else ""
    return element("section", lines([who, listed, ends, inner]), class_="turn")


def abreast(kept: Kept, b: Abreast, blocks: Blocks) -> str:
    """Return outcomes of several policies: a heading that says for whom, more of them, the ends."""
    who = element(kept.below(), kept.words(b.who), class_="ask")
    outer = kept.levels
    kept.levels = outer.inside()
    inner = blocks(kept, b.blocks)
    kept.levels = outer
    ends = element("div", lines(_end(kept, end) for end in b.ends), class_="ends-of-all")
    return element("section", lines([who, inner, ends]), class_="abreast")


def _end(kept: Kept, e: End) -> str:
    label = element("p", escaped(e.label), class_="label") if e.label.strip() else ""
    kind = e.kind if e.kind in style.KINDS else "other" if e.kind else looks.NONE
    drawn = icon(kept, e.kind) if e.kind else ""
    band = element("div", f"{drawn}{element('span', escaped(e.code))}", class_="band")
    said = lines([
        element("p", escaped(e.kind_label), class_="kind") if e.kind_label.strip() else "",
        element("p", kept.words(e.title)) if e.title else "",
    ])  # fmt: skip
    card = element("div", lines([band, element("div", said, class_="body")]),
                   class_=f"outcome {kind}")  # fmt: skip
    return element("div", lines([label, card]), class_="end-of")


def icon(kept: Kept, kind: str) -> str:
    """Return the icon of a kind of outcome; what it means is said beside it."""
    drawn: str = looks.kind(kind, kept.document)["icon"]
    return drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)


def folded(kept: Kept, b: Folded, blocks: Blocks) -> str:
    """Return blocks that show after a click, or all of them on paper."""
    summary = element("summary", kept.words(b.title))
    return element("details", lines([summary, blocks(kept, b.blocks)]))


def beside(kept: Kept, b: Beside, figure: Callable[[Kept, Figure], str]) -> str:
    """Return figures beside each other; a link makes one large, another small again."""
    if not b.figures:
        return ""
    place = kept.free("tekeningen")
    shown = (_shown(kept, b, one, figure, place) for one in b.figures)
    return f'<div class="beside" id="{place}">\n{lines(shown)}\n</div>'


def _shown(
    kept: Kept, b: Beside, one: Figure, figure: Callable[[Kept, Figure], str], back: str
) -> str:
    place = kept.free(f"{back}-groot")
    links = lines([
        element("a", escaped(b.enlarge), class_="enlarge", href=f"#{place}"),
        element("a", escaped(b.reduce), class_="reduce", href=f"#{back}"),
    ])  # fmt: skip
    said = element("p", links, class_="size")
    return f'<div class="drawing" id="{place}">\n{lines([figure(kept, one), said])}\n</div>'
