"""What people wrote: in an order that leads to nobody, without what leads to a person."""

from __future__ import annotations

import pytest
from evaluation_forms import FORM, form, response, round_of
from hypothesis import given
from hypothesis import strategies as st

from woonboom.evaluation.comments import alike, comments
from woonboom.evaluation.details import without_details
from woonboom.evaluation.gathering import Round
from woonboom.evaluation.responses import Response, comment, response_of

WORDS = st.lists(st.sampled_from(["goed", "Nee", "zo", "é", "ja."]), min_size=1, max_size=3)


def said(*responses: Response) -> list[str]:
    """The comments of a round of these people, and of enough who wrote nothing."""
    return comments(round_of([*responses, *[response("4--")] * 5])).get("advies", [])


def wrote(text: str, *names: str) -> Response:
    return response("4--", comments={"advies": text}, names=names)


@given(st.lists(WORDS.map(" ".join), max_size=8), st.randoms())
def test_the_order_of_comments_does_not_depend_on_that_of_the_forms(
    texts: list[str], chance: object
) -> None:
    shuffled = [*texts]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert said(*map(wrote, texts)) == said(*map(wrote, shuffled))
    assert sorted(said(*map(wrote, texts))) == sorted(texts)


@pytest.mark.parametrize(
    ("written", "name", "printed"),
    [
        ("Vraag Jan de Vries maar.", "Jan de Vries", "Vraag [naam] maar."),
        ("vraag jan  de vries maar", "Jan de Vries", "vraag [naam] maar"),
        ("Groet, Jan", "Jan de Vries", "Groet, [naam]"),
        ("JAN weet het.", "Jan de Vries", "[naam] weet het."),
        ("Mevrouw Vries belde.", "Jan de Vries", "Mevrouw [naam] belde."),
        ("Janneke belde.", "Jan de Vries", "Janneke belde."),
        ("In mei is het druk.", "Jan Mei", "In mei is het druk."),
        ("Bo zei nee.", "Bo", "[naam] zei nee."),
        ("Het beleid is goed.", "Beleid", "Het beleid is goed."),
        ("Anoniem is beter.", "anoniem", "Anoniem is beter."),
        ("A + (B)", "(B) *", "A + (B)"),
        ("Fatima El-Idrissi!", "Fatima El-Idrissi", "[naam]!"),
        ("Jan van Lefier belde.", "Jan de Vries, Lefier", "[naam] van Lefier belde."),
        ("Lefier is traag.", "Jan (Lefier)", "Lefier is traag."),
        ("Het gaat om de aanvraag.", "Jan Van Den Berg", "Het gaat om de aanvraag."),
        ("De baas zegt nee.", "Mo De Haan", "De baas zegt nee."),
        ("Ik wil meer. Wil ook.", "Wil", "Ik wil meer. [naam] ook."),
        ("Nee, liever niet.", "Liever niet", "Nee, liever niet."),
        ("Meer uitleg graag.", "jan meer", "Meer uitleg graag."),
        ("Groet, Jan", "Jan", "Groet, [naam]"),
    ],
)
def test_a_name_at_the_head_is_taken_out_of_comments(written: str, name: str, printed: str) -> None:
    assert said(wrote(written, name)) == [printed]


def test_a_name_is_taken_out_of_what_others_wrote_too() -> None:
    assert said(wrote("Ik ben het.", "Jan de Vries"), wrote("Vraag Jan maar.")) == [
        "Ik ben het.",
        "Vraag [naam] maar.",
    ]


@given(st.text("abc ÀéZ-'’.\n", max_size=20), st.text(max_size=60))
def test_no_whole_name_of_letters_is_ever_left(name: str, around: str) -> None:
    name = "Quintus " + " ".join(name.split())
    text = comment(f"{around} {name} {around}")
    for printed in said(wrote(text, name.strip())):
        assert "Quintus" not in printed


def test_nothing_is_listed_where_nobody_wrote() -> None:
    assert comments(round_of([response("444")] * 5)) == {}


def test_only_what_is_asked_as_a_name_is_taken_out() -> None:
    asked = form(FORM.replace("  datum:", "  functie: {label: Functie}\n  datum:"))
    values = {"kop_naam": "Jan", "kop_functie": "Huismeester"}
    found, _ = response_of(asked, values)
    assert found.names == ("Jan",)


def test_a_word_that_an_organisation_is_called_by_is_no_name() -> None:
    answered = [wrote("Vraag Nijestee. Of Jan.", "Jan Nijestee"), *[response("4--")] * 4]
    known = Round(form(), answered, organisations=("Nijestee",))
    assert comments(known) == {"advies": ["Vraag Nijestee. Of [naam]."]}
    assert comments(Round(form(), answered)) == {"advies": ["Vraag [naam]. Of [naam]."]}


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Bel 06-12345678 maar.", "Bel [gegevens] maar."),
        ("Bel 06 12 34 56 78.", "Bel [gegevens]."),
        ("tel. 050 - 366 06 60", "tel. [gegevens]"),
        ("Bel +31 (0)6 12345678!", "Bel [gegevens]!"),
        ("Mail j.de.vries@lefier.nl.", "Mail [gegevens]."),
        ("Geboren 12-3-1985.", "Geboren [gegevens]."),
        ("Geboren op 12 maart 1985", "Geboren op [gegevens]"),
        ("(1985-03-12)", "([gegevens])"),
        ("geb. 12-3-85", "[gegevens]"),
        ("12/03/85 was het", "[gegevens] was het"),
        ("BSN 123456782", "BSN [gegevens]"),
        ("NL91 ABNA 0417 1643 00", "[gegevens]"),
    ],
)
def test_what_leads_to_a_person_by_its_looks_is_taken_out(written: str, printed: str) -> None:
    assert said(wrote(written)) == [printed]


@pytest.mark.parametrize(
    "written",
    [
        "30 euro, 6 maanden lang",
        "sinds 2019, 2020 en 2021",
        "3, 6 of 12 maanden",
        "6-12-24 maanden",
        "van 2014-2019",
        "1.250.000 euro in 2026",
        "van 09.00 tot 17.00 uur",
        "in mei 2026",
        "artikel 7:231 lid 2",
        "0,5 procent",
        "@ kantoor",
    ],
)
def test_amounts_months_and_years_stay(written: str) -> None:
    assert said(wrote(written)) == [written]


@given(st.text(max_size=80))
def test_taking_details_out_twice_takes_out_no_more(written: str) -> None:
    once = without_details(written, "nl")
    assert without_details(once, "nl") == once


def test_comments_on_a_statement_that_few_answered_are_held_back() -> None:
    few = [response("44-", comments={"bekend": "Zeg ik niet.", "advies": "Wel."})] * 4
    rows = [*few, *[response("-4-")] * 4]
    assert comments(round_of(rows)) == {"advies": ["Wel."] * 4}


def test_equal_comments_are_told_once_with_their_number() -> None:
    assert alike(["Kan korter.", "kan korter", "Kan korter!", "Nee."]) == [
        ("Kan korter.", 2),
        ("Kan korter!", 1),
        ("Nee.", 1),
    ]
