"""The font of the page that leads to all products: the part of it that the page shows."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from woonboom.formats.webfont import subset
from woonboom.typeface import Typeface

FAMILY: Final = "Woonkansboom"
"""What the page calls its font: it is a part of one, and must not stand for the whole elsewhere."""
_TAG: Final = re.compile("<[^>]*>")


def font_rules(face: Typeface, text: str) -> str:
    """Return the rules that bring the letters of a text, in HTML, in the weights that are shown."""
    shown = unescape(_TAG.sub("", text))
    letters = "".join(sorted({letter for letter in shown if letter.isprintable()}))
    return "".join(_rules(face, letters))


def _rules(face: Typeface, letters: str) -> Iterator[str]:
    for font in dict.fromkeys((face.regular, face.bold, face.heavy)):
        data = base64.b64encode(subset(font, letters)).decode()
        yield (
            f'@font-face{{font-family:"{FAMILY}";font-weight:{font.weight};'
            f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
        )
