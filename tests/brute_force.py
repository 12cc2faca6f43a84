"""What is so in a tree, by trying every case, and trees that are small enough for it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import combinations

import samples
from hypothesis import note
from hypothesis import strategies as st
from random_trees import PlainCase, every_case, sketch, tree_of, trees
from samples import SPAN

from woonboom.analysis.flow import Step
from woonboom.conditions import Condition, Names, parse
from woonboom.conditions.forms import facts_of
from woonboom.facts import Fact, Value
from woonboom.model import Answer, Assumption, Question, Tree

Cases = frozenset[int]
Key = tuple[Value, ...]
SMALL = 300


@st.composite
def some(draw: st.DrawFn, questions: int = 7, *, dag: bool = True, sound: bool = False) -> Tree:
    """Draw a tree: one that shrinks, or (most of the time) one from a seed, often larger."""
    seed = draw(st.sampled_from(range(-(2**18), 2**20)))
    if seed < 0:
        return draw(trees(questions, dag=dag, sound=sound, assume=True, max_cases=SMALL))
    tree = seeded(seed, questions, dag=dag, sound=sound)
    note(f"seed {seed}\n{sketch(tree)}")
    return tree


def seeded(seed: int, questions: int = 7, *, dag: bool = True, sound: bool = False) -> Tree:
    """Return the tree of a seed, with up to two assumptions."""
    pick = random.Random(seed).randrange
    return tree_of(pick, questions, dag=dag, sound=sound, assume=True, max_cases=SMALL)


class Brute:
    """What is so in a tree, by following every real case along every answer that holds for it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        asked = [fact for question in tree.in_order for fact in question.facts]
        read = [fact for condition in self._conditions() for fact in facts_of(condition)]
        self.facts = list(dict.fromkeys([*asked, *read]))
        self.every = list(every_case(tree, facts=self.facts))
        self.real = [c for c in self.every if all(a.condition.holds(c) for a in tree.assumptions)]
        self.all = frozenset(range(len(self.real)))
        self.holding = {
            Step(q.id, at): self.of(answer.condition)
            for q in tree.in_order
            for at, answer in enumerate(q.answers)
        }
        self.arriving = self._followed(single=False)
        self.unharmed = self._followed(single=True)

    def _conditions(self) -> Iterator[Condition]:
        yield from (a.condition for q in self.tree.in_order for a in q.answers)
        yield from (assumption.condition for assumption in self.tree.assumptions)

    def of(self, condition: Condition) -> Cases:
        return frozenset(n for n, case in enumerate(self.real) if condition.holds(case))

    def _followed(self, *, single: bool) -> dict[str, Cases]:
        """The cases that arrive at every place; when `single`, without two answers on the way."""
        found = {self.tree.start: self.all}
        for question in self.tree.in_order:
            here = found.get(question.id, frozenset())
            here -= self.clashing(question.id) if single else frozenset()
            for step in self.steps(question.id):
                taken = here & self.holding[step]
                goto = self.answer(step).goto
                found[goto] = found.get(goto, frozenset()) | taken
        return {place: cases for place, cases in found.items() if cases}

    def steps(self, question: str) -> list[Step]:
        return [Step(question, at) for at in range(len(self.tree.questions[question].answers))]

    def answer(self, step: Step) -> Answer:
        return self.tree.questions[step.question].answers[step.answer]

    def at(self, question: str) -> Cases:
        return self.arriving.get(question, frozenset())

    def taken(self, step: Step) -> Cases:
        return self.at(step.question) & self.holding[step]

    def clashing(self, question: str) -> Cases:
        pairs = combinations(self.steps(question), 2)
        return frozenset().union(*(self.holding[a] & self.holding[b] for a, b in pairs))

    def stuck(self, question: str) -> Cases:
        return self.at(question).difference(*(self.holding[s] for s in self.steps(question)))

    @property
    def visited(self) -> list[Question]:
        """The questions at which cases arrive."""
        return [question for question in self.tree.in_order if question.id in self.arriving]

    def projected(self, cases: Cases, facts: list[str]) -> set[Key]:
        return {key_of(self.real[n], facts) for n in cases}

    def alike(self, cases: Cases, facts: list[str]) -> Cases:
        """The real cases that have the same values of some facts as one of `cases`."""
        keys = self.projected(cases, facts)
        return frozenset(n for n, case in enumerate(self.real) if key_of(case, facts) in keys)

    @cached_property
    def below(self) -> dict[str, set[str]]:
        """For each question, the facts that are read there or later."""
        found: dict[str, set[str]] = {}
        for question in reversed(self.tree.in_order):
            found[question.id] = set(own_facts(question)).union(
                *(found.get(answer.goto, set()) for answer in question.answers)
            )
        return found

    def overlaps(self) -> dict[tuple[str, int, int], Cases]:
        found = {
            (q.id, a.answer, b.answer): self.taken(a) & self.taken(b)
            for q in self.visited
            for a, b in combinations(self.steps(q.id), 2)
        }
        return {pair: cases for pair, cases in found.items() if cases}

    def gaps(self) -> dict[str, Cases]:
        found = {q.id: self.stuck(q.id) for q in self.visited if q.answers}
        return {question: cases for question, cases in found.items() if cases}

    def nevers(self) -> list[Step]:
        return [s for q in self.visited for s in self.steps(q.id) if not self.taken(s)]

    def cut_off(self, place: str) -> set[str]:
        """The places from one on at which no case arrives, as far as no case arrives between."""
        if place in self.arriving:
            return set()
        question = self.tree.questions.get(place)
        gotos = {answer.goto for answer in question.answers} if question else set()
        return {place}.union(*(self.cut_off(goto) for goto in gotos))

    def settled(self) -> dict[str, int]:
        found = {}
        for question in self.visited:
            left = [step for step in self.steps(question.id) if self.taken(step)]
            able = [step for step in self.steps(question.id) if self.holding[step]]
            if len(left) == 1 < len(able) and not self.stuck(question.id):
                found[question.id] = left[0].answer
        return found

    def end(self, place: str, n: int) -> str | None:
        """The outcome of a case from a place on; None when the tree is at fault."""
        while place in self.tree.questions:
            holding = [step for step in self.steps(place) if n in self.holding[step]]
            if len(holding) != 1:
                return None
            place = self.answer(holding[0]).goto
        return place

    def makes_no_difference(self, question: str) -> set[str]:
        """The outcomes of a question with the same ends after each answer; none of any other."""
        gotos = {self.answer(s).goto for s in self.steps(question) if self.taken(s)}
        ends = [{self.end(goto, n) for goto in gotos} for n in self.at(question)]
        if len(gotos) < 2 or any(len(own) > 1 or None in own for own in ends):
            return set()
        return {end for own in ends for end in own if end}

    def pointless(self) -> dict[str, set[str]]:
        found = {q.id: self.makes_no_difference(q.id) for q in self.visited}
        found = {question: ends for question, ends in found.items() if ends}
        parents: dict[str, set[str]] = {id_: set() for id_ in found}
        for step in self.holding:
            if self.taken(step) and self.answer(step).goto in found:
                parents[self.answer(step).goto].add(step.question)
        return {q: ends for q, ends in found.items() if not parents[q] or parents[q] - set(found)}

    def ways(self, place: str) -> dict[str, list[Step]]:
        """The answers by which cases come to a place, by question, in the order of the tree."""
        found: dict[str, list[Step]] = {place: []}
        for question in reversed(self.visited):
            steps = self.steps(question.id)
            leading = [s for s in steps if self.taken(s) and self.answer(s).goto in found]
            if leading:
                found[question.id] = leading
        del found[place]
        return dict(reversed(found.items()))

    def possible(self, place: str, target: Cases, asked: tuple[str, ...]) -> bool:
        """Whether a case of the target comes to a place when only some questions are asked."""
        found = {self.tree.start: target}
        for question, steps in self.ways(place).items():
            here = found.get(question, frozenset())
            for step in steps:
                goto = self.answer(step).goto
                taken = here & self.holding[step] if question in asked else here
                found[goto] = found.get(goto, frozenset()) | taken
        return bool(found.get(place))

    def fewest(self, place: str, target: Cases) -> int:
        """Of how many earlier questions the answers rule a target out."""
        earlier = list(self.ways(place))
        sizes = range(len(earlier) + 1)
        return next(
            size
            for size in sizes
            if any(not self.possible(place, target, few) for few in combinations(earlier, size))
        )


