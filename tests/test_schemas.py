"""The JSON Schemas for editors: what loads passes, and what an author mistypes does not."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from woonboom.cli import run
from woonboom.load import Library
from woonboom.load.blocks import (
    INVALID_ID,
    INVALID_VALUE,
    MISSING_KEY,
    UNKNOWN_KEY,
    WRONG_SHAPE,
)
from woonboom.load.shapes import SHAPES
from woonboom.schemas import FILES, language_of, schema_of, written
from woonboom.source import Mapping, Node, Scalar, Sequence, parse, read_text

ROOT = Path(__file__).parent.parent
TREES = sorted((ROOT / "trees").rglob("*.yaml"))
GOOD = sorted((ROOT / "tests" / "rules").glob("*/good*")) + TREES
_WHOLE = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@cache
def validator(shape: str | None = None) -> Draft7Validator:
    return Draft7Validator(schema_of(shape, "nl"))


def seen(node: Node | None) -> Any:  # noqa: ANN401, PLR0911 (JSON; a case for every kind)
    """A value as an editor sees it, which reads YAML 1.2."""
    if isinstance(node, Mapping):
        return {key: seen(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [seen(item) for item in node.items]
    if not isinstance(node, Scalar) or not node.plain:
        return node.text if node else None
    if node.text in ("", "~", "null", "Null", "NULL"):
        return None
    if node.text.lower() in ("true", "false") and node.text[1:].islower():
        return node.text.lower() == "true"
    if _WHOLE.fullmatch(node.text):
        return int(node.text)
    return float(node.text) if _FLOAT.fullmatch(node.text) else node.text


def file(path: Path) -> Any:  # noqa: ANN401 (JSON)
    source, _ = read_text(path)
    return seen(parse(source)[0])


def mistakes(text: str, shape: str | None = None) -> list[str]:
    from woonboom.diagnostics import SourceText

    data = seen(parse(SourceText("x.yaml", text))[0])
    return [error.json_path for error in validator(shape).iter_errors(data)]


def files_in(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.rglob("*.y*ml"))


@pytest.mark.parametrize("shape", [None, *FILES])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_a_schema_of_draft_7(shape: str | None, language: str) -> None:
    schema = schema_of(shape, language)
    Draft7Validator.check_schema(schema)
    used = set(re.findall(r'"#/definitions/(\w+)"', json.dumps(schema)))
    definitions = schema["definitions"]
    assert isinstance(definitions, dict)
    assert used == set(definitions)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_loads_passes(path: Path) -> None:
    for found in files_in(path):
        data = file(found)
        errors = [f"{e.json_path}: {e.message}" for e in validator().iter_errors(data)]
        assert errors == []
        own = next(shape for shape in FILES if shape in data)
        assert validator(own).is_valid(data)


SHAPE_OF = {
    code.code: code for code in (UNKNOWN_KEY, MISSING_KEY, WRONG_SHAPE, INVALID_ID, INVALID_VALUE)
}
SHAPELESS = sorted(
    path for code in SHAPE_OF for path in (ROOT / "tests" / "rules").glob(f"{code}-*/bad*")
)
BEYOND = {"bad_case.yaml"}  # whether a fact can have a value, `check` alone knows


@pytest.mark.parametrize(
    "path",
    [path for path in SHAPELESS if path.name not in BEYOND],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_what_has_another_shape_does_not_pass(path: Path) -> None:
    assert not all(validator().is_valid(file(found)) for found in files_in(path))


TREE = "woonboom: 1\ntree: x\ntitle: X\nstart: a\nquestions:\n  a:\n"
VOCABULARY = "woonboom: 1\nvocabulary: x\nfacts:\n  a: "


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("woonboom: 1\ntree: x\ntitle: X\n", "$"),
        ("woonboom: 2\nvocabulary: x\n", "$.woonboom"),
        (TREE + "    ask: Wat?\n    yes: b\n    on: c\n", "$.questions.a"),
        (TREE + "    ask: Wat?\n    yes: b c\n    no: c\n", "$.questions.a.yes"),
        (TREE + "    ask: [Wat, nu]\n", "$.questions.a.ask"),
        (TREE + "    ask: Wat?\n    yes: b\n    answers: [{label: x, goto: y}]\n", "$.questions.a"),
        (TREE + "    ask: Wat?\n    answers: [{label: x}]\n", "$.questions.a.answers[0]"),
        (TREE + "    ask: Wat?\noutcomes:\n  u: {kind: refer, title: x}\n", "$.outcomes.u"),
        (
            TREE + "    ask: Wat?\noutcomes:\n  u: {kind: consult, title: x, tree: y}\n",
            "$.outcomes.u",
        ),
        (TREE + "    ask: Wat?\noutcomes:\n  u: {kind: eligable, title: x}\n", "$.outcomes.u.kind"),
        (TREE + "    ask: Wat?\nvalid_from: 1-2-2026\n", "$.valid_from"),
        (TREE + "    ask: Wat?\nurl: woonkans.nl\n", "$.url"),
        (VOCABULARY + "{label: A, type: bool}\n", "$.facts.a.type"),
        (VOCABULARY + "{label: A, type: choice}\n", "$.facts.a"),
        (VOCABULARY + "{label: A, type: boolean, unit: maanden}\n", "$.facts.a"),
        (VOCABULARY + "{label: A, type: integer, range: [1]}\n", "$.facts.a.range"),
        ("woonboom: 1\nvocabulary: x\nfacts: {Een Feit: {label: A, type: boolean}}\n", "$.facts"),
        ("woonboom: 1\nvocabulary: x\nstyle: {colours: {main: rood}}\n", "$.style.colours.main"),
        ("woonboom: 1\nvocabulary: x\nprint: {posters: [a9]}\n", "$.print.posters"),
        ("woonboom: 1\nform: x\ntitle: X\nparts: {a: {title: A}}\nscale: {a: b}\n", "$.scale"),
    ],
)
def test_a_mistake_is_marked_where_it_is(text: str, where: str) -> None:
    assert where in mistakes(text)


@pytest.mark.parametrize(
    "text",
    [
        TREE + "    ask: Wat?\n    Ja: b\n    NEE: c\n",
        TREE + "    ask: 12\n    help:\n    yes: b\n    no: c\n",
        TREE + "    ask: Wat?\n    answers: [{label: ja, otherwise: ja, goto: b}]\n",
        "woonboom: '1'\nvocabulary: x\nparameters: {a: 6, b: {value: '7'}}\n",
        "woonboom: 1\nvocabulary: x\nprint: {posters: A1, tiles: [a4]}\n",
        "woonboom: 1\nvocabulary: x\nfacts:\nassume: not a\n",
    ],
)
def test_what_authors_may_write_passes(text: str) -> None:
    assert mistakes(text) == []


def test_every_key_of_every_block_is_there_and_explained() -> None:
    schema = schema_of(None, "nl")
    definitions = schema["definitions"]
    assert isinstance(definitions, dict)
    assert set(definitions) == set(SHAPES)
    for name, shape in SHAPES.items():
        keys = definitions[name]["properties"]
        assert sorted(keys) == sorted(shape.keys)
        assert [key for key, value in keys.items() if "description" not in value] == []


def test_the_published_schemas_are_those_that_the_command_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language, name in (("nl", "woonboom.json"), ("en", "woonboom.en.json")):
        assert run(["--lang", language, "schema"]) == 0
        published = (ROOT / "docs" / "schemas" / name).read_text("utf-8")
        assert capsys.readouterr().out == published == written(None, language)


def test_a_schema_goes_into_a_file_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "map" / "boom.json"
    assert run(["schema", "tree", "-o", str(path)]) == 0
    assert path.read_text("utf-8") == written("tree", "nl")


def test_another_kind_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "poster"]) == 2
    assert "vocabulary" in capsys.readouterr().err


# ---------------------------------------------------------------- beside what `new` writes


def test_new_writes_the_schema_that_the_tree_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "huur"]) == 0
    first = Path("huur.yaml").read_text("utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert Path(named).read_text("utf-8") == written(None, "nl")
    assert validator().is_valid(file(Path("huur.yaml")))
    library = Library()
    library.read([tmp_path])
    assert library.problems == []


@pytest.mark.parametrize(
    ("there", "stays"),
    [
        ('{"$comment": "Made by `woonboom schema`; do not edit."}', False),
        ("{}", True),
        ("[]", True),
        ("van mij", True),
    ],
)
def test_new_renews_its_own_schema_and_no_other(
    there: str, stays: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("woonboom.schema.json").write_text(there, "utf-8")
    assert run(["new", "huur"]) == 0
    assert (Path("woonboom.schema.json").read_text("utf-8") == there) is stays


@pytest.mark.parametrize("language", ["nl", "en"])
def test_new_renews_the_schema_in_the_language_that_it_had(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old = json.dumps({**schema_of(None, language), "definitions": {}})
    Path("woonboom.schema.json").write_text(old, "utf-8")
    assert run(["--lang", "en" if language == "nl" else "nl", "new", "huur"]) == 0
    assert Path("woonboom.schema.json").read_text("utf-8") == written(None, language)


def test_the_language_of_a_schema_is_known_from_the_schema() -> None:
    for language in ("nl", "en"):
        for shape in (None, *FILES):
            assert language_of(written(shape, language)) == language
    assert language_of("{}") is None
    assert language_of('{"title": "Een bestand van woonboom"}') is None
