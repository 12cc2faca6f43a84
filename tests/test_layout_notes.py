"""The blocks beside a drawing: they explain what is on it, and stand apart in every size."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path as File

import pypdfium2
import pytest
import samples
import typst
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from scene_checker import breaches

import woonboom
from woonboom.formats import FORMATS
from woonboom.layout.map.graph import layout
from woonboom.layout.notes import Note, notes
from woonboom.layout.qr import code_of, matrix, outline, printed
from woonboom.model import Text, Tree
from woonboom.pen import Pen
from woonboom.scene import Page, Path, Rect, Scene
from woonboom.text import widest

ROOT = File(__file__).parent.parent
REAL = ("hulpverleners", "corporaties")
URL = "https://www.bureau-woonkans.example/woonkansboom"
LONG = "https://example.org/" + "pad/" * 40 + "?versie=2026-01"
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
PIXELS_PER_MM = 6


def real(name: str, url: str | None = URL) -> Tree:
    tree, _ = woonboom.load(ROOT / "trees" / f"{name}.yaml")
    assert tree
    return replace(tree, url=url)


def sourced(tree: Tree, sources: tuple[str, ...], works: dict[str, str] | None = None) -> Tree:
    first, *rest = tree.questions.values()
    questions = {first.id: replace(first, sources=sources), **{q.id: q for q in rest}}
    named = {short: Text(full, full) for short, full in (works or {}).items()}
    return replace(tree, questions=questions, works=named)


def scene_of(note: Note, tree: Tree, width: float) -> Scene:
    """One note by itself on a page."""
    groups = note.draw(Pen(5, 5, 4), width)
    page = Page(400, 800, 0, groups)
    return Scene("Blok", "", "nl", tree.version, "", "", (), 4, (page,))


def every(tree: Tree) -> Iterator[tuple[Note, float, float]]:
    for note in notes(tree, {"chip", "stub"}):
        for width, height in note.sizes():
            yield note, width, height


def texts(tree: Tree, role: str) -> list[str]:
    found = [g for g in layout(tree)[0].groups if g.role == role]
    return [t.words for g in found for t in g.texts]


# ---------------------------------------------------------------- in every size


@pytest.mark.parametrize(
    "tree",
    [
        real("hulpverleners"),
        real("corporaties", None),
        samples.chain(3),
        replace(samples.chain(3), url=URL),
        replace(samples.chain(3), url=LONG),
        samples.tree([], []),
        sourced(
            samples.chain(3), tuple(f"Bron {n} van een lange lijst bronnen" for n in range(30))
        ),
        sourced(
            samples.chain(2),
            ("Huisvestingsverordening 2.7", "T 1"),
            {"Huisvestingsverordening": "De hele verordening", "T": "Het boek"},
        ),
        replace(samples.chain(2), contact=Text("x", "Bureau Woonkans, " * 8)),
    ],
)
def test_a_note_holds_what_stands_in_it_and_nothing_overlaps(tree: Tree) -> None:
    for note, width, height in every(tree):
        scene = scene_of(note, tree, width)
        assert breaches(scene) == []
        first = scene.pages[0].groups[0]
        assert first.box == pytest.approx((5, 5, 4 * width, 4 * height), abs=0.01)
        for group in scene.groups:
            assert group.box[0] + group.box[2] <= 5 + 4 * width + 0.01
            assert group.box[1] + group.box[3] <= 5 + 4 * height + 0.01


def test_a_note_is_drawn_in_the_size_that_was_chosen() -> None:
    for note in notes(real("hulpverleners"), {"chip"}):
        widths = [width for width, _ in note.sizes()]
        assert len(widths) == len({round(w, 2) for w in widths})
        for width, height in note.sizes():
            box = note.draw(Pen(0, 0, 1), width)[0].box
            assert box[2:] == pytest.approx((width, height), abs=0.001)


def test_every_note_can_be_narrow_or_wide() -> None:
    for note in notes(real("hulpverleners"), {"chip"}):
        widths = [width for width, _ in note.sizes()]
        assert min(widths) < 24
        assert max(widths) > 1.8 * min(widths)


def test_room_left_and_right_of_the_words_is_the_same() -> None:
    note = notes(samples.chain(3), set())[1]
    for width, _ in note.sizes():
        items = list(note.draw(Pen(0, 0, 1), width)[0].texts)
        title = items[0]
        reach = max(t.x + widest(t.lines, t.font) * t.size for t in items)
        assert width - reach == pytest.approx(title.x, abs=0.01)


# ---------------------------------------------------------------- legend and use


def test_the_legend_takes_columns() -> None:
    legend = notes(real("hulpverleners"), {"chip"})[0]
    heights = [height for _, height in legend.sizes()]
    assert len(heights) == 4
    assert heights == sorted(heights, reverse=True)


def test_the_legend_names_only_what_is_drawn() -> None:
    tree = samples.of({"a": [("Ja", "u"), ("Nee", "w")]}, {"u": "eligible", "w": "refer"})
    plain, chips = (_words(notes(tree, roles)[0]) for roles in ((), {"chip"}))
    assert plain == ["Zo leest u de vakken", "Hier begint u", "Ja, dit kan", "Verwijs door"]
    assert set(chips) - set(plain) == {"Ga verder bij dat nummer"}


def _words(note: Note) -> list[str]:
    groups = note.draw(Pen(0, 0, 1), note.sizes()[0][0])
    return [t.words for g in groups for t in g.texts]


def test_that_the_professional_decides_is_said_once() -> None:
    said = [t.words for g in layout(samples.chain(4))[0].groups for t in g.texts]
    assert len([words for words in said if "U beslist" in words]) == 1


def test_a_short_contact_stands_in_the_title_block_a_long_one_with_the_use() -> None:
    brief = samples.chain(2)
    long = replace(brief, contact=Text("", "Bureau Woonkans, Griffeweg 99, 9723 DV Groningen"))
    assert "Vragen? Bureau Woonkans" in texts(brief, "title")
    assert not [t for t in texts(brief, "note") if "Vragen?" in t]
    assert not [t for t in texts(long, "title") if "Vragen?" in t]
    assert texts(long, "note")[-1].endswith("DV Groningen")


# ---------------------------------------------------------------- sources


@pytest.mark.parametrize("name", REAL)
def test_every_number_on_a_card_is_in_the_list_and_the_other_way_round(name: str) -> None:
    scene, _ = layout(real(name))
    cards = [t.words for g in scene.groups if g.role in ("question", "outcome") for t in g.texts]
    marks = re.findall("[⁰¹²³⁴-⁹]+", " ".join(cards))
    cited = {int(mark.translate(DIGITS)) for mark in marks}
    block = next(g for g in scene.groups if g.role == "sources")
    listed = [int(t.lead.words) for t in block.texts if t.lead and t.lead.words.isdigit()]
    assert listed == sorted(cited) == list(range(1, len(cited) + 1))


def test_a_work_is_named_once_below_the_sources_that_stand_in_it() -> None:
    tree = sourced(samples.chain(2), ("T 2.10", "T 2.9", "A 1", "Eigen oordeel"),
                   {"A": "De regeling", "T": "Het boek", "Z": "Ongelezen"})  # fmt: skip
    assert texts(tree, "sources") == [
        "Bronnen", "1 A 1", "2 Eigen oordeel", "3 T 2.9", "4 T 2.10", "A De regeling", "T Het boek",
    ]  # fmt: skip


def test_without_sources_there_is_no_list() -> None:
    assert texts(samples.chain(2), "sources") == []


# ---------------------------------------------------------------- the code


def pdf_picture(scene: Scene) -> Image.Image:
    page = pypdfium2.PdfDocument(FORMATS["pdf"].write(scene))[0]
    picture: Image.Image = page.render(scale=PIXELS_PER_MM * 25.4 / 72).to_pil()
    return picture


def svg_picture(scene: Scene) -> Image.Image:
    """The SVG as Typst shows it: shapes only, which is all that a code is made of."""
    page, svg = scene.pages[0], FORMATS["svg"].write(scene).decode()
    size = f"width: {page.width}mm, height: {page.height}mm"
    source = f'#set page({size}, margin: 0mm)\n#image(bytes(sys.inputs.svg), {size}, format: "svg")'
    pdf = typst.Compiler().compile(input=source.encode(), sys_inputs={"svg": svg}, format="pdf")
    assert isinstance(pdf, bytes)
    shown: Image.Image = (
        pypdfium2.PdfDocument(pdf)[0].render(scale=PIXELS_PER_MM * 25.4 / 72).to_pil()
    )
    return shown


@pytest.mark.parametrize("picture", [pdf_picture, svg_picture])
@pytest.mark.parametrize("name", REAL)
def test_the_code_is_read_from_the_smallest_poster(
    name: str, picture: Callable[[Scene], Image.Image]
) -> None:
    scene, _ = layout(real(name), paper="a4", landscape=True)
    assert [found.text for found in zxingcpp.read_barcodes(picture(scene))] == [URL]


def test_a_long_address_is_read_too() -> None:
    scene, _ = layout(real("corporaties", LONG), paper="a4", landscape=True)
    assert [found.text for found in zxingcpp.read_barcodes(pdf_picture(scene))] == [LONG]


def test_the_code_is_a_link_with_the_words_of_what_is_there() -> None:
    scene, _ = layout(real("hulpverleners"))
    code = next(g for g in scene.groups if g.role == "qr")
    assert (code.link, code.label) == (URL, f"Nieuwste versie: {URL}")
    heading, address = code.texts
    assert heading.words == "Nieuwste versie"
    assert "".join(address.lines) == "bureau-woonkans.example/woonkansboom"


def test_the_code_has_four_modules_of_white_around_it() -> None:
    code = code_of(replace(samples.chain(1), url=URL))
    assert code
    square, modules = code.draw(Pen(0, 0, 1), upright=True, ground="#FFFFFF").items[:2]
    assert isinstance(square, Rect)
    assert isinstance(modules, Path)
    points = [float(v) for _, *step in modules.commands for v in step]
    unit = code.side / (len(matrix(URL)) + 8)
    assert min(points) == pytest.approx(4 * unit, abs=0.001)
    assert max(points) == pytest.approx(code.side - 4 * unit, abs=0.001)


def test_a_module_is_large_enough_for_a_telephone_on_a4() -> None:
    scene, _ = layout(real("hulpverleners"), paper="a4")
    code = next(g for g in scene.groups if g.role == "qr")
    assert isinstance(code.items[0], Rect)
    assert code.items[0].width / (len(matrix(URL)) + 8) >= 0.4


def test_a_tree_without_sources_has_its_code_in_a_block_of_its_own() -> None:
    tree = replace(samples.chain(2), url=URL)
    scene, _ = layout(tree)
    assert breaches(scene, tree) == []
    assert [g.role for g in scene.groups if g.role in ("qr", "sources")] == ["qr"]


@pytest.mark.parametrize("url", [None, "https://example.org/" + "x" * 3000])
def test_without_an_address_that_fits_there_is_no_code(url: str | None) -> None:
    tree = replace(samples.chain(2), url=url)
    scene, _ = layout(tree)
    assert breaches(scene, tree) == []
    assert not [g for g in scene.groups if g.role == "qr"]


def test_the_outline_of_a_code_covers_its_dark_modules_and_no_others() -> None:
    cells = matrix(URL)
    inside = _filled(outline(cells), len(cells))
    assert inside == [list(row) for row in cells]


def _filled(commands: tuple[tuple[object, ...], ...], size: int) -> list[list[bool]]:
    """Which unit squares a shape fills: how often its sides go round their middles."""
    loops: list[list[tuple[float, float]]] = []
    for name, *place in commands:
        if name == "M":
            loops.append([])
        if place:
            x, y = (float(str(v)) for v in place)
            loops[-1].append((x, y))
    sides = [
        (x1, y1, y2)
        for loop in loops
        for (x1, y1), (_, y2) in zip(loop, loop[1:] + loop[:1], strict=True)
    ]

    def winding(x: float, y: float) -> int:
        return sum((y1 < y < y2) - (y2 < y < y1) for x1, y1, y2 in sides if x1 > x and y1 != y2)

    return [[winding(x + 0.5, y + 0.5) != 0 for x in range(size)] for y in range(size)]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/boom/", "example.org/boom"),
        ("http://example.org", "example.org"),
        ("https://example.org/" + "lang/" * 20, "example.org/…"),
    ],
)
def test_an_address_is_printed_as_people_type_it(url: str, shown: str) -> None:
    assert printed(url) == shown


def test_a_code_has_its_words_below_or_beside_it() -> None:
    code = code_of(replace(samples.chain(1), url=URL))
    assert code
    (narrow, high), (wide, low) = code.size(upright=True), code.size(upright=False)
    assert narrow < wide
    assert high > low


def test_links_lead_somewhere_in_the_pdf() -> None:
    scene, _ = layout(real("corporaties"))
    page = PdfReader(io.BytesIO(FORMATS["pdf"].write(scene))).pages[0]
    goals = [note.get_object()["/A"].get("/URI") for note in page.get("/Annots", [])
             if "/A" in note.get_object()]  # fmt: skip
    assert goals.count(URL) == 2
