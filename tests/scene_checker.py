"""What a drawing must never do, checked on its scene: `violations` names every breach.

Every hard criterion of a good poster that a scene can show is here; `scene_shapes` and
`scene_lines` know where things are, `scene_promises` what a tree and a paper are owed. What only
the finished file can show is in `test_poster_files.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from scene_lines import line_faults, pieces_of
from scene_promises import paper_faults, reference_faults, tree_faults
from scene_shapes import (
    CARDS,
    FURNITURE,
    IN_TITLE,
    SOLID,
    TOLERANCE_MM,
    box_of,
    gap,
    holds,
    line_boxes,
    name_of,
    near_pairs,
    outline_of,
    overlap,
    points_of,
    text_box,
    with_leads,
    within,
)

from woonboom.colours import LEAST_CONTRAST, contrast
from woonboom.model import Tree
from woonboom.scene import SOFT_HYPHEN, Box, Group, Item, Page, Path, Rect, Scene, Text, joined
from woonboom.style import PAPER
from woonboom.text import width

__all__ = ["IN_TITLE", "breaches", "overlap", "points_of", "text_box", "violations"]

APART = 0.25
"""How far cards, pills and blocks keep from each other, in em of the base type."""
PILL_APART = 0.4
"""How far a pill keeps from what its own line leads to."""
PILL_OFF_TEXT = 0.1
"""How far a pill that hangs at its card keeps from the words there, in em."""
TEXT_INSIDE = 0.2
"""How far a text keeps from the edges of its card or pill, in em."""
_LEAST_LINE_CONTRAST = 3.0


def breaches(scene: Scene, tree: Tree | None = None, paper: str = "") -> list[str]:
    """Return the violations that say something, at most ten of them."""
    return [found for found in violations(scene, tree, paper) if found][:10]


def violations(scene: Scene, tree: Tree | None = None, paper: str = "") -> list[str]:
    """Return everything that is wrong with a scene.

    With its `tree` also what of that is missing; with the `paper` that was asked for ("a1") also
    what is too small to be read from it.
    """
    found = list(reference_faults(scene))
    for page in scene.pages:
        found += _overlaps(page, scene.unit)
        found += _panels(page)
        found += _outside(page)
        found += line_faults(page, scene.unit)
        found += _texts(page, scene.unit)
        found += _faint(page)
    found += tree_faults(scene, tree) if tree else ()
    return [*found, *(paper_faults(scene, paper) if paper else ())]


def _overlaps(page: Page, unit: float) -> Iterator[str]:
    drawn = [g for g in page.groups if g.role in SOLID or g.role == "answer"]
    for one, other in near_pairs(drawn, PILL_APART * unit):
        pill, card = (one, other) if one.role == "answer" else (other, one)
        hangs = pill.role == "answer" and card.id == pill.joins[0]
        leads = pill.role == "answer" and card.id == pill.joins[1]
        if hangs:
            yield from _covered(pill, card, unit)
        elif overlap(one.box, other.box):
            yield f"overlap: {name_of(one)} and {name_of(other)}"
        elif gap(one.box, other.box) < (PILL_APART if leads else APART) * unit and not (
            _of_one_note(page, one, other)
        ):
            yield f"too near: {name_of(one)} and {name_of(other)}"


def _of_one_note(page: Page, one: Group, other: Group) -> bool:
    """Whether both are parts of one block: the words and the QR code on one ground."""
    if not {one.role, other.role} <= FURNITURE:
        return False
    return any(holds(g.box, one.box) and holds(g.box, other.box) for g in _panels_of(page))


def _panels_of(page: Page) -> list[Group]:
    """The grounds on a page, without the paper and the band of the title."""
    return [g for g in page.groups if g.role == "background" and g.box[2] < page.width]


def _covered(pill: Group, card: Group, unit: float) -> Iterator[str]:
    """A pill may hang at its own question's edge but not over its words."""
    for item in with_leads(card):
        if any(gap(box, pill.box) < PILL_OFF_TEXT * unit for box in line_boxes(item)):
            yield f"label over text: {name_of(pill)} on {item.words[:30]}"


def _panels(page: Page) -> Iterator[str]:
    """Panels lie beside each other, and everything stands on one or beside it, whole."""
    panels = _panels_of(page)
    for one, other in near_pairs(panels, TOLERANCE_MM):
        if overlap(one.box, other.box):
            yield f"panels overlap: at {one.box[:2]} and {other.box[:2]}"
    for panel in panels:
        near = [g for g in page.groups if _touches(g, panel)]
        on = [g for g in near if g.role not in ("background", "preview")]
        yield from (f"over a panel's edge: {name_of(g)}" for g in on if not holds(panel.box, g.box))
        if {g.role in FURNITURE for g in on} == {True, False}:
            yield f"a note among cards: {name_of(on[0])}"


def _touches(group: Group, panel: Group) -> bool:
    """Whether a thing lies over a panel; of a line its parts count, not the room between them."""
    if group.role == "connector":
        return any(overlap(piece, panel.box) for piece in pieces_of(group))
    return overlap(group.box, panel.box)


