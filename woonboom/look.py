"""What an organisation's drawings look like: its fonts, its colours, its name and logo.

What was written (`house.py`) becomes what is drawn with. Colours that were not written follow from
`main`: as light as our own, and as colourful, in its hue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from woonboom import colours, fonts, style
from woonboom.diagnostics import Diagnostic, Message, Said, Severity, Spelling, define
from woonboom.house import HouseFont, HouseStyle, Logo
from woonboom.source.places import on_disk
from woonboom.typeface import Typeface

UNKNOWN_FONT = define(
    "WB713",
    "unknown-font",
    Severity.ERROR,
    message=Message(
        "Het lettertype ‘{family}’ staat niet op deze computer.",
        "The font ‘{family}’ is not on this computer.",
    ),
    about=Message(
        "Een huisstijl noemt een familie van lettertypes, in een map of op de computer die tekent. "
        "Wie een boom alleen controleert, heeft het lettertype niet nodig.",
        "A house style names a family of fonts, in a folder or on the computer that draws. "
        "Checking a tree does not take the font.",
    ),
    hint=Message(
        "Installeer het, of zet de bestanden (.ttf of .otf) in een map en noem die onder font: "
        "‘folder: …’.",
        "Install it, or put its files (.ttf or .otf) in a folder and name that under font: "
        "‘folder: …’.",
    ),
)
UNUSABLE_FONT = define(
    "WB714",
    "unusable-font",
    Severity.ERROR,
    message=Message(
        "Het lettertype ‘{family}’ mag volgens zijn licentie niet in een document: {file}.",
        "The licence of the font ‘{family}’ does not allow it in a document: {file}.",
    ),
    about=Message(
        "De letters gaan mee in het bestand met de poster, anders ziet die er bij de drukker "
        "anders uit. In een lettertype staat of dat mag (fsType).",
        "The letters go along in the poster's file, or it would look different at the printer's. "
        "A font says whether that is allowed (fsType).",
    ),
    hint=Message(
        "Vraag de maker om een licentie voor documenten, of kies een ander lettertype.",
        "Ask its maker for a licence for documents, or choose another font.",
    ),
)
FEW_WEIGHTS = define(
    "WB715",
    "few-weights",
    Severity.WARNING,
    message=Message(
        "Het lettertype ‘{family}’ heeft geen {weight}.", "The font ‘{family}’ has no {weight}."
    ),
    about=Message(
        "Vragen en titels zijn vet, toelichting is gewoon. Zonder een van beide valt op een poster "
        "minder goed op wat belangrijk is.",
        "Questions and titles are bold, explanations regular. Without either, what matters stands "
        "out less on a poster.",
    ),
    hint=Message(
        "Zet de ontbrekende bestanden van de familie erbij.", "Add the family's missing files."
    ),
)
_NOT_IN_FOLDER = Message(
    "Het lettertype ‘{family}’ staat niet in de map ‘{folder}’.",
    "The font ‘{family}’ is not in the folder ‘{folder}’.",
)
_NO_FONTS = Message(
    "In de map ‘{folder}’ staan geen lettertypes.", "There are no fonts in the folder ‘{folder}’."
)
_PUT_THERE = Message(
    "Zet er de bestanden van de familie in, als .ttf of .otf.",
    "Put the family's files there, as .ttf or .otf.",
)
_BROKEN = Message(
    "Het bestand van het lettertype ‘{family}’ kan niet gelezen worden: {file}.",
    "The file of the font ‘{family}’ cannot be read: {file}.",
)
_AGAIN = Message("Haal het lettertype opnieuw op.", "Fetch the font once more.")
_BOLD = Message("vet", "bold")
_REGULAR = Message("gewone letter", "regular weight")
_BOLD_FROM: Final = 600


@dataclass(frozen=True)
class Look:
    """What to draw with. `palette` gives the house's colour for each of `style`'s own."""

    face: Typeface = style.FIRA
    palette: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ""
    logo: Logo | None = None


PLAIN: Final = Look()


class Styled(Protocol):
    """What may have the style of a house: a tree, or a form."""

    @property
    def style(self) -> HouseStyle | None:
        """The style of its house, if it has one."""


def look_of(styled: Styled) -> Look:
    """Return the look of what is printed; of a font that cannot be used, our own instead."""
    return _look(styled.style) if styled.style else PLAIN


@cache
def _look(house: HouseStyle) -> Look:
    face = None
    if house.font and not _font_problems(house.font):
        face = _typeface(house.font)
    given = {colour.name: colour.value for colour in house.colours}
    return Look(face or style.FIRA, palette(given), house.organisation or "", house.logo)


def look_problems(styled: Styled) -> list[Diagnostic]:
    """Return what is wrong with the font of a house style, on this computer."""
    font = styled.style.font if styled.style else None
    if font is None:
        return []
    return _font_problems(font) or _few_weights(font)


# ---------------------------------------------------------------- colours


def palette(given: Mapping[str, str]) -> dict[str, str]:
    """Return the house's colour for each of our own, from those for `main`, `ground` and kinds."""
    found: dict[str, str] = {}
    if "main" in given:
        main = given["main"]
        own = (style.INK, style.LINE, style.NOTE_INK, style.GROUND, style.ON_NAVY)
        ghosts = (style.GHOST, style.GHOST_GROUND, style.HATCH)
        found = {colour: _like(colour, main) for colour in (*own, *ghosts)}
        found[style.ON_NAVY] = colours.legible(found[style.ON_NAVY], main)
        found[style.NAVY] = main
    if "ground" in given:
        found[style.GROUND] = given["ground"]
    for name, kind in style.KINDS.items():
        if name in given:
            found |= {kind.dark: given[name], kind.tint: _like(kind.tint, given[name])}
    return found


