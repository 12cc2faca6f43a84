"""For a print shop: exact boxes, a background that runs on, and marks that are not printed on."""

from __future__ import annotations

import io
from dataclasses import replace
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
import samples
from PIL import Image

from woonboom import style
from woonboom.formats import FORMATS
from woonboom.layout.map.graph import layout
from woonboom.press.bleed import with_bleed
from woonboom.scene import Group, Page, Path, Rect, Scene

NAVY = (18, 48, 79)
WHITE = (255, 255, 255)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return layout(samples.grown(20, seed=2, merges=0.3), paper="a3", landscape=True)[0]


@pytest.fixture(scope="module")
def bled(scene: Scene) -> Scene:
    return with_bleed(scene)


@pytest.fixture(scope="module")
def document(bled: Scene) -> bytes:
    return FORMATS["pdf"].write(bled)


def in_mm(box: pikepdf.Object) -> list[float]:
    return [float(side) * style.POINT_MM for side in box]


def page_with(*items: Rect | Path) -> Page:
    page = Page(200, 100, 10, (Group("background", (0, 0, 200, 100), items),))
    return with_bleed(Scene("t", "d", "nl", "1", "", "", (), 4, (page,))).pages[0]


def test_the_page_keeps_the_size_that_it_is_cut_to(scene: Scene, bled: Scene) -> None:
    before, after = scene.pages[0], bled.pages[0]
    assert (after.width, after.height) == (before.width, before.height)
    assert (before.bleed, after.bleed) == (0, 3)
    assert after.edge == after.bleed + after.slug > 3


@pytest.mark.parametrize("bleed", [3, 5.5])
def test_every_box_is_exact(scene: Scene, bleed: float) -> None:
    bled = with_bleed(scene, bleed)
    slug = bled.pages[0].slug
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].write(bled))) as pdf:
        page = pdf.pages[0]
        edge = bleed + slug
        trim = [edge, edge, edge + 420, edge + 297]
        assert in_mm(page.TrimBox) == pytest.approx(trim, abs=0.01)
        over = [slug, slug, slug + 420 + 2 * bleed, slug + 297 + 2 * bleed]
        assert in_mm(page.BleedBox) == pytest.approx(over, abs=0.01)
        whole = [0, 0, 420 + 2 * edge, 297 + 2 * edge]
        assert in_mm(page.MediaBox) == pytest.approx(whole, abs=0.01)


def test_a_plain_drawing_has_no_bleed_box(scene: Scene) -> None:
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].write(scene))) as pdf:
        assert "/BleedBox" not in pdf.pages[0]


def test_the_title_block_runs_on_past_the_edge_and_marks_stand_outside(
    bled: Scene, document: bytes
) -> None:
    scale, page = 4 / style.POINT_MM, bled.pages[0]
    picture = pypdfium2.PdfDocument(document)[0].render(scale=4).to_pil().convert("RGB")

    def colour(x: float, y: float) -> object:
        """Of a place that counts from the corner of the sheet when it is cut, in mm."""
        return picture.getpixel((round((x + page.edge) * scale), round((y + page.edge) * scale)))

    assert colour(-2.5, 5) == colour(5, -2.5) == colour(422.5, 5) == NAVY
    assert colour(-3.5, 5) == colour(5, -3.5) == colour(423.5, 5) == WHITE
    for x in (0, 420):
        assert colour(x, -page.edge + 3) != WHITE
        assert colour(x, 297 + page.edge - 3) != WHITE
    for y in (0, 297):
        assert colour(-page.edge + 3, y) != WHITE
        assert colour(420 + page.edge - 3, y) != WHITE


def test_links_still_lead_to_their_goals(bled: Scene, document: bytes) -> None:
    goals = {group.id: group.box for group in bled.groups if group.id}
    linked = [group for group in bled.groups if group.link]
    with pikepdf.open(io.BytesIO(document)) as pdf:
        for note, group in zip(pdf.pages[0].Annots, linked, strict=True):
            edge = bled.pages[0].edge
            assert float(note.Rect[0]) * style.POINT_MM == pytest.approx(
                group.box[0] + edge, abs=0.1
            )
            goal = note.Dest if "/Dest" in note else note.A.D
            left = float(goal[2]) * style.POINT_MM
            assert left == pytest.approx(goals[group.link][0] + edge, abs=0.1)


def test_shapes_that_touch_an_edge_run_on_there_and_nowhere_else() -> None:
    page = page_with(
        Rect(0, 0, 200, 30, fill="#112233"),
        Rect(0, 40, 20, 20, fill="#112233"),
        Rect(50, 50, 20, 20, fill="#112233"),
        Path((("M", 150, 50), ("L", 200, 50), ("L", 200, 100), ("Z",)), "#112233"),
    )
    band, side, inside, corner = page.groups[0].items
    assert isinstance(band, Rect)
    assert isinstance(side, Rect)
    assert isinstance(corner, Path)
    assert (band.x, band.y, band.width, band.height) == (-3, -3, 206, 33)
    assert (side.x, side.y, side.width, side.height) == (-3, 40, 23, 20)
    assert inside == Rect(50, 50, 20, 20, fill="#112233")
    assert corner.commands[1:3] == (("L", 203, 50), ("L", 203, 103))


def test_borders_and_round_corners_stay_where_they_are() -> None:
    framed = Rect(0, 0, 200, 100, fill="#FFFFFF", stroke="#000000", stroke_width=1)
    round_ = Rect(0, 0, 20, 20, 4, "#112233")
    assert page_with(framed, round_).groups[0].items == (framed, round_)


def test_a_bleed_of_nothing_is_refused(scene: Scene) -> None:
    with pytest.raises(ValueError, match="bleed"):
        with_bleed(scene, 0)


def test_svg_and_png_show_all_that_is_printed(bled: Scene) -> None:
    edge = bled.pages[0].edge
    root = ElementTree.fromstring(FORMATS["svg"].write(bled))
    assert root.get("width") == f"{420 + 2 * edge:g}mm"
    assert root.get("viewBox") == f"0 0 {420 + 2 * edge:g} {297 + 2 * edge:g}"
    picture = Image.open(io.BytesIO(FORMATS["png"].write(bled)))
    assert picture.width / picture.height == pytest.approx(
        (420 + 2 * edge) / (297 + 2 * edge), abs=0.001
    )
    per_mm = picture.width / (420 + 2 * edge)
    at = (round((edge - 2.5) * per_mm), round((edge + 5) * per_mm))
    assert picture.convert("RGB").getpixel(at) == NAVY


def test_what_is_printed_says_what_it_is_outside_the_sheet(bled: Scene) -> None:
    marks = bled.pages[0].groups[-1]
    (name,) = marks.texts
    assert name.words.endswith("420 × 297 mm + 3 mm")
    assert name.y - name.size > 297 + 3


def test_the_same_scene_gives_the_same_bytes(scene: Scene, document: bytes) -> None:
    assert FORMATS["pdf"].write(with_bleed(scene)) == document


def test_every_page_gets_its_marks(scene: Scene) -> None:
    two = replace(scene, pages=tuple(replace(p, groups=p.groups[:2]) for p in scene.pages * 2))
    assert [page.bleed for page in with_bleed(two).pages] == [3, 3]
