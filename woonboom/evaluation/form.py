"""The form that filled papers are of, read from the content that they carry.

That content may come from a file that anyone made, so it is checked here; what passes can be
counted and printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom.fingerprint import canonical, fingerprint_of, read_content
from woonboom.questionnaire import POINTS, Questionnaire, content

_MOST_ASKED: Final = 2_000
_MOST_LETTERS: Final = 4_000
_ID: Final = re.compile("[a-z0-9_]+(-[a-z0-9_]+)*")
"""Of a form: it becomes part of the name of a file."""


class NotAForm(ValueError):
    """A content that is not that of a form with statements."""


@dataclass(frozen=True)
class Point:
    """A point of the scale: its id and what it says."""

    id: str
    label: str


@dataclass(frozen=True)
class Asked:
    """A statement or an open question; `explanation` names the field to explain in, if any."""

    id: str
    text: str
    field: str
    explanation: str = ""


@dataclass(frozen=True)
class Head:
    """What is asked of whoever fills in the form; `options` are those of a group."""

    id: str
    label: str
    type: str
    field: str
    options: tuple[Point, ...]


@dataclass(frozen=True)
class Part:
    """Statements and open questions about one subject."""

    id: str
    title: str
    statements: tuple[Asked, ...]
    open: tuple[Asked, ...]


@dataclass(frozen=True)
class Form:
    """What a version of a form asks."""

    id: str
    title: str
    version: str
    language: str
    contact: str
    head: tuple[Head, ...]
    scale: tuple[Point, ...]
    parts: tuple[Part, ...]
    content: str
    fingerprint: str

    @cached_property
    def statements(self) -> Mapping[str, Asked]:
        """Every statement by its id, in order."""
        return {asked.id: asked for part in self.parts for asked in part.statements}

    @cached_property
    def open(self) -> Mapping[str, Asked]:
        """Every open question by its id, in order."""
        return {asked.id: asked for part in self.parts for asked in part.open}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of every statement, as it is printed on the form."""
        return {id_: number for number, id_ in enumerate(self.statements, start=1)}

    @cached_property
    def points(self) -> Mapping[str, int]:
        """The place of every point on the scale, from 0."""
        return {point.id: place for place, point in enumerate(self.scale)}

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names of all fields."""
        asked = (*self.statements.values(), *self.open.values())
        names = {head.field for head in self.head}
        return frozenset(names.union(*({one.field, one.explanation} - {""} for one in asked)))

    @property
    def groups(self) -> tuple[Head, ...]:
        """What is asked that makes groups."""
        return tuple(head for head in self.head if head.type == "group")


def form_of(questionnaire: Questionnaire) -> Form:
    """Return a form from what was read of its own file."""
    return read_form(canonical(content(questionnaire)))


def read_form(text: str) -> Form:
    """Return the form that a content in its canonical form tells of; raises `NotAForm`."""
    found = read_content(text, "questionnaire")
    if found is None:
        raise NotAForm
    form = _form(found, text)
    asked = len(form.statements) + len(form.open)
    named = sum(len(part.statements) + len(part.open) for part in form.parts)
    if (
        not _ID.fullmatch(form.id)
        or named != asked
        or asked > _MOST_ASKED
        or (form.statements and len(form.scale) != POINTS)
    ):
        raise NotAForm
    return form


def _form(found: Mapping[str, object], text: str) -> Form:
    return Form(
        id=_text(found, "questionnaire"),
        title=_text(found, "title"),
        version=_text(found, "version"),
        language="en" if found.get("language") == "en" else "nl",
        contact=_text(found, "contact"),
        head=tuple(map(_head, _list(found, "head"))),
        scale=tuple(map(_point, _list(found, "scale"))),
        parts=tuple(map(_part, _list(found, "parts"))),
        content=text,
        fingerprint=fingerprint_of(text),
    )


def _head(found: Mapping[str, object]) -> Head:
    options = tuple(map(_point, _list(found, "options")))
    id_, label, type_, field = (_text(found, key) for key in ("id", "label", "type", "field"))
    return Head(id_, label, type_, field, options)


def _point(found: Mapping[str, object]) -> Point:
    return Point(_text(found, "id"), _text(found, "label"))


def _part(found: Mapping[str, object]) -> Part:
    statements = tuple(map(_asked, _list(found, "statements")))
    open_ = tuple(map(_asked, _list(found, "open")))
    return Part(_text(found, "id"), _text(found, "title"), statements, open_)


def _asked(found: Mapping[str, object]) -> Asked:
    return Asked(*(_text(found, key) for key in ("id", "text", "field", "explanation")))


def _text(found: Mapping[str, object], key: str) -> str:
    value = found.get(key)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _MOST_LETTERS:
        raise NotAForm(key)
    return value


def _list(found: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = found.get(key)
    if not isinstance(value, list) or not all(isinstance(inner, dict) for inner in value):
        raise NotAForm(key)
    return value
