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


Names are imported when they are first used, so that a command imports only what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from woonboom.load import load
    from woonboom.model import Tree
    from woonboom.rules import check

_HOMES = {"check": "woonboom.rules", "load": "woonboom.load", "Tree": "woonboom.model"}

__all__ = ["Tree", "check", "load"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name is)
    """Return a public name from the module that has it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'woonboom' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
