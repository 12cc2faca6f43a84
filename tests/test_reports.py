"""What was found, as machines read it: JSON, SARIF and GitHub's workflow commands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reporting import LANGUAGES, PROBLEM, everything, in_language, problem_in, written

from woonboom.diagnostics import Diagnostic, SourceText, Span
from woonboom.reports import FORMS, writer
from woonboom.rules.usage import UNUSED_FACT
from woonboom.rules.wording import DRAFT_VERSION

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_what_machines_read_has_no_colours(form: str) -> None:
    assert written(form, problem_in("a: b", 0, 1), colour=True) == written(
        form, problem_in("a: b", 0, 1)
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_speaks_both_languages(form: str) -> None:
    dutch, english = (writer(form)(in_language(everything(), language)) for language in LANGUAGES)
    assert "De boom gaat in een rondje" in dutch
    assert "De boom gaat in een rondje" not in english
    assert "The tree goes round in a circle" in english


# ---------------------------------------------------------------- JSON


def schema(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


CHECK = schema(ROOT / "docs" / "schemas" / "check.json")


def is_valid(document: object) -> bool:
    return jsonschema.Draft202012Validator(CHECK).is_valid(document)


def test_the_schema_is_a_schema_and_names_what_the_contract_names() -> None:
    jsonschema.Draft202012Validator.check_schema(CHECK)
    parts = {name: list(part.get("properties", {})) for name, part in CHECK["$defs"].items()}
    assert list(CHECK["properties"]) == ["version", "diagnostics", "trees", "forms", "posters"]
    assert CHECK["required"] == ["version", "diagnostics", "trees"]
    assert parts["diagnostic"] == [
        "code", "name", "severity", "message", "file", "line", "column", "end_line", "end_column",
        "hint", "witness", "related",
    ]  # fmt: skip
    assert parts["related"] == ["message", "file", "line", "column"]
    assert parts["tree"] == ["tree", "file", "questions", "outcomes", "facts"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_follows_its_schema(language: str) -> None:
    document = json.loads(writer("json")(in_language(everything(), language)))
    jsonschema.validate(document, CHECK, jsonschema.Draft202012Validator)
    assert len(document["diagnostics"]) == len(everything().problems)
    assert any(problem["witness"] for problem in document["diagnostics"])
    assert any(problem["related"] for problem in document["diagnostics"])


def test_the_schema_refuses_what_is_extra_missing_or_misnamed() -> None:
    document = json.loads(written("json", problem_in("a: b", 0, 1)))
    assert is_valid(document)
    (problem,) = document["diagnostics"]
    assert not is_valid(document | {"extra": 1})
    assert not is_valid(document | {"version": 2})
    assert not is_valid(document | {"diagnostics": [problem | {"extra": 1}]})
    assert not is_valid(document | {"diagnostics": [problem | {"severity": "fatal"}]})
    assert not is_valid(document | {"diagnostics": [problem | {"witness": {"a": "ja"}}]})
    del problem["hint"]
    assert not is_valid(document)


def test_json_says_where_and_what() -> None:
    (problem,) = json.loads(written("json", problem_in("  yes: bellen", 7, 13)))["diagnostics"]
    assert (problem["line"], problem["column"], problem["end_line"], problem["end_column"]) == (
        1, 8, 1, 14,
    )  # fmt: skip
    assert (problem["code"], problem["severity"]) == ("WB405", "error")
    assert problem["message"] == "De boom gaat in een rondje: a → a."


# ---------------------------------------------------------------- SARIF

SARIF = schema(ROOT / "tests" / "schemas" / "sarif-2.1.0.json")


def sarif(*problems: Diagnostic) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(written("sarif", *problems))["runs"][0]
    return run


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_is_valid(language: str) -> None:
    document = json.loads(writer("sarif")(in_language(everything(), language)))
    jsonschema.validate(document, SARIF, jsonschema.Draft4Validator)
    assert len(document["runs"][0]["results"]) == len(everything().problems)


def test_sarif_without_problems_is_valid() -> None:
    document = json.loads(written("sarif"))
    jsonschema.validate(document, SARIF, jsonschema.Draft4Validator)
    assert document["runs"][0]["results"] == []


def test_sarif_results_point_at_their_own_rule() -> None:
    run = json.loads(writer("sarif")(everything()))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({p.code.code for p in everything().problems})
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("trees/boom.yaml", "trees/boom.yaml"),
        ("mijn bomen/één #1.yaml", "mijn%20bomen/%C3%A9%C3%A9n%20%231.yaml"),
        ("HEAD~3:trees/boom.yaml", "HEAD~3%3Atrees/boom.yaml"),
    ],
)
def test_sarif_names_files_as_uris(name: str, uri: str) -> None:
    (result,) = sarif(problem_in("a: b", 0, 1, name))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_names_a_file_outside_the_folder_by_its_whole_path(tmp_path: Path) -> None:
    (result,) = sarif(problem_in("a: b", 0, 1, str(tmp_path / "boom.yaml")))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == (tmp_path / "boom.yaml").as_uri()


# ---------------------------------------------------------------- GitHub

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)\n")


def unescaped(text: str) -> str:
    for escape, letter in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escape, letter)
    return text


@given(st.text(min_size=1), st.text(min_size=1))
@example("100%2C.yaml", "100%0A")
def test_a_workflow_command_survives_any_text(name: str, words: str) -> None:
    problem = PROBLEM.at(SourceText(name, "").start, round=words)
    command = COMMAND.fullmatch(written("github", problem))
    assert command
    properties = dict(part.split("=", 1) for part in command[2].split(","))
    assert unescaped(properties["file"]) == name
    assert unescaped(command[3]) == f"{problem.message()}\n{problem.hint()}"


def test_workflow_commands_have_their_level_and_place() -> None:
    draft = DRAFT_VERSION.at(SourceText("b.yaml").start, version="concept")
    unused = UNUSED_FACT.at(SourceText("a, b.yaml").start, id="x")
    lines = written("github", problem_in("  yes: bellen", 7, 13), unused, draft).splitlines()
    place = "line=1,col=8,endLine=1,endColumn=14,title=WB405 cycle"
    assert lines[0].startswith(f"::error file=boom.yaml,{place}::De boom gaat in een rondje")
    assert lines[1].startswith("::warning file=a%2C b.yaml,")
    assert lines[2].startswith("::notice file=b.yaml,")


def test_a_place_over_more_lines_has_no_columns_in_a_workflow_command() -> None:
    span = Span(SourceText("boom.yaml", "a: b\nc: d\n"), 1, 2, 2, 3)
    command = written("github", PROBLEM.at(span, round="a → a"))
    assert command.startswith("::error file=boom.yaml,line=1,endLine=2,title=WB405 cycle::")
