"""What differs as plain data, version 1; the schema is `docs/schemas/diff.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from woonboom.compared import Change
from woonboom.diff.changes import CaseChange, Changes, Path, Renames
from woonboom.diff.uses import uses
from woonboom.facts import as_data
from woonboom.fingerprint import fingerprint
from woonboom.model import Tree

Document = dict[str, object]

VERSION = 1


def document_of(changes: Changes, language: str, caseload: Document | None = None) -> Document:
    """Return all that differs between two versions of a tree.

    `language` is that of the messages; `caseload` is what cases of a file come to, if any. There
    may be very many cases, so they come one by one: as an iterator, once.
    """
    problem = changes.problem.say(language) if changes.problem else None
    return {
        "version": VERSION,
        "old": tree_data(changes.old),
        "new": tree_data(changes.new),
        "structure": [_edit(edit, changes) for edit in changes.structure],
        "renames": _renames(changes.renames),
        "cases": map(_case, changes.cases),
        "rerouted": map(_case, changes.rerouted),
        "equivalent": changes.equivalent,
        "problem": problem,
        "caseload": caseload,
    }


def documents_of(
    documents: Iterable[Document], added: Iterable[Tree], removed: Iterable[Tree]
) -> Document:
    """Return what differs between several trees: those of both sides, then what came and went."""
    return {
        "version": VERSION,
        "diffs": iter(documents),
        "added": [tree_data(tree) for tree in added],
        "removed": [tree_data(tree) for tree in removed],
    }


def as_json(document: object, before: str = "") -> Iterator[str]:
    """Yield a document as JSON, piece by piece: what comes one by one is written one by one.

    Together it is what `json.dumps` makes of it with an `indent` of 2; every line but the first
    begins with `before`.
    """
    if isinstance(document, Iterator):
        yield from _enclosed("[]", (("", one) for one in document), before)
    elif isinstance(document, dict) and any(isinstance(p, Iterator) for p in document.values()):
        named = (
            (f"{json.dumps(key, ensure_ascii=False)}: ", part) for key, part in document.items()
        )
        yield from _enclosed("{}", named, before)
    else:
        written = json.dumps(document, ensure_ascii=False, indent=2)
        yield written.replace("\n", f"\n{before}")


def _enclosed(marks: str, parts: Iterator[tuple[str, object]], before: str) -> Iterator[str]:
    """What stands between brackets or braces, each part on a line after its name."""
    sign = marks[0]
    for name, part in parts:
        yield f"{sign}\n{before}  {name}"
        yield from as_json(part, f"{before}  ")
        sign = ","
    yield marks if sign == marks[0] else f"\n{before}{marks[1]}"


def tree_data(tree: Tree) -> Document:
    """Return which version of which tree it is."""
    return {
        "tree": tree.id,
        "tree_version": tree.version,
        "file": str(tree.path),
        "fingerprint": fingerprint(tree),
    }


def _edit(edit: Change, changes: Changes) -> Document:
    """An edit; of a parameter with the places that use it."""
    if edit.element != "parameter":
        return edit.as_data()
    places = uses(changes.old if edit.kind == "removed" else changes.new, edit.id)
    return {**edit.as_data(), "uses": [use._asdict() for use in places]}


def _renames(renames: Renames) -> Document:
    return {
        "questions": dict(renames.questions),
        "answers": {".".join(old): ".".join(new) for old, new in renames.answers.items()},
        "outcomes": dict(renames.outcomes),
        "facts": dict(renames.facts),
        "parameters": dict(renames.parameters),
    }


def _case(case: CaseChange) -> Document:
    return {
        "old_outcome": case.old_outcome,
        "new_outcome": case.new_outcome,
        "grade": case.grade,
        "region": dict(case.region),
        "count": case.count,
        "witness": as_data(case.box.space.facts, case.witness),
        "old_path": _path(case.old_path),
        "new_path": _path(case.new_path),
        "common": case.common,
    }


def _path(path: Path) -> list[Document]:
    return [{"question": question, "answer": answer} for question, answer in path]
