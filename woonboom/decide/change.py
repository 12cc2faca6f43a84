"""What would lead to a better outcome: waiting, or the smallest change of facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from woonboom.conditions import Case
from woonboom.diagnostics import Message
from woonboom.facts import Value
from woonboom.model import Tree

MOST_CHANGES: Final = 3

_WAIT: Final = Message("over {words} wel", "yes, in {words}")
_IF: Final = Message("wel als: {words}", "yes if: {words}")
NEEDED: Final = Message("Daarvoor is ook nodig: {facts}.", "That also needs: {facts}.")
SAYING: Final[Mapping[str, Message]] = {"wait": _WAIT, "if": _IF, "needed": NEEDED}
"""The words for a change, for who says it elsewhere than here."""


@dataclass(frozen=True)
class Change:
    """A change that leads to a better outcome.

    `facts` are the facts that change, with their new values; `needed` are facts that the case does
    not give, with values that the better outcome needs besides. When it comes by waiting, `wait`
    and `unit` say how long. `words` is the change in the tree's own language.
    """

    outcome: str
    facts: Mapping[str, Value]
    needed: Mapping[str, Value] = field(default_factory=dict)
    wait: int | None = None
    unit: str | None = None
    words: str = field(default="", compare=False)

    def say(self, language: str) -> str:
        """Return the change in a few words: "over 2 maanden wel"."""
        message = _IF if self.wait is None else _WAIT
        return message.say(language, {"words": self.words})


def changes_of(tree: Tree, case: Case) -> tuple[Change, ...]:
    """Return what changes the outcome of a case for the better: waiting first, if that helps.

    Nothing is returned where nothing helps, for a tree that goes round, and for one that is too
    large to find out.
    """
    from woonboom.decide.better import Better
    from woonboom.decide.ground import ground_of
    from woonboom.decide.smallest import smallest
    from woonboom.decide.waiting import shortest_wait
    from woonboom.regions.diagrams import TooEntangled

    try:
        ground = ground_of(tree)
        if not ground.ends:
            return ()
        better = Better(ground, case)
        waits = [wait] if (wait := shortest_wait(better)) else []
        others = [change for change in smallest(better) if not _covered(change, waits)]
    except TooEntangled:
        return ()
    return (*waits, *others[:MOST_CHANGES])


def _covered(change: Change, waits: list[Change]) -> bool:
    """Whether a change is what waiting does."""
    return any(change.facts.items() <= wait.facts.items() for wait in waits)
