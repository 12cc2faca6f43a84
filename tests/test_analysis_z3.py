"""Exact analysis of larger trees, as z3 sees them: a second method that shares no line with ours.

Trees of 20 to 40 questions and 10 to 15 facts, with numbers up to 600, far too many cases to try.
"""

from __future__ import annotations

import random
from functools import cache, reduce
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
import z3
from random_trees import Pick, _Conditions, _Growth
from z3_cases import Formula, TreeFormulas

from woonboom.analysis.findings import Analysis, Gap, Overlap, Settled
from woonboom.analysis.flow import Flow, Step
from woonboom.conditions import And, Chain, Compare, Condition, Has, Not, OneOf, Or, Truth
from woonboom.conditions.forms import OPERATORS, Leaf, facts_of
from woonboom.facts import Fact
from woonboom.model import Tree
from woonboom.regions import Region, Space

SEEDS = range(16)

Grid: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.int64]


class Large(_Growth):
    """Grows trees with more facts and wider numbers than can be tried one by one."""

    def pool(self) -> None:
        self.add(Fact("b0", "Feit b0", "boolean"))
        for number in range(9 + self.pick(6)):
            self.add(self.fact(number))

    def fact(self, number: int) -> Fact:
        fact = super().fact(number)
        if fact.type != "integer":
            return fact
        return Fact(fact.id, fact.label, "integer", range=(0, 600), unit=fact.unit)


def tree_of(seed: int) -> Tree:
    """Return the large tree of a seed; the even ones are sound."""
    pick: Pick = random.Random(seed).randrange
    growth = Large(pick, sound=seed % 2 == 0, max_cases=10**40)
    return growth.tree(20 + pick(21), dag=True, broken=False, assume=seed % 4 > 1)


class Both:
    """A tree, its analysis, and its formulas."""

    def __init__(self, seed: int) -> None:
        self.tree = tree_of(seed)
        self.analysis = Analysis(self.tree)
        self.z3 = TreeFormulas(self.tree)
        assert self.analysis.flow is not None
        self.flow: Flow = self.analysis.flow

    def visited(self) -> list[str]:
        """The questions at which cases arrive."""
        return [q.id for q in self.tree.in_order if self.z3.possible(self.z3.arrives[q.id])]

    def steps(self, question: str) -> list[int]:
        return list(range(len(self.tree.questions[question].answers)))


@cache
def both(seed: int) -> Both:
    """Return a tree with its two analyses, made once for all tests."""
    return Both(seed)


@pytest.fixture(params=SEEDS)
def pair(request: pytest.FixtureRequest) -> Both:
    return both(request.param)


def test_the_questions_at_which_cases_arrive(pair: Both) -> None:
    arriving = pair.flow.arriving
    assert pair.visited() == [q.id for q in pair.tree.in_order if arriving.get(q.id)]


def test_the_answers_that_no_case_gets(pair: Both) -> None:
    ours = [never.step for never in pair.analysis.nevers()]
    steps = [Step(q, at) for q in pair.visited() for at in pair.steps(q)]
    assert ours == [step for step in steps if not pair.z3.possible(pair.z3.taken(*step))]


def test_the_pairs_of_answers_that_hold_for_one_case(pair: Both) -> None:
    ours = [(overlap.question, *overlap.answers) for overlap in pair.analysis.overlaps()]
    pairs = [(q, *two) for q in pair.visited() for two in combinations(pair.steps(q), 2)]
    assert ours == [p for p in pairs if pair.z3.possible(_both_hold(pair, *p))]


def test_the_questions_that_have_no_answer_for_a_case(pair: Both) -> None:
    ours = [gap.question for gap in pair.analysis.gaps()]
    assert ours == [q for q in pair.visited() if pair.z3.possible(pair.z3.uncovered(q))]


def test_the_questions_of_which_the_answer_is_known(pair: Both) -> None:
    ours = {settled.step.question: settled.step.answer for settled in pair.analysis.settled()}
    expected = {}
    for question in pair.visited():
        able = [at for at in pair.steps(question) if pair.z3.possible(pair.z3.holds[question, at])]
        left = [at for at in able if pair.z3.possible(pair.z3.taken(question, at))]
        if len(left) == 1 < len(able) and not pair.z3.possible(pair.z3.uncovered(question)):
            expected[question] = left[0]
    assert ours == expected


def _both_hold(pair: Both, question: str, one: int, other: int) -> Formula:
    return z3.And(pair.z3.taken(question, one), pair.z3.holds[question, other])


def _fault(pair: Both, finding: Overlap | Gap) -> Formula:
    """What the cases of a finding have."""
    if isinstance(finding, Gap):
        return pair.z3.uncovered(finding.question)
    return _both_hold(pair, finding.question, *finding.answers)


def _faults(pair: Both) -> list[Overlap | Gap]:
    return [*pair.analysis.overlaps(), *pair.analysis.gaps()]


def _in_words_of(pair: Both, region: Region) -> Formula:
    boxes = [
        z3.And([_within(pair, box.space, level, mask) for level, mask in box.masks.items()])
        for box in region.boxes()
    ]
    return z3.Or(boxes)


