"""What a sheet says, put in words for whoever reads it, in their language and not the sheet's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from woonboom.decide.words import say_value
from woonboom.diagnostics import Message, Said
from woonboom.facts import Fact, Value
from woonboom.fingerprint import fingerprint
from woonboom.layout.wording import OUTCOME_PLACE
from woonboom.layout.wording import day as day_in_words
from woonboom.model import Tree
from woonboom.units import say_amount

_WITH_NUMBER = Message("{version} (controlegetal {number})", "{version} (check number {number})")


def in_both(say: Callable[[str], str]) -> Message:
    """Return what `say` makes in each of the languages."""
    return Message(say("nl"), say("en"))


def joined(parts: Iterable[Message]) -> Message:
    """Return messages one after another, as a list in a sentence."""
    said = list(parts)
    return in_both(lambda language: "; ".join(one.say(language) for one in said))


def day_said(day: date) -> Message:
    """Return a day in words."""
    return in_both(lambda language: day_in_words(day, language))


def amount_said(number: int, unit: str | None) -> Message:
    """Return a number with its unit."""
    return in_both(lambda language: say_amount(number, unit, language))


def facts_said(facts: Mapping[str, Fact], values: Mapping[str, Value]) -> Message:
    """Return what is known of facts."""

    def said(language: str) -> str:
        return "; ".join(say_value(facts[id_], value, language) for id_, value in values.items())

    return in_both(said)


def outcomes_said(tree: Tree, outcomes: Iterable[str]) -> Message:
    """Return outcomes as they stand on the sheet: with their codes and titles."""
    return joined(_outcome(tree, id_) for id_ in outcomes)


def _outcome(tree: Tree, id_: str) -> Message:
    words = {"code": tree.codes[id_], "title": f"‘{tree.outcomes[id_].title}’"}
    return in_both(lambda language: OUTCOME_PLACE.say(language, words))


def version_said(tree: Tree, other: str) -> str | Said:
    """Return what a version is called; one with the name of an `other`, by its number too."""
    if tree.version != other:
        return tree.version
    return Said(_WITH_NUMBER, {"version": tree.version, "number": fingerprint(tree)})
