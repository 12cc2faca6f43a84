"""Moving what was drawn: to another place, to another size; and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from woonboom import text
from woonboom.scene import Box, Command, Item, Path, Picture, Rect, Text

_DIGITS: Final = 4
ASCENT: Final = 0.95
DESCENT: Final = 0.28
"""How far letters may reach above and below their baseline, in type sizes."""


@dataclass(frozen=True)
class Placing:
    """Where (0, 0) comes to stand, in mm, and how many times larger everything becomes."""

    x: float
    y: float
    scale: float = 1

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to stand."""
        return _mm(self.x + x * self.scale), _mm(self.y + y * self.scale)

    def box(self, box: Box) -> Box:
        """Return where a box comes to stand."""
        return *self.at(box[0], box[1]), _mm(box[2] * self.scale), _mm(box[3] * self.scale)

    def item(self, item: Item) -> Item:
        """Return a shape, picture or text in its new place and size."""
        if isinstance(item, Text):
            return self.text(item)
        if isinstance(item, Path):
            steps = tuple(map(self._step, item.commands))
            width, dash = self._border(item)
            return replace(item, commands=steps, stroke_width=width, dash=dash)
        x, y, width, height = self.box((item.x, item.y, item.width, item.height))
        if isinstance(item, Picture):
            return replace(item, x=x, y=y, width=width, height=height)
        corner, (border, dash) = _mm(item.radius * self.scale), self._border(item)
        return Rect(
            x, y, width, height, corner, item.fill, item.stroke, border, dash
        )  # fmt: skip

    def text(self, item: Text) -> Text:
        """Return a text, with its lead, in its new place and size."""
        x, y = self.at(item.x, item.y)
        size, leading = _mm(item.size * self.scale), _mm(item.leading * self.scale)
        lead = self.text(item.lead) if item.lead else None
        return replace(item, x=x, y=y, size=size, leading=leading, lead=lead)

    def _border(self, item: Rect | Path) -> tuple[float, tuple[float, ...]]:
        return _mm(item.stroke_width * self.scale), tuple(_mm(d * self.scale) for d in item.dash)

    def _step(self, command: Command) -> Command:
        by, numbers = (self.x, self.y), [float(v) for v in command[1:]]
        placed = (_mm(by[n % 2] + v * self.scale) for n, v in enumerate(numbers))
        return (command[0], *placed)


def _mm(value: float) -> float:
    return round(value, _DIGITS) + 0.0


def reach(item: Item) -> Box:
    """Return what an item covers, in mm, its border and its lead included."""
    if isinstance(item, Text):
        own = line_box(item, item.lines)
        return _around(own, reach(item.lead)) if item.lead else own
    if isinstance(item, Path):
        numbers = [float(v) for command in item.commands for v in command[1:]]
        xs, ys = numbers[::2], numbers[1::2]
        box = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    else:
        box = (item.x, item.y, item.width, item.height)
    half = 0.0 if isinstance(item, Picture) or not item.stroke else item.stroke_width / 2
    return box[0] - half, box[1] - half, box[2] + 2 * half, box[3] + 2 * half


def line_box(item: Text, lines: tuple[str, ...]) -> Box:
    """Return what `lines` of a text cover from its first baseline on, in mm."""
    wide = text.widest(lines, item.font) * item.size
    left = item.x - {"start": 0.0, "middle": wide / 2, "end": wide}[item.anchor]
    high = (ASCENT + DESCENT) * item.size + (len(lines) - 1) * item.leading
    return left, item.y - ASCENT * item.size, wide, high


def _around(one: Box, other: Box) -> Box:
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right = max(one[0] + one[2], other[0] + other[2])
    low = max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, low - top


def meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes share some area."""
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def holds(outer: Box, inner: Box) -> bool:
    """Tell whether a box lies wholly in another."""
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[0] + inner[2] <= outer[0] + outer[2]
        and inner[1] + inner[3] <= outer[1] + outer[3]
    )
