"""`woonboom export` and `woonboom import`: where output goes, what is said, exit codes."""

from __future__ import annotations

import io
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from calling import ROOT, Capture, assert_refused, called, process, write

from woonboom.cli.export import _FORMS
from woonboom.exports import EXPORTS
from woonboom.load import load
from woonboom.model import Tree

TREE = ROOT / "trees" / "corporaties.yaml"
TABLE = "Vraag;Antwoord;Ga naar\nKan het?;Ja;Aanmelden\nKan het?;Nee;Wachten\n"


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# ---------------------------------------------------------------- export


@pytest.mark.parametrize("form", [name for name, export in EXPORTS.items() if export.text])
def test_text_goes_to_standard_output_and_nothing_else_does(form: str, capsys: Capture) -> None:
    code, out, err = called(capsys, "export", TREE, "--to", form)
    assert (code, err) == (0, "")
    assert out.encode() == EXPORTS[form].write(_tree())
    assert list(Path().iterdir()) == []


def test_bytes_are_the_same_in_a_pipe_as_in_a_file(tmp_path: Path) -> None:
    piped = process("export", TREE, "--to", "csv", WOONBOOM_LANG="nl")
    process("export", TREE, "--to", "csv", "-o", tmp_path / "x.csv")
    assert piped.stdout.encode() == (tmp_path / "x.csv").read_bytes().replace(b"\r\n", b"\n")


def test_a_spreadsheet_goes_into_the_folder(capsys: Capture) -> None:
    code, out, err = called(capsys, "export", TREE, "--to", "xlsx")
    assert (code, out, err) == (0, "", "Geschreven: corporaties.xlsx\n")
    assert openpyxl.load_workbook("corporaties.xlsx").sheetnames[0] == "Overzicht"


@pytest.mark.parametrize(("output", "file"), [("x.dot", "x.dot"), ("uit", "uit/corporaties.dot")])
def test_with_output_a_file_is_written(output: str, file: str, capsys: Capture) -> None:
    Path("uit").mkdir()
    code, out, _ = called(capsys, "export", TREE, "--to", "dot", "-o", output)
    assert (code, out) == (0, "")
    assert Path(file).read_bytes() == EXPORTS["dot"].write(_tree())


def test_a_tree_with_errors_is_exported_with_a_warning(capsys: Capture) -> None:
    path = write(
        "woonboom: 1\ntree: rond\ntitle: Rond\nstart: een\nquestions:\n"
        "  een: {ask: Een, yes: twee, no: klaar}\n  twee: {ask: Twee, yes: een, no: klaar}\n"
        "outcomes:\n  klaar: {kind: consult, title: Klaar}\n"
    )
    code, out, err = called(capsys, "export", path, "--to", "mermaid")
    assert code == 0
    assert "q_twee" in out
    assert "fouten" in err


def test_a_tree_that_cannot_be_read_is_refused(capsys: Capture) -> None:
    code, out, err = called(capsys, "export", write("woonboom: 1\ntree: x\n"), "--to", "dot")
    assert_refused(code, err, out, "title")


def test_a_form_that_is_not_there_is_refused_with_those_that_are(capsys: Capture) -> None:
    code, out, err = called(capsys, "export", TREE, "--to", "visio")
    assert_refused(code, err, out, "mermaid")


