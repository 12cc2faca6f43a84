"""Scenes as files. A format is a module with `write`, and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from woonboom.scene import Scene


@dataclass(frozen=True)
class Format:
    """A file format: its name, the end of its files' names, and what makes the bytes."""

    name: str
    extension: str
    write: Callable[[Scene], bytes]


def _format(name: str, extension: str) -> Format:
    def write(scene: Scene) -> bytes:
        # A format's module brings heavy packages with it; only drawing needs them.
        made: bytes = import_module(f"{__name__}.{name}").write(scene)
        return made

    return Format(name, extension, write)


_ALL: Final = (
    _format("svg", ".svg"),
    _format("pdf", ".pdf"),
)
FORMATS: Final[Mapping[str, Format]] = {format_.name: format_ for format_ in _ALL}
