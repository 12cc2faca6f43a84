"""PDF with real, tagged text: PDF/UA-1 and PDF/A-2a, by Typst.

The template beside this file copies the scene. Typst reports trouble as warnings (a missing glyph,
a font that it does not know); each of them is an error here.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal

from woonboom import style
from woonboom.formats.svg import shapes
from woonboom.scene import (
    DECORATIVE,
    SOFT_HYPHEN,
    Group,
    Page,
    Scene,
    Text,
    is_address,
    joined,
)
from woonboom.text import widest, width

if TYPE_CHECKING:
    import pikepdf
    import typst

_STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
_LARGE: Final = 5_000_000
_FORGETS_AFTER: Final = 12
_SPARE_MM: Final = 1.0
"""Room beside a line, lest rounding breaks it once more."""
_NO_DATE: Final = date(2000, 1, 1)


class PdfProblem(RuntimeError):
    """Typst could not draw the scene, or not as it should."""


def write(scene: Scene) -> bytes:
    """Return the scene as a PDF document.

    Raises `PdfProblem` when Typst refuses or warns; that is a fault of the scene.
    """
    document = _compiled(scene)
    if len(document) > _LARGE:
        _give_back()
    labels = [g.label or _words(g) for g in scene.groups if g.link]
    return _polished(document, labels)


def _give_back() -> None:
    """Return what Typst keeps of a large drawing to the system: hundreds of MB.

    Typst forgets a drawing after ten others, and only the C library of Linux can be asked to hand
    back what is free; elsewhere nothing happens.
    """
    import ctypes

    compiler = _compiler()
    for _ in range(_FORGETS_AFTER):
        compiler.compile(input=b"", format="pdf")
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _words(group: Group) -> str:
    return " ".join(text.words for text in group.texts)


def _compiled(scene: Scene) -> bytes:
    import typst

    template = files(__package__).joinpath("scene.typ").read_bytes()
    # Beside the scene and not in it, lest a large picture is read as JSON and kept twice.
    pictures = {f"shapes-{n}": shapes(page) for n, page in enumerate(scene.pages)}
    inputs = {"scene": _packed(scene), **pictures}
    try:
        document, warnings = _compiler().compile_with_warnings(
            input=template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=list(_STANDARDS),
            timestamp=_timestamp(scene),
        )
    except typst.TypstError as error:
        raise PdfProblem(str(error)) from error
    if warnings:
        raise PdfProblem("; ".join(str(warning.message) for warning in warnings))
    assert isinstance(document, bytes)
    return document


def _timestamp(scene: Scene) -> int:
    """Seconds since 1970 of the day that the scene was published, so that bytes never change."""
    day = date.fromisoformat(scene.published) if scene.published else _NO_DATE
    return (day - date(1970, 1, 1)).days * 86_400


def _compiler() -> typst.Compiler:
    import typst

    return typst.Compiler(font_paths=_fonts())


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The drawings' own font and no other, so that every machine draws the same."""
    import fontpkg
    import typst

    folder = fontpkg.path(*style.REGULAR).parent
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


def _packed(scene: Scene) -> str:
    """The scene as JSON for the template, without its shapes."""
    places = {
        g.id: (number, g.box[0], g.box[1])
        for number, page in enumerate(scene.pages, start=1)
        for g in page.groups
        if g.id
    }
    head = {
        "title": scene.title,
        "author": scene.author,
        "description": scene.description,
        "keywords": list(scene.keywords),
        "language": scene.language,
        "family": style.FAMILY,
    }
    pages = ",".join(_page(page, places) for page in scene.pages)
    return f'{json.dumps(head)[:-1]}, "pages": [{pages}]}}'


def _page(page: Page, places: Places) -> str:
    """A page as JSON, group by group: the whole as Python data would take much memory."""
    groups = (json.dumps(_group(g, places)) for g in page.groups if g.role not in DECORATIVE)
    head = json.dumps({"width": page.width, "height": page.height})
    return f'{head[:-1]}, "groups": [{",".join(groups)}]}}'


Places = Mapping[str, tuple[int, float, float]]
"""For every group with an id: its page from 1, its left and its top."""


def _group(group: Group, places: Places) -> list[Any]:
    """What it links to (nothing, an address or a place), its box and its texts."""
    link = group.link
    target = None if not link else link if is_address(link) else places[link]
    return [target, group.box, [_text(text) for text in group.texts]]


def _text(text: Text) -> list[Any]:
    """Left edge, baseline, look, lines, leading, side, level, width and lead: for the template."""
    several = len(text.lines) > 1
    room = widest(text.lines, text.font) * text.size + (_SPARE_MM if several else 0)
    lead = _lead(text, text.lead) if text.lead else None
    lines = [*text.lines[:-1], text.lines[-1].replace(SOFT_HYPHEN, "-")]
    return [
        _left(text, room),
        text.y,
        _look(text),
        lines,
        text.leading,
        text.anchor,
        text.level,
        room,
        lead,
    ]


def _left(text: Text, room: float) -> float:
    """The left edge of a text that is `room` wide: the template need not measure."""
    return text.x - {"start": 0.0, "middle": room / 2, "end": room}[text.anchor]


def _look(text: Text) -> tuple[float, int, str]:
    return text.size, text.font[1], text.fill


def _lead(text: Text, lead: Text) -> list[Any]:
    """How far from the text it stands, its word and look, its width, and that of a space."""
    words = joined(lead)
    wide, space = (width(w, lead.font) * lead.size for w in (words, " "))
    own = widest(text.lines, text.font) * text.size
    dx = _left(lead, wide) - _left(text, own)
    after = width(" ", text.font) * text.size
    return [dx, lead.y - text.y, words, _look(lead), wide + space, after]


def _polished(document: bytes, labels: list[str]) -> bytes:
    """Say where every link goes, and make the bytes depend on the content alone."""
    import pikepdf

    with pikepdf.open(io.BytesIO(document)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        elements = list(_links(pdf.Root.StructTreeRoot)) if labels else []
        if not len(notes) == len(elements) == len(labels):
            raise PdfProblem(f"{len(labels)} links became {len(notes)} areas, {len(elements)} tags")
        for note, element, label in zip(notes, elements, labels, strict=True):
            note.Contents = element.Alt = pikepdf.String(label)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return file.getvalue()


def _links(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the link elements of the structure tree in reading order."""
    import pikepdf

    stack = [root.K]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == pikepdf.Name.Link:
                yield node
            elif "/K" in node:
                stack.append(node.K)
