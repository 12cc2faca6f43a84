"""A Parquet file → its rows, with pyarrow, which `pip install 'woonboom[parquet]'` brings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from woonboom.caseload.table import Chunk, Counted, NoCaseload
from woonboom.caseload.wanted import Cells
from woonboom.diagnostics import Message, Said

MARK: Final = b"PAR1"
"""What a Parquet file begins with."""
_NO_READER: Final = Message(
    "een Parquet-bestand lezen kan pas na: pip install 'woonboom[parquet]'. Of sla het op als CSV",
    "reading a Parquet file first needs: pip install 'woonboom[parquet]'. Or save it as CSV",
)
_BROKEN: Final = Message(
    "het Parquet-bestand is stuk of niet af", "the Parquet file is broken or not complete"
)
_ROWS: Final = 1 << 16


class ParquetTable:
    """A Parquet file that is read in chunks; raises `NoCaseload` for one that cannot be read."""

    counted: Counted = "row"

    def __init__(self, file: BinaryIO) -> None:
        try:
            from pyarrow import ArrowException, parquet
        except ImportError as error:
            raise NoCaseload(Said(_NO_READER)) from error
        self._faults = (ArrowException, OSError, ValueError)
        try:
            self._file = parquet.ParquetFile(file)
        except self._faults as error:
            raise NoCaseload(Said(_BROKEN)) from error
        self.header: Sequence[str] = self._file.schema_arrow.names

    def chunks(self, places: Sequence[int]) -> Iterator[Chunk]:
        """Yield the rows, with the columns at some places only."""
        names = [self.header[place] for place in places]
        count, at = self._file.metadata.num_rows, 0
        try:
            for part in self._file.iter_batches(_ROWS, columns=names):
                columns = dict(zip(places, map(part.column, names), strict=True))
                numbers = np.arange(at + 1, at + 1 + part.num_rows)
                at += part.num_rows
                yield Chunk(numbers, ArrowColumns(columns), (), at / max(1, count))
        except self._faults as error:
            raise NoCaseload(Said(_BROKEN)) from error


class ArrowColumns:
    """The cells of some rows, column by column, as pyarrow has them."""

    def __init__(self, columns: dict[int, Any]) -> None:
        self._columns = columns

    def codes(self, place: int, cells: Cells) -> NDArray[Any]:
        """Return the codes of a column; each distinct value is looked at once."""
        from pyarrow import ArrowNotImplementedError, DictionaryArray

        column = self._columns[place]
        if isinstance(column, DictionaryArray):
            column = column.dictionary_decode()
        try:
            column = column.dictionary_encode()
            found = cells.codes([*map(_plain, column.dictionary.to_pylist()), None])
            blank = len(column.dictionary)
            places: NDArray[Any] = column.indices.fill_null(blank).to_numpy(zero_copy_only=False)
            codes: NDArray[Any] = found[places]
            return codes
        except (ArrowNotImplementedError, AttributeError):  # lists, and what is no type of a fact
            return cells.codes(map(_plain, column.to_pylist()))

    def cells(self, place: int) -> Sequence[object]:
        """Return the cells of a column."""
        return [_plain(cell) for cell in self._columns[place].to_pylist()]


def _plain(cell: object) -> object:
    """A cell that can be looked up: lists as tuples; what no fact can be as its text."""
    if isinstance(cell, list):
        return tuple(None if part is None else str(part) for part in cell)
    return str(cell) if isinstance(cell, dict | bytes) else cell
