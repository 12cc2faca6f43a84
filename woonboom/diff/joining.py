"""Many boxes of cases → fewer, each with an example; fast, for boxes by the ten thousand.

What a box has of one axis is one of few sets of cells. Each of them gets a number, and a box
becomes the row of its numbers: a short whole number instead of a long one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from woonboom.diff.packed import Packed, Packing
from woonboom.facts import Value
from woonboom.regions.boxes import Masks
from woonboom.regions.region import typical

Coded = int
"""A box as the numbers of what it has of each axis."""


class Told(NamedTuple):
    """The axes that matter in a box with its cells of them, and the most ordinary case in it.

    All of the box must be real, but for facts of several options without any.
    """

    masks: Masks
    case: Mapping[str, Value]
    example: Packed


class _Part(NamedTuple):
    """What a box has of one axis: `mask` are its cells, None for all; `value` the lowest one."""

    here: Packed
    mask: int | None
    lowest: Packed
    fact: str
    value: Value


_WIDTH: Final = 24
_ONE: Final = (1 << _WIDTH) - 1


class Coding:
    """Boxes as numbers of what they have of each axis, and back."""

    def __init__(self, packing: Packing) -> None:
        self.packing = packing
        self.parts: list[list[_Part]] = [[] for _ in packing.cells]
        self._numbers: list[dict[Packed, int]] = [{} for _ in packing.cells]
        self._values: dict[tuple[int, int], Value] = {}

    def coded(self, box: Packed) -> Coded:
        """Return a box as the numbers of what it has of each axis."""
        found, shift = 0, 0
        for level, cells in enumerate(self.packing.cells):
            here = box & cells
            number = self._numbers[level].get(here)
            if number is None:
                number = self._number(level, here)
            found |= number << shift
            shift += _WIDTH
        return found

    def _number(self, level: int, here: Packed) -> int:
        """A number for what some box has of an axis."""
        packing, axis = self.packing, self.packing.space.axes[level]
        mask = here >> packing.shift[level]
        # The first cell is the most ordinary one of every axis.
        lowest = mask & -mask
        first = (level, lowest.bit_length() - 1)
        if first not in self._values:
            self._values[first] = False if axis.option else typical(axis, first[1])
        own = None if here == packing.cells[level] else mask
        value = self._values[first]
        part = _Part(here, own, lowest << packing.shift[level], axis.fact.id, value)
        self.parts[level].append(part)
        self._numbers[level][here] = len(self.parts[level]) - 1
        return self._numbers[level][here]

    def both(self, one: Coded, other: Coded, axis: int) -> Coded:
        """Join two boxes that are the same but on one axis."""
        shift, parts = axis * _WIDTH, self.parts[axis]
        here = parts[one >> shift & _ONE].here | parts[other >> shift & _ONE].here
        number = self._numbers[axis].get(here)
        if number is None:
            number = self._number(axis, here)
        return one & ~(_ONE << shift) | number << shift

    def packed(self, box: Coded) -> Packed:
        """Return a box as the cells that it has."""
        found = 0
        for parts in self.parts:
            found |= parts[box & _ONE].here
            box >>= _WIDTH
        return found

    def told(self, box: Coded) -> Told:
        """Return what there is to say of a box: its axes that matter, and an example."""
        masks: dict[int, int] = {}
        case: dict[str, Value] = {}
        example = 0
        for level, parts in enumerate(self.parts):
            _, mask, lowest, fact, value = parts[box & _ONE]
            box >>= _WIDTH
            example |= lowest
            case[fact] = value
            if mask is not None:
                masks[level] = mask
        for fact, present in self.packing.present.items():
            example = self._with_option(example, present, masks)
            case[fact] = self.packing.value(fact, example)
        return Told(masks, case, example)

    def _with_option(self, example: Packed, present: Packed, masks: Masks) -> Packed:
        """An example with an option of a fact that must have one."""
        if example & present:
            return example
        there = present
        for level, mask in masks.items():
            if mask == 1:
                there &= ~self.packing.cells[level]
        lowest = there & -there
        return example & ~(lowest >> 1) | lowest


class Joined:
    """Disjoint boxes, joined as long as two of them differ on one axis only."""

    def __init__(self, coding: Coding, boxes: Iterable[Coded]) -> None:
        self._coding = coding
        self._made: dict[Coded, tuple[Coded, Coded]] = {}
        self.boxes = self._joined(list(boxes))

    def _joined(self, boxes: list[Coded]) -> list[Coded]:
        idle, count = 0, len(self._coding.parts)
        while idle < count:
            for axis in range(count):
                before = len(boxes)
                boxes = self._on_axis(boxes, axis)
                idle = idle + 1 if len(boxes) == before else 0
                if idle == count:
                    break
        return boxes

    def _on_axis(self, boxes: list[Coded], axis: int) -> list[Coded]:
        """Join boxes that are the same but on one axis."""
        others = ~(_ONE << axis * _WIDTH)
        found: dict[Coded, Coded] = {}
        for box in boxes:
            first = found.setdefault(box & others, box)
            if first is not box:
                both = found[box & others] = self._coding.both(first, box, axis)
                self._made[both] = (first, box)
        return list(found.values())

    def first(self, box: Coded, example: Packed) -> Coded:
        """Return the box before joining in which an example of a box is."""
        while box in self._made:
            one, other = self._made[box]
            box = one if self._coding.packed(one) & example == example else other
        return box
