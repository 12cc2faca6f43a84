"""What an organisation asks of its papers, as it was written in a vocabulary: style and sizes.

No looks follow from it here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from woonboom.diagnostics import Span


@dataclass(frozen=True)
class Logo:
    """A picture that is sound: SVG without scripts or references to elsewhere, or PNG.

    `width` and `height` are in its own units; only their ratio means something.
    """

    media: Literal["image/svg+xml", "image/png"]
    width: float
    height: float
    data: bytes = field(repr=False)
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class HouseColour:
    """A colour as `#RRGGBB`, for `main`, `ground` or a kind of outcome."""

    name: str
    value: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class HouseFont:
    """A family of fonts, in a folder or among those that are installed."""

    family: str
    folder: Path | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class HouseStyle:
    """What an organisation asks of everything that is drawn for it; the rest is as usual."""

    organisation: str | None
    logo: Logo | None
    colours: tuple[HouseColour, ...]
    font: HouseFont | None
    span: Span = field(compare=False, repr=False)


# ---------------------------------------------------------------- sizes

POSTER_PAPERS: Final = ("a4", "a3", "a2", "a1", "a0")
"""The papers of posters, from small to large."""
TILE_PAPERS: Final = ("a4", "a3")
"""The papers of office printers, over which a poster is divided."""


@dataclass(frozen=True)
class Printing:
    """On which papers the posters of a tree are printed, the largest first.

    `tiles` are the papers over which the largest poster is divided too.
    """

    posters: tuple[str, ...]
    tiles: tuple[str, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


USUAL_PRINTING: Final = Printing(("a1", "a3"), ("a4",))
"""What is printed where nobody asked for anything else."""


def divides(sheet: str, poster: str) -> bool:
    """Tell whether sheets of a paper divide a poster: it is larger than one of them."""
    return POSTER_PAPERS.index(sheet) < POSTER_PAPERS.index(poster)
