"""Drawing with Typst, into a PDF or a picture: a scene, or whatever a template draws.

The template beside this file copies a scene. Typst reports trouble as warnings (a missing glyph,
a font that it does not know); each of them is an error here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal

from woonboom import style
from woonboom.formats.packing import DrawingProblem, fonts_in, packed
from woonboom.scene import Scene
from woonboom.typeface import Font, file_of

if TYPE_CHECKING:
    import typst

Form = Literal["pdf", "png"]
_STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
_FORGETS_AFTER: Final = 12
_NO_DATE: Final = date(2000, 1, 1)


def document(scene: Scene) -> bytes:
    """Return the scene as a tagged PDF; raises `DrawingProblem` when Typst refuses or warns."""
    return _compiled(scene, "pdf", None)


def picture(scene: Scene, per_inch: float) -> bytes:
    """Return the one page of a scene as a PNG of `per_inch` dots; raises `DrawingProblem`."""
    return _compiled(scene, "png", per_inch)


def _compiled(scene: Scene, form: Form, per_inch: float | None) -> bytes:
    template = files(__package__).joinpath("scene.typ").read_bytes()
    fonts = {style.REGULAR, *(font for group in scene.groups for font in group.fonts)}
    made = Drawing(template, packed(scene), frozenset(fonts), scene.published)
    return typeset(made, form, per_inch)


@dataclass(frozen=True)
class Drawing:
    """What Typst needs: a template, what it is filled with, fonts, and an ISO date or nothing."""

    template: bytes
    inputs: Mapping[str, str]
    fonts: frozenset[Font]
    published: str


def typeset(drawing: Drawing, form: Form = "pdf", per_inch: float | None = None) -> bytes:
    """Return a drawing as a tagged PDF, or its one page as a PNG; raises `DrawingProblem`."""
    made = _typeset(drawing, form, per_inch)
    assert isinstance(made, bytes)
    return made


def typeset_pages(drawing: Drawing) -> list[bytes]:
    """Return every page of a drawing as SVG, its letters as outlines; raises `DrawingProblem`."""
    made = _typeset(drawing, "svg", None)
    return [made] if isinstance(made, bytes) else made


def _typeset(
    drawing: Drawing, form: Form | Literal["svg"], per_inch: float | None
) -> bytes | list[bytes]:
    """Return what Typst makes of a drawing; of several pages in pictures a list."""
    import typst

    try:
        made, warnings = _compiler(drawing.fonts).compile_with_warnings(
            input=drawing.template,
            format=form,
            ppi=per_inch,
            sys_inputs=dict(drawing.inputs),
            pdf_standards=list(_STANDARDS) if form == "pdf" else [],
            timestamp=_timestamp(drawing.published),
        )
    except typst.TypstError as error:
        raise DrawingProblem(str(error)) from error
    if warnings:
        raise DrawingProblem("; ".join(str(warning.message) for warning in warnings))
    assert made is not None
    return made


def _timestamp(published: str) -> int:
    """Seconds since 1970 of the day of publication, so that bytes never change."""
    day = date.fromisoformat(published) if published else _NO_DATE
    return (day - date(1970, 1, 1)).days * 86_400


def _compiler(fonts: Iterable[Font] = (style.REGULAR,)) -> typst.Compiler:
    """A compiler of its own for every drawing: that takes no time, and it is for one thread."""
    import typst

    folders = {str(PurePath(file_of(font)).parent) for font in fonts}
    return typst.Compiler(font_paths=fonts_in(*sorted(folders)))


def give_back() -> None:
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
