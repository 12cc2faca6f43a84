"""The vocabularies that a tree or form names under `uses`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Protocol

from woonboom.diagnostics import Spelling
from woonboom.load.blocks import Block, as_scalar
from woonboom.load.references import UNKNOWN_VOCABULARY, meant
from woonboom.model import Vocabulary
from woonboom.source import Sequence
from woonboom.source.places import beside, files_in, is_file


class Vocabularies(Protocol):
    """Who reads vocabularies, each once."""

    def vocabulary(self, path: Path, language: str) -> Vocabulary | None:
        """Return the vocabulary in a file, reporting its problems there."""


def used_by(
    block: Block, path: Path, around: Vocabularies, language: str
) -> tuple[list[Vocabulary], bool]:
    """Return the vocabularies that a file names, in that order, each once.

    The second is whether one of them could not be read, so that names may be known there.
    """

    @cache
    def files() -> Spelling:
        return Spelling(p.name for p in files_in(path.parent, (".yaml", ".yml")) if p != path)

    node = block.value("uses")
    nodes = node.items if isinstance(node, Sequence) else (node,) if node else ()
    found: dict[Path, Vocabulary | None] = {}
    for number, item in enumerate(nodes):
        scalar = as_scalar(item, block.problems)
        there = file_beside(path, scalar.text) if scalar else None
        vocabulary = around.vocabulary(there, language) if there else None
        if scalar and not there:
            hint = meant(files(), scalar.text)
            block.problems.append(UNKNOWN_VOCABULARY.at(scalar.span, hint=hint, name=scalar.text))
        found[vocabulary.path if vocabulary else Path(f"{number}")] = vocabulary
    return [v for v in found.values() if v], None in found.values()


def file_beside(path: Path, name: str) -> Path | None:
    """Return the path of a file that is named relative to another, if it is there."""
    found = beside(path, name)
    return found if is_file(found) else None
