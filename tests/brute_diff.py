"""What changes between two versions, by deciding every case of both: the second opinion.

Nothing here uses `woonboom.diff.align`: trees stay as they are, and a case is told to each version
in its own words. What was renamed is taken as `changes.renames` has it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from math import prod
from typing import NamedTuple

from random_trees import PlainCase, values_of

from woonboom.conditions.forms import facts_of
from woonboom.diff import Changes, Path
from woonboom.facts import Fact, Value
from woonboom.model import Question, Tree

MOST = 20_000


class End(NamedTuple):
    """Where a case ends in a version: by which path, in which outcome."""

    outcome: str | None
    path: Path


class Both:
    """Every real case of two versions, with where it ends in each."""

    def __init__(self, changes: Changes) -> None:
        self.old, self.new, self.renames = changes.old, changes.new, changes.renames
        self.names = dict(self._names())
        self.facts = self._domains()
        self.count = prod(len(values) for values in self.facts.values())

    # ------------------------------------------------------------ facts

    def _names(self) -> Iterator[tuple[str, str]]:
        """What every old fact is called now."""
        to = {f.id: self._to(f) for f in self.old.facts.values()}
        taken = {now for id_, now in to.items() if now != id_}
        for id_, now in to.items():
            if now in self.new.facts and not (now == id_ and id_ in taken):
                former, fact = self.old.facts[id_], self.new.facts[now]
                if same(former, fact):
                    yield id_, now
                    continue
            yield id_, f"{id_}:former" if id_ in self.new.facts else id_

    def _to(self, fact: Fact) -> str:
        to = self.renames.facts.get(fact.id)
        if to is None and fact.judgement:
            to = self.renames.questions.get(fact.id)
        return to if to in self.new.facts and to is not None else fact.id

    def _domains(self) -> dict[str, tuple[Value, ...]]:
        """The values of both versions, of the facts that either reads."""
        found: dict[str, tuple[Value, ...]] = {}
        for fact in read(self.new):
            found[fact] = self._values(fact)
        for fact in read(self.old):
            found.setdefault(self.names[fact], self._values(self.names[fact]))
        return found

    def _values(self, name: str) -> tuple[Value, ...]:
        own: tuple[Value, ...] = ()
        listed = self._listed(name)
        if name in self.new.facts:
            own = values_of(self.new.facts[name])
            own = tuple(yes_no(value) if listed else value for value in own)
        for id_ in [id_ for id_, now in self.names.items() if now == name]:
            former = (self._now(id_, value) for value in values_of(self.old.facts[id_]))
            own += tuple(yes_no(value) if listed else value for value in former)
        return tuple(dict.fromkeys(own))

    def _listed(self, name: str) -> bool:
        """Whether one version lists the answers yes and no of a judgement."""
        types = {self.old.facts[id_].type for id_, now in self.names.items() if now == name}
        types |= {self.new.facts[name].type} if name in self.new.facts else set()
        return types == {"boolean", "choice"}

    def _now(self, fact: str, value: Value) -> Value:
        """A value of an old fact as the new version calls it."""
        if not isinstance(value, str) or not self.old.facts[fact].judgement:
            return value
        _, answer = self.renames.answers.get((fact, value), (fact, value))
        return answer

    # ------------------------------------------------------------ cases

    def cases(self) -> Iterator[PlainCase]:
        """Yield every real case, by the names of the new version."""
        for values in itertools.product(*self.facts.values()):
            case = dict(zip(self.facts, values, strict=True))
            if self.real(case):
                yield case

    def real(self, case: PlainCase) -> bool:
        was, is_ = self.told_old(case), self.told_new(case)
        return all(a.condition.holds(was) for a in self.old.assumptions) or all(
            a.condition.holds(is_) for a in self.new.assumptions
        )

    def told_old(self, case: PlainCase) -> PlainCase:
        """A case in the words of the old version; a value that it does not know stays."""
        told: PlainCase = {}
        for id_, now in self.names.items():
            if now in case:
                fact, value = self.old.facts[id_], case[now]
                back = {self._now(id_, own): own for own in values_of(fact) if isinstance(own, str)}
                if fact.type == "boolean" and isinstance(value, str):
                    told[id_] = {"yes": True, "no": False}.get(value, value)
                else:
                    told[id_] = back.get(value, value)
        return told

    def told_new(self, case: PlainCase) -> PlainCase:
        told: PlainCase = {}
        for id_, value in case.items():
            fact = self.new.facts.get(id_)
            if fact is not None and fact.type == "boolean" and isinstance(value, str):
                told[id_] = {"yes": True, "no": False}.get(value, value)
            elif fact is not None:
                told[id_] = value
        return told

    def ends(self, case: PlainCase) -> tuple[End, End]:
        return decided(self.old, self.told_old(case)), decided(self.new, self.told_new(case))

    def same(self, old: str | None, new: str | None) -> bool:
        """Whether an outcome is the same in both versions."""
        if old is None or new is None:
            return old == new
        was, is_ = self.old.outcomes[old], self.new.outcomes[new]
        renamed = self.renames.outcomes.get(old, old) == new
        return renamed and was.kind == is_.kind and was.tree == is_.tree

    def same_path(self, old: Path, new: Path) -> bool:
        return tuple(self.renames.step(step) for step in old) == new


def same(former: Fact, now: Fact) -> bool:
    if former.judgement and now.judgement:
        return True
    return former.type == now.type and former.unit == now.unit


def yes_no(value: Value) -> Value:
    return value if isinstance(value, str) else "yes" if value else "no"


def read(tree: Tree) -> list[str]:
    asked = [fact for question in tree.in_order for fact in question.facts]
    asked += [f for q in tree.in_order for a in q.answers for f in facts_of(a.condition)]
    asked += [fact for assumption in tree.assumptions for fact in facts_of(assumption.condition)]
    return list(dict.fromkeys(asked))


def decided(tree: Tree, case: PlainCase) -> End:
    """Where a case ends: a question has no answer for a value that its version does not know."""
    path: list[tuple[str, str]] = []
    place = tree.start
    while place in tree.questions:
        question = tree.questions[place]
        holding = [a for a in question.answers if a.condition.holds(case)]
        if len(holding) != 1 or not known(tree, question, case):
            return End(None, tuple(path))
        path.append((place, holding[0].id))
        place = holding[0].goto
    return End(place if place in tree.outcomes else None, tuple(path))


def known(tree: Tree, question: Question, case: PlainCase) -> bool:
    """Whether a version knows the values that a question reads."""
    read_here = {f for answer in question.answers for f in facts_of(answer.condition)}
    return all(case[fact] in values_of(tree.facts[fact]) for fact in read_here)
