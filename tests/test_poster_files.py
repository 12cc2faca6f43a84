"""The finished files of posters: all texts, exact pages, fonts inside, bookmarks, and the code."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

import pikepdf
import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from poster_trees import REAL, poster, tree_of
from scene_promises import ISO_MM, OFF_MM

from woonboom import style
from woonboom.formats import FORMATS
from woonboom.layout import wording
from woonboom.layout.citations import Citations
from woonboom.model import Tree

ATLAS = "grown"
DRAWN = (*REAL, "waterland", "40 sources", "English", "words longer than a line", ATLAS)
SVG = "{http://www.w3.org/2000/svg}"


@cache
def pdf_of(name: str, paper: str = "a1", landscape: bool = True) -> bytes:
    return FORMATS["pdf"].write(poster(name, paper, landscape))


@cache
def svgs_of(name: str, paper: str = "a1", landscape: bool = True) -> tuple[bytes, ...]:
    return tuple(FORMATS["svg"].files(poster(name, paper, landscape), "poster").values())


def on_the_wall(tree: Tree) -> Iterator[str]:
    """Every text that a poster shows: all of the tree but next steps and information pages."""
    yield from (str(t) for t in (tree.title, tree.audience, tree.contact) if t)
    yield wording.say(tree, wording.VERSION, version=tree.version)
    yield wording.validity(tree)
    for question in tree.in_order:
        yield f"{tree.numbers[question.id]} {question.ask}"
        yield str(question.help or "")
        yield from (str(answer.label) for answer in question.answers)
    for outcome in tree.outcomes.values():
        yield f"{tree.codes[outcome.id]} {outcome.title}"
        yield str(outcome.text or "")
    citations = Citations(tree)
    yield from (f"{n} {source}" for source, n in citations.numbers.items())
    yield from citations.works.values()


def squeezed(words: str) -> str:
    """Words without the spaces and hyphens that the ends of lines add."""
    return re.sub(r"[\s\u00ad-]", "", words)


def lacking(tree: Tree, shown: str) -> list[str]:
    all_of_it = squeezed(shown)
    return [words for words in on_the_wall(tree) if squeezed(words) not in all_of_it]


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize("name", DRAWN)
def test_every_text_of_the_tree_can_be_copied_from_the_pdf(name: str) -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf_of(name))).pages
    assert lacking(tree_of(name), " ".join(page.extract_text() for page in pages)) == []


@pytest.mark.parametrize("name", DRAWN)
def test_every_text_of_the_tree_is_text_in_the_svg(name: str) -> None:
    roots = [ElementTree.fromstring(svg) for svg in svgs_of(name)]
    texts = ["".join(t.itertext()) for root in roots for t in root.iter(f"{SVG}text")]
    assert lacking(tree_of(name), " ".join(texts)) == []


def test_an_atlas_has_a_file_of_svg_for_every_page() -> None:
    scene = poster(ATLAS, "a1", True)
    assert len(svgs_of(ATLAS)) == len(scene.pages) > 1


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("landscape", [True, False], ids=["landscape", "portrait"])
@pytest.mark.parametrize("paper", sorted(ISO_MM))
def test_pages_are_exactly_as_large_as_paper(paper: str, landscape: bool) -> None:
    wanted = sorted(ISO_MM[paper], reverse=landscape)
    with pikepdf.open(io.BytesIO(pdf_of("corporaties", paper, landscape))) as pdf:
        for page in pdf.pages:
            boxes = {tuple(map(float, page.get(key, page.MediaBox))) for key in BOXES}
            assert len(boxes) == 1
            left, low, right, top = (v * style.POINT_MM for v in boxes.pop())
            assert (left, low) == (0, 0)
            assert (right, top) == pytest.approx(wanted, abs=OFF_MM)
            assert float(page.get("/UserUnit", 1)) == 1
            assert int(page.get("/Rotate", 0)) == 0
    root = ElementTree.fromstring(svgs_of("corporaties", paper, landscape)[0])
    assert [root.get("width"), root.get("height")] == [f"{v}mm" for v in wanted]


BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


def test_every_page_of_an_atlas_is_as_large() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(ATLAS))) as pdf:
        assert len(pdf.pages) == len(poster(ATLAS, "a1", True).pages)
        for page in pdf.pages:
            size = [float(v) * style.POINT_MM for v in page.MediaBox[2:]]
            assert size == pytest.approx([841, 594], abs=OFF_MM)


# ---------------------------------------------------------------- fonts and bookmarks


@pytest.mark.parametrize("name", ["waterland", "40 sources", ATLAS])
def test_only_our_fonts_are_used_and_they_are_inside(name: str) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(name))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert str(font.Subtype) == "/Type0"
            assert re.match(r"/[A-Z]{6}\+FiraSans", str(font.BaseFont))
            assert "/ToUnicode" in font
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))


def bookmarks(document: bytes) -> list[tuple[str, int]]:
    """The bookmarks with the number of the page that each leads to, from 0."""
    reader = pypdf.PdfReader(io.BytesIO(document))

    def walk(items: list[object]) -> Iterator[tuple[str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            else:
                title = str(item.title)  # type: ignore[attr-defined]
                yield title, int(reader.get_destination_page_number(item) or 0)  # type: ignore[arg-type]

    return list(walk(reader.outline))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [*REAL, "waterland", ATLAS])
def test_bookmarks_name_every_question_in_order_and_lead_to_its_page(name: str) -> None:
    tree, scene = tree_of(name), poster(name, "a1", True)
    drawn = [
        (tree.questions[g.id.removeprefix("vraag-")], n)
        for n, page in enumerate(scene.pages)
        for g in page.groups
        if g.role == "question"
    ]
    wanted = [(squeezed(f"{tree.numbers[q.id]} {q.ask}"), n) for q, n in drawn]
    found = [(squeezed(title), n) for title, n in bookmarks(pdf_of(name))]
    assert [mark for mark in found if mark in wanted] == wanted
    assert all(" " in title for title, _ in bookmarks(pdf_of(name)) if len(title) > 40)


# ---------------------------------------------------------------- the QR code


def shown_pdf(name: str, landscape: bool) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf_of(name, "a1", landscape))[0]
    picture: Image.Image = page.render(scale=PIXELS_PER_MM * style.POINT_MM).to_pil()
    return picture


def shown_svg(name: str, landscape: bool) -> Image.Image:
    """The SVG as Typst shows it: shapes only, which is all that a code is made of."""
    import typst

    page = poster(name, "a1", landscape).pages[0]
    size = f"width: {page.width}mm, height: {page.height}mm"
    source = f'#set page({size}, margin: 0mm)\n#image(bytes(sys.inputs.svg), {size}, format: "svg")'
    data = {"svg": svgs_of(name, "a1", landscape)[0].decode()}
    png = typst.Compiler().compile(
        input=source.encode(), sys_inputs=data, format="png", ppi=PIXELS_PER_MM * 25.4
    )
    assert isinstance(png, bytes)
    return Image.open(io.BytesIO(png)).convert("RGB")


PIXELS_PER_MM = 2


@pytest.mark.parametrize("picture", [shown_pdf, shown_svg])
@pytest.mark.parametrize("landscape", [True, False], ids=["landscape", "portrait"])
@pytest.mark.parametrize("name", ["waterland", "40 sources"])
def test_the_code_is_read_from_the_picture(name: str, landscape: bool, picture: object) -> None:
    assert callable(picture)
    found = zxingcpp.read_barcodes(picture(name, landscape))
    assert [code.text for code in found] == [tree_of(name).url]


# ---------------------------------------------------------------- the same bytes


@pytest.mark.parametrize("name", ["waterland", ATLAS])
def test_the_same_poster_gives_the_same_bytes(name: str) -> None:
    assert FORMATS["pdf"].write(poster(name, "a1", True)) == pdf_of(name)
    again = FORMATS["svg"].files(poster(name, "a1", True), "poster")
    assert tuple(again.values()) == svgs_of(name)
