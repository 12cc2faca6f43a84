"""Deciding at the command line in tests: the trees, and the facts that are given."""

from __future__ import annotations

from calling import ROOT

HELPERS = ROOT / "trees" / "hulpverleners.yaml"
FAULTY = """\
woonboom: 1
tree: boom
title: Boom
version: "1"
language: nl
start: a
facts:
  maanden: {label: Maanden, type: integer, range: [0, 100]}
  waar: {label: Waar, type: boolean}
outcomes:
  x: {kind: consult, title: X}
  y: {kind: consult, title: Y}
questions:
  a:
    ask: Hoe lang?
    answers:
      - {label: Kort, when: maanden < 5, goto: x}
      - {label: Lang, when: maanden > 3, goto: b}
  b: {ask: Is het waar, fact: waar, yes: a, no: y}
"""


def given(*words: str) -> list[str]:
    return [part for word in words for part in ("--given", word)]
