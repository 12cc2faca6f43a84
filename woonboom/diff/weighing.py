"""Both versions of a tree, over a caseload of any size → how many of its cases change.

Rows that say everything are decided by both versions in NumPy. A row that leaves something out
is a set of cases: whether all, some or none of them change follows from the exact regions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from woonboom.caseload.table import Batch, Odd
from woonboom.caseload.wanted import Wanted
from woonboom.conditions import And, Not
from woonboom.conditions.forms import facts_of
from woonboom.decide.columns import Rows, Truths, Values, read_column, value_of
from woonboom.decide.compiled import FAULT, UNDECIDED, CompiledTree, compile_tree
from woonboom.diagnostics import Message, Said
from woonboom.diff.align import aligned
from woonboom.diff.changes import Changes, Renames
from woonboom.diff.reached import SEVERAL, ends_of_rows
from woonboom.diff.weighed import Moved, Name, Weighed
from woonboom.model import Answer, Outcome, Question, Text, Tree
from woonboom.regions import Space, space_of
from woonboom.regions.diagrams import FALSE, TooEntangled

_IMPOSSIBLE: Final = Message("de boom sluit dit uit: {facts}", "the tree rules this out: {facts}")
_MOST_TOLD: Final = 1_000
_ASKED: Final = "real?"
_REAL: Final = "real"
_NOT_REAL: Final = "not real"
_UNCHANGED: Final = -1
_UNTOUCHED: Final = -2
_OPEN: Final = -3
_UNREAL: Final = -4

Verdicts = NDArray[np.int64]
"""What becomes of each row: the place of a group of `changes`, or one of the numbers above."""


class Weighing:
    """Weighs caseloads by `changes`, which must have been worked out (no `problem`)."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._trees = aligned(changes.old, changes.new, changes.renames)
        self._old = compile_tree(self._trees.old)
        self._new = compile_tree(self._trees.new)
        self._real = _reality(self._trees.new)
        self._vague = _Vague(changes, self._trees.new)

    @cached_property
    def wanted(self) -> Wanted:
        """The columns that a caseload may have: facts as either version calls them."""
        facts = self._trees.facts
        read = [*self._new.facts, *self._old.facts, *(self._real.facts if self._real else ())]
        renames = self.changes.renames
        renamed = {**renames.questions, **renames.facts}.items()
        names = {was: now for was, now in renamed if was not in facts and now in facts}
        wanted = {id_: facts[id_] for id_ in dict.fromkeys(read)}
        return Wanted(wanted, names | {id_: id_ for id_ in facts}, _options(renames))

    def weigh(
        self, batches: Iterable[Batch], on_batch: Callable[[Batch], None] = lambda _: None
    ) -> Weighed:
        """Return how many cases change; calls `on_batch` with each batch that has been weighed."""
        scale = _Scale(self.changes, self._trees.new)
        for batch in batches:
            scale.add(batch, self._verdicts(batch))
            on_batch(batch)
        return scale.weighed()

    def _verdicts(self, batch: Batch) -> Verdicts:
        old, new = _decided(self._old, batch), _decided(self._new, batch)
        verdicts = np.full(len(old), _UNCHANGED, np.int64)
        for number, pair in enumerate(self._pairs):
            verdicts[(old == pair[0]) & (new == pair[1])] = number
        rows = np.flatnonzero(self._partial(batch))
        if rows.size:
            exactly = self._vague.verdicts(batch.columns, rows)
            clear = (old[rows] != UNDECIDED) & (new[rows] != UNDECIDED)
            exactly[clear & (exactly == _UNTOUCHED)] = _UNCHANGED
            verdicts[rows] = exactly
        if self._real is not None:
            verdicts[_decided(self._real, batch) == self._real.outcomes.index(_NOT_REAL)] = _UNREAL
        return verdicts

    def _partial(self, batch: Batch) -> Truths:
        """Tell of each row whether it leaves out a fact that some question reads."""
        partial = np.zeros(len(batch.names), np.bool_)
        for id_, fact in self.wanted.facts.items():
            partial |= ~read_column(fact, batch.columns.get(id_), len(partial)).known
        return partial

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        """The codes of the old and the new outcome of every group."""
        return [
            (_code(self._old, group.old_outcome), _code(self._new, group.new_outcome))
            for group in self.changes.groups
        ]


def _decided(tree: CompiledTree, batch: Batch) -> NDArray[np.int32]:
    columns = {id_: batch.columns[id_] for id_ in tree.facts if id_ in batch.columns}
    return tree.decide(columns, len(batch.names))


def _code(tree: CompiledTree, outcome: str | None) -> int:
    return FAULT if outcome is None else tree.outcomes.index(outcome)


def _options(renames: Renames) -> dict[str, dict[str, str]]:
    """What the options of judgements were called: the ids of answers that were renamed."""
    found: dict[str, dict[str, str]] = {}
    for (_, was), (question, now) in renames.answers.items():
        found.setdefault(question, {})[was] = now
    return found


