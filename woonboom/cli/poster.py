"""`woonboom poster`."""

from __future__ import annotations

from pathlib import Path

import click

from woonboom.cli.context import Call, current, has_errors
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Message
from woonboom.load import Library
from woonboom.model import Tree

_HELP = Message(
    "Teken bomen, elk in een eigen bestand.\n\n"
    "\b\nVoorbeeld:\n  woonboom poster trees/hulpverleners.yaml --paper a2 -o output",
    "Draw trees, each in a file of its own.\n\n"
    "\b\nExample:\n  woonboom poster trees/hulpverleners.yaml --paper a2 -o output",
)
_STYLE = Message(
    "Soort tekening: map is een kaart van boven naar beneden of van links naar rechts.",
    "Kind of drawing: map is a chart from top to bottom or from left to right.",
)
_PAPER = Message(
    "Papier; zonder deze optie het kleinste vel waarop de tekst leesbaar is.",
    "Paper; without this option the smallest sheet on which the text can be read.",
)
_PORTRAIT = Message(
    "Staand of liggend; anders wat de grootste letter geeft.",
    "Upright or lying; otherwise what gives the largest type.",
)
_FORMAT = Message("Soort bestand; mag vaker (standaard: pdf).", "Kind of file; repeatable (default: pdf).")
_FOLDER = Message("Map voor de bestanden.", "Folder for the files.")
_WRITTEN = Message("Geschreven: {path}", "Written: {path}")


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("poster", cls=spoken(say), help=say(_HELP))
    @click.argument("trees", metavar="TREE...", nargs=-1, required=True,
                    type=click.Path(path_type=Path))  # fmt: skip
    @click.option("--style", type=click.Choice(["map"]), default="map",
                  help=say(_STYLE))  # fmt: skip
    @click.option("--paper", type=click.Choice(["a0", "a1", "a2", "a3", "a4"]), help=say(_PAPER))
    @click.option("--portrait/--landscape", default=None, help=say(_PORTRAIT))
    @click.option("--format", "forms", type=click.Choice(["svg", "pdf"]), multiple=True,
                  default=("pdf",), help=say(_FORMAT))  # fmt: skip
    @click.option("-o", "--output", type=click.Path(path_type=Path), default=Path(),
                  help=say(_FOLDER))  # fmt: skip
    def poster(
        trees: tuple[Path, ...],
        style: str,  # noqa: ARG001 (one style so far)
        paper: str | None,
        portrait: bool | None,  # noqa: FBT001
        forms: tuple[str, ...],
        output: Path,
    ) -> int:
        landscape = None if portrait is None else not portrait
        return _posters(trees, paper, landscape, dict.fromkeys(forms), output)

    return poster


def _posters(
    paths: tuple[Path, ...],
    paper: str | None,
    landscape: bool | None,
    forms: dict[str, None],
    output: Path,
) -> int:
    call = current()
    library = Library()
    trees = [library.tree(path) for path in paths]
    if has_errors(library.problems):
        call.problems(library.problems)
        return 2
    for tree in trees:
        if tree:
            _poster(tree, paper, landscape, list(forms), output, call)
    return 0


def _poster(
    tree: Tree,
    paper: str | None,
    landscape: bool | None,
    forms: list[str],
    output: Path,
    call: Call,
) -> None:
    from woonboom.formats import FORMATS
    from woonboom.layout.graph import layout

    scene, problems = layout(tree, paper=paper, landscape=landscape)
    if problems:
        call.problems(problems, [tree])
    files = {form: FORMATS[form].write(scene) for form in forms}
    for form, data in files.items():
        path = output / f"{tree.path.stem}-poster.{FORMATS[form].extension}"
        write_whole(path, data)
        call.note(_WRITTEN, path=str(path))
