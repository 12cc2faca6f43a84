"""What comes of a case: the outcome and the path, and all that can be said of them.

The path and the outcome are worked out at once; what takes the exact sets of cases (`possible`,
`ask`, `changes`) when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from woonboom.conditions import Case
from woonboom.decide.reading import values_of
from woonboom.decide.walk import Truths, Walk, follow
from woonboom.facts import Value
from woonboom.model import Question, Tree

if TYPE_CHECKING:
    from woonboom.decide.change import Change
    from woonboom.decide.ends import Ends
    from woonboom.decide.ground import Ground


@dataclass(frozen=True)
class Decision:
    """Where a case ends, and why.

    `path` is every question that was passed with the answer that holds: (question, answer) ids.
    `outcome` is the id of the outcome, or None: when the case does not say enough, or when the
    tree is at fault (`fault`) because no answer holds, more than one holds (`clash` names them),
    or an answer leads nowhere. `at` is the question where the path stops; it is None when the path
    leads to the outcome. A case can have an outcome and still stop at a question: then every
    answer that is still possible leads to that outcome.
    """

    outcome: str | None
    path: tuple[tuple[str, str], ...]
    at: str | None = None
    clash: tuple[str, ...] = ()
    fault: bool = False
    tree: Tree | None = field(default=None, compare=False, repr=False)
    case: Case = field(default_factory=dict, compare=False, repr=False)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that were passed, in order."""
        return tuple(question for question, _ in self.path)

    @property
    def kind(self) -> str | None:
        """The kind of the outcome, one of `KINDS`."""
        return self._tree.outcomes[self.outcome].kind if self.outcome else None

    @cached_property
    def used(self) -> Mapping[str, Value]:
        """The facts of the case that decide the answers of the path, and the outcome.

        Those that were needed: of a question that reads two facts and of which one settles the
        answer, that one. In the order in which the questions read them.
        """
        from woonboom.decide.used import used_facts

        return used_facts(self._tree, self)

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """The outcomes that are still possible, in the order of their codes.

        It is the one outcome when that is known, and nothing when the tree is at fault. Exact, with
        the tree's assumptions: each is the outcome of some real case that has the known facts.
        (Of a tree so large and tangled that this cannot be worked out in reasonable memory, it is
        every outcome that answers lead to.)
        """
        if self.outcome or self.fault:
            return (self.outcome,) if self.outcome else ()
        ends = still_possible(self._tree, self.case, self.at or self._tree.start)
        return tuple(outcome for outcome in self._tree.codes if outcome in ends.outcomes)

    @cached_property
    def ask(self) -> str | None:
        """The question to ask next; None when the case is decided or the tree is at fault.

        It is the one with which the expected number of further questions is smallest, every answer
        that is still possible counting as equally likely; of equals the question where the path
        stops, else the one with the lowest number. (That question also where the search is too
        large: `woonboom.decide.asking` tells.)
        """
        if self.outcome or self.fault or self.at is None:
            return None
        from woonboom.decide.asking import question_to_ask

        return question_to_ask(self._tree, self.case, self.at)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What would lead to a better outcome, for an outcome of kind `not_yet`.

        First waiting, if that helps; then the smallest changes of facts, at most three.
        """
        if self.kind != "not_yet":
            return ()
        from woonboom.decide.change import changes_of

        return changes_of(self._tree, self.case)

    @property
    def _tree(self) -> Tree:
        if self.tree is None:
            raise ValueError("this decision was made without its tree")
        return self.tree


def decide(tree: Tree, case: Mapping[str, object], on: date | None = None) -> Decision:
    """Decide a case: its path and outcome, or how far it comes.

    `case` holds what is known, by fact: `True` or `False`, an option's id, a list of ids, a number;
    words as in a case file are fine too ("ja", "nee", "6", "huurachterstand,overlast"), and None is
    not known. A fact that is entered as a date may be a date, when `on` tells up to which day.
    The decision is exact, with the tree's assumptions: a question is passed when one and the same
    answer holds in every real case with these facts.

    Raises `CaseProblem` for facts and values that do not exist, and for facts that the tree's
    assumptions exclude together.
    """
    from woonboom.decide.conflict import conflict

    values = values_of(tree, case, on)
    problem = conflict(tree, values) if tree.assumptions else None
    if problem:
        raise problem
    return _decided(tree, values)


def _decided(tree: Tree, case: Case) -> Decision:
    def plain(question: Question) -> Truths:
        return [answer.condition.holds(case) for answer in question.answers]

    found = follow(tree, plain, sure=True)
    if found.outcome is None and not found.fault:
        found = _exactly(tree, case, found)
    return Decision(found.outcome, found.path, found.at, found.clash, found.fault, tree, case)


def _exactly(tree: Tree, case: Case, so_far: Walk) -> Walk:
    """Go on where facts by themselves do not settle the answer, with all cases that are left."""
    from woonboom.decide.ground import ground_of
    from woonboom.regions.diagrams import TooEntangled

    try:
        ground = ground_of(tree)
        return _settled(ground, ground.known(case), so_far)
    except TooEntangled:
        return so_far


def _settled(ground: Ground, known: int, so_far: Walk) -> Walk:
    from woonboom.decide.ends import ends_of

    tree = ground.tree
    found = follow(tree, lambda question: ground.truths(question, known), sure=True)
    if found.outcome or found.fault:
        return found
    ends = ends_of(ground, found.at or so_far.at or tree.start, known)
    if len(ends.outcomes) == 1 and not ends.fault:
        return Walk(next(iter(ends.outcomes)), found.path, found.at)
    return Walk(None, found.path, found.at, (), fault=not ends.outcomes)


def still_possible(tree: Tree, case: Case, at: str) -> Ends:
    """Return where a case that stops at a question can still end."""
    from woonboom.decide.ends import ends_of, reachable
    from woonboom.decide.ground import ground_of
    from woonboom.regions.diagrams import TooEntangled

    try:
        ground = ground_of(tree)
        return ends_of(ground, at, ground.known(case))
    except TooEntangled:
        return reachable(tree, at, case)
