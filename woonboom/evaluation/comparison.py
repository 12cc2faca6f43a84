"""Two rounds beside each other: per statement the share that agrees, then and now."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from woonboom.evaluation.figures import FEWEST, Tally, tallies
from woonboom.evaluation.form import Asked
from woonboom.evaluation.gathering import Round


@dataclass(frozen=True)
class Change:
    """A statement of both rounds, by its id.

    It is `reworded` when its words were not the same on all forms of both rounds.
    """

    id: str
    then: Tally
    now: Tally
    reworded: bool

    @property
    def difference(self) -> Fraction | None:
        """By how many percentage points those who agree became more (or less), exactly.

        None where either round has too few answers to tell of.
        """
        if not (self.then.told and self.now.told):
            return None
        return _share(self.now) - _share(self.then)

    @property
    def points(self) -> int | None:
        """The same in whole points, rounded once, halves away from nothing."""
        exact = self.difference
        if exact is None:
            return None
        whole = int(abs(exact) + Fraction(1, 2))
        return whole if exact > 0 else -whole


@dataclass(frozen=True)
class Comparison:
    """What changed between two rounds, and the statements that only one of them asked."""

    changes: tuple[Change, ...] = ()
    added: tuple[Asked, ...] = ()
    dropped: tuple[Asked, ...] = ()


def compare(then: Round, now: Round) -> Comparison:
    """Return what changed in the statements that both rounds asked, in the order of the later one.

    Nothing is compared with a round of fewer people than are told of.
    """
    before, after = then.form.statements, now.form.statements
    return Comparison(
        tuple(_changes(then, now)),
        tuple(asked for id_, asked in after.items() if id_ not in before),
        tuple(asked for id_, asked in before.items() if id_ not in after),
    )


def shared(then: Round, now: Round) -> list[str]:
    """Return the names of the files and rows of the later round that count in the earlier too.

    With those a difference would come of the few forms that are in one round only.
    """
    return [name for digest, name in now.files.items() if digest in then.files]


def _changes(then: Round, now: Round) -> list[Change]:
    if min(len(then.responses), len(now.responses)) < FEWEST:
        return []
    before, after = tallies(then.form, then.responses), tallies(now.form, now.responses)
    return [
        Change(id_, before[id_], after[id_], _reworded(then, now, id_))
        for id_ in now.form.statements
        if id_ in then.form.statements
    ]


def _share(tallied: Tally) -> Fraction:
    return Fraction(100 * tallied.favour, tallied.total)


def _reworded(then: Round, now: Round, id_: str) -> bool:
    differs = then.form.statements[id_].text != now.form.statements[id_].text
    return differs or id_ in then.reworded | now.reworded
