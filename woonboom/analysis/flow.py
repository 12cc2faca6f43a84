"""Which cases arrive where: every question of a tree with the exact set of cases that reach it.

Questions are visited once, in the order of their numbers, and arriving sets are joined where paths
merge, so the number of paths does not matter. At each question facts that are not read any more
are projected away: what cannot matter below takes no room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Final, NamedTuple

from woonboom.conditions import Condition
from woonboom.conditions.forms import facts_of
from woonboom.model import Answer, Question, Tree
from woonboom.regions import Region, Space, space_of
from woonboom.regions.diagrams import FALSE, TRUE, TooEntangled

SOME: Final = 12
"""So many boxes of cases go on where all of them together are too many."""


class Step(NamedTuple):
    """An answer on a path: the question, and the index of the answer among its answers."""

    question: str
    answer: int


def follows(tree: Tree) -> bool:
    """Tell whether every path ends: there is a start, and no answer leads back."""
    numbers = tree.numbers
    reached = _reached(tree)
    return tree.start in tree.questions and all(
        numbers[question.id] < numbers.get(answer.goto, len(numbers) + 1)
        for question in reached
        for answer in question.answers
    )


def _reached(tree: Tree) -> list[Question]:
    """The questions to which answers lead from the start, in the order of their numbers."""
    found = {tree.start}
    waiting = [tree.start]
    while waiting:
        question = tree.questions.get(waiting.pop())
        for answer in question.answers if question else ():
            if answer.goto not in found:
                found.add(answer.goto)
                waiting.append(answer.goto)
    return [question for question in tree.in_order if question.id in found]


def conditions_of(tree: Tree) -> Iterator[Condition]:
    """Yield the condition of every answer."""
    return (a.condition for q in tree.questions.values() for a in q.answers)


class Flow:
    """The cases that arrive at each place of a tree in which every path ends (`follows`).

    `arriving` holds for each question that answers lead to a diagram of `space`: the cases that
    arrive there, told apart only by the facts that are read there or later (`live`, a mask of
    axes). A case for which two answers hold goes both ways, or no way with `single`, as it does in
    `decide`; one for which none holds goes no way. Conditions in `extra` cut the space more finely.

    Raises `TooEntangled` for a tree whose sets outgrow reasonable memory. With `partial` it goes on
    instead with some of the cases: `partly` has the places at which more may arrive than it says.
    """

    def __init__(
        self,
        tree: Tree,
        extra: Iterable[Condition] = (),
        *,
        single: bool = False,
        partial: bool = False,
    ) -> None:
        self.tree = tree
        self.single = single
        self.partial = partial
        assumed = [assumption.condition for assumption in tree.assumptions]
        conditions = (*conditions_of(tree), *extra)
        self.space: Space = space_of(tree.facts, tree.asked, conditions, assumed)
        self.questions = _reached(tree)
        self.conditions = {q.id: self._conditions(q) for q in self.questions}
        self.live = self._live()
        self.partly: dict[str, None] = {}
        self.arriving = self._arrive({}, self.partly)

    def _conditions(self, question: Question) -> tuple[int, ...]:
        conditions = tuple(self.space.of(answer.condition) for answer in question.answers)
        if not self.single:
            return conditions
        twice = self._twice(conditions)
        return tuple(self.space.diagrams.minus(condition, twice) for condition in conditions)

    def _twice(self, conditions: tuple[int, ...]) -> int:
        """The cases for which more than one of some conditions holds."""
        diagrams, once, twice = self.space.diagrams, FALSE, FALSE
        for condition in conditions:
            twice = diagrams.join(twice, diagrams.meet(once, condition))
            once = diagrams.join(once, condition)
        return twice

    def _live(self) -> dict[str, int]:
        live: dict[str, int] = {}
        for question in reversed(self.questions):
            mask = self.space.levels(read_at(question))
            for answer in question.answers:
                mask |= live.get(answer.goto, 0)
            live[question.id] = mask
        return live

    def _arrive(self, without: Mapping[str, int], partly: dict[str, None]) -> dict[str, int]:
        """The cases that arrive at each place; those of `without` stop at that question.

        Places that more cases may arrive at are added to `partly`.
        """
        diagrams, start = self.space.diagrams, self.tree.start
        arriving = {start: diagrams.project(self.space.real, self.live[start])}
        some = False
        for question in self.questions:
            try:
                if not some:
                    self._send(question, arriving, without)
            except TooEntangled:
                if not self.partial:
                    raise
                some = True
                diagrams.renew()
            if some:
                self._send_some(question, arriving, without)
                partly.update(dict.fromkeys(answer.goto for answer in question.answers))
            diagrams.forget()
        return arriving

    def _send(
        self, question: Question, arriving: dict[str, int], without: Mapping[str, int]
    ) -> None:
        """Send the cases that arrive at a question on, by each answer that holds for them."""
        diagrams = self.space.diagrams
        here = arriving.get(question.id, FALSE)
        here = diagrams.minus(here, without.get(question.id, FALSE))
        conditions = self.conditions[question.id]
        for answer, condition in zip(question.answers, conditions, strict=True):
            taken = diagrams.meet(here, condition)
            if taken:
                past = self.live[question.id] & ~self.live.get(answer.goto, 0)
                known = diagrams.project(taken, ~past) if past else taken
                arriving[answer.goto] = diagrams.join(arriving.get(answer.goto, FALSE), known)

    def _send_some(
        self, question: Question, arriving: dict[str, int], without: Mapping[str, int]
    ) -> None:
        """Send on some of the cases that arrive, few enough to go on with."""
        gotos = [answer.goto for answer in question.answers]
        few = {place: arriving[place] for place in (question.id, *gotos) if place in arriving}
        with suppress(TooEntangled):  # then there is no room for any more at all
            few = {place: self.space.diagrams.thinned(cases, SOME) for place, cases in few.items()}
            self._send(question, few, without)
        arriving.update((goto, few[goto]) for goto in gotos if goto in few)

    def taken(self, step: Step) -> int:
        """Return the cases that arrive at a question and for which an answer holds."""
        arriving = self.arriving.get(step.question, FALSE)
        return self.space.diagrams.meet(arriving, self.conditions[step.question][step.answer])

    def steps(self, question: str) -> list[Step]:
        """Return the steps that can be taken at a question, possible or not."""
        return [Step(question, at) for at in range(len(self.conditions[question]))]

    def answer(self, step: Step) -> Answer:
        """Return the answer of a step."""
        return self.tree.questions[step.question].answers[step.answer]

    @cached_property
    def clashes(self) -> dict[str, int]:
        """The cases for which more than one answer holds, for questions where there are any."""
        found = {q.id: self._twice(self.conditions[q.id]) for q in self.questions}
        return {question: twice for question, twice in found.items() if twice}

    def faulty(self, question: str) -> int:
        """Return the real cases for which no answer or more than one holds, arriving or not."""
        left = self.space.real
        for condition in self.conditions[question]:
            left = self.space.diagrams.minus(left, condition)
        twice = self.clashes.get(question, FALSE)
        return self.space.diagrams.join(left, self.space.diagrams.meet(twice, self.space.real))

    @cached_property
    def unharmed(self) -> dict[str, int]:
        """As `arriving`, without the cases for which two answers hold somewhere on the way."""
        return self._arrive(self.clashes, {}) if self.clashes else self.arriving

    def uncovered(self, question: str) -> int:
        """Return the cases that arrive at a question and for which no answer holds."""
        diagrams, covered = self.space.diagrams, FALSE
        for condition in self.conditions[question]:
            covered = diagrams.join(covered, condition)
        return diagrams.minus(self.arriving.get(question, FALSE), covered)

    @cached_property
    def incoming(self) -> dict[str, list[Step]]:
        """For each place, the answers by which cases arrive, nearest to the start first."""
        found: dict[str, list[Step]] = {}
        depth = {self.tree.start: 0}
        for question in self.questions:
            for at, answer in enumerate(question.answers):
                step = Step(question.id, at)
                if self.taken(step):
                    found.setdefault(answer.goto, []).append(step)
                    steps = depth[question.id] + 1
                    depth[answer.goto] = min(depth.get(answer.goto, steps), steps)
        for steps_in in found.values():
            steps_in.sort(key=lambda step: depth[step.question])
        return found

    def path(self, place: str, target: int = TRUE) -> tuple[list[Step], Region]:
        """Return a short path to a place and the complete cases on it that `target` has.

        `target` must have cases that arrive. Cases that meet two answers on the way are left out
        where there are others, on whatever path.
        """
        steps = self._nearest(place)
        cases = self._on(steps, target)
        return (steps, Region(self.space, cases)) if cases else self._found(place, target)

    def _nearest(self, place: str) -> list[Step]:
        """The shortest path to a place, whether or not a case takes all of it."""
        steps = list[Step]()
        while place != self.tree.start:
            steps.append(self.incoming[place][0])
            place = steps[-1].question
        return steps[::-1]

    def _on(self, steps: list[Step], target: int) -> int:
        """The cases of a target that take some steps and meet one answer at each of them."""
        diagrams = self.space.diagrams
        wanted = [self.conditions[step.question][step.answer] for step in steps]
        # From the last axis on, each is put on top of what is there already.
        wanted.sort(key=diagrams.axis.__getitem__, reverse=True)
        found = TRUE
        for condition in wanted:
            found = diagrams.meet(condition, found)
        found = diagrams.meet(diagrams.meet(self.space.real, found), target)
        for step in steps:
            found = diagrams.minus(found, self.clashes.get(step.question, FALSE))
        return found

    def _found(self, place: str, target: int) -> tuple[list[Step], Region]:
        """A path to a place that cases of the target take, looked for from its end."""
        steps = list[Step]()
        unharmed = self.space.diagrams.meet(target, self.unharmed.get(place, FALSE))
        arriving = self.unharmed if unharmed else self.arriving
        clashes = self.clashes if unharmed else {}
        target = unharmed or target
        while place != self.tree.start:
            step, target = self._before(place, target, arriving, clashes)
            steps.append(step)
            place = step.question
        return steps[::-1], Region(self.space, target)

    def _before(
        self, place: str, target: int, arriving: Mapping[str, int], clashes: Mapping[str, int]
    ) -> tuple[Step, int]:
        """An answer by which cases of the target come to a place, and those cases."""
        diagrams = self.space.diagrams
        for step in self.incoming[place]:
            here = arriving.get(step.question, FALSE)
            here = diagrams.minus(here, clashes.get(step.question, FALSE))
            taken = diagrams.meet(here, self.conditions[step.question][step.answer])
            found = diagrams.meet(taken, target)
            if found:
                return step, found
        raise ValueError(f"no case of the target arrives at {place}")


def read_at(question: Question) -> list[str]:
    """Return the facts that the answers of a question depend on, each once."""
    return list(dict.fromkeys(f for a in question.answers for f in facts_of(a.condition)))
