"""Where the things of a scene are: boxes, outlines and lines, in mm, for those who check scenes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from woonboom import style, text
from woonboom.scene import Box, Command, Group, Item, Path, Rect, Text

CARDS = frozenset({"question", "outcome", "chip", "stub"})
FURNITURE = frozenset({"legend", "note", "sources", "contents", "qr"})
SOLID = CARDS | FURNITURE | {"heading", "title"}
"""What nothing may lie over; pills too, but those hang at cards."""
IN_TITLE = frozenset({"title", "address", "stamp", "logo"})
"""What stands in the title block, each in a group of its own."""
TOLERANCE_MM = 0.02
ASCENT, DESCENT = 0.74, 0.22
"""How far letters reach above and below their baseline, in type sizes."""

Point = tuple[float, float]


def name_of(group: Group) -> str:
    return group.id or group.label or group.role


def text_box(item: Text) -> Box:
    """Return what a text covers, in mm, without its lead."""
    wide = text.widest(item.lines, item.font) * item.size
    left = item.x - {"start": 0.0, "middle": wide / 2, "end": wide}[item.anchor]
    high = ASCENT * item.size + (len(item.lines) - 1) * item.leading + DESCENT * item.size
    return left, item.y - ASCENT * item.size, wide, high


def line_boxes(item: Text) -> Iterator[Box]:
    """What each line of a text covers: a number may stand behind the last one."""
    for n, line in enumerate(item.lines):
        yield text_box(replace(item, lines=(line,), y=item.y + n * item.leading))


def with_leads(group: Group) -> list[Text]:
    """Return the texts of a group and the numbers and codes that are read before them."""
    return [t for item in group.texts for t in ([item.lead, item] if item.lead else [item])]


def points_of(commands: Iterable[Command]) -> list[Point]:
    """Return a path as points, curves cut into short pieces."""
    points: list[Point] = []
    for name, *rest in commands:
        numbers = [float(v) for v in rest]
        if name == "C":
            ends = [points[-1], *zip(numbers[::2], numbers[1::2], strict=True)]
            points += [_bezier(ends, t / 8) for t in range(1, 9)]
        elif name != "Z":
            points.append((numbers[0], numbers[1]))
    return points


def _bezier(p: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(w * x for w, (x, _) in zip(weights, p, strict=True)),
        sum(w * y for w, (_, y) in zip(weights, p, strict=True)),
    )


def box_around(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def box_of(item: Item) -> Box:
    """Return what an item covers, without the thickness of its border."""
    if isinstance(item, Text):
        return text_box(item)
    if isinstance(item, Path):
        return box_around(points_of(item.commands))
    return item.x, item.y, item.width, item.height


def outline_of(item: Rect | Path) -> list[Point]:
    """Return the edge of a closed shape as points."""
    if isinstance(item, Path):
        return points_of(item.commands)
    corners = points_of(style.rounded(item.width, item.height, item.radius))
    return [(item.x + x, item.y + y) for x, y in corners]


def within(point: Point, outline: Sequence[Point]) -> bool:
    """Tell whether a point lies inside a closed outline (by the even-odd rule)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise((*outline, outline[0])):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def overlap(one: Box, other: Box, room: float = TOLERANCE_MM) -> bool:
    """Tell whether two boxes lie over each other by more than `room` mm."""
    return (
        one[0] < other[0] + other[2] - room
        and other[0] < one[0] + one[2] - room
        and one[1] < other[1] + other[3] - room
        and other[1] < one[1] + one[3] - room
    )


def holds(outer: Box, inner: Box, room: float = TOLERANCE_MM) -> bool:
    """Tell whether a box lies inside another, give or take `room` mm."""
    return (
        outer[0] - room <= inner[0]
        and outer[1] - room <= inner[1]
        and inner[0] + inner[2] <= outer[0] + outer[2] + room
        and inner[1] + inner[3] <= outer[1] + outer[3] + room
    )


def gap(one: Box, other: Box) -> float:
    """Return how far two boxes are apart; 0 when they meet."""
    across = max(one[0] - other[0] - other[2], other[0] - one[0] - one[2], 0.0)
    down = max(one[1] - other[1] - other[3], other[1] - one[1] - one[3], 0.0)
    return math.hypot(across, down)


def smaller(box: Box, by: float) -> Box:
    """Return a box `by` mm smaller on every side."""
    return box[0] + by, box[1] + by, box[2] - 2 * by, box[3] - 2 * by


def near_pairs(groups: Sequence[Group], room: float) -> Iterator[tuple[Group, Group]]:
    """Yield the groups that are less than `room` mm apart, found from left to right."""
    active: list[Group] = []
    for group in sorted(groups, key=lambda g: g.box[0]):
        active = [a for a in active if a.box[0] + a.box[2] + room > group.box[0]]
        yield from ((a, group) for a in active if gap(a.box, group.box) < room)
        active.append(group)
