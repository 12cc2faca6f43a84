"""Laying a tree out in the style and on the paper that are wanted, and telling what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from woonboom.cli.context import Call
from woonboom.diagnostics import Diagnostic, Message
from woonboom.model import Tree
from woonboom.scene import Scene
from woonboom.style import POINT_MM

STYLES: Final = ("panels", "map")
"""The first is what you get without asking."""
_PAPER: Final = "a1"
_PREVIEW: Final = "a4"
_ROUNDING: Final = 0.05 * POINT_MM
"""Type sizes are told in tenths of points."""

_SEVERAL = Message(
    "‘{tree}’ past niet op één vel {paper}: de letter zou kleiner worden dan {least} punt. Het "
    "zijn {count} vellen geworden: een overzicht, en {sheets} met een letter van {size} punt. Toch "
    "op één vel: --one-sheet. Een kaart van het geheel: --style map.",
    "‘{tree}’ does not fit on one sheet of {paper}: type would be smaller than {least} points. It "
    "has become {count} sheets: an overview, and {sheets} with type of {size} points. On one sheet "
    "all the same: --one-sheet. A chart of the whole: --style map.",
)
CHANGES_ON_SEVERAL = Message(
    "Wat er verandert in ‘{tree}’ past niet op één vel {paper}. Het zijn {count} vellen geworden: "
    "een overzicht, en {sheets} met een letter van {size} punt.",
    "What changes in ‘{tree}’ does not fit on one sheet of {paper}. It has become {count} sheets: "
    "an overview, and {sheets} with type of {size} points.",
)
_SMALL = Message(
    "Let op: de letter op ‘{tree}’ is {size} punt. Op {paper} is minstens {least} punt nodig om de "
    "poster van een afstand te lezen. {remedy}",
    "Mind: type on ‘{tree}’ is {size} points. On {paper} at least {least} points are needed to "
    "read the poster from a distance. {remedy}",
)
_SHORTER = Message(
    "Maak de teksten korter, of verdeel een vraag met veel antwoorden.",
    "Make the texts shorter, or divide a question with many answers.",
)
_SEVERAL_SHEETS = Message(
    "Zonder --one-sheet worden het meer vellen.", "Without --one-sheet it becomes several sheets."
)
_PROOF = Message(
    "De poster van ‘{tree}’ op A4 is om te bekijken: de letter is {size} punt. Deel de poster uit "
    "op A3 of groter.",
    "The poster of ‘{tree}’ on A4 is for a look: type is {size} points. Hand the poster out on A3 "
    "or larger.",
)


@dataclass(frozen=True)
class Wanted:
    """The style of drawing, its paper, which way up, and whether it must be one sheet."""

    style: str
    paper: str | None
    landscape: bool | None
    whole: bool


def drawing(tree: Tree, wanted: Wanted, call: Call) -> tuple[Scene, list[Diagnostic]]:
    """Lay a tree out; problems are what the drawing could not show."""
    if wanted.style == "map":
        from woonboom.layout.map import graph

        return graph.layout(tree, paper=wanted.paper, landscape=wanted.landscape)
    from woonboom.layout.panels import poster

    paper = wanted.paper or _PAPER
    scene, problems = poster.layout(
        tree, paper=paper, landscape=wanted.landscape, whole=wanted.whole
    )
    tell(tree, scene, paper, call, whole=wanted.whole)
    return scene, problems


def tell(
    tree: Tree,
    scene: Scene,
    paper: str,
    call: Call,
    *,
    whole: bool = False,
    several: Message = _SEVERAL,
) -> None:
    """Say what may surprise: several sheets, small type, a paper that is for a look only."""
    tell_size(tree, (len(scene.pages), scene.unit), paper, call, whole=whole, several=several)


def tell_size(
    tree: Tree,
    drawn: tuple[int, float],
    paper: str,
    call: Call,
    *,
    whole: bool = False,
    several: Message = _SEVERAL,
) -> None:
    """Say the same of a drawing on so many pages, with type of that size in mm."""
    from woonboom.layout.panels.poster import least_unit

    least, (pages, unit) = least_unit(paper), drawn
    words: dict[str, str | int] = {
        "tree": tree.id,
        "paper": paper.upper(),
        "size": _points(unit, call.language),
        "least": _points(least, call.language),
        "count": pages,
        "sheets": pages - 1,
    }
    if pages > 1:
        call.note(several, **words)
    if unit < least - _ROUNDING:
        remedy = _SEVERAL_SHEETS if whole else _SHORTER
        call.note(_SMALL, **words, remedy=remedy.say(call.language, {}))
    if paper == _PREVIEW:
        call.note(_PROOF, **words)


def _points(length: float, language: str) -> str:
    """A type size in points, as it is written in a language."""
    shown = f"{length / POINT_MM:.1f}".removesuffix(".0")
    return shown.replace(".", ",") if language == "nl" else shown
