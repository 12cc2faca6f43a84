"""A region taken apart is the same region: its parts together hold its cases and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from worlds import JA, MAANDEN, World, region_of, worlds

from woonboom.facts import Fact
from woonboom.regions import Region, factors
from woonboom.regions.boxes import Box, Masks
from woonboom.regions.diagrams import TooEntangled
from woonboom.regions.factors import Factors, factors_of
from woonboom.regions.words import say_box

FACTS = {id_: Fact(id_, id_, "boolean", yes=id_, no=f"geen {id_}") for id_ in "abcdef"}


def together(region: Region, product: Factors) -> Region:
    """The real cases of what is common that are in a box of every part."""
    found = _region(region, product.common)
    for part in product.parts:
        boxes = [_region(region, masks) for masks in part]
        either = boxes[0]
        for box in boxes[1:]:
            either = either | box
        found = found & either
    return found


def _region(region: Region, masks: Masks) -> Region:
    return Box(region.space, masks).region


@settings(max_examples=200)
@given(world=worlds())
def test_the_parts_together_are_the_region(world: World) -> None:
    for condition in world.conditions:
        region = world.region(condition)
        if region:
            found = factors_of(region, 1_000)
            assert not found.truncated
            assert together(region, found) == region
            assert all(len(part) > 1 for part in found.parts)


@settings(max_examples=100)
@given(world=worlds())
def test_no_two_parts_speak_of_one_fact(world: World) -> None:
    for condition in world.conditions:
        region = world.region(condition)
        if region:
            found = factors_of(region, 1_000)
            seen = [facts_in(region, found.common)]
            seen += [
                set().union(*(facts_in(region, masks) for masks in part)) for part in found.parts
            ]
            assert sum(map(len, seen)) == len(set().union(*seen))


def facts_in(region: Region, masks: Masks) -> set[str]:
    return {region.space.axes[level].fact.id for level in masks}


def said(written: str, *assumed: str) -> tuple[str, list[list[str]]]:
    region = region_of({**FACTS, "maanden": MAANDEN, "ja": JA}, written, *assumed)
    found = factors_of(region, 100)

    def say(masks: Masks) -> str:
        return say_box(region.space, masks, "nl")

    return say(found.common), [[say(masks) for masks in part] for part in found.parts]


def test_choices_that_do_not_hang_together_are_apart() -> None:
    assert said("a and (b or c) and (d or e and f)") == (
        "a", [["b", "c"], ["d", "e, f"]],
    )  # fmt: skip


def test_what_hangs_together_by_an_assumption_can_be_apart() -> None:
    assert said("(a or b) and (c or d)", "not (a and c)") == ("", [["a", "b"], ["c", "d"]])


def test_one_choice_is_not_taken_apart() -> None:
    assert said("a and (b and c or d and e)") == ("a", [["b, c", "d, e"]])


def test_one_box_has_no_parts() -> None:
    assert said("a and maanden < 3 and not b")[1] == []
    assert said("a or not a") == ("", [])


def test_a_region_of_many_facts_is_left_as_it_is() -> None:
    facts = {f"f{n}": Fact(f"f{n}", f"f{n}", "boolean") for n in range(14)}
    region = region_of(facts, " and ".join(f"(f{n} or f{n + 1})" for n in range(0, 14, 2)))
    found = factors_of(region, 1_000)
    assert len(found.parts) == 1
    assert together(region, found) == region


def test_a_long_part_is_cut_and_that_is_told() -> None:
    region = region_of(FACTS, "a and (b and not c or c and not d or d and not e or f and not b)")
    for limit in (1, 2):
        found = factors_of(region, limit)
        assert found.truncated
        assert [len(part) for part in found.parts] == [limit]
        assert len(found.common) == 1


def test_an_empty_region_is_in_no_box() -> None:
    found = factors_of(region_of(FACTS, "a and not a"), 10)
    assert found == Factors({}, ((),))


@pytest.mark.parametrize("name", ["_on", "widened"])
def test_what_is_too_much_work_is_left_longer_and_stays_exact(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(*_: object) -> None:
        raise TooEntangled

    region = region_of(FACTS, "a and (b or c) and (d or e and f)")
    short = factors_of(region, 100)
    monkeypatch.setattr(factors, name, too_much)
    long = factors_of(region, 100)
    assert together(region, long) == together(region, short) == region
    assert str(long) != str(short)
