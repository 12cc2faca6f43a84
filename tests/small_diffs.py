"""Pairs of versions for tests of what is said of them: a small tree in English, and its edits."""

from __future__ import annotations

from pathlib import Path

import woonboom
from woonboom.diff import Changes

TREES = Path(__file__).parent.parent / "trees"


def between(old: Path, new: Path) -> Changes:
    trees = [woonboom.load(path)[0] for path in (old, new)]
    assert trees[0] is not None
    assert trees[1] is not None
    return woonboom.diff(trees[0], trees[1])


def written(folder: Path, old: str, new: str) -> Changes:
    """The changes between two small trees in English."""
    for name, text in (("old.yaml", old), ("new.yaml", new)):
        (folder / name).write_text(text, "utf-8")
    return between(folder / "old.yaml", folder / "new.yaml")


SMALL = """\
woonboom: 1
tree: small
title: A small tree
version: "1"
language: en
start: debt
facts:
  debt: {label: Has a debt, type: boolean, yes: with a debt, no: without a debt}
  months: {label: How long, short: arrangement, type: integer, unit: months, range: [0, 60]}
  plan: {label: Has a plan, type: boolean, yes: with a plan, no: without a plan}
questions:
  debt: {ask: "Is there a debt?", fact: debt, yes: long, no: plan}
  long:
    ask: Long enough?
    answers:
      - {label: Long, when: months >= 6, goto: plan}
      - {label: Short, otherwise: true, goto: first}
  plan: {ask: "Is there a plan?", fact: plan, yes: can, no: first}
outcomes:
  can: {kind: eligible, title: Possible, steps: [Apply.]}
  first: {kind: not_yet, title: First this, steps: [Wait.]}
"""
