"""What is wanted of a caseload: which columns say something, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isnan
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from woonboom.decide.columns import UNKNOWN_NUMBER, WORD, Values, code_of, packed
from woonboom.diagnostics import Message, Said
from woonboom.facts import Fact, ValueProblem, read_value, whole_number, yes_or_no

_NO_BOOLEAN: Final = Message("geen ja of nee", "no yes or no")
_NO_OPTION: Final = Message("geen van de mogelijkheden", "none of the options")
_NONE_OF: Final = Message("niet een van: {options}", "not one of: {options}")
_NO_NUMBER: Final = Message("geen heel getal", "no whole number")
_NO_DATE: Final = Message(
    "geen heel getal, en geen datum tot en met {on}", "no whole number, and no date up to {on}"
)
_OUTSIDE: Final = Message("niet van {low} tot en met {high}", "not from {low} to {high}")
_REFERENCES: Final = ("referentie", "reference", "ref")
_WRONG: Final = UNKNOWN_NUMBER + 1
_MOST_KEPT: Final = 100_000
_MOST_NAMED: Final = 8
_WHOLE: Final = re.compile(r"(-?\d+)[.,]0")
_YES_NO: Final = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Wanted:
    """What columns may say: `facts` by id, and `names` of columns with the fact that they give.

    A name is compared without regard to case. A column may give a fact that is not in `facts`:
    it is known, but makes no difference, and is not read. `options` has what else the options of a
    fact may be called.
    """

    facts: Mapping[str, Fact]
    names: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """Which column of a table has what: the places of facts, and that of the reference."""

    facts: Mapping[str, int]
    reference: int | None
    ignored: tuple[str, ...]
    twice: tuple[str, ...] = ()
    known: int = 0


def layout_of(header: Sequence[str], wanted: Wanted) -> Layout:
    """Return which column has what; of two that have the same the first, named in `twice`."""
    names = {name.casefold(): fact for name, fact in wanted.names.items()}
    facts: dict[str, int] = {}
    references: list[int] = []
    ignored: list[str] = []
    twice: list[str] = []
    for place, title in enumerate(header):
        name = title.strip("\ufeff \t\r\n\xa0'\"").casefold()
        fact = names.get(name)
        if fact is not None and facts.setdefault(fact, place) != place:
            twice.append(title)
        elif fact is None and name in _REFERENCES:
            references.append(place)
        elif fact is None and name:
            ignored.append(title)
    twice += [header[place] for place in references[1:]]
    read = {fact: place for fact, place in facts.items() if fact in wanted.facts}
    reference = references[0] if references else None
    return Layout(read, reference, tuple(ignored), tuple(twice), len(facts))


class Cells(dict[Any, int]):
    """The cells of one fact → their codes, as `decide.columns` has them; each text is read once.

    `on` is the day up to which months and days are counted. What an empty cell holds is not known.
    """

    def __init__(self, fact: Fact, on: date, options: Mapping[str, str]) -> None:
        super().__init__()
        self._fact = fact
        self._on = on
        self._options = options
        self._blank = code_of(fact, None)
        self._some_wrong = False

    def __missing__(self, cell: object) -> int:
        code = self._code(cell)
        self._some_wrong |= code == _WRONG
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[cell] = code
        return code

    def codes(self, cells: Iterable[object]) -> NDArray[Any]:
        """Return the code of every cell."""
        wide = self._fact.kind.compared == "member" and len(self._fact.options) > WORD
        return np.array(list(map(self.__getitem__, cells)), object if wide else np.int64)

    def column(self, codes: NDArray[Any]) -> tuple[Values, NDArray[np.bool_] | None]:
        """Return the column of some codes, and where a cell was wrong, if any was."""
        wrong = (codes == _WRONG).astype(np.bool_) if self._some_wrong else None
        if wrong is not None:
            codes = np.where(wrong, self._blank, codes)
        return (packed(self._fact, codes.tolist()) if codes.dtype == object else codes), wrong

    def _code(self, cell: object) -> int:
        raw = self._plain(cell)
        if raw is None or raw in ("", []):
            return self._blank
        try:
            return code_of(self._fact, read_value(self._fact, raw, self._on))
        except ValueProblem:
            return _WRONG

    def _plain(self, cell: object) -> object:
        """A cell as facts read their values; None when it is empty."""
        if isinstance(cell, list | tuple):
            return [self._option(str(part).strip()) for part in cell if part is not None]
        if isinstance(cell, float | Decimal):
            return _whole_of(cell)
        if isinstance(cell, str | bool):
            return self._words(str(cell).strip())
        return cell

    def _words(self, text: str) -> str:
        compared = self._fact.kind.compared
        if compared == "number":
            whole = _WHOLE.fullmatch(text)  # so do spreadsheets write a number beside empty cells
            return whole[1] if whole else text
        if compared == "alone" or not text:
            return text
        return ",".join(self._option(part.strip()) for part in text.split(","))

    def _option(self, word: str) -> str:
        """An option by its own id; a judgement may have yes and no among its options."""
        for known in (word, word.lower()):
            if known in self._fact.options:
                return known
        said = yes_or_no(word)
        if said is not None and _YES_NO[said] in self._fact.options:
            return _YES_NO[said]
        return self._options.get(word, word)

    def wrong(self, cell: object) -> Said:
        """Return what is wrong with a cell, without what it says: that is a person's."""
        fact = self._fact
        if fact.kind.compared == "alone":
            return Said(_NO_BOOLEAN)
        if fact.kind.compared != "number":
            named = {"options": ", ".join(fact.options)}
            return Said(_NONE_OF if len(fact.options) <= _MOST_NAMED else _NO_OPTION, named)
        if fact.range and whole_number(str(self._plain(cell))) is not None:
            return Said(_OUTSIDE, {"low": fact.range[0], "high": fact.range[1]})
        if fact.entered_as == "date":
            return Said(_NO_DATE, {"on": self._on.isoformat()})
        return Said(_NO_NUMBER)


def _whole_of(number: float | Decimal) -> object:
    """A number as a whole one, if it is; None when it is the number that says there is none."""
    if number.is_nan() if isinstance(number, Decimal) else isnan(number):
        return None
    try:
        return int(number) if number == int(number) else number
    except (OverflowError, ValueError):
        return number