def _within(pair: Both, space: Space, level: int, mask: int) -> Formula:
    axis = space.axes[level]
    if axis.option is not None:
        return pair.z3.facts.option(axis.fact.id, axis.option) == z3.BoolVal(mask == 2)
    cells = [cell for at, cell in enumerate(axis.cells) if mask >> at & 1]
    if axis.fact.type != "integer":
        return z3.Or([pair.z3.facts.equals(axis.fact.id, cell.low) for cell in cells])
    number = z3.Int(axis.fact.id)
    return z3.Or([z3.And(cell.low <= number, number <= cell.high) for cell in cells])


def test_regions_hold_every_case_of_the_finding(pair: Both) -> None:
    for finding in _faults(pair):
        region = _in_words_of(pair, finding.region)
        assert pair.z3.always(_fault(pair, finding), region)
        assert pair.z3.possible(region, _fault(pair, finding))


def test_regions_hold_no_other_cases(pair: Both) -> None:
    for finding in _faults(pair):
        region, facts = _in_words_of(pair, finding.region), _own(pair, finding.question)
        for _ in range(5):
            if not pair.z3.possible(region):
                break
            here = pair.z3.facts.values(pair.z3.solver.model(), facts)
            assert pair.z3.possible(_fault(pair, finding), here), "with the other facts as they fit"
            region = z3.And(region, z3.Not(here))


def _own(pair: Both, question: str) -> list[str]:
    """The facts that the conditions at a question read."""
    answers = pair.tree.questions[question].answers
    return sorted({fact for answer in answers for fact in facts_of(answer.condition)})


def test_witnesses_are_real_and_whatever_else_is_so_they_take_their_path(pair: Both) -> None:
    findings: list[Overlap | Gap | Settled] = [*_faults(pair), *pair.analysis.settled()]
    for finding in findings:
        assert finding.witness is not None
        said = pair.z3.facts.as_said(finding.witness.case)
        assert pair.z3.possible(said)
        for step in finding.witness.path:
            assert pair.z3.always(said, pair.z3.taken(*step))
        if isinstance(finding, Settled):
            assert pair.z3.always(said, pair.z3.taken(*finding.step))
        else:
            assert pair.z3.always(said, _fault(pair, finding))


def test_the_trees_are_large_and_have_every_kind_of_finding() -> None:
    pairs = [both(seed) for seed in SEEDS]
    assert min(len(pair.tree.facts) for pair in pairs) >= 10
    assert min(len(pair.tree.questions) for pair in pairs) >= 20
    assert max(len(pair.tree.questions) for pair in pairs) >= 35
    for kind in ("overlaps", "gaps", "nevers", "settled"):
        assert sum(len(list(getattr(pair.analysis, kind)())) for pair in pairs) >= 10, kind


GRID = (
    Fact("n0", "N0", "integer", range=(0, 600)),
    Fact("n1", "N1", "integer", range=(-300, 300)),
    Fact("k0", "K0", "choice", {"a": "A", "b": "B", "c": "C"}),
    Fact("b0", "B0", "boolean"),
)


@pytest.mark.parametrize("seed", range(8))
def test_counts_are_those_of_a_grid_with_every_case(seed: int) -> None:
    made = _Conditions(random.Random(seed).randrange, {fact.id: fact for fact in GRID})
    parts = [And((made.leaf(), made.any(1))) for _ in range(4)]
    condition, assumed = Or(tuple(parts)), made.any()
    space = Space(GRID, [condition], [assumed])
    inside = np.broadcast_to(_on_grid(condition) & _on_grid(assumed), (601, 601, 3, 2))
    assert Region(space, space.of(condition)).count == np.count_nonzero(inside)


def _on_grid(condition: Condition) -> Grid:
    """For which cases of the grid a condition holds."""
    match condition:
        case Not(part):
            return ~_on_grid(part)
        case And(parts):
            return reduce(np.logical_and, map(_on_grid, parts))
        case Or(parts):
            return reduce(np.logical_or, map(_on_grid, parts))
        case _:
            return _leaf_on_grid(condition)


def _leaf_on_grid(leaf: Leaf) -> Grid:
    match leaf:
        case Truth(fact):
            holds: Grid = np.equal(_values(fact), 0)
            return holds
        case OneOf(fact, options, negated):
            chosen: Grid = np.isin(_values(fact), ["abc".index(option) for option in options])
            return ~chosen if negated else chosen
        case Compare(fact, operator, constant):
            return np.asarray(OPERATORS[operator](_values(fact), constant.value))
        case Chain(low, low_operator, fact, high_operator, high):
            above = OPERATORS[low_operator](low.value, _values(fact))
            return np.asarray(above & OPERATORS[high_operator](_values(fact), high.value))
        case Has():
            raise AssertionError("the grid has no fact of several options")


def _values(fact: str) -> Numbers:
    at = [known.id for known in GRID].index(fact)
    low, high = GRID[at].range or (0, max(1, len(GRID[at].options) - 1))
    shape = [1] * len(GRID)
    shape[at] = high - low + 1
    return np.arange(low, high + 1).reshape(shape)
