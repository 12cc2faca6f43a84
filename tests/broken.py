"""Files that cannot be read and cannot carry a mark that says so: made when a test needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True)
class Broken:
    """A file, or a folder without files where `data` is None, and what is reported of it.

    `says` is a part of the message in Dutch, `line` the line that it is reported at.
    """

    code: str
    data: bytes | None
    says: str
    line: int = 1

    def make(self, folder: Path) -> Path:
        """Make it in a folder; returns the path to check."""
        path = folder / "boom.yaml"
        if self.data is not None:
            path.write_bytes(self.data)
        return folder if self.data is None else path


_TREE: Final = b"woonboom: 1\ntree: boom\ntitle: Bo\xc3\xabm\n"

BROKEN: Final[Mapping[str, Broken]] = {
    "a folder without trees": Broken("WB101", None, "staan geen bomen"),
    "a Word document": Broken(
        "WB102", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "nultekens"
    ),
    "a picture": Broken("WB102", b"\x89PNG\r\n\x1a\n", "geen tekst in UTF-8"),
    "UTF-16": Broken("WB102", _TREE.decode().encode("utf-16"), "UTF-16"),
    "Latin-1": Broken("WB102", _TREE.decode().encode("latin-1"), "geen tekst in UTF-8", line=3),
    "6 MB": Broken("WB103", _TREE + b"# " + b"x" * 6_000_000, "6.0 MB"),
    "101 levels deep": Broken("WB106", b"note: " + b"[" * 101 + b"]" * 101, "dieper dan 100"),
    "a million brackets": Broken("WB106", b"[" * 1_000_000, "dieper dan 100"),
    "an empty file": Broken("WB108", b"", "leeg"),
    "a file with only a byte order mark": Broken("WB108", b"\xef\xbb\xbf", "leeg"),
    "a file with only empty lines": Broken("WB108", b"\n\r\n \n", "leeg"),
    "a file with only a document marker": Broken("WB108", b"---\n", "leeg"),
}
