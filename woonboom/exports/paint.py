"""The colours of the house, for the drawings and sheets of other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from woonboom import style
from woonboom.look import look_of
from woonboom.model import KINDS, Tree


@dataclass(frozen=True)
class Coat:
    """What a card is painted with: its edge and heading, and its ground."""

    dark: str
    tint: str


QUESTION: Final = "question"
START: Final = "start"
"""What questions are painted as; the first is heavier than the rest."""


@dataclass(frozen=True)
class Paint:
    """The colours of a tree: a coat for every kind of outcome and for questions, and the rest."""

    coats: Mapping[str, Coat]
    main: str
    ink: str
    line: str
    ground: str
    on_main: str

    def coat(self, kind: str) -> Coat:
        """Return the coat of a kind; of one that is unknown, that of a question."""
        return self.coats.get(kind, self.coats[QUESTION])


def paint_of(tree: Tree) -> Paint:
    """Return the colours of a tree: those of its house style, else our own."""
    palette = look_of(tree).palette

    def own(colour: str) -> str:
        return palette.get(colour, colour)

    kinds = {kind: style.KINDS[kind] for kind in KINDS}
    coats = {name: Coat(own(kind.dark), own(kind.tint)) for name, kind in kinds.items()}
    coats[QUESTION] = Coat(own(style.NAVY), style.PAPER)
    coats[START] = Coat(own(style.NAVY), own(style.ON_NAVY))
    return Paint(
        coats, own(style.NAVY), own(style.INK), own(style.LINE), own(style.GROUND), style.PAPER
    )
