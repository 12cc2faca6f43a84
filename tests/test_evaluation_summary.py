"""The report in a few sentences: exact numbers, nobody left out of a draw."""

from __future__ import annotations

import pytest
from evaluation_forms import FORM, form, response
from hypothesis import given
from hypothesis import strategies as st

from woonboom.evaluation.comparison import Change, compare
from woonboom.evaluation.figures import Tally, tallies
from woonboom.evaluation.gathering import Round
from woonboom.evaluation.summary import people, summary
from woonboom.evaluation.years import Year, Years

EN = FORM.replace('version: "2026-01"', 'version: "2026-01"\nlanguage: en')


def told(*rows: str, changed: list[Change] | None = None, years: Years | None = None) -> list[str]:
    responses = [response(row) for row in rows]
    return summary(form(), tallies(form(), responses), changed, years)


@pytest.mark.parametrize(
    ("part", "whole", "nl", "en"),
    [
        (7, 10, "7 van de 10 zijn het eens met", "7 of 10 agree with"),
        (1, 10, "1 van de 10 is het eens met", "1 of 10 agrees with"),
        (0, 10, "Niemand is het eens met", "Nobody agrees with"),
        (10, 10, "Alle 10 zijn het eens met", "All 10 agree with"),
    ],
)
def test_people_are_counted_as_one_says_it(part: int, whole: int, nl: str, en: str) -> None:
    assert people(part, whole, "nl") == nl
    assert people(part, whole, "en") == en
    assert people(part, whole, "nl", against=True) == nl.replace(" eens", " oneens")
    assert people(part, whole, "en", against=True) == en.replace("agree", "disagree")


def test_it_says_where_most_people_agree_and_disagree() -> None:
    said = told("415", "425", "515", "324", "215")
    assert said == [
        "Het beleid: met 1 van de 2 stellingen is meer dan de helft het eens.",
        "De boom: met de ene stelling is meer dan de helft het eens.",
        "De meeste instemming: alle 5 zijn het eens met stelling 3 (‘De boom is duidelijk’).",
        (
            "De meeste tegenstand: alle 5 zijn het oneens met stelling 2 (‘Een wachttijd van 6 "
            "weken is redelijk’)."
        ),
    ]


def test_a_draw_names_all_that_are_equal() -> None:
    said = told("441", "441", "441", "225", "335")
    assert said[2] == (
        "De meeste instemming: 3 van de 5 zijn het eens met stelling 1 (‘Ik ken het beleid’) en "
        "stelling 2 (‘Een wachttijd van 6 weken is redelijk’)."
    )


def test_equal_shares_of_different_numbers_of_people_are_told_apart() -> None:
    said = told("444", "444", "444", "444", "444", "4--")
    assert said[2] == (
        "De meeste instemming: alle 6 zijn het eens met stelling 1 (‘Ik ken het beleid’); alle 5 "
        "zijn het eens met stelling 2 (‘Een wachttijd van 6 weken is redelijk’) en stelling 3 "
        "(‘De boom is duidelijk’)."
    )
    assert said[3] == "Bij geen enkele stelling is iemand het oneens."


def test_exactly_half_is_not_more_than_half() -> None:
    said = told("4--", "4--", "4--", "1--", "1--", "1--")
    assert said[0] == "Het beleid: met de ene stelling is hooguit de helft het eens."


def test_a_statement_that_few_answered_is_neither_the_most_nor_the_least() -> None:
    said = told("35-", "35-", "35-", "3--", "3--")
    assert not any("stelling 2" in line for line in said)


def test_much_doubt_is_told_of() -> None:
    said = told("4-3", "4-3", "4-3", "4-4", "4-5")
    assert "Vaak neutraal: 60% koos ‘Weet ik niet’ bij stelling 3 (‘De boom is duidelijk’)." in said


def test_nothing_is_said_of_nobody() -> None:
    assert told() == []


# ---------------------------------------------------------------- then and now


def test_it_says_what_rose_and_what_fell_most() -> None:
    then = Round(form(), [response("144")] * 5)
    now = Round(form(), [response("414")] * 5)
    said = told(*["414"] * 5, changed=[*compare(then, now).changes])
    assert said[-2:] == [
        (
            "Het meest gestegen sinds de vorige ronde: stelling 1 (‘Ik ken het beleid’), van 0% "
            "naar 100% eens."
        ),
        (
            "Het meest gedaald sinds de vorige ronde: stelling 2 (‘Een wachttijd van 6 weken is "
            "redelijk’), van 100% naar 0% eens."
        ),
    ]


def test_it_says_when_nothing_changed() -> None:
    same = Round(form(), [response("444")] * 5)
    said = told(*["444"] * 5, changed=[*compare(same, same).changes])
    assert said[-1] == (
        "Bij elke stelling bleef het percentage dat het eens is (bijna) gelijk aan de vorige ronde."
    )


def test_one_person_is_no_headline() -> None:
    then = Round(form(), [response("144"), *[response("-44")] * 9])
    now = Round(form(), [response("544"), *[response("-44")] * 9])
    said = told("544", *["-44"] * 9, changed=[*compare(then, now).changes])
    assert not any("stelling 1" in line for line in said)


def test_with_none_and_with_all_is_said_as_one_says_it() -> None:
    assert told(*["444"] * 5)[0] == (
        "Het beleid: met alle 2 stellingen is meer dan de helft het eens."
    )
    assert told(*["114"] * 5)[0] == (
        "Het beleid: met geen van de 2 stellingen is meer dan de helft het eens."
    )


def test_a_year_without_any_has_no_share() -> None:
    years = Years("ontruimingen", "aanmeldingen", (Year(2026, 0, 0),), ())
    assert told(years=years) == ["In 2026: 0 aanmeldingen op 0 ontruimingen (–)."]


YEARS = Years("ontruimingen", "aanmeldingen", (Year(2019, 73, 7), Year(2022, 39, 2)), ())


def test_the_last_year_is_told_beside_the_first() -> None:
    assert told(years=YEARS) == [
        "In 2022: 2 aanmeldingen op 39 ontruimingen (5%). In 2019: 7 op 73 (10%)."
    ]
    one = Years("ontruimingen", "aanmeldingen", YEARS.years[:1], ())
    assert told(years=one) == ["In 2019: 7 aanmeldingen op 73 ontruimingen (10%)."]


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 5), min_size=3, max_size=3))
def test_the_numbers_in_it_are_those_that_were_counted(counts: list[tuple[int, ...]]) -> None:
    tallied = {id_: Tally(row) for id_, row in zip(form().statements, counts, strict=True)}
    said = " ".join(summary(form(), tallied, None, None))
    shares = [(t.favour, t.total) for t in tallied.values() if t.total >= 5 and t.favour]
    if shares:
        most = max(shares, key=lambda share: share[0] / share[1])
        assert people(*most, "nl")[1:] in said


def test_an_english_form_has_an_english_summary() -> None:
    english = form(EN)
    said = summary(english, tallies(english, [response("455")] * 5), None, None)
    assert said[0] == "Het beleid: more than half agree with all 2 statements."
