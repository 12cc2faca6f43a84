"""Days as people write them: the one place that reads a date and that writes one.

A day of which the year has two digits is no day: "1-2-03" can be three. Nor is one that does not
exist. The month comes before the day only where the year comes first, or where it is a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
           "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
}  # fmt: skip
"""The months by language, in order."""
_BRIEF: Final = {"mrt": 3, "sept": 9}
"""What months are called for short where that is not their first three letters."""
_FIRST_LETTERS: Final = 3
# Patterns are compiled when they are first used: many commands meet no date.
_DASHES: Final = "[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_ROUND_SIGNS: Final = r"\s*([-/.])\s*"
_TIME: Final = r"(?s)(?<=[0-9])[T ][0-9]{1,2}:[0-9]{2}.*"
_YEAR_FIRST: Final = r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})"
_DAY_FIRST: Final = r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})"
_WORD_SECOND: Final = r"([0-9]{1,2})(?:e|st|nd|rd|th)?[- ]([^\W\d_]+)[-. ]([0-9]{4})"
_WORD_FIRST: Final = r"([^\W\d_]+)[. ]([0-9]{1,2})(?:st|nd|rd|th)?,? ?([0-9]{4})"


@dataclass(frozen=True)
class Written:
    """A date as it was written, which need not exist; the year may have two digits."""

    year: int
    month: int
    day: int
    short: bool = False

    @property
    def exists(self) -> date | None:
        """The day that is meant; None when there is none, or several it could be."""
        try:
            return None if self.short else date(self.year, self.month, self.day)
        except ValueError:
            return None


def day_in(text: str) -> date | None:
    """Return the day that somebody wrote; None when it is no date, or no day that exists.

    >>> day_in("31-1-2026") == day_in("2026-01-31") == day_in("31 januari 2026")
    True
    >>> day_in("31-2-2026"), day_in("1-2-03"), day_in("6 maanden")
    (None, None, None)
    """
    found = written_in(text)
    return found.exists if found else None


def written_in(text: str) -> Written | None:
    """Return a text that looks like a date in parts, whether or not the day exists; else None.

    Any dash will do, and spaces around it; a time behind the date is left out.
    """
    if text.isdigit():  # most that is asked about
        return None
    plain = " ".join(re.sub(_TIME, "", re.sub(_DASHES, "-", text).strip()).split())
    plain = re.sub(_ROUND_SIGNS, r"\1", plain)
    if found := re.fullmatch(_YEAR_FIRST, plain):
        return Written(int(found[1]), int(found[3]), int(found[4]))
    if found := re.fullmatch(_DAY_FIRST, plain):
        return Written(int(found[4]), int(found[3]), int(found[1]), short=len(found[4]) < 4)
    return _in_words(plain)


def _in_words(text: str) -> Written | None:
    """A date with the name of a month in it."""
    if found := re.fullmatch(_WORD_SECOND, text):
        day, word, year = found.groups()
    elif found := re.fullmatch(_WORD_FIRST, text):
        word, day, year = found.groups()
    else:
        return None
    month = _month(word.casefold())
    return Written(int(year), month, int(day)) if month else None


def _month(word: str) -> int | None:
    """The number of a month by its name, in full or for short."""
    for names in MONTHS.values():
        for number, name in enumerate(names, start=1):
            if word in {name.casefold(), name[:_FIRST_LETTERS].casefold()}:
                return number
    return _BRIEF.get(word)


def written(day: date) -> str:
    """Return a day as it is written on paper: 31-01-2026."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"
