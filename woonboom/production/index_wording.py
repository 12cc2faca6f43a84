"""The words of the page that leads to all products."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from woonboom.diagnostics import Message

TITLE: Final = Message("Onze beslisbomen", "Our decision trees")
UNDER: Final = Message(
    "Alles op één plek: om door te lopen, op te hangen, in te vullen en te lezen.",
    "Everything in one place: to walk through, to hang up, to fill in and to read.",
)
SKIP: Final = Message("Ga naar de bomen", "Skip to the trees")
ADVISES: Final = Message("De boom adviseert; u beslist.", "The tree advises; you decide.")
WALK: Final = Message("Loop een boom door", "Walk through a tree")
WALK_ABOUT: Final = Message(
    "Vraag voor vraag naar een advies. Werkt ook zonder internet; wat u invult blijft op uw "
    "computer.",
    "Question by question to an advice. Works without internet too; what you fill in stays on your "
    "computer.",
)
NOT_RENEWED: Final = Message("Niet vernieuwd", "Not renewed")
LAST_GOOD: Final = Message(
    "Wat er van deze bestanden al was, is van de laatste goede versie.",
    "What was there of these files already is of the last good version.",
)
REASONS: Final[Mapping[str, Message]] = {
    "errors": Message("In {file} zitten fouten.", "There are errors in {file}."),
    "uses": Message(
        "{file} gebruikt {other}; daarin zitten fouten.", "{file} uses {other}, which has errors."
    ),
    "alike": Message(
        "Van {file} en {other} zouden de bestanden hetzelfde heten. Geef één van de twee een "
        "andere naam.",
        "The files of {file} and {other} would have the same names. Give one of the two another "
        "name.",
    ),
}
"""Why nothing can be made of a file now."""
STALE: Final = Message("Dit is van de laatste goede versie.", "This is of the last good version.")
WALK_NEW: Final = Message(
    "Op de pagina om door te lopen staan ze nu niet.",
    "They are not on the page to walk through now.",
)
WALK_OLD: Final = Message(
    "Deze pagina is niet vernieuwd. Ze is van de laatste goede versie, met: {trees}.",
    "This page was not renewed. It is of the last good version, with: {trees}.",
)
WALK_HERE: Final = Message("Loop deze boom door", "Walk through this tree")
WALK_HERE_ABOUT: Final = Message(
    "vraag voor vraag naar een advies", "question by question to an advice"
)
STEP_BY_STEP: Final = Message("Stap voor stap", "Step by step")
CHANGED: Final = Message("Laatst gewijzigd op {day}", "Last changed on {day}")
UNDATED: Final = Message("Zonder datum", "Without a date")
ENLARGE: Final = Message("Bekijk de tekening: {title}", "See the drawing: {title}")

GROUPS: Final[Mapping[str, tuple[Message, tuple[str, ...]]]] = {
    "wall": (Message("Aan de muur", "On the wall"), ("poster", "tiles", "drawing")),
    "fill": (Message("Om in te vullen", "To fill in"), ("sheet", "form")),
    "read": (Message("Om te lezen", "To read"), ("handout",)),
    "changes": (
        Message("Wat is er veranderd?", "What has changed?"), ("changes-page", "changes")
    ),
}  # fmt: skip
"""What one does with files, by the name of the sign beside it, and which files these are."""

NAMES: Final[Mapping[str, Message]] = {
    "page": WALK,
    "poster": Message("Poster {paper}", "Poster {paper}"),
    "tiles": Message("Poster op vellen {paper}", "Poster on sheets of {paper}"),
    "drawing": Message("Tekening voor op het scherm", "Drawing for the screen"),
    "sheet": Message("Beslisblad", "Decision sheet"),
    "form": Message("Formulier", "Form"),
    "handout": Message("Hand-out", "Handout"),
    "changes-page": Message("Alle verschillen, met tekeningen", "All differences, with drawings"),
    "changes": Message("Verschillen op papier", "Differences on paper"),
}
NOTES: Final[Mapping[str, Message]] = {
    "tiles": Message("om zelf te printen en te plakken", "to print on your own printer and glue"),
    "sheet": Message("op de computer of met een pen", "on a computer or with a pen"),
    "form": Message("op de computer of met een pen", "on a computer or with a pen"),
    "handout": Message("de boom in woorden, met uitleg", "the tree in words, with explanations"),
}
"""What there is to know of some kinds of files."""
SHEETS: Final = Message("{count} vellen", "{count} sheets")
PAGES: Final = Message("{count} bladzijden", "{count} pages")
KINDS: Final[Mapping[str, Message]] = {
    "html": Message("webpagina", "web page"),
    "svg": Message("SVG", "SVG"),
    "pdf": Message("PDF", "PDF"),
}
"""What kinds of files are called, by the end of their names."""
