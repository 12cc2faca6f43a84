"""Deciding in larger trees, one case at a time and many at once, as z3 sees it."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from random_trees import PlainCase
from test_analysis_z3 import tree_of
from z3_cases import TreeFormulas

from woonboom.decide import CaseProblem
from woonboom.decide.compiled import compile_tree, encode
from woonboom.facts import Fact, Value
from woonboom.model import Tree

SOUND = range(0, 16, 2)
CASES = 12


@cache
def formulas(seed: int) -> TreeFormulas:
    return TreeFormulas(tree_of(seed))


def value_of(fact: Fact, random: Random) -> Value:
    if fact.range:
        return random.randint(*fact.range)
    options = list(fact.options)
    if fact.type == "choices":
        return frozenset(random.sample(options, random.randint(1, len(options))))
    return random.choice(options) if options else random.random() < 0.5


def cases(tree: Tree, seed: int, share: float) -> list[PlainCase]:
    """Cases that say so much of what can be known."""
    random = Random(seed)
    facts = [fact for fact in tree.facts.values() if fact.id in tree.asked]
    return [
        {fact.id: value_of(fact, random) for fact in facts if random.random() < share}
        for _ in range(CASES)
    ]


def possible(seed: int, case: PlainCase) -> tuple[str, ...]:
    """The outcomes that z3 finds for some real case which agrees with what is known."""
    z3 = formulas(seed)
    said = z3.facts.as_said(case)
    ends = (outcome for outcome in z3.tree.codes if outcome in z3.arrives)
    return tuple(outcome for outcome in ends if z3.possible(said, z3.arrives[outcome]))


@pytest.mark.parametrize("seed", SOUND)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 1])
def test_what_is_possible_is_what_z3_finds_possible(seed: int, share: float) -> None:
    tree = tree_of(seed)
    for case in cases(tree, seed, share):
        expected = possible(seed, case)
        if not expected:
            with pytest.raises(CaseProblem):
                tree.decide(case)
            continue
        decision = tree.decide(case)
        assert decision.possible == expected
        assert decision.outcome == (expected[0] if len(expected) == 1 else None)


@pytest.mark.parametrize("seed", SOUND)
def test_many_complete_cases_come_out_as_z3_finds(seed: int) -> None:
    tree = tree_of(seed)
    known = [case for case in cases(tree, seed, 1) if possible(seed, case)]
    found = compile_tree(tree).decide_ids(encode(tree, known), len(known))
    assert [(outcome,) for outcome in found] == [possible(seed, case) for case in known]
