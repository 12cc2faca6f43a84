"""A table of a tree as it was read: rows with cells by the names of columns."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from woonboom.diagnostics import Argument, Message, Said
from woonboom.exports.rows import COLUMNS
from woonboom.exports.xlsx import words
from woonboom.model import KIND_WORDS

_SHEET_ROW: Final = Message("{sheet}, rij {row}", "{sheet}, row {row}")
_ROW: Final = Message("rij {row}", "row {row}")
_BAD_JSON: Final = Message(
    "In ‘{name}’, {place}, kolom {column}, staat geen JSON. Laat die kolom zoals zij is.",
    "In ‘{name}’, {place}, column {column}, there is no JSON. Leave that column as it is.",
)
_TWICE: Final = Message(
    "In ‘{name}’ staat de kolom ‘{column}’ twee keer. Haal er een weg, of noem haar anders.",
    "In ‘{name}’ the column ‘{column}’ is there twice. Remove one, or give it another name.",
)
_TOO_MANY: Final = Message(
    "‘{name}’ heeft meer dan {most} rijen: dat is te veel voor een boom.",
    "‘{name}’ has more than {most} rows: that is too many for a tree.",
)
_ODD_SIGN: Final = Message(
    "In ‘{name}’, {place}, kolom {column}, staat een teken dat in geen tekst hoort. Haal het weg.",
    "In ‘{name}’, {place}, column {column}, there is a character that belongs in no text. Remove "
    "it.",
)
_NO_KIND: Final = Message(
    "In ‘{name}’, {place}, staat ‘{kind}’ als soort. Kies uit: {kinds}.",
    "In ‘{name}’, {place}, it says ‘{kind}’ for a kind. Choose from: {kinds}.",
)
MOST_ROWS: Final = 20_000
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
HEAD: Final = COLUMNS[: COLUMNS.index("number")]
"""The columns that say what stands at the top of a tree's file."""


class BadTable(ValueError):
    """A file that cannot be made into a tree; `said` tells why, and what to do."""

    def __init__(self, message: Message, **arguments: Argument) -> None:
        super().__init__(message.say("en", arguments))
        self.said = Said(message, arguments)


@dataclass(frozen=True)
class Line:
    """A row: its number in the file, from 1, the sheet that it is on, and its cells."""

    row: int
    cells: Mapping[str, str]
    sheet: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def place(self) -> Said:
        """Where the row is, in words."""
        words_: dict[str, Argument] = {"row": self.row, "sheet": self.sheet}
        return Said(_SHEET_ROW if self.sheet else _ROW, words_)


@dataclass(frozen=True)
class Remark:
    """What a reviewer said of a row."""

    line: Line
    verdict: str
    text: str


@dataclass(frozen=True)
class Table:
    """What a file says of a tree.

    `answers` are rows of answers and `ends` those of outcomes; one row may be both. `facts` and
    `parameters` are definitions as a tree's file has them. `was` has what the rows of a question
    said before anybody mended one of them, where the file tells; `numbers` are the values of
    parameters as they stand on a sheet of their own. `columns` are those that the answers have,
    `end_columns` those of the outcomes.
    """

    head: Mapping[str, str]
    answers: Sequence[Line]
    ends: Sequence[Line]
    facts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()
    was: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    end_columns: frozenset[str] = frozenset()


def table(name: str, answers: Sequence[Line], ends: Iterable[Line]) -> Table:
    """Return rows as a table, with what our own columns say besides; raises `BadTable`."""
    lines = [_kinded(name, line) for line in ends if line["kind"] or line["outcome_title"]]
    for line in (*answers, *lines):
        _look_over(name, line)
    return Table(
        head={key: answers[0][key] for key in HEAD if answers[0][key]},
        answers=answers,
        ends=lines,
        facts=_defined(name, "facts", answers),
        parameters=_defined(name, "parameters", [*answers, *lines]),
        columns=frozenset().union(*(line.cells for line in answers)),
        end_columns=frozenset().union(*(line.cells for line in lines)),
    )


