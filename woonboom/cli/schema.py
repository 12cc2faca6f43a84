"""`woonboom schema`."""

from __future__ import annotations

from pathlib import Path

import click

from woonboom.cli.context import PATH, current
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Message
from woonboom.schemas import FILES, written

_HELP = Message(
    "Schrijf een JSON Schema: daarmee vult uw editor sleutels aan, legt ze uit en wijst tikfouten "
    "aan terwijl u typt.\n\n"
    "Zonder KIND is het schema voor bomen, vocabulaires en formulieren samen. Hoe u het gebruikt, "
    "staat in docs/editing.md.\n\n"
    "\b\nVoorbeeld:\n  woonboom schema -o trees/woonboom.schema.json",
    "Write a JSON Schema: with it your editor completes keys, explains them and marks typos while "
    "you type.\n\n"
    "Without KIND the schema is for trees, vocabularies and forms together. How to use it is told "
    "in docs/editing.md.\n\n"
    "\b\nExample:\n  woonboom schema -o trees/woonboom.schema.json",
)
_OUTPUT = Message(
    "Bestand voor het schema (standaard: de uitvoer).", "File for the schema (default: the output)."
)


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("schema", cls=spoken(say), help=say(_HELP))
    @click.argument("kind", metavar="[KIND]", required=False, type=click.Choice(FILES))
    @click.option("-o", "--output", metavar="FILE", type=PATH, help=say(_OUTPUT))
    def schema(kind: str | None, output: Path | None) -> int:
        text = written(kind, current().language)
        if output is None:
            click.echo(text, nl=False)
        else:
            write_whole(output, text.encode())
        return 0

    return schema
