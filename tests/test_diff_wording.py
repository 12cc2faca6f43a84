"""What changes for cases, in plain words that are still exact."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from itertools import product
from operator import or_
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_edits import edited
from small_diffs import SMALL, TREES, between, written

import woonboom
from woonboom.diff import Changes
from woonboom.diff.wording import (
    fewest,
    group_parts,
    group_words,
    is_everyone,
    region_words,
    who_had,
    witness_words,
)
from woonboom.regions import Region, Space
from woonboom.regions.boxes import Box, Masks
from woonboom.regions.diagrams import TooEntangled
from woonboom.regions.words import say_box


@pytest.fixture(scope="module")
def readings() -> Changes:
    return between(TREES / "begrippenlijst" / "hulpverleners.yaml", TREES / "hulpverleners.yaml")


# ---------------------------------------------------------------- for whom


def test_a_group_is_told_among_those_who_had_the_outcome(readings: Changes) -> None:
    loss = readings.groups[0]
    assert group_parts(loss, "nl").said == (
        "met huurschuld, betalingsregeling 3 maanden",
        "met huurschuld, betalingsregeling 4 of 5 maanden, zonder bewindvoering",
    )
    assert group_words(loss, "nl") == (
        "met huurschuld, betalingsregeling 3 maanden; of met huurschuld, betalingsregeling 4 of 5 "
        "maanden, zonder bewindvoering"
    )


def test_what_is_asked_where_paths_part_is_told_even_where_it_follows(tmp_path: Path) -> None:
    four = SMALL.replace("months >= 6", "months >= 6 or plan and months >= 4")
    changes = written(tmp_path, four, four.replace("months >= 4", "months >= 5"))
    (group,) = changes.groups
    # Who could go on after 4 months has a plan; that it is about them is what readers look for.
    assert group_words(group, "en") == "with a debt, arrangement 4 months, with a plan"


def test_a_region_is_told_with_all_that_holds_for_it(readings: Changes) -> None:
    said = region_words(readings.cases[0], "nl")
    assert "betalingsregeling" in said
    assert "sinds de ontruiming hooguit 60 maanden" in said


def test_at_most_so_many_parts_are_told_and_how_many_more(readings: Changes) -> None:
    assert group_parts(readings.groups[0], "nl", 1).more == 1
    assert group_words(readings.groups[0], "nl", 1).endswith("; en nog een andere groep")


def test_where_all_with_an_outcome_change_no_conditions_are_told(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("yes: can", "yes: first"))
    assert group_words(changes.groups[0], "en") == "everyone with this outcome"


@settings(max_examples=150)
@given(st.integers(0, 1_000_000))
def test_the_parts_are_exactly_the_group_among_those_who_had_its_outcome(seed: int) -> None:
    changes = woonboom.diff(*edited(random.Random(seed).randrange))
    for group in changes.groups:
        if group.within is not None:
            boxes = [dict(change.box.masks) for change in group.changes]
            told = Region(group.within.space, 0)
            for masks in fewest(group.within, group.region, boxes, group.asked):
                told |= Box(group.within.space, masks).region
            assert told & group.within == group.region


def test_who_had_no_outcome_is_told_with_all_that_holds(tmp_path: Path) -> None:
    gap = SMALL.replace("otherwise: true", "when: months < 5")
    (group,) = written(tmp_path, gap, SMALL).groups
    assert group_words(group, "en") == "with a debt, arrangement 5 months"
    assert not is_everyone(group)


def test_what_follows_anyway_is_left_out_where_that_takes_fewer_parts(tmp_path: Path) -> None:
    four = SMALL.replace("months >= 6", "months >= 6 or plan and months >= 4").replace(
        "goto: plan}", "goto: can}"
    )
    changes = written(tmp_path, four, four.replace("months >= 6", "months >= 3"))
    (group,) = changes.groups
    # Who has a plan and 4 months could go on already: of the others nothing need be said.
    assert group_parts(group, "en").said == ("with a debt, arrangement 3, 4 or 5 months",)


def test_who_had_it_comes_before_the_parts(readings: Changes, tmp_path: Path) -> None:
    assert who_had(readings.groups[0], readings, "nl") == "Wie eerst U6 kreeg, en voor wie geldt"
    every = written(tmp_path, SMALL, SMALL.replace("yes: can", "yes: first"))
    assert who_had(every.groups[0], every, "en") == "Everyone who got O2 before"
    gap = SMALL.replace("otherwise: true", "when: months < 5")
    undecided = written(tmp_path, gap, SMALL)
    assert who_had(undecided.groups[0], undecided, "nl") == "Wie dit zijn"


# ---------------------------------------------------------------- read back


class Reader:
    """Reads descriptions back, knowing only what each fact sounds like and the words between."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.phrases: dict[str, Region] = {}
        for levels in space.span.values():
            for masks in _every_choice(space, list(levels)):
                said = say_box(space, masks, "en")
                self.phrases[said] = Box(space, masks).region

    def read(self, text: str) -> Region:
        common, sign, rest = text.partition(", and besides: ")
        found = self.all_of(common) if sign else Region(self.space, self.space.real)
        for choice in (rest if sign else text).split("; and moreover: "):
            found &= reduce(or_, (self.all_of(part) for part in choice.split("; or ")))
        return found

    def all_of(self, text: str) -> Region:
        """What is said with commas, of which phrases have some themselves."""
        if not text:
            return Region(self.space, self.space.real)
        for end in range(len(text), 0, -1):
            phrase = self.phrases.get(text[:end])
            if phrase is not None and text[end : end + 2] in ("", ", "):
                return phrase & self.all_of(text[end + 2 :])
        raise AssertionError(text)


