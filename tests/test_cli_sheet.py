"""`woonboom sheet`: the PDFs that it writes, filled in for cases or not."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from calling import ERROR, FAULTY, ROOT, Capture, Patch, assert_refused, called, python, write

from woonboom.decide import decide
from woonboom.filled import judge, read
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.load import load
from woonboom.papers.sheet import sheet
from woonboom.papers.sheet_case import Filling

TREES = ROOT / "trees"
TREE = TREES / "hulpverleners.yaml"
DAY = date(2026, 1, 31)
CASE = """\
ontruimd: ja
reden_ontruiming: [huurachterstand, overlast]
maanden_sinds_ontruiming: 1-3-2024
huurschuld: nee
hulpverlening: ja
begeleidingsplan: ja
"""


@pytest.fixture(autouse=True)
def in_a_folder_with_a_case(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)
    write(CASE, "anna.yaml")


def filled(name: str) -> dict[str, str]:
    """What is filled in, by the names of the fields."""
    with pikepdf.open(name) as pdf:
        found = {str(f.T): str(f.get("/V", "")).removeprefix("/") for f in pdf.Root.AcroForm.Fields}
    return {field: value for field, value in found.items() if value not in {"", "Off"}}


def pages(name: str) -> int:
    with pikepdf.open(name) as pdf:
        return len(pdf.pages)


def test_a_sheet_of_every_tree(capsys: Capture) -> None:
    code, out, err = called(capsys, "sheet", TREE, TREES / "corporaties.yaml", "-o", "uit")
    assert (code, out) == (0, "")
    names = [Path("uit", f"{name}-sheet.pdf") for name in ("hulpverleners", "corporaties")]
    assert err == "".join(f"Geschreven: {name}\n" for name in names)
    assert [filled(str(name)) for name in names] == [{}, {}]
    assert all(pages(str(name)) <= 5 for name in names)


def test_the_sheet_of_a_case(capsys: Capture) -> None:
    code, out, err = called(capsys, "sheet", TREE, "--case", "anna.yaml", "--on", "31-1-2026")
    name = "hulpverleners-sheet-anna.pdf"
    assert (code, out, err) == (0, "", f"Geschreven: {name}\n")
    assert filled(name) == {
        "blad_datum": "31-01-2026",
        "antwoord_ontruimd": "yes",
        "antwoord_reden": "huurachterstand_of_overlast",
        "feit_reden_ontruiming-huurachterstand": "ja",
        "feit_reden_ontruiming-overlast": "ja",
        "antwoord_termijn": "ja",
        "feit_maanden_sinds_ontruiming": "01-03-2024",
        "antwoord_huurschuld": "no",
        "antwoord_hulpverlening": "yes",
        "antwoord_begeleidingsplan": "yes",
        "uitkomst_tweedekans": "ja",
    }


def test_a_fact_of_the_command_line_goes_before_the_file(capsys: Capture) -> None:
    given = ("--given", "begeleidingsplan=nee", "--given", "maanden_sinds_ontruiming=22")
    assert called(capsys, "sheet", TREE, "--case", "anna.yaml", *given)[0] == 0
    found = filled("hulpverleners-sheet-anna.pdf")
    assert found["antwoord_begeleidingsplan"] == "no"
    assert found["uitkomst_eerst_begeleidingsplan"] == "ja"
    assert found["feit_maanden_sinds_ontruiming"] == "22 maanden"


def test_a_date_on_the_command_line_stays_that_date(capsys: Capture) -> None:
    given = ("--given", "maanden_sinds_ontruiming=2024-03-31")
    assert called(capsys, "sheet", TREE, "--case", "anna.yaml", *given)[0] == 0
    found = filled("hulpverleners-sheet-anna.pdf")
    assert found["feit_maanden_sinds_ontruiming"] == "31-03-2024"


def test_of_a_case_that_is_not_decided_the_open_question_is_told(capsys: Capture) -> None:
    given = ("--given", "ontruimd=ja", "--given", "reden_ontruiming=overlast")
    code, out, err = called(capsys, "sheet", TREE, *given)
    assert (code, out) == (0, "")
    assert "Nog niet beslist: vraag 3 staat open. Was de ontruiming hooguit 5 jaar" in err
    found = filled("hulpverleners-sheet-geval.pdf")
    assert found["antwoord_reden"] == "huurachterstand_of_overlast"
    assert not any(name.startswith("uitkomst_") for name in found)


CERTAIN = """\
woonboom: 1
tree: proef
title: Een proef
version: "2026-01"
start: lang
facts:
  maanden: {label: Hoe lang, type: integer, range: [0, 60]}
  waar: {label: Waar, type: boolean}
