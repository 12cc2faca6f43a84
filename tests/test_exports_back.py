"""Tables made into trees again: what was exported, what was mended, and what was made by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
import samples
from awkward import TEXTS, awkward
from calling import ROOT
from hypothesis import given, settings
from openpyxl.workbook import Workbook
from random_trees import trees

from woonboom.diagnostics import SourceText
from woonboom.exports import EXPORTS
from woonboom.exports.back import BadTable, read
from woonboom.exports.back.build import Built, Known, build
from woonboom.exports.back.into import Mended, into
from woonboom.exports.back.written import written
from woonboom.exports.xlsx.book import HEAD_ROW
from woonboom.load import load
from woonboom.model import Answer, Question, Tree
from woonboom.tidy import parsed, tidied

SHIPPED = [ROOT / "trees" / f"{name}.yaml" for name in ("hulpverleners", "corporaties")]
FORMS = ["csv", "xlsx"]
BY_HAND = "Vraag;Antwoord;Ga naar\n"


def tree(path: Path) -> Tree:
    found, problems = load(path)
    assert found, problems
    return found


def made(data: bytes, known: Known | None = None) -> Built:
    return build(read("tabel", data), "tabel", known or Known())


def loaded(built: Built, folder: Path) -> Tree:
    path = folder / "terug.yaml"
    path.write_text(written(built.data), "utf-8")
    return tree(path)


def back(one: Tree, form: str, folder: Path) -> Tree:
    """Return a tree that went to a table and back, with all that it needs in it."""
    return loaded(made(EXPORTS[form].write(one)), folder)


def by_hand(rows: str, folder: Path) -> Tree:
    return loaded(made((BY_HAND + rows).encode()), folder)


def meaning(one: Tree) -> dict[str, object]:
    """What a tree asks and answers; the words of yes and no are fixed, and notes stay at home."""
    return {id_: replace(q, note=None, answers=fixed(q)) for id_, q in one.questions.items()}


def fixed(question: Question) -> tuple[Answer, ...]:
    pair = {answer.id for answer in question.answers} == {"yes", "no"}
    bare = pair and all(answer.form in ("yes-no", "judgement") for answer in question.answers)
    no_label = question.ask
    return tuple(replace(a, label=no_label) if bare else a for a in question.answers)


def ends(one: Tree) -> dict[str, object]:
    return {id_: replace(o, note=None, shared=False) for id_, o in one.outcomes.items()}


def structure(one: Tree) -> tuple[object, object]:
    answers = {
        id_: [(answer.id, str(answer.condition), answer.goto) for answer in question.answers]
        for id_, question in one.questions.items()
    }
    return answers, {o.id: (o.kind, o.title.value) for o in one.outcomes.values()}


# ---------------------------------------------------------------- there and back


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_tree_comes_back_as_it_went(form: str, path: Path, tmp_path: Path) -> None:
    one = tree(path)
    # What it leads to must be there for it to load without problems; that it loads is enough here.
    again = back(one, form, tmp_path)
    assert meaning(again) == meaning(one)
    assert ends(again) == ends(one)
    assert (again.start, dict(again.numbers)) == (one.start, dict(one.numbers))
    asked = {id_: replace(one.facts[id_], note=None) for id_ in one.asked}
    assert {id_: again.facts[id_] for id_ in one.asked} == asked


@pytest.mark.parametrize("form", FORMS)
def test_texts_that_mean_something_elsewhere_come_back(form: str, tmp_path: Path) -> None:
    one = awkward()
    braces = {id_: q.ask.value for id_, q in one.questions.items()}
    again = back(one, form, tmp_path)
    assert {id_: q.ask.template for id_, q in again.questions.items()} == braces
    labels = [a.label.template for q in again.questions.values() for a in q.answers]
    assert TEXTS[3] in labels


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25)
@given(one=trees(6))
def test_any_tree_comes_back(form: str, one: Tree) -> None:
    with TemporaryDirectory() as folder:
        again = back(one, form, Path(folder))
    assert structure(again) == structure(one)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_vocabulary_has_is_left_to_it(form: str, tmp_path: Path) -> None:
    one = tree(SHIPPED[0])
    known = Known(("woonkans.yaml",), list(one.facts), list(one.parameters))
    data = made(EXPORTS[form].write(one), known).data
    assert data["uses"] == ["woonkans.yaml"]
    assert not {"facts", "parameters"} & set(data)


def test_the_head_of_a_tree_comes_back_from_a_spreadsheet(tmp_path: Path) -> None:
    one, again = tree(SHIPPED[0]), back(tree(SHIPPED[0]), "xlsx", tmp_path)
    assert (again.title, again.audience, again.contact) == (one.title, one.audience, one.contact)
    assert (again.version, again.valid_from) == (one.version, one.valid_from)


# ---------------------------------------------------------------- mended in a spreadsheet


def mended(one: Tree, mend: Callable[[Workbook], None]) -> bytes:
    """Return the review of a tree after somebody worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"].write(one)))
    mend(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(book: Workbook, sheet: str, row: int, head: str) -> openpyxl.cell.cell.Cell:
    heads = [one.value for one in book[sheet][HEAD_ROW + 1]]
    return book[sheet].cell(HEAD_ROW + 2 + row, heads.index(head) + 1)


def test_a_mended_text_comes_back_and_the_rest_keeps_its_numbers(tmp_path: Path) -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", 0, "Vraag").value = "Is de persoon ontruimd?"

    built = made(mended(tree(SHIPPED[0]), mend))
    again = loaded(built, tmp_path)
    assert again.questions["ontruimd"].ask.value == "Is de persoon ontruimd?"
    assert "{termijn_aanmelding:jaren}" in again.questions["termijn"].ask.template


def test_an_answer_can_be_led_elsewhere_by_number_or_code(tmp_path: Path) -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", 0, "Ga naar").value = 8
        cell(book, "Vragen", 1, "Ga naar").value = "vraag 2"
        cell(book, "Vragen", 2, "Ga naar").value = "U2"

    one = tree(SHIPPED[0])
    again = loaded(made(mended(one, mend)), tmp_path)
    assert [a.goto for a in again.questions["ontruimd"].answers] == ["woonplek", "reden"]
    assert again.questions["reden"].answers[0].goto == "geen_traject"


def test_an_id_that_looks_like_the_code_of_another_does_no_harm(tmp_path: Path) -> None:
    one = samples.of({"q": [("Ja", "u2"), ("Nee", "u1")]})
    assert [a.goto for a in back(one, "xlsx", tmp_path).questions["q"].answers] == ["u2", "u1"]


def test_the_kind_of_an_outcome_is_read_in_words(tmp_path: Path) -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Uitkomsten", 0, "Soort").value = "Overleg eerst"

    one = tree(SHIPPED[1])
    first = next(iter(one.codes))
    assert loaded(made(mended(one, mend)), tmp_path).outcomes[first].kind == "consult"


def test_sorting_the_rows_changes_nothing(tmp_path: Path) -> None:
    def mend(book: Workbook) -> None:
        sheet = book["Vragen"]
        rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=HEAD_ROW + 2)]
        by_goal = sorted(rows, key=lambda row: str(row[5]))
        for at, row in enumerate(by_goal, start=HEAD_ROW + 2):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column).value = value

    one = tree(SHIPPED[1])
    again = loaded(made(mended(one, mend)), tmp_path)
    assert again.start == one.start
    assert meaning(again) == meaning(one)


