"""The schema in the language server that VS Code, Neovim and others run for YAML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import Server, language_server

from woonboom.cli import run
from woonboom.schemas import written

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.node

LINE = "# yaml-language-server: $schema=woonboom.schema.json\n"
TREE = LINE + "woonboom: 1\ntree: x\ntitle: X\nstart: a\nquestions:\n  a:\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project") / "trees"
    folder.mkdir()
    (folder / "woonboom.schema.json").write_text(written(None, "nl"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Server]:
    # What docs/editing.md puts in the settings of VS Code, for trees without the line.
    settings = {"./trees/woonboom.schema.json": ["trees/**/*.yaml"]}
    with language_server(folder.parent, settings) as server:
        yield server


def marked(editor: Server, path: Path, text: str) -> list[tuple[int, str]]:
    """What is marked in a file: lines, from 1, and what is said."""
    found = editor.open(path, text)
    return sorted((d["range"]["start"]["line"] + 1, d["message"]) for d in found)


@pytest.mark.parametrize("name", ["hulpverleners", "woonkans", "evaluatie", "elders/elders"])
def test_nothing_is_marked_in_the_trees(name: str, editor: Server, folder: Path) -> None:
    text = (ROOT / "trees" / f"{name}.yaml").read_text("utf-8")
    assert marked(editor, folder / Path(name).name, LINE + text) == []


def test_nothing_is_marked_in_a_new_tree_without_a_network(
    editor: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run(["new", "huur"]) == 0
    path = folder / "huur.yaml"
    assert marked(editor, path, path.read_text("utf-8")) == []
    typo = path.read_text("utf-8").replace("    ask:", "    aks:", 1)
    number = typo[: typo.index("aks")].count("\n") + 1
    assert (number, "Property aks is not allowed.") in marked(editor, folder / "typo.yaml", typo)


def test_mistakes_are_marked_on_their_lines(editor: Server, folder: Path) -> None:
    text = TREE + (
        "    ask: Wat?\n    yes: Dit Niet\n    no: u\noutcomes:\n  u: {kind: eligable, title: U}\n"
        "facts:\n  f: {label: F, type: boolean, unit: maanden}\n  g: {label: G, type: choice}\n"
    )
    found = dict(marked(editor, folder / "mis.yaml", text))
    assert found[9] == "Een id heeft alleen kleine letters, cijfers en _."
    assert '"eligible"' in found[12]
    assert found[14] == "Property unit is not allowed."
    assert found[15] == 'Missing property "options".'


def test_what_may_be_empty_is_marked_with_what_belongs_there(editor: Server, folder: Path) -> None:
    vocabulary = LINE + "woonboom: 1\nvocabulary: x\n"
    empty = "style:\nassume: ''\nfacts:\n  f: {label: F, type: integer, entered_as: }\n"
    assert marked(editor, folder / "leeg.yaml", vocabulary + empty) == []
    wrong = "style: geel\nfacts:\n  f: {label: F, type: integer, range: 3, entered_as: dag}\n"
    assert marked(editor, folder / "fout.yaml", vocabulary + wrong) == [
        (4, "Hier hoort een blok met sleutels."),
        (6, "Incorrect type. Expected one of array, string, null."),
        (6, 'Value is not accepted. Valid values: "date".'),
    ]
    some = TREE + (
        "    ask: Wat?\n    answers:\n      - {label: A, when: f, goto: u}\n"
        "      - {label: B, goto: v}\n"
    )
    assert marked(editor, folder / "deels.yaml", some) == [(11, 'Missing property "when".')]


def test_keys_are_completed_and_explained(editor: Server, folder: Path) -> None:
    path = folder / "keys.yaml"
    editor.open(path, TREE + "    ask: Wat?\n    answers:\n      - label: Ja\n        \n")
    offered = editor.completions(path, 10, 8)
    assert {"when", "otherwise", "goto", "id"} <= set(offered)
    assert offered["goto"]["documentation"] == "De id van een vraag of uitkomst."
    assert "De vraag zelf." in editor.hover(path, 7, 5)


def test_values_are_completed_and_explained(editor: Server, folder: Path) -> None:
    path = folder / "values.yaml"
    editor.open(path, LINE + "woonboom: 1\nvocabulary: x\nfacts:\n  a:\n    label: A\n    type: \n")
    offered = editor.completions(path, 6, 10)
    assert list(offered) == ["boolean", "choice", "choices", "integer"]
    assert offered["integer"]["documentation"]["value"] == "Een heel getal."


def test_settings_of_the_editor_do_as_well_as_the_line(editor: Server, folder: Path) -> None:
    text = TREE.removeprefix(LINE) + "    ask: Wat?\n    hulp: Zo\n    yes: u\n    no: v\n"
    found = marked(editor, folder / "zonder" / "x.yaml", text)
    assert found == [(8, "Property hulp is not allowed.")]
