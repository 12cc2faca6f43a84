"""What goes into a website of one's own: files that say the same as the trees."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import houses
import poster_trees
import pytest

from woonboom.model import Text, Tree
from woonboom.page.drawn import drawn
from woonboom.page.embed import EXAMPLE, SCRIPT, embedded
from woonboom.portable import document_of


@pytest.fixture(scope="module")
def trees() -> list[Tree]:
    return [poster_trees.real(name) for name in ("hulpverleners", "corporaties")]


@pytest.fixture(scope="module")
def files(trees: list[Tree]) -> dict[str, bytes]:
    return embedded(trees)


def test_every_tree_is_a_file_with_all_that_it_says(
    trees: list[Tree], files: dict[str, bytes]
) -> None:
    for tree in trees:
        said = json.loads(files[f"{tree.path.stem}.json"])
        assert said == json.loads(json.dumps(document_of(tree, drawing=drawn(tree))))
        assert len(said["cases"]) == len(tree.cases)


def test_the_script_defines_the_element_and_no_page(files: dict[str, bytes]) -> None:
    script = files[SCRIPT].decode()
    assert 'customElements.define("woonkans-boom"' in script
    assert "woonkans-trees" not in script


def test_the_script_speaks_both_languages_for_trees_that_come_later(
    files: dict[str, bytes],
) -> None:
    script, start = files[SCRIPT].decode(), "const WORDS="
    words, _ = json.JSONDecoder().raw_decode(script, script.index(start) + len(start))
    assert sorted(words) == ["en", "nl"]


def test_the_example_names_the_script_and_every_tree(files: dict[str, bytes]) -> None:
    example = files[EXAMPLE].decode()
    assert f'<script src="{SCRIPT}" defer></script>' in example
    named = re.findall(r'(?:src|href)="(voorbeeld[^"]*)"', example)
    assert sorted(named) == ["voorbeeld.css", "voorbeeld.js"]
    assert set(named) <= files.keys()
    assert '<woonkans-boom src="hulpverleners.json corporaties.json"></woonkans-boom>' in example
    assert "[[" not in example


def test_the_example_can_name_files_and_titles_of_any_kind(tmp_path: Path) -> None:
    tree = houses.a_tree(tmp_path, "  organisation: Huis")
    path = tmp_path / "mijn boom & zo.yaml"
    odd = replace(tree, path=path, title=Text("A < B [[src]]", "A < B [[src]]"), language="en")
    example = embedded([odd])[EXAMPLE].decode()
    (src,) = re.findall(r'src="([^"]*json)"', example)
    assert " " not in src
    assert unquote(src) == "mijn boom & zo.json"
    assert "<h1>A &lt; B [[src]]</h1>" in example
    assert '<html lang="en">' in example


def test_the_same_trees_give_the_same_bytes(trees: list[Tree], files: dict[str, bytes]) -> None:
    assert embedded(trees) == files
