"""What a document is drawn with: the house's colours, and the icon and outline of every kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol

from woonboom import style
from woonboom.formats import marks
from woonboom.pen import Pen
from woonboom.scene import Path, Rect


class Coloured(Protocol):
    """What has the colours of a house for our own: a document, or the look of a tree."""

    @property
    def palette(self) -> Mapping[str, str]:  # noqa: D102
        ...


_COLOURS: Final[Mapping[str, str]] = {
    "main": style.NAVY,
    "on-main": style.ON_NAVY,
    "ink": style.INK,
    "note": style.NOTE_INK,
    "quiet": style.LINE,
    "line": style.LINE,
    "link": style.NAVY,
    "ground": style.GROUND,
    "lit": style.LIT,
    "lit-edge": style.LIT_EDGE,
}
NONE: Final = "none"
"""The look of no outcome at all: of no kind, so without an icon."""
_WIDE, _HIGH, _CORNER = 1000.0, 100.0, 10.0


_LOOKS: Final = {**style.KINDS, NONE: replace(style.UNKNOWN_KIND, icon=())}


def colours(document: Coloured) -> dict[str, str]:
    """Return the colours of the template, in the house's own."""
    return {name: document.palette.get(own, own) for name, own in _COLOURS.items()}


def kind(name: str, document: Coloured) -> dict[str, Any]:
    """Return how a kind of outcome looks: colours, border, outline, and its icon as SVG."""
    looks = _LOOKS.get(name, style.UNKNOWN_KIND)
    dark = document.palette.get(looks.dark, looks.dark)
    return {
        "dark": dark,
        "tint": document.palette.get(looks.tint, looks.tint),
        "stroke": looks.stroke,
        "dash": looks.dash,
        "outline": _outline(looks),
        "icon": _icon(looks, dark),
    }


def _icon(looks: style.Kind, dark: str) -> str:
    """The icon as a picture 2.4 radii wide, white on the kind's own colour."""
    shapes = Pen(1.2, 1.2, 1).icon(0, 0, 1, looks)
    drawn = "".join(marks.shape(s) for s in shapes if isinstance(s, Path | Rect))
    drawn = drawn.replace(looks.dark, dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2.4 2.4">{drawn}</svg>'


def _outline(looks: style.Kind) -> list[list[Any]]:
    """An outline's steps; every number is what it takes of width, height and corner.

    Outlines are made of straight parts and corners, so that three sizes tell all of them.
    """
    sizes = ((0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1))
    drawn = [looks.outline(_WIDE + w, _HIGH + h, _CORNER + c) for w, h, c in sizes]
    return [[step[0][0], *_parts(step)] for step in zip(*drawn, strict=True)]


def _parts(step: Sequence[style.Command]) -> list[list[float]]:
    """What every number of a step takes of width, height and corner."""
    numbers = zip(*([float(v) for v in drawn[1:]] for drawn in step), strict=True)
    return [[round(more - base, 6) + 0.0 for more in others] for base, *others in numbers]
