"""From a shape to cards and lines at their places, in em."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from woonboom.layout.cards import Card
from woonboom.layout.panels.arms import EDGE, Arm, Kid
from woonboom.layout.panels.grid import AFTER, BEFORE, OVER_X, OVER_Y, STEP, STUB, TRUNK
from woonboom.layout.panels.shapes import Shape
from woonboom.layout.pieces import Piece, Point, Unit, Wire, pill_piece
from woonboom.layout.plan import Exit, Plan, outcome_key, question_key
from woonboom.scene import Box


@dataclass(frozen=True)
class Building:
    """The questions of one part with what hangs at them, and the lines between questions."""

    units: tuple[Unit, ...]
    wires: tuple[Wire, ...]


def built(plan: Plan, shape: Shape) -> Building:
    """Return what a shape looks like, its card at (0, 0)."""
    if shape.card.role != "question":
        piece = Piece(outcome_key(shape.card.ref), _sized(shape), 0.0, 0.0)
        return Building((Unit("", (piece,), ()),), ())
    builder = _Builder(plan, [], [])
    builder.question(shape, 0, 0)
    return Building(tuple(builder.units), tuple(builder.wires))


@dataclass(frozen=True)
class _Builder:
    plan: Plan
    units: list[Unit]
    wires: list[Wire]

    def question(self, shape: Shape, x: int, y: int) -> None:
        """Add a question and, after it, all that hangs at it; (x, y) is in steps."""
        name = shape.card.ref
        pieces = [Piece(question_key(name), _sized(shape), x * STEP, y * STEP)]
        wires: list[Wire] = []
        place = len(self.units)
        for arm, at in _arms(shape, x, y):
            lines = _lines(arm, shape, (x, y), at)
            for kid, child, (dx, dy), (points, spot) in zip(
                arm.kids, arm.shapes, arm.places, lines, strict=True
            ):
                exit_ = self.plan.exits[name][kid.index]
                wire = Wire(exit_, _em(points), pill_piece(exit_, kid.pill, *spot))
                if exit_.flows:
                    self.wires.append(wire)
                    self.question(child, at[0] + dx, at[1] + dy)
                else:
                    wires.append(wire)
                    pieces.append(_end(exit_, child, at[0] + dx, at[1] + dy))
        self.units.insert(place, Unit(name, tuple(pieces), tuple(wires)))


def _sized(shape: Shape) -> Card:
    wide, high = shape.card_size
    return replace(shape.card, width=wide * STEP, height=high * STEP)


def _end(exit_: Exit, shape: Shape, x: int, y: int) -> Piece:
    return Piece(exit_.key, _sized(shape), x * STEP, y * STEP)


def _arms(shape: Shape, x: int, y: int) -> Iterator[tuple[Arm, tuple[int, int]]]:
    """Yield what hangs right of a card and below it, each with its origin."""
    wide, high = shape.card_size
    if shape.right:
        yield shape.right, (x + wide + shape.pushed[0], y)
    if shape.below:
        yield shape.below, (x, y + high + shape.pushed[1])


Line = tuple[list[Point], Point]
"""The points of an answer's line in steps, and the left top of its pill in em."""


def _lines(arm: Arm, shape: Shape, card: tuple[int, int], at: tuple[int, int]) -> list[Line]:
    edge = (card[0] + shape.card_size[0], card[1] + shape.card_size[1])
    tips = [
        (at[0] + x, at[1] + y + s.port[1])
        if arm.side == "right"
        else (at[0] + x + s.port[0], at[1] + y)
        for s, (x, y) in zip(arm.shapes, arm.places, strict=True)
    ]
    if len(arm.kids) == 1:
        return [_single(arm, edge, card, tips[0])]
    if arm.side == "right":
        return [
            _branch(arm, kid, (edge[0], card[1] + arm.port), at[0], t)
            for kid, t in zip(arm.kids, tips, strict=True)
        ]
    start = (card[0] + (arm.port if len(arm.rows) == 1 else round(TRUNK / STEP)), edge[1])
    return [_drop(arm, kid, start, t) for kid, t in zip(arm.kids, tips, strict=True)]


def _single(arm: Arm, edge: tuple[int, int], card: tuple[int, int], tip: tuple[int, int]) -> Line:
    """The pill lies around the line, or begins near the card's corner where it is too long."""
    pill = arm.kids[0].pill
    if arm.side == "right":
        top = max((card[1] + EDGE) * STEP, tip[1] * STEP - pill.height / 2)
        return [(edge[0], tip[1]), tip], (edge[0] * STEP - OVER_X, top)
    left = max((card[0] + EDGE) * STEP, tip[0] * STEP - pill.width / 2)
    return [(tip[0], edge[1]), tip], (left, edge[1] * STEP - OVER_Y)


def _branch(arm: Arm, kid: Kid, start: Point, origin: int, tip: tuple[int, int]) -> Line:
    bend = origin + STUB / STEP
    spot = (bend * STEP + BEFORE, tip[1] * STEP - kid.pill.height / 2)
    return [start, (bend, start[1]), (bend, tip[1]), tip], spot


def _drop(arm: Arm, kid: Kid, start: Point, tip: tuple[int, int]) -> Line:
    bus = tip[1] - arm.reach + STUB / STEP
    spot = (tip[0] * STEP - kid.pill.width / 2, tip[1] * STEP - AFTER - kid.pill.height)
    return [start, (start[0], bus), (tip[0], bus), tip], spot


def _em(points: list[Point]) -> tuple[Point, ...]:
    found: list[Point] = []
    for x, y in points:
        if not found or (
            abs(found[-1][0] - x * STEP) > 1e-6 or abs(found[-1][1] - y * STEP) > 1e-6
        ):
            found.append((x * STEP, y * STEP))
    return tuple(found)


def boxes(building: Building) -> list[Box]:
    """Return everything that a part covers: its cards, pills and lines."""
    found = [box for unit in building.units for box in unit.boxes]
    for wire in building.wires:
        found += [
            *wire.boxes,
            (wire.pill.x, wire.pill.y, wire.pill.card.width, wire.pill.card.height),
        ]
    return found
