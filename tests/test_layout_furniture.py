"""The title block: everything in it stands apart, whatever a tree has to say there."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_checker import IN_TITLE, breaches, overlap, text_box

from woonboom import style
from woonboom.formats import FORMATS
from woonboom.layout.furniture import Header, header
from woonboom.layout.map.graph import layout
from woonboom.layout.titling import Imprint
from woonboom.model import Text, Tree
from woonboom.scene import Group, Page, Picture, Scene

SHEETS = [(w, h) for a, b in style.PAPERS_MM.values() for w, h in ((a, b), (b, a))]
A1_UPRIGHT, A1_LYING = (594.0, 841.0), (841.0, 594.0)
VALID = "Geldig vanaf 15\u00a0januari 2026"
LONG_TITLE = (
    "Woonkansboom voor hulpverleners, casemanagers en wijkteams in alle gemeenten van de hele "
    "provincie Groningen en Drenthe"
)
LOGO = Picture(0, 0, 300, 120, b"<svg/>", "image/svg+xml", "Gemeente Groningen")
WORDS = st.lists(
    st.sampled_from(["de", "woonkansboom", "voor", "hulpverleners", "in", "Groningen",
                     "schuldhulpverleningstrajectbegeleidersoverleg"]), max_size=30,
).map(" ".join)  # fmt: skip


def tree(title: str = "Woonkansboom voor hulpverleners", **more: Text | str | None) -> Tree:
    made = samples.tree([samples.question("q", [("Ja", "u")])], [samples.outcome("u")], title=title)
    return replace(made, **more)  # type: ignore[arg-type]


def block(
    of: Tree, sheet: tuple[float, float] = A1_LYING, imprint: Imprint | None = None
) -> Header:
    wide, high = sheet
    return header(of, wide, high, 17 * min(sheet) / 594, imprint or Imprint())


def scene(made: Header, of: Tree, sheet: tuple[float, float]) -> Scene:
    page = Page(*sheet, 15 * min(sheet) / 594, tuple(made.draw()))
    return Scene("Titel", "", "nl", of.version, "", "", (), 4, (page,))


def said(made: Header) -> list[str]:
    return [t.words for g in made.draw() for t in g.texts]


def groups(made: Header) -> dict[str, Group]:
    return {g.role: g for g in made.draw()}


# ---------------------------------------------------------------- whatever it holds


@st.composite
def spoken(draw: st.DrawFn) -> Tree:
    """Trees with much, little or nothing to say in their title block."""
    texts = st.one_of(st.none(), WORDS.filter(bool).map(lambda words: Text(words, words)))
    urls = [None, "https://example.org/boom", "https://example.org/" + "x" * 90]
    return tree(
        draw(WORDS), audience=draw(texts), contact=draw(texts), url=draw(st.sampled_from(urls))
    )


IMPRINTS = st.builds(
    Imprint,
    st.sampled_from(["", "Controlegetal 7F3A-91C2"]),
    st.sampled_from(["", "Gemeente Groningen"]),
    st.sampled_from([None, LOGO, replace(LOGO, width=10), replace(LOGO, height=4)]),
)


@settings(max_examples=80, deadline=None)
@given(spoken(), IMPRINTS, st.sampled_from(SHEETS))
def test_nothing_overlaps_or_leaves_it(of: Tree, imprint: Imprint, sheet: tuple[int, int]) -> None:
    made = block(of, sheet, imprint)
    drawing = scene(made, of, sheet)
    assert breaches(drawing) == []
    boxes = [text_box(t) for g in drawing.groups if g.role in IN_TITLE for t in g.texts]
    margin = 16.9 * min(sheet) / 594
    for x, y, w, h in boxes:
        assert margin <= x
        assert x + w <= sheet[0] - margin
        assert y >= 0
        assert y + h <= made.height
    if made.logo:
        assert not any(overlap(box, made.logo.box) for box in boxes)
        assert made.logo.box[1] + made.logo.box[3] <= made.height


@pytest.mark.parametrize("sheet", [A1_UPRIGHT, A1_LYING])
def test_a_long_title_takes_lines_and_stays_large(sheet: tuple[float, float]) -> None:
    title = next(t for g in block(tree(LONG_TITLE), sheet).draw() for t in g.texts if t.level == 1)
    assert len(LONG_TITLE) == 119
    assert 2 <= len(title.lines) <= 3
    assert title.size > 12
    assert block(tree(LONG_TITLE), sheet).height < 0.15 * sheet[1]


def test_a_short_title_is_as_large_as_a_title_gets() -> None:
    titles = [next(t for g in block(tree(said)).draw() for t in g.texts if t.level == 1)
              for said in ("Een boom", "Woonkansboom voor hulpverleners")]  # fmt: skip
    assert titles[0].size == titles[1].size
    assert [len(t.lines) for t in titles] == [1, 1]


def test_a_title_of_a_thousand_characters_is_drawn_whole() -> None:
    made = block(tree("woonkansboom " * 80), A1_UPRIGHT)
    assert said(made)[0].count("woonkansboom") == 80


def test_without_audience_contact_and_url_the_block_is_lower() -> None:
    bare = block(tree(audience=None, contact=None))
    assert said(bare) == ["Woonkansboom voor hulpverleners", "Versie 2026-01", VALID]
    assert bare.height < block(tree()).height


# ---------------------------------------------------------------- how it looks


def test_what_stands_on_one_row_stands_on_one_line() -> None:
    of = tree(url="https://example.org/boom")
    made = block(of, A1_LYING, Imprint("Controlegetal 7F3A-91C2", "Gemeente Groningen"))
    found = {t.words: t for g in made.draw() for t in g.texts}
    foot = ("Voor wie helpt", "Gemeente Groningen", "Vragen? Bureau Woonkans",
            "example.org/boom", "Controlegetal 7F3A-91C2")  # fmt: skip
    assert len({found[words].y for words in foot}) == 1
    ends = [found[words].x for words in foot[1:]]
    assert ends == sorted(ends)
    assert found[VALID].y == found["Woonkansboom voor hulpverleners"].y


@pytest.mark.parametrize("sheet", [A1_UPRIGHT, A1_LYING])
@pytest.mark.parametrize("title", ["Een boom", LONG_TITLE])
def test_it_keeps_to_the_margins(title: str, sheet: tuple[float, float]) -> None:
    made = block(tree(title), sheet)
    texts = [t for g in made.draw() for t in g.texts]
    assert {t.x for t in texts if t.anchor == "start"} == {17.0}
    assert max(t.x for t in texts if t.anchor == "end") == sheet[0] - 17


def test_the_smallest_type_is_readable_on_a_wall() -> None:
    made = block(tree(LONG_TITLE, url="https://example.org/boom"), A1_UPRIGHT, Imprint("7F3A-91C2"))
    points = [t.size / style.POINT_MM for g in made.draw() for t in g.texts]
    assert min(points) >= 18


def test_on_a_smaller_sheet_it_looks_the_same() -> None:
    large, small = block(tree()), block(tree(), (420.5, 297.0))
    assert small.height == pytest.approx(large.height / 2, rel=0.001)
    assert said(small) == said(large)


# ---------------------------------------------------------------- links, stamp and logo


def test_the_address_is_a_link_and_the_stamp_a_group_of_its_own() -> None:
    made = block(tree(url="https://www.example.org/boom/"), imprint=Imprint("Controlegetal 7F3A"))
    address, stamp = groups(made)["address"], groups(made)["stamp"]
    assert (address.link, address.label) == ("https://www.example.org/boom/",) * 2
    assert [t.words for t in address.texts] == ["example.org/boom"]
    assert [t.words for t in stamp.texts] == ["Controlegetal 7F3A"]
    assert not overlap(address.box, stamp.box)


def test_an_address_stays_on_one_line_in_the_pdf() -> None:
    of = replace(samples.chain(3), url="https://www.bureauwoonkans.example/woonkansboom")
    drawing, _ = layout(of, paper="a4", landscape=True)
    page = pypdfium2.PdfDocument(FORMATS["pdf"].write(drawing))[0].get_textpage()
    address = next(g for g in drawing.groups if g.role == "address")
    first, count = page.search("bureauwoonkans.example/woonkansboom").get_next()
    bottoms = {round(page.get_charbox(n, loose=True)[1], 1) for n in range(first, first + count)}
    assert len(bottoms) == 1
    assert address.box[2] > 0


def test_a_logo_keeps_its_proportions_on_white() -> None:
    made = block(tree(), imprint=Imprint(logo=LOGO))
    assert made.logo
    plate, picture = made.logo.items
    assert isinstance(picture, Picture)
    assert picture.width / picture.height == pytest.approx(2.5, abs=0.01)
    assert getattr(plate, "fill", None) == style.PAPER
    assert made.logo.label == "Gemeente Groningen"
    right = made.logo.box[0] + made.logo.box[2]
    assert right == pytest.approx(841 - 17, abs=0.01)


def test_a_wide_logo_is_no_wider_than_its_place() -> None:
    made = block(tree(), imprint=Imprint(logo=replace(LOGO, width=3000)))
    assert made.logo
    assert made.logo.box[2] < 120


def test_the_band_lies_behind_and_is_not_read() -> None:
    band, title, *_ = block(tree()).draw()
    assert (band.role, title.role) == ("background", "title")
    assert band.box[:3] == (0, 0, 841)
    assert band.box[3] == pytest.approx(block(tree()).height, abs=0.001)
