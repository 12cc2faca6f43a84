"""Where the lines of a finished drawing are, and what of it lies below all cards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from woonboom.scene import Box, Group, Page, Path

Point = tuple[float, float]

HEAD: Final = frozenset({"title", "address", "stamp", "logo"})
"""What stands in the band at the top of a page."""


def first_drawn(page: Page) -> int:
    """Return the first group that is neither a ground nor part of the title block, or -1."""
    passed = {"background", *HEAD}
    return next((n for n, g in enumerate(page.groups) if g.role not in passed), -1)


def stroke_of(group: Group) -> Path | None:
    """Return the line of a group that is one."""
    strokes = (i for i in group.items if isinstance(i, Path) and i.stroke)
    return next(strokes, None) if group.role == "connector" else None


def line_of(answer: Group, groups: Iterable[Group]) -> Group | None:
    """Return the line of an answer.

    Two answers may lead from one card to one other: each has the line that passes its pill.
    """
    own = [(g, s) for g in groups if g.joins == answer.joins and (s := stroke_of(g))]
    return min(own, key=lambda pair: _distance(pair[1], answer.box))[0] if own else None


def _distance(line: Path, box: Box) -> float:
    """How far a line stays from the middle of a box."""
    middle = (box[0] + box[2] / 2, box[1] + box[3] / 2)
    ends = [(float(step[-2]), float(step[-1])) for step in line.commands if len(step) > 2]
    return min((_from_piece(middle, a, b) for a, b in pairwise(ends)), default=math.inf)


def _from_piece(point: Point, a: Point, b: Point) -> float:
    """How far a point is from a straight piece of a line."""
    length = math.dist(a, b)
    if not length:
        return math.dist(point, a)
    along = sum((p - s) * (e - s) for p, s, e in zip(point, a, b, strict=True)) / length
    t = min(max(along / length, 0.0), 1.0)
    return math.dist(point, (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
