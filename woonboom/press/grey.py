"""A proof in greys: whether a drawing says everything without its colours."""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import lru_cache

from woonboom.colours import LEAST_CONTRAST, contrast, luminance
from woonboom.scene import Group, Item, Picture, Scene, Text


def grey(scene: Scene) -> Scene:
    """Return the scene with every colour as the grey that is equally light.

    Contrasts stay what they were; a text that could be read can still be read.
    """
    pages = tuple(replace(p, groups=tuple(map(_group, p.groups))) for p in scene.pages)
    return replace(scene, pages=pages)


def _group(group: Group) -> Group:
    return replace(group, items=tuple(map(_item, group.items)))


def _item(item: Item) -> Item:
    if isinstance(item, Text):
        return _text(item)
    if isinstance(item, Picture):
        return replace(item, data=_faded(item), media="image/svg+xml")
    return replace(item, fill=_shade(item.fill), stroke=_shade(item.stroke))


def _text(text: Text) -> Text:
    lead = _text(text.lead) if text.lead else None
    fill = legible_grey(text.fill, text.ground)
    return replace(text, fill=fill, ground=grey_of(text.ground), lead=lead)


def _shade(colour: str | None) -> str | None:
    return grey_of(colour) if colour else None


@lru_cache(maxsize=1_024)
def grey_of(colour: str) -> str:
    """Return the grey that is as light as a colour (`#RRGGBB`)."""
    light = luminance(colour)
    part = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return _level(round(255 * part))


@lru_cache(maxsize=1_024)
def legible_grey(colour: str, ground: str) -> str:
    """Return the grey of a text's colour; rounding never takes it under the least contrast."""
    under = grey_of(ground)
    least = min(LEAST_CONTRAST, contrast(colour, ground))
    level = int(grey_of(colour)[1:3], 16)
    away = 1 if luminance(colour) > luminance(ground) else -1
    while contrast(_level(level), under) < least and 0 < level < 255:
        level += away
    return _level(level)


def _level(level: int) -> str:
    return f"#{level:02X}{level:02X}{level:02X}"


def _faded(picture: Picture) -> bytes:
    """A picture of any kind behind a filter that leaves only how light it is."""
    row = "0.2126 0.7152 0.0722 0 0 "
    size = f'width="{picture.width}" height="{picture.height}"'
    data = base64.b64encode(picture.data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        f'viewBox="0 0 {picture.width} {picture.height}">'
        f'<filter id="grey" x="0" y="0" width="1" height="1">'
        f'<feColorMatrix values="{3 * row}0 0 0 1 0"/></filter>'
        f'<g filter="url(#grey)">'
        f'<image {size} href="data:{picture.media};base64,{data}"/></g></svg>'
    ).encode()
