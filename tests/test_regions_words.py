"""Regions as boxes and in words: what is said of a region is exactly the region."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from worlds import JA, MAANDEN, REDENEN, SOORT, Cases, World, odd_of, region_of, worlds

from woonboom.conditions import Names, parse
from woonboom.facts import Fact
from woonboom.regions import Region, Space
from woonboom.regions.boxes import Box, Masks, _paths, boxes_of, widened


def cases_in(world: World, box: Box) -> Cases:
    """Return the real cases in a box."""
    return world.where(lambda case: case in box) & world.real


class TestBoxes:
    @settings(max_examples=150)
    @given(world=worlds())
    def test_cover_the_region_and_nothing_twice(self, world: World) -> None:
        for condition in world.conditions:
            region = world.region(condition)
            boxes = region.boxes()
            parts = [cases_in(world, box) for box in boxes]
            assert frozenset().union(*parts) == world.inside(region)
            assert not any(one & other for one, other in combinations(parts, 2))
            assert all(parts), "none is empty"
            assert all(world.inside(b.region) == p for b, p in zip(boxes, parts, strict=True))
            assert not boxes.truncated

    @settings(max_examples=150)
    @given(world=worlds())
    def test_are_conditions_that_a_tree_could_have(self, world: World) -> None:
        for condition in world.conditions:
            for box in world.region(condition).boxes():
                assert world.real & _where(world, box) == cases_in(world, box)

    @settings(max_examples=100)
    @given(world=worlds())
    def test_are_merged_never_more_than_the_paths(self, world: World) -> None:
        for condition in world.conditions:
            region = world.region(condition)
            assert len(region.boxes()) <= len(list(_paths(region)))

    @settings(max_examples=60)
    @given(world=worlds())
    def test_are_at_most_as_many_as_asked_for(self, world: World) -> None:
        for condition in world.conditions:
            region = world.region(condition)
            every = region.boxes()
            for limit in range(len(every) + 2):
                boxes = region.boxes(limit)
                assert [b.masks for b in boxes] == [b.masks for b in every][:limit]
                assert boxes.truncated == (limit < len(every))

    @pytest.mark.parametrize(
        ("written", "boxes"),
        [
            ("maanden < 6", [{"maanden": "maanden < 6"}]),
            ("maanden >= 6", [{"maanden": "maanden >= 6"}]),
            ("maanden == 6", [{"maanden": "maanden == 6"}]),
            ("maanden != 6", [{"maanden": "(maanden < 6 or maanden >= 7)"}]),
            ("4 <= maanden <= 6", [{"maanden": "4 <= maanden < 7"}]),
            ("not ja", [{"ja": "not ja"}]),
            ("soort != b", [{"soort": "soort in [a, c]"}]),
            ("not soort in [a, c]", [{"soort": "soort == b"}]),
            ("p not in redenen and q not in redenen",
             [{"redenen": "p not in redenen and q not in redenen"}]),
            ("r in redenen and p not in redenen and q not in redenen",
             [{"redenen": "p not in redenen and q not in redenen"}]),
            ("ja or maanden >= 6", [{"ja": "not ja", "maanden": "maanden >= 6"}, {"ja": "ja"}]),
            ("ja or not ja", [{}]),
            ("ja and not ja", []),
        ],
    )  # fmt: skip
    def test_say_what_matters_only(self, written: str, boxes: list[dict[str, str]]) -> None:
        facts = {fact.id: fact for fact in (JA, MAANDEN, SOORT, REDENEN)}
        assert [box.conditions() for box in region_of(facts, written).boxes()] == boxes

    def test_do_not_repeat_what_is_assumed(self) -> None:
        region = region_of({"ja": JA, "maanden": MAANDEN}, "ja and maanden >= 6", "ja")
        assert [box.conditions() for box in region.boxes()] == [{"maanden": "maanden >= 6"}]

    def test_of_very_many_are_not_merged_and_the_list_is_cut(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("woonboom.regions.boxes.MOST_MERGED", 5)
        odd = _odd(8)
        boxes = boxes_of(odd, 7)
        assert (len(boxes), boxes.truncated) == (7, True)
        every = boxes_of(odd)
        assert (len(every), every.truncated) == (128, False)
        assert sum(box.region.count for box in every) == odd.count == 128


def _where(world: World, box: Box) -> Cases:
    """The cases for which all conditions of a box hold, as they are read back."""
    found = frozenset(range(len(world.cases)))
    for fact, text in box.conditions().items():
        condition, problems = parse(text, Names(world.facts, {}))
        assert condition is not None, problems
        assert not problems
        assert fact in text
        found &= world.of(condition)
    return found


def _odd(count: int) -> Region:
    """The cases in which an odd number of yes/no facts is true: no two boxes can be joined."""
    space = Space([Fact(f"b{n}", f"B{n}", "boolean") for n in range(count)], [])
    return Region(space, odd_of(space.diagrams, count))


class TestWidened:
    @settings(max_examples=200)
    @given(world=worlds())
    def test_boxes_cover_the_same_cases_with_no_more_conditions(self, world: World) -> None:
        for condition in world.conditions:
            region = world.region(condition)
            masks: list[Masks] = [dict(box.masks) for box in region.boxes()]
            wide = widened(region, masks)
            parts = [cases_in(world, Box(world.space, box)) for box in wide]
            assert frozenset().union(*parts) == world.inside(region)
            assert len(wide) <= len(masks)
            assert sum(map(len, wide)) <= sum(map(len, masks))

    @settings(max_examples=100)
    @given(world=worlds())
    def test_boxes_have_no_condition_and_no_box_that_can_be_missed(self, world: World) -> None:
        for condition in world.conditions:
            region = world.region(condition)
            inside = world.inside(region)
            wide = widened(region, [dict(box.masks) for box in region.boxes()])
            parts = [cases_in(world, Box(world.space, box)) for box in wide]
            for box in wide:
                for level in box:
                    without = {at: mask for at, mask in box.items() if at != level}
                    assert not cases_in(world, Box(world.space, without)) <= inside
            for at in range(len(parts)):
                others = frozenset[int]().union(*parts[:at], *parts[at + 1 :])
                assert others < inside

    def test_of_two_conditions_that_may_go_the_last_goes(self) -> None:
        region = region_of({"ja": JA, "maanden": MAANDEN}, "ja or maanden < 3")
        assert widened(region, [{0: 2, 1: 1}]) == [{0: 2}]


POLICY: Mapping[str, Fact] = {
    fact.id: fact
    for fact in (
        Fact("maanden_regeling", "Hoe lang loopt de regeling", "integer", range=(0, 600),
             unit="maanden", short="regeling"),
        Fact("bewindvoering", "Onder bewindvoering", "boolean",
             yes="onder bewindvoering", no="zonder bewindvoering"),
        Fact("jongere", "Jonger dan 23", "boolean", short="jongere"),
        Fact("schuld", "Huurschuld", "integer", range=(0, 100_000), unit="euro"),
        Fact("kinderen", "Aantal kinderen", "integer", range=(0, 20)),
        Fact("graden", "Graden", "integer", range=(-20, 40), unit="graden", short="temperatuur"),
        Fact("soort", "Soort woning", "choice", {"a": "kamer", "b": "flat", "c": "huis"}),
        Fact("redenen", "Redenen", "choices", {"p": "overlast", "q": "schuld", "r": "fraude"},
             short="reden"),
    )
}  # fmt: skip

SAID = [
    ("maanden_regeling < 6 and not bewindvoering",
     "regeling korter dan 6 maanden, zonder bewindvoering",
     "regeling shorter than 6 months, zonder bewindvoering"),
    ("bewindvoering", "onder bewindvoering", "onder bewindvoering"),
    ("not jongere", "jongere: nee", "jongere: no"),
    ("maanden_regeling >= 6", "regeling 6 maanden of langer", "regeling 6 months or longer"),
    ("maanden_regeling == 0", "regeling 0 maanden", "regeling 0 months"),
    ("maanden_regeling == 1", "regeling 1 maand", "regeling 1 month"),
    ("maanden_regeling == 600", "regeling 600 maanden", "regeling 600 months"),
    ("maanden_regeling <= 60", "regeling hooguit 60 maanden", "regeling at most 60 months"),
    ("maanden_regeling > 60", "regeling langer dan 60 maanden", "regeling longer than 60 months"),
    ("maanden_regeling < 60", "regeling korter dan 60 maanden", "regeling shorter than 60 months"),
    ("kinderen <= 10", "Aantal kinderen: hooguit 10", "Aantal kinderen: at most 10"),
    ("maanden_regeling < 2", "regeling korter dan 2 maanden", "regeling shorter than 2 months"),
    ("3 <= maanden_regeling <= 5", "regeling 3, 4 of 5 maanden", "regeling 3, 4 or 5 months"),
    ("4 <= maanden_regeling <= 5", "regeling 4 of 5 maanden", "regeling 4 or 5 months"),
    ("3 <= maanden_regeling <= 11",
     "regeling 3 tot en met 11 maanden", "regeling 3 to 11 months"),
    ("maanden_regeling != 6", "regeling niet 6 maanden", "regeling not 6 months"),
    ("maanden_regeling < 3 or maanden_regeling > 5",
     "regeling niet 3, 4 of 5 maanden", "regeling not 3, 4 or 5 months"),
    ("maanden_regeling < 3 or 5 < maanden_regeling < 9 or maanden_regeling > 20",
     "regeling korter dan 3 maanden, of 6, 7 of 8 maanden, of langer dan 20 maanden",
     "regeling shorter than 3 months, or 6, 7 or 8 months, or longer than 20 months"),
    ("schuld < 500", "Huurschuld: minder dan 500 euro", "Huurschuld: less than 500 euros"),
    ("schuld > 500", "Huurschuld: meer dan 500 euro", "Huurschuld: more than 500 euros"),
    ("kinderen >= 3", "Aantal kinderen: 3 of meer", "Aantal kinderen: 3 or more"),
    ("graden < 0", "temperatuur: minder dan 0 graden", "temperatuur: less than 0 graden"),
    ("graden >= -5", "temperatuur: -5 graden of meer", "temperatuur: -5 graden or more"),
    ("soort == b", "Soort woning: flat", "Soort woning: flat"),
    ("soort != b", "Soort woning: kamer of huis", "Soort woning: kamer or huis"),
    ("p in redenen", "reden: wel ‘overlast’", "reden: with ‘overlast’"),
    ("p not in redenen", "reden: geen ‘overlast’", "reden: without ‘overlast’"),
    ("p in redenen and q in redenen",
     "reden: wel ‘overlast’ en ‘schuld’", "reden: with ‘overlast’ and ‘schuld’"),
    ("p in redenen and q not in redenen",
     "reden: wel ‘overlast’, geen ‘schuld’", "reden: with ‘overlast’, without ‘schuld’"),
    ("bewindvoering or not bewindvoering", "alle gevallen", "all cases"),
    ("bewindvoering and not bewindvoering", "geen enkel geval", "no case"),
    ("maanden_regeling >= 6 or bewindvoering and maanden_regeling >= 4",
     "regeling 6 maanden of langer; of regeling 4 of 5 maanden, onder bewindvoering",
     "regeling 6 months or longer; or regeling 4 or 5 months, onder bewindvoering"),
]  # fmt: skip


class TestWords:
    @pytest.mark.parametrize(("written", "dutch", "english"), SAID)
    def test_are_those_of_the_facts(self, written: str, dutch: str, english: str) -> None:
        region = region_of(POLICY, written)
        assert (region.say("nl"), region.say("en")) == (dutch, english)

    def test_name_some_groups_and_how_many_more(self) -> None:
        written = " or ".join(f"b{n} and c{n}" for n in range(4))
        facts = {f: Fact(f, f, "boolean", yes=f, no=f"geen {f}") for f in _names(4)}
        region = region_of(facts, written)
        assert region.say("nl") == "b0, c0; of b1, c1; of b2, c2; of b3, c3"
        assert region.say("nl", 2) == "b0, c0; of b1, c1; en nog 2 andere groepen"
        assert region.say("en", 3) == "b0, c0; or b1, c1; or b2, c2; and one more group"

    def test_do_not_count_what_was_not_listed(self) -> None:
        said = _odd(8).say("nl", 2)
        assert said.count("; of ") == 1
        assert said.endswith("; en nog veel andere groepen")

    @settings(max_examples=60)
    @given(world=worlds())
    def test_are_there_for_every_region_in_both_languages(self, world: World) -> None:
        for condition in world.conditions:
            for language in ("nl", "en"):
                text = world.region(condition).say(language)
                assert text == text.strip()
                assert not re.search(r"\{|\}|  |::|,,|, ;", text)


def _names(count: int) -> list[str]:
    return [f"{letter}{n}" for n in range(count) for letter in "bc"]
