"""Calling the command line in tests: in this process, or as a user does in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fixtures import RULES

from woonboom.cli import run

ROOT = Path(__file__).parent.parent
GOOD = RULES / "WB101-unreadable-file" / "good.yaml"
ERROR = RULES / "WB405-cycle" / "bad.yaml"

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
FAULTY = """\
woonboom: 1
tree: proef
title: A trial
version: "2026-01"
language: en
start: lang
facts:
  months: {label: How long, type: integer, range: [0, 60]}
questions:
  lang:
    ask: How long?
    answers:
      - {label: Short, when: months < 6, goto: kan}
      - {label: Long, when: months > 6, goto: kan}
outcomes:
  kan: {kind: consult, title: Ask, steps: [Call.]}
"""
"""A tree in which no answer holds for six months: a case of it is at fault."""


def called(capsys: Capture, *words: str | Path) -> tuple[int, str, str]:
    """Run the command in this process; returns the exit code, the output and the messages."""
    code = run([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def environment(**settings: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **settings}


def process(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return python("-m", "woonboom", *words, **settings)


def python(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run Python, which then finds this woonboom."""
    return subprocess.run(
        [sys.executable, *map(str, words)],
        env=environment(**settings),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def write(text: str, name: str = "boom.yaml") -> Path:
    """Write a file in the current folder, which a test has to itself."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def assert_refused(code: int, said: str, silent: str, part: str) -> None:
    assert (code, silent) == (2, "")
    assert part in said
    assert "Traceback" not in said
    assert "fout in woonboom zelf" not in said
