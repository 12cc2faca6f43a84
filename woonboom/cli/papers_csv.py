"""Papers as a table for a spreadsheet: a row per paper.

Separated by semicolons, since Excel splits those in a Dutch Windows, with a byte order mark, by
which it knows UTF-8. A cell that it would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Final

from woonboom.cli.papers import Papers, problems_of, shown
from woonboom.fieldnames import ANSWER, DATE, FACT, REFERENCE
from woonboom.filled import Form, Sheet

_HEAD: Final = (
    "file", "tree", "version", "current", "reference", "date", "outcome", "ticked", "problems",
)  # fmt: skip
_MARK: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Row = Mapping[str, object]


def table(papers: Papers, language: str) -> str:
    """Return papers as CSV.

    After the columns that all have, a column for every question, fact and field that there is, by
    the names of the fields in the PDF.
    """
    rows = [{"file": shown(path), **_row(paper, language)} for path, paper in papers.read]
    columns = dict.fromkeys([*_HEAD, *_columns(papers)])
    out = io.StringIO()
    out.write(_MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _columns(papers: Papers) -> Iterable[str]:
    for _, sheet in papers.sheets:
        yield from (f"{ANSWER}{question}" for question in sheet.questions)
        yield from (f"{FACT}{fact}" for fact in sheet.asked)
    for _, form in papers.forms:
        for line in form.lines:
            yield line.field
            yield from [line.beside] if line.beside else []


def _row(paper: object, language: str) -> Row:
    said = " ".join(finding.said.say(language) for finding in problems_of(paper))
    if isinstance(paper, Sheet):
        return {**_sheet(paper), "problems": said}
    return {**(_form(paper) if isinstance(paper, Form) else {}), "problems": said}


def _sheet(sheet: Sheet) -> Row:
    return {
        "tree": sheet.tree,
        "version": sheet.version,
        "current": sheet.current,
        "reference": sheet.about.get(REFERENCE),
        "date": sheet.about.get(DATE),
        "outcome": sheet.outcome.id if sheet.outcome else None,
        "ticked": ",".join(end.id for end in sheet.ticked),
        **{f"{ANSWER}{question}": answer for question, answer in sheet.answers.items()},
        **{f"{FACT}{fact}": value for fact, value in sheet.facts.items()},
    }


def _form(form: Form) -> Row:
    return {
        "tree": form.questionnaire,
        "version": form.version,
        **{line.field: line.answer for line in form.lines},
        **{line.beside: line.explanation for line in form.lines if line.beside},
    }


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int):
        return value
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
