"""Counting: how many people chose what, as exact numbers and as whole percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from woonboom.evaluation.form import Form, Head
from woonboom.evaluation.responses import Response
from woonboom.questionnaire import POINTS

FEWEST: Final = 5
"""Answers of fewer people are not shown apart: they might be traced to who gave them."""
_MIDDLE: Final = POINTS // 2


@dataclass(frozen=True)
class Tally:
    """How many people chose each point of the scale, from wholly against to wholly in favour."""

    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many people answered."""
        return sum(self.counts)

    @property
    def against(self) -> int:
        """How many disagree, wholly or not."""
        return sum(self.counts[:_MIDDLE])

    @property
    def neutral(self) -> int:
        """How many chose the point in the middle."""
        return self.counts[_MIDDLE]

    @property
    def favour(self) -> int:
        """How many agree, wholly or not."""
        return sum(self.counts[_MIDDLE + 1 :])

    @property
    def sides(self) -> tuple[int, int, int]:
        """The percentages that disagree, are neutral, and agree, each rounded by itself.

        So whoever reckons one of them gets what is printed; together they may be 99 or 101.
        """
        against, neutral, favour = (
            percentage(part, self.total) for part in (self.against, self.neutral, self.favour)
        )
        return against, neutral, favour

    @property
    def told(self) -> bool:
        """Whether as many answered as may be told of."""
        return self.total >= FEWEST

    @property
    def few(self) -> bool:
        """Whether somebody answered, but too few to tell of without telling who."""
        return 0 < self.total < FEWEST


def tally(responses: Iterable[Response], statement: str) -> Tally:
    """Count the answers to one statement."""
    counted = Counter(r.points[statement] for r in responses if statement in r.points)
    return Tally(tuple(counted[point] for point in range(POINTS)))


def tallies(form: Form, responses: Sequence[Response]) -> dict[str, Tally]:
    """Count the answers to every statement of a form."""
    return {statement: tally(responses, statement) for statement in form.statements}


def percentage(part: int, whole: int) -> int:
    """Return a share as a whole percentage, halves upwards; 0 of nothing is 0."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def groups(responses: Sequence[Response], head: Head) -> dict[str, list[Response]]:
    """Return the responses by what they say of themselves, in the order of the form.

    What people wrote themselves stands in the order of the alphabet; "", for those that say
    nothing, comes last.
    """
    found: dict[str, list[Response]] = {}
    for response in responses:
        found.setdefault(response.groups.get(head.id, ""), []).append(response)
    places = {option.label: place for place, option in enumerate(head.options)}

    def order(name: str) -> tuple[bool, int, str]:
        return not name, places.get(name, len(places)), name

    return {name: found[name] for name in sorted(found, key=order)}


def shown_apart(found: Iterable[Sequence[Response]]) -> bool:
    """Tell whether groups may be shown apart: there are several, and none is small.

    One small group spoils it for all, for what it answered follows from the others and the whole.
    """
    sizes = [len(group) for group in found]
    return len(sizes) > 1 and min(sizes) >= FEWEST
