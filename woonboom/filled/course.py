"""Answers → the path through the tree, and where it ends or stops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from woonboom.filled.noted import Noted
from woonboom.model import Answer, Question, Tree

Stop = Literal["missing", "nowhere"]


@dataclass(frozen=True)
class Step:
    """A question on the path with its answer; `derived` when that follows from noted facts only."""

    question: Question
    answer: Answer
    derived: bool = False


@dataclass(frozen=True)
class Course:
    """How far the answers lead: to an `outcome`, or to the question `at` where they stop.

    They stop where an answer is `missing`, or leads `nowhere`: to a place that does not exist, or
    back to where the path was.
    """

    steps: tuple[Step, ...]
    outcome: str | None = None
    at: str | None = None
    stop: Stop | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that were passed, in order."""
        return tuple(step.question.id for step in self.steps)


def course_of(tree: Tree, noted: Noted) -> Course:
    """Follow what was answered from the start, as far as it leads.

    A question that is not ticked is passed when the facts that were noted settle its answer.
    """
    steps, place, passed = list[Step](), tree.start, set[str]()
    while place in tree.questions and place not in passed:
        passed.add(place)
        step = _step(tree.questions[place], noted)
        if step is None:
            return Course(tuple(steps), at=place, stop="missing")
        steps.append(step)
        place = step.answer.goto
    if place in tree.outcomes:
        return Course(tuple(steps), outcome=place)
    last = steps[-1].question.id if steps else None
    return Course(tuple(steps), at=last, stop="nowhere")


def _step(question: Question, noted: Noted) -> Step | None:
    ticked = noted.answers.get(question.id)
    if ticked is not None:
        return Step(question, next(a for a in question.answers if a.id == ticked))
    truths = [answer.condition.holds(noted.facts) for answer in question.answers]
    if truths.count(True) == 1 and None not in truths:
        return Step(question, question.answers[truths.index(True)], derived=True)
    return None


def reachable(tree: Tree, place: str | None) -> set[str]:
    """Return the questions and outcomes to which answers lead from a place, itself too."""
    found = {place} if place else set[str | None]()
    waiting = list(found)
    while waiting:
        question = tree.questions.get(waiting.pop() or "")
        for answer in question.answers if question else ():
            if answer.goto not in found:
                found.add(answer.goto)
                waiting.append(answer.goto)
    return {id_ for id_ in found if id_}
