"""The title block: title, for whom, version, how long it counts, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from woonboom import style, text
from woonboom.layout import wording
from woonboom.layout.cards import set_lines
from woonboom.layout.pen import Hand, Paint, Pen
from woonboom.layout.wording import say
from woonboom.model import Tree
from woonboom.scene import Group, Item

_FACTS_SHARE: Final = 0.42
"""How much of the width the facts at the right may take."""
_MOST, _LEAST = 20.0, 12.5
"""Type sizes of the title on A1, in mm."""
_AUDIENCE, _VERSION, _FACT = 8.5, 10.5, 7.5
_GAP, _PADDING = 14.0, 17.0


@dataclass(frozen=True)
class Lines:
    """Lines of one text of the title block, their size in mm and their leading."""

    lines: tuple[str, ...]
    font: text.Font
    size: float
    leading: float
    level: int = 0

    @property
    def height(self) -> float:
        """The height of the lines, in mm."""
        return len(self.lines) * self.size * self.leading

    @property
    def width(self) -> float:
        """The width of the widest line, in mm."""
        return text.widest(self.lines, self.font) * self.size


@dataclass(frozen=True)
class Header:
    """The title block over the whole width of a page; all in mm."""

    width: float
    height: float
    margin: float
    left: tuple[Lines, ...]
    right: tuple[Lines, ...]
    label: str

    def draw(self) -> Group:
        """Draw it at the top of the page."""
        pen = Pen(0, 0, 1)
        box = (0.0, 0.0, self.width, self.height)
        left = self._column(self.left, self.margin, "start")
        right = self._column(self.right, self.width - self.margin, "end")
        items = (pen.rect(box, Paint(style.NAVY)), *left, *right)
        return Group("title", pen.box(*box), items, "titel", self.label)

    def _column(self, blocks: Sequence[Lines], x: float, anchor: str) -> list[Item]:
        items: list[Item] = []
        y = (self.height - sum(b.height for b in blocks)) / 2
        for block in blocks:
            fill = style.ON_NAVY if block.font == style.REGULAR else style.PAPER
            side = "end" if anchor == "end" else "start"
            hand = Hand(block.font, fill, style.NAVY, block.size, block.leading, side)  # type: ignore[arg-type]
            first = y + block.size * ((block.leading - 1) / 2 + 0.8)
            items.append(Pen(0, 0, 1).text((x, first), block.lines, hand, level=block.level))
            y += block.height
        return items


def header(tree: Tree, width: float, height: float, margin: float) -> Header:
    """Measure the title block for a page of `width` by `height` mm."""
    ref = min(width, height) / 594
    room = width - 2 * margin
    right = _facts(tree, room * _FACTS_SHARE, ref)
    room -= max(block.width for block in right) + _GAP * ref
    title = text.drawable(str(tree.title), style.HEAVY)
    fitting = room / max(text.width(title, style.HEAVY), 0.1)
    size = min(_MOST * ref, max(_LEAST * ref, fitting))
    left = [Lines(_set(tree, title, style.HEAVY, room / size), style.HEAVY, size, 1.08, level=1)]
    if tree.audience:
        small = _AUDIENCE * ref
        lines = _set(tree, str(tree.audience), style.REGULAR, room / small)
        left.append(Lines(lines, style.REGULAR, small, 1.25))
    tallest = max(sum(b.height for b in left), sum(b.height for b in right))
    return Header(width, tallest + _PADDING * ref, margin, tuple(left), right, title)


def _set(tree: Tree, words: str, font: text.Font, measure: float) -> tuple[str, ...]:
    return set_lines(words, font, measure, tree.language)


def _facts(tree: Tree, room: float, ref: float) -> tuple[Lines, ...]:
    """What stands at the right: version, validity, whom to ask, where the tree is published."""
    said = [(say(tree, wording.VERSION, version=tree.version), style.BOLD, _VERSION * ref)]
    said.append((wording.validity(tree), style.REGULAR, _FACT * ref))
    if tree.contact:
        contact = say(tree, wording.CONTACT, contact=str(tree.contact))
        said.append((contact, style.REGULAR, _FACT * ref))
    if tree.url:
        said.append((tree.url, style.REGULAR, _FACT * ref))
    return tuple(
        Lines(_set(tree, words, font, room / size), font, size, 1.3) for words, font, size in said
    )