def test_a_form_that_cannot_take_a_tree_says_so(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from woonboom.diagnostics import Message, Said
    from woonboom.exports import Unfit

    def refuse(tree: object) -> bytes:
        raise Unfit(Said(Message("Dat past niet.", "That does not fit.")))

    monkeypatch.setattr("woonboom.exports.dot.write", refuse)
    code, out, err = called(capsys, "export", TREE, "--to", "dot")
    assert_refused(code, err, out, "Dat past niet.")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_help_explains_every_form(language: str, capsys: Capture) -> None:
    _, out, _ = called(capsys, "--lang", language, "export", "--help")
    lines = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert [f for f in EXPORTS if _FORMS[f].say(language) not in lines.get(f, "")] == []
    assert ("[required]" in out) is (language == "en")


def test_a_dash_is_standard_output(capsys: Capture) -> None:
    code, out, err = called(capsys, "export", TREE, "--to", "csv", "-o", "-")
    assert (code, err) == (0, "")
    assert out.encode() == EXPORTS["csv"].write(_tree())
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("form", ["dot", "csv"])
def test_no_tree_is_ever_written_over(form: str, capsys: Capture) -> None:
    path = _copied() / "corporaties.yaml"
    text = path.read_text("utf-8")
    other = write("woonboom: 1\n", "anders.yaml")
    Path("link").symlink_to(path)
    for output in (path, other, "link"):
        code, out, err = called(capsys, "export", path, "--to", form, "-o", output)
        assert_refused(code, err, out, "staat een boom")
    assert (path.read_text("utf-8"), other.read_text("utf-8")) == (text, "woonboom: 1\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_gets_the_bytes(capsys: Capture) -> None:
    os.mkfifo("pijp")
    with ThreadPoolExecutor() as pool:
        read = pool.submit(Path("pijp").read_bytes)
        assert called(capsys, "export", TREE, "--to", "csv", "-o", "pijp")[0] == 0
        assert read.result(timeout=20) == EXPORTS["csv"].write(_tree())
    assert Path("pijp").is_fifo()


def test_texts_that_no_cell_can_hold_are_told(capsys: Capture) -> None:
    path = _with_long_help()
    code, _, err = called(capsys, "export", path, "--to", "xlsx")
    assert (code, "afgekapt" in err) == (0, True)
    code, out, err = called(capsys, "import", "boom.xlsx", "--into", path)
    assert (code, out) == (0, "")
    assert "verandert niets" in err


# ---------------------------------------------------------------- import


@pytest.mark.parametrize("name", ["../../kwaad", "/tmp/kwaad", "..", "C:\\kwaad"])
def test_a_table_never_says_where_a_file_is_made(name: str, capsys: Capture) -> None:
    Path("in").mkdir()
    before = {*Path("..").iterdir()}
    write(f"tree,vraag,antwoord,ga naar\n{name},A?,Ja,B\n,A?,Nee,C\n", "in/tabel.csv")
    code, _, _ = called(capsys, "import", "in/tabel.csv", "-o", "in")
    assert code == 0
    made = [path for path in Path("in").iterdir() if path.suffix == ".yaml"]
    assert [path.stem.isidentifier() or path.stem == "x" for path in made] == [True]
    assert {*Path("..").iterdir()} == before
    assert [path.name for path in Path().iterdir()] == ["in"]


def test_a_table_never_says_which_files_are_read(capsys: Capture) -> None:
    Path("in").mkdir()
    write("woonboom: 1\nvocabulary: v\nfacts:\n  f: {label: F, type: boolean}\n", "v.yaml")
    write("uses,vraag,antwoord,ga naar\n../v.yaml,A?,Ja,B\n,A?,Nee,C\n", "in/tabel.csv")
    _, _, err = called(capsys, "import", "in/tabel.csv", "-o", "in")
    assert "‘../v.yaml’ staat niet bij de boom" in err
    assert "uses:" not in Path("in/tabel.yaml").read_text("utf-8")


def test_a_link_is_followed(capsys: Capture) -> None:
    path = _copied() / "corporaties.yaml"
    Path("link.yaml").symlink_to(path)
    _changed(path, "Huurt de persoon nu", "Huurt iemand nu")
    (Path("trees") / "link.yaml").symlink_to("corporaties.yaml")
    code, _, _ = called(capsys, "import", "tabel.csv", "--into", "trees/link.yaml")
    assert code == 0
    assert Path("trees/link.yaml").is_symlink()
    assert "Huurt iemand nu" in path.read_text("utf-8")


def test_a_number_that_was_changed_is_told_when_nothing_else_was(capsys: Capture) -> None:
    folder = _copied()
    called(capsys, "export", folder / "hulpverleners.yaml", "--to", "xlsx", "-o", "t.xlsx")
    _fill("t.xlsx", "Getallen", 5, "Waarde", 99)
    code, _, err = called(capsys, "import", "t.xlsx", "--into", folder / "hulpverleners.yaml")
    assert code == 0
    assert "verandert niets" in err
    assert "is 99 in de tabel" in err


@pytest.mark.parametrize("column", ["Geldt bij", "Dat is"])
def test_what_is_not_read_back_is_told(column: str, capsys: Capture) -> None:
    path = _copied() / "hulpverleners.yaml"
    called(capsys, "export", path, "--to", "xlsx", "-o", "t.xlsx")
    _fill("t.xlsx", "Vragen", 8, column, "Iets anders")
    _, _, err = called(capsys, "import", "t.xlsx", "--into", path)
    assert f"Vragen, rij 8: wat in ‘{column}’ veranderd is" in err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",2023-", ",2099-", "Kolom ‘"),
        ('""type"": ""boolean""', '""type"": ""boolean"", ""unit"": ""x""', "anders beschreven"),
    ],
)
def test_what_is_defined_elsewhere_is_told(old: str, new: str, said: str, capsys: Capture) -> None:
    path = _copied() / "corporaties.yaml"
    _changed(path, old, new)
    _, _, err = called(capsys, "import", "tabel.csv", "--into", path)
    assert "verandert niets" in err
    assert said in err


