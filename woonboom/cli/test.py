"""`woonboom test`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from woonboom.cli.context import TREE, Call, current, has_colour, has_errors
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.cli.tested import Tested, Wanted, run_cases
from woonboom.diagnostics import Message
from woonboom.load import Library

_HELP = Message(
    "Loop de voorbeelden van bomen na: bestanden, of alle bomen in een map (standaard: trees/).\n\n"
    "Eindcode 0: alle voorbeelden kloppen; 1: een voorbeeld klopt niet; 2: niet te lezen of niet "
    "te bepalen.\n\n"
    "\b\nVoorbeeld:\n  woonboom test --coverage\n"
    "  woonboom test --suggest trees/hulpverleners.yaml",
    "Run the worked cases of trees: files, or all trees in a folder (default: trees/).\n\n"
    "Exit code 0: all cases pass; 1: a case fails; 2: cannot be read or worked out.\n\n"
    "\b\nExample:\n  woonboom test --coverage\n  woonboom test --suggest trees/hulpverleners.yaml",
)
_COVERAGE = Message(
    "Toon ook wat in geen voorbeeld voorkomt: antwoorden, en getallen aan weerszijden van elke "
    "grens.",
    "Show also what no case covers: answers, and the numbers on both sides of every threshold.",
)
_SUGGEST = Message(
    "Schrijf de kleinste verzameling voorbeelden die dat dekt, als YAML; vul zelf de uitkomst in.",
    "Write the smallest set of cases that covers it, as YAML; fill in the outcome yourself.",
)
_FORMAT = Message("Vorm van de uitvoer (standaard: text).", "Form of the output (default: text).")
_NO_TREES = Message("Er is geen boom om na te lopen.", "There is no tree to test.")


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("test", cls=spoken(say), help=say(_HELP))
    @click.argument("paths", metavar="[PATH]...", nargs=-1, type=TREE)
    @click.option("--coverage", is_flag=True, help=say(_COVERAGE))
    @click.option("--suggest", is_flag=True, help=say(_SUGGEST))
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
                  help=say(_FORMAT))  # fmt: skip
    def test(paths: tuple[Path, ...], coverage: bool, suggest: bool, form: str) -> int:
        return _test(paths or (Path("trees"),), Wanted(coverage or suggest, suggest), form)

    return test


def _test(paths: tuple[Path, ...], wanted: Wanted, form: str) -> int:
    call, library = current(), Library()
    library.read(paths)
    problems = library.problems
    impossible = has_errors(problems)
    if impossible:
        call.problems(problems, library.trees)
    elif not library.trees:
        call.note(_NO_TREES)
    tested = [run_cases(tree, wanted) for tree in library.trees if not tree.flawed]
    _print(tested, wanted, form, call)
    for one in tested:
        if one.trouble:
            click.echo(one.trouble.say(call.language), err=True)
    if impossible or any(one.trouble for one in tested):
        return 2
    return int(any(one.failed for one in tested))


def _print(tested: list[Tested], wanted: Wanted, form: str, call: Call) -> None:
    if form == "json":
        from woonboom.cli.tested_json import write

        click.echo(write(tested, wanted, call.language), nl=False)
        return
    from woonboom.cli.tested_text import write as write_text

    # Suggestions can go straight into a file, so what else there is to tell goes elsewhere.
    aside = wanted.suggestions
    told = write_text(tested, call.language, quiet=call.quiet)
    click.echo(told, nl=False, err=aside, color=has_colour(sys.stderr if aside else sys.stdout))
    if wanted.suggestions:
        from woonboom.cli.suggested import write as write_yaml

        click.echo(write_yaml(tested), nl=False)
