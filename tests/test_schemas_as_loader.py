"""The JSON Schema against loading itself: never stricter, and as strict as one file can be."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft7Validator

from woonboom.load import Library
from woonboom.schemas import schema_of

TREE: Final[dict[str, Any]] = {
    "woonboom": 1, "tree": "t", "title": "T", "audience": "Ieder", "version": "1",
    "valid_from": "2026-01-01", "valid_until": "2026-12-31", "language": "nl", "contact": "C",
    "url": "https://example.org", "start": "q", "note": "N",
    "facts": {
        "b": {"label": "B", "type": "boolean", "yes": "wel", "no": "niet", "source": "W 1"},
        "k": {"label": "K", "type": "choice", "options": {"a": "A", "c": None}, "short": "k"},
        "m": {"label": "M", "type": "choices", "options": {"a": "A", "c": "C"}},
        "n": {"label": "N", "type": "integer", "range": [0, 10], "unit": "maanden",
              "entered_as": "date", "note": "n"},
    },
    "assume": ["not (b and n > 5)"],
    "parameters": {"p": {"value": 3, "unit": "maanden", "label": "P"}, "p2": 5},
    "questions": {
        "q": {"ask": "A", "help": "H", "fact": "b", "yes": "r", "no": "s", "source": ["W 1"]},
        "r": {"ask": "R", "answers": [{"label": "L", "when": "n >= p", "goto": "u"},
                                      {"label": "M", "otherwise": True, "goto": "v"}]},
        "s": {"ask": "S", "answers": [{"label": "a", "goto": "u"},
                                      {"label": "b", "id": "bb", "goto": "v"}]},
    },
    "outcomes": {
        "u": {"kind": "consult", "title": "U", "text": "X", "steps": ["a", "b"]},
        "v": {"kind": "refer", "title": "V", "tree": "t"},
    },
    "cases": [{"name": "x", "given": {"b": "ja", "n": 4, "m": ["a"]}, "expect": "u", "via": "r"}],
    "glossary": {"x": "y"}, "sources": {"W": "Wet"},
    "organisations": {"o": {"name": "O", "role": "R", "contact": "C", "url": "https://o.nl"}},
}  # fmt: skip
VOCABULARY: Final[dict[str, Any]] = {
    "woonboom": 1, "vocabulary": "w", "facts": {"b": {"label": "B", "type": "boolean"}},
    "style": {"organisation": "O", "colours": {"main": "#003366", "refer": "#000"}},
    "print": {"posters": ["a1"], "tiles": "a4"},
}  # fmt: skip
FORM: Final[dict[str, Any]] = {
    "woonboom": 1, "form": "f", "title": "F", "language": "nl", "intro": ["a"], "closing": "z",
    "head": {"d": {"label": "D", "type": "group", "options": {"a": "A", "b": "B"}}},
    "scale": {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"},
    "parts": {"p": {"title": "P", "text": "x", "statements": {"s": "S"}, "open": {"o": "O"}}},
}  # fmt: skip
SAMPLES: Final = {"tree": TREE, "vocabulary": VOCABULARY, "form": FORM}
BLANKS: Final[tuple[object, ...]] = (None, "", " ")
VALUES: Final[tuple[object, ...]] = (
    0, -1, 1.5, True, "ja", "007", [], {}, ["a"], {"a": "b"}, "A b", "2026-02-28",
    "choices", "a4", "weken",
)  # fmt: skip
Path_ = tuple[str | int, ...]


@cache
def validator() -> Draft7Validator:
    return Draft7Validator(schema_of(None, "nl"))


def marked(data: object) -> list[str]:
    """What an editor marks in a file."""
    return [f"{e.json_path}: {e.message}" for e in validator().iter_errors(data)]


def loaded(data: object, folder: Path) -> list[str]:
    """What loading says of a file, which JSON is too."""
    path = folder / "x.yaml"
    path.write_text(json.dumps(data), "utf-8")
    library = Library()
    library.file(path)
    return [f"{problem.code.code}: {problem.said.say('nl')}" for problem in library.problems]


def places(data: object, path: Path_ = ()) -> Iterator[Path_]:
    """Where in a file something stands."""
    inside = list(enumerate(data)) if isinstance(data, list) else []
    for key, value in data.items() if isinstance(data, dict) else inside:
        yield (*path, key)
        yield from places(value, (*path, key))


def changed(data: object, path: Path_, value: object) -> Any:  # noqa: ANN401 (JSON)
    """A file with another value in one place."""
    found = copy.deepcopy(data)
    block: Any = found
    for key in path[:-1]:
        block = block[key]
    block[path[-1]] = value
    return found


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_the_samples_are_right(sample: dict[str, Any], tmp_path: Path) -> None:
    assert loaded(sample, tmp_path) == []
    assert marked(sample) == []


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_what_loads_is_not_marked_whatever_is_written(
    sample: dict[str, Any], tmp_path: Path
) -> None:
    for number, path in enumerate(places(sample)):
        for value in (*BLANKS, *VALUES[number % 3 :: 3]):  # all of them would take long
            data = changed(sample, path, value)
            passes = validator().is_valid(data) or bool(loaded(data, tmp_path))
            assert passes, (path, value, marked(data))


@pytest.mark.parametrize("word", ["ja", "Ja", "JA", "jA", "yEs", "yes"])
def test_yes_and_no_are_written_in_any_way(word: str, tmp_path: Path) -> None:
    question = {"ask": "A", "fact": "b", word: "r", "nEe": "s"}
    data = changed(TREE, ("questions", "q"), question)
    assert (loaded(data, tmp_path), marked(data)) == ([], [])


ANSWER: Final = {"label": "L", "when": "n >= p", "goto": "u"}
REST: Final = {"label": "M", "goto": "v"}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("facts", "k", "options"), {"a": "A"}, "WB115"),
        (("facts", "k", "options"), "", "WB111"),
        (("facts", "n", "unit"), "vrolijk", "WB115"),
        (("facts", "n", "ja"), "wel", "WB110"),
        (("facts", "n", "Yes"), "", "WB110"),
        (("facts", "b", "Ja"), "wel", "WB105"),
        (("questions", "q", "Ja"), "r", "WB105"),
        (("questions", "q", "no"), " ", "WB111"),
        (("questions", "r", "answers"), [ANSWER, REST], "WB116"),
        (("questions", "r", "answers"), [{**REST, "otherwise": "ja"}, REST], "WB116"),
        (("questions", "r", "answers"), [ANSWER, {**REST, "otherwise": "nee"}], "WB116"),
        (("questions", "r", "answers"), [{**ANSWER, "otherwise": True}, ANSWER], "WB116"),
        (("questions", "r", "answers"), [{**ANSWER, "otherwise": 1}, ANSWER], "WB115"),
        (("questions", "s", "fact"), "k", "WB116"),
        (("outcomes", "v", "tree"), "", "WB111"),
        (("outcomes", "u", "tree"), "", "WB110"),
        (("start",), None, "WB401"),
    ],
)
def test_what_one_file_is_enough_to_know_is_marked(
    path: Path_, value: object, code: str, tmp_path: Path
) -> None:
    data = changed(TREE, path, value)
    assert any(problem.startswith(code) for problem in loaded(data, tmp_path))
    assert marked(data)


def test_a_tree_must_say_where_it_begins(tmp_path: Path) -> None:
    data = {key: value for key, value in TREE.items() if key != "start"}
    assert [problem[:5] for problem in loaded(data, tmp_path)] == ["WB401"]
    assert marked(data)


def test_a_part_of_a_form_has_something_to_answer(tmp_path: Path) -> None:
    data = changed(FORM, ("parts", "p"), {"title": "P", "statements": "", "open": None})
    assert loaded(data, tmp_path)
    assert marked(data)
