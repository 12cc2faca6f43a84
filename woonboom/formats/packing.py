"""A scene as JSON for the Typst template: every place and width worked out beforehand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from woonboom import style
from woonboom.formats import marks
from woonboom.formats.backdrop import Layer, layers, shapes
from woonboom.scene import (
    DECORATIVE,
    SOFT_HYPHEN,
    Group,
    Page,
    Picture,
    Scene,
    Text,
    is_address,
    joined,
)
from woonboom.text import widest, width
from woonboom.typeface import Font

if TYPE_CHECKING:
    import typst

_SPARE_MM: Final = 1.0
"""Room beside a line, lest rounding breaks it once more."""

Places = Mapping[str, tuple[int, float, float]]
"""For every group with an id: its page from 1, its left and its top."""


class DrawingProblem(RuntimeError):
    """Typst could not draw the scene, or not as it should."""


def packed(scene: Scene) -> dict[str, str]:
    """Return the inputs of the template: the scene as JSON, and its shapes and pictures as SVG.

    Those stand beside it and not in it, lest a large picture is read as JSON and kept twice.
    """
    places = {
        g.id: (number, g.box[0] + page.edge, g.box[1] + page.edge)
        for number, page in enumerate(scene.pages, start=1)
        for g in page.groups
        if g.id
    }
    head = {
        "title": scene.title,
        "author": scene.author,
        "description": scene.description,
        "keywords": list(scene.keywords),
        "language": scene.language,
        "family": style.FAMILY,
    }
    pictures: dict[str, str] = {}
    pages = ",".join(_page(page, places, pictures) for page in scene.pages)
    return {"scene": f'{json.dumps(head)[:-1]}, "pages": [{pages}]}}', **pictures}


def _page(page: Page, places: Places, pictures: dict[str, str]) -> str:
    """A page as JSON, layer by layer; its shapes and pictures are added to `pictures`."""
    drawn = ",".join(_layer(layer, places, pictures) for layer in layers(page))
    size = {"width": page.width, "height": page.height, "edge": page.edge}
    return f'{json.dumps(size)[:-1]}, "layers": [{drawn}]}}'


def _layer(layer: Layer, places: Places, pictures: dict[str, str]) -> str:
    """A layer as JSON, group by group: the whole as Python data would take much memory."""
    drawing = shapes(layer)
    head = {"area": layer.area, "shapes": _kept(drawing, pictures) if drawing else None}
    groups = (json.dumps(g) for group in layer.groups for g in _group(group, places, pictures))
    return f'{json.dumps(head)[:-1]}, "groups": [{",".join(groups)}]}}'


def _kept(picture: str, pictures: dict[str, str]) -> str:
    name = f"picture-{len(pictures)}"
    pictures[name] = picture
    return name


def _group(group: Group, places: Places, pictures: dict[str, str]) -> Iterator[list[Any]]:
    """Where it leads (nothing, an address, a place; false for decoration), its box and texts.

    Where there is more to say: its clip and its pictures.
    """
    texts = [_text(text) for text in group.texts]
    shown = [_picture(i, pictures) for i in group.items if isinstance(i, Picture) and i.alt]
    if group.role in DECORATIVE:
        goal: Any = False
    else:
        link = group.link
        goal = None if not link else link if is_address(link) else places[link]
    if texts or shown or goal:
        more = [_needed_clip(group), shown]
        yield [goal, group.box, texts, *(more if any(more) else ())]


def _needed_clip(group: Group) -> Sequence[float] | None:
    """The clip of a group that reaches outside it."""
    if not group.clip:
        return None
    (x, y, w, h), (left, top, wide, high) = group.box, group.clip
    inside = left <= x and top <= y and x + w <= left + wide and y + h <= top + high
    return None if inside else group.clip


def _picture(item: Picture, pictures: dict[str, str]) -> list[Any]:
    """Left, top, width, height, words and name of a picture."""
    image = marks.picture(item, (0, 0, item.width, item.height))
    size = f"{marks.number(item.width)} {marks.number(item.height)}"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{image}</svg>'
    return [item.x, item.y, item.width, item.height, item.alt, _kept(drawing, pictures)]


def _text(text: Text) -> list[Any]:
    """Left edge, baseline, look, lines, leading, side, level, width and lead: for the template."""
    several = len(text.lines) > 1
    room = widest(text.lines, text.font) * text.size + (_SPARE_MM if several else 0)
    lead = _lead(text, text.lead) if text.lead else None
    lines = [*text.lines[:-1], text.lines[-1].replace(SOFT_HYPHEN, "-")]
    return [
        _left(text, room),
        text.y,
        _look(text),
        lines,
        text.leading,
        text.anchor,
        text.level,
        room,
        lead,
    ]


def _left(text: Text, room: float) -> float:
    """The left edge of a text that is `room` wide: the template need not measure."""
    return text.x - {"start": 0.0, "middle": room / 2, "end": room}[text.anchor]


def _look(text: Text) -> list[Any]:
    """Size, weight and colour; the family too where it is not our own."""
    if not text.font.file:
        return [text.size, text.font.weight, text.fill]
    family, weight = known_as(text.font)
    return [text.size, weight, text.fill, family]


def _lead(text: Text, lead: Text) -> list[Any]:
    """How far from the text it stands, its word and look, its width, and that of a space."""
    words = joined(lead)
    wide, space = (width(w, lead.font) * lead.size for w in (words, " "))
    own = widest(text.lines, text.font) * text.size
    dx = _left(lead, wide) - _left(text, own)
    after = width(" ", text.font) * text.size
    return [dx, lead.y - text.y, words, _look(lead), wide + space, after]


@lru_cache(maxsize=64)
def known_as(font: Font) -> tuple[str, int]:
    """Return what Typst calls the family and the weight of a font.

    Raises `DrawingProblem` for a file that Typst cannot read.
    """
    if not font.file:
        return font.family, font.weight
    known = fonts_in(str(PurePath(font.file).parent)).fonts()
    own = next((i for i in known if i.path and PurePath(i.path) == PurePath(font.file)), None)
    if own is None:
        raise DrawingProblem(f"Typst cannot read {font.file}")
    return own.family, own.weight


@lru_cache(maxsize=4)
def fonts_in(*folders: str) -> typst.Fonts:
    """Return the fonts in some folders and no other, so that every machine draws the same."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )
