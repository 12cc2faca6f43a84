"""Drawing a scene with Typst, into a PDF or a picture.

The template beside this file copies the scene. Typst reports trouble as warnings (a missing glyph,
a font that it does not know); each of them is an error here.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal

from woonboom import style
from woonboom.formats.packing import DrawingProblem, fonts_in, packed
from woonboom.scene import Scene
from woonboom.typeface import file_of

if TYPE_CHECKING:
    import typst

_STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
_FORGETS_AFTER: Final = 12
_NO_DATE: Final = date(2000, 1, 1)


def document(scene: Scene) -> bytes:
    """Return the scene as a tagged PDF; raises `DrawingProblem` when Typst refuses or warns."""
    return _compiled(scene, "pdf", None)


def picture(scene: Scene, per_inch: float) -> bytes:
    """Return the one page of a scene as a PNG of `per_inch` dots; raises `DrawingProblem`."""
    return _compiled(scene, "png", per_inch)


def _compiled(scene: Scene, form: Literal["pdf", "png"], per_inch: float | None) -> bytes:
    import typst

    try:
        made, warnings = _compiler(scene).compile_with_warnings(
            input=files(__package__).joinpath("scene.typ").read_bytes(),
            format=form,
            ppi=per_inch,
            sys_inputs=packed(scene),
            pdf_standards=list(_STANDARDS) if form == "pdf" else [],
            timestamp=_timestamp(scene),
        )
    except typst.TypstError as error:
        raise DrawingProblem(str(error)) from error
    if warnings:
        raise DrawingProblem("; ".join(str(warning.message) for warning in warnings))
    assert isinstance(made, bytes)
    return made


def _timestamp(scene: Scene) -> int:
    """Seconds since 1970 of the day that the scene was published, so that bytes never change."""
    day = date.fromisoformat(scene.published) if scene.published else _NO_DATE
    return (day - date(1970, 1, 1)).days * 86_400


def _compiler(scene: Scene) -> typst.Compiler:
    """A compiler of its own for every drawing: that takes no time, and it is for one thread."""
    import typst

    fonts = {style.REGULAR, *(font for group in scene.groups for font in group.fonts)}
    folders = {str(PurePath(file_of(font)).parent) for font in fonts}
    return typst.Compiler(font_paths=fonts_in(*sorted(folders)))


def give_back(scene: Scene) -> None:
    """Return what Typst keeps of a large drawing to the system: hundreds of MB.

    Typst forgets a drawing after ten others, and only the C library of Linux can be asked to hand
    back what is free; elsewhere nothing happens.
    """
    import ctypes

    compiler = _compiler(scene)
    for _ in range(_FORGETS_AFTER):
        compiler.compile(input=b"", format="pdf")
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
