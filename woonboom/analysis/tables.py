"""Decision tables: every overlap and every gap of their rules, proved and with a witness.

>>> table = {
...     "columns": [{"name": "months", "type": "int", "domain": [0, 600]}],
...     "rules": [{"when": [{"lo": 6}]}, {"when": [{"lo": 12, "hi": 24}]}],
... }
>>> report = analyse_table(table)
>>> report.overlaps, report.overlap_witnesses
([(0, 1)], [{'months': 12}])
>>> report.gaps, report.witness
([{'months': {'lo': 0, 'hi': 5}}], {'months': 0})
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from operator import and_
from typing import TypeVar

from woonboom.analysis.table_boxes import Box, Cell, Table, Value
from woonboom.analysis.table_gaps import gaps
from woonboom.analysis.table_overlaps import neighbours, overlaps
from woonboom.analysis.table_reading import TableError, read_table

__all__ = ["TableError", "TableReport", "analyse_table"]

_T = TypeVar("_T")


@dataclass(frozen=True)
class TableReport:
    """What `analyse_table` found.

    `overlaps` has the pairs of rules (indexes from 0, i < j, in order) that share a case. `gaps`
    has disjoint boxes that together are exactly the cases without a rule: per column a cell as a
    rule has it, None where any value will do. `truncated`: one of the lists was cut at the limit.
    `complete` (every case has a rule) is exact all the same, and `witness` is a case without a
    rule, or None.
    """

    overlaps: list[tuple[int, int]]
    gaps: list[dict[str, Cell]]
    complete: bool
    truncated: bool
    witness: dict[str, Value] | None
    _table: Table = field(repr=False, compare=False)
    _gaps: list[Box] = field(repr=False, compare=False)

    @cached_property
    def overlap_witnesses(self) -> list[dict[str, Value]]:
        """For each of `overlaps` a case that both rules cover."""
        rules = self._table.rules
        shared = (tuple(map(and_, rules[i], rules[j])) for i, j in self.overlaps)
        return [self._table.witness(box) for box in shared]

    @cached_property
    def gap_witnesses(self) -> list[dict[str, Value]]:
        """For each of `gaps` a case in it."""
        return [self._table.witness(box) for box in self._gaps]


def analyse_table(table: Mapping[str, object], *, limit: int | None = None) -> TableReport:
    """Find the overlaps and gaps of a decision table: JSON data, as `read_table` describes it.

    Each list stops at `limit` entries; None gives all, and where rules lie criss-cross over many
    columns there can be millions of gaps. Raises `TableError` for data that is no such table.
    """
    if limit is not None and limit < 0:
        raise ValueError(f"limit is {limit}; it cannot be less than 0")
    read = read_table(table)
    met = neighbours(read)
    pairs, more_pairs = _at_most(limit, overlaps(met))
    # One more than the limit tells whether there are more, and a witness where the limit is 0.
    boxes = list(islice(gaps(read, met), None if limit is None else limit + 1))
    kept = boxes[:limit]
    return TableReport(
        overlaps=pairs,
        gaps=[read.cells(box) for box in kept],
        complete=not boxes,
        truncated=more_pairs or len(kept) < len(boxes),
        witness=read.witness(boxes[0]) if boxes else None,
        _table=read,
        _gaps=kept,
    )


def _at_most(limit: int | None, found: Iterator[_T]) -> tuple[list[_T], bool]:
    kept = list(islice(found, limit))
    return kept, next(found, None) is not None
