"""A file → the filled paper that it is, to compare with the trees of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from woonboom.filled.form import Form, answered, is_form
from woonboom.filled.reading import read_file
from woonboom.filled.sheet import Sheet, judge
from woonboom.model import Tree


@dataclass(frozen=True)
class Reader:
    """Reads papers, and compares sheets with `trees` as they count on a `day`."""

    trees: Sequence[Tree]
    day: date

    def __call__(self, path: Path) -> Sheet | Form:
        """Return what a paper says; raises `Unreadable`."""
        filled = read_file(path)
        return answered(filled) if is_form(filled) else judge(filled, self.trees, self.day)