def test_what_would_make_a_tree_that_cannot_be_read_is_refused(capsys: Capture) -> None:
    path = write(
        "woonboom: 1\ntree: t\ntitle: T\nstart: q\nfacts:\n  duur: {label: D, type: integer, "
        "range: [0, 9]}\nquestions:\n  q:\n    ask: Q\n    answers:\n"
        "      - {label: Kort, when: duur < 3, goto: u}\n"
        "      - {label: Lang, otherwise: true, goto: u}\n"
        "outcomes:\n  u: {kind: consult, title: U}\n"
    )
    text = path.read_text("utf-8")
    for bad in ("duur <", "leeftijd < 3"):
        _changed(path, "duur < 3", bad)
        code, out, err = called(capsys, "import", "tabel.csv", "--into", path)
        assert_refused(code, err, out, bad.split(maxsplit=1)[0])
        assert path.read_text("utf-8") == text


def test_a_tree_may_go_to_standard_output(capsys: Capture) -> None:
    code, out, err = called(capsys, "import", write(TABLE, "kan-het.csv"), "-o", "-")
    assert (code, "Geschreven" in err) == (0, False)
    assert "\nquestions:\n" in out
    assert [path.name for path in Path().iterdir()] == ["kan-het.csv"]


def test_an_editor_finds_the_schema_beside_the_tree(capsys: Capture) -> None:
    called(capsys, "import", write(TABLE, "kan-het.csv"))
    first, _ = Path("kan_het.yaml").read_text("utf-8").split("\n", 1)
    assert first == "# yaml-language-server: $schema=woonboom.schema.json"
    assert Path("woonboom.schema.json").is_file()


def test_a_table_made_by_hand_becomes_a_tree_that_can_be_checked(capsys: Capture) -> None:
    code, out, err = called(capsys, "import", write(TABLE, "kan-het.csv"))
    assert (code, out) == (0, "")
    assert "Geschreven: kan_het.yaml" in err
    assert "‘Aanmelden’ is een nieuwe uitkomst" in err
    assert called(capsys, "check", "kan_het.yaml")[0] == 0


def test_it_goes_into_trees_where_that_folder_is(capsys: Capture) -> None:
    Path("trees").mkdir()
    assert called(capsys, "import", write(TABLE, "kan-het.csv"))[0] == 0
    assert Path("trees/kan_het.yaml").is_file()


def test_what_was_exported_can_be_compared_after_the_import(capsys: Capture) -> None:
    """Beside the vocabulary that the tree uses, which is named and not copied."""
    folder = _copied()
    for form in ("csv", "xlsx"):
        called(capsys, "export", TREE, "--to", form, "-o", folder)
        new = folder / f"{form}.yaml"
        code, _, err = called(capsys, "import", folder / f"corporaties.{form}", "-o", new)
        assert (code, "staat nu in de boom zelf" in err) == (0, False)
        assert "uses: [woonkans.yaml]" in new.read_text("utf-8")
        _, out, _ = called(capsys, "diff", TREE, new, "--format", "json")
        assert json.loads(out)["cases"] == []
        edits = [edit for edit in json.loads(out)["structure"] if edit["kind"] != "removed"]
        assert {edit["field"] for edit in edits} <= {"note", "valid_from", "audience", "contact"}