def test_remarks_are_read_with_their_rows() -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", 3, "Klopt het?").value = "Nee"
        cell(book, "Uitkomsten", 0, "Opmerking").value = "Te streng"
        cell(book, "Vragen", 1, "Klopt het?").value = "Ja"

    remarks = read("x", mended(tree(SHIPPED[0]), mend)).remarks
    assert [(r.line.place.say("nl"), r.verdict, r.text) for r in remarks] == [
        (f"Vragen, rij {HEAD_ROW + 5}", "Nee", ""),
        (f"Uitkomsten, rij {HEAD_ROW + 2}", "", "Te streng"),
    ]


@pytest.mark.parametrize("row", [0, 1])
def test_a_question_may_be_mended_in_any_of_its_rows(row: int, tmp_path: Path) -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", row, "Vraag").value = "Anders?"
        cell(book, "Vragen", row, "Toelichting").value = None

    built = made(mended(tree(SHIPPED[1]), mend))
    question = loaded(built, tmp_path).questions["huurt"]
    assert (str(question.ask), question.help, list(built.notes)) == ("Anders?", None, [])


def test_a_question_that_is_mended_in_two_ways_is_told() -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", 0, "Vraag").value = "Zo?"
        cell(book, "Vragen", 1, "Vraag").value = "Anders?"

    (note,) = made(mended(tree(SHIPPED[1]), mend)).notes
    assert "rij 6" in note.say("nl")
    assert "row 6" in note.say("en")


