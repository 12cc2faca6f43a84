"""The style of an organisation, as it was written in a vocabulary: no looks follow from it here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

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
