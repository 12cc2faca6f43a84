"""Files of a round: what counts, what does not, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import pytest
from evaluation_forms import FORM, filled_pdf, form, paper
from hypothesis import given
from hypothesis import strategies as st

from woonboom.diagnostics import Message, Said
from woonboom.evaluation.form import Form, NotAForm, read_form
from woonboom.evaluation.gathering import Paper, Round, Sheet, digest, form_among, gather
from woonboom.evaluation.responses import Response
from woonboom.filled.values import Filled, read
from woonboom.fingerprint import canonical, fingerprint_of
from woonboom.formats.carried import Carried

ANSWERS = {"stelling_beleid_bekend": "eens", "kop_rol": "zorg", "kop_datum": "3-2-2026"}
OTHER = FORM.replace('"2026-01"', '"2027-01"').replace("Ik ken het beleid.", "Ken u het beleid?")


def gathered(*papers: Paper, sheets: tuple[Sheet, ...] = ()) -> Round:
    return gather(form(), papers, sheets)


def carrying(content: Mapping[str, object], number: str = "") -> Paper:
    text = canonical(dict(content))
    carried = Carried(number or fingerprint_of(text), text)
    values = {"stelling_beleid_bekend": "eens"}
    return Paper("blad.pdf", text, Filled(values, carried))


def contents(found: Form) -> dict[str, object]:
    content: dict[str, object] = json.loads(found.content)
    return content


def sayings(found: Round) -> list[str]:
    return [trouble.said.say("nl") for _, trouble in found.troubles]


def test_a_form_that_was_filled_in_comes_back_as_it_was() -> None:
    values = {
        **ANSWERS,
        "stelling_boom_duidelijk": "helemaal_oneens",
        "toelichting_boom_duidelijk": "Te klein.",
        "open_beleid_advies": "Hang hem op.",
        "kop_naam": "Jan",
    }
    (response,) = gathered(paper(values)).responses
    assert response.points == {"bekend": 3, "duidelijk": 0}
    assert response.comments == {"duidelijk": "Te klein.", "advies": "Hang hem op."}
    assert response.groups == {"rol": "Zorg en welzijn"}
    assert response.day == date(2026, 2, 3)


def test_the_same_file_counts_once() -> None:
    found = gathered(paper(ANSWERS), paper(ANSWERS, name="kopie.pdf"))
    assert (len(found.responses), found.twice) == (1, 1)


def test_two_people_who_answer_alike_are_two_people() -> None:
    found = gathered(paper(ANSWERS), paper({**ANSWERS, "kop_datum": "4-2-2026"}))
    assert (len(found.responses), found.twice) == (2, 0)


def test_a_form_with_no_more_than_a_name_is_blank() -> None:
    found = gathered(paper({"kop_naam": "Jan", "kop_rol": "zorg"}), paper({}))
    assert (len(found.responses), found.blank, found.troubles) == (0, 2, [])


def test_a_round_remembers_the_files_that_count() -> None:
    sheet = Sheet("web.csv", b"bekend\n4\n")
    found = gathered(paper(ANSWERS), paper({}, name="leeg.pdf"), sheets=(sheet,))
    assert sorted(found.files.values()) == ["blad.pdf", "web.csv"]


def test_an_export_that_is_cut_short_is_counted_as_such() -> None:
    found = gathered(sheets=(Sheet("web.csv", b'bekend\n4\n"5\n3\n'),))
    assert (len(found.responses), found.unread, found.cut) == (1, 0, 1)
    assert "vanaf rij 3 niet gelezen" in sayings(found)[0]


@pytest.mark.parametrize(("dated", "known"), [(0, False), (4, False), (5, True)])
def test_the_days_of_few_forms_are_not_told(dated: int, known: bool) -> None:
    days = [date(2026, 3, n + 1) for n in range(dated)]
    found = Round(form(), [Response({}, {}, {}, day) for day in [*days, None, None]])
    assert (found.days is not None) == known


def test_an_export_counts_with_the_papers() -> None:
    sheet = Sheet("web.csv", b"bekend\n4\n5\n")
    found = gathered(paper(ANSWERS), sheets=(sheet, Sheet("kopie.csv", sheet.data)))
    assert (len(found.responses), found.twice) == (3, 1)


def test_a_file_that_could_not_be_read_is_told_of_and_the_rest_goes_on() -> None:
    broken = Paper("stuk.pdf", "stuk", Said(Message("Stuk.", "Broken.")))
    found = gathered(broken, paper(ANSWERS))
    assert (len(found.responses), found.unread, sayings(found)) == (1, 1, ["Stuk."])


def test_a_paper_of_another_form_does_not_count() -> None:
    other = FORM.replace("form: mening", "form: anders")
    found = gathered(paper(ANSWERS, other))
    assert (found.responses, found.unread) == ([], 1)
    assert "Dit is een ander formulier" in sayings(found)[0]


def test_a_paper_that_was_tampered_with_does_not_count() -> None:
    found = gathered(carrying(contents(form()), "0000-0000"))
    assert found.unread == 1
    assert "geknoeid" in sayings(found)[0]


def test_an_answer_that_the_scale_does_not_have_is_told_of() -> None:

    data = filled_pdf(ANSWERS)
    values = {**read(data).values, "stelling_beleid_bekend": "misschien"}
    odd = Paper("x.pdf", digest(data), Filled(values, read(data).carried))
    found = gathered(odd)
    assert (found.blank, found.unread) == (0, 1)
    assert sayings(found) == ["Stelling 1: dat antwoord staat niet op de schaal en telt niet mee."]


# ---------------------------------------------------------------- versions


def test_another_version_counts_for_what_both_ask() -> None:
    text = OTHER.replace("      duidelijk: De boom is duidelijk.", "      nieuw: Iets nieuws.")
    found = gathered(paper({**ANSWERS, "stelling_boom_nieuw": "eens"}, text))
    assert [dict(r.points) for r in found.responses] == [{"bekend": 3}]
    assert dict(found.versions) == {"2027-01": 1}
    assert found.reworded == {"bekend"}


def test_an_answer_counts_by_its_place_on_the_scale_of_its_own_version() -> None:
    text = OTHER.replace("  eens: Mee eens", "  akkoord: Akkoord")
    found = gathered(paper({"stelling_beleid_bekend": "akkoord"}, text))
    assert [dict(r.points) for r in found.responses] == [{"bekend": 3}]


def test_the_form_is_the_one_that_most_papers_are_of() -> None:
    papers = [paper(ANSWERS), paper({**ANSWERS, "kop_naam": "A"}), paper(ANSWERS, OTHER)]
    assert form_among(papers) == form()
    assert form_among(papers[1:]) == form(OTHER)  # a draw: the later version
    assert form_among([]) is None


# ---------------------------------------------------------------- contents from anywhere


def test_a_content_tells_of_the_form_that_it_was_made_of() -> None:
    assert read_form(form().content) == form()


@pytest.mark.parametrize(
    "change",
    [
        {"questionnaire": "../../weg"},
        {"questionnaire": ""},
        {"parts": "x"},
        {"parts": [1]},
        {"parts": None},
        {"scale": [{"id": "a", "label": "A"}]},
        {"title": 3},
        {"title": "x" * 10_000},
        {"head": [{"id": 1}]},
        {"form": 2},
    ],
)
def test_a_content_of_another_shape_is_refused(change: Mapping[str, object]) -> None:
    with pytest.raises(NotAForm):
        read_form(canonical({**contents(form()), **change}))
    assert gathered(carrying({**contents(form()), **change})).unread == 1


def test_a_content_with_one_statement_twice_is_refused() -> None:
    content = contents(form())
    parts = content["parts"]
    assert isinstance(parts, list)
    with pytest.raises(NotAForm):
        read_form(canonical({**content, "parts": [*parts, parts[0]]}))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.sampled_from(["title", "head", "scale", "parts", "language", "version"]), JSON)
def test_any_content_is_read_or_refused(key: str, value: object) -> None:
    found = gathered(carrying({**contents(form()), key: value}))
    assert len(found.responses) + found.unread + found.blank == 1
