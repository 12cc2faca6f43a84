"""A poster on office sheets: all of it is there, cut where it hurts least, all sheets named."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path as File

import pikepdf
import pypdf
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from woonboom.formats import FORMATS
from woonboom.layout.map.graph import layout
from woonboom.load import load
from woonboom.placing import Placing, holds, meet, reach
from woonboom.press.cover import TITLE
from woonboom.press.lettering import letters_of
from woonboom.press.seams import OVERLAP, cut_cards, grid, sheets_needed
from woonboom.press.sheets import Tiling, letters, room_on, tiling
from woonboom.press.tags import tags
from woonboom.press.tiles import SAFE, tiled
from woonboom.scene import Group, Page, Path, Rect, Scene, Text, is_address
from woonboom.style import BOLD, PAPERS_MM

SIDES = st.floats(60, 1_600).map(lambda side: round(side, 1))
TREES = File(__file__).parent.parent / "trees"


@pytest.fixture(scope="module")
def scene() -> Scene:
    tree, _ = load(TREES / "hulpverleners.yaml")
    assert tree
    return layout(tree, paper="a1", landscape=True)[0]


@pytest.fixture(scope="module")
def laid(scene: Scene) -> Tiling:
    return tiling(scene.pages[0], "a4")


@pytest.fixture(scope="module")
def sheets(scene: Scene) -> Scene:
    return tiled(scene, "a4")


@pytest.fixture(scope="module")
def document(sheets: Scene) -> bytes:
    return FORMATS["pdf"].write(sheets)


def blank(width: float, height: float, *groups: Group) -> Page:
    paper = Group("background", (0, 0, width, height), (Rect(0, 0, width, height, fill="#FFFFFF"),))
    return Page(width, height, 5, (paper, *groups))


def card(x: float, y: float, width: float, height: float) -> Group:
    return Group("question", (x, y, width, height), (Rect(x, y, width, height, fill="#EEEEEE"),))


# ------------------------------------------------------------------------------- what is on which


@settings(max_examples=60)
@given(SIDES, SIDES, st.sampled_from(["a4", "a3"]))
def test_every_mm_of_the_poster_is_on_a_sheet_and_neighbours_share_ten(
    width: float, height: float, sheet: str
) -> None:
    laid = tiling(blank(width, height), sheet)
    room = room_on(laid.width, laid.height)
    for edges, total in ((laid.grid.xs, width), (laid.grid.ys, height)):
        assert (edges[0], edges[-1]) == (0, total)
        assert all(a < b for a, b in pairwise(edges))
    tiles = {(tile.row, tile.column): tile for tile in laid.tiles}
    for (row, column), tile in tiles.items():
        x, y, wide, high = tile.area
        assert holds(tile.area, tile.seen)
        assert wide <= room[0] + 1e-6
        assert high <= room[1] + 1e-6
        assert holds((0, 0, width + 1e-6, height + 1e-6), tile.area)
        if right := tiles.get((row, column + 1)):
            assert x + wide - right.area[0] == pytest.approx(OVERLAP)
        if below := tiles.get((row + 1, column)):
            assert y + high - below.area[1] == pytest.approx(OVERLAP)


@settings(max_examples=40)
@given(SIDES, SIDES)
def test_no_way_to_lay_the_sheets_takes_fewer(width: float, height: float) -> None:
    fewest = min(
        sheets_needed(width, across) * sheets_needed(height, down)
        for across, down in (room_on(210, 297), room_on(297, 210))
    )
    assert tiling(blank(width, height), "a4").count == fewest


def test_a_poster_on_a1_takes_fifteen_sheets_a4_or_eight_a3(scene: Scene) -> None:
    assert tiling(scene.pages[0], "a4").count == 15
    assert tiling(scene.pages[0], "a3").count == 8


def test_seams_avoid_a_card_where_they_can() -> None:
    # Two sheets, 182 to 184 mm each at most; the plain middle (150) is in a card.
    page = blank(300, 150, card(100, 20, 60, 100))
    (seam,) = grid(page, room_on(210, 297)).xs[1:-1]
    assert not 100 < seam < 160


def test_a_seam_does_not_run_along_a_line() -> None:
    line = Path((("M", 150, 5), ("L", 150, 145)), None, "#000000", 1)
    page = blank(300, 150, Group("connector", (150, 5, 0, 140), (line,)))
    (seam,) = grid(page, room_on(210, 297)).xs[1:-1]
    assert abs(seam - 150) > 1


def test_a_seam_may_cross_a_line() -> None:
    line = Path((("M", 20, 70), ("L", 280, 70)), None, "#000000", 1)
    page = blank(300, 150, Group("connector", (20, 70, 260, 0), (line,)))
    assert grid(page, room_on(210, 297)).xs == (0, 150, 300)


def test_a_large_title_is_cut_between_its_words() -> None:
    words = Text(10, 30, ("Woonkansboom voor iedereen in stad",), 20, BOLD, "#000000", "#FFFFFF")
    page = blank(400, 150, Group("title", (0, 0, 400, 40), (words,)))
    whole = reach(words)
    (seam, *_) = grid(page, room_on(210, 297)).xs[1:-1]
    alone = Text(10, 30, ("Woonkansboom voor",), 20, BOLD, "#000000", "#FFFFFF")
    ends = [sum(reach(replace(alone, lines=(line,)))[::2]) for line in
            ("Woonkansboom", "Woonkansboom voor", "Woonkansboom voor iedereen")]  # fmt: skip
    assert whole[2] > 200
    assert any(end < seam < end + 6 for end in ends)


def test_seams_cut_fewer_cards_than_equal_sheets(scene: Scene, laid: Tiling) -> None:
    page, seams = scene.pages[0], laid.grid
    equal = [
        [total * n / count for n in range(1, count)]
        for total, count in ((page.width, seams.columns), (page.height, seams.rows))
    ]
    assert cut_cards(page, seams.xs[1:-1], seams.ys[1:-1]) < 0.7 * cut_cards(page, *equal)


# -------------------------------------------------------------------------------------- the sheets


def test_every_text_of_the_poster_is_on_every_sheet_that_shows_some_of_it(
    scene: Scene, laid: Tiling, sheets: Scene
) -> None:
    pages = dict(zip([t.name for t in laid.tiles], sheets.pages[1:], strict=True))
    found: Counter[str] = Counter()
    for group in scene.groups:
        for text in group.texts:
            for tile in laid.tiles:
                if meet(reach(text), tile.area):
                    there = {t.words for g in pages[tile.name].groups for t in g.texts}
                    assert text.words in there
                    found[text.words] += 1
    assert set(found) == {text.words for group in scene.groups for text in group.texts}


def test_the_poster_keeps_its_size(scene: Scene, sheets: Scene) -> None:
    sizes = {text.words: text.size for group in scene.groups for text in group.texts}
    for page in sheets.pages[1:]:
        for group in page.groups:
            if group.clip:
                assert all(sizes[text.words] == pytest.approx(text.size) for text in group.texts)


def test_nothing_is_printed_too_near_to_the_edge_of_the_paper(sheets: Scene) -> None:
    for page in sheets.pages[1:]:
        safe = (SAFE - 0.2, SAFE - 0.2, page.width - 2 * SAFE + 0.4, page.height - 2 * SAFE + 0.4)
        for group in page.groups:
            if group.clip:
                assert holds(safe, group.clip)
            else:
                paper = group.role == "background"
                assert all(holds(safe, reach(item)) for item in group.items[paper:])


def test_sheets_are_papers(sheets: Scene) -> None:
    assert {tuple(sorted((page.width, page.height))) for page in sheets.pages} == {PAPERS_MM["a4"]}


def test_names_and_ids_are_unique_and_links_lead_somewhere(sheets: Scene) -> None:
    ids = [group.id for group in sheets.groups if group.id]
    assert len(ids) == len(set(ids))
    assert ids == [f"vel-{row}{column}" for row in "abc" for column in range(1, 6)]
    links = [group.link for group in sheets.groups if group.link]
    assert links == ids


def test_a_web_address_stays_a_link_where_all_of_it_is_on_the_sheet(scene: Scene) -> None:
    page, address = scene.pages[0], "https://example.org/boom"
    laid = tiling(page, "a4")
    x, y, *_ = laid.tile(1, 1).seen
    whole = replace(card(x + 30, y + 30, 20, 20), link=address, label="Nieuwste versie")
    halved = replace(card(x - 30, y + 60, 60, 20), link=address, label="Doorgesneden")
    found = tiled(
        replace(scene, pages=(replace(page, groups=(*page.groups, whole, halved)),)), "a4"
    )
    assert [group.label for group in found.groups if is_address(group.link)] == ["Nieuwste versie"]


@pytest.mark.parametrize(
    ("row", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_rows_go_on_beyond_z(row: int, name: str) -> None:
    assert letters(row) == name


def test_a_very_tall_poster_has_sheets_beyond_z() -> None:
    laid = tiling(blank(150, 9_000), "a4")
    names = [tile.name for tile in laid.tiles]
    assert "AA1" in names
    assert len(set(names)) == len(names) == laid.count


def test_every_sheet_says_under_which_its_strips_go(laid: Tiling, sheets: Scene) -> None:
    said = [" ".join(t.words for t in page.groups[1].texts) for page in sheets.pages[1:]]
    assert said[0] == "Vel A1 Plak de rechterstrook onder A2 en de onderste strook onder B1."
    assert said[4] == "Vel A5 Plak de onderste strook onder B5."
    assert said[-2] == "Vel C4 Plak de rechterstrook onder C5."
    assert said[-1] == "Vel C5"
    assert len(said) == laid.count


def test_pages_of_an_atlas_are_told_apart(scene: Scene) -> None:
    page = replace(scene.pages[0], groups=scene.pages[0].groups[:3])
    two = tiled(replace(scene, pages=(page, page)), "a3")
    ids = [group.id for group in two.groups if group.id]
    assert len(ids) == len(set(ids)) == 16
    assert {"vel-1-a1", "vel-2-a1"} < set(ids)
    assert len(two.pages) == 18


def test_an_unknown_paper_is_refused(scene: Scene) -> None:
    with pytest.raises(ValueError, match="a9"):
        tiled(scene, "a9")


# --------------------------------------------------------------------------------------- the cover


def test_the_cover_speaks_the_language_of_the_tree(scene: Scene) -> None:
    for language, word in (("nl", "Plakplan"), ("en", "Assembly plan")):
        cover = tiled(replace(scene, language=language), "a4")
        title = next(cover.pages[0].groups[1].texts)
        assert title.words == f"{word}: {scene.title}" == cover.title
        assert TITLE.say(language, {"title": ""}).startswith(word)


@pytest.mark.parametrize("sheet", ["a4", "a3"])
@pytest.mark.parametrize("paper", ["a2", "a1", "a0"])
@pytest.mark.parametrize("landscape", [True, False])
def test_the_plan_names_every_sheet_in_its_place_and_hides_no_words(
    sheet: str, paper: str, landscape: bool
) -> None:
    tree = samples.grown(20, seed=2, merges=0.2)
    drawing = layout(tree, paper=paper, landscape=landscape)[0]
    laid = tiling(drawing.pages[0], sheet)
    cover = tiled(drawing, sheet).pages[0]
    plan = next(group for group in cover.groups if group.role == "preview")
    scale = plan.box[2] / drawing.pages[0].width
    named = {g.link: g for g in cover.groups if g.link}
    title = max(plan.texts, key=lambda text: text.size)
    for tile in laid.tiles:
        x, y, wide, high = (side * scale for side in tile.seen)
        cell = (plan.box[0] + x - 0.01, plan.box[1] + y - 0.01, wide + 0.02, high + 0.02)
        assert holds(cell, named[tile.id].box)
        assert not meet(reach(title), named[tile.id].box)
    assert holds((0, 0, cover.width, cover.height), plan.box)


def test_a_tag_goes_where_the_sheet_is_empty(scene: Scene) -> None:
    full, room = card(0, 0, 300, 100), blank(300, 150)
    laid = tiling(replace(room, groups=(*room.groups, full)), "a4")
    assert all(tag.box[1] >= 100 for tag in tags(laid, letters_of(scene), Placing(0, 0)))


def test_the_line_to_measure_is_100_mm(sheets: Scene) -> None:
    ruler = sheets.pages[0].groups[-1]
    line = ruler.items[0]
    assert isinstance(line, Path)
    assert max(float(c[1]) for c in line.commands) - min(float(c[1]) for c in line.commands) == 100


# --------------------------------------------------------------------------------------- the files


def test_the_document_has_a_bookmark_for_every_sheet(document: bytes) -> None:
    def titles(items: list[object], depth: int) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for item in items:
            if isinstance(item, list):
                found += titles(item, depth + 1)
            else:
                found.append((depth, str(item.title)))  # type: ignore[attr-defined]
        return found

    outline = titles(pypdf.PdfReader(io.BytesIO(document)).outline, 0)  # type: ignore[arg-type]
    assert outline[0][1].startswith("Plakplan")
    assert [name for depth, name in outline if depth == 1][:2] == ["Vel A1", "Vel A2"]
    assert sum(depth == 1 for depth, _ in outline) == 15


def test_pages_are_exactly_paper(document: bytes) -> None:
    with pikepdf.open(io.BytesIO(document)) as pdf:
        for page in pdf.pages:
            sides = sorted(float(side) / 72 * 25.4 for side in page.MediaBox[2:])
            assert sides == pytest.approx([210, 297], abs=0.01)


def test_words_that_are_cut_can_be_copied_from_both_sheets(scene: Scene, document: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(document)).pages
    shown = [" ".join(page.extract_text().split()) for page in pages]
    assert sum(scene.title in text for text in shown[1:]) > 1


def test_the_same_scene_gives_the_same_bytes(scene: Scene, document: bytes) -> None:
    assert FORMATS["pdf"].write(tiled(scene, "a4")) == document


def test_every_sheet_is_a_picture_of_its_own(sheets: Scene) -> None:
    few = tuple(
        replace(page, groups=tuple(replace(group, link="") for group in page.groups))
        for page in sheets.pages[:3]
    )
    for form in ("svg", "png"):
        found = FORMATS[form].files(replace(sheets, pages=few), "poster")
        assert list(found) == [f"poster-{n}.{form}" for n in (1, 2, 3)]
    assert next(iter(FORMATS["svg"].files(sheets, "poster"))) == "poster-01.svg"
    assert list(FORMATS["pdf"].files(sheets, "poster")) == ["poster.pdf"]
