"""What keys each kind of block has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom.diagnostics import Diagnostic, Message, Related, Said, Spelling
from woonboom.model import KINDS
from woonboom.source import DUPLICATE_KEY, FIRST_HERE, Mapping, Node, Scalar

_IN_VOCABULARY: Final = Message(
    "Zet ‘{key}’ in een vocabulaire, en noem dat onder uses.",
    "Put ‘{key}’ in a vocabulary, and name that under uses.",
)


@dataclass(frozen=True)
class Shape:
    """A kind of block: how it is called, and its keys with the ones that it needs.

    `elsewhere` are keys that it cannot have, but a vocabulary that it uses can.
    """

    name: Message
    needed: tuple[str, ...]
    free: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that the block may have."""
        return self.needed + self.free

    @cached_property
    def spelling(self) -> Spelling:
        """Finds the key that an author meant."""
        return Spelling(self.keys)

    def remedy(self, key: str) -> Said | None:
        """Return what to do about a key that the block cannot have, where that is known."""
        if key in self.elsewhere:
            return Said(_IN_VOCABULARY, {"key": key})
        return self.spelling.suggestion(key)


_OF_VOCABULARY: Final = ("style", "print")
_VOCABULARY_KEYS: Final = (
    "facts", "parameters", "assume", "outcomes", "glossary", "organisations", "sources", "note",
)  # fmt: skip
SHAPES: Final = {
    "tree": Shape(
        Message("Een boom", "A tree"),
        ("woonboom", "tree", "title", "questions"),
        ("audience", "version", "valid_from", "valid_until", "language", "contact", "url", "uses",
         "start", "cases", *_VOCABULARY_KEYS),
        _OF_VOCABULARY,
    ),
    "vocabulary": Shape(
        Message("Een vocabulaire", "A vocabulary"),
        ("woonboom", "vocabulary"),
        (*_VOCABULARY_KEYS, *_OF_VOCABULARY),
    ),
    "form": Shape(
        Message("Een formulier", "A form"),
        ("woonboom", "form", "title", "parts"),
        ("audience", "version", "valid_from", "language", "contact", "uses", "parameters", "intro",
         "head", "scale", "closing", "note"),
        _OF_VOCABULARY,
    ),
    "head": Shape(
        Message("Een gegeven bovenaan een formulier", "A detail at the head of a form"),
        ("label",),
        ("type", "options", "note"),
    ),
    "part": Shape(
        Message("Een deel van een formulier", "A part of a form"),
        ("title",),
        ("text", "statements", "open", "note"),
    ),
    "fact": Shape(
        Message("Een feit", "A fact"),
        ("label", "type"),
        ("options", "range", "unit", "entered_as", "short", "yes", "no", "source", "note"),
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
    "style": Shape(
        Message("Een huisstijl", "A house style"), (), ("organisation", "logo", "colours", "font")
    ),
    "print": Shape(
        Message("Een stel papiermaten", "A set of paper sizes"), (), ("posters", "tiles")
    ),
    "colours": Shape(
        Message("Een stel kleuren", "A set of colours"), (), ("main", "ground", *KINDS)
    ),
    "font": Shape(Message("Een lettertype", "A font"), ("family",), ("folder",)),
}  # fmt: skip

YES_AND_NO: Final = {"yes": "yes", "ja": "yes", "no": "no", "nee": "no"}


def with_yes_and_no(node: Node, problems: list[Diagnostic]) -> Node:
    """Return a block with `ja`, `Nee` or `YES` as the keys `yes` and `no`: a person means those."""
    if not isinstance(node, Mapping) or not any(key.lower() in YES_AND_NO for key in node.entries):
        return node
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, entry in node.entries.items():
        first = entries.setdefault(YES_AND_NO.get(key.lower(), key), entry)
        if first is not entry:
            related = [Related(Said(FIRST_HERE), first[0].span)]
            problems.append(DUPLICATE_KEY.at(entry[0].span, related=related, key=key))
    return Mapping(entries, node.span)
