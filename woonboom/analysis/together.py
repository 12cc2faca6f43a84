"""Trees beside each other: the same case in each of them, over one space for all their facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from woonboom.analysis.flow import conditions_of, follows
from woonboom.analysis.values import FAULT, outcome_functions
from woonboom.conditions import Chain, Condition, Constant, Has, Not, OneOf
from woonboom.conditions.forms import facts_of
from woonboom.facts import Fact, Value
from woonboom.model import Outcome, Tree
from woonboom.regions import Region, Space, space_of
from woonboom.regions.diagrams import FALSE


class Misfit(NamedTuple):
    """A fact that two trees read and that is of another type in each."""

    fact: str
    trees: tuple[Tree, Tree]


class Round(NamedTuple):
    """Outcomes that send a case from tree to tree and back to the first."""

    outcomes: tuple[tuple[Tree, Outcome], ...]
    witness: Mapping[str, Value]


class Contradiction(NamedTuple):
    """A case that is eligible in one tree and not in the other, with both outcomes."""

    trees: tuple[Tree, Tree]
    outcomes: tuple[Outcome, Outcome]
    region: Region
    witness: Mapping[str, Value]


class Unhandled(NamedTuple):
    """Cases that an outcome sends on to a tree that does not decide them.

    `excluded` when the other tree takes them for impossible; else it is at fault for them.
    """

    tree: Tree
    outcome: Outcome
    other: Tree
    excluded: bool
    region: Region
    witness: Mapping[str, Value]


class Together:
    """Trees that may send cases to each other, as functions over one space.

    Facts with one id are one fact; a number has the widest range, a choice all the options that
    any of the trees gives it. `trees` are those that could be used: sound enough that every path
    ends, and without facts of another type than in a tree before it (`misfits`). Raises
    `TooEntangled`.
    """

    def __init__(self, trees: Iterable[Tree]) -> None:
        self.misfits: list[Misfit] = []
        self.facts: dict[str, Fact] = {}
        self._first: dict[str, Tree] = {}
        self.trees = [tree for tree in trees if follows(tree) and self._fits(tree)]
        limits = {id(tree): self._limits(tree) for tree in self.trees}
        self.space = self._space([c for own in limits.values() for c in own])
        self.real = {id(tree): self._real(tree, limits[id(tree)]) for tree in self.trees}
        self.functions = {id(tree): self._function(tree) for tree in self.trees}

    def _fits(self, tree: Tree) -> bool:
        read = [tree.facts[id_] for id_ in _read(tree)]
        for fact in read:
            known = self.facts.get(fact.id, fact)
            if known.type != fact.type:
                self.misfits.append(Misfit(fact.id, (self._first[fact.id], tree)))
                return False
        for fact in read:
            self._first.setdefault(fact.id, tree)
            self.facts[fact.id] = widest_fact(self.facts.get(fact.id, fact), fact)
        return True

    def _space(self, limits: list[Condition]) -> Space:
        conditions = [c for tree in self.trees for c in conditions_of(tree)]
        assumed = [a.condition for tree in self.trees for a in tree.assumptions]
        order = [fact for tree in self.trees for fact in tree.asked]
        facts = {id_: fact for tree in self.trees for id_, fact in tree.facts.items()}
        return space_of({**facts, **self.facts}, order, [*conditions, *assumed, *limits])

    def _limits(self, tree: Tree) -> list[Condition]:
        """What a tree takes for granted of facts that other trees know more values of."""
        facts = (tree.facts[id_] for id_ in _read(tree))
        return [limit for fact in facts for limit in limits_of(fact, self.facts[fact.id])]

    def _real(self, tree: Tree, limits: list[Condition]) -> int:
        real = self.space.valid
        for condition in [*(a.condition for a in tree.assumptions), *limits]:
            real = self.space.diagrams.meet(real, self.space.of(condition))
        return real

    def _function(self, tree: Tree) -> int:
        functions = outcome_functions(tree, self.space, [tree.start], f"{tree.path}/{{}}".format)
        return functions[tree.start]

    def cases(self, tree: Tree, outcome: str) -> int:
        """Return the cases that are real for a tree and get one of its outcomes, or `FAULT`."""
        return self._cases(tree, [outcome])

    def _cases(self, tree: Tree, outcomes: Iterable[str]) -> int:
        labels = (id_ if id_ == FAULT else f"{tree.path}/{id_}" for id_ in outcomes)
        ends = [self.space.diagrams.terminal(label) for label in labels]
        found = self.space.diagrams.where(self.functions[id(tree)], ends)
        return self.space.diagrams.meet(found, self.real[id(tree)])

    def referrals(self, tree: Tree) -> Iterator[tuple[Outcome, Tree]]:
        """Yield the outcomes that send a case on, with each tree beside it that they may mean."""
        for outcome in tree.outcomes.values():
            for other in self.trees:
                if outcome.tree == other.id and other.path.parent == tree.path.parent:
                    yield outcome, other

    def rounds(self) -> Iterator[Round]:
        """Yield, for each answer that begins one, a round that some case goes for ever.

        A round is told from the first of its trees.
        """
        for number, tree in enumerate(self.trees):
            able = self._leading_to(tree, self.trees[number:])
            failed: set[tuple[int, int]] = set()
            for outcome, other in self.referrals(tree):
                if id(other) in able:
                    begin = ((tree, outcome),)
                    sent = self.cases(tree, outcome.id)
                    found = self._back(other, begin, sent, able, failed)
                    if found:
                        yield found

    def _leading_to(self, tree: Tree, trees: list[Tree]) -> set[int]:
        """The trees among some from which referrals lead to a tree, and that tree itself."""
        gotos = {id(one): {id(other) for _, other in self.referrals(one)} for one in trees}
        found = {id(tree)}
        while more := {one for one, after in gotos.items() if after & found} - found:
            found |= more
        return found

    def _back(
        self,
        place: Tree,
        passed: tuple[tuple[Tree, Outcome], ...],
        sent: int,
        able: set[int],
        failed: set[tuple[int, int]],
    ) -> Round | None:
        """The way back to the first tree for some case that was sent to `place`, if there is one.

        Each case has one way through the trees: cases that `failed` at a place once do so always.
        """
        if sent and place is passed[0][0]:
            return Round(passed, self.witness(sent))
        if not sent or (id(place), sent) in failed or any(tree is place for tree, _ in passed):
            return None
        for outcome, other in self.referrals(place):
            if id(other) in able:
                on = self.space.diagrams.meet(sent, self.cases(place, outcome.id))
                found = self._back(other, (*passed, (place, outcome)), on, able, failed)
                if found:
                    return found
        failed.add((id(place), sent))
        return None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield the cases that are eligible in one tree and not (yet) in another beside it.

        Only trees that read a fact in common decide about the same.
        """
        for one in self.trees:
            for other in self.trees:
                if _beside(one, other) and self._common(one, other):
                    yield from self._contradictions(one, other)

    def _contradictions(self, one: Tree, other: Tree) -> Iterator[Contradiction]:
        refused = [o for o in other.outcomes.values() if o.kind in ("not_yet", "not_eligible")]
        no = self._cases(other, [outcome.id for outcome in refused])
        for good in one.outcomes.values():
            if good.kind == "eligible":
                yes = self.space.diagrams.meet(self.cases(one, good.id), no)
                for bad in refused if yes else ():
                    both = self.space.diagrams.meet(yes, self.cases(other, bad.id))
                    if both:
                        region, found = Region(self.space, both), self.witness(both)
                        yield Contradiction((one, other), (good, bad), region, found)

    def _common(self, one: Tree, other: Tree) -> bool:
        shared = set(one.asked) & set(other.asked)
        return any(not one.facts[id_].judgement for id_ in shared)

    def unhandled(self) -> Iterator[Unhandled]:
        """Yield the referrals that send a case to a tree which cannot decide it."""
        for tree in self.trees:
            for outcome, other in self.referrals(tree):
                sent = self.cases(tree, outcome.id)
                outside = self.space.diagrams.minus(sent, self.real[id(other)])
                faulty = self.space.diagrams.meet(sent, self.cases(other, FAULT))
                for cases, excluded in ((outside, True), (faulty, False)):
                    if cases:
                        region, found = Region(self.space, cases), self.witness(cases)
                        yield Unhandled(tree, outcome, other, excluded, region, found)

    def witness(self, cases: int) -> dict[str, Value]:
        """Return an example of a set of cases, with the facts that make it one."""
        found = Region(self.space, cases).witness()
        kept = dict(found)
        for fact in reversed(found):
            without = {id_: value for id_, value in kept.items() if id_ != fact}
            box = self.space.diagrams.meet(self.space.box(without), self.space.valid)
            if self.space.diagrams.minus(box, cases) == FALSE:
                kept = without
        return kept


def _read(tree: Tree) -> list[str]:
    """The facts that the questions and the assumptions of a tree read, each once."""
    assumed = (fact for a in tree.assumptions for fact in facts_of(a.condition))
    return list(dict.fromkeys([*tree.asked, *assumed]))


def _beside(one: Tree, other: Tree) -> bool:
    return one.id != other.id and one.path.parent == other.path.parent


def widest_fact(one: Fact, other: Fact) -> Fact:
    """Return one fact with the values of both."""
    if one.range is None or other.range is None:
        return replace(one, options={**one.options, **other.options})
    low, high = min(one.range[0], other.range[0]), max(one.range[1], other.range[1])
    return replace(one, range=(low, high))


def limits_of(own: Fact, widest: Fact) -> Iterator[Condition]:
    """Yield what holds for the values that one tree knows, where others know more."""
    if own.range and own.range != widest.range:
        low, high = (Constant(str(number), number) for number in own.range)
        yield Chain(low, "<=", own.id, "<=", high)
    strange = [option for option in widest.options if option not in own.options]
    if strange and own.kind.compared == "option":
        yield Not(OneOf(own.id, tuple(strange)))
    elif strange:
        yield from (Not(Has(option, own.id)) for option in strange)