def _every_choice(space: Space, levels: list[int]) -> Iterator[Masks]:
    """All that can be said of one fact."""
    choices = [range(1, 1 << len(space.axes[level].cells)) for level in levels]
    for masks in product(*choices):
        own = zip(levels, masks, strict=True)
        told = {level: mask for level, mask in own if mask != space.diagrams.full[level]}
        if told:
            yield told


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1_000_000), st.sampled_from([0, 3]))
def test_what_is_said_of_a_group_reads_back_as_the_group(seed: int, saved: int) -> None:
    changes = woonboom.diff(*edited(random.Random(seed).randrange))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("woonboom.diff.wording._MUCH_SAVED", saved)
        for group in changes.groups:
            parts = group_parts(group, "en", 99)
            assert parts.more == 0
            if not is_everyone(group):
                space = group.changes[0].box.space
                told = reduce(or_, map(Reader(space).read, parts.said))
                if group.old_outcome is not None and group.within is not None:
                    told &= group.within
                assert told == group.region


def test_choices_that_are_independent_are_told_as_such(tmp_path: Path) -> None:
    facts = "".join(
        f"  {f}: {{label: {f}, type: boolean, yes: {f}, no: no {f}}}\n" for f in "abcdx"
    )
    tree = (
        SMALL[: SMALL.index("  debt: {label")] + facts + "questions:\n"
        "  q:\n    ask: Which?\n    answers:\n"
        "      - {label: One, when: x and (a or b) and (c or d), goto: first}\n"
        "      - {label: Two, otherwise: true, goto: can}\n" + SMALL[SMALL.index("outcomes:") :]
    ).replace("start: debt", "start: q")
    never = tree.replace("x and (a or b) and (c or d)", "x and a and not a")
    (group,) = written(tmp_path, never, tree).groups
    assert group_parts(group, "en").said == ("x, and besides: a; or b; and moreover: c; or d",)


# ---------------------------------------------------------------- an example


def test_an_example_has_what_the_paths_ask_and_no_more(tmp_path: Path) -> None:
    changes = written(tmp_path, SMALL, SMALL.replace("months >= 6", "months >= 9"))
    (change,) = changes.cases
    assert witness_words(change, changes, "en") == "with a debt, arrangement 6 months, with a plan"
    without = SMALL.replace("no: plan}", "no: can}")
    (change,) = (found := written(tmp_path, SMALL, without)).cases
    assert witness_words(change, found, "en") == "without a debt, without a plan"


# ---------------------------------------------------------------- vast trees


def test_without_those_who_keep_it_all_that_holds_is_told(readings: Changes) -> None:
    loss = replace(readings.groups[0], within=None)
    said = group_parts(loss, "nl")
    assert said.more == 0
    assert all("met hulpverlening" in part for part in said.said)


def test_what_is_too_entangled_for_few_words_is_told_box_by_box(
    readings: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entangled(*_: object, **__: object) -> None:
        raise TooEntangled

    monkeypatch.setattr("woonboom.diff.wording.fewest", entangled)
    loss = readings.groups[0]
    parts = group_parts(loss, "nl", 1)
    assert parts.said == (region_words(loss.changes[0], "nl"),)
    assert parts.more is None


def test_of_very_many_boxes_a_few_are_told_without_looking_at_all(readings: Changes) -> None:
    loss = replace(readings.groups[0], changes=readings.groups[0].changes * 100, within=None)
    assert group_parts(loss, "nl", 3).more is None
    assert "region" not in vars(loss)
    assert group_words(loss, "nl", 3).endswith("; en nog veel andere groepen")