def _look_over(name: str, line: Line) -> None:
    """Refuse a row with signs that stand in no text."""
    for column, cell in line.cells.items():
        if _UNFIT.search(cell):
            raise BadTable(_ODD_SIGN, name=name, place=line.place, column=column)


def _kinded(name: str, line: Line) -> Line:
    """A row of an outcome, its kind by the id instead of in words; raises `BadTable`."""
    kind = _KINDS.get(line["kind"].casefold())
    if kind is None and line["kind"]:
        kinds = ", ".join(KIND_WORDS)
        raise BadTable(_NO_KIND, name=name, place=line.place, kind=line["kind"], kinds=kinds)
    return replace(line, cells={**line.cells, "kind": kind or ""}) if "kind" in line.cells else line


def counted(name: str, lines: Iterable[Line]) -> list[Line]:
    """Return rows, as far as there can be so many in a tree; raises `BadTable`."""
    found: list[Line] = []
    for line in lines:
        if len(found) == MOST_ROWS:
            raise BadTable(_TOO_MANY, name=name, most=MOST_ROWS)
        found.append(line)
    return found


def _defined(name: str, column: str, lines: Iterable[Line]) -> dict[str, Mapping[str, object]]:
    """The definitions in a column, each once."""
    found: dict[str, Mapping[str, object]] = {}
    for line in lines:
        try:
            read = json.loads(line[column] or "{}")
            found |= {str(k): dict(v) for k, v in dict(read).items() if str(k) not in found}
        except (ValueError, TypeError, RecursionError):
            raise BadTable(_BAD_JSON, name=name, place=line.place, column=column) from None
    return found


# ---------------------------------------------------------------- columns


def _known(*pairs: tuple[Message, str]) -> dict[str, str]:
    return {plain(text): name for message, name in pairs for text in (message.nl, message.en)}


def plain(heading: str) -> str:
    """Return a heading as it is compared: letter case, blanks and signs make no difference."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


_KINDS: Final = {w.casefold(): k for k, m in KIND_WORDS.items() for w in (m.nl, m.en, k)}
_OWN: Final = {plain(name): name for name in COLUMNS}
ANSWER_HEADINGS: Final = _OWN | _known(
    (words.NUMBER, "number"), (words.ASK, "ask"), (words.HELP, "help"), (words.ANSWER, "label"),
    (words.GOTO, "goto"), (words.SOURCE, "source"), (words.WHEN, "when"), (words.FACT, "fact"),
    (words.QUESTION_ID, "question"), (words.ANSWER_ID, "answer"), (words.KIND, "kind"),
    (words.STEPS, "steps"), (words.TITLE, "outcome_title"), (words.TEXT, "text"),
    (words.HOLDS, "holds"), (words.THAT_IS, "that_is"),
)  # fmt: skip
"""What the columns of answers may be called, in either language."""
OUTCOME_HEADINGS: Final = _OWN | _known(
    (words.CODE, "goes_to"), (words.KIND, "kind"), (words.TITLE, "outcome_title"),
    (words.TEXT, "text"), (words.STEPS, "steps"), (words.SOURCE, "outcome_source"),
    (words.PAGE, "info"), (words.OTHER_TREE, "other_tree"), (words.OUTCOME_ID, "goto"),
)  # fmt: skip
"""What the columns of outcomes may be called."""
NUMBER_HEADINGS: Final = _known((words.ID, "id"), (words.VALUE, "value"))
REMARK_HEADINGS: Final = _known((words.VERDICT, "verdict"), (words.REMARK, "remark"))


def named(headings: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """Return the columns that headings mean; an empty name for one that means none.

    Our own table has `question` and `answer` for ids; by hand those are the texts.
    """
    said = [plain(heading) for heading in headings]
    names = _OWN if {"ask", "label"} <= set(said) else known
    return [names.get(heading, "") for heading in said]


def once(name: str, headings: Sequence[str], columns: Sequence[str]) -> None:
    """Refuse a table in which two columns mean the same: one would be lost."""
    counts = Counter(column for column in columns if column)
    for heading, column in zip(headings, columns, strict=True):
        if counts[column] > 1:
            raise BadTable(_TWICE, name=name, column=heading)
