"""What is known of a case, in words."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Message
from woonboom.facts import Fact, Value
from woonboom.regions.words import name_of, say_truth
from woonboom.units import say_amount

AND: Final = Message("{first} en {last}", "{first} and {last}")


def say_value(fact: Fact, value: Value, language: str) -> str:
    """Return in words what a fact is: "betalingsregeling 6 maanden"."""
    if isinstance(value, bool):
        return say_truth(fact, value, language)
    return f"{name_of(fact, language)} {say_bare(fact, value, language)}"


def say_bare(fact: Fact, value: Value, language: str) -> str:
    """Return the value of a choice, choices or number in words, without the fact's name."""
    if isinstance(value, int):
        return say_amount(value, fact.unit, language)
    if isinstance(value, frozenset):
        labels = [label for id_, label in fact.options.items() if id_ in value]
        if any("," in label for label in labels):
            return "; ".join(labels)
        *first, last = labels
        words = {"first": ", ".join(first), "last": last}
        return AND.say(language, words) if first else last
    return fact.options[value]
