"""A question with the ends that hang at it, placed as one unit, in em."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from woonboom import style
from woonboom.layout.cards import Card, Deck
from woonboom.layout.pieces import Piece, Unit, Wire, pill
from woonboom.layout.plan import Exit, Plan, outcome_key, question_key

Flow = Literal["down", "right"]

PORT_DOWN: Final = 4.2
PORT_RIGHT: Final = style.PAD + 0.62
"""Where lines enter and leave a question: from its left going down, from its top going right."""
PORT_GAP: Final = {"down": 3.0, "right": 2.0}
"""How far beside the first a second line enters."""
TAB: Final = 0.3
"""How far a pill that hangs on a card's right edge lies over it."""
PILL_OVER: Final = 0.5
"""How far a pill that hangs at a card's lower edge lies over it."""
_HEADING_GAP: Final = 0.55
_TAB_ROOM: Final = 0.8
_ARROW_ROOM: Final = 1.5
_STACK_GAP: Final = 1.1
_TRUNK: Final = 0.9


@dataclass(frozen=True)
class Setting:
    """What is drawn and how: the plan, the cards and the direction in which lines flow.

    `ends_beside` is for questions that no line leaves: whether their ends hang beside them.
    """

    plan: Plan
    deck: Deck
    flow: Flow
    ends_beside: bool

    @property
    def down(self) -> bool:
        """Whether lines flow down; otherwise they flow right."""
        return self.flow == "down"


def unit(setting: Setting, question: str, heading: str = "") -> Unit:
    """Place a question and its ends, below a heading where a part begins with it."""
    deck, exits = setting.deck, setting.plan.exits[question]
    ends = [e for e in exits if not e.flows]
    onward = len(ends) < len(exits)
    beside = setting.down if onward else setting.ends_beside
    single = ends[0] if beside and len(ends) == 1 else None
    head = Piece(question_key(question), _roomy(setting, question, single), 0.0, 0.0)
    place = _beside if beside else _below
    pieces, wires = place(head, ends, deck) if ends else ([], [])
    made = Unit(question, (head, *pieces), tuple(wires), 0, 0)
    tab = setting.plan.tab(question)
    above = PORT_RIGHT - deck.card("pill", tab.label).height / 2 if tab and not setting.down else 0
    return _sized(made, deck, heading, above)


def _roomy(setting: Setting, question: str, beside: Exit | None) -> Card:
    """The card of a question, with room for a second line and for the pills that hang at it.

    `beside` is the answer whose pill hangs at its side, if there is one.
    """
    card, tab = setting.deck.card("question", question), setting.plan.tab(question)
    if beside:
        card = replace(
            card, height=max(card.height, setting.deck.card("pill", beside.label).height)
        )
    port = PORT_DOWN if setting.down else PORT_RIGHT
    least = port + PORT_GAP[setting.flow] + _TAB_ROOM if question in setting.plan.merged else 0.0
    if tab:
        hanging = setting.deck.card("pill", tab.label)
        size = hanging.width if setting.down else hanging.height
        least = max(least, port + size / 2 + _TAB_ROOM)
    if setting.down:
        return replace(card, width=max(card.width, least))
    return replace(card, height=max(card.height, least))


def loose_outcome(deck: Deck, outcome: str, heading: str) -> Unit:
    """Place an outcome that no answer leads to."""
    piece = Piece(outcome_key(outcome), deck.card("outcome", outcome), 0.0, 0.0)
    return _sized(Unit("", (piece,), (), 0, 0), deck, heading)


def _sized(made: Unit, deck: Deck, heading: str, above: float = 0) -> Unit:
    """Add the heading and measure the whole, its top left at (0, 0).

    The heading stands over everything, `above` included: the top of a pill that comes later.
    """
    if heading:
        card = deck.card("heading", heading)
        top = min([above, *(y for _, y, *_ in made.boxes)])
        piece = Piece(f"deel-{made.pieces[0].key}", card, 0, top - card.height - _HEADING_GAP)
        made = replace(made, above=(piece,))
    left, top = min(x for x, *_ in made.boxes), min(y for _, y, *_ in made.boxes)
    width = max(x + w for x, _, w, _ in made.boxes) - left
    height = max(y + h for _, y, _, h in made.boxes) - top
    return replace(made, width=width, height=height).moved(-left, -top)


Placed = tuple[list[Piece], list[Wire]]


def _beside(head: Piece, ends: list[Exit], deck: Deck) -> Placed:
    """Hang the ends to the right of the question, below each other."""
    cards = [deck.card(e.role, e.ref) for e in ends]
    if len(ends) == 1:
        return _one_beside(head, ends[0], cards[0], deck)
    left = head.card.width + _TRUNK + 0.7
    pieces, wires, y = [], [], 0.0
    start = min(head.card.height - 1, max(1.0, cards[0].height / 2))
    x = left + max(deck.card("pill", e.label).width for e in ends) + _ARROW_ROOM
    for end, card in zip(ends, cards, strict=True):
        tab = pill(end, deck, left, 0)
        row = max(card.height, tab.card.height)
        middle = y + row / 2
        pieces.append(Piece(end.key, card, x, middle - card.height / 2))
        bend = head.card.width + _TRUNK
        points = ((head.card.width, start), (bend, start), (bend, middle), (x, middle))
        wires.append(Wire(end, points, tab.moved(0, middle - tab.card.height / 2)))
        y += row + _STACK_GAP
    return pieces, wires


def _one_beside(head: Piece, end: Exit, card: Card, deck: Deck) -> Placed:
    middle = head.card.height / 2
    top = max(0.0, middle - card.height / 2)
    tab = pill(end, deck, head.card.width - TAB, middle)
    x = tab.x + tab.card.width + _ARROW_ROOM
    points = ((head.card.width, middle), (x, middle))
    wire = Wire(end, points, tab.moved(0, -tab.card.height / 2))
    return [Piece(end.key, card, x, top)], [wire]


def _below(head: Piece, ends: list[Exit], deck: Deck) -> Placed:
    """Hang the ends below the question, as a list with a trunk at its left."""
    cards = [deck.card(e.role, e.ref) for e in ends]
    if len(ends) == 1:
        return _one_below(head, ends[0], cards[0], deck)
    trunk, y = 1.2, head.card.height + _STACK_GAP
    x = trunk + 0.7 + max(deck.card("pill", e.label).width for e in ends) + _ARROW_ROOM
    pieces, wires = [], []
    for end, card in zip(ends, cards, strict=True):
        tab = pill(end, deck, trunk + 0.7, 0)
        row = max(card.height, tab.card.height)
        middle = y + row / 2
        pieces.append(Piece(end.key, card, x, middle - card.height / 2))
        points = ((trunk, head.card.height), (trunk, middle), (x, middle))
        wires.append(Wire(end, points, tab.moved(0, middle - tab.card.height / 2)))
        y += row + _STACK_GAP
    return pieces, wires


def _one_below(head: Piece, end: Exit, card: Card, deck: Deck) -> Placed:
    tab = pill(end, deck, 0, head.card.height - PILL_OVER)
    port = max(PORT_DOWN - 1, tab.card.width / 2)
    y = tab.y + tab.card.height + _ARROW_ROOM
    x = max(0.0, port - card.width / 2) if card.width < 2 * PORT_DOWN else 0.0
    wire = Wire(end, ((port, head.card.height), (port, y)), tab.moved(port - tab.card.width / 2, 0))
    return [Piece(end.key, card, x, y)], [wire]
