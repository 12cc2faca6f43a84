"""Rows that do not say everything → where a function of cases can still end for each of them.

A row goes down the diagram of the function, along every edge that it does not rule out. Along a
path no axis comes twice, so every way down is a case that fits the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from woonboom.decide.columns import UNKNOWN, WORD, Rows, Values
from woonboom.regions import Space
from woonboom.regions.diagrams import FALSE, Diagrams

_LARGEST: Final = 1 << 62
SEVERAL: Final = -1
"""There is more than one end."""

Cells = NDArray[np.intp]
"""The cell of an axis in which each row lies; `UNKNOWN` when the row does not say."""


def ends_of_rows(
    space: Space, function: int, columns: Mapping[str, Values], count: int
) -> NDArray[np.int64]:
    """Return of each row the terminal of `function` that all its cases have, or `SEVERAL`.

    It is `FALSE` when no case that fits the row has any. `columns` are those of `decide.columns`;
    a fact without one is not known in any of the `count` rows.
    """
    axes = space.diagrams.axes(function)
    cells = {level: _cells(space, level, columns) for level in axes}
    kinds = _kinds(space, cells, count)
    if kinds is None:
        return _Descent(space.diagrams, cells, count).ends(function)
    _, first, of_row = np.unique(kinds, return_index=True, return_inverse=True)
    some = {level: None if here is None else here[first] for level, here in cells.items()}
    return _Descent(space.diagrams, some, len(first)).ends(function)[of_row]


def _kinds(space: Space, cells: Mapping[int, Cells | None], count: int) -> Cells | None:
    """A number for each row, the same for rows that lie alike; None where it grows too large."""
    kinds, most = np.zeros(count, np.int64), 1
    for level, here in cells.items():
        size = len(space.axes[level].cells) + 1
        most *= size
        if most > _LARGEST:
            return None
        if here is not None:
            kinds = kinds * size + here + 1
    return kinds


def _cells(space: Space, level: int, columns: Mapping[str, Values]) -> Cells | None:
    axis = space.axes[level]
    values = columns.get(axis.fact.id)
    if values is None:
        return None
    if axis.option is not None:
        return _present(values, list(axis.fact.options).index(axis.option))
    if axis.fact.kind.compared != "number":
        return values.astype(np.intp)
    lows = np.array([cell.low for cell in axis.cells], np.int64)
    return np.searchsorted(lows, values, "right") - 1  # what is not known is below all


def _present(values: Values, place: int) -> Cells:
    """Whether one of several options is there."""
    words = values if values.ndim > 1 else values.reshape(-1, 1)
    word, bit = divmod(place, WORD)
    there = (words[:, word] >> bit & 1).astype(np.intp)
    return np.where(words.any(axis=1), there, UNKNOWN)


class _Descent:
    """Takes rows down a diagram, all rows of a node at once."""

    def __init__(self, diagrams: Diagrams, cells: Mapping[int, Cells | None], count: int) -> None:
        self._diagrams = diagrams
        self._cells = cells
        self._count = count
        self._waiting: dict[int, list[Rows]] = {}

    def ends(self, function: int) -> NDArray[np.int64]:
        """Return where the rows end."""
        found = np.full(self._count, FALSE, np.int64)
        self._waiting = {function: [np.arange(self._count)]}
        below = sorted(self._diagrams.below(function), key=self._diagrams.axis.__getitem__)
        for node in below:
            groups = self._waiting.pop(node, [])
            if not groups or node == FALSE:
                continue
            rows = groups[0] if len(groups) == 1 else np.unique(np.concatenate(groups))
            if self._diagrams.edges[node]:
                self._lead(node, rows)
            else:
                found[rows] = np.where(found[rows] == FALSE, node, SEVERAL)
        return found

    def _lead(self, node: int, rows: Rows) -> None:
        axis = self._diagrams.axis[node]
        cells = self._cells[axis]
        here = np.full(len(rows), UNKNOWN) if cells is None else cells[rows]
        size = self._diagrams.full[axis].bit_length()
        for mask, low in self._diagrams.edges[node]:
            able = np.array([mask >> at & 1 for at in range(size)] + [1], np.bool_)
            going = rows[able[here]]  # the place of UNKNOWN is the last
            if going.size:
                self._waiting.setdefault(low, []).append(going)
