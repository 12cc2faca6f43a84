"""Two contents of a tree: what was added, removed and changed, and the same in words."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonboom.compared import Change, changes
from woonboom.compared.words import say_changes
from woonboom.fingerprint import canonical, content
from woonboom.load import load

TREES = Path(__file__).parent.parent / "trees"
Content = dict[str, Any]
Row = dict[str, Any]


def shipped(name: str = "hulpverleners") -> Content:
    tree, _ = load(TREES / f"{name}.yaml")
    assert tree is not None
    read: Content = json.loads(canonical(content(tree)))
    return read


@pytest.fixture
def old() -> Content:
    return shipped()


@pytest.fixture
def new(old: Content) -> Content:
    return deepcopy(old)


def row_of(said: Content, key: str, id_: str) -> Row:
    row: Row = next(row for row in said[key] if row["id"] == id_)
    return row


def question(said: Content, id_: str) -> Row:
    return row_of(said, "questions", id_)


def outcome(said: Content, id_: str) -> Row:
    return row_of(said, "outcomes", id_)


def parameter(said: Content, id_: str) -> Row:
    return row_of(said, "parameters", id_)


def lines(old: Content, new: Content, language: str = "nl") -> list[str]:
    sections = say_changes(changes(old, new), old, new, language)
    return [line for section in sections for line in section.lines]


def headings(old: Content, new: Content, language: str = "nl") -> list[str]:
    return [section.heading for section in say_changes(changes(old, new), old, new, language)]


# ---------------------------------------------------------------- what changed


def test_what_is_the_same_has_no_changes(old: Content, new: Content) -> None:
    assert changes(old, new) == []
    assert lines(old, new) == []


def test_a_text_that_changed_is_told_with_both_texts(old: Content, new: Content) -> None:
    question(new, "regeling")["help"] = "Minimaal een jaar."
    was = question(old, "regeling")["help"]
    assert changes(old, new) == [
        Change("changed", "question", "regeling", "help", was, "Minimaal een jaar.")
    ]
    assert lines(old, new) == [
        f"vraag 5 (regeling): de hulptekst was ‘{was}’, is nu ‘Minimaal een jaar.’"
    ]
    assert lines(old, new, "en") == [
        f"question 5 (regeling): the help was ‘{was}’, is now ‘Minimaal een jaar.’"
    ]


def test_a_text_that_came_or_went(old: Content, new: Content) -> None:
    question(new, "regeling")["help"] = None
    (gone,) = lines(old, new)
    assert gone.startswith("vraag 5 (regeling): de hulptekst is vervallen: ‘Minimaal")
    (back,) = lines(new, old)
    assert back.startswith("vraag 5 (regeling): de hulptekst is nieuw: ‘Minimaal")


def test_a_parameter_says_its_amount(old: Content, new: Content) -> None:
    parameter(new, "min_regeling")["value"] = 1
    assert changes(old, new) == [Change("changed", "parameter", "min_regeling", "value", 6, 1)]
    (said,) = lines(old, new)
    assert said.startswith("‘Zo lang moet de betalingsregeling goed lopen’ (min_regeling): ")
    assert said.endswith("het getal was ‘6 maanden’, is nu ‘1 maand’")
    assert headings(old, new) == ["Getallen"]


def test_the_tree_itself(old: Content, new: Content) -> None:
    new |= {"version": "2024-01", "valid_until": "2025-12-31", "title": "Woonkansboom"}
    assert [(c.element, c.id, c.field) for c in changes(old, new)] == [
        ("tree", "hulpverleners", "version"),
        ("tree", "hulpverleners", "valid_until"),
        ("tree", "hulpverleners", "title"),
    ]
    assert lines(old, new) == [
        "de versie was ‘2023-05’, is nu ‘2024-01’",
        "de einddatum is nieuw: ‘2025-12-31’",
        "de titel was ‘Woonkansboom voor hulpverlenende instanties’, is nu ‘Woonkansboom’",
    ]


def test_a_condition_and_what_is_left_over(old: Content, new: Content) -> None:
    ja, nee = question(new, "ingeschreven")["answers"]
    ja["condition"], nee["condition"] = "otherwise", "maanden_ingeschreven < min_ingeschreven"
    before = "‘maanden_ingeschreven >= min_ingeschreven’"
    rest, after = "‘in alle andere gevallen’", "‘maanden_ingeschreven < min_ingeschreven’"
    where = "vraag 13 (ingeschreven), antwoord"
    assert lines(old, new) == [
        f"{where} ‘Ja’: de voorwaarde was {before}, is nu {rest}",
        f"{where} ‘Nee’: de voorwaarde was {rest}, is nu {after}",
    ]


def test_an_answer_that_leads_elsewhere(old: Content, new: Content) -> None:
    question(new, "huurt")["answers"][1]["goto"] = "zelfstandig"
    (change,) = changes(old, new)
    assert (change.element, change.id, change.field) == ("answer", "huurt.no", "goto")
    (said,) = lines(old, new)
    assert said.startswith("vraag 9 (huurt), antwoord ‘Nee’: gaat nu naar vraag 11 (zelfstandig), ")
    assert said.endswith(", ging naar uitkomst U2 (geen_traject)")
    question(new, "huurt")["answers"][1]["goto"] = "nergens"
    assert "gaat nu naar ‘nergens’" in lines(old, new)[0]


def test_an_answer_that_is_called_otherwise_is_still_that_answer(
    old: Content, new: Content
) -> None:
    answer = question(new, "regeling")["answers"][0]
    answer |= {"id": "ja_altijd", "label": "Ja, altijd"}
    assert changes(old, new) == [
        Change("changed", "answer", "regeling.ja", "label", "Ja", "Ja, altijd")
    ]
    answer["label"] = "Ja"
    assert changes(old, new) == [
        Change("changed", "answer", "regeling.ja", "id", "ja", "ja_altijd")
    ]


def test_answers_that_come_go_and_trade_places(old: Content, new: Content) -> None:
    answers = question(new, "reden")["answers"]
    answers.reverse()
    assert changes(old, new) == [
        Change(
            "changed", "question", "reden", "answers",
            ["opiumwet", "huurachterstand_of_overlast", "alleen_een_andere_reden"],
            ["alleen_een_andere_reden", "huurachterstand_of_overlast", "opiumwet"],
        )
    ]  # fmt: skip
    assert lines(old, new) == ["vraag 2 (reden): de antwoorden staan in een andere volgorde"]
    answers.reverse()
    soms = {"id": "soms", "label": "Soms", "condition": None, "goto": "termijn"}
    answers[:] = [*answers[1:], soms]
    assert [(c.kind, c.id) for c in changes(old, new)] == [
        ("removed", "reden.opiumwet"), ("added", "reden.soms")
    ]  # fmt: skip
    assert lines(old, new) == [
        "vraag 2 (reden), antwoord ‘Opiumwet’ is vervallen: ‘Opiumwet’",
        "vraag 2 (reden), antwoord ‘Soms’ is nieuw: ‘Soms’",
    ]


def test_questions_that_come_and_go(old: Content, new: Content) -> None:
    gone = question(new, "huurschuld")
    new["questions"].remove(gone)
    assert changes(old, new) == [Change("removed", "question", "huurschuld", None, gone, None)]
    assert changes(new, old) == [Change("added", "question", "huurschuld", None, None, gone)]
    assert lines(old, new) == ["vraag 4 (huurschuld) is vervallen: ‘Is er nog een huurschuld?’"]
    assert lines(new, old) == ["vraag 4 (huurschuld) is nieuw: ‘Is er nog een huurschuld?’"]


def test_other_numbers_and_codes_take_one_line_each(old: Content, new: Content) -> None:
    for row in new["questions"][9:]:
        row["number"] += 1
    for row in new["outcomes"][:2]:
        row["code"] += "a"
    assert len(changes(old, new)) == 6
    assert lines(old, new) == [
        "ander nummer: 10 → 11, 11 → 12, 12 → 13, 13 → 14",
        "andere code: U1 → U1a, U2 → U2a",
    ]


def test_elements_go_by_the_numbers_of_the_old_version(old: Content, new: Content) -> None:
    question(new, "regeling").update(number=99, ask="Loopt het?")
    question(new, "huurschuld")["answers"][1]["goto"] = "woonplek"
    question(new, "woonplek")["number"] = 98
    said = lines(old, new)
    assert said[0].startswith("vraag 4 (huurschuld), antwoord ‘Nee’: gaat nu naar vraag 8 (woon")
    assert said[1].startswith("vraag 5 (regeling): de vraag was ‘Loopt de")


def test_steps_are_told_one_by_one(old: Content, new: Content) -> None:
    steps = outcome(new, "tweedekans")["steps"]
    before = list(steps)
    steps[1] = "Bel Woonurgentie."
    assert lines(old, new) == [
        f"uitkomst U6 (tweedekans): stap 2 was ‘{before[1]}’, is nu ‘Bel Woonurgentie.’"
    ]
    steps[:] = [before[0], before[2]]
    assert lines(old, new) == [f"uitkomst U6 (tweedekans): een stap is vervallen: ‘{before[1]}’"]
    assert lines(new, old) == [f"uitkomst U6 (tweedekans): een stap is nieuw: ‘{before[1]}’"]
    steps[:] = reversed(before)
    assert lines(old, new) == ["uitkomst U6 (tweedekans): de stappen staan in een andere volgorde"]


def test_facts_assumptions_and_sources(old: Content, new: Content) -> None:
    reden = next(row for row in new["facts"] if row["id"] == "reden_ontruiming")
    del reden["options"]["anders"]
    new["assumptions"][0] = "huurschuld"
    new["sources"].append("T 9.9")
    new["works"][0]["name"] = "Een ander werk"
    assert headings(old, new) == ["Feiten", "Aannames", "Bronnen"]
    said = lines(old, new)
    assert said[0].startswith("feit reden_ontruiming: de mogelijkheden was ‘")
    assert said[1:] == [
        f"een aanname is vervallen: ‘{old['assumptions'][0]}’",
        "een aanname is nieuw: ‘huurschuld’",
        f"bron T: de naam was ‘{old['works'][0]['name']}’, is nu ‘Een ander werk’",
        "een bron is nieuw: ‘T 9.9’",
    ]


def test_a_whole_other_reading_of_the_sources(old: Content) -> None:
    new = shipped("begrippenlijst/hulpverleners")
    found = changes(old, new)
    assert {change.element for change in found} == {
        "tree", "parameter", "question", "answer", "outcome", "fact"
    }  # fmt: skip
    assert len(lines(old, new)) == len(found)
    assert headings(old, new, "en") == ["The tree", "Numbers", "Questions", "Outcomes", "Facts"]


# ---------------------------------------------------------------- whatever is compared

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
ids = st.sampled_from(["a", "b", "", "c.d", 3])
answer_fields = dict.fromkeys(("label", "goto", "condition"), values)
answers = st.lists(st.fixed_dictionaries({"id": ids}, optional=answer_fields))
row_fields = dict.fromkeys(("number", "ask", "value", "unit", "steps"), values)
rows = st.lists(
    st.fixed_dictionaries({"id": ids}, optional={**row_fields, "answers": answers | values})
)
contents = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("tree", "version", "start", "language", "assumptions", "sources"), values),
        **dict.fromkeys(("questions", "outcomes", "facts", "parameters", "works"), rows | values),
    },
)


@settings(max_examples=50)
@given(contents, contents)
def test_nothing_that_a_file_may_hold_is_too_odd_to_compare(one: Content, other: Content) -> None:
    found = changes(one, other)
    assert changes(one, one) == []
    for language in ("nl", "en"):
        said = say_changes(found, one, other, language)
        assert all(section.lines for section in said)
    json.dumps([change.as_data() for change in found])


@given(st.data())
def test_every_change_is_told_and_leads_back(data: st.DataObject) -> None:
    old, new = shipped(), shipped()
    row = data.draw(st.sampled_from([*new["questions"], *new["outcomes"], *new["parameters"]]))
    field = data.draw(st.sampled_from([k for k in row if k not in ("id", "answers", "number")]))
    row[field] = data.draw(st.sampled_from([None, "anders", "nog anders"]))
    there, back = changes(old, new), changes(new, old)
    assert [(c.kind, c.field, c.old, c.new) for c in there] == [
        (c.kind, c.field, c.new, c.old) for c in back
    ]
    assert len(there) == (old != new)
    assert bool(lines(old, new)) == (old != new)
