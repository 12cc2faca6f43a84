"""Problems as text for a terminal: by file, with the line quoted and what to do."""

from __future__ import annotations

import unicodedata
from typing import Final

from woonboom.diagnostics import Diagnostic, Message, Severity, Span
from woonboom.reports.report import Report, by_file
from woonboom.reports.words import SEVERITIES

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_COUNTED: Final = {
    Severity.ERROR: (Message("1 fout", "1 error"), Message("{n} fouten", "{n} errors")),
    Severity.WARNING: (
        Message("1 waarschuwing", "1 warning"), Message("{n} waarschuwingen", "{n} warnings")
    ),
    Severity.INFO: (Message("1 opmerking", "1 remark"), Message("{n} opmerkingen", "{n} remarks")),
}  # fmt: skip
_CLEAN = Message("geen problemen gevonden", "no problems found")
_TREES = (Message("1 boom", "1 tree"), Message("{n} bomen", "{n} trees"))
_QUESTIONS = (Message("1 vraag", "1 question"), Message("{n} vragen", "{n} questions"))
_CASES = (Message("1 voorbeeld", "1 worked case"), Message("{n} voorbeelden", "{n} worked cases"))
_FORMS = (Message("1 formulier", "1 form"), Message("{n} formulieren", "{n} forms"))
_STATEMENTS = (Message("1 stelling", "1 statement"), Message("{n} stellingen", "{n} statements"))
_EXPLAIN = Message(
    "Meer over een code: woonboom explain {code}", "More about a code: woonboom explain {code}"
)
_EXAMPLE = Message("zaak: {case}", "case: {case}")
_YES, _NO = Message("ja", "yes"), Message("nee", "no")
_MORE = Message("en nog {n}.", "and {n} more.")
_WIDEST = 100
_MOST_RELATED = 12


def write(report: Report) -> str:
    """Return the report as text, ending with a summary line."""
    lines = []
    for file, problems in by_file(report.problems).items():
        lines.append(_paint(file, "1", report))
        for problem in problems:
            lines += _problem(problem, report)
        lines.append("")
    if report.problems:
        lines.append(_EXPLAIN.say(report.language, {"code": report.problems[0].code.code}))
    lines.append(summary(report))
    return "\n".join(lines) + "\n"


def summary(report: Report) -> str:
    """Return one line: what was checked, and how many problems there are."""
    trees, forms = report.trees, report.forms
    parts = [_counted(_TREES, len(trees), report)] if trees or not forms else []
    if trees:
        parts.append(_counted(_QUESTIONS, sum(len(t.questions) for t in trees), report))
        parts.append(_counted(_CASES, sum(len(t.cases) for t in trees), report))
    if forms:
        parts.append(_counted(_FORMS, len(forms), report))
        parts.append(_counted(_STATEMENTS, sum(len(f.statements) for f in forms), report))
    found = [
        _paint(_counted(names, report.count(severity), report), _COLOURS[severity], report)
        for severity, names in _COUNTED.items()
        if report.count(severity)
    ]
    verdict = ", ".join(found) or _paint(_CLEAN.say(report.language), "32", report)
    if not trees and not forms and found:  # nothing was read, so there is nothing to count
        return f"{verdict}."
    return f"{', '.join(parts)}: {verdict}."


def _counted(names: tuple[Message, Message], number: int, report: Report) -> str:
    return names[number != 1].say(report.language, {"n": number})


def _problem(problem: Diagnostic, report: Report) -> list[str]:
    severity = problem.severity
    name = _paint(SEVERITIES[severity].say(report.language), f"1;{_COLOURS[severity]}", report)
    code = _paint(f"{problem.code.code} {problem.code.name}", "2", report)
    place = f"{problem.span.line}:{problem.span.column}"
    lines = [f"  {place}  {name}: {_printable(problem.message(report.language))}  {code}"]
    lines += _quoted(problem.span, _COLOURS[severity], report)
    hint = problem.hint(report.language)
    if hint:
        lines.append(f"     → {_printable(hint)}")
    if problem.witness:
        case = ", ".join(f"{f}={_value(v, report.language)}" for f, v in problem.witness.items())
        lines.append(f"     {_EXAMPLE.say(report.language, {'case': case})}")
    for related in problem.related[:_MOST_RELATED]:
        said = _printable(related.said.say(report.language))
        lines.append(f"     {_where(related.span, problem.span)}: {said}")
    more = len(problem.related) - _MOST_RELATED
    return [*lines, f"     {_MORE.say(report.language, {'n': more})}"] if more > 0 else lines


def _where(span: Span, near: Span) -> str:
    place = f"{span.line}:{span.column}"
    return place if span.source.name == near.source.name else f"{span.source.name}:{place}"


def _value(value: object, language: str) -> str:
    if isinstance(value, bool):
        return (_YES if value else _NO).say(language)
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _quoted(span: Span, colour: str, report: Report) -> list[str]:
    """The line with a marker below it, cut to the part around a marker far to the right."""
    line = span.source.line(span.line)
    if not line.strip():
        return []
    end = span.end_column if span.end_line == span.line else len(line) + 1
    first = max(0, span.column - 1 - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = _printable(line[first : first + _WIDEST])
    before = _columns(_printable(line[first : span.column - 1]))
    width = max(1, min(_columns(_printable(line[span.column - 1 : end - 1])), _WIDEST - before))
    gutter = f"{span.line:>5} │ "
    marker = " " * (len(gutter) - 2) + "│ " + " " * before + _paint("^" * width, colour, report)
    return [f"{_paint(gutter, '2', report)}{shown}", marker]


def _printable(text: str) -> str:
    return "".join(
        " " if letter == "\t" else letter if letter.isprintable() else "·" for letter in text
    )


def _columns(text: str) -> int:
    """The columns that a terminal gives a text: wide characters take two, marks none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.category(letter) in ("Mn", "Me") for letter in text)


def _paint(text: str, colour: str, report: Report) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if report.colour else text