def test_a_number_that_was_changed_is_told_and_left_to_the_author() -> None:
    def mend(book: Workbook) -> None:
        at = [row[0].value for row in book["Getallen"].iter_rows(min_row=HEAD_ROW + 2)].index(
            "Uiterste termijn om aan te melden na een ontruiming"
        )
        cell(book, "Getallen", at, "Waarde").value = 48

    built = made(mended(tree(SHIPPED[0]), mend))
    assert [note.arguments["id"] for note in built.notes] == ["termijn_aanmelding"]
    assert "48 in de tabel en 60 in de boom" in built.notes[0].say("nl")


def test_the_words_of_yes_and_no_stay() -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", 0, "Antwoord").value = "Jazeker"

    (note,) = made(mended(tree(SHIPPED[1]), mend)).notes
    assert "Jazeker" in note.say("nl")


def test_our_own_table_may_have_become_a_spreadsheet(tmp_path: Path) -> None:
    import csv

    one = tree(SHIPPED[0])
    book = openpyxl.Workbook()
    text = EXPORTS["csv"].write(one).decode()
    for row in csv.reader(io.StringIO(text, newline="")):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert meaning(loaded(made(out.getvalue()), tmp_path)) == meaning(one)


# ---------------------------------------------------------------- made by hand


def test_three_columns_are_enough_for_a_tree(tmp_path: Path) -> None:
    one = by_hand(
        "Is er een slaapplek?;Ja;Bespreek wat nodig is\n;Nee;Wil iemand opvang?\n"
        "Wil iemand opvang?;Ja;Bel de opvang\nWil iemand opvang?;Nee;Bespreek wat nodig is\n",
        tmp_path,
    )
    assert not one.flawed
    assert [str(q.ask) for q in one.in_order] == ["Is er een slaapplek?", "Wil iemand opvang?"]
    assert [str(o.title) for o in one.outcomes.values()] == [
        "Bespreek wat nodig is", "Bel de opvang",
    ]  # fmt: skip
    assert one.questions["is_er_een_slaapplek"].answers[1].goto == "wil_iemand_opvang"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_spreadsheet_may_write_it_as_it_likes(
    separator: str, encoding: str, tmp_path: Path
) -> None:
    rows = [("Question", "Answer", "Go to"), ("Één?", "Yes", "Thé end"), ("Één?", "No", "Stop")]
    text = "".join(separator.join(row) + "\n" for row in rows)
    one = loaded(made(text.encode(encoding)), tmp_path)
    assert [str(q.ask) for q in one.questions.values()] == ["Één?"]
    assert "Thé end" in [str(o.title) for o in one.outcomes.values()]


def test_other_answers_than_yes_and_no_are_the_professionals_own(tmp_path: Path) -> None:
    one = by_hand("Hoe gaat het?;Goed;Klaar\nHoe gaat het?;Slecht;Overleg\n", tmp_path)
    (question,) = one.questions.values()
    assert [answer.form for answer in question.answers] == ["judgement", "judgement"]


def test_a_question_is_found_by_its_words_also_below_an_outcome_with_them(tmp_path: Path) -> None:
    text = (
        "Vraag,Antwoord,Ga naar,Soort\nEen?,Ja,Klaar,eligible\nEen?,Nee,Twee?,\n"
        "Twee?,Ja,Klaar,\nTwee?,Nee,Een nieuwe poging,not_yet\n"
    )
    one = loaded(made(text.encode()), tmp_path)
    assert [a.goto for a in one.questions["een"].answers] == ["klaar", "twee"]


