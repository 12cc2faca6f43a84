"""`woonboom page`."""

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
    "Maak van een boom een webpagina die vraag voor vraag door de boom leidt. Alles zit in één "
    "bestand: het werkt zonder netwerk, en niets over een cliënt verlaat de pagina. Met meer bomen "
    "gaat een verwijzing verder in de andere boom; de eerste boom is het begin.\n\n"
    "Het bestand heet NAAM-pagina.html; van meer bomen staan de namen achter elkaar. Met --embed "
    "komt er in plaats daarvan wat een eigen website nodig heeft: woonkans-boom.js, per boom "
    "NAAM.json, en een voorbeeld (voorbeeld.html, .css en .js).\n\n"
    "\b\nVoorbeeld:\n  woonboom page trees/hulpverleners.yaml trees/corporaties.yaml -o output\n"
    "  woonboom page trees/hulpverleners.yaml --embed -o website",
    "Make a web page of a tree that leads through it question by question. Everything is in one "
    "file: it works without a network, and nothing about a client leaves the page. With several "
    "trees a referral goes on in the other tree; the first tree is the start.\n\n"
    "The file is called NAME-pagina.html; of several trees the names stand after each other. With "
    "--embed you get what a website of your own needs instead: woonkans-boom.js, NAME.json for "
    "each tree, and an example (voorbeeld.html, .css and .js).\n\n"
    "\b\nExample:\n  woonboom page trees/hulpverleners.yaml trees/corporaties.yaml -o output\n"
    "  woonboom page trees/hulpverleners.yaml --embed -o website",
)
_EMBED = Message(
    "Maak bestanden om in een eigen website te zetten.",
    "Make files to put in a website of your own.",
)
_FOLDER = Message("Map voor de bestanden.", "Folder for the files.")
_SAME_ID = Message(
    "‘{one}’ en ‘{other}’ zijn dezelfde boom ({tree}). Neem er één.",
    "‘{one}’ and ‘{other}’ are the same tree ({tree}). Take one of them.",
)
_LANGUAGES = Message(
    "‘{one}’ en ‘{other}’ zijn niet in dezelfde taal. Maak er twee pagina's van.",
    "‘{one}’ and ‘{other}’ are not in the same language. Make two pages of them.",
)
_HAS_ERRORS = Message(
    "Let op: deze boom heeft fouten ({n}). Laat er nog niemand mee werken. "
    "Zie: woonboom check {path}",
    "Mind: this tree has errors ({n}). Let nobody work with it yet. See: woonboom check {path}",
)
_SUFFIX: Final = "pagina.html"


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("page", cls=spoken(say), help=say(_HELP))
    @click.argument("trees", metavar="TREE...", nargs=-1, required=True, type=TREE)
    @click.option("--embed", is_flag=True, help=say(_EMBED))
    @click.option("-o", "--output", type=PATH, default=Path(), help=say(_FOLDER))
    def page(trees: tuple[Path, ...], embed: bool, output: Path) -> None:
        _page(trees, output, embed=embed)

    return page


def _page(paths: tuple[Path, ...], output: Path, *, embed: bool) -> None:
    trees = read_trees(own_names(paths))
    _refuse_twins(trees)
    _refuse_languages(trees)
    for tree in trees:
        tell_faults(tree, message=_HAS_ERRORS)
    for name, data in _files(
        trees, embed=embed
    ).items():  # all are made before the first is written
        write_whole(output / name, data)


def _files(trees: list[Tree], *, embed: bool) -> dict[str, bytes]:
    """Return the files by their names."""
    if embed:
        from woonboom.page.embed import embedded

        return embedded(trees)
    from woonboom.page.single import page

    return {"-".join([*(tree.path.stem for tree in trees), _SUFFIX]): page(trees)}


def _refuse_twins(trees: list[Tree]) -> None:
    """The page knows a tree by its id, so each can be in it once."""
    known: dict[str, Tree] = {}
    for tree in trees:
        other = known.setdefault(tree.id, tree)
        if other is not tree:
            _refuse(_SAME_ID, other, tree)


def _refuse_languages(trees: list[Tree]) -> None:
    other = next((tree for tree in trees if tree.language != trees[0].language), None)
    if other:
        _refuse(_LANGUAGES, trees[0], other)


def _refuse(message: Message, one: Tree, other: Tree) -> None:
    words = {"one": str(one.path), "other": str(other.path), "tree": one.id}
    said = message.say(current().language, words)
    raise click.UsageError(said, click.get_current_context())
