"""The outcomes of a tree as rules that exclude each other: together they are the whole tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from woonboom.decide.ground import Ground
from woonboom.diagnostics import Message, Said
from woonboom.exports import Unfit
from woonboom.model import Tree
from woonboom.regions.boxes import Masks, merged, paths_of
from woonboom.regions.diagrams import TooEntangled
from woonboom.regions.space import Space

MOST_RULES: Final = 5_000
_NOT_THERE, _THERE = 1, 2
"""The masks of an option."""

_ROUND: Final = Message(
    "‘{tree}’ heeft paden die rondgaan; zulke paden passen niet in een beslistabel. "
    "Zie: woonboom check",
    "‘{tree}’ has paths that go round; such paths do not fit in a decision table. "
    "See: woonboom check",
)
_TOO_LARGE: Final = Message(
    "‘{tree}’ is te groot voor één beslistabel: er komen meer dan {most} regels in. "
    "Neem een andere vorm, zoals json.",
    "‘{tree}’ is too large for one decision table: it would have more than {most} rules. "
    "Take another form, such as json.",
)


class Rule(NamedTuple):
    """For these cells of each axis that matters, a case has the outcome."""

    masks: Masks
    outcome: str


class Rules(NamedTuple):
    """All rules, the first outcome first, over the axes of a space."""

    space: Space
    rules: tuple[Rule, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        """The axes that some rule looks at."""
        return tuple(sorted({level for rule in self.rules for level in rule.masks}))


def rules_of(tree: Tree) -> Rules:
    """Return the rules of a tree: every case that has an outcome follows just one of them.

    No rule holds for a case for which the tree is at fault. Assumptions play no part: they would
    only add conditions, on facts that nobody needs to know.

    Raises `Unfit` for a tree whose paths go round, or that is too large.
    """
    ground = Ground(tree)
    if not ground.ends:
        raise Unfit(Said(_ROUND, {"tree": tree.id}))
    try:
        return Rules(ground.space, tuple(_rules(ground)))
    except TooEntangled:
        raise Unfit(Said(_TOO_LARGE, {"tree": tree.id, "most": MOST_RULES})) from None


def _rules(ground: Ground) -> list[Rule]:
    diagrams, function, found = ground.diagrams, ground.function, list[Rule]()
    ends = diagrams.terminals()
    for outcome in ground.tree.codes:
        cases = diagrams.where(function, [ends[outcome]])
        if len(found) + diagrams.count_paths(cases) > MOST_RULES:
            raise TooEntangled
        for masks in merged(ground.space, list(paths_of(diagrams, cases))):
            known = _with_some(ground.space, masks, list(ground.space.span.values()))
            found += [Rule(dict(sorted(box.items())), outcome) for box in known]
    return found


def _with_some(space: Space, masks: Masks, facts: list[range]) -> Iterator[Masks]:
    """Divide a box so that no fact of several options that it looks at can be without any.

    That cannot be, but an empty list can be given, and some programs take what is not given for
    one; then nothing must follow from it.
    """
    if not facts:
        yield masks
        return
    levels, rest = facts[0], facts[1:]
    read = [masks[level] for level in levels if level in masks]
    if space.axes[levels.start].option is None or not read or _THERE in read:
        yield from _with_some(space, masks, rest)
        return
    absent: Masks = {}
    for level in levels:
        if level not in masks:
            yield from _with_some(space, {**masks, **absent, level: _THERE}, rest)
            absent[level] = _NOT_THERE
