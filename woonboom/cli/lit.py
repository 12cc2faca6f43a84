"""What `--case` and `--given` ask of a poster: the way of one case through the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from woonboom.cli.context import current
from woonboom.cli.given import read_given
from woonboom.decide import CaseProblem, decide
from woonboom.diagnostics import Argument, Message
from woonboom.layout.plan import outcome_key, question_key
from woonboom.model import Tree

if TYPE_CHECKING:
    from woonboom.conditions import Case
    from woonboom.decide import Decision
    from woonboom.press.lit import Way
    from woonboom.scene import Scene

_ONE_TREE = Message(
    "Met --case of --given tekent u één boom tegelijk; hier staan er {count}.",
    "With --case or --given you draw one tree at a time; there are {count} here.",
)
_ONE_CASE = Message(
    "In ‘{file}’ staan {count} gevallen; op een poster past er één. Zet het geval in een eigen "
    "bestand.",
    "There are {count} cases in ‘{file}’; a poster shows one. Put the case in a file of its own.",
)
_OPEN = Message(
    "Nog niet beslist: vraag {number} staat open. {ask}",
    "Not decided yet: question {number} is open. {ask}",
)
_FAULT = Message(
    "De boom klopt niet voor dit geval; de weg loopt tot vraag {number}. Zie: woonboom decide "
    "{path}",
    "The tree is wrong for this case; the way runs up to question {number}. See: woonboom decide "
    "{path}",
)
_NAME: Final = Message("Geval:", "Case:")
_NOTHING: Final = Message("nog niets bekend", "nothing known yet")
_STILL_OPEN: Final = Message("Nog open: vraag {number}", "Still open: question {number}")
_WRONG: Final = Message("De boom klopt hier niet", "The tree is wrong here")
_ENDS: Final = Message("{code} {title}", "{code} {title}")
_SUFFIX: Final = Message("geval", "case")


class CannotLight(click.ClickException):
    """A case that cannot be: its facts exclude each other."""

    exit_code = 2


@dataclass(frozen=True)
class Asked:
    """The case that a command line asks to light, as it is written there."""

    file: Path | None
    words: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class Light:
    """A case of a tree, decided; `suffix` tells its drawing's file from that without a case."""

    tree: Tree
    decision: Decision
    suffix: str

    def on(self, scene: Scene) -> Scene:
        """Return the drawing of the tree with the way of the case lit; says where it stops."""
        from woonboom.press.lit import lit

        _tell(self.tree, self.decision)
        return lit(scene, way_of(self.tree, self.decision))


def light_of(trees: Sequence[Tree], asked: Asked) -> Light | None:
    """Decide the case that is asked for, if there is one.

    What cannot be read, more than one tree and more than one case end the command with 2.
    """
    if asked.file is None and not asked.words:
        return None
    if len(trees) != 1:
        raise _usage(_ONE_TREE, count=len(trees))
    (tree,) = trees
    given = read_given(tree, asked.file, asked.words, asked.on)
    if given.problems:
        current().problems(given.problems, [tree])
        raise click.exceptions.Exit(2)
    if len(given.cases) != 1:
        raise _usage(_ONE_CASE, file=str(asked.file), count=len(given.cases))
    try:
        decision = decide(tree, given.cases[0])
    except CaseProblem as problem:
        parts = [problem.said, *([problem.remedy] if problem.remedy else [])]
        raise CannotLight("\n".join(p.say(current().language) for p in parts)) from problem
    return Light(tree, decision, asked.file.stem if asked.file else _SUFFIX.say(tree.language))


def _usage(message: Message, **words: Argument) -> click.UsageError:
    context = click.get_current_context()
    return click.UsageError(message.say(current().language, words), context)


def way_of(tree: Tree, decision: Decision) -> Way:
    """Return the way of a case as it is drawn, in words of the tree's own language."""
    from woonboom.decide.words import say_value
    from woonboom.press.lit import Way

    language = tree.language
    facts = [say_value(tree.facts[f], value, language) for f, value in _known(decision).items()]
    return Way(
        answers=tuple(_pill(tree, *step) for step in decision.path),
        ends=tuple(_ends(tree, decision)),
        name=_NAME.say(language),
        facts=tuple(facts) or (_NOTHING.say(language),),
        end=_end(tree, decision),
    )


def _known(decision: Decision) -> Case:
    """The facts that count for the path; of a case that is not decided all that is given."""
    return decision.used if decision.outcome else decision.case


def _pill(tree: Tree, question: str, answer: str) -> str:
    places = [found.id for found in tree.questions[question].answers]
    return f"{question_key(question)}.{places.index(answer) + 1}"


def _ends(tree: Tree, decision: Decision) -> list[str]:
    """The cards where the way stops, besides what its last answer leads to."""
    at = decision.at or ""
    found = [question_key(at)] if at in tree.questions else []
    if decision.outcome and (at or not decision.path):  # whatever is answered, it ends there
        found.append(outcome_key(decision.outcome))
    return found


def _end(tree: Tree, decision: Decision) -> str:
    if decision.outcome:
        title = str(tree.outcomes[decision.outcome].title)
        words: dict[str, Argument] = {"code": tree.codes[decision.outcome], "title": title}
        return _ENDS.say(tree.language, words)
    if decision.fault:
        return _WRONG.say(tree.language)
    return _STILL_OPEN.say(tree.language, {"number": tree.numbers[decision.at or tree.start]})


def _tell(tree: Tree, decision: Decision) -> None:
    """Say of a case that is not decided where it stops."""
    call = current()
    place = decision.at or tree.start
    number = tree.numbers.get(place, tree.numbers[decision.questions[-1]] if decision.path else 1)
    if decision.fault:
        call.note(_FAULT, number=number, path=str(tree.path))
    elif decision.outcome is None:
        call.note(_OPEN, number=number, ask=str(tree.questions[place].ask))
