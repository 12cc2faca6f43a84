"""`woonboom read`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from woonboom.cli.context import PATH, TREE, Call, current, has_errors
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Message

if TYPE_CHECKING:
    from woonboom.cli.papers import Papers
    from woonboom.filled import Finding, Form, Sheet
    from woonboom.filled.workers import Workers
    from woonboom.model import Tree

_HELP = Message(
    "Lees ingevulde beslisbladen en vragenlijsten terug: de antwoorden, de weg door de boom, de "
    "uitkomst, en wat er niet klopt. Van een map alle PDF's, ook die in mappen daarin.\n\n"
    "Een blad blijft leesbaar als zijn boom er niet meer is. Is de boom er nog (met --tree, anders "
    "in de map trees), dan staat er ook of het blad nog de geldende versie is, en of de uitkomst "
    "nu anders zou zijn.\n\n"
    "Met --format csv een rij per blad, voor een rekenprogramma: gescheiden door puntkomma's, "
    "UTF-8. Daar staat niet in wie het blad invulde, zijn functie en de opmerkingen.\n\n"
    "Wat u met -o bewaart, gaat over cliënten: het kenmerk en de feiten van elk blad. Bewaar en "
    "wis het zoals uw dossiers.\n\n"
    "Eindcode 0: gelezen en niets mis; 1: er klopt iets niet; 2: iets was niet te lezen (de rest "
    "gaat door).\n\n"
    "\b\nVoorbeeld:\n  woonboom read blad.pdf\n"
    "  woonboom read ingevuld/ --format csv -o bladen.csv\n"
    "  woonboom read ingevuld/ --tree trees/hulpverleners.yaml",
    "Read filled decision sheets and questionnaires back: the answers, the path through the tree, "
    "the outcome, and what does not agree. Of a folder all PDFs, also those in folders in it.\n\n"
    "A sheet stays readable when its tree is gone. If the tree is there (with --tree, else in the "
    "folder trees), it also says whether the sheet still is the version that holds, and whether "
    "the outcome would be different now.\n\n"
    "With --format csv a row per sheet, for a spreadsheet: separated by semicolons, UTF-8. It "
    "leaves out who filled the sheet in, their position and the remarks.\n\n"
    "What you keep with -o is about clients: the reference and the facts of every sheet. Keep and "
    "delete it as you do your files on them.\n\n"
    "Exit code 0: read and nothing wrong; 1: something does not agree; 2: something could not be "
    "read (the rest goes on).\n\n"
    "\b\nExample:\n  woonboom read sheet.pdf\n  woonboom read filled/ --format csv -o sheets.csv\n"
    "  woonboom read filled/ --tree trees/hulpverleners.yaml",
)
_TREE = Message(
    "Boom om mee te vergelijken; mag vaker (standaard: de map trees, als die er is).",
    "Tree to compare with; repeatable (default: the folder trees, if there is one).",
)
_FORMAT = Message("Vorm van de uitvoer (standaard: text).", "Form of the output (default: text).")
_OUTPUT = Message("Schrijf de uitvoer in dit bestand.", "Write the output to this file.")
_NO_PAPERS = Message(
    "In de map ‘{path}’ staan geen PDF's.", "There are no PDFs in the folder ‘{path}’."
)
_FLAWED = Message(
    "Niet alle bomen in ‘{path}’ zijn te lezen; daarmee is niet vergeleken. Zie: woonboom check.",
    "Not all trees in ‘{path}’ can be read; those were not compared with. See: woonboom check.",
)
_READS_IT = Message(
    "‘{path}’ wordt zelf gelezen: de uitvoer zou het wissen. Noem een ander bestand met -o.",
    "‘{path}’ is one of the files that are read: the output would wipe it. Name another file with "
    "-o.",
)
_READING = Message("Lezen", "Reading")
_TREES: Final = Path("trees")


class NoPapers(click.ClickException):
    """A folder without anything to read."""

    exit_code = 2


class WipesInput(click.ClickException):
    """An output in the place of a file that is read."""

    exit_code = 2


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("read", cls=spoken(say), help=say(_HELP))
    @click.argument("paths", metavar="SHEET.pdf...", nargs=-1, type=PATH, required=True)
    @click.option("--tree", "trees", metavar="TREE", type=TREE, multiple=True, help=say(_TREE))
    @click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text",
                  help=say(_FORMAT))  # fmt: skip
    @click.option("-o", "--output", "output", metavar="FILE", type=PATH, help=say(_OUTPUT))
    def read(
        paths: tuple[Path, ...], trees: tuple[Path, ...], form: str, output: Path | None
    ) -> int:
        return _read(paths, trees, form, output)

    return read


def _read(paths: tuple[Path, ...], trees: tuple[Path, ...], form: str, output: Path | None) -> int:
    from woonboom.cli.papers import Papers
    from woonboom.filled.workers import Workers, count_for

    call = current()
    files, closed = _files(paths)
    with Workers["Sheet | Form"](count_for(len(files))) as workers:
        compared = _trees(trees, call)
        if output:
            _spare(output, [*files, *(tree.path for tree in compared)], call)
        papers = Papers.of([*_gathered(workers, files, compared, call), *closed])
    _print(papers, form, output, call, one=len(papers.read) == 1)
    return papers.exit_code


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, Finding]]]:
    """The files that are named, and the PDFs of the folders; each once. And folders not opened."""
    found = dict[Path, None]()
    closed: dict[Path, Finding] = {}
    for path in paths:
        folder = os.path.isdir(path)  # noqa: PTH112 (pathlib's fails for a name that is too long)
        inside = sorted(_inside(path, closed)) if folder else [path]
        if not inside and not closed:
            from woonboom.cli.papers import shown

            raise NoPapers(_NO_PAPERS.say(current().language, {"path": shown(path)}))
        found.update(dict.fromkeys(inside))
    return list(found), list(closed.items())


def _inside(folder: Path, closed: dict[Path, Finding]) -> Iterator[Path]:
    """The PDFs in a folder and in the folders in it; links to other folders are not followed.

    A folder that cannot be opened goes to `closed`.
    """

    def skip(error: OSError) -> None:
        from woonboom.filled.findings import found
        from woonboom.filled.reading import reason

        closed[Path(error.filename)] = found("unreadable-folder", reason=reason(error))

    for place, _, names in os.walk(folder, onerror=skip):
        yield from (Path(place, name) for name in names if name.lower().endswith(".pdf"))


def _spare(output: Path, read: Sequence[Path], call: Call) -> None:
    """Refuse an output that would come in the place of a file that is read."""
    for path in read:
        with suppress(OSError):  # one of them does not exist: then they are not the same
            if output.samefile(path):
                raise WipesInput(_READS_IT.say(call.language, {"path": str(output)}))


def _trees(paths: Sequence[Path], call: Call) -> list[Tree]:
    """The trees to compare with; ends the command with 2 when one that is named has errors."""
    from woonboom.load import Library

    library = Library()
    if paths:
        library.read(paths)
        if has_errors(library.problems):
            call.problems(library.problems, library.trees)
            raise click.exceptions.Exit(2)
    elif _TREES.is_dir():
        library.read([_TREES])
        if has_errors(library.problems):
            call.note(_FLAWED, path=str(_TREES))
    return [tree for tree in library.trees if not tree.flawed]


def _gathered(
    workers: Workers[Sheet | Form], files: list[Path], trees: list[Tree], call: Call
) -> Iterator[tuple[Path, object]]:
    """Every file with what came of it; with a progress bar on a terminal."""
    from woonboom.filled.paper import Reader

    reader = Reader(trees, date.today())  # noqa: DTZ011 (the day where the user is)
    bar = len(files) > 1 and sys.stderr.isatty() and not call.quiet
    label = _READING.say(call.language)
    with (
        click.progressbar(length=len(files), label=label, file=sys.stderr)
        if bar
        else (nullcontext()) as progress
    ):
        for result in workers.each(reader, files):
            yield result
            if progress:
                progress.update(1)


def _print(papers: Papers, form: str, output: Path | None, call: Call, *, one: bool) -> None:
    if form == "text":
        from woonboom.cli.papers_text import told
        from woonboom.cli.screen import Screen, screen_of

        screen = Screen(call.language) if output else screen_of(call.language)
        text = told(papers, screen, one=one, quiet=call.quiet)
    elif form == "csv":
        from woonboom.cli.papers_csv import table

        text = table(papers, call.language)
    else:
        import json

        text = json.dumps(papers.as_data(call.language), ensure_ascii=False, indent=2) + "\n"
    if output:
        write_whole(output, text.encode("utf-8", "replace"))
    elif text:
        click.echo(text, nl=False)
