"""A filled questionnaire: every statement and question with what was answered, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from woonboom.filled.findings import Finding, found, refused
from woonboom.filled.rebuilt import Misshapen, Record, get, records, some
from woonboom.filled.values import Filled
from woonboom.fingerprint import fingerprint_of, read_content


@dataclass(frozen=True)
class Answered:
    """A line of a questionnaire and what was filled in there; empty where nothing was.

    `answer` is the id of what was chosen, or the text; `said` is the same in words. `part` is the
    title of the part that it stands in, `explanation` what was written beside it.
    """

    field: str
    part: str
    text: str
    answer: str
    said: str
    explanation: str = ""
    beside: str = ""
    """The field of that explanation."""


@dataclass(frozen=True)
class Form:
    """What a filled questionnaire says, line by line."""

    questionnaire: str
    version: str
    title: str
    fingerprint: str
    lines: tuple[Answered, ...]
    problems: tuple[Finding, ...] = ()
    digest: str = field(default="", compare=False)
    """The SHA-256 of the file, by which copies are known."""


def is_form(filled: Filled) -> bool:
    """Tell whether a PDF is a questionnaire."""
    return read_content(filled.carried.content, "questionnaire") is not None


def answered(filled: Filled) -> Form:
    """Return what a filled questionnaire says; raises `Unreadable` for one that was altered."""
    carried = filled.carried
    if fingerprint_of(carried.content) != carried.fingerprint:
        raise refused("altered", number=carried.fingerprint)
    content = read_content(carried.content, "questionnaire") or {}
    try:
        return _form(content, filled)
    except (KeyError, Misshapen):
        raise refused("other-release") from None


def _form(content: Record, filled: Filled) -> Form:
    title, version = get(content, "title", str), get(content, "version", str)
    lines = (*_head(content, filled.values), *_parts(content, filled.values))
    if not any(line.field in filled.values for line in lines):
        raise refused("no-form", tree=f"{title} {version}".strip())
    blank = not any(line.answer or line.explanation for line in lines)
    return Form(
        questionnaire=get(content, "questionnaire", str),
        version=version,
        title=title,
        fingerprint=filled.carried.fingerprint,
        lines=lines,
        problems=(found("nothing-answered"),) if blank else (),
        digest=filled.digest,
    )


def _head(content: Record, values: Mapping[str, str]) -> Iterator[Answered]:
    for line in records(content, "head"):
        yield _line(line, "label", "", _labels(line, "options"), values)


def _parts(content: Record, values: Mapping[str, str]) -> Iterator[Answered]:
    scale = _labels(content, "scale")
    for part in records(content, "parts"):
        title = get(part, "title", str)
        for statement in records(part, "statements"):
            yield _line(statement, "text", title, scale, values)
        for question in records(part, "open"):
            yield _line(question, "text", title, {}, values)


def _line(
    line: Record, text: str, part: str, labels: Mapping[str, str], values: Mapping[str, str]
) -> Answered:
    field = get(line, "field", str)
    answer = values.get(field, "")
    beside = (some(line, "explanation") if "explanation" in line else None) or ""
    said = labels.get(answer, answer)
    return Answered(field, part, get(line, text, str), answer, said, values.get(beside, ""), beside)


def _labels(record: Record, key: str) -> dict[str, str]:
    found_ = records(record, key) if record.get(key) else []
    return {get(one, "id", str): get(one, "label", str) for one in found_}
