"""One tree → the outcomes of a million cases at once, as `walk.walk` finds them one by one.

Questions are taken in the order of their numbers, so that all rows that will ever reach a question
have reached it when its turn comes; each answer takes along the rows for which it holds. Only a
tree that goes round needs another turn. Rows go in chunks that fit the processor's cache.

A question is looked at by itself, with the facts that a row gives. For complete cases that is
exact; of incomplete ones `decide` can settle more, as it looks at all cases that are left.

Importing this module imports NumPy, so import it where it is used.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from woonboom.conditions import And, Chain, Compare, Condition, Has, Not, OneOf, Or, Truth
from woonboom.conditions.forms import OPERATORS, Leaf
from woonboom.decide.columns import (
    WORD,
    Column,
    Columns,
    Rows,
    Truths,
    Values,
    count_rows,
    encode,
    read_column,
)
from woonboom.facts import Comparison, Fact
from woonboom.model import Question, Tree

__all__ = ["FAULT", "UNDECIDED", "CompiledTree", "compile_tree", "encode"]

UNDECIDED: Final = -1
"""The code of a case that does not say enough."""
FAULT: Final = -2
"""The code of a case for which the tree is at fault: no answer, several, nowhere, or a round."""
_CHUNK: Final = 1 << 16
_COMPARED: Final[Mapping[type, Comparison]] = {
    Truth: "alone", Compare: "number", Chain: "number", OneOf: "option", Has: "member",
}  # fmt: skip


def compile_tree(tree: Tree) -> CompiledTree:
    """Return a tree made ready for many cases.

    Raises `ValueError` when a condition does not fit the facts: the tree was read with errors.
    """
    order = tree.in_order
    places = {question.id: place for place, question in enumerate(order)}
    codes = {outcome: code for code, outcome in enumerate(tree.outcomes)}
    targets = {goto: _Target(None, code) for goto, code in codes.items()}
    targets |= {goto: _Target(place, FAULT) for goto, place in places.items()}
    steps = tuple(_Compiler(tree.facts, targets).step(question) for question in order)
    start = targets.get(tree.start, _NOWHERE)
    facts = {fact: tree.facts[fact] for step in steps for fact in step.facts}
    return CompiledTree(tuple(codes), facts, tree.facts, start, steps)


@dataclass(frozen=True)
class CompiledTree:
    """A tree that decides many cases at once.

    `outcomes` are the ids that codes count in; `facts` are those that decide anything.
    """

    outcomes: tuple[str, ...]
    facts: Mapping[str, Fact]
    _known: Mapping[str, Fact]
    _start: _Target
    _steps: tuple[_Step, ...]

    def decide(self, columns: Columns, rows: int | None = None) -> NDArray[np.int32]:
        """Return a code per row: a place in `outcomes`, `UNDECIDED` or `FAULT`.

        `rows` tells how many there are when there may be no column. Raises `ValueError` for
        columns of different lengths, of facts that the tree does not know, or with values that a
        fact cannot have; a number may lie outside its fact's range.
        """
        strange = [name for name in columns if name not in self._known]
        if strange:
            raise ValueError(f"the tree has no facts {', '.join(strange)}")
        count = count_rows(columns, rows)
        read = {
            name: read_column(fact, columns.get(name), count) for name, fact in self.facts.items()
        }
        codes = np.full(count, self._start.code, np.int32)
        if self._start.step is not None:
            for first in range(0, count, _CHUNK):
                part = slice(first, first + _CHUNK)
                chunk = {name: column.part(part) for name, column in read.items()}
                self._follow(chunk, codes[part], self._start.step)
        return codes

    def decide_ids(self, columns: Columns, rows: int | None = None) -> list[str | None]:
        """Return the id of each row's outcome; None where `decide` gives a negative code."""
        ids = (*self.outcomes, *[None] * -FAULT)  # codes below zero count from the end
        return [ids[code] for code in self.decide(columns, rows).tolist()]

    def _follow(self, chunk: Mapping[str, Column], codes: NDArray[np.int32], start: int) -> None:
        """Set the codes of one chunk."""
        waiting: list[list[Rows]] = [[] for _ in self._steps]
        waiting[start].append(np.arange(len(codes)))
        # In every turn a row passes at least one question. One that still waits after as many
        # turns as there are questions goes round, and keeps the code that it has: a fault.
        for _ in self._steps:
            for step, groups in zip(self._steps, waiting, strict=True):
                if groups:
                    rows = groups[0] if len(groups) == 1 else np.concatenate(groups)
                    groups.clear()
                    _send(step.lead(chunk, rows), codes, waiting)
            if not any(waiting):
                break


def _send(
    led: Iterator[tuple[_Target, Rows]], codes: NDArray[np.int32], waiting: list[list[Rows]]
) -> None:
    """Set the codes of rows that have come to an end; let the others wait at their question."""
    for target, rows in led:
        if target.step is None:
            codes[rows] = target.code
        elif rows.size:
            waiting[target.step].append(rows)


@dataclass(frozen=True)
class _Target:
    """Where an answer leads: a question's place in the order, or the code of an end."""

    step: int | None
    code: int


_NOWHERE: Final = _Target(None, FAULT)
_SILENT: Final = _Target(None, UNDECIDED)


@dataclass(frozen=True, eq=False)
class _Test:
    """A comparison; `holds` tells for values, unknown ones among them, whether it is true."""

    fact: str
    holds: Callable[[Values], Truths]


@dataclass(frozen=True, eq=False)
class _Join:
    """Parts of which every one must hold, or else any."""

    parts: tuple[_Signed, ...]
    every: bool


