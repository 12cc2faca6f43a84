"""Exact analysis of trees with more paths than can be walked, and with thousands of questions.

What it takes is measured in nodes of diagrams, which are the same on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
import samples
from samples import SPAN

from woonboom.analysis.findings import Analysis
from woonboom.analysis.flow import Flow, Step
from woonboom.conditions import And, Compare, Condition, Constant, Not, Or, Truth
from woonboom.conditions.forms import facts_of
from woonboom.facts import Fact
from woonboom.model import Answer, Question, Tree
from woonboom.regions import Region

Way = tuple[Condition, str]
COUNT = 60
MANY = 2_000


def asking(id_: str, *ways: Way) -> Question:
    """Return a question from the conditions of its answers and where they lead."""
    answers = tuple(
        Answer(f"a{at}", samples.text(f"A{at}"), goto, condition, "when", SPAN, SPAN)
        for at, (condition, goto) in enumerate(ways)
    )
    return replace(samples.question(id_, []), answers=answers)


def whether(id_: str, condition: Condition, yes: str, no: str) -> Question:
    return asking(id_, (condition, yes), (Not(condition), no))


def tree_of(questions: Iterable[Question]) -> Tree:
    """Return a tree of questions; facts on which numbers are compared go from 0 to 600."""
    made = list(questions)
    ids = {question.id for question in made}
    ends = dict.fromkeys(a.goto for q in made for a in q.answers if a.goto not in ids)
    facts = {f: _fact(f) for q in made for a in q.answers for f in facts_of(a.condition)}
    tree = samples.tree(made, [samples.outcome(end) for end in ends])
    return replace(tree, facts=facts)


def _fact(id_: str) -> Fact:
    if id_.startswith("n"):
        return Fact(id_, id_, "integer", range=(0, 600))
    return Fact(id_, id_, "boolean")


def fact(name: str, number: int) -> Condition:
    return Truth(f"{name}{number}")


def below(number: int, value: int) -> Condition:
    return Compare(f"n{number}", "<", Constant(str(value), value))


def diamonds(to: str) -> Iterator[Question]:
    """Yield 60 questions in a row, each with two ways to the next: 2 ** 60 paths."""
    for n in range(COUNT):
        further = f"q{n + 1}" if n + 1 < COUNT else to
        yield whether(f"q{n}", fact("b", n), f"l{n}", f"r{n}")
        yield whether(f"l{n}", fact("c", n), further, further)
        yield whether(f"r{n}", fact("d", n), further, further)


def findings(analysis: Analysis) -> dict[str, int]:
    """Return how many findings of each kind there are."""
    kinds: dict[str, Callable[[], Iterator[object]]] = {
        "overlaps": analysis.overlaps,
        "gaps": analysis.gaps,
        "nevers": analysis.nevers,
        "settled": analysis.settled,
        "pointless": analysis.pointless,
    }
    found = {kind: len(list(search())) for kind, search in kinds.items()}
    return {kind: count for kind, count in found.items() if count}


def nodes(analysis: Analysis) -> int:
    return len(flow_of(analysis).space.diagrams.axis)


def flow_of(analysis: Analysis) -> Flow:
    assert analysis.flow is not None
    assert not analysis.entangled
    return analysis.flow


class TestSixtyDiamonds:
    def test_on_facts_of_their_own(self) -> None:
        analysis = Analysis(tree_of(diamonds("u")))
        assert nodes(analysis) < 10 * COUNT
        assert [found.question for found in analysis.pointless()] == [f"q{n}" for n in range(COUNT)]
        assert findings(analysis) == {"pointless": COUNT}
        assert nodes(analysis) < 2 * COUNT**2, "each example has a path of its own"

    def test_on_facts_that_are_read_again(self) -> None:
        again = [
            *(whether(f"s{n}", fact("b", n), f"s{n + 1}", "u") for n in range(COUNT)),
            whether(f"s{COUNT}", And((fact("b", 3), fact("b", 50))), "v", "w"),
        ]
        analysis = Analysis(tree_of([*diamonds("s0"), *again]))
        (settled,) = analysis.settled()
        assert settled.step == Step(f"s{COUNT}", 0)
        assert settled.reasons == (Step("s3", 0), Step("s50", 0))
        assert settled.witness is not None
        assert settled.witness.path[-1] == Step(f"s{COUNT - 1}", 0)
        (never,) = analysis.nevers()
        assert (never.step, never.cut_off) == (Step(f"s{COUNT}", 1), ("w",))
        assert {found.outcomes for found in analysis.pointless()} == {("u", "v")}
        assert nodes(analysis) < 6 * COUNT**2

    def test_that_some_cases_leave_early(self) -> None:
        leaving = [whether(f"x{n}", both(n), "u", f"x{n + 1}") for n in range(COUNT)]
        some = Or(tuple(both(n) for n in range(COUNT)))
        last = whether(f"x{COUNT}", some, "v", "w")
        analysis = Analysis(tree_of([*diamonds("x0"), *leaving, last]))
        flow = flow_of(analysis)
        assert nodes(analysis) < 3 * COUNT**2
        for n in (1, 30, COUNT):
            arriving = Region(flow.space, flow.arriving[f"x{n}"])
            others = len(flow.space.axes) - 2 * n
            assert arriving.count == 3**n * 2**others
        (never,) = analysis.nevers()
        assert never.step == Step(f"x{COUNT}", 0)
        assert never.reasons is None, "it takes all 60 answers"
        assert findings(analysis) == {"nevers": 1, "settled": 1, "pointless": COUNT}
        assert nodes(analysis) < 40 * COUNT**2

    def test_with_an_overlap_and_a_gap_behind_them(self) -> None:
        one, two = And((fact("b", 0), fact("e", 0))), And((fact("b", 59), fact("e", 0)))
        analysis = Analysis(tree_of([*diamonds("z"), asking("z", (one, "u"), (two, "v"))]))
        (overlap,) = analysis.overlaps()
        assert overlap.region.count * 8 == 2 ** len(flow_of(analysis).space.axes)
        assert overlap.region.facts == ("b0", "b59", "e0")
        assert overlap.witness is not None
        assert len(overlap.witness.path) == 2 * COUNT
        (gap,) = analysis.gaps()
        assert gap.region.say("en") == "e0: no; or b0: no, b59: no"
        assert nodes(analysis) < 100 * COUNT

    def test_in_an_unlucky_order_are_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("woonboom.regions.diagrams.MOST_EDGES", 20_000)
        first = [whether(f"f{n}", fact("f", n), f"f{n + 1}", f"f{n + 1}") for n in range(COUNT)]
        first.append(whether(f"f{COUNT}", fact("e", 0), "x0", "x0"))
        leaving = [whether(f"x{n}", both(n), "u", f"x{n + 1}") for n in range(COUNT)]
        last = whether(f"x{COUNT}", Or(tuple(both(n) for n in range(COUNT))), "v", "w")
        analysis = Analysis(tree_of([*first, *leaving, last]))
        assert analysis.entangled == ["flow"]
        assert findings(analysis) == {}


def both(number: int) -> Condition:
    return And((fact("f", number), fact("g", number)))


def chain(conditions: Iterable[Condition]) -> Tree:
    """Return questions in a row; every no ends."""
    made = list(conditions)
    last = len(made) - 1
    return tree_of(
        whether(f"q{n}", condition, f"q{n + 1}" if n < last else "u", f"u{n % 3}")
        for n, condition in enumerate(made)
    )


def binary(conditions: Iterable[Condition]) -> Tree:
    """Return a tree as broad as it can be."""
    made = list(conditions)
    ways = [[f"q{m}" if m < len(made) else f"u{m % 7}" for m in (2 * n + 1, 2 * n + 2)]
            for n in range(len(made))]  # fmt: skip
    return tree_of(whether(f"q{n}", condition, *ways[n]) for n, condition in enumerate(made))


def grid(conditions: Iterable[Condition], width: int) -> Tree:
    """Return rows of questions, each with two ways to the next row, and a start to the first."""
    made = list(conditions)
    enter = [asking("start", *((_exactly(n, width), f"q{n}") for n in range(width)))]

    def place(n: int, at: int) -> str:
        row, column = divmod(n, width)
        further = (row + 1) * width + (column + at) % width
        return f"q{further}" if further < len(made) else f"u{further % 7}"

    rows = (whether(f"q{n}", c, place(n, 0), place(n, 1)) for n, c in enumerate(made))
    return tree_of([*enter, *rows])


def _exactly(number: int, width: int) -> Condition:
    """A number of the start, of which the last stands for all that are larger."""
    at = Constant(str(number), number)
    return Compare("n_start", ">=" if number == width - 1 else "==", at)


def thresholds(facts: int, count: int = MANY) -> list[Condition]:
    """Return conditions on a few numbers, at random."""
    draw = random.Random(facts)
    return [below(draw.randrange(facts), draw.randrange(1, 601)) for _ in range(count)]


class Intervals:
    """A tree of questions whether a number is below something, followed along each of its paths."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.nevers: set[Step] = set()
        waiting = [(tree.start, dict.fromkeys(tree.facts, (0, 600)))]
        while waiting:
            place, known = waiting.pop()
            if place in tree.questions:
                waiting += self._further(tree.questions[place], known)

    def _further(
        self, question: Question, known: dict[str, tuple[int, int]]
    ) -> Iterator[tuple[str, dict[str, tuple[int, int]]]]:
        asked = question.answers[0].condition
        assert isinstance(asked, Compare)
        low, high = known[asked.fact]
        ways = (low, min(high, asked.constant.value - 1)), (max(low, asked.constant.value), high)
        for at, (first, last) in enumerate(ways):
            if first <= last:
                yield question.answers[at].goto, {**known, asked.fact: (first, last)}
            else:
                self.nevers.add(Step(question.id, at))


