"""Fitting blocks and furniture on a sheet with type as large as it can be."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from woonboom.layout.pieces import Block
from woonboom.scene import Box

BLOCK_GAP: Final = 2.2
PANEL_PAD: Final = 1.3
_SMALLER: Final = 0.975
_FINE: Final = 120
"""So many cards at most, and furniture looks for room between them too."""
_MANY: Final = 60
"""With more panels, furniture stands beside or below them all."""
_LINE_ROOM: Final = 0.4

Point = tuple[float, float]
Size = tuple[float, float]


@dataclass(frozen=True)
class Panel:
    """A block and, where there are more, the room for the ground behind it, in em."""

    block: Block
    pad: float

    @property
    def size(self) -> Size:
        """Width and height with the room around."""
        return self.block.width + 2 * self.pad, self.block.height + 2 * self.pad


@dataclass(frozen=True)
class Arrangement:
    """Where the panels and the furniture stand, in em from the top left of the sheet's field."""

    panels: tuple[tuple[Panel, Point], ...]
    furniture: tuple[Box, ...]
    width: float
    height: float


def panels(blocks: Sequence[Block]) -> tuple[Panel, ...]:
    """Return the blocks as panels; only more than one get a ground behind them."""
    return tuple(Panel(block, PANEL_PAD if len(blocks) > 1 else 0.0) for block in blocks)


def packed(row: Sequence[Panel], width: float) -> list[Point] | None:
    """Place panels in reading order in a field of `width`: each as high as it can go, then left.

    Returns None where one panel is wider than the field.
    """
    skyline: list[tuple[float, float, float]] = [(0.0, width, 0.0)]  # from, to, how far down
    found = []
    for panel in row:
        wide, high = panel.size
        spot = min(_spots(skyline, wide, width), default=None)
        if spot is None:
            return None
        y, x = spot
        found.append((x, y))
        skyline = _raised(skyline, x, min(width, x + wide + BLOCK_GAP), y + high + BLOCK_GAP)
    return found


def _spots(
    skyline: list[tuple[float, float, float]], wide: float, width: float
) -> Iterator[tuple[float, float]]:
    for n, (start, _, _) in enumerate(skyline):
        if start + wide > width + 1e-6:
            return
        y = 0.0
        for _, end, low in skyline[n:]:
            y = max(y, low)
            if end >= start + wide - 1e-6:
                break
        yield y, start


def _raised(
    skyline: list[tuple[float, float, float]], start: float, end: float, low: float
) -> list[tuple[float, float, float]]:
    found: list[tuple[float, float, float]] = []
    for a, b, y in skyline:
        # The gap beside a panel may reach under a neighbour that comes further down.
        middle = (max(a, start), min(b, end), max(y, low))
        for left, right, down in ((a, min(b, start), y), middle, (max(a, end), b, y)):
            if right - left > 1e-9:
                joins = bool(found) and found[-1][2] == down
                found.append((found.pop()[0] if joins else left, right, down))
    return found


def lowest(row: Sequence[Panel], width: float) -> float:
    """Return how far down panels reach when they are packed in a field of `width` em."""
    spots = packed(row, width) or []
    return max((y + p.size[1] for p, (_, y) in zip(row, spots, strict=False)), default=1.0)


def arranged(
    row: Sequence[Panel], furniture: Sequence[Sequence[Size]], width: float, height: float
) -> Arrangement | None:
    """Place everything in a field of `width` by `height` em, or return None if it does not fit.

    Every piece of furniture may take one of several sizes.
    """
    spots = packed(row, width)
    if spots is None:
        return None
    places = tuple(zip(row, spots, strict=True))
    low = max((y + p.size[1] for p, (_, y) in places), default=0.0)
    if low > height + 1e-6:
        return None
    taken = list(_taken(places))
    found: list[tuple[float, float, float, float]] = []
    for sizes in furniture:
        spot = _furniture_spot([*taken, *found], sizes, width, height)
        if spot is None:
            return None
        found.append(spot)
    used = [(x + p.size[0], y + p.size[1]) for p, (x, y) in places]
    used += [(x + w, y + h) for x, y, w, h in found]
    wide, high = max(u[0] for u in used), max(u[1] for u in used)
    return Arrangement(places, tuple(found), wide, high)


