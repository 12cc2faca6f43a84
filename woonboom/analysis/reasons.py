"""Why no case can be somewhere: the fewest earlier questions whose answers rule it out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from woonboom.analysis.flow import Flow, Step, read_at
from woonboom.conditions.forms import facts_of
from woonboom.regions.diagrams import FALSE

MOST_COMPARED: Final = 24
"""With more earlier questions that can matter, a set is found of which none can be missed."""

MOST_NAMED: Final = 12
"""More questions than this explain nothing to a reader."""


def ruled_out(flow: Flow, place: str, target: int) -> tuple[Step, ...] | None:
    """Return the earlier answers that together leave no case of `target` at a question.

    They are the answers, on the way there, to the fewest questions for which that is so; of very
    many earlier questions, to questions of which none can be missed. There are none when the
    assumptions alone rule it out; None is returned when it takes more than `MOST_NAMED`.
    """
    search = _Search(flow, place, target)
    few = search.few() if len(search.relevant) > MOST_COMPARED else search.fewest()
    return None if len(few) > MOST_NAMED else search.answers(few)


class _Search:
    """Looks for questions whose answers suffice to leave no case of a target at a place."""

    def __init__(self, flow: Flow, place: str, target: int) -> None:
        self.flow = flow
        self.place = place
        self.target = target
        self.ways = _ways(flow, place)
        self.earlier = [q.id for q in flow.questions if q.id in self.ways and q.id != place]
        self.relevant = self._relevant()

    def _relevant(self) -> list[str]:
        """The earlier questions that share facts with the target, directly or through others.

        Every case passes the stretches one after another, so those that share no facts do not
        matter to each other; within a stretch, where a case goes may decide what it is asked.
        """
        axes, diagrams = self.flow.space.axes, self.flow.space.diagrams
        facts = {axes[level].fact.id for level in diagrams.axes(self.target)}
        stretches = self._stretches()
        read = [self._read(stretch) for stretch in stretches]
        links = [*read, *(set(facts_of(a.condition)) for a in self.flow.tree.assumptions)]
        while grown := [link for link in links if link & facts and not link <= facts]:
            facts.update(*grown)
        matter = (stretch for stretch, own in zip(stretches, read, strict=True) if own & facts)
        return [question for stretch in matter for question in stretch]

    def _stretches(self) -> list[list[str]]:
        """The earlier questions, divided before each that every way to the place passes."""
        stretches: list[list[str]] = []
        ahead = {self.flow.tree.start}
        for question in self.earlier:
            if ahead == {question}:
                stretches.append([])
            stretches[-1].append(question)
            ahead.remove(question)
            ahead.update(self.flow.answer(step).goto for step in self.ways[question])
        return stretches

    def _read(self, questions: list[str]) -> set[str]:
        return {fact for q in questions for fact in read_at(self.flow.tree.questions[q])}

    def possible(self, asked: Iterable[str]) -> bool:
        """Tell whether a case of the target could arrive if only these questions were asked."""
        flow, diagrams, chosen = self.flow, self.flow.space.diagrams, set(asked)
        arriving = {flow.tree.start: diagrams.meet(flow.space.real, self.target)}
        for question in self.earlier:
            here = arriving.pop(question, FALSE)
            for step in self.ways[question]:
                taken, goto = here, flow.answer(step).goto
                if question in chosen:
                    taken = diagrams.meet(here, flow.conditions[question][step.answer])
                    taken = diagrams.project(taken, flow.live[goto])
                arriving[goto] = diagrams.join(arriving.get(goto, FALSE), taken)
        return arriving.get(self.place, FALSE) != FALSE

    def fewest(self) -> list[str]:
        """The smallest set that suffices, by way of what every such set must have one of.

        Each set that does not suffice is widened as far as it still does not; what is then left
        out must be in part in every set that suffices. The smallest set with one of each is the
        next to try, so the first that suffices is a smallest one (Reiter's hitting sets).
        """
        missing: list[set[str]] = []
        while True:
            chosen = self._smallest_of_each(missing)
            if len(chosen) > MOST_NAMED or not self.possible(chosen):
                return chosen
            left_out = set()
            for question in self.relevant:
                if question not in chosen:
                    if self.possible([*chosen, question]):
                        chosen = [*chosen, question]
                    else:
                        left_out.add(question)
            if not left_out:
                return self.relevant
            missing.append(left_out)

    def _smallest_of_each(self, sets: list[set[str]]) -> list[str]:
        found = (self._one_of_each(sets, size) for size in range(len(sets) + 1))
        return next(chosen for chosen in found if chosen is not None)

    def _one_of_each(self, sets: list[set[str]], size: int) -> list[str] | None:
        """At most `size` questions of which each set has one; None when there are none such."""
        if not sets or not size:
            return None if sets else []
        smallest = min(sets, key=len)
        # Later questions first: the nearest reason is the easiest to understand.
        for question in reversed([q for q in self.relevant if q in smallest]):
            others = self._one_of_each([one for one in sets if question not in one], size - 1)
            if others is not None:
                return [question, *others]
        return None

    def few(self) -> list[str]:
        """A set that suffices and of which none can be missed, of the latest questions."""
        chosen, left = list[str](), self.relevant
        while len(chosen) <= MOST_NAMED and self.possible(chosen):
            starts = range(len(left))
            # From `at` on, questions are too late to suffice; so the one before cannot be missed.
            at = bisect_left(starts, True, key=lambda n: self.possible([*chosen, *left[n:]]))
            chosen.append(left[at - 1])
            left = left[at:]
        return chosen

    def answers(self, questions: list[str]) -> tuple[Step, ...]:
        """The answers to these questions that lead to the place."""
        order = [question for question in self.earlier if question in questions]
        return tuple(step for question in order for step in self.ways[question])


def _ways(flow: Flow, place: str) -> dict[str, list[Step]]:
    """For every question from which cases come to a place, the answers that lead there."""
    ways: dict[str, list[Step]] = {place: []}
    waiting = [place]
    while waiting:
        for step in flow.incoming.get(waiting.pop(), []):
            if step.question not in ways:
                ways[step.question] = []
                waiting.append(step.question)
            ways[step.question].append(step)
    return {question: sorted(set(steps)) for question, steps in ways.items()}
