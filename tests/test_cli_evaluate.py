"""`woonboom evaluate`, as whoever holds the evaluation uses it."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from calling import ROOT, Capture, called
from evaluation_forms import FORM, SCALE, TREES, empty_pdf, filled_pdf
from paper_fillers import FILLERS

from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.load import Library
from woonboom.papers.evaluation import evaluation_form
from woonboom.questionnaire import Questionnaire

ROLES = ("corporatie", "hulpverlening", "woonkans")
NAMES = ("Xanthippe Quickebosch", "Wolfram Zwaluwnest")
Answers = list[dict[str, str]]


def ours() -> Questionnaire:
    form = Library().questionnaire(TREES / "evaluatie.yaml")
    assert form
    return form


def answers(count: int, seed: int) -> Answers:
    """What people might answer, by the names of the fields."""
    chance, form, found = random.Random(seed), ours(), []
    for n in range(count):
        values = {"kop_werkplek": ROLES[n % 3], "kop_datum": f"{n + 1}-3-2026"}
        for statement in form.statements:
            if chance.random() < 0.9:
                values[statement.field] = chance.choice(SCALE)
            if chance.random() < 0.2:
                values[statement.explanation] = f"Toelichting {chance.randrange(99)}."
        if n % 2:
            values["kop_naam"] = NAMES[n % 4 // 2]
            values["open_boom_advies_boom"] = f"Bel mij: {NAMES[n % 4 // 2]}"
        found.append(values)
    return found


def fill(folder: Path, rows: Answers, *, everyone: bool = False) -> None:
    """Fill forms in, each with another program when `everyone` is to have its turn."""
    folder.mkdir()
    blank = DOCUMENT_FORMATS["pdf"].write(evaluation_form(ours()))
    fillers = [*FILLERS.values()] if everyone else [FILLERS["pikepdf"]]
    for n, values in enumerate(rows):
        data = fillers[n % len(fillers)](blank, values)
        (folder / f"formulier-{n}.pdf").write_bytes(data)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_form() -> None:
    Path("formulier.yaml").write_text(FORM, "utf-8")


def write_csv(name: str, *rows: str) -> Path:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(("bekend,wachten,duidelijk,Uw naam", *rows)), "utf-8")
    return path


def figures(out: str) -> dict[str, list[int]]:
    return {row["id"]: row["counts"] for row in json.loads(out)["statements"]}


# ---------------------------------------------------------------- twenty forms


@pytest.mark.slow
def test_twenty_forms_from_all_kinds_of_programs_become_a_report(
    here: Path, capsys: Capture
) -> None:
    rows = answers(20, seed=1)
    fill(here / "ronde", rows, everyone=True)
    code, out, err = called(capsys, "evaluate", "ronde", "--format", "json", "--format", "pdf")
    assert (code, "20 formulieren" in err) == (0, True)
    expected = {
        s.id: [Counter(row.get(s.field, "") for row in rows)[point] for point in SCALE]
        for s in ours().statements
    }
    assert figures(out) == expected
    assert Path("evaluatie-verslag.pdf").read_bytes().startswith(b"%PDF-")
    said = json.loads(out)
    assert (said["first_day"], said["last_day"]) == ("2026-03-01", "2026-03-20")
    written = [row[s.explanation] for row in rows for s in ours().statements
               if s.explanation in row]  # fmt: skip
    found = [c for id_, texts in said["comments"].items() if id_ != "advies_boom" for c in texts]
    assert sorted(found) == sorted(written)
    assert [len(group["statements"]) > 0 for group in said["groups"][0]["groups"]] == [True] * 3


def test_a_report_and_a_web_page_come_from_a_folder(here: Path, capsys: Capture) -> None:
    fill(here / "ronde", answers(6, seed=2))
    code, out, err = called(capsys, "evaluate", "ronde", "-o", "uit")
    assert (code, out) == (0, "")
    assert sorted(path.name for path in Path("uit").iterdir()) == [
        "evaluatie-verslag.html",
        "evaluatie-verslag.pdf",
    ]
    assert "Geschreven: uit" in err


def test_no_name_of_the_head_comes_out_anywhere(here: Path, capsys: Capture) -> None:
    fill(here / "ronde", answers(8, seed=3))
    Path("ronde/formulier-1.pdf").rename("ronde/Xanthippe Quickebosch.pdf")
    called(capsys, "evaluate", "ronde", "-o", "uit")
    _, out, _ = called(capsys, "evaluate", "ronde", "--format", "json")
    for data in (out.encode(), *(path.read_bytes() for path in Path("uit").iterdir())):
        assert not [part for name in NAMES for part in name.split() if part.encode() in data]


def test_two_rounds_and_the_yearly_figures_go_into_one_report(here: Path, capsys: Capture) -> None:
    fill(here / "nu", answers(6, seed=4))
    fill(here / "toen", answers(6, seed=5))
    figures_csv = TREES / "cijfers.csv"
    code, out, _ = called(
        capsys, "evaluate", "nu", "--compare", "toen", "--figures", figures_csv, "--format", "json"
    )
    assert code == 0
    said = json.loads(out)
    schema = json.loads((ROOT / "docs" / "schemas" / "evaluate.json").read_text("utf-8"))
    jsonschema.validate(said, schema)
    assert len(said["compared"]["statements"]) == 14
    assert [year["share"] for year in said["years"]["years"]] == [10, 13, 12, 5]


def test_the_same_forms_make_the_same_bytes(here: Path, capsys: Capture) -> None:
    fill(here / "ronde", answers(5, seed=6))
    for folder in ("een", "twee"):
        assert called(capsys, "evaluate", "ronde", "--format", "pdf", "-o", folder)[0] == 0
    assert Path("een/evaluatie-verslag.pdf").read_bytes() == (
        Path("twee/evaluatie-verslag.pdf").read_bytes()
    )


# ---------------------------------------------------------------- two rounds that overlap


def overlapping(here: Path) -> None:
    write_form()
    for name in ("nu", "toen"):
        (here / name).mkdir()
        for n in range(6):
            rows = f"bekend,wachten,duidelijk,naam\n4,1,5,{name} {n}\n"
            Path(name, f"{n}.csv").write_text(rows, "utf-8")


EVALUATE = ("--form", "formulier.yaml", "--format", "json")


def test_forms_that_are_in_both_rounds_are_refused(here: Path, capsys: Capture) -> None:
    overlapping(here)
    shutil.copy("toen/0.csv", "nu/laat.csv")
    code, out, err = called(capsys, "evaluate", "nu", "--compare", "toen", *EVALUATE)
    assert (code, out) == (2, "")
    plain = err.replace("\n", " ")
    assert "1 formulier staat in beide rondes" in plain
    assert "laat.csv’" in plain
    assert not list(here.rglob("*verslag*"))


def test_a_round_is_not_compared_with_itself(here: Path, capsys: Capture) -> None:
    overlapping(here)
    code, _, err = called(capsys, "evaluate", "nu", "--compare", "nu", *EVALUATE)
    assert code == 2
    assert "staan in beide rondes" in err


def test_an_export_that_grew_since_the_last_round_is_refused(here: Path, capsys: Capture) -> None:
    write_form()
    rows = [f"2026-03-0{n} 09:3{n},4,1,5" for n in range(1, 9)]
    for name, some in (("toen", rows[:5]), ("nu", rows[4:])):
        text = "\n".join(["Tijdstip,bekend,wachten,duidelijk", *some])
        Path(f"{name}.csv").write_text(text, "utf-8")
    code, _, err = called(capsys, "evaluate", "nu.csv", "--compare", "toen.csv", *EVALUATE)
    assert code == 2
    assert "1 formulier staat in beide rondes: ‘nu.csv:2’" in err.replace("\n", " ")


def test_people_who_answer_alike_in_two_rounds_are_not_the_same(
    here: Path, capsys: Capture
) -> None:
    write_form()
    for name in ("toen", "nu"):
        text = "\n".join(["bekend,wachten,duidelijk,bron", *["4,4,4,web"] * 5, name])
        Path(f"{name}.csv").write_text(text, "utf-8")
    assert called(capsys, "evaluate", "nu.csv", "--compare", "toen.csv", *EVALUATE)[0] == 1


def test_a_blank_form_in_both_rounds_is_no_overlap(here: Path, capsys: Capture) -> None:
    overlapping(here)
    for name in ("nu", "toen"):
        Path(name, "leeg.csv").write_text("bekend,wachten,duidelijk\n", "utf-8")
    assert called(capsys, "evaluate", "nu", "--compare", "toen", *EVALUATE)[0] == 0


def test_the_last_round_may_be_in_a_folder_of_this_one(here: Path, capsys: Capture) -> None:
    overlapping(here)
    shutil.move("toen", "nu/toen")
    for now, then in (("nu", "nu/toen"), ("nu/toen", "nu")):
        code, out, err = called(capsys, "evaluate", now, "--compare", then, *EVALUATE)
        found = json.loads(out)
        assert (code, found["responses"], found["compared"]["responses"]) == (0, 6, 6)
        assert ": 6." in err


def test_of_two_rounds_it_is_said_which_was_counted(here: Path, capsys: Capture) -> None:
    overlapping(here)
    _, _, err = called(capsys, "evaluate", "nu", "--compare", "toen", *EVALUATE)
    plain = err.replace("\n", " ")
    assert "Geteld in deze ronde: 6 formulieren (" in plain
    assert "Geteld in de vorige ronde: 6 formulieren (" in plain


def test_one_form_is_one_form(here: Path, capsys: Capture) -> None:
    write_form()
    write_csv("csv/a.csv", "1,2,3,Jan")
    _, _, err = called(capsys, "evaluate", "csv", *EVALUATE)
    assert "Geteld: 1 formulier (" in err


# ---------------------------------------------------------------- what comes out, and where


def test_figures_go_to_a_file_where_a_folder_is_named(here: Path, capsys: Capture) -> None:
    write_form()
    write_csv("csv/a.csv", *["1,2,3,Jan"] * 5)
    _, on_screen, _ = called(capsys, "evaluate", "csv", *EVALUATE)
    code, out, _ = called(capsys, "evaluate", "csv", *EVALUATE, "-o", "uit")
    assert (code, out) == (0, "")
    assert Path("uit/mening-verslag.json").read_text("utf-8") == on_screen


@pytest.mark.parametrize("written", [False, True])
def test_whoever_sends_comments_is_told_to_read_them_first(
    here: Path, capsys: Capture, written: bool
) -> None:
    write_form()
    note = "Jan weet het" if written else ""
    rows = "".join(f"4,{note}\n" for _ in range(5))
    Path("a.csv").write_text(f"bekend,Toelichting\n{rows}", "utf-8")
    _, _, err = called(capsys, "evaluate", "a.csv", *EVALUATE)
    assert ("Lees de toelichtingen na" in err) == written


# ---------------------------------------------------------------- what goes wrong


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(here: Path, capsys: Capture) -> None:
    fill(here / "ronde", answers(5, seed=7))
    whole = Path("ronde/formulier-0.pdf")
    shutil.copy(whole, "ronde/dubbel.pdf")
    Path("ronde/half.pdf").write_bytes(whole.read_bytes()[:4000])
    Path("ronde/brief.pdf").write_bytes(b"Geachte heer")
    Path("ronde/anders.pdf").write_bytes(filled_pdf({"stelling_beleid_bekend": "eens"}))
    blank = DOCUMENT_FORMATS["pdf"].write(evaluation_form(ours()))
    Path("ronde/leeg.pdf").write_bytes(blank)
    code, out, err = called(capsys, "evaluate", "ronde", "--format", "json")
    assert code == 1
    said = json.loads(out)
    counts = {key: said[key] for key in ("responses", "unread", "twice", "blank")}
    assert counts == {"responses": 5, "unread": 3, "twice": 1, "blank": 1}
    assert "Deze PDF is beschadigd" in err
    assert "Dit is geen PDF" in err
    assert "Dit is een ander formulier" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ronde",), "‘ronde’ is er niet."),
        (("leeg",), "In ‘leeg’ staan geen pdf's of csv-bestanden."),
        (("csv",), "Noem het bestand ervan met --form."),
        (("csv", "--form", "weg.yaml"), "Dit bestand bestaat niet."),
        (("csv", "--form", "formulier.yaml", "--figures", "weg.csv"), "dat bestand is er niet"),
        (("csv", "--form", "formulier.yaml", "--figures", "csv"), "‘csv’ kan niet gelezen worden"),
        (("csv", "--form", "formulier.yaml", "--figures", "csv/a.csv"), "geen cijfers per jaar"),
        (("niets", "--form", "formulier.yaml"), "geen enkel formulier met antwoorden"),
        (("csv", "--format", "docx"), "Kies uit: pdf, html, json."),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    here: Path, capsys: Capture, words: tuple[str, ...], said: str
) -> None:
    write_form()
    (here / "leeg").mkdir()
    write_csv("csv/a.csv", "1,2,3,Jan")
    write_csv("niets/a.csv")
    code, out, err = called(capsys, "evaluate", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert "fout in woonboom zelf" not in err
    assert not list(here.rglob("*verslag*"))


def test_a_flawed_form_is_refused_with_its_problems(here: Path, capsys: Capture) -> None:
    Path("formulier.yaml").write_text(FORM.replace("scale:", "schaal:"), "utf-8")
    write_csv("csv/a.csv", "1,2,3,Jan")
    code, _, err = called(capsys, "evaluate", "csv", "--form", "formulier.yaml")
    assert code == 2
    assert "WB110" in err
    assert "WB111" in err


def test_of_a_file_with_very_much_wrong_only_the_first_is_told(here: Path, capsys: Capture) -> None:
    write_form()
    write_csv("csv/a.csv", *["1,2,3,Jan"] * 5, *["8,8,8,Jan"] * 20)
    code, _, err = called(capsys, "evaluate", "csv", "--form", "formulier.yaml", "--format", "json")
    assert code == 1
    assert "rij 7: Stelling 1: ‘8’ staat niet op de schaal" in err.replace("\n", " ")
    assert "en nog 50 zulke meldingen" in err


# ---------------------------------------------------------------- web forms


def test_exports_of_a_web_form_count_with_its_file(here: Path, capsys: Capture) -> None:
    write_form()
    rows = [("4", "Eens"), ("1", "Oneens"), ("5", ""), ("2", "x;y"), ("3", "")]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Ik ken het beleid.", "Toelichting"])
    writer.writerows(rows)
    Path("csv").mkdir()
    Path("csv/antwoorden.csv").write_bytes(out.getvalue().encode("cp1252"))
    code, said, _ = called(
        capsys, "evaluate", "csv", "--form", "formulier.yaml", "--format", "json"
    )
    assert code == 0
    assert figures(said)["bekend"] == [1, 1, 1, 1, 1]
    assert json.loads(said)["comments"] == {"bekend": ["Eens", "Oneens", "x;y"]}


def test_without_form_the_one_in_trees_is_taken(here: Path, capsys: Capture) -> None:
    Path("trees").mkdir()
    Path("trees/formulier.yaml").write_text(FORM, "utf-8")
    write_csv("csv/a.csv", *["1,2,3,Jan"] * 5)
    code, out, _ = called(capsys, "evaluate", "csv", "--format", "json")
    assert (code, figures(out)["wachten"]) == (0, [0, 5, 0, 0, 0])


def test_papers_tell_themselves_which_form_they_are_of(here: Path, capsys: Capture) -> None:
    Path("ronde").mkdir()
    for n, point in enumerate(SCALE):
        data = filled_pdf({"stelling_beleid_bekend": point})
        Path(f"ronde/{n}.PDF").write_bytes(data)
    write_csv("ronde/web.csv", "5,5,5,Jan")
    code, out, _ = called(capsys, "evaluate", "ronde", "--format", "json")
    assert (code, figures(out)["bekend"]) == (0, [1, 1, 1, 1, 2])


def test_a_named_form_decides_what_counts(here: Path, capsys: Capture) -> None:
    Path("formulier.yaml").write_text(FORM.replace("2026-01", "2027-01"), "utf-8")
    Path("ronde").mkdir()
    Path("ronde/a.pdf").write_bytes(filled_pdf({"stelling_beleid_bekend": "eens"}))
    code, out, _ = called(
        capsys, "evaluate", "ronde", "--form", "formulier.yaml", "--format", "json"
    )
    assert (code, json.loads(out)["form"]["form_version"]) == (0, "2027-01")


def test_files_may_be_named_one_by_one(here: Path, capsys: Capture) -> None:
    write_form()
    one = write_csv("a.csv", "1,1,1,Jan")
    other = write_csv("b.csv", "2,2,2,Jan")
    code, out, _ = called(
        capsys, "evaluate", one, other, one, "--form", "formulier.yaml", "--format", "json"
    )
    assert (code, json.loads(out)["responses"]) == (0, 2)


def test_hidden_files_and_other_files_are_passed_by(here: Path, capsys: Capture) -> None:
    write_form()
    write_csv("csv/a.csv", "1,1,1,Jan")
    write_csv("csv/.b.csv", "1,1,1,Piet")
    Path("csv/uitleg.txt").write_text("Hallo", "utf-8")
    code, out, _ = called(capsys, "evaluate", "csv", "--form", "formulier.yaml", "--format", "json")
    assert (code, json.loads(out)["responses"]) == (0, 1)


def test_when_quiet_only_what_is_wrong_is_told(here: Path, capsys: Capture) -> None:
    write_form()
    write_csv("csv/a.csv", "1,1,9,Jan")
    _, out, err = called(
        capsys, "--quiet", "evaluate", "csv", "--form", "formulier.yaml", "--format", "pdf"
    )
    assert out == ""
    assert err.splitlines() == [
        "csv/a.csv, rij 2: Stelling 3: ‘9’ staat niet op de schaal. Dat antwoord telt niet mee."
    ]


# ---------------------------------------------------------------- the form itself


def test_the_form_is_printed_as_a_sheet(here: Path, capsys: Capture) -> None:
    write_form()
    code, _, _ = called(capsys, "sheet", "formulier.yaml")
    assert code == 0
    assert Path("formulier-sheet.pdf").read_bytes() == empty_pdf()
