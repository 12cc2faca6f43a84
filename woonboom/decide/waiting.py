"""The shortest wait that leads to a better outcome.

Every number of months, years, weeks or days that is known grows by waiting, all of them together,
and the rest stays as it is. A number of years grows after each whole year of waiting; where a tree
counts in months and in days, a month of waiting is 30 days. A number does not grow past its range.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from woonboom.decide.better import Better
from woonboom.decide.change import Change
from woonboom.model import Tree
from woonboom.units import convert, say_amount, unit_of

_DAYS: Final = 30
_MONTHS: Final = "months"


class _Time(NamedTuple):
    """A fact that grows: by one after `every` steps of waiting, `per` steps of it at a time."""

    id: str
    value: int
    every: int
    per: int

    def after(self, steps: int) -> int:
        return self.value + steps * self.per // self.every

    def until(self, value: int) -> int:
        """How many steps it takes to become `value`."""
        return -((self.value - value) * self.every // self.per)


def shortest_wait(better: Better) -> Change | None:
    """Return the shortest wait that helps, if any does."""
    tree = better.tree
    step = _step(better)
    times = list(_times(better, step))
    for steps in _moments(better, times):
        later = {time.id: time.after(steps) for time in times}
        if any(value > _last(tree, id_, value) for id_, value in later.items()):
            return None
        if better.possible(better.case | later):
            found = better.nearest(better.case | later)
            wait, unit = _said(tree, steps, step, times)
            words = say_amount(wait, unit, tree.language)
            grown = {id_: value for id_, value in later.items() if value != better.case[id_]}
            return Change(found.outcome, grown, found.needed, wait, unit, words)
    return None


def _step(better: Better) -> str:
    """What is counted while waiting: months, or days where all facts are in days or weeks."""
    facts = (better.tree.facts[id_] for id_ in better.case)
    units = [unit_of(fact.unit, better.tree.language) for fact in facts if fact.unit]
    return _MONTHS if any(unit and unit.measure == _MONTHS for unit in units) else "days"


def _times(better: Better, step: str) -> list[_Time]:
    """The known facts that grow."""
    found = []
    for id_, value in better.case.items():
        word = better.tree.facts[id_].unit
        unit = unit_of(word, better.tree.language) if word else None
        if unit and unit.measure in (_MONTHS, "days") and type(value) is int:
            found.append(_Time(id_, value, unit.size, _DAYS if unit.measure != step else 1))
    return found


def _moments(better: Better, times: list[_Time]) -> list[int]:
    """After how many steps some fact passes a threshold, the soonest first."""
    space = better.ground.space
    found = set()
    for time in times:
        for cell in space.axes[space.span[time.id].start].cells:
            if type(cell.low) is int and cell.low > time.value:
                found.add(time.until(cell.low))
    return sorted(found)


def _last(tree: Tree, id_: str, value: int) -> int:
    """The highest number that a fact can have."""
    numbers = tree.facts[id_].range
    return numbers[1] if numbers else value


def _said(tree: Tree, steps: int, step: str, times: list[_Time]) -> tuple[int, str]:
    """A wait in a unit of the facts, where that comes out whole."""
    for time in times:
        unit = tree.facts[time.id].unit or ""
        whole = convert(steps, step, unit, tree.language)
        if whole is not None:
            return whole, unit
    base = unit_of(step, tree.language)
    return steps, base.many if base else step
