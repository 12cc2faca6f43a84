"""PDF with real, tagged text: PDF/UA-1 and PDF/A-2a, drawn by Typst."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from woonboom import style
from woonboom.formats.carried import into_pdf
from woonboom.formats.packing import DrawingProblem
from woonboom.formats.typesetting import document, give_back
from woonboom.scene import DECORATIVE, Group, Page, Scene

if TYPE_CHECKING:
    import pikepdf

_LARGE: Final = 5_000_000
_BOX_DIGITS: Final = 4


def write(scene: Scene) -> bytes:
    """Return the scene as a PDF document.

    Raises `DrawingProblem` when Typst refuses or warns; that is a fault of the scene.
    """
    drawn = document(scene)
    if len(drawn) > _LARGE:
        give_back()
    return _polished(drawn, scene)


def _polished(drawn: bytes, scene: Scene) -> bytes:
    """Say where links go and where to cut, add what is carried; only the content decides bytes."""
    import pikepdf

    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _name_links(pdf, scene)
        for sheet, page in zip(pdf.pages, scene.pages, strict=True):
            if page.edge:
                _set_boxes(sheet, page)
        into_pdf(pdf, scene)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return file.getvalue()


def _name_links(pdf: pikepdf.Pdf, scene: Scene) -> None:
    import pikepdf

    linked = [g for g in scene.groups if g.link and g.role not in DECORATIVE]
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    elements = list(_links(pdf.Root.StructTreeRoot)) if linked else []
    if not len(notes) == len(elements) == len(linked):
        raise DrawingProblem(f"{len(linked)} links became {len(notes)} areas, {len(elements)} tags")
    for note, element, group in zip(notes, elements, linked, strict=True):
        note.Contents = element.Alt = pikepdf.String(group.label or _words(group))


def _words(group: Group) -> str:
    return " ".join(text.words for text in group.texts)


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


def _set_boxes(sheet: pikepdf.Page, page: Page) -> None:
    """Say where the sheet is cut and how far the bleed runs on."""
    sheet.trimbox = _box(page, page.edge)
    sheet.bleedbox = _box(page, page.slug)


def _box(page: Page, inset: float) -> pikepdf.Array:
    """A box `inset` mm inside everything that is printed, in points from the lower left."""
    import pikepdf

    width, height = page.width + 2 * page.edge - inset, page.height + 2 * page.edge - inset
    sides = (inset, inset, width, height)
    return pikepdf.Array([round(side / style.POINT_MM, _BOX_DIGITS) for side in sides])
