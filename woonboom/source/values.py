"""The values that a file holds, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from woonboom.diagnostics import Span


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
            return self.span
        return self.span.within(start + offset, end + offset)


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
