"""Facts that cannot be true together: the fewest that are to blame, and what excludes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Final, TypeVar

from woonboom.conditions import Case
from woonboom.conditions.forms import facts_of
from woonboom.decide.reading import CaseProblem
from woonboom.decide.words import say_value
from woonboom.diagnostics import Message, Said
from woonboom.facts import Value
from woonboom.model import Assumption, Tree
from woonboom.regions import Space
from woonboom.regions.diagrams import FALSE

MOST_TRIED: Final = 20_000
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
    """Return why no real case is as `case` says; None when there is one."""
    truths = [assumption.condition.holds(case) for assumption in tree.assumptions]
    if False not in truths and (None not in truths or _exists(tree, tree.assumptions, case)):
        return None
    read = {fact for assumption in tree.assumptions for fact in facts_of(assumption.condition)}
    given = [fact for fact in case if fact in read]

    def exclude(facts: Sequence[str]) -> bool:
        return not _exists(tree, tree.assumptions, {fact: case[fact] for fact in facts})

    blamed = _smallest(given, exclude)
    own = {fact: case[fact] for fact in blamed}

    def forbid(assumptions: Sequence[Assumption]) -> bool:
        return not _exists(tree, assumptions, own)

    return _problem(tree, own, _smallest(tree.assumptions, forbid))


def _exists(tree: Tree, assumptions: Sequence[Assumption], case: Case) -> bool:
    """Whether some case is as `case` says and meets the assumptions."""
    conditions = [assumption.condition for assumption in assumptions]
    if any(condition.holds(case) is False for condition in conditions):
        return False
    unknown = [c for c in conditions if c.holds(case) is None]
    ids = dict.fromkeys(fact for condition in unknown for fact in facts_of(condition))
    space = Space((tree.facts[id_] for id_ in ids), (), unknown)
    return space.diagrams.meet(space.real, space.box(case)) != FALSE


def _smallest(items: Sequence[Item], enough: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """The smallest part of `items` that is enough; the first of those in their order."""
    tried = 0
    for size in range(len(items)):
        for chosen in combinations(items, size):
            tried += 1
            if tried > MOST_TRIED:
                return _needed(items, enough)
            if enough(chosen):
                return list(chosen)
    return list(items)


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
