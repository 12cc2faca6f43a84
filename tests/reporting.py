"""Reports to look at: of one made-up problem, and of everything that the fixtures have."""

from __future__ import annotations

from functools import cache

from fixtures import FIXTURES, TODAY

from woonboom.cli.check import examine
from woonboom.diagnostics import Diagnostic, SourceText, Span
from woonboom.reports import Report, writer
from woonboom.rules.structure import CYCLE

LANGUAGES = ("nl", "en")
PROBLEM = CYCLE


@cache
def everything() -> Report:
    """All problems of all fixtures, as if they were one folder."""
    runs = [examine((fixture,), TODAY) for fixture in FIXTURES]
    problems = tuple(problem for _, found in runs for problem in found)
    return Report(problems, tuple(tree for library, _ in runs for tree in library.trees))


def in_language(report: Report, language: str, *, colour: bool = False) -> Report:
    return Report(report.problems, report.trees, language, colour)


def problem_in(line: str, start: int, end: int, name: str = "boom.yaml") -> Diagnostic:
    """A problem with the characters from `start` to `end` of the only line of a file."""
    return PROBLEM.at(Span(SourceText(name, line), 1, start + 1, 1, end + 1), round="a → a")


def written(form: str, *problems: Diagnostic, language: str = "nl", colour: bool = False) -> str:
    return writer(form)(Report(problems, (), language, colour))