class TestTwoThousandQuestions:
    @pytest.mark.parametrize("shape", [chain, binary])
    def test_on_numbers_that_are_asked_again(
        self, shape: Callable[[Iterable[Condition]], Tree]
    ) -> None:
        tree = shape(thresholds(20))
        analysis, expected = Analysis(tree), Intervals(tree).nevers
        assert {never.step for never in analysis.nevers()} == expected
        settled = {found.step for found in analysis.settled()}
        assert settled == {Step(question, 1 - at) for question, at in expected}
        assert len(expected) > 20
        assert not [*analysis.overlaps(), *analysis.gaps()]
        assert nodes(analysis) < 60 * MANY

    @pytest.mark.parametrize("shape", [chain, binary, lambda made: grid(made, 40)])
    def test_on_facts_of_their_own(self, shape: Callable[[Iterable[Condition]], Tree]) -> None:
        analysis = Analysis(shape(fact("b", n) for n in range(MANY)))
        assert findings(analysis).keys() <= {"pointless"}
        assert nodes(analysis) < 30 * MANY

    def test_in_rows_that_all_ask_the_same(self) -> None:
        tree = grid((fact("b", n // 40 % 25) for n in range(MANY)), 40)
        analysis = Analysis(tree)
        flow = flow_of(analysis)
        assert flow.arriving.keys() >= tree.questions.keys()
        assert not [*analysis.overlaps(), *analysis.gaps()]
        assert nodes(analysis) < 100 * MANY
