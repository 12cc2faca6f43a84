"""Cases tried at random: no proof that places do the same, but soon that they do not."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Final

from woonboom.analysis.flow import Flow
from woonboom.regions.diagrams import FALSE, TRUE

TRIES: Final = 40
MOST_STEPS: Final = 1_000_000
"""So many questions are asked in all trials of one tree together."""

Cells = dict[int, int]
"""For each axis that was looked at, the one cell of it, as a mask."""


class Trials:
    """Sends cases through a tree; the same ones each time."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.random = Random(1)
        self.steps = MOST_STEPS

    def differ(self, question: str, places: Iterable[str]) -> bool:
        """Tell whether a case was met that arrives at a question and tells places apart.

        A case for which the tree is at fault does so too.
        """
        for _ in range(TRIES):
            if self.steps < 0:
                return False
            cells = self._arriving(question)
            ends = {self._end(place, cells) for place in sorted(places)}
            if len(ends) > 1 or None in ends:
                return True
        return False

    def _arriving(self, question: str) -> Cells:
        """A case that arrives: the cells that matter for that, the others may be any."""
        diagrams, cells = self.flow.space.diagrams, Cells()
        node = self.flow.arriving[question]
        while node != TRUE:
            mask, low = self.random.choice(diagrams.edges[node])
            cells[diagrams.axis[node]] = self._one_of(mask)
            node = low
        return cells

    def _end(self, place: str, cells: Cells) -> str | None:
        """The outcome of a case from a place on; None when the tree is at fault."""
        questions = self.flow.tree.questions
        while place in questions:
            self.steps -= 1
            conditions = enumerate(self.flow.conditions[place])
            holding = [at for at, condition in conditions if self._holds(condition, cells)]
            if len(holding) != 1:
                return None
            place = questions[place].answers[holding[0]].goto
        return place

    def _holds(self, node: int, cells: Cells) -> bool:
        diagrams = self.flow.space.diagrams
        while node > TRUE:
            axis = diagrams.axis[node]
            if axis not in cells:
                cells[axis] = self._one_of(diagrams.full[axis])
            node = next((low for mask, low in diagrams.edges[node] if mask & cells[axis]), FALSE)
        return node == TRUE

    def _one_of(self, mask: int) -> int:
        """One cell of some, as a mask."""
        start = self.random.randrange(mask.bit_length())
        rest = mask >> start  # of the cells from there on, the first
        return (rest & -rest) << start
