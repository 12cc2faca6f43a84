"""What the page of the preview is made of: all of it is in this package, and read once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from importlib.resources import files
from typing import Final

from woonboom import style
from woonboom.formats.marks import escaped
from woonboom.formats.webfont import subset
from woonboom.look import PLAIN
from woonboom.page.given import as_json, colours
from woonboom.preview.words import words

_SCRIPT: Final = "text/javascript; charset=utf-8"
_STYLE: Final = "text/css; charset=utf-8"
_FROM_PAGE: Final = ("make.js", "zooming.js", "say.js")
"""Scripts that are those of `woonboom page`."""
_WORKER: Final = "telling.js"
_LETTERS: Final = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "–—‘’“”„…·•€→←✓−"
_ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" '
    'rx="7" fill="#12304F"/><path d="M16 25V17M16 17L8 9M16 17L24 9" stroke="#fff" '
    'stroke-width="3.4" stroke-linecap="round"/></svg>'
)


@dataclass(frozen=True)
class Asset:
    """A file of the page: its content, and what it is."""

    data: bytes
    media: str


@dataclass(frozen=True)
class Editor:
    """An editor that opens places: its name, how its addresses begin, and our folder."""

    name: str
    address: str
    folder: str


def assets(language: str, editor: Editor | None = None) -> dict[str, Asset]:
    """Return the files of the page by their addresses; `editor` is what places are opened in."""
    return dict(_assets(language, editor))


def _assets(language: str, editor: Editor | None) -> Iterator[tuple[str, Asset]]:
    said = words(language)
    opens = as_json(asdict(editor) if editor else None)
    own = files(__package__) / "script"
    # Tabs of another version of the page have a worker of their own.
    worker = as_json(f"/script/{_WORKER}?{_digest((own / _WORKER).read_bytes())}")
    given = (
        f"export const WORDS = {as_json(said)};\nexport const EDITOR = {opens};\n"
        f"export const WORKER = {worker};\n"
    )
    yield "/", Asset(_page(language, said).encode(), "text/html; charset=utf-8")
    yield "/icon.svg", Asset(_ICON.encode(), "image/svg+xml")
    yield "/style.css", Asset(_style().encode(), _STYLE)
    yield "/script/given.js", Asset(given.encode(), _SCRIPT)
    for font in style.FIRA.fonts:
        yield _address(font.weight), Asset(subset(font, _LETTERS), "font/woff2")
    for file in own.iterdir():
        yield f"/script/{file.name}", Asset(file.read_bytes(), _SCRIPT)
    shared = files("woonboom.page") / "script"
    for name in _FROM_PAGE:
        yield f"/script/{name}", Asset((shared / name).read_bytes(), _SCRIPT)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()


def _page(language: str, said: dict[str, str]) -> str:
    text = (files(__package__) / "preview.html").read_text("utf-8")
    for key, value in {**said, "language": language}.items():
        text = text.replace(f"[[{key}]]", escaped(value))
    return text


def _style() -> str:
    """The colours and letters of our own, and the style sheets in the order of their names."""
    sheets = sorted((files(__package__) / "style").iterdir(), key=lambda file: file.name)
    faces = (_face(font.weight) for font in style.FIRA.fonts)
    return "".join([colours(PLAIN, ":root"), *faces, *(s.read_text("utf-8") for s in sheets)])


def _face(weight: int) -> str:
    source = json.dumps(_address(weight))
    return (
        f'@font-face{{font-family:"Woonkansboom";font-weight:{weight};'
        f'src:url({source}) format("woff2")}}\n'
    )


def _address(weight: int) -> str:
    return f"/font/{weight}.woff2"
