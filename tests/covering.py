"""What cases cover, in tests: as woonboom finds it, and by its definition."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from random_trees import PlainCase, every_case
from reading import FACTS, HEAD, OUTCOMES, asking

from woonboom.analysis.coverage import Boundary, Coverage, Item, Trail, coverage_of
from woonboom.analysis.flow import Step
from woonboom.conditions import Case
from woonboom.conditions.forms import Chain, Compare, leaves
from woonboom.decide.walk import walk
from woonboom.model import Tree

TWO = (
    HEAD + OUTCOMES + FACTS + "questions:\n"
    "  a:\n    ask: Lang?\n    answers:\n"
    "      - {label: Ja, when: maanden >= 12, goto: b}\n"
    "      - {label: Nee, otherwise: true, goto: x}\n"
    "  b:\n    ask: Langer dan kort?\n    answers:\n"
    "      - {label: Ja, when: maanden > 12, goto: x}\n"
    "      - {label: Nee, otherwise: true, goto: y}\n"
    "      - {label: Nooit, when: maanden < 6, goto: y}\n"
)


def covering(tree: Tree, some: Iterable[Case]) -> Coverage:
    return coverage_of(tree, [Trail(case, walk(tree, case).path) for case in some])


def answers(tree: Tree, items: Iterable[Item]) -> list[str]:
    steps = [item for item in items if isinstance(item, Step)]
    return [f"{s.question} {tree.questions[s.question].answers[s.answer].id}" for s in steps]


def months(condition: str) -> str:
    """A tree that asks one condition."""
    return asking(
        "ask: Vraag\nanswers:\n"
        f"  - {{label: Ja, when: '{condition}', goto: x}}\n"
        "  - {label: Nee, otherwise: true, goto: y}\n"
    )


def real_cases(tree: Tree) -> list[PlainCase]:
    assumed = [assumption.condition for assumption in tree.assumptions]
    return [case for case in every_case(tree) if all(c.holds(case) for c in assumed)]


def done(tree: Tree, case: Case) -> set[Item]:
    """What a case covers, by the definition: no analysis, no thresholds worked out."""
    found: set[Item] = set()
    for question, taken in walk(tree, case).path:
        ids = [answer.id for answer in tree.questions[question].answers]
        found.add(Step(question, ids.index(taken)))
        found.update(b for b in beside(tree, question) if case.get(b.fact) == b.value)
    return found


def beside(tree: Tree, question: str) -> set[Boundary]:
    """The numbers between which some comparison of a question changes, one by one."""
    found = set()
    for leaf in (x for a in tree.questions[question].answers for x in leaves(a.condition)):
        if isinstance(leaf, Compare | Chain):
            low, high = tree.facts[leaf.fact].range or (0, 0)
            for pair in pairwise(range(low, high + 1)):
                if len({leaf.holds({leaf.fact: value}) for value in pair}) == 2:
                    found |= {Boundary(question, leaf.fact, value) for value in pair}
    return found
