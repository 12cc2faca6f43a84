"""Trees as tables: CSV with a row per answer, and the spreadsheet to review."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import samples
from awkward import awkward
from calling import ROOT
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from woonboom.exports.cells import guarded, unguarded
from woonboom.exports.csv import write as as_csv
from woonboom.exports.rows import COLUMNS
from woonboom.exports.xlsx import words
from woonboom.exports.xlsx import write as as_xlsx
from woonboom.exports.xlsx.book import HEAD_ROW, LONGEST
from woonboom.exports.xlsx.heights import height
from woonboom.fingerprint import fingerprint
from woonboom.load import load
from woonboom.model import Tree

FORMULA = tuple("=+-@\t\r")
HULPVERLENERS = ROOT / "trees" / "hulpverleners.yaml"
CORPORATIES = ROOT / "trees" / "corporaties.yaml"


def tree(path: Path) -> Tree:
    found, problems = load(path)
    assert found
    assert not problems
    return found


# ---------------------------------------------------------------- CSV


def rows(made: Tree) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(made).decode(), newline=""), strict=True))


@pytest.mark.parametrize("path", [HULPVERLENERS, CORPORATIES], ids=lambda path: path.stem)
def test_a_row_per_answer_in_the_order_of_the_questions(path: Path) -> None:
    made = tree(path)
    read = [(row["question"], row["answer"], row["label"], row["goto"]) for row in rows(made)]
    assert read == [
        (question.id, answer.id, answer.label.template, answer.goto)
        for question in made.in_order
        for answer in question.answers
    ]


def test_it_is_what_rfc_4180_says() -> None:
    data = as_csv(tree(HULPVERLENERS))
    head, rest = data.split(b"\r\n", 1)
    assert head.decode() == ",".join(COLUMNS)
    assert rest.endswith(b"\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    widths = {len(row) for row in csv.reader(io.StringIO(data.decode(), newline=""), strict=True)}
    assert widths == {len(COLUMNS)}


def test_every_column_is_described_in_the_docs() -> None:
    page = (ROOT / "docs" / "export.md").read_text("utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in page] == []


def test_numbers_stay_between_braces_and_are_defined_beside_them() -> None:
    row = next(row for row in rows(tree(HULPVERLENERS)) if row["question"] == "termijn")
    assert "{termijn_aanmelding:jaren}" in row["ask"]
    assert row["when"] == "maanden_sinds_ontruiming <= termijn_aanmelding"
    assert json.loads(row["parameters"])["termijn_aanmelding"]["value"] == 60
    assert json.loads(row["facts"])["maanden_sinds_ontruiming"]["range"] == [0, 1200]


def test_an_outcome_stands_in_the_rows_that_lead_to_it() -> None:
    made = tree(HULPVERLENERS)
    row = next(row for row in rows(made) if row["goto"] == "tweedekans")
    assert (row["kind"], row["goes_to"]) == ("eligible", made.codes["tweedekans"])
    assert row["steps"].split("\n") == [s.template for s in made.outcomes["tweedekans"].steps]


def test_an_outcome_that_nothing_leads_to_has_a_row_of_its_own() -> None:
    made = samples.of({"q": [("Ja", "u"), ("Nee", "u")]})
    made = replace(made, outcomes={**made.outcomes, "los": samples.outcome("los")})
    assert [row["goto"] for row in rows(made)] == ["u", "u", "los"]


def test_no_note_of_a_maintainer_goes_along() -> None:
    made = tree(HULPVERLENERS)
    notes = [q.note for q in made.questions.values() if q.note]
    assert notes
    told = as_csv(made).decode() + "".join(texts(made))
    assert [note for note in notes if note in told] == []


def test_no_cell_is_taken_for_a_formula() -> None:
    cells = [cell for row in rows(awkward()) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
    assert "'=1+1" in cells


@given(st.text(alphabet="'=+-@ax\t\n ＝", max_size=6))
def test_a_cell_says_exactly_what_was_in_it(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(FORMULA)


# ---------------------------------------------------------------- the spreadsheet


def book(made: Tree) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(made)))


@pytest.fixture(scope="module")
def review() -> Workbook:
    """The review of the tree for helpers."""
    return book(tree(HULPVERLENERS))


def grid(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True)]


def texts(made: Tree) -> list[str]:
    return [
        str(cell) for sheet in book(made) for row in sheet.iter_rows(values_only=True)
        for cell in row if cell is not None
    ]  # fmt: skip


def column(sheet: Worksheet, head: str) -> list[object]:
    heads, *table = grid(sheet)
    return [row[heads.index(head)] for row in table]


def test_the_review_has_a_sheet_for_everything_that_can_be_reviewed(
    review: Workbook,
) -> None:
    made, found = tree(HULPVERLENERS), review
    assert found.sheetnames == [
        "Overzicht", "Vragen", "Uitkomsten", "Informatie", "Getallen", "Feiten", "Voorbeelden",
        "Woorden", "woonboom",
    ]  # fmt: skip
    assert len(column(found["Vragen"], "Vraag")) == sum(
        len(question.answers) for question in made.questions.values()
    )
    assert column(found["Uitkomsten"], "Code") == list(made.codes.values())
    assert column(found["Voorbeelden"], "Voorbeeld") == [case.name for case in made.cases]
    assert found["woonboom"].sheet_state == "hidden"


def test_it_is_in_the_language_of_the_tree() -> None:
    made = replace(tree(CORPORATIES), language="en")
    assert book(made).sheetnames[:3] == ["Overview", "Questions", "Outcomes"]
    assert "The tree advises; you decide." in texts(made)


def test_texts_have_their_numbers_filled_in(review: Workbook) -> None:
    asked = column(review["Vragen"], "Vraag")
    assert "Was de ontruiming hooguit 5 jaar geleden?" in asked


def test_conditions_are_told_in_words_and_as_they_are_written(review: Workbook) -> None:
    sheet = review["Vragen"]
    assert "Sinds de ontruiming hooguit 5 jaar (60 hele maanden)" in column(sheet, "Geldt bij")
    assert "maanden_sinds_ontruiming <= termijn_aanmelding" in column(sheet, "Voorwaarde")


def test_where_an_answer_leads_is_a_link_to_its_row(review: Workbook) -> None:
    made, found = tree(HULPVERLENERS), review
    heads = [cell.value for cell in found["Vragen"][HEAD_ROW + 1]]
    at = heads.index("Ga naar")
    answers = [answer for question in made.in_order for answer in question.answers]
    for row, answer in zip(found["Vragen"].iter_rows(min_row=HEAD_ROW + 2), answers, strict=True):
        assert row[at].hyperlink is not None
        sheet, cell = str(row[at].hyperlink.location).replace("'", "").split("!")
        goal = made.printed.get(answer.goto) or made.codes[answer.goto]
        assert str(found[sheet][cell].value) == goal


def test_every_table_can_be_filtered_scrolled_and_printed(review: Workbook) -> None:
    number = fingerprint(tree(HULPVERLENERS))
    for sheet in review.worksheets[1:-1]:
        assert sheet.auto_filter.ref
        assert str(sheet.freeze_panes)[1:] == str(HEAD_ROW + 2)
        assert sheet.print_title_rows == f"${HEAD_ROW + 1}:${HEAD_ROW + 1}"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddFooter.left.text.endswith(number)


def test_every_row_can_be_judged_and_remarked_on(review: Workbook) -> None:
    for sheet in review.worksheets[1:-1]:
        heads = [str(head) for head in grid(sheet)[0]]
        assert {"Klopt het?", "Opmerking"} <= set(heads)
        (choice,) = sheet.data_validations.dataValidation
        assert choice.formula1 == '"Ja,Nee,Vraag"'
        assert str(choice.sqref).endswith(str(sheet.max_row))


def test_the_overview_counts_what_was_reviewed(review: Workbook) -> None:
    found = review
    counts = [
        str(cell.value) for row in found["Overzicht"].iter_rows() for cell in row
        if str(cell.value).startswith("=")
    ]  # fmt: skip
    assert len(counts) == 2 * (len(found.sheetnames) - 2)
    assert f"=COUNTA('Vragen'!$I${HEAD_ROW + 2}:$I${found['Vragen'].max_row})" in counts


def test_nothing_that_an_author_wrote_is_a_formula_or_a_link_elsewhere() -> None:
    found = book(awkward())
    for sheet in found.worksheets[1:]:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None or cell.hyperlink.location
    assert "=1+1" in column(found["Vragen"], "Antwoord")


def test_the_same_bytes_at_any_time() -> None:
    data = as_xlsx(tree(HULPVERLENERS))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {part.date_time[:3] for part in packed.infolist()} == {(1980, 1, 1)}
    assert book(tree(HULPVERLENERS)).properties.created.date() == date(2023, 5, 22)


def test_a_text_longer_than_a_cell_is_cut() -> None:
    made = samples.of({"q": [("Ja", "u"), ("Nee", "u")]})
    long = replace(made.questions["q"], ask=samples.text("lang " * 10_000))
    made = replace(made, questions={"q": long})
    assert len(str(column(book(made)["Vragen"], "Vraag")[0])) == LONGEST


@pytest.mark.parametrize(
    ("cells", "lines"),
    [([("kort", 20, False)], 1), ([("een\ntwee", 20, False)], 2), ([("woord " * 10, 12, True)], 5)],
)
def test_a_row_is_as_high_as_its_texts(cells: Sequence[tuple[str, int, bool]], lines: int) -> None:
    assert height(cells) == lines * 15 + 3


def test_every_word_is_said_in_both_languages() -> None:
    for name, message in vars(words).items():
        if name.isupper() and hasattr(message, "nl"):
            assert message.nl.strip()
            assert message.en.strip()
