"""Choosing what hangs where: where merged questions are drawn, and where a large tree is cut.

A question that several answers lead to is drawn at one of them, or starts a part of its own; every
other answer gets a chip. Each choice is tried in turn and kept when the type becomes larger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from woonboom.layout.panels.hanging import Hosts, Workshop, options
from woonboom.layout.panels.packing import Item, PartItem, Sizes, in_groups, scale, sizes
from woonboom.layout.panels.shapes import Shape
from woonboom.layout.panels.titles import Titles
from woonboom.layout.plan import Step
from woonboom.model import Tree

Field = tuple[float, float]
"""Width and height of what is to be filled; only their ratio counts here."""

_PART_COST: Final = 0.01
"""How much larger the type must become for one part more."""
_WHOLE: Final = 24
"""So many questions at most, and a tree is not cut where nothing merges."""
_PASSES: Final = 3
_CUTS: Final = 14


@dataclass(frozen=True)
class Choice:
    """What hangs where, and how good that is for each field: the scale less what parts cost."""

    hosts: Hosts
    scores: tuple[float, ...]


@dataclass
class Search:
    """Looks for the best `Hosts` of one tree for every one of `fields`."""

    workshop: Workshop
    titles: Titles
    fields: Sequence[Field]
    most: int
    known: dict[tuple[Step | None, ...], Choice] = field(default_factory=dict)

    @property
    def tree(self) -> Tree:
        """The tree that is drawn."""
        return self.workshop.tree

    def choice(self, hosts: Hosts) -> Choice:
        """Return what is known of these hosts, tried now if need be."""
        key = tuple(hosts.get(question) for question in self.tree.numbers)
        if key not in self.known:
            found = packed(self.workshop, self.titles, hosts, self.most)
            parts = sum(q not in hosts for q in self.tree.numbers)
            cost = 1 - _PART_COST * (parts - 1)
            scores = tuple(cost * scale(found, *f)[0] for f in self.fields)
            self.known[key] = Choice(hosts, scores)
        return self.known[key]

    def run(self) -> list[Choice]:
        """Try what is promising; return everything that was tried."""
        places = options(self.tree)
        single = {q: steps[0] for q, steps in places.items() if len(steps) == 1}
        merged = {q: steps for q, steps in places.items() if len(steps) > 1}
        starts = [{q: steps[k] for q, steps in merged.items()} for k in (-1, 0)]
        for n in range(len(self.fields)):
            tried = [self.choice({**single, **start}) for start in (*starts, {})]
            best = max(tried, key=lambda c: c.scores[n])
            best = self._merges(best, merged, n)
            if len(self.tree.questions) > _WHOLE:
                best = self._cuts(best, n)
                self._merges(best, merged, n)
        return list(self.known.values())

    def _merges(self, best: Choice, merged: dict[str, tuple[Step, ...]], n: int) -> Choice:
        """Move merged questions, one at a time, as long as that helps."""
        for _ in range(_PASSES):
            before = best
            for question, steps in merged.items():
                tried = [self.choice(moved(best.hosts, question, s)) for s in (*steps, None)]
                best = max([best, *tried], key=lambda c: c.scores[n])
            if best is before:
                break
        return best

    def _cuts(self, best: Choice, n: int) -> Choice:
        """Cut into parts of about equal size; then move, add and drop cuts as long as it helps."""
        start = best.hosts
        for parts in range(2, _CUTS):
            best = max([best, self.choice(self._cut(start, parts))], key=lambda c: c.scores[n])
        for _ in range(_PASSES):
            before = best
            for hosts in self._near(best.hosts):
                best = max([best, self.choice(hosts)], key=lambda c: c.scores[n])
            if best is before:
                break
        return best

    def _cut(self, hosts: Hosts, parts: int) -> Hosts:
        """Cut off what has grown to its share, from the last question to the first."""
        weight = dict.fromkeys(self.tree.numbers, 1.0)
        share = len(weight) / parts
        kept = dict(hosts)
        for question in reversed(list(self.tree.numbers)):
            if question not in hosts:
                continue
            if weight[question] >= share:
                del kept[question]
            else:
                weight[hosts[question][0]] += weight[question]
        return kept

    def _near(self, hosts: Hosts) -> Iterator[Hosts]:
        """Yield hosts in which one cut lies a question earlier or later, or is gone."""
        places = options(self.tree)
        for question in [q for q in self.tree.numbers if q not in hosts and q in places]:
            back = moved(hosts, question, places[question][0])
            yield back
            above = places[question][0][0]
            if above in hosts:
                yield moved(back, above, None)
            for below in [q for q, step in hosts.items() if step[0] == question]:
                yield moved(back, below, None)


def moved(hosts: Hosts, question: str, step: Step | None) -> Hosts:
    """Return `hosts` with a question at another answer, or as the start of a part."""
    others = {q: s for q, s in hosts.items() if q != question}
    return others if step is None else {**others, question: step}


def packed(workshop: Workshop, titles: Titles, hosts: Hosts, most: int) -> Sizes:
    """Return the sizes that the whole tree can take with these hosts."""
    made = workshop.made(hosts)
    roots = [q for q in workshop.tree.numbers if q not in hosts]
    parts = [framed(made[root], root, titles, alone=len(roots) == 1) for root in roots]
    if not parts:
        return sizes([(1, 1, None)], most)
    fronts = [sizes(part, most) for part in parts]
    return in_groups(fronts, most)


def framed(
    shapes: Iterable[Shape], root: str, titles: Titles, *, alone: bool
) -> list[tuple[int, int, Item | None]]:
    """Return the shapes of a part with the room around them that it takes beside others."""
    if alone:
        return [(s.width, s.height, PartItem(root, s)) for s in shapes]
    wide, high = titles.size(root)
    pad = 2 * titles.pad
    return [(max(s.width, wide) + pad, s.height + high + pad, PartItem(root, s)) for s in shapes]


def loose(tree: Tree) -> list[str]:
    """Return the outcomes that no answer leads to."""
    reached = {a.goto for q in tree.in_order for a in q.answers if tree.holds_up(a)}
    return [outcome for outcome in tree.outcomes if outcome not in reached]
