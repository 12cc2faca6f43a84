"""Whether sets of cases overlap or lie inside each other, without making the set they share.

Some random cases of each set settle most pairs; the others are followed through both diagrams.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Final

from woonboom.regions.diagrams import FALSE, TRUE, Diagrams, Edges

_SAMPLES: Final = 4


class Sharing:
    """Tells how sets relate; `sets` are those that will be asked about most."""

    def __init__(self, diagrams: Diagrams, sets: Iterable[int]) -> None:
        self.diagrams = diagrams
        self._shared: dict[tuple[int, int], bool] = {}
        self._within: dict[tuple[int, int], bool] = {}
        samples = _samples(diagrams, sets)
        self._all = (1 << len(samples)) - 1
        self._cells = [[0] * full.bit_length() for full in diagrams.full]
        for number, sample in enumerate(samples):
            for axis, cell in enumerate(sample):
                self._cells[axis][cell] |= 1 << number
        self._found = {FALSE: 0, TRUE: self._all}

    def samples(self, one: int) -> int:
        """Return the random cases that are in a set, as a mask."""
        found = self._found.get(one)
        if found is None:
            axis, found = self.diagrams.axis[one], 0
            for mask, low in self.diagrams.edges[one]:
                for cell in bits(mask):
                    found |= self._cells[axis][cell] & self.samples(low)
            self._found[one] = found
        return found

    def share(self, one: int, other: int) -> bool:
        """Tell whether two sets have a case in common."""
        if self.samples(one) & self.samples(other):
            return True
        return self._share(one, other)

    def _share(self, one: int, other: int) -> bool:
        if not one or not other:
            return False
        if TRUE in (one, other) or one == other:
            return True
        key = (one, other) if one < other else (other, one)
        found = self._shared.get(key)
        if found is None:
            found = False
            for low, other_low in self._lows(*key):  # no `any`: that would recurse through C
                if self._share(low, other_low):
                    found = True
                    break
            self._shared[key] = found
        return found

    def _lows(self, one: int, other: int) -> Iterator[tuple[int, int]]:
        """Where two sets go together, on the first axis of either."""
        axis, edges = self.diagrams.axis, self.diagrams.edges
        if axis[one] < axis[other]:
            return ((low, other) for _, low in edges[one])
        if axis[one] > axis[other]:
            return ((one, low) for _, low in edges[other])
        return (
            (low, other_low)
            for mask, low in edges[one]
            for other_mask, other_low in edges[other]
            if mask & other_mask
        )

    def within(self, one: int, other: int) -> bool:
        """Tell whether all cases of a set are in another."""
        if self.samples(one) & ~self.samples(other):
            return False
        return self._is_within(one, other)

    def _is_within(self, one: int, other: int) -> bool:
        if not one or other in (TRUE, one):
            return True
        if not other or one == TRUE:
            return False
        found = self._within.get((one, other))
        if found is None:
            found = self._room(one, other)
            for low, other_low in self._lows(one, other) if found else ():
                if not self._is_within(low, other_low):
                    found = False
                    break
            self._within[one, other] = found
        return found

    def _room(self, one: int, other: int) -> bool:
        """Tell whether a set goes nowhere, on the first axis, where the other has no cases."""
        axis, edges = self.diagrams.axis, self.diagrams.edges
        if axis[one] < axis[other]:
            return True
        own = self.diagrams.full[axis[other]] if axis[one] > axis[other] else _cells(edges[one])
        return not own & ~_cells(edges[other])


def _samples(diagrams: Diagrams, sets: Iterable[int]) -> list[list[int]]:
    """Some cases of each set, the same ones every time, as the cell on each axis."""
    draw = random.Random(1)
    return [_sample(diagrams, one, draw) for one in sets for _ in range(_SAMPLES)]


def _sample(diagrams: Diagrams, one: int, draw: random.Random) -> list[int]:
    cells = [draw.randrange(full.bit_length()) for full in diagrams.full]
    while diagrams.edges[one]:
        mask, low = draw.choice(diagrams.edges[one])
        cells[diagrams.axis[one]] = draw.choice(bits(mask))
        one = low
    return cells


def _cells(edges: Edges) -> int:
    return reduce(or_, (mask for mask, _ in edges))


def bits(mask: int) -> list[int]:
    """Return the places of the bits that a mask has."""
    return [at for at in range(mask.bit_length()) if mask >> at & 1]