_Signed = tuple[_Test | _Join, bool]
"""A test or join, and whether it is to be true or false."""


@dataclass(frozen=True)
class _Step:
    """A question: what must hold for each answer, and where that leads."""

    facts: tuple[str, ...]
    answers: tuple[tuple[_Signed, _Target], ...]

    def lead(self, chunk: Mapping[str, Column], rows: Rows) -> Iterator[tuple[_Target, Rows]]:
        """Yield where rows go that have come to this question; not those that are a fault."""
        view = _View(self.facts, chunk, rows)
        holding = [view.surely(*signed) for signed, _ in self.answers]
        some, several = _counted(holding, len(rows))
        sound = bool(some.all()) and not several.any()
        for (_, target), holds in zip(self.answers, holding, strict=True):
            yield target, rows[np.flatnonzero(holds if sound else holds & ~several)]
        if not sound and not view.complete:
            failing = [view.surely(node, not wanted) for (node, wanted), _ in self.answers]
            yield _SILENT, rows[~reduce(operator.and_, failing) & ~some]


def _counted(holding: Sequence[Truths], count: int) -> tuple[Truths, Truths]:
    """Tell of each row whether some answer holds, and whether several do."""
    some = several = np.zeros(count, np.bool_)
    for holds in holding:
        several = several | (some & holds)
        some = some | holds
    return some, several


class _View:
    """What can be said of the rows that have come to a question; nothing is worked out twice."""

    def __init__(self, facts: Sequence[str], chunk: Mapping[str, Column], rows: Rows) -> None:
        self.complete = all(chunk[fact].complete for fact in facts)
        self._rows = rows
        self._chunk = chunk
        self._read: dict[str, Column] = {}
        self._found: dict[_Signed, Truths] = {}

    def surely(self, node: _Test | _Join, wanted: bool) -> Truths:
        """Tell of each row whether `node` is known to be true, or false if that is `wanted`."""
        found = self._found.get((node, wanted))
        if found is None:
            found = self._found[node, wanted] = self._surely(node, wanted)
        return found

    def _surely(self, node: _Test | _Join, wanted: bool) -> Truths:
        if self.complete and not wanted:
            return ~self.surely(node, True)
        if isinstance(node, _Test):
            column = self._column(node.fact)
            holds = node.holds(column.values) if wanted else ~node.holds(column.values)
            return holds if column.complete else holds & column.known
        every = node.every is wanted
        if not node.parts:
            return np.full(len(self._rows), every)
        parts = (self.surely(part, sign is wanted) for part, sign in node.parts)
        return reduce(operator.and_ if every else operator.or_, parts)

    def _column(self, fact: str) -> Column:
        column = self._read.get(fact)
        if column is None:
            column = self._read[fact] = self._chunk[fact].part(self._rows)
        return column


class _Compiler:
    """Makes the step of one question; conditions that are equal become one node."""

    def __init__(self, facts: Mapping[str, Fact], targets: Mapping[str, _Target]) -> None:
        self.facts = facts
        self.targets = targets
        self.nodes: dict[Condition, _Test | _Join] = {}

    def step(self, question: Question) -> _Step:
        """Return the step of a question."""
        answers = tuple(
            (self.signed(answer.condition), self.targets.get(answer.goto, _NOWHERE))
            for answer in question.answers
        )
        tests = (node for node in self.nodes.values() if isinstance(node, _Test))
        return _Step(tuple(dict.fromkeys(test.fact for test in tests)), answers)

    def signed(self, condition: Condition) -> _Signed:
        """Return the node of a condition, and whether it is to be true."""
        if isinstance(condition, Not):
            node, wanted = self.signed(condition.part)
            return node, not wanted
        if isinstance(condition, OneOf | Has) and condition.negated:
            node, wanted = self.signed(replace(condition, negated=False))
            return node, not wanted
        if condition not in self.nodes:
            self.nodes[condition] = self.node(condition)
        return self.nodes[condition], True

    def node(self, condition: And | Or | Leaf) -> _Test | _Join:
        """Return a new node."""
        if isinstance(condition, And | Or):
            parts = tuple(self.signed(part) for part in condition.parts)
            return _Join(parts, every=isinstance(condition, And))
        fact = self.facts.get(condition.fact)
        if fact is None or _COMPARED[type(condition)] != fact.kind.compared:
            raise ValueError(f"‘{condition}’ does not fit the facts of the tree")
        return _Test(fact.id, _test(condition, list(fact.options)))


def _test(leaf: Leaf, options: Sequence[str]) -> Callable[[Values], Truths]:
    """Return what a comparison is in terms of codes."""
    if isinstance(leaf, Truth):
        return partial(np.equal, 1)
    if isinstance(leaf, Compare):
        constant, compare = leaf.constant.value, _over_arrays(leaf.operator)
        return lambda values: compare(values, constant)
    if isinstance(leaf, Chain):
        above, below = _over_arrays(leaf.low_operator), _over_arrays(leaf.high_operator)
        low, high = leaf.low.value, leaf.high.value
        return lambda values: above(low, values) & below(values, high)
    if isinstance(leaf, Has):
        word, bit = divmod(options.index(leaf.option), WORD)
        return lambda values: (values if values.ndim == 1 else values[:, word]) & (1 << bit) != 0
    if len(leaf.options) == 1:
        return partial(np.equal, options.index(leaf.options[0]))
    among = np.array([option in leaf.options for option in options])
    return lambda values: among[values]


def _over_arrays(sign: str) -> Callable[[Any, Any], Any]:
    return OPERATORS[sign]
