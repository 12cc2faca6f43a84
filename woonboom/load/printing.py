"""A vocabulary's `print:` → `Printing`: papers that exist, and sheets that divide a poster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from woonboom.diagnostics import Diagnostic, Message, Said
from woonboom.house import POSTER_PAPERS, TILE_PAPERS, USUAL_PRINTING, Printing, divides
from woonboom.load.blocks import INVALID_VALUE, Block, is_empty, open_block
from woonboom.load.shapes import SHAPES
from woonboom.source import Node, Scalar

_PAPERS: Final = Message("Mogelijk zijn: {known}.", "Possible are: {known}.")
_FITS: Final = Message(
    "De grootste poster is {poster} en past al op één vel {sheet}.",
    "The largest poster is {poster} and fits on one sheet of {sheet} already.",
)
_LARGER: Final = Message(
    "Noem bij posters een groter papier, of haal {sheet} hier weg.",
    "Name a larger paper under posters, or remove {sheet} here.",
)
_NO_POSTERS: Final = Message(
    "Er zijn geen posters om over vellen te verdelen.",
    "There are no posters to divide over sheets.",
)
_ADD_POSTERS: Final = Message(
    "Noem bij posters een papier, of haal tiles weg.",
    "Name a paper under posters, or remove tiles.",
)


def read_printing(node: Node, problems: list[Diagnostic]) -> Printing | None:
    """Return the paper sizes that a vocabulary writes; what it leaves out is as usual."""
    block = None if is_empty(node) else open_block(node, SHAPES["print"], problems)
    if block is None:
        return None
    posters = USUAL_PRINTING.posters
    if "posters" in block.node:
        known = _known(block, "posters", POSTER_PAPERS)
        posters = tuple(sorted(known, key=POSTER_PAPERS.index, reverse=True))
    return Printing(posters, _tiles(block, posters), block.begin)


def _tiles(block: Block, posters: Sequence[str]) -> tuple[str, ...]:
    """The sheets; of those that nobody asked for, only the ones that divide a poster."""
    if "tiles" not in block.node:
        return tuple(s for s in USUAL_PRINTING.tiles if posters and divides(s, posters[0]))
    asked = _known(block, "tiles", TILE_PAPERS)
    for sheet, scalar in asked.items():
        if not posters or not divides(sheet, posters[0]):
            block.problems.append(_nothing_to_divide(sheet, scalar, posters))
    return tuple(s for s in asked if posters and divides(s, posters[0]))


def _nothing_to_divide(sheet: str, scalar: Scalar, posters: Sequence[str]) -> Diagnostic:
    if not posters:
        return INVALID_VALUE.at(scalar.span, message=_NO_POSTERS, hint=_ADD_POSTERS)
    words = {"poster": posters[0].upper(), "sheet": sheet.upper()}
    return INVALID_VALUE.at(scalar.span, message=_FITS, hint=_LARGER, words={**words})


def _known(block: Block, key: str, papers: Sequence[str]) -> dict[str, Scalar]:
    """The papers under a key, in upper or lower case, each once; report any other."""
    found: dict[str, Scalar] = {}
    for scalar in block.scalars(key):
        paper = scalar.text.lower()
        if paper in papers:
            found.setdefault(paper, scalar)
        else:
            hint = Said(_PAPERS, {"known": ", ".join(papers)})
            block.report(INVALID_VALUE, scalar.span, hint, value=scalar.text)
    return found
