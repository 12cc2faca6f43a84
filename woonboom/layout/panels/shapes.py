"""The sizes that a question can take together with all that hangs at it.

Every question keeps the shapes that no other one beats in both width and height, made of the shapes
of what its answers lead to: all right of the card, all below it, or some of each. What is at the
right and what is below may reach into each other's room as far as they leave each other alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal, NamedTuple

import numpy as np

from woonboom.layout.cards import Card
from woonboom.layout.panels import outline
from woonboom.layout.panels.arms import (
    CORNER,
    TIGHT,
    Arm,
    Kid,
    Spacing,
    arms,
    least_card,
    pill_end,
    pill_start,
)
from woonboom.layout.panels.grid import ACROSS, DOWN, FAR, Steps, best_sizes, port, steps
from woonboom.layout.panels.outline import Outline, Placed

Rule = Literal["", "no right", "no below"]
"""Where "Nee" stands: anywhere, right of every question, or below every question."""

_MANY: Final = 12
"""With more answers than this, fewer shapes are kept."""
_LEAST_EACH: Final = 4
"""With many ways to stand in rows, at least so many shapes are kept of each."""
_ROW_COUNTS: Final = (1, 2, 3, 4, 5, 6, 8, 11, 15, 20)
_WIDE: Final = 4
"""So many answers, and what is below a card may take several rows."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A card at the top left with what hangs right of it and below it.

    `pushed` is how many steps further away than it could stand the right or the lower part stands,
    to leave the other its room.
    """

    card: Card
    card_size: tuple[int, int]
    width: int
    height: int
    right: Arm | None = None
    below: Arm | None = None
    pushed: tuple[int, int] = (0, 0)

    @cached_property
    def port(self) -> tuple[int, int]:
        """Where lines enter the card, from its left on the top, from its top on the left."""
        return port(self._front)

    @property
    def _front(self) -> tuple[int, int]:
        """The room of the card; a card at which nothing hangs may be smaller than its room."""
        return self.card_size if self.right or self.below else (self.width, self.height)

    @cached_property
    def outline(self) -> Outline:
        """What it covers."""
        wide, high = self._front
        found = [(outline.box(wide, high), 0, 0), *self._pills()]
        across, down = self.pushed
        if self.right:
            found.append((self.right.outline, wide + across, 0))
            found += [(outline.box(across, 1), wide, self.right.port)] if across else []
        if self.below:
            found.append((self.below.outline, 0, high + down))
            found += [(outline.box(1, down), self.below.port, high)] if down else []
        return outline.union((self.width, self.height), found)

    def _pills(self) -> Iterator[Placed]:
        """The pills that hang at the card, at its right side and at its lower side."""
        if self.right and self.right.pill:
            high = self.right.kids[0].pill_size[1]
            yield self.right.pill, self.card_size[0], pill_start(self.right.port, high)
        if self.below and self.below.pill:
            wide = self.below.kids[0].pill_size[0]
            yield self.below.pill, pill_start(self.below.port, wide), self.card_size[1]


def leaf(card: Card) -> Shape:
    """Return a card at which nothing hangs."""
    size = steps(card.width), steps(card.height)
    return Shape(card, size, *size)


def respaced(shape: Shape, spacing: Spacing) -> Shape:
    """Return a shape with everything in the same order but further apart."""
    right, below = _respaced_arm(shape.right, spacing), _respaced_arm(shape.below, spacing)
    if not (right or below):
        return shape
    pair = _Pair([right] if right else [], [below] if below else [], spacing)
    found = pair.sizes(*shape.card_size)
    k = _same_way(found, shape.pushed)
    push = int(found.push_x[k]), int(found.push_y[k])
    size = int(found.width[k]), int(found.height[k])
    return Shape(shape.card, shape.card_size, *size, right, below, push)


def _respaced_arm(arm: Arm | None, spacing: Spacing) -> Arm | None:
    shapes = tuple(respaced(shape, spacing) for shape in arm.shapes) if arm else ()
    return arm and replace(arm, shapes=shapes, spacing=spacing)


def _same_way(found: _Found, pushed: tuple[int, int]) -> int:
    """With both there are two ways: the lower part moves down, or the right part moves right.

    Where neither had to move, one of the two may still tell that it need not.
    """
    if any(pushed):
        return len(found.width) - 1 if pushed[0] else 0
    return int((found.push_x + found.push_y).argmin())


def recarded(shape: Shape, cards: Callable[[Card], Card]) -> Shape:
    """Return a shape with other cards at its ends, none larger than what it stands for.

    Everything keeps its place, for each takes the room of what it stands for.
    """
    if not (shape.right or shape.below):
        card = cards(shape.card)
        return replace(shape, card=card, card_size=(steps(card.width), steps(card.height)))
    right, below = (_recarded_arm(arm, cards) for arm in (shape.right, shape.below))
    return replace(shape, right=right, below=below)


def _recarded_arm(arm: Arm | None, cards: Callable[[Card], Card]) -> Arm | None:
    return arm and replace(arm, shapes=tuple(recarded(shape, cards) for shape in arm.shapes))


class _Found(NamedTuple):
    """The sizes of some ways to put a card together, and how: table rows of indexes."""

    width: Steps
    height: Steps
    push_x: Steps
    push_y: Steps
    right: Steps
    below: Steps


def shapes(cards: Sequence[Card], kids: Sequence[Kid], rule: Rule, most: int) -> tuple[Shape, ...]:
    """Return the best shapes of a question that can be set as any of `cards`, narrow to wide."""
    if not kids:
        return tuple(leaf(card) for card in cards)
    most = max(_LEAST_EACH, most // 2) if len(kids) > _MANY else most
    tables: list[tuple[Card, tuple[int, int], list[Arm], list[Arm], _Found]] = []
    for right, below, rows in _splits(kids, rule):
        rights = arms("right", right, (), most) if right else []
        each = min(most, max(_LEAST_EACH, 2 * most // len(rows)))
        belows = [a for r in rows for a in arms("below", below, r, each)] if below else []
        pair = _Pair(rights, belows)
        for card in cards:
            size = _roomy(card, right, below, rights, belows)
            tables.append((card, size, rights, belows, pair.sizes(*size)))
    return tuple(_best(tables, most))


def _best(
    tables: list[tuple[Card, tuple[int, int], list[Arm], list[Arm], _Found]], most: int
) -> Iterator[Shape]:
    widths = np.concatenate([t[4].width for t in tables])
    heights = np.concatenate([t[4].height for t in tables])
    ends = np.cumsum([len(t[4].width) for t in tables])
    for k in best_sizes(widths, heights, most):
        n = int(np.searchsorted(ends, k, side="right"))
        card, size, rights, belows, found = tables[n]
        i = int(k) - (int(ends[n - 1]) if n else 0)
        yield Shape(
            card,
            size,
            int(found.width[i]),
            int(found.height[i]),
            rights[found.right[i]] if rights else None,
            belows[found.below[i]] if belows else None,
            (int(found.push_x[i]), int(found.push_y[i])),
        )


def _roomy(
    card: Card, right: Sequence[Kid], below: Sequence[Kid], rights: list[Arm], belows: list[Arm]
) -> tuple[int, int]:
    """The size of a card, with room for the pills that hang at it."""
    wide, high = steps(card.width), steps(card.height)
    if right:
        high = max(high, least_card("right", right, rights[0].port)[1])
    if below:
        wide = max(wide, *(least_card("below", below, a.port)[0] for a in belows))
    if len(right) == len(below) == 1:
        # The pills do not meet at the corner: one of them ends well before it.
        low = pill_end(rights[0].port, right[0].pill_size[1])
        if low + CORNER > high and pill_end(belows[0].port, below[0].pill_size[0]) + CORNER > wide:
            high = low + CORNER
    return wide, high


Split = tuple[Sequence[Kid], Sequence[Kid], list[tuple[int, ...]]]


def _splits(kids: Sequence[Kid], rule: Rule) -> Iterator[Split]:
    """Yield which answers go right, which below, and in how many rows these may stand."""
    seen = set()
    for right in _at_right(kids, rule):
        if right not in seen:
            seen.add(right)
            below = [k for n, k in enumerate(kids) if n not in right]
            yield [k for n, k in enumerate(kids) if n in right], below, _rows(len(below))


def _at_right(kids: Sequence[Kid], rule: Rule) -> Iterator[frozenset[int]]:
    every = frozenset(range(len(kids)))
    negative = [n for n, kid in enumerate(kids) if kid.negative]
    if rule and len(kids) == 2 and len(negative) == 1:
        yield frozenset(negative) if rule == "no right" else every - set(negative)
        return
    ends = frozenset(n for n, kid in enumerate(kids) if kid.ends)
    yield every
    yield frozenset()
    if ends and ends != every:
        yield ends
        yield every - ends
    elif len(kids) <= _WIDE:
        for n in every:
            yield frozenset({n})
            yield every - {n}


def _rows(count: int) -> list[tuple[int, ...]]:
    """Ways to put so many things in rows of about equal length."""
    if count < _WIDE:
        return [(count,)]
    most = math.ceil(math.sqrt(3 * count))
    found = []
    for rows in [r for r in _ROW_COUNTS if r <= most]:
        each, more = divmod(count, rows)
        found.append(tuple(each + (n < more) for n in range(rows)))
    return found


class _Pair:
    """What hangs right of a card and what hangs below it: how large they are with the card."""

    def __init__(self, rights: list[Arm], belows: list[Arm], spacing: Spacing = TIGHT) -> None:
        self.rights, self.belows = rights, belows
        self.down, self.across = steps(DOWN) + spacing.down, steps(ACROSS) + spacing.across
        self.right_sizes = _sizes(rights)
        self.below_sizes = _sizes(belows)
        if rights and belows:
            self._measure()

    def _measure(self) -> None:
        """Lay out how far the ones reach down and right, and where the others begin."""
        wide = int(self.right_sizes[0].max()) + 2 * outline.CLEAR
        high = int(self.below_sizes[1].max()) + 2 * outline.CLEAR
        lows = (outline.widened(a.outline.bottom, outline.CLEAR) for a in self.rights)
        ends = (outline.widened(a.outline.right, outline.CLEAR) for a in self.belows)
        self.lows = outline.stacked(lows, wide, -FAR)
        self.ends = outline.stacked(ends, high, -FAR)
        widest, tallest = int(self.below_sizes[0].max()), int(self.right_sizes[1].max())
        self.tops = outline.stacked((a.outline.top for a in self.belows), widest, FAR)
        self.lefts = outline.stacked((a.outline.left for a in self.rights), tallest, FAR)

    def sizes(self, wide: int, high: int) -> _Found:
        """Return the sizes of all pairs with a card of `wide` by `high`."""
        if not self.belows:
            return self._one(self.right_sizes[0] + wide, np.maximum(self.right_sizes[1], high))
        if not self.rights:
            return self._one(np.maximum(self.below_sizes[0], wide), self.below_sizes[1] + high)
        down = _kept(self.lows, self.tops, wide - outline.CLEAR) + self.down - high
        across = _kept(self.ends, self.lefts, high - outline.CLEAR).T + self.across - wide
        return self._both(wide, high, np.maximum(down, 0), np.maximum(across, 0))

    def _one(self, width: Steps, height: Steps) -> _Found:
        none = np.zeros(len(width), np.int32)
        index = np.arange(len(width), dtype=np.int32)
        return _Found(width, height, none, none, index, index)

    def _both(self, wide: int, high: int, down: Steps, across: Steps) -> _Found:
        """Either what is below moves down, or what is at the right moves right."""
        rw, rh = (s[:, None] for s in self.right_sizes)
        bw, bh = (s[None, :] for s in self.below_sizes)
        first = np.maximum(wide + rw, bw), np.maximum(rh, high + down + bh)
        second = np.maximum(wide + across + rw, bw), np.maximum(rh, high + bh)
        none = np.zeros_like(down)
        i, j = np.indices(down.shape, np.int32)
        columns = ((first[0], second[0]), (first[1], second[1]), (none, across), (down, none),
                   (i, i), (j, j))  # fmt: skip
        return _Found(*(np.concatenate([a.ravel(), b.ravel()]) for a, b in columns))


def _sizes(found: list[Arm]) -> tuple[Steps, Steps]:
    widths = np.array([a.size[0] for a in found], np.int32)
    return widths, np.array([a.size[1] for a in found], np.int32)


def _kept(reach: Steps, start: Steps, offset: int) -> Steps:
    """For every row of `reach` and of `start`: how far the latter must begin to clear the former.

    `offset` is the column of `start` at which `reach` begins.
    """
    begin = max(0, offset)
    part = start[:, begin : offset + reach.shape[1]]
    own = reach[:, begin - offset : begin - offset + part.shape[1]]
    if not part.shape[1]:
        return np.full((len(reach), len(start)), -FAR, np.int32)
    table: Steps = (own[:, None, :] - part[None, :, :]).max(axis=2)
    return table
