"""Packing what compares: outcomes that take each other's place, figures beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from woonboom.document import Abreast, Beside, Block, End, Folded, Turn
from woonboom.formats.documents import looks
from woonboom.formats.documents.keeping import Kept, Packed, as_svg

Pack = Callable[[Kept, Iterable[Block]], list[Packed]]


def turn(kept: Kept, b: Turn, blocks: Pack) -> Packed:
    """Pack a turn; who it is about is a heading, and headings in it are below that."""
    outer, level = kept.level, kept.deeper(kept.level + 1)
    packed: Packed = {
        "is": "turn",
        "anchor": kept.place("", ""),
        "level": level,
        "who": kept.title(b.who),
        "ways": [kept.words(way) for way in b.ways],
        "ends": [_end(kept, b.was), _end(kept, b.becomes)],
    }
    kept.level = level
    packed["blocks"] = blocks(kept, b.blocks)
    kept.level = outer
    return packed


def _end(kept: Kept, e: End) -> Packed:
    return {
        "label": kept.text(e.label),
        "code": kept.text(e.code),
        "kind": kept.kind(e.kind or looks.NONE),
        "kind_label": kept.text(e.kind_label),
        "title": kept.words(e.title),
    }


def abreast(kept: Kept, b: Abreast, blocks: Pack) -> Packed:
    """Pack outcomes of several policies; who they are for is a heading, as in a turn."""
    outer, level = kept.level, kept.deeper(kept.level + 1)
    place, who, kept.level = kept.place("", ""), kept.title(b.who), level
    packed: Packed = {
        "is": "abreast",
        "anchor": place,
        "level": level,
        "who": who,
        "blocks": blocks(kept, b.blocks),
        "ends": [_end(kept, end) for end in b.ends],
    }
    kept.level = outer
    return packed


def folded(kept: Kept, b: Folded, blocks: Pack) -> Packed:
    """Pack what is folded elsewhere: paper shows it under its title."""
    return {"is": "folded", "title": kept.words(b.title), "blocks": blocks(kept, b.blocks)}


def beside(kept: Kept, b: Beside) -> Packed:
    """Pack figures that stand beside each other."""
    figures = [
        {
            "picture": kept.picture(as_svg(one.data, one.media)),
            "alt": one.alt,
            "share": 1.0,
            "caption": kept.words(one.caption),
        }
        for one in b.figures
    ]
    return {"is": "beside", "figures": figures}
