"""Regions as boxes: for each fact the values that it may have, independent of the other facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from woonboom.conditions.forms import Case
from woonboom.regions.diagrams import FALSE, TRUE, Diagrams
from woonboom.regions.region import Region
from woonboom.regions.space import Axis, Space, runs

Masks = dict[int, int]
"""For axes that matter, the cells that a box has of them."""

MOST_MERGED: Final = 5_000
"""So many boxes are merged to fewer; of a region with more, they are left as they come."""


@dataclass(frozen=True)
class Box:
    """The cases whose value lies, on every axis of `masks`, on one of its cells."""

    space: Space
    masks: Mapping[int, int]

    @property
    def region(self) -> Region:
        """The cases of the box, as far as they can exist."""
        return Region(self.space, _diagram(self.space, self.masks))

    def __contains__(self, case: Case) -> bool:
        """Tell whether a complete case is in the box."""
        axes = self.space.axes
        return all(
            mask & self.space.mask(level, case[axes[level].fact.id])
            for level, mask in self.masks.items()
        )

    def conditions(self) -> dict[str, str]:
        """Return the condition on each fact that matters, in the language of trees.

        The box is the cases for which all of them hold.
        """
        found: dict[str, list[str]] = {}
        for level, mask in sorted(self.masks.items()):
            axis = self.space.axes[level]
            found.setdefault(axis.fact.id, []).append(_condition(axis, mask))
        return {fact: " and ".join(parts) for fact, parts in found.items()}


@dataclass(frozen=True)
class Boxes:
    """The disjoint boxes of a region; not all of them when the list was cut (`truncated`)."""

    boxes: tuple[Box, ...]
    truncated: bool

    def __iter__(self) -> Iterator[Box]:
        return iter(self.boxes)

    def __len__(self) -> int:
        return len(self.boxes)


def boxes_of(region: Region, limit: int | None = None) -> Boxes:
    """Return a region as few disjoint boxes, in the order of the axes; at most `limit`."""
    paths = _paths(region)
    found = list(islice(paths, MOST_MERGED if limit is None else max(limit, MOST_MERGED)))
    more = next(paths, None)
    if more is None:
        found = merged(region.space, found)
    elif limit is None:
        found += [more, *paths]
    cut = limit is not None and len(found) > limit
    boxes = tuple(Box(region.space, masks) for masks in found[:limit])
    return Boxes(boxes, cut or (more is not None and limit is not None))


def _paths(region: Region) -> Iterator[Masks]:
    """Boxes that do not overlap and are, as far as cases can exist, the region."""
    space = region.space
    simple = space.diagrams.simplified(region.diagram, space.real)
    return (_without_implied(space, masks) for masks in paths_of(space.diagrams, simple))


def paths_of(diagrams: Diagrams, diagram: int) -> Iterator[Masks]:
    """Yield every path of a set that leads to `TRUE`: boxes that do not overlap."""
    waiting: list[tuple[int, Masks]] = [(diagram, {})]
    while waiting:
        node, masks = waiting.pop()
        if node == TRUE:
            yield masks
        for mask, low in reversed(diagrams.edges[node]):
            waiting.append((low, {**masks, diagrams.axis[node]: mask}))


def _without_implied(space: Space, masks: Masks) -> Masks:
    """A box without what follows from the rest of it: that the last possible option is there."""
    for levels in space.span.values():
        if space.axes[levels.start].option is None:
            continue
        present = [level for level in levels if masks.get(level) == 2]
        absent = [level for level in levels if masks.get(level) == 1]
        if len(present) == 1 and len(absent) == len(levels) - 1:
            return {level: mask for level, mask in masks.items() if level != present[0]}
    return masks


def merged(space: Space, boxes: list[Masks]) -> list[Masks]:
    """Join boxes that differ on one axis only, until no two do."""
    while True:
        count = len(boxes)
        for level in range(len(space.axes)):
            boxes = _merged_on(space, boxes, level)
        if len(boxes) == count:
            return boxes


def _merged_on(space: Space, boxes: list[Masks], level: int) -> list[Masks]:
    full = space.diagrams.full[level]
    groups: dict[tuple[tuple[int, int], ...], int] = {}
    for masks in boxes:
        rest = tuple(pair for pair in sorted(masks.items()) if pair[0] != level)
        groups[rest] = groups.get(rest, 0) | masks.get(level, full)
    return [
        dict(rest) if mask == full else {**dict(rest), level: mask} for rest, mask in groups.items()
    ]


def widened(region: Region, boxes: list[Masks], kept: Collection[str] = frozenset()) -> list[Masks]:
    """Return boxes that may overlap and cover the same cases with fewer conditions.

    A condition goes when every real case that it keeps out is in the region anyway, unless it is
    on one of the facts to be `kept` (that an option is not there may go all the same); then a box
    goes when the others cover it.
    """
    wide = [_widen(region, masks, kept) for masks in boxes]
    wide.sort(key=lambda masks: (len(masks), sorted(masks.items())))
    return needed(region, wide)


def _widen(region: Region, masks: Masks, kept: Collection[str]) -> Masks:
    space, left = region.space, dict(masks)
    # First the axes that a reader would rather not hear of: the later, the less they explain.
    for level in sorted(masks, reverse=True):
        without = {at: mask for at, mask in left.items() if at != level}
        real = space.diagrams.meet(space.real, _diagram(space, without))
        axis = space.axes[level]
        may_go = axis.fact.id not in kept or (axis.option is not None and masks[level] == 1)
        if may_go and space.diagrams.minus(real, region.diagram) == FALSE:
            left = without
    return left


def needed(region: Region, boxes: list[Masks]) -> list[Masks]:
    """Return the boxes without those that the others cover, the last looked at first."""
    diagrams, kept = region.space.diagrams, list(boxes)
    for masks in reversed(boxes):
        others, rest = FALSE, [box for box in kept if box is not masks]
        for box in rest:
            others = diagrams.join(others, _diagram(region.space, box))
        if diagrams.minus(region.diagram, others) == FALSE:
            kept = rest
    return kept


def _diagram(space: Space, masks: Mapping[int, int]) -> int:
    found = TRUE
    for level in sorted(masks, reverse=True):
        found = space.diagrams.node(level, [(masks[level], found)])
    return found


def _condition(axis: Axis, mask: int) -> str:
    """The cells of one axis as a condition that a tree could have."""
    fact = axis.fact
    if axis.option is not None:
        return f"{axis.option} {'in' if mask == 2 else 'not in'} {fact.id}"
    return _CONDITIONS[fact.kind.compared](axis, mask)


def _alone(axis: Axis, mask: int) -> str:
    return axis.fact.id if mask == 2 else f"not {axis.fact.id}"


def _option(axis: Axis, mask: int) -> str:
    options = [str(cell.low) for at, cell in enumerate(axis.cells) if mask >> at & 1]
    if len(options) == 1:
        return f"{axis.fact.id} == {options[0]}"
    return f"{axis.fact.id} in [{', '.join(options)}]"


def _number(axis: Axis, mask: int) -> str:
    parts = [_stretch(axis, low, high) for low, high in stretches(axis, mask)]
    return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"


def _stretch(axis: Axis, low: int, high: int) -> str:
    fact = axis.fact.id
    if low == high:
        return f"{fact} == {low}"
    if low == axis.cells[0].low:
        return f"{fact} < {high + 1}"
    if high == axis.cells[-1].high:
        return f"{fact} >= {low}"
    return f"{low} <= {fact} < {high + 1}"


_CONDITIONS: Final[Mapping[str, Callable[[Axis, int], str]]] = {
    "alone": _alone,
    "option": _option,
    "number": _number,
}


def stretches(axis: Axis, mask: int) -> list[tuple[int, int]]:
    """Return the numbers of some cells as (first, last) of each unbroken stretch."""
    found: list[tuple[int, int]] = []
    for first, end in runs(mask):
        low, high = axis.cells[first].low, axis.cells[end - 1].high
        if isinstance(low, int) and isinstance(high, int):
            found.append((low, high))
    return found
