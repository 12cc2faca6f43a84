"""Problems as JSON, version 1; the schema is `docs/schemas/check.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from woonboom.diagnostics import Diagnostic
from woonboom.model import Tree
from woonboom.reports.report import Report

if TYPE_CHECKING:
    from woonboom.questionnaire import Questionnaire


def write(report: Report) -> str:
    """Return the report as one JSON document."""
    document: dict[str, object] = {
        "version": 1,
        "diagnostics": [problem_data(problem, report.language) for problem in report.problems],
        "trees": [_tree(tree) for tree in report.trees],
    }
    if report.forms:
        document["forms"] = [_form(form) for form in report.forms]
    if report.posters is not None:
        document["posters"] = report.posters
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def problem_data(problem: Diagnostic, language: str) -> dict[str, object]:
    """Return a problem as data for JSON."""
    span = problem.span
    return {
        "code": problem.code.code,
        "name": problem.code.name,
        "severity": problem.severity.value,
        "message": problem.message(language),
        "file": span.source.name,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "hint": problem.hint(language),
        "witness": dict(problem.witness) if problem.witness is not None else None,
        "related": [
            {
                "message": related.said.say(language),
                "file": related.span.source.name,
                "line": related.span.line,
                "column": related.span.column,
            }
            for related in problem.related
        ],
    }


def _tree(tree: Tree) -> dict[str, object]:
    return {
        "tree": tree.id,
        "file": str(tree.path),
        "questions": len(tree.questions),
        "outcomes": len(tree.outcomes),
        "facts": len(tree.asked),
    }


def _form(form: Questionnaire) -> dict[str, object]:
    return {
        "form": form.id,
        "file": str(form.path),
        "statements": len(form.statements),
        "open": sum(len(part.open) for part in form.parts.values()),
    }
