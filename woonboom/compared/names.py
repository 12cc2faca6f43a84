"""How people know the elements of a content: "vraag 5 (regeling)"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom.compared.changes import SECTIONS, Content, Record, by_id, records
from woonboom.diagnostics import Message
from woonboom.model import KIND_WORDS
from woonboom.units import say_amount

_NAMES: Final = {
    "question": Message("vraag {number} ({id})", "question {number} ({id})"),
    "outcome": Message("uitkomst {code} ({id})", "outcome {code} ({id})"),
    "parameter": Message("‘{label}’ ({id})", "‘{label}’ ({id})"),
    "fact": Message("feit {id}", "fact {id}"),
    "work": Message("bron {id}", "source {id}"),
    "page": Message("informatiepagina {id}", "information page {id}"),
    "term": Message("het woord ‘{id}’", "the word ‘{id}’"),
    "organisation": Message("organisatie {id}", "organisation {id}"),
    "case": Message("voorbeeld ‘{id}’", "worked case ‘{id}’"),
    "assumption": Message("een aanname", "an assumption"),
    "source": Message("een bron", "a source"),
}
_NO_CODE: Final = Message("uitkomst ‘{title}’ ({id})", "outcome ‘{title}’ ({id})")
_ANSWER = Message("{question}, antwoord ‘{label}’", "{question}, answer ‘{label}’")
_FIXED: Final[Mapping[tuple[str, object], Message]] = {
    ("condition", "otherwise"): Message("in alle andere gevallen", "in all other cases"),
    **{("kind", kind): words for kind, words in KIND_WORDS.items()},
}
"""Values that are the same words wherever they stand."""
_MENTIONED: Final = ("number", "code", "id", "label", "title")
_PLAIN: Final = ("ask", "title", "name", "label", "text", "expect")
"""The fields of a whole element that say what it is, the first that it has."""


@dataclass(frozen=True)
class Names:
    """Names the elements of one content in a language.

    An outcome without a code is called by its title.
    """

    content: Content
    language: str

    @cached_property
    def _sections(self) -> dict[str, dict[str, Record]]:
        return {}

    def records(self, key: str) -> dict[str, Record]:
        """Return what the content lists under a key, by id; each key is looked up once."""
        if key not in self._sections:
            self._sections[key] = records(self.content, key)
        return self._sections[key]

    def element(self, element: str, id_: str) -> str | None:
        """Return the name of an element; None when the content does not have it."""
        if element == "answer":
            question, _, answer = id_.partition(".")
            return self._answer(question, answer)
        if element not in SECTIONS:
            return self._say(_NAMES[element], {}) if element in _NAMES else None
        row = self.records(SECTIONS[element]).get(id_)
        if row and element == "outcome" and "code" not in row:
            return self._say(_NO_CODE, row)
        return self._say(_NAMES[element], row) if row else None

    def place(self, goto: object) -> str | None:
        """Return the name of the question or outcome that an answer leads to, if it is there."""
        return self.element("question", str(goto)) or self.element("outcome", str(goto))

    def value(self, row: Record, field: str, value: object) -> str:
        """Return the value of a field in words; nothing where there is none."""
        if field == "value" and isinstance(value, int):
            return say_amount(value, _unit(row), self._own_language)
        if isinstance(value, str) and (field, value) in _FIXED:
            return _FIXED[field, value].say(self.language)
        if field == "facts" and isinstance(value, list):
            known = self.records("facts")
            return "; ".join(str(known.get(id_, {}).get("label", id_)) for id_ in value)
        if field == "expect":
            return self.place(value) or str(value)
        if isinstance(value, Mapping):
            return "; ".join(f"{key}: {label}" for key, label in value.items())
        return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")

    def whole(self, element: str, value: object) -> str:
        """Return what an element that came or went says."""
        if not isinstance(value, Mapping):
            return str(value)
        if element == "page":
            return _title(value)
        if element == "parameter":
            return self.value(value, "value", value.get("value"))
        return next((str(value[field]) for field in _PLAIN if value.get(field)), "")

    def _answer(self, question: str, answer: str) -> str | None:
        row = self.records("questions").get(question)
        found = by_id(row.get("answers")).get(answer) if row else None
        if row is None or found is None:
            return None
        words = {"question": self._say(_NAMES["question"], row), "label": found.get("label")}
        return self._say(_ANSWER, words)

    @property
    def _own_language(self) -> str:
        return "en" if self.content.get("language") == "en" else "nl"

    def _say(self, message: Message, row: Record) -> str:
        words = dict.fromkeys(_MENTIONED, "") | {key: str(v) for key, v in row.items()}
        return message.say(self.language, words)


def _title(page: Record) -> str:
    """The first line of an information page, which is its title."""
    paragraphs = page.get("paragraphs")
    return str(paragraphs[0]).lstrip("# ") if isinstance(paragraphs, list) and paragraphs else ""


def _unit(row: Record) -> str | None:
    unit = row.get("unit")
    return unit if isinstance(unit, str) else None
