"""What one person answered, without who it was as far as a report goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from woonboom.days import day_in
from woonboom.evaluation.form import Form, Head

_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
_LONGEST: Final = 10_000


@dataclass(frozen=True)
class Response:
    """The answers on one form.

    `points` gives the place on the scale (0 to 4) per statement, `comments` what was written per
    statement or open question, `groups` the group per question of the head. `names` is what was
    written at those that ask a name: never printed, and taken out of what is.
    """

    points: Mapping[str, int]
    comments: Mapping[str, str]
    groups: Mapping[str, str]
    day: date | None = None
    names: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing is answered; a name or date alone says nothing."""
        return not self.points and not self.comments


def response_of(form: Form, values: Mapping[str, str]) -> tuple[Response, list[str]]:
    """Return what the fields of a form were filled in with.

    The second are the ids of statements with an answer that the scale does not have.
    """
    points: dict[str, int] = {}
    odd: list[str] = []
    for id_, asked in form.statements.items():
        value = values.get(asked.field, "").strip()
        if value in form.points:
            points[id_] = form.points[value]
        elif value:
            odd.append(id_)
    written = {id_: asked.explanation for id_, asked in form.statements.items()}
    written |= {id_: asked.field for id_, asked in form.open.items()}
    said = {id_: comment(values.get(field, "")) for id_, field in written.items()}
    heads = ((head, values.get(head.field, "")) for head in form.head)
    return made(points, {id_: text for id_, text in said.items() if text}, heads), odd


def made(
    points: Mapping[str, int], comments: Mapping[str, str], heads: Iterable[tuple[Head, str]]
) -> Response:
    """Return a response from its answers and what was written at the head of the form."""
    groups: dict[str, str] = {}
    names: list[str] = []
    day = None
    for head, value in heads:
        said = one_line(value)
        if head.type == "group":
            groups[head.id] = group(head, said)
        elif head.type == "date":
            day = day or day_in(said)
        elif head.type == "name" and said:
            names.append(said)
    known = {id_: value for id_, value in groups.items() if value}
    return Response(points, comments, known, day, tuple(names))


def group(head: Head, said: str) -> str:
    """Return the group that an answer puts someone in: one of the options, or what was written.

    Spaces and capitals make no difference. What is none of the options puts nobody in a group.
    """
    plain = folded(said)
    if head.options:
        known = {folded(word): o.label for o in head.options for word in (o.id, o.label)}
        return known.get(plain, "")
    return plain[:1].upper() + plain[1:]


def folded(said: str) -> str:
    """Return a text as it is compared: capitals, spaces and a full stop make no difference."""
    return " ".join(unicodedata.normalize("NFKC", said).casefold().split()).rstrip(".:;,")


def comment(written: str) -> str:
    """Return what somebody wrote, as it was written, without what cannot be printed."""
    text = unicodedata.normalize("NFC", written.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(line.split()) for line in _CONTROLS.sub("", text)[:_LONGEST].split("\n"))
    return re.sub("\n{2,}", "\n", "\n".join(lines)).strip()


def one_line(written: str) -> str:
    """Return what somebody wrote on one line."""
    return " ".join(comment(written).split())
