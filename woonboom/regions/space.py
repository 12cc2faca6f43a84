"""The axes on which cases differ: facts cut into cells, as finely as conditions tell them apart.

A fact is one axis, cut where some condition changes its mind; a fact of several options at once
is an axis per option (there or not), and "at least one" is part of `Space.real`. Within a cell
every condition of the space has one truth value, so what holds for a cell holds for each value in
it.
"""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, reduce
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from woonboom.conditions.forms import (
    And,
    Case,
    Chain,
    Compare,
    Condition,
    Has,
    Leaf,
    Not,
    OneOf,
    Or,
    Truth,
    leaves,
)
from woonboom.facts import Fact, Value
from woonboom.regions.diagrams import FALSE, TRUE, Diagrams

WIDEST: Final = 10**15
"""The largest number that a fact without a range has."""


class Cell(NamedTuple):
    """Values of an axis that no condition tells apart: from `low` to `high`, `size` of them."""

    low: Value
    high: Value
    size: int


_ABSENT_PRESENT: Final = (Cell(False, False, 1), Cell(True, True, 1))


class Axis(NamedTuple):
    """One fact, or for a fact of several options one `option` of it, cut into cells."""

    fact: Fact
    option: str | None
    cells: tuple[Cell, ...]


Costs = list[list[tuple[int, ...]]]
"""For each axis, what each of its cells costs: tuples of one length, compared in order."""


class Space:
    """The cases that facts span, cut where `conditions` and `assumptions` need it.

    The order of the facts is that of the axes: facts that are read one after another are best
    put near each other. `real` is the set of cases that can exist: every fact of several options
    has at least one, and every assumption holds.
    """

    def __init__(
        self,
        facts: Iterable[Fact],
        conditions: Iterable[Condition],
        assumptions: Iterable[Condition] = (),
    ) -> None:
        assumed = tuple(assumptions)
        self.facts = {fact.id: fact for fact in facts}
        cuts = _cuts((*conditions, *assumed))
        self.axes = [a for f in self.facts.values() for a in _axes(f, cuts.get(f.id, set()))]
        self.span: dict[str, range] = {}
        for level, axis in enumerate(self.axes):
            first = self.span.get(axis.fact.id, range(level, level)).start
            self.span[axis.fact.id] = range(first, level + 1)
        self.diagrams = Diagrams([len(axis.cells) for axis in self.axes])
        self._lows = {id_: self._lows_of(levels) for id_, levels in self.span.items()}
        self.valid = self._valid()
        self.real = self.valid
        for condition in assumed:
            self.real = self.diagrams.meet(self.real, self.of(condition))

    def _lows_of(self, levels: range) -> list[int]:
        cells = self.axes[levels.start].cells
        return [cell.low for cell in cells if type(cell.low) is int]

    def _valid(self) -> int:
        """The cases in which every fact of several options has at least one."""
        diagrams, valid = self.diagrams, TRUE
        for levels in reversed(self.span.values()):
            if self.axes[levels.start].option is not None:
                valid = diagrams.meet(self._some(levels), valid)
        return valid

    def _some(self, levels: range) -> int:
        found = FALSE
        for level in reversed(levels):
            found = self.diagrams.node(level, [(1, found), (2, TRUE)])
        return found

    def levels(self, facts: Iterable[str]) -> int:
        """Return the axes of facts as a bit mask."""
        found = 0
        for fact in facts:
            levels = self.span[fact]
            found |= ((1 << len(levels)) - 1) << levels.start
        return found

    def of(self, condition: Condition) -> int:
        """Return the set of cases for which a condition holds."""
        diagrams = self.diagrams
        if isinstance(condition, Not):
            return diagrams.minus(TRUE, self.of(condition.part))
        if isinstance(condition, And):
            found = TRUE
            for part in reversed(condition.parts):
                found = diagrams.meet(self.of(part), found)
            return found
        if isinstance(condition, Or):
            found = FALSE
            for part in reversed(condition.parts):
                found = diagrams.join(self.of(part), found)
            return found
        return diagrams.on(*self._cells(condition))

    def on_axis(self, condition: Condition) -> tuple[int, int] | None:
        """Return the one axis that a condition looks at, and the cells for which it holds.

        None when it looks at several.
        """
        if isinstance(condition, Not):
            found = self.on_axis(condition.part)
            return None if found is None else (found[0], self.diagrams.full[found[0]] & ~found[1])
        if not isinstance(condition, And | Or):
            level, mask = self._cells(condition)
            return level, mask & self.diagrams.full[level]
        parts = [self.on_axis(part) for part in condition.parts]
        if None in parts or len({part[0] for part in parts if part}) != 1:
            return None
        join = operator.and_ if isinstance(condition, And) else operator.or_
        known = [part for part in parts if part]
        return known[0][0], reduce(join, [mask for _, mask in known])

    def _cells(self, leaf: Leaf) -> tuple[int, int]:
        """The axis that a comparison looks at, and the cells for which it holds."""
        levels = self.span[leaf.fact]
        if isinstance(leaf, Has):
            options = list(self.facts[leaf.fact].options)
            return levels[options.index(leaf.option)], 1 if leaf.negated else 2
        if isinstance(leaf, Truth):
            return levels.start, 2
        if isinstance(leaf, OneOf):
            options = list(self.facts[leaf.fact].options)
            mask = sum(1 << options.index(option) for option in set(leaf.options))
            return levels.start, ~mask if leaf.negated else mask
        low, high, inside = interval(leaf)
        mask = self._between(leaf.fact, low, high)
        return levels.start, mask if inside else ~mask

    def _between(self, fact: str, low: int, high: int) -> int:
        """The cells of a number from `low` to `high`, both included."""
        lows = self._lows[fact]
        first, last = bisect_left(lows, low), bisect_right(lows, high)
        return (1 << last) - (1 << first) if first < last else 0

    @cached_property
    def sizes(self) -> list[list[int]]:
        """For each axis, how many values its first cells have: those of none, of one, and so on."""
        return [[*accumulate((cell.size for cell in a.cells), initial=0)] for a in self.axes]

    @cached_property
    def after(self) -> list[int]:
        """How many cases the axes from each one on span; at the end there is one."""
        sizes = (sizes[-1] for sizes in reversed(self.sizes))
        return [*accumulate(sizes, operator.mul, initial=1)][::-1]

    @cached_property
    def ordinary(self) -> Costs:
        """How far each cell is from ordinary, as `Region.witness` means it."""
        return [_ordinary(axis) for axis in self.axes]

    def box(self, case: Case) -> int:
        """Return the cases that are, as far as the space tells cases apart, as `case` says."""
        masks = {
            level: self.mask(level, value)
            for fact, value in case.items()
            for level in self.span.get(fact, ())
        }
        found = TRUE
        for level in sorted(masks, reverse=True):  # from below, so that boxes share what they can
            found = self.diagrams.node(level, [(masks[level], found)])
        return found

    def mask(self, level: int, value: Value) -> int:
        """Return the cell of one axis in which a value of its fact lies, as a mask."""
        axis = self.axes[level]
        if axis.option is not None:
            return 2 if isinstance(value, frozenset) and axis.option in value else 1
        if axis.fact.kind.compared == "number" and isinstance(value, int):
            return self._between_exactly(axis.fact.id, value)
        cells = axis.cells
        return sum(1 << at for at, cell in enumerate(cells) if cell.low == value)

    def _between_exactly(self, fact: str, value: int) -> int:
        return 1 << max(0, bisect_right(self._lows[fact], value) - 1)

    def holds(self, diagram: int, case: Case) -> int:
        """Return where a diagram ends for a complete case: `TRUE`, `FALSE` or a terminal."""
        diagrams = self.diagrams
        while diagrams.edges[diagram]:
            level = diagrams.axis[diagram]
            here = self.mask(level, case[self.axes[level].fact.id])
            lows = (low for mask, low in diagrams.edges[diagram] if mask & here)
            diagram = next(lows, FALSE)
        return diagram