questions:
  lang:
    ask: Hoe lang duurt het?
    answers:
      - {label: Kort, when: maanden < 6, goto: kan}
      - {label: Lang, otherwise: true, goto: zo}
  zo: {ask: "Is het waar?", fact: waar, yes: kan, no: niet}
outcomes:
  kan: {kind: consult, title: Bel even, steps: [Bellen.]}
  niet: {kind: not_eligible, title: Het kan niet}
"""


def test_a_certain_outcome_is_told_but_not_ticked_while_a_question_is_open(capsys: Capture) -> None:
    tree = write(CERTAIN, "proef.yaml")
    code, _, err = called(capsys, "sheet", tree, "--given", "waar=ja", "--on", "31-1-2026")
    assert code == 0
    assert "Vraag 1 staat nog open, maar de uitkomst staat al vast: U1, ‘Bel even’.\n" in err
    assert filled("proef-sheet-geval.pdf") == {"blad_datum": "31-01-2026"}
    code, out, _ = called(capsys, "read", "proef-sheet-geval.pdf", "--tree", tree)
    assert code == 1
    assert "De antwoorden leiden nog niet tot een uitkomst." in out


def test_of_a_list_of_cases_each_gets_a_sheet(capsys: Capture) -> None:
    write(
        "- {ontruimd: nee, vaste_woonplek: nee, wil_zelfstandig: nee}\n- {ontruimd: ja}\n", "l.yaml"
    )
    code, _, err = called(capsys, "sheet", TREE, "--case", "l.yaml", "--given", "huurschuld=ja")
    assert code == 0
    assert "Geval 2. Nog niet beslist: vraag 2 staat open." in err
    assert "Geval 1." not in err
    assert filled("hulpverleners-sheet-l-1.pdf")["uitkomst_geen_traject"] == "ja"
    assert filled("hulpverleners-sheet-l-2.pdf")["antwoord_ontruimd"] == "yes"


def test_the_sheets_of_a_list_sort_in_its_order(capsys: Capture) -> None:
    write("".join(f"- {{ontruimd: {'ja' if n % 2 else 'nee'}}}\n" for n in range(11)), "l.yaml")
    assert called(capsys, "sheet", TREE, "--case", "l.yaml")[0] == 0
    names = sorted(path.name for path in Path().glob("*.pdf"))
    assert len(names) == 11
    assert (names[0], names[-1]) == ("hulpverleners-sheet-l-01.pdf", "hulpverleners-sheet-l-11.pdf")


def test_what_is_filled_in_is_read_back_as_it_was_decided() -> None:
    tree, _ = load(TREE)
    assert tree is not None
    for case in tree.cases[::7]:
        decision = decide(tree, case.given)
        data = DOCUMENT_FORMATS["pdf"].write(sheet(tree, Filling(decision, DAY)))
        found = judge(read(data), [tree], DAY)
        assert [problem for problem in found.problems if problem.severity != "info"] == []
        assert found.outcome
        assert [found.outcome.id] == [end.id for end in found.ticked] == [decision.outcome]
        assert dict(found.answers) == dict(decision.path)


def test_a_tree_that_is_wrong_for_the_case_is_told(capsys: Capture) -> None:
    write(FAULTY, "proef.yaml")
    code, out, err = called(capsys, "--lang", "en", "sheet", "proef.yaml", "--given", "months=6")
    assert (code, out) == (1, "")
    assert "The tree is wrong for this case; the way runs up to question 1." in err
    assert set(filled("proef-sheet-case.pdf")) == {"blad_datum", "feit_months"}


def test_a_tree_with_errors_is_printed_with_a_warning(capsys: Capture) -> None:
    code, out, err = called(capsys, "sheet", ERROR)
    assert (code, out) == (0, "")
    assert err.startswith("Let op: deze boom heeft fouten (1). Deel dit papier nog niet uit.")
    assert Path(f"{ERROR.stem}-sheet.pdf").exists()


@pytest.mark.parametrize(
    ("command", "name"),
    [("sheet", "hulpverleners"), ("sheet", "evaluatie"), ("handout", "hulpverleners")],
)
def test_its_metadata_says_which_version_it_is(capsys: Capture, command: str, name: str) -> None:
    assert called(capsys, command, TREES / f"{name}.yaml")[0] == 0
    (file,) = Path().glob("*.pdf")
    with pikepdf.open(file) as pdf:
        said = str(pdf.docinfo.Subject)
        assert str(pdf.open_metadata()["dc:description"]) == said
    assert "Versie 20" in said
    assert "Controlegetal " in said


def test_a_questionnaire_gets_a_sheet_too(capsys: Capture) -> None:
    assert called(capsys, "sheet", TREES / "evaluatie.yaml")[0] == 0
    with pikepdf.open("evaluatie-sheet.pdf") as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert any(name.startswith("stelling_") for name in names)


def refused(capsys: Capture, part: str, *given: str | Path) -> None:
    code, out, err = called(capsys, "sheet", *given)
    assert_refused(code, err, out, part)
    assert not list(Path().glob("*.pdf"))


def test_what_cannot_be_filled_in_is_refused(capsys: Capture) -> None:
    write("[]\n", "geen.yaml")
    corporaties = TREES / "corporaties.yaml"
    refused(capsys, "één boom tegelijk; hier staan er 2", TREE, corporaties, "--case", "anna.yaml")
    refused(capsys, "In ‘geen.yaml’ staan geen gevallen", TREE, "--case", "geen.yaml")
    refused(capsys, "is een vragenlijst", TREES / "evaluatie.yaml", "--given", "ontruimd=ja")
    refused(capsys, "WB202", TREE, "--given", "ontruimt=ja")
    refused(capsys, "WB101", TREE, "--case", "nergens.yaml")
    refused(capsys, "geen waarde", TREE, "--given", "ontruimd")
    refused(capsys, "geen datum", TREE, "--given", "ontruimd=ja", "--on", "gisteren")
    refused(capsys, "Dit kan niet samen", TREE, "--given", "vaste_woonplek=nee",
            "--given", "huurt_van_corporatie=ja")  # fmt: skip


def test_a_case_of_a_list_that_cannot_be_is_named(capsys: Capture) -> None:
    write("- {ontruimd: ja}\n- {vaste_woonplek: nee, huurt_van_corporatie: ja}\n", "l.yaml")
    refused(capsys, "Geval 2. Dit kan niet samen", TREE, "--case", "l.yaml")


def test_what_cannot_be_read_is_refused_before_anything_is_written(capsys: Capture) -> None:
    write("woonboom: 1\ntree: [\n", "kapot.yaml")
    refused(capsys, "kapot.yaml", TREE, "kapot.yaml")
    refused(capsys, "WB119", TREES / "woonkans.yaml")
    refused(capsys, "WB101", "nergens.yaml")
    shutil.copytree(TREES, "kopie")
    refused(capsys, "zouden hetzelfde bestand krijgen", TREE, Path("kopie", TREE.name))


def test_the_same_case_gives_the_same_bytes_whatever_the_machine(tmp_path: Path) -> None:
    found = set()
    for seed, zone in (("1", "Europe/Amsterdam"), ("2", "Asia/Tokyo")):
        out = tmp_path / seed
        words = ("-m", "woonboom", "--quiet", "sheet", TREE, "--case", "anna.yaml", "-o", out)
        assert python(*words, "--on", "2026-01-31", PYTHONHASHSEED=seed, TZ=zone).returncode == 0
        found.add((out / "hulpverleners-sheet-anna.pdf").read_bytes())
    assert len(found) == 1


def test_help_shows_an_example(capsys: Capture) -> None:
    for language, word in (("nl", "Voorbeeld:"), ("en", "Example:")):
        code, out, _ = called(capsys, "--lang", language, "sheet", "--help")
        assert code == 0
        assert word in out
        assert "NAAM-sheet.pdf" in out or "NAME-sheet.pdf" in out
