"""A case that a sheet tells of → what the tree of today says of it, exactly.

A sheet rarely says all of a case: its answers and noted facts leave a set of cases. Of that set,
in one space with the facts of both versions, it is worked out which outcomes today's tree gives.

An option that only today's version has stood on no sheet of the older one: it may hold, whatever
was ticked there. Whoever had to choose one of the others then may choose it now. (That is where
this differs from `woonboom.diff.align`: there nothing is known of a case but the case, and a value
that a version does not know leaves it undecided.)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from woonboom.analysis.flow import conditions_of, follows
from woonboom.analysis.together import limits_of
from woonboom.analysis.values import FAULT, outcome_functions
from woonboom.conditions import And, Condition, Has, Not, OneOf, Or, Truth
from woonboom.conditions.forms import Leaf
from woonboom.decide.ground import MOST_NODES
from woonboom.diff.align import FORMER, joint, with_leaves
from woonboom.facts import Fact, Value
from woonboom.model import Tree
from woonboom.regions import space_of
from woonboom.regions.diagrams import TooEntangled

_MOST_KEPT: Final = 4
"""The sheets of a folder are of a few versions."""


@dataclass(frozen=True)
class Today:
    """What today's tree says of the cases that fit a sheet.

    `outcomes` are all that some of those cases get, in the order of their codes: none where no
    real case fits, or the tree is at `fault` for each. `depends` are the facts that make the
    difference when there are several.
    """

    outcomes: tuple[str, ...]
    depends: tuple[str, ...] = ()
    fault: bool = False


def today(
    old: Tree, new: Tree, answers: Sequence[Condition], facts: Mapping[str, Value]
) -> Today | None:
    """Return what a tree says of the cases of another version for which `answers` all hold.

    `facts` are what is known of the case besides. None where it cannot be worked out: the tree
    goes round, or its cases outgrow reasonable memory.
    """
    if not follows(new):
        return None
    try:
        return _joined(old, new).of(answers, facts)
    except (TooEntangled, MemoryError):
        return None


def _joined(old: Tree, new: Tree) -> _Joined:
    """Both versions over one space, kept for the next sheet."""
    for kept in _kept:
        if kept.old is old and kept.new is new and len(kept.diagrams.edges) <= MOST_NODES:
            return kept
    made = _Joined(old, new)
    _kept.appendleft(made)
    return made


class _Joined:
    """Today's tree as a function over the facts of both versions."""

    def __init__(self, old: Tree, new: Tree) -> None:
        self.old = old
        self.new = new
        self.renamed = {
            id_: FORMER.format(id_)
            for id_, fact in old.facts.items()
            if id_ in new.facts and not _same(fact, new.facts[id_])
        }
        self.facts = self._facts()
        limits = [
            c for fact in new.facts.values() for c in limits_of(fact, self.facts[fact.id])
        ]  # fmt: skip
        assumed = [*(a.condition for a in new.assumptions), *limits, *self._links()]
        former = [self._former(condition) for condition in conditions_of(old)]
        order = [*new.asked, *(self.renamed.get(id_, id_) for id_ in old.asked)]
        self.space = space_of(self.facts, order, [*conditions_of(new), *former], assumed)
        self.diagrams = self.space.diagrams
        self.function = outcome_functions(new, self.space, [new.start])[new.start]

    def _facts(self) -> dict[str, Fact]:
        """The facts of both versions; one that both have takes the values of both."""
        named = ((self.renamed.get(id_, id_), fact) for id_, fact in self.old.facts.items())
        return joint({name: replace(fact, id=name) for name, fact in named}, self.new.facts)

    def _links(self) -> Iterator[Condition]:
        """What facts of the older version say of the same ones today, where they changed."""
        for id_, former in self.renamed.items():
            yield from _link(self.facts[former], self.new.facts[id_])

    def _former(self, condition: Condition) -> Condition:
        return with_leaves(condition, self._leaf) if self.renamed else condition

    def _leaf(self, leaf: Leaf) -> Condition:
        return replace(leaf, fact=self.renamed.get(leaf.fact, leaf.fact))

    def of(self, answers: Iterable[Condition], facts: Mapping[str, Value]) -> Today:
        """Return the outcomes of the cases that fit, and what they depend on."""
        self.diagrams.renew()
        known = self._known(facts)
        for condition in answers:
            known = self.diagrams.meet(known, self.space.of(self._former(condition)))
        reached = self.diagrams.ends(self.diagrams.meet(self.function, known))
        names = {number: id_ for id_, number in self.diagrams.terminals().items()}
        ends = {names[number] for number in reached}
        outcomes = tuple(id_ for id_ in self.new.codes if id_ in ends)
        depends = self._depends(known) if len(ends) > 1 else ()
        return Today(outcomes, depends, FAULT in ends)

    def _known(self, facts: Mapping[str, Value]) -> int:
        """The real cases in which facts are as they were noted."""
        several = {id_: v for id_, v in facts.items() if isinstance(v, frozenset)}
        single = {self.renamed.get(id_, id_): v for id_, v in facts.items() if id_ not in several}
        known = self.diagrams.meet(self.space.real, self.space.box(single))
        for id_, value in several.items():
            name = self.renamed.get(id_, id_)
            for option in self.old.facts[id_].options if name in self.space.span else ():
                there = self.space.of(Has(option, name, negated=option not in value))
                known = self.diagrams.meet(known, there)
        return known

    def _depends(self, known: int) -> tuple[str, ...]:
        """The facts that tell apart cases among `known` with different outcomes."""
        simple = self.diagrams.simplified(self.function, known)
        levels = sorted(self.diagrams.axes(simple))
        return tuple(dict.fromkeys(self.space.axes[level].fact.id for level in levels))


_kept: Final[deque[_Joined]] = deque(maxlen=_MOST_KEPT)


def _same(former: Fact, now: Fact) -> bool:
    """Whether a value of a fact in an older version is that same value today."""
    gained = now.kind.compared == "option" and now.options.keys() - former.options.keys()
    return (former.type, former.unit) == (now.type, now.unit) and not gained


def _link(former: Fact, now: Fact) -> Iterator[Condition]:
    """Yield that an option which was chosen still holds, or one holds that there was not then.

    A judgement with the answers yes and no may have been written as a list of answers in one
    version and not in the other; that makes no difference.
    """
    if former.type != now.type and not (former.judgement and now.judgement):
        return
    then, today_ = _options(former), _options(now)
    ways: list[Condition] = [And((then[o], today_[o])) for o in then if o in today_]
    ways += [condition for option, condition in today_.items() if option not in then]
    if then and ways:
        yield Or(tuple(ways))


def _options(fact: Fact) -> dict[str, Condition]:
    """What a fact is one of, with when that holds; nothing for another kind of fact."""
    if fact.kind.compared == "option":
        return {option: OneOf(fact.id, (option,)) for option in fact.options}
    if fact.judgement and fact.kind.compared == "alone":
        return {"yes": Truth(fact.id), "no": Not(Truth(fact.id))}
    return {}