def space_of(
    facts: Mapping[str, Fact],
    order: Iterable[str],
    conditions: Iterable[Condition],
    assumptions: Iterable[Condition] = (),
) -> Space:
    """Return the space of the facts that conditions read: those of `order` first, in that order."""
    read, assumed = tuple(conditions), tuple(assumptions)
    named = [leaf.fact for condition in (*read, *assumed) for leaf in leaves(condition)]
    ids = dict.fromkeys([*order, *named])
    return Space((facts[id_] for id_ in ids), read, assumed)


def runs(mask: int) -> Iterator[tuple[int, int]]:
    """Yield the unbroken stretches of a mask's cells: the first, and the one after the last."""
    at = 0
    while mask > 0:
        skipped = (mask & -mask).bit_length() - 1
        mask >>= skipped
        length = (~mask & (mask + 1)).bit_length() - 1
        mask >>= length
        at += skipped + length
        yield at - length, at


def interval(leaf: Compare | Chain) -> tuple[int, int, bool]:
    """Return the numbers for which a comparison holds: from, to, and False when all but those."""
    if isinstance(leaf, Chain):
        low = leaf.low.value + (leaf.low_operator == "<")
        return low, leaf.high.value - (leaf.high_operator == "<"), True
    value = leaf.constant.value
    below, above = -WIDEST * 10, WIDEST * 10
    return {
        "<": (below, value - 1, True),
        "<=": (below, value, True),
        ">": (value + 1, above, True),
        ">=": (value, above, True),
        "==": (value, value, True),
        "!=": (value, value, False),
    }[leaf.operator]


def _cuts(conditions: Iterable[Condition]) -> dict[str, set[int]]:
    """For each number, the values at which a new cell begins."""
    cuts: dict[str, set[int]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Compare | Chain):
                low, high, _ = interval(leaf)
                cuts.setdefault(leaf.fact, set()).update((low, high + 1))
    return cuts


def _axes(fact: Fact, cuts: set[int]) -> Iterator[Axis]:
    compared = fact.kind.compared
    if compared == "member":
        yield from (Axis(fact, option, _ABSENT_PRESENT) for option in fact.options)
    elif compared == "option":
        yield Axis(fact, None, tuple(Cell(option, option, 1) for option in fact.options))
    elif compared == "number":
        yield Axis(fact, None, tuple(_intervals(fact, cuts)))
    else:
        yield Axis(fact, None, _ABSENT_PRESENT)


def _intervals(fact: Fact, cuts: set[int]) -> Iterator[Cell]:
    first, last = fact.range or (-WIDEST, WIDEST)
    begins = [first, *sorted(cut for cut in cuts if first < cut <= last), last + 1]
    for low, after in pairwise(begins):
        yield Cell(low, after - 1, after - low)


def _ordinary(axis: Axis) -> list[tuple[int, ...]]:
    """What is true or chosen counts first, then how far down the list or the numbers a cell is."""
    cells = range(len(axis.cells))
    if axis.option is not None:
        place = list(axis.fact.options).index(axis.option)
        return [(at, at * place) for at in cells]
    return [(at, 0) if axis.fact.kind.compared == "alone" else (0, at) for at in cells]
