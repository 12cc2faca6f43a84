"""A part of a tree in ranks: every line a step from one rank to the next.

Ranks know two directions: *across* the flow, where things of one rank stand beside each other, and
*along* it, from rank to rank. Going down, across is x; going right, across is y.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from woonboom.layout.map.hanging import PORT_DOWN, PORT_GAP, PORT_RIGHT, Flow, Setting, unit
from woonboom.layout.pieces import Unit
from woonboom.layout.plan import Exit, Plan

_LINE_ROOM: Final = 0.8


@dataclass(frozen=True)
class Node:
    """What stands in a rank: a unit, or a place that a longer line passes through.

    `across` is its size; `head` and `port` tell where, from its near side, its question begins and
    the lines enter and leave; `second` is the port of a second line that enters, 0 without.
    """

    name: str
    rank: int
    across: float
    head: float
    port: float
    second: float = 0
    unit: Unit | None = None


@dataclass(frozen=True)
class Step:
    """A line, or the part of a longer one, from one rank to the next.

    `port` is the port that it enters by, 0 or 1; at a `drop` the answer's pill stands at its end.
    """

    source: str
    target: str
    port: int
    exit: Exit
    last: bool
    drop: bool


@dataclass(frozen=True)
class Ranked:
    """The nodes by name and the steps between them; `fits` unless two lines need one port."""

    flow: Flow
    nodes: Mapping[str, Node]
    steps: tuple[Step, ...]
    fits: bool


def ranked(setting: Setting, root: str, heading: str) -> Ranked:
    """Rank a root, with a heading above it, and all that hangs from it."""
    plan = setting.plan
    members = list(plan.below(root))
    ranks = _ranks(plan, members)
    steps = [s for q in members for s in _steps(plan.exits[q], ranks)]
    arriving: dict[str, list[Step]] = {}
    for step in steps:
        arriving.setdefault(step.target, []).append(step)
    nodes = {
        q: _node(
            setting, unit(setting, q, heading if q == root else ""), ranks[q], arriving.get(q, [])
        )
        for q in members
    }
    fits = all(node.second >= 0 for node in nodes.values())
    nodes |= {s.target: _passage(setting, s) for s in steps if s.target not in nodes}
    return Ranked(setting.flow, nodes, tuple(steps), fits)


def _ranks(plan: Plan, members: list[str]) -> dict[str, int]:
    """How many steps at most lead to each question."""
    ranks = dict.fromkeys(members, 0)
    for question in sorted(members, key=lambda q: plan.tree.numbers[q]):
        for exit_ in plan.flowing(question):
            ranks[exit_.ref] = max(ranks.get(exit_.ref, 0), ranks[question] + 1)
    return ranks


def _steps(exits: tuple[Exit, ...], ranks: Mapping[str, int]) -> list[Step]:
    """The steps of a question's lines; lines that pass a question come first."""
    found = []
    fan = sum(e.flows for e in exits) > 1
    for exit_ in sorted((e for e in exits if e.flows), key=lambda e: e.role != "merge"):
        first, last = ranks[exit_.question], ranks[exit_.ref]
        stops = [f"{exit_.question}.{exit_.index}.{rank}" for rank in range(first + 1, last)]
        names = [exit_.question, *stops, exit_.ref]
        for n, (source, target) in enumerate(itertools.pairwise(names)):
            port = int(exit_.role == "branch" and n == len(stops))
            found.append(Step(source, target, port, exit_, n == len(stops), fan and n == 0))
    return found


def pill_across(exit_: Exit, setting: Setting) -> float:
    """Return the size of an answer's pill across the flow."""
    card = setting.deck.card("pill", exit_.label)
    return card.width if setting.down else card.height


def pill_along(exit_: Exit, setting: Setting) -> float:
    """Return the size of an answer's pill along the flow."""
    card = setting.deck.card("pill", exit_.label)
    return card.height if setting.down else card.width


def _node(setting: Setting, unit_: Unit, rank: int, arriving: list[Step]) -> Node:
    """Measure a unit as a node, with room for the pills above it and at it."""
    head, down = unit_.pieces[0], setting.down
    start, size = (head.x, unit_.width) if down else (head.y, unit_.height)
    own = head.card.width if down else head.card.height
    port = start + min(PORT_DOWN if down else PORT_RIGHT, own / 2)
    pills = [pill_across(s.exit, setting) for s in arriving if s.drop]
    gap = max(PORT_GAP[setting.flow], sum(pills) / 2 + 0.8)
    second = port + gap if len(arriving) > 1 else 0.0
    hanging = setting.plan.tab(unit_.question)
    half = max([*pills, *([pill_across(hanging, setting)] if hanging else [])], default=0.0) / 2
    over = max(0.0, half - port)
    beyond = second + (half if pills else 1) if second else 0
    fits = second <= start + own - 0.6
    entry = (second + over if fits else -1.0) if second else 0.0
    across = max(size, port + half, beyond) + over
    return Node(unit_.question, rank, across, over, port + over, entry, unit_)


def _passage(setting: Setting, step: Step) -> Node:
    """A place for a line to pass a rank, as wide as its pill where that stands there."""
    size = pill_across(step.exit, setting) if step.drop else _LINE_ROOM
    return Node(step.target, int(step.target.rsplit(".", 1)[1]), size, 0, size / 2)
