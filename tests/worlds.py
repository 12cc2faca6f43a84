"""Small worlds of facts, with all the forms that facts can have, to try every case of.

A set of cases is the numbers of its cases.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from hypothesis import note
from hypothesis import strategies as st
from random_trees import Pick, PlainCase, _Conditions, _drawn, values_of

from woonboom.conditions import Condition, Names, Or, parse
from woonboom.conditions.forms import And
from woonboom.facts import Fact, Value
from woonboom.regions import Region, Space
from woonboom.regions.diagrams import FALSE, TRUE, Diagrams

Cases = frozenset[int]
Key = tuple[object, ...]

ABC = {"a": "A", "b": "B", "c": "C"}
JA = Fact("ja", "Ja of nee", "boolean")
MAANDEN = Fact("maanden", "Maanden", "integer", range=(0, 9), unit="maanden")
GRADEN = Fact("graden", "Onder nul", "integer", range=(-4, 3))
SOORT = Fact("soort", "Soort", "choice", ABC)
REDENEN = Fact("redenen", "Redenen", "choices", {"p": "P", "q": "Q", "r": "R"})
POOL = (JA, MAANDEN, GRADEN, SOORT, REDENEN, Fact("ook", "Ook zo", "boolean"))
ODD = (
    Fact("vijf", "Altijd vijf", "integer", range=(5, 5)),
    Fact("enig", "Een mogelijkheid", "choice", {"x": "X"}),
    Fact("een", "Een reden", "choices", {"s": "S"}),
)


@dataclass(frozen=True)
class World:
    """Some facts, conditions on them, and every case; `assumed` holds for the real ones."""

    facts: Mapping[str, Fact]
    conditions: tuple[Condition, ...]
    assumed: tuple[Condition, ...]

    @cached_property
    def space(self) -> Space:
        return Space(self.facts.values(), self.conditions, self.assumed)

    @cached_property
    def cases(self) -> tuple[PlainCase, ...]:
        """Every case, also those in which no option of several holds: axes know them."""
        domains = [with_none(fact) for fact in self.facts.values()]
        return tuple(dict(zip(self.facts, v, strict=True)) for v in itertools.product(*domains))

    @cached_property
    def real(self) -> Cases:
        valid = {n for n, case in enumerate(self.cases) if frozenset() not in case.values()}
        return self.where(lambda case: all(c.holds(case) for c in self.assumed)) & valid

    def where(self, test: Callable[[PlainCase], object]) -> Cases:
        return frozenset(n for n, case in enumerate(self.cases) if test(case))

    def of(self, condition: Condition) -> Cases:
        return self.where(condition.holds)

    def within(self, diagram: int) -> Cases:
        return self.where(lambda case: self.space.holds(diagram, case) == TRUE)

    def region(self, condition: Condition) -> Region:
        return Region(self.space, self.space.of(condition))

    def inside(self, region: Region) -> Cases:
        return self.where(lambda case: case in region)

    def key(self, case: PlainCase, kept: int) -> Key:
        """What a case says on the axes of the mask `kept`."""
        axes = [axis for level, axis in enumerate(self.space.axes) if kept >> level & 1]
        return tuple(on_axis(case[axis.fact.id], axis.option) for axis in axes)


def with_none(fact: Fact) -> tuple[Value, ...]:
    none: tuple[Value, ...] = (frozenset(),) if fact.type == "choices" else ()
    return (*none, *values_of(fact))


def on_axis(value: Value, option: str | None) -> Value:
    return option in value if option is not None and isinstance(value, frozenset) else value


def world_of(pick: Pick, *, assume: int, count: int) -> World:
    """Return a world of two to five facts from any source of numbers."""
    facts: dict[str, Fact] = {}
    for _ in range(2 + pick(4)):
        left = [fact for fact in (POOL if pick(3) else ODD) if fact.id not in facts]
        chosen = left[pick(len(left))] if left else JA
        facts[chosen.id] = chosen
    made = _Conditions(pick, facts)
    some = tuple(_rich(pick, made) for _ in range(count))
    assumed = 0 if pick(2) else pick(assume + 1)
    return World(facts, some, tuple(made.any(1) for _ in range(assumed)))


def _rich(pick: Pick, made: _Conditions) -> Condition:
    """A condition of some parts, each of which is as simple or not as it comes."""
    parts = [made.any() if pick(2) else And((made.leaf(), made.any(1))) for _ in range(1 + pick(5))]
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


@st.composite
def worlds(draw: st.DrawFn, *, assume: int = 2, count: int = 3) -> World:
    """Draw `count` conditions on a few facts and at most `assume` assumptions.

    Some worlds shrink; most come from a seed, which makes them large more often.
    """
    seed = draw(st.sampled_from(range(-(2**17), 2**20)))
    pick = _drawn(draw) if seed < 0 else random.Random(seed).randrange
    world = world_of(pick, assume=assume, count=count)
    assumed = (f"assume {condition}" for condition in world.assumed)
    note("\n".join([", ".join(world.facts), *map(str, world.conditions), *assumed]))
    return world


def distinct(values: list[Value]) -> list[Value]:
    return list(dict.fromkeys(values))


def between(value: Value, cell: tuple[Value, Value, int]) -> bool:
    low, high, _ = cell
    if isinstance(value, int) and isinstance(low, int) and isinstance(high, int):
        return low <= value <= high
    return value == low


def region_of(facts: Mapping[str, Fact], written: str, *assumed: str) -> Region:
    """Return the region of a condition as it is written."""
    made = [parse(text, Names(facts, {}))[0] for text in (written, *assumed)]
    first, *rest = [condition for condition in made if condition is not None]
    assert len(rest) == len(assumed)
    space = Space(facts.values(), [first], rest)
    return Region(space, space.of(first))


def pairs(world: World) -> Iterator[tuple[Condition, Condition]]:
    return itertools.combinations(world.conditions, 2)


def odd_of(diagrams: Diagrams, axes: int) -> int:
    """The cases that lie on an odd number of the second cells: of 2 ** (axes - 1) paths."""
    odd, even = FALSE, TRUE
    for axis in reversed(range(axes)):
        odd, even = (
            diagrams.node(axis, [(1, odd), (2, even)]),
            diagrams.node(axis, [(1, even), (2, odd)]),
        )
    return odd
