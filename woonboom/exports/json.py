"""A tree as one JSON document, for systems with screens of their own: `docs/schemas/tree.json`."""

from __future__ import annotations

import json

from woonboom.model import Tree
from woonboom.portable import document_of


def write(tree: Tree) -> bytes:
    """Return the tree as JSON."""
    return (json.dumps(document_of(tree), ensure_ascii=False, indent=2) + "\n").encode()
