"""The figures per year: what they are, and a picture of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from woonboom import style, text
from woonboom.diagnostics import Message, Said
from woonboom.encodings import decoded
from woonboom.evaluation.bars import WIDTH
from woonboom.evaluation.drawing import Drawing, Letters
from woonboom.evaluation.figures import percentage
from woonboom.facts import whole_number
from woonboom.typeface import Typeface

_SHAPE: Final = Message(
    "Dit zijn geen cijfers per jaar. De eerste rij heeft drie namen (jaar, ontruimingen, "
    "aanmeldingen); daaronder staat elk jaar op een eigen rij.",
    "These are no figures per year. The first row has three names (year, evictions, applications); "
    "below it every year has a row of its own.",
)
_NO_HEAD: Final = Message(
    "De eerste rij heeft getallen in plaats van namen. Zet er een rij boven met drie namen, zoals: "
    "jaar,ontruimingen,aanmeldingen",
    "The first row has numbers instead of names. Put a row above it with three names, such as: "
    "year,evictions,applications",
)
_NO_CELLS: Final = Message(
    "Rij {row} is niet als tabel te lezen. Sla het bestand opnieuw op als CSV.",
    "Row {row} cannot be read as a table. Save the file as CSV again.",
)
_NO_NUMBER: Final = Message(
    "Rij {row}: ‘{value}’ is geen heel getal van 0 of meer.",
    "Row {row}: ‘{value}’ is no whole number of 0 or more.",
)
_COLUMNS: Final = Message(
    "Rij {row}: hier horen drie waarden, maar er staan er {n}.",
    "Row {row}: three values belong here, but there are {n}.",
)
_TWICE: Final = Message("Rij {row}: het jaar {year} staat er al.", "Row {row}: {year} is there.")
MOST_DRAWN: Final = 12
"""Beside more years the numbers would run into each other."""
MOST_NARROW: Final = 5
"""The same on a narrow screen."""
_LARGEST: Final = 1_000_000_000
_TOP: Final = 12.0
_HIGH: Final = 36.0
_SIZE: Final = 3.15
_LARGE: Final = 4.4
_WIDEST_BAR: Final = 11.0


@dataclass(frozen=True)
class Year:
    """What was counted in a year: all, and the part of them.

    The part may be the larger: who applies in a year may have been evicted in an earlier one.
    """

    year: int
    whole: int
    part: int

    @property
    def share(self) -> int | None:
        """The part as a whole percentage; None where there was nothing to be part of."""
        return percentage(self.part, self.whole) if self.whole else None

    @property
    def percent(self) -> str:
        """The same as it is printed."""
        return "–" if self.share is None else f"{self.share}%"


@dataclass(frozen=True)
class Years:
    """Figures per year, what they count, and the notes that stand above them in the file."""

    whole: str
    part: str
    years: tuple[Year, ...]
    notes: tuple[str, ...]


class NoFigures(ValueError):
    """Figures that cannot be read; `problems` says why, in words."""

    def __init__(self, problems: Sequence[Said]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)


def read_years(data: bytes) -> Years:
    """Return the figures in a CSV file: year, whole, part. Raises `NoFigures`."""
    lines = decoded(data).splitlines()
    notes = tuple(line.lstrip("# ").strip() for line in lines if line.lstrip().startswith("#"))
    rows = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    between = ";" if rows and ";" in rows[0][1] else ","
    parsed = [(number, _cells(number, line, between)) for number, line in rows]
    if parsed and whole_number(parsed[0][1][0]) is not None:
        raise NoFigures([Said(_NO_HEAD)])
    if len(parsed) < 2 or len(parsed[0][1]) != 3:
        raise NoFigures([Said(_SHAPE)])
    _, (_, whole, part) = parsed[0]
    problems: list[Said] = []
    years: dict[int, Year] = {}
    for number, cells in parsed[1:]:
        year = _year(number, cells, problems)
        if year and years.setdefault(year.year, year) is not year:
            problems.append(Said(_TWICE, {"row": number, "year": year.year}))
    if problems:
        raise NoFigures(problems)
    return Years(whole, part, tuple(years[y] for y in sorted(years)), notes)


def _cells(number: int, line: str, between: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=between))]
    except (csv.Error, StopIteration):
        raise NoFigures([Said(_NO_CELLS, {"row": number})]) from None


def _year(number: int, cells: list[str], problems: list[Said]) -> Year | None:
    if len(cells) != 3:
        problems.append(Said(_COLUMNS, {"row": number, "n": len(cells)}))
        return None
    read = [whole_number(cell) for cell in cells]
    for cell, value in zip(cells, read, strict=True):
        if value is None or not 0 <= value <= _LARGEST:
            problems.append(Said(_NO_NUMBER, {"row": number, "value": cell[:40]}))
            return None
    year, whole, part = (int(value or 0) for value in read)
    return Year(year, whole, part)


def picture(
    years: Years, face: Typeface, palette: Mapping[str, str], width: float = WIDTH
) -> bytes:
    """Return a picture of two bars per year, with their numbers and the share, as SVG.

    Of many years it has the last `MOST_DRAWN`. `width` in mm.
    """
    drawn = years.years[-MOST_DRAWN:]
    drawing = Drawing(width, palette)
    ink, main = drawing.colour(style.INK), drawing.colour(style.NAVY)
    pale, bold = drawing.colour(style.GROUND), Letters(face.bold, _SIZE, ink)
    most = max(1, *(max(year.whole, year.part) for year in drawn))
    bottom = _TOP + _HIGH
    _keys(drawing, years, face, (pale, main, ink))
    place = width / len(drawn)
    bar = min(_WIDEST_BAR, place * 0.36)
    for n, year in enumerate(drawn):
        middle = (n + 0.5) * place
        for value, left, fill in ((year.whole, middle - bar, pale), (year.part, middle, main)):
            high = _HIGH * value / most
            border = drawing.colour(style.LINE) if fill == pale else ""
            drawing.rect((left + 0.2, bottom - high, bar - 0.4, high), fill, border)
            at = (left + bar / 2, bottom - high - 1.2)
            drawing.text(at, str(value), bold, "middle")
        drawing.text((middle, bottom + 4.6), str(year.year), bold, "middle")
        share = Letters(face.heavy, _LARGE, main)
        drawing.text((middle, bottom + 10.2), year.percent, share, "middle")
    drawing.line((0, bottom), (width, bottom), drawing.colour(style.LINE), 0.25)
    return drawing.svg(bottom + 12)


def _keys(drawing: Drawing, years: Years, face: Typeface, looks: tuple[str, str, str]) -> None:
    """Draw what the two kinds of bar are."""
    pale, main, ink = looks
    x = 0.0
    for name, fill in ((years.whole, pale), (years.part, main)):
        border = drawing.colour(style.LINE) if fill == pale else ""
        drawing.rect((x, 1, 4.2, 4.2), fill, border)
        drawing.text((x + 5.8, 4.3), name, Letters(face.regular, _SIZE, ink))
        x += 12 + text.width(text.drawable(name, face.regular), face.regular) * _SIZE
