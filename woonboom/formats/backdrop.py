"""The shapes of a page without its texts, as SVG: what Typst draws below the texts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from woonboom.formats import marks
from woonboom.scene import Box, Group, Page, Picture, Text

_PLACES: Final = {
    "background": 0,
    "light": 1,
    "connector": 2,
    "question": 3,
    "outcome": 3,
    "chip": 3,
    "stub": 3,
}
Key = tuple[int, int, str]


@dataclass(frozen=True)
class Layer:
    """Groups of a page that follow each other, and the area that they are drawn in, in mm."""

    area: Box
    groups: tuple[Group, ...]


def layers(page: Page) -> list[Layer]:
    """Return the groups of a page in layers: the shapes of each lie over the texts before it.

    There is one, unless a page has a preview, with texts that others cover, or a clip. A picture
    shows nothing outside its own area; clips within it would take much memory.
    """
    edge = page.edge
    whole = (-edge, -edge, page.width + 2 * edge, page.height + 2 * edge)
    runs = groupby(page.groups, lambda group: (group.role == "preview", group.clip))
    return [Layer(clip or whole, tuple(run)) for (_, clip), run in runs]


def shapes(layer: Layer) -> str:
    """Return a layer without texts, names and links as an SVG document; empty without shapes.

    Equal-looking shapes of one place (they lie beside each other) become one path each, which
    makes a large page a hundred elements instead of a hundred thousand.
    """
    drawn: dict[Key, list[str]] = {}
    for group in layer.groups:
        place = _PLACES.get(group.role, len(_PLACES))
        for n, item in enumerate(group.items):
            if isinstance(item, Picture):
                if not item.alt:  # one with words is drawn apart, for they belong to it
                    drawn[place, n, marks.shape(item)] = []
            elif not isinstance(item, Text):
                drawn.setdefault((place, n, marks.paint(item)), []).append(marks.outline(item))
    if not drawn:
        return ""
    lowest_first = sorted(drawn, key=lambda key: key[:2])
    area = " ".join(marks.number(v) for v in layer.area)
    elements = "".join(_element(key[2], drawn[key]) for key in lowest_first)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{area}">{elements}</svg>'


def _element(look: str, outlines: list[str]) -> str:
    return f'<path d="{"".join(outlines)}"{look}/>' if outlines else look
