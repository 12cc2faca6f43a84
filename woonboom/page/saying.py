"""The words with which the page says facts, amounts and changes: those of `woonboom decide`."""

from __future__ import annotations

from woonboom.decide.change import SAYING as CHANGING
from woonboom.decide.words import AND
from woonboom.regions.words import SAYING
from woonboom.units import UNITS, unit_of

Words = dict[str, str | list[str]]


def saying(language: str) -> Words:
    """Return the words for `say.js` and `helping.js` in a language.

    Texts with `{places}`, and of the units that a wait is counted in, one and several.
    """
    messages = {**SAYING, **CHANGING, "and": AND}
    said: Words = {name: message.say(language) for name, message in messages.items()}
    for word in ("months", "days"):
        unit = unit_of(word, language) or UNITS["en"][word]
        said[word] = [unit.one, unit.many]
    return said
