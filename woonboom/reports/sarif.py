"""Problems as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from woonboom.diagnostics import CODES, Code, Diagnostic, Severity, Span
from woonboom.reports.report import Report

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> str:
    """Return the report as one SARIF log with one run."""
    used = {problem.code.code for problem in report.problems}
    rules = [CODES[code] for code in sorted(used)]
    index = {rule.code: number for number, rule in enumerate(rules)}
    language = report.language
    driver = {
        "name": "woonboom",
        "semanticVersion": _version(),
        "language": language,
        "rules": [_rule(rule, language) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, index, language) for problem in report.problems],
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _version() -> str:
    from importlib.metadata import version

    return version("woonboom")


def _rule(code: Code, language: str) -> dict[str, object]:
    return {
        "id": code.code,
        "name": "".join(part.capitalize() for part in code.name.split("-")),
        "shortDescription": {"text": code.name},
        "fullDescription": {"text": code.about.say(language)},
        "help": {"text": code.about.say(language)},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(problem: Diagnostic, index: dict[str, int], language: str) -> dict[str, object]:
    hint = problem.hint(language)
    text = problem.message(language) + (f" {hint}" if hint else "")
    result: dict[str, object] = {
        "ruleId": problem.code.code,
        "ruleIndex": index[problem.code.code],
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [_location(problem.span)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.span),
             "message": {"text": related.said.say(language)}}
            for number, related in enumerate(problem.related)
        ]  # fmt: skip
    if problem.witness:
        result["properties"] = {"witness": dict(problem.witness)}
    return result


def _location(span: Span) -> dict[str, object]:
    path = PurePath(span.source.name)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
