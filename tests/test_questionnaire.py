"""What a form with statements is, and what it says as data."""

from __future__ import annotations

import json

from evaluation_forms import FORM, TREES, questionnaire

from woonboom.fingerprint import canonical, fingerprint_of, read_content
from woonboom.load import Library
from woonboom.questionnaire import Questionnaire, content


def number(form: Questionnaire) -> str:
    return fingerprint_of(canonical(content(form)))


def test_statements_are_numbered_through_all_parts() -> None:
    assert questionnaire().numbers == {"bekend": 1, "wachten": 2, "duidelijk": 3}


def test_every_field_has_the_name_that_answers_are_read_back_by() -> None:
    form = questionnaire()
    policy = form.parts["beleid"]
    assert form.head["rol"].field == "kop_rol"
    assert policy.statements["bekend"].field == "stelling_beleid_bekend"
    assert policy.statements["bekend"].explanation == "toelichting_beleid_bekend"
    assert policy.open["advies"].field == "open_beleid_advies"


def test_the_content_says_all_that_is_asked_with_the_names_of_its_fields() -> None:
    said = content(questionnaire())
    assert said["questionnaire"] == "mening"
    assert said["parts"] == [
        {
            "id": "beleid",
            "title": "Het beleid",
            "text": ["Dit gaat over het beleid."],
            "statements": [
                {
                    "id": "bekend",
                    "text": "Ik ken het beleid.",
                    "field": "stelling_beleid_bekend",
                    "explanation": "toelichting_beleid_bekend",
                },
                {
                    "id": "wachten",
                    "text": "Een wachttijd van 6 weken is redelijk.",
                    "field": "stelling_beleid_wachten",
                    "explanation": "toelichting_beleid_wachten",
                },
            ],
            "open": [
                {"id": "advies", "text": "Welk advies hebt u?", "field": "open_beleid_advies"}
            ],
        },
        {
            "id": "boom",
            "title": "De boom",
            "text": [],
            "statements": [
                {
                    "id": "duidelijk",
                    "text": "De boom is duidelijk.",
                    "field": "stelling_boom_duidelijk",
                    "explanation": "toelichting_boom_duidelijk",
                }
            ],
            "open": [],
        },
    ]


def test_every_text_of_a_form_is_in_its_content() -> None:
    form = questionnaire()
    said = json.dumps(content(form), ensure_ascii=False)
    assert all(str(text) in said for text in form.texts())


def test_the_content_can_be_read_back_and_is_that_of_no_tree() -> None:
    text = canonical(content(questionnaire()))
    assert read_content(text, "questionnaire") == json.loads(text)
    assert read_content(text) is None


def test_a_number_changes_with_what_is_said_and_not_with_how_it_is_written() -> None:
    form = questionnaire()
    spaced = FORM.replace("Ik ken het beleid.", "Ik   ken\n        het beleid.")
    other = FORM.replace("Ik ken het beleid.", "Ik ken dit beleid.")
    assert number(questionnaire(spaced + "# een opmerking\n")) == number(form)
    assert number(questionnaire(other)) != number(form)


def test_our_own_form_follows_the_appendix() -> None:
    library = Library()
    form = library.questionnaire(TREES / "evaluatie.yaml")
    assert form
    assert library.problems == []
    assert [len(part.statements) for part in form.parts.values()] == [8, 6]
    assert [len(part.open) for part in form.parts.values()] == [1, 1]
    assert len(form.scale) == 5
    asked = {id_: one.type for id_, one in form.head.items()}
    assert asked.pop("werkplek") == "group"
    assert asked == {"naam": "name", "functie": "text", "datum": "date"}


def test_our_own_form_takes_its_numbers_from_the_policy() -> None:
    form = Library().questionnaire(TREES / "evaluatie.yaml")
    assert form
    assert set(form.used_parameters) == {"min_regeling", "bijdrage"}
    assert not [s.id for s in form.statements if any(c.isdigit() for c in s.text.template)]
