"""What Python gives to the scripts of the page: words, styles, icons and fonts, as `given.js`."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Collection, Iterator, Sequence
from importlib.resources import files
from typing import Final

from woonboom.formats.documents.html import shades
from woonboom.formats.webfont import subset
from woonboom.layout.titling import logo_of
from woonboom.look import Look, look_of
from woonboom.model import Tree
from woonboom.page.drawing_words import drawing_words
from woonboom.page.signs import signs
from woonboom.page.words import words

FAMILY: Final = "Woonkansboom"
"""What the page calls its font: it is a part of one, and must not stand for the whole elsewhere."""
_FALLBACK: Final = '"Segoe UI",Arial,sans-serif'
_FRAME: Final = "document.css"
"""The style of the page around the element; all others are of the element."""
LATIN: Final = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) + "–—‘’“”„…•€→←✓"
"""The letters of the languages of trees, for an element that shows other trees later."""
_DIGITS: Final = "0123456789-−+×."
_NOTE: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE: Final = re.compile(r"(?<=[;,:{}])\s+|\s+(?=[{}])")


def given(trees: Sequence[Tree], languages: Collection[str], characters: str) -> str:
    """Return the script of what is given, for a page or an element with these trees.

    `characters` are those that it must be able to write.
    """
    said = {name: {**words(name), **drawing_words(name)} for name in sorted(languages)}
    look = look_of(trees[0])
    values: dict[str, object] = {
        "WORDS": said,
        "STYLES": colours(look, ":host") + _sheets(),
        "SIGNS": signs(),
        "HOUSE": _house(look, trees[0].language),
        "FONTS": list(_fonts(look, characters + json.dumps(said, ensure_ascii=False))),
    }
    return "".join(f"export const {name} = {as_json(value)};\n" for name, value in values.items())


def as_json(value: object) -> str:
    """Return a value as JSON that can stand in a script within a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("</", "<\\/").replace("<!--", "\\u003c!--").replace("<script", "\\u003cscript")
    )


def colours(look: Look, of: str) -> str:
    """Return the rule that sets every colour and the font of what `of` selects."""
    night = shades.dark(look)
    codes = (f"--{name}:{_by(day, night[name])}" for name, day in shades.light(look).items())
    return f'{of}{{{";".join(codes)};--font:"{FAMILY}",{_FALLBACK}}}\n'


def _by(day: str, night: str) -> str:
    """A colour by the `color-scheme` of the page: one that knows no dark stays as it is."""
    return day if day == night else f"light-dark({day},{night})"


def frame_style() -> str:
    """Return the style of the page around the element."""
    return _lean((files(__package__) / "style" / _FRAME).read_text("utf-8"))


def _sheets() -> str:
    """The style of the element: every sheet, in the order of their names."""
    found = (f for f in (files(__package__) / "style").iterdir() if f.name.endswith(".css"))
    sheets = sorted((f for f in found if f.name != _FRAME), key=lambda f: f.name)
    return "".join(_lean(f.read_text("utf-8")) for f in sheets)


def _lean(sheet: str) -> str:
    """A style sheet without notes, and without spaces beside its marks."""
    return _SPACE.sub("", _NOTE.sub("", sheet)).strip()


def scripts() -> dict[str, str]:
    """Return the scripts of the page by the names of their files."""
    found = (f for f in (files(__package__) / "script").iterdir() if f.name.endswith(".js"))
    return {f.name: f.read_text("utf-8") for f in sorted(found, key=lambda f: f.name)}


def _house(look: Look, language: str) -> dict[str, object]:
    """The organisation whose style it is: its name, and its logo as an address that holds it."""
    logo = logo_of(look, language)
    if logo is None:
        return {"organisation": look.organisation, "logo": None}
    return {
        "organisation": look.organisation,
        "logo": f"data:{logo.media};base64,{base64.b64encode(logo.data).decode()}",
        "alt": logo.alt,
        "ratio": round(logo.width / logo.height, 3),
    }


def _fonts(look: Look, characters: str) -> Iterator[dict[str, object]]:
    wanted = "".join(sorted({*characters, *_DIGITS} - {"\n", "\t"}))
    face = look.face
    for font in dict.fromkeys((face.regular, face.bold, face.heavy)):
        data = base64.b64encode(subset(font, wanted)).decode()
        yield {"weight": font.weight, "data": data}
