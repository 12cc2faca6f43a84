"""Texts and keys as they are written: their own line breaks where these fit, else new ones."""

from __future__ import annotations

import re
from typing import Final

from woonboom.tidy.parts import Leaf
from woonboom.tidy.reading import LINE_END

WIDTH: Final = 120
STEP: Final = 2
_LONGEST_KEY: Final = 1000
"""A parser looks for the colon of a key no further than 1024 characters."""
_ODD_BREAK: Final = re.compile("[\x85\u2028\u2029\ufeff]")
# A space at which a text can be broken: one on its own, before what begins nothing else.
_SPACE: Final = re.compile(r"(?<=[^\s\\]) (?=[^\s#])(?![-?:|>]+(?:\s|$)|---|\.\.\.)")
_AFTER_OPERATOR: Final = re.compile(r"(?:(?<=\band)|(?<=\bor)) (?=\S)")
_BACKSLASHES: Final = re.compile(r"\\*$")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def lines(
    leaf: Leaf, column: int, indent: int, *, condition: bool = False, after: int = 0
) -> list[str]:
    """Return the lines of a text that begins at `column`, the others at `indent`.

    A condition is broken after `and` and `or`; `after` characters follow on the last line.
    """
    if leaf.in_lines and not is_odd(leaf):
        return _block(leaf, indent)
    written, free = _written(leaf)
    if free and not _fits(written, column, indent, after):
        return _filled(" ".join(written), column, indent, after, condition=condition)
    return [written[0], *(" " * indent * bool(line) + line for line in written[1:])]


def one_line(leaf: Leaf) -> str | None:
    """Return a text on one line, if it can stand on one."""
    if leaf.in_lines and not is_odd(leaf):
        return None
    written, free = _written(leaf)
    return " ".join(written) if free else None


def key(leaf: Leaf) -> str:
    """Return a key with what follows it up to its value; its lines may be two."""
    written = leaf.written
    if leaf.style == "*":
        return f"{written} :"
    if len(LINE_END.split(written)) > 1 or not written or leaf.in_lines:
        written = quoted(leaf.text)
    return f"{anchored(leaf.anchor)}{written}:"


def is_long(leaf: Leaf) -> bool:
    """Tell whether a key must be announced by a question mark."""
    return len(key(leaf)) > _LONGEST_KEY


def anchored(anchor: str | None) -> str:
    """Return an anchor with the space behind it, if there is one."""
    return f"&{anchor} " if anchor else ""


def quoted(text: str) -> str:
    """Return a text in quotation marks, on one line."""
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable():
        return letter
    number = ord(letter)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def is_odd(leaf: Leaf) -> bool:
    """Whether a text is better written in quotation marks than as its author did.

    It has line breaks that are hardly seen, or its lines end in nothing that shows.
    """
    unseen = not leaf.text.strip() or leaf.text.rstrip() != leaf.text.rstrip("\n")
    return bool(_ODD_BREAK.search(leaf.written)) or (leaf.in_lines and unseen)


def _written(leaf: Leaf) -> tuple[list[str], bool]:
    """The lines as they stand, and whether others would mean the same."""
    if is_odd(leaf):
        return [quoted(leaf.text)], True
    found = LINE_END.split(leaf.written)
    free = True
    for number, line in enumerate(found):
        kept = line
        if number < len(found) - 1:
            kept = line.rstrip(" \t")
            # In quotation marks `\ ` at the end of a line is a space, and `\` alone joins lines.
            if leaf.style == '"' and len(_BACKSLASHES.search(kept)[0]) % 2:  # type: ignore[index]
                kept, free = line[: len(kept) + 1], False
        if number:
            kept = kept.lstrip(" \t")
            free = free and bool(kept)
        found[number] = kept
    return found, free


def _fits(written: list[str], column: int, indent: int, after: int) -> bool:
    starts = [column, *(indent for _ in written[1:])]
    ends = [start + len(line) for start, line in zip(starts, written, strict=True)]
    ends[-1] += after
    return max(ends) <= WIDTH


def _filled(text: str, column: int, indent: int, after: int, *, condition: bool) -> list[str]:
    if condition:
        parts = _AFTER_OPERATOR.split(text)
        if max(map(len, parts)) + indent + after <= WIDTH and column + len(parts[0]) <= WIDTH:
            return _packed(parts, column, indent, after)
    return _packed(_SPACE.split(text), column, indent, after)


def _packed(parts: list[str], column: int, indent: int, after: int) -> list[str]:
    """Lines with as many parts as go on each."""
    found, room = [parts[0]], WIDTH - column
    for number, part in enumerate(parts[1:], start=2):
        width = len(found[-1]) + 1 + len(part) + (after if number == len(parts) else 0)
        if width <= room:
            found[-1] += f" {part}"
        else:
            found.append(" " * indent + part)
            room = WIDTH
    return found


# ---------------------------------------------------------------- texts in lines


def _block(leaf: Leaf, indent: int) -> list[str]:
    """A text after `|` or `>`: its lines as they are, at another indentation."""
    header, *body = LINE_END.split(leaf.written)
    first = next((line for line in body if line.strip(" ")), None)
    said = next((line for line in leaf.text.split("\n") if line.strip(" ")), None)
    assert first is not None
    assert said is not None
    spaces = _spaces(said)
    depth = _spaces(first) - spaces
    header = "".join(sign for sign in header if not sign.isdigit())
    if spaces or any(_spaces(line) > depth for line in body[: body.index(first)]):
        header = f"{header[0]}{STEP}{header[1:]}"
    found = [line[depth:] for line in body]
    if not leaf.keeps_end:
        while not found[-1]:
            found.pop()
    elif not body[-1].strip(" "):
        found.pop()  # what stands behind the last line break
    return [header, *(" " * indent * bool(line) + line for line in found)]


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
