"""What is wrong with the conditions of one tree, for all cases at once, with an example case.

Every finding is exact: it is there if and only if such a case exists (or, for what no case can do,
if none does). Only its example may be missing, of very many findings in a very deep tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from itertools import combinations
from typing import Final, NamedTuple, TypeVar

from woonboom.analysis.alike import Alike
from woonboom.analysis.flow import Flow, Step, follows, read_at
from woonboom.analysis.reasons import ruled_out
from woonboom.analysis.witnesses import Witness, Witnesses
from woonboom.model import Question, Tree
from woonboom.regions import Region
from woonboom.regions.diagrams import FALSE, TRUE, TooEntangled

MOST_EXPLAINED: Final = 25
"""Of so many answers that cannot be, the earlier answers that rule them out are looked up."""


class Overlap(NamedTuple):
    """Two answers of a question that hold for one case; `region` tells for which."""

    question: str
    answers: tuple[int, int]
    region: Region
    witness: Witness | None


class Gap(NamedTuple):
    """Cases that arrive at a question and for which no answer holds."""

    question: str
    region: Region
    witness: Witness | None


class Never(NamedTuple):
    """An answer that no case gets, with the earlier answers that rule it out and what it cuts off.

    `reasons` is None when it was not looked up, or when it takes very many answers; and empty when
    no earlier answer is to blame: then the condition holds never (`by_itself`), or the
    assumptions exclude it.
    """

    step: Step
    by_itself: bool
    reasons: tuple[Step, ...] | None
    cut_off: tuple[str, ...]


class Settled(NamedTuple):
    """A question whose answer is always the same by the time it is asked."""

    step: Step
    reasons: tuple[Step, ...] | None
    witness: Witness | None


class Pointless(NamedTuple):
    """A question that makes no difference: each answer leads every case to the same outcome."""

    question: str
    outcomes: tuple[str, ...]
    witness: Witness | None


Finding = TypeVar("Finding")


def _as_far_as_possible(
    find: Callable[[Analysis], Iterator[Finding]],
) -> Callable[[Analysis], Iterator[Finding]]:
    """Let a search end, and be named in `entangled`, where it outgrows the memory."""

    @wraps(find)
    def found(analysis: Analysis) -> Iterator[Finding]:
        try:
            yield from find(analysis)
        except TooEntangled:
            analysis.give_up("flow")

    return found


class Analysis:
    """The exact analysis of one tree in which every path ends.

    `entangled` names what could not be examined because its sets outgrow reasonable memory:
    "flow" or "values". Where only some of the cases that arrive are known (`Flow.partly`), overlaps
    and gaps that are found are there, and nothing is said of what no case does.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.entangled: list[str] = []
        self.flow: Flow | None = None
        self._explains = True
        self._compared: Alike | None = None
        try:
            self.flow = Flow(tree, partial=True) if follows(tree) else None
        except TooEntangled:
            self.give_up("flow")
        if self.flow and self.flow.partly:
            self.give_up("flow")

    def give_up(self, part: str) -> None:
        """Note what could not be examined, and make room for the rest."""
        if part not in self.entangled:
            self.entangled.append(part)
        if self.flow:
            self.flow.space.diagrams.renew()

    @cached_property
    def witnesses(self) -> Witnesses:
        """Where the example cases come from."""
        if self.flow is None:
            raise ValueError("a tree that cannot be examined has no examples")
        return Witnesses(self.flow)

    @property
    def impossible(self) -> bool:
        """Whether the assumptions rule out every case."""
        return self.flow is not None and self.flow.space.real == FALSE

    def _questions(self) -> Iterator[tuple[Flow, Question]]:
        """The questions at which cases arrive."""
        if self.flow and not self.impossible:
            self.flow.space.diagrams.renew()
            for question in self.flow.questions:
                if self.flow.arriving.get(question.id, FALSE):
                    yield self.flow, question

    def _whole(self) -> Iterator[tuple[Flow, Question]]:
        """The questions of which all cases that arrive are known."""
        found = self._questions()
        return ((flow, question) for flow, question in found if question.id not in flow.partly)

    @_as_far_as_possible
    def unproved(self) -> Iterator[Question]:
        """Yield the questions with an overlap or gap for cases that may arrive, or may not."""
        for question in self.flow.questions if self.flow else ():
            if self.flow and question.id in self.flow.partly and question.answers:
                faulty, arriving = self.flow.faulty(question.id), self.flow.arriving
                meet = self.flow.space.diagrams.meet
                if faulty and not meet(arriving.get(question.id, FALSE), faulty):
                    yield question

    @_as_far_as_possible
    def overlaps(self) -> Iterator[Overlap]:
        """Yield the pairs of answers for which a case that arrives meets both conditions."""
        for flow, question in self._questions():
            if question.id in flow.clashes:
                for pair in combinations(range(len(question.answers)), 2):
                    both = self._both(flow, question.id, pair)
                    if both:
                        found = self.witnesses.of(question.id, both, pair)
                        yield Overlap(question.id, pair, local(flow, question, both), found)

    def _both(self, flow: Flow, question: str, pair: tuple[int, int]) -> int:
        one, other = (flow.conditions[question][at] for at in pair)
        meet = flow.space.diagrams.meet
        return meet(flow.arriving[question], meet(one, other))

    @_as_far_as_possible
    def gaps(self) -> Iterator[Gap]:
        """Yield the questions where a case arrives for which no answer holds."""
        for flow, question in self._questions():
            left = flow.uncovered(question.id)
            if left and question.answers:
                found = self.witnesses.of(question.id, left, ())
                yield Gap(question.id, local(flow, question, left), found)

    @_as_far_as_possible
    def nevers(self) -> Iterator[Never]:
        """Yield the answers that no case gets, of questions at which cases arrive."""
        number = 0
        for flow, question in self._whole():
            for at in range(len(question.answers)):
                step = Step(question.id, at)
                if not flow.taken(step):
                    number += 1
                    yield self._never(flow, step, explain=number <= MOST_EXPLAINED)

    def _never(self, flow: Flow, step: Step, *, explain: bool) -> Never:
        condition = flow.conditions[step.question][step.answer]
        by_itself = not flow.space.diagrams.meet(condition, flow.space.valid)
        reasons: tuple[Step, ...] | None = ()
        if not by_itself and flow.space.diagrams.meet(condition, flow.space.real):
            reasons = self._reasons(flow, step.question, condition) if explain else None
        return Never(step, by_itself, reasons, tuple(self._cut_off(flow, step)))

    def _cut_off(self, flow: Flow, step: Step) -> Iterator[str]:
        """The places below an answer at which no case arrives, each once."""
        seen: set[str] = set()
        waiting = [flow.answer(step).goto]
        while waiting:
            place = waiting.pop()
            if place in seen or place in flow.partly or flow.arriving.get(place, FALSE):
                continue
            seen.add(place)
            yield place
            question = self.tree.questions.get(place)
            waiting += [answer.goto for answer in question.answers] if question else []

    @_as_far_as_possible
    def settled(self) -> Iterator[Settled]:
        """Yield the questions with one answer left, though the facts by themselves allow more."""
        number = 0
        for flow, question in self._whole():
            left = [at for at in range(len(question.answers)) if flow.taken(Step(question.id, at))]
            if (
                len(left) == 1
                and self._open(flow, question) > 1
                and not flow.uncovered(question.id)
            ):
                number += 1
                step = Step(question.id, left[0])
                other = flow.space.diagrams.minus(TRUE, flow.conditions[question.id][left[0]])
                explain = number <= MOST_EXPLAINED
                reasons = self._reasons(flow, question.id, other) if explain else None
                yield Settled(step, reasons, self.witnesses.of(question.id, TRUE, left))

    def _reasons(self, flow: Flow, place: str, target: int) -> tuple[Step, ...] | None:
        """The earlier answers that rule a target out; None once that outgrows the memory."""
        if self._explains:
            try:
                return ruled_out(flow, place, target)
            except TooEntangled:
                self._explains = False
                flow.space.diagrams.renew()
        return None

    def _open(self, flow: Flow, question: Question) -> int:
        """How many answers some real case could give."""
        real = flow.space.real
        return sum(
            bool(flow.space.diagrams.meet(real, condition))
            for condition in flow.conditions[question.id]
        )

    def pointless(self) -> Iterator[Pointless]:
        """Yield the questions whose answer does not matter, the first of those below each other."""
        found: set[str] = set()
        if "values" in self.entangled:
            return
        try:
            for flow, question in self._whole():
                parents = {step.question for step in flow.incoming.get(question.id, [])}
                ends = self._alike(flow).ends(question)
                if ends:
                    found.add(question.id)
                    if not parents or not parents <= found:
                        yield Pointless(question.id, ends, self.witnesses.of(question.id, TRUE))
        except TooEntangled:
            self.give_up("values")

    def _alike(self, flow: Flow) -> Alike:
        if self._compared is None:
            self._compared = Alike(flow)
        return self._compared


def analysis_of(tree: Tree) -> Analysis:
    """Return the analysis of a tree, made once and kept with it."""
    kept = vars(tree)
    if "_analysis" not in kept:
        kept["_analysis"] = Analysis(tree)
    found: Analysis = kept["_analysis"]
    return found


def local(flow: Flow, question: Question, diagram: int) -> Region:
    """Return a set of cases at a question as far as the question's own facts tell them apart."""
    own = flow.space.levels(read_at(question))
    return Region(flow.space, flow.space.diagrams.project(diagram, own))
