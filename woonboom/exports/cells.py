"""Texts in the cells of spreadsheets, and what was meant by them.

A spreadsheet takes a text that begins with `=` for a formula. Such a text gets an apostrophe in
front in CSV; one more where there are some already, so that the way back is exact.
"""

from __future__ import annotations

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK: Final = "'"


def guarded(text: str) -> str:
    """Return a text as no spreadsheet takes it for a formula."""
    return f"{_MARK}{text}" if text.lstrip(_MARK).startswith(_FORMULA) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell that may be `guarded`."""
    return cell.removeprefix(_MARK) if cell.lstrip(_MARK).startswith(_FORMULA) else cell


def listed(texts: tuple[str, ...] | list[str]) -> str:
    """Return several texts as one cell, each on a line."""
    return "\n".join(texts)


def lines(cell: str) -> list[str]:
    """Return the texts on the lines of a cell."""
    return [line.strip() for line in cell.splitlines() if line.strip()]
