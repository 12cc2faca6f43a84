"""A block: a part of the tree with its lines, placed, in em."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from woonboom.layout.cards import Deck
from woonboom.layout.map.course import ARROW_ROOM, PASSAGE_ROOM, Course, course, port, question_end
from woonboom.layout.map.hanging import PILL_OVER, TAB, Setting
from woonboom.layout.map.ranks import Node, Ranked, Step
from woonboom.layout.pieces import Block, Piece, Point, Unit, Wire, pill

_STRAIGHT: Final = 0.05


def block(setting: Setting, ranked: Ranked, starts: Mapping[str, float]) -> Block:
    """Place what is ranked; `starts` holds where each node begins across the flow."""
    starts = _settled(ranked, starts)
    return _Placing(setting.deck, ranked, starts, course(setting, ranked, starts)).block()


def _settled(ranked: Ranked, starts: Mapping[str, float]) -> dict[str, float]:
    """Pull lines straight that are almost so, where a neighbour leaves room for it."""
    settled = dict(starts)
    order: dict[int, list[str]] = {}
    for name in sorted(starts, key=lambda n: starts[n]):
        order.setdefault(ranked.nodes[name].rank, []).append(name)
    for rank in sorted(order):
        for step in ranked.steps:
            if ranked.nodes[step.target].rank == rank:
                _pull(ranked, settled, step, order[rank])
    return settled


def _pull(ranked: Ranked, settled: dict[str, float], step: Step, row: list[str]) -> None:
    """Shift the target of a step below its source if it is less than an em away."""
    source, target = ranked.nodes[step.source], ranked.nodes[step.target]
    at = port(target, settled[target.name], step.port)
    shift = port(source, settled[source.name]) - at
    if not _STRAIGHT / 10 < abs(shift) < 1.0:
        return
    place = row.index(target.name)
    begin, end = settled[target.name] + shift, settled[target.name] + shift + target.across
    after = settled[row[place + 1]] if place + 1 < len(row) else end + 1
    before = row[place - 1] if place else None
    free = settled[before] + ranked.nodes[before].across if before else begin - 1
    if free + 0.5 < begin and end < after - 0.5:
        settled[target.name] = begin


@dataclass
class _Placing:
    """The last step: nodes and lines in x and y."""

    deck: Deck
    ranked: Ranked
    starts: Mapping[str, float]
    course: Course

    def block(self) -> Block:
        nodes = [node for node in self.ranked.nodes.values() if node.unit]
        units = [self._unit(node) for node in nodes]
        wires = [wire for node in nodes for wire in self._wires(node)]
        left, top, width, height = _bounds(units, wires)
        return Block(
            nodes[0].name,
            tuple(u.moved(-left, -top) for u in units),
            tuple(w.moved(-left, -top) for w in wires),
            width,
            height,
            self.ranked.fits and self.course.clean and not _cross(wires),
        )

    def _point(self, across: float, along: float) -> Point:
        return (across, along) if self.ranked.flow == "down" else (along, across)

    def _unit(self, node: Node) -> Unit:
        assert node.unit
        place = self._point(self.starts[node.name] + node.head, self.course.tops[node.name])
        return node.unit.moved(*place)

    def _wires(self, node: Node) -> list[Wire]:
        """The lines that leave a unit, each with all its steps."""
        start = (port(node, self.starts[node.name]), self._end(node))
        wires = []
        for first in (s for s in self.ranked.steps if s.source == node.name):
            path, step = [start], first
            while True:
                path += self._stretch(step)
                if step.last:
                    break
                step = next(s for s in self.ranked.steps if s.source == step.target)
            points = _straightened([self._point(*p) for p in path])
            wires.append(Wire(first.exit, points, self._pill(node, first)))
        return wires

    def _end(self, node: Node) -> float:
        return self.course.tops[node.name] + question_end(node, self.ranked)

    def _arrival(self, step: Step) -> tuple[float, float]:
        """Where a step arrives, across and along."""
        target = self.ranked.nodes[step.target]
        along = self.course.tops[target.name]
        if target.unit:
            head = target.unit.pieces[0]
            along += head.y if self.ranked.flow == "down" else head.x
        return port(target, self.starts[target.name], step.port), along

    def _stretch(self, step: Step) -> list[Point]:
        """The corners of one step, across and along, up to where it enters its target."""
        bar = self.course.bars[step.source]
        across, along = self._arrival(step)
        if bar.straight:
            return [(bar.source, along)]
        return [(bar.source, bar.turn), (across, bar.turn), (across, along)]

    def _pill(self, node: Node, step: Step) -> Piece:
        made = pill(step.exit, self.deck, 0, 0)
        wide, high = made.card.width, made.card.height
        down = self.ranked.flow == "down"
        if step.drop:
            across, along = self._arrival(step)
            room = ARROW_ROOM if self.ranked.nodes[step.target].unit else PASSAGE_ROOM
            along -= room + (high if down else wide)
        else:
            across = port(node, self.starts[node.name])
            along = self._end(node) - (PILL_OVER if down else TAB)
        x, y = self._point(across, along)
        return made.moved(x - wide / 2, y) if down else made.moved(x, y - high / 2)


def _bounds(units: list[Unit], wires: list[Wire]) -> tuple[float, float, float, float]:
    """Left, top, width and height of all that is drawn."""
    boxes = [box for u in units for box in u.boxes] + [box for w in wires for box in w.boxes]
    boxes += [(w.pill.x, w.pill.y, w.pill.card.width, w.pill.card.height) for w in wires]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    return left, top, max(b[0] + b[2] for b in boxes) - left, max(b[1] + b[3] for b in boxes) - top


def _straightened(points: list[Point]) -> tuple[Point, ...]:
    """Drop points that repeat or lie on a straight line."""
    kept: list[Point] = []
    for p in points:
        if kept and abs(p[0] - kept[-1][0]) < 1e-6 and abs(p[1] - kept[-1][1]) < 1e-6:
            continue
        if len(kept) > 1 and any(
            abs(kept[-2][a] - p[a]) < 1e-6 and abs(kept[-1][a] - p[a]) < 1e-6 for a in (0, 1)
        ):
            kept.pop()
        kept.append(p)
    return tuple(kept)


def _cross(wires: list[Wire]) -> bool:
    """Whether lines of different questions to different places cross or touch."""
    parts = [
        (w.exit, min(a, c), min(b, d), max(a, c), max(b, d))
        for w in wires
        for (a, b), (c, d) in zip(w.points, w.points[1:], strict=False)
    ]
    return any(
        p[1] <= o[3] and o[1] <= p[3] and p[2] <= o[4] and o[2] <= p[4]
        for n, p in enumerate(parts)
        for o in parts[:n]
        if p[0].question != o[0].question and p[0].ref != o[0].ref
    )
