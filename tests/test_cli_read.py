"""`woonboom read`: one sheet in full, a folder in short, JSON, CSV, and files that are none."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from calling import ROOT, Capture, Patch, assert_refused, called, environment, process
from paper_forms import blank, form, ours, values_for, walked, with_pikepdf
from test_filled_values import CARRIED

from woonboom.filled.kinds import KINDS
from woonboom.fingerprint import canonical
from woonboom.model import Tree

SCHEMA = json.loads((ROOT / "docs" / "schemas" / "read.json").read_text("utf-8"))
TREE = ROOT / "trees" / "hulpverleners.yaml"


@pytest.fixture
def tree() -> Tree:
    return ours()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    """No folder `trees` where the command runs, unless a test puts one there."""
    monkeypatch.chdir(tmp_path)


def sheet_of(tree: Tree, name: str = "blad.pdf", **values: str) -> Path:
    """Write a sheet on which everything agrees, but for what `values` say."""
    case = tree.cases[0]
    answers, _ = walked(tree, case.given)
    noted = {id_: case.given[id_] for id_ in ("maanden_regeling", "bewindvoering")}
    said = values_for(tree, answers, noted, (case.expect,), referentie="A.B.", datum="31-01-2026")
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(with_pikepdf(blank(tree), {**said, **values}))
    return Path(name)


def data(out: str) -> dict[str, list[dict[str, Any]]]:
    found = json.loads(out)
    jsonschema.validate(found, SCHEMA)
    assert isinstance(found, dict)
    return found


def test_one_sheet_in_full(capsys: Capture, tree: Tree) -> None:
    code, out, err = called(capsys, "read", sheet_of(tree), "--tree", TREE)
    assert (code, err) == (0, "")
    for part in (
        "blad.pdf", "Dit is de versie die nu geldt.", "Initialen of kenmerk: A.B.",
        "Datum van invullen: 31-01-2026",
        "Tweedekansbeleid (Ja, dit kan)", "   5. Loopt de betalingsregeling lang genoeg",
        "6 maanden", "Alles klopt met elkaar.", "De professional beslist.",
    ):  # fmt: skip
        assert part in out
    assert "Let op" not in out


def test_in_english(capsys: Capture, tree: Tree) -> None:
    code, out, _ = called(capsys, "--lang", "en", "read", sheet_of(tree, uitkomst_wonenplus="ja"))
    assert code == 1
    assert "More than one outcome is ticked" in out
    assert "The professional decides." in out


def test_what_does_not_agree_is_exit_code_1(capsys: Capture, tree: Tree) -> None:
    code, out, _ = called(capsys, "read", sheet_of(tree, feit_maanden_regeling="2"))
    assert code == 1
    assert "Bij vraag 5 is ‘Ja’ gekozen, maar dat past niet" in out


def test_without_its_tree_it_stays_readable(capsys: Capture, tree: Tree) -> None:
    code, out, _ = called(capsys, "read", sheet_of(tree))
    assert code == 0
    assert "Tweedekansbeleid (Ja, dit kan)" in out
    assert "is er niet bij" in out


def test_the_folder_trees_is_compared_with(capsys: Capture, tree: Tree) -> None:
    shutil.copytree(ROOT / "trees", "trees")
    code, out, err = called(capsys, "read", sheet_of(tree), "--format", "json")
    assert (code, err) == (0, "")
    assert data(out)["sheets"][0]["current"] is True


def test_a_folder_trees_with_a_fault_does_not_stop_it(capsys: Capture, tree: Tree) -> None:
    Path("trees").mkdir()
    Path("trees/kapot.yaml").write_text("woonboom: 1\ntree: x\n", "utf-8")
    code, out, err = called(capsys, "read", sheet_of(tree))
    assert code == 0
    assert "Tweedekansbeleid" in out
    assert "Niet alle bomen in ‘trees’ zijn te lezen" in err


def test_a_tree_that_is_named_must_be_sound(capsys: Capture, tree: Tree) -> None:
    Path("kapot.yaml").write_text("woonboom: 1\ntree: x\n", "utf-8")
    code, out, err = called(capsys, "read", sheet_of(tree), "--tree", "kapot.yaml")
    assert_refused(code, err, out, "kapot.yaml")
    code, out, err = called(capsys, "read", sheet_of(tree), "--tree", "weg.yaml")
    assert_refused(code, err, out, "weg.yaml")


def test_another_version(capsys: Capture, tree: Tree) -> None:
    old = ROOT / "trees" / "begrippenlijst" / "hulpverleners.yaml"
    code, out, _ = called(capsys, "read", sheet_of(tree), "--tree", old, "--format", "json")
    (found,) = data(out)["sheets"]
    assert found["current"] is False
    assert found["now"] == {
        "tree_version": "begrippenlijst",
        "file": str(old),
        "outcomes": ["tweedekans"],
        "depends": [],
        "differs": False,
    }
    assert code == 0


# ---------------------------------------------------------------- many


def folder(tree: Tree) -> Path:
    sheet_of(tree, "in/a.pdf")
    sheet_of(tree, "in/dieper/b.PDF", uitkomst_wonenplus="ja")
    Path("in/c.pdf").write_bytes(b"hallo")
    Path("in/leesmij.txt").write_text("x", "utf-8")
    Path("in/leeg.pdf").write_bytes(blank(tree))
    return Path("in")


def test_a_folder_in_short(capsys: Capture, tree: Tree) -> None:
    code, out, err = called(capsys, "read", folder(tree))
    assert (code, err) == (2, "")
    lines = out.splitlines()
    assert lines[0].startswith(f"{Path('in/a.pdf')}  U6 Tweedekansbeleid")
    assert f"{Path('in/c.pdf')}  niet te lezen" in lines
    assert f"{Path('in/leeg.pdf')}  nog geen uitkomst" in lines
    assert "     2  hulpverleners 2023-05: U6 Tweedekansbeleid" in lines
    assert "     1  hulpverleners 2023-05: nog geen uitkomst" in lines
    assert "     3  gelezen" in lines
    assert "leesmij" not in out


def test_quiet_shows_what_is_wrong_only(capsys: Capture, tree: Tree) -> None:
    _, out, _ = called(capsys, "--quiet", "read", folder(tree))
    assert "a.pdf" not in out
    assert "Samen" not in out
    assert "c.pdf" in out
    sheet_of(tree, "goed.pdf")
    assert called(capsys, "--quiet", "read", "goed.pdf") == (0, "", "")


def test_a_file_named_twice_is_read_once(capsys: Capture, tree: Tree) -> None:
    path = sheet_of(tree, "in/a.pdf")
    _, out, _ = called(capsys, "read", path, "in", path, "--format", "json")
    assert [sheet["file"] for sheet in data(out)["sheets"]] == [str(path)]


def test_copies_are_told(capsys: Capture, tree: Tree) -> None:
    first = sheet_of(tree, "in/a.pdf")
    shutil.copy(first, "in/b.pdf")
    sheet_of(tree, "in/c.pdf", blad_referentie="C.D.")
    code, out, _ = called(capsys, "read", "in")
    assert code == 0
    assert "     1  precies hetzelfde als een ander bestand" in out.splitlines()
    _, out, _ = called(capsys, "read", "in", "--format", "json")
    copies = [
        (sheet["file"], problem["message"], problem["severity"])
        for sheet in data(out)["sheets"] for problem in sheet["problems"]
        if problem["kind"] == "copy"
    ]  # fmt: skip
    said = f"Dit bestand is precies hetzelfde als ‘{first}’."
    assert copies == [(str(Path("in/b.pdf")), said, "info")]


def test_a_folder_that_cannot_be_opened(capsys: Capture, tree: Tree, monkeypatch: Patch) -> None:
    sheet_of(tree, "in/a.pdf")
    sheet_of(tree, "in/dicht/b.pdf")
    listed = os.scandir

    def scandir(place: str) -> object:
        if Path(place).name == "dicht":
            raise PermissionError(errno.EACCES, "Permission denied", str(place))
        return listed(place)

    monkeypatch.setattr(os, "scandir", scandir)
    code, out, _ = called(capsys, "read", "in", "--format", "json")
    assert code == 2
    found = {sheet["file"]: sheet["problems"] for sheet in data(out)["sheets"]}
    assert set(found) == {str(Path("in/a.pdf")), str(Path("in/dicht"))}
    (problem,) = found[str(Path("in/dicht"))]
    assert problem["kind"] == "unreadable-folder"
    assert "u mag het niet openen" in problem["message"]
    code, out, _ = called(capsys, "read", "in/dicht")
    assert code == 2
    assert "Deze map is niet te openen" in out


def test_what_is_read_is_not_written_over(capsys: Capture, tree: Tree) -> None:
    path, text = sheet_of(tree), TREE.read_bytes()
    before = path.read_bytes()
    Path("ook.pdf").hardlink_to(path)
    shutil.copytree(ROOT / "trees", "bomen")
    own = Path("bomen/hulpverleners.yaml")
    for output in (path, "ook.pdf", own):
        found = called(capsys, "read", path, "--tree", own, "-o", output)
        assert_refused(*_three(found), "Noem een ander bestand met -o")
    assert (path.read_bytes(), own.read_bytes()) == (before, text)


def test_where_the_output_cannot_be_written(capsys: Capture, tree: Tree) -> None:
    path = sheet_of(tree)
    Path("map").mkdir()
    found = called(capsys, "read", path, "-o", "map")
    assert_refused(*_three(found), "kies een andere plaats met -o")


def test_the_help_says_that_the_output_is_about_clients(capsys: Capture) -> None:
    _, out, _ = called(capsys, "read", "--help")
    said = " ".join(out.split())
    assert (
        "Wat u met -o bewaart, gaat over cliënten: het kenmerk en de feiten van elk blad." in said
    )


def test_a_folder_without_sheets(capsys: Capture) -> None:
    Path("leeg").mkdir()
    assert_refused(*_three(called(capsys, "read", "leeg")), "geen PDF")


def _three(found: tuple[int, str, str]) -> tuple[int, str, str]:
    code, out, err = found
    return code, err, out


def test_nothing_named_is_bad_usage(capsys: Capture) -> None:
    assert_refused(*_three(called(capsys, "read")), "SHEET.pdf")


def test_json(capsys: Capture, tree: Tree) -> None:
    code, out, err = called(capsys, "read", folder(tree), "--format", "json")
    assert (code, err) == (2, "")
    found = {Path(str(sheet["file"])).name: sheet for sheet in data(out)["sheets"]}
    assert set(found) == {"a.pdf", "b.PDF", "c.pdf", "leeg.pdf"}
    good, refused = found["a.pdf"], found["c.pdf"]
    assert good["tree"] == "hulpverleners"
    assert good["tree_version"] == "2023-05"
    assert (good["outcome"], good["ticked"]) == ("tweedekans", ["tweedekans"])
    assert good["facts"] == {"maanden_regeling": 6, "bewindvoering": False}
    assert good["answers"]["regeling"] == "ja"
    assert good["about"]["referentie"] == "A.B."
    assert (refused["tree"], refused["answers"], refused["outcome"]) == (None, {}, None)
    assert [problem["kind"] for problem in refused["problems"]] == ["not-pdf"]


def test_everything_that_cannot_be_read_says_why(capsys: Capture, tree: Tree) -> None:
    sheet_of(tree, "heel.pdf")
    Path("half.pdf").write_bytes(Path("heel.pdf").read_bytes()[:9000])
    Path("vreemd.pdf").write_bytes(form({}, ["naam"], "{}").replace(b"/Woonboom", b"/Iemand00"))
    Path("map.pdf").mkdir()
    Path("map.pdf/x.pdf").write_bytes(b"x")
    Path("leeg.pdf").write_bytes(b"")
    names = ["half.pdf", "vreemd.pdf", "weg.pdf", "map.pdf", "leeg.pdf", "heel.pdf"]
    code, out, _ = called(capsys, "read", *names, "--format", "json")
    kinds = [
        problem["kind"] for sheet in data(out)["sheets"] for problem in sheet["problems"]
    ]  # fmt: skip
    assert code == 2
    assert kinds == ["damaged", "foreign", "missing-file", "not-pdf", "empty-file",
                     "version-unknown"]  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_why_the_system_cannot_open_a_file_is_in_words(capsys: Capture) -> None:
    Path("lus.pdf").symlink_to("lus.pdf")
    code, out, _ = called(capsys, "read", "lus.pdf", f"{'x' * 300}.pdf")
    assert code == 2
    assert "Niet te lezen: het is een snelkoppeling die naar zichzelf leidt." in out
    assert "Niet te lezen: de naam kan niet bestaan." in out


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_a_terminal_would_obey_is_shown_harmless(capsys: Capture, tree: Tree) -> None:
    path = sheet_of(tree, "in/\x1b[31m\nrood\udcff.pdf")
    assert path.exists()
    for words in (["in"], ["in", "--format", "csv"], [str(path)]):
        _, out, _ = called(capsys, "read", *words)
        assert "\x1b" not in out
        assert "rood" in out
    _, out, _ = called(capsys, "read", "in", "--format", "json")
    assert "\x1b" not in out
    data(out)


def test_the_schema_lists_every_kind_of_finding() -> None:
    assert SCHEMA["$defs"]["problem"]["properties"]["kind"]["enum"] == list(KINDS)


# ---------------------------------------------------------------- CSV


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_csv_has_a_row_per_sheet_and_a_column_per_question(capsys: Capture, tree: Tree) -> None:
    code, _, err = called(capsys, "read", folder(tree), "--format", "csv", "-o", "uit/bladen.csv")
    assert code == 2
    assert "uit/bladen.csv" in err.replace("\\", "/")
    found = rows(Path("uit/bladen.csv").read_bytes().decode())
    names = sorted(Path(row["file"]).name for row in found)
    assert names == ["a.pdf", "b.PDF", "c.pdf", "leeg.pdf"]
    row = next(row for row in found if row["file"].endswith("a.pdf"))
    assert (row["tree"], row["outcome"], row["ticked"]) == ("hulpverleners", *["tweedekans"] * 2)
    assert (row["reference"], row["date"], row["problems"]) != ("", "", "")
    assert (row["antwoord_regeling"], row["feit_maanden_regeling"]) == ("ja", "6")
    assert row["feit_bewindvoering"] == "false"
    assert not {"blad_medewerker", "blad_functie", "blad_opmerkingen"} & set(row)
    assert {f"antwoord_{question}" for question in tree.questions} <= set(row)
    refused = next(row for row in found if row["file"].endswith("c.pdf"))
    assert (refused["tree"], refused["outcome"]) == ("", "")
    assert "geen PDF" in refused["problems"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "=cmd|' /C calc'!A0"]
)
def test_no_cell_is_a_formula(capsys: Capture, tree: Tree, text: str) -> None:
    _, out, _ = called(capsys, "read", sheet_of(tree, blad_referentie=text), "--format", "csv")
    assert rows(out)[0]["reference"] == f"'{text.strip()}"


def test_lines_and_separators_stay_in_their_cell(capsys: Capture, tree: Tree) -> None:
    path = sheet_of(tree, blad_referentie='a;b "c"\nd')
    _, out, _ = called(capsys, "read", path, "--format", "csv")
    assert rows(out)[0]["reference"] == 'a;b "c"\nd'


# ---------------------------------------------------------------- questionnaires

QUESTIONNAIRE: dict[str, object] = {
    "form": 1, "questionnaire": "evaluatie", "title": "Evaluatie", "audience": "", "version": "1",
    "valid_from": None, "language": "nl", "contact": None, "intro": [], "closing": [],
    "head": [{"id": "functie", "label": "Functie", "type": "group", "field": "kop_functie",
              "options": [{"id": "a", "label": "Ambulant hulpverlener"}]}],
    "scale": [{"id": "eens", "label": "Mee eens"}, {"id": "oneens", "label": "Niet mee eens"}],
    "parts": [{"id": "beleid", "title": "Over het beleid", "text": [],
               "statements": [{"id": "s1", "text": "Ik weet wat het is.",
                               "field": "stelling_beleid_s1",
                               "explanation": "toelichting_beleid_s1"}],
               "open": [{"id": "advies", "text": "Advies?", "field": "open_beleid_advies"}]}],
}  # fmt: skip


def questionnaire(**values: str) -> Path:
    buttons = {"kop_functie": ["a"], "stelling_beleid_s1": ["eens", "oneens"]}
    texts = ["toelichting_beleid_s1", "open_beleid_advies"]
    made = form(buttons, texts, canonical(QUESTIONNAIRE))
    Path("vragen.pdf").write_bytes(with_pikepdf(made, values))
    return Path("vragen.pdf")


def test_a_questionnaire_in_words(capsys: Capture) -> None:
    path = questionnaire(
        kop_functie="a", stelling_beleid_s1="eens", toelichting_beleid_s1="Goed\nzo"
    )
    code, out, _ = called(capsys, "read", path)
    assert code == 0
    for part in ("Evaluatie (versie 1)", "Ambulant hulpverlener", "Over het beleid",
                 "→ Mee eens", "Toelichting: Goed", "Advies?", "(niet ingevuld)"):  # fmt: skip
        assert part in out


def test_a_questionnaire_as_data(capsys: Capture) -> None:
    path = questionnaire(stelling_beleid_s1="oneens", toelichting_beleid_s1="=1")
    _, out, _ = called(capsys, "read", path, "--format", "json")
    (found,) = data(out)["forms"]
    assert found["questionnaire"] == "evaluatie"
    assert found["answers"] == {"stelling_beleid_s1": "oneens"}
    assert found["explanations"] == {"stelling_beleid_s1": "=1"}
    _, out, _ = called(capsys, "read", path, "--format", "csv")
    (row,) = rows(out)
    assert (row["stelling_beleid_s1"], row["toelichting_beleid_s1"]) == ("oneens", "'=1")


def test_a_questionnaire_that_is_not_filled_in(capsys: Capture) -> None:
    code, out, _ = called(capsys, "read", questionnaire())
    assert code == 1
    assert "niet ingevuld" in out


# ---------------------------------------------------------------- as a user does


def test_in_a_process_of_its_own(tree: Tree) -> None:
    sheet_of(tree)
    found = process("read", "blad.pdf", "--tree", TREE)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Tweedekansbeleid" in found.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_ctrl_c_stops_it_and_leaves_nothing(tree: Tree) -> None:
    first = sheet_of(tree, "in/0.pdf")
    for number in range(1, 3_000):  # many seconds of work
        Path(f"in/{number}.pdf").hardlink_to(first)
    running = subprocess.Popen(
        [sys.executable, "-m", "woonboom", "--lang", "nl", "read", "in"],
        env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while running.poll() is None and _processes(running.pid) < 3:
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err.strip()) == (2, "", "Afgebroken.")
    assert any(_gone(running.pid) for _ in range(50))


def _processes(group: int) -> int:
    """How many processes a group has."""
    found = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # one that has just ended
            found += stat.read_text("utf-8").rpartition(")")[2].split()[2] == f"{group}"
    return found


def _gone(group: int) -> bool:
    """Whether no process of a group is left; waits a moment where one is."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    time.sleep(0.1)
    return False


@pytest.mark.skipif(os.name != "posix", reason="there are no such pipes elsewhere")
def test_a_pipe_is_not_waited_for(capsys: Capture) -> None:
    os.mkfifo("pijp.pdf")
    code, out, _ = called(capsys, "read", "pijp.pdf")
    assert code == 2
    assert "geen PDF" in out


def test_what_is_carried_by_another_release(capsys: Capture) -> None:
    Path("x.pdf").write_bytes(form({"antwoord_a": ["ja"]}, [], CARRIED))
    code, out, _ = called(capsys, "read", "x.pdf")
    assert code == 2
    assert "Een andere uitgave van woonboom" in out
