"""Of several versions of a tree the one that counts on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from woonboom.fingerprint import fingerprint
from woonboom.model import Tree


def that_counts(trees: Sequence[Tree], number: str, version: str, day: date) -> Tree:
    """Return of some versions the valid one that began last; of several a paper's own.

    `number` and `version` are the fingerprint and the version that the paper has.
    """

    def rank(tree: Tree) -> tuple[bool, date, bool, bool]:
        begun = tree.valid_from or date.min
        valid = begun <= day <= (tree.valid_until or date.max)
        # A version without an end is superseded by the next, even if the paper is the same as it.
        return valid, begun, fingerprint(tree) == number, tree.version == version

    return max(trees, key=rank)
