"""`woonboom test --coverage` and `--suggest`: what no worked case covers, and cases that would."""

from __future__ import annotations

from pathlib import Path

import pytest
from calling import ROOT, Capture, Patch, called, write
from reading import HEAD, OUTCOMES, QUESTIONS, SMALL
from worked_cases import CASES, FAILING, TREE, document, without_cases

import woonboom.analysis.coverage
import woonboom.analysis.suggestions
from woonboom.analysis.fewest import Few
from woonboom.analysis.sharing import Sharing
from woonboom.load import load
from woonboom.regions.diagrams import TooEntangled


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


# ---------------------------------------------------------------- coverage


def test_what_no_case_covers_is_told_with_its_line(capsys: Capture) -> None:
    code, out, err = called(capsys, "test", write(TREE + CASES), "--coverage")
    assert (code, err) == (0, "")  # a gap in the cases is no failure
    assert (
        out
        == """\
boom 1: 2 voorbeelden, alle goed.
  Gedekt: 3 van 4 antwoorden en 1 van 2 grenswaarden.
  Nog in geen voorbeeld:
    regel 23  a  antwoord ‘Kort’
    regel 22  a  maanden: 5 maanden
"""
    )


def test_coverage_needs_paths_that_end(capsys: Capture) -> None:
    path = write(SMALL.replace("no: y", "no: a") + "cases: [{given: {a: ja}, expect: x}]\n")
    assert called(capsys, "test", path)[0] == 0
    code, out, err = called(capsys, "test", path, "--coverage")
    assert code == 2
    assert "1 voorbeeld, en dat is goed" in out  # what can be told is told
    assert "niet te bepalen" in err
    assert "Zie: woonboom check boom.yaml" in err


