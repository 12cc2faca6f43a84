"""Files with forms: read, told apart from trees and vocabularies, and every problem at once."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from calling import ROOT, Capture, called
from evaluation_forms import FORM, loaded, questionnaire

from woonboom.load import Library
from woonboom.questionnaire import HeadField, Questionnaire
from woonboom.rules import check_all

TREE = """\
woonboom: 1
tree: boom
title: Titel
version: "1"
uses: [termen.yaml]
start: a
questions:
  a: {ask: "Wacht u?", yes: x, no: y}
outcomes:
  x: {kind: consult, title: X}
  y: {kind: consult, title: Y}
"""
TERMS = "woonboom: 1\nvocabulary: termen\nparameters:\n  tijd: {value: 6, unit: weken}\n"


def codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code.code, problem.span.line) for problem in loaded(text)[1]]


def head(text: str) -> HeadField:
    form, _ = loaded(text)
    assert form
    return form.head["naam"]


def test_a_form_is_read_with_its_texts_filled_in() -> None:
    form = questionnaire()
    assert str(form) == "mening 2026-01"
    assert [str(s.text) for s in form.statements] == [
        "Ik ken het beleid.",
        "Een wachttijd van 6 weken is redelijk.",
        "De boom is duidelijk.",
    ]
    assert [str(text) for text in form.closing] == ["Dank u wel.", "Stuur het terug."]
    assert not form.flawed


def test_a_text_may_be_one_or_a_list() -> None:
    assert [str(text) for text in questionnaire().intro] == ["Wij horen graag wat u vindt."]


def test_a_detail_of_the_head_is_a_text_unless_it_says_otherwise() -> None:
    assert head(FORM).type == "name"
    assert head(FORM.replace(", type: name", "")).type == "text"


def test_all_problems_come_at_once_with_their_lines() -> None:
    text = FORM.replace("title: De boom", "titel: De boom").replace("{wachttijd}", "{wachtijd}")
    text = text.replace("      duidelijk:", "      bekend:").replace("type: date", "type: dag")
    assert codes(text) == [
        ("WB115", 16),
        ("WB204", 29),
        ("WB110", 33),
        ("WB114", 35),
    ]
    form, _ = loaded(text)
    assert form
    assert form.flawed


def test_a_typo_in_a_key_is_met_with_the_nearest() -> None:
    _, problems = loaded(FORM.replace("closing:", "closng:"))
    assert problems[0].hint("nl") == "Bedoelt u ‘closing’?"


def test_a_misspelt_key_that_is_needed_is_one_problem() -> None:
    _, problems = loaded(FORM.replace("naam: {label:", "naam: {lable:"))
    assert [problem.code.code for problem in problems] == ["WB110"]


def test_an_unknown_number_is_underlined_by_itself_on_whichever_line_it_stands() -> None:
    folded = "wachten: Het is goed dat wie dat wil\n        eerst {wachtijd} moet wachten."
    _, problems = loaded(
        FORM.replace("wachten: Een wachttijd van {wachttijd} is redelijk.", folded)
    )
    (unknown,) = [p for p in problems if p.code.code == "WB204"]
    span = unknown.span
    line = span.source.line(span.line)
    assert line[span.column - 1 : span.end_column - 1] == "{wachtijd}"


@pytest.mark.parametrize(
    ("parts", "code", "said"),
    [
        ("{}", "WB115", "minstens één deel"),
        ("[a, b]", "WB112", "een blok met sleutels"),
        ("x", "WB112", "een blok met sleutels"),
    ],
)
def test_of_parts_that_are_none_the_scale_is_not_blamed(parts: str, code: str, said: str) -> None:
    text = FORM[: FORM.index("parts:\n")].replace("parameters:", "note: x\nparameters:")
    _, problems = loaded(f"{text}parts: {parts}\n")
    assert [problem.code.code for problem in problems] == [code]
    assert said in problems[0].message("nl")


@pytest.mark.parametrize("points", [3, 4, 6])
def test_a_scale_has_five_points(points: int) -> None:
    scale = "".join(f"  p{n}: Punt {n}\n" for n in range(points))
    start, end = FORM.index("scale:\n"), FORM.index("parts:\n")
    text = f"{FORM[:start]}scale:\n{scale}{FORM[end:]}"
    _, problems = loaded(text)
    assert [problem.code.code for problem in problems] == ["WB115"]
    assert f"deze heeft er {points}" in problems[0].message("nl")
    assert f"this one has {points}" in problems[0].message("en")


def test_a_number_that_a_flawed_vocabulary_may_have_is_not_called_unknown(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text(FORM.replace("parameters:\n", "uses: [x.yaml]\nnote: >-\n"))
    library = Library()
    library.questionnaire(tmp_path / "f.yaml")
    assert [problem.code.code for problem in library.problems] == ["WB205"]


def test_two_vocabularies_with_one_parameter_are_told_of(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        (tmp_path / f"{name}.yaml").write_text(TERMS.replace("termen", name), "utf-8")
    text = FORM.replace("parameters:", "uses: [een.yaml, twee.yaml]\nparameters:")
    (tmp_path / "f.yaml").write_text(text, "utf-8")
    library = Library()
    library.questionnaire(tmp_path / "f.yaml")
    (problem,) = library.problems
    assert problem.code.code == "WB114"
    assert {related.span.source.name for related in problem.related} == {
        str(tmp_path / "een.yaml"),
        str(tmp_path / "twee.yaml"),
    }


# ---------------------------------------------------------------- among trees and vocabularies


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "boom.yaml").write_text(TREE, "utf-8")
    (tmp_path / "termen.yaml").write_text(TERMS, "utf-8")
    text = FORM.replace("parameters:\n  wachttijd: {value: 6, unit: weken, label: "
                        "Zo lang wacht iemand}\n", "uses: [termen.yaml]\n")  # fmt: skip
    (tmp_path / "formulier.yaml").write_text(text.replace("{wachttijd}", "{tijd}"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_may_hold_trees_vocabularies_and_forms(folder: Path, capsys: Capture) -> None:
    code, out, _ = called(capsys, "check", folder)
    assert (code, out.splitlines()[-1][:38]) == (0, "1 boom, 1 vraag, 0 voorbeelden, 1 form")
    assert "3 stellingen" in out


def test_a_parameter_that_only_a_form_asks_about_is_used(folder: Path) -> None:
    library = Library()
    library.read([folder])
    both = check_all(library.trees, library.vocabularies, [folder], None, library.questionnaires)
    trees_only = check_all(library.trees, library.vocabularies, [folder])
    assert "WB603" not in {problem.code.code for problem in both}
    assert "WB603" in {problem.code.code for problem in trees_only}


def test_check_tells_of_forms_in_json(folder: Path, capsys: Capture) -> None:
    _, out, _ = called(capsys, "check", folder, "--format", "json")
    said = json.loads(out)
    schema = json.loads((ROOT / "docs" / "schemas" / "check.json").read_text("utf-8"))
    jsonschema.validate(said, schema)
    file = str(folder / "formulier.yaml")
    assert said["forms"] == [{"form": "mening", "file": file, "statements": 3, "open": 1}]


def test_a_form_alone_can_be_checked(folder: Path, capsys: Capture) -> None:
    code, out, _ = called(capsys, "check", folder / "formulier.yaml")
    assert (code, out) == (0, "1 formulier, 3 stellingen: geen problemen gevonden.\n")


def test_worked_cases_are_not_looked_for_in_forms(folder: Path, capsys: Capture) -> None:
    code, out, err = called(capsys, "test", folder)
    assert (code, "formulier" in out + err) == (0, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("poster", "formulier.yaml"), "Dit is een formulier, geen boom."),
        (("decide", "formulier.yaml"), "Dit is een formulier, geen boom."),
        (("evaluate", ".", "--form", "boom.yaml"), "Dit is geen formulier."),
        (("evaluate", ".", "--form", "termen.yaml"), "Dit is geen formulier."),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(
    folder: Path, capsys: Capture, words: tuple[str, ...], said: str
) -> None:
    code, out, err = called(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_form_is_no_vocabulary(folder: Path, capsys: Capture) -> None:
    path = folder / "boom.yaml"
    path.write_text(path.read_text("utf-8").replace("termen.yaml", "formulier.yaml"), "utf-8")
    code, out, _ = called(capsys, "check", path)
    assert code == 2
    assert "Dit is een formulier, geen vocabulaire." in out


def test_a_form_is_read_once(folder: Path) -> None:
    library = Library()
    first = library.questionnaire(folder / "formulier.yaml")
    library.read([folder])
    assert library.questionnaires == [first]
    assert isinstance(first, Questionnaire)
