"""What a card of each role looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from woonboom import style, text
from woonboom.layout import wording
from woonboom.layout.cards import (
    BADGE_LEFT,
    CHIP_GAP,
    CITE_GAP,
    Card,
    badge_width,
    chip_badge,
    note_top,
    words_left,
)
from woonboom.layout.citations import raised
from woonboom.layout.pieces import Piece
from woonboom.layout.plan import outcome_key, question_key
from woonboom.layout.wording import say
from woonboom.look import look_of
from woonboom.model import Outcome, Tree
from woonboom.pen import Hand, Paint, Pen
from woonboom.scene import Group, Item, Text
from woonboom.typeface import Font, Typeface

_BADGE_Y: Final = style.PAD + 0.62
_BASELINE: Final = 0.33
"""How far below its middle the baseline of a number or a short line lies."""
_TITLE_Y: Final = _BADGE_Y + _BASELINE
_TEXT_X: Final = style.BAND + 0.7


def card_group(tree: Tree, piece: Piece, pen: Pen) -> Group:
    """Draw a card of any role; `pen` has its origin where the block has."""
    card, here = piece.card, pen.at(piece.x, piece.y)
    group = _FACES[card.role](tree, card.inner, here.at(card.ring, card.ring))
    box = here.box(0, 0, card.width, card.height)
    return replace(group, id=piece.key, box=box)


_NOWHERE: Final = (0.0, 0.0, 0.0, 0.0)


def _question(tree: Tree, card: Card, pen: Pen) -> Group:
    question, number = tree.questions[card.ref], tree.printed[card.ref]
    stroke = style.START_STROKE if card.ref == tree.start else style.CARD_STROKE
    paint = Paint(style.PAPER, style.NAVY, stroke)
    frame = pen.rect((0, 0, card.width, card.height), paint, style.CARD_RADIUS)
    face = look_of(tree).face
    badge, lead = _badge(pen, face, number, BADGE_LEFT + style.BADGE_RADIUS, _BADGE_Y)
    hand = Hand(style.BOLD, style.INK, style.PAPER)
    left = words_left(number, face)
    title = pen.text((left, _TITLE_Y), card.title, hand, level=2, lead=lead)
    small = Hand(face.regular, style.NOTE_INK, style.PAPER)
    note = _note(pen, card, left, face.bold, small)
    label = say(tree, wording.QUESTION_LABEL, number=number, ask=str(question.ask))
    label = wording.with_sources(tree, label, card.cited)
    return Group("question", _NOWHERE, (frame, badge, title, *note), label=label)


def _badge(pen: Pen, face: Typeface, number: str, x: float, y: float) -> tuple[Item, Text]:
    """A question's number, white in a round badge around (x, y); long numbers reach right."""
    wide, high = badge_width(number, face), 2 * style.BADGE_RADIUS
    left = x - style.BADGE_RADIUS if wide > high else x - wide / 2
    shape = pen.rect((left, y - high / 2, wide, high), Paint(style.NAVY), high / 2)
    size = 1.0 if len(number) < 2 else 0.92
    hand = Hand(style.HEAVY, style.PAPER, style.NAVY, size, anchor="middle")
    return shape, pen.text((left + wide / 2, y + _BASELINE), [number], hand)


def _note(pen: Pen, card: Card, x: float, title: Font, hand: Hand) -> list[Text]:
    """A card's note, or the numbers of its sources behind its title (set in the font `title`)."""
    small = replace(hand, size=style.NOTE_SIZE, leading=style.NOTE_LEADING)
    if card.note:
        return [pen.text((x, note_top(card.title)), card.note, small)]
    if not card.cited or not card.title:
        return []
    y = _TITLE_Y + (len(card.title) - 1) * style.LEADING
    x += text.width(card.title[-1], title) + CITE_GAP
    return [pen.text((x, y), [raised(card.cited, hand.font)], small)]


def kind_of(outcome: Outcome) -> style.Kind:
    """Return how an outcome's kind looks."""
    return style.KINDS.get(outcome.kind, style.UNKNOWN_KIND)


def silhouette(pen: Pen, kind: style.Kind, width: float, height: float) -> tuple[Item, Item]:
    """Return the tinted ground and the border of an outcome."""
    outline = kind.outline(width, height, min(style.CORNER, height / 3))
    border = Paint(stroke=kind.dark, width=kind.stroke, dash=kind.dash)
    return pen.path(outline, Paint(kind.tint)), pen.path(outline, border)


def band(pen: Pen, kind: style.Kind, width: float, height: float) -> Item:
    """Return the dark band at the left of an outcome: its outline, cut off at `width`."""
    corner = min(style.CORNER, height / 3)
    wide = kind.outline(2 * width + 3 * corner, height, corner)
    return pen.path([_cut(command, width) for command in wide], Paint(kind.dark))


def _cut(command: style.Command, most: float) -> style.Command:
    numbers = [float(v) for v in command[1:]]
    return (command[0], *(min(v, most) if n % 2 == 0 else v for n, v in enumerate(numbers)))


