"""What a report is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonboom.diagnostics import Diagnostic, Severity
from woonboom.model import Tree

if TYPE_CHECKING:
    from woonboom.questionnaire import Questionnaire


@dataclass(frozen=True)
class Report:
    """The outcome of a check: the problems, what was checked, and how to say it.

    `posters` says as data what became of posters, where these were asked about.
    """

    problems: tuple[Diagnostic, ...]
    trees: tuple[Tree, ...] = ()
    language: str = "nl"
    colour: bool = False
    posters: tuple[Mapping[str, object], ...] | None = None
    forms: tuple[Questionnaire, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many problems have a severity."""
        return sum(problem.severity is severity for problem in self.problems)


def by_file(problems: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """Return the problems per file, in the order given."""
    files: dict[str, list[Diagnostic]] = {}
    for problem in problems:
        files.setdefault(problem.span.source.name, []).append(problem)
    return files
