"""Boxes of cases as whole numbers: a bit for each cell of each axis.

The cells of an axis lie next to each other, with a bit above them that is always 0. So two boxes
have the cases in common that are in both (`&`), and there is one when every axis has a cell left:
adding all cells of an axis to some of them carries into the bit above exactly when there are some.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from woonboom.conditions import Case, Condition
from woonboom.facts import Value
from woonboom.model import Question
from woonboom.regions import Space
from woonboom.regions.boxes import Masks
from woonboom.regions.diagrams import FALSE, TRUE, TooEntangled

Packed = int
Pieces = tuple[tuple[int | None, Packed], ...]
"""Disjoint boxes that hold all cases, each with the one answer that holds there, or None."""

MOST_PIECES: Final = 200
"""A question that divides cases into more boxes is not looked at in this way."""
MOST_REAL: Final = 32
"""The real cases are at most so many boxes here, those apart in which a fact has no option."""


class Packing:
    """The boxes of a space as numbers. Raises `TooEntangled` where there would be too many."""

    def __init__(self, space: Space, assumed: Iterable[Condition]) -> None:
        self.space = space
        full = space.diagrams.full
        self.shift = [0, *accumulate(mask.bit_length() + 1 for mask in full)]
        self.cells = [mask << by for mask, by in zip(full, self.shift, strict=False)]
        self.all: Packed = sum(self.cells)
        """The box of everything."""
        self.above: Packed = sum(1 << by - 1 for by in self.shift[1:])
        """The bits above the cells: `(box + all) & above == above` when the box is not empty."""
        self.present = dict(self._present())
        """For each fact of several options, the cells of which a real case has one."""
        self._real = self._boxes(self._assumed(assumed), MOST_REAL)
        self._pieces: dict[int, Pieces] = {}
        self._limited = bool(self.present) or self._real != [self.all]

    def _present(self) -> Iterator[tuple[str, Packed]]:
        for fact, levels in self.space.span.items():
            if self.space.axes[levels.start].option is not None:
                yield fact, sum(2 << self.shift[level] for level in levels)

    def _assumed(self, assumed: Iterable[Condition]) -> int:
        found = TRUE
        for condition in assumed:
            found = self.space.diagrams.meet(found, self.space.of(condition))
        return found

    def _boxes(self, diagram: int, most: int) -> list[Packed]:
        """The paths of a diagram, which do not overlap."""
        diagrams, found = self.space.diagrams, list[Packed]()
        waiting = [(diagram, self.all)]
        while waiting:
            node, box = waiting.pop()
            if node == TRUE:
                found.append(box)
                if len(found) > most:
                    raise TooEntangled
            for mask, low in reversed(diagrams.edges[node]):
                level = diagrams.axis[node]
                waiting.append((low, box & ~self.cells[level] | mask << self.shift[level]))
        return found

    def real(self, box: Packed) -> bool:
        """Tell whether a box has a case that can exist."""
        if not self._limited:
            return True
        return any(
            self.some(box & real) and all(box & real & some for some in self.present.values())
            for real in self._real
        )

    def pieces(self, question: Question) -> Pieces:
        """Return how the answers of a question divide all cases."""
        found = self._pieces.get(id(question))
        if found is None:
            found = self._pieces[id(question)] = self._on_axis(question) or self._divided(question)
        return found

    def _on_axis(self, question: Question) -> Pieces:
        """The pieces of a question that looks at one axis only; else none."""
        looked = [self.space.on_axis(answer.condition) for answer in question.answers]
        levels = {on[0] for on in looked if on is not None}
        if None in looked or len(levels) != 1:
            return ()
        level = levels.pop()
        masks = [on[1] for on in looked if on is not None]
        once = twice = 0
        for mask in masks:
            twice |= once & mask
            once |= mask
        alone = [(at, mask & ~twice) for at, mask in enumerate(masks)]
        fault = self.space.diagrams.full[level] & (~once | twice)
        rest = self.all & ~self.cells[level]
        every = [*alone, (None, fault)]
        return tuple((at, rest | mask << self.shift[level]) for at, mask in every if mask)

    def _divided(self, question: Question) -> Pieces:
        parts = divided(self.space, question)
        return tuple((at, box) for at, cases in parts for box in self._boxes(cases, MOST_PIECES))

    def some(self, box: Packed) -> bool:
        """Tell whether a box has a cell left on every axis."""
        return box + self.all & self.above == self.above

    def diagram(self, box: Packed) -> int:
        """Return a box as a diagram."""
        found = TRUE
        for level, mask in sorted(self.masks(box).items(), reverse=True):
            found = self.space.diagrams.node(level, [(mask, found)])
        return found

    def box(self, case: Case) -> Packed:
        """Return the smallest box with a complete case in it."""
        return sum(
            self.space.mask(level, case[axis.fact.id]) << self.shift[level]
            for level, axis in enumerate(self.space.axes)
        )

    def masks(self, box: Packed) -> Masks:
        """Return the axes that matter in a box, with its cells of them."""
        found = {}
        for level, cells in enumerate(self.cells):
            here = box & cells
            if here != cells:
                found[level] = here >> self.shift[level]
        return found

    def value(self, fact: str, example: Packed) -> Value:
        """Return the options that the box of one case has of a fact of several options."""
        axes = [(self.space.axes[level].option, level) for level in self.space.span[fact]]
        there = [o for o, level in axes if o and example >> self.shift[level] & 2]
        return frozenset(there)


def divided(space: Space, question: Question) -> list[tuple[int | None, int]]:
    """Return the cases, as diagrams, for which each answer holds alone; and None with the rest."""
    diagrams, once, twice = space.diagrams, FALSE, FALSE
    conditions = [space.of(answer.condition) for answer in question.answers]
    for condition in conditions:
        twice = diagrams.join(twice, diagrams.meet(once, condition))
        once = diagrams.join(once, condition)
    alone = [(at, diagrams.minus(condition, twice)) for at, condition in enumerate(conditions)]
    fault = diagrams.join(diagrams.minus(TRUE, once), twice)
    found: list[tuple[int | None, int]] = [*alone, (None, fault)]
    return [(at, cases) for at, cases in found if cases]
