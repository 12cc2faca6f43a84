"""What keys each kind of block has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom.diagnostics import Message, Spelling


@dataclass(frozen=True)
class Shape:
    """A kind of block: how it is called, and its keys with the ones that it needs."""

    name: Message
    needed: tuple[str, ...]
    free: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that the block may have."""
        return self.needed + self.free

    @cached_property
    def spelling(self) -> Spelling:
        """Finds the key that an author meant."""
        return Spelling(self.keys)


_VOCABULARY_KEYS: Final = (
    "facts", "parameters", "assume", "outcomes", "glossary", "organisations", "sources", "note",
)  # fmt: skip
SHAPES: Final = {
    "tree": Shape(
        Message("Een boom", "A tree"),
        ("woonboom", "tree", "title", "questions"),
        ("audience", "version", "valid_from", "valid_until", "language", "contact", "url", "uses",
         "start", "cases", *_VOCABULARY_KEYS),
    ),
    "vocabulary": Shape(
        Message("Een vocabulaire", "A vocabulary"), ("woonboom", "vocabulary"), _VOCABULARY_KEYS
    ),
    "fact": Shape(
        Message("Een feit", "A fact"),
        ("label", "type"),
        ("options", "range", "unit", "entered_as", "source", "note"),
    ),
    "parameter": Shape(
        Message("Een parameter", "A parameter"), ("value",), ("unit", "label", "source", "note")
    ),
    "question": Shape(
        Message("Een vraag", "A question"),
        ("ask",),
        ("help", "fact", "source", "note", "yes", "no", "answers"),
    ),
    "answer": Shape(
        Message("Een antwoord", "An answer"), ("label", "goto"), ("id", "when", "otherwise")
    ),
    "outcome": Shape(
        Message("Een uitkomst", "An outcome"),
        ("kind", "title"),
        ("text", "steps", "info", "tree", "source", "note"),
    ),
    "case": Shape(
        Message("Een voorbeeld", "A worked case"),
        ("given", "expect"),
        ("name", "via", "source", "note"),
    ),
    "organisation": Shape(
        Message("Een organisatie", "An organisation"), ("name",), ("role", "contact", "url")
    ),
}  # fmt: skip
