"""Decision diagrams: sets of cases, and functions of cases, that share equal parts.

A diagram is a number. `FALSE` and `TRUE` are the empty set and the set of everything; a node asks
on which cells of its axis a case lies, and each of its edges leads a set of cells (a bit mask) to
another diagram; cells without an edge lead to `FALSE`. Along a path axes rise, equal nodes are one
node, and a node that does not matter is left out. So two diagrams are equal exactly when they say
the same of every case, and an operation on two of them visits each pair of nodes once.
A diagram may also end in a value of its own (`terminal`): then it is a function from cases to
values, `FALSE` where it has none.

Source: Bryant, Graph-Based Algorithms for Boolean Function Manipulation (1986), with axes of more
than two cells as in Kam et al., Multi-Valued Decision Diagrams (1998).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, TypeAlias

FALSE: Final = 0
TRUE: Final = 1
MOST_EDGES: Final = 1_000_000
_MOST_REMEMBERED: Final = 2_000_000

Edges = tuple[tuple[int, int], ...]
"""(mask of cells, diagram) pairs: disjoint masks by lowest bit, no two to one diagram."""

_Way: TypeAlias = "tuple[()] | tuple[int, int, _Way]"
"""The edges of a path, the last one first."""


class TooEntangled(Exception):
    """The diagrams outgrew `MOST_EDGES`: the question cannot be answered in reasonable memory."""


class Diagrams:
    """The nodes over a row of axes; `sizes` says how many cells each of them has.

    Functions below take and return numbers of nodes of the same `Diagrams`.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        self.full = [(1 << size) - 1 for size in sizes]
        self.end = len(sizes)
        self.axis = [self.end, self.end]
        self.edges: list[Edges] = [(), ()]
        self._size = 0
        self._most = MOST_EDGES
        self._known: dict[tuple[int, Edges], int] = {}
        self._terminals: dict[str, int] = {}
        self._meets: dict[tuple[int, int], int] = {}
        self._joins: dict[tuple[int, int], int] = {}
        self._minuses: dict[tuple[int, int], int] = {}
        # Operations go three calls deep per axis; Python functions need no C stack for that (3.11).
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 3 * self.end + 1_000))

    def terminal(self, value: str) -> int:
        """Return the function that has `value` for every case."""
        if value not in self._terminals:
            self._terminals[value] = self._append(self.end, ())
        return self._terminals[value]

    def terminals(self) -> dict[str, int]:
        """Return the values that diagrams end in, with their numbers."""
        return dict(self._terminals)

    def on(self, axis: int, mask: int) -> int:
        """Return the cases that lie on the cells `mask` of one axis."""
        return self.node(axis, [(mask & self.full[axis], TRUE)])

    def node(self, axis: int, edges: Iterable[tuple[int, int]]) -> int:
        """Return the node with these edges: disjoint masks, in any order."""
        masks: dict[int, int] = {}
        key: tuple[int, Edges]
        for mask, low in edges:
            if mask and low:
                masks[low] = masks.get(low, 0) | mask
        if len(masks) == 1:
            ((low, mask),) = masks.items()
            if mask == self.full[axis]:
                return low
            key = (axis, ((mask, low),))
        elif masks:
            pairs = [(mask, low) for low, mask in masks.items()]
            pairs.sort(key=_lowest)
            key = (axis, tuple(pairs))
        else:
            return FALSE
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._append(*key)
        return found

    def _append(self, axis: int, edges: Edges) -> int:
        self._size += sum(1 + (mask.bit_length() >> 12) for mask, _ in edges) + 1
        if self._size > self._most:
            raise TooEntangled
        self.axis.append(axis)
        self.edges.append(edges)
        return len(self.axis) - 1

    def meet(self, one: int, other: int) -> int:
        """Return `one` where the set `other` holds, and nothing elsewhere; for sets: both."""
        if not one or not other:
            return FALSE
        if other in (TRUE, one):
            return one
        if one == TRUE:
            return other
        key = (one, other)
        found = self._meets.get(key)
        if found is None:
            found = self._meets[key] = self._met(one, other)
        return found

    def _met(self, one: int, other: int) -> int:
        left, right = self.axis[one], self.axis[other]
        meet = self.meet
        if left < right:
            return self.node(left, [(mask, meet(low, other)) for mask, low in self.edges[one]])
        if left > right:
            return self.node(right, [(mask, meet(one, low)) for mask, low in self.edges[other]])
        edges = []
        for mask, low in self.edges[one]:
            for other_mask, other_low in self.edges[other]:
                both = mask & other_mask
                if both:
                    edges.append((both, meet(low, other_low)))
        return self.node(left, edges)

    def join(self, one: int, other: int) -> int:
        """Return `one` where it has a value, and `other` elsewhere; for sets: either."""
        if not one:
            return other
        if not other or one == other or not self.edges[one]:
            return one
        key = (one, other)
        found = self._joins.get(key)
        if found is None:
            axis = min(self.axis[one], self.axis[other])
            pairs = self._pairs(axis, one, other)
            found = self.node(axis, [(mask, self.join(a, b)) for mask, a, b in pairs])
            self._joins[key] = found
        return found

    def join_all(self, parts: Iterable[int]) -> int:
        """Return all of some sets together; of functions the first that has a value counts."""
        found = list(parts)
        while len(found) > 1:  # pairs of neighbours: what is joined stays small for long
            pairs = zip_longest(found[::2], found[1::2], fillvalue=FALSE)
            found = [self.join(one, other) for one, other in pairs]
        return found[0] if found else FALSE

    def minus(self, one: int, other: int) -> int:
        """Return `one` where the set `other` does not hold, and nothing elsewhere."""
        if not one or other in (TRUE, one):
            return FALSE
        if not other:
            return one
        key = (one, other)
        found = self._minuses.get(key)
        if found is None:
            axis = min(self.axis[one], self.axis[other])
            pairs = self._pairs(axis, one, other)
            found = self.node(axis, [(mask, self.minus(a, b)) for mask, a, b in pairs])
            self._minuses[key] = found
        return found

    def _pairs(self, axis: int, one: int, other: int) -> list[tuple[int, int, int]]:
        """What two diagrams lead the cells of an axis to, where either has an edge."""
        left, right = self._on_axis(axis, one), self._on_axis(axis, other)
        rest = 0
        for mask, _ in right:
            rest |= mask
        pairs = []
        for mask, low in left:
            if mask & ~rest:
                pairs.append((mask & ~rest, low, FALSE))
            for other_mask, other_low in right:
                if mask & other_mask:
                    pairs.append((mask & other_mask, low, other_low))
        covered = 0
        for mask, _ in left:
            covered |= mask
        pairs += [(mask & ~covered, FALSE, low) for mask, low in right if mask & ~covered]
        return pairs

    def _on_axis(self, axis: int, diagram: int) -> Edges:
        if self.axis[diagram] == axis:
            return self.edges[diagram]
        return ((self.full[axis], diagram),) if diagram else ()

    def project(self, diagram: int, kept: int) -> int:
        """Return the cases that fit when all but the axes of the mask `kept` may change."""
        free = ((1 << self.end) - 1) & ~kept
        return self._projected(diagram, free, free.bit_length() - 1, {})

    def _projected(self, diagram: int, free: int, last: int, done: dict[int, int]) -> int:
        if self.axis[diagram] > last:
            return diagram
        found = done.get(diagram)
        if found is not None:
            return found
        axis = self.axis[diagram]
        lows = [(m, self._projected(low, free, last, done)) for m, low in self.edges[diagram]]
        if free >> axis & 1:
            found = FALSE
            for _, low in lows:
                found = self.join(found, low)
        else:
            found = self.node(axis, lows)
        done[diagram] = found
        return found

    def simplified(self, diagram: int, care: int) -> int:
        """Return a set that equals `diagram` inside the set `care` and is simpler outside it.

        Source: the operator "restrict" of Coudert and Madre (1990).
        """
        return self._simplified(diagram, care, {})

    def _simplified(self, diagram: int, care: int, done: dict[tuple[int, int], int]) -> int:
        if care in (TRUE, FALSE) or not self.edges[diagram]:
            return diagram
        key = (diagram, care)
        if key in done:
            return done[key]
        axis = self.axis[diagram]
        if self.axis[care] < axis:
            wider = FALSE
            for _, low in self.edges[care]:
                wider = self.join(wider, low)
            found = self._simplified(diagram, wider, done)
        else:
            pairs = self._pairs(axis, diagram, care)
            kept = [(m, self._simplified(low, c, done)) for m, low, c in pairs if c]
            found = self.node(axis, self._spread(axis, kept)) if kept else FALSE
        done[key] = found
        return found

    def _spread(self, axis: int, edges: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Edges that also take the cells that nobody cares about: the widest edge has them."""
        free = self.full[axis]
        for mask, _ in edges:
            free &= ~mask
        widest = max(edges, key=lambda edge: edge[0].bit_count())
        return [*edges, (free, widest[1])]

    def thinned(self, diagram: int, paths: int) -> int:
        """Return a part of a set: at most so many of its paths, wide ones first."""
        found, left = FALSE, paths
        waiting: list[tuple[int, _Way]] = [(diagram, ())]
        while waiting and left:
            node, way = waiting.pop()
            if node == TRUE:
                left -= 1
                found = self.join(found, self._along(way))
            for mask, low in sorted(self.edges[node], key=_width):
                waiting.append((low, (self.axis[node], mask, way)))
        return found

    def _along(self, way: _Way) -> int:
        """The cases of one path."""
        path = TRUE
        while way:
            axis, mask, way = way
            path = self.node(axis, [(mask, path)])
        return path

    def where(self, function: int, wanted: Iterable[int]) -> int:
        """Return the set of cases for which a function has one of the wanted terminals."""
        return self._where(function, dict.fromkeys(wanted, TRUE))

    def _where(self, function: int, done: dict[int, int]) -> int:
        if not self.edges[function]:
            return done.get(function, FALSE)
        found = done.get(function)
        if found is None:
            edges = [(mask, self._where(low, done)) for mask, low in self.edges[function]]
            found = done[function] = self.node(self.axis[function], edges)
        return found

    def count_paths(self, diagram: int) -> int:
        """Return how many paths of a set lead to `TRUE`: into so many boxes it falls apart."""
        counts = {FALSE: 0, TRUE: 1}
        for node in sorted(self.below(diagram)):  # what is below a node was made before it
            if node > TRUE:
                counts[node] = sum(counts[low] for _, low in self.edges[node])
        return counts[diagram]

    def ends(self, function: int) -> set[int]:
        """Return the terminals other than `FALSE` that a function has for some case."""
        return {node for node in self.below(function) if node and not self.edges[node]}

    def axes(self, diagram: int) -> set[int]:
        """Return the axes on which a diagram depends."""
        return {self.axis[node] for node in self.below(diagram) if self.edges[node]}

    def below(self, diagram: int) -> Iterator[int]:
        """Yield a diagram and every node below it, each once."""
        seen = {diagram}
        waiting = [diagram]
        while waiting:
            node = waiting.pop()
            yield node
            for _, low in self.edges[node]:
                if low not in seen:
                    seen.add(low)
                    waiting.append(low)

    def renew(self) -> None:
        """Make room for the next question, half as much as the first had; nodes stay."""
        self._most = self._size + MOST_EDGES // 2

    def forget(self) -> None:
        """Drop remembered results once there are very many; nodes stay."""
        if len(self._meets) + len(self._joins) + len(self._minuses) > _MOST_REMEMBERED:
            for results in (self._meets, self._joins, self._minuses):
                results.clear()


def _lowest(edge: tuple[int, int]) -> int:
    return edge[0] & -edge[0]


def _width(edge: tuple[int, int]) -> int:
    return edge[0].bit_count()
