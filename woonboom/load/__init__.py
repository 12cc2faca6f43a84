"""Files → `Tree`, plus every problem of shape and reference.

`load` reads one tree; a `Library` reads many files, each once, and keeps the problems of all.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from woonboom.diagnostics import Diagnostic
from woonboom.load.library import Library, load
from woonboom.model import Tree

__all__ = ["Library", "load"]


class _Callable(ModuleType):
    """This package, when it is called: `woonboom.load(path)` is its function `load`.

    Python gives `woonboom` an attribute for every package below it, as soon as that is imported;
    the function of the same name would be gone.
    """

    def __call__(self, path: str | Path) -> tuple[Tree | None, list[Diagnostic]]:
        return load(path)


sys.modules[__name__].__class__ = _Callable
