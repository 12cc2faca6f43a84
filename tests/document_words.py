"""Whether all that a document says is found in what a format made of it, in order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from woonboom.document import (
    Choice,
    Contents,
    Document,
    Labelled,
    Part,
    Question,
    Run,
    Statement,
    Statements,
    parts,
)


def bare(text: str) -> str:
    """A text without blanks and without what no page can show."""
    gone = ("Cc", "Cs")
    seen = (c for c in text if not c.isspace() and unicodedata.category(c) not in gone)
    return "".join(c for c in seen if ord(c) not in (0xFFFE, 0xFFFF))


def check_words(document: Document, found: str) -> None:
    """Check that a bare text holds every run: in order, but for those of forms and contents."""
    moved, silent, at = _moved(document), _silent(document), 0
    for run in (part for part in parts(document) if isinstance(part, Run)):
        text = bare(run.text)
        if id(run) in moved:
            assert text in found or id(run) in silent
        else:
            at = found.find(text, at) + len(text)
            assert at >= len(text), text


def _inside(part: Part) -> Iterator[int]:
    """The runs in a part, by identity."""
    inner = parts(Document("", "nl", (part,)))  # type: ignore[arg-type]
    return (id(one) for one in inner if isinstance(one, Run))


def _moved(document: Document) -> set[int]:
    """Runs that do not stand where they are declared."""
    holders = Question | Labelled | Statements | Contents
    held = (part for part in parts(document) if isinstance(part, holders))
    return {run for part in held for run in _inside(part)}


def _silent(document: Document) -> set[int]:
    """Runs that need not be said: a scale says its points once, fields do not lead on, and
    contents are there when something can be listed.
    """
    found: set[int] = set()
    for part in parts(document):
        if isinstance(part, Statement):
            found |= {run for option in part.choice.options for run in _inside(option)}
        elif isinstance(part, Contents):
            found |= set(_inside(part))
        elif isinstance(part, Labelled) and isinstance(part.field, Choice):
            for option in part.field.options:
                found |= set(_inside(option)) - {id(run) for run in option.label}
    return found
