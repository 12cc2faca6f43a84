"""A document as PDF with tagged text and fields: PDF/UA-1 and PDF/A-2a, set by Typst."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import Final

from woonboom.document import Document
from woonboom.formats.carried import into_pdf
from woonboom.formats.documents.fields import check_fields, into_fields
from woonboom.formats.documents.keeping import Kept
from woonboom.formats.documents.packing import packed
from woonboom.formats.documents.tags import name_rows
from woonboom.formats.typesetting import Drawing, give_back, typeset, typeset_pages

_PARTS: Final = ("base", "text", "fields", "tree", "statements", "compare", "main")
_LARGE: Final = 500_000


def write(document: Document) -> bytes:
    """Return the document as a PDF.

    Raises `DrawingProblem` when Typst refuses or warns, or when two fields have one name; that is
    a fault of whoever made the document.
    """
    made = packed(document)
    check_fields(made.marks)
    drawn = typeset(_drawing(document, made))
    if len(drawn) > _LARGE:
        give_back()
    return _polished(drawn, document, made)


def pictures(document: Document) -> list[bytes]:
    """Return the pages of the document as SVG, to be looked at; its fields are only frames there.

    Raises `DrawingProblem` as `write` does.
    """
    return typeset_pages(_drawing(document, packed(document)))


def _drawing(document: Document, made: Kept) -> Drawing:
    return Drawing(_template(), made.inputs, frozenset(document.face.fonts), document.published)


def _polished(drawn: bytes, document: Document, made: Kept) -> bytes:
    """Make fields, add what is carried; only the content decides the bytes."""
    import pikepdf

    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        into_fields(pdf, document, made)
        name_rows(pdf, made.tables)
        into_pdf(pdf, document)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


@cache
def _template() -> bytes:
    """The templates one after another: Typst takes one text."""
    folder = files(__package__) / "typ"
    return b"\n".join((folder / f"{part}.typ").read_bytes() for part in _PARTS)