def test_without_its_vocabulary_a_tree_brings_its_facts_along(capsys: Capture) -> None:
    called(capsys, "export", TREE, "--to", "csv", "-o", "boom.csv")
    _, _, err = called(capsys, "import", "boom.csv", "-o", "nieuw.yaml")
    assert "woonkans.yaml" in err
    text = Path("nieuw.yaml").read_text("utf-8")
    assert "uses:" not in text
    assert "huurt_van_corporatie:" in text


def test_remarks_of_reviewers_are_told_with_exit_code_1(capsys: Capture) -> None:
    folder = _copied()
    called(capsys, "export", TREE, "--to", "xlsx", "-o", folder)
    _judge(folder / "corporaties.xlsx", "Nee", "Te streng")
    path = folder / "corporaties.yaml"
    code, out, err = called(capsys, "import", folder / "corporaties.xlsx", "--into", path)
    assert (code, out) == (1, "Vragen, rij 5: Nee Te streng\n")
    assert "verandert niets" in err


def test_a_table_that_is_older_than_the_tree_is_told(capsys: Capture) -> None:
    folder = _copied()
    called(capsys, "export", TREE, "--to", "xlsx", "-o", folder)
    path = folder / "corporaties.yaml"
    path.write_text(path.read_text("utf-8").replace("Dreigt er een", "Komt er een"), "utf-8")
    _, _, err = called(capsys, "import", folder / "corporaties.xlsx", "--into", path)
    assert "is veranderd sinds" in err
    assert "Veranderd: dreiging" in err


def test_a_tree_that_is_there_is_not_overwritten(capsys: Capture) -> None:
    kept = write("woonboom: 1\n", "kan_het.yaml")
    code, out, err = called(capsys, "import", write(TABLE, "kan-het.csv"))
    assert_refused(code, err, out, "--into")
    assert kept.read_text("utf-8") == "woonboom: 1\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["weg.csv"], "kan niet gelezen worden"),
        ([ROOT / "LICENSE"], "geen kolommen"),
        ([ROOT], "kan niet gelezen worden"),
        (["goed.csv", "-o", "a.yaml", "--into", "b.yaml"], "niet allebei"),
        (["goed.csv", "--into", "weg.yaml"], "weg.yaml"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    words: list[str | Path], said: str, capsys: Capture
) -> None:
    write(TABLE, "goed.csv")
    code, out, err = called(capsys, "import", *words)
    assert_refused(code, err, out, said)
    assert [path.name for path in Path().iterdir()] == ["goed.csv"]


def test_a_tree_with_errors_is_made_and_its_errors_are_told(capsys: Capture) -> None:
    text = "question,ask,label,when,goto,kind\nq,Q?,Ja,onbekend,u,consult\nq,Q?,Nee,otherwise,u,\n"
    code, out, err = called(capsys, "import", write(text, "fout.csv"))
    assert (code, out) == (1, "")
    assert "onbekend" in err
    assert Path("fout.yaml").is_file()


def _tree() -> Tree:
    tree, _ = load(TREE)
    assert tree
    return tree


def _copied() -> Path:
    """A folder with the tree, its vocabulary and all that it leads to."""
    import shutil

    shutil.copytree(ROOT / "trees", "trees")
    return Path("trees")


def _changed(path: Path, old: str, new: str) -> None:
    """Write the table of a tree in which somebody changed a text."""
    tree, _ = load(path)
    assert tree
    text = EXPORTS["csv"].write(tree).decode()
    assert old in text
    Path("tabel.csv").write_text(text.replace(old, new), "utf-8", newline="")


def _with_long_help() -> Path:
    return write(
        "woonboom: 1\ntree: lang\ntitle: Lang\nversion: '1'\nstart: q\nquestions:\n"
        f"  q: {{ask: Q, help: {'woord ' * 7000}eind, yes: u, no: v}}\n"
        "outcomes:\n  u: {kind: consult, title: U}\n  v: {kind: consult, title: V}\n"
    )


def _fill(path: str, sheet: str, row: int, column: str, value: str | int) -> None:
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book[sheet][4]]
    book[sheet].cell(row, heads.index(column) + 1).value = value
    book.save(path)


def _judge(path: Path, verdict: str, remark: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book["Vragen"]
    heads = [cell.value for cell in sheet[4]]
    sheet.cell(5, heads.index("Klopt het?") + 1).value = verdict
    sheet.cell(5, heads.index("Opmerking") + 1).value = remark
    book.save(path)
