"""What a drawing is made of, placed, in em: cards, lines, and the parts that they stand in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from woonboom.layout.cards import Card, Deck
from woonboom.layout.plan import Exit, question_key
from woonboom.scene import Box

Point = tuple[float, float]


@dataclass(frozen=True)
class Piece:
    """A card at its place; `key` is the id of its group in the scene."""

    key: str
    card: Card
    x: float
    y: float

    def moved(self, dx: float, dy: float) -> Piece:
        """Return the piece shifted by (dx, dy)."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True)
class Wire:
    """An answer's line, from its question to what it leads to, with its pill."""

    exit: Exit
    points: tuple[Point, ...]
    pill: Piece

    @property
    def boxes(self) -> list[Box]:
        """The straight parts of the line, as boxes without width or without height."""
        return [
            (min(a, c), min(b, d), abs(a - c), abs(b - d))
            for (a, b), (c, d) in zip(self.points, self.points[1:], strict=False)
        ]

    def moved(self, dx: float, dy: float) -> Wire:
        """Return the wire shifted by (dx, dy)."""
        points = tuple((x + dx, y + dy) for x, y in self.points)
        return replace(self, points=points, pill=self.pill.moved(dx, dy))


@dataclass(frozen=True)
class Unit:
    """A question (the first piece) and its ends; or an outcome that nothing leads to.

    `above` is the heading of a part that begins here.
    """

    question: str
    pieces: tuple[Piece, ...]
    wires: tuple[Wire, ...]
    width: float = 0.0
    height: float = 0.0
    above: tuple[Piece, ...] = ()

    @property
    def boxes(self) -> list[Box]:
        """Everything that it covers: its cards, pills and lines."""
        pieces = [*self.above, *self.pieces, *(wire.pill for wire in self.wires)]
        covered = [(p.x, p.y, p.card.width, p.card.height) for p in pieces]
        return covered + [part for wire in self.wires for part in wire.boxes]

    def moved(self, dx: float, dy: float) -> Unit:
        """Return the unit shifted by (dx, dy)."""
        pieces = tuple(p.moved(dx, dy) for p in self.pieces)
        above = tuple(p.moved(dx, dy) for p in self.above)
        wires = tuple(w.moved(dx, dy) for w in self.wires)
        return replace(self, pieces=pieces, wires=wires, above=above)


@dataclass(frozen=True)
class Block:
    """A part of the drawing; `root` is its first question, or empty for a loose outcome.

    It is `clean` when no lines cross or lie on each other.
    """

    root: str
    units: tuple[Unit, ...]
    wires: tuple[Wire, ...]
    width: float
    height: float
    clean: bool = True


def pill(exit_: Exit, deck: Deck, x: float, y: float) -> Piece:
    """Return the pill of an answer with its top left at (x, y)."""
    return pill_piece(exit_, deck.card("pill", exit_.label), x, y)


def pill_piece(exit_: Exit, card: Card, x: float, y: float) -> Piece:
    """Return a measured pill of an answer with its top left at (x, y)."""
    return Piece(f"{question_key(exit_.question)}.{exit_.index + 1}", card, x, y)
