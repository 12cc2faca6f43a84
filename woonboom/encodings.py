"""Text from spreadsheets, whatever they wrote it in."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16 as it says, else UTF-8, else what Windows uses."""
    return data.decode(encoding_of([data]), "replace")


def encoding_of(parts: Iterable[bytes]) -> str:
    """Return what a file is written in, from its bytes in parts: what `decoded` reads it as."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    begun = False
    try:
        for part in parts:
            for mark, encoding in () if begun else _MARKS:
                if part.startswith(mark):
                    return encoding
            begun = True
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
