"""Answers from a web form, exported as CSV: a person per row, a question per column.

Columns are known by the id or the text of what they ask, answers by the id or the words of a point
of the scale or by its number from 1. Other columns are left alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from woonboom.diagnostics import Argument, Message, Said
from woonboom.encodings import decoded
from woonboom.evaluation.form import Form, Head
from woonboom.evaluation.responses import Response, comment, folded, made, one_line

NO_COLUMNS: Final = Message(
    "In dit bestand heet geen enkele kolom als een stelling van het formulier ‘{form}’. De eerste "
    "rij moet de stellingen noemen, met hun tekst of met hun id.",
    "No column of this file is called after a statement of the form ‘{form}’. The first row must "
    "name the statements, by their text or by their id.",
)
CUT_SHORT: Final = Message(
    "Dit bestand is vanaf rij {row} niet gelezen: daar is het geen tabel meer. Kijk of een "
    "aanhalingsteken mist, of sla het opnieuw op als CSV.",
    "This file was not read from row {row} on: there it is no table any more. See whether a "
    "quotation mark is missing, or save it as CSV again.",
)
_NO_POINT: Final = Message(
    "Stelling {number}: ‘{value}’ staat niet op de schaal. Dat antwoord telt niet mee.",
    "Statement {number}: ‘{value}’ is not on the scale. That answer does not count.",
)
_TOO_MANY: Final = Message(
    "Deze rij heeft meer kolommen dan de eerste; wat te veel is, telt niet mee.",
    "This row has more columns than the first one; what is too many does not count.",
)
_TWICE: Final = Message(
    "Twee kolommen horen bij ‘{text}’; alleen de eerste telt mee.",
    "Two columns belong to ‘{text}’; only the first one counts.",
)
_BETWEEN: Final = (";", ",", "\t")
_NUMBER: Final = re.compile(r"(?:(?:stelling|vraag|statement|question) )?\d{1,3} ?[.):] ?")
_EXPLAINS: Final = re.compile(r"(?:toelichting|explanation)\b[ :_-]*(.*)")
_OF_NUMBER: Final = re.compile(
    r"(?:(?:bij|of|on) )?(?:stelling|vraag|statement|question)? ?(\d{1,3})\b.*"
)
_POINT: Final = re.compile(r"([1-5])(?:[.,]0+)?(?: ?[-–.:)=] ?[^\W\d].*)?")
_MARKS: Final = str.maketrans("’‘“”", "''\"\"")
_MOST_ROWS: Final = 100_000
_SHOWN: Final = 40
_TIME_DIGITS: Final = 6
_END: Final = "\ue000"
"""Put behind a table, to see whether its last row is closed."""


class Trouble(NamedTuple):
    """Something wrong with a file, in words; with its row, counted as in a spreadsheet."""

    said: Said
    row: int = 0


@dataclass
class Export:
    """What an export holds: a response per row that says something, and what went wrong.

    `unread` counts rows with answers of which none is on the scale. An export that is `cut` could
    not be read to its end. `marked` has the rows that no other person's can be like, for they say
    when they were written: all that they say, with their numbers.
    """

    responses: list[Response] = field(default_factory=list)
    blank: int = 0
    unread: int = 0
    cut: bool = False
    marked: dict[str, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    readable: bool = True


@dataclass
class _Columns:
    """Which column holds what; of two that hold the same the first."""

    statements: dict[str, int] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)


def read_export(data: bytes, form: Form) -> Export:
    """Return the answers in a CSV file; what cannot be read is told, and the rest goes on."""
    export = Export()
    rows, broken = _rows(decoded(data), form)
    if broken:
        export.cut = True
        export.troubles.append(Trouble(Said(CUT_SHORT, {"row": broken})))
    head = next((cells for _, cells in rows), [])
    columns = _columns(head, form)
    if not columns.statements:
        export.readable = False
        if not broken:
            export.troubles.append(Trouble(Said(NO_COLUMNS, {"form": form.title})))
        return export
    export.troubles += [Trouble(Said(_TWICE, {"text": one})) for one in columns.twice]
    for number, cells in rows[1:]:
        if any(cell.strip() for cell in cells[len(head) :]):
            export.troubles.append(Trouble(Said(_TOO_MANY), number))
        _read_row(number, cells, columns, form, export)
    return export


def _rows(text: str, form: Form) -> tuple[list[tuple[int, list[str]]], int]:
    """The rows that hold something, with their numbers; and the number of one that is broken."""
    lines = text.split("\n", 1)
    skipped = 0
    if lines[0].strip().lower().startswith("sep="):  # what Excel writes for itself
        text, skipped = (lines[1] if len(lines) > 1 else ""), 1

    def known(between: str) -> int:
        first = next(iter(_parsed(text, between, skipped)), (0, []))[1]
        columns = _columns(first, form)
        return len(columns.statements) + len(columns.comments) + len(columns.heads)

    best = max(_BETWEEN, key=known)
    found: list[tuple[int, list[str]]] = []
    broken = 0
    for number, cells in _parsed(text, best, skipped):
        if number < 0 or len(found) > _MOST_ROWS:
            broken = abs(number)
            break
        found.append((number, cells))
    return found, broken


def _parsed(text: str, between: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with something in them, with their numbers; a broken one has a negative.

    The row with a quotation mark that is not closed swallows all that follow it, so that is where
    the table ends.
    """
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=between)
    number, closed = skipped, False
    try:
        for cells in reader:
            number += 1
            if cells and cells[-1].endswith(_END):
                closed = cells == [_END]
                break
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        closed, number = False, number + 1
    if not closed:
        yield -number, []


