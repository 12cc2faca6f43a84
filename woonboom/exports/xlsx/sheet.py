"""What a sheet of the review consists of: plain data, which `book.py` writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from woonboom.diagnostics import Message
from woonboom.exports.xlsx import words


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a text or number, where it leads to, and the kind that it shows.

    `to` is a sheet and a row of its table; `again` says that the row above has the same,
    `strong` that it is a heading.
    """

    value: str | int = ""
    to: tuple[Message, int] | None = None
    kind: str = ""
    again: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in letters, and what it is for.

    `role` is "text", "code" (short, in the middle, bold), "title" (bold), "verdict", "remark" or
    "technical" (for the way back: grey, not printed). With `upright` its heading goes upwards.
    """

    head: Message
    width: int
    role: str = "text"
    upright: bool = False


VERDICT: Final = Column(words.VERDICT, 13, "verdict")
REMARK: Final = Column(words.REMARK, 38, "remark")


@dataclass(frozen=True)
class Sheet:
    """A table on a sheet of its own. `begins` are the rows where something new begins."""

    name: Message
    about: Message
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    fixed: int = 1
    begins: frozenset[int] = field(default_factory=frozenset)

    def column(self, role: str) -> int | None:
        """Return the place of the first column with a role."""
        found = (at for at, column in enumerate(self.columns) if column.role == role)
        return next(found, None)


def of(*values: str | int) -> list[Cell]:
    """Return cells that only have a value."""
    return [Cell(value) for value in values]


Places = Mapping[str, tuple[Message, int]]
"""Where the row of every question and outcome stands."""
