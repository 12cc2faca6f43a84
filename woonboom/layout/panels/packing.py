"""Parts on a sheet: in columns or in rows, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import tee
from typing import Final, Literal, NamedTuple

import numpy as np

from woonboom.layout.cards import Card
from woonboom.layout.panels.grid import Steps, best_sizes
from woonboom.layout.panels.shapes import Shape, recarded

Way = Literal["row", "column"]

_LONGEST: Final = 10
"""So many parts at most stand in one column or row."""
GAP: Final = 6
"""Steps between parts."""


class PartItem(NamedTuple):
    """A part of the tree: its first question, or an outcome that stands alone, and its shape."""

    root: str
    shape: Shape


class NoteItem(NamedTuple):
    """A note: its place in the list of notes, and its width in em of its own type."""

    number: int
    width: float


Item = PartItem | NoteItem


@dataclass(frozen=True, eq=False)
class Pack:
    """Things beside each other ("row") or below each other ("column"), or one thing, `item`.

    Nothing at all is a pack without parts and without an item.
    """

    width: int
    height: int
    way: Way = "row"
    parts: tuple[Pack, ...] = ()
    item: Item | None = None


@dataclass(frozen=True, eq=False)
class Sizes:
    """The sizes that something can take, narrow to wide, and what each is made of.

    That is one of `items`; or, by the numbers in `made`, one size of the first and one of the
    second of `parts` together (in a `way`), or one size of one of the `parts`.
    """

    widths: Steps
    heights: Steps
    items: tuple[Item | None, ...] = ()
    made: tuple[tuple[int, int], ...] = ()
    parts: tuple[Sizes, ...] = ()
    way: Way | None = None

    def pack(self, index: int) -> Pack:
        """Return what the size at `index` is made of."""
        wide, high = int(self.widths[index]), int(self.heights[index])
        if not self.parts:
            return Pack(wide, high, item=self.items[index])
        one, other = self.made[index]
        if self.way is None:
            return self.parts[one].pack(other)
        both = (self.parts[0].pack(one), self.parts[1].pack(other))
        return Pack(wide, high, self.way, tuple(p for part in both for p in self._flat(part)))

    def _flat(self, part: Pack) -> tuple[Pack, ...]:
        return part.parts if part.item is None and part.way == self.way else (part,)


def sizes(items: Sequence[tuple[int, int, Item | None]], most: int) -> Sizes:
    """Return the best of what one thing can be: width, height and the thing itself."""
    widths = np.array([i[0] for i in items], np.int32)
    heights = np.array([i[1] for i in items], np.int32)
    kept = best_sizes(widths, heights, most)
    return Sizes(widths[kept], heights[kept], items=tuple(items[k][2] for k in kept))


def joined(first: Sizes, second: Sizes, way: Way, most: int) -> Sizes:
    """Return the best sizes of one thing before another."""
    w1, h1 = first.widths[:, None], first.heights[:, None]
    w2, h2 = second.widths[None, :], second.heights[None, :]
    wide = (w1 + GAP + w2) if way == "row" else np.maximum(w1, w2)
    high = np.maximum(h1, h2) if way == "row" else (h1 + GAP + h2)
    wide, high = wide.ravel(), high.ravel()
    kept = best_sizes(wide, high, most)
    made = tuple(divmod(k, w2.shape[1]) for k in kept.tolist())
    return Sizes(wide[kept], high[kept], (), made, (first, second), way)


def either(ones: Sequence[Sizes], most: int) -> Sizes:
    """Return the best sizes among several ways to make the same."""
    if len(ones) == 1:
        return ones[0]
    widths = np.concatenate([s.widths for s in ones])
    heights = np.concatenate([s.heights for s in ones])
    starts = np.cumsum([0, *(len(s.widths) for s in ones)])
    kept = best_sizes(widths, heights, most)
    which = np.searchsorted(starts, kept, side="right") - 1
    made = zip(which.tolist(), (kept - starts[which]).tolist(), strict=True)
    return Sizes(widths[kept], heights[kept], (), tuple(made), tuple(ones))


def in_groups(parts: Sequence[Sizes], most: int) -> Sizes:
    """Return the best sizes of parts in order: a row of columns, or a column of rows."""
    *_, whole = growing(parts, most)
    return whole


def growing(parts: Iterable[Sizes], most: int) -> Iterator[Sizes]:
    """Yield the best sizes of the first part, of the first two, and so on."""
    first, second = tee(parts)
    rows, columns = _grouped(first, "row", most), _grouped(second, "column", most)
    for both in zip(rows, columns, strict=True):
        yield either(both, most)


def _grouped(parts: Iterable[Sizes], way: Way, most: int) -> Iterator[Sizes]:
    across: Way = "column" if way == "row" else "row"
    seen: list[Sizes] = []
    best: list[Sizes] = []
    for part in parts:
        seen.append(part)
        last, group, found = len(seen) - 1, part, []
        for start in range(last, max(-1, last - _LONGEST), -1):
            group = joined(seen[start], group, across, most) if start < last else group
            found.append(joined(best[start - 1], group, way, most) if start else group)
        best.append(either(found, most))
        yield best[-1]


def scale(found: Sizes, width: float, height: float) -> tuple[float, int]:
    """Return how much larger the best of `found` can be to fill a field, and its index."""
    fits = np.minimum(width / found.widths, height / found.heights)
    k = int(fits.argmax())
    return float(fits[k]), k


def fullest(found: Sizes, width: float, height: float) -> int:
    """Return the index of the size that fills most of a field in which it fits."""
    area = found.widths.astype(np.int64) * found.heights
    fits = (found.widths <= width) & (found.heights <= height)
    return int(np.where(fits, area, -1).argmax())


def part_of(pack: Pack) -> PartItem:
    """Return the part that a pack of one thing holds."""
    assert isinstance(pack.item, PartItem)
    return pack.item


def recarded_pack(pack: Pack, cards: Callable[[Card], Card]) -> Pack:
    """Return a pack with other cards, none of them larger than what it stands for."""
    if isinstance(pack.item, PartItem):
        return replace(pack, item=PartItem(pack.item.root, recarded(pack.item.shape, cards)))
    return replace(pack, parts=tuple(recarded_pack(part, cards) for part in pack.parts))
