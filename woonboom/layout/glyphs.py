"""Characters that the drawing's font lacks: said, and drawn as a box."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final

from woonboom import text
from woonboom.diagnostics import Diagnostic, Message, Severity, define
from woonboom.look import look_of
from woonboom.model import Text, Tree

MISSING_GLYPH: Final = define(
    "WB704",
    "missing-glyph",
    Severity.WARNING,
    message=Message(
        "Het lettertype heeft geen teken voor {characters} in ‘{text}’.",
        "The font has no sign for {characters} in ‘{text}’.",
    ),
    about=Message(
        "Op een tekening staat een leeg vakje voor een teken dat het lettertype niet heeft, zoals"
        " een emoji of een Arabische letter. Zo valt op dat er iets mist.",
        "A drawing shows an empty box for a character that its font lacks, such as an emoji or an"
        " Arabic letter, so that its absence is noticed.",
    ),
    hint=Message("Gebruik een ander woord of teken.", "Use another word or character."),
)
_SHOWN: Final = 40


def missing_glyphs(tree: Tree, also: Iterable[Text] = ()) -> list[Diagnostic]:
    """Return a warning for every text of a tree with characters that cannot be drawn.

    `also` are texts that a paper holds and a drawing does not.
    """
    found, font = [], look_of(tree).face.regular
    for words in chain(tree.texts(), also):
        clean = text.clean(str(words))
        lacking = text.lacking(clean, font)
        if lacking:
            shown = clean if len(clean) <= _SHOWN else clean[: _SHOWN - 1] + "…"
            named = ", ".join(f"{c} (U+{ord(c):04X})" for c in lacking)
            span = words.span or tree.span
            found.append(MISSING_GLYPH.at(span, characters=named, text=shown))
    return found
