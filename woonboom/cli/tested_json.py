"""What `woonboom test` found as JSON, version 1; the schema is `docs/schemas/test.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from woonboom.analysis.coverage import Boundary, Coverage, Item, place
from woonboom.analysis.flow import Step
from woonboom.analysis.suggestions import Suggestion
from woonboom.cli.suggested import names_of
from woonboom.cli.tested import Tested, Wanted
from woonboom.cli.tested_text import got
from woonboom.decide.worked import Verdict
from woonboom.facts import as_data
from woonboom.model import Tree

Data = dict[str, object]


def write(tested: Sequence[Tested], wanted: Wanted, language: str) -> str:
    """Return what was found as one JSON document."""
    coverages = [one.coverage for one in tested if one.coverage]
    document = {
        "version": 1,
        "cases": [_case(one.tree, v, language) for one in tested for v in one.verdicts],
        "coverage": _coverage(coverages) if wanted.coverage else None,
        "suggestions": [_suggestions(one) for one in tested if one.suggestions]
        if wanted.suggestions
        else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _tree(tree: Tree) -> Data:
    return {"tree": tree.id, "tree_version": tree.version, "file": str(tree.path)}


def _case(tree: Tree, verdict: Verdict, language: str) -> Data:
    return {
        **_tree(tree),
        "line": verdict.case.span.line,
        "name": verdict.case.name,
        "passed": verdict.passed,
        "expected": verdict.case.expect,
        "outcome": verdict.walk.outcome,
        "message": None if verdict.passed else got(verdict, language),
        "path": [
            {"question": question, "answer": answer} for question, answer in verdict.walk.path
        ],
    }


def _coverage(coverages: list[Coverage]) -> Data:
    return {
        "full": not any(coverage.missing for coverage in coverages),
        "trees": [_one_coverage(coverage) for coverage in coverages],
    }


def _one_coverage(coverage: Coverage) -> Data:
    counts = {"answers": coverage.count(Step), "boundaries": coverage.count(Boundary)}
    return {
        **_tree(coverage.tree),
        "full": not coverage.missing,
        **{kind: {"covered": a, "total": b} for kind, (a, b) in counts.items()},
        "missing": _items(coverage.tree, coverage.missing),
    }


def _items(tree: Tree, items: Iterable[Item]) -> Data:
    found: dict[str, list[Data]] = {"answers": [], "boundaries": []}
    for item in items:
        span = place(tree, item)
        where = {"file": span.source.name, "line": span.line, "column": span.column}
        kind = "answers" if isinstance(item, Step) else "boundaries"
        found[kind].append({**_item(tree, item), **where})
    return dict(found)


def _item(tree: Tree, item: Item) -> Data:
    if isinstance(item, Step):
        answer = tree.questions[item.question].answers[item.answer]
        return {"question": item.question, "answer": answer.id}
    return {"question": item.question, "fact": item.fact, "value": item.value}


def _suggestions(tested: Tested) -> Data:
    found = tested.suggestions
    if found is None:
        return {}
    names = names_of(tested.tree, found.cases)
    cases = zip(found.cases, names, strict=True)
    return {
        **_tree(tested.tree),
        "smallest": found.smallest,
        "cases": [_suggestion(tested.tree, case, name) for case, name in cases],
    }


def _suggestion(tree: Tree, case: Suggestion, name: str) -> Data:
    given = as_data(tree.facts, case.given)
    return {"name": name, "given": given, "covers": _items(tree, case.covers)}
