"""Stripes over a shape: what is gone is told apart by them without its colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from woonboom import style
from woonboom.scene import Command, Path, Rect

Point = tuple[float, float]

_PIECES: Final = 6
"""How many straight pieces stand for a curve."""
_DIGITS: Final = 4


def outline_of(shape: Rect | Path) -> list[Point]:
    """Return the edge of a closed shape as points, curves in short pieces."""
    if isinstance(shape, Path):
        return list(_points(shape.commands))
    edge = _points(style.rounded(shape.width, shape.height, shape.radius))
    return [(shape.x + x, shape.y + y) for x, y in edge]


def hatched(shape: Rect | Path, unit: float) -> Path:
    """Return stripes from low left to high right over a convex shape, `unit` mm to the em.

    They are filled shapes: a stroke could be taken for a border.
    """
    edge = outline_of(shape)
    step, wide = style.HATCH_STEP * unit, style.HATCH_WIDTH * unit
    sums = [x + y for x, y in edge]
    at, commands = min(sums) + step / 2, list[Command]()
    while at < max(sums):
        stripe = _cut(_cut(edge, at, 1), at + wide, -1)
        if len(stripe) > 2:
            commands += style.polygon([(round(x, _DIGITS), round(y, _DIGITS)) for x, y in stripe])
        at += step
    return Path(tuple(commands), style.HATCH)


def _points(commands: Sequence[Command]) -> Iterator[Point]:
    here = (0.0, 0.0)
    for _, *rest in commands:
        row = [float(v) for v in rest]
        ends = list(zip(row[::2], row[1::2], strict=True))
        if len(ends) > 1:
            yield from (_bezier((here, *ends), n / _PIECES) for n in range(1, _PIECES))
        if ends:
            here = ends[-1]
            yield here


def _bezier(p: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x = sum(w * x for w, (x, _) in zip(weights, p, strict=True))
    return x, sum(w * y for w, (_, y) in zip(weights, p, strict=True))


def _cut(edge: Sequence[Point], at: float, side: int) -> list[Point]:
    """What of a convex shape lies on one side of the line on which x + y is `at`."""
    kept: list[Point] = []
    for here, there in zip(edge, [*edge[1:], *edge[:1]], strict=True):
        a, b = (side * (x + y - at) for x, y in (here, there))
        if a >= 0:
            kept.append(here)
        if (a > 0 > b) or (a < 0 < b):
            t = a / (a - b)
            kept.append((here[0] + t * (there[0] - here[0]), here[1] + t * (there[1] - here[1])))
    return kept
