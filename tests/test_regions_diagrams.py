"""Decision diagrams: operations on sets and functions, and the one form that each has."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_trees import PlainCase
from worlds import World, odd_of, pairs, worlds

from woonboom.conditions import Not, Or
from woonboom.conditions.forms import And
from woonboom.regions.diagrams import FALSE, MOST_EDGES, TRUE, Diagrams, TooEntangled


class TestDiagrams:
    @settings(max_examples=100)
    @given(world=worlds())
    def test_operations_are_those_of_sets(self, world: World) -> None:
        diagrams = world.space.diagrams
        for one, other in pairs(world):
            a, b = world.space.of(one), world.space.of(other)
            x, y = world.of(one), world.of(other)
            assert world.within(diagrams.meet(a, b)) == x & y
            assert world.within(diagrams.join(a, b)) == x | y
            assert world.within(diagrams.minus(a, b)) == x - y

    @settings(max_examples=60)
    @given(world=worlds())
    def test_many_sets_are_joined_as_two_are(self, world: World) -> None:
        diagrams = world.space.diagrams
        sets = [world.space.of(condition) for condition in world.conditions]
        for count in range(len(sets) + 1):
            some = world.conditions[:count]
            expected = frozenset().union(*map(world.of, some))
            assert world.within(diagrams.join_all(iter(sets[:count]))) == expected

    @settings(max_examples=100)
    @given(world=worlds())
    def test_equal_sets_are_equal_numbers(self, world: World) -> None:
        sets = {diagram: world.within(diagram) for diagram in _combined(world)}
        assert len(set(sets.values())) == len(sets)

    @settings(max_examples=60)
    @given(world=worlds(), data=st.data())
    def test_projecting_forgets_what_is_not_kept(self, world: World, data: st.DataObject) -> None:
        kept = data.draw(st.integers(0, (1 << len(world.space.axes)) - 1))
        for condition in world.conditions:
            keys = {world.key(world.cases[n], kept) for n in world.of(condition)}
            expected = frozenset(n for n, c in enumerate(world.cases) if world.key(c, kept) in keys)
            diagram = world.space.diagrams.project(world.space.of(condition), kept)
            assert world.within(diagram) == expected
            assert all(kept >> axis & 1 for axis in world.space.diagrams.axes(diagram))

    @settings(max_examples=100)
    @given(world=worlds())
    def test_simplified_differs_only_where_nobody_cares(self, world: World) -> None:
        diagrams = world.space.diagrams
        for one, other in itertools.permutations(world.conditions, 2):
            a, care = world.space.of(one), world.space.of(other)
            simple = diagrams.simplified(a, care)
            assert world.within(simple) & world.of(other) == world.of(one) & world.of(other)
            assert diagrams.axes(simple) <= diagrams.axes(a)

    @settings(max_examples=60)
    @given(world=worlds())
    def test_functions_have_the_first_value_that_is_given(self, world: World) -> None:
        diagrams, values = world.space.diagrams, ["een", "twee", "drie"]
        function = FALSE
        for value, condition in zip(values, world.conditions, strict=True):
            here = diagrams.meet(diagrams.terminal(value), world.space.of(condition))
            function = diagrams.join(function, here)
        expected = [_first(world, values, case) for case in world.cases]
        ends = {number: value for value, number in diagrams.terminals().items()}
        found = [ends.get(world.space.holds(function, case)) for case in world.cases]
        assert found == expected
        assert {ends[end] for end in diagrams.ends(function)} == set(expected) - {None}

    @settings(max_examples=60)
    @given(world=worlds())
    def test_where_is_the_set_on_which_a_function_has_some_values(self, world: World) -> None:
        diagrams = world.space.diagrams
        a, b, _ = (world.space.of(condition) for condition in world.conditions)
        one, two = diagrams.terminal("een"), diagrams.terminal("twee")
        function = diagrams.join(diagrams.meet(one, a), diagrams.meet(two, b))
        assert diagrams.where(function, [one]) == a
        assert diagrams.where(function, [two]) == diagrams.minus(b, a)
        assert diagrams.where(function, [one, two]) == diagrams.join(a, b)
        assert diagrams.where(function, []) == FALSE

    @settings(max_examples=60)
    @given(world=worlds())
    def test_nodes_have_one_form(self, world: World) -> None:
        _combined(world)
        diagrams = world.space.diagrams
        made = list(zip(diagrams.axis, diagrams.edges, strict=True))[2:]
        assert len(set(made)) == len(made)
        for axis, edges in made:
            masks, lows = [mask for mask, _ in edges], [low for _, low in edges]
            assert sum(masks) == _or(masks) <= diagrams.full[axis], "masks are disjoint"
            assert [m & -m for m in masks] == sorted(m & -m for m in masks)
            assert FALSE not in lows
            assert len(set(lows)) == len(lows)
            assert masks != [diagrams.full[axis]], "a node that does not matter is left out"
            assert all(diagrams.axis[low] > axis for low in lows), "axes rise"

    def test_what_is_forgotten_is_only_what_can_be_worked_out_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        diagrams = Diagrams([2] * 6)
        monkeypatch.setattr("woonboom.regions.diagrams._MOST_REMEMBERED", 1)
        before = odd_of(diagrams, 6)
        nodes = len(diagrams.axis)
        diagrams.forget()
        assert odd_of(diagrams, 6) == before
        assert len(diagrams.axis) == nodes

    def test_diagrams_that_outgrow_memory_are_given_up(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert MOST_EDGES > 100_000
        monkeypatch.setattr("woonboom.regions.diagrams.MOST_EDGES", 50)
        with pytest.raises(TooEntangled):
            odd_of(Diagrams([2] * 20), 20)

    def test_two_thousand_axes_are_not_too_deep(self) -> None:
        diagrams = Diagrams([2] * 2_000)
        odd, last = odd_of(diagrams, 2_000), diagrams.on(1_999, 2)
        assert len(list(diagrams.below(odd))) == 2 * 2_000
        both, other = diagrams.meet(odd, last), diagrams.minus(TRUE, last)
        assert both == diagrams.meet(last, odd)
        assert diagrams.minus(odd, other) == both
        assert diagrams.join(both, other) == diagrams.join(other, odd)
        assert diagrams.meet(diagrams.simplified(odd, last), last) == both
        assert diagrams.project(odd, 1 << 1_999) == TRUE
        assert diagrams.where(odd, [TRUE]) == odd


def _combined(world: World) -> list[int]:
    """The diagrams of the conditions and all that operations make of them, each once."""
    diagrams = world.space.diagrams
    made = dict.fromkeys([FALSE, TRUE, *map(world.space.of, world.conditions)])
    made |= dict.fromkeys(world.space.of(Not(c)) for c in world.conditions)
    made |= dict.fromkeys(world.space.of(Not(Or(p))) for p in pairs(world))
    made |= dict.fromkeys(world.space.of(And((Not(a), Not(b)))) for a, b in pairs(world))
    first, second, *_ = [*made][2:], [*made]
    made |= dict.fromkeys(diagrams.minus(a, b) for a in second for b in first)
    return list(made)


def _first(world: World, values: list[str], case: PlainCase) -> str | None:
    holding = (v for v, c in zip(values, world.conditions, strict=True) if c.holds(case))
    return next(holding, None)


def _or(masks: list[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found
