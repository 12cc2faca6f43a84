"""Problems as workflow commands, which GitHub shows beside the line in a pull request."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Diagnostic, Severity
from woonboom.reports.report import Report

_COMMANDS: Final = {
    Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"
}  # fmt: skip


def write(report: Report) -> str:
    """Return one command a problem."""
    return "".join(_command(problem, report.language) + "\n" for problem in report.problems)


def _command(problem: Diagnostic, language: str) -> str:
    span = problem.span
    properties = {
        "file": span.source.name,
        "line": span.line,
        "col": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "title": f"{problem.code.code} {problem.code.name}",
    }
    if span.line != span.end_line:
        del properties["col"], properties["endColumn"]  # columns count only within one line
    named = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    text = "\n".join(filter(None, (problem.message(language), problem.hint(language))))
    return f"::{_COMMANDS[problem.severity]} {named}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
