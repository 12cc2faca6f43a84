"""Where nodes stand in a drawing that nobody has laid out yet: ranks from the top, side by side.

Every node hangs below the first answer that leads to it, and stands over the middle of what hangs
below it. Time and room are proportional to the tree.
"""

from __future__ import annotations

from collections.abc import Mapping

from woonboom.model import Tree


def places(tree: Tree) -> Mapping[str, tuple[float, int]]:
    """Return the column and the rank of every question and outcome, from 0 at the left and top."""
    ranks = _ranks(tree)
    hung = _hung(tree)
    columns: dict[str, float] = {}
    free = 0
    for id_ in _leaves_first(hung):
        below = [columns[child] for child in hung[id_]]
        if not below:
            free += 1
        columns[id_] = (below[0] + below[-1]) / 2 if below else free - 1.0
    return {id_: (columns[id_], ranks[id_]) for id_ in columns}


def _ranks(tree: Tree) -> dict[str, int]:
    """How many answers away from the start a node is, at most; rounds are not followed."""
    ranks = dict.fromkeys([*tree.numbers, *tree.outcomes], 0)
    for question in tree.in_order:
        for answer in question.answers:
            number = tree.numbers.get(answer.goto)
            forward = number is None or number > tree.numbers[question.id]
            if answer.goto in ranks and forward:
                ranks[answer.goto] = max(ranks[answer.goto], ranks[question.id] + 1)
    return ranks


def _hung(tree: Tree) -> dict[str, list[str]]:
    """What hangs below each node: what its answers are the first to lead to."""
    hung: dict[str, list[str]] = {id_: [] for id_ in [*tree.numbers, *tree.outcomes]}
    taken = {tree.start}
    for question in tree.in_order:
        for answer in question.answers:
            number = tree.numbers.get(answer.goto)
            forward = number is None or number > tree.numbers[question.id]
            if answer.goto in hung and answer.goto not in taken and forward:
                taken.add(answer.goto)
                hung[question.id].append(answer.goto)
    return hung


def _leaves_first(hung: Mapping[str, list[str]]) -> list[str]:
    """Every node after all that hang below it, from left to right."""
    below = {child for row in hung.values() for child in row}
    order: list[str] = []
    waiting = [id_ for id_ in hung if id_ not in below]
    while waiting:  # parents first, the last child first: from the end that is leaves first
        id_ = waiting.pop()
        order.append(id_)
        waiting += hung[id_]
    return order[::-1]
