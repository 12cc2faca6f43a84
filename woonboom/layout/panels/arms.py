"""What answers lead to, put beside a card (right of it) or below it.

A single answer's pill hangs at the card and its line runs on; the lines of several answers leave
the card as one and branch. Right of a card things stand below each other; below a card they stand
beside each other, in one or more rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from woonboom.layout.cards import Card
from woonboom.layout.panels import outline
from woonboom.layout.panels.grid import (
    ACROSS,
    AFTER,
    ARROW,
    BEFORE,
    DOWN,
    INDENT,
    OVER_X,
    OVER_Y,
    PORT_X,
    PORT_Y,
    STEP,
    STUB,
    TRUNK,
    best_sizes,
    steps,
)
from woonboom.layout.panels.outline import Outline, Placed

if TYPE_CHECKING:
    from woonboom.layout.panels.shapes import Shape

Side = Literal["right", "below"]


@dataclass(frozen=True)
class Spacing:
    """Room beyond the least, in steps: between things beside and above each other."""

    across: int = 0
    down: int = 0


EDGE: Final = 1
"""Steps that a pill keeps from the corner of its card."""
CORNER: Final = 5
"""The same, of one of two pills that hang at the sides of that corner."""
_LINE: Final = 1
"""Steps that a line takes."""
_ACROSS: Final = steps(ACROSS)
_DOWN: Final = steps(DOWN)
_REACH: Final = steps(STUB + BEFORE + AFTER)


TIGHT: Final = Spacing()


@dataclass(frozen=True, eq=False)
class Kid:
    """An answer: its place among the answers, its pill, and the shapes of what it leads to.

    It is `negative` when it says no, and `ends` when no question hangs from it.
    """

    index: int
    pill: Card
    shapes: Sequence[Shape]
    negative: bool = False
    ends: bool = True

    @cached_property
    def pill_size(self) -> tuple[int, int]:
        """Width and height of the pill, in steps."""
        return steps(self.pill.width), steps(self.pill.height)


@dataclass(frozen=True, eq=False)
class Arm:
    """One way to put some answers at one side of a card.

    It counts from the card's right top corner ("right") or left bottom corner ("below"). `rows`
    are the numbers of answers per row below a card; `port` is where the lines leave the card: from
    its top at its right side, from its left at its lower side.
    """

    side: Side
    kids: tuple[Kid, ...]
    shapes: tuple[Shape, ...]
    rows: tuple[int, ...]
    port: int
    spacing: Spacing = TIGHT

    @cached_property
    def size(self) -> tuple[int, int]:
        """Its width and height, without a pill that hangs at the card."""
        width = max(x + s.width for (x, _), s in zip(self.places, self.shapes, strict=True))
        height = max(y + s.height for (_, y), s in zip(self.places, self.shapes, strict=True))
        if len(self.kids) > 1:
            for kid, shape, (x, y) in zip(self.kids, self.shapes, self.places, strict=True):
                half = (kid.pill_size[0 if self.side == "below" else 1] + 1) // 2
                if self.side == "right":
                    height = max(height, y + shape.port[1] + half)
                else:
                    width = max(width, x + shape.port[0] + half)
        return width, height

    @cached_property
    def outline(self) -> Outline:
        """What it covers, without a pill that hangs at the card."""
        return outline.union(self.size, self._covered())

    def _covered(self) -> list[Placed]:
        if len(self.kids) == 1:
            (x, y), shape = self.places[0], self.shapes[0]
            run = (outline.box(x, _LINE), 0, self.port)
            drop = (outline.box(_LINE, y), self.port, 0)
            return [(shape.outline, x, y), run if self.side == "right" else drop]
        found = [(s.outline, x, y) for s, (x, y) in zip(self.shapes, self.places, strict=True)]
        return [*found, *(self._lines() if self.side == "right" else self._buses())]

    @cached_property
    def pill(self) -> Outline | None:
        """What a single answer's pill covers outside the card that it hangs at."""
        if len(self.kids) > 1:
            return None
        wide, high = self.kids[0].pill_size
        if self.side == "right":
            return outline.box(max(1, wide - int(OVER_X / STEP)), _even(high))
        return outline.box(_even(wide), max(1, high - int(OVER_Y / STEP)))

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Left and top of every shape."""
        if len(self.kids) == 1:
            return (self._single(),)
        return tuple(self._column() if self.side == "right" else self._rows())

    def _single(self) -> tuple[int, int]:
        (wide, high), shape = self.kids[0].pill_size, self.shapes[0]
        if self.side == "right":
            return wide + steps(ARROW - OVER_X) + self.spacing.across, self.port - shape.port[1]
        return self.port - shape.port[0], high + steps(ARROW - OVER_Y) + self.spacing.down

    @cached_property
    def reach(self) -> int:
        """How far from the card things begin where lines branch (in every row)."""
        if self.side == "right":
            return _REACH + max(k.pill_size[0] for k in self.kids) + self.spacing.across
        return _REACH + max(k.pill_size[1] for k in self.kids) + self.spacing.down

    def _column(self) -> list[tuple[int, int]]:
        """Each as high as it can stand below those before it; pills keep clear of each other."""
        found: list[tuple[int, int]] = []
        reached, low, gap = outline.NOTHING, 0, _DOWN + self.spacing.down
        for kid, shape in zip(self.kids, self.shapes, strict=True):
            half = (kid.pill_size[1] + 1) // 2
            line = max(low + half, shape.port[1]) if found else max(self.port, shape.port[1], half)
            top = max(line - shape.port[1], outline.below(reached, shape.outline.top, gap))
            found.append((self.reach, top))
            reached = outline.furthest(reached, shape.outline.bottom + top)
            low = top + max(shape.card_size[1], shape.port[1] + half) + gap
        return found

    def _rows(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        y, n = 0, 0
        for count in self.rows:
            row = range(n, n + count)
            found += self._row(row, y + self.reach)
            n += count
            y = _DOWN + self.spacing.down + max(found[i][1] + self.shapes[i].height for i in row)
        return found

    def _row(self, row: range, y: int) -> list[tuple[int, int]]:
        """Each as far left as it can stand right of those before it, and so with their pills."""
        indent = steps(TRUNK + INDENT) if len(self.rows) > 1 else 0
        found: list[tuple[int, int]] = []
        reached, end, gap = outline.NOTHING, indent, _ACROSS + self.spacing.across
        for i in row:
            half, shape = (self.kids[i].pill_size[0] + 1) // 2, self.shapes[i]
            least = max(half, shape.port[0])
            line = end + half if found else indent + max(least, 0 if indent else self.port)
            left = max(line - shape.port[0], outline.below(reached, shape.outline.left, gap))
            found.append((left, y))
            reached = outline.furthest(reached, shape.outline.right + left)
            end = left + max(shape.card_size[0], shape.port[0] + half) + gap
        return found

    def _lines(self) -> list[Placed]:
        """The trunk right of the card, and the pills on its branches."""
        lines = [y + s.port[1] for (_, y), s in zip(self.places, self.shapes, strict=True)]
        first, last = min(self.port, *lines), max(self.port, *lines)
        trunk = (outline.box(steps(STUB), last - first + _LINE), 0, first)
        pills = [
            (outline.box(self.reach - steps(STUB), _even(k.pill_size[1])),
             steps(STUB), y - (k.pill_size[1] + 1) // 2)
            for k, y in zip(self.kids, lines, strict=True)
        ]  # fmt: skip
        return [trunk, *((o, x, max(0, y)) for o, x, y in pills)]

    def _buses(self) -> list[Placed]:
        """Per row the line that branches and its pills; the trunk left of several rows."""
        found: list[Placed] = []
        n = 0
        for count in self.rows:
            row = range(n, n + count)
            top = self.places[n][1] - self.reach
            tips = [self.places[i][0] + self.shapes[i].port[0] for i in row]
            start = steps(TRUNK) if len(self.rows) > 1 else self.port
            first, last = min(start, *tips), max(start, *tips)
            high = steps(STUB + BEFORE)
            found.append((outline.box(last - first + _LINE, high), first, top))
            found += [
                (outline.box(_even(k.pill_size[0]), self.reach - high),
                 max(0, tip - (k.pill_size[0] + 1) // 2), top + high)
                for k, tip in zip((self.kids[i] for i in row), tips, strict=True)
            ]  # fmt: skip
            n += count
        if len(self.rows) > 1:
            low = self.places[n - 1][1]
            found.append((outline.box(steps(TRUNK) + _LINE, low), 0, 0))
        return found


def port_of(side: Side, kids: Sequence[Kid], rows: int) -> int:
    """Return where the lines of answers leave their card."""
    wide, high = kids[0].pill_size
    if side == "right":
        return steps(PORT_Y) if len(kids) == 1 else max(steps(PORT_Y), (high + 1) // 2)
    if rows > 1:
        return steps(TRUNK)
    return steps(PORT_X) if len(kids) == 1 else max(steps(PORT_X), (wide + 1) // 2)


def least_card(side: Side, kids: Sequence[Kid], port: int) -> tuple[int, int]:
    """Return the least width and height of a card at which these answers hang."""
    wide, high = kids[0].pill_size
    alone = len(kids) == 1
    if side == "right":
        return 0, max(port, pill_start(port, high) + high if alone else 0) + 2 * EDGE
    return max(port, pill_start(port, wide) + wide if alone else 0) + 2 * EDGE, 0


def pill_start(port: int, length: int) -> int:
    """Return where the pill of a single answer begins along its card: around the line or sooner."""
    return max(EDGE, port - (length + 1) // 2)


def pill_end(port: int, length: int) -> int:
    """Return where the pill of a single answer ends along its card."""
    return pill_start(port, length) + _even(length)


def _even(length: int) -> int:
    """Steps that a pill takes around a line: as many before as behind it."""
    return length + length % 2


def arms(side: Side, kids: Sequence[Kid], rows: tuple[int, ...], most: int) -> list[Arm]:
    """Return the ways to put `kids` at a side that no other one beats, `most` at most."""
    port = port_of(side, kids, len(rows))
    across = side == "below"
    chosen = [()] if not kids else _combined(kids, rows if across else (1,) * len(kids), most)
    found = [Arm(side, tuple(kids), shapes, rows, port) for shapes in chosen]
    widths = np.array([a.size[0] for a in found], np.int32)
    heights = np.array([a.size[1] for a in found], np.int32)
    return [found[i] for i in best_sizes(widths, heights, most)]


def _combined(kids: Sequence[Kid], rows: tuple[int, ...], most: int) -> list[tuple[Shape, ...]]:
    """Choose a shape for every kid so that rows of them, below each other, are small."""
    whole: list[tuple[int, int, tuple[Shape, ...]]] = [(0, 0, ())]
    n = 0
    for count in rows:
        row: list[tuple[int, int, tuple[Shape, ...]]] = [(0, 0, ())]
        for kid in kids[n : n + count]:
            row = _joined(row, [(s.width, s.height, (s,)) for s in kid.shapes], True, most)
        whole = _joined(whole, row, False, most)
        n += count
    return [shapes for _, _, shapes in whole]


Sized = tuple[int, int, "tuple[Shape, ...]"]


def _joined(ones: list[Sized], others: list[Sized], beside: bool, most: int) -> list[Sized]:
    """Return the best pairs of one and another, beside or below each other."""
    gap = steps(ACROSS if beside else DOWN) if ones[0][2] else 0
    w1, h1 = (np.array([o[n] for o in ones], np.int32)[:, None] for n in (0, 1))
    w2, h2 = (np.array([o[n] for o in others], np.int32)[None, :] for n in (0, 1))
    wide = (w1 + w2 + gap) if beside else np.maximum(w1, w2)
    high = np.maximum(h1, h2) if beside else (h1 + h2 + gap)
    wide, high = wide.ravel(), high.ravel()
    found = []
    for k in best_sizes(wide, high, most):
        one, other = divmod(int(k), len(others))
        found.append((int(wide[k]), int(high[k]), ones[one][2] + others[other][2]))
    return found
