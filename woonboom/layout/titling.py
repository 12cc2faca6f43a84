"""The texts of the title block, set in lines: the title as large as it fits, the rest as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from woonboom import style, text
from woonboom.layout import wording
from woonboom.layout.cards import set_lines
from woonboom.layout.qr import printed
from woonboom.layout.wording import say
from woonboom.look import Look, look_of
from woonboom.model import Tree
from woonboom.scene import Picture
from woonboom.typeface import Font, Typeface

MOST, LEAST = 24.0, 11.0
"""Type sizes of the title on A1, in mm; like all measures here they shrink with the sheet."""
_VERSION, _VALIDITY, _AUDIENCE, _SMALL = 11.0, 8.0, 8.5, 7.2
_TITLE_LEADING, _LEADING = 1.08, 1.25
_MOST_LINES: Final = 6
_HALVINGS: Final = 8


@dataclass(frozen=True)
class Imprint:
    """Who publishes a poster, and what tells its copies apart: printed in the title block.

    `stamp` is a short line of its own; `logo` is drawn on white, its width and height (in any
    unit) say how they are to each other.
    """

    stamp: str = ""
    organisation: str = ""
    logo: Picture | None = None


def imprint_of(tree: Tree, stamp: str = "") -> Imprint:
    """Return what the house style of a tree says of its publisher, with a stamp."""
    look = look_of(tree)
    return Imprint(stamp, look.organisation, logo_of(look, tree.language))


def logo_of(look: Look, language: str) -> Picture | None:
    """Return the logo of a house, if it has one, with its words."""
    logo = look.logo
    if logo is None:
        return None
    named = wording.LOGO.say(language, {"organisation": look.organisation})
    alt = named if look.organisation else "Logo"
    return Picture(0, 0, logo.width, logo.height, logo.data, logo.media, alt)


@dataclass(frozen=True)
class Words:
    """One text of the title block: its lines, their size in mm and their leading.

    `role` is that of the group that it stands in, `link` an address that it leads to.
    """

    lines: tuple[str, ...]
    font: Font
    size: float
    leading: float = _LEADING
    fill: str = style.ON_NAVY
    level: int = 0
    role: str = "title"
    link: str = ""

    @property
    def width(self) -> float:
        """The width of the widest line, in mm."""
        return text.widest(self.lines, self.font) * self.size

    @property
    def reach(self) -> float:
        """How far the last baseline lies below the first, in mm."""
        return (len(self.lines) - 1) * self.size * self.leading


@dataclass(frozen=True)
class Setter:
    """Sets the texts of a tree's title block; `ref` is the size of the sheet as a share of A1."""

    tree: Tree
    ref: float
    imprint: Imprint = field(default_factory=Imprint)

    @property
    def _face(self) -> Typeface:
        return look_of(self.tree).face

    def _lines(self, said: str, font: Font, size: float, room: float) -> tuple[str, ...]:
        return set_lines(said, font, room / size, self.tree.language)

    def titles(self, room: float) -> Iterator[Words]:
        """Yield the title on one line, on two, and so on, each as large as fits in `room` mm.

        A title too long for all of them comes once, at the least size.
        """
        said = str(self.tree.title)
        sizes = [self._largest(said, room, count) for count in range(1, _MOST_LINES + 1)]
        for size in dict.fromkeys([s for s in sizes if s] or [LEAST * self.ref]):
            lines = self._lines(said, self._face.heavy, size, room)
            yield Words(lines, self._face.heavy, size, _TITLE_LEADING, style.PAPER, level=1)

    def _largest(self, said: str, room: float, count: int) -> float:
        """The largest size at which the title takes `count` lines at most, or 0."""
        low, high = LEAST * self.ref, MOST * self.ref
        if not self._fits(said, low, room, count):
            return 0.0
        if self._fits(said, high, room, count):
            return high
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._fits(said, middle, room, count) else (low, middle)
        return low

    def _fits(self, said: str, size: float, room: float, count: int) -> bool:
        lines = self._lines(said, self._face.heavy, size, room)
        return len(lines) <= count and not any(n.endswith(text.SOFT_HYPHEN) for n in lines)

    def facts(self, room: float) -> tuple[Words, Words]:
        """Return what stands beside the title: the version, and how long it counts."""
        version = say(self.tree, wording.VERSION, version=self.tree.version)
        large, small = _VERSION * self.ref, _VALIDITY * self.ref
        lines = self._lines(version, self._face.bold, large, room)
        counts = self._lines(wording.validity(self.tree), self._face.regular, small, room)
        return (
            Words(lines, self._face.bold, large, fill=style.PAPER),
            Words(counts, self._face.regular, small),
        )

    def audience(self, room: float) -> Words | None:
        """Return for whom the tree is, if it says so."""
        if not self.tree.audience:
            return None
        size = _AUDIENCE * self.ref
        lines = self._lines(str(self.tree.audience), self._face.regular, size, room)
        return Words(lines, self._face.regular, size)

    def small(self, room: float) -> list[Words]:
        """Return what stands at the foot: who publishes it, whom to ask, where it is, its stamp."""
        tree, size = self.tree, _SMALL * self.ref
        said = (
            (self.imprint.organisation, "title", ""),
            (wording.contact(tree) if wording.brief_contact(tree) else "", "title", ""),
            (printed(tree.url) if tree.url else "", "address", tree.url or ""),
            (self.imprint.stamp, "stamp", ""),
        )
        return [
            Words(
                self._lines(words, self._face.regular, size, room),
                self._face.regular,
                size,
                role=role,
                link=link,
            )
            for words, role, link in said
            if words
        ]
