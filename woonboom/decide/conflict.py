"""Facts that cannot be true together: the fewest that are to blame, and what excludes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, islice
from typing import Final, TypeVar

from woonboom.conditions import Case
from woonboom.conditions.forms import facts_of
from woonboom.decide.reading import CaseProblem
from woonboom.decide.words import say_value
from woonboom.diagnostics import Message, Said
from woonboom.facts import Value
from woonboom.model import Assumption, Tree
from woonboom.regions import Space
from woonboom.regions.diagrams import FALSE, TooEntangled

MOST_TRIED: Final = 2_000
"""So many sets of facts are tried to find the smallest; then one of which none can be missed."""

_TOGETHER = Message(
    "Dit kan niet samen: {facts}.", "These cannot be true together: {facts}."
)  # fmt: skip
_ALONE = Message("Dit kan niet: {facts}.", "This cannot be: {facts}.")
_NOTHING = Message(
    "De aannames van deze boom sluiten elk geval uit.",
    "The assumptions of this tree rule out every case.",
)
_FORBIDDEN = Message(
    "De boom neemt aan: {assumptions}. Verander een van deze feiten: {facts}.",
    "The tree assumes: {assumptions}. Change one of these facts: {facts}.",
)
_NO_FACTS = Message("De boom neemt aan: {assumptions}.", "The tree assumes: {assumptions}.")

Item = TypeVar("Item")


def conflict(tree: Tree, case: Case) -> CaseProblem | None:
    """Return why no real case is as `case` says; None when there is one.

    Of assumptions too entangled to look at together, each is looked at by itself.
    """
    truths = [assumption.condition.holds(case) for assumption in tree.assumptions]
    if False not in truths and None not in truths:
        return None
    try:
        return _together(tree, case)
    except TooEntangled:
        pairs = zip(tree.assumptions, truths, strict=True)
        broken = next((assumption for assumption, truth in pairs if truth is False), None)
        return _alone(tree, case, broken) if broken else None


def _alone(tree: Tree, case: Case, broken: Assumption) -> CaseProblem:
    own = {fact: case[fact] for fact in facts_of(broken.condition) if fact in case}
    return _problem(tree, own, [broken])


def _together(tree: Tree, case: Case) -> CaseProblem | None:
    conditions = [assumption.condition for assumption in tree.assumptions]
    ids = dict.fromkeys(fact for condition in conditions for fact in facts_of(condition))
    space = Space((tree.facts[id_] for id_ in ids), (), conditions)
    given = [fact for fact in case if fact in ids]

    def exclude(facts: Sequence[str]) -> bool:
        known = space.box({fact: case[fact] for fact in facts})
        return space.diagrams.meet(space.real, known) == FALSE

    if not exclude(given):
        return None
    own = {fact: case[fact] for fact in _smallest(given, exclude)}
    known = space.diagrams.meet(space.valid, space.box(own))

    def forbid(assumptions: Sequence[Assumption]) -> bool:
        left = known
        for assumption in assumptions:
            left = space.diagrams.meet(left, space.of(assumption.condition))
        return left == FALSE

    return _problem(tree, own, _smallest(tree.assumptions, forbid))


def _smallest(items: Sequence[Item], enough: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """The smallest part of `items` that is enough; the first of those in their order.

    After `MOST_TRIED` one of which none can be missed.
    """
    needed = _needed(items, enough)
    smaller = (chosen for size in range(len(needed)) for chosen in combinations(items, size))
    found = next((chosen for chosen in islice(smaller, MOST_TRIED) if enough(chosen)), None)
    if found is not None:
        return list(found)
    same = islice(combinations(items, len(needed)), MOST_TRIED)  # the first of that size
    return list(next((chosen for chosen in same if enough(chosen)), needed))


def _needed(items: Sequence[Item], enough: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """A part of `items` that is enough and of which none can be missed."""
    kept = list(items)
    for item in items:
        rest = [other for other in kept if other is not item]
        if enough(rest):
            kept = rest
    return kept


def _problem(
    tree: Tree, blamed: dict[str, Value], assumptions: Sequence[Assumption]
) -> CaseProblem:
    said = "; ".join(
        say_value(tree.facts[id_], value, tree.language) for id_, value in blamed.items()
    )
    words = {
        "facts": ", ".join(f"‘{fact}’" for fact in blamed),
        "assumptions": "; ".join(str(assumption.condition) for assumption in assumptions),
    }
    message = _NOTHING if not blamed else _ALONE if len(blamed) == 1 else _TOGETHER
    remedy = Said(_FORBIDDEN if blamed else _NO_FACTS, words)
    found = tuple(assumptions)
    return CaseProblem(Said(message, {"facts": said}), tuple(blamed), remedy, found)
