"""What on a sheet does not agree: with the path, with the facts, with the ticked outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from woonboom.analysis.flow import read_at
from woonboom.conditions.forms import facts_of
from woonboom.decide.conflict import conflict
from woonboom.decide.ends import ends_of
from woonboom.decide.ground import Ground, ground_of
from woonboom.diagnostics import Message
from woonboom.filled.course import Course, Step, reachable
from woonboom.filled.findings import Finding, found
from woonboom.filled.noted import Noted
from woonboom.filled.words import facts_said, in_both, joined, outcomes_said
from woonboom.model import Tree
from woonboom.regions.diagrams import FALSE, TooEntangled

TOO_MUCH: Final = (TooEntangled, MemoryError)
"""A tree too entangled to work out exactly, in the memory that there is."""
_SAID = Message("vraag {number}: {answer}", "question {number}: {answer}")


def odd(tree: Tree, noted: Noted, course: Course) -> Iterator[Finding]:
    """Yield everything on a sheet that does not agree, in the order of the path."""
    if noted.nothing:
        yield found("nothing-answered")
        return
    yield from _derived(tree, noted, course)
    yield from _against_facts(tree, noted, course)
    yield from _stopped(tree, noted, course)
    yield from _off(tree, noted, course)
    yield from _ticked(tree, noted, course)


def _derived(tree: Tree, noted: Noted, course: Course) -> Iterator[Finding]:
    for step in course.steps:
        if step.derived:
            yield _with_facts("derived-answer", tree, noted, step)


def _against_facts(tree: Tree, noted: Noted, course: Course) -> Iterator[Finding]:
    """Answers that the noted facts rule out, and answers that rule each other out."""
    problem = conflict(tree, noted.facts) if tree.assumptions and noted.facts else None
    if problem:
        yield found("facts-conflict", facts=problem.facts, why=problem.said)
    wrong = [s for s in course.steps if s.answer.condition.holds(noted.facts) is False]
    yield from (_with_facts("fact-conflict", tree, noted, step) for step in wrong)
    if not problem and not wrong:
        try:
            yield from _against_each_other(tree, noted, course)
        except TOO_MUCH:  # then each answer was at least compared with the facts
            return


def _with_facts(kind: str, tree: Tree, noted: Noted, step: Step) -> Finding:
    read = facts_of(step.answer.condition)
    facts = {id_: noted.facts[id_] for id_ in read if id_ in noted.facts}
    return found(
        kind,
        questions=[step.question.id],
        facts=facts,
        number=tree.numbers[step.question.id],
        answer=str(step.answer.label),
        facts_said=facts_said(tree.facts, facts),
    )


def _against_each_other(tree: Tree, noted: Noted, course: Course) -> Iterator[Finding]:
    """The first answers of the path that no real case can have given together."""
    ground = ground_of(tree)
    known, taken = ground.known(noted.facts), list[Step]()
    for step in course.steps:
        taken.append(step)
        known = ground.diagrams.meet(known, ground.space.of(step.answer.condition))
        if known == FALSE:
            blamed = _needed(ground, ground.known(noted.facts), taken)
            said = joined(_answered(tree, one) for one in blamed)
            questions = [one.question.id for one in blamed]
            yield found("answers-conflict", questions=questions, answers=said)
            return


def _needed(ground: Ground, known: int, steps: Sequence[Step]) -> list[Step]:
    """Those of some answers of which none can be missed to rule out every case."""
    kept = list(steps)
    for step in steps:
        rest = [other for other in kept if other is not step]
        if _holds(ground, known, rest) == FALSE:
            kept = rest
    return kept


def _holds(ground: Ground, known: int, steps: Sequence[Step]) -> int:
    for step in steps:
        known = ground.diagrams.meet(known, ground.space.of(step.answer.condition))
    return known


def _answered(tree: Tree, step: Step) -> Message:
    number, answer = tree.numbers[step.question.id], f"‘{step.answer.label}’"
    return in_both(lambda language: _SAID.say(language, {"number": number, "answer": answer}))


def _stopped(tree: Tree, noted: Noted, course: Course) -> Iterator[Finding]:
    """Why the path stops, unless that was said: an answer that its question does not have."""
    if course.stop == "missing" and course.at in noted.strange:
        return
    if course.stop == "missing" and course.at:
        ask, number = str(tree.questions[course.at].ask), tree.numbers[course.at]
        yield found("missing-answer", questions=[course.at], number=number, ask=ask)
    elif course.stop == "nowhere":
        number = tree.numbers.get(course.at or "", 0)
        yield found("broken-tree", questions=[course.at] if course.at else [], number=number)


def _off(tree: Tree, noted: Noted, course: Course) -> Iterator[Finding]:
    """Answers beside the path; those that may still come after where it stops do not count."""
    off = [q.id for q in tree.in_order if q.id in noted.answers.keys() - _on(tree, course)]
    if off:
        numbers = ", ".join(str(tree.numbers[id_]) for id_ in off)
        yield found("off-path", questions=off, numbers=numbers)


def _on(tree: Tree, course: Course) -> set[str]:
    """The questions on the path, and those that may still come after where it stops."""
    return {*course.questions, *(reachable(tree, course.at) if course.stop == "missing" else ())}


def aside(tree: Tree, course: Course, finding: Finding) -> Finding:
    """Return a finding about facts as no more than good to know where no path comes by them."""
    questions = [tree.questions[id_] for id_ in _on(tree, course) if id_ in tree.questions]
    read = {fact for question in questions for fact in read_at(question)}
    if not finding.facts or read & set(finding.facts):
        return finding
    return found("fact-aside", facts=finding.facts, said=finding.said)


def _ticked(tree: Tree, noted: Noted, course: Course) -> Iterator[Finding]:
    """What is wrong with the outcomes that were ticked."""
    ticked = noted.ticked
    if not ticked:
        yield from [found("no-outcome-ticked")] if course.outcome else []
        return
    if len(ticked) > 1:
        yield found("several-outcomes", outcomes=ticked, outcomes_said=outcomes_said(tree, ticked))
    if course.outcome and course.outcome not in ticked:
        yield found(
            "other-outcome",
            outcomes=(*ticked, course.outcome),
            ticked=outcomes_said(tree, ticked),
            outcome=outcomes_said(tree, [course.outcome]),
        )
    elif not course.outcome:
        possible = _possible(tree, noted, course)
        for id_ in ticked:
            if id_ not in possible:
                said = outcomes_said(tree, [id_])
                yield found("impossible-outcome", outcomes=[id_], ticked=said)


def _possible(tree: Tree, noted: Noted, course: Course) -> frozenset[str]:
    """The outcomes to which the answers so far can still lead."""
    open_ = frozenset(reachable(tree, course.at))
    try:
        ground = ground_of(tree)
        known = _holds(ground, ground.known(noted.facts), course.steps)
        return ends_of(ground, course.at or tree.start, known).outcomes if known else open_
    except TOO_MUCH:
        return open_
