"""What a thing covers, seen from its four sides: enough to tell how near another may come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from woonboom.layout.panels.grid import FAR, Steps


@dataclass(frozen=True, eq=False)
class Outline:
    """For every column how high and how low it reaches, for every row how far left and right.

    `top` and `left` are FAR, and `bottom` and `right` -FAR, where nothing is.
    """

    width: int
    height: int
    top: Steps
    bottom: Steps
    left: Steps
    right: Steps


Placed = tuple[Outline, int, int]
"""Something with its left and its top."""


@lru_cache(maxsize=4096)
def box(width: int, height: int) -> Outline:
    """Return the outline of a filled rectangle."""
    return Outline(
        width,
        height,
        np.zeros(width, np.int32),
        np.full(width, height, np.int32),
        np.zeros(height, np.int32),
        np.full(height, width, np.int32),
    )


def union(size: tuple[int, int], parts: Iterable[Placed]) -> Outline:
    """Return the outline of things together, on a ground of `size` from (0, 0)."""
    width, height = size
    top, bottom = np.full(width, FAR, np.int32), np.full(width, -FAR, np.int32)
    left, right = np.full(height, FAR, np.int32), np.full(height, -FAR, np.int32)
    for part, x, y in parts:
        columns, rows = slice(x, x + part.width), slice(y, y + part.height)
        np.minimum(top[columns], part.top + y, out=top[columns])
        np.maximum(bottom[columns], part.bottom + y, out=bottom[columns])
        np.minimum(left[rows], part.left + x, out=left[rows])
        np.maximum(right[rows], part.right + x, out=right[rows])
    return Outline(width, height, top, bottom, left, right)


def widened(reach: Steps, by: int) -> Steps:
    """Return how far things reach (`bottom` or `right`) when each is `by` steps longer both ways.

    The result begins `by` steps earlier and ends `by` steps later.
    """
    padded = np.full(len(reach) + 2 * by, -FAR, np.int32)
    for shift in range(2 * by + 1):
        part = padded[shift : shift + len(reach)]
        np.maximum(part, reach, out=part)
    return padded


def stacked(rows: Iterable[Steps], length: int, fill: int) -> Steps:
    """Return arrays below each other, each cut or filled up to `length`."""
    given = tuple(rows)
    table = np.full((len(given), length), fill, np.int32)
    for line, row in zip(table, given, strict=True):
        line[: min(length, len(row))] = row[:length]
    return table


NOTHING: Final = np.zeros(0, np.int32)
"""What reaches nowhere."""
CLEAR: Final = 3
"""How many steps past its end a thing still keeps others away, across the way they are moved."""


def furthest(one: Steps, other: Steps) -> Steps:
    """Return how far two things reach together."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    both = long.copy()
    np.maximum(both[: len(short)], short, out=both[: len(short)])
    return both


def below(reached: Steps, start: Steps, gap: int) -> int:
    """Return where something begins that starts at `start` and keeps `gap` from what is there."""
    if not len(reached):
        return 0
    wide = widened(reached, CLEAR)[CLEAR:]
    shared = min(len(wide), len(start))
    return max(0, int((wide[:shared] - start[:shared]).max()) + gap)
