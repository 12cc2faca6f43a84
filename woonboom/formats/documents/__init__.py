"""Documents as files. A format is a module with `write`, and a line in `DOCUMENT_FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from woonboom.document import Document


@dataclass(frozen=True)
class DocumentFormat:
    """A file format: its name, the end of its files' names, and what makes the bytes."""

    name: str
    extension: str
    write: Callable[[Document], bytes]


def _format(name: str) -> DocumentFormat:
    def write(document: Document) -> bytes:
        # A format's module brings heavy packages with it; only writing needs them.
        made: bytes = import_module(f"{__name__}.{name}").write(document)
        return made

    return DocumentFormat(name, f".{name}", write)


DOCUMENT_FORMATS: Final[Mapping[str, DocumentFormat]] = {
    name: _format(name) for name in ("pdf", "html", "md")
}
