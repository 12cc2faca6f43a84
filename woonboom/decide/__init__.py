"""Cases → decisions: the path that a case takes and the outcome that it gets.

`decide` says of one case where it ends; of a case that does not say enough, which outcomes are
still possible and what to ask next; and of an outcome "not yet", what would change it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any

from woonboom.model import Tree

if TYPE_CHECKING:
    from woonboom.decide.decision import Decision, decide
    from woonboom.decide.reading import CaseProblem

_HOMES = {
    "CaseProblem": "woonboom.decide.reading",
    "Decision": "woonboom.decide.decision",
    "decide": "woonboom.decide.decision",
}

__all__ = ["CaseProblem", "Decision", "decide"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name is)
    """Return a name from the module that has it: `check` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'woonboom.decide' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


class _Callable(ModuleType):
    """This package, when it is called: `woonboom.decide(tree, case)` is its function `decide`.

    Why that is needed stands with `woonboom.load`.
    """

    def __call__(self, tree: Tree, case: Mapping[str, object], on: date | None = None) -> Decision:
        from woonboom.decide.decision import decide

        return decide(tree, case, on)


sys.modules[__name__].__class__ = _Callable
