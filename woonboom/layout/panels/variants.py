"""The ways in which a card can be set: some wide and low, some narrow and high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from woonboom.layout.cards import Card, Deck, hyphenated, ragged
from woonboom.layout.panels.grid import steps
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.typeface import Typeface

_QUESTION: Final = (8.5, 9.2, 10.0, 10.8, 11.6, 12.6, 13.8, 15.2, 17.0)
_OUTCOME: Final = (8.5, 9.5, 10.5, 12.0, 13.5, 15.0, 17.0)
_BRIEF: Final = (9.0, 13.0, 18.0, 26.0)
"""Line widths to try, in em."""
_MEASURES: Final = {"question": _QUESTION, "outcome": _OUTCOME, "brief": _BRIEF}
NO_SHEETS: Final[Mapping[str, str]] = {}
_ONE: Final = (13.0,)
_EVEN: Final = 0.6
"""No inner line shorter than this share of the widest, if that can be."""
_MOST: Final = 5


class Variants:
    """The cards of one tree at many line widths, each role and id measured once.

    `sheets` names the sheet of the questions that stand on another one than the cards.
    """

    def __init__(self, tree: Tree, sheets: Mapping[str, str] = NO_SHEETS) -> None:
        self.tree, self.sheets = tree, sheets
        self._deck = cache(lambda measure: Deck(tree, measure, sheets))
        self._known: dict[tuple[str, str], tuple[Card, ...]] = {}

    def cards(self, role: str, ref: str) -> tuple[Card, ...]:
        """Return the settings of a card to choose from: the best-looking that differ in size."""
        key = (role, ref)
        if key not in self._known:
            measures = _MEASURES.get(role, _ONE)
            cards = [self._deck(m).card(role, ref) for m in measures]
            self._known[key] = _chosen(cards, look_of(self.tree).face)
        return self._known[key]

    def named(self, card: Card) -> Card:
        """Return a chip with the name of its sheet, or without; any other card as it is."""
        return self.cards("chip", card.ref)[0] if card.role == "chip" else card

    def pill(self, label: str) -> Card:
        """Return the pill of an answer."""
        return self.cards("pill", label)[0]

    def heading(self, words: str, room: float) -> Card:
        """Return the heading of a part, in `room` em if words allow that."""
        card = self.cards("heading", words)[0]
        return card if card.width <= room else self._deck(room / 2).card("heading", words)


def _chosen(found: Sequence[Card], face: Typeface) -> tuple[Card, ...]:
    """Prefer whole words and even lines; drop what is neither narrower nor lower than another."""
    whole = [c for c in found if not hyphenated(c)] or list(found[-1:])
    even = [c for c in whole if ragged(c, face) >= _EVEN]
    even = even or [max(whole, key=lambda c: ragged(c, face))]
    best: list[Card] = []
    for card in sorted(even, key=lambda c: (steps(c.width), steps(c.height))):
        if not best or steps(card.height) < steps(best[-1].height):
            best.append(card)
    if len(best) <= _MOST:
        return tuple(best)
    return tuple(best[round(n * (len(best) - 1) / (_MOST - 1))] for n in range(_MOST))
