"""Room for notes in what a drawing leaves free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Final

import numpy as np
import numpy.typing as npt

from woonboom import style
from woonboom.layout.sheet import Block
from woonboom.scene import Box

_CELL: Final = 0.4
"""Em per cell of the raster on which room is looked for."""
_GAP: Final = 1.0
"""Room around notes, in em."""
_MOST_ORDERS: Final = 6

Size = tuple[float, float]


def found_room(taken: Iterable[Box], notes: Sequence[Block], field: Size) -> tuple[Box, ...] | None:
    """Return places for all notes in a field, or None; all in em.

    The boxes in `taken` are kept clear. Notes are tried in several orders.
    """
    room = Room(*field, taken)
    least = sum(min(w * h for w, h in note.sizes()) for note in notes) * style.SMALL_SIZE**2
    if least > room.free:
        return None
    sizes = [[(w * style.SMALL_SIZE, h * style.SMALL_SIZE) for w, h in n.sizes()] for n in notes]
    for order in list(permutations(range(len(notes))))[:_MOST_ORDERS]:
        left = room.copy()
        found: dict[int, Box] = {}
        for n in order:
            box = left.take(sizes[n])
            if box is None:
                break
            found[n] = box
        if len(found) == len(notes):
            return tuple(found[n] for n in range(len(notes)))
    return None


class Room:
    """What is still free of a field of `width` by `height` em."""

    def __init__(self, width: float, height: float, taken: Iterable[Box] = ()) -> None:
        self._width, self._height = width, height
        shape = int(height / _CELL + 1e-9), int(width / _CELL + 1e-9)
        self._taken = np.zeros(shape, np.int32)
        for box in taken:
            self._take(box)

    @property
    def free(self) -> float:
        """How much is free, in square em."""
        return float((self._taken == 0).sum()) * _CELL**2

    def copy(self) -> Room:
        """Return the same room, to be filled on its own."""
        room = Room(self._width, self._height)
        room._taken = self._taken.copy()
        return room

    def _take(self, box: Box) -> None:
        x, y, width, height = box
        left, top = int(max(0.0, x - _GAP) / _CELL), int(max(0.0, y - _GAP) / _CELL)
        right, low = -int(-(x + width + _GAP) // _CELL), -int(-(y + height + _GAP) // _CELL)
        self._taken[top:low, left:right] = 1

    def take(self, sizes: Sequence[Size]) -> Box | None:
        """Take room for the first of `sizes` that there is room for, near a corner."""
        sums = np.zeros((self._taken.shape[0] + 1, self._taken.shape[1] + 1), np.int32)
        sums[1:, 1:] = self._taken.cumsum(0).cumsum(1)
        for width, height in sizes:
            wide, high = -int(-width // _CELL), -int(-height // _CELL)
            spot = _spot(sums, wide, high)
            if spot:
                box = self._box(spot, (wide, high), (width, height))
                self._take(box)
                return box
        return None

    def _box(self, spot: tuple[int, int], cells: tuple[int, int], size: Size) -> Box:
        """The place of a note; at the right and at the bottom it stands against the very edge."""
        rows, columns = self._taken.shape
        x = self._width - size[0] if spot[0] + cells[0] == columns else spot[0] * _CELL
        y = self._height - size[1] if spot[1] + cells[1] == rows else spot[1] * _CELL
        return x, y, *size


def _spot(sums: npt.NDArray[np.int32], wide: int, high: int) -> tuple[int, int] | None:
    """The free place nearest to a corner: its column and its row."""
    rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
    if wide > columns or high > rows:
        return None
    inside = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    x, y = np.arange(columns - wide + 1), np.arange(rows - high + 1)
    far = np.minimum(x, x[::-1])[None, :] + np.minimum(y, y[::-1])[:, None]
    best = int(np.where(inside == 0, far, rows + columns).argmin())
    top, left = divmod(best, len(x))
    return None if inside[top, left] else (left, top)
