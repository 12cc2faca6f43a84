"""woonboom: decision trees for policy, written in YAML, checked and printed.

text → values with places → tree → problems → scene → files:

>>> import woonboom
>>> tree, problems = woonboom.load("trees/corporaties.yaml")
>>> problems + woonboom.check(tree)
[]
>>> tree.questions["huurt"].answers[1].goto
'naar_hulpverleners'
>>> sorted(tree.graph.successors("dreiging"))
['geen_dreiging', 'woonproblemen']
>>> decision = tree.decide({"huurt_van_corporatie": True, "dreigt_ontruiming": "nee"})
>>> decision.outcome, decision.path
('geen_dreiging', (('huurt', 'yes'), ('dreiging', 'no')))
>>> woonboom.diff(tree, tree).equivalent
True

Names are imported when they are first used, so that a command imports only what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from woonboom.analysis.tables import TableReport, analyse_table
    from woonboom.decide import CaseProblem, Decision, decide
    from woonboom.decide.compiled import compile_tree
    from woonboom.diff import Changes, diff
    from woonboom.load import load
    from woonboom.model import Tree
    from woonboom.rules import check

_HOMES = {
    "CaseProblem": "woonboom.decide",
    "Changes": "woonboom.diff",
    "Decision": "woonboom.decide",
    "TableReport": "woonboom.analysis.tables",
    "Tree": "woonboom.model",
    "analyse_table": "woonboom.analysis.tables",
    "check": "woonboom.rules",
    "compile_tree": "woonboom.decide.compiled",
    "decide": "woonboom.decide",
    "diff": "woonboom.diff",
    "load": "woonboom.load",
}

__all__ = [
    "CaseProblem", "Changes", "Decision", "TableReport", "Tree", "analyse_table", "check",
    "compile_tree", "decide", "diff", "load",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name is)
    """Return a public name from the module that has it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'woonboom' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
