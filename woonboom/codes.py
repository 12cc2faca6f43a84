"""Every code there is, for whoever lists them: the registry fills as the modules are imported."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from woonboom.diagnostics import CODES, Code

# The modules that define codes; a test compares this with the package.
HOMES: Final = (
    "woonboom.load",
    "woonboom.load.styles",
    "woonboom.rules",
    "woonboom.look",
    "woonboom.layout.glyphs",
)


def all_codes() -> list[Code]:
    """Return every code, in order."""
    for home in HOMES:
        import_module(home)
    return [CODES[code] for code in sorted(CODES)]
