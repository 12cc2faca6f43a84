"""Files and folders → what is in them, with every problem that reading and rules find."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from woonboom.diagnostics import Diagnostic, in_order
from woonboom.load import Library
from woonboom.rules import check_all


def examine(paths: Sequence[Path], today: date | None = None) -> tuple[Library, list[Diagnostic]]:
    """Read files and folders; returns them with every problem that reading and rules find.

    `today` decides which versions are valid; by default it is today.
    """
    library = Library()
    library.read(paths)
    whole = _read_whole(library)
    found = check_all(library.trees, library.vocabularies, whole, today, library.questionnaires)
    return library, in_order([*library.problems, *found])


def _read_whole(library: Library) -> list[Path]:
    """The folders without a file that could not be read: it may use what nothing else uses."""
    read = {tree.path for tree in library.trees} | {v.path for v in library.vocabularies}
    read |= {form.path for form in library.questionnaires}
    missed = {Path(problem.span.source.name) for problem in library.problems} - read
    return [f for f in library.folders if not any(f in path.parents for path in missed)]
