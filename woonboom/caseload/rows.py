"""A CSV file → its rows, each with the line that it begins on; whatever is wrong with one.

Any of `;`, `,` and a tab may stand between cells. A row that cannot be read (a quotation mark that
is not closed) is one row: the lines that it would swallow are read again, each by itself.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from woonboom.caseload.table import Chunk, Counted, NoCaseload, Odd
from woonboom.caseload.wanted import Cells
from woonboom.diagnostics import Message, Said
from woonboom.encodings import encoding_of

_BETWEEN: Final = (";", ",", "\t")
_EMPTY: Final = Message("het bestand is leeg", "the file is empty")
_NO_TABLE: Final = Message(
    "vanaf regel {line} is het geen tabel meer: die regel is veel te lang",
    "it is no table from line {line} on: that line is far too long",
)
_QUOTED: Final = Message(
    "niet te lezen: een aanhalingsteken klopt niet, of een cel is te lang",
    "cannot be read: a quotation mark is wrong, or a cell is too long",
)
_TOO_MANY: Final = Message("meer cellen dan de eerste regel", "more cells than the first line")
_BLOCK: Final = 1 << 20
_LONGEST_LINE: Final = 1 << 24
_ROWS: Final = 1 << 12
_MOST_MENDED: Final = 100
"""In a file with more rows that cannot be read, the lines that they swallow are not read again."""

Numbered: TypeAlias = "tuple[int, list[str] | None]"
"""The cells of a row with the line that it begins on; None when it cannot be read."""


class TextTable:
    """A CSV file that is read in chunks; `header` is its first row that says something.

    `columns` tells of a header how many columns it knows: that tells what stands between cells.
    Raises `NoCaseload` for a file that is no table.
    """

    counted: Counted = "line"

    def __init__(self, file: BinaryIO, columns: Callable[[Sequence[str]], int]) -> None:
        self._file = file if file.seekable() else io.BytesIO(file.read())
        self._size = self._file.seek(0, io.SEEK_END)
        self._file.seek(0)
        encoding = encoding_of(iter(partial(self._file.read, _BLOCK), b""))
        self._file.seek(0)
        self._text = io.TextIOWrapper(self._file, encoding, "replace", newline="")
        headers = {between: self._below(between)[0] for between in _BETWEEN}
        if not any(headers.values()):
            raise NoCaseload(Said(_EMPTY))
        self._between = max(headers, key=lambda between: columns(headers[between]))
        self.header: Sequence[str] = headers[self._between]

    def _below(self, between: str) -> tuple[list[str], _Lines]:
        """The header, if it can be read so, and the lines below it."""
        self._text.seek(0)
        lines = _Lines(self._text, between)
        for _, cells in lines.rows():
            if cells and any(cells) and not _is_mark(cells):
                return cells, lines
        return [], lines

    def chunks(self, _: Sequence[int]) -> Iterator[Chunk]:
        """Yield the rows below the header; those without anything in them are left out."""
        lines = self._below(self._between)[1]
        while rows := lines.block(_ROWS):
            yield self._chunk(rows)

    def _chunk(self, rows: list[Numbered]) -> Chunk:
        odd: list[Odd] = []
        numbers: list[int] = []
        kept: list[list[str]] = []
        width = len(self.header)
        for line, cells in rows:
            if cells is None:
                odd.append(Odd(line, Said(_QUOTED)))
            elif len(cells) > width and any(cells[width:]):
                odd.append(Odd(line, Said(_TOO_MANY)))
            elif any(cells):
                numbers.append(line)
                kept.append(cells if len(cells) == width else _fitted(cells, width))
        columns = list(zip(*kept, strict=True)) or [()] * width
        done = self._file.tell() / max(1, self._size)
        return Chunk(np.array(numbers, np.int64), TextColumns(columns), tuple(odd), done)


class TextColumns:
    """The cells of some rows, column by column."""

    def __init__(self, columns: Sequence[Sequence[str]]) -> None:
        self._columns = columns

    def codes(self, place: int, cells: Cells) -> NDArray[Any]:
        """Return the codes of a column."""
        return cells.codes(self._columns[place])

    def cells(self, place: int) -> Sequence[object]:
        """Return the cells of a column."""
        return self._columns[place]


class _Lines:
    """The lines of a text as rows; those that a row has taken can be given back."""

    def __init__(self, text: io.TextIOWrapper, between: str) -> None:
        self._read = partial(text.readline, _LONGEST_LINE)
        self._parsed = partial(csv.reader, delimiter=between, strict=True, skipinitialspace=True)
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._number = 0
        self._mended = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self._number += 1
        _refuse_long([line], self._number)
        self._taken.append(line)
        return line

    def block(self, count: int) -> list[Numbered]:
        """Return the rows of the next lines, `count` of them or a few more; none at the end."""
        lines = list(islice(iter(self._read, ""), count))
        _refuse_long(lines, self._number + 1)
        found: list[Numbered] = []
        reader, taken = self._parsed(lines), 0
        with suppress(csv.Error):
            for cells in reader:
                found.append((self._number + taken + 1, cells))
                taken = reader.line_num
        self._number += taken
        if taken < len(lines):  # the last row goes on below these lines, or something is wrong
            self._again.extend(lines[taken:])
            found += self._until_new()
        return found

    def _until_new(self) -> Iterator[Numbered]:
        """Yield the rows up to a line that was not read before."""
        for row in self.rows():
            yield row
            if not self._again:
                break

    def rows(self) -> Iterator[Numbered]:
        """Yield the rows one by one."""
        reader = self._parsed(self)
        while True:
            self._taken.clear()
            line = self._number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                self._give_back()
                yield line, None
            else:
                yield line, cells

    def _give_back(self) -> None:
        """Have all lines of a row that cannot be read again but the first."""
        self._mended += 1
        if self._mended <= _MOST_MENDED:
            self._number -= len(self._taken) - 1
            self._again.extendleft(reversed(self._taken[1:]))


def _refuse_long(lines: Sequence[str], first: int) -> None:
    """Give up where a line is so long that the file is no table."""
    if any(len(line) >= _LONGEST_LINE for line in lines):
        number = next(n for n, line in enumerate(lines, first) if len(line) >= _LONGEST_LINE)
        raise NoCaseload(Said(_NO_TABLE, {"line": number}))


def _fitted(cells: list[str], width: int) -> list[str]:
    """A row of the right width: spreadsheets leave out the last cells when they are empty."""
    return [*cells[:width], *[""] * (width - len(cells))]


def _is_mark(cells: list[str]) -> bool:
    """Whether a row is what Excel writes for itself: what stands between cells."""
    return cells[0].strip().lower().startswith("sep=")
