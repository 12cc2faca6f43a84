"""A logo's file → `Logo`: an SVG or PNG that is safe to put on a poster."""

from __future__ import annotations

import re
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from woonboom.diagnostics import Argument, Diagnostic, Message, Said, Severity, Span, define
from woonboom.house import Logo
from woonboom.source.places import OutOfReach, read

if TYPE_CHECKING:
    from xml.etree import ElementTree

UNUSABLE_LOGO = define(
    "WB712",
    "unusable-logo",
    Severity.ERROR,
    message=Message("‘{name}’ is geen SVG of PNG.", "‘{name}’ is no SVG or PNG."),
    about=Message(
        "Een logo is een SVG of PNG van hooguit 2 MB. Een SVG heeft een viewBox, en geen scripts, "
        "letters of verwijzingen naar buiten: dan ziet het er overal hetzelfde uit.",
        "A logo is an SVG or PNG of 2 MB at most. An SVG has a viewBox, and no scripts, letters or "
        "references to elsewhere: then it looks the same everywhere.",
    ),
    hint=Message("Sla het logo op als SVG of PNG.", "Save the logo as SVG or PNG."),
)
_LARGEST: Final = 2_000_000
_MOST_PIXELS: Final = 5_000
_TOO_LARGE = Message(
    "‘{name}’ is {size} MB; een logo is hooguit 2 MB.",
    "‘{name}’ is {size} MB; a logo is 2 MB at most.",
)
_SMALLER = Message(
    "Maak het kleiner, of gebruik een SVG.", "Make it smaller, or use an SVG."
)  # fmt: skip
_MANY_PIXELS = Message(
    "‘{name}’ is {width} bij {height} pixels; een logo heeft er hooguit 5000 naast elkaar.",
    "‘{name}’ is {width} by {height} pixels; a logo has 5000 in a row at most.",
)
_BROKEN = Message("‘{name}’ is beschadigd.", "‘{name}’ is damaged.")
_AGAIN = Message("Sla het logo opnieuw op.", "Save the logo again.")
_UNREADABLE = Message(
    "‘{name}’ kan niet gelezen worden: {reason}.", "‘{name}’ cannot be read: {reason}."
)
_NO_VIEW_BOX = Message(
    "‘{name}’ heeft geen viewBox, dus het is niet te zeggen hoe groot het is.",
    "‘{name}’ has no viewBox, so there is no telling how large it is.",
)
_ADD_VIEW_BOX = Message(
    'Voeg aan <svg> toe: viewBox="0 0 breedte hoogte".', 'Add to <svg>: viewBox="0 0 width height".'
)
_SCRIPT = Message(
    "‘{name}’ bevat een script of een ander stuk dat uitgevoerd wordt ({part}).",
    "‘{name}’ contains a script or another part that is run ({part}).",
)
_OUTSIDE = Message(
    "‘{name}’ verwijst naar iets buiten het bestand ({part}).",
    "‘{name}’ refers to something outside the file ({part}).",
)
_PLAIN = Message(
    "Sla het op als gewone SVG (in Inkscape: ‘Plain SVG’), met alles erin.",
    "Save it as plain SVG (in Inkscape: ‘Plain SVG’), with everything inside.",
)
_LETTERS = Message(
    "‘{name}’ bevat letters; die zien er op een andere computer anders uit.",
    "‘{name}’ contains letters; those look different on another computer.",
)
_OUTLINES = Message(
    "Zet de tekst om in lijnen (in Inkscape: ‘Object to Path’).",
    "Turn the text into outlines (in Inkscape: ‘Object to Path’).",
)

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_HEAD: Final = struct.Struct(">IIBBBBB")
"""Width, height, bits of a sample, kind of colour, compression, filters, interlaced."""
_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many samples a pixel has, for each kind of colour."""
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PALETTE: Final = 3
_WHOLE: Final = ((0, 0, 1, 1),)
_INTERLACED: Final = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)
)  # fmt: skip
"""The pictures that pixels stand in: first column and row, and the steps to the next."""
_LAST_FILTER: Final = 4
_PIECE: Final = 1 << 20
_RUN: Final = frozenset({"script", "foreignobject", "iframe", "handler"})
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg);base64,", re.IGNORECASE)
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)|(@import)", re.IGNORECASE)
_SHOWN: Final = 40


class _Unfit(Exception):
    """Why a file cannot be a logo."""

    def __init__(
        self, message: Message | None, hint: Message | Said | None, **words: Argument
    ) -> None:
        super().__init__()
        self.message = message
        self.hint = hint
        self.words = words


def read_logo(path: Path, name: str, span: Span, problems: list[Diagnostic]) -> Logo | None:
    """Return the picture in a file that exists; report at `span` one that cannot be a logo."""
    try:
        return _logo(_bytes(path), span)
    except _Unfit as unfit:
        problem = UNUSABLE_LOGO.at(
            span, message=unfit.message, hint=unfit.hint, name=name, words=unfit.words
        )
        problems.append(problem)
        return None


def _bytes(path: Path) -> bytes:
    try:
        data, size = read(path, _LARGEST)
    except OutOfReach as error:
        raise _Unfit(error.said.message, error.remedy, **error.said.arguments) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise _Unfit(_UNREADABLE, _AGAIN, reason=reason) from error
    if size > _LARGEST:
        raise _Unfit(_TOO_LARGE, _SMALLER, size=f"{size / 1_000_000:.1f}")
    return data


def _logo(data: bytes, span: Span) -> Logo:
    if data.startswith(_PNG):
        return Logo("image/png", *_png_size(data), data, span)
    return Logo("image/svg+xml", *_svg_size(_svg(data)), data, span)


def _png_size(data: bytes) -> tuple[float, float]:
    """The size of a PNG whose parts are all there and sound."""
    parts = list(_png_parts(data))
    kinds = [kind for kind, _ in parts]
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        raise _Unfit(_BROKEN, _AGAIN)
    head = parts[0][1]
    if len(head) != _HEAD.size:
        raise _Unfit(_BROKEN, _AGAIN)
    width, height = _HEAD.unpack(head)[:2]
    if not width or not height or (head[9] == _PALETTE and b"PLTE" not in kinds):
        raise _Unfit(_BROKEN, _AGAIN)
    if max(width, height) > _MOST_PIXELS:
        raise _Unfit(_MANY_PIXELS, _SMALLER, width=str(width), height=str(height))
    _check_pixels(head, b"".join(part for kind, part in parts if kind == b"IDAT"))
    return float(width), float(height)


def _check_pixels(head: bytes, packed: bytes) -> None:
    """Refuse pixels that do not unpack, or not to the rows that the head says."""
    *begins, most = accumulate(_rows(head), initial=0)
    size = 0
    for piece in _unpacked(packed):
        inside = begins[bisect_left(begins, size) : bisect_left(begins, size + len(piece))]
        size += len(piece)
        wrong = any(piece[begin - size] > _LAST_FILTER for begin in inside)  # from the end
        if wrong or size > most:
            raise _Unfit(_BROKEN, _AGAIN)
    if size < most:
        raise _Unfit(_BROKEN, _AGAIN)


def _rows(head: bytes) -> Iterator[int]:
    """How many bytes each row of pixels has, with the one in front that names its filter."""
    width, height, depth, colour, _, _, interlaced = _HEAD.unpack(head)
    if depth not in _DEPTHS.get(colour, ()):
        raise _Unfit(_BROKEN, _AGAIN)
    for left, top, across, down in _INTERLACED if interlaced else _WHOLE:
        pixels = len(range(left, width, across))
        if pixels:
            row = 1 + (pixels * _SAMPLES[colour] * depth + 7) // 8
            yield from (row for _ in range(top, height, down))


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """What comes out, in pieces: a small file may hold very much."""
    unpack = zlib.decompressobj()
    try:
        while not unpack.eof:
            piece = unpack.decompress(packed, _PIECE)
            packed = unpack.unconsumed_tail
            if not piece and not unpack.eof:
                raise _Unfit(_BROKEN, _AGAIN)  # cut off
            yield piece
    except zlib.error as error:
        raise _Unfit(_BROKEN, _AGAIN) from error


def _png_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts and their kinds, up to the first that is cut off or damaged."""
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        end = at + 8 + length
        if data[end : end + 4] != struct.pack(">I", zlib.crc32(data[at + 4 : end])):
            raise _Unfit(_BROKEN, _AGAIN)
        yield data[at + 4 : at + 8], data[at + 8 : end]
        at = end + 4


