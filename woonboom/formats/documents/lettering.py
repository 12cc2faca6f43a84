"""Running text as a font can set it: nothing that it lacks, no word that is wider than a line."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from woonboom.scene import SOFT_HYPHEN
from woonboom.text import SUBSTITUTES, lacking, syllables
from woonboom.typeface import Typeface

_SPACES: Final = re.compile("[\\s\x00-\x1f\x85\u2028\u2029]+")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{25,}|\d{25,}|[^\w\s]{25,}")
_LONG_NAME: Final = re.compile(r"(?=\w{16})\w*[^\W_]_[^\W_]\w*")
"""An id of many letters, which may break after its lines."""
_STEP: Final = 10
"""The most letters between places where a very long word may break."""
_UNSEEN_BREAK: Final = "\u200b"
_UNSEEN: Final = ("Cc", "Cf", "Cs")


@lru_cache(maxsize=8_192)
def settable(words: str, face: Typeface, language: str) -> str:
    """Return a text that every weight of a face can set, on one line.

    A box (or ?) stands for what the font lacks; words that no line may hold can be broken.
    """
    words = unicodedata.normalize("NFC", _SPACES.sub(" ", words))
    words = "".join(c for c in words if unicodedata.category(c) not in _UNSEEN)
    missing = {c for font in face.fonts for c in lacking(words, font)}
    if missing:
        stand_in = next(c for c in SUBSTITUTES if not any(lacking(c, f) for f in face.fonts))
        words = words.translate({ord(c): stand_in for c in missing})
    words = _LONG_NAME.sub(lambda found: found[0].replace("_", f"_{_UNSEEN_BREAK}"), words)
    return _LONG_WORD.sub(lambda found: _breakable(found[0], language), words)


def _breakable(word: str, language: str) -> str:
    """A word with places to break: between syllables, and where those have no end."""
    if not word[0].isalpha():
        return _UNSEEN_BREAK.join(_cut(word))
    return SOFT_HYPHEN.join(part for part_ in syllables(word, language) for part in _cut(part_))


def _cut(word: str) -> list[str]:
    """Cut a word in pieces, never before a mark that belongs to the letter before it."""
    parts = [""]
    for letter in word:
        if len(parts[-1]) >= _STEP and not unicodedata.combining(letter):
            parts.append("")
        parts[-1] += letter
    return parts
