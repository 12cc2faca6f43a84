"""What a form with statements is, once it is read: what is asked, on which scale, in which words.

A filled form must be readable when the file that it was made from is gone, so `content` says all of
it as plain data, with the names of the fields that the answers stand in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from woonboom import fieldnames
from woonboom.diagnostics import Span
from woonboom.house import HouseStyle
from woonboom.model import Parameter, Text, Vocabulary

HEAD_TYPES: Final = ("text", "name", "date", "group")
POINTS: Final = 5
"""The points of a scale: two against, one in the middle, two in favour."""

HeadType = Literal["text", "name", "date", "group"]


@dataclass(frozen=True)
class HeadField:
    """What is asked of whoever fills in the form; it may always be left open.

    Of a `date` a report uses the period, of a `group` what people of that group say together. A
    `text` or `name` is for whoever receives the form and stands in no report; what was written as a
    name is taken out of what people explained too.
    """

    id: str
    label: Text
    type: HeadType
    options: Mapping[str, Text]
    span: Span = field(compare=False, repr=False)

    @property
    def field(self) -> str:
        """The name of its field in a PDF."""
        return fieldnames.head(self.id)


@dataclass(frozen=True)
class Statement:
    """What one agrees with or not."""

    id: str
    text: Text
    part: str

    @property
    def field(self) -> str:
        """The name of its field in a PDF; the values are ids of the scale."""
        return fieldnames.statement(self.part, self.id)

    @property
    def explanation(self) -> str:
        """The name of the field to explain the answer in."""
        return fieldnames.explanation(self.part, self.id)


@dataclass(frozen=True)
class OpenQuestion:
    """A question with room to write."""

    id: str
    text: Text
    part: str

    @property
    def field(self) -> str:
        """The name of its field in a PDF."""
        return fieldnames.open_question(self.part, self.id)


@dataclass(frozen=True)
class Part:
    """Statements and open questions about one subject."""

    id: str
    title: Text
    text: tuple[Text, ...]
    statements: Mapping[str, Statement]
    open: Mapping[str, OpenQuestion]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class Questionnaire:
    """A form with statements. `scale` goes from wholly against to wholly in favour.

    `own` holds the parameters of the form itself, `parameters` those of its vocabularies too. A
    `flawed` form was read with errors, so parts of it may be missing.
    """

    id: str
    title: Text
    audience: Text | None
    version: str
    valid_from: date | None
    language: str
    contact: Text | None
    intro: tuple[Text, ...]
    head: Mapping[str, HeadField]
    scale: Mapping[str, Text]
    parts: Mapping[str, Part]
    closing: tuple[Text, ...]
    parameters: Mapping[str, Parameter]
    own: Mapping[str, Parameter]
    vocabularies: tuple[Vocabulary, ...]
    note: str | None
    path: Path = field(compare=False)
    span: Span = field(compare=False, repr=False)
    flawed: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.id} {self.version}"

    @property
    def style(self) -> HouseStyle | None:
        """The house style of the first vocabulary that has one."""
        return next((v.style for v in self.vocabularies if v.style), None)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in order."""
        return tuple(s for part in self.parts.values() for s in part.statements.values())

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of every statement, from 1; they go on from part to part."""
        return {statement.id: n for n, statement in enumerate(self.statements, start=1)}

    @cached_property
    def used_parameters(self) -> tuple[str, ...]:
        """The parameters that the texts use, each once."""
        return tuple(dict.fromkeys(name for text in self.texts() for name in text.parameters))

    def texts(self) -> Iterator[Text]:
        """Yield every text of the form, in order."""
        yield from (t for t in (self.title, self.audience, self.contact) if t)
        yield from self.intro
        for one in self.head.values():
            yield from (one.label, *one.options.values())
        yield from self.scale.values()
        for part in self.parts.values():
            yield from (part.title, *part.text)
            yield from (statement.text for statement in part.statements.values())
            yield from (question.text for question in part.open.values())
        yield from self.closing


def content(questionnaire: Questionnaire) -> dict[str, object]:
    """Return all that a form asks, as data for JSON, with the names of its fields.

    As with a tree: what does not change what is said does not change the content either.
    """
    q = questionnaire
    return {
        "form": 1,
        "questionnaire": q.id,
        "title": _said(q.title),
        "audience": _said(q.audience),
        "version": q.version,
        "valid_from": q.valid_from.isoformat() if q.valid_from else None,
        "language": q.language,
        "contact": _said(q.contact),
        "intro": _all(q.intro),
        "head": [_head(one) for one in q.head.values()],
        "scale": [{"id": id_, "label": _said(label)} for id_, label in q.scale.items()],
        "parts": [_part(part) for part in q.parts.values()],
        "closing": _all(q.closing),
    }


def _head(one: HeadField) -> dict[str, object]:
    return {
        "id": one.id,
        "label": _said(one.label),
        "type": one.type,
        "options": [{"id": id_, "label": _said(label)} for id_, label in one.options.items()],
        "field": one.field,
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "id": part.id,
        "title": _said(part.title),
        "text": _all(part.text),
        "statements": [
            {"id": s.id, "text": _said(s.text), "field": s.field, "explanation": s.explanation}
            for s in part.statements.values()
        ],
        "open": [
            {"id": question.id, "text": _said(question.text), "field": question.field}
            for question in part.open.values()
        ],
    }


def _all(texts: Iterable[Text]) -> list[str | None]:
    return [_said(text) for text in texts]


def _said(text: Text | None) -> str | None:
    """A text without what cannot be seen in it, as in the content of a tree."""
    return " ".join(unicodedata.normalize("NFC", str(text)).split()) if text else None
