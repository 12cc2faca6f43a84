"""What a browser makes of the SVG is what a PDF viewer makes of the PDF."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter
from poster_trees import REAL, poster, real, waterland

from woonboom.formats import FORMATS
from woonboom.layout.map.graph import layout
from woonboom.scene import Scene

PIXELS_PER_MM = 4
MANY_MM = 500
"""Pages wider than this are looked at with half as many pixels."""
# The two smooth the edges of letters differently; a shape that is missing or moved is stronger.
STRONG = 100
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

pytestmark = pytest.mark.browser


def browser_picture(svg: bytes, width: int, height: int, folder: Path) -> Image.Image:
    (folder / "drawing.svg").write_bytes(svg)
    style = f"margin:0;width:{width}px;height:{height}px"
    page = f'<body style="margin:0"><img src="drawing.svg" style="{style}">'
    (folder / "page.html").write_text(page, "utf-8")
    subprocess.run(
        [
            "chromium", *QUIET, f"--user-data-dir={folder / 'profile'}",
            f"--screenshot={folder / 'page.png'}", f"--window-size={width},{height + 200}",
            (folder / "page.html").as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    return Image.open(folder / "page.png").convert("L").crop((0, 0, width, height))


def viewer_picture(pdf: bytes, width: int, height: int) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf)[0]
    picture: Image.Image = page.render(scale=width / page.get_width()).to_pil()
    return picture.convert("L").resize((width, height))


def strong_share(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ strongly, after both are softened a little."""
    soft = ImageFilter.GaussianBlur(1)
    histogram = ImageChops.difference(one.filter(soft), other.filter(soft)).histogram()
    return sum(histogram[STRONG:]) / sum(histogram)


def drawn(style: str, name: str) -> Scene:
    return layout(real(name))[0] if style == "map" else poster(name, "a1", style == "landscape")


def pictures(scene: Scene, folder: Path) -> tuple[Image.Image, Image.Image]:
    """The first page as a browser and as a PDF viewer show it."""
    page = scene.pages[0]
    dots = PIXELS_PER_MM if page.width < MANY_MM else PIXELS_PER_MM / 2
    size = (round(page.width * dots), round(page.height * dots))
    svg = next(iter(FORMATS["svg"].files(scene, "drawing").values()))
    browser = browser_picture(svg, *size, folder)
    return browser, viewer_picture(FORMATS["pdf"].write(scene), *size)


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("style", ["landscape", "portrait", "map"])
def test_both_files_look_the_same(style: str, name: str, tmp_path: Path) -> None:
    browser, viewer = pictures(drawn(style, name), tmp_path)
    assert strong_share(browser, viewer) < 0.001
    # That the measure measures: a drawing moved by half a millimetre is another drawing.
    assert strong_share(browser, ImageChops.offset(viewer, 2, 0)) > 0.001


def test_a_page_of_an_atlas_looks_the_same(tmp_path: Path) -> None:
    """The first page of one shows all the others in small."""
    browser, viewer = pictures(poster("grown", "a1", True), tmp_path)
    assert strong_share(browser, viewer) < 0.001


@pytest.mark.parametrize("landscape", [True, False], ids=["landscape", "portrait"])
def test_the_code_is_read_from_what_a_browser_shows(landscape: bool, tmp_path: Path) -> None:
    for picture in pictures(poster("waterland", "a1", landscape), tmp_path):
        found = zxingcpp.read_barcodes(picture)
        assert [code.text for code in found] == [waterland().url]
