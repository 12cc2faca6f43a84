"""The letters for what the press adds: those that the scene has already."""

from __future__ import annotations

from dataclasses import dataclass

from woonboom import style, text
from woonboom.scene import Anchor, Scene, Text
from woonboom.typeface import Font


@dataclass(frozen=True)
class Letters:
    """A light and a heavy font of the scene, and its language."""

    regular: Font
    bold: Font
    language: str

    def broken(self, words: str, font: Font, size: float, room: float) -> tuple[str, ...]:
        """Return words in lines of at most `room` mm, in letters of `size` mm."""
        return text.broken(text.drawable(words, font), font, room / size, self.language)

    def width(self, words: str, font: Font, size: float) -> float:
        """Return how wide words are on one line, in mm."""
        return text.width(text.drawable(words, font), font) * size


def letters_of(scene: Scene) -> Letters:
    """Return the lightest and the heaviest font of a scene; our own when it has no texts."""
    used = {font for group in scene.groups for font in group.fonts} or {style.REGULAR, style.HEAVY}
    by_weight = sorted(used, key=lambda font: (font.weight, font))
    return Letters(by_weight[0], by_weight[-1], scene.language)


@dataclass(frozen=True)
class Ink:
    """How a text looks: its font, size in mm, colour and the colour behind it."""

    font: Font
    size: float
    fill: str = style.INK
    ground: str = style.PAPER
    leading: float = 1.35
    """In type sizes."""

    def write(  # noqa: PLR0913
        self,
        x: float,
        y: float,
        lines: tuple[str, ...],
        *,
        anchor: Anchor = "start",
        level: int = 0,
        lead: Text | None = None,
    ) -> Text:
        """Return lines from the baseline at (x, y); `level` makes them a heading."""
        gap = round(self.leading * self.size, 4)
        at = (round(x, 4), round(y, 4))
        return Text(
            *at, lines, self.size, self.font, self.fill, self.ground, gap, anchor, level, lead
        )  # fmt: skip
