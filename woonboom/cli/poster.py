"""`woonboom poster`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from woonboom.cli.asked import GIVEN, Asked
from woonboom.cli.context import PATH, TREE, Call, current
from woonboom.cli.drawing import STYLES, Wanted, drawing
from woonboom.cli.files import write_whole
from woonboom.cli.given import day
from woonboom.cli.language import Say
from woonboom.cli.lit import Light, light_of
from woonboom.cli.pressed import BLEED, GREY, SHEETS, TILE, Finish, files_of, finish_of
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.cli.trees import own_names, read_trees, tell_errors
from woonboom.diagnostics import Message
from woonboom.formats import FORMATS
from woonboom.model import Tree
from woonboom.style import PAPERS_MM

_HELP = Message(
    "Teken bomen, elk in een eigen bestand. Met een geval (--case of --given) is de weg van dat "
    "geval opgelicht.\n\n"
    "De bestanden heten NAAM-poster, met erachter hoe ze zijn afgewerkt: -tegels-a4, -drukklaar, "
    "-grijs. Een tekening van meer bladzijden wordt als svg of png een bestand per bladzijde.\n\n"
    "\b\nVoorbeeld:\n  woonboom poster trees/hulpverleners.yaml --paper a2 -o output\n"
    "  woonboom poster trees/hulpverleners.yaml --case geval.yaml",
    "Draw trees, each in a file of its own. With a case (--case or --given) the way of that case "
    "is lit.\n\n"
    "The files are called NAME-poster, followed by how they are finished: -tegels-a4, -drukklaar, "
    "-grijs. A drawing of several pages becomes a file per page as svg or png.\n\n"
    "\b\nExample:\n  woonboom poster trees/hulpverleners.yaml --paper a2 -o output\n"
    "  woonboom poster trees/hulpverleners.yaml --case case.yaml",
)
_STYLE = Message(
    "Soort tekening: panels vult het vel met een zo groot mogelijke letter (standaard); map is een "
    "kaart met alle lijnen, van boven naar beneden of van links naar rechts.",
    "Kind of drawing: panels fills the sheet with type as large as can be (default); map is a "
    "chart with every line, from top to bottom or from left to right.",
)
_PAPER = Message(
    "Papier; zonder deze optie a1, of voor map het kleinste vel waarop de tekst leesbaar is.",
    "Paper; without this option a1, or for map the smallest sheet on which the text can be read.",
)
_ONE_SHEET = Message(
    "Alles op één vel, hoe klein de letter ook wordt.",
    "Everything on one sheet, however small the type becomes.",
)
_PORTRAIT = Message(
    "Staand of liggend; anders wat de grootste letter geeft.",
    "Upright or lying; otherwise what gives the largest type.",
)
_FORMAT = Message(
    "Soort bestand; mag vaker (standaard: pdf).", "Kind of file; repeatable (default: pdf)."
)
_FOLDER = Message("Map voor de bestanden.", "Folder for the files.")
_CASE = Message(
    "Bestand met één geval: de weg ervan is opgelicht.", "File with one case: its way is lit."
)
_ON = Message(
    "Dag tot waar de maanden sinds een datum tellen (standaard: vandaag).",
    "Day up to which months since a date count (default: today).",
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
                    type=TREE)  # fmt: skip
    @click.option("--style", type=click.Choice(STYLES), default=STYLES[0], help=say(_STYLE))
    @click.option("--paper", type=click.Choice(sorted(PAPERS_MM)), help=say(_PAPER))
    @click.option("--portrait/--landscape", default=None, help=say(_PORTRAIT))
    @click.option("--one-sheet", is_flag=True, help=say(_ONE_SHEET))
    @click.option("--format", "forms", type=click.Choice(list(FORMATS)), multiple=True,
                  default=("pdf",), help=say(_FORMAT))  # fmt: skip
    @click.option("--tile", type=click.Choice(SHEETS), help=say(TILE))
    @click.option("--bleed", is_flag=True, help=say(BLEED))
    @click.option("--grey", is_flag=True, help=say(GREY))
    @click.option("--case", "file", metavar="FILE", type=PATH, help=say(_CASE))
    @click.option("--given", "words", metavar="FACT=VALUE", multiple=True, help=say(GIVEN))
    @click.option("--on", metavar="DATE", help=say(_ON))
    @click.option("-o", "--output", type=PATH, default=Path(),
                  help=say(_FOLDER))  # fmt: skip
    def poster(  # noqa: PLR0917 (click passes them by name)
        trees: tuple[Path, ...],
        style: str,
        paper: str | None,
        portrait: bool | None,
        one_sheet: bool,
        forms: tuple[str, ...],
        tile: str | None,
        bleed: bool,
        grey: bool,
        file: Path | None,
        words: tuple[str, ...],
        on: str | None,
        output: Path,
    ) -> int:
        landscape = None if portrait is None else not portrait
        finish = finish_of(tile, bleed=bleed, grey=grey)
        sheet = Wanted(style, paper, landscape, one_sheet)
        wish = Wish(sheet, tuple(dict.fromkeys(forms)), finish, output)
        return _posters(trees, wish, Asked(file, words, day(on)))

    return poster


@dataclass(frozen=True)
class Wish:
    """What kind of drawing is wanted, finished how, as which files, and where."""

    sheet: Wanted
    forms: tuple[str, ...]
    finish: Finish
    output: Path


def _posters(paths: tuple[Path, ...], wish: Wish, asked: Asked) -> int:
    call = current()
    trees = read_trees(own_names(paths))
    light = light_of(trees, asked)
    files: dict[str, bytes] = {}
    for tree in trees:
        files |= _poster(tree, wish, call, light)
    for name, data in files.items():  # all are made before the first is written
        write_whole(wish.output / name, data)
    return int(light is not None and light.fault)


def _poster(tree: Tree, wish: Wish, call: Call, light: Light | None) -> dict[str, bytes]:
    """Draw a tree; returns its files by their names."""
    from woonboom.look import look_of
    from woonboom.press.dressed import dressed

    tell_errors(tree, _HAS_ERRORS)
    scene, problems = drawing(tree, wish.sheet, call)
    scene = dressed(scene, look_of(tree))
    if problems:
        call.problems(problems, [tree])
    stem = f"{tree.path.stem}-poster"
    if light:
        scene, stem = light.on(scene), f"{stem}-{light.suffix}"
    finished = wish.finish.of(scene, tree.path.stem)
    return files_of(finished, f"{stem}{wish.finish.suffix}", wish.forms)
