"""Lines of a scene: clear of cards and labels that are not theirs, and of each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from scene_shapes import Point, box_around, gap, name_of, overlap, points_of, smaller

from woonboom.scene import Box, Group, Page, Path

CLEAR_OF_THINGS = 0.3
CLEAR_OF_LINES = 0.35
"""How far a line keeps from what is not its own, in em of the base type."""
_REACHES_IN = 0.35
"""How far a line may lie over the edge of a card that it joins, in em."""
_APART_MM = 1.0


@dataclass(frozen=True)
class _Line:
    group: Group

    @cached_property
    def points(self) -> list[Point]:
        stroke = next(i for i in self.group.items if isinstance(i, Path) and i.stroke)
        return points_of(stroke.commands)

    @cached_property
    def pieces(self) -> list[Box]:
        return [box_around(piece) for piece in pairwise(self.points)]

    @property
    def words(self) -> str:
        return " to ".join(self.group.joins)


def line_faults(page: Page, unit: float) -> Iterator[str]:
    """Yield what is wrong with the lines of a page whose base type is `unit` mm."""
    lines = [_Line(g) for g in page.groups if g.role == "connector"]
    things = [g for g in page.groups if g.role not in ("connector", "background", "light", "mark")]
    for line in lines:
        yield from (_through(line, thing, unit) for thing in things)
    for n, one in enumerate(lines):
        yield from (_together(one, other, unit) for other in lines[:n])


def _through(line: _Line, thing: Group, unit: float) -> str:
    """What is wrong between a line and a card, a pill or a block, if anything."""
    if thing.joins == line.group.joins:
        return ""  # its own answer
    if thing.id and thing.id in line.group.joins:
        core = smaller(thing.box, _REACHES_IN * unit)
        bad = any(overlap(piece, core) for piece in line.pieces)
    else:
        clear = CLEAR_OF_THINGS * unit
        bad = gap(line.group.box, thing.box) < clear
        bad = bad and any(gap(piece, thing.box) < clear for piece in line.pieces)
    return f"line through {name_of(thing)}: {line.words}" if bad else ""


def _together(one: _Line, other: _Line, unit: float) -> str:
    (start, end), (other_start, other_end) = one.group.joins, other.group.joins
    clear = CLEAR_OF_LINES * unit
    if gap(one.group.box, other.group.box) >= clear:
        return ""
    if start == other_start or end == other_end:
        bad = _cross_after_parting(one.points, other.points, backwards=start != other_start)
        return f"lines cross: {one.words} and {other.words}" if bad else ""
    bad = any(gap(a, b) < clear for a in one.pieces for b in other.pieces)
    return f"lines meet: {one.words} and {other.words}" if bad else ""


def _cross_after_parting(one: list[Point], other: list[Point], *, backwards: bool) -> bool:
    """Whether lines that leave (or reach) the same card together meet again after they parted."""
    if backwards:
        one, other = one[::-1], other[::-1]
    first, second = _rest(one, other), _rest(other, one)
    return any(_intersect(*a, *b) for a in pairwise(first) for b in pairwise(second))


def pieces_of(line: Group) -> list[Box]:
    """Return the straight parts of a line as boxes."""
    return _Line(line).pieces


def _rest(line: list[Point], other: list[Point]) -> list[Point]:
    """The part of a line from where it is clear of another that it shares its beginning with."""
    for n, point in enumerate(line):
        if min(_distance(point, a, b) for a, b in pairwise(other)) > _APART_MM:
            return line[n:]
    return []


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / ((dx * dx + dy * dy) or 1.0)
    along = min(1.0, max(0.0, along))
    return math.dist(p, (a[0] + along * dx, a[1] + along * dy))


def _intersect(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
