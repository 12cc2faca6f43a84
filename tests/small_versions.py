"""Two versions to compare on the command line: a small tree and an edit, and the shipped ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from calling import ROOT, Capture, called, write

NEW = ROOT / "trees" / "hulpverleners.yaml"
OLD = ROOT / "trees" / "begrippenlijst" / "hulpverleners.yaml"
LANDLORDS = ROOT / "trees" / "corporaties.yaml"
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "diff.json").read_text("utf-8"))
SMALL = """\
woonboom: 1
tree: small
title: A small tree
version: "1"
language: en
start: long
facts:
  months: {label: How long, short: arrangement, type: integer, unit: months, range: [0, 60]}
questions:
  long:
    ask: Long enough?
    answers:
      - {label: Long, when: months >= 6, goto: can}
      - {label: Short, otherwise: true, goto: first}
outcomes:
  can: {kind: eligible, title: Possible, steps: [Apply.]}
  first: {kind: not_yet, title: First this, steps: [Wait.]}
"""


def compared(capsys: Capture, *words: str | Path, code: int = 1) -> str:
    """What is printed of a comparison."""
    ended, out, err = called(capsys, "diff", *words)
    assert (ended, err) == (code, "")
    return out


def document(capsys: Capture, *words: str | Path, code: int = 1) -> Any:  # noqa: ANN401 (JSON)
    """The JSON that is printed, which follows its schema."""
    found = json.loads(compared(capsys, *words, "--format", "json", code=code))
    jsonschema.validate(found, SCHEMA, jsonschema.Draft202012Validator)
    return found


def edited(old: str, new: str, text: str = SMALL) -> tuple[Path, Path]:
    """Two files, of which the second has a text replaced."""
    assert old in text
    return write(text, "old.yaml"), write(text.replace(old, new), "new.yaml")


def renamed() -> tuple[Path, Path]:
    """Two files, of which the second calls its fact otherwise."""
    new = SMALL.replace("  months:", "  duration:").replace("months >=", "duration >=")
    return write(SMALL, "old.yaml"), write(new, "new.yaml")
