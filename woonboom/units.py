"""Units of parameters and facts: their singular, plural and conversion.

An amount is a whole number. An unknown unit is printed as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Unit(NamedTuple):
    """A unit: the words for one and for several, its measure, and its size in that measure."""

    one: str
    many: str
    measure: str
    size: int


def _words(*units: tuple[str, Unit]) -> Mapping[str, Unit]:
    return {word: unit for words, unit in units for word in words.split()}


UNITS: Final[Mapping[str, Mapping[str, Unit]]] = {
    "nl": _words(
        ("maanden maand", Unit("maand", "maanden", "months", 1)),
        ("jaren jaar", Unit("jaar", "jaar", "months", 12)),
        ("dagen dag", Unit("dag", "dagen", "days", 1)),
        ("weken week", Unit("week", "weken", "days", 7)),
        ("keren keer", Unit("keer", "keer", "times", 1)),
        ("woningen woning", Unit("woning", "woningen", "homes", 1)),
        ("personen persoon", Unit("persoon", "personen", "persons", 1)),
        ("werkdagen werkdag", Unit("werkdag", "werkdagen", "working days", 1)),
        ("minuten minuut", Unit("minuut", "minuten", "minutes", 1)),
        ("uren uur", Unit("uur", "uur", "minutes", 60)),
        ("euro euros", Unit("euro", "euro", "euros", 1)),
    ),
    "en": _words(
        ("months month", Unit("month", "months", "months", 1)),
        ("years year", Unit("year", "years", "months", 12)),
        ("days day", Unit("day", "days", "days", 1)),
        ("weeks week", Unit("week", "weeks", "days", 7)),
        ("times time", Unit("time", "times", "times", 1)),
        ("homes home", Unit("home", "homes", "homes", 1)),
        ("persons person people", Unit("person", "persons", "persons", 1)),
        ("workdays workday", Unit("working day", "working days", "working days", 1)),
        ("minutes minute", Unit("minute", "minutes", "minutes", 1)),
        ("hours hour", Unit("hour", "hours", "minutes", 60)),
        ("euros euro", Unit("euro", "euros", "euros", 1)),
    ),
}


def unit_of(word: str, language: str) -> Unit | None:
    """Return the unit that `word` names, in `language` first and then in any other."""
    for table in (UNITS[language], *UNITS.values()):
        if word in table:
            return _in_language(table[word], language)
    return None


def _in_language(unit: Unit, language: str) -> Unit:
    same = (u for u in UNITS[language].values() if (u.measure, u.size) == (unit.measure, unit.size))
    return next(same, unit)


def say_amount(value: int, unit: str | None, language: str) -> str:
    """Return an amount in words: `say_amount(1, "maanden", "nl")` is "1 maand"."""
    if unit is None:
        return str(value)
    known = unit_of(unit, language)
    if known is None:
        return f"{value} {unit}"
    return f"{value} {known.one if abs(value) == 1 else known.many}"


def convert(value: int, unit: str | None, to: str, language: str) -> int | None:
    """Return `value` in another unit; None where that is not a whole number or makes no sense."""
    source = unit_of(unit, language) if unit else None
    target = unit_of(to, language)
    if source is None or target is None or source.measure != target.measure:
        return None
    whole, rest = divmod(value * source.size, target.size)
    return None if rest else whole
