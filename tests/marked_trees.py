"""Two versions beside each other for those who draw what changed, and what their signs keep to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from poster_trees import ROOT, real
from scene_lines import pieces_of
from scene_shapes import (
    SOLID,
    box_of,
    holds,
    line_boxes,
    name_of,
    outline_of,
    overlap,
    points_of,
    with_leads,
    within,
)

import woonboom
from woonboom.diff.changes import Changes
from woonboom.diff.renames import renamed
from woonboom.diff.union import union
from woonboom.model import Tree
from woonboom.papers.drawn_changes import changed_poster, telling
from woonboom.scene import Group, Page, Path, Rect, Scene


def between(old: Tree, new: Tree) -> Changes:
    """Return what differs, as far as a drawing asks for it: the cases do not matter."""
    return Changes(old, new, (), (), renamed(old, new))


@cache
def glossary() -> Changes:
    """Return the reading of the glossary beside the tree that counts: one number is another."""
    path = ROOT / "trees" / "begrippenlijst" / "hulpverleners.yaml"
    old, problems = woonboom.load(path)
    assert old, problems
    return between(old, real("hulpverleners"))


def drawn_tree(changes: Changes) -> Tree:
    """Return the tree that a poster of changes draws, its title block aside."""
    return union(changes, telling(changes.new)).tree


def poster(old: Tree, new: Tree) -> Scene:
    return changed_poster(between(old, new))


def sign_faults(scene: Scene) -> Iterator[str]:
    """Yield every sign over words, a number, another card or a line that is not its own.

    And every band that reaches out of the room that its card has: so no two bands touch.
    """
    for page in scene.pages:
        yield from _bands(page)
        for card, sign in pairwise(page.groups):
            if sign.role == "mark":
                yield from _over(page, card, sign)


def _bands(page: Page) -> Iterator[str]:
    for band in (g for g in page.groups if g.role == "light"):
        for item in band.items:
            assert isinstance(item, Rect | Path)
            x, y, w, h = box_of(item)
            half = item.stroke_width / 2
            if not holds(band.box, (x - half, y - half, w + 2 * half, h + 2 * half)):
                yield f"a band around {band.box} is larger than that"


def _over(page: Page, card: Group, sign: Group) -> Iterator[str]:
    for group in page.groups:
        if group.role in SOLID or group.role == "answer":
            lines = (box for text in with_leads(group) for box in line_boxes(text))
            if any(overlap(box, sign.box) for box in lines):
                yield f"a sign of {name_of(card)} over words of {name_of(group)}"
            if any(_meet(sign, badge) for badge in _badges(group)):
                yield f"a sign of {name_of(card)} over the number of {name_of(group)}"
            theirs = group is card or group.id in card.joins or card.id in group.joins
            if not theirs and overlap(group.box, sign.box):
                yield f"a sign of {name_of(card)} over {name_of(group)}"
        elif group.role == "connector" and group.joins != card.joins:
            near = card.id not in group.joins and overlap(group.box, sign.box, -1.0)
            if near and any(overlap(piece, sign.box) for piece in pieces_of(group)):
                yield f"a sign of {name_of(card)} over a line {' to '.join(group.joins)}"


def _badges(group: Group) -> Iterator[Rect]:
    """The discs with numbers on cards."""
    if group.role in ("question", "chip"):
        yield from [item for item in group.items if isinstance(item, Rect)][1:]


def _meet(sign: Group, badge: Rect) -> bool:
    """Whether the outline of a sign comes into a disc: a corner of its box may."""
    shape = next(item for item in sign.items if isinstance(item, Path))
    points = points_of((*shape.commands, ("L", *shape.commands[0][1:])))
    ends = [
        (a + t / 8 * (c - a), b + t / 8 * (d - b))
        for (a, b), (c, d) in pairwise(points)
        for t in range(9)
    ]
    return any(within(point, outline_of(badge)) for point in ends)
