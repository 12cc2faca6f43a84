"""What a file consists of, as it was written: values, and the comments at each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

EMPTY_LINE: Final = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text or number as it was `written`, with its quotation marks.

    `style` is the sign that it begins with (`"`, `'`, `|`, `>`), or `*` for a reference to an
    anchor, and empty for a plain one. `text` is what it says.
    """

    written: str
    text: str
    style: str = ""
    anchor: str | None = None

    @property
    def in_lines(self) -> bool:
        """Whether its line breaks are its author's: what follows `|` or `>`."""
        return self.style in ("|", ">")

    @property
    def keeps_end(self) -> bool:
        """Whether the empty lines below it are part of it."""
        return self.in_lines and "+" in self.written.split("\n", 1)[0]


@dataclass(frozen=True, slots=True)
class Beside:
    """A comment behind something on its line.

    `column` counts from where the line's own text begins; `gap` is the room before the comment.
    """

    text: str
    column: int
    gap: int


@dataclass(slots=True)
class Entry:
    """An item of a list, or a key with its value, and the comments that belong to it.

    `above` are the comments before it, with `EMPTY_LINE` where an empty line stands. Of what is
    in brackets, `on_new_line` tells whether its author began a line with it.
    """

    key: Leaf | None
    value: Leaf | Group
    above: list[str] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    on_new_line: bool = False


@dataclass(slots=True)
class Group:
    """A list or block; `below` are comments at its end, `opening` those behind its bracket."""

    keyed: bool
    in_flow: bool
    column: int
    anchor: str | None = None
    entries: list[Entry] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class File:
    """A whole file: the lines before its first key, the block that it is, comments after it.

    `comments` are all that it has, in the order in which they stand.
    """

    head: list[str]
    root: Group
    tail: list[str]
    comments: tuple[str, ...]


NOTHING: Final = Leaf("", "")
