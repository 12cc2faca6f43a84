"""XLSX → table: a review that comes back, or a sheet that somebody made by hand."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Final

from woonboom.diagnostics import Message
from woonboom.exports.back.table import (
    ANSWER_HEADINGS,
    NUMBER_HEADINGS,
    OUTCOME_HEADINGS,
    REMARK_HEADINGS,
    BadTable,
    Line,
    Remark,
    Table,
    counted,
    named,
    once,
    table,
)
from woonboom.exports.xlsx import kept, words

Grid = list[list[str]]
Names = Mapping[str, str]


class Odd(str):
    """A cell that is no text and no number: a date, a fault, a formula without a result."""

    __slots__ = ()


_NO_BOOK: Final = Message(
    "‘{name}’ is geen werkmap van Excel of LibreOffice (.xlsx) die te lezen is.",
    "‘{name}’ is no workbook of Excel or LibreOffice (.xlsx) that can be read.",
)
_TOO_LARGE: Final = Message(
    "‘{name}’ is te groot om te lezen.", "‘{name}’ is too large to be read."
)
_NO_TABLE: Final = Message(
    "In ‘{name}’ staat geen blad met kolommen voor een vraag, een antwoord en waar dat heen leidt "
    "(Vraag, Antwoord, Ga naar).",
    "In ‘{name}’ there is no sheet with columns for a question, an answer and where that leads "
    "(Question, Answer, Go to).",
)
_ODD: Final = Message(
    "In ‘{name}’, {place}, kolom ‘{column}’, staat geen tekst maar ‘{cell}’: een datum, een fout "
    "of een formule. Schrijf er de tekst of het getal zelf.",
    "In ‘{name}’, {place}, column ‘{column}’, there is no text but ‘{cell}’: a date, a fault or a "
    "formula. Write the text or number itself there.",
)
_LARGEST: Final = 100_000_000
"""How many bytes a workbook may be when it is unpacked."""
_MOST_COLUMNS: Final = 100
_FAULTS: Final = frozenset(
    ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
_HEAD_WITHIN: Final = 10
"""In which rows the headings are looked for."""
# Texts of which an author may have written the numbers as parameters.
_TEXTS: Final = ("ask", "help", "label", "outcome_title", "text")


def read_xlsx(name: str, data: bytes) -> Table:
    """Return the table in a workbook; raises `BadTable`."""
    grids = _grids(name, data)
    own = _Kept(grids.pop(kept.NAME, []))
    answers = _table(name, grids, ANSWER_HEADINGS, {"ask", "label", "goto"})
    if not answers:
        raise BadTable(_NO_TABLE, name=name)
    ends = _table(name, grids, OUTCOME_HEADINGS, {"outcome_title", "kind"})
    read = table(
        name, [own.restored(line) for line in answers], [own.restored(line) for line in ends]
    )  # fmt: skip
    return replace(
        read, head={**read.head, **own.head}, facts={**read.facts, **own.facts},
        parameters={**read.parameters, **own.parameters}, remarks=list(_remarks(grids)),
        was=own.was,
        numbers=_numbers(grids),
    )  # fmt: skip


def _table(name: str, grids: Mapping[str, Grid], known: Names, needed: set[str]) -> list[Line]:
    """The rows of the sheet with some columns; refuses what cannot be read there."""
    lines = counted(name, _found(grids, known, needed, name))
    for line in lines:
        for column, cell in line.cells.items():
            if isinstance(cell, Odd):
                raise BadTable(_ODD, name=name, place=line.place, column=column, cell=cell)
    return lines


def _numbers(grids: Mapping[str, Grid]) -> dict[str, str]:
    """The values of parameters, by their ids."""
    lines = _found(grids, NUMBER_HEADINGS, {"id", "value"})
    return {line["id"]: line["value"] for line in lines}


def _grids(name: str, data: bytes) -> dict[str, Grid]:
    """The texts of every sheet."""
    import warnings

    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST:
                raise BadTable(_TOO_LARGE, name=name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it leaves out of other programs' files
            values, formulas = (
                openpyxl.load_workbook(io.BytesIO(data), data_only=only, read_only=True)
                for only in (True, False)
            )
            return {sheet.title: _grid(sheet, formulas[sheet.title]) for sheet in values.worksheets}
    except BadTable:
        raise
    except Exception:  # noqa: BLE001 (a file can be anything, and so can what it breaks)
        raise BadTable(_NO_BOOK, name=name) from None


def _grid(sheet: Any, formulas: Any) -> Grid:  # noqa: ANN401 (openpyxl has no types)
    pairs = zip(_cells(sheet), _cells(formulas), strict=False)
    found = [[_text(value, formula) for value, formula in zip(*row, strict=False)] for row in pairs]
    while found and not any(found[-1]):
        found.pop()
    return found


def _cells(sheet: Any) -> Iterator[tuple[object, ...]]:  # noqa: ANN401
    rows: Iterator[tuple[object, ...]] = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    return rows


def _text(value: object, formula: object) -> str:
    if value is None:
        return Odd(formula) if isinstance(formula, str) and formula.startswith("=") else ""
    if isinstance(value, date | time | timedelta) or value in _FAULTS:
        return Odd(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _found(
    grids: Mapping[str, Grid], known: Names, needed: set[str], name: str = ""
) -> Iterator[Line]:
    """The rows of the first sheet that has the columns that are needed.

    With the `name` of the file, columns that are there twice are refused.
    """
    for sheet, grid in grids.items():
        for at, headings in enumerate(grid[:_HEAD_WITHIN]):
            columns = named(headings, known)
            if needed <= set(columns):
                if name:
                    once(name, headings, columns)
                yield from _below(sheet, grid, at, columns)
                return


def _below(sheet: str, grid: Grid, at: int, columns: Sequence[str]) -> Iterator[Line]:
    for row, cells in enumerate(grid[at + 1 :], start=at + 2):
        told: dict[str, str] = {}
        padded = [*cells, *[""] * (len(columns) - len(cells))]
        for column, cell in zip(columns, padded, strict=False):
            if column:
                told.setdefault(column, cell)
        if any(told.values()):
            yield Line(row, told, sheet)


def _remarks(grids: Mapping[str, Grid]) -> Iterator[Remark]:
    """What reviewers said, on all sheets."""
    for sheet, grid in grids.items():
        for line in _found({sheet: grid}, REMARK_HEADINGS, {"verdict", "remark"}):
            if line["remark"] or line["verdict"] in _NOT_RIGHT:
                yield Remark(line, line["verdict"], line["remark"])


_NOT_RIGHT: Final = {t for m in (words.WRONG, words.UNSURE) for t in (m.nl, m.en)}


class _Kept:
    """What the file carries for the way back."""

    def __init__(self, grid: Iterable[Sequence[str]]) -> None:
        rows = [(row[0], row[1], row[2]) for row in grid if len(row) >= 3]
        self.head = {name: value for what, name, value in rows if what == kept.HEAD}
        self.facts = {n: _block(v) for what, n, v in rows if what == kept.FACT}
        self.parameters = {n: _block(v) for what, n, v in rows if what == kept.PARAMETER}
        self.written = {name: value for what, name, value in rows if what == kept.TEXT}
        self.was = {n: self.as_written(_block(v)) for what, n, v in rows if what == kept.WAS}

    def restored(self, line: Line) -> Line:
        """Return a row with its texts as their author wrote them, where nobody changed them."""
        told = self.as_written(line.cells)
        if "steps" in told:
            steps = [self.written.get(step, step) for step in told["steps"].splitlines()]
            told["steps"] = "\n".join(steps)
        return replace(line, cells=told)

    def as_written(self, cells: Mapping[str, object]) -> dict[str, str]:
        """Return cells with their texts as their author wrote them."""
        return {
            name: self.written.get(str(cell), str(cell)) if name in _TEXTS else str(cell)
            for name, cell in cells.items()
        }


def _block(value: str) -> Mapping[str, object]:
    try:
        block = json.loads(value)
    except (ValueError, RecursionError):
        return {}
    return block if isinstance(block, dict) else {}
