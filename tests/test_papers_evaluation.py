"""The form with statements as a document: what is printed on it, and its fields."""

from __future__ import annotations

import html
import io
from collections import Counter

import pdf_checker
import pikepdf
import pytest
from evaluation_forms import FORM, TREES, questionnaire

from woonboom.document import (
    Choice,
    Document,
    Heading,
    Labelled,
    Run,
    Statement,
    Statements,
    TextField,
    parts,
    plain,
)
from woonboom.fingerprint import canonical, fingerprint_of, read_content
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.load import Library
from woonboom.papers.evaluation import evaluation_form

ENGLISH = FORM.replace('version: "2026-01"', 'version: "2026-01"\nlanguage: en')


@pytest.fixture(scope="module")
def paper() -> Document:
    return evaluation_form(questionnaire())


def fields(document: Document) -> list[str]:
    return [part.name for part in parts(document) if isinstance(part, TextField | Choice)]


def test_fields_have_the_names_of_the_content_in_reading_order(paper: Document) -> None:
    assert fields(paper) == [
        "kop_rol", "kop_naam", "kop_datum",
        "stelling_beleid_bekend", "toelichting_beleid_bekend",
        "stelling_beleid_wachten", "toelichting_beleid_wachten", "open_beleid_advies",
        "stelling_boom_duidelijk", "toelichting_boom_duidelijk",
    ]  # fmt: skip


def test_every_statement_has_the_scale_as_its_buttons(paper: Document) -> None:
    (statements, _) = [part for part in parts(paper) if isinstance(part, Statements)]
    assert statements.scale == tuple(str(text) for text in questionnaire().scale.values())
    for row in statements.rows:
        assert [option.value for option in row.choice.options] == list(questionnaire().scale)


def test_a_screen_reader_says_the_whole_statement_with_every_button(paper: Document) -> None:
    row = next(part for part in parts(paper) if isinstance(part, Statement))
    assert row.choice.spoken == "Stelling 1: Ik ken het beleid."
    assert row.choice.options[3].spoken == "Stelling 1: Ik ken het beleid. Mee eens"
    assert row.explanation
    assert isinstance(row.explanation.field, TextField)
    assert row.explanation.field.spoken == "Toelichting bij stelling 1: Ik ken het beleid."


def test_every_field_is_spoken_of_in_its_own_words(paper: Document) -> None:
    spoken = Counter(
        part.spoken for part in parts(paper) if isinstance(part, TextField | Choice)
    )  # fmt: skip
    assert set(spoken.values()) == {1}
    assert all(spoken)


def test_every_text_of_the_form_is_on_paper(paper: Document) -> None:
    form = questionnaire()
    printed = " ".join([paper.author, paper.title])
    printed += " ".join(part.text for part in parts(paper) if isinstance(part, Run))
    assert [str(text) for text in form.texts() if str(text) not in printed] == []


def test_a_date_is_a_date_and_a_group_is_a_choice(paper: Document) -> None:
    found = {part.field.name: part.field for part in parts(paper) if isinstance(part, Labelled)
             if isinstance(part.field, TextField | Choice)}  # fmt: skip
    date, role = found["kop_datum"], found["kop_rol"]
    assert isinstance(date, TextField)
    assert date.kind == "date"
    assert isinstance(role, Choice)
    assert [option.value for option in role.options] == ["corporatie", "zorg"]


def test_the_file_carries_what_is_asked_and_its_number(paper: Document) -> None:
    content = read_content(paper.content, "questionnaire")
    assert content
    assert canonical(dict(content)) == paper.content
    assert paper.fingerprint == fingerprint_of(paper.content)
    assert paper.fingerprint in paper.foot
    assert paper.published == "2026-01-15"


def test_an_english_form_is_english_all_over() -> None:
    headings = [
        plain(part.words)
        for part in parts(evaluation_form(questionnaire(ENGLISH)))
        if isinstance(part, Heading)
    ]
    assert headings[0] == "About you (optional)"


def test_our_own_form_asks_no_personal_data_that_must_be_given() -> None:
    form = Library().questionnaire(TREES / "evaluatie.yaml")
    assert form
    document = evaluation_form(form)
    titles = [plain(part.words) for part in parts(document) if isinstance(part, Heading)]
    assert titles[0] == "Over u (niet verplicht)"
    said = " ".join(part.text for part in parts(document) if isinstance(part, Run))
    assert said.count("u beslist") == 1
    assert "geen namen" in said


def test_that_one_may_stay_anonymous_is_said_before_the_name_is_asked() -> None:
    form = Library().questionnaire(TREES / "evaluatie.yaml")
    assert form
    found = [*parts(evaluation_form(form))]
    said = [n for n, part in enumerate(found) if isinstance(part, Run) if "anoniem" in part.text]
    asked = [n for n, part in enumerate(found) if isinstance(part, TextField)]
    assert said[0] < asked[0]


def test_our_own_form_fills_three_pages() -> None:
    form = Library().questionnaire(TREES / "evaluatie.yaml")
    assert form
    data = DOCUMENT_FORMATS["pdf"].write(evaluation_form(form))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 3


def test_it_becomes_a_sound_tagged_pdf_and_a_web_page() -> None:
    form = Library().questionnaire(TREES / "evaluatie.yaml")
    assert form
    document = evaluation_form(form)
    assert pdf_checker.problems(DOCUMENT_FORMATS["pdf"].write(document), document) == []
    page = DOCUMENT_FORMATS["html"].write(document).decode()
    assert [str(s.text) for s in form.statements if html.escape(str(s.text)) not in page] == []
