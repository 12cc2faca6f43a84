"""The checker of documents finds what was spoilt, and nothing in a sound file."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pdf_checker import field_of, fields, notes, problems, widgets
from pdf_text import elements
from pikepdf import Array, Dictionary, Name, String
from sample_documents import EVERYTHING

from woonboom.document import Heading, words
from woonboom.formats.documents.pdf import write

Spoil = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def sound() -> bytes:
    return write(EVERYTHING)


def tag(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return next(e for e in elements(pdf.Root.StructTreeRoot) if name == e.S)


def button(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(w for w in widgets(pdf) if Name.Btn == field_of(w).FT)


def written(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(w for w in widgets(pdf) if Name.Tx == field_of(w).FT and str(field_of(w).V))


def turned(pdf: pikepdf.Pdf) -> None:
    page = next(page for page in pdf.pages if len(page.obj.get("/Annots", [])) > 1)
    page.obj.Annots = Array(list(reversed(list(page.obj.Annots))))


def drawn_loose(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 9 9 re f")


def without_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as about:
        del about["dc:title"]


def another_state(pdf: pikepdf.Pdf) -> None:
    button(pdf).AS = Name("/nergens")


def moved(pdf: pikepdf.Pdf) -> None:
    widgets(pdf)[0].Rect = Array([0, 0, 10, 10])


def unlisted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields = Array(fields(pdf)[1:])


def shuffled(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields = Array(list(reversed(fields(pdf))))


def without_headings(pdf: pikepdf.Pdf) -> None:
    for element in elements(tag(pdf, "/Table")):
        if str(element.S) == "/TH":
            element.S = Name.TD


def a_font_left_out(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def a_form_font_left_out(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.DR.Font.FormFont.FontDescriptor.FontFile2


def put(where: Callable[[pikepdf.Pdf], pikepdf.Object], key: str, value: object) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        where(pdf)[key] = value

    return spoil


def drop(where: Callable[[pikepdf.Pdf], pikepdf.Object], key: str) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        del where(pdf)[key]

    return spoil


def root(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root


def form(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.AcroForm


def page(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj


def first(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return widgets(pdf)[0]


def link(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(note for note in notes(pdf) if note.Subtype == Name.Link)


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
SPOILT: dict[str, tuple[Spoil, str]] = {
    "no language": (drop(root, "/Lang"), "no language"),
    "no title": (without_title, "no title"),
    "title not shown": (drop(root, "/ViewerPreferences"), "does not show the title"),
    "drawn outside": (drawn_loose, "draws outside"),
    "a script at the start": (put(root, "/OpenAction", SCRIPT), "/OpenAction"),
    "a script in a field": (put(first, "/AA", Dictionary(F=SCRIPT)), "by itself"),
    "a script in a link": (put(link, "/A", SCRIPT), "/JavaScript"),
    "a heading too deep": (put(lambda pdf: tag(pdf, "/H1"), "/S", Name.H3), "level 3"),
    "a table without headings": (without_headings, "without headings"),
    "a heading of nothing": (drop(lambda pdf: tag(pdf, "/TH"), "/A"), "does not say of what"),
    "a figure without words": (drop(lambda pdf: tag(pdf, "/Figure"), "/Alt"), "figure without"),
    "another order": (turned, "reading order"),
    "no tab order": (drop(page, "/Tabs"), "Tab key"),
    "a link without words": (drop(link, "/Contents"), "where it goes"),
    "a field outside its element": (put(first, "/StructParent", 9999), "not in a /Form"),
    "drawn by the viewer": (put(form, "/NeedAppearances", True), "viewer has to draw"),
    "a field that is not listed": (unlisted, "not in the form"),
    "fields in another order": (shuffled, "another order"),
    "a name with a dot": (put(lambda pdf: fields(pdf)[0], "/T", String("a.b")), "told apart"),
    "no spoken name": (drop(lambda pdf: fields(pdf)[0], "/TU"), "no spoken name"),
    "a button without spoken name": (drop(button, "/TU"), "no spoken name"),
    "not printed": (put(first, "/F", 0), "does not print"),
    "hidden": (put(first, "/F", 6), "does not print"),
    "without looks": (drop(first, "/AP"), "does not draw itself"),
    "looks of another size": (moved, "another size"),
    "looks of another value": (another_state, "another value"),
    "a value not shown": (
        lambda pdf: written(pdf).AP.N.write(b"/Tx BMC EMC"), "does not show its value",
    ),
    "no manner of writing": (drop(written, "/DA"), "how it is written"),
    "a font left out": (a_font_left_out, "not embedded"),
    "a font of fields left out": (a_form_font_left_out, "not embedded"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")  # which one of them spoils
@pytest.mark.parametrize("name", SPOILT)
def test_what_was_spoilt_is_found(name: str, sound: bytes) -> None:
    spoil, said = SPOILT[name]
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        spoil(pdf)
        pdf.save(file)
    assert any(said in problem for problem in problems(file.getvalue()))


def test_a_text_that_is_not_there_is_found(sound: bytes) -> None:
    more = replace(EVERYTHING, blocks=(*EVERYTHING.blocks, Heading(1, words("Vergeten deel"))))
    assert problems(sound, more) == ["not said: Vergeten deel"]


def test_texts_in_another_order_are_found(sound: bytes) -> None:
    turned_round = replace(EVERYTHING, blocks=tuple(reversed(EVERYTHING.blocks)))
    assert problems(sound, turned_round)
