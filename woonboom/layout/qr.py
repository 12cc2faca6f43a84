"""The QR code of a tree's address, as one shape, with the words below or beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from woonboom import style, text
from woonboom.layout import wording
from woonboom.layout.cards import set_lines
from woonboom.layout.wording import say
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.pen import Hand, Paint, Pen
from woonboom.scene import Group, Item
from woonboom.typeface import Typeface

Step = tuple[int, int]

_QUIET: Final = 4
"""Modules of white around a code that its standard asks for."""
_MODULE: Final = 0.2
"""A module, in em of the notes' type: 0.4 mm on A4."""
_LEAST: Final = 9.0
_MOST_VERSION: Final = 20
"""A code of more modules is larger than a poster has room for, and hard to scan."""
_LEADING: Final = 1.28
_GAP: Final = 1.0
_CAPTION_WIDTH: Final = 13.0
_CAPTION_GAP: Final = 0.25
_ROUND: Final = 0.5
_MOST_LINES: Final = 3


@dataclass(frozen=True)
class Code:
    """A QR code with its words; measures are in em of the notes' type."""

    url: str
    words: str
    label: str
    language: str
    face: Typeface

    @property
    def side(self) -> float:
        """The side of the white square that the code stands in."""
        return max(_LEAST, (len(matrix(self.url)) + 2 * _QUIET) * _MODULE)

    def size(self, *, upright: bool) -> tuple[float, float]:
        """Return width and height with the words below (`upright`) or to the right."""
        if upright:
            lines = len(self._heading(self.side)) + len(self._address(self.side))
            return self.side, self.side + _CAPTION_GAP + lines * _LEADING
        words, address = self._heading(_CAPTION_WIDTH), self._address(_CAPTION_WIDTH)
        wide = max(text.widest(words, self.face.bold), text.widest(address, self.face.regular))
        high = (len(words) + len(address)) * _LEADING
        return self.side + _GAP + wide, max(self.side, high)

    def _heading(self, measure: float) -> tuple[str, ...]:
        return set_lines(self.words, self.face.bold, measure, self.language)

    def _address(self, measure: float) -> tuple[str, ...]:
        """The address in short: no more than its site where it is long."""
        lines = set_lines(printed(self.url), self.face.regular, measure, self.language)
        if len(lines) <= _MOST_LINES:
            return lines
        return set_lines(printed(self.url, 0), self.face.regular, measure, self.language)

    def draw(self, pen: Pen, *, upright: bool, ground: str) -> Group:
        """Draw the code with its top left at the pen's origin; its words stand on `ground`."""
        side, (width, height) = self.side, self.size(upright=upright)
        cells = matrix(self.url)
        modules = len(cells) + 2 * _QUIET
        unit = side / modules
        inner = pen.at(_QUIET * unit, _QUIET * unit)
        items: list[Item] = [
            pen.rect((0, 0, side, side), Paint(style.PAPER), _ROUND),
            inner.path(outline(cells), Paint(style.INK), unit),
        ]
        if upright:
            items += self._caption(pen.at(0, side + _CAPTION_GAP), side, ground)
        else:
            items += self._caption(pen.at(side + _GAP, 0), _CAPTION_WIDTH, ground)
        box = pen.box(0, 0, width, height)
        return Group("qr", box, tuple(items), "qr", self.label, self.url)

    def _caption(self, pen: Pen, measure: float, ground: str) -> list[Item]:
        heading = Hand(self.face.bold, style.INK, ground, leading=_LEADING)
        address = Hand(self.face.regular, style.NOTE_INK, ground, leading=_LEADING)
        words = self._heading(measure)
        below = 0.95 + len(words) * _LEADING
        return [
            pen.text((0, 0.95), words, heading),
            pen.text((0, below), self._address(measure), address),
        ]


def code_of(tree: Tree) -> Code | None:
    """Return the code of a tree's address, if it has one that a telephone can read."""
    if not tree.url or not matrix(tree.url):
        return None
    words = say(tree, wording.LATEST)
    label = say(tree, wording.LATEST_AT, url=tree.url)
    return Code(tree.url, words, label, tree.language, look_of(tree).face)


def printed(url: str, most: int = 60) -> str:
    """Return an address as people type it; no more than its site where it is very long."""
    whole = text.clean(re.sub(r"^https?://(www\.)?", "", url)).rstrip("/")
    return whole if len(whole) <= most else whole.split("/")[0] + "/…"


@lru_cache(maxsize=16)
def matrix(url: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of the code of `url`, row by row; nothing where there would be too many.

    A sixth of the code may be lost and it can still be read, of a long address a little less.
    """
    import segno

    try:
        made = segno.make_qr(url, error="m")
    except segno.DataOverflowError:
        return ()
    if int(made.version) > _MOST_VERSION:
        return ()
    return tuple(tuple(bool(cell) for cell in row) for row in made.matrix)


def outline(cells: tuple[tuple[bool, ...], ...]) -> style.Commands:
    """Return the dark modules, a unit each, as one shape.

    Drawn along their common edges and not square by square: between squares a screen shows seams.
    """
    ahead: dict[Step, list[Step]] = {}
    for start, end in _edges(cells):
        ahead.setdefault(start, []).append(end)
    steps: list[style.Command] = []
    for start in sorted(ahead):
        while ahead[start]:
            corners = _corners(_loop(ahead, start))
            steps += style.polygon([(float(x), float(y)) for x, y in corners])
    return tuple(steps)


def _edges(cells: tuple[tuple[bool, ...], ...]) -> Iterator[tuple[Step, Step]]:
    """The sides between dark and light, each with the dark on its right."""
    size = len(cells)

    def dark(x: int, y: int) -> bool:
        return 0 <= x < size and 0 <= y < size and cells[y][x]

    for y in range(size):
        for x in range(size):
            if not dark(x, y):
                continue
            if not dark(x, y - 1):
                yield (x, y), (x + 1, y)
            if not dark(x + 1, y):
                yield (x + 1, y), (x + 1, y + 1)
            if not dark(x, y + 1):
                yield (x + 1, y + 1), (x, y + 1)
            if not dark(x - 1, y):
                yield (x, y + 1), (x, y)


def _loop(ahead: dict[Step, list[Step]], start: Step) -> list[Step]:
    """Take the sides from `start` until they come back to it."""
    loop, here = [start], ahead[start].pop()
    while here != start:
        loop.append(here)
        here = ahead[here].pop()
    return loop


def _corners(loop: list[Step]) -> list[Step]:
    """The points of a loop where it turns."""
    around = zip(loop[-1:] + loop[:-1], loop, loop[1:] + loop[:1], strict=True)
    return [here for before, here, after in around if _turns(before, here, after)]


def _turns(before: Step, here: Step, after: Step) -> bool:
    return before[0] != after[0] and before[1] != after[1]
