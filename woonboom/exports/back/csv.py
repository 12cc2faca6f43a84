"""CSV → table: our own, or one that somebody made by hand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from woonboom.diagnostics import Message
from woonboom.encodings import decoded
from woonboom.exports.back.table import (
    ANSWER_HEADINGS,
    BadTable,
    Line,
    Table,
    counted,
    named,
    once,
    table,
)
from woonboom.exports.cells import unguarded

_NO_TABLE: Final = Message(
    "‘{name}’ heeft geen kolommen voor een vraag, een antwoord en waar dat heen leidt. De eerste "
    "rij noemt de kolommen, bijvoorbeeld: vraag, antwoord, ga naar.",
    "‘{name}’ has no columns for a question, an answer and where that leads. The first row names "
    "the columns, for example: question, answer, go to.",
)
_NO_ROWS: Final = Message("‘{name}’ heeft geen rijen.", "‘{name}’ has no rows.")
_BROKEN: Final = Message(
    "‘{name}’ is geen CSV: bij rij {row} gaat het mis. Staat er een aanhalingsteken te veel?",
    "‘{name}’ is no CSV: it goes wrong at row {row}. Is there a quotation mark too many?",
)
_LONG_CELL: Final = Message(
    "In ‘{name}’ staat bij rij {row} een cel van meer dan {most} tekens. Staat er een "
    "aanhalingsteken te veel, dan loopt de cel door tot het eind.",
    "In ‘{name}’ a cell at row {row} has more than {most} characters. With a quotation mark too "
    "many a cell goes on to the end.",
)
_LARGEST_CELL: Final = 1_000_000
_SAYS_SEPARATOR: Final = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
"""What Excel may write above a table."""


def read_csv(name: str, data: bytes) -> Table:
    """Return the table in CSV, separated by commas, semicolons or tabs; raises `BadTable`."""
    lines = counted(name, _lines(name, decoded(data)))
    answers = [line for line in lines if line["question"] or line["ask"] or line["label"]]
    if not answers:
        raise BadTable(_NO_ROWS, name=name)
    return table(name, answers, lines)


def _lines(name: str, text: str) -> Iterator[Line]:
    said = _SAYS_SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    csv.field_size_limit(_LARGEST_CELL)
    delimiter = said[1] if said else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        headings = next(reader, [])
        columns = named(headings, ANSWER_HEADINGS)
        if not {"ask", "label", "goto"} <= set(columns):
            raise BadTable(_NO_TABLE, name=name)
        once(name, headings, columns)
        # Counted in rows, as a spreadsheet does: cells may hold more lines than one.
        for row, cells in enumerate(reader, start=3 if said else 2):
            padded = [*cells, *[""] * (len(columns) - len(cells))]
            told = {c: unguarded(v).strip() for c, v in zip(columns, padded, strict=False) if c}
            if any(told.values()):
                yield Line(row, told)
    except csv.Error as error:
        if "field limit" in str(error):
            raise BadTable(_LONG_CELL, name=name, row=reader.line_num, most=_LARGEST_CELL) from None
        raise BadTable(_BROKEN, name=name, row=reader.line_num) from None


def _separator(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)
