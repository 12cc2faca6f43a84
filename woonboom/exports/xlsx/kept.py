"""What a review carries for the way back to a tree: a sheet that nobody needs to see.

Each row has three cells: what it holds, of what, and the value. `head` says what stands at the top
of a tree's file, `fact` and `parameter` hold a definition as JSON, `text` what an author wrote for
a text whose numbers were filled in, and `was` what all rows of a question say, so that it shows in
which of them somebody mended it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from woonboom.exports.cells import listed
from woonboom.exports.rows import fact_block, head_of, named_fact, parameter_block
from woonboom.fingerprint import fingerprint
from woonboom.model import Question, Text, Tree

if TYPE_CHECKING:
    from woonboom.exports.xlsx.book import Book

NAME: Final = "woonboom"
HEAD, FACT, PARAMETER, TEXT, WAS = "head", "fact", "parameter", "text", "was"


def write(book: Book) -> None:
    """Write the sheet and hide it."""
    sheet = book.book.add_worksheet(NAME)
    for row, cells in enumerate(_rows(book.tree)):
        for at, value in enumerate(cells):
            sheet.write_string(row, at, value)
    sheet.hide()


def _rows(tree: Tree) -> Iterator[tuple[str, str, str]]:
    for key, value in _head(tree).items():
        if value:
            yield HEAD, key, value
    for id_ in tree.asked:
        if id_ in tree.facts and not tree.facts[id_].judgement:
            yield FACT, id_, _json(fact_block(tree.facts[id_]))
    for id_ in tree.used_parameters:
        if id_ in tree.parameters:
            yield PARAMETER, id_, _json(parameter_block(tree.parameters[id_]))
    for question in tree.in_order:
        yield WAS, question.id, _json(_was(question))
    written = {t.value: t.template for t in _texts(tree) if t.template != t.value}
    for value, template in written.items():
        yield TEXT, value, template


def _head(tree: Tree) -> dict[str, str]:
    """What stands at the top of a tree's file, and the version that it is."""
    return {**head_of(tree), "start": tree.start, "check": fingerprint(tree)}


def _was(question: Question) -> dict[str, str]:
    return {
        "ask": str(question.ask),
        "help": str(question.help or ""),
        "fact": named_fact(question),
        "source": listed(question.sources),
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _texts(tree: Tree) -> Iterator[Text]:
    """The texts that are read back: of questions, answers and outcomes."""
    for question in tree.in_order:
        yield question.ask
        yield from [question.help] if question.help else []
        yield from (answer.label for answer in question.answers)
    for outcome in tree.outcomes.values():
        yield outcome.title
        yield from [outcome.text] if outcome.text else []
        yield from outcome.steps