def _svg(data: bytes) -> ElementTree.Element:
    """The root of an SVG in which nothing runs and everything is inside."""
    from xml.etree import ElementTree

    try:
        if "<svg" not in (text := data.decode("utf-8-sig")):
            raise _Unfit(None, None)
        root = ElementTree.fromstring(text.encode())
    except UnicodeDecodeError as error:
        raise _Unfit(None, None) from error
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # or a strange encoding
        raise _Unfit(_BROKEN, _AGAIN) from error
    if _local(root.tag) != "svg":
        raise _Unfit(None, None)
    if "<?xml-stylesheet" in text:
        raise _Unfit(_OUTSIDE, _PLAIN, part="xml-stylesheet")
    for element in root.iter():
        _check(element)
    return root


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()


def _check(element: ElementTree.Element) -> None:
    tag = _local(element.tag)
    if tag in _RUN:
        raise _Unfit(_SCRIPT, _PLAIN, part=f"<{tag}>")
    if tag in ("text", "tspan", "textpath"):
        raise _Unfit(_LETTERS, _OUTLINES)
    if tag == "style":
        _check_urls(element.text or "")
    for key, value in element.attrib.items():
        name = _local(key)
        if name.startswith("on"):
            raise _Unfit(_SCRIPT, _PLAIN, part=name)
        if name in ("href", "src") and not _INSIDE.match(value.strip()):
            raise _Unfit(_OUTSIDE, _PLAIN, part=value.strip()[:_SHOWN])
        _check_urls(value)


def _check_urls(text: str) -> None:
    for found in _URL.finditer(text):
        target = found[1] or found[2] or ""
        if not _INSIDE.match(target):
            raise _Unfit(_OUTSIDE, _PLAIN, part=target[:_SHOWN])


def _svg_size(root: ElementTree.Element) -> tuple[float, float]:
    box = _numbers(root.get("viewBox", "").replace(",", " ").split())
    if len(box) != 4 or min(box[2:]) <= 0:
        raise _Unfit(_NO_VIEW_BOX, _ADD_VIEW_BOX)
    return box[2], box[3]


def _numbers(words: list[str]) -> list[float]:
    try:
        found = [float(word) for word in words]
    except ValueError:
        return []
    return [number for number in found if abs(number) < 1e9]  # nor any that is no number