def _columns(head: Sequence[str], form: Form) -> _Columns:
    """Find out what each column holds."""
    names = _names(form)
    columns = _Columns()
    last = ""
    for place, title in enumerate(head):
        plain = _plain(title)
        kind, id_ = names.get(plain) or names.get(_NUMBER.sub("", plain, count=1)) or ("", "")
        explained = _EXPLAINS.fullmatch(plain)
        if not kind and explained:
            kind, id_ = "comments", _explained(explained[1], names, form) or last
        if not kind or not id_:
            continue
        last = id_ if kind == "statements" else ""
        into: dict[str, int] = getattr(columns, kind)
        if into.setdefault(id_, place) != place:
            columns.twice.append(one_line(title)[:_SHOWN])
    return columns


def _names(form: Form) -> Mapping[str, tuple[str, str]]:
    """What columns may be called, with the kind and id of what they hold."""
    found: dict[str, tuple[str, str]] = {}
    for head in form.head:
        found |= dict.fromkeys(map(_plain, (head.label, head.field, head.id)), ("heads", head.id))
    for id_, asked in form.open.items():
        found |= dict.fromkeys(map(_plain, (asked.text, asked.field, id_)), ("comments", id_))
    for id_, asked in form.statements.items():
        found[_plain(asked.explanation)] = ("comments", id_)
        found |= dict.fromkeys(map(_plain, (asked.text, asked.field, id_)), ("statements", id_))
    found.pop("", None)
    return found


def _explained(said: str, names: Mapping[str, tuple[str, str]], form: Form) -> str:
    """The id of the statement that a column explains, where its name says so."""
    kind, id_ = names.get(said) or names.get(_NUMBER.sub("", said, count=1)) or ("", "")
    if kind == "statements":
        return id_
    numbered = _OF_NUMBER.fullmatch(said)
    by_number = {number: id_ for id_, number in form.numbers.items()}
    return by_number.get(int(numbered[1]), "") if numbered else ""


def _plain(title: str) -> str:
    """The title of a column as it is compared."""
    return folded(title.translate(_MARKS).strip("'\"[] \t"))


def _read_row(
    number: int, cells: Sequence[str], columns: _Columns, form: Form, export: Export
) -> None:
    points: dict[str, int] = {}
    odd = False
    for id_, place in columns.statements.items():
        value = _cell(cells, place)
        point = _point(value, form)
        if point is not None:
            points[id_] = point
        elif value.strip():
            words: dict[str, Argument] = {"number": form.numbers[id_]}
            said = Said(_NO_POINT, {**words, "value": one_line(value)[:_SHOWN]})
            export.troubles.append(Trouble(said, number))
            odd = True
    written = {id_: comment(_cell(cells, place)) for id_, place in columns.comments.items()}
    response = made(points, {i: t for i, t in written.items() if t}, _heads(cells, columns, form))
    if not response.blank:
        export.responses.append(response)
        asked = {*columns.statements.values()}
        if any(_is_time(cell) for place, cell in enumerate(cells) if place not in asked):
            export.marked["\x1f".join(cells)] = number
    elif odd:
        export.unread += 1
    else:
        export.blank += 1


def _is_time(cell: str) -> bool:
    """Whether a cell has as many digits as a date, a time or a number of who answered."""
    return sum(letter.isdigit() for letter in cell) >= _TIME_DIGITS


def _heads(cells: Sequence[str], columns: _Columns, form: Form) -> list[tuple[Head, str]]:
    return [
        (head, _cell(cells, columns.heads[head.id]))
        for head in form.head
        if head.id in columns.heads
    ]


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _point(value: str, form: Form) -> int | None:
    """The place on the scale that an answer names: its id, its words, or its number from 1."""
    plain = _plain(value)
    named = {_plain(word): n for n, p in enumerate(form.scale) for word in (p.id, p.label)}
    if plain in named:
        return named[plain]
    numbered = _POINT.fullmatch(plain)
    return int(numbered[1]) - 1 if numbered else None
