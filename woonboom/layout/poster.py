"""The scene of a fitted drawing: page, title block, panels, cards, lines and furniture."""

from __future__ import annotations

from collections.abc import Iterator

from woonboom import style, text
from woonboom.layout import wording
from woonboom.layout.compose import Fit
from woonboom.layout.drawing import line_group, unit_groups
from woonboom.layout.pen import Paint, Pen
from woonboom.layout.sheets import Panel
from woonboom.layout.wording import say
from woonboom.model import Tree
from woonboom.scene import Group, Page, Scene


def scene_of(tree: Tree, fit: Fit) -> Scene:
    """Return what to draw for a tree as it was fitted."""
    page = Page(
        fit.sheet.width, fit.sheet.height, 0.9 * fit.sheet.margin, tuple(_groups(tree, fit))
    )
    number = tree.numbers.get(tree.start, 1)
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
        keywords=(say(tree, wording.KEYWORD), tree.id),
        unit=fit.unit,
        pages=(page,),
    )


def _groups(tree: Tree, fit: Fit) -> Iterator[Group]:
    sheet = fit.sheet
    box = (0.0, 0.0, sheet.width, sheet.height)
    yield Group("background", box, (Pen(0, 0, 1).rect(box, Paint(style.PAPER)),))
    yield sheet.header(tree).draw()
    field = Pen(sheet.margin, fit.field_top(tree), fit.unit)
    placed = [(panel, field.at(x, y)) for panel, (x, y) in fit.arrangement.panels]
    yield from (_ground(panel, pen) for panel, pen in placed if panel.pad)
    inner = [(panel, pen.at(panel.pad, panel.pad)) for panel, pen in placed]
    for panel, pen in inner:
        wires = [*panel.block.wires, *(w for u in panel.block.units for w in u.wires)]
        yield from (line_group(wire, pen) for wire in wires)
    yield from _cards(tree, inner)
    for note, (x, y, width, _) in zip(fit.notes, fit.arrangement.furniture, strict=True):
        here = field.at(x, y)
        yield note.draw(Pen(here.x, here.y, fit.note_unit), width * fit.unit / fit.note_unit)


def _ground(panel: Panel, pen: Pen) -> Group:
    width, height = panel.size
    shape = pen.rect((0, 0, width, height), Paint(style.GROUND), 0.9)
    return Group("background", pen.box(0, 0, width, height), (shape,))


def _cards(tree: Tree, placed: list[tuple[Panel, Pen]]) -> Iterator[Group]:
    """Yield every unit in the order of the questions."""
    units = [(unit, panel, pen) for panel, pen in placed for unit in panel.block.units]
    last = len(tree.questions) + 1
    units.sort(key=lambda u: tree.numbers.get(u[0].question, last))
    for unit, panel, pen in units:
        wires = [w for w in panel.block.wires if w.exit.question == unit.question]
        ground = style.GROUND if panel.pad else style.PAPER
        yield from unit_groups(tree, unit, wires, pen, ground)
