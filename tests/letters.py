"""Fonts for tests: parts of Fira Sans under other names, wider, of other weights and rights."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg
import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

CHARACTERS = {*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”…•→▯□")}


@dataclass(frozen=True)
class Letters:
    """One font to make: its family, its weight, how wide it is and what its licence allows."""

    family: str = "Huisletter"
    weight: int = 400
    wider: float = 1.0
    rights: int = 0
    italic: bool = False
    width: int = 5

    def data(self) -> bytes:
        """Return it as a TrueType file."""
        file = io.BytesIO()
        self.font().save(file)
        return file.getvalue()

    def font(self) -> TTFont:
        """Return it for fontTools to go on with."""
        source = min((400, 500, 600, 700), key=lambda weight: abs(weight - self.weight))
        font = TTFont(io.BytesIO(_part(source)), recalcTimestamp=False)
        _named(font, self.family, self.weight)
        font["OS/2"].fsType = self.rights
        font["OS/2"].usWidthClass = self.width
        font["OS/2"].fsSelection = 0x01 if self.italic else 0x40
        metrics = font["hmtx"].metrics
        for glyph, (advance, left) in metrics.items():
            metrics[glyph] = (round(advance * self.wider), left)
        return font

    def write(self, folder: Path, name: str = "") -> Path:
        """Write it into a folder; returns the path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / (name or f"{self.family}-{self.weight}.ttf")
        path.write_bytes(self.data())
        return path


@cache
def _part(weight: int) -> bytes:
    """The characters of most of Europe; kerning stays."""
    wish = uharfbuzz.SubsetInput()
    wish.unicode_set.update(CHARACTERS)
    wish.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    blob = uharfbuzz.Blob.from_file_path(str(fontpkg.path("Fira Sans", weight)))
    return bytes(uharfbuzz.subset(uharfbuzz.Face(blob), wish).blob.data)


def _named(font: TTFont, family: str, weight: int) -> None:
    style = {400: "Regular", 700: "Bold"}.get(weight, f"W{weight}")
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 13, 14)]
    legacy = family if style in ("Regular", "Bold") else f"{family} {style}"
    for number, text in (
        (1, legacy), (2, style if legacy == family else "Regular"), (3, f"{family} {style}"),
        (4, f"{family} {style}"), (6, f"{family.replace(' ', '')}-{style}"),
        (16, family), (17, style),
    ):  # fmt: skip
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def family(folder: Path, *weights: int, wider: float = 1.0) -> Path:
    """Write a family of fonts into a folder; returns the folder."""
    for weight in weights:
        Letters(weight=weight, wider=wider).write(folder)
    return folder


def collection(path: Path, *letters: Letters) -> Path:
    """Write fonts into one file."""
    fonts = TTCollection()
    fonts.fonts = [one.font() for one in letters]
    fonts.save(str(path))
    return path


def variable(path: Path, name: str = "Veelletter") -> Path:
    """Write a variable font: every letter a bar that is 300 wide at weight 300 and 800 at 800."""
    builder = FontBuilder(1000, isTTF=True)
    letters = {"space": 0x20, "a": 0x61, "b": 0x62, "hyphen": 0x2D}
    builder.setupGlyphOrder([".notdef", *letters])
    builder.setupCharacterMap({code: glyph for glyph, code in letters.items()})
    builder.setupGlyf({glyph: _bar(300) for glyph in [".notdef", *letters]})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *letters], (300, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {"familyName": name, "styleName": "Regular", "psName": f"{name}-Regular"}
    )
    builder.setupOS2(usWeightClass=300, fsType=0, fsSelection=0x40)
    builder.setupPost()
    builder.setupFvar([("wght", 300, 300, 800, "Weight")], [])
    builder.setupGvar({glyph: [_wider(500)] for glyph in letters})
    builder.save(str(path))
    return path


def _bar(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 700), (width, 700), (width, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def _wider(by: int) -> object:
    from fontTools.ttLib.tables.TupleVariation import TupleVariation

    moves = [(0, 0), (0, 0), (by, 0), (by, 0)]
    return TupleVariation({"wght": (0, 1, 1)}, [*moves, (0, 0), (by, 0), (0, 0), (0, 0)])
