"""A scene in the look of an organisation: its colours and fonts in the place of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from woonboom import colours, style
from woonboom.look import PLAIN, Look
from woonboom.scene import Group, Item, Path, Rect, Scene, Text
from woonboom.typeface import Font


def dressed(scene: Scene, look: Look) -> Scene:
    """Return the scene in the colours and fonts of a look; nothing moves.

    The texts should be measured with the look's own typeface. A text whose colour does not
    contrast with what is now behind it gets the nearest one that does. Dress a scene once: the
    house's own colours may be among those that it replaces.
    """
    if look.face == PLAIN.face and not look.palette:
        return scene
    wardrobe = _Wardrobe(look.palette, dict(zip(style.FIRA.fonts, look.face.fonts, strict=True)))
    pages = tuple(
        replace(page, groups=tuple(wardrobe.group(group) for group in page.groups))
        for page in scene.pages
    )
    return replace(scene, pages=pages)


@dataclass(frozen=True)
class _Wardrobe:
    """What replaces each colour and font; what is not in it stays as it is."""

    palette: Mapping[str, str]
    fonts: Mapping[Font, Font]

    def group(self, group: Group) -> Group:
        return replace(group, items=tuple(self.item(item) for item in group.items))

    def item(self, item: Item) -> Item:
        if isinstance(item, Text):
            return self.text(item)
        if isinstance(item, Rect | Path):
            return replace(item, fill=self.colour(item.fill), stroke=self.colour(item.stroke))
        return item

    def colour(self, own: str | None) -> str | None:
        return self.palette.get(own, own) if own else own

    def text(self, text: Text) -> Text:
        ground = self.palette.get(text.ground, text.ground)
        fill = colours.legible(self.palette.get(text.fill, text.fill), ground)
        lead = self.text(text.lead) if text.lead else None
        font = self.fonts.get(text.font, text.font)
        return replace(text, font=font, fill=fill, ground=ground, lead=lead)
