"""How high the rows of a sheet are, since not every program finds that out for itself."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

_LINE: Final = 15.0
"""The height of a line, in points, in letters of 11 points."""
_HIGHEST: Final = 409.0
"""No row may be higher."""
_PAD: Final = 3.0
_PLAIN, _BOLD = 1.08, 1.0
"""How many letters fit in the width of a digit, which is what columns are measured in."""


def height(cells: Iterable[tuple[str, int, bool]]) -> float:
    """Return the height of a row in points: of its texts, how wide each may be, and if bold."""
    most = max((_lines(*cell) for cell in cells), default=1)
    return min(_HIGHEST, most * _LINE + _PAD)


def _lines(text: str, width: int, bold: bool) -> int:
    room = max(1, int(width * (_BOLD if bold else _PLAIN)))
    return sum(max(1, len(textwrap.wrap(line, room))) for line in text.split("\n"))
