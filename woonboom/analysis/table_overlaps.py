"""Which rules of a decision table share a case: all rules at once, as bits of big integers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate
from operator import and_, or_

from woonboom.analysis.table_boxes import Table


def neighbours(table: Table) -> list[int]:
    """Return per rule which rules share a case with it: bit j for rule j, itself included.

    It takes the square of the number of rules, in bits: 1 MB per ordered column at 2,000 rules.
    """
    count = len(table.rules)
    found = [(1 << count) - 1] * count
    bits = [1 << i for i in range(count)]
    for k, column in enumerate(table.columns):
        cells = [box[k] for box in table.rules]
        having: dict[int, int] = {}  # per cell the rules that have it
        for cell, bit in zip(cells, bits, strict=True):
            having[cell] = having.get(cell, 0) | bit
        meet = _intervals_that_meet if column.ordered else _sets_that_meet
        met = meet(having, column.whole.bit_length())
        found = list(map(and_, found, [met[cell] for cell in cells]))
    return found


def _intervals_that_meet(having: Mapping[int, int], parts: int) -> dict[int, int]:
    # Of the rules that begin before a cell ends, all but those that end before it begins.
    begins, ends = [0] * parts, [0] * (parts + 1)
    for cell, rules in having.items():
        begins[_first(cell)] |= rules
        ends[cell.bit_length()] |= rules
    begun, ended = list(accumulate(begins, or_)), list(accumulate(ends, or_))
    return {cell: begun[cell.bit_length() - 1] ^ ended[_first(cell)] for cell in having}


def _first(cell: int) -> int:
    return (cell & -cell).bit_length() - 1


def _sets_that_meet(having: Mapping[int, int], parts: int) -> dict[int, int]:
    holding = [0] * parts  # per value the rules that have it in their cell
    for cell, rules in having.items():
        for place in _bits(cell):
            holding[place] |= rules
    met = dict.fromkeys(having, 0)
    for cell in having:
        for place in _bits(cell):
            met[cell] |= holding[place]
    return met


def overlaps(met: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rules i < j that share a case, in order, from what `neighbours` found."""
    for i, rules in enumerate(met):
        for j in _bits(rules >> i + 1):
            yield i, i + 1 + j


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def apart(met: list[int]) -> int:
    """Return a large set of rules, as bits, no two of which share a case.

    Greedy: those with the fewest neighbours first.
    """
    chosen = 0
    for i in sorted(range(len(met)), key=lambda i: met[i].bit_count()):
        if not met[i] & chosen:
            chosen |= 1 << i
    return chosen
