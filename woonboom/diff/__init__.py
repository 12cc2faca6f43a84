"""Two versions of a tree → what was edited, and exactly which cases get another outcome.

`woonboom.diff(old, new)` tells both; `Changes` says what there is to know.

>>> import woonboom
>>> old, _ = woonboom.load("trees/begrippenlijst/hulpverleners.yaml")
>>> new, _ = woonboom.load("trees/hulpverleners.yaml")
>>> changes = woonboom.diff(old, new)
>>> for group in changes.graded("loss"):
...     print(group.old_outcome, "→", group.new_outcome, group.region.count)
tweedekans → eerst_regeling 28132224
>>> change = changes.cases[1]
>>> change.region["maanden_regeling"], change.region["bewindvoering"]
('4 <= maanden_regeling < 6', 'not bewindvoering')
>>> change.old_path[change.common], change.new_path[change.common]
(('regeling', 'ja'), ('regeling', 'nee'))
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any

from woonboom.model import Tree

if TYPE_CHECKING:
    from woonboom.diff.changes import GRADES, CaseChange, Changes, Grade, Group, Path, Renames
    from woonboom.diff.comparing import diff

_CHANGES = "woonboom.diff.changes"
_HOMES = {
    "GRADES": _CHANGES,
    "CaseChange": _CHANGES,
    "Changes": _CHANGES,
    "Grade": _CHANGES,
    "Group": _CHANGES,
    "Path": _CHANGES,
    "Renames": _CHANGES,
    "diff": "woonboom.diff.comparing",
}

__all__ = ["GRADES", "CaseChange", "Changes", "Grade", "Group", "Path", "Renames", "diff"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name is)
    """Return a name from the module that has it: what is not used is not imported."""
    if name not in _HOMES:
        raise AttributeError(f"module 'woonboom.diff' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


class _Callable(ModuleType):
    """This package, when it is called: `woonboom.diff(old, new)` is its function `diff`.

    Why that is needed stands with `woonboom.load`.
    """

    def __call__(
        self, old: Tree, new: Tree, *, facts: Mapping[str, str] | None = None, paths: bool = False
    ) -> Changes:
        from woonboom.diff.comparing import diff

        return diff(old, new, facts=facts, paths=paths)


sys.modules[__name__].__class__ = _Callable
