"""The trees that a command prints: read, each with a file name of its own, their faults told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

import click

from woonboom.cli.context import current, has_errors
from woonboom.diagnostics import Diagnostic, Message, Severity
from woonboom.load import Library
from woonboom.model import Text, Tree
from woonboom.questionnaire import Questionnaire

_SAME_FILE = Message(
    "‘{one}’ en ‘{other}’ zouden hetzelfde bestand krijgen. Maak ze na elkaar, elk in een eigen "
    "map met -o.",
    "‘{one}’ and ‘{other}’ would get the same file. Make them one after the other, each in a "
    "folder of its own with -o.",
)
ON_PAPER = Message(
    "Let op: deze boom heeft fouten ({n}). Deel dit papier nog niet uit. "
    "Zie: woonboom check {path}",
    "Mind: this tree has errors ({n}). Do not hand this paper out yet. See: woonboom check {path}",
)
"""What `tell_errors` says of a tree on a sheet or handout."""


def read_trees(paths: Iterable[Path]) -> list[Tree]:
    """Return the trees in files, ready to print.

    What else was read is let go, for a large drawing needs the room. Ends the command with 2, the
    problems told, when one cannot be read or its house style has a font that is not here.
    """
    library = Library()
    trees = [tree for tree in map(library.tree, paths) if tree]
    _refuse_errors(library, trees)
    return trees


def read_papers(paths: Iterable[Path]) -> list[Tree | Questionnaire]:
    """Return the trees and forms in files, ready to print; ends the command as `read_trees`."""
    library = Library()
    found: list[Tree | Questionnaire] = []
    for path in paths:
        node = library.node(path)
        is_form = node is not None and "form" in node
        paper = library.questionnaire(path) if is_form else library.tree(path)
        found += [paper] if paper else []
    _refuse_errors(library, found)
    return found


def _refuse_errors(library: Library, papers: Sequence[Tree | Questionnaire]) -> None:
    problems = [*library.problems, *_fonts_missing(papers)]
    if has_errors(problems):
        current().problems(problems, [paper for paper in papers if isinstance(paper, Tree)])
        raise click.exceptions.Exit(2)


def _fonts_missing(papers: Sequence[Tree | Questionnaire]) -> list[Diagnostic]:
    """Why house styles cannot be drawn on this computer, if they cannot."""
    from woonboom.look import look_problems

    found = (problem for paper in papers for problem in look_problems(paper))
    return [problem for problem in found if problem.severity is Severity.ERROR]


def own_names(paths: Iterable[Path]) -> list[Path]:
    """Return the paths, each once; refuses two that would be printed in one file."""
    names: dict[str, Path] = {}
    for path in dict.fromkeys(paths):
        # Some disks make no difference between these letters.
        name = normalize("NFC", normalize("NFC", path.stem).casefold())
        if name in names:
            words = {"one": str(names[name]), "other": str(path)}
            raise click.UsageError(_SAME_FILE.say(current().language, words))
        names[name] = path
    return list(names.values())


def tell_errors(tree: Tree, message: Message = ON_PAPER) -> None:
    """Say of a tree with errors that it should not be used yet; it is printed all the same."""
    from woonboom.rules import check

    errors = sum(problem.severity is Severity.ERROR for problem in check(tree))
    if errors:
        current().note(message, n=errors, path=str(tree.path))


def tell_faults(tree: Tree, also: Iterable[Text] = (), message: Message = ON_PAPER) -> None:
    """Say what is wrong with a tree, and which characters its font cannot print.

    `also` are texts that are printed beside those of the tree; `message` says it has errors.
    """
    from woonboom.layout.glyphs import missing_glyphs

    tell_errors(tree, message)
    problems = missing_glyphs(tree, also)
    if problems:
        current().problems(problems, [tree])
