"""Units as groups of the scene: cards, answers and lines."""

from __future__ import annotations

from collections.abc import Iterator

from woonboom import style
from woonboom.layout import wording
from woonboom.layout.faces import card_group, heading_group
from woonboom.layout.pieces import Unit, Wire
from woonboom.layout.plan import question_key
from woonboom.layout.wording import is_no, say
from woonboom.model import Tree
from woonboom.pen import Hand, Paint, Pen, arrow_head, rounded_line
from woonboom.scene import Group


def unit_groups(
    tree: Tree, unit: Unit, wires: list[Wire], pen: Pen, ground: str
) -> Iterator[Group]:
    """Yield a unit's heading and question, then per answer its pill and what hangs there.

    `wires` are the answers whose lines leave the unit; `ground` is the colour it stands on.
    """
    yield from (heading_group(piece, pen, ground) for piece in unit.above)
    head, *ends = unit.pieces
    yield card_group(tree, head, pen)
    by_key = {piece.key: piece for piece in ends}
    for wire in sorted((*unit.wires, *wires), key=lambda w: w.exit.index):
        yield _answer(tree, wire, pen)
        if wire.exit.key in by_key:
            yield card_group(tree, by_key[wire.exit.key], pen)


def _answer(tree: Tree, wire: Wire, pen: Pen) -> Group:
    """Draw an answer's pill: "Nee" outlined, every other answer filled."""
    card, here = wire.pill.card, pen.at(wire.pill.x, wire.pill.y)
    fill, ink = (style.PAPER, style.NAVY) if is_no(wire.exit.label) else (style.NAVY, style.PAPER)
    paint = Paint(fill, style.NAVY, style.CARD_STROKE)
    shape = here.rect((0, 0, card.width, card.height), paint, style.PILL_HEIGHT / 2)
    hand = Hand(style.BOLD, ink, fill, style.PILL_SIZE, anchor="middle")
    words = here.text((card.width / 2, style.PILL_HEIGHT / 2 + 0.3), card.title, hand)
    return Group(
        "answer",
        here.box(0, 0, card.width, card.height),
        (shape, words),
        wire.pill.key,
        _answer_label(tree, wire),
        wire.exit.key,
        (question_key(wire.exit.question), wire.exit.key),
    )


def _answer_label(tree: Tree, wire: Wire) -> str:
    label, ref = wire.exit.label, wire.exit.ref
    if ref in tree.outcomes:
        title = str(tree.outcomes[ref].title)
        place = say(tree, wording.OUTCOME_PLACE, code=tree.codes[ref], title=title)
    elif ref in tree.questions:
        place = say(tree, wording.QUESTION_PLACE, number=tree.printed[ref])
    else:
        return say(tree, wording.ANSWER_NOWHERE, label=label)
    return say(tree, wording.ANSWER_LABEL, label=label, place=place)


def line_group(wire: Wire, pen: Pen) -> Group:
    """Draw an answer's line with its arrow."""
    line = rounded_line(wire.points, style.LINE_RADIUS, style.ARROW * 0.8)
    items = (
        pen.path(line, Paint(stroke=style.LINE, width=style.LINE_STROKE)),
        pen.path(arrow_head(wire.points, style.ARROW), Paint(style.LINE)),
    )
    xs, ys = [p[0] for p in wire.points], [p[1] for p in wire.points]
    box = pen.box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    joins = (question_key(wire.exit.question), wire.exit.key)
    return Group("connector", box, items, joins=joins)
