"""`woonboom poster`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from woonboom.cli.context import PATH, Call, current, has_errors
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Diagnostic, Message, Severity
from woonboom.formats import FORMATS
from woonboom.load import Library
from woonboom.model import Tree
from woonboom.style import PAPERS_MM

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
_FORMAT = Message(
    "Soort bestand; mag vaker (standaard: pdf).", "Kind of file; repeatable (default: pdf)."
)
_FOLDER = Message("Map voor de bestanden.", "Folder for the files.")
_SAME_FILE = Message(
    "‘{one}’ en ‘{other}’ zouden hetzelfde bestand krijgen. Teken ze na elkaar, elk in een eigen "
    "map met -o.",
    "‘{one}’ and ‘{other}’ would get the same file. Draw them one after the other, each in a "
    "folder of its own with -o.",
)
_HAS_ERRORS = Message(
    "Let op: deze boom heeft fouten ({n}) en hoort nog niet aan de muur. "
    "Zie: woonboom check {path}",
    "Mind: this tree has errors ({n}) and should not hang on the wall yet. "
    "See: woonboom check {path}",
)


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("poster", cls=spoken(say), help=say(_HELP))
    @click.argument("trees", metavar="TREE...", nargs=-1, required=True,
                    type=PATH)  # fmt: skip
    @click.option("--style", type=click.Choice(["map"]), default="map",
                  help=say(_STYLE))  # fmt: skip
    @click.option("--paper", type=click.Choice(sorted(PAPERS_MM)), help=say(_PAPER))
    @click.option("--portrait/--landscape", default=None, help=say(_PORTRAIT))
    @click.option("--format", "forms", type=click.Choice(list(FORMATS)), multiple=True,
                  default=("pdf",), help=say(_FORMAT))  # fmt: skip
    @click.option("-o", "--output", type=PATH, default=Path(),
                  help=say(_FOLDER))  # fmt: skip
    def poster(  # noqa: PLR0917 (click passes them by name)
        trees: tuple[Path, ...],
        style: str,
        paper: str | None,
        portrait: bool | None,
        forms: tuple[str, ...],
        output: Path,
    ) -> int:
        landscape = None if portrait is None else not portrait
        return _posters(trees, Wish(paper, landscape, tuple(dict.fromkeys(forms)), output))

    return poster


@dataclass(frozen=True)
class Wish:
    """What kind of drawing is wanted, as which files, and where."""

    paper: str | None
    landscape: bool | None
    forms: tuple[str, ...]
    output: Path


def _posters(paths: tuple[Path, ...], wish: Wish) -> int:
    call = current()
    trees, problems = _read(_own_names(paths, call))
    if has_errors(problems):
        call.problems(problems)
        return 2
    for tree in trees:
        _poster(tree, wish, call)
    return 0


def _read(paths: list[Path]) -> tuple[list[Tree], list[Diagnostic]]:
    """Read trees; what else the library holds is let go, for a large drawing needs the room."""
    library = Library()
    trees = [tree for tree in map(library.tree, paths) if tree]
    return trees, library.problems


def _own_names(paths: tuple[Path, ...], call: Call) -> list[Path]:
    """The paths, each once; refuses two that would be drawn in one file."""
    names: dict[str, Path] = {}
    for path in dict.fromkeys(paths):
        if path.stem in names:
            words = {"one": str(names[path.stem]), "other": str(path)}
            raise click.UsageError(_SAME_FILE.say(call.language, words))
        names[path.stem] = path
    return list(names.values())


def _poster(tree: Tree, wish: Wish, call: Call) -> None:
    from woonboom.layout.graph import layout
    from woonboom.rules import check

    errors = sum(problem.severity is Severity.ERROR for problem in check(tree))
    if errors:
        call.note(_HAS_ERRORS, n=errors, path=str(tree.path))
    scene, problems = layout(tree, paper=wish.paper, landscape=wish.landscape)
    if problems:
        call.problems(problems, [tree])
    # By name, so that the PDF comes first: it needs the most room.
    formats = [FORMATS[form] for form in sorted(wish.forms)]
    files = {f"{tree.path.stem}-poster{f.extension}": f.write(scene) for f in formats}
    for name, data in files.items():  # all are made before the first is written
        write_whole(wish.output / name, data)
