"""What a file carries beside the drawing: the content of its tree, to be compared years later.

In a PDF it is page-piece data of the document (ISO 32000-1, 14.5), which PDF/A-2 allows where it
forbids attachments; in an SVG it is `<metadata>`. Other programs may leave it out when they write
the file anew; of a PDF the keywords then remain, with the tree's id and the fingerprint.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol
from xml.etree import ElementTree

from woonboom.scene import Scene

if TYPE_CHECKING:
    import pikepdf

_OWNER: Final = "/Woonboom"
_NAME: Final = "woonboom"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_NO_DATE: Final = "2000-01-01"
_FINGERPRINT: Final = re.compile("[0-9A-Z]{4}-[0-9A-Z]{4}")
_MOST: Final = 20_000_000
"""The most bytes that a content in a PDF may have; a question takes about a thousand."""


@dataclass(frozen=True)
class Carried:
    """The fingerprint of what a file was drawn from, that content as JSON, and its keywords.

    What the file does not have is empty.
    """

    fingerprint: str = ""
    content: str = ""
    keywords: tuple[str, ...] = ()


class NotADrawing(ValueError):
    """A file that is neither a PDF nor an SVG that can be read."""


class Carrying(Protocol):
    """A scene or document: what it was made of (as ASCII JSON, or empty), its number and date."""

    @property
    def content(self) -> str:  # noqa: D102
        ...

    @property
    def fingerprint(self) -> str:  # noqa: D102
        ...

    @property
    def published(self) -> str:  # noqa: D102
        ...


def into_pdf(pdf: pikepdf.Pdf, made: Carrying) -> None:
    """Put the content and fingerprint of what was drawn into a PDF, if it has them."""
    import pikepdf

    if not made.content:
        return
    day = (made.published or _NO_DATE).replace("-", "")
    private = pikepdf.Dictionary(
        Fingerprint=pikepdf.String(made.fingerprint),
        Content=pdf.make_stream(made.content.encode("ascii")),
    )
    piece = pikepdf.Dictionary(LastModified=pikepdf.String(f"D:{day}000000Z"), Private=private)
    pdf.Root.PieceInfo = pikepdf.Dictionary({_OWNER: piece})


def as_svg(scene: Scene) -> str:
    """Return a scene's content and fingerprint as an element of an SVG, if it has them."""
    if not scene.content:
        return ""
    # In its ASCII form a content holds none of the other characters that XML cannot.
    content = scene.content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<metadata id="{_NAME}" data-fingerprint="{scene.fingerprint}">{content}</metadata>'


def carried(data: bytes) -> Carried:
    """Return what a PDF or SVG carries.

    Raises `NotADrawing` for bytes that are neither, or too damaged to read.
    """
    return _in_pdf(data) if b"%PDF-" in data[:1024] else _in_svg(data)


def _in_pdf(data: bytes) -> Carried:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return carried_by(pdf)
    except (pikepdf.PdfError, pikepdf.PasswordError, TypeError, ValueError) as error:
        raise NotADrawing(str(error)) from error


def carried_by(pdf: pikepdf.Pdf) -> Carried:
    """Return what an opened PDF carries; its keywords where nothing else is left."""
    return _private(pdf) or _keywords(pdf)


def _private(pdf: pikepdf.Pdf) -> Carried | None:
    """Our own data; None where it is not there, or of another shape than we write."""
    import pikepdf

    try:
        private = pdf.Root.PieceInfo[_OWNER].Private
        return _checked(str(private.Fingerprint), _inflated(private.Content))
    except (AttributeError, KeyError, TypeError, ValueError, pikepdf.PdfError, zlib.error):
        return None


def _inflated(stream: pikepdf.Object) -> bytes:
    """The content of a stream: deflated once or not at all, of a length that fits in memory.

    A stream of a few kB may hold gigabytes, and filters can be stacked. Raises `ValueError`.
    """
    import pikepdf

    if "/Filter" not in stream:
        return stream.read_raw_bytes()[:_MOST]  # some programs write it anew like that
    deflated = pikepdf.Name.FlateDecode
    if stream.Filter not in (deflated, pikepdf.Array([deflated])) or "/DecodeParms" in stream:
        raise ValueError(str(stream.Filter))
    inflating = zlib.decompressobj()
    content = inflating.decompress(stream.read_raw_bytes(), _MOST)
    if not inflating.eof:
        raise ValueError(len(content))
    return content


def _keywords(pdf: pikepdf.Pdf) -> Carried:
    """What is left of a document that another program wrote anew."""
    words = tuple(str(pdf.docinfo.get("/Keywords", "")).split(", "))
    return Carried(next(filter(_FINGERPRINT.fullmatch, words), ""), "", words)


def _in_svg(data: bytes) -> Carried:
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # or an odd encoding
        raise NotADrawing(str(error)) from error
    if root.tag != f"{_SVG}svg":
        raise NotADrawing(root.tag)
    for element in root.iter(f"{_SVG}metadata"):
        if element.get("id") == _NAME:
            text = (element.text or "").encode()
            return _checked(element.get("data-fingerprint", ""), text) or Carried()
    return Carried()


def _checked(fingerprint: str, content: bytes) -> Carried | None:
    """What was read; a content that was tampered with goes on, for its fingerprint will differ.

    None where the fingerprint is none: it is printed, so it may not be whatever a file says.
    """
    if fingerprint and not _FINGERPRINT.fullmatch(fingerprint):
        return None
    return Carried(fingerprint, content.decode("ascii", "replace"))
