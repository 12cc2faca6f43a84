"""The sizes in which a tree is printed, as a vocabulary writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from houses import TREE

from woonboom import style
from woonboom.cli.pressed import SHEETS
from woonboom.diagnostics import Diagnostic
from woonboom.house import POSTER_PAPERS, TILE_PAPERS, USUAL_PRINTING, Printing
from woonboom.load import Library
from woonboom.model import Tree


def read(folder: Path, *written: str) -> tuple[Tree, list[Diagnostic]]:
    """Return a tree with vocabularies that write these sizes under `print`."""
    names = [f"maten{number}" for number, _ in enumerate(written)]
    for name, text in zip(names, written, strict=True):
        head = f"woonboom: 1\nvocabulary: {name}\n"
        (folder / f"{name}.yaml").write_text(f"{head}print: {text}\n", "utf-8")
    uses = ", ".join(f"{name}.yaml" for name in names)
    (folder / "boom.yaml").write_text(TREE.format(uses=uses), "utf-8")
    library = Library()
    tree = library.tree(folder / "boom.yaml")
    assert tree
    return tree, library.problems


@pytest.mark.parametrize(
    ("written", "posters", "tiles"),
    [
        ("{posters: [a1, a3], tiles: [a4]}", ("a1", "a3"), ("a4",)),
        ("{posters: [a3, A0], tiles: [A3, a4]}", ("a0", "a3"), ("a3", "a4")),
        ("{posters: a2}", ("a2",), ("a4",)),
        ("{posters: [a4]}", ("a4",), ()),
        ("{posters: [a2, a2], tiles: []}", ("a2",), ()),
        ("{posters: []}", (), ()),
        ("{tiles: [a3]}", ("a1", "a3"), ("a3",)),
        ("{}", ("a1", "a3"), ("a4",)),
    ],
)
def test_sizes_are_read_the_largest_first(
    tmp_path: Path, written: str, posters: tuple[str, ...], tiles: tuple[str, ...]
) -> None:
    tree, problems = read(tmp_path, written)
    assert not problems
    assert tree.printing == Printing(posters, tiles)


@pytest.mark.parametrize("written", [(), ("",), ("~",)])
def test_without_sizes_they_are_the_usual_ones(tmp_path: Path, written: tuple[str, ...]) -> None:
    tree, problems = read(tmp_path, *written)
    assert not problems
    assert tree.printing == USUAL_PRINTING


def test_of_two_vocabularies_the_first_with_sizes_counts(tmp_path: Path) -> None:
    tree, _ = read(tmp_path, "", "{posters: [a2]}", "{posters: [a0]}")
    assert tree.printing.posters == ("a2",)


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("{posters: [a1, a9]}", "WB115", "‘a9’ kan hier niet."),
        (
            "{posters: [{a: 1}]}",
            "WB112",
            "Hier hoort een tekst, maar er staat een blok met sleutels.",
        ),
        ("{tiles: [a2]}", "WB115", "‘a2’ kan hier niet."),
        ("{poster: [a1]}", "WB110", "Een stel papiermaten kent ‘poster’ niet."),
        ("[a1]", "WB112", "Hier hoort een blok met sleutels, maar er staat een lijst."),
        (
            "{posters: [a3], tiles: [a3]}",
            "WB115",
            "De grootste poster is A3 en past al op één vel A3.",
        ),
        (
            "{posters: [], tiles: [a4]}",
            "WB115",
            "Er zijn geen posters om over vellen te verdelen.",
        ),
    ],
)
def test_what_cannot_be_is_told_where_it_stands(
    tmp_path: Path, written: str, code: str, said: str
) -> None:
    tree, (problem,) = read(tmp_path, written)
    assert (problem.code.code, problem.message(), problem.span.line) == (code, said, 3)
    assert problem.hint()
    assert tree.decidable, "what it decides is whole"


@pytest.mark.parametrize("key", ["print", "style"])
def test_a_tree_that_has_them_itself_is_told_where_they_belong(tmp_path: Path, key: str) -> None:
    text = TREE.format(uses="").replace("title:", f"{key}: {{}}\ntitle:", 1)
    (tmp_path / "boom.yaml").write_text(text, "utf-8")
    library = Library()
    library.tree(tmp_path / "boom.yaml")
    (problem,) = (one for one in library.problems if one.code.code == "WB110")
    assert problem.message() == f"Een boom kent ‘{key}’ niet."
    assert problem.hint() == f"Zet ‘{key}’ in een vocabulaire, en noem dat onder uses."


def test_the_sizes_are_those_that_posters_and_tiles_can_have() -> None:
    assert set(POSTER_PAPERS) == set(style.PAPERS_MM)
    assert list(POSTER_PAPERS) == sorted(POSTER_PAPERS, key=lambda p: style.PAPERS_MM[p])
    assert TILE_PAPERS == SHEETS
