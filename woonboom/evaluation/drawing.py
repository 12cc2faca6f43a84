"""Small pictures as SVG, in millimetres: shapes, and letters that are shapes too.

A format that shows such a picture needs no fonts for it, and the same picture is always the same
bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from woonboom import text
from woonboom.typeface import Font

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

_UNITS: Final = 1_000
"""Letters are drawn in thousandths of their size."""


class Letters(NamedTuple):
    """What letters look like: their font, their size in mm and their colour."""

    font: Font
    size: float
    fill: str


@dataclass
class Drawing:
    """A picture that is being drawn; `palette` gives the house's colour for each of our own."""

    width: float
    palette: Mapping[str, str] = field(default_factory=dict)
    _elements: list[str] = field(default_factory=list)

    def colour(self, own: str) -> str:
        """Return the house's colour for one of our own."""
        return self.palette.get(own, own)

    def rect(self, box: tuple[float, float, float, float], fill: str, stroke: str = "") -> None:
        """Draw a rectangle (left, top, width, height), with a thin border if `stroke` is given."""
        x, y, width, height = map(_number, box)
        border = f' stroke="{stroke}" stroke-width=".2"' if stroke else ""
        self._elements.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"{border}/>'
        )

    def line(self, start: Point, end: Point, stroke: str, width: float = 0.2) -> None:
        """Draw a straight line."""
        self.lines([(start, end)], stroke, width)

    def lines(self, lines: Sequence[tuple[Point, Point]], stroke: str, width: float = 0.2) -> None:
        """Draw straight lines of one kind."""
        if not lines:
            return
        steps = "".join(
            f"M{_number(a)} {_number(b)}L{_number(c)} {_number(d)}" for (a, b), (c, d) in lines
        )
        self._elements.append(
            f'<path d="{steps}" fill="none" stroke="{stroke}" stroke-width="{_number(width)}"/>'
        )

    def text(self, at: Point, said: str, letters: Letters, anchor: Anchor = "start") -> None:
        """Draw a line of text from the baseline at `at`."""
        font, size = letters.font, letters.size
        said = text.drawable(said, font)
        back = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * text.width(said, font) * size
        place = f"translate({_number(at[0] - back)} {_number(at[1])})"
        scale = f"scale({_number(size / _UNITS, 6)})"
        d = _outline(said, font)
        if d:
            look = f'fill="{letters.fill}"'
            self._elements.append(f'<path transform="{place} {scale}" d="{d}" {look}/>')

    def svg(self, height: float) -> bytes:
        """Return the picture as it is now, so high."""
        box = f"0 0 {_number(self.width)} {_number(height)}"
        size = f'width="{_number(self.width)}mm" height="{_number(height)}mm"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size}>'
        return f"{head}{''.join(self._elements)}</svg>".encode()


def hatching(box: tuple[float, float, float, float], gap: float) -> list[tuple[Point, Point]]:
    """Return slanting lines over a rectangle, `gap` apart along its side."""
    left, top, width, height = box
    found: list[tuple[Point, Point]] = []
    # From a fixed grid, so that the lines of bars below each other go on in one another.
    first = int((left - top - height) / gap)
    last = int((left + width - top) / gap) + 1
    for n in range(first, last + 1):
        start = n * gap  # the line where x - y is this
        x1, x2 = max(left, start + top), min(left + width, start + top + height)
        if x1 < x2:
            found.append(((x1, x1 - start), (x2, x2 - start)))
    return found


def _outline(said: str, font: Font) -> str:
    """Letters as the value of `d`, in whole thousandths and each step from the one before."""
    parts: list[str] = []
    here = start = (0, 0)
    for name, numbers in text.outline(said, font):
        placed = [round(n * _UNITS) for n in numbers]
        steps = [n - here[at % 2] for at, n in enumerate(placed)]
        parts.append(name.lower() + " ".join(map(str, steps)).replace(" -", "-"))
        if placed:
            here = (placed[-2], placed[-1])
            start = here if name == "M" else start
        else:
            here = start
    return "".join(parts)


def _number(value: float, digits: int = 2) -> str:
    shown = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return "0" if shown in ("-0", "") else shown
