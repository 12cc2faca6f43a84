"""`woonboom export`."""

from __future__ import annotations

from pathlib import Path

import click

from woonboom.cli.context import PATH, TREE, current, has_errors
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.cli.trees import tell_errors
from woonboom.diagnostics import Message
from woonboom.exports import EXPORTS, Export, Unfit
from woonboom.load import Library
from woonboom.model import Tree

_HELP = Message(
    "Zet een boom om voor een ander programma.\n\n"
    "\b\n{forms}\n\n"
    "Zonder -o verschijnt tekst op het scherm; een rekenblad komt in de huidige map.\n\n"
    "\b\nVoorbeeld:\n  woonboom export trees/hulpverleners.yaml --to xlsx\n"
    "  woonboom export trees/hulpverleners.yaml --to dot | dot -Tsvg -o boom.svg\n"
    "  woonboom export trees/hulpverleners.yaml --to csv -o boom.csv",
    "Turn a tree into the form of another program.\n\n"
    "\b\n{forms}\n\n"
    "Without -o text goes to the screen; a spreadsheet comes into the current folder.\n\n"
    "\b\nExample:\n  woonboom export trees/hulpverleners.yaml --to xlsx\n"
    "  woonboom export trees/hulpverleners.yaml --to dot | dot -Tsvg -o tree.svg\n"
    "  woonboom export trees/hulpverleners.yaml --to csv -o tree.csv",
)
_TO = Message("Waarvoor; zie hierboven.", "What for; see above.")
_OUTPUT = Message(
    "Bestand om te schrijven, of een map die er al is; ‘-’ is het scherm.",
    "File to write, or a folder that is there already; ‘-’ is the screen.",
)
_IS_TREE = Message(
    "‘{path}’ wordt niet overschreven: daar staat een boom. Kies een andere naam met -o.",
    "‘{path}’ is not overwritten: there is a tree there. Choose another name with -o.",
)
_FORMS = {
    "dot": Message("Graphviz tekent het", "Graphviz draws it"),
    "mermaid": Message("tekening in Markdown en wiki's", "drawing in Markdown and wikis"),
    "graphml": Message("voor yEd, Gephi, networkx", "for yEd, Gephi, networkx"),
    "json": Message("voor systemen met eigen schermen", "for systems with screens of their own"),
    "dmn": Message("beslistabel voor DMN-systemen", "decision table for DMN systems"),
    "xlsx": Message("rekenblad om na te kijken", "spreadsheet to review"),
    "csv": Message("tabel met een rij per antwoord", "table with a row per answer"),
}
_FAULTY = Message(
    "Let op: deze boom heeft fouten ({n}). Gebruik dit bestand nog niet. "
    "Zie: woonboom check {path}",
    "Mind: this tree has errors ({n}). Do not use this file yet. See: woonboom check {path}",
)


class CannotExport(click.ClickException):
    """A tree that the form has no place for."""

    exit_code = 2


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""
    forms = "\n".join(f"  {name:8} {say(_FORMS[name])}" for name in EXPORTS)

    @click.command("export", cls=spoken(say), help=say(_HELP).format(forms=forms))
    @click.argument("tree", metavar="TREE", type=TREE)
    @click.option("--to", "form", type=click.Choice(list(EXPORTS)), required=True, help=say(_TO))
    @click.option("-o", "--output", metavar="FILE", type=PATH, help=say(_OUTPUT))
    def export(tree: Path, form: str, output: Path | None) -> int:
        return _export(tree, EXPORTS[form], output)

    return export


def _export(path: Path, export: Export, output: Path | None) -> int:
    tree = _read(path)
    if tree is None:
        return 2
    tell_errors(tree, _FAULTY)
    try:
        data = export.write(tree)
    except Unfit as problem:
        raise CannotExport(problem.said.say(current().language)) from None
    if export.text and str(output or "-") == "-":
        click.echo(data, nl=False)
    else:
        write_whole(_file(output or Path(), path, export), data)
    for caution in export.cautions(tree):
        click.echo(caution.say(current().language), err=True)
    return 0


def _read(path: Path) -> Tree | None:
    """The tree, if it can be read; else its problems are told."""
    library = Library()
    tree = library.tree(path)
    if tree is None or has_errors(library.problems):
        current().problems(library.problems, library.trees)
        return None
    return tree


def _file(output: Path, path: Path, export: Export) -> Path:
    """The file to write: in a folder it is called after the tree's own. Never over a tree."""
    file = output / f"{path.stem}{export.extension}" if output.is_dir() else output
    written = file.resolve().suffix.lower()
    if file.exists() and (written in (".yaml", ".yml") or file.samefile(path)):
        raise CannotExport(_IS_TREE.say(current().language, {"path": str(file)}))
    return file
