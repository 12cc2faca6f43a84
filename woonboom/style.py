"""Every colour, font, icon and measure of the drawings.

Measures are in em of the drawing's base type unless their name says otherwise. The kinds of outcome
differ in outline, border, icon *and* colour, so that they can be told apart in grey, by people who
see colours differently, and from afar.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from woonboom.colours import OWN
from woonboom.typeface import Font, Typeface

Command = tuple[str | float, ...]
Commands = tuple[Command, ...]

FAMILY: Final = "Fira Sans"
REGULAR: Final = Font(FAMILY, 400)
MEDIUM: Final = Font(FAMILY, 500)
BOLD: Final = Font(FAMILY, 600)
HEAVY: Final = Font(FAMILY, 700)
FIRA: Final = Typeface(REGULAR, MEDIUM, BOLD, HEAVY)

INK: Final = "#14243A"
NAVY: Final = OWN["main"]
LINE: Final = "#41566E"
NOTE_INK: Final = "#3A4A5E"
PAPER: Final = "#FFFFFF"
GROUND: Final = "#F1F4F7"
ON_NAVY: Final = "#DCE7F2"
ALARM: Final = "#A62B12"
LIT: Final = "#FFD54A"
LIT_EDGE: Final = "#A87900"
"""A lit path and the line around it, which shows on white and in grey too."""

POINT_MM: Final = 25.4 / 72
PAPERS_MM: Final[Mapping[str, tuple[int, int]]] = {
    "a4": (210, 297), "a3": (297, 420), "a2": (420, 594), "a1": (594, 841), "a0": (841, 1189),
}  # fmt: skip
LARGEST_PAGE_MM: Final = 14_400 * POINT_MM
"""No PDF page may be longer than this."""
BASE_PT: Final = 10.0
SMALLEST_BASE_PT: Final = 9.0
LARGEST_BASE_PT: Final = 12.0
"""Base type of a drawing that chooses its own page: meant, at least, at most."""

NOTE_SIZE: Final = 0.86
PILL_SIZE: Final = 0.88
SMALL_SIZE: Final = 0.84
HEADING_SIZE: Final = 0.95
LEADING: Final = 1.17
NOTE_LEADING: Final = 1.25
PAD: Final = 0.75
BADGE: Final = 2.4
BADGE_RADIUS: Final = 0.86
BAND: Final = 2.6
PILL_HEIGHT: Final = 1.5
PILL_PAD: Final = 0.7
CARD_RADIUS: Final = 0.5
CARD_STROKE: Final = 0.13
START_STROKE: Final = 0.3
LINE_STROKE: Final = 0.17
LINE_RADIUS: Final = 0.6
ARROW: Final = 0.62
STUB_DASH: Final = (0.45, 0.3)
LIT_LINE: Final = 1.1
LIT_AROUND: Final = 0.46
LIT_EDGE_WIDTH: Final = 0.1
"""How wide a lit line is, how far the light reaches around a card, and its edge."""
GHOST: Final = "#566372"
GHOST_GROUND: Final = "#F6F7F9"
HATCH: Final = "#E3E8ED"
"""What is gone, the ground below it, and the stripes on that ground."""
HATCH_WIDTH: Final = 0.16
HATCH_STEP: Final = 0.62
STRIKE_WIDTH: Final = 0.09
GHOST_DASH: Final = (0.5, 0.32)
MARK_AROUND: Final = 0.35
MARK_GAP: Final = 0.09
"""How far the band around a marked card reaches, and the white within it: borders may be dashed."""
MARK_EDGE: Final = 0.09
MARK_RADIUS: Final = 0.58
SMALL_MARK_RADIUS: Final = 0.42
"""Of the sign on a card, and of that on an answer."""
UNDERLINE_WIDTH: Final = 0.08
UNDERLINE_DROP: Final = 0.16
"""Of the line under words that are new, and how far it lies under them, in their size."""


@dataclass(frozen=True)
class Stroke:
    """A step of an icon: `commands` filled or drawn in the icon's own colour or its ground's."""

    commands: Commands
    on_ground: bool
    width: float = 0
    """Of the line, in radii of the icon; 0 for a filled shape."""


@dataclass(frozen=True)
class Kind:
    """How one kind of outcome looks. `outline(width, height, corner)` gives its silhouette."""

    dark: str
    tint: str
    outline: Callable[[float, float, float], Commands]
    stroke: float
    dash: tuple[float, ...]
    icon: tuple[Stroke, ...]


_ARC: Final = 0.5523  # of the radius: where a cubic's handles lie for a quarter of a circle


def polygon(points: list[tuple[float, float]]) -> Commands:
    """Return a closed shape with straight sides."""
    steps: list[Command] = [("M", *points[0]), *(("L", *point) for point in points[1:])]
    return (*steps, ("Z",))


def circle(x: float, y: float, radius: float) -> Commands:
    """Return a circle around (x, y)."""
    r, k = radius, _ARC * radius
    return (
        ("M", x + r, y), ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y), ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y), ("Z",),
    )  # fmt: skip


def rounded(width: float, height: float, radius: float) -> Commands:
    """Return a rectangle at (0, 0) with round corners."""
    w, h, r = width, height, min(radius, width / 2, height / 2)
    k = r - _ARC * r
    return (
        ("M", r, 0), ("L", w - r, 0), ("C", w - k, 0, w, k, w, r), ("L", w, h - r),
        ("C", w, h - k, w - k, h, w - r, h), ("L", r, h), ("C", k, h, 0, h - k, 0, h - r),
        ("L", 0, r), ("C", 0, k, k, 0, r, 0), ("Z",),
    )  # fmt: skip


def _round(w: float, h: float, c: float) -> Commands:
    return rounded(w, h, 1.35 * c)


def _square(w: float, h: float, c: float) -> Commands:
    return polygon([(0, 0), (w, 0), (w, h), (0, h)])


def _folded(w: float, h: float, c: float) -> Commands:
    return polygon([(0, 0), (w - c, 0), (w, c), (w, h), (0, h)])


def _signpost(w: float, h: float, c: float) -> Commands:
    return polygon([(0, 0), (w - c, 0), (w, h / 2), (w - c, h), (0, h)])


def _chamfered(w: float, h: float, c: float) -> Commands:
    return polygon([(c, 0), (w - c, 0), (w, c), (w, h - c), (w - c, h), (c, h), (0, h - c), (0, c)])


def _line(*points: tuple[float, float]) -> Commands:
    return (("M", *points[0]), *(("L", *point) for point in points[1:]))


_OCTAGON = polygon(
    [(1.04 * math.cos(math.pi * a / 8), 1.04 * math.sin(math.pi * a / 8)) for a in range(1, 16, 2)]
)
_TICK = (
    Stroke(circle(0, 0, 1), on_ground=False),
    Stroke(_line((-0.48, 0.02), (-0.12, 0.38), (0.5, -0.38)), on_ground=True, width=0.24),
)
_CLOCK = (
    Stroke(circle(0, 0, 1), on_ground=False),
    Stroke(circle(0, 0, 0.76), on_ground=True),
    Stroke(_line((0, -0.52), (0, 0.04), (0.38, 0.3)), on_ground=False, width=0.2),
)
_CROSS = (
    Stroke(_OCTAGON, on_ground=False),
    Stroke(_line((-0.36, -0.36), (0.36, 0.36)), on_ground=True, width=0.25),
    Stroke(_line((0.36, -0.36), (-0.36, 0.36)), on_ground=True, width=0.25),
)
_ARROW = (
    Stroke(
        polygon([(-0.95, -0.8), (0.3, -0.8), (1.1, 0), (0.3, 0.8), (-0.95, 0.8)]), on_ground=False
    ),
    Stroke(_line((-0.6, 0), (0.5, 0)), on_ground=True, width=0.22),
    Stroke(_line((0.12, -0.38), (0.5, 0), (0.12, 0.38)), on_ground=True, width=0.22),
)
_TALK = (
    Stroke(polygon([(0, -1.08), (1.08, 0), (0, 1.08), (-1.08, 0)]), on_ground=False),
    *(Stroke(circle(x, 0, 0.15), on_ground=True) for x in (-0.45, 0.0, 0.45)),
)


@dataclass(frozen=True)
class Mark:
    """How a comparison marks what is new, changed or gone: by a sign and by a band around it.

    `stripes` are those of the band; a band without any is even. What is gone has no band: it is
    hatched and struck out.
    """

    dark: str
    light: str
    stripes: tuple[float, ...]
    icon: tuple[Stroke, ...]


def _square_icon(half: float) -> Commands:
    return polygon([(-half, -half), (half, -half), (half, half), (-half, half)])


def _delta(size: float, low: float = 0.0) -> Commands:
    high, foot, wide = low - 1.12 * size, low + 0.86 * size, 1.14 * size
    return polygon([(0, high), (wide, foot), (-wide, foot)])


_PLUS = (
    Stroke(circle(0, 0, 1), on_ground=False),
    Stroke(circle(0, 0, 0.84), on_ground=True),
    Stroke(_line((0, -0.48), (0, 0.48)), on_ground=False, width=0.26),
    Stroke(_line((-0.48, 0), (0.48, 0)), on_ground=False, width=0.26),
)
_DELTA = (
    Stroke(_delta(1.04, 0.08), on_ground=False),
    Stroke(_delta(0.8, 0.08), on_ground=True),
    Stroke(_delta(0.28, 0.17), on_ground=False),
)
_MINUS = (
    Stroke(_square_icon(0.8), on_ground=False),
    Stroke(_square_icon(0.66), on_ground=True),
    Stroke(_line((-0.4, 0), (0.4, 0)), on_ground=False, width=0.24),
)
MARKS: Final[Mapping[str, Mark]] = {
    "added": Mark("#0B5D46", "#9BD8BE", (), _PLUS),
    "changed": Mark("#5C3A00", "#FFD54A", (0.14, 0.36), _DELTA),
    "removed": Mark(GHOST, HATCH, (), _MINUS),
}

BANDS: Final = frozenset({"added", "changed", "reworded"})
BANDS_AGAIN: Final = BANDS - {"reworded"}
"""Marks with a band; of an outcome that stands there again with its title only, these: nothing
else on it changed."""

KINDS: Final[Mapping[str, Kind]] = {
    "eligible": Kind(OWN["eligible"], "#E6F4EE", _round, 0.2, (), _TICK),
    "not_yet": Kind(OWN["not_yet"], "#FCF2E0", _folded, 0.2, (0.9, 0.35), _CLOCK),
    "not_eligible": Kind(OWN["not_eligible"], "#FBEAE5", _square, 0.34, (), _CROSS),
    "refer": Kind(OWN["refer"], "#E5EFFA", _signpost, 0.2, (1.1, 0.3, 0.2, 0.3), _ARROW),
    "consult": Kind(OWN["consult"], "#F0E9F7", _chamfered, 0.22, (0.2, 0.32), _TALK),
}
UNKNOWN_KIND: Final = Kind("#41566E", "#F1F4F7", _square, 0.2, (0.5, 0.5), _TALK)
CORNER: Final = 0.95


def mark_room(border: float) -> float:
    """Return how far the band of a mark reaches around a card with a border, in em."""
    return MARK_AROUND + MARK_EDGE + border / 2


def corner_room(kind: str) -> float:
    """Return how far text must keep from the right edge for the outline's sake, in em."""
    return 0.95 if kind == "refer" else 0.0
