"""The exact decision diagrams of a tree as data: which cases each answer takes, and how all end.

A node is `[axis, node, node, …]`: for each cell of the axis the node to go on with. Nodes stand
after those that they lead to. Node 0 is `false`, node 1 is `true`; where a function ends stands
`{"outcome": id}`, and `{"outcome": null}` where the tree is at fault.
"""

from __future__ import annotations

from typing import Final

from woonboom.analysis.values import FAULT
from woonboom.decide.ground import Ground
from woonboom.model import Tree
from woonboom.regions.diagrams import Diagrams, TooEntangled
from woonboom.regions.space import Axis

Record = dict[str, object]
Cases = dict[str, list[int | None]]
"""For each question the nodes of its answers."""
MOST_WRITTEN: Final = 200_000
"""So many cells the nodes of a function may have; it is about a megabyte then."""


class Written:
    """Diagrams as a list of nodes; each node is written once, when it is first asked for."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self.nodes: list[object] = [False, True]
        self._ends = {node: value for value, node in diagrams.terminals().items()}
        self._numbers = {0: 0, 1: 1}

    def number(self, diagram: int) -> int:
        """Return the number in the list of a diagram; what lies below it is written as well."""
        for node in sorted(self.diagrams.below(diagram)):  # below a node is what was made before
            if node not in self._numbers:
                self._numbers[node] = len(self.nodes)
                self.nodes.append(self._written(node))
        return self._numbers[diagram]

    def _written(self, node: int) -> object:
        if node in self._ends:
            value = self._ends[node]
            return {"outcome": None if value == FAULT else value}
        axis = self.diagrams.axis[node]
        lows = [0] * self.diagrams.full[axis].bit_length()
        for mask, low in self.diagrams.edges[node]:
            for cell in range(len(lows)):
                if mask >> cell & 1:
                    lows[cell] = self._numbers[low]
        return [axis, *lows]


def diagrams_of(tree: Tree) -> tuple[Record | None, Cases]:
    """Return the diagrams of a tree, and which of them are the cases of its answers.

    Of a tree too entangled for reasonable memory there are none.
    """
    try:
        return _diagrams(Ground(tree))
    except TooEntangled:
        return None, {id_: [None] * len(q.answers) for id_, q in tree.questions.items()}


def _diagrams(ground: Ground) -> tuple[Record, Cases]:
    tree, space = ground.tree, ground.space
    conditions = {question.id: ground.conditions(question) for question in tree.in_order}
    function = _function(ground)
    written = Written(space.diagrams)
    real, valid = written.number(space.real), written.number(space.valid)
    cases: Cases = {id_: [*map(written.number, found)] for id_, found in conditions.items()}
    whole = None if function is None else written.number(function)
    found: Record = {
        "axes": [_axis(axis) for axis in space.axes],
        "nodes": written.nodes,
        "real": real,
        "valid": valid,
        "ends": ground.ends,
        "function": whole,
    }
    return found, cases


def _function(ground: Ground) -> int | None:
    """The function from cases to outcomes, where there is one that is not too large."""
    try:
        function = ground.function if ground.ends else None
    except TooEntangled:
        return None
    sets = ground.diagrams
    below = sets.below(function) if function is not None else ()
    written = sum(sets.full[sets.axis[node]].bit_length() for node in below if sets.edges[node])
    return function if written <= MOST_WRITTEN else None


def _axis(axis: Axis) -> Record:
    numbers = axis.fact.kind.compared == "number"
    cells = [[cell.low, cell.high] if numbers else cell.low for cell in axis.cells]
    return {"fact": axis.fact.id, "option": axis.option, "cells": cells}