def _reality(tree: Tree) -> CompiledTree | None:
    """A tree that tells of cases whether they can be real; None when all can."""
    if not tree.assumptions:
        return None
    span, blank = tree.span, Text("", "")
    real = And(tuple(assumption.condition for assumption in tree.assumptions))
    answers = tuple(
        Answer(id_, blank, id_, condition, "when", span, span)
        for id_, condition in ((_REAL, real), (_NOT_REAL, Not(real)))
    )
    outcomes = {
        id_: Outcome(id_, "consult", blank, None, (), None, None, (), None, span)
        for id_ in (_REAL, _NOT_REAL)
    }
    question = Question(_ASKED, blank, None, (), answers, (), None, span)
    made = replace(tree, start=_ASKED, questions={_ASKED: question}, outcomes=outcomes)
    return compile_tree(made)


class _Vague:
    """Finds out what becomes of rows that leave something out, whatever that is."""

    def __init__(self, changes: Changes, tree: Tree) -> None:
        self._groups = changes.groups
        self._tree = tree

    def verdicts(self, columns: Mapping[str, Values], rows: Rows) -> Verdicts:
        """Return the verdicts of some rows."""
        try:
            space, function, meanings = self._function
        except (TooEntangled, MemoryError):
            return np.full(len(rows), _OPEN)
        known = {fact: values[rows] for fact, values in columns.items() if fact in space.span}
        ends = ends_of_rows(space, function, known, len(rows))
        distinct, of_row = np.unique(ends, return_inverse=True)
        return np.array([meanings[end] for end in distinct.tolist()], np.int64)[of_row]

    @cached_property
    def _function(self) -> tuple[Space, int, dict[int, int]]:
        """The verdict of every complete case as a diagram, and what its ends mean."""
        space = self._groups[0].region.space if self._groups else _space(self._tree)
        diagrams = space.diagrams
        untouched = diagrams.terminal("untouched")
        function, meanings = FALSE, {untouched: _UNTOUCHED, FALSE: _UNREAL, SEVERAL: _OPEN}
        for number, group in enumerate(self._groups):
            end = diagrams.terminal(f"group {number}")
            meanings[end] = number
            function = diagrams.join(function, diagrams.meet(end, group.region.diagram))
        return space, diagrams.join(function, diagrams.meet(untouched, space.real)), meanings


def _space(tree: Tree) -> Space:
    """The cases that can be real, where no case changes."""
    return space_of(tree.facts, (), (), [assumption.condition for assumption in tree.assumptions])


class _Scale:
    """Adds up what becomes of rows."""

    def __init__(self, changes: Changes, tree: Tree) -> None:
        self._groups = changes.groups
        self._tree = tree
        self._names: dict[int, list[Name]] = {}
        self._odd: list[Odd] = []
        self._counts: Counter[int] = Counter()
        self._left_out = 0

    def add(self, batch: Batch, verdicts: Verdicts) -> None:
        """Add the rows of a batch, with what becomes of each."""
        for verdict, count in zip(*np.unique_counts(verdicts), strict=True):
            self._counts[int(verdict)] += int(count)
            if verdict >= 0 or verdict == _OPEN:
                rows = np.flatnonzero(verdicts == verdict).tolist()
                self._names.setdefault(int(verdict), []).extend(batch.names[row] for row in rows)
        self._left_out += batch.left_out
        room = _MOST_TOLD - len(self._odd)
        unreal = np.flatnonzero(verdicts == _UNREAL)[: max(0, room)].tolist()
        odd = [*batch.odd, *(self._unreal(batch, row) for row in unreal)]
        self._odd += sorted(odd, key=lambda one: one.at)[: max(0, room)]

    def _unreal(self, batch: Batch, row: int) -> Odd:
        """That a row cannot be, with the facts that exclude each other; all, if it takes all."""
        facts, columns = self._tree.facts, batch.columns
        values = {id_: value_of(facts[id_], column[row]) for id_, column in columns.items()}
        case = {id_: value for id_, value in values.items() if value is not None}
        broken = [a.condition for a in self._tree.assumptions if a.condition.holds(case) is False]
        named = facts_of(broken[0]) if broken else case
        return Odd(
            int(batch.at[row]), Said(_IMPOSSIBLE, {"facts": ", ".join(dict.fromkeys(named))})
        )

    def weighed(self) -> Weighed:
        """Return the sum."""
        moved = (
            Moved(group.old_outcome, group.new_outcome, group.grade, tuple(self._names[number]))
            for number, group in enumerate(self._groups)
            if number in self._names
        )
        return Weighed(
            rows=self._counts.total() + self._left_out,
            left_out=self._counts[_UNREAL] + self._left_out,
            odd=tuple(self._odd),
            unchanged=self._counts[_UNCHANGED],
            untouched=self._counts[_UNTOUCHED],
            open=tuple(self._names.get(_OPEN, ())),
            changed=tuple(moved),
        )