def key_of(case: PlainCase, facts: list[str]) -> Key:
    return tuple(case[fact] for fact in facts)


def own_facts(question: Question) -> list[str]:
    """Return the facts that the conditions at a question read."""
    return sorted({f for answer in question.answers for f in facts_of(answer.condition)})


def written(
    facts: str, questions: Mapping[str, Mapping[str, str]], *assumed: str, ends: str = "u v"
) -> Tree:
    """Return a tree from the conditions of its answers and where they lead; facts are yes/no."""
    known = {id_: Fact(id_, f"Feit {id_}", "boolean") for id_ in facts.split()}
    made = [_question(id_, row, known) for id_, row in questions.items()]
    tree = samples.tree(made, [samples.outcome(id_) for id_ in ends.split()])
    assumptions = tuple(Assumption(_read(text, known), SPAN) for text in assumed)
    return replace(tree, facts=known, assumptions=assumptions)


def _question(id_: str, row: Mapping[str, str], facts: Mapping[str, Fact]) -> Question:
    answers = tuple(
        Answer(f"a{at}", samples.text(when), goto, _read(when, facts), "when", SPAN, SPAN)
        for at, (when, goto) in enumerate(row.items())
    )
    read = dict.fromkeys(f for answer in answers for f in facts_of(answer.condition))
    return replace(samples.question(id_, []), facts=tuple(read), answers=answers)


def _read(text: str, facts: Mapping[str, Fact]) -> Condition:
    condition, problems = parse(text, Names(facts, {}))
    assert condition is not None, problems
    return condition


def knotted(seed: int) -> Tree:
    """Return a tree of few facts and much merging, where it takes several answers to know one."""
    draw = random.Random(seed)
    names = [f"b{n}" for n in range(draw.randrange(2, 6))]
    count = draw.randrange(5, 12)
    rows = {}
    for n in range(count):
        signs = [
            f"{draw.choice(['', 'not '])}{b}" for b in draw.sample(names, draw.choice([1, 1, 2]))
        ]
        further = [f"q{later}" for later in range(n + 1, min(n + 4, count))] or ["u"]
        gotos = draw.choice(further), draw.choice([*further, "u"])
        rows[f"q{n}"] = dict(
            zip([" or ".join(signs), f"not ({' or '.join(signs)})"], gotos, strict=True)
        )
    return written(" ".join(names), rows, *draw.choice([(), ("b0 or b1",)]))


KNOTS = st.sampled_from(range(10**6)).map(knotted)
