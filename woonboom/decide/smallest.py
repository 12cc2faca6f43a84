"""The smallest changes of facts that lead to a better outcome.

Smallest is: the fewest facts, those counted that change and those that are not known yet and must
be so; then the fewest that change; then the nearest values. A number counts for how far it is off,
an option, a choice or a yes for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final, NamedTuple

from woonboom.decide.better import Better
from woonboom.decide.change import Change
from woonboom.decide.words import say_value
from woonboom.facts import Value
from woonboom.regions.words import say_box

MOST_TRIED: Final = 20_000
"""So many sets of facts are tried; what is then the smallest is given."""


class _Size(NamedTuple):
    facts: int
    changed: int


def smallest(better: Better) -> list[Change]:
    """Return the smallest changes, each of other facts, the nearest first."""
    found: dict[_Size, list[Change]] = {}
    for chosen in _choices(better, found):
        kept = {id_: value for id_, value in better.case.items() if id_ not in chosen}
        if better.possible(kept):
            change = _change(better, kept, chosen)
            size = _Size(len(chosen) + len(change.needed), len(chosen))
            found.setdefault(size, []).append(change)
    changes = found[min(found)] if found else []
    return sorted(changes, key=lambda change: _far(better, change.facts))


def _choices(better: Better, found: Mapping[_Size, object]) -> Iterator[tuple[str, ...]]:
    """Sets of facts to change, as long as they can be smaller than what was found."""
    tried = 0
    for count in range(1, len(better.case) + 1 if better.possible({}) else 0):
        if found and min(found).facts <= count:
            return
        for chosen in combinations(better.case, count):
            tried += 1
            if tried > MOST_TRIED:
                return
            if not found or count < min(found).facts or min(found).changed == count:
                yield chosen


def _change(better: Better, kept: Mapping[str, Value], chosen: tuple[str, ...]) -> Change:
    outcome, values, needed = better.nearest(kept, chosen)
    changed = {id_: values[id_] for id_ in chosen}
    whole = {**kept, **changed, **needed}
    words = ", ".join(_words(better, outcome, whole, id_) for id_ in chosen)
    return Change(outcome, changed, needed, words=words)


def _far(better: Better, changed: Mapping[str, Value]) -> int:
    """How far values are from those of the case, together."""
    return sum(_distance(better.case[id_], value) for id_, value in changed.items())


def _distance(one: Value, other: Value) -> int:
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return len(one ^ other)
    numbers = type(one) is int and type(other) is int
    return abs(int(one) - int(other)) if numbers else int(one != other)  # type: ignore[arg-type]


def _words(better: Better, outcome: str, whole: Mapping[str, Value], id_: str) -> str:
    """What a fact has to become when the others are as they are; of a number a whole stretch."""
    fact, space, language = better.tree.facts[id_], better.ground.space, better.tree.language
    if fact.kind.compared != "number":
        return say_value(fact, whole[id_], language)
    level = space.span[id_].start
    fitting = 0
    for at, cell in enumerate(space.axes[level].cells):
        case = {**whole, id_: cell.low}
        if better.ground.known(case) and better.certain(outcome, case):
            fitting |= 1 << at
    return say_box(space, {level: _around(space.mask(level, whole[id_]), fitting)}, language)


def _around(here: int, mask: int) -> int:
    """The unbroken part of a mask around one of its cells."""
    found, more = 0, here
    while more != found:
        found, more = more, more | (more << 1 | more >> 1) & mask
    return found