def _outside(page: Page) -> Iterator[str]:
    near, right, low = page.margin, page.width - page.margin, page.height - page.margin
    for group in page.groups:
        x, y, w, h = group.box
        if x < -TOLERANCE_MM or y < -TOLERANCE_MM or x + w > page.width + TOLERANCE_MM:
            yield f"outside the page: {name_of(group)}"
        elif group.role in ("title", "background"):
            if y + h > page.height + TOLERANCE_MM:
                yield f"outside the page: {name_of(group)}"
        elif x < near or x + w > right or y < 0 or y + h > low:
            yield f"in the margin: {name_of(group)}"
        if group.role != "connector":
            yield from _sticking_out(group)


def _sticking_out(group: Group) -> Iterator[str]:
    for item in group.items:
        if not isinstance(item, Text) and not holds(group.box, box_of(item)):
            yield f"outside its box: part of {name_of(group)}"


def _texts(page: Page, unit: float) -> Iterator[str]:
    for group in page.groups:
        texts = with_leads(group)
        for item in texts:
            yield from _inside(group, item, unit)
            yield from _hyphens(item)
            if contrast(item.fill, item.ground) < LEAST_CONTRAST:
                yield f"contrast under 4.5: {item.words[:30]}"
            for under in _grounds(page, group, item) - {item.ground}:
                yield f"on {under}, not {item.ground}: {item.words[:30]}"
        yield from _over_each_other(texts)
    yield from _over_each_other(
        [t for group in page.groups if group.role in IN_TITLE for t in group.texts]
    )


def _over_each_other(texts: list[Text]) -> Iterator[str]:
    for n, one in enumerate(texts):
        for other in texts[:n]:
            if overlap(text_box(one), text_box(other)) and any(
                overlap(a, b) for a in line_boxes(one) for b in line_boxes(other)
            ):
                yield f"text over text: {one.words[:20]} and {other.words[:20]}"


def _inside(group: Group, item: Text, unit: float) -> Iterator[str]:
    """A text lies within its group, and within the outline of its card or pill with some room."""
    if not holds(group.box, text_box(item)):
        yield f"text outside {name_of(group)}: {item.words[:30]}"
    if group.role in CARDS or group.role == "answer":
        shape = next(i for i in group.items if isinstance(i, Rect | Path))
        outline, room = outline_of(shape), TEXT_INSIDE * unit
        if not all(within(p, outline) for box in line_boxes(item) for p in _corners(box, room)):
            yield f"text at the edge of {name_of(group)}: {item.words[:30]}"


def _corners(box: Box, room: float) -> Iterator[tuple[float, float]]:
    """The middles of the sides of a box that is `room` larger, and the corners of the box."""
    x, y, w, h = box
    yield from ((x, y), (x + w, y), (x, y + h), (x + w, y + h))
    yield from ((x - room, y + h / 2), (x + w + room, y + h / 2))
    yield from ((x + w / 2, y - room), (x + w / 2, y + h + room))


def _hyphens(item: Text) -> Iterator[str]:
    """No word is broken that would have fitted on a line of its own."""
    room = max(width(line, item.font) for line in item.lines)
    broken = [n for n, line in enumerate(item.lines) if line.endswith(SOFT_HYPHEN)]
    for n in broken:
        before, after = item.lines[n].split(" ")[-1], item.lines[n + 1].split(" ")[0]
        word = (before + after).replace(SOFT_HYPHEN, "")
        if n + 1 not in broken and width(word, item.font) <= room:
            yield f"broken without need: {word} in {joined(item)[:30]}"


def _grounds(page: Page, group: Group, item: Text) -> set[str]:
    """The colours under the beginning, the middle and the end of every line of a text."""
    shapes = [
        (box_of(shape), shape.fill)
        for candidate in (*(g for g in page.groups if g.role == "background"), group)
        for shape in candidate.items
        if isinstance(shape, Rect | Path) and shape.fill
    ]
    found = set()
    for x, y, w, h in line_boxes(item):
        for share in (0.02, 0.5, 0.98):
            point = (x + share * w, y + h / 2, 0.0, 0.0)
            colours = [fill for box, fill in shapes if holds(box, point)]
            found.add(colours[-1] if colours else PAPER)
    return found


def _faint(page: Page) -> Iterator[str]:
    """Lines and borders stand out from what they are drawn on."""
    grounds = [i for g in page.groups if g.role == "background" for i in g.items]
    for group in page.groups:
        if group.role not in CARDS | {"answer", "connector"}:
            continue
        for n, item in enumerate(group.items):
            stroke = item.stroke if isinstance(item, Rect | Path) else None
            under = _under([*grounds, *group.items[:n]], item) if stroke else ""
            if stroke and contrast(stroke, under) < _LEAST_LINE_CONTRAST:
                yield f"too faint: {stroke} on {under} in {name_of(group)}"


def _under(below: list[Item], item: Item) -> str:
    """The last colour under an item, near its right end: far from the band of an outcome."""
    x, y, w, h = box_of(item)
    point = (x + 0.9 * w, y + h / 2, 0.0, 0.0)
    filled = [s for s in below if isinstance(s, Rect | Path) and s.fill]
    return next((s.fill for s in reversed(filled) if s.fill and holds(box_of(s), point)), PAPER)
