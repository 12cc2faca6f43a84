"""Two versions place by place: what says the same in both, and in which order to look further.

A pair of places is one of each version where some case is at the same time. Of a pair that says
the same, with all that follows, no case gets another outcome: there comparing stops. So what it
takes depends on what was changed, not on how large the trees are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from woonboom.conditions import And, Compare, Condition, Not, Or
from woonboom.diff.align import Aligned
from woonboom.diff.changes import Renames
from woonboom.model import Answer, Question, Tree

Place = str | None
"""The id of a question or an outcome; None where a case got stuck."""
Pair = tuple[str | None, str | None]
"""The outcome in the old version and in the new one; None where there is none."""
Step = tuple[str, str]
Turn = Literal["old", "new", "both"]
"""In which version a pair of places is looked at next."""


@dataclass(frozen=True)
class Shape:
    """A version that does not go round: its questions that can be reached, and their heights.

    `order` has each question after all that lead to it, in the order of their numbers. `height` is
    the length of the longest path from a question on. `merges`: some question is reached by
    several answers.
    """

    order: tuple[str, ...]
    height: Mapping[str, int]
    merges: bool


def shape_of(tree: Tree) -> Shape | None:
    """Return the shape of a version; None when some path goes round."""
    numbers, following = tree.numbers, tree.following
    reached, merges = {tree.start}, False
    order: list[str] = []
    for id_, number in numbers.items():
        if id_ not in reached:
            continue
        order.append(id_)
        for goto in following[id_]:
            if numbers[goto] <= number:
                return None
            merges = merges or goto in reached
            reached.add(goto)
    height: dict[str, int] = {}
    for id_ in reversed(order):
        after = [height[goto] for goto in following[id_]]
        height[id_] = 1 + max(after) if after else 1
    return Shape(tuple(order), height, merges)


class Twins:
    """Which questions of two aligned versions say the same.

    `answers` holds, for each question whose conditions are those of the question of that id in
    the new version, the number of the new answer for each of its own. `same` are the questions
    that say the same with all that follows: old ids → new ids.
    """

    def __init__(self, trees: Aligned, renames: Renames, shapes: tuple[Shape, Shape]) -> None:
        self.trees = trees
        self.renames = renames
        self.shapes = shapes
        self._old_height: dict[Place, int] = dict(shapes[0].height.items())
        self._new_height: dict[Place, int] = dict(shapes[1].height.items())
        self._twins: dict[Place, str] = dict(renames.questions.items())
        self.ends = self._ends()
        self.answers: dict[str, tuple[int, ...]] = {}
        self.same: dict[str, str] = {}
        self._alike: dict[Place, Place] = {None: None}
        self._alike.update(self.ends)
        for id_ in reversed(shapes[0].order):
            self._compare(trees.old.questions[id_])

    def _ends(self) -> dict[str, str]:
        """The outcomes that are the same in both: old ids → new ids."""
        found = {}
        for id_, was in self.trees.old.outcomes.items():
            now = self.trees.new.outcomes.get(self.renames.outcomes.get(id_, id_))
            if now is not None and (was.kind, was.tree) == (now.kind, now.tree):
                found[id_] = now.id
        return found

    def twin(self, question: str) -> str:
        """Return what a question of the old version is called in the new one."""
        return self.renames.questions.get(question, question)

    def _compare(self, old: Question) -> None:
        id_ = old.id
        new = self.trees.new.questions.get(self._twins.get(id_, id_))
        numbers = None if new is None else _numbers(old.answers, new.answers)
        if new is None or numbers is None:
            return
        self.answers[id_] = numbers
        alike, answers = self._alike, new.answers
        for answer, to in zip(old.answers, numbers, strict=True):
            goto, there = answer.goto, answers[to].goto
            if alike.get(goto) != there and not self._nowhere(goto, there):
                return
        self.same[id_] = alike[id_] = new.id

    def _nowhere(self, old: str, new: str) -> bool:
        """Tell whether two answers both lead to a place that is not there."""
        return not any(
            place in tree.questions or place in tree.outcomes
            for tree, place in ((self.trees.old, old), (self.trees.new, new))
        )

    @cached_property
    def same_paths(self) -> dict[str, str]:
        """As `same`, where the answers are called the same too."""
        found: dict[str, str] = {}
        for id_ in reversed(self.shapes[0].order):
            if id_ in self.same:
                old, new = self.trees.old.questions[id_], self.trees.new.questions[self.same[id_]]
                if all(
                    self.same_step(old, at, new, to)
                    and (answer.goto in found or answer.goto not in self.trees.old.questions)
                    for (at, answer), to in zip(
                        enumerate(old.answers), self.answers[id_], strict=True
                    )
                ):
                    found[id_] = new.id
        return found

    def alike(self, *, paths: bool = False) -> Mapping[Place, Place]:
        """Return the places from which every case is seen to have the same outcome.

        With `paths` those from which it goes the same way there: old ids → new ids.
        """
        if not paths:
            return self._alike
        found: dict[Place, Place] = {None: None}
        found.update(self.ends)
        found.update(self.same_paths)
        return found

    def turn(self, old: Place, new: Place) -> Turn | None:
        """Return in which version to look further; None when both have ended.

        The one from which the longer path leads, so that equal parts meet.
        """
        before, after = self._old_height.get(old, 0), self._new_height.get(new, 0)
        if before and after and self._twins.get(old, old) == new:
            return "both"
        if before >= after:
            return "old" if before else None
        return "new"

    def outcomes(self, old: Place, new: Place) -> Pair:
        """Return the outcomes at places where both versions have ended."""
        trees = self.trees
        return (
            old if old in trees.old.outcomes else None,
            new if new in trees.new.outcomes else None,
        )

    def same_ends(self, old: str | None, new: str | None) -> bool:
        """Tell whether an outcome of the one version is that of the other."""
        return old is new if old is None or new is None else self.ends.get(old) == new

    def step(self, step: Step) -> Step:
        """Return a step of an old path as the new version calls it."""
        return self.renames.step(step)

    def same_step(self, old: Question, answer: int | None, new: Question, to: int | None) -> bool:
        """Tell whether an answer is called in the old version as the other one is in the new."""
        if answer is None or to is None:
            return False
        step = self.renames.step((old.id, old.answers[answer].id))
        return step == (new.id, new.answers[to].id)

    def level(self, old: Place, new: Place) -> int:
        """Return how far a pair is from its ends at most: what follows it is nearer."""
        return self._old_height.get(old, 0) + self._new_height.get(new, 0)

    def every(self) -> Iterator[Condition]:
        """Yield every condition, those of the new version first."""
        old, new = self.shapes
        return self._conditions(set(old.order), set(new.order))

    def concerned(self) -> Iterator[Condition]:
        """Yield the conditions that comparing may have to look at, those of the new version first.

        They are found without looking at cases, so there may be some too many.
        """
        return self._conditions(*self._concerned)

    def _conditions(self, old: set[str], new: set[str]) -> Iterator[Condition]:
        before, after = self.shapes
        for tree, shape, ids in ((self.trees.new, after, new), (self.trees.old, before, old)):
            for id_ in shape.order:
                if id_ in ids:
                    yield from (answer.condition for answer in tree.questions[id_].answers)

    @cached_property
    def _concerned(self) -> tuple[set[str], set[str]]:
        """The questions of both versions that comparing may have to look at."""
        trees, twins, apart = self.trees, (set[str](), set[str]()), (set[str](), set[str]())
        start, alike = (trees.old.start, trees.new.start), self.alike()
        seen, waiting = {start}, [start]
        while waiting:
            pair = waiting.pop()
            if alike.get(pair[0], "") == pair[1]:
                continue
            together = pair[0] in trees.old.questions and self.twin(pair[0]) == pair[1]
            for place, found in zip(pair, twins if together else apart, strict=True):
                found.add(place)
            for after in self._after(*pair) if together else ():
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return twins[0] | _below(trees.old, apart[0]), twins[1] | _below(trees.new, apart[1])

    def _after(self, old: str, new: str) -> Iterator[tuple[str, str]]:
        """The pairs of places after a pair of questions with one id."""
        before, after = self.trees.old.questions[old].answers, self.trees.new.questions[new].answers
        if old in self.answers:
            for at, to in enumerate(self.answers[old]):
                yield before[at].goto, after[to].goto
        else:
            yield from ((one.goto, other.goto) for one in before for other in after)


def _below(tree: Tree, places: set[str]) -> set[str]:
    """The questions among some places, and all that follow them."""
    found, waiting = set[str](), list(places)
    while waiting:
        id_ = waiting.pop()
        if id_ in tree.questions and id_ not in found:
            found.add(id_)
            waiting += [answer.goto for answer in tree.questions[id_].answers]
    return found


def _numbers(old: tuple[Answer, ...], new: tuple[Answer, ...]) -> tuple[int, ...] | None:
    """For each old answer the new one with the same condition; None unless all have one."""
    if len(old) != len(new):
        return None
    for one, other in zip(old, new, strict=True):
        if not same_condition(one.condition, other.condition):
            break
    else:
        return _IN_ORDER[len(old)] if len(old) < len(_IN_ORDER) else tuple(range(len(old)))
    left = {answer.condition: at for at, answer in enumerate(new)}
    found = [left.pop(answer.condition, None) for answer in old]
    return None if None in found else tuple(at for at in found if at is not None)


def same_condition(one: Condition, other: Condition) -> bool:
    """Tell whether two conditions are put in the same way, whatever their numbers are called."""
    if isinstance(one, Compare):
        return (
            isinstance(other, Compare)
            and one.constant.value == other.constant.value
            and one.fact == other.fact
            and one.operator == other.operator
        )
    if isinstance(one, Not):
        return isinstance(other, Not) and same_condition(one.part, other.part)
    if isinstance(one, And | Or) and type(one) is type(other):
        pairs = zip(one.parts, other.parts, strict=False)
        return len(one.parts) == len(other.parts) and all(same_condition(*pair) for pair in pairs)
    return one == other


_IN_ORDER: Final = tuple(tuple(range(count)) for count in range(8))
