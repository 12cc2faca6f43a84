"""PDF: real tagged text at the right place, in a document that says what it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdf
import pypdfium2
import pytest
import samples

from woonboom import style
from woonboom.formats import FORMATS
from woonboom.formats.packing import DrawingProblem
from woonboom.layout.map.graph import layout
from woonboom.model import Tree
from woonboom.scene import Group, Page, Picture, Rect, Scene, Text
from woonboom.text import width

TREE = samples.grown(30, seed=1, merges=0.3)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return layout(TREE)[0]


@pytest.fixture(scope="module")
def document(scene: Scene) -> bytes:
    return FORMATS["pdf"].write(scene)


@pytest.fixture(scope="module")
def pdf(document: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(document)) as opened:
        yield opened


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure tree in reading order."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def whole(words: str) -> str:
    """Words as they were before any was broken at the end of a line."""
    return words.replace("- ", "").replace("-", "")


def words_of(document: bytes) -> str:
    text = "".join(
        page.extract_text() + " " for page in pypdf.PdfReader(io.BytesIO(document)).pages
    )
    return " ".join(text.replace("\u00a0", " ").split())


def colour(document: bytes, x: float, y: float) -> tuple[int, ...]:
    """The colour of a place on the first page, in mm."""
    opened = pypdfium2.PdfDocument(document)
    picture = opened[0].render(scale=2).to_pil().convert("RGB")
    dots = 2 / style.POINT_MM
    found = picture.getpixel((round(x * dots), round(y * dots)))
    opened.close()
    assert isinstance(found, tuple)
    return found


def test_every_text_of_the_tree_can_be_copied(document: bytes) -> None:
    shown = words_of(document)
    for text in TREE.texts():
        assert whole(text.value) in whole(shown)


def test_the_page_is_exactly_as_large_as_the_scene_says(scene: Scene, pdf: pikepdf.Pdf) -> None:
    page, (left, low, right, top) = scene.pages[0], pdf.pages[0].MediaBox
    assert (float(left), float(low)) == (0, 0)
    assert float(right) * style.POINT_MM == pytest.approx(page.width, abs=0.01)
    assert float(top) * style.POINT_MM == pytest.approx(page.height, abs=0.01)


def test_it_says_its_title_language_and_standards(scene: Scene, pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang).startswith("nl")
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == scene.title
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["pdfaid:part"] == "2"


def test_questions_are_headings_below_the_title(pdf: pikepdf.Pdf) -> None:
    tags = [str(e.S) for e in elements(pdf.Root.StructTreeRoot.K)]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= len(TREE.questions)
    assert tags.index("/H1") < tags.index("/H2")


def test_bookmarks_list_the_questions_in_order(document: bytes) -> None:
    def titles(items: list[object]) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield str(item.title).replace("\u00a0", " ")  # type: ignore[attr-defined]

    found = list(titles(pypdf.PdfReader(io.BytesIO(document)).outline))  # type: ignore[arg-type]
    wanted = [whole(f"{TREE.numbers[q.id]} {q.ask}") for q in TREE.in_order]
    assert [title for title in map(whole, found) if title in wanted] == wanted


def test_every_link_says_where_it_goes(scene: Scene, pdf: pikepdf.Pdf) -> None:
    said = [str(note.Contents) for note in pdf.pages[0].Annots]
    assert said == [group.label for group in scene.groups if group.link]
    assert "Ja: ga naar vraag 2" in said
    links = [e for e in elements(pdf.Root.StructTreeRoot.K) if e.S == "/Link"]
    assert [str(e.Alt) for e in links] == said


def test_a_link_lies_on_its_group_and_leads_to_its_goal(scene: Scene, pdf: pikepdf.Pdf) -> None:
    goals = {group.id: group.box for group in scene.groups if group.id}
    page = scene.pages[0]
    for note, group in zip(pdf.pages[0].Annots, (g for g in scene.groups if g.link), strict=True):
        left, low, right, _ = (float(v) * style.POINT_MM for v in note.Rect)
        x, y, w, h = group.box
        assert (left, right) == pytest.approx((x, x + w), abs=0.1)
        assert page.height - low == pytest.approx(y + h, abs=0.1)
        goal = note.Dest if "/Dest" in note else note.A.D
        assert float(goal[2]) * style.POINT_MM == pytest.approx(goals[group.link][0], abs=0.1)


def test_only_our_font_is_used_and_it_is_inside(pdf: pikepdf.Pdf) -> None:
    fonts = list(pdf.pages[0].Resources.Font.values())
    assert fonts
    for font in fonts:
        assert "FiraSans" in str(font.BaseFont)
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_a_text_stands_where_the_scene_says(scene: Scene, document: bytes) -> None:
    """Measured by us, drawn by Typst: the same place and width to a hundredth of a millimetre."""
    title = next(t for g in scene.groups if g.role == "title" for t in g.texts if t.level == 1)
    drawn = pypdfium2.PdfDocument(document)[0].get_textpage()
    first, count = drawn.search(title.lines[0]).get_next()
    boxes = [drawn.get_charbox(at, loose=True) for at in range(first, first + count)]
    left, right = (at * style.POINT_MM for at in (boxes[0][0], boxes[-1][2]))
    assert left == pytest.approx(title.x, abs=0.01)
    assert right - left == pytest.approx(width(title.lines[0], title.font) * title.size, abs=0.01)


def test_the_same_scene_gives_the_same_bytes(scene: Scene, document: bytes) -> None:
    assert FORMATS["pdf"].write(scene) == document


def test_cards_are_drawn_where_they_stand(scene: Scene, document: bytes) -> None:
    question = next(g for g in scene.groups if g.role == "question")
    x, y, w, h = question.box
    assert colour(document, x, y + h / 2) == (18, 48, 79)
    assert colour(document, x + w / 2, y + 0.4 * scene.unit) == (255, 255, 255)
    assert colour(document, 1, 1) == (18, 48, 79)


def test_a_part_stands_on_its_ground() -> None:
    scene = layout(samples.cyclic())[0]
    ground = next(g for g in scene.groups if g.role == "background" and g.box[0] > 0)
    x, y, w, _ = ground.box
    assert colour(FORMATS["pdf"].write(scene), x + w / 2, y + 1) == (0xF1, 0xF4, 0xF7)


def test_a_missing_glyph_is_an_error_and_not_a_gap(scene: Scene) -> None:
    page = scene.pages[0]
    group = next(g for g in page.groups if g.role == "title")
    text = next(group.texts)
    spoiled = replace(group, items=(replace(text, lines=("漢",)),))
    with pytest.raises(DrawingProblem):
        FORMATS["pdf"].write(replace(scene, pages=(replace(page, groups=(spoiled,)),)))


def test_a_scene_may_have_several_pages(scene: Scene) -> None:
    page = scene.pages[0]
    plain = replace(page, groups=tuple(replace(g, link="", id="") for g in page.groups))
    document = FORMATS["pdf"].write(replace(scene, pages=(plain, plain)))
    assert len(pypdf.PdfReader(io.BytesIO(document)).pages) == 2


def test_an_address_is_a_link_out_of_the_document(scene: Scene) -> None:
    page = scene.pages[0]
    title = next(g for g in page.groups if g.role == "title")
    group = replace(title, link="https://example.org/a?b=1&c=2", label="De nieuwste versie")
    document = FORMATS["pdf"].write(replace(scene, pages=(replace(page, groups=(group,)),)))
    with pikepdf.open(io.BytesIO(document)) as pdf:
        note = pdf.pages[0].Annots[0]
        assert str(note.A.URI) == "https://example.org/a?b=1&c=2"
        assert str(note.Contents) == "De nieuwste versie"


@pytest.mark.parametrize("tree", [samples.cyclic(), samples.tree([], [])], ids=["cyclic", "empty"])
def test_incomplete_trees_are_written_too(tree: Tree) -> None:
    assert FORMATS["pdf"].write(layout(tree)[0]).startswith(b"%PDF")


def test_a_title_may_hold_what_typst_and_json_would_read_as_code() -> None:
    title = 'A "quote" \\ #let x = [1] $y$ *b* _i_ @ref <a> `c` // d'
    tree = samples.tree([samples.question("q", [("Ja", "u")])], [samples.outcome("u")], title=title)
    assert title in words_of(FORMATS["pdf"].write(layout(tree)[0]))


def test_texts_know_their_width(scene: Scene) -> None:
    assert all(isinstance(text, Text) for group in scene.groups for text in group.texts)


RED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M0 0h9v9H0z" fill="#f00"/></svg>'
)


def one_page(*groups: Group, **sizes: float) -> Scene:
    page = replace(Page(100, 50, 5, groups), **sizes)  # type: ignore[arg-type]
    return Scene("t", "d", "nl", "1", "", "", (), 4, (page,))


def test_a_picture_is_drawn_with_its_words_and_without_them_it_is_decoration() -> None:
    pictures = [
        Picture(x, 10, 20, 20, RED, "image/svg+xml", alt) for x, alt in ((10, "Rood"), (60, ""))
    ]
    groups = [Group("logo", (p.x, 10, 20, 20), (p,)) for p in pictures]
    document = FORMATS["pdf"].write(one_page(*groups))
    assert colour(document, 20, 20) == colour(document, 70, 20) == (255, 0, 0)
    with pikepdf.open(io.BytesIO(document)) as pdf:
        figures = [e for e in elements(pdf.Root.StructTreeRoot.K) if e.S == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Rood"]


def test_a_group_without_words_can_be_a_link() -> None:
    code = Group(
        "qr",
        (10, 10, 20, 20),
        (Rect(10, 10, 20, 20, fill="#000000"),),
        "",
        "Nieuwste",
        "https://a.nl/",
    )
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].write(one_page(code)))) as pdf:
        (note,) = pdf.pages[0].Annots
        assert (str(note.A.URI), str(note.Contents)) == ("https://a.nl/", "Nieuwste")
        assert [float(v) * style.POINT_MM for v in note.Rect] == pytest.approx(
            [10, 20, 30, 40], abs=0.01
        )


def test_nothing_is_drawn_outside_a_clip() -> None:
    words = Text(2, 30, ("MMMMMMMMMM MMMMMMMMMM",), 20, style.HEAVY, "#000000", "#FFFFFF")
    shape = Rect(0, 0, 100, 10, fill="#FF0000")
    document = FORMATS["pdf"].write(
        one_page(Group("note", (0, 0, 100, 50), (shape, words), clip=(20, 5, 30, 40)))
    )
    picture = pypdfium2.PdfDocument(document)[0].render(scale=4).to_pil().convert("L")
    mm = 4 / style.POINT_MM
    dark = picture.point(lambda grey: 255 if grey < 200 else 0).getbbox()
    assert dark is not None
    left, top, right, low = (side / mm for side in dark)
    assert (left, top, right) == pytest.approx((20, 5, 50), abs=0.3)
    assert low == pytest.approx(30, abs=0.3)
    assert "MMMMMMMMMM MMMMMMMMMM" in words_of(document)


def test_what_follows_a_preview_lies_over_its_words() -> None:
    words = Text(10, 30, ("MMMMMMMM",), 20, style.HEAVY, "#000000", "#FFFFFF")
    preview = Group("preview", (0, 0, 100, 50), (words,))
    cover = Group("note", (0, 0, 100, 50), (Rect(0, 0, 100, 50, fill="#FF0000"),))
    document = FORMATS["pdf"].write(one_page(preview, cover))
    assert {colour(document, x, 25) for x in range(10, 90)} == {(255, 0, 0)}


def test_words_of_decoration_are_drawn_but_not_read() -> None:
    words = Text(10, 30, ("Schets",), 10, style.HEAVY, "#000000", "#FFFFFF")
    document = FORMATS["pdf"].write(one_page(Group("preview", (0, 0, 100, 50), (words,))))
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert {str(e.S) for e in elements(pdf.Root.StructTreeRoot.K)} <= {"/Document"}
    assert "Schets" in words_of(document)
