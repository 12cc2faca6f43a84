"""A vocabulary's `style:` → `HouseStyle`: its colours legible, its files where they should be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from woonboom import colours
from woonboom.diagnostics import Diagnostic, Message, Said, Severity, Spelling, define
from woonboom.house import HouseColour, HouseFont, HouseStyle, Logo
from woonboom.load.blocks import (
    INVALID_VALUE,
    NOTHING,
    WRONG_SHAPE,
    Block,
    as_scalar,
    is_empty,
    open_block,
)
from woonboom.load.logos import read_logo
from woonboom.load.references import meant
from woonboom.load.shapes import SHAPES
from woonboom.source import Node, Scalar
from woonboom.source.places import beside, is_file, is_folder, names

UNKNOWN_FILE = define(
    "WB209",
    "unknown-file",
    Severity.ERROR,
    message=Message("Het bestand ‘{name}’ is er niet.", "The file ‘{name}’ does not exist."),
    about=Message(
        "Een huisstijl noemt het bestand van een logo en de map van een lettertype, vanaf de map "
        "van het vocabulaire.",
        "A house style names the file of a logo and the folder of a font, from the vocabulary's "
        "own folder.",
    ),
    hint=Message(
        "Controleer de naam; het pad begint bij de map van dit bestand.",
        "Check the name; the path begins at this file's folder.",
    ),
)
LOW_CONTRAST = define(
    "WB710",
    "low-contrast",
    Severity.ERROR,
    message=Message(
        "Witte letters op {colour} hebben een contrast van {ratio} : 1; 4,5 : 1 is het minste.",
        "White letters on {colour} have a contrast of {ratio} : 1; 4.5 : 1 is the least.",
    ),
    about=Message(
        "Wie minder goed ziet, of ver van de muur staat, kan letters met een contrast onder "
        "4,5 : 1 niet lezen (WCAG 2.2, niveau AA). Op main en op de kleuren van uitkomsten staan "
        "witte letters; op ground staan lijnen en letters in main.",
        "Who sees less well, or stands far from the wall, cannot read letters with a contrast "
        "under 4.5 : 1 (WCAG 2.2, level AA). On main and on the colours of outcomes stand white "
        "letters; on ground stand lines, and letters in main.",
    ),
    hint=Message(
        'Gebruik "{better}": van de kleuren die wel kunnen, lijkt die er het meest op.',
        'Use "{better}": of the colours that will do, it is the nearest.',
    ),
)
_ON_GROUND = Message(
    "Lijnen en letters op {colour} hebben een contrast van {ratio} : 1; 4,5 : 1 is het minste.",
    "Lines and letters on {colour} have a contrast of {ratio} : 1; 4.5 : 1 is the least.",
)
_COLOUR = Message("een kleur", "a colour")
_NO_COLOUR = Message("‘{value}’ is geen kleur.", "‘{value}’ is no colour.")
_COLOUR_HINT = Message(
    'Schrijf een kleur als "{example}", tussen aanhalingstekens.',
    'Write a colour as "{example}", in quotation marks.',
)
_COMMENT = Message(
    'Zet de kleur tussen aanhalingstekens: "{example}". Zonder is alles vanaf # commentaar.',
    'Put the colour in quotation marks: "{example}". Without them all from # on is a comment.',
)
_IS_FOLDER = Message("‘{name}’ is een map.", "‘{name}’ is a folder.")
_NAME_A_FILE = Message("Noem het bestand met het logo.", "Name the file with the logo.")
_NO_FOLDER = Message("De map ‘{name}’ is er niet.", "The folder ‘{name}’ does not exist.")
_IS_FILE = Message("‘{name}’ is geen map.", "‘{name}’ is not a folder.")
_NAME_A_FOLDER = Message(
    "Noem de map met de bestanden van het lettertype.", "Name the folder with the font's files."
)
_EXAMPLE: Final = "#0055AA"
_LINES: Final = "#555555"
"""What is drawn on the ground besides main is at least this dark."""
_HASH = re.compile(r"#[0-9A-Fa-f]{3,6}\b")


def read_style(node: Node | None, path: Path, problems: list[Diagnostic]) -> HouseStyle | None:
    """Return the house style that the vocabulary in the file `path` writes, if it has one.

    A colour that is refused becomes the nearest one that can be read.
    """
    style = None if node is None or is_empty(node) else open_block(node, SHAPES["style"], problems)
    if style is None:
        return None
    return HouseStyle(
        organisation=style.word("organisation"),
        logo=_logo(style, path),
        colours=_colours(style),
        font=_font(style, path),
        span=style.begin,
    )


# ---------------------------------------------------------------- colours


def _colours(style: Block) -> tuple[HouseColour, ...]:
    node = style.value("colours")
    block = open_block(node, SHAPES["colours"], style.problems) if node else None
    if block is None:
        return ()
    read = {key: _colour(key, block) for key in block.shape.keys if key in block.node}
    found = {key: colour for key, colour in read.items() if colour}
    for key, colour in found.items():
        if key != "ground":
            found[key] = _readable(colour, (colours.WHITE,), None, block)
    if "ground" in found:
        main = found["main"].value if "main" in found else colours.OWN["main"]
        found["ground"] = _readable(found["ground"], (main, _LINES), _ON_GROUND, block)
    return tuple(found.values())


def _colour(key: str, block: Block) -> HouseColour | None:
    node = block.node.get(key)
    scalar = None if node is None else _filled_in(node, block)
    if scalar is None:
        return None
    value = colours.colour_of(scalar.text.strip())
    if value is None:
        guess = colours.colour_of("#" + scalar.text.strip()) or _EXAMPLE
        hint = Said(_COLOUR_HINT, {"example": guess})
        problem = INVALID_VALUE.at(scalar.span, message=_NO_COLOUR, hint=hint, value=scalar.text)
        block.problems.append(problem)
        return None
    return HouseColour(key, value, scalar.span)


def _filled_in(node: Node, block: Block) -> Scalar | None:
    """A value that is there; an unquoted colour is a comment and leaves nothing."""
    if not is_empty(node):
        return as_scalar(node, block.problems)
    line = node.span.source.line(node.span.line)
    comment = _HASH.search(line, node.span.column - 1)
    hint = Said(_COMMENT, {"example": comment[0] if comment else _EXAMPLE})
    block.problems.append(WRONG_SHAPE.at(node.span, hint=hint, wanted=_COLOUR, found=NOTHING))
    return None


def _readable(
    colour: HouseColour, against: tuple[str, ...], message: Message | None, block: Block
) -> HouseColour:
    """The colour, or the nearest one that contrasts with all that is drawn with it."""
    better = colours.legible(colour.value, *against)
    if better != colour.value:
        ratio = min(colours.contrast(colour.value, other) for other in against)
        tenths = int(10 * ratio) / 10  # rounded down, lest 4.49 is called 4.5
        said = Message(f"{tenths:.1f}".replace(".", ","), f"{tenths:.1f}")
        words = {"colour": colour.value, "better": better}
        problem = LOW_CONTRAST.at(colour.span, message=message, ratio=said, words={**words})
        block.problems.append(problem)
    return HouseColour(colour.name, better, colour.span)


# ---------------------------------------------------------------- files


def _logo(style: Block, path: Path) -> Logo | None:
    scalar = style.scalar("logo")
    if scalar is None:
        return None
    found = beside(path, scalar.text)
    if is_file(found):
        return read_logo(found, scalar.text, scalar.span, style.problems)
    if is_folder(found):
        misfit = UNKNOWN_FILE.at(
            scalar.span, message=_IS_FOLDER, hint=_NAME_A_FILE, name=scalar.text
        )
    else:
        hint = _near(found, scalar.text)
        misfit = UNKNOWN_FILE.at(scalar.span, hint=hint, name=scalar.text)
    style.problems.append(misfit)
    return None


def _font(style: Block, path: Path) -> HouseFont | None:
    node = style.value("font")
    block = open_block(node, SHAPES["font"], style.problems) if node else None
    family = block.scalar("family") if block else None
    if block is None or family is None:
        return None
    scalar = block.scalar("folder")
    folder = beside(path, scalar.text) if scalar else None
    if scalar and folder and not is_folder(folder):
        file = is_file(folder)
        message = _IS_FILE if file else _NO_FOLDER
        hint = _NAME_A_FOLDER if file else _near(folder, scalar.text)
        problem = UNKNOWN_FILE.at(scalar.span, message=message, hint=hint, name=scalar.text)
        style.problems.append(problem)
        return None
    return HouseFont(" ".join(family.text.split()), folder, family.span)


def _near(path: Path, name: str) -> Said | None:
    """What stands in the same folder with nearly that name."""
    try:
        found = sorted(names(path.parent))
    except (OSError, ValueError):
        return None
    folder = Path(name).parent
    return meant(Spelling((folder / one).as_posix() for one in found), name)
