"""`woonboom new` writes a small valid tree, and never over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from woonboom.cli import run
from woonboom.load import Library
from woonboom.rules import check_all


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_new_tree_has_no_problem_at_all(tmp_path: Path, language: str) -> None:
    assert run(["--lang", language, "new", "huur"]) == 0
    library = Library()
    library.read([tmp_path])
    assert library.problems == []
    assert check_all(library.trees, library.vocabularies, library.folders) == []
    (tree,) = library.trees
    assert (tree.id, tree.language, list(tree.pages)) == ("huur", language, ["huur"])


def test_it_goes_into_trees_where_that_folder_is(tmp_path: Path) -> None:
    (tmp_path / "trees").mkdir()
    assert run(["new", "huur"]) == 0
    assert (tmp_path / "trees" / "huur.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "id_", "title"),
    [
        ("Urgentie aanvraag", "urgentie_aanvraag", "Urgentie aanvraag"),
        ("co-ouders.yaml", "co_ouders", "Co ouders"),
        ('Een "echte" kans: ja?', "een_echte_kans_ja", 'Een "echte" kans: ja?'),
        ("12", "12", "12"),
        ("énquête", "enquete", "Énquête"),
    ],
)
def test_any_name_becomes_an_id_and_a_title(
    tmp_path: Path, name: str, id_: str, title: str
) -> None:
    assert run(["new", name]) == 0
    library = Library()
    library.read([tmp_path / f"{id_}.yaml"])
    assert [(tree.id, str(tree.title)) for tree in library.trees] == [(id_, title)]


def test_an_existing_file_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("huur.yaml").write_text("van mij", "utf-8")
    assert run(["new", "huur"]) == 2
    assert "‘huur.yaml’ bestaat al" in capsys.readouterr().err
    assert Path("huur.yaml").read_text("utf-8") == "van mij"
    assert not Path("info").exists()


def test_a_name_without_letters_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "!?"]) == 2
    assert "geen letters of cijfers" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("name", ["con", "NUL", "aux.yaml", "prn", "Com1", "lpt9"])
def test_a_name_that_windows_cannot_keep_is_refused(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", name]) == 2
    assert "Windows" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "a/b", "trees/huur.yaml", "a\\b", "/huur"])
def test_a_name_is_no_path(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", name]) == 2
    assert "-o" in capsys.readouterr().err
    assert list(Path().iterdir()) == []
