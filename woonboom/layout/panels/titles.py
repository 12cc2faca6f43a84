"""The headings of parts, and the room around what stands in a part."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Final

from woonboom.layout.cards import Card
from woonboom.layout.panels.grid import steps
from woonboom.layout.panels.variants import Variants
from woonboom.layout.wording import beginning

PAD: Final = 1.2
"""Between a part's edge and what stands in it, in em."""
BELOW: Final = 0.6
"""Below a heading."""


class Titles:
    """The heading of every part that a tree may have."""

    pad: Final = steps(PAD)

    def __init__(self, variants: Variants) -> None:
        self.variants = variants
        numbers = variants.tree.numbers
        self._sheets = {numbers[q]: sheet for q, sheet in variants.sheets.items()}

    @cached_property
    def _before(self) -> dict[str, list[int]]:
        """For every question the numbers of those that lead to it."""
        tree = self.variants.tree
        before: dict[str, list[int]] = {}
        for question in tree.in_order:
            led = (answer.goto for answer in question.answers if tree.holds_up(answer))
            for goto in dict.fromkeys(led):
                before.setdefault(goto, []).append(tree.numbers[question.id])
        return before

    def card(self, root: str, room: float = math.inf) -> Card:
        """Return the heading of the part that begins with a question (or a loose outcome).

        In lines that fit in `room` em, where words allow that.
        """
        before = self._before.get(root, [])
        words = beginning(self.variants.tree, root, before, self._sheets)
        return self.variants.heading(words, room)

    def size(self, root: str) -> tuple[int, int]:
        """Return the width of a heading and the height that it takes, in steps."""
        card = self.card(root)
        return steps(card.width), steps(card.height + BELOW)
