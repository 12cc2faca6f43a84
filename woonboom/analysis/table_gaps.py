"""What no rule of a decision table covers: the cases, split until every part is plain.

A region is covered when one rule has all of it, or when rules that have no case in common add up
to its size; it is a gap when no rule reaches into it. Any other is split in two, and the emptier
half is looked at first. When the rules together are smaller than a region, so they are in one of
its halves: a first gap is then found straight away, without a search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest
from math import prod
from typing import Final, NamedTuple

from woonboom.analysis.table_boxes import Box, Table
from woonboom.analysis.table_overlaps import apart, neighbours

CROWDED: Final = 1.5
"""How often on average a case is covered, from where a region counts as crowded."""
SAMPLE: Final = 64
"""How many rules say where to split; the choice makes the search short, not right."""
LARGEST: Final = 16
"""How many rules say where to split a crowded region."""
SETS: Final = 16
"""How many sets of values are tried as a half."""

_Piece = tuple[Box, int, int]
"""What a rule has of a region: the box, its size, and that size again if it is one of the rules
that are apart, or else 0."""

_Split = tuple[int, int]
"""The column that is split, and its cell in one of the halves."""


class _Region(NamedTuple):
    box: Box
    size: int  # in combinations of parts
    pieces: list[_Piece]
    taken: int  # the sizes of its pieces together

    @property
    def room(self) -> int:
        return self.size - self.taken

    def is_covered(self) -> bool:
        if sum([of_apart for _, _, of_apart in self.pieces]) == self.size:
            return True
        return max([size for _, size, _ in self.pieces]) == self.size


def gaps(table: Table, met: list[int] | None = None) -> Iterator[Box]:
    """Yield disjoint boxes that together are exactly the cases that no rule covers.

    The order is always the same, with large gaps towards the front. `met` is what `neighbours`
    returns, for who has it already. There can be far more gaps than rules: take what is needed.
    """
    waiting = [_all_cases(table, neighbours(table) if met is None else met)]
    while waiting:
        region = waiting.pop()
        if not region.pieces:
            yield region.box
        elif not region.is_covered():
            halves = _halves(region, _split(region, table))
            waiting += sorted(halves, key=lambda half: half.room)


def first_gap(table: Table, met: list[int] | None = None) -> Box | None:
    """Return a box of cases that no rule covers, or None: the table is complete."""
    return next(gaps(table, met), None)


def _all_cases(table: Table, met: list[int]) -> _Region:
    chosen = apart(met)
    sizes = [prod([cell.bit_count() for cell in box]) for box in table.rules]
    pieces = [
        (box, size, size if chosen >> i & 1 else 0)
        for i, (box, size) in enumerate(zip(table.rules, sizes, strict=True))
    ]
    size = prod(cell.bit_count() for cell in table.whole)
    return _Region(table.whole, size, pieces, sum(sizes))


def _halves(region: _Region, split: _Split) -> tuple[_Region, _Region]:
    k, half = split
    other = region.box[k] & ~half
    ones: list[_Piece] = []
    others: list[_Piece] = []
    for piece in region.pieces:
        cell = piece[0][k]
        inside = cell & half
        if inside == cell:
            ones.append(piece)
        elif not inside:
            others.append(piece)
        else:
            ones.append(_cut(piece, k, inside))
            others.append(_cut(piece, k, cell ^ inside))
    return _half(region, k, half, ones), _half(region, k, other, others)


def _cut(piece: _Piece, k: int, cell: int) -> _Piece:
    box, size, of_apart = piece
    size = size // box[k].bit_count() * cell.bit_count()
    return (*box[:k], cell, *box[k + 1 :]), size, size if of_apart else 0


def _half(region: _Region, k: int, cell: int, pieces: list[_Piece]) -> _Region:
    box = (*region.box[:k], cell, *region.box[k + 1 :])
    size = region.size // region.box[k].bit_count() * cell.bit_count()
    return _Region(box, size, pieces, sum([size for _, size, _ in pieces]))


def _split(region: _Region, table: Table) -> _Split:
    # In a table made from a tree the cut that goes through the fewest rules is a cut of the tree.
    # Where rules lie over each other every cut goes through many, and that search would not end.
    if region.taken > CROWDED * region.size:
        return _heaviest_bound(region, table)
    return _fewest_cut(region, table)


def _heaviest_bound(region: _Region, table: Table) -> _Split:
    """Return the split at the bound that the largest rules, added up, share most.

    Beyond it they are gone or have all of the column, so that soon one of them has everything.
    """
    weight: dict[_Split, int] = {}
    for box, size, _ in nlargest(LARGEST, region.pieces, key=lambda piece: piece[1]):
        for k, (cell, whole) in enumerate(zip(box, region.box, strict=True)):
            if cell == whole:
                continue
            for half in _sides(cell, whole) if table.columns[k].ordered else (cell,):
                weight[k, half] = weight.get((k, half), 0) + size
    return max(weight, key=weight.__getitem__)


def _sides(cell: int, whole: int) -> list[int]:
    """Return what of an interval lies before another, and what lies before its end."""
    sides = (whole & (cell & -cell) - 1, whole & (1 << cell.bit_length()) - 1)
    return [side for side in sides if side and side != whole]


_Cost = tuple[int, int, int]
"""How many rules a split cuts, how unevenly it parts them, and the cell of one half."""


def _fewest_cut(region: _Region, table: Table) -> _Split:
    """Return the split that cuts the fewest rules, and of those the most even one."""
    step = -(-len(region.pieces) // SAMPLE)
    boxes = [box for box, _, _ in region.pieces[::step]]
    best: tuple[_Cost, int] | None = None
    for k, whole in enumerate(region.box):
        cells = [cell for box in boxes if (cell := box[k]) != whole]
        if not cells:
            continue
        cheapest = _cheapest_bound if table.columns[k].ordered else _cheapest_set
        cut, uneven, half = cheapest(cells, whole)
        cost = (cut + len(boxes) - len(cells), uneven, half)
        if best is None or cost < best[0]:
            best = cost, k
    assert best  # a rule that reaches into a region without having all of it has a bound inside
    (_, _, half), k = best
    return k, half


def _cheapest_bound(cells: list[int], whole: int) -> _Cost:
    begin, end = (whole & -whole).bit_length() - 1, whole.bit_length()
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for cell in cells:
        first, last = (cell & -cell).bit_length() - 1, cell.bit_length()
        begins[first] = begins.get(first, 0) + 1
        ends[last] = ends.get(last, 0) + 1
    before, beyond = begins.pop(begin, 0), len(cells)
    ends.pop(end, 0)
    costs = []
    for bound in sorted(begins.keys() | ends.keys()):
        beyond -= ends.get(bound, 0)
        costs.append((before + beyond - len(cells), abs(before - beyond), bound))
        before += begins.get(bound, 0)
    cut, uneven, bound = min(costs)
    return cut, uneven, whole & (1 << bound) - 1


def _cheapest_set(cells: list[int], whole: int) -> _Cost:
    counts = Counter(cells)
    return min(_cost(half, whole, counts) for half, _ in counts.most_common(SETS))


def _cost(half: int, whole: int, counts: Counter[int]) -> _Cost:
    other = whole & ~half
    ones = sum([count for cell, count in counts.items() if cell & half])
    others = sum([count for cell, count in counts.items() if cell & other])
    return ones + others - counts.total(), abs(ones - others), half
