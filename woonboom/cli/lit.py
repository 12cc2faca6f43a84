"""What `--case` and `--given` ask of a poster: the way of one case through the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from woonboom.cli.asked import Asked, Decided, decided
from woonboom.cli.context import current
from woonboom.diagnostics import Argument, Message
from woonboom.layout.plan import outcome_key, question_key
from woonboom.model import Tree

if TYPE_CHECKING:
    from woonboom.conditions import Case
    from woonboom.decide import Decision
    from woonboom.press.lit import Way
    from woonboom.scene import Scene

_ONE_CASE = Message(
    "In ‘{file}’ staan {count} gevallen; op een poster past er één. Zet het geval in een eigen "
    "bestand.",
    "There are {count} cases in ‘{file}’; a poster shows one. Put the case in a file of its own.",
)
_NAME: Final = Message("Geval:", "Case:")
_NOTHING: Final = Message("nog niets bekend", "nothing known yet")
_STILL_OPEN: Final = Message("Nog open: vraag {number}", "Still open: question {number}")
_WRONG: Final = Message("De boom klopt hier niet", "The tree is wrong here")
_ENDS: Final = Message("{code} {title}", "{code} {title}")


@dataclass(frozen=True)
class Light:
    """A decided case whose way is lit; `suffix` tells its file from that without a case."""

    case: Decided

    @property
    def suffix(self) -> str:
        """What is added to the name of the drawing's file."""
        return self.case.suffix

    @property
    def fault(self) -> bool:
        """Whether the tree is wrong for the case."""
        return self.case.decision.fault

    def on(self, scene: Scene) -> Scene:
        """Return the drawing of the tree with the way of the case lit; says where it stops."""
        from woonboom.press.lit import lit

        self.case.tell()
        return lit(scene, way_of(self.case.tree, self.case.decision))


def light_of(trees: Sequence[Tree], asked: Asked) -> Light | None:
    """Decide the case that is asked for, if there is one.

    What cannot be read, more than one tree and more than one case end the command with 2.
    """
    cases = decided(trees, asked)
    if cases is None:
        return None
    if len(cases) != 1:
        words: dict[str, Argument] = {"file": str(asked.file), "count": len(cases)}
        said = _ONE_CASE.say(current().language, words)
        raise click.UsageError(said, click.get_current_context())
    return Light(cases[0])


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
