"""The figures per year in a report: a picture, and a table."""

from __future__ import annotations

from collections.abc import Iterator

from woonboom import text
from woonboom.document import Block, Figure, Heading, Paragraph, Table, words
from woonboom.evaluation import wording
from woonboom.evaluation.bars import NARROW
from woonboom.evaluation.cells import sides
from woonboom.evaluation.form import Form
from woonboom.evaluation.years import MOST_DRAWN, MOST_NARROW, Year, Years, picture
from woonboom.look import Look


def per_year(form: Form, years: Years, look: Look) -> Iterator[Block]:
    """Yield the figures per year, in the language of a form."""
    yield Heading(1, words(wording.say(form, wording.YEARS)))
    about = wording.say(form, wording.YEARS_TEXT, part=years.part, whole=years.whole)
    if len(years.years) > MOST_DRAWN:
        about = f"{about} {wording.say(form, wording.LAST_YEARS, n=MOST_DRAWN)}"
    yield Paragraph(words(about))
    yield _figure(form, years, look)
    heads = (
        wording.say(form, wording.YEAR),
        _titled(years.whole),
        _titled(years.part),
        wording.say(form, wording.SHARE),
    )
    rows = [(str(y.year), str(y.whole), str(y.part), y.percent) for y in years.years]
    yield Table(
        head=tuple(map(words, heads)),
        rows=tuple(tuple(map(words, row)) for row in rows),
        sides=sides(3),
        shares=(1, 1.5, 1.5, 1),
        leads=True,
    )
    if years.notes:
        yield Paragraph(words(" ".join(map(text.clean, years.notes))), "small")


def _figure(form: Form, years: Years, look: Look) -> Figure:
    said = " ".join(_in_words(form, years, year) for year in years.years[-MOST_DRAWN:])
    fits = len(years.years) <= MOST_NARROW
    return Figure(
        picture(years, look.face, look.palette),
        "image/svg+xml",
        wording.say(form, wording.YEARS_ALT, rows=said),
        narrow=picture(years, look.face, look.palette, NARROW) if fits else b"",
    )


def _in_words(form: Form, years: Years, year: Year) -> str:
    return wording.say(
        form, wording.YEAR_ALT, year=year.year, whole=year.whole, part=year.part,
        share=year.percent, wholes=years.whole, parts=years.part,
    )  # fmt: skip


def _titled(name: str) -> str:
    clean = text.clean(name)
    return clean[:1].upper() + clean[1:]
