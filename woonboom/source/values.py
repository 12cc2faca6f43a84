"""The values that a file holds, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from woonboom.diagnostics import Span

_LOOKED_THROUGH: Final = 10_000
"""So many characters of a text on several lines are looked through for a piece of it: a text may
have as many mistakes as characters, and each looks again."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it was written; `plain` when it stands without quotation marks."""

    text: str
    span: Span
    plain: bool = True

    def part(self, start: int, end: int) -> Span:
        """Return the place of characters `start` to `end`, as near as it is known."""
        written = self.span.source.line(self.span.line)[self.span.column - 1 :]
        offset = 0 if self.plain else 1
        if self.text not in written[: len(self.text) + offset]:
            piece = self.text[start:end]
            if not piece.strip() or len(self.text) > _LOOKED_THROUGH:
                return self.span
            return self._place(piece, self.text[:start].count(piece))
        return self.span.within(start + offset, end + offset)

    def _place(self, piece: str, before: int) -> Span:
        """The place of a piece of a text that is written over several lines, or with escapes.

        As many times as `before` says the same stands before it.
        """
        source, span = self.span.source, self.span
        for number in range(span.line, span.end_line + 1):
            shown = source.line(number)
            at = span.column - 1 if number == span.line else 0
            last = span.end_column - 1 if number == span.end_line else len(shown)
            while (at := shown.find(piece, at, last)) >= 0:
                if not before:
                    return Span(source, number, at + 1, number, at + 1 + len(piece))
                before, at = before - 1, at + len(piece)
        return span


@dataclass(frozen=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True)
class Mapping:
    """Keys with their values, in the order they are written, each key once."""

    entries: dict[str, tuple[Scalar, Node]]
    span: Span

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, if it is there."""
        found = self.entries.get(key)
        return found[1] if found else None

    def key(self, key: str) -> Span:
        """Return the place of a key, or of the whole block where it is missing."""
        found = self.entries.get(key)
        return found[0].span if found else self.span


Node = Scalar | Sequence | Mapping
