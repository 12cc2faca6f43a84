"""A region: a set of cases, exact, with an example case and a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from woonboom.conditions.forms import Case
from woonboom.facts import Value
from woonboom.regions.diagrams import FALSE, TRUE
from woonboom.regions.space import Axis, Costs, Space, runs

if TYPE_CHECKING:
    from woonboom.regions.boxes import Boxes

_ROUND: Final = (12, 10, 6, 5, 2)


class Region:
    """A set of cases of a space; never one that cannot exist (`Space.real`).

    Regions of one space have `&`, `|`, `-`, `~` and `==`, all exact; a region is true when it is
    not empty.
    """

    def __init__(self, space: Space, diagram: int) -> None:
        self.space = space
        self.diagram = space.diagrams.meet(diagram, space.real)

    def __and__(self, other: Region) -> Region:
        return Region(self.space, self.space.diagrams.meet(self.diagram, other.diagram))

    def __or__(self, other: Region) -> Region:
        return Region(self.space, self.space.diagrams.join(self.diagram, other.diagram))

    def __sub__(self, other: Region) -> Region:
        return Region(self.space, self.space.diagrams.minus(self.diagram, other.diagram))

    def __invert__(self) -> Region:
        return Region(self.space, self.space.diagrams.minus(self.space.real, self.diagram))

    def __bool__(self) -> bool:
        return self.diagram != FALSE

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Region):
            return NotImplemented
        return self.space is other.space and self.diagram == other.diagram

    def __hash__(self) -> int:
        return hash((id(self.space), self.diagram))

    def __contains__(self, case: Case) -> bool:
        """Tell whether a complete case is in the region."""
        return self.space.holds(self.diagram, case) == TRUE

    @property
    def count(self) -> int:
        """How many cases there are: every value of every fact counts."""
        return _Counter(self.space).of(self.diagram)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that decide whether a real case is in the region."""
        diagrams = self.space.diagrams
        axes = diagrams.axes(diagrams.simplified(self.diagram, self.space.real))
        return tuple(dict.fromkeys(self.space.axes[level].fact.id for level in sorted(axes)))

    def witness(self) -> dict[str, Value]:
        """Return the most ordinary case of the region, with every fact of the space.

        Ordinary is: what need not be true is not, the fewest options, the first options, low
        numbers; a number stands beside the threshold that it passes or fails, a round one if
        there is a choice. The same region always has the same witness. Raises `ValueError` when
        the region is empty.
        """
        return nearest(self.space, self.diagram, self.space.ordinary)

    def boxes(self, limit: int | None = None) -> Boxes:
        """Return the region as few disjoint boxes; at most `limit`, when that is given."""
        from woonboom.regions.boxes import boxes_of

        return boxes_of(self, limit)

    def say(self, language: str, limit: int = 6) -> str:
        """Return the region in words, the shortest description first."""
        from woonboom.regions.words import say_region

        return say_region(self, language, limit)


class _Counter:
    """Counts cases: the number of values below every node, once."""

    def __init__(self, space: Space) -> None:
        self.space = space

    def of(self, diagram: int) -> int:
        """The cases of a diagram over all axes."""
        counts = {FALSE: 0, TRUE: 1}
        diagrams = self.space.diagrams
        for node in sorted(diagrams.below(diagram)):  # what is below a node was made before it
            if node > TRUE:
                counts[node] = sum(
                    self._size(diagrams.axis[node], mask)
                    * counts[low]
                    * self._skipped(diagrams.axis[node] + 1, low)
                    for mask, low in diagrams.edges[node]
                )
        return counts[diagram] * self._skipped(0, diagram)

    def _size(self, level: int, mask: int) -> int:
        sizes = self.space.sizes[level]
        return sum(sizes[end] - sizes[first] for first, end in runs(mask))

    def _skipped(self, level: int, low: int) -> int:
        after = self.space.after
        return after[level] // after[self.space.diagrams.axis[low]]


def nearest(space: Space, diagram: int, costs: Costs) -> dict[str, Value]:
    """Return the case of a diagram whose cells cost least, with every fact of the space.

    Raises `ValueError` when the diagram is empty.
    """
    return values_of(space, cheapest(space, diagram, costs)[1])


def cheapest(space: Space, diagram: int, costs: Costs) -> tuple[tuple[int, ...], list[int]]:
    """Return the least cost of a case in a diagram, and the cell of it on each axis."""
    if diagram == FALSE:
        raise ValueError("an empty region has no case")
    diagrams, end = space.diagrams, len(space.axes)
    free = [cost.index(min(cost)) for cost in costs]
    nothing = tuple(0 for _ in costs[0][0]) if costs else ()
    after = [nothing] * (end + 1)  # the least cost of all axes from one on
    for level in reversed(range(end)):
        after[level] = _sum(after[level + 1], costs[level][free[level]])
    best: dict[int, tuple[tuple[int, ...], int, int]] = {}

    def total(level: int, low: int) -> tuple[int, ...]:
        """The least cost from an axis on, when the next node is `low`."""
        skipped = _difference(after[level], after[diagrams.axis[low]])
        return _sum(skipped, best[low][0]) if low in best else skipped

    for node in sorted(diagrams.below(diagram)):
        if diagrams.edges[node]:
            level = diagrams.axis[node]
            best[node] = min(
                (_sum(costs[level][at], rest), at, low)
                for mask, low in diagrams.edges[node]
                for rest in [total(level + 1, low)]
                for at in _bits(mask)
            )
    cells, node = free.copy(), diagram
    while node in best:
        _, cells[diagrams.axis[node]], low = best[node]
        node = low
    return total(0, diagram), cells


def values_of(space: Space, cells: list[int]) -> dict[str, Value]:
    """Return a case that lies on the given cell of each axis."""
    case: dict[str, Value] = {}
    for fact, levels in space.span.items():
        axes = [(space.axes[level], cells[level]) for level in levels]
        if axes[0][0].option is None:
            axis, at = axes[0]
            case[fact] = typical(axis, at)
        else:
            case[fact] = frozenset(axis.option for axis, at in axes if at and axis.option)
    return case


def typical(axis: Axis, at: int) -> Value:
    """Return the value of a cell that shows it best: beside a threshold, round if both sides are.

    Of a number whose cell has a threshold on one side only, the value beside it.
    """
    cell = axis.cells[at]
    if not isinstance(cell.low, int) or not isinstance(cell.high, int) or cell.low == cell.high:
        return cell.low
    below, above = at > 0, at + 1 < len(axis.cells)
    if above and not below:
        return cell.high
    if below and above:
        return max(cell.low, cell.high, key=_roundness)
    return cell.low


def _roundness(number: int) -> int:
    return next((len(_ROUND) - at for at, by in enumerate(_ROUND) if number % by == 0), 0)


def _bits(mask: int) -> list[int]:
    return [at for at in range(mask.bit_length()) if mask >> at & 1]


def _sum(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(int.__add__, one, other))


def _difference(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(int.__sub__, one, other))
