"""What to ask next, so that the expected number of further questions is smallest.

Of every question each answer that is still possible counts as equally likely, and a question is
asked as a whole: what we learn is which of its answers holds (in a tree that is not sound also that
none does, or which do at once). No further question is needed once one end is left, an outcome or
"the tree is at fault". Those numbers settle what is best:

    expected(known) = 0 when one end is left, else
    expected(known) = 1 + the least, over the questions that can be asked, of the
                      mean of expected(known and the answer) over the answers that are possible

Questions can be asked that some known case still reaches and whose answer is not known. The search
is exact, and remembers every function from cases to ends that it has met. Of a question that cannot
come near the best one so far, the answers are not looked into: to tell apart the ends that are
left takes `_fewest` further questions at least.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache, cached_property
from typing import Final

from woonboom.analysis.flow import read_at
from woonboom.conditions import Case
from woonboom.decide.ground import Ground, ground_of
from woonboom.model import Question, Tree
from woonboom.regions.diagrams import FALSE, TooEntangled

MOST_WORK: Final = 500_000
"""With more to do, counted in nodes of diagrams, the question where the case stops is asked.

It is about a second. The count does not depend on what was asked before, nor on the machine.
"""

_NONE: Final = Fraction(0)
_ONE: Final = Fraction(1)
_COUNTED: Final = 40


class TooMany(Exception):
    """There is more than `MOST_WORK` to do."""


class Asking:
    """Searches what to ask, in a tree in which every path ends.

    A state is the function from cases to ends, restricted to the cases that are known: a diagram.
    Methods raise `TooEntangled` and `TooMany`.
    """

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.room = MOST_WORK
        self._least: dict[int, Fraction] = {}
        self._above: dict[int, Fraction] = {}
        self._measured: dict[int, tuple[int, int]] = {}

    def best(self, known: int, at: str) -> str:
        """Return the question to ask; of equals `at`, else the one with the lowest number."""
        state = self.ground.diagrams.meet(self.ground.function, known)
        order = [at, *(place for place in self._reach if place != at)]
        options = _Options(self._asked(state, order))
        found, least = at, None
        for place in options.children:
            cost = self._cost(options, place, least)
            if cost is not None:
                found, least = place, cost
        return found

    def expected(self, known: int) -> Fraction:
        """Return the expected number of further questions."""
        state = self.ground.diagrams.meet(self.ground.function, known)
        return self._expected(state, list(self._reach), None) or _NONE

    @cached_property
    def _reach(self) -> dict[str, int]:
        """The real cases that come to each question, in the order of their numbers."""
        ground, meet, join = self.ground, self.ground.diagrams.meet, self.ground.diagrams.join
        reach = {ground.tree.start: ground.space.real}
        for question in ground.tree.in_order:
            here = reach.get(question.id, FALSE)
            for cases, answer in ground.patterns(question) if here else ():
                if answer is not None:
                    goto = question.answers[answer].goto
                    reach[goto] = join(reach.get(goto, FALSE), meet(here, cases))
        return {place: reach[place] for place in ground.tree.numbers if reach.get(place)}

    def _asked(self, state: int, places: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
        """The questions that can be asked, with the state after each answer."""
        questions, meet = self.ground.tree.questions, self.ground.diagrams.meet
        for place in places:
            patterns = self.ground.patterns(questions[place])
            children = [found for cases, _ in patterns if (found := meet(state, cases))]
            if len(children) > 1 and meet(state, self._reach[place]):
                yield place, children

    def _expected(
        self, state: int, places: Iterable[str], below: Fraction | None
    ) -> Fraction | None:
        """The expected number of questions in a state, if it is less than `below`.

        `places` are the questions that could be asked before: with more knowledge, no others can.
        """
        least = self._least.get(state)
        if least is None:
            above = self._above.get(state)
            if self._count(state) < 2:
                return _NONE if below is None or below > 0 else None
            if below is not None and above is not None and above >= below:
                return None
            least = self._searched(state, places, below)
        return least if least is not None and (below is None or least < below) else None

    def _searched(
        self, state: int, places: Iterable[str], below: Fraction | None
    ) -> Fraction | None:
        options = _Options(self._asked(state, places))
        self.room -= self._measure(state)[1] * len(options.children)
        if self.room < 0:
            raise TooMany
        best: Fraction | None = None
        # What may be cheap comes first, so that the rest is soon dear enough to skip.
        for place in sorted(options.children, key=lambda place: self._at_least(options, place)):
            cost = self._cost(options, place, below if best is None else best)
            best = best if cost is None else cost
        if best is not None:
            self._least[state] = best
        elif below is not None:
            self._above[state] = below
        return best

    def _cost(self, options: _Options, place: str, below: Fraction | None) -> Fraction | None:
        """What asking a question costs, itself and all that follows, if it is less than `below`."""
        children = options.children[place]
        bounds = [self._bound(child, options.ways(place)) for child in children]
        # Sums instead of means: the total of the answers must stay below this.
        most = None if below is None else (below - 1) * len(children)
        total = sum(bounds, _NONE)
        for child, bound in sorted(zip(children, bounds, strict=True), key=lambda pair: -pair[1]):
            if most is not None and total >= most:
                return None
            room = None if most is None else most - total + bound
            found = self._expected(child, options.children, room)
            if found is None:
                return None
            total += found - bound
        return 1 + total / len(children)

    def _at_least(self, options: _Options, place: str) -> Fraction:
        children, ways = options.children[place], options.ways(place)
        return sum((self._bound(child, ways) for child in children), _NONE) / len(children)

    def _bound(self, state: int, ways: tuple[int, ...]) -> Fraction:
        """What a state costs at least, when its questions can be answered in so many ways."""
        if state in self._least:
            return self._least[state]
        least = _fewest(self._count(state), ways)
        return max(least, self._above.get(state, least))

    def _count(self, state: int) -> int:
        return self._measure(state)[0]

    def _measure(self, state: int) -> tuple[int, int]:
        """How many ends are left in a state, and how large it is."""
        if state not in self._measured:
            diagrams, nodes = self.ground.diagrams, list(self.ground.diagrams.below(state))
            ends = sum(1 for node in nodes if node != FALSE and not diagrams.edges[node])
            self._measured[state] = ends, len(nodes)
        return self._measured[state]


class _Options:
    """The questions that can be asked in a state."""

    def __init__(self, asked: Iterator[tuple[str, list[int]]]) -> None:
        self.children = dict(asked)
        self._ways = sorted((len(states) for states in self.children.values()), reverse=True)

    def ways(self, place: str) -> tuple[int, ...]:
        """In how many ways the other questions can be answered, the most first."""
        others = self._ways.copy()
        others.remove(len(self.children[place]))
        return tuple(others[:_COUNTED])


@cache
def _fewest(ends: int, ways: tuple[int, ...]) -> Fraction:
    """What telling so many ends apart costs at least: all answers but one end it, as far as can.

    Each answer of a question is equally likely, so the many ends that are left over are best kept
    behind one answer, and the question with the most answers is best asked first. (Of very many
    questions a part is counted; more add next to nothing.)
    """
    if ends < 2:
        return _NONE
    if not ways or ends <= ways[0]:
        return _ONE
    return 1 + _fewest(ends - ways[0] + 1, ways[1:]) / ways[0]


def question_to_ask(tree: Tree, case: Case, at: str) -> str:
    """Return the question to ask of a case that stops at question `at`."""
    try:
        ground = ground_of(tree)
        if not ground.ends:
            return at
        return Asking(ground).best(ground.known(case), at)
    except (TooEntangled, TooMany):
        return at


def facts_to_ask(tree: Tree, question: Question, case: Case) -> list[str]:
    """Return the facts that must still be known to answer a question; none when it is settled."""
    unknown = [fact for fact in read_at(question) if fact not in case]
    truths = [answer.condition.holds(case) for answer in question.answers]
    if None not in truths:
        return []
    try:
        ground = ground_of(tree)
        known = ground.known(case)
        if None not in ground.truths(question, known):
            return []
        axes = set[int]()
        for condition in ground.conditions(question):
            axes |= ground.diagrams.axes(ground.diagrams.simplified(condition, known))
        telling = [fact for fact in unknown if axes & set(ground.space.span[fact])]
        return telling or unknown
    except TooEntangled:
        return unknown
