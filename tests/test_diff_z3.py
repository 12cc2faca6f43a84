"""Which cases change between larger trees, as z3 sees it: complete, free of overlap, no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
import z3
from random_edits import edit
from test_analysis_z3 import tree_of
from z3_cases import Facts, Formula

import woonboom
from woonboom.conditions import Names, parse
from woonboom.conditions.forms import facts_of
from woonboom.diff import CaseChange, Changes, walking
from woonboom.facts import Fact
from woonboom.model import Question, Tree

PAIRS = range(40)
KINDS = (
    "threshold", "operator", "target", "answer_removed", "question_added", "question_removed",
    "outcome_kind", "reordered", "rewritten", "assumption_added", "assumption_removed",
    "option_added", "range_changed", "parameter_changed",
)  # fmt: skip
"""The kinds of edits after which facts still have their own ids and types."""


def pair(seed: int) -> tuple[Tree, Tree]:
    """A larger tree and a copy of it with six edits."""
    old, pick = tree_of(seed % 16), Random(seed).randrange
    new = old
    for _ in range(6):
        new = edit(pick, new, KINDS[pick(len(KINDS))]) or new
    return old, new


def widest(old: Mapping[str, Fact], new: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts of both versions, with the values of both."""
    found = {**old, **new}
    for id_ in old.keys() & new.keys():
        was, is_ = old[id_], new[id_]
        low = min(was.range[0], is_.range[0]) if was.range and is_.range else 0
        high = max(was.range[1], is_.range[1]) if was.range and is_.range else 0
        range_ = (low, high) if is_.range else None
        found[id_] = replace(is_, range=range_, options={**is_.options, **was.options})
    return found


class Version:
    """A version over the facts of both: when a case ends in each of its outcomes."""

    def __init__(self, tree: Tree, facts: Facts) -> None:
        self.tree = tree
        self.facts = facts
        self.named: list[Formula] = []
        self.ends = self._ends()

    def _ends(self) -> dict[str, Formula]:
        ways: dict[str, list[Formula]] = {self.tree.start: [z3.BoolVal(True)]}
        for question in self.tree.in_order:
            here = z3.Bool(f"{id(self)} comes to {question.id}")
            self.named.append(here == z3.Or(ways.get(question.id, [])))
            holds = [self.facts.of(answer.condition) for answer in question.answers]
            known = self._known(question)
            for at, answer in enumerate(question.answers):
                others = [z3.Not(other) for n, other in enumerate(holds) if n != at]
                way = z3.And(here, known, holds[at], *others)
                ways.setdefault(answer.goto, []).append(way)
        return {id_: z3.Or(ways.get(id_, [])) for id_ in self.tree.outcomes}

    def _known(self, question: Question) -> Formula:
        """This version knows the values that a question reads."""
        read = {fact for answer in question.answers for fact in facts_of(answer.condition)}
        return z3.And([self.value_known(self.tree.facts[fact]) for fact in read])

    def value_known(self, fact: Fact) -> Formula:
        options = self.facts.facts[fact.id].options
        strange = [option for option in options if option not in fact.options]
        if fact.type == "choices":
            return z3.Not(z3.Or([self.facts.option(fact.id, option) for option in strange]))
        if fact.range:
            low, high = fact.range
            return z3.And(low <= z3.Int(fact.id), z3.Int(fact.id) <= high)
        return z3.Not(z3.Or([self.facts.equals(fact.id, option) for option in strange]))

    def assumes(self) -> Formula:
        return z3.And([self.facts.of(a.condition) for a in self.tree.assumptions])

    def gets(self, outcome: str | None) -> Formula:
        return self.ends[outcome] if outcome else z3.Not(z3.Or(list(self.ends.values())))


class Both:
    """Two versions side by side, with a solver for their real cases."""

    def __init__(self, changes: Changes) -> None:
        self.facts = Facts(widest(changes.old.facts, changes.new.facts).values())
        self.old, self.new = Version(changes.old, self.facts), Version(changes.new, self.facts)
        self.solver = z3.Solver()
        self.solver.add(self.facts.valid, z3.Or(self.old.assumes(), self.new.assumes()))
        self.solver.add(*self.old.named, *self.new.named)
        for id_ in changes.old.facts.keys() & changes.new.facts.keys():
            was = self.old.value_known(changes.old.facts[id_])
            self.solver.add(z3.Or(was, self.new.value_known(changes.new.facts[id_])))

    def possible(self, *formulas: Formula) -> bool:
        return bool(self.solver.check(*formulas) == z3.sat)

    def box(self, change: CaseChange) -> Formula:
        """The condition on each fact, read back from how it is written."""
        names = Names(self.facts.facts, {})
        read = [parse(written, names)[0] for written in change.region.values()]
        return z3.And([self.facts.of(condition) for condition in read if condition])

    def differs(self) -> Formula:
        """A case has another outcome, or the same of another kind."""
        was, is_ = self.old.tree.outcomes, self.new.tree.outcomes
        same = [
            z3.And(self.old.gets(id_), self.new.gets(id_))
            for id_ in was.keys() & is_.keys()
            if (was[id_].kind, was[id_].tree) == (is_[id_].kind, is_[id_].tree)
        ]
        return z3.Not(z3.Or(*same, z3.And(self.old.gets(None), self.new.gets(None))))


@pytest.mark.parametrize("seed", PAIRS)
def test_the_regions_are_what_z3_finds_changed(seed: int) -> None:
    changes = woonboom.diff(*pair(seed))
    both = Both(changes)
    boxes = [both.box(change) for change in changes.cases]
    assert not both.possible(both.differs(), z3.Not(z3.Or(boxes)))
    assert changes.equivalent is not both.possible(both.differs())
    for change, box in zip(changes.cases, boxes, strict=True):
        ends = both.old.gets(change.old_outcome), both.new.gets(change.new_outcome)
        assert not both.possible(box, z3.Not(z3.And(*ends)))
        assert both.possible(box, both.facts.as_said(change.witness))
    for one, other in combinations(boxes[:40], 2):
        assert not both.possible(one, other)


@pytest.mark.parametrize("seed", range(100, 112))
def test_both_ways_find_the_same_in_larger_trees(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = pair(seed)
    walked = counted(woonboom.diff(*versions))
    monkeypatch.setattr(walking, "FEW_STEPS", -1)
    monkeypatch.setattr(walking, "MOST_STEPS", -1)
    assert counted(woonboom.diff(*versions)) == walked


def counted(changes: Changes) -> dict[tuple[str | None, str | None], int]:
    assert changes.problem is None
    return {(g.old_outcome, g.new_outcome): g.region.count for g in changes.groups}