def test_kinds_and_steps_may_stand_beside_the_outcome(tmp_path: Path) -> None:
    text = (
        "Vraag,Antwoord,Ga naar,Soort,Vervolgstappen\n"
        'Kan het?,Ja,Aanmelden,"eligible","Bel.\nMeld aan."\nKan het?,Nee,Wachten,not_yet,\n'
    )
    one = loaded(made(text.encode()), tmp_path)
    assert one.outcomes["aanmelden"].kind == "eligible"
    assert [str(step) for step in one.outcomes["aanmelden"].steps] == ["Bel.", "Meld aan."]


# ---------------------------------------------------------------- what cannot be a tree


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "geen kolommen"),
        (b"a;b;c\n1;2;3\n", "geen kolommen"),
        (BY_HAND.encode(), "geen rijen"),
        (BY_HAND.encode() + b'"open;Ja;x\n', "aanhalingsteken"),
        (BY_HAND.encode() + b"Vraag?;Ja;\n", "rij 2"),
        (BY_HAND.encode() + b"Vraag?;Ja;17\n", "‘17’"),
        (BY_HAND.encode() + b"Vraag?;Ja;U9\n", "‘U9’"),
        (b"PK\x03\x04 no book at all", "geen werkmap"),
        (b"question,ask,label,goto,facts\nq,Q?,Ja,u,{no json}\n", "geen JSON"),
    ],
)
def test_it_is_said_why_a_file_is_no_tree(data: bytes, said: str) -> None:
    with pytest.raises(BadTable) as fault:
        made(data)
    assert said in fault.value.said.say("nl")
    assert fault.value.said.say("en")


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("woonboom.exports.back.xlsx._LARGEST", 1_000)
    with pytest.raises(BadTable, match="too large"):
        read("x", EXPORTS["xlsx"].write(tree(SHIPPED[1])))


def test_a_workbook_without_a_table_is_refused() -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(BadTable, match="no sheet"):
        read("x", out.getvalue())


