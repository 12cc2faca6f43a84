"""Policies beside each other as plain data; the schema is `docs/schemas/compare.json`."""

from __future__ import annotations

from collections.abc import Mapping

from woonboom.diff.several import Comparison, Row
from woonboom.facts import Fact, as_data
from woonboom.model import Tree

Document = dict[str, object]


def document_of(comparison: Comparison) -> Document:
    """Return all rows that there are, each with its regions and an example."""
    return {
        "version": 1,
        "policies": [_policy(tree) for tree in comparison.policies],
        "given": as_data(comparison.facts, comparison.given),
        "by_kind": comparison.merged,
        "contrasts": dict(comparison.counts),
        "rows": [_row(row, comparison.facts) for row in comparison.rows],
        "more": comparison.more,
    }


def _policy(tree: Tree) -> Document:
    title = str(tree.title)
    return {"tree": tree.id, "version": tree.version, "title": title, "file": str(tree.path)}


def _row(row: Row, facts: Mapping[str, Fact]) -> Document:
    cells = zip(row.kinds, row.ends, strict=True)
    return {
        "contrast": row.contrast,
        "cells": [{"kind": kind, "outcomes": [id_ for id_ in ends if id_]} for kind, ends in cells],
        "regions": [box.conditions() for box in row.boxes],
        "count": row.region.count,
        "example": as_data(facts, row.example),
    }
