"""`woonboom check`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from woonboom.cli.context import PATH, current, has_colour, has_errors, unreadable
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Diagnostic, Message, Severity, in_order
from woonboom.load import Library
from woonboom.reports import FORMS, Report, writer

_HELP = Message(
    "Controleer bomen: bestanden, of alle bomen in een map (standaard: trees/).\n\n"
    "Eindcode 0: geen fouten; 1: fouten (met --strict ook waarschuwingen); 2: niet te lezen.\n\n"
    "\b\nVoorbeeld:\n  woonboom check trees/hulpverleners.yaml\n  woonboom check --format sarif",
    "Check trees: files, or all trees in a folder (default: trees/).\n\n"
    "Exit code 0: no errors; 1: errors (with --strict warnings too); 2: cannot be read.\n\n"
    "\b\nExample:\n  woonboom check trees/hulpverleners.yaml\n  woonboom check --format sarif",
)
_FORMAT = Message("Vorm van de uitvoer (standaard: text).", "Form of the output (default: text).")
_STRICT = Message("Waarschuwingen tellen als fout.", "Warnings count as errors.")


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("check", cls=spoken(say), help=say(_HELP))
    @click.argument("paths", metavar="[PATH]...", nargs=-1, type=PATH)
    @click.option("--format", "form", type=click.Choice(list(FORMS)), default="text",
                  help=say(_FORMAT))  # fmt: skip
    @click.option("--strict", is_flag=True, help=say(_STRICT))
    def check(paths: tuple[Path, ...], form: str, strict: bool) -> int:
        return _check(paths or (Path("trees"),), form, strict=strict)

    return check


def _check(paths: tuple[Path, ...], form: str, *, strict: bool) -> int:
    library, problems = examine(paths)
    call, colour = current(), has_colour(sys.stdout)
    report = Report(tuple(problems), tuple(library.trees), call.language, colour)
    if form != "text" or problems or not call.quiet:
        click.echo(writer(form)(report), nl=False, color=colour)
    if unreadable(problems):
        return 2
    return int(has_errors(problems) or (strict and report.count(Severity.WARNING) > 0))


def examine(paths: tuple[Path, ...], today: date | None = None) -> tuple[Library, list[Diagnostic]]:
    """Read files and folders; returns them with every problem that reading and rules find."""
    from woonboom.rules import check_all

    library = Library()
    library.read(paths)
    found = check_all(library.trees, library.vocabularies, _read_whole(library), today)
    return library, in_order([*library.problems, *found])


def _read_whole(library: Library) -> list[Path]:
    """The folders without a file that could not be read: it may use what nothing else uses."""
    read = {tree.path for tree in library.trees} | {v.path for v in library.vocabularies}
    missed = {Path(problem.span.source.name) for problem in library.problems} - read
    return [f for f in library.folders if not any(f in path.parents for path in missed)]
