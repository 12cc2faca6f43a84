"""`woonboom page`: the files that it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import FAULTY, ROOT, Capture, Patch, assert_refused, called, write

from woonboom.load import load
from woonboom.model import Tree
from woonboom.page.embed import embedded
from woonboom.page.single import page

TREES = ROOT / "trees"
TREE, OTHER = TREES / "hulpverleners.yaml", TREES / "corporaties.yaml"
SMALL = """\
woonboom: 1
tree: {name}
title: Plek
version: "2026-01"
language: {language}
start: eerst
questions:
  eerst: {{ask: "Is er plek?", yes: ja, no: nee}}
outcomes:
  ja: {{kind: eligible, title: Dat kan}}
  nee: {{kind: consult, title: Overleg}}
"""


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def small(name: str, language: str = "nl", file: str = "") -> Path:
    text = SMALL.format(name=name, language=language)
    return write(text, f"{file or name}.yaml")


def read(*paths: Path) -> list[Tree]:
    return [tree for path in paths if (tree := load(path)[0])]


def test_a_tree_becomes_one_file(capsys: Capture) -> None:
    code, out, err = called(capsys, "page", small("plek"))
    assert (code, out) == (0, "")
    assert "Geschreven: plek-pagina.html" in err
    assert Path("plek-pagina.html").read_bytes() == page(read(Path("plek.yaml")))


def test_several_trees_become_one_file_named_after_all(capsys: Capture) -> None:
    code, _, _ = called(capsys, "page", TREE, OTHER, "-o", "uit")
    assert code == 0
    (file,) = Path("uit").iterdir()
    assert file.name == "hulpverleners-corporaties-pagina.html"
    assert file.read_bytes() == page(read(TREE, OTHER))


def test_embed_writes_the_element_the_trees_and_an_example(capsys: Capture) -> None:
    code, _, _ = called(capsys, "page", TREE, OTHER, "--embed", "-o", "uit")
    assert code == 0
    written = {file.name: file.read_bytes() for file in Path("uit").iterdir()}
    assert written == embedded(read(TREE, OTHER))
    assert sorted(written) == [
        "corporaties.json", "hulpverleners.json", "voorbeeld.css", "voorbeeld.html", "voorbeeld.js",
        "woonkans-boom.js",
    ]  # fmt: skip
    assert json.loads(written["corporaties.json"])["tree"] == "corporaties"


def test_the_same_file_twice_is_one_tree(capsys: Capture) -> None:
    path = small("plek")
    assert called(capsys, "page", path, path)[0] == 0
    assert [file.name for file in Path().glob("*.html")] == ["plek-pagina.html"]


def test_a_tree_with_errors_is_made_and_warned_of(capsys: Capture) -> None:
    code, _, err = called(capsys, "page", write(FAULTY, "proef.yaml"))
    assert code == 0
    assert "Let op: deze boom heeft fouten" in err
    assert "woonboom check proef.yaml" in err
    assert Path("proef-pagina.html").exists()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_is_in_the_language_of_the_tree(capsys: Capture, lang: str) -> None:
    called(capsys, "--lang", lang, "page", small("place", "en"))
    assert '<html lang="en">' in Path("place-pagina.html").read_text("utf-8")


# ---------------------------------------------------------------- refused


def test_trees_in_two_languages_are_refused(capsys: Capture) -> None:
    code, out, err = called(capsys, "page", small("een"), small("two", "en"))
    assert_refused(code, err, out, "niet in dezelfde taal")
    assert not list(Path().glob("*.html"))


def test_two_versions_of_one_tree_are_refused(capsys: Capture) -> None:
    code, out, err = called(capsys, "page", small("plek"), small("plek", file="oud"))
    assert_refused(code, err, out, "dezelfde boom (plek)")


def test_a_tree_that_cannot_be_read_leaves_nothing_behind(capsys: Capture) -> None:
    bad = write("woonboom: 1\ntree: [", "stuk.yaml")
    code, out, err = called(capsys, "page", small("plek"), bad)
    assert (code, out) == (2, "")
    assert "stuk.yaml" in err
    assert not list(Path().glob("*.html"))


def test_a_place_that_cannot_be_written_is_said(capsys: Capture) -> None:
    write("", "bezet")
    code, out, err = called(capsys, "page", small("plek"), "-o", "bezet")
    assert_refused(code, err, out, "kan niet geschreven worden")


def test_a_tree_is_needed(capsys: Capture) -> None:
    code, _, err = called(capsys, "page")
    assert code == 2
    assert "TREE" in err
