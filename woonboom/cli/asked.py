"""The cases that a command line asks to print on a poster or sheet, decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from woonboom.cli.context import current
from woonboom.cli.given import read_given
from woonboom.conditions import Case
from woonboom.decide import CaseProblem, decide
from woonboom.diagnostics import Message
from woonboom.model import Tree

if TYPE_CHECKING:
    from woonboom.decide import Decision

GIVEN: Final = Message(
    "Een feit van dat geval; mag vaker. Gaat vóór het bestand.",
    "A fact of that case; repeatable. Goes before the file.",
)
_ONE_TREE = Message(
    "Met --case of --given kan er één boom tegelijk; hier staan er {count}.",
    "With --case or --given it is one tree at a time; there are {count} here.",
)
_OPEN = Message(
    "Nog niet beslist: vraag {number} staat open. {ask}",
    "Not decided yet: question {number} is open. {ask}",
)
_CERTAIN = Message(
    "Vraag {number} staat nog open, maar de uitkomst staat al vast: {code}, ‘{title}’.",
    "Question {number} is still open, but the outcome is certain already: {code}, ‘{title}’.",
)
_FAULT = Message(
    "De boom klopt niet voor dit geval; de weg loopt tot vraag {number}. Zie: woonboom decide "
    "{path}",
    "The tree is wrong for this case; the way runs up to question {number}. See: woonboom decide "
    "{path}",
)
_NUMBERED: Final = Message("Geval {number}. {said}", "Case {number}. {said}")
_SAID: Final = Message("{said}", "{said}")
_SUFFIX: Final = Message("geval", "case")


class CannotPrint(click.ClickException):
    """A case that cannot be: its facts exclude each other."""

    exit_code = 2


@dataclass(frozen=True)
class Asked:
    """The cases that a command line asks for, as they are written there."""

    file: Path | None
    words: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class Decided:
    """A case of a tree, decided; `suffix` tells its file from that without a case.

    `dates` holds the facts that were given as dates. `number` is its place in a list of cases.
    """

    tree: Tree
    decision: Decision
    suffix: str
    dates: Mapping[str, date]
    number: int | None = None

    def tell(self) -> None:
        """Say of a case where it stops, if its path does not lead to an outcome."""
        said = _undecided(self.tree, self.decision, current().language)
        if said:
            current().note(_SAID, said=_numbered(said, self.number))


def decided(trees: Sequence[Tree], asked: Asked) -> list[Decided] | None:
    """Decide the cases that are asked for; None when none is.

    What cannot be read, more than one tree and facts that exclude each other end the command
    with 2.
    """
    if asked.file is None and not asked.words:
        return None
    if len(trees) != 1:
        said = _ONE_TREE.say(current().language, {"count": len(trees)})
        raise click.UsageError(said, click.get_current_context())
    (tree,) = trees
    given = read_given(tree, asked.file, asked.words, asked.on)
    if given.problems:
        current().problems(given.problems, [tree])
        raise click.exceptions.Exit(2)
    suffix = asked.file.stem if asked.file else _SUFFIX.say(tree.language)
    digits = len(str(len(given.cases)))
    found = []
    for number, (case, dates) in enumerate(zip(given.cases, given.dates, strict=True), start=1):
        place = number if given.listed else None
        own = f"{suffix}-{number:0{digits}}" if len(given.cases) > 1 else suffix
        found.append(Decided(tree, _decided(tree, case, place), own, dates, place))
    return found


def _decided(tree: Tree, case: Case, number: int | None) -> Decision:
    try:
        return decide(tree, case)
    except CaseProblem as problem:
        parts = [problem.said, *([problem.remedy] if problem.remedy else [])]
        said = "\n".join(part.say(current().language) for part in parts)
        raise CannotPrint(_numbered(said, number)) from problem


def _numbered(said: str, number: int | None) -> str:
    """What is said of a case, and which one it is of a list."""
    if number is None:
        return said
    return _NUMBERED.say(current().language, {"number": number, "said": said})


def _undecided(tree: Tree, decision: Decision, language: str) -> str:
    """Why the path of a case leads to no outcome; nothing when it does."""
    place = decision.at or tree.start
    number = tree.numbers.get(place, tree.numbers[decision.questions[-1]] if decision.path else 1)
    if decision.fault:
        return _FAULT.say(language, {"number": number, "path": str(tree.path)})
    if decision.outcome is None:
        return _OPEN.say(language, {"number": number, "ask": str(tree.questions[place].ask)})
    if decision.at:
        code, title = tree.codes[decision.outcome], str(tree.outcomes[decision.outcome].title)
        return _CERTAIN.say(language, {"number": number, "code": code, "title": title})
    return ""
