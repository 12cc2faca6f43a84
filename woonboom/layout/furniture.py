"""The title block: what stands where in the band at the top of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from woonboom import style, text
from woonboom.layout.titling import Imprint, Setter, Words
from woonboom.model import Tree
from woonboom.pen import Hand, Paint, Pen
from woonboom.scene import Box, Group, Picture, Text

# All in mm on A1; they shrink with the sheet.
_TOP, _BOTTOM = 12.5, 9.0
"""From the edge to the first capitals, and from the last baseline to the end of the block."""
_GAP, _SMALL_GAP = 14.0, 10.0
_FOOT_GAP: Final = 1.5
_LOGO_WIDTH, _LOGO_HEIGHT, _LOGO_PAD = 110.0, 36.0, 3.5
_LOGO_ROUND: Final = 2.0
_LOGO_EDGE: Final = 7.0
_LOWER: Final = 0.15
"""How much lower than small type a title ends that stands alone, in its own size."""
_LARGE_IS_WORTH: Final = 3.0
"""How much higher the block may be for a title a millimetre larger."""

_CAPITAL, _ASCENT, _DESCENT = 0.69, 0.75, 0.23
"""Of a type size: the height of capitals, and how far lines reach above and below a baseline."""
_FACTS_SHARE: Final = 0.42
"""How much of the width version and validity may take."""
_CAPITAL_AND_GAP: Final = 1.05
"""From the end of a row to the next baseline."""
_LINK_ROOM: Final = 0.15
"""Beside a text with a group of its own: easier to hit, and rounding breaks no line."""
_NAMES: Final = {"address": "adres", "stamp": "stempel"}
_NOBODY: Final = Imprint()


@dataclass(frozen=True)
class Spot:
    """A text and its first baseline in mm: where it begins or, at the right, where it ends."""

    words: Words
    x: float
    y: float
    right: bool = False

    def item(self) -> Text:
        """Return the text as it is drawn."""
        words = self.words
        hand = Hand(words.font, words.fill, style.NAVY, words.size, words.leading)
        hand = replace(hand, anchor="end") if self.right else hand
        return Pen(0, 0, 1).text((self.x, self.y), words.lines, hand, level=words.level)

    def group(self) -> Group:
        """Return the text in a group of its own."""
        words = self.words
        room = _LINK_ROOM * words.size
        left = (self.x - words.width if self.right else self.x) - room
        top, high = self.y - _ASCENT * words.size, (_ASCENT + _DESCENT) * words.size + words.reach
        box = Pen(0, 0, 1).box(left, top, words.width + 2 * room, high)
        item, name = self.item(), _NAMES[words.role]
        return Group(words.role, box, (item,), name, words.link or item.words, words.link)


@dataclass(frozen=True)
class Header:
    """The title block over the whole width of a page; all in mm."""

    width: float
    height: float
    label: str
    spots: tuple[Spot, ...]
    logo: Group | None = None

    def draw(self) -> Iterator[Group]:
        """Yield the band at the top of the page and what stands in it."""
        pen = Pen(0, 0, 1)
        box = (0.0, 0.0, self.width, self.height)
        yield Group("background", pen.box(*box), (pen.rect(box, Paint(style.NAVY)),))
        own = tuple(spot.item() for spot in self.spots if spot.words.role == "title")
        yield Group("title", pen.box(*box), own, "titel", self.label)
        yield from (spot.group() for spot in self.spots if spot.words.role != "title")
        yield from [self.logo] if self.logo else []


def header(
    tree: Tree, width: float, height: float, margin: float, imprint: Imprint = _NOBODY
) -> Header:
    """Measure the title block for a page of `width` by `height` mm.

    Of the ways to break the title into lines, the one is taken whose type is worth its height.
    """
    ref = min(width, height) / 594
    setter = Setter(tree, ref, imprint)
    plate = _plate(imprint.logo, ref) if imprint.logo else (0.0, 0.0)
    edges = (margin, width - margin - (plate[0] + _GAP * ref if imprint.logo else 0))
    room = edges[1] - edges[0]
    facts = setter.facts(room * _FACTS_SHARE)
    beside = room - max(words.width for words in facts) - _GAP * ref
    blocks = [_placed(setter, title, facts, edges) for title in setter.titles(beside)]
    spots, low = min(blocks, key=lambda b: b[1] - _LARGE_IS_WORTH * b[0][0].words.size)
    bottom = max(low + _BOTTOM * ref, plate[1] + 2 * _LOGO_EDGE * ref)
    spots = [replace(spot, y=spot.y + (bottom - low - _BOTTOM * ref) / 2) for spot in spots]
    logo = None
    if imprint.logo:
        logo = _logo(imprint, (width - margin - plate[0], (bottom - plate[1]) / 2, *plate), ref)
    return Header(width, bottom, text.clean(str(tree.title)), tuple(spots), logo)


Edges = tuple[float, float]
"""Where the texts of the block begin at the left and end at the right."""
Block = tuple[list[Spot], float]
"""Texts at their places, the title first, and the last baseline of all."""


def _placed(setter: Setter, title: Words, facts: tuple[Words, Words], edges: Edges) -> Block:
    """Place everything: a title of one line ends level with the facts, a longer one begins so."""
    version, valid = facts
    top, ref = _TOP * setter.ref, setter.ref
    gap = version.reach + valid.size * valid.leading * 1.1
    start = top + version.size * _CAPITAL
    first = top + title.size * _CAPITAL
    low = max(first + title.reach, start + gap + valid.reach)
    if title.reach == 0:
        first, start = low, low - gap - valid.reach
    spots = [
        Spot(title, edges[0], first),
        Spot(version, edges[1], start, right=True),
        Spot(valid, edges[1], start + gap, right=True),
    ]
    below = first + title.reach + _DESCENT * title.size + _FOOT_GAP * ref
    foot, low = _foot(setter, max(below, low), low, edges)
    return [*spots, *foot], low if foot else low + _LOWER * title.size


def _foot(setter: Setter, above: float, low: float, edges: Edges) -> Block:
    """Place the audience at the left and what is small at the right, on the same baselines."""
    spots: list[Spot] = []
    for left, right in _rows(setter, edges):
        row = [*left, *right]
        y = above + max(words.size for words in row) * _CAPITAL_AND_GAP
        spots += [Spot(words, edges[0], y) for words in left]
        x = edges[1]
        for words in reversed(right):
            spots.append(Spot(words, x, y, right=True))
            x -= words.width + _SMALL_GAP * setter.ref
        low = max(y + words.reach for words in row)
        above = low + _DESCENT * row[-1].size
    return spots, low


def _rows(setter: Setter, edges: Edges) -> list[tuple[list[Words], list[Words]]]:
    """What stands on each row of the foot, at the left and at the right."""
    room, gap = edges[1] - edges[0], _SMALL_GAP * setter.ref
    audience = setter.audience(room)
    rows: list[tuple[list[Words], list[Words]]] = []
    free = 0.0
    if audience:
        rows.append(([audience], []))
        free = room - audience.width - _GAP * setter.ref if audience.reach == 0 else 0
    for words in setter.small(room):
        if words.width > free:
            rows.append(([], []))
            free = room
        rows[-1][1].append(words)
        free -= words.width + gap
    return rows


def _plate(logo: Picture, ref: float) -> Edges:
    """The size of the white plate for a logo: it fits a box without being stretched."""
    scale = min(_LOGO_WIDTH / logo.width, _LOGO_HEIGHT / logo.height) * ref
    pad = 2 * _LOGO_PAD * ref
    return logo.width * scale + pad, logo.height * scale + pad


def _logo(imprint: Imprint, box: Box, ref: float) -> Group:
    """Draw the logo on its plate."""
    pen, pad = Pen(0, 0, 1), _LOGO_PAD * ref
    x, y, width, height = box
    assert imprint.logo
    inner = pen.box(x + pad, y + pad, width - 2 * pad, height - 2 * pad)
    picture = replace(imprint.logo, x=inner[0], y=inner[1], width=inner[2], height=inner[3])
    plate = pen.rect(box, Paint(style.PAPER), _LOGO_ROUND * ref)
    return Group("logo", pen.box(*box), (plate, picture), "logo", picture.alt)
