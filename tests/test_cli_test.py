"""`woonboom test`: what it tells of the worked cases, as text and as JSON."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest
from broken import BROKEN, Broken
from calling import GOOD, ROOT, Capture, Patch, assert_refused, called, process, python, write
from reading import FACTS, HEAD, OUTCOMES, SMALL
from worked_cases import CASES, FAILING, SCHEMA, TREE, document, without_cases


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


# ---------------------------------------------------------------- verdicts


def test_the_shipped_trees_pass_and_cover_everything(capsys: Capture) -> None:
    code, out, err = called(capsys, "test", ROOT / "trees", "--coverage")
    assert (code, err) == (0, "")
    assert out == (
        "corporaties begrippenlijst: 29 voorbeelden, alle goed.\n"
        "  Gedekt: 8 van 8 antwoorden en 0 van 0 grenswaarden.\n"
        "hulpverleners begrippenlijst: 43 voorbeelden, alle goed.\n"
        "  Gedekt: 27 van 27 antwoorden en 6 van 6 grenswaarden.\n"
        "corporaties 2023-05: 29 voorbeelden, alle goed.\n"
        "  Gedekt: 8 van 8 antwoorden en 0 van 0 grenswaarden.\n"
        "laatste_kans 2023-03: 5 voorbeelden, alle goed.\n"
        "  Gedekt: 6 van 6 antwoorden en 0 van 0 grenswaarden.\n"
        "huisbezoek proef: 3 voorbeelden, alle goed.\n"
        "  Gedekt: 4 van 4 antwoorden en 0 van 0 grenswaarden.\n"
        "wold_en_waard 2023-04: 12 voorbeelden, alle goed.\n"
        "  Gedekt: 13 van 13 antwoorden en 4 van 4 grenswaarden.\n"
        "hulpverleners 2023-05: 43 voorbeelden, alle goed.\n"
        "  Gedekt: 27 van 27 antwoorden en 8 van 8 grenswaarden.\n"
    )


def test_a_failure_shows_what_was_expected_what_came_and_the_path(capsys: Capture) -> None:
    code, out, err = called(capsys, "test", write(TREE + CASES + FAILING))
    assert (code, err) == (1, "")
    assert (
        out
        == """\
boom.yaml:28: Anders
  verwacht:  x
  gekregen:  y
  weg:       a (Lang) → b (Nee) → y

boom.yaml:29: Te weinig gezegd
  verwacht:  x
  gekregen:  blijft steken bij vraag ‘b’; het voorbeeld zegt niet: waar
  weg:       a (Lang) → b

boom.yaml:30: Langs een omweg
  verwacht:  x
  gekregen:  x, maar niet langs ‘b’ zoals via zegt
  weg:       a (Kort) → x

