"""A document as one web page that needs nothing beside it: no network, no script, no fonts."""

from __future__ import annotations

from woonboom.document import Document
from woonboom.formats.documents.html.page import page


def write(document: Document) -> bytes:
    """Return the document as a web page, in well-formed HTML (which is XML too)."""
    return page(document).encode()
