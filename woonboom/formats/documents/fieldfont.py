"""The font that fields are filled in with: cut to WinAnsi, which every viewer can write.

A field's font is a simple font: each byte is a character of Windows code page 1252. HarfBuzz cuts
it in a few milliseconds.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from woonboom import style
from woonboom.typeface import Font, file_of

if TYPE_CHECKING:
    import pikepdf

_NEEDED: Final = frozenset(range(0x20, 0x7F)) | frozenset(range(0xC0, 0x100))
"""Without these a font is no font to write in."""
_UNUSED: Final = frozenset({127, 129, 141, 143, 144, 157})
CODES: Final = {
    code: bytes([code]).decode("cp1252") for code in range(32, 256) if code not in _UNUSED
}
"""The characters of WinAnsi by their codes."""
_INSTALLABLE, _EDITABLE = 0x0, 0x8  # of fsType: what may go into a document that is filled in
_EM: Final = 1000
_CAPITAL_WITHOUT: Final = 0.7
_NEAREST: Final = {
    "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "Ŧ": "T", "ŧ": "t",
    "‐": "-", "‑": "-", "‒": "–", "―": "—", "′": "'", "″": '"', "→": ">", "−": "-", "☐": "o",
    "☑": "x", "☒": "x", "✓": "x", "\u2028": " ", "\u2029": " ",
}  # fmt: skip


@dataclass(frozen=True)
class FieldFont:
    """A font file with the characters of WinAnsi, and its measures in thousandths of an em."""

    data: bytes
    name: str
    lacking: bytes
    widths: tuple[int, ...]
    ascent: int
    descent: int
    capital: int
    box: tuple[int, int, int, int]

    def coded(self, text: str) -> bytes:
        """Return a text in WinAnsi; the nearest letter, or ?, for what the font has not."""
        return winansi(text).translate(_asked(self.lacking))

    def width(self, text: bytes) -> float:
        """Return how wide a text in WinAnsi is, in em."""
        return sum(self.widths[code - 32] for code in text if code >= 32) / _EM


@lru_cache(maxsize=8)
def _asked(lacking: bytes) -> bytes:
    return bytes.maketrans(lacking, b"?" * len(lacking))


def winansi(text: str) -> bytes:
    """Return a text in WinAnsi; the nearest letter, or ?, for what that does not have."""
    return b"".join(map(_letter, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=1_024)
def _letter(letter: str) -> bytes:
    plain = unicodedata.normalize("NFKD", _NEAREST.get(letter, letter))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    for wish in (letter, plain, bare):
        try:
            return wish.encode("cp1252")
        except UnicodeEncodeError:
            continue
    return b"?"


@lru_cache(maxsize=8)
def field_font(wish: Font) -> FieldFont:
    """Return a font to fill in with: the wished one, or our own.

    Ours it is where the licence asks for documents that nobody changes, where the letters are not
    TrueType, or where common ones are missing.
    """
    return _cut(wish) or _cut(style.REGULAR) or _impossible()


def _impossible() -> FieldFont:
    raise AssertionError("our own font lacks letters")


def _cut(font: Font) -> FieldFont | None:
    import uharfbuzz

    file = Path(file_of(font))
    face = uharfbuzz.Face(uharfbuzz.Blob(file.read_bytes()))
    known = set(face.unicodes)
    if not _may_be_filled_in(face) or not known >= _NEEDED:
        return None
    wish = uharfbuzz.SubsetInput()
    wish.unicode_set.update({ord(c) for c in CODES.values()})
    wish.layout_feature_tag_set.clear()
    wish.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wish.drop_table_tag_set.update(
        int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"DSIG", b"name")
    )
    lacking = bytes(code for code, char in CODES.items() if ord(char) not in known)
    return _measured(uharfbuzz.subset(face, wish), font, lacking)


def _may_be_filled_in(face: object) -> bool:
    """Whether a font is TrueType, and may stand in documents that people change."""
    tables = face.table_tags  # type: ignore[attr-defined]
    os2 = face.reference_table("OS/2").data  # type: ignore[attr-defined]
    (rights,) = struct.unpack(">H", os2[8:10])
    return "glyf" in tables and rights & 0xF in (_INSTALLABLE, _EDITABLE)


def _measured(face: object, font: Font, lacking: bytes) -> FieldFont:
    import uharfbuzz

    shaper = uharfbuzz.Font(face)
    scale = _EM / shaper.face.upem
    glyphs = {n: shaper.get_nominal_glyph(ord(c)) for n, c in CODES.items() if n not in lacking}
    widths = [
        round(shaper.get_glyph_h_advance(glyphs[c]) * scale) if c in glyphs else 0
        for c in range(32, 256)
    ]
    head = shaper.face.reference_table("head").data
    hhea = shaper.face.reference_table("hhea").data
    os2 = shaper.face.reference_table("OS/2").data
    (version,) = struct.unpack(">H", os2[:2])
    capital = struct.unpack(">h", os2[88:90])[0] * scale if version >= 2 else 0
    name = "".join(c for c in font.family if c.isascii() and c.isalnum()) or "House"
    return FieldFont(
        data=shaper.face.blob.data,
        name=f"{name}-Form",
        lacking=lacking,
        widths=tuple(widths),
        ascent=round(struct.unpack(">h", hhea[4:6])[0] * scale),
        descent=round(struct.unpack(">h", hhea[6:8])[0] * scale),
        capital=round(capital or _CAPITAL_WITHOUT * _EM),
        box=tuple(round(v * scale) for v in struct.unpack(">4h", head[36:44])),
    )


def embedded(pdf: pikepdf.Pdf, font: FieldFont) -> pikepdf.Object:
    """Put a font into a document and return it."""
    from pikepdf import Array, Dictionary, Name

    name = Name(f"/{font.name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=32, ItalicAngle=0, StemV=80,
        Ascent=font.ascent, Descent=font.descent, CapHeight=font.capital,
        FontBBox=Array(font.box), FontFile2=pdf.make_stream(font.data, Length1=len(font.data)),
    )  # fmt: skip
    return pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, Encoding=Name.WinAnsiEncoding,
        FirstChar=32, LastChar=255, Widths=Array(font.widths),
        FontDescriptor=pdf.make_indirect(descriptor), ToUnicode=pdf.make_stream(_to_unicode()),
    ))  # fmt: skip


def _to_unicode() -> bytes:
    """Which character every code means, a hundred at a time as PDF asks."""
    pairs = [f"<{code:02X}> <{ord(char):04X}>" for code, char in CODES.items()]
    groups = [pairs[n : n + 100] for n in range(0, len(pairs), 100)]
    blocks = (f"{len(g)} beginbfchar\n" + "\n".join(g) + "\nendbfchar\n" for g in groups)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def "
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        + "".join(blocks)
        + "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
