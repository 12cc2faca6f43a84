"""A tree in the forms of other programs. A form is a module with `write`, a line in `EXPORTS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from woonboom.diagnostics import Said
from woonboom.model import Tree


class Unfit(Exception):
    """A tree that a form has no place for; `said` tells why, and what to do."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.say("en"))
        self.said = said


@dataclass(frozen=True)
class Export:
    """A form: its name, the end of its files' names, and what makes the bytes.

    With `text` those bytes are UTF-8, fit for standard output. `write` raises `Unfit` for a tree
    that the form has no place for; `cautions` say what of a tree does not go along whole.
    """

    name: str
    extension: str
    write: Callable[[Tree], bytes]
    text: bool = True
    cautions: Callable[[Tree], list[Said]] = lambda _: []


def _export(name: str, extension: str, *, text: bool = True) -> Export:
    def write(tree: Tree) -> bytes:
        # Only the form that is asked for is imported, with what it needs.
        made: bytes = import_module(f"{__name__}.{name}").write(tree)
        return made

    def cautions(tree: Tree) -> list[Said]:
        module = import_module(f"{__name__}.{name}")
        found: list[Said] = module.cautions(tree) if hasattr(module, "cautions") else []
        return found

    return Export(name, extension, write, text, cautions)


_ALL: Final = (
    _export("dot", ".dot"),
    _export("mermaid", ".mmd"),
    _export("graphml", ".graphml"),
    _export("json", ".json"),
    _export("dmn", ".dmn"),
    _export("xlsx", ".xlsx", text=False),
    _export("csv", ".csv"),
)
EXPORTS: Final[Mapping[str, Export]] = {export.name: export for export in _ALL}