boom 1: 5 voorbeelden, 3 niet goed.
"""
    )


def test_it_speaks_english_too(capsys: Capture) -> None:
    out = called(capsys, "--lang", "en", "test", write(TREE + CASES + FAILING), "--coverage")[1]
    assert "  expected:  x\n  got:       y\n  path:      a (Lang) → b (Nee) → y\n" in out
    assert "gets stuck at question ‘b’; the case does not say: waar" in out
    assert (
        "boom 1: 5 cases, 3 fail.\n  Covered: 4 of 4 answers and 1 of 2 boundary values.\n" in out
    )


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("answers: [{label: Ja, when: waar, goto: x}, {label: Ook, when: maanden > 5, goto: y}]",
         "{waar: ja, maanden: 6}",
         "blijft steken bij vraag ‘a’; daar gelden tegelijk: ja, ook"),
        ("answers: [{label: Ja, when: waar, goto: x}]", "{waar: nee}",
         "blijft steken bij vraag ‘a’; daar past geen enkel antwoord"),
    ],
)  # fmt: skip
def test_a_fault_of_the_tree_is_told(question: str, given: str, said: str, capsys: Capture) -> None:
    tree = HEAD + OUTCOMES + FACTS + "questions:\n  a:\n    ask: Vraag\n    " + question
    path = write(f"{tree}\ncases: [{{given: {given}, expect: x}}]\n")
    code, out, _ = called(capsys, "test", path)
    assert code == 1
    assert said in re.sub(r"\n {13}", " ", out)


@pytest.mark.parametrize(
    ("cases", "said", "code"),
    [
        ("", "boom 1: geen voorbeelden.\n", 0),
        ("cases:\n  - {given: {maanden: 2}, expect: x}\n", "boom 1: 1 voorbeeld, en dat is goed.\n",
         0),
        ("cases:\n  - {given: {maanden: 2}, expect: y}\n",
         "boom 1: 1 voorbeeld, en dat is niet goed.\n", 1),
        (CASES, "boom 1: 2 voorbeelden, alle goed.\n", 0),
    ],
)  # fmt: skip
def test_a_tree_ends_with_a_line_that_says_how_it_went(
    cases: str, said: str, code: int, capsys: Capture
) -> None:
    ended, out, err = called(capsys, "test", write(TREE + cases))
    assert (ended, err) == (code, "")
    assert out.endswith(said)


def test_lines_fit_a_terminal_of_80_columns(capsys: Capture) -> None:
    _, out, _ = called(capsys, "test", without_cases("hulpverleners"), "--coverage")
    assert max(map(len, out.splitlines())) <= 80
    path = without_cases("hulpverleners")
    text = (ROOT / "trees" / "hulpverleners.yaml").read_text("utf-8")
    write(text.replace("expect: tweedekans", "expect: geen_traject"), str(path))
    code, out, _ = called(capsys, "test", path)
    assert code == 1
    assert max(map(len, out.splitlines())) <= 80


def test_quiet_shows_only_what_is_wrong(capsys: Capture) -> None:
    assert called(capsys, "-q", "test", ROOT / "trees", "--coverage") == (0, "", "")
    path = write(TREE + CASES)
    assert called(capsys, "-q", "test", path) == (0, "", "")
    assert "Nog in geen voorbeeld" in called(capsys, "-q", "test", path, "--coverage")[1]
    failing = write(TREE + CASES + FAILING)
    assert "3 niet goed" in called(capsys, "-q", "test", failing)[1]


def test_colours_are_for_terminals(monkeypatch: Patch, capsys: Capture) -> None:
    path = write(TREE + CASES + FAILING)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" not in called(capsys, "test", path, "--coverage")[1]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "\x1b[" in called(capsys, "test", path, "--coverage")[1]


def test_what_a_terminal_cannot_show_does_not_reach_it(capsys: Capture) -> None:
    path = write(TREE + 'cases:\n  - {name: "A\\u202e[2J", given: {maanden: 1}, expect: y}\n')
    assert "boom.yaml:26: A·[2J\n" in called(capsys, "test", path)[1]


# ---------------------------------------------------------------- JSON


def test_json_has_every_case_with_its_path(capsys: Capture) -> None:
    found = document(capsys, write(TREE + CASES + FAILING), code=1)
    assert (found["coverage"], found["suggestions"]) == (None, None)
    assert [case["passed"] for case in found["cases"]] == [True, True, False, False, False]
    assert found["cases"][0] == {
        "tree": "boom", "tree_version": "1", "file": "boom.yaml", "line": 26,
        "name": "Lang en waar", "passed": True, "expected": "x", "outcome": "x", "message": None,
        "path": [{"question": "a", "answer": "lang"}, {"question": "b", "answer": "yes"}],
    }  # fmt: skip
    assert found["cases"][3]["outcome"] is None
    assert found["cases"][3]["message"].startswith("blijft steken bij vraag ‘b’")


def test_json_without_trees_or_cases_is_a_document_too(capsys: Capture) -> None:
    empty = {"version": 1, "cases": [], "coverage": None, "suggestions": None}
    assert document(capsys, write(TREE)) == empty
    write("woonboom: 1\nvocabulary: woorden\n", "woorden.yaml")
    code, out, err = called(capsys, "test", "woorden.yaml", "--format", "json")
    assert (code, json.loads(out)) == (0, empty)
    assert err == "Er is geen boom om na te lopen.\n"


def test_the_schema_refuses_what_is_extra_or_missing(capsys: Capture) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    found = document(capsys, write(TREE + CASES), "--suggest")
    (missing,) = found["coverage"]["trees"]
    assert validator.is_valid(found)
    assert not validator.is_valid(found | {"version": 2})
    assert not validator.is_valid(found | {"extra": 1})
    assert not validator.is_valid(found | {"cases": [{"name": "N"}]})
    assert not validator.is_valid(
        found | {"coverage": {"full": True, "trees": [missing | {"extra": 1}]}}
    )


# ---------------------------------------------------------------- input that cannot be read


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_of(
    broken: Broken, form: str, tmp_path: Path, capsys: Capture
) -> None:
    path = broken.make(tmp_path)
    code, out, err = called(capsys, "test", path, "--format", form)
    assert_refused(code, err, "" if form == "json" else out, broken.says)
    assert form == "text" or json.loads(out)["cases"] == []


def test_what_can_be_read_is_tested_all_the_same(capsys: Capture) -> None:
    flawed = write(SMALL.replace("no: y", "no: z"), "fout.yaml")
    code, out, err = called(capsys, "test", flawed, write(TREE + CASES), "nergens.yaml")
    assert code == 2
    assert out == "boom 1: 2 voorbeelden, alle goed.\n"
    assert "Dit bestand bestaat niet" in err
    assert "‘z’" in err


def test_without_paths_the_folder_trees_is_tested(capsys: Capture) -> None:
    write(TREE + CASES, "trees/a.yaml")
    assert called(capsys, "test")[:2] == (0, "boom 1: 2 voorbeelden, alle goed.\n")


def test_a_folder_without_trees_is_told_of(capsys: Capture) -> None:
    Path("trees").mkdir()
    code, out, err = called(capsys, "test")
    assert_refused(code, err, out, "In deze map staan geen bomen.")


# ---------------------------------------------------------------- in a process of its own


def test_it_ends_as_promised(tmp_path: Path) -> None:
    path = write(TREE + CASES + FAILING)
    done = process("test", tmp_path / path, WOONBOOM_LANG="nl")
    assert (done.returncode, done.stderr) == (1, "")
    assert "3 niet goed" in done.stdout


def test_check_does_not_wait_for_what_only_test_needs() -> None:
    code = (
        "import sys; from woonboom.cli import run; run(['check', sys.argv[1]]);"
        "names = ('coverage', 'suggestions', 'fewest', 'sharing', 'one_by_one');"
        "assert not [n for n in names if f'woonboom.analysis.{n}' in sys.modules]"
    )
    done = python("-c", code, GOOD)
    assert (done.returncode, done.stderr) == (0, "")
