"""A poster on sheets of an office printer, to be cut, glued and hung."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from woonboom.diagnostics import Message
from woonboom.placing import Placing, holds, meet, reach
from woonboom.press.cover import TITLE, cover
from woonboom.press.lettering import Ink, Letters, letters_of
from woonboom.press.sheets import MARGIN, Tile, Tiling, tiling
from woonboom.press.tags import SHEET
from woonboom.scene import Box, Group, Item, Page, Path, Rect, Scene, Text, is_address
from woonboom.style import INK, NOTE_INK, PAPER, POINT_MM

SAFE: Final = 4.0
"""Nothing is printed nearer to the edge of the paper, in mm."""
_GAP, _MARK, _STROKE = 1.0, 4.0, 0.2
_DASH: Final = (0.8, 0.8)
_NAME_MM: Final = 8 * POINT_MM
_NAME_DOWN: Final = 4.2
"""How far below the drawing the name of its sheet stands."""
_LEVEL: Final = 3
"""Headings of the poster come below the name of their sheet, which is a heading itself."""

_GLUE_RIGHT: Final = Message(
    "Plak de rechterstrook onder {right}.", "Glue the strip on the right under {right}."
)
_GLUE_BELOW: Final = Message(
    "Plak de onderste strook onder {below}.", "Glue the strip at the bottom under {below}."
)
_GLUE_BOTH: Final = Message(
    "Plak de rechterstrook onder {right} en de onderste strook onder {below}.",
    "Glue the strip on the right under {right} and the strip at the bottom under {below}.",
)


def tiled(scene: Scene, sheet: str) -> Scene:
    """Return the scene on sheets of paper `sheet` ("a4", "a3"), each page of it behind a cover.

    The cover has a plan and tells how to put the sheets together. Links within the scene are
    dropped, for paper has none. Raises `ValueError` for a paper that is not known.
    """
    letters, several = letters_of(scene), len(scene.pages) > 1
    pages: list[Page] = []
    for number, page in enumerate(scene.pages, start=1):
        laid = tiling(page, sheet, f"{number}-" if several else "")
        pages.append(cover(laid, scene, letters, sheet))
        pages += _Cutter(laid, letters).pages()
    title = TITLE.say(scene.language, {"title": scene.title})
    return replace(scene, title=title, pages=tuple(pages))


@dataclass(frozen=True)
class _Cutter:
    """Draws the sheets of one page."""

    laid: Tiling
    letters: Letters

    def pages(self) -> list[Page]:
        """The sheets, row by row."""
        reaches = [(g, [(item, reach(item)) for item in g.items]) for g in self.laid.page.groups]
        return [self._page(tile, reaches) for tile in self.laid.tiles]

    def _page(self, tile: Tile, reaches: Sequence[_Reaching]) -> Page:
        width, height = self.laid.width, self.laid.height
        paper = Rect(0, 0, width, height, fill=PAPER)
        box = (0.0, 0.0, float(width), float(height))
        groups = [
            Group("background", box, (paper, *self._marks(tile))),
            self._name(tile),
            *_part(tile, reaches),
        ]
        return Page(width, height, SAFE, tuple(groups))

    def _name(self, tile: Tile) -> Group:
        """The name of the sheet and what to do with it, below what is printed."""
        x, _, wide, _ = _placing(tile).box(tile.seen)
        x, y = x + 2, MARGIN + tile.area[3] + _NAME_DOWN
        bold = Ink(self.letters.bold, _NAME_MM, INK)
        plain = Ink(self.letters.regular, _NAME_MM, NOTE_INK, leading=1.2)
        name = SHEET.say(self.letters.language, {"name": tile.name})
        own = self.letters.width(name, bold.font, bold.size) + 2
        items = [bold.write(x, y, (name,), level=2)]
        if words := self._glue(tile):
            lines = self.letters.broken(words, plain.font, plain.size, wide - 4 - own)
            items.append(plain.write(x + own, y, lines))
        return Group("heading", _around(items), tuple(items), tile.id)

    def _glue(self, tile: Tile) -> str:
        """Under which sheets the strips of this one go."""
        grid, language = self.laid.grid, self.letters.language
        right, below = tile.column + 1 < grid.columns, tile.row + 1 < grid.rows
        names = {
            "right": self.laid.tile(tile.row, tile.column + 1).name if right else "",
            "below": self.laid.tile(tile.row + 1, tile.column).name if below else "",
        }
        if right and below:
            return _GLUE_BOTH.say(language, names)
        if right or below:
            return (_GLUE_RIGHT if right else _GLUE_BELOW).say(language, names)
        return ""

    def _marks(self, tile: Tile) -> Iterator[Path]:
        """Where to cut (whole lines) and where the next sheet comes (broken lines)."""
        x, y, wide, high = _placing(tile).box(tile.area)
        left, top, across, down = _placing(tile).box(tile.seen)
        grid = self.laid.grid
        inner_right, inner_low = tile.column + 1 < grid.columns, tile.row + 1 < grid.rows
        for at, dashed in ((left, False), (left + across, inner_right)):
            yield _mark((at, y - _GAP), (at, y - _GAP - _MARK), dashed)
            yield _mark((at, y + high + _GAP), (at, y + high + _GAP + _MARK), dashed)
        for at, dashed in ((top, False), (top + down, inner_low)):
            yield _mark((x - _GAP, at), (x - _GAP - _MARK, at), dashed)
            yield _mark((x + wide + _GAP, at), (x + wide + _GAP + _MARK, at), dashed)


_Reaching = tuple[Group, list[tuple[Item, Box]]]


def _placing(tile: Tile) -> Placing:
    """Where the poster lies so that the part on this sheet begins at the printer's margins."""
    return Placing(MARGIN - tile.area[0], MARGIN - tile.area[1])


def _part(tile: Tile, reaches: Sequence[_Reaching]) -> Iterator[Group]:
    """What of the poster is on a sheet, cut off at the edges of what is printed.

    A text that a seam goes through stays whole on both sheets, for who reads them aloud.
    """
    placing = _placing(tile)
    clip = placing.box(tile.area)
    for group, items in reaches:
        kept = tuple(_lower(placing.item(i)) for i, covered in items if meet(covered, tile.area))
        if kept:
            link = group.link if is_address(group.link) and holds(tile.area, group.box) else ""
            box = placing.box(group.box)
            yield Group(group.role, box, kept, "", group.label, link, clip=clip)


def _lower(item: Item) -> Item:
    return replace(item, level=_LEVEL) if isinstance(item, Text) and item.level else item


def _mark(start: tuple[float, float], end: tuple[float, float], dashed: bool) -> Path:
    return Path((("M", *start), ("L", *end)), None, INK, _STROKE, _DASH if dashed else ())


def _around(texts: Sequence[Text]) -> Box:
    boxes = [reach(text) for text in texts]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, low = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
    return left, top, right - left, low - top
