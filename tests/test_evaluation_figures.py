"""Counting answers: exact numbers, percentages that add up, and groups that are large enough."""

from __future__ import annotations

from fractions import Fraction

import pytest
from evaluation_forms import FORM, form, response, round_of
from hypothesis import given
from hypothesis import strategies as st

from woonboom.evaluation.comparison import Change, compare, shared
from woonboom.evaluation.figures import (
    FEWEST,
    Tally,
    groups,
    percentage,
    shown_apart,
    tallies,
    tally,
)
from woonboom.evaluation.form import Form
from woonboom.evaluation.gathering import Round

COUNTS = st.tuples(*[st.integers(0, 400)] * 5)
POINTS = st.lists(st.text("12345-", min_size=3, max_size=3), max_size=40)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_single_share_is_rounded_with_halves_upwards(part: int, whole: int) -> None:
    exact = Fraction(100 * part, whole)
    assert percentage(part, whole) == int(exact + Fraction(1, 2))


@given(POINTS)
def test_tallies_agree_with_counting_by_hand(rows: list[str]) -> None:
    found = tallies(form(), [response(points) for points in rows])
    for place, counted in enumerate(found.values()):
        column = [row[place] for row in rows]
        assert counted.counts == tuple(column.count(str(point)) for point in range(1, 6))
        assert counted.total == sum(letter != "-" for letter in column)
        assert counted.against == sum(letter in "12" for letter in column)
        assert counted.favour == sum(letter in "45" for letter in column)


@given(COUNTS)
def test_every_percentage_is_what_a_pocket_calculator_gives(counts: tuple[int, ...]) -> None:
    counted = Tally(counts)
    parts = (counted.against, counted.neutral, counted.favour)
    for part, shown in zip(parts, counted.sides, strict=True):
        if counted.total:
            assert shown == int(Fraction(100 * part, counted.total) + Fraction(1, 2))


def test_two_percentages_beside_each_other_are_each_rounded_by_themselves() -> None:
    assert Tally((5, 0, 0, 0, 3)).sides == (63, 0, 38)  # 62.5 and 37.5


def test_the_sides_of_nobody_are_nothing() -> None:
    assert Tally((0, 0, 0, 0, 0)).sides == (0, 0, 0)


@given(st.lists(st.integers(1, 12), max_size=5))
def test_groups_are_shown_when_none_is_small_enough_to_guess_at(sizes: list[int]) -> None:
    found = [[response("4--")] * size for size in sizes]
    small = any(size < FEWEST for size in sizes)
    assert shown_apart(found) == (len(sizes) > 1 and not small)


def test_those_who_do_not_say_are_a_group_too() -> None:
    named = [response("4--", groups={"rol": "Zorg"})] * 6
    found = groups([*named, response("2--")], form().groups[0])
    assert {name: len(members) for name, members in found.items()} == {"Zorg": 6, "": 1}
    assert not shown_apart(found.values())  # else the one would follow from all minus the six


def test_groups_stand_in_the_order_of_the_form() -> None:
    names = ("", "Zorg en welzijn", "Woningcorporatie")
    found = groups([response("4", groups={"rol": n} if n else {}) for n in names], form().groups[0])
    assert list(found) == ["Woningcorporatie", "Zorg en welzijn", ""]


# ---------------------------------------------------------------- two rounds


def rounds(before: list[str], after: list[str]) -> tuple[Round, Round]:
    return round_of([*map(response, before)]), round_of([*map(response, after)])


@given(POINTS, POINTS)
def test_a_change_is_the_exact_difference_rounded_once(before: list[str], after: list[str]) -> None:
    then, now = rounds(before, after)
    found = compare(then, now).changes
    assert bool(found) == (min(len(before), len(after)) >= FEWEST)
    for change in found:
        old, new = tally(then.responses, change.id), tally(now.responses, change.id)
        if min(old.total, new.total) < FEWEST:
            assert change.points is None
            continue
        exact = Fraction(100 * new.favour, new.total) - Fraction(100 * old.favour, old.total)
        assert change.points is not None
        assert abs(exact - change.points) <= Fraction(1, 2)


@given(POINTS, POINTS)
def test_a_change_the_other_way_round_is_as_large(before: list[str], after: list[str]) -> None:
    then, now = rounds(before, after)
    there, back = compare(then, now).changes, compare(now, then).changes
    assert [c.points and -c.points for c in there] == [c.points for c in back]


def test_a_difference_is_not_that_of_rounded_percentages() -> None:
    change = Change("a", Tally((5, 0, 0, 0, 3)), Tally((3, 0, 0, 0, 4)), reworded=False)
    assert (change.then.sides[2], change.now.sides[2]) == (38, 57)
    assert change.points == 20  # 57.14 - 37.5 = 19.64


@pytest.mark.parametrize(("then", "now"), [(1, 9), (9, 1), (4, 9), (9, 4)])
def test_a_statement_that_few_answered_has_no_change(then: int, now: int) -> None:
    before, after = ["1--"] * then + ["-4-"] * 9, ["5--"] * now + ["-4-"] * 9
    assert compare(*rounds(before, after)).changes[0].points is None


def old_form() -> Form:
    text = FORM.replace("bekend: Ik ken het beleid.", "bekend: Ik ken dit beleid goed.")
    return form(text.replace("      wachten: Een", "      geduld: Een"))


def test_rounds_of_other_versions_are_matched_by_the_ids_of_statements() -> None:
    five = [response("4-4")] * 5
    found = compare(Round(old_form(), five), Round(form(), five))
    assert [(change.id, change.reworded) for change in found.changes] == [
        ("bekend", True),
        ("duidelijk", False),
    ]
    assert [asked.id for asked in found.added] == ["wachten"]
    assert [asked.id for asked in found.dropped] == ["geduld"]


@pytest.mark.parametrize("which", [0, 1])
def test_a_statement_that_was_worded_otherwise_on_some_forms_of_a_round_is_reworded(
    which: int,
) -> None:
    both = rounds(["444"] * 5, ["444"] * 5)
    both[which].reworded.add("wachten")
    found = compare(*both).changes
    assert [change.reworded for change in found] == [False, True, False]


def test_files_that_count_in_both_rounds_are_found() -> None:
    then, now = rounds([], [])
    then.files.update({"1": "toen/a.pdf", "2": "toen/b.pdf"})
    now.files.update({"2": "nu/b.pdf", "3": "nu/c.pdf"})
    assert shared(then, now) == ["nu/b.pdf"]
