"""`woonboom test` in tests: trees with worked cases or without, and its JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from calling import ROOT, Capture, called, write
from reading import FACTS, HEAD, OUTCOMES

SCHEMA = json.loads((ROOT / "docs" / "schemas" / "test.json").read_text("utf-8"))

TREE = (
    HEAD.replace("tree: boom\n", "tree: boom\nversion: '1'\n") + OUTCOMES + FACTS + "questions:\n"
    "  a:\n    ask: Loopt de regeling lang genoeg?\n    answers:\n"
    "      - {label: Lang, when: maanden >= grens, goto: b}\n"
    "      - {label: Kort, otherwise: true, goto: x}\n"
    "  b: {ask: Is het waar, fact: waar, yes: x, no: y}\n"
)
CASES = (
    "cases:\n"
    "  - {name: Lang en waar, given: {maanden: 6, waar: ja}, expect: x}\n"
    "  - {name: Veel te lang, given: {maanden: 60, waar: nee}, expect: y}\n"
)
FAILING = (
    "  - {name: Anders, given: {maanden: 7, waar: nee}, expect: x}\n"
    "  - {name: Te weinig gezegd, given: {maanden: 7}, expect: x}\n"
    "  - {name: Langs een omweg, given: {maanden: 2}, expect: x, via: [b]}\n"
)


def document(capsys: Capture, *words: str | Path, code: int = 0) -> dict[str, Any]:
    """What is printed as JSON, which must follow the schema."""
    ended, out, err = called(capsys, "test", *words, "--format", "json")
    assert (ended, err) == (code, "")
    found: dict[str, Any] = json.loads(out)
    jsonschema.validate(found, SCHEMA, jsonschema.Draft202012Validator)
    return found


def without_cases(name: str) -> Path:
    """A copy of a shipped tree without its worked cases."""
    trees = ROOT / "trees"
    for path in [trees / "woonkans.yaml", *(trees / "info").glob("*.md"),
                 *trees.glob("*.yaml")]:  # fmt: skip
        text = path.read_text("utf-8")
        write(text.split("\ncases:\n")[0] + "\n", str(path.relative_to(ROOT)))
    return Path("trees") / f"{name}.yaml"
