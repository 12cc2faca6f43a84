"""The stamp: what tells one print of a poster from another, on paper and over the phone."""

from __future__ import annotations

from woonboom.fingerprint import fingerprint
from woonboom.layout import wording
from woonboom.layout.wording import say
from woonboom.model import Tree


def stamp(tree: Tree) -> str:
    """Return the check number of a tree in words; version and dates stand beside it."""
    return say(tree, wording.CHECK_NUMBER, number=fingerprint(tree))
