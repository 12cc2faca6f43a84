"""`woonboom explain`."""

from __future__ import annotations

import json
from importlib.resources import files
from textwrap import fill, indent

import click

from woonboom.cli.context import current
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.codes import all_codes
from woonboom.diagnostics import DID_YOU_MEAN, Code, Message, nearest
from woonboom.reports.words import SEVERITIES

_HELP = Message(
    "Leg uit wat een melding betekent, met een fout en een goed voorbeeld. Zonder "
    "CODE: de lijst.\n\n\b\nVoorbeeld:\n  woonboom explain WB405\n  woonboom explain cycle",
    "Explain what a message means, with a wrong and a right example. Without CODE: the list.\n\n"
    "\b\nExample:\n  woonboom explain WB405\n  woonboom explain cycle",
)
_UNKNOWN = Message("Er is geen melding ‘{name}’.", "There is no message ‘{name}’.")
_LIST = Message("De lijst: woonboom explain", "The list: woonboom explain")
_WRONG = Message("Fout:", "Wrong:")
_RIGHT = Message("Goed:", "Right:")
_WIDTH = 88


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("explain", cls=spoken(say), help=say(_HELP))
    @click.argument("code", metavar="[CODE]", required=False)
    def explain(code: str | None) -> int:
        language = current().language
        click.echo(_one(code, language) if code else _all(language), nl=False)
        return 0

    return explain


def _all(language: str) -> str:
    rows = [
        f"{code.code}  {code.name:<24}  {SEVERITIES[code.severity].say(language)}"
        for code in all_codes()
    ]
    return "\n".join(rows) + "\n"


def _one(name: str, language: str) -> str:
    codes = all_codes()
    wanted = name.lower()
    found = next((c for c in codes if wanted in (c.code.lower(), c.name)), None)
    if found is None:
        near = nearest(name, [word for code in codes for word in (code.code, code.name)])
        advice = DID_YOU_MEAN.say(language, {"nearest": near}) if near else _LIST.say(language)
        raise click.UsageError(f"{_UNKNOWN.say(language, {'name': name})} {advice}")
    return explanation(found, language)


def explanation(code: Code, language: str) -> str:
    """Return what a code means, with its examples."""
    severity = SEVERITIES[code.severity].say(language)
    parts = [f"{code.code} {code.name} ({severity})", fill(code.about.say(language), _WIDTH)]
    for title, example in zip((_WRONG, _RIGHT), examples().get(code.code, ()), strict=False):
        parts += [title.say(language), indent(example.rstrip(), "    ")]
    return "\n\n".join(parts) + "\n"


def examples() -> dict[str, tuple[str, str]]:
    """Return the wrong and the right example of each code that has them.

    The file is made from the fixtures of the tests, so every example does what it says.
    """
    text = (files("woonboom.rules") / "examples.json").read_text("utf-8")
    return {code: (pair["bad"], pair["good"]) for code, pair in json.loads(text).items()}