@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_file_is_refused_or_read(form: str) -> None:
    data = EXPORTS[form].write(tree(SHIPPED[1]))
    for at in range(0, len(data), max(1, len(data) // 60)):
        broken = data[:at] + b"\x00\xff" + data[at + 2 :]
        for part in (broken, data[:at]):
            with suppress(BadTable):  # and nothing else may come of it
                made(part)


# ---------------------------------------------------------------- as YAML


def test_the_yaml_is_as_an_author_would_write_it() -> None:
    data: Mapping[str, object] = made(EXPORTS["csv"].write(tree(SHIPPED[1]))).data
    text = written(data)
    assert "\n\nquestions:\n  huurt:\n    ask: Huurt de persoon nu" in text
    assert "    source: [T 1.1, T begrippenlijst]\n    yes: dreiging\n    no: " in text
    assert "\n\n  dreiging:\n" in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


# ---------------------------------------------------------------- into a tree that is there


TREE = """\
woonboom: 1
tree: proef
title: Een proef
version: "2026-01"
language: nl
start: schuld
facts:
  schuld: {label: Heeft een schuld, type: boolean}
  duur: {label: Duur, type: integer, unit: maanden, range: [0, 60]}
parameters:
  kort: {value: 6, unit: maanden, label: Kort}

# Wat wij vragen
questions:
  schuld:
    # uit het gesprek
    ask: Is er een schuld?
    fact: schuld
    note: Alleen huurschuld telt.
    yes: lang
    no: verder

  # hierna komt de duur
  lang:
    ask: Loopt de regeling {kort}?
    answers:
      - {label: Ja, when: duur >= kort, goto: verder}
      - {label: Nee, otherwise: true, goto: wachten}   # nog niet

outcomes:
  verder: {kind: consult, title: Maak een afspraak}
  wachten: {kind: not_yet, title: Wacht nog even}

cases:
  - {name: Zonder schuld, given: {schuld: nee}, expect: verder}
"""


@pytest.fixture
def proef(tmp_path: Path) -> Path:
    path = tmp_path / "proef.yaml"
    path.write_text(TREE, "utf-8")
    return path


def put(path: Path, mend: Callable[[Workbook], None]) -> Mended:
    one = tree(path)
    return into(read("x", mended(one, mend)), one, path.read_text("utf-8"))


def nothing(book: Workbook) -> None:
    pass


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_nobody_changed_stays_letter_by_letter(form: str, path: Path) -> None:
    one = tree(path)
    found = into(read("x", EXPORTS[form].write(one)), one, path.read_text("utf-8"))
    assert found.text == path.read_text("utf-8")
    assert (found.changed, found.added, found.removed) == ((), (), ())


def test_only_what_changed_is_written_anew(proef: Path) -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", 0, "Vraag").value = "Is er huurschuld?"

    found = put(proef, mend)
    assert found.changed == ("schuld",)
    assert found.text.split("  # hierna")[1] == TREE.split("  # hierna")[1]
    assert found.text.split("questions:")[0] == TREE.split("questions:", maxsplit=1)[0]
    proef.write_text(found.text, "utf-8")
    question = tree(proef).questions["schuld"]
    assert (str(question.ask), question.note) == ("Is er huurschuld?", "Alleen huurschuld telt.")
    assert "    # uit het gesprek\n" in found.text


def test_questions_and_outcomes_come_and_go(proef: Path) -> None:
    def mend(book: Workbook) -> None:
        sheet = book["Vragen"]
        sheet.delete_rows(HEAD_ROW + 4, 2)
        cell(book, "Vragen", 0, "Ga naar").value = "Wie helpt er?"
        sheet.append([None, "Wie helpt er?", None, "Wij", None, "verder"])
        sheet.append([None, "Wie helpt er?", None, "Niemand", None, "Zoek hulp"])
        book["Uitkomsten"].delete_rows(HEAD_ROW + 3)

    found = put(proef, mend)
    assert found.changed == ("schuld",)
    assert found.added == ("wie_helpt_er", "zoek_hulp")
    assert found.removed == ("lang", "wachten")
    proef.write_text(found.text, "utf-8")
    again = tree(proef)
    assert list(again.questions) == ["schuld", "wie_helpt_er"]
    assert list(again.outcomes) == ["verder", "zoek_hulp"]
    assert len(again.cases) == 1


def test_the_tree_starts_at_another_question_when_its_own_has_gone(proef: Path) -> None:
    def mend(book: Workbook) -> None:
        book["Vragen"].delete_rows(HEAD_ROW + 2, 2)

    assert "\nstart: lang\n" in put(proef, mend).text


def test_lines_end_as_they_did(proef: Path) -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", 0, "Vraag").value = "Is er huurschuld?"

    one = tree(proef)
    text = into(read("x", mended(one, mend)), one, TREE.replace("\n", "\r\n")).text
    assert text.count("\n") == text.count("\r\n")


def test_a_tidy_file_stays_tidy() -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", 0, "Vraag").value = "Is de persoon " + "heel " * 40 + "lang weg?"

    path = SHIPPED[0]
    text = put(path, mend).text
    assert text != path.read_text("utf-8")
    assert tidied(SourceText("x", text)) == text


@settings(max_examples=15)
@given(one=trees(5), other=trees(5))
def test_any_tree_can_become_any_other(one: Tree, other: Tree) -> None:
    """With the facts of both in the file, so that all conditions can be read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "boom.yaml"
        table = read("x", EXPORTS["csv"].write(other))
        own = read("x", EXPORTS["csv"].write(one))
        facts = {**table.facts, **own.facts}
        numbers = {**table.parameters, **own.parameters}
        data = made(EXPORTS["csv"].write(one)).data
        path.write_text(written(data | {"facts": facts, "parameters": numbers}), "utf-8")
        there = tree(path)
        shared = {*there.questions} & {*other.questions}
        if len(shared) * 2 < len(there.questions):
            with pytest.raises(BadTable):
                into(table, there, path.read_text("utf-8"))
            return
        found = into(table, there, path.read_text("utf-8"))
    again = parsed("x", found.text)
    assert isinstance(again, dict)
    wanted = made(EXPORTS["csv"].write(other)).data
    assert again["questions"] == as_written(wanted["questions"])
    assert {*again["outcomes"]} == {*there.outcomes, *other.outcomes}


def as_written(data: object) -> object:
    if isinstance(data, dict):
        return {key: as_written(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_written(value) for value in data]
    return "true" if data is True else str(data)


def test_a_table_of_another_tree_is_refused(proef: Path) -> None:
    table = read("x", EXPORTS["csv"].write(tree(SHIPPED[1])))
    with pytest.raises(BadTable, match="of the tree ‘corporaties’"):
        into(table, tree(proef), TREE)


@pytest.mark.parametrize(
    "crowded",
    [
        TREE.replace(
            "outcomes:\n  verder: {kind: consult, title: Maak een afspraak}\n  wachten:",
            "outcomes: {verder: {kind: consult, title: Maak een afspraak}, wachten:",
        ).replace("Wacht nog even}", "Wacht nog even}}"),
    ],
)
def test_blocks_that_do_not_stand_on_lines_of_their_own_are_refused(
    crowded: str, proef: Path
) -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Uitkomsten", 0, "Titel").value = "Anders"

    proef.write_text(crowded, "utf-8")
    with pytest.raises(BadTable, match="woonboom fmt"):
        put(proef, mend)


# ---------------------------------------------------------------- no silent harm


SMALL = """\
woonboom: 1
tree: klein
title: Klein
start: b
questions:
  a:
    ask: Vraag A?
    help: Uitleg A
    source: T 1
    yes: u
    no: v
  b:
    # boven
    ask: Vraag B? # inline1
    help: 'Uitleg: B'  # inline2
    source: T 2
    note: notitie  # inline3
    answers:
      # over ja
      - label: Ja  # inline4
        goto: a
      - label: Nee
        goto: v  # inline5
outcomes:
  u: {kind: eligible, title: Uitkomst U, text: Tekst U, steps: [Stap 1], source: T 3}  # inline6
  v: {kind: not_yet, title: Uitkomst V, source: T 3}
cases:
  - {given: {b: ja, a: ja}, expect: u}
"""
QUESTION_ROWS = "question,ask,answer,label,goto\n"


@pytest.fixture
def klein(tmp_path: Path) -> Path:
    path = tmp_path / "klein.yaml"
    path.write_text(SMALL, "utf-8")
    return path


def put_csv(path: Path, change: Callable[[list[dict[str, str]]], None]) -> Mended:
    """Take over the CSV of a tree after somebody worked in it."""
    import csv

    one = tree(path)
    rows = list(csv.DictReader(io.StringIO(EXPORTS["csv"].write(one).decode(), newline="")))
    change(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, [key for key in rows[0] if rows[0][key] is not None])
    writer.writeheader()
    writer.writerows(rows)
    return into(read("x", out.getvalue().encode()), one, path.read_text("utf-8"))


def differences(path: Path, found: Mended) -> list[str]:
    import difflib

    lines = difflib.ndiff(path.read_text("utf-8").splitlines(), found.text.splitlines())
    return [line.strip() for line in lines if line[0] in "+-"]


@pytest.mark.parametrize("missing", ["help", "source", "text", "steps", "kind", "outcome_title"])
def test_a_column_that_is_not_there_says_nothing(missing: str, klein: Path) -> None:
    def without(rows: list[dict[str, str]]) -> None:
        for row in rows:
            del row[missing]

    assert put_csv(klein, without).text == SMALL


def test_an_empty_cell_says_that_something_is_empty(klein: Path) -> None:
    def emptied(rows: list[dict[str, str]]) -> None:
        rows[2]["help"] = ""

    assert differences(klein, put_csv(klein, emptied)) == ["-     help: Uitleg A"]


def test_a_column_that_was_removed_from_a_review_says_nothing(proef: Path) -> None:
    def mend(book: Workbook) -> None:
        book["Vragen"].delete_cols(3)

    assert put(proef, mend).text == TREE


def test_only_the_value_that_changed_is_written_anew(klein: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0]["help"] = "Beter: uitgelegd"

    assert differences(klein, put_csv(klein, change)) == [
        "-     ask: Vraag B? # inline1",
        "+     ask: Vraag B?  # inline1",
        "-     help: 'Uitleg: B'  # inline2",
        "+     help: 'Beter: uitgelegd'  # inline2",
    ]


def test_an_answer_that_is_led_elsewhere_keeps_its_remarks(klein: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[1]["goto"] = "u"

    found = put_csv(klein, change)
    assert "goto: u  # inline5" in found.text
    # What the row still says of the old outcome is not taken for the new one.
    assert found.changed == ("b",)
    assert "title: Uitkomst V" in found.text


def test_a_changed_outcome_keeps_the_remark_beside_it(klein: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[2]["text"] = "Andere tekst, met: tekens"

    assert differences(klein, put_csv(klein, change))[1] == (
        '+   u: {kind: eligible, title: Uitkomst U, text: "Andere tekst, met: tekens", '
        "steps: [Stap 1], source: T 3}  # inline6"
    )


def test_one_word_in_a_shipped_tree_changes_one_line() -> None:
    path = SHIPPED[0]

    def change(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row["ask"] = row["ask"].replace("Is het gezin", "Is dit gezin")
        rows[0]["ask"] = rows[0]["ask"].replace("?", " nu?")

    assert len(differences(path, put_csv(path, change))) == 2


def test_a_table_without_ids_is_found_by_its_words(klein: Path) -> None:
    text = "Vraag;Antwoord;Ga naar\nVraag A?;Ja;Uitkomst U\n;Nee;Uitkomst V\nVraag B?;Ja;Vraag A?\n"
    one = tree(klein)
    same = into(read("x", f"{text};Nee;Uitkomst V\n".encode()), one, SMALL)
    assert same.text == SMALL
    other = into(read("x", f"{text};Nee;Uitkomst U\n".encode()), one, SMALL)
    assert (other.changed, other.added, other.removed) == (("b",), (), ())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("x,Anders?,yes,Ja,u\n", "Geen vraag"),
        ("a,Vraag A?,yes,Ja,u\na,Vraag A?,no,Nee,b\n", "‘b’"),
        ("a,,yes,Ja,u\na,,no,Nee,v\nb,Vraag B?,ja,Ja,a\nb,Vraag B?,nee,Nee,v\n", "ask"),
        ("a,Vraag A?,yes,,u\na,Vraag A?,no,Nee,v\nb,Vraag B?,ja,Ja,a\n", "label"),
    ],
)
def test_what_would_be_lost_is_refused(rows: str, said: str, klein: Path) -> None:
    with pytest.raises(BadTable) as fault:
        into(read("x", (QUESTION_ROWS + rows).encode()), tree(klein), SMALL)
    assert said in fault.value.said.say("nl")


def test_a_table_that_most_of_the_tree_is_missing_from_is_refused() -> None:
    def filtered(rows: list[dict[str, str]]) -> None:
        del rows[2:]

    with pytest.raises(BadTable, match="not in the table"):
        put_csv(SHIPPED[0], filtered)


def test_rows_that_were_sorted_change_nothing(klein: Path) -> None:
    def by_label(rows: list[dict[str, str]]) -> None:
        rows.sort(key=lambda row: (row["label"], row["question"]), reverse=True)

    assert put_csv(klein, by_label).text == SMALL


def test_answers_that_changed_places_are_told_to_have_done_only_that(klein: Path) -> None:
    def swapped(rows: list[dict[str, str]]) -> None:
        rows[0], rows[1] = rows[1], rows[0]

    found = put_csv(klein, swapped)
    assert [note.say("nl") for note in found.notes] == ["Bij ‘b’ is alleen de volgorde anders."]
    assert "# over ja\n      - label: Ja  # inline4" in found.text


def test_an_emptied_cell_of_one_row_leaves_the_words_of_the_other(klein: Path) -> None:
    def emptied(rows: list[dict[str, str]]) -> None:
        rows[0]["ask"] = ""

    assert put_csv(klein, emptied).text == SMALL


def test_an_emptied_id_does_not_tear_a_question_in_two(klein: Path) -> None:
    def emptied(rows: list[dict[str, str]]) -> None:
        rows[0]["question"] = ""

    assert put_csv(klein, emptied).text == SMALL
    data = made(b"question,ask,label,goto\nq,Q?,Goed,Klaar\n,Q?,Slecht,Wacht\n").data
    assert list(data["questions"]) == ["q"]  # type: ignore[call-overload]


@pytest.mark.parametrize("text", ["Twee\nregels", "met: een dubbele punt", "# hekje", "'", "a, b}"])
def test_any_text_can_be_taken_over(text: str, klein: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[2]["help"] = rows[2]["text"] = rows[1]["label"] = text.replace("\n", " ")
        rows[0]["help"] = text

    found = put_csv(klein, change)
    klein.write_text(found.text, "utf-8")
    again = tree(klein)
    assert str(again.questions["b"].help) == " ".join(text.split())
    assert str(again.outcomes["u"].text) == " ".join(text.split())
    assert str(again.questions["b"].answers[1].label) == " ".join(text.split())


def test_what_stands_in_a_vocabulary_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text(
        "woonboom: 1\nvocabulary: v\noutcomes:\n  u: {kind: consult, title: Samen}\n", "utf-8"
    )
    path = tmp_path / "t.yaml"
    path.write_text(
        "woonboom: 1\ntree: t\ntitle: T\nuses: [v.yaml]\nstart: q\nquestions:\n"
        "  q: {ask: Q, yes: u, no: n}\noutcomes:\n  n: {kind: consult, title: N}\n",
        "utf-8",
    )

    def change(rows: list[dict[str, str]]) -> None:
        rows[0]["outcome_title"] = "Anders"

    found = put_csv(path, change)
    assert found.text == path.read_text("utf-8")
    assert ["vocabulaire" in note.say("nl") for note in found.notes] == [True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BY_HAND + "V?;Ja;\0A\n", "teken"),
        ("Vraag;Antwoord;Ga naar;Ga naar\nV?;Ja;A;B\n", "twee keer"),
        ("Vraag;Antwoord;Ga naar;Soort\nV?;Ja;A;Misschien\n", "Misschien"),
        ("Vraag;Antwoord;Ga naar;Voorwaarde\nV?;Ja;A;x >\nV?;Nee;B;anders\n", "rij 2"),
        (BY_HAND + "V?;Ja;A\n" * 20_001, "te veel"),
        (BY_HAND + "V?;Ja;" + "x" * 1_000_001 + "\n", "1000000 tekens"),
    ],
)
def test_what_cannot_be_understood_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadTable) as fault:
        made(text.encode())
    assert said in fault.value.said.say("nl")


def test_the_first_line_of_excel_tells_the_separator(tmp_path: Path) -> None:
    text = "sep=;\r\nVraag;Antwoord;Ga naar\r\nV, of niet?;Ja;A\r\n;Nee;B\r\n"
    assert list(loaded(made(text.encode()), tmp_path).questions) == ["v_of_niet"]


@pytest.mark.parametrize("value", ["#REF!", "=A1", date(2023, 5, 1)])
def test_cells_that_hold_no_text_are_refused(value: object) -> None:
    def mend(book: Workbook) -> None:
        cell(book, "Vragen", 0, "Antwoord").value = value

    with pytest.raises(BadTable, match="Vragen, row 5"):
        read("x", mended(tree(SHIPPED[1]), mend))


def test_what_is_named_a_workbook_and_is_none_is_told_to_be_none() -> None:
    with pytest.raises(BadTable, match="no workbook"):
        read("x.xlsx", b"Vraag;Antwoord;Ga naar\n")


def test_the_same_answer_twice_gets_ids_of_its_own(tmp_path: Path) -> None:
    one = by_hand("Q?;Goed;A\nQ?;Goed;B\nQ?;Goed;C\n", tmp_path)
    assert [answer.id for answer in one.questions["q"].answers] == ["goed", "goed_2", "goed_3"]


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_stays_a_draft(form: str, klein: Path, tmp_path: Path) -> None:
    assert "version" not in made(EXPORTS[form].write(tree(klein))).data


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_at_the_top_of_a_tree_comes_back(form: str) -> None:
    one = tree(SHIPPED[0])
    data = made(EXPORTS[form].write(one)).data
    assert one.valid_from
    assert data["valid_from"] == one.valid_from.isoformat()
    assert {"audience", "contact"} <= set(data)
