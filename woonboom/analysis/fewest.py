"""The fewest cases with one in each of many sets: which sets can share a case, tried exactly.

Sets are gathered into groups that still have a case in common, one set after another, as graphs
are coloured: first what fits in the fewest groups, and back again where that took too many. Sets of
which no two share a case need a group each; with that many groups the search is done at once.

Source: Brélaz, New Methods to Color the Vertices of a Graph (1979), with sets of cases for colours.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from woonboom.analysis.sharing import Sharing, bits
from woonboom.regions.diagrams import TooEntangled

MOST_TRIED: Final = 20_000
"""So often a set is tried in a group; then the fewest groups found so far have to do."""

_MOST_STARTS: Final = 50


class Few(NamedTuple):
    """Groups that have a case for each of some sets, and whether fewer groups cannot do."""

    groups: list[int]
    fewest: bool


def few_groups(sharing: Sharing, sets: list[int], limit: int = MOST_TRIED) -> Few:
    """Return as few sets as can be such that, with any case of each, all of `sets` have one.

    None of `sets` may be empty. When `limit` is reached the answer may not be the fewest. Raises
    `TooEntangled` when not even a first answer fits in memory.
    """
    return _Search(sharing, _smallest(sharing, sets), limit).run()


def _smallest(sharing: Sharing, sets: list[int]) -> list[int]:
    """The sets without those that have another in them: a case of the other does for both."""
    kept: list[int] = []
    for one in dict.fromkeys(sets):
        if not any(sharing.within(other, one) for other in kept):
            kept = [other for other in kept if not sharing.within(one, other)]
            kept.append(one)
    return kept


class _State(NamedTuple):
    """Groups so far; `rest` has a mask of groups for each set that is in none.

    A set fits in no other groups than those; whether in each of them is found out when it is put.
    """

    groups: tuple[int, ...]
    rest: dict[int, int]


class _Move(NamedTuple):
    """To put a set in a group, or in a new one."""

    state: _State
    one: int
    group: int


class _Search:
    """Gathers sets into groups, depth first, and keeps the fewest groups found."""

    def __init__(self, sharing: Sharing, sets: list[int], limit: int) -> None:
        self.diagrams = sharing.diagrams
        self.sharing = sharing
        self.sets = sets
        self.left = limit
        self.agree = self._agreeing()
        self.best = sets  # a group each always does

    def _agreeing(self) -> list[int]:
        """For each set those with which it shares a case, itself too, as a mask."""
        agree = [1 << at for at in range(len(self.sets))]
        for at, one in enumerate(self.sets):
            for before in range(at):
                if self.sharing.share(one, self.sets[before]):
                    agree[at] |= 1 << before
                    agree[before] |= 1 << at
        return agree

    def run(self) -> Few:
        """Return the fewest groups that are found before the limit."""
        strangers = self._strangers()
        state = _State((), dict.fromkeys(range(len(self.sets)), 0))
        for one in strangers:
            state = self._moved(_Move(state, one, len(state.groups)))
        moves = self._next(state)
        try:
            # The first way to the end takes fewer groups than sets, so it is walked in full.
            while moves and (self.left > 0 or self.best is self.sets):
                moves += self._next(self._moved(moves.pop()))
                if len(self.best) == len(strangers):
                    moves.clear()
        except TooEntangled:
            if self.best is self.sets:
                raise
        return Few(list(self.best), not moves)

    def _next(self, state: _State) -> list[_Move]:
        """What can be done with the set that fits in the fewest groups; the last is tried first."""
        if len(state.groups) >= len(self.best):
            return []
        if not state.rest:
            self.best = list(state.groups)
            return []
        one = min(state.rest, key=lambda at: (state.rest[at].bit_count(), at))
        maybe = bits(state.rest[one])
        self.left -= len(maybe) + 1
        fits = [g for g in maybe if self.sharing.share(state.groups[g], self.sets[one])]
        return [_Move(state, one, group) for group in (len(state.groups), *reversed(fits))]

    def _moved(self, move: _Move) -> _State:
        (groups, rest), one, group = move
        bit, own = 1 << group, self.sets[one]
        kept = {other: fits for other, fits in rest.items() if other != one}
        if group < len(groups):
            own = self.diagrams.meet(groups[group], own)
        for other, fits in kept.items():
            if not self.agree[one] >> other & 1:
                kept[other] = fits & ~bit
            elif group == len(groups):
                kept[other] = fits | bit
        return _State((*groups[:group], own, *groups[group + 1 :]), kept)

    def _strangers(self) -> list[int]:
        """Many sets of which no two share a case, as far as taking the best next finds them."""
        everyone = (1 << len(self.sets)) - 1
        firsts = sorted(range(len(self.sets)), key=lambda at: self.agree[at].bit_count())
        best: list[int] = []
        for first in firsts[:_MOST_STARTS]:
            found, free = [first], everyone & ~self.agree[first]
            while free:
                one = min(bits(free), key=lambda at: (self.agree[at] & free).bit_count())
                found.append(one)
                free &= ~self.agree[one]
            best = max(best, found, key=len)
        return best
