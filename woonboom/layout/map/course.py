"""How far along the flow everything lies: each thing as near to the start as its lines allow.

A question's lines share a *bar*, a line across the flow, from which they drop to what they lead
to. Bars lie beyond every card that they pass, and beyond each other where they overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from woonboom.layout.map.hanging import PILL_OVER, TAB, Setting
from woonboom.layout.map.ranks import Node, Ranked, Step, pill_across, pill_along

_LEAD: Final = 0.7
_TRACK: Final = 0.9
_APART: Final = 1.8
_ROOM: Final = 0.7
ARROW_ROOM: Final = 1.5
PASSAGE_ROOM: Final = 0.3
"""What lies between a pill and what its line leads to: a card, or a rank to pass."""
_STRAIGHT: Final = 0.05
_CLOSE: Final = 0.5
_PILL_GAP: Final = 0.45


@dataclass
class Bar:
    """The lines that leave one node: across, where they leave and where each step arrives."""

    source: float
    steps: tuple[tuple[Step, float], ...]
    turn: float = 0.0
    """Where the bar lies along the flow."""

    @property
    def straight(self) -> bool:
        """Whether every line goes straight on, so that no bar is drawn."""
        return all(abs(end - self.source) < _STRAIGHT for _, end in self.steps)

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it reaches across."""
        ends = [self.source, *(end for _, end in self.steps)]
        return min(ends), max(ends)

    def must_precede(self, other: Bar) -> bool:
        """Whether a line to this bar would lie on a drop of `other` if its bar came later."""
        return any(abs(self.source - end) < _CLOSE for _, end in other.steps)


@dataclass
class Course:
    """Where nodes begin along the flow, the bars by their source, and whether all keep apart."""

    tops: dict[str, float] = field(default_factory=dict)
    bars: dict[str, Bar] = field(default_factory=dict)
    clean: bool = True


def course(setting: Setting, ranked: Ranked, starts: Mapping[str, float]) -> Course:
    """Place the nodes of a block along the flow; `starts` says where they begin across it."""
    return _Runner(setting, ranked, starts).run()


def port(node: Node, start: float, number: int = 0) -> float:
    """Return where a port of a node lies across the flow."""
    return start + (node.second if number and node.second > 0 else node.port)


def question_end(node: Node, ranked: Ranked) -> float:
    """Return where the question of a unit ends along the flow, from the unit's start."""
    if not node.unit:
        return 0.0
    head = node.unit.pieces[0]
    return head.y + head.card.height if ranked.flow == "down" else head.x + head.card.width


@dataclass(frozen=True)
class _Patch:
    """A stretch across the flow that something covers, from where to where along it."""

    low: float
    high: float
    begin: float
    end: float


