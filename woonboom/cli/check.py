"""`woonboom check`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woonboom.cli.context import PATH, TREE, Call, current, has_colour, has_errors, unreadable
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Diagnostic, Message, Severity
from woonboom.reports import FORMS, Report, writer

if TYPE_CHECKING:
    from woonboom.cli.posters import Verdict
    from woonboom.load import Library

_HELP = Message(
    "Controleer bomen: bestanden, of alle bomen in een map (standaard: trees/).\n\n"
    "Met --poster ook of een poster die er al hangt nog klopt: noem het bestand waarmee die is "
    "afgedrukt.\n\n"
    "Eindcode 0: geen fouten; 1: fouten (met --strict ook waarschuwingen), of een poster die niet "
    "meer klopt; 2: niet te lezen.\n\n"
    "\b\nVoorbeeld:\n  woonboom check trees/hulpverleners.yaml\n  woonboom check --format sarif\n"
    "  woonboom check --poster hulpverleners-poster.pdf",
    "Check trees: files, or all trees in a folder (default: trees/).\n\n"
    "With --poster also whether a poster on the wall still holds: name the file that it was "
    "printed from.\n\n"
    "Exit code 0: no errors; 1: errors (with --strict warnings too), or a poster that is out of "
    "date; 2: cannot be read.\n\n"
    "\b\nExample:\n  woonboom check trees/hulpverleners.yaml\n  woonboom check --format sarif\n"
    "  woonboom check --poster hulpverleners-poster.pdf",
)
_FORMAT = Message("Vorm van de uitvoer (standaard: text).", "Form of the output (default: text).")
_STRICT = Message("Waarschuwingen tellen als fout.", "Warnings count as errors.")
_POSTER = Message(
    "Poster (PDF of SVG) om met de bomen te vergelijken; mag vaker.",
    "Poster (PDF or SVG) to compare with the trees; repeatable.",
)
_NOT_THAT_FORM = Message(
    "Met --poster kan --format alleen text of json zijn, niet {form}.",
    "With --poster, --format can only be text or json, not {form}.",
)


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("check", cls=spoken(say), help=say(_HELP))
    @click.argument("paths", metavar="[PATH]...", nargs=-1, type=TREE)
    @click.option("--format", "form", type=click.Choice(list(FORMS)), default="text",
                  help=say(_FORMAT))  # fmt: skip
    @click.option("--strict", is_flag=True, help=say(_STRICT))
    @click.option("--poster", "posters", metavar="FILE", type=PATH, multiple=True,
                  help=say(_POSTER))  # fmt: skip
    def check(paths: tuple[Path, ...], form: str, strict: bool, posters: tuple[Path, ...]) -> int:
        if posters and form not in ("text", "json"):
            said = _NOT_THAT_FORM.say(current().language, {"form": form})
            raise click.UsageError(said, click.get_current_context())
        return _check(paths or (Path("trees"),), form, posters, strict=strict)

    return check


def _check(paths: tuple[Path, ...], form: str, posters: tuple[Path, ...], *, strict: bool) -> int:
    library, problems = examine(paths)
    call, colour = current(), has_colour(sys.stdout)
    verdicts = _judged(posters, library) if posters else []
    judged = tuple(verdict.as_data(call.language) for verdict in verdicts) if posters else None
    trees, forms = tuple(library.trees), tuple(library.questionnaires)
    report = Report(tuple(problems), trees, call.language, colour, judged, forms)
    if form != "text" or problems or not call.quiet:
        click.echo(writer(form)(report), nl=False, color=colour)
    if form == "text":
        _tell(verdicts, call)
    if unreadable(problems) or any(verdict.current is None for verdict in verdicts):
        return 2
    if any(verdict.current is False for verdict in verdicts):
        return 1
    return int(has_errors(problems) or (strict and report.count(Severity.WARNING) > 0))


def _judged(posters: tuple[Path, ...], library: Library) -> list[Verdict]:
    from woonboom.cli.posters import judge

    return judge(posters, library.trees, date.today())  # noqa: DTZ011 (the day where the user is)


def _tell(verdicts: list[Verdict], call: Call) -> None:
    """Print what became of posters; when quiet only of those that do not hold."""
    shown = [verdict for verdict in verdicts if not (call.quiet and verdict.current)]
    if shown:
        from woonboom.cli.posters_text import told
        from woonboom.cli.screen import screen_of

        screen = screen_of(call.language)
        click.echo(told(shown, screen), nl=False, color=screen.colour)


def examine(paths: tuple[Path, ...], today: date | None = None) -> tuple[Library, list[Diagnostic]]:
    """Read files and folders; returns them with every problem that reading and rules find."""
    from woonboom.rules import examining

    return examining.examine(paths, today)
