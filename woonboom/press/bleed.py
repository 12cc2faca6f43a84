"""For a print shop: the background runs on past the edge, and crop marks tell where to cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from woonboom import text
from woonboom.press.lettering import Ink, letters_of
from woonboom.scene import Command, Group, Item, Page, Path, Rect, Scene, Text

_NEAR_MM: Final = 0.05
"""A shape that comes this close to the edge of the page touches it."""
_GAP, _MARK = 1.0, 6.0
"""How far crop marks keep from the bleed, and how long they are, in mm."""
_SPARE: Final = 1.0
_INK: Final = "#000000"
_STROKE: Final = 0.09  # mm: a quarter of a point
_NAME_MM: Final = 2.6


def with_bleed(scene: Scene, bleed_mm: float = 3) -> Scene:
    """Return the scene with bleed and crop marks.

    Shapes that touch the edge of the page run on `bleed_mm` past it; marks stand outside that. Page
    sizes stay those of the sheet when it is cut. Raises `ValueError` for a bleed of 0 or less.
    """
    if bleed_mm <= 0:
        raise ValueError(f"a bleed of {bleed_mm} mm is none")
    return replace(scene, pages=tuple(_bled(page, bleed_mm, scene) for page in scene.pages))


def _bled(page: Page, bleed: float, scene: Scene) -> Page:
    spread = _Spread(page.width, page.height, bleed)
    groups = [replace(g, items=tuple(map(spread.item, g.items))) for g in page.groups]
    slug = _GAP + _MARK + _SPARE
    edge = bleed + slug
    box = (-edge, -edge, page.width + 2 * edge, page.height + 2 * edge)
    marks = Group("background", box, (*_marks(page, bleed), _name(page, bleed, scene)))
    return replace(page, groups=(*groups, marks), bleed=bleed, slug=slug)


@dataclass(frozen=True)
class _Spread:
    """Moves what lies on the edge of a page outwards."""

    width: float
    height: float
    bleed: float

    def item(self, item: Item) -> Item:
        """Return a shape that runs on where it touches the edge; others as they are."""
        if isinstance(item, Path) and item.fill:
            return replace(item, commands=tuple(map(self._step, item.commands)))
        if isinstance(item, Rect) and item.fill and not item.stroke and not item.radius:
            left, top = self._x(item.x), self._y(item.y)
            width, height = self._x(item.x + item.width), self._y(item.y + item.height)
            return replace(item, x=left, y=top, width=width - left, height=height - top)
        return item

    def _step(self, command: Command) -> Command:
        numbers = [float(v) for v in command[1:]]
        return (command[0], *((self._y if n % 2 else self._x)(v) for n, v in enumerate(numbers)))

    def _x(self, x: float) -> float:
        return _past(x, self.width, self.bleed)

    def _y(self, y: float) -> float:
        return _past(y, self.height, self.bleed)


def _past(at: float, most: float, bleed: float) -> float:
    if at <= _NEAR_MM:
        return at - bleed
    return at + bleed if at >= most - _NEAR_MM else at


def _marks(page: Page, bleed: float) -> Iterator[Path]:
    near, far = bleed + _GAP, bleed + _GAP + _MARK
    for x in (0.0, page.width):
        yield _line((x, -far), (x, -near))
        yield _line((x, page.height + near), (x, page.height + far))
    for y in (0.0, page.height):
        yield _line((-far, y), (-near, y))
        yield _line((page.width + near, y), (page.width + far, y))


def _line(start: tuple[float, float], end: tuple[float, float]) -> Path:
    return Path((("M", *start), ("L", *end)), stroke=_INK, stroke_width=_STROKE)


def _name(page: Page, bleed: float, scene: Scene) -> Text:
    """What is printed here, for who finds it in a pile: outside what is cut."""
    letters = letters_of(scene)
    size = f"{page.width:g} × {page.height:g} mm + {bleed:g} mm"
    words = " · ".join(part for part in (scene.title, scene.version, size) if part)
    line = text.drawable(words, letters.regular)
    y = page.height + bleed + _GAP + _MARK / 2
    return Ink(letters.regular, _NAME_MM, fill=_INK).write(bleed + _GAP, y + _NAME_MM / 3, (line,))
