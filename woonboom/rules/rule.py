"""What a rule is: a function from a tree, or from a set of trees, to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from woonboom.analysis.findings import analysis_of
from woonboom.diagnostics import Diagnostic
from woonboom.model import Tree, Vocabulary
from woonboom.regions.diagrams import TooEntangled

if TYPE_CHECKING:
    from woonboom.questionnaire import Questionnaire


@dataclass(frozen=True)
class Collection:
    """The trees and forms of one run, their vocabularies, and the folders that were read whole."""

    trees: tuple[Tree, ...]
    vocabularies: tuple[Vocabulary, ...]
    folders: tuple[Path, ...]
    today: date
    forms: tuple[Questionnaire, ...] = ()

    def whole(self, path: Path) -> bool:
        """Tell whether everything beside a file was read, so that "unused" can be said."""
        return any(folder in path.parents for folder in self.folders)


TreeRule = Callable[[Tree], Iterable[Diagnostic]]
CollectionRule = Callable[[Collection], Iterable[Diagnostic]]

STRUCTURE_RULES: list[TreeRule] = []
TREE_RULES: list[TreeRule] = []
LAST_RULES: list[TreeRule] = []
COLLECTION_RULES: list[CollectionRule] = []


def structure_rule(rule: TreeRule) -> TreeRule:
    """Register a rule that also makes sense for a tree whose names or conditions are flawed."""
    STRUCTURE_RULES.append(rule)
    return rule


def tree_rule(rule: TreeRule) -> TreeRule:
    """Register a rule about one sound tree."""
    TREE_RULES.append(rule)
    return rule


def last_rule(rule: TreeRule) -> TreeRule:
    """Register a rule about one sound tree that tells what the rules before it could not do."""
    LAST_RULES.append(rule)
    return rule


def collection_rule(rule: CollectionRule) -> CollectionRule:
    """Register a rule about all trees of a run together."""
    COLLECTION_RULES.append(rule)
    return rule


def run(collection: Collection) -> Iterator[Diagnostic]:
    """Yield every problem that the registered rules find."""
    for tree in collection.trees:
        for rule in STRUCTURE_RULES:
            yield from rule(tree)
        if not tree.flawed:
            for rule in (*TREE_RULES, *LAST_RULES):
                yield from _as_far_as_possible(rule, tree)
    for about_all in COLLECTION_RULES:
        yield from about_all(collection)


def _as_far_as_possible(rule: TreeRule, tree: Tree) -> Iterator[Diagnostic]:
    """What a rule finds before its sets of cases outgrow the memory."""
    try:
        yield from rule(tree)
    except TooEntangled:
        analysis_of(tree).give_up("flow")
