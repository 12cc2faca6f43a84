"""Random trees and cases with every type of fact and every form of question, for brute force.

    @given(trees(), st.data())
    def test_something(tree: Tree, data: st.DataObject) -> None:
        case = data.draw(cases(tree))             # may leave facts out
        for case in every_case(tree): ...         # all complete cases, at most MOST_CASES

`trees` and `cases` are hypothesis strategies: they shrink, towards few questions, yes/no facts and
first values, and a failing test prints the `sketch` of its tree. `tree_of` and `case_of` are the
same from any source of numbers, ten times faster: `tree_of(random.Random(7).randrange, dag=False)`.

What a tree may be:

- always: every place exists, no question is its own follower, every question can be reached over
  answers, every fact has a small domain, and ids are `q0` (questions), `u0` (outcomes) and `b0`,
  `k0`, `r0`, `n0` (boolean, choice, choices, integer); a judgement is a fact by its question's id.
  Conditions may read facts that other questions ask for, and some facts are never read.
- `dag=False`: one answer leads to every question; with `dag=True` several may.
- `sound=True`: at every question exactly one answer holds, for every complete case (so a complete
  case always has an outcome). Else whens may overlap or leave gaps. Either way there may be
  answers and outcomes that no case reaches, and answers that all lead to one place.
- `broken=True`: not sound, and places that do not exist, rounds, questions that cannot be reached,
  questions without answers, a start that is no question.
- `assume=True`: besides, up to two assumptions; together they may rule out every case.

The trees are what a loader could have made, so their conditions print and can be read back.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import prod

import samples
from hypothesis import note
from hypothesis import strategies as st
from samples import SPAN, text

from woonboom.conditions import And, Chain, Compare, Condition, Constant, Has, Not, OneOf, Or, Truth
from woonboom.conditions.forms import facts_of
from woonboom.facts import Fact, Value
from woonboom.model import KINDS, Answer, Assumption, Parameter, Question, Tree

MOST_CASES = 3_000
"""How many complete cases a random tree has at most, unless asked otherwise."""

Pick = Callable[[int], int]
"""`pick(n)` is a number from 0 to n - 1; what is simple has low numbers."""

PlainCase = dict[str, Value]
NOWHERE = "nowhere"
_WIDEST = 12


@st.composite
def trees(
    draw: st.DrawFn,
    max_questions: int = 6,
    *,
    dag: bool = True,
    sound: bool = False,
    broken: bool = False,
    assume: bool = False,
    max_cases: int = MOST_CASES,
) -> Tree:
    """Draw a tree of 1 to `max_questions` questions; the module tells what the options mean."""
    tree = tree_of(
        _drawn(draw), max_questions,
        dag=dag, sound=sound, broken=broken, assume=assume, max_cases=max_cases,
    )  # fmt: skip
    note(sketch(tree))
    return tree


@st.composite
def cases(draw: st.DrawFn, tree: Tree, *, complete: bool = False) -> PlainCase:
    """Draw a case of a tree; unless `complete`, half of them leave some facts out."""
    return case_of(_drawn(draw), tree, complete=complete)


@st.composite
def conditions(draw: st.DrawFn, facts: Mapping[str, Fact], depth: int = 2) -> Condition:
    """Draw a condition on some of `facts`, its connectives at most `depth` deep."""
    return _Conditions(_drawn(draw), facts).any(depth)


def tree_of(
    pick: Pick,
    max_questions: int = 6,
    *,
    dag: bool = True,
    sound: bool = False,
    broken: bool = False,
    assume: bool = False,
    max_cases: int = MOST_CASES,
) -> Tree:
    """Return a tree from any source of numbers; `trees` tells the rest."""
    growth = _Growth(pick, sound=sound and not broken, max_cases=max_cases)
    return growth.tree(1 + pick(max_questions), dag=dag, broken=broken, assume=assume)


def case_of(pick: Pick, tree: Tree, *, complete: bool = False) -> PlainCase:
    """Return a case from any source of numbers; `cases` tells the rest."""
    partial = not complete and pick(2) == 1
    case = {}
    for fact in tree.facts.values():
        values = values_of(fact)
        if not partial or pick(3) < 2:
            case[fact.id] = values[pick(len(values))]
    return case


def values_of(fact: Fact) -> tuple[Value, ...]:
    """Return all values that a fact can have; an integer needs a small range."""
    low, high = fact.range or (0, 0)
    return _values(fact.type, tuple(fact.options), low, high)


@cache
def _values(type_: str, options: tuple[str, ...], low: int, high: int) -> tuple[Value, ...]:
    if type_ == "choices":
        sizes = range(1, len(options) + 1)
        return tuple(frozenset(s) for n in sizes for s in itertools.combinations(options, n))
    if type_ == "integer":
        return tuple(range(low, high + 1))
    return (True, False) if type_ == "boolean" else options


def every_case(
    tree: Tree, limit: int = MOST_CASES, facts: Sequence[str] | None = None
) -> Iterator[PlainCase]:
    """Yield every complete case, or those of some `facts` only.

    Raises `ValueError` when there are more than `limit`, before the first.
    """
    names = list(tree.facts if facts is None else facts)
    domains = [values_of(tree.facts[name]) for name in names]
    count = prod(len(domain) for domain in domains)
    if count > limit:
        raise ValueError(f"{count} cases are more than {limit}")
    return (dict(zip(names, values, strict=True)) for values in itertools.product(*domains))


def sketch(tree: Tree) -> str:
    """Return a tree as a few lines, for who must understand a failing test."""
    domains = [f"{f.id}: {f.range or list(f.options) or f.type}" for f in tree.facts.values()]
    domains += [f"assume {assumption.condition}" for assumption in tree.assumptions]
    rows = [
        f"{question.id}: " + "; ".join(f"{a.condition} -> {a.goto}" for a in question.answers)
        for question in tree.questions.values()
    ]
    return "\n".join([*domains, f"start {tree.start}", *rows])


def _drawn(draw: st.DrawFn) -> Pick:
    return lambda count: draw(_below(count))


@cache
def _below(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


class _Conditions:
    """Makes conditions on the facts that there are."""

    def __init__(self, pick: Pick, facts: Mapping[str, Fact]) -> None:
        self.pick = pick
        self.facts = facts
        self.parameters: dict[str, Parameter] = {}

    def any(self, depth: int = 2) -> Condition:
        form = self.pick(6) if depth else 0
        if form < 3:
            return self.leaf()
        if form == 3:
            return Not(self.any(depth - 1))
        parts = tuple(self.any(depth - 1) for _ in range(2 + (self.pick(4) == 3)))
        return And(parts) if form == 4 else Or(parts)

    def leaf(self) -> Condition:
        fact = list(self.facts.values())[self.pick(len(self.facts))]
        if fact.type == "boolean":
            return Truth(fact.id)
        if fact.type == "integer":
            return self.number(fact)
        options = list(fact.options)
        if fact.type == "choices":
            return Has(options[self.pick(len(options))], fact.id, self.pick(3) == 2)
        listed = self.pick(2) == 1
        count = 1 + (self.pick(len(options)) if listed else 0)
        first = self.pick(len(options))
        some = tuple((options * 2)[first : first + count])
        return OneOf(fact.id, some, self.pick(3) == 2, listed)

    def number(self, fact: Fact) -> Condition:
        sign = (">=", "<", "==", "<=", ">", "!=", "chain")[self.pick(7)]
        if sign != "chain":
            return Compare(fact.id, sign, self.constant(fact))
        signs = ("<=", "<")[self.pick(2)], ("<", "<=")[self.pick(2)]
        ends = sorted((self.constant(fact), self.constant(fact)), key=lambda c: c.value)
        return Chain(ends[0], signs[0], fact.id, signs[1], ends[1])

    def constant(self, fact: Fact) -> Constant:
        """A number in the range or just outside it; now and then that of a parameter."""
        low, high = fact.range or (0, 0)
        value = low - 1 + self.pick(high - low + 3)
        if self.pick(6) < 5:
            return _literal(value)
        name = f"grens_{len(self.parameters)}"
        self.parameters[name] = Parameter(name, value, fact.unit, name)
        return Constant(name, value, (name,))


def _literal(value: int) -> Constant:
    return Constant(str(value), value)


class _Growth:
    """Grows a tree: facts first, then questions from the start on, then where answers lead."""

    def __init__(self, pick: Pick, *, sound: bool, max_cases: int) -> None:
        self.pick = pick
        self.sound = sound
        self.room = max_cases
        self.facts: dict[str, Fact] = {}
        self.conditions = _Conditions(pick, self.facts)

    def tree(self, count: int, *, dag: bool, broken: bool, assume: bool) -> Tree:
        self.pool()
        ends = 1 + self.pick(4)
        joints = _Joints(self.pick, ends)
        for number in range(count):
            if joints.reach(number, broken=broken):
                joints.add(self.question(f"q{number}", broken=broken))
        questions = joints.joined(dag=dag, broken=broken)
        assumed = [self.conditions.any(1) for _ in range(self.pick(3) if assume else 0)]
        outcomes = [samples.outcome(f"u{n}", _ENDS[n % len(_ENDS)]) for n in range(ends)]
        off = broken and self.pick(20) == 19
        tree = samples.tree(questions, outcomes, start=("u0", NOWHERE)[self.pick(2)] if off else "")
        return replace(
            tree, facts=self.facts, parameters=self.conditions.parameters,
            assumptions=tuple(Assumption(condition, SPAN) for condition in assumed),
        )  # fmt: skip

    def pool(self) -> None:
        """Make a boolean and up to five other facts, as many as there is room for."""
        self.add(Fact("b0", "Feit b0", "boolean"))
        for number in range(self.pick(6)):
            self.add(self.fact(number))

    def fact(self, number: int) -> Fact:
        type_ = ("boolean", "integer", "choice", "choices")[self.pick(4)]
        if type_ == "boolean":
            return Fact(f"b{number + 1}", f"Feit b{number + 1}", type_)
        if type_ == "integer":
            low = (0, 1, -3)[self.pick(3)]
            span = (low, low + 1 + self.pick(_WIDEST))
            return Fact(f"n{number}", f"Feit n{number}", type_, range=span, unit="maanden")
        letter = "k" if type_ == "choice" else "r"
        options = {f"{letter}{number}_{c}": c.upper() for c in "abcd"[: 2 + self.pick(3)]}
        return Fact(f"{letter}{number}", f"Feit {letter}{number}", type_, options)

    def add(self, fact: Fact) -> bool:
        """Add a fact, unless that makes more cases than there may be."""
        count = len(values_of(fact))
        if count > self.room:
            return False
        self.room //= count
        self.facts[fact.id] = fact
        return True

    def question(self, id_: str, *, broken: bool) -> Question:
        if broken and self.pick(12) == 11:
            return _question(id_, [], "when")
        forms = (self.yes_no, self.judgement, self.otherwise, self.pieces, self.whens)
        form = forms[self.pick(len(forms) - self.sound)]
        return form(id_)

    def yes_no(self, id_: str) -> Question:
        """A question that asks for a boolean fact."""
        names = [fact.id for fact in self.facts.values() if fact.type == "boolean"]
        name = names[self.pick(len(names))]
        return _question(id_, [Truth(name), Not(Truth(name))], "yes-no", (name,))

    def judgement(self, id_: str) -> Question:
        """A question that is its own fact; one of another form when there is no room for that."""
        count = self.pick(4)
        options = {f"a{n}": f"Antwoord {n}" for n in range(count + 1)} if count else {}
        type_ = "choice" if options else "boolean"
        if not self.add(Fact(id_, f"Geldt {id_}?", type_, options, judgement=True)):
            return self.yes_no(id_)
        chosen = [OneOf(id_, (option,)) for option in options]
        return _question(id_, chosen or [Truth(id_), Not(Truth(id_))], "judgement", (id_,))

    def otherwise(self, id_: str) -> Question:
        """Whens and one answer for what they leave; only in a sound tree never two at once."""
        whens: list[Condition] = [self.conditions.any()]
        for _ in range(self.pick(3)):
            others = tuple(Not(when) for when in whens) if self.sound else ()
            own = self.conditions.any()
            whens.append(And((own, *others)) if others else own)
        return _question(id_, [*whens, Not(Or(tuple(whens)))], "otherwise")

    def pieces(self, id_: str) -> Question:
        """Whens that divide the values of one fact between them."""
        divided = [f for f in self.facts.values() if f.type in ("integer", "choice")]
        if not divided:
            return self.otherwise(id_)
        fact = divided[self.pick(len(divided))]
        whens = self.numbers(fact) if fact.range else self.options(fact)
        return _question(id_, whens, "when")

    def numbers(self, fact: Fact) -> list[Condition]:
        low, high = fact.range or (0, 0)
        cuts = sorted({low + 1 + self.pick(high - low) for _ in range(1 + self.pick(3))})
        ends = [_literal(cut) for cut in cuts]
        between = [Chain(a, "<=", fact.id, "<", b) for a, b in itertools.pairwise(ends)]
        return [Compare(fact.id, "<", ends[0]), *between, Compare(fact.id, ">=", ends[-1])]

    def options(self, fact: Fact) -> list[Condition]:
        options = tuple(fact.options)
        cut = 1 + self.pick(len(options) - 1)
        rest = OneOf(fact.id, options[cut:], listed=True)
        if self.pick(2):
            return [*(OneOf(fact.id, (option,)) for option in options[:cut]), rest]
        return [OneOf(fact.id, options[:cut], listed=True), rest]

    def whens(self, id_: str) -> Question:
        """Whens that may overlap and leave gaps."""
        return _question(id_, [self.conditions.any() for _ in range(1 + self.pick(4))], "when")


_ENDS = tuple(kind for kind in KINDS if kind != "refer")


def _question(
    id_: str, conditions: Sequence[Condition], form: str, facts: tuple[str, ...] = ()
) -> Question:
    """A question whose answers still lead to no place; the last is "otherwise" when `form` is."""
    last = len(conditions) - 1
    boolean = len(conditions) == 2 and isinstance(conditions[0], Truth) and form != "otherwise"
    ids = ("yes", "no") if boolean and form != "when" else [f"a{n}" for n in range(last + 1)]
    forms = ["when" if form == "otherwise" else form] * last + [form]
    answers = tuple(
        Answer(id_, text(f"Antwoord {id_}"), "", condition, own, SPAN, SPAN)
        for id_, condition, own in zip(ids, conditions, forms, strict=False)
    )
    read = dict.fromkeys(f for c in conditions for f in facts_of(c))
    return replace(samples.question(id_, []), facts=facts or tuple(read), answers=answers)


class _Joints:
    """Decides where the answers of questions lead; `open` are those that lead nowhere yet."""

    def __init__(self, pick: Pick, ends: int) -> None:
        self.pick = pick
        self.ends = ends
        self.questions: list[Question] = []
        self.gotos: dict[tuple[int, int], str] = {}
        self.open: list[tuple[int, int]] = []

    def reach(self, number: int, *, broken: bool) -> bool:
        """Make an open answer lead to the next question; False when none is left."""
        if not number or (broken and self.pick(12) == 11):
            return True
        if not self.open:
            return broken
        self.gotos[self.open.pop(self.pick(len(self.open)))] = f"q{number}"
        return True

    def add(self, question: Question) -> None:
        number = len(self.questions)
        self.questions.append(question)
        self.open += [(number, answer) for answer in range(len(question.answers))]

    def joined(self, *, dag: bool, broken: bool) -> list[Question]:
        """Return the questions, their open answers leading to a later question or an outcome."""
        for place in self.open:
            self.gotos[place] = self.goto(place[0], dag=dag, broken=broken)
        return [self.question(number) for number in range(len(self.questions))]

    def goto(self, number: int, *, dag: bool, broken: bool) -> str:
        later = len(self.questions) - number - 1
        if broken and self.pick(8) == 7:
            return NOWHERE if self.pick(4) == 3 else f"q{self.pick(number + later + 1)}"
        if dag and later and self.pick(3) == 2:
            return f"q{number + 1 + self.pick(later)}"
        return f"u{self.pick(self.ends)}"

    def question(self, number: int) -> Question:
        question = self.questions[number]
        answers = tuple(
            replace(answer, goto=self.gotos[number, n]) for n, answer in enumerate(question.answers)
        )
        return replace(question, answers=answers)
