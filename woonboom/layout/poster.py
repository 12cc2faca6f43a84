"""The scene of a fitted drawing: page, title block, panels, cards, lines and furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from woonboom import style, text
from woonboom.fingerprint import canonical, content, fingerprint_of
from woonboom.layout import wording
from woonboom.layout.drawing import line_group, unit_groups
from woonboom.layout.sheet import Drawn, Part
from woonboom.layout.wording import say
from woonboom.model import Tree
from woonboom.pen import Paint, Pen
from woonboom.scene import Group, Item, Page, Scene, Text


def scene_of(tree: Tree, *sheets: Drawn) -> Scene:
    """Return what to draw for a tree as it was fitted on one or more sheets."""
    number, said = tree.numbers.get(tree.start, 1), canonical(content(tree))
    described = say(
        tree,
        wording.DESCRIPTION,
        questions=len(tree.questions),
        outcomes=len(tree.outcomes),
        number=number,
    )
    return Scene(
        title=text.clean(str(tree.title)),
        description=described,
        language=tree.language,
        version=tree.version,
        published=tree.valid_from.isoformat() if tree.valid_from else "",
        author=text.clean(str(tree.contact or "")),
        keywords=(say(tree, wording.KEYWORD), tree.id, fingerprint_of(said)),
        unit=sheets[-1].unit,
        pages=tuple(page_of(tree, drawn, n) for n, drawn in enumerate(sheets)),
        content=said,
        fingerprint=fingerprint_of(said),
    )


def page_of(tree: Tree, drawn: Drawn, index: int = 0) -> Page:
    """Return a page; what stands on every page gets the number of the page in its name."""
    groups = _levelled(_groups(tree, drawn))
    named = (replace(g, id=f"{g.id}-{index + 1}") if index and _repeats(g) else g for g in groups)
    return Page(drawn.sheet.width, drawn.sheet.height, 0.9 * drawn.sheet.margin, tuple(named))


def _levelled(groups: Iterator[Group]) -> Iterator[Group]:
    """Let no heading be more than one level below the one before it."""
    last = 0
    for group in groups:
        items: list[Item] = []
        for item in group.items:
            if isinstance(item, Text) and item.level:
                last = min(item.level, last + 1)
                items.append(replace(item, level=last))
            else:
                items.append(item)
        yield replace(group, items=tuple(items))


def _repeats(group: Group) -> bool:
    """Whether every page has a group with this name."""
    return bool(group.id) and group.role in _ON_EVERY_PAGE


_ON_EVERY_PAGE: Final = frozenset(
    {"title", "address", "stamp", "logo", "legend", "note", "sources"}
)


def _groups(tree: Tree, drawn: Drawn) -> Iterator[Group]:
    sheet = drawn.sheet
    box = (0.0, 0.0, sheet.width, sheet.height)
    yield Group("background", box, (Pen(0, 0, 1).rect(box, Paint(style.PAPER)),))
    yield from sheet.header(tree, drawn.title).draw()
    field = Pen(sheet.margin, sheet.field_top(tree, drawn.title), drawn.unit)
    yield from (_ground(part, field) for part in drawn.parts if part.ground)
    placed = [(part, field.at(*part.origin)) for part in drawn.parts]
    for part, pen in placed:
        wires = [*part.wires, *(w for u in part.units for w in u.wires)]
        yield from (line_group(wire, pen) for wire in wires)
    yield from _cards(tree, placed)
    scale = drawn.unit / drawn.note_unit
    for note, width, (x, y, *room) in drawn.notes:
        here = field.at(x, y)
        ground = room[0] * scale, room[1] * scale
        yield from note.draw(Pen(here.x, here.y, drawn.note_unit), width * scale, ground)


def _ground(part: Part, pen: Pen) -> Group:
    shape = pen.rect(part.box, Paint(style.GROUND), 0.9)
    return Group("background", pen.box(*part.box), (shape,))


def _cards(tree: Tree, placed: list[tuple[Part, Pen]]) -> Iterator[Group]:
    """Yield every unit in the order of the questions."""
    units = [(unit, part, pen) for part, pen in placed for unit in part.units]
    last = len(tree.questions) + 1
    units.sort(key=lambda u: tree.numbers.get(u[0].question, last))
    for unit, part, pen in units:
        wires = [w for w in part.wires if w.exit.question == unit.question]
        ground = style.GROUND if part.ground else style.PAPER
        yield from unit_groups(tree, unit, wires, pen, ground)
