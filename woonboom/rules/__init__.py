"""Trees → problems: a function per rule, a file per family.

Adding a rule is one function with its `define(…)` in the file of its family, and a folder
`tests/rules/<code>-<name>/` with a good and a bad tree.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from woonboom.diagnostics import Diagnostic, in_order
from woonboom.model import Tree, Vocabulary
from woonboom.rules import (
    across,
    between,
    conflicts,
    constants,
    forms,
    idle,
    lengths,
    links,
    logic,
    looks,
    sources,
    structure,
    usage,
    wording,
)
from woonboom.rules.rule import Collection, run

if TYPE_CHECKING:
    from woonboom.questionnaire import Questionnaire

FAMILIES = (
    structure, conflicts, idle, constants, logic, usage, wording, sources, lengths, links, looks,
    across, between, forms,
)  # fmt: skip


def check(tree: Tree) -> list[Diagnostic]:
    """Return every problem of one tree, by line."""
    return check_all([tree])


def check_all(
    trees: Iterable[Tree],
    vocabularies: Iterable[Vocabulary] = (),
    folders: Iterable[Path] = (),
    today: date | None = None,
    questionnaires: Iterable[Questionnaire] = (),
) -> list[Diagnostic]:
    """Return every problem of trees and forms, each by itself and all together, by file and line.

    `folders` are those that were read whole: only there "nothing uses this" can be said of a
    vocabulary or page. `today` decides which versions are valid; by default it is today.
    """
    on = today or date.today()  # noqa: DTZ011 (validity is a local date)
    read = (tuple(trees), tuple(vocabularies), tuple(folders))
    return in_order(run(Collection(*read, on, tuple(questionnaires))))
