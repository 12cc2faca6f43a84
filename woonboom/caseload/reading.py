"""A file of cases → batches of columns, with what is wrong with each row that is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from woonboom.caseload.parquet import MARK, ParquetTable
from woonboom.caseload.rows import TextTable
from woonboom.caseload.table import Batch, Chunk, Counted, NoCaseload, Odd, Table
from woonboom.caseload.wanted import Cells, Layout, Wanted, layout_of
from woonboom.decide.columns import Values
from woonboom.diagnostics import Message, Said

_NO_COLUMNS: Final = Message(
    "geen enkele kolom heet als een feit van de boom. De eerste regel moet de feiten noemen, "
    "zoals: referentie;{facts}",
    "no column is called after a fact of the tree. The first line must name the facts, such as: "
    "reference;{facts}",
)
_TWICE: Final = Message(
    "deze kolommen zeggen hetzelfde als een andere: {columns}. Haal er een weg",
    "these columns say the same as another one: {columns}. Take one away",
)
_NO_CSV: Final = Message(
    "dit is een werkblad of zip-bestand. Sla het werkblad op als CSV",
    "this is a spreadsheet or zip file. Save the spreadsheet as CSV",
)
_ZIPPED: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_EXAMPLES: Final = 2
_SHOWN: Final = 40
MOST_TOLD: Final = 1_000
"""Of so many wrong cells it is told where they are; all are counted."""


@dataclass(frozen=True)
class Caseload:
    """A file of cases that has been opened.

    `referenced` tells whether a column has references, `missing` which wanted facts have no column,
    and `ignored` which columns are of no fact. Rows are `counted` as lines or as rows.
    """

    referenced: bool
    missing: tuple[str, ...]
    ignored: tuple[str, ...]
    counted: Counted
    batches: Iterator[Batch]


@contextmanager
def caseload(path: Path, wanted: Wanted, on: date) -> Iterator[Caseload]:
    """Open a file of cases: CSV, or Parquet when it begins like that.

    `on` is the day up to which months are counted for a fact that is given as a date. Raises
    `NoCaseload` for what is no such file, also while its batches are read, and `OSError`.
    """
    with path.open("rb") as file:
        table = _table(file, wanted)  # which must stay as long as the file is open
        yield _caseload(table, wanted, on)


def _table(file: BufferedReader, wanted: Wanted) -> Table:
    begin = file.peek(len(MARK))
    if begin.startswith(_ZIPPED):
        raise NoCaseload(Said(_NO_CSV))
    if begin.startswith(MARK):
        return ParquetTable(file)
    return TextTable(file, lambda header: layout_of(header, wanted).known)


def _caseload(table: Table, wanted: Wanted, on: date) -> Caseload:
    layout = _layout(table.header, wanted)
    missing = tuple(fact for fact in wanted.facts if fact not in layout.facts)
    ignored = tuple(dict.fromkeys(map(shown, layout.ignored)))
    batches = _batches(table, layout, wanted, on)
    return Caseload(layout.reference is not None, missing, ignored, table.counted, batches)


def _layout(header: Sequence[str], wanted: Wanted) -> Layout:
    layout = layout_of(header, wanted)
    if not layout.known:
        facts = ";".join(list(wanted.facts)[:_EXAMPLES])
        raise NoCaseload(Said(_NO_COLUMNS, {"facts": facts}))
    if layout.twice:
        raise NoCaseload(Said(_TWICE, {"columns": ", ".join(map(shown, layout.twice))}))
    return layout


def _batches(table: Table, layout: Layout, wanted: Wanted, on: date) -> Iterator[Batch]:
    readers = {
        fact: Cells(wanted.facts[fact], on, wanted.options.get(fact, {})) for fact in layout.facts
    }
    places = [*layout.facts.values()]
    places += [] if layout.reference is None else [layout.reference]
    for chunk in table.chunks(places):
        yield _Reading(chunk, table.header, layout, readers).batch()


@dataclass(frozen=True)
class _Reading:
    """Reads the cells of one chunk."""

    chunk: Chunk
    header: Sequence[str]
    layout: Layout
    readers: dict[str, Cells]

    def batch(self) -> Batch:
        """Return the cases, and what is wrong with rows that have a wrong cell."""
        columns: dict[str, Values] = {}
        odd = list(self.chunk.odd)
        sound = np.ones(len(self.chunk.at), np.bool_)
        for fact, place in self.layout.facts.items():
            codes = self.chunk.grid.codes(place, self.readers[fact])
            columns[fact], wrong = self.readers[fact].column(codes)
            if wrong is not None and wrong.any():
                sound &= ~wrong
                odd += self._odd(fact, place, wrong)
        left_out = len(self.chunk.odd) + int((~sound).sum())
        names = self._names()
        if not sound.all():
            columns = {fact: values[sound] for fact, values in columns.items()}
            names = [names[place] for place in np.flatnonzero(sound)]
        at = self.chunk.at[sound]
        return Batch(at, names, columns, tuple(sorted(odd, key=_line)), left_out, self.chunk.done)

    def _odd(self, fact: str, place: int, wrong: NDArray[np.bool_]) -> Iterator[Odd]:
        cells, title = self.chunk.grid.cells(place), shown(self.header[place])
        for row in np.flatnonzero(wrong)[:MOST_TOLD]:
            said = self.readers[fact].wrong(cells[row])
            yield Odd(int(self.chunk.at[row]), said, title)

    def _names(self) -> list[str | int]:
        """The reference of each row; of a row without one, its number."""
        numbers = self.chunk.at.tolist()
        if self.layout.reference is None:
            return list(numbers)
        cells = self.chunk.grid.cells(self.layout.reference)
        given = ("" if cell is None else str(cell).strip() for cell in cells)
        return [name or number for name, number in zip(given, numbers, strict=True)]


def _line(odd: Odd) -> int:
    return odd.at


def shown(title: str) -> str:
    """Return the title of a column as it can be shown: one short line."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
