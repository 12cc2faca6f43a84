"""What `poster` does with a finished drawing: greys, bleed, sheets, and the names of its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import click

from woonboom.cli.context import Call, current
from woonboom.diagnostics import Message
from woonboom.formats import FORMATS
from woonboom.scene import Scene
from woonboom.style import PAPERS_MM

SHEETS: Final = ("a4", "a3")
"""The papers of office printers."""

TILE: Final = Message(
    "Verdeel de poster over vellen van een kantoorprinter, met een plakplan.",
    "Divide the poster over sheets of an office printer, with a plan to assemble it.",
)
BLEED: Final = Message(
    "Voor de drukker: 3 mm afloop en snijtekens.", "For a print shop: 3 mm bleed and crop marks."
)
GREY: Final = Message("Proef in grijs.", "Proof in greys.")
_NOT_BOTH: Final = Message(
    "--bleed en --tile gaan niet samen: afloop is voor een drukker, vellen zijn voor een "
    "kantoorprinter. Kies er één.",
    "--bleed and --tile do not go together: bleed is for a print shop, sheets are for an office "
    "printer. Choose one.",
)
_FITS: Final = Message(
    "De poster van ‘{name}’ past al op één vel {sheet}. Kies groter papier met --paper, of laat "
    "--tile weg.",
    "The poster of ‘{name}’ fits on one sheet {sheet} already. Choose larger paper with --paper, "
    "or leave out --tile.",
)


@dataclass(frozen=True)
class Finish:
    """What is to be done with a drawing; `tile` is a paper or nothing."""

    tile: str | None = None
    bleed: bool = False
    grey: bool = False

    @property
    def suffix(self) -> str:
        """What it adds to the names of files: always Dutch, so that scripts can rely on it."""
        parts = [f"-tegels-{self.tile}"] if self.tile else []
        parts += ["-drukklaar"] if self.bleed else []
        parts += ["-grijs"] if self.grey else []
        return "".join(parts)

    def of(self, scene: Scene, name: str) -> Scene:
        """Return the drawing of the tree `name`, finished.

        Ends the command with 2 when there is nothing to divide over sheets.
        """
        if self.tile and all(_fits(page.width, page.height, self.tile) for page in scene.pages):
            raise _usage(_FITS, current(), name=name, sheet=self.tile.upper())
        if self.bleed:
            from woonboom.press.bleed import with_bleed

            scene = with_bleed(scene)
        if self.tile:
            from woonboom.press.tiles import tiled

            scene = tiled(scene, self.tile)
        if self.grey:
            from woonboom.press.grey import grey

            scene = grey(scene)
        return scene


def finish_of(tile: str | None, *, bleed: bool, grey: bool) -> Finish:
    """Return what options ask for; ends the command with 2 when they contradict each other."""
    if tile and bleed:
        raise _usage(_NOT_BOTH, current())
    return Finish(tile, bleed, grey)


def files_of(scene: Scene, stem: str, forms: Iterable[str]) -> dict[str, bytes]:
    """Return the files of a drawing by their names: every form that is asked for."""
    made: dict[str, bytes] = {}
    for form in sorted(forms):  # by name, so that the PDF comes first: it needs the most room
        made |= FORMATS[form].files(scene, stem)
    return made


def _fits(width: float, height: float, sheet: str) -> bool:
    short, long = PAPERS_MM[sheet]
    return min(width, height) <= short and max(width, height) <= long


def _usage(message: Message, call: Call, **words: str) -> click.UsageError:
    return click.UsageError(message.say(call.language, words), click.get_current_context())
