"""`woonboom decide`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woonboom.cli.context import PATH, TREE, Call, current, has_errors
from woonboom.cli.given import Given, day, read_given
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.decide import CaseProblem
from woonboom.diagnostics import Message
from woonboom.load import Library
from woonboom.model import Tree

if TYPE_CHECKING:
    from woonboom.decide.onward import Journey

_HELP = Message(
    "Beslis over een geval: de uitkomst, de weg erheen, en wat die zou veranderen. Verwijst de "
    "boom door, dan gaat het geval verder in de andere boom.\n\n"
    "Wat nog niet bekend is, wordt gevraagd: één vraag tegelijk, met ? voor uitleg, t voor terug "
    "en q om te stoppen. Niet aan een toetsenbord, dan staat er wat nog mogelijk is en wat u het "
    "beste eerst vraagt. Er wordt niets bewaard.\n\n"
    "Eindcode 0: besloten, of nog niet genoeg bekend; 1: de boom klopt niet voor dit geval; 2: "
    "niet te lezen, feiten die niet samen kunnen, of gestopt.\n\n"
    "\b\nVoorbeeld:\n  woonboom decide trees/hulpverleners.yaml\n"
    "  woonboom decide trees/hulpverleners.yaml --case geval.yaml --on 2026-01-31\n"
    "  woonboom decide trees/hulpverleners.yaml --given ontruimd=ja \\\n"
    "      --given reden_ontruiming=huurachterstand,overlast",
    "Decide a case: the outcome, the path to it, and what would change it. Where the tree refers "
    "on, the case goes on in the other tree.\n\n"
    "What is not known yet is asked: one question at a time, with ? for help, b for back and q to "
    "quit. Not at a keyboard, it says what is still possible and what to ask first. Nothing is "
    "kept.\n\n"
    "Exit code 0: decided, or too little known; 1: the tree is wrong for this case; 2: cannot be "
    "read, facts that exclude each other, or stopped.\n\n"
    "\b\nExample:\n  woonboom decide trees/hulpverleners.yaml\n"
    "  woonboom decide trees/hulpverleners.yaml --case case.yaml --on 2026-01-31\n"
    "  woonboom decide trees/hulpverleners.yaml --given ontruimd=yes \\\n"
    "      --given reden_ontruiming=huurachterstand,overlast",
)
_CASE = Message(
    "Bestand met een geval, of een lijst ervan: YAML of JSON met per feit de waarde.",
    "File with a case, or a list of them: YAML or JSON with a value per fact.",
)
_GIVEN = Message(
    "Een feit; mag vaker. Gaat vóór het bestand.", "A fact; repeatable. Goes before the file."
)
_ON = Message(
    "Dag tot waar de maanden sinds een datum tellen (standaard: vandaag). Een maand is vol op "
    "dezelfde dag, of op de laatste dag van een maand die die dag niet heeft.",
    "Day up to which months since a date count (default: today). A month is full on the same day, "
    "or on the last day of a month that lacks it.",
)
_FORMAT = Message("Vorm van de uitvoer (standaard: text).", "Form of the output (default: text).")
_STOPPED = Message("Gestopt. Er is niets bewaard.", "Stopped. Nothing was kept.")
_NUMBERED = Message("Geval {number}: {problem}", "Case {number}: {problem}")
_HEADING = Message("Geval {number} van {count}", "Case {number} of {count}")


class CannotDecide(click.ClickException):
    """A case that cannot be: its facts exclude each other."""

    exit_code = 2


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("decide", cls=spoken(say), help=say(_HELP))
    @click.argument("tree", metavar="TREE", type=TREE)
    @click.option("--case", "file", metavar="FILE", type=PATH, help=say(_CASE))
    @click.option("--given", "words", metavar="FACT=VALUE", multiple=True, help=say(_GIVEN))
    @click.option("--on", metavar="DATE", help=say(_ON))
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
                  help=say(_FORMAT))  # fmt: skip
    def decide(
        tree: Path, file: Path | None, words: tuple[str, ...], on: str | None, form: str
    ) -> int:
        return _decide(tree, file, words, day(on), form)

    return decide


def _decide(path: Path, file: Path | None, words: tuple[str, ...], on: date, form: str) -> int:
    call, library = current(), Library()
    tree = library.tree(path)
    if tree is None or has_errors(library.problems):
        call.problems(library.problems, library.trees)
        return 2
    given = read_given(tree, file, words, on)
    if given.problems:
        call.problems(given.problems, library.trees)
        return 2
    decider = _Decider(tree, library, on, call)
    if form == "json":
        return decider.as_json(given)
    if not given.listed and sys.stdin.isatty() and sys.stdout.isatty():
        return decider.asking(given)
    return decider.as_text(given)


class _Decider:
    """Decides the cases of a command line and prints what comes of them."""

    def __init__(self, tree: Tree, library: Library, on: date, call: Call) -> None:
        self.tree = tree
        self.library = library
        self.on = on
        self.call = call

    def as_json(self, given: Given) -> int:
        """Print one JSON document."""
        import json

        from woonboom.decide.document import document_of

        journeys = list(self._journeys(given))
        found = [document_of(journey) for journey in journeys]
        document = found if given.listed else found[0]
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return _worst(journeys)

    def as_text(self, given: Given) -> int:
        """Print every case as text, once all are decided."""
        from woonboom.cli.decided_text import told
        from woonboom.cli.screen import screen_of

        screen = screen_of(self.call.language)
        journeys = list(self._journeys(given))
        for number, journey in enumerate(journeys, start=1):
            if given.listed:
                heading = screen.say(_HEADING, number=number, count=len(journeys))
                click.echo("\n" * (number > 1) + screen.paint(heading, "1"))
            click.echo(told(journey, screen), nl=False, color=screen.colour)
        return _worst(journeys)

    def asking(self, given: Given) -> int:
        """Ask what is not known, and print what comes of it."""
        from woonboom.cli.decided_text import told
        from woonboom.cli.interview import Interview
        from woonboom.cli.screen import screen_of

        next(self._journeys(given))  # facts that exclude each other are told at once
        screen = screen_of(self.call.language)
        interview = Interview(self.tree, self._find, screen, self.on)
        journey = interview.run(given.cases[0])
        if journey is None:
            self.call.note(_STOPPED)
            return 2
        click.echo(told(journey, screen), nl=False, color=screen.colour)
        return _worst([journey])

    def _journeys(self, given: Given) -> Iterator[Journey]:
        from woonboom.decide.onward import journey

        for number, case in enumerate(given.cases, start=1):
            try:
                yield journey(self.tree, case, self._find)
            except CaseProblem as problem:
                raise self._refusal(problem, number if given.listed else None) from problem

    def _refusal(self, problem: CaseProblem, number: int | None) -> CannotDecide:
        parts = [problem.said, *([problem.remedy] if problem.remedy else [])]
        said = "\n".join(part.say(self.call.language) for part in parts)
        if number is not None:
            said = _NUMBERED.say(self.call.language, {"number": number, "problem": said})
        return CannotDecide(said)

    def _find(self, tree: Tree, id_: str) -> Tree | None:
        """The tree to which another refers, if it has no errors; of versions the one in force."""
        found = self.library.trees_named(tree.path.parent, id_)
        sound = [one for one in found if not one.flawed]
        return next((one for one in sound if _valid(one, self.on)), sound[0] if sound else None)


def _valid(tree: Tree, on: date) -> bool:
    begun = tree.valid_from is None or tree.valid_from <= on
    return begun and (tree.valid_until is None or on <= tree.valid_until)


def _worst(journeys: list[Journey]) -> int:
    return int(any(one.fault for journey in journeys for one in journey.decisions))
