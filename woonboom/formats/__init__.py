"""Scenes as files. A format is a module with `write`, and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from woonboom.scene import Scene


@dataclass(frozen=True)
class Format:
    """A file format: its name, the end of its files' names, and what makes the bytes.

    With `paged` every page of a scene is a file of its own; its module then has `pages` too.
    """

    name: str
    extension: str
    write: Callable[[Scene], bytes]
    paged: bool = False

    def files(self, scene: Scene, stem: str) -> dict[str, bytes]:
        """Return the files of a scene by their names: `stem` with a number where they are more."""
        if not self.paged or len(scene.pages) == 1:
            return {f"{stem}{self.extension}": self.write(scene)}
        digits = len(str(len(scene.pages)))  # so that names sort as pages do
        numbers = range(1, len(scene.pages) + 1)
        names = [f"{stem}-{n:0{digits}}{self.extension}" for n in numbers]
        module = import_module(f"{__name__}.{self.name}")
        return dict(zip(names, module.pages(scene, names), strict=True))


def _format(name: str, extension: str, *, paged: bool = False) -> Format:
    def write(scene: Scene) -> bytes:
        # A format's module brings heavy packages with it; only drawing needs them.
        made: bytes = import_module(f"{__name__}.{name}").write(scene)
        return made

    return Format(name, extension, write, paged)


_ALL: Final = (
    _format("svg", ".svg", paged=True),
    _format("png", ".png", paged=True),
    _format("pdf", ".pdf"),
)
FORMATS: Final[Mapping[str, Format]] = {format_.name: format_ for format_ in _ALL}
