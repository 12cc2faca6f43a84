"""Regions are exact: whatever they say of a set of cases is what trying every case says."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_trees import PlainCase
from worlds import (
    GRADEN,
    JA,
    MAANDEN,
    POOL,
    Cases,
    Key,
    World,
    between,
    distinct,
    on_axis,
    pairs,
    region_of,
    with_none,
    worlds,
)

from woonboom.conditions import Names, Truth, parse
from woonboom.facts import Fact, Value
from woonboom.regions import Region, Space, space_of
from woonboom.regions.diagrams import TRUE
from woonboom.regions.region import cheapest, typical, values_of
from woonboom.regions.space import WIDEST, Axis, Costs, runs


class TestSpace:
    @settings(max_examples=150)
    @given(world=worlds())
    def test_a_condition_is_the_set_of_cases_for_which_it_holds(self, world: World) -> None:
        for condition in world.conditions:
            assert world.within(world.space.of(condition)) == world.of(condition)

    @settings(max_examples=60)
    @given(world=worlds())
    def test_real_cases_meet_the_assumptions_and_have_an_option(self, world: World) -> None:
        assert world.within(world.space.real) == world.real

    @settings(max_examples=60)
    @given(world=worlds())
    def test_cells_cover_their_fact_and_never_overlap(self, world: World) -> None:
        for level, axis in enumerate(world.space.axes):
            domain = [on_axis(v, axis.option) for v in with_none(axis.fact)]
            cells = [[v for v in distinct(domain) if between(v, c)] for c in axis.cells]
            assert sorted(map(str, itertools.chain(*cells))) == sorted({str(v) for v in domain})
            assert [len(cell) for cell in cells] == [cell.size for cell in axis.cells]
            for at, cell in enumerate(cells):
                value = cell[0] if axis.option is None else frozenset([axis.option][:at])
                assert world.space.mask(level, value) == 1 << at

    @settings(max_examples=60)
    @given(world=worlds())
    def test_conditions_do_not_tell_the_cases_of_a_cell_apart(self, world: World) -> None:
        seen: dict[Key, tuple[object, ...]] = {}
        for case in world.cases:
            values = tuple(c.holds(case) for c in (*world.conditions, *world.assumed))
            cells = tuple(
                world.space.mask(level, case[axis.fact.id])
                for level, axis in enumerate(world.space.axes)
            )
            assert seen.setdefault(cells, values) == values

    @settings(max_examples=40)
    @given(world=worlds(), data=st.data())
    def test_a_box_is_what_a_case_says_and_nothing_more(
        self, world: World, data: st.DataObject
    ) -> None:
        case = data.draw(st.sampled_from(world.cases))
        said = {f: v for f, v in case.items() if data.draw(st.booleans())}
        kept = world.space.levels(said)
        mask = {level: world.space.mask(level, case[a.fact.id]) for level, a in
                enumerate(world.space.axes) if kept >> level & 1}  # fmt: skip
        expected = world.where(
            lambda c: all(m == world.space.mask(at, c[world.space.axes[at].fact.id])
                          for at, m in mask.items())
        )  # fmt: skip
        assert world.within(world.space.box(said)) == expected

    @pytest.mark.parametrize(
        ("written", "count"),
        [
            ("graden < -1000000", 0), ("graden >= -1000000", 8), ("graden <= -5", 0),
            ("graden <= -4", 1), ("graden < -3", 1), ("graden > 2", 1), ("graden >= 3", 1),
            ("graden > 3", 0), ("graden == 4", 0), ("graden != 4", 8), ("graden != -4", 7),
            ("-9 < graden < 9", 8), ("-9 <= graden < -4", 0), ("3 < graden <= 1000", 0),
            ("2 <= graden < 2", 0), ("3 < graden < 2", 0), ("not 3 < graden < 2", 8),
            ("graden < 999999999999999", 8), ("-1 <= graden <= 0", 2),
        ],
    )  # fmt: skip
    def test_thresholds_may_lie_outside_the_range(self, written: str, count: int) -> None:
        facts = {"graden": GRADEN}
        condition, problems = parse(written, Names(facts, {}))
        assert condition is not None, problems
        space = space_of(facts, (), [condition])
        assert Region(space, space.of(condition)).count == count

    def test_a_number_without_a_range_is_as_wide_as_what_can_be_written(self) -> None:
        facts = {"n": Fact("n", "N", "integer")}
        region = region_of(facts, "n == 7 or n > 999999999999998")
        assert region.count == 3
        assert {"n": WIDEST - 1} in region
        assert {"n": -WIDEST} in ~region

    def test_the_axes_are_the_facts_that_are_read_first_those_of_the_order(self) -> None:
        facts = {id_: Fact(id_, id_, "boolean") for id_ in "abcd"}
        space = space_of(facts, ["c"], [Truth("d"), Truth("c")], [Truth("b")])
        assert list(space.facts) == ["c", "d", "b"]


class TestRegion:
    @settings(max_examples=80)
    @given(world=worlds())
    def test_operators_are_those_of_sets_of_real_cases(self, world: World) -> None:
        for one, other in pairs(world):
            a, b = world.region(one), world.region(other)
            x, y = world.of(one) & world.real, world.of(other) & world.real
            assert world.inside(a & b) == x & y
            assert world.inside(a | b) == x | y
            assert world.inside(a - b) == x - y
            assert world.inside(~a) == world.real - x
            assert bool(a) == bool(x)
            assert (a == b) == (x == y)
            assert a == ~~a
            assert hash(a | b) == hash(b | a)

    @settings(max_examples=80)
    @given(world=worlds())
    def test_it_counts_its_cases(self, world: World) -> None:
        for condition in world.conditions:
            expected = world.of(condition) & world.real
            assert world.region(condition).count == len(expected)

    @settings(max_examples=80)
    @given(world=worlds(assume=0))
    def test_its_facts_are_those_that_decide(self, world: World) -> None:
        for condition in world.conditions:
            inside = world.of(condition) & world.real
            assert set(world.region(condition).facts) == set(_deciding(world, inside))

    @settings(max_examples=80)
    @given(world=worlds())
    def test_its_facts_are_enough_to_tell_real_cases_apart(self, world: World) -> None:
        for condition in world.conditions:
            facts, inside = world.region(condition).facts, world.of(condition)
            seen: dict[Key, bool] = {}
            for n in world.real:
                key = tuple(world.cases[n][fact] for fact in facts)
                assert seen.setdefault(key, n in inside) == (n in inside)

    @settings(max_examples=150)
    @given(world=worlds())
    def test_its_witness_is_its_most_ordinary_case(self, world: World) -> None:
        for condition in world.conditions:
            region = world.region(condition)
            inside = world.inside(region)
            if inside:
                found = region.witness()
                assert found in region
                assert found == (region | region).witness()
                costs = {n: _cost(world, world.cases[n]) for n in inside}
                assert _cost(world, found) == min(costs.values())
                for axis in world.space.axes:
                    assert axis.fact.type != "integer" or found[axis.fact.id] in _typical(axis)

    @settings(max_examples=80)
    @given(world=worlds(), data=st.data())
    def test_the_nearest_case_is_the_one_that_costs_least(
        self, world: World, data: st.DataObject
    ) -> None:
        price = st.tuples(st.integers(0, 2), st.integers(0, 3))
        costs: Costs = [[data.draw(price) for _ in axis.cells] for axis in world.space.axes]
        region = world.region(world.conditions[0])
        if region:
            cost, cells = cheapest(world.space, region.diagram, costs)
            assert cost == min(_price(world, world.cases[n], costs) for n in world.inside(region))
            found = values_of(world.space, cells)
            assert found in region
            assert _price(world, found, costs) == cost

    def test_its_witness_does_not_depend_on_what_was_made_before(self) -> None:
        facts = {fact.id: fact for fact in POOL}
        written = "(ja or maanden < 3) and graden != 0 and (p in redenen or soort == c)"
        region = region_of(facts, written)
        for _ in range(3):
            other = region_of(facts, written)
            for level in reversed(range(len(other.space.axes))):
                other.space.diagrams.on(level, 1)
            again = Region(
                other.space, other.space.of(parse(written, Names(facts, {}))[0] or Truth(""))
            )
            assert again.witness() == region.witness()

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("maanden >= 6", 6), ("maanden > 6", 7), ("maanden < 6", 5), ("maanden <= 6", 6),
            ("3 <= maanden < 6", 5), ("4 <= maanden <= 8", 4), ("5 < maanden <= 8", 6),
            ("maanden == 7", 7), ("maanden != 7", 6), ("maanden < 3 or maanden > 5", 2),
        ],
    )  # fmt: skip
    def test_a_number_stands_beside_its_threshold(self, written: str, value: int) -> None:
        assert region_of({"maanden": MAANDEN}, written).witness() == {"maanden": value}

    @pytest.mark.parametrize(
        ("written", "value"),
        [("9 <= n < 13", 12), ("10 <= n < 14", 10), ("55 <= n <= 60", 60), ("7 <= n <= 11", 7)],
    )
    def test_of_two_thresholds_the_round_one(self, written: str, value: int) -> None:
        facts = {"n": Fact("n", "N", "integer", range=(0, 600))}
        assert region_of(facts, written).witness() == {"n": value}

    def test_an_empty_region_has_no_witness(self) -> None:
        region = region_of({"ja": JA}, "ja", "not ja")
        assert not region
        assert (region.count, region.facts, len(region.boxes())) == (0, (), 0)
        with pytest.raises(ValueError, match="empty"):
            region.witness()

    def test_regions_of_different_spaces_are_different(self) -> None:
        facts = {"ja": JA}
        assert region_of(facts, "ja") != region_of(facts, "ja")
        assert region_of(facts, "ja") != "ja"

    def test_a_world_without_facts_has_one_case(self) -> None:
        everything = Region(Space([], []), TRUE)
        assert everything.count == 1
        assert everything.witness() == {}
        assert {} in everything


def _deciding(world: World, inside: Cases) -> Iterator[str]:
    """The facts by which alone two real cases can differ of which one is inside."""
    for fact in world.facts:
        seen: dict[Key, bool] = {}
        for n in world.real:
            key = tuple(v for f, v in world.cases[n].items() if f != fact)
            if seen.setdefault(key, n in inside) != (n in inside):
                yield fact
                break


def _cost(world: World, case: PlainCase) -> Key:
    """How ordinary a case is: as little true as can be, then the first options and numbers."""
    chosen, far, cells = 0, 0, []
    for axis in world.space.axes:
        value = case[axis.fact.id]
        at = next(at for at, c in enumerate(axis.cells) if between(on_axis(value, axis.option), c))
        cells.append(at)
        if axis.option is not None:
            chosen, far = chosen + at, far + at * list(axis.fact.options).index(axis.option)
        elif axis.fact.type == "boolean":
            chosen += at
        else:
            far += at
    return (chosen, far, tuple(cells))


@given(st.integers(0, 1 << 90))
def test_the_stretches_of_a_mask_are_its_cells_and_do_not_touch(mask: int) -> None:
    found = list(runs(mask))
    assert sum((1 << end) - (1 << first) for first, end in found) == mask
    assert all(first < end for first, end in found)
    assert all(end < after for (_, end), (after, _) in itertools.pairwise(found))


def _price(world: World, case: PlainCase, costs: Costs) -> tuple[int, ...]:
    space = world.space
    at = [space.mask(n, case[axis.fact.id]).bit_length() - 1 for n, axis in enumerate(space.axes)]
    paid = [costs[level][cell] for level, cell in enumerate(at)]
    return tuple(map(sum, zip(*paid, strict=True)))


def _typical(axis: Axis) -> list[Value]:
    return [typical(axis, at) for at in range(len(axis.cells))]
