"""Everything that is to be made of a folder, and what each thing is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from woonboom.model import Tree
from woonboom.production import tasks
from woonboom.production.folder import Folder, Paper
from woonboom.production.inputs import digest, inputs_of, program
from woonboom.production.previous import History
from woonboom.questionnaire import Questionnaire

INDEX: Final = "index.html"
"""The page that leads to all products, which is none of them."""


@dataclass(frozen=True)
class Product:
    """What one task makes, of a tree or form or (`of` is nothing) of all trees together.

    `inputs` is the number of all that it is made from: while that is the same, so are its files.
    `effort` says which tasks to begin with, for the longest should not come last.
    """

    name: str
    of: Paper | None
    inputs: str
    task: tasks.Task
    effort: int


def products_of(folder: Folder) -> list[Product]:
    """Return all products of the trees and forms without errors."""
    planned = [*_together(folder.trees), *_of_forms(folder.forms)]
    with History(folder.path) as history:
        for tree in folder.trees:
            planned += _of_tree(tree, history.before(tree))
    return planned


def _of_tree(tree: Tree, old: Tree | None) -> Iterator[Product]:
    """Yield the products of a tree; those that are most work come out of its size."""
    number, size = inputs_of(tree), len(tree.questions)
    papers, tiles = tree.printing.posters, tree.printing.tiles
    for paper in papers:
        largest = paper == papers[0]
        task = tasks.Poster(tree, paper, tiles if largest else (), largest)
        yield _product(tree, f"poster-{paper}", [number, *task.tiles], task, 3 * size)
    yield _product(tree, "handout", [number], tasks.Handout(tree), size)
    yield _product(tree, "sheet", [number], tasks.Sheet(tree), size)
    if old is not None:
        inputs = [number, inputs_of(old), str(old.path)]
        yield _product(tree, "wijzigingen", inputs, tasks.Changes(old, tree), 5 * size)


def _of_forms(forms: Iterable[Questionnaire]) -> Iterator[Product]:
    for form in forms:
        yield _product(form, "sheet", [inputs_of(form)], tasks.Form(form), 1)


def _together(trees: Sequence[Tree]) -> Iterator[Product]:
    """Yield what all trees are in together: a case goes on from one in the other."""
    if trees:
        inputs = digest([program(), *map(inputs_of, trees)])
        size = sum(len(tree.questions) for tree in trees)
        yield Product("page", None, inputs, tasks.Page(tuple(trees)), 4 * size)


def _product(of: Paper, what: str, inputs: Sequence[str], task: tasks.Task, effort: int) -> Product:
    name = f"{of.path.stem}-{what}"
    return Product(name, of, digest([program(), name, *inputs]), task, effort)
