"""Where something is wrong, what it is, and what to do about it.

One place type (`Span`) goes from the first character that is read to the last message that is
printed. A `Code` is declared once, beside the function that finds the problem, with its texts in
both languages; `CODES` is the list of all of them. Codes never change and never come back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TypeAlias

Argument: TypeAlias = "str | int | Message | Said"

# YAML's own line ends, so that the quoted line is the line that the parser counted.
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


class Severity(Enum):
    """How bad a problem is; errors make `check` fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Message:
    """A text in Dutch and English, with `{name}` places that `say` fills in."""

    nl: str
    en: str

    def say(self, language: str, arguments: Mapping[str, Argument] | None = None) -> str:
        """Return the text in `language` ("nl" or "en"), its places filled with `arguments`."""
        text = self.en if language == "en" else self.nl
        if not arguments:
            return text
        return text.format_map({k: _spoken(v, language) for k, v in arguments.items()})


@dataclass(frozen=True)
class Said:
    """A message with its arguments: a sentence that can still be said in either language."""

    message: Message
    arguments: Mapping[str, Argument] = field(default_factory=dict)

    def say(self, language: str) -> str:
        """Return the sentence in `language`."""
        return self.message.say(language, self.arguments)


def _spoken(value: Argument, language: str) -> str | int:
    return value.say(language) if isinstance(value, Message | Said) else value


@dataclass(frozen=True)
class SourceText:
    """A text and the name that its readers know it by (a path, or `REV:path`)."""

    name: str
    text: str = field(default="", repr=False)

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return _LINE_END.split(self.text)

    def line(self, number: int) -> str:
        """Return line `number` (from 1), or nothing when there is no such line."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def start(self) -> Span:
        """The place before the first character."""
        return Span(self, 1, 1, 1, 1)

    def place(self, offset: int) -> Span:
        """Return the place of the character that stands at `offset`."""
        before = _LINE_END.split(self.text[:offset])
        line, column = len(before), len(before[-1]) + 1
        return Span(self, line, column, line, column + 1)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: lines and columns from 1, the end column exclusive."""

    source: SourceText
    line: int
    column: int
    end_line: int
    end_column: int

    def within(self, start: int, end: int) -> Span:
        """Return the part from character `start` to `end` of a span on one line."""
        if self.line != self.end_line:
            return self
        at = self.column + start
        return Span(self.source, self.line, at, self.line, max(at, self.column + end))

    @property
    def order(self) -> tuple[str, int, int]:
        """The key that sorts places as a reader meets them."""
        return (self.source.name, self.line, self.column)


@dataclass(frozen=True)
class Related:
    """Another place that a problem has to do with, and why."""

    said: Said
    span: Span


@dataclass(frozen=True)
class Diagnostic:
    """One problem: its code, its place, what is wrong and what to do."""

    code: Code
    span: Span
    said: Said
    remedy: Said | None = None
    witness: Mapping[str, object] | None = None
    related: tuple[Related, ...] = ()

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.code.severity

    def message(self, language: str = "nl") -> str:
        """Return what is wrong, in `language`."""
        return self.said.say(language)

    def hint(self, language: str = "nl") -> str | None:
        """Return what to do about it, in `language`, where that is known."""
        return self.remedy.say(language) if self.remedy else None


@dataclass(frozen=True)
class Code:
    """A kind of problem: what `explain` tells about, and what JSON and SARIF name."""

    code: str
    name: str
    severity: Severity
    message: Message
    about: Message
    hint: Message | None = None

    def at(  # noqa: PLR0913 (a problem may say this much)
        self,
        span: Span,
        *,
        message: Message | None = None,
        hint: Message | Said | None = None,
        witness: Mapping[str, object] | None = None,
        related: Iterable[Related] = (),
        words: Mapping[str, Argument] | None = None,
        **arguments: Argument,
    ) -> Diagnostic:
        """Return this problem at `span`; `message` and `hint` replace the code's own texts.

        The places in the texts are filled with `words` and the other arguments.
        """
        arguments.update(words or {})
        remedy = hint or self.hint
        said = remedy if isinstance(remedy, Said) or remedy is None else Said(remedy, arguments)
        sentence = Said(message or self.message, arguments)
        return Diagnostic(self, span, sentence, said, witness, tuple(related))


