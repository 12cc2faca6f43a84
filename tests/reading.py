"""Reading trees in tests: a text becomes a tree and its problems."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from woonboom.diagnostics import Diagnostic, Message, Said
from woonboom.load import load
from woonboom.model import Tree

HEAD = """\
woonboom: 1
tree: boom
title: Titel
start: a
"""
"""The top of a tree with two outcomes, `x` and `y`, and a question `a` to be written under it."""

OUTCOMES = """\
outcomes:
  x: {kind: consult, title: X}
  y: {kind: consult, title: Y}
"""
FACTS = """\
facts:
  waar: {label: Waar, type: boolean}
  maanden: {label: Maanden, type: integer, unit: maanden, range: [0, 100]}
  kleur: {label: Kleur, type: choice, options: {rood: Rood, groen: Groen, blauw: Blauw}}
  reden: {label: Reden, type: choices, options: {schuld: Schuld, overlast: Overlast, wet: Wet}}
parameters:
  grens: {value: 6, unit: maanden}
  termijn: {value: 60, unit: maanden}
  een: {value: 1, unit: maanden}
"""
QUESTIONS = "questions:\n  a: {ask: Vraag, yes: x, no: y}\n"
SMALL = HEAD + OUTCOMES + QUESTIONS
"""The smallest tree that is sound."""


def asking(question: str) -> str:
    """Return a tree with facts and parameters whose question `a` is written as given."""
    indented = "".join(f"    {line}\n" for line in question.strip("\n").split("\n"))
    return HEAD + OUTCOMES + FACTS + "questions:\n  a:\n" + indented


def load_text(
    folder: Path, text: str | bytes, **files: str | bytes
) -> tuple[Tree | None, list[Diagnostic]]:
    """Read a tree written as `tree.yaml`; other files by name: `woorden_yaml`, `info__p_md`."""
    for name, content in {"tree_yaml": text, **files}.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load(folder / "tree.yaml")


def problems_of(text: str | bytes, **files: str | bytes) -> list[Diagnostic]:
    """Return the problems of a tree, and check that each can be shown."""
    with tempfile.TemporaryDirectory() as folder:
        tree, problems = load_text(Path(folder), text, **files)
    assert problems or tree is not None
    showable(problems)
    return problems


def sound(folder: Path, text: str, **files: str | bytes) -> Tree:
    """Return a tree that has no problems."""
    tree, problems = load_text(folder, text, **files)
    assert described(problems) == []
    assert tree is not None
    assert not tree.flawed
    return tree


def codes_of(text: str | bytes, **files: str | bytes) -> list[str]:
    """Return the names of the problems of a tree, in the order of the file."""
    return [problem.code.name for problem in problems_of(text, **files)]


def only(text: str | bytes, **files: str | bytes) -> Diagnostic:
    """Return the one problem of a tree."""
    problems = problems_of(text, **files)
    assert len(problems) == 1, described(problems)
    return problems[0]


def place(problem: Diagnostic) -> tuple[int, int, str]:
    """Return the line, the column, and the part of the line that a problem points at."""
    span = problem.span
    line = span.source.line(span.line)
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    return span.line, span.column, line[span.column - 1 : end]


def described(problems: Iterable[Diagnostic]) -> list[str]:
    """Return problems as lines that a failing test can print."""
    return [f"{p.span.line}:{p.span.column} {p.code.name} {p.message('en')}" for p in problems]


def showable(problems: Iterable[Diagnostic]) -> None:
    """Check that problems can be shown: their places exist and their sentences are complete."""
    for problem in problems:
        for span in (problem.span, *(related.span for related in problem.related)):
            assert 1 <= span.line <= len(span.source.lines), problem
            assert span.column >= 1, problem
            assert (span.end_line, span.end_column) >= (span.line, span.column), problem
            assert span.end_line <= len(span.source.lines) + 1, problem
        for said in (problem.said, problem.remedy, *(r.said for r in problem.related)):
            complete(said)


def complete(said: Said | None) -> None:
    """Check that a sentence has everything that its places ask for, in both languages."""
    if said is None:
        return
    for text in (said.message.nl, said.message.en):
        # Without arguments a text is said as it stands, braces and all.
        places = set(re.findall(r"\{(\w+)\}", text.replace("{{", "").replace("}}", "")))
        assert places <= set(said.arguments), (text, said.arguments)
    for argument in said.arguments.values():
        if isinstance(argument, Said):
            complete(argument)
        assert isinstance(argument, str | int | Message | Said)
    for language in ("nl", "en"):
        assert said.say(language).strip()