def _sign(tree: Tree, card: Card, pen: Pen, y: float, size: float) -> tuple[list[Item], Text]:
    """The ground, band, border and icon (around `y`) of an outcome, and its code."""
    kind, middle = kind_of(tree.outcomes[card.ref]), style.BAND / 2
    ground, border = silhouette(pen, kind, card.width, card.height)
    strip = band(pen, kind, style.BAND, card.height)
    hand = Hand(style.BOLD, style.PAPER, kind.dark, style.SMALL_SIZE, anchor="middle")
    code = pen.text((middle, y + 1.75 * size + 0.28), [tree.codes[card.ref]], hand)
    return [ground, strip, border, *pen.icon(middle, y, size, kind)], code


def _outcome(tree: Tree, card: Card, pen: Pen) -> Group:
    kind = kind_of(tree.outcomes[card.ref])
    items, code = _sign(tree, card, pen, 1.65, 0.8)
    hand = Hand(style.HEAVY, kind.dark, kind.tint)
    items.append(pen.text((_TEXT_X, _TITLE_Y), card.title, hand, level=3, lead=code))
    face = look_of(tree).face
    small = Hand(face.regular, style.INK, kind.tint)
    items += _note(pen, card, _TEXT_X, face.heavy, small)
    label = wording.with_sources(tree, _outcome_label(tree, card.ref), card.cited)
    return Group("outcome", _NOWHERE, tuple(items), label=label)


def _brief(tree: Tree, card: Card, pen: Pen) -> Group:
    """Draw an outcome again, with its title only and a link to where it stands in full."""
    kind = kind_of(tree.outcomes[card.ref])
    items, code = _sign(tree, card, pen, card.height / 2 - 0.58, 0.64)
    y = card.height / 2 + 0.36 - (len(card.title) - 1) * style.LEADING / 2
    hand = Hand(style.HEAVY, kind.dark, kind.tint)
    items.append(pen.text((_TEXT_X, y), card.title, hand, lead=code))
    label, link = _outcome_label(tree, card.ref), outcome_key(card.ref)
    return Group("outcome", _NOWHERE, tuple(items), label=label, link=link)


def _outcome_label(tree: Tree, ref: str) -> str:
    outcome, code = tree.outcomes[ref], tree.codes[ref]
    words = wording.KINDS.get(outcome.kind)
    kind = say(tree, words).lower() if words else outcome.kind
    return say(tree, wording.OUTCOME_LABEL, code=code, title=str(outcome.title), kind=kind)


def _chip(tree: Tree, card: Card, pen: Pen) -> Group:
    """Draw where to go on: a pill with a question's number, and its sheet if it is on another.

    Where an answer that is gone led to an outcome that is not, it has the outcome's code.
    """
    outcome, middle = card.ref in tree.outcomes, card.height / 2
    number = (tree.codes if outcome else tree.printed)[card.ref]
    hand = Hand(style.MEDIUM, style.INK, style.PAPER, style.PILL_SIZE)
    words = pen.text((1.0, middle + _BASELINE), card.title, hand)
    face = look_of(tree).face
    left = chip_badge(card.title[0], face)
    badge, shown = _badge(pen, face, number, left + style.BADGE_RADIUS, middle)
    paint = Paint(style.PAPER, style.NAVY, style.CARD_STROKE, style.STUB_DASH)
    frame = pen.rect((0, 0, card.width, card.height), paint, middle)
    right = left + badge_width(number, face) + CHIP_GAP
    sheet = [pen.text((right, middle + _BASELINE), card.note, hand)] if card.note else []
    items = (frame, badge, replace(shown, lead=words), *sheet)
    said = wording.CHIP_LABEL_OUTCOME if outcome else wording.CHIP_LABEL
    label = ", ".join([say(tree, said, number=number), *card.note])
    key = outcome_key if outcome else question_key
    return Group("chip", _NOWHERE, items, label=label, link=key(card.ref))


def _stub(tree: Tree, card: Card, pen: Pen) -> Group:
    """Draw that an answer leads to a place that does not exist."""
    paint = Paint(style.PAPER, style.ALARM, style.LINE_STROKE, style.STUB_DASH)
    frame = pen.rect((0, 0, card.width, card.height), paint)
    hand = Hand(style.BOLD, style.ALARM, style.PAPER, style.PILL_SIZE)
    words = pen.text((1, 1.45), card.title, hand)
    return Group("stub", _NOWHERE, (frame, words), label=words.words)


def heading_group(piece: Piece, pen: Pen, ground: str) -> Group:
    """Draw the heading of a part on its ground."""
    here, card = pen.at(piece.x, piece.y), piece.card
    hand = Hand(style.BOLD, style.LINE, ground, style.HEADING_SIZE)
    words = here.text((0, 0.8 * style.HEADING_SIZE), card.title, hand)
    return Group("heading", here.box(0, 0, card.width, card.height), (words,), piece.key)


_FACES: Final[dict[str, Callable[[Tree, Card, Pen], Group]]] = {
    "question": _question,
    "outcome": _outcome,
    "brief": _brief,
    "chip": _chip,
    "stub": _stub,
}
