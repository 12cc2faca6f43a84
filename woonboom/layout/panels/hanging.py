"""At which answer every question is drawn, and which ones start a part of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from woonboom.layout.panels.arms import Kid
from woonboom.layout.panels.shapes import Rule, Shape, leaf, shapes
from woonboom.layout.panels.variants import Variants
from woonboom.layout.plan import Exit, Plan, Step, hung
from woonboom.layout.wording import is_no
from woonboom.model import Tree

Hosts = Mapping[str, Step]
"""For every question that hangs at an answer: which. The others start a part of their own."""


def options(tree: Tree) -> dict[str, tuple[Step, ...]]:
    """Return for every question the answers at which it can hang: those of earlier questions."""
    found: dict[str, list[Step]] = {}
    for question in tree.in_order:
        for index, answer in enumerate(question.answers):
            goto = answer.goto
            later = tree.numbers.get(goto, 0) > tree.numbers[question.id]
            first = all(step[0] != question.id for step in found.get(goto, ()))
            if later and first and goto != tree.start and tree.holds_up(answer):
                found.setdefault(goto, []).append((question.id, index))
    return {question: tuple(found[question]) for question in tree.numbers if question in found}


def hosts_of(plan: Plan) -> Hosts:
    """Return the hosts by which a plan was hung."""
    rows = plan.exits.values()
    return {e.ref: (e.question, e.index) for row in rows for e in row if e.role == "branch"}


def adapted(hosts: Hosts, tree: Tree) -> Hosts:
    """Return hosts as they were for an earlier version of a tree, as far as they still can be.

    A question whose answer is gone, and one that nothing was known of, hangs at the first answer
    that leads to it.
    """
    known = {*hosts, *(question for question, _ in hosts.values())}
    return {
        question: hosts[question] if hosts.get(question) in steps else steps[0]
        for question, steps in options(tree).items()
        if question in hosts or question not in known
    }


def part_of(hosts: Hosts, tree: Tree) -> dict[str, str]:
    """For every question the first one of its part."""
    found: dict[str, str] = {}
    for question in tree.numbers:
        found[question] = found[hosts[question][0]] if question in hosts else question
    return found


class Workshop:
    """The shapes of the questions of one tree under one rule, each made once.

    What hangs below a question decides its shapes; `most` are kept.
    """

    def __init__(self, variants: Variants, rule: Rule, most: int) -> None:
        self.variants, self.rule, self.most = variants, rule, most
        self.tree = variants.tree
        self._numbers: dict[tuple[str, tuple[int, ...]], int] = {}
        self._made: list[tuple[Shape, ...]] = []
        self._leaves: dict[tuple[str, str], tuple[Shape, ...]] = {}

    @cached_property
    def _ends(self) -> Mapping[str, tuple[Exit, ...]]:
        """What every answer ends in when no question hangs from it."""
        return hung(self.tree, {}).exits

    def made(
        self, hosts: Hosts, roots: Collection[str] | None = None
    ) -> dict[str, tuple[Shape, ...]]:
        """Return the shapes of every question, or of what `roots` consist of, narrow to wide."""
        below = {step: question for question, step in hosts.items()}
        numbers: dict[str, int] = {}
        parts = part_of(hosts, self.tree) if roots is not None else {}
        for question in reversed(self.tree.in_order):
            if roots is not None and parts[question.id] not in roots:
                continue
            steps = [(question.id, n) for n in range(len(question.answers))]
            hanging = tuple(numbers[below[s]] if s in below else -1 for s in steps)
            numbers[question.id] = self.number(question.id, hanging)
        return {question: self._made[number] for question, number in numbers.items()}

    def of(self, number: int) -> tuple[Shape, ...]:
        """Return the shapes that have a number."""
        return self._made[number]

    def number(self, question: str, hanging: tuple[int, ...]) -> int:
        """Return the number of a question's shapes.

        `hanging` has for every answer the number of what hangs there, or -1 where nothing does.
        """
        key = (question, hanging)
        if key not in self._numbers:
            kids = [self._kid(question, n, below) for n, below in enumerate(hanging)]
            cards = self.variants.cards("question", question)
            self._numbers[key] = len(self._made)
            self._made.append(shapes(cards, kids, self.rule, self.most))
        return self._numbers[key]

    def _kid(self, question: str, index: int, below: int) -> Kid:
        exit_ = self._ends[question][index]
        pill, negative = self.variants.pill(exit_.label), is_no(exit_.label)
        if below >= 0:
            return Kid(index, pill, self._made[below], negative, ends=False)
        return Kid(index, pill, self.leaf(exit_.role, exit_.ref), negative)

    def leaf(self, role: str, ref: str) -> tuple[Shape, ...]:
        """Return the shapes of a card at which nothing hangs."""
        if (role, ref) not in self._leaves:
            cards = self.variants.cards(role, ref)
            self._leaves[role, ref] = tuple(leaf(card) for card in cards)
        return self._leaves[role, ref]
