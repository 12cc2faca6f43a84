"""Drawing in em: a pen puts shapes and texts on the page in millimetres."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from woonboom import style
from woonboom.scene import Anchor, Box, Command, Item, Path, Rect, Text
from woonboom.typeface import Font

Point = tuple[float, float]
_DIGITS: Final = 4


def _mm(value: float) -> float:
    return round(value, _DIGITS) + 0.0


@dataclass(frozen=True)
class Paint:
    """How a shape is filled and bordered; `width` and `dash` are in em."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Hand:
    """How a text is written: `ground` is the colour behind it, `leading` counts in type sizes."""

    font: Font
    fill: str
    ground: str
    size: float = 1
    leading: float = style.LEADING
    anchor: Anchor = "start"


@dataclass(frozen=True)
class Pen:
    """An origin on the page and the size of an em there, all in mm; what it draws is in em."""

    x: float
    y: float
    unit: float

    def at(self, x: float, y: float) -> Pen:
        """Return a pen of the same size whose origin is at (x, y) of this one."""
        return Pen(self.x + x * self.unit, self.y + y * self.unit, self.unit)

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """Return a box in mm."""
        u = self.unit
        return _mm(self.x + x * u), _mm(self.y + y * u), _mm(width * u), _mm(height * u)

    def rect(self, box: Box, paint: Paint, radius: float = 0) -> Rect:
        """Return a rectangle with round corners where `radius` says so."""
        most = min(radius, box[2] / 2, box[3] / 2)
        width, dash = self._border(paint)
        return Rect(
            *self.box(*box), _mm(most * self.unit), paint.fill, paint.stroke, width, dash
        )  # fmt: skip

    def path(self, commands: Sequence[Command], paint: Paint, scale: float = 1) -> Path:
        """Return a shape; `scale` enlarges it around the origin."""
        placed = tuple(self._placed(command, self.unit * scale) for command in commands)
        return Path(placed, paint.fill, paint.stroke, *self._border(paint))

    def _border(self, paint: Paint) -> tuple[float, tuple[float, ...]]:
        return _mm(paint.width * self.unit), tuple(_mm(d * self.unit) for d in paint.dash)

    def _placed(self, command: Command, unit: float) -> Command:
        numbers = [float(v) for v in command[1:]]
        origin = (self.x, self.y)
        return (command[0], *(_mm(v * unit + origin[n % 2]) for n, v in enumerate(numbers)))

    def text(
        self,
        at: Point,
        lines: Sequence[str],
        hand: Hand,
        *,
        level: int = 0,
        lead: Text | None = None,
    ) -> Text:
        """Return lines of text from the baseline at `at`; `level` makes it a heading."""
        u = self.unit
        x, y = _mm(self.x + at[0] * u), _mm(self.y + at[1] * u)
        size, leading = _mm(hand.size * u), _mm(hand.leading * hand.size * u)
        return Text(
            x, y, tuple(lines), size, hand.font, hand.fill, hand.ground, leading, hand.anchor,
            level, lead,
        )  # fmt: skip

    def icon(self, x: float, y: float, radius: float, kind: style.Kind | style.Mark) -> list[Item]:
        """Return the icon of a kind of outcome around (x, y), white on the kind's own colour.

        A mark has its colour with it: its icon stands on anything.
        """
        here = self.at(x, y)
        drawn: list[Item] = []
        for stroke in kind.icon:
            colour = kind.dark if stroke.on_ground else style.PAPER
            line = Paint(stroke=colour, width=stroke.width * radius)
            paint = line if stroke.width else Paint(colour)
            drawn.append(here.path(stroke.commands, paint, radius))
        return drawn


def rounded_line(points: Sequence[Point], radius: float, stop: float) -> tuple[Command, ...]:
    """Return a line through `points` with round corners, ending `stop` before the last."""
    steps: list[Command] = [("M", *points[0])]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, math.dist(before, here) / 2, math.dist(here, after) / 2)
        near, far = _towards(here, before, r), _towards(here, after, r)
        inner, outer = _towards(here, before, 0.45 * r), _towards(here, after, 0.45 * r)
        steps += [("L", *near), ("C", *inner, *outer, *far)]
    return (*steps, ("L", *_towards(points[-1], points[-2], stop)))


def arrow_head(points: Sequence[Point], size: float) -> tuple[Command, ...]:
    """Return an arrow's head at the end of a line."""
    tip = points[-1]
    back = _towards(tip, points[-2], size)
    dx, dy = (tip[0] - back[0]) / 2, (tip[1] - back[1]) / 2
    return style.polygon([tip, (back[0] - dy, back[1] + dx), (back[0] + dy, back[1] - dx)])


def _towards(start: Point, end: Point, distance: float) -> Point:
    t = distance / (math.dist(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t
