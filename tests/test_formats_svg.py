"""SVG: well-formed, with all texts as text, the font inside, and words for screen readers."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import samples
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from woonboom import style
from woonboom.formats import FORMATS
from woonboom.layout.map.graph import layout
from woonboom.model import Tree
from woonboom.scene import Group, Page, Picture, Rect, Scene, Text
from woonboom.typeface import Font

SVG = "{http://www.w3.org/2000/svg}"


def scene_of(tree: Tree) -> Scene:
    return layout(tree)[0]


def parsed(scene: Scene) -> ElementTree.Element:
    return ElementTree.fromstring(FORMATS["svg"].write(scene))


def whole(words: str) -> str:
    """Words as they were before any was broken at the end of a line."""
    return words.replace("- ", "").replace("-", "")


def words_of(root: ElementTree.Element) -> str:
    texts = ("".join(node.itertext()) for node in root.iter(f"{SVG}text"))
    return " ".join(" ".join(texts).replace("\u00a0", " ").split())


def characters_of(font: bytes) -> set[int]:
    with TTFont(io.BytesIO(font)) as opened:
        return set(opened.getBestCmap())


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(samples.grown(30, seed=1, merges=0.3))


@pytest.fixture(scope="module")
def root(scene: Scene) -> ElementTree.Element:
    return parsed(scene)


def test_every_text_of_the_tree_is_text() -> None:
    tree = samples.grown(30, seed=1, merges=0.3)
    shown = words_of(parsed(scene_of(tree)))
    for text in tree.texts():
        assert whole(text.value) in whole(shown)


def test_it_says_its_title_description_and_language(
    scene: Scene, root: ElementTree.Element
) -> None:
    assert root.findtext(f"{SVG}title") == scene.title
    assert scene.description in (root.findtext(f"{SVG}desc") or "")
    assert root.get("lang") == "nl"
    assert root.get("aria-labelledby") == "title desc"


def test_its_size_is_that_of_the_page(scene: Scene, root: ElementTree.Element) -> None:
    page = scene.pages[0]
    assert root.get("width") == f"{page.width:g}mm"
    assert root.get("viewBox") == f"0 0 {page.width:g} {page.height:g}"


def test_every_card_has_a_name_and_every_link_a_goal(root: ElementTree.Element) -> None:
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    links = list(root.iter(f"{SVG}a"))
    assert links
    for link in links:
        assert link.get("aria-label")
        assert (link.get("href") or "").removeprefix("#") in ids
    for card in (node for node in root.iter() if node.get("class") in {"question", "outcome"}):
        assert card.get("aria-label")


def test_decoration_is_hidden_from_screen_readers(root: ElementTree.Element) -> None:
    hidden = [node for node in root.iter(f"{SVG}g") if node.get("aria-hidden") == "true"]
    assert hidden
    assert not any(node.findall(f".//{SVG}text") for node in hidden)


def test_the_font_inside_has_every_character(scene: Scene, root: ElementTree.Element) -> None:
    rules = root.findtext(f"{SVG}style") or ""
    faces = re.findall(r"font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]*)\)", rules)
    known = {w: characters_of(base64.b64decode(f)) for w, f in faces}
    for text in (t for group in scene.groups for t in group.texts):
        assert {ord(c) for c in "".join(text.lines)} - {0xAD} <= known[str(text.font[1])]


def test_the_same_scene_gives_the_same_bytes(scene: Scene) -> None:
    assert FORMATS["svg"].write(scene) == FORMATS["svg"].write(scene)


def test_a_word_that_was_broken_gets_its_hyphen() -> None:
    text = Text(10, 10, ("schuld\u00ad", "hulp"), 4, style.REGULAR, "#000000", "#FFFFFF")
    page = Page(100, 100, 5, (Group("note", (0, 0, 9, 9), (text,)),))
    root = parsed(Scene("t", "d", "nl", "1", "", "", (), 4, (page,)))
    assert words_of(root) == "schuld-hulp"


@settings(max_examples=20)
@given(st.text(min_size=1, max_size=30))
def test_any_text_makes_well_formed_xml(words: str) -> None:
    text = Text(10, 10, (words,), 4, style.REGULAR, "#000000", "#FFFFFF")
    page = Page(
        100, 100, 5, (Group("note", (0, 0, 9, 9), (text,), "a", words, "https://a.b/?c&d"),)
    )
    parsed(Scene(words, words, "nl", words, "", words, (words,), 4, (page,)))


def test_pages_stand_below_each_other(scene: Scene) -> None:
    twice = replace(scene, pages=scene.pages * 2)
    page = scene.pages[0]
    assert parsed(twice).get("viewBox") == f"0 0 {page.width:g} {2 * page.height + 10:g}"


@pytest.mark.browser
def test_a_browser_draws_it(scene: Scene, tmp_path: Path) -> None:
    drawing, picture = tmp_path / "a.svg", tmp_path / "a.png"
    drawing.write_bytes(FORMATS["svg"].write(scene))
    switches = ["headless", "no-sandbox", "disable-gpu", "disable-background-networking"]
    switches += [f"user-data-dir={tmp_path}", "window-size=900,700", f"screenshot={picture}"]
    run = ["chromium", *(f"--{switch}" for switch in switches), drawing.as_uri()]
    subprocess.run(run, check=True, capture_output=True, timeout=60)
    with Image.open(picture) as opened:
        assert opened.convert("RGB").getpixel((5, 5)) == (18, 48, 79)


def a_scene(*groups: Group) -> Scene:
    return Scene("t", "d", "nl", "1", "", "", (), 4, (Page(100, 50, 5, groups),))


def test_a_page_is_a_file_of_its_own_and_links_go_from_file_to_file() -> None:
    font = ("Fira Sans", 400)
    first = Group("note", (0, 0, 9, 9), (text_of("a", font),), "een", "E", "twee")
    second = Group("note", (0, 0, 9, 9), (text_of("b", font),), "twee", "T", "een")
    pages = tuple(Page(100, 50, 5, (group,)) for group in (first, second))
    two = replace(a_scene(), pages=pages)
    files = FORMATS["svg"].files(two, "mijn boom")
    assert list(files) == ["mijn boom-1.svg", "mijn boom-2.svg"]
    (link,) = ElementTree.fromstring(files["mijn boom-1.svg"]).iter(f"{SVG}a")
    assert link.get("href") == "mijn%20boom-2.svg#twee"
    (link,) = parsed(replace(two, pages=pages[::-1])).findall(f".//{SVG}a[@id='een']")
    assert link.get("href") == "#twee"


def text_of(words: str, font: tuple[str, int], **look: object) -> Text:
    return replace(
        Text(10, 10, (words,), 4, Font(*font), "#000000", "#FFFFFF", 5),
        **look,  # type: ignore[arg-type]
    )


def test_lines_have_a_space_between_them_that_moves_nothing() -> None:
    words = text_of("", ("Fira Sans", 400), lines=("een", "twee"), anchor="middle")
    root = parsed(a_scene(Group("note", (0, 0, 9, 9), (words,))))
    assert words_of(root) == "een twee"
    spaces = [span for span in root.iter(f"{SVG}tspan") if span.text == " "]
    assert spaces
    assert all(span.get("font-size") == "0" for span in spaces)


def test_nothing_is_drawn_outside_a_clip() -> None:
    shape = Rect(0, 0, 50, 50, fill="#112233")
    inside, beside = (
        Group("note", (0, 0, 50, 50), (shape,), clip=(10, 10, 20, 20)),
        Group("note", (0, 0, 50, 50), (shape,)),
    )
    root = parsed(a_scene(inside, inside, beside))
    (area,) = root.iter(f"{SVG}clipPath")
    (cut,) = [g for g in root.iter(f"{SVG}g") if g.get("clip-path") == f"url(#{area.get('id')})"]
    assert len(cut.findall(f"{SVG}g")) == 2
    assert area[0].attrib == {"x": "10", "y": "10", "width": "20", "height": "20"}


def test_a_picture_is_inside_with_its_words() -> None:
    logo = Picture(1, 2, 30, 20, b"<svg/>", "image/svg+xml", 'Logo van "ons"')
    plain = Picture(1, 2, 30, 20, b"\x89PNG", "image/png")
    root = parsed(a_scene(Group("logo", (1, 2, 30, 20), (logo, plain), label="Logo")))
    first, second = root.iter(f"{SVG}image")
    assert first.get("aria-label") == 'Logo van "ons"'
    assert base64.b64decode((first.get("href") or "").split(",")[1]) == b"<svg/>"
    assert (second.get("aria-hidden"), second.get("aria-label")) == ("true", None)
    assert (second.get("href") or "").startswith("data:image/png;base64,")
