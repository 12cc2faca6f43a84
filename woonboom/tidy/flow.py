"""What stands in brackets and braces: on one line, on its author's lines, or filled anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from woonboom.tidy import scalars
from woonboom.tidy.parts import Entry, Group, Leaf
from woonboom.tidy.scalars import STEP, WIDTH

_DEEPEST: Final = 4
Rows = list[list[Entry]]


def lines(group: Group, column: int, indent: int, after: int = 0) -> list[str]:
    """Return the lines of a group that begins at `column`, in a line that begins at `indent`.

    `after` characters follow on the last line.
    """
    if is_commented(group):
        return list(_with_comments(group, indent))
    single = one_line(group)
    if single is not None and column + len(single) + after <= WIDTH:
        return [single]
    # Every way that is tried tries all ways for what is inside: no further than people go.
    below = _Frame(group, column, indent, hanging=True)
    if _height(group) > _DEEPEST:
        return below.written(below.filled(after), anew=True)
    if is_broken(group):
        kept = _Frame(group, column, indent, hanging=group.entries[0].on_new_line)
        written = kept.written(list(_rows(group)), anew=False)
        if _fits(written, column, after):
            return written
    beside = _Frame(group, column, indent, hanging=False)
    written = beside.written(beside.filled(after), anew=True)
    if _fits(written, column, after):
        return written
    return below.written(below.filled(after), anew=True)


def one_line(value: Leaf | Group, *, anew: bool = False) -> str | None:
    """Return a value on one line, if it can stand on one.

    One that its author broke stays broken, unless all around it is written `anew`.
    """
    if isinstance(value, Leaf):
        written = scalars.one_line(value)
        return None if written is None else scalars.anchored(value.anchor) + written
    if is_commented(value) or (is_broken(value) and not anew):
        return None
    found = [_single(entry, anew=anew) for entry in value.entries]
    if None in found:
        return None
    return _opening(value) + ", ".join(map(str, found)) + _closing(value)


def is_commented(value: Leaf | Group) -> bool:
    """Tell whether there is a comment somewhere inside."""
    if isinstance(value, Leaf):
        return False
    if value.opening or value.below:
        return True
    return any(
        entry.beside or any(entry.above) or is_commented(entry.value) for entry in value.entries
    )


def _height(value: Leaf | Group) -> int:
    """How many brackets stand inside each other at most."""
    if isinstance(value, Leaf):
        return 0
    return 1 + max((_height(entry.value) for entry in value.entries), default=0)


def is_broken(group: Group) -> bool:
    """Tell whether its author wrote it on several lines."""
    return any(entry.on_new_line for entry in group.entries)


def _single(entry: Entry, *, anew: bool) -> str | None:
    value = one_line(entry.value, anew=anew)
    if value is None or entry.key is None:
        return value
    return f"{_key(entry.key)} {value}"


def _key(leaf: Leaf) -> str:
    return f"? {scalars.key(leaf)}" if scalars.is_long(leaf) else scalars.key(leaf)


def _opening(group: Group) -> str:
    return scalars.anchored(group.anchor) + ("{" if group.keyed else "[")


def _closing(group: Group) -> str:
    return "}" if group.keyed else "]"


def _rows(group: Group) -> Iterator[list[Entry]]:
    """The entries by the lines that their author began."""
    row: list[Entry] = []
    for entry in group.entries:
        if row and entry.on_new_line:
            yield row
            row = []
        row.append(entry)
    yield row


def _fits(written: list[str], column: int, after: int) -> bool:
    widths = [column + len(written[0]), *map(len, written[1:])]
    widths[-1] += after
    return max(widths) <= WIDTH


@dataclass(frozen=True)
class _Frame:
    """A group and where its entries go: beside its bracket, or `hanging` on lines below it."""

    group: Group
    column: int
    indent: int
    hanging: bool

    @property
    def inner(self) -> int:
        """Where lines with entries begin."""
        return self.indent + STEP if self.hanging else self.column + len(_opening(self.group))

    def filled(self, after: int) -> Rows:
        """Return rows with as many entries as go on each."""
        rows: Rows = []
        used = WIDTH
        for number, entry in enumerate(self.group.entries, start=1):
            single = _single(entry, anew=True)
            last = number == len(self.group.entries)
            end = 0 if self.hanging else 1 + after
            width = WIDTH if single is None else len(single) + (end if last else 1)
            if rows and used + 1 + width <= WIDTH:
                rows[-1].append(entry)
                used += 1 + width
            else:
                rows.append([entry])
                used = self.inner + width
        return rows

    def written(self, rows: Rows, *, anew: bool) -> list[str]:
        """Return the lines of rows."""
        found = [_opening(self.group)]
        for number, row in enumerate(rows):
            if number or self.hanging:
                found.append(" " * self.inner)
            for place, entry in enumerate(row):
                last = place == len(row) - 1
                mark = "" if last and number == len(rows) - 1 else "," if last else ", "
                at = len(found[-1]) + (self.column if len(found) == 1 else 0)
                first, *others = _entry(entry, at, self.inner, anew=anew)
                found[-1] += first
                found += others
                found[-1] += mark
        if self.hanging:
            return [*found, " " * self.indent + _closing(self.group)]
        found[-1] += _closing(self.group)
        return found


def _entry(entry: Entry, column: int, indent: int, *, anew: bool) -> list[str]:
    """The lines of an entry, with room for a sign behind it; a value that is too long is broken."""
    single = _single(entry, anew=anew)
    if single is not None and column + len(single) < WIDTH:
        return [single]
    key = f"{_key(entry.key)} " if entry.key else ""
    value, at = entry.value, column + len(key)
    if isinstance(value, Group):
        first, *others = lines(value, at, indent, 1)
    else:
        key += scalars.anchored(value.anchor)
        first, *others = scalars.lines(value, column + len(key), indent + STEP, after=1)
    return [key + first, *others]


def _with_comments(group: Group, indent: int) -> Iterator[str]:
    """Every entry on a line of its own, its comments above it and behind it."""
    inner = " " * (indent + STEP)
    yield "  ".join([_opening(group), *group.opening[:1]])
    for comment in group.opening[1:]:
        yield inner + comment
    for number, entry in enumerate(group.entries, start=1):
        for comment in filter(None, entry.above):
            yield inner + comment
        found = _entry(entry, len(inner), len(inner), anew=False)
        found[-1] += "," if number < len(group.entries) else ""
        found[-1] = "  ".join([found[-1], *(beside.text for beside in entry.beside[:1])])
        yield inner + found[0]
        yield from found[1:]
    for comment in filter(None, group.below):
        yield inner + comment
    yield " " * indent + _closing(group)
