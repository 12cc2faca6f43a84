"""Fonts by name: a family, a weight, and the file that holds them where that is not our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Font(NamedTuple):
    """A family and a weight (400, 600, …).

    `file` is the path of a font file with that one weight in it; it is empty for the family that
    comes with woonboom. No other fonts stand in the folder of a file.
    """

    family: str
    weight: int
    file: str = ""


@dataclass(frozen=True)
class Typeface:
    """The four weights of one family that drawings use; a poor family has some of them twice."""

    regular: Font
    medium: Font
    bold: Font
    heavy: Font

    @property
    def fonts(self) -> tuple[Font, Font, Font, Font]:
        """The four, from light to heavy."""
        return self.regular, self.medium, self.bold, self.heavy


def file_of(font: Font) -> str:
    """Return the path of the file that holds a font."""
    import fontpkg

    return font.file or str(fontpkg.path(font.family, font.weight))
