"""A region taken apart: what holds for all of it, and choices that are independent of each other.

"With a debt, and: 6 months or more, or under administration; and: with support, or with a plan" is
read more easily than its four combinations. It is as exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from woonboom.regions.boxes import Masks, boxes_of, widened
from woonboom.regions.diagrams import TooEntangled
from woonboom.regions.region import Region

_MOST_FACTS: Final = 12
"""A region on more facts is not taken apart: there are too many ways to try."""
_MOST_PATHS: Final = 5_000
"""Nor is a region whose diagram has more paths: so many boxes, before they are joined."""
_MOST_APART: Final = 3
"""So many facts at most are taken apart from the others at a time."""


@dataclass(frozen=True)
class Factors:
    """A region as a product: the real cases of `common` that are in a box of each of `parts`.

    Boxes of one part may overlap; unless the region is empty there are two or more. When the list
    of some part was cut (`truncated`), that part is no more than a beginning.
    """

    common: Masks
    parts: tuple[tuple[Masks, ...], ...]
    truncated: bool = False


def factors_of(region: Region, limit: int) -> Factors:
    """Return a region taken apart as far as that goes; each part is cut when over `limit` boxes.

    A vast region is left whole, and what would be too much work is not made shorter.
    """
    region.space.diagrams.renew()
    common: Masks = {}
    parts: list[tuple[Masks, ...]] = []
    truncated = False
    for part in _apart(region):
        boxes = boxes_of(part, limit)
        truncated |= boxes.truncated
        masks = _widened(part, [dict(box.masks) for box in boxes], whole=not boxes.truncated)
        if len(masks) == 1 and not boxes.truncated:
            common |= masks[0]
        else:
            parts.append(tuple(masks))
    return Factors(common, tuple(parts), truncated)


def _widened(region: Region, masks: list[Masks], *, whole: bool) -> list[Masks]:
    """All boxes of a region with fewer conditions, unless that is too much work."""
    if not whole:
        return masks
    try:
        return widened(region, masks)
    except TooEntangled:
        region.space.diagrams.renew()
        return masks


def _apart(region: Region) -> tuple[Region, ...]:
    """Regions on facts of their own whose real cases in common are the region."""
    diagrams = region.space.diagrams
    few = diagrams.count_paths(region.diagram) <= _MOST_PATHS and len(region.facts) <= _MOST_FACTS
    try:
        return tuple(_taken_apart(region)) if few else (region,)
    except TooEntangled:
        diagrams.renew()
        return (region,)


def _taken_apart(region: Region) -> Iterator[Region]:
    facts, left = region.facts, region
    for size in range(1, _MOST_APART + 1):
        for own in combinations(facts, size):
            others = [fact for fact in left.facts if fact not in own]
            if len(others) < size or not set(own) <= set(left.facts):
                continue
            one, other = _on(left, own), _on(left, others)
            if one & other == left:
                yield one
                left = other
    yield left


def _on(region: Region, facts: Sequence[str]) -> Region:
    """The real cases that are in a region but for facts other than these."""
    span = region.space.span
    kept = sum(1 << level for fact in facts for level in span[fact])
    return Region(region.space, region.space.diagrams.project(region.diagram, kept))
