"""What goes where, before anything is measured: which answers are lines, which are chips.

Every answer becomes one `Exit`. A question is drawn once: below (or beside) one of the questions
that lead to it, its *parent*. Other answers that lead to it are lines too where that is a short
step past one question, and a chip "ga naar 8" everywhere else. Outcomes hang at their question and
are drawn again, brief, for every further answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from woonboom.model import Question, Tree

Step = tuple[str, int]
"""A question and the index of one of its answers."""


@dataclass(frozen=True)
class Exit:
    """An answer and what its line leads to in the drawing.

    `role` is branch (a question drawn for it), merge (a question drawn for another answer),
    outcome, brief, chip or stub; `ref` the id that it
    leads to; `key` the id of what is drawn there.
    """

    question: str
    index: int
    label: str
    role: str
    ref: str
    key: str

    @property
    def flows(self) -> bool:
        """Whether it leads on to a question that is drawn here."""
        return self.role in ("branch", "merge")


@dataclass(frozen=True)
class Plan:
    """The exits of every question, and the questions that start a part of the drawing."""

    tree: Tree
    exits: Mapping[str, tuple[Exit, ...]]
    roots: tuple[str, ...]

    def branches(self, question: str) -> list[str]:
        """Return the questions that are drawn for the answers of `question`."""
        return [e.ref for e in self.exits[question] if e.role == "branch"]

    def flowing(self, question: str) -> list[Exit]:
        """Return the answers of a question that a line leads on from."""
        return [e for e in self.exits[question] if e.flows]

    def tab(self, question: str) -> Exit | None:
        """Return the answer whose pill hangs at the question: the only line that leads on."""
        onward = self.flowing(question)
        return onward[0] if len(onward) == 1 else None

    @cached_property
    def merged(self) -> frozenset[str]:
        """The questions that a second line leads to."""
        return frozenset(e.ref for row in self.exits.values() for e in row if e.role == "merge")

    def below(self, root: str) -> Iterator[str]:
        """Yield `root` and every question that hangs from it, first answers first."""
        stack = [root]
        while stack:
            question = stack.pop()
            yield question
            stack.extend(reversed(self.branches(question)))


def question_key(question: str) -> str:
    """Return the id of a question's card in every drawing."""
    return f"vraag-{question}"


def outcome_key(outcome: str) -> str:
    """Return the id of an outcome's full card in every drawing."""
    return f"uitkomst-{outcome}"


def plan(tree: Tree, *, cut: Collection[str] = (), chips: Collection[str] = ()) -> Plan:
    """Decide for every answer how it is drawn.

    The questions in `cut` start a part of their own; every further answer to a question in `chips`
    is a chip, however near it is.
    """
    parents = _parents(tree, frozenset(cut))
    goto = {q.id: q.answers for q in tree.in_order}
    short = {s for s in _short_cuts(tree, parents) if goto[s[0]][s[1]].goto not in chips}
    sorter = _Sorter(tree, parents, frozenset(short), {})
    exits = {q.id: tuple(sorter.exits(q)) for q in tree.in_order}
    return Plan(tree, exits, tuple(q for q in tree.numbers if q not in parents))


def hung(tree: Tree, hosts: Mapping[str, Step]) -> Plan:
    """Return the plan in which questions hang where `hosts` says and lines lead nowhere else.

    A question without a host starts a part of its own.
    """
    sorter = _Sorter(tree, hosts, frozenset(), {})
    exits = {q.id: tuple(sorter.exits(q)) for q in tree.in_order}
    return Plan(tree, exits, tuple(q for q in tree.numbers if q not in hosts))


def _parents(tree: Tree, cut: frozenset[str]) -> dict[str, Step]:
    """For every question that hangs from another: the last answer before it that leads to it."""
    numbers = tree.numbers
    parents: dict[str, Step] = {}
    for question in tree.in_order:
        seen: set[str] = set()
        for index, answer in enumerate(question.answers):
            later = numbers.get(answer.goto, 0) > numbers[question.id]
            if not tree.holds_up(answer):
                continue
            if later and answer.goto not in cut and answer.goto not in seen:
                seen.add(answer.goto)
                parents[answer.goto] = (question.id, index)
    parents.pop(tree.start, None)
    return parents


def _short_cuts(tree: Tree, parents: Mapping[str, Step]) -> Iterator[Step]:
    """Answers that lead past one question, to where that question leads too."""
    places = _places(parents)
    taken: set[str] = set()
    for question in tree.in_order:
        for index, answer in enumerate(question.answers):
            parent = parents.get(answer.goto)
            if not parent or parent[0] == question.id or answer.goto in taken:
                continue
            if _near(question.id, parent[0], parents, places):
                taken.add(answer.goto)
                yield question.id, index


def _places(parents: Mapping[str, Step]) -> dict[str, int]:
    """For every question its place among those that hang from the same question."""
    children: dict[str, list[tuple[int, str]]] = {}
    for question, (parent, index) in parents.items():
        children.setdefault(parent, []).append((index, question))
    return {q: n for row in children.values() for n, (_, q) in enumerate(sorted(row))}


def _near(one: str, other: str, parents: Mapping[str, Step], places: Mapping[str, int]) -> bool:
    """Whether `other` hangs from `one`, or both are next to each other below one question."""
    first, second = parents.get(one), parents.get(other)
    if second and second[0] == one:
        return True
    if not first or not second or first[0] != second[0]:
        return False
    return abs(places[one] - places[other]) == 1


@dataclass(frozen=True)
class _Sorter:
    """Tells for answers, question by question, what they end in; `drawn` counts the cards."""

    tree: Tree
    parents: Mapping[str, Step]
    short: frozenset[Step]
    drawn: dict[str, int]

    def exits(self, question: Question) -> Iterator[Exit]:
        for index, answer in enumerate(question.answers):
            step, goto = (question.id, index), answer.goto
            shown = self.tree.holds_up(answer)
            role, key = self._place(step, goto) if shown else self._former(goto)
            yield Exit(question.id, index, str(answer.label), role, goto, key)

    def _former(self, goto: str) -> tuple[str, str]:
        """Where a former answer led that is still there: it stands elsewhere, and is not gone."""
        role, key = _ending(self.tree, goto)
        again = self.drawn[f"{key}.was"] = self.drawn.get(f"{key}.was", 0) + 1
        return "chip" if role == "outcome" else role, f"{key}.was.{again}"

    def _place(self, step: Step, goto: str) -> tuple[str, str]:
        if self.parents.get(goto) == step:
            return "branch", question_key(goto)
        if step in self.short:
            return "merge", question_key(goto)
        role, key = _ending(self.tree, goto)
        again = self.drawn[key] = self.drawn.get(key, 0) + 1
        if role == "outcome":
            return ("outcome", key) if again == 1 else ("brief", f"{key}.{again}")
        return role, f"{key}.{again}"


def _ending(tree: Tree, goto: str) -> tuple[str, str]:
    """What an answer ends in when no line leads on: the role and the id of its card."""
    if goto in tree.outcomes:
        return "outcome", outcome_key(goto)
    if goto in tree.questions:
        return "chip", f"naar-{goto}"
    return "stub", f"mist-{goto}"
