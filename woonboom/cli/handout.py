"""`woonboom handout`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from woonboom.cli.context import PATH, TREE, current
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.cli.trees import own_names, read_trees, tell_faults
from woonboom.diagnostics import Message
from woonboom.model import Tree

_HELP = Message(
    "Maak van een boom een hand-out: de boom in woorden, met de informatiepagina's, een "
    "woordenlijst, organisaties en bronnen. Meer bomen worden één boekje.\n\n"
    "Het bestand heet NAAM-handout; van meer bomen staan de namen achter elkaar.\n\n"
    "\b\nVoorbeeld:\n  woonboom handout trees/hulpverleners.yaml -o output\n"
    "  woonboom handout trees/corporaties.yaml trees/hulpverleners.yaml --format html",
    "Make a handout of a tree: the tree in words, with its information pages, a glossary, "
    "organisations and sources. Several trees become one booklet.\n\n"
    "The file is called NAME-handout; of several trees the names stand after each other.\n\n"
    "\b\nExample:\n  woonboom handout trees/hulpverleners.yaml -o output\n"
    "  woonboom handout trees/corporaties.yaml trees/hulpverleners.yaml --format html",
)
_FORMAT = Message(
    "Soort bestand; mag vaker (standaard: pdf).", "Kind of file; repeatable (default: pdf)."
)
_FOLDER = Message("Map voor de bestanden.", "Folder for the files.")
_LANGUAGES = Message(
    "‘{one}’ en ‘{other}’ zijn niet in dezelfde taal. Maak er twee hand-outs van.",
    "‘{one}’ and ‘{other}’ are not in the same language. Make two handouts of them.",
)
_FORMS: Final = ("pdf", "html", "md")


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("handout", cls=spoken(say), help=say(_HELP))
    @click.argument("trees", metavar="TREE...", nargs=-1, required=True, type=TREE)
    @click.option("--format", "forms", type=click.Choice(_FORMS), multiple=True,
                  default=("pdf",), help=say(_FORMAT))  # fmt: skip
    @click.option("-o", "--output", type=PATH, default=Path(), help=say(_FOLDER))
    def handout(trees: tuple[Path, ...], forms: tuple[str, ...], output: Path) -> None:
        _handout(trees, tuple(dict.fromkeys(forms)), output)

    return handout


def _handout(paths: tuple[Path, ...], forms: tuple[str, ...], output: Path) -> None:
    from woonboom.formats.documents import DOCUMENT_FORMATS
    from woonboom.papers.handout import handout
    from woonboom.papers.handout_back import texts

    trees = read_trees(own_names(paths))
    _refuse_languages(trees)
    for tree in trees:
        tell_faults(tree, texts(tree))
    document = handout(trees)
    stem = "-".join([*(tree.path.stem for tree in trees), "handout"])
    formats = [DOCUMENT_FORMATS[form] for form in forms]
    made = {f"{stem}{one.extension}": one.write(document) for one in formats}
    for name, data in made.items():  # all are made before the first is written
        write_whole(output / name, data)


def _refuse_languages(trees: list[Tree]) -> None:
    other = next((tree for tree in trees if tree.language != trees[0].language), None)
    if other:
        paths = {"one": str(trees[0].path), "other": str(other.path)}
        said = _LANGUAGES.say(current().language, paths)
        raise click.UsageError(said, click.get_current_context())