CODES: dict[str, Code] = {}


def define(  # noqa: PLR0913 (all of them make up a code)
    code: str,
    name: str,
    severity: Severity,
    *,
    message: Message,
    about: Message,
    hint: Message | None = None,
) -> Code:
    """Register a kind of problem and return it; a code or name that is taken is refused."""
    if code in CODES or any(known.name == name for known in CODES.values()):
        raise ValueError(f"{code} {name} is taken")
    CODES[code] = Code(code, name, severity, message, about, hint)
    return CODES[code]


DID_YOU_MEAN = Message("Bedoelt u ‘{nearest}’?", "Did you mean ‘{nearest}’?")
KNOWN_ARE = Message("Bekend zijn: {known}.", "Known are: {known}.")
_MOST_NAMES = 12
_MANY_NAMES = 200
_NEIGHBOURS = 6
_NEAREST = 4


class Spelling:
    """The names that are known in one place; finds the one that an author meant.

    Comparing with every name is slow, so of many names only those are looked at that begin or end
    nearly as the word does: a typo leaves one of the two as it was.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._exact = frozenset(exact := list(names))
        self.names = {name.lower(): name for name in exact}

    def __contains__(self, name: str) -> bool:
        return name in self._exact

    def suggestion(self, word: str) -> Said | None:
        """Return the nearest known name as a remedy, else the known names, else nothing."""
        found = self.nearest(word)
        if found:
            return Said(DID_YOU_MEAN, {"nearest": found})
        if not self.names or len(self.names) > _MOST_NAMES:
            return None
        return Said(KNOWN_ARE, {"known": ", ".join(self.names.values())})

    def nearest(self, word: str) -> str | None:
        """Return the known name that looks most like `word`, if any is near."""
        from difflib import get_close_matches  # only a file with a typo needs it

        # Very long words cannot be a typo of a name, and comparing them is slow.
        word = word.lower()[:80]
        candidates = self.names if len(self.names) <= _MANY_NAMES else self._neighbours(word)
        found = get_close_matches(word, candidates, n=1, cutoff=0.6)
        if not found:  # the beginning of a longer name is no typo, but as clear
            begun = [name for name in candidates if name.startswith(f"{word}_")]
            found = begun if len(begun) == 1 else []
        return self.names[found[0]] if found else None

    def _neighbours(self, word: str) -> list[str]:
        forward, backward = self._sorted
        endings = (name[::-1] for name in _around(word[::-1], backward))
        found = {*_around(word, forward), *endings}
        return sorted(found, key=lambda name: (-_alike(word, name), name))[:_NEAREST]

    @cached_property
    def _sorted(self) -> tuple[list[str], list[str]]:
        return sorted(self.names), sorted(name[::-1] for name in self.names)


def _around(word: str, names: list[str]) -> list[str]:
    at = bisect_left(names, word)
    return names[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]


def _alike(word: str, name: str) -> int:
    """Count the letters that two names share at their beginning and at their end."""
    return _same(word, name) + _same(word[::-1], name[::-1])


def _same(word: str, name: str) -> int:
    pairs = enumerate(zip(word, name, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(word), len(name)))


def suggestion(word: str, known: Iterable[str]) -> Said | None:
    """Return the nearest known name as a remedy, else the known names, else nothing."""
    return Spelling(known).suggestion(word)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like `word`, if any is near."""
    return Spelling(known).nearest(word)


def in_order(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the problems by file, line and column, each one once."""
    unique = {(p.code.code, p.span, p.message()): p for p in problems}
    return sorted(unique.values(), key=lambda p: (*p.span.order, p.code.code, p.message()))
