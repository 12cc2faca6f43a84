"""Trees as formulas for z3: the second method beside our own analysis.

    formulas = TreeFormulas(tree)
    arrives = formulas.arrives["q3"]            # cases that come there, over answers that hold
    formulas.possible(arrives, formulas.holds["q3", 0], formulas.holds["q3", 1])

Nothing here knows of cells, diagrams or regions. A number is an `Int` within its range, a choice
an `Int` that counts its options, a boolean a `Bool`, and a fact of several options a `Bool` for
each of them of which one at least is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import z3

from woonboom.conditions.forms import (
    And,
    Case,
    Chain,
    Compare,
    Condition,
    Constant,
    Has,
    Leaf,
    Not,
    OneOf,
    Or,
    Truth,
)
from woonboom.facts import Fact, Value
from woonboom.model import Question, Tree

Formula: TypeAlias = z3.BoolRef


class Facts:
    """Facts as variables; equal ids are equal variables, so that trees can be compared."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = {fact.id: fact for fact in facts}
        self.valid: Formula = z3.And([self._domain(fact) for fact in self.facts.values()])

    def _domain(self, fact: Fact) -> Formula:
        """What holds for every value that a fact can have."""
        if fact.type == "choices":
            return z3.Or([self.option(fact.id, option) for option in fact.options])
        if fact.type == "boolean":
            return z3.BoolVal(True)
        low, high = fact.range or (0, len(fact.options) - 1)
        return z3.And(low <= z3.Int(fact.id), z3.Int(fact.id) <= high)

    def option(self, fact: str, option: str) -> Formula:
        """One option of a fact of several."""
        return z3.Bool(f"{fact} has {option}")

    def of(self, condition: Condition) -> Formula:
        """Return a condition as a formula."""
        match condition:
            case Not(part):
                return z3.Not(self.of(part))
            case And(parts):
                return z3.And([self.of(part) for part in parts])
            case Or(parts):
                return z3.Or([self.of(part) for part in parts])
            case _:
                return self._leaf(condition)

    def _leaf(self, leaf: Leaf) -> Formula:
        match leaf:
            case Truth(fact):
                return z3.Bool(fact)
            case Has(option, fact, negated):
                return z3.Xor(self.option(fact, option), z3.BoolVal(negated))
            case OneOf(fact, options, negated):
                chosen = z3.Or([self.equals(fact, option) for option in options])
                return z3.Xor(chosen, z3.BoolVal(negated))
            case Compare(fact, operator, constant):
                return _compared(z3.Int(fact), operator, constant)
            case Chain(low, low_operator, fact, high_operator, high):
                number = z3.Int(fact)
                above = _compared(number, {"<": ">", "<=": ">="}[low_operator], low)
                return z3.And(above, _compared(number, high_operator, high))

    def equals(self, fact: str, value: Value) -> Formula:
        """A fact has a value."""
        known = self.facts[fact]
        if isinstance(value, frozenset):
            return z3.And([self.option(fact, o) == z3.BoolVal(o in value) for o in known.options])
        if isinstance(value, bool):
            return z3.Bool(fact) == z3.BoolVal(value)
        number = value if isinstance(value, int) else list(known.options).index(value)
        return z3.Int(fact) == number

    def values(self, model: z3.ModelRef, facts: Iterable[str]) -> Formula:
        """Some facts have the values that they have in a model."""
        variables = [v for fact in facts for v in self._variables(self.facts[fact])]
        return z3.And([v == model.eval(v, model_completion=True) for v in variables])

    def _variables(self, fact: Fact) -> list[z3.ExprRef]:
        if fact.type == "choices":
            return [self.option(fact.id, option) for option in fact.options]
        return [z3.Bool(fact.id) if fact.type == "boolean" else z3.Int(fact.id)]

    def as_said(self, case: Case) -> Formula:
        """All that a case says, of whichever facts."""
        return z3.And([self.equals(fact, value) for fact, value in case.items()])


def _compared(number: z3.ArithRef, operator: str, constant: Constant) -> Formula:
    value = constant.value
    return {
        "==": number == value, "!=": number != value, "<": number < value,
        "<=": number <= value, ">": number > value, ">=": number >= value,
    }[operator]  # fmt: skip


class TreeFormulas:
    """What holds in a tree in which every path ends; a case goes along every answer that holds.

    `holds` has the condition of each answer, by question and index, and `arrives` for each place
    that answers lead to whether a real case comes there.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.facts = Facts(tree.facts.values())
        assumed = [self.facts.of(assumption.condition) for assumption in tree.assumptions]
        self.real: Formula = z3.And([self.facts.valid, *assumed])
        self.solver = z3.Solver()
        self.solver.add(self.real)
        self.holds: dict[tuple[str, int], Formula] = {}
        self.arrives: Mapping[str, Formula] = self._arrivals()

    def _arrivals(self) -> dict[str, Formula]:
        ways: dict[str, list[Formula]] = {self.tree.start: [z3.BoolVal(True)]}
        for question in self.tree.in_order:
            here = self._named(question, ways.get(question.id, []))
            for at, answer in enumerate(question.answers):
                holds = self.facts.of(answer.condition)
                self.holds[question.id, at] = holds
                ways.setdefault(answer.goto, []).append(z3.And(here, holds))
        return {place: z3.Or(some) for place, some in ways.items()}

    def _named(self, question: Question, ways: list[Formula]) -> Formula:
        """A variable for whether a case comes to a question: each formula is written once."""
        here = z3.Bool(f"comes to {question.id}")
        self.solver.add(here == z3.Or(ways))
        return here

    def answers(self, question: str) -> list[Formula]:
        """The conditions of the answers of a question."""
        return [holds for (id_, _), holds in self.holds.items() if id_ == question]

    def taken(self, question: str, answer: int) -> Formula:
        """A case comes to a question and this answer holds."""
        return z3.And(self.arrives[question], self.holds[question, answer])

    def uncovered(self, question: str) -> Formula:
        """A case comes to a question and no answer holds."""
        return z3.And(self.arrives[question], z3.Not(z3.Or(self.answers(question))))

    def possible(self, *formulas: Formula) -> bool:
        """Tell whether some real case has it all."""
        return bool(self.solver.check(*formulas) == z3.sat)

    def always(self, given: Formula, formula: Formula) -> bool:
        """Tell whether every real case that has the one has the other."""
        return not self.possible(given, z3.Not(formula))
