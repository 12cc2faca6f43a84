"""A document as plain Markdown: CommonMark and tables, as GitHub shows them."""

from __future__ import annotations

from woonboom.document import Document
from woonboom.formats.documents.md.page import page


def write(document: Document) -> bytes:
    """Return the document as Markdown."""
    return page(document).encode()