def _taken(places: Sequence[tuple[Panel, Point]]) -> Iterator[Box]:
    """What furniture must keep clear of: cards and lines, of large drawings panels or the whole."""
    if len(places) > _MANY:
        corners = [(x + p.size[0], y + p.size[1]) for p, (x, y) in places]
        yield 0, 0, max(x for x, _ in corners), max(y for _, y in corners)
        return
    cards = sum(len(u.pieces) for p, _ in places for u in p.block.units)
    for panel, (x, y) in places:
        if panel.pad or cards > _FINE:
            yield (x, y, *panel.size)
        else:
            yield from _boxes(panel.block, x, y)


def _boxes(block: Block, dx: float, dy: float) -> Iterator[Box]:
    for unit in block.units:
        for x, y, width, height in unit.boxes:
            yield _widened((x, y, width, height), dx, dy)
    for wire in block.wires:
        yield from (_widened(box, dx, dy) for box in wire.boxes)
        yield (wire.pill.x + dx, wire.pill.y + dy, wire.pill.card.width, wire.pill.card.height)


def _widened(box: Box, dx: float, dy: float) -> Box:
    """A line's box with room around it."""
    x, y, width, height = box
    room = _LINE_ROOM
    return x - room + dx, y - room + dy, width + 2 * room, height + 2 * room


def _furniture_spot(
    taken: Sequence[Box], sizes: Sequence[Size], width: float, height: float
) -> Box | None:
    """Return the free place nearest to a corner of the field, for the first size that has one."""
    for wide, high in sizes:
        if wide <= width and high <= height:
            spot = min(_free(taken, wide, high, width, height), default=None)
            if spot:
                return spot[1], spot[2], wide, high
    return None


def _free(
    taken: Sequence[Box], wide: float, high: float, width: float, height: float
) -> Iterator[tuple[float, float, float]]:
    gap = BLOCK_GAP / 2
    xs = {
        0.0,
        width - wide,
        *(x + w + gap for x, _, w, _ in taken),
        *(x - gap - wide for x, *_ in taken),
    }
    ys = {0.0, height - high, *(y + h + gap for _, y, _, h in taken)}
    ys |= {y - gap - high for _, y, _, _ in taken}
    for x in sorted(x for x in xs if -1e-6 <= x <= width - wide + 1e-6):
        near = [b for b in taken if b[0] - gap < x + wide - 1e-6 and x < b[0] + b[2] + gap - 1e-6]
        for y in sorted(y for y in ys if -1e-6 <= y <= height - high + 1e-6):
            if not any(b[1] - gap < y + high - 1e-6 and y < b[1] + b[3] + gap - 1e-6 for b in near):
                yield min(x, width - wide - x) + min(y, height - high - y), x, y


def bound(row: Sequence[Panel], width: float, height: float) -> float:
    """Return a base type (mm) that panels surely cannot exceed in a field in mm."""
    sizes = [p.size for p in row] or [(1.0, 1.0)]
    area = sum(w * h for w, h in sizes)
    return min(
        math.sqrt(width * height / area),
        width / max(w for w, _ in sizes),
        height / max(h for _, h in sizes),
    )


def largest(
    row: Sequence[Panel],
    furniture: Callable[[float], Sequence[Sequence[Size]]],
    field: Size,
    bounds: Size,
) -> tuple[float, Arrangement] | None:
    """Find the largest base type that fits a field, both in mm, within bounds (most and least).

    `furniture` returns the sizes of the notes in em for a base type.
    """
    width, height = field
    most, least = bounds

    def fitted(unit: float) -> Arrangement | None:
        return arranged(row, furniture(unit), width / unit, height / unit)

    unit = top = min(most, bound(row, width, height))
    while unit >= least:
        found = fitted(unit)
        if found:
            return _refined(fitted, unit, top, found)
        top, unit = unit, unit * _SMALLER
    return None


def _refined(
    fitted: Callable[[float], Arrangement | None], unit: float, top: float, found: Arrangement
) -> tuple[float, Arrangement]:
    """Look for larger type between one that fits and one that does not."""
    for _ in range(3):
        middle = (unit + top) / 2
        better = fitted(middle)
        unit, top, found = (middle, top, better) if better else (unit, middle, found)
    return unit, found
