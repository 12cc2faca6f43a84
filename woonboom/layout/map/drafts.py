"""Ways to draw a tree, from which the one that suits the sheet is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom.layout.cards import MEASURES, Deck
from woonboom.layout.map.hanging import Flow, Setting, loose_outcome
from woonboom.layout.map.parts import Parts
from woonboom.layout.map.placing import block
from woonboom.layout.map.ranks import Ranked, ranked
from woonboom.layout.map.sheets import Panel, Size, panels
from woonboom.layout.pieces import Block
from woonboom.layout.plan import Plan, plan
from woonboom.layout.wording import beginning
from woonboom.model import Tree

Places = Callable[[Ranked], Mapping[str, float]]
"""What says where the nodes of a block begin across the flow."""

_SMALL: Final = 40
"""So many questions at most, and every way to draw them is tried."""
_WHOLE: Final = 60
"""So many questions at most may be drawn as one part."""
_MANY: Final = 150
"""More questions than this are drawn in one way only: parts of a size that pack well."""
_PART_LIMITS: Final = ((130.0, 90.0), (100.0, 60.0))
_SHARES: Final = ((1.0, 1.0), (0.5, 1.0), (0.5, 0.5), (0.33, 0.5))
_LEAST_PART: Final = (60.0, 40.0)


@dataclass(frozen=True)
class Way:
    """How to draw: the line width of questions, the direction, where the last ends hang."""

    measure: float
    flow: Flow
    ends_beside: bool


@dataclass(frozen=True)
class Draft:
    """One drawing of the tree, not yet on a sheet; `whole` is 1, less for what its cuts cost."""

    plan: Plan
    panels: tuple[Panel, ...]
    whole: float

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the cards that answers lead to."""
        return frozenset(e.role for exits in self.plan.exits.values() for e in exits)


class Drafts:
    """The drafts of one tree, each made once, when it is first asked for."""

    def __init__(self, tree: Tree, places: Places) -> None:
        self.tree, self._places = tree, places
        self._made: dict[tuple[Way, frozenset[str]], Draft] = {}
        self._parts: dict[Way, Parts] = {}
        self._cut: dict[tuple[Way, Size], frozenset[str]] = {}
        self._decks = {measure: Deck(tree, measure) for measure in MEASURES}

    def for_ratio(self, ratio: float) -> Iterator[Draft]:
        """Yield the drafts to choose from for a sheet of `ratio` (width by height)."""
        for way in self._ways():
            for cut in dict.fromkeys(self._cuts(way, ratio)):
                key = (way, cut)
                if key not in self._made:
                    self._made[key] = self._draft(way, cut)
                yield self._made[key]

    def _ways(self) -> Iterator[Way]:
        count = len(self.tree.questions)
        flows: tuple[Flow, ...] = ("down", "right") if count <= _MANY else ("down",)
        few = count <= _SMALL
        for measure in MEASURES if few else MEASURES[:1]:
            for flow in flows:
                yield Way(measure, flow, flow == "right")
                if few:
                    yield Way(measure, flow, flow == "down")

    def _setting(self, way: Way, planned: Plan) -> Setting:
        return Setting(planned, self._decks[way.measure], way.flow, way.ends_beside)

    def _cuts(self, way: Way, ratio: float) -> Iterator[frozenset[str]]:
        """Yield the sets of questions that may start a part of their own."""
        if len(self.tree.questions) <= _WHOLE:
            yield frozenset()
        if way not in self._parts:
            self._parts[way] = Parts(self._setting(way, plan(self.tree)))
        parts = self._parts[way]
        for limit in self._limits(parts.area, way.flow, ratio):
            if (way, limit) not in self._cut:
                self._cut[way, limit] = parts.cuts(*limit)
            yield self._cut[way, limit]

    def _limits(self, area: float, flow: Flow, ratio: float) -> Iterator[Size]:
        """Yield how large a part may be, across and along the flow: a share of a small sheet."""
        if len(self.tree.questions) > _MANY:
            yield from _PART_LIMITS
            return
        width, height = (area * ratio) ** 0.5, (area / ratio) ** 0.5
        across, along = (width, height) if flow == "down" else (height, width)
        for wide, deep in _SHARES:
            yield max(_LEAST_PART[0], across * wide), max(_LEAST_PART[1], along * deep)

    def _draft(self, way: Way, cut: frozenset[str]) -> Draft:
        planned = plan(self.tree, cut=cut)
        blocks = self._blocks(way, planned)
        unclean = {b.root for b in blocks if not b.clean}
        if unclean:
            # Where lines cross, answers that come together become chips.
            members = {q for root in unclean for q in planned.below(root)}
            chips = {e.ref for q in members for e in planned.exits[q] if e.role == "merge"}
            planned = plan(self.tree, cut=cut, chips=chips)
            blocks = self._blocks(way, planned)
        blocks += self._loose(way)
        return Draft(planned, panels(blocks), 1 - len(cut) / (1 + len(self.tree.questions)))

    def _blocks(self, way: Way, planned: Plan) -> list[Block]:
        setting = self._setting(way, planned)
        made = []
        for root in planned.roots:
            heading = beginning(self.tree, root, self._before.get(root, []))
            order = ranked(setting, root, heading)
            made.append(block(setting, order, self._places(order)))
        return made

    @cached_property
    def _before(self) -> dict[str, list[int]]:
        """For every place the numbers of the questions that lead to it."""
        before: dict[str, list[int]] = {}
        for question in self.tree.in_order:
            for goto in dict.fromkeys(answer.goto for answer in question.answers):
                before.setdefault(goto, []).append(self.tree.numbers[question.id])
        return before

    def _loose(self, way: Way) -> list[Block]:
        """Blocks for the outcomes that no answer leads to."""
        heading = beginning(self.tree, "", [])
        loose = [o for o in self.tree.outcomes if o not in self._before]
        units = [loose_outcome(self._decks[way.measure], o, heading) for o in loose]
        return [Block("", (unit,), (), unit.width, unit.height) for unit in units]