def _like(own: str, hue: str) -> str:
    """A colour in the hue of another, as light as one of our own and at most as colourful."""
    return colours.shade(hue, colours.lightness(own), colours.colourfulness(own))


# ---------------------------------------------------------------- fonts


def _is_own(font: HouseFont) -> bool:
    return font.folder is None and font.family.casefold() == style.FAMILY.casefold()


def _known(font: HouseFont) -> tuple[fonts.FontFile, ...]:
    return fonts.fonts_in(
        (on_disk(font.folder, fonts.SUFFIXES),) if font.folder else fonts.folders()
    )


def _choice(font: HouseFont) -> fonts.Choice:
    return fonts.choice(fonts.family(font.family, _known(font)))


def _typeface(font: HouseFont) -> Typeface:
    return style.FIRA if _is_own(font) else fonts.typeface(_choice(font))


def _font_problems(font: HouseFont) -> list[Diagnostic]:
    """Why the font cannot be drawn with, if it cannot."""
    if _is_own(font):
        return []
    if not fonts.family(font.family, _known(font)):
        return [_unknown(font)]
    chosen = _choice(font)
    locked = next((file.path for file, _ in chosen if not file.embeddable), None)
    if locked:
        return [UNUSABLE_FONT.at(font.span, family=font.family, file=_named(font, locked))]
    try:
        fonts.typeface(chosen)
    except fonts.FontProblem as problem:
        words = {"family": font.family, "file": _named(font, str(problem))}
        return [UNUSABLE_FONT.at(font.span, message=_BROKEN, hint=_AGAIN, words={**words})]
    return []


def _named(font: HouseFont, file: str) -> str:
    """A file of a font as its house style names it, also where a copy was read."""
    folder = font.folder
    return str(folder / Path(file).relative_to(on_disk(folder, fonts.SUFFIXES))) if folder else file


def _unknown(font: HouseFont) -> Diagnostic:
    known = fonts.families(_known(font))
    hint: Said | Message | None = None
    if font.folder:
        hint = Spelling(known).suggestion(font.family) if known else _PUT_THERE
        message = _NOT_IN_FOLDER if known else _NO_FONTS
        folder = str(font.folder)
        return UNKNOWN_FONT.at(
            font.span, message=message, hint=hint, family=font.family, folder=folder
        )
    near = Spelling(known).nearest(font.family)
    hint = Spelling([near]).suggestion(font.family) if near else None
    return UNKNOWN_FONT.at(font.span, hint=hint, family=font.family)


def _few_weights(font: HouseFont) -> list[Diagnostic]:
    """A warning for a family that is all light or all heavy; one word for both would not do."""
    weights = [has.weight for has in _typeface(font).fonts]
    if weights[0] < _BOLD_FROM <= weights[-1]:
        return []
    lacking = _BOLD if weights[-1] < _BOLD_FROM else _REGULAR
    return [FEW_WEIGHTS.at(font.span, family=font.family, weight=lacking)]
