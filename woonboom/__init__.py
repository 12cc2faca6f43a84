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

"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# Not when it is first used: the package `woonboom.load` would then take the function's place.
from woonboom.load import load
from woonboom.model import Tree

if TYPE_CHECKING:
    from woonboom.rules import check

__all__ = ["Tree", "check", "load"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name is)
    """Return `check`, imported when it is first used."""
    if name != "check":
        raise AttributeError(f"module 'woonboom' has no attribute {name!r}")
    from woonboom.rules import check

    return check
