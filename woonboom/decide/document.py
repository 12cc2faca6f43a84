"""A decision as plain data, version 1; the schema is `docs/schemas/decide.json`."""

from __future__ import annotations

from collections.abc import Mapping

from woonboom.decide.change import Change
from woonboom.decide.decision import Decision
from woonboom.decide.onward import Journey
from woonboom.facts import Value
from woonboom.model import Tree

Document = dict[str, object]


def document_of(journey: Journey) -> Document:
    """Return a journey: the decision in the first tree, the `next` one inside it, and so on."""
    found: Document | None = None
    for decision in reversed(journey.decisions):
        found = {**_decision(decision), "next": found}
    return found or {}


def _decision(decision: Decision) -> Document:
    tree = decision.tree
    if tree is None:
        return {}
    return {
        "version": 1,
        "tree": tree.id,
        "tree_version": tree.version,
        "outcome": decision.outcome,
        "kind": decision.kind,
        "path": [{"question": question, "answer": answer} for question, answer in decision.path],
        "used": _values(tree, decision.used),
        "possible": list(decision.possible),
        "ask": decision.ask,
        "fault": {"at": decision.at, "clash": list(decision.clash)} if decision.fault else None,
        "changes": [_change(tree, change) for change in decision.changes],
    }


def _change(tree: Tree, change: Change) -> Document:
    waits = change.wait is not None
    return {
        "outcome": change.outcome,
        "facts": _values(tree, change.facts),
        "needed": _values(tree, change.needed),
        "wait": {"number": change.wait, "unit": change.unit} if waits else None,
    }


def _values(tree: Tree, values: Mapping[str, Value]) -> Document:
    return {id_: tree.facts[id_].kind.write(value) for id_, value in values.items()}
