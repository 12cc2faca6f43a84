"""The proof in greys: no colour is left, and everything can still be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from woonboom.colours import LEAST_CONTRAST, contrast, luminance
from woonboom.formats import FORMATS
from woonboom.layout.map.graph import layout
from woonboom.press.grey import grey, grey_of, legible_grey
from woonboom.scene import Group, Page, Picture, Scene, Text

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")
RED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M0 0h9v9H0z" fill="#f00"/></svg>'
)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return layout(samples.grown(20, seed=2, merges=0.3))[0]


def colours_of(scene: Scene) -> Iterator[str]:
    for group in scene.groups:
        for item in group.items:
            for one in (item, item.lead if isinstance(item, Text) else None):
                for name in ("fill", "stroke", "ground"):
                    if colour := getattr(one, name, None):
                        yield colour


def is_grey(colour: str) -> bool:
    return colour[1:3] == colour[3:5] == colour[5:7]


def test_every_colour_becomes_a_grey(scene: Scene) -> None:
    assert not all(map(is_grey, colours_of(scene)))
    assert all(map(is_grey, colours_of(grey(scene))))


def test_nothing_moves_and_no_word_changes(scene: Scene) -> None:
    proof = grey(scene)
    assert [g.box for g in proof.groups] == [g.box for g in scene.groups]
    words = [[t.words for t in g.texts] for g in proof.groups]
    assert words == [[t.words for t in g.texts] for g in scene.groups]


def test_every_text_of_a_drawing_can_still_be_read(scene: Scene) -> None:
    for group in grey(scene).groups:
        for text in group.texts:
            for one in (text, text.lead):
                assert one is None or contrast(one.fill, one.ground) >= LEAST_CONTRAST


def test_grey_twice_is_grey_once(scene: Scene) -> None:
    assert grey(grey(scene)) == grey(scene)


@given(COLOURS)
def test_a_grey_is_as_light_as_its_colour(colour: str) -> None:
    assert luminance(grey_of(colour)) == pytest.approx(luminance(colour), abs=0.005)


@given(COLOURS, COLOURS)
def test_rounding_never_takes_a_text_under_the_least_contrast(colour: str, ground: str) -> None:
    if contrast(colour, ground) >= LEAST_CONTRAST:
        assert contrast(legible_grey(colour, ground), grey_of(ground)) >= LEAST_CONTRAST


def logo(scene: Scene, alt: str) -> Scene:
    picture = Picture(10, 10, 40, 40, RED, "image/svg+xml", alt)
    page = Page(60, 60, 5, (Group("logo", (10, 10, 40, 40), (picture,), label="Logo"),))
    return replace(scene, pages=(page,))


@pytest.mark.parametrize("alt", ["", "Een rood vlak"])
def test_a_logo_becomes_grey_too(scene: Scene, alt: str) -> None:
    wanted = int(grey_of("#FF0000")[1:3], 16)
    proof = grey(logo(scene, alt))
    page = pypdfium2.PdfDocument(FORMATS["pdf"].write(proof))[0]
    for picture in (
        page.render(scale=2).to_pil(),
        Image.open(io.BytesIO(FORMATS["png"].write(proof))),
    ):
        middle = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))
        assert isinstance(middle, tuple)
        assert max(abs(part - wanted) for part in middle) <= 2