@pytest.mark.parametrize("option", ["--coverage", "--suggest"])
def test_a_tree_that_is_too_entangled_is_told(
    option: str, monkeypatch: Patch, capsys: Capture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise TooEntangled

    monkeypatch.setattr(woonboom.analysis.coverage, "Flow", refuse)
    code, _, err = called(capsys, "test", write(TREE + CASES), option)
    assert code == 2
    assert "te groot en te verweven" in err


# ---------------------------------------------------------------- suggestions

SUGGESTED = """\
# boom 1: met 3 voorbeelden erbij is alles gedekt. Minder kan niet.
# Zet dit in boom.yaml onder ‘cases’ en vul zelf de uitkomst in die erbij hoort.
# Uitkomsten: x, y
cases:
  - name: A 6 maanden, b ‘Ja’
    given: {maanden: 6, waar: ja}
    expect: # vul de uitkomst in
  - name: B ‘Nee’
    given: {maanden: 6, waar: nee}
    expect: # vul de uitkomst in
  - name: A 5 maanden
    given: {maanden: 5}
    expect: # vul de uitkomst in
"""


def test_suggestions_are_yaml_and_nothing_else_there(capsys: Capture) -> None:
    code, out, err = called(capsys, "test", write(TREE), "--suggest")
    assert (code, out) == (0, SUGGESTED)
    assert "boom 1: geen voorbeelden.\n  Gedekt: 0 van 4 antwoorden" in err


def test_under_cases_that_are_there_only_the_list_is_written(capsys: Capture) -> None:
    _, out, _ = called(capsys, "test", write(TREE + CASES), "--suggest")
    assert (
        out
        == """\
# boom 1: met 1 voorbeeld erbij is alles gedekt.
# Zet dit in boom.yaml onder ‘cases’ en vul zelf de uitkomst in die erbij hoort.
# Uitkomsten: x, y
  - name: A 5 maanden
    given: {maanden: 5}
    expect: # vul de uitkomst in
"""
    )


def test_a_tree_in_english_gets_english_cases(capsys: Capture) -> None:
    english = TREE.replace("start: a", "language: en\nstart: a")
    out = called(capsys, "test", write(english), "--suggest")[1]
    assert "given: {maanden: 6, waar: yes}\n    expect: # fill in the outcome\n" in out
    assert out.startswith("# boom 1: with 3 more cases everything is covered. Fewer cannot do.\n")


def test_suggestions_without_an_outcome_are_refused_until_they_have_one(capsys: Capture) -> None:
    out = called(capsys, "test", write(TREE), "--suggest")[1]
    path = write(TREE + out)
    code, _, err = called(capsys, "test", path)
    assert code == 2
    assert err.count("Een voorbeeld mist ‘expect’.") == 3
    filled = TREE + out
    for outcome in ("x", "y", "x"):
        filled = filled.replace("expect: # vul de uitkomst in", f"expect: {outcome}", 1)
    code, out, err = called(capsys, "test", write(filled), "--coverage")
    assert (code, err) == (0, "")
    assert "Gedekt: 4 van 4 antwoorden en 2 van 2 grenswaarden." in out


def test_suggestions_never_say_an_outcome(capsys: Capture) -> None:
    out = called(capsys, "test", without_cases("hulpverleners"), "--suggest")[1]
    told = [line for line in out.splitlines() if not line.startswith("#")]
    assert len([line for line in told if line == "    expect: # vul de uitkomst in"]) == 15
    tree, _ = load(Path("trees") / "hulpverleners.yaml")
    assert tree is not None
    assert not any(outcome in line for line in told for outcome in tree.outcomes)


def test_suggestions_read_back_as_they_were_made(capsys: Capture) -> None:
    path = without_cases("hulpverleners")
    made = document(capsys, path, "--suggest")["suggestions"][0]["cases"]
    out = called(capsys, "test", path, "--suggest")[1].replace("expect: #", "expect: wonenplus #")
    path.write_text(path.read_text("utf-8") + out, "utf-8")
    tree, problems = load(path)
    assert tree is not None
    assert problems == []
    kinds = {id_: fact.kind for id_, fact in tree.facts.items()}
    read = [{f: kinds[f].write(v) for f, v in case.given.items()} for case in tree.cases]
    assert read == [case["given"] for case in made]
    assert [case.name for case in tree.cases] == [case["name"] for case in made]


def test_names_that_yaml_would_misread_are_quoted_and_none_is_taken(capsys: Capture) -> None:
    text = SMALL.replace(
        "{ask: Vraag, yes: x, no: y}",
        "\n    ask: Vraag\n    answers:\n"
        "      - {label: 'Ja: #1', goto: x}\n      - {label: Nee, goto: y}\n",
    )
    named = "cases:\n  - {name: A ‘Nee’, given: {}, expect: x}\n"  # fmt: skip
    _, out, _ = called(capsys, "test", write(text + named), "--suggest")
    assert '  - name: "A ‘Ja: #1’"\n' in out
    assert "  - name: A ‘Nee’ (2)\n" in out


def test_where_everything_is_covered_nothing_is_suggested(capsys: Capture) -> None:
    full = TREE + CASES + "  - {given: {maanden: 5}, expect: x}\n"
    code, out, _ = called(capsys, "test", write(full), "--suggest")
    assert (code, out) == (0, "# boom 1: alles is al gedekt; er hoeft niets bij.\n")


def test_a_set_that_may_not_be_the_smallest_says_so(monkeypatch: Patch, capsys: Capture) -> None:
    def hasty(sharing: Sharing, sets: list[int]) -> Few:
        return Few(sets, fewest=False)

    monkeypatch.setattr(woonboom.analysis.suggestions, "few_groups", hasty)
    _, out, _ = called(capsys, "test", write(TREE), "--suggest")
    assert "Misschien kan het met minder." in out
    assert "Minder kan niet" not in out
    assert not document(capsys, "boom.yaml", "--suggest")["suggestions"][0]["smallest"]


def test_failing_cases_still_fail_beside_suggestions(capsys: Capture) -> None:
    code, out, err = called(capsys, "test", write(TREE + CASES + FAILING), "--suggest")
    assert code == 1
    assert out.startswith("# boom 1: met 1 voorbeeld erbij")
    assert "gekregen:" in err


def test_a_question_with_no_cases_at_all(capsys: Capture) -> None:
    out = called(capsys, "test", write(HEAD + OUTCOMES + QUESTIONS), "--suggest")[1]
    assert "  - name: A ‘Ja’\n    given: {a: ja}\n" in out


# ---------------------------------------------------------------- JSON


def test_json_counts_what_is_covered_and_places_what_is_not(capsys: Capture) -> None:
    coverage = document(capsys, write(TREE + CASES), "--coverage")["coverage"]
    assert coverage["full"] is False
    assert coverage["trees"] == [{
        "tree": "boom", "tree_version": "1", "file": "boom.yaml", "full": False,
        "answers": {"covered": 3, "total": 4},
        "boundaries": {"covered": 1, "total": 2},
        "missing": {
            "answers": [
                {"question": "a", "answer": "kort", "file": "boom.yaml", "line": 23, "column": 10}
            ],
            "boundaries": [
                {"question": "a", "fact": "maanden", "value": 5, "file": "boom.yaml", "line": 22,
                 "column": 29}
            ],
        },
    }]  # fmt: skip
    assert document(capsys, ROOT / "trees", "--coverage")["coverage"]["full"] is True


def test_json_has_the_suggestions_with_what_they_cover(capsys: Capture) -> None:
    found = document(capsys, write(TREE + CASES), "--suggest")
    (suggestions,) = found["suggestions"]
    assert suggestions["smallest"] is True
    (case,) = suggestions["cases"]
    assert (case["name"], case["given"]) == ("A 5 maanden", {"maanden": 5})
    assert case["covers"] == found["coverage"]["trees"][0]["missing"]
