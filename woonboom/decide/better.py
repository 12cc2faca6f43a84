"""The better outcomes that lie near a case: of an outcome "not yet" those that are "eligible"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from woonboom.conditions import Case
from woonboom.decide.ground import Ground
from woonboom.facts import Value
from woonboom.regions.diagrams import FALSE
from woonboom.regions.region import cheapest
from woonboom.regions.space import Axis, Costs

BETTER: Final = "eligible"


class Found(NamedTuple):
    """A better outcome, with all values of a case that has it, and the unknown ones it needs."""

    outcome: str
    values: dict[str, Value]
    needed: dict[str, Value]


class Better:
    """Finds better outcomes near a case, in a tree in which every path ends.

    Raises `TooEntangled`, like its methods.
    """

    def __init__(self, ground: Ground, case: Case) -> None:
        self.ground = ground
        self.tree = ground.tree
        self.case = {id_: case[id_] for id_ in ground.space.span if id_ in case}
        self.goals = self._goals()
        self._any = FALSE
        for goal in self.goals.values():
            self._any = ground.diagrams.join(self._any, goal)

    def _goals(self) -> dict[str, int]:
        """The real cases of every better outcome."""
        diagrams, real, function = (
            self.ground.diagrams,
            self.ground.space.real,
            self.ground.function,
        )
        terminals = diagrams.terminals()
        return {
            id_: diagrams.meet(diagrams.where(function, [terminals[id_]]), real)
            for id_, outcome in self.tree.outcomes.items()
            if outcome.kind == BETTER and id_ in terminals
        }

    def possible(self, case: Case) -> bool:
        """Tell whether some real case that is as `case` says has a better outcome."""
        return self._inside(case) != FALSE

    def _inside(self, case: Case) -> int:
        return self.ground.diagrams.meet(self._any, self.ground.space.box(case))

    def certain(self, outcome: str, case: Case) -> bool:
        """Tell whether every real case that is as `case` says has the outcome."""
        return self.ground.diagrams.minus(self.ground.known(case), self.goals[outcome]) == FALSE

    def nearest(self, kept: Case, free: Iterable[str] = ()) -> Found:
        """Return the nearest better case: `kept` stays, `free` may change, the rest is unknown.

        Of the unknown facts those are needed without which the outcome would not be certain; none
        of them can be missed.
        """
        space, changing = self.ground.space, set(free)
        _, cells = cheapest(space, self._inside(kept), self._costs(changing))
        values = {id_: self._value(id_, cells) for id_ in space.span} | dict(kept)
        outcome = next(id_ for id_, goal in self.goals.items() if space.holds(goal, values))
        known = {id_: value for id_, value in values.items() if id_ in kept or id_ in changing}
        needed = {id_: value for id_, value in values.items() if id_ not in known}
        for fact in reversed(list(needed)):
            fewer = {id_: value for id_, value in needed.items() if id_ != fact}
            if self.certain(outcome, known | fewer):
                needed = fewer
        return Found(outcome, values, needed)

    def _costs(self, changing: set[str]) -> Costs:
        """How far each cell is from the case; of unknown facts the first cells are preferred."""
        costs: Costs = []
        for axis in self.ground.space.axes:
            own = self.case[axis.fact.id] if axis.fact.id in changing else None
            cells = range(len(axis.cells))
            costs.append([(0, at) if own is None else (_far(axis, at, own), 0) for at in cells])
        return costs

    def _value(self, id_: str, cells: list[int]) -> Value:
        """The value on the given cells that is nearest to the case's."""
        space, own = self.ground.space, self.case.get(id_)
        levels = space.span[id_]
        axis = space.axes[levels.start]
        if axis.option is not None:
            present = [space.axes[level].option for level in levels if cells[level]]
            return frozenset(option for option in present if option)
        cell = axis.cells[cells[levels.start]]
        if type(cell.low) is int and type(cell.high) is int and type(own) is int:
            return min(max(own, cell.low), cell.high)
        return cell.low


def _far(axis: Axis, at: int, own: Value) -> int:
    """How far a cell is from the value that a case has."""
    cell = axis.cells[at]
    if axis.option is not None:
        return int((isinstance(own, frozenset) and axis.option in own) != bool(at))
    if type(cell.low) is int and type(cell.high) is int and type(own) is int:
        return max(cell.low - own, own - cell.high, 0)
    return int(cell.low != own)
