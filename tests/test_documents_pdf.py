"""Documents as PDF: every text tagged and in order, every field where its frame is."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import houses
import letters
import pikepdf
import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from pdf_checker import field_of, name_of, notes, problems, size_of, widgets
from pdf_text import bare, elements, spoken
from random_documents import documents
from sample_documents import (
    EVERYTHING,
    FACTS,
    ODD_VALUE,
    REMARKS,
    asking,
    only,
    reached,
    sheet,
)

from woonboom import style
from woonboom.document import (
    Block,
    Choice,
    Document,
    Fields,
    Heading,
    Items,
    Labelled,
    Option,
    Paragraph,
    Run,
    Table,
    TextField,
    Tick,
    Ticks,
    anchors,
    parts,
    words,
)
from woonboom.formats.carried import Carried, carried
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.formats.documents.lettering import settable
from woonboom.formats.packing import DrawingProblem
from woonboom.layout.titling import imprint_of
from woonboom.look import look_of
from woonboom.model import Tree

LONG_WORD = "Betalingsregelingsovereenkomstvoorwaardenwijzigingsverzoek"


def write(document: Document) -> bytes:
    return DOCUMENT_FORMATS["pdf"].write(document)


@pytest.fixture(scope="module")
def written() -> bytes:
    return write(EVERYTHING)


@pytest.fixture(scope="module")
def pdf(written: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(written)) as opened:
        yield opened


def values(data: bytes) -> dict[str, str]:
    found = pypdf.PdfReader(io.BytesIO(data)).get_fields() or {}
    return {name: str(field.get("/V", "")) for name, field in found.items()}


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


# ---------------------------------------------------------------- every block


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_document_with_every_block_is_sound(language: str) -> None:
    document = replace(EVERYTHING, language=language)
    assert problems(write(document), document) == []


@pytest.mark.parametrize("block", EVERYTHING.blocks, ids=lambda block: type(block).__name__)
def test_every_block_stands_by_itself(block: Block) -> None:
    links = {part.link for part in parts(only(block)) if isinstance(part, Run)}
    goals = {link[1:] for link in links if link.startswith("#")} - set(anchors((block,)))
    places = (Heading(2, words(goal), goal) for goal in sorted(goals))
    document = only(Heading(1, words("Deel")), *places, block)
    assert problems(write(document), document) == []


def test_an_empty_document_is_a_title() -> None:
    assert problems(write(only()), only()) == []


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_can_be_written(document: Document) -> None:
    assert problems(write(document), document) == []


@pytest.mark.parametrize(("questions", "times"), [(5, 0), (200, 1)])
def test_the_memory_of_a_large_document_is_given_back(
    monkeypatch: pytest.MonkeyPatch, questions: int, times: int
) -> None:
    asked: list[None] = []
    monkeypatch.setattr("woonboom.formats.documents.pdf.give_back", lambda: asked.append(None))
    write(sheet(questions))
    assert len(asked) == times


@pytest.mark.parametrize("letters", range(84, 102, 2))
def test_a_link_may_end_inside_a_word_wherever_the_line_ends(letters: int) -> None:
    link = Run("x" * letters, link="https://example.org/")
    document = only(Paragraph((link, Run("Kies "))), Paragraph((Run("Zie"), link)))
    assert problems(write(document), document) == []


def test_many_words_behind_a_field_leave_it_room() -> None:
    boxes = Ticks(((Tick("veld", "Vakje"), words("Lees dit", link="https://example.org/")),))
    document = only(Fields(((Labelled((), boxes, after="Kies dan Nee. " * 14),),)))
    data = write(document)
    assert problems(data, document) == []
    assert "Leesdit" in bare(pages(data)[0])


@pytest.mark.parametrize("questions", [5, 17, 60, 200])
def test_sheets_of_every_length_are_sound(questions: int) -> None:
    assert problems(write(sheet(questions)), sheet(questions)) == []


def test_the_same_document_gives_the_same_bytes(written: bytes) -> None:
    assert write(EVERYTHING) == written


def test_the_bytes_do_not_depend_on_the_process(written: bytes, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from sample_documents import EVERYTHING\n"
        "from woonboom.formats.documents.pdf import write\n"
        "open(sys.argv[2], 'wb').write(write(EVERYTHING))"
    )
    file = tmp_path / "again.pdf"
    run = [sys.executable, "-c", code, str(Path(__file__).parent), str(file)]
    env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run(run, check=True, env=env, timeout=60)
    assert file.read_bytes() == written


# ---------------------------------------------------------------- what it says of itself


def test_it_carries_what_it_was_made_of(written: bytes) -> None:
    assert carried(written) == Carried("ABCD-1234", '{"tree": "boom"}')


def test_the_keywords_remain_when_the_content_is_lost(pdf: pikepdf.Pdf) -> None:
    assert "ABCD-1234" in str(pdf.docinfo["/Keywords"]).split(", ")


def test_the_foot_tells_the_page_in_the_language_of_the_document(written: bytes) -> None:
    for n, text in enumerate(pages(written), start=1):
        assert f"Pagina {n} van {len(pages(written))}" in text
        assert "controlegetal ABCD-1234" in text
    assert "Page 1 of" in pages(write(replace(EVERYTHING, language="en")))[0]


def test_the_head_names_the_part_from_the_second_page() -> None:
    first, second, *_ = pages(write(sheet(20)))
    assert second.startswith(("Beslisblad", "Beslisblad\nVragen"))
    assert "Vragen" in second.split("Is er na")[0]
    assert first.count("Vragen") == 1


def test_headings_are_bookmarks(written: bytes) -> None:
    outline = pypdf.PdfReader(io.BytesIO(written)).outline
    titles = [item.title for item in outline if not isinstance(item, list)]
    assert titles == ["Vragen", "Uitkomsten", "Tot slot", "Uitleg", "Wat verandert", "Stellingen"]


def test_headings_never_skip_a_level() -> None:
    document = only(Heading(3, words("Diep")), Heading(1, words("Hoog")), Heading(4, words("Dal")))
    with pikepdf.open(io.BytesIO(write(document))) as opened:
        tags = [str(e.S) for e in elements(opened.Root.StructTreeRoot) if str(e.S)[:2] == "/H"]
    assert tags == ["/H1", "/H1", "/H2"]


def test_the_contents_lead_to_the_headings(pdf: pikepdf.Pdf) -> None:
    tags = [str(e.S) for e in elements(pdf.Root.StructTreeRoot)]
    assert tags.count("/TOCI") == 7
    assert (
        spoken(pdf).find("Inhoud") < spoken(pdf).find("Uitleg") < spoken(pdf).find("Watditbetekent")
    )


def test_rows_have_headings_of_their_own(pdf: pikepdf.Pdf) -> None:
    table = next(e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/Table")
    scopes = [str(e.A[0].get("/Scope")) for e in elements(table) if e.S == "/TH"]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 2


def test_what_was_removed_and_added_is_tagged_so(pdf: pikepdf.Pdf) -> None:
    spans = [e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/Span" and "/A" in e]
    found = [str(e.A[0].get("/TextDecorationType", "")) for e in spans]
    at = found.index("/LineThrough")
    assert found[at + 1] == "/Underline"


def test_outcomes_that_take_each_others_place_are_read_in_order(pdf: pikepdf.Pdf) -> None:
    assert "WaseenregelingheeftWas" not in spoken(pdf)
    assert "Was•van3maanden" not in spoken(pdf)


def test_outcomes_of_several_policies_are_read_one_after_another(pdf: pikepdf.Pdf) -> None:
    read = spoken(pdf)
    assert "Wieschuldenheeft,eneenvandeze:•methulpBijvoorbeeldJan.Plaats1U1SoortEinde" in read
    assert "Plaats6U6SoortEindePlaats7U7SoortEinde" in read


def test_a_wide_document_lies_on_its_side() -> None:
    data = write(replace(only(Paragraph(words("Breed."))), wide=True))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _, _, width, height = map(float, pdf.pages[0].mediabox)
        assert width > height


def test_a_long_id_breaks_after_a_line() -> None:
    face, id_ = style.FIRA, "maanden_sinds_ontruiming"
    assert settable(id_, face, "nl") == "maanden_\u200bsinds_\u200bontruiming"
    assert settable("een_id", face, "nl") == "een_id"


def test_links_say_where_they_go(pdf: pikepdf.Pdf) -> None:
    said = [str(note.Contents) for note in notes(pdf) if note.Subtype == "/Link"]
    assert "de website" in said
    assert "2 Is er na 2 maanden nog een huurschuld bij de corporatie?" in said
    assert "Uitleg" in said


# ---------------------------------------------------------------- fields


def test_every_field_lies_in_its_frame(written: bytes) -> None:
    opened = pypdfium2.PdfDocument(written)
    with pikepdf.open(io.BytesIO(written)) as read:
        for page, drawn in zip(read.pages, opened, strict=True):
            frames = [found.get_bounds() for found in drawn.get_objects(filter=[2], max_depth=1)]
            for note in page.obj.get("/Annots", []):
                if note.Subtype == "/Widget":
                    assert any(_frames(frame, [float(v) for v in note.Rect]) for frame in frames)
    opened.close()


def _frames(frame: tuple[float, ...], rect: list[float]) -> bool:
    """Whether a shape is the frame of an area: around it, and by less than 3.5 points."""
    left, low, right, top = frame
    gaps = (rect[0] - left, rect[1] - low, right - rect[2], top - rect[3])
    return all(-0.6 < gap < 3.5 for gap in gaps)


def test_there_is_room_for_a_pen(pdf: pikepdf.Pdf) -> None:
    for widget in widgets(pdf):
        wide, high = (side * style.POINT_MM for side in size_of(widget))
        if field_of(widget).FT == "/Tx":
            assert high >= 7  # in a frame of 8 mm
        else:
            assert wide == pytest.approx(high, abs=0.01)
            assert wide >= 4


def test_values_are_read_back(written: bytes) -> None:
    found = values(written)
    assert found["antwoord_v1"] == "/ja"
    assert found["antwoord_v2"] == "/Off"
    assert found["feit_sinds"] == "31-01-2026"
    assert found["feit_reden_schuld"] == "/ja"
    assert found["feit_reden_wet"] == "/Off"
    assert found["uitkomst_refer"] == "/ja"
    assert found["blad_wie"] == ODD_VALUE
    assert found["blad_opmerkingen"] == f"Regel een.\n{ODD_VALUE}"


def test_values_are_seen(written: bytes) -> None:
    """PDFium draws what the field itself shows, with the nearest letters that the font has."""
    opened = pypdfium2.PdfDocument(written)
    opened.init_forms()
    page = next(n for n, text in enumerate(pages(written)) if "Tot slot" in text and "Wie" in text)
    picture = opened[page].render(scale=2, may_draw_forms=True).to_pil().convert("L")
    empty = opened[page].render(scale=2, may_draw_forms=False).to_pil().convert("L")
    assert sum(picture.histogram()[:128]) > sum(empty.histogram()[:128]) + 500
    opened.close()


def test_one_field_in_two_places_is_one_field(pdf: pikepdf.Pdf) -> None:
    both = [widget for widget in widgets(pdf) if name_of(widget) == "blad_wie"]
    assert len(both) == 2
    assert len({field_of(widget).objgen for widget in both}) == 1
    assert [str(widget.TU) for widget in both] == ["Wie", "Wie, nog eens"]


def test_one_choice_in_two_places_is_chosen_in_unison() -> None:
    options = (Option("ja", words("Ja"), "Ja"), Option("nee", words("Nee"), "Nee"))
    twice = Labelled(words("Bewind"), Choice("feit_bewind", "Bewind", options, "ja"))
    document = only(Fields(((twice,), (twice,))))
    data = write(document)
    assert problems(data, document) == []
    assert values(data) == {"feit_bewind": "/ja"}
    with pikepdf.open(io.BytesIO(data)) as opened:
        (field,) = opened.Root.AcroForm.Fields
        assert int(field.Ff) & 1 << 25
        assert [str(kid.AS) for kid in field.Kids] == ["/ja", "/Off"] * 2


def test_dates_and_numbers_take_so_many_characters(pdf: pikepdf.Pdf) -> None:
    limits = {name_of(w): int(field_of(w).MaxLen) for w in widgets(pdf) if "/MaxLen" in field_of(w)}
    assert limits == {"feit_sinds": 10, "feit_duur": 3}


def test_only_fields_of_several_lines_take_several(pdf: pikepdf.Pdf) -> None:
    flags = {name_of(w): int(field_of(w).get("/Ff", 0)) for w in widgets(pdf)}
    several = {name for name, flag in flags.items() if flag & 1 << 12}
    assert several == {"blad_opmerkingen", "toelichting_1", "toelichting_2", "toelichting_3"}


def test_a_long_value_is_written_smaller() -> None:
    field = TextField("blad_wie", "Wie", "Een heel lange naam van een organisatie " * 2, width=90)
    with pikepdf.open(
        io.BytesIO(write(only(Fields(((Labelled(words("Wie"), field),),)))))
    ) as opened:
        (widget,) = widgets(opened)
        assert 6 <= float(str(widget.DA).split()[1]) < 10


@pytest.mark.parametrize(
    "value", ["\ud800", "\x00\x07", "a\r\nb\rc", "(" * 40, "\\", "نص", "x" * 9000]
)
def test_no_value_is_too_odd(value: str) -> None:
    for lines in (1, 3):
        document = only(Fields(((Labelled((), TextField("veld", "Veld", value, lines=lines)),),)))
        assert problems(write(document), document) == []


A = Option("a", words("A"), "A")
WRONG = {
    "a field without a name": Labelled((), TextField("", "Veld")),
    "a name with a dot": Labelled((), TextField("veld.een", "Veld")),
    "two answers of one value": Labelled((), Choice("keuze", "Keuze", (A, A))),
    "an answer that is none": Labelled((), Choice("keuze", "Keuze", (A,), "b")),
    "an answer called Off": Labelled((), Choice("keuze", "Keuze", (replace(A, value="Off"),))),
}


@pytest.mark.parametrize("labelled", WRONG.values(), ids=WRONG)
def test_fields_that_could_not_be_read_back_are_refused(labelled: Labelled) -> None:
    with pytest.raises(DrawingProblem):
        write(only(Fields(((labelled,),))))


def test_two_kinds_of_field_of_one_name_are_refused() -> None:
    one = Labelled((), TextField("veld", "Veld"))
    other = Labelled((), Ticks(((Tick("veld", "Veld"), words("Ja")),)))
    with pytest.raises(DrawingProblem, match="veld"):
        write(only(Fields(((one, other),))))


@pytest.mark.parametrize("link", ["#nergens", "javascript:alert(1)", "bestand.pdf"])
def test_a_link_that_leads_nowhere_is_refused(link: str) -> None:
    with pytest.raises(DrawingProblem):
        write(only(Paragraph((Run("hier", link=link),))))


def test_two_places_of_one_name_are_refused() -> None:
    with pytest.raises(DrawingProblem, match="plek"):
        write(only(Heading(1, words("Een"), "plek"), Heading(1, words("Twee"), "plek")))


def test_a_row_that_is_too_long_is_refused() -> None:
    with pytest.raises(DrawingProblem, match="Wie"):
        write(only(Table((words("A"),), ((words("B"), words("C")),), caption="Wie")))


# ---------------------------------------------------------------- pages


def test_a_question_and_its_answers_stay_on_one_page() -> None:
    data = write(sheet(60))
    texts = pages(data)
    with pikepdf.open(io.BytesIO(data)) as opened:
        for text, page in zip(texts, opened.pages, strict=True):
            here = {
                name_of(note) for note in page.obj.get("/Annots", []) if note.Subtype == "/Widget"
            }
            asked = {name for name in here if name.startswith("antwoord_v")}
            assert all(f"na {name[10:]} maanden" in " ".join(text.split()) for name in asked)


def test_no_heading_and_no_sentence_under_it_stays_behind() -> None:
    """A heading with its sentence stands on the page of the outcome that comes after it."""
    for lines in range(20, 45):
        fill = [Paragraph(words(f"Regel {n}.")) for n in range(lines)]
        document = only(
            *fill, Heading(1, words("Slot")), Paragraph(words("Kruis aan.")), reached("refer")
        )
        for text in pages(write(document)):
            assert ("Slot" in text) == ("Uit refer" in text) == ("Kruis aan." in text)


def test_what_is_longer_than_a_page_goes_on_on_the_next() -> None:
    long = Paragraph(words("Deze zin staat er vaak. " * 300))
    facts = tuple(
        replace(FACTS[0], field=TextField(f"feit_{n}", "Feit", lines=5)) for n in range(9)
    )
    high = [(n, FACTS[0]) for n in range(9)]
    document = only(
        replace(reached("refer"), blocks=(long,)), replace(asking(1, "v1"), facts=facts),
        asking(2, "v2", help_="Nog een zin. " * 400), Table((words("A"),), ((long.words,),)),
        Fields(tuple((replace(f, field=TextField(f"nog_{n}", "Nog", lines=9)),) for n, f in high)),
    )  # fmt: skip
    data = write(document)
    assert problems(data, document) == []
    for note in _notes(data):
        low, top = float(note.Rect[1]), float(note.Rect[3])
        assert 40 < low < top < 800


def _notes(data: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return [pikepdf.Dictionary(Rect=list(note.Rect)) for note in notes(opened)]


@pytest.mark.parametrize(
    "text", [LONG_WORD, "x" * 120, "1" * 120, "https://example.org/" + "pad/" * 40]
)
def test_long_words_stay_on_the_page(text: str) -> None:
    cell = words(text)
    asked = replace(
        asking(1, "v1"), ask=cell, help=cell, facts=(replace(FACTS[1], label=cell, after=""),)
    )
    blocks = (
        Heading(1, cell), Paragraph(cell), Items(((Paragraph(cell),),)), asked,
        replace(reached("refer"), title=cell), Table((cell,) * 3, ((cell,) * 3,)),
    )  # fmt: skip
    document = replace(only(*blocks), subtitle=text, imprint=(text,), title=text)
    data = write(document)
    assert problems(data, document) == []
    opened = pypdfium2.PdfDocument(data)
    for page in opened:
        edge = page.get_width()
        for found in page.get_objects(filter=[1], max_depth=2):
            assert found.get_bounds()[2] < edge - 20
    opened.close()


def test_a_character_that_the_font_lacks_is_a_box() -> None:
    data = write(only(Paragraph(words("huis \U0001f3e0 نص"))))
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert bare("huis ▯ ▯▯") in spoken(opened)


# ---------------------------------------------------------------- the house


def house(folder: Path, style_: str) -> Document:
    tree: Tree = houses.a_tree(folder, style_)
    look = look_of(tree)
    return replace(
        EVERYTHING, face=look.face, palette=look.palette, organisation=look.organisation,
        logo=imprint_of(tree).logo,
    )  # fmt: skip


def test_a_house_has_its_own_colours_logo_and_letters(tmp_path: Path) -> None:
    for weight in (400, 700):
        letters.Letters("Huisletter", weight).write(tmp_path / "letters")
    (tmp_path / "logo.svg").write_text(houses.LOGO.format(""), "utf-8")
    document = house(
        tmp_path,
        "  organisation: Huis en Zorg\n  logo: logo.svg\n  colours: {main: '#7a1f5c'}\n"
        "  font: {family: Huisletter, folder: letters}",
    )
    data = write(document)
    assert problems(data, document) == []
    assert fonts_of(data) == {"Huisletter"}
    opened = pypdfium2.PdfDocument(data)
    picture = opened[0].render(scale=1).to_pil().convert("RGB")
    assert picture.getpixel((3, 3)) == (0x7A, 0x1F, 0x5C)
    opened.close()


@pytest.mark.parametrize(
    ("rights", "form"), [(0, "Huisletter"), (8, "Huisletter"), (4, "FiraSans")]
)
def test_fields_are_filled_in_with_a_font_that_allows_it(
    rights: int, form: str, tmp_path: Path
) -> None:
    for weight in (400, 700):
        letters.Letters("Huisletter", weight, rights=rights).write(tmp_path / "letters")
    document = house(tmp_path, "  font: {family: Huisletter, folder: letters}")
    with pikepdf.open(io.BytesIO(write(document))) as opened:
        assert str(opened.Root.AcroForm.DR.Font.FormFont.BaseFont) == f"/{form}-Form"


def fonts_of(data: bytes) -> set[str]:
    """The families in a file, without the weight and the mark of a part."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        names = {
            str(font.BaseFont)[1:]
            for page in opened.pages
            for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()
        }
    return {name.partition("+")[2].split("-")[0].replace(" ", "") for name in names}


def test_the_remarks_are_asked_once() -> None:
    assert [type(row[0].field) for row in REMARKS.rows] == [TextField, TextField]