class _Runner:
    """Goes through the ranks: first the bars of one, then what hangs from them in the next."""

    def __init__(self, setting: Setting, ranked: Ranked, starts: Mapping[str, float]) -> None:
        self._setting, self._ranked, self._starts = setting, ranked, starts
        self._placed: list[_Patch] = []
        self._made = Course()
        self._leaving: dict[str, list[Step]] = {}
        self._arriving: dict[str, list[Step]] = {}
        for step in ranked.steps:
            self._leaving.setdefault(step.source, []).append(step)
            self._arriving.setdefault(step.target, []).append(step)

    def run(self) -> Course:
        ranks: dict[int, list[Node]] = {}
        for node in self._ranked.nodes.values():
            ranks.setdefault(node.rank, []).append(node)
        bars: list[Bar] = []
        for rank in sorted(ranks):
            patches = {node.name: list(self._patches(node)) for node in ranks[rank]}
            for node in ranks[rank]:
                self._made.tops[node.name] = self._top(node, patches[node.name], bars)
            for node in ranks[rank]:
                self._placed += self._shifted(node, patches[node.name])
            bars = self._lay_bars(ranks[rank])
        return self._made

    def _patches(self, node: Node) -> Iterator[_Patch]:
        """What a node covers, along the flow from its own start: cards, pills and lines."""
        for step in self._arriving.get(node.name, []):
            if step.drop:
                at = port(node, self._starts[node.name], step.port)
                half = pill_across(step.exit, self._setting) / 2 + _ROOM
                inset = self._inset(node)
                yield _Patch(at - half, at + half, inset - self._zone(node, [step]), inset)
        start, down = self._starts[node.name] + node.head, self._setting.down
        if not node.unit:
            yield _Patch(start - _ROOM, start + node.across + _ROOM, 0, 0)
            return
        for x, y, w, h in node.unit.boxes:
            low, size, begin, length = (x, w, y, h) if down else (y, h, x, w)
            yield _Patch(start + low - _ROOM, start + low + size + _ROOM, begin, begin + length)

    def _shifted(self, node: Node, patches: list[_Patch]) -> Iterator[_Patch]:
        """What a placed node covers, with the pill that hangs at its question."""
        top = self._made.tops[node.name]
        for patch in patches:
            yield _Patch(patch.low, patch.high, patch.begin + top, patch.end + top)
        hanging = self._setting.plan.tab(node.name) if node.unit else None
        if hanging:
            half = pill_across(hanging, self._setting) / 2 + _ROOM
            at = self._starts[node.name] + node.port
            yield _Patch(at - half, at + half, top, self._leaves_at(node))

    def _top(self, node: Node, patches: list[_Patch], bars: list[Bar]) -> float:
        """As near as what lies before it, and its own lines, allow."""
        arriving = self._arriving.get(node.name, [])
        zone = self._zone(node, arriving)
        inset = self._inset(node)
        least = [
            placed.end + _APART - patch.begin
            for patch in patches
            for placed in self._placed
            if placed.low < patch.high and patch.low < placed.high
        ]
        start = self._starts[node.name]
        low, high = start - _ROOM, start + node.across + _ROOM
        least += [b.turn + zone - inset for b in bars if b.span[0] < high and low < b.span[1]]
        least += [self._leaves_at(self._ranked.nodes[s.source]) + zone - inset for s in arriving]
        return max(least, default=0.0)

    def _inset(self, node: Node) -> float:
        """Where a unit's question begins along the flow, from the unit's start."""
        if not node.unit:
            return 0.0
        head = node.unit.pieces[0]
        return head.y if self._setting.down else head.x

    def _zone(self, node: Node, arriving: list[Step]) -> float:
        """The room that a node needs after a bar: for the pills that stand there and an arrow."""
        pills = [pill_along(s.exit, self._setting) for s in arriving if s.drop]
        return (
            max(pills, default=-_PILL_GAP) + _PILL_GAP + (ARROW_ROOM if node.unit else PASSAGE_ROOM)
        )

    def _leaves_at(self, node: Node) -> float:
        """Where a node's lines leave it for good: past the pill that hangs at the question."""
        top = self._made.tops[node.name] + question_end(node, self._ranked)
        hanging = self._setting.plan.tab(node.name) if node.unit else None
        if not hanging:
            return top
        over = PILL_OVER if self._setting.down else TAB
        return top + pill_along(hanging, self._setting) - over

    def _lay_bars(self, nodes: list[Node]) -> list[Bar]:
        """Give every bar of a rank its turn, in an order that keeps lines off each other."""
        for node in nodes:
            if node.name in self._leaving:
                self._made.bars[node.name] = self._bar(node)
        names = [node.name for node in nodes if node.name in self._leaving]
        waiting = [name for name in names if not self._made.bars[name].straight]
        laid: list[Bar] = []
        while waiting:
            ready = [n for n in waiting if not any(self._blocks(o, n) for o in waiting)]
            self._made.clean = self._made.clean and bool(ready)
            name = min(ready or waiting, key=lambda n: self._made.bars[n].span)
            waiting.remove(name)
            bar = self._made.bars[name]
            bar.turn = max(self._turns(name, bar, laid))
            laid.append(bar)
        return laid

    def _blocks(self, one: str, other: str) -> bool:
        bars = self._made.bars
        return one != other and bars[one].must_precede(bars[other])

    def _turns(self, name: str, bar: Bar, laid: list[Bar]) -> Iterator[float]:
        """Yield how far along the bar must lie at least, for each thing that it passes."""
        low, high = bar.span
        yield self._leaves_at(self._ranked.nodes[name]) + _LEAD
        for placed in self._placed:
            if placed.low < high and low < placed.high:
                yield placed.end + _LEAD
        for other in laid:
            (first, last) = other.span
            if low < last + _CLOSE and first < high + _CLOSE:
                yield other.turn + _TRACK

    def _bar(self, node: Node) -> Bar:
        nodes, starts = self._ranked.nodes, self._starts
        ends = [
            (s, port(nodes[s.target], starts[s.target], s.port)) for s in self._leaving[node.name]
        ]
        return Bar(port(node, starts[node.name]), tuple(ends))
