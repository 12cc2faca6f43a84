"""What a table of cases is, whatever file it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from woonboom.caseload.wanted import Cells
from woonboom.decide.columns import Values
from woonboom.diagnostics import Said

Counted = Literal["line", "row"]
"""What the numbers of rows count: lines of a text, or rows of a table without lines."""


class NoCaseload(Exception):
    """A file that cannot be read as a table of cases; `said` tells why."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.say("en"))
        self.said = said


class Odd(NamedTuple):
    """A row with something wrong: its number, what, and in which column if it is one.

    What the row says is in neither: it may be of a person.
    """

    at: int
    said: Said
    column: str = ""


class Grid(Protocol):
    """The cells of some rows."""

    def codes(self, place: int, cells: Cells) -> NDArray[Any]:
        """Return the codes of a column."""

    def cells(self, place: int) -> Sequence[object]:
        """Return the cells of a column."""


class Chunk(NamedTuple):
    """Some rows of a table: their numbers, their cells, and the odd rows left out of those.

    `done` is the share of the file that has been read.
    """

    at: NDArray[np.int64]
    grid: Grid
    odd: tuple[Odd, ...]
    done: float


class Table(Protocol):
    """A table that is read in chunks."""

    counted: Counted
    header: Sequence[str]

    def chunks(self, places: Sequence[int]) -> Iterator[Chunk]:
        """Yield the rows below the header, with the columns at `places` at least."""


@dataclass(frozen=True)
class Batch:
    """Some cases: the number of each row, what to call it, and the columns of `decide.columns`.

    What a row is called is its reference, or else its number. `odd` says all that is wrong with
    the rows that were left out; there are `left_out` of them.
    """

    at: NDArray[np.int64]
    names: Sequence[str | int]
    columns: dict[str, Values]
    odd: tuple[Odd, ...] = ()
    left_out: int = 0
    done: float = 0.0
