"""Decisions as text: the outcome, the path to it, the facts that count, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from woonboom.cli.screen import Screen
from woonboom.decide.change import NEEDED, Change
from woonboom.decide.decision import Decision
from woonboom.decide.onward import Journey
from woonboom.decide.words import say_value
from woonboom.diagnostics import Message
from woonboom.facts import Fact
from woonboom.layout.wording import KINDS
from woonboom.model import Outcome, Tree

_VERSION = Message("{title} (versie {version})", "{title} (version {version})")
_PATH = Message("De weg", "The path")
_FACTS = Message("Deze feiten telden", "The facts that counted")
_CHANGES = Message("Wat de uitkomst verandert", "What would change the outcome")
_NO_CHANGE = Message(
    "Geen verandering van deze feiten geeft een betere uitkomst.",
    "No change of these facts gives a better outcome.",
)
_TOO_LITTLE = Message("Er is nog te weinig bekend", "Too little is known yet")
_POSSIBLE = Message("Nog mogelijk", "Still possible")
_ASK = Message("Vraag eerst", "Ask first")
_GIVE = Message("Geef het antwoord zo: {how}", "Give the answer like this: {how}")
_SAME = Message(
    "Wat nog niet bekend is, maakt voor de uitkomst niet uit.",
    "What is not known yet makes no difference to the outcome.",
)
_FAULT = Message("De boom klopt niet voor dit geval", "The tree is wrong for this case")
_NO_ANSWER = Message(
    "Bij vraag {number} past geen enkel antwoord: {ask}",
    "At question {number} no answer fits: {ask}",
)
_CLASH = Message(
    "Bij vraag {number} gelden tegelijk {answers}: {ask}",
    "At question {number} these hold at once, {answers}: {ask}",
)
_NOWHERE = Message("De weg leidt naar ‘{place}’, maar die is er niet.",
                   "The path leads to ‘{place}’, which does not exist.")  # fmt: skip
_ROUND = Message("De weg gaat in een rondje, langs vraag {number}.",
                 "The path goes round, past question {number}.")  # fmt: skip
_REPORT = Message("Meld het aan wie de boom beheert. Zie ook: woonboom check {path}",
                  "Tell whoever keeps the tree. See also: woonboom check {path}")  # fmt: skip
_ONWARD = Message("Verder in een andere boom", "On in another tree")
_STOPS: Final = {
    "missing": Message("Het geval gaat verder in de boom ‘{to}’, maar die is niet te lezen.",
                       "The case goes on in the tree ‘{to}’, but that cannot be read."),
    "round": Message("De bomen sturen dit geval heen en weer: de boom ‘{to}’ was al geweest.",
                     "The trees send this case back and forth: it was in the tree ‘{to}’ before."),
    "case": Message("Het geval gaat verder in de boom ‘{to}’, maar daar kan het niet bestaan.",
                    "The case goes on in the tree ‘{to}’, but there it cannot exist."),
}  # fmt: skip
_COLOURS: Final = {
    "eligible": "32", "not_yet": "33", "not_eligible": "31", "refer": "36", "consult": "35",
}  # fmt: skip
_BOLD: Final = "1"
_DIM: Final = "2"


def told(journey: Journey, screen: Screen) -> str:
    """Return all that is to be told of a case, tree after tree."""
    lines: list[str] = []
    for number, decision in enumerate(journey.decisions):
        if number:
            lines += ["", *_heading(_ONWARD, screen)]
        lines += _decision(decision, screen)
    if journey.stop:
        lines += ["", *screen.wrapped(screen.say(_STOPS[journey.stop], to=journey.to or ""))]
    if journey.problem:
        lines += screen.wrapped(journey.problem.said.say(screen.language))
    return "\n".join(lines) + "\n"


def _decision(decision: Decision, screen: Screen) -> Iterator[str]:
    tree = decision.tree
    if tree is None:
        return
    yield from title(tree, screen)
    yield ""
    if decision.outcome:
        yield from _outcome(tree.outcomes[decision.outcome], screen)
    elif decision.fault:
        yield from _fault(tree, decision, screen)
    else:
        yield from _undecided(tree, decision, screen)
    yield from _path(tree, decision, screen)
    yield from _changes(tree, decision, screen)


def title(tree: Tree, screen: Screen) -> list[str]:
    """Return the name of a tree and its version."""
    return screen.wrapped(
        screen.say(_VERSION, title=str(tree.title), version=tree.version), colour=_DIM
    )


def _heading(message: Message, screen: Screen) -> list[str]:
    return screen.wrapped(screen.say(message), colour=_BOLD)


def _kind(outcome: Outcome, screen: Screen) -> str:
    """The kind of an outcome in plain words, and its title."""
    return f"{screen.say(KINDS[outcome.kind])} – {outcome.title}"


def _outcome(outcome: Outcome, screen: Screen) -> Iterator[str]:
    yield from screen.wrapped(_kind(outcome, screen), colour=f"1;{_COLOURS[outcome.kind]}")
    if outcome.text:
        yield from screen.wrapped(str(outcome.text), "  ")
    for step in outcome.steps:
        yield from screen.wrapped(str(step), "  • ")


def _undecided(tree: Tree, decision: Decision, screen: Screen) -> Iterator[str]:
    yield from _heading(_TOO_LITTLE, screen)
    yield ""
    yield from _heading(_POSSIBLE, screen)
    for id_ in decision.possible:
        yield from screen.wrapped(_kind(tree.outcomes[id_], screen), "  • ")
    if decision.ask:
        question = tree.questions[decision.ask]
        yield ""
        yield from _heading(_ASK, screen)
        yield from screen.wrapped(str(question.ask), f"{tree.numbers[question.id]:>4}. ")
        if question.help:
            yield from screen.wrapped(str(question.help), "      ", _DIM)
        unknown = [tree.facts[fact] for fact in question.facts if fact not in decision.case]
        how = " ".join(f"--given {fact.id}={_example(fact)}" for fact in unknown)
        if how:
            yield from screen.wrapped(screen.say(_GIVE, how=how), "      ")


def _example(fact: Fact) -> str:
    """What could be given for a fact."""
    if fact.kind.compared == "alone":
        return "ja"
    if fact.range:
        return str(fact.range[0])
    return next(iter(fact.options), "")


def _fault(tree: Tree, decision: Decision, screen: Screen) -> Iterator[str]:
    yield from screen.wrapped(screen.say(_FAULT), colour="1;31")
    question = tree.questions.get(decision.at or "")
    number = tree.numbers[question.id] if question else 0
    if question is None:
        said = screen.say(_NOWHERE, place=decision.at or "")
    elif decision.at in decision.questions:
        said = screen.say(_ROUND, number=number)
    else:
        labels = {answer.id: f"‘{answer.label}’" for answer in question.answers}
        answers = ", ".join(labels[id_] for id_ in decision.clash)
        message = _CLASH if decision.clash else _NO_ANSWER
        said = screen.say(message, number=number, ask=str(question.ask), answers=answers)
    yield from screen.wrapped(said, "  ")
    yield from screen.wrapped(screen.say(_REPORT, path=str(tree.path)), "  ")


def _path(tree: Tree, decision: Decision, screen: Screen) -> Iterator[str]:
    if decision.path:
        yield ""
        yield from _heading(_PATH, screen)
    for place, id_ in decision.path:
        question = tree.questions[place]
        label = next(str(answer.label) for answer in question.answers if answer.id == id_)
        yield from screen.wrapped(f"{question.ask} → {label}", f"{tree.numbers[place]:>4}. ")
    if decision.outcome and decision.at:
        yield from screen.wrapped(screen.say(_SAME), "      ")
    if decision.used:
        yield ""
        yield from _heading(_FACTS, screen)
    for fact, value in decision.used.items():
        yield from screen.wrapped(say_value(tree.facts[fact], value, tree.language), "  • ")


def _changes(tree: Tree, decision: Decision, screen: Screen) -> Iterator[str]:
    if decision.kind != "not_yet":
        return
    yield ""
    yield from _heading(_CHANGES, screen)
    changes = decision.changes
    shared = len(changes) > 1 and len({tuple(change.needed) for change in changes}) == 1
    for change in changes:
        outcome = tree.outcomes[change.outcome].title
        yield from screen.wrapped(f"{change.say(screen.language)} → {outcome}", "  • ")
        yield from [] if shared else _needed(tree, change, screen)
    yield from _needed(tree, changes[0], screen, "  ") if shared else []
    if not changes:
        yield from screen.wrapped(screen.say(_NO_CHANGE), "  ")


def _needed(tree: Tree, change: Change, screen: Screen, before: str = "    ") -> Iterator[str]:
    values = (say_value(tree.facts[id_], v, tree.language) for id_, v in change.needed.items())
    facts = "; ".join(values)
    if facts:
        yield from screen.wrapped(screen.say(NEEDED, facts=facts), before)
