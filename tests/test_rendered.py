"""What a browser makes of the SVG is what a PDF viewer makes of the PDF."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from woonboom.formats import FORMATS
from woonboom.layout.graph import layout
from woonboom.load import load

ROOT = Path(__file__).parent.parent
PIXELS_PER_MM = 4
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


@pytest.mark.parametrize("name", ["hulpverleners", "corporaties"])
def test_both_files_look_the_same(name: str, tmp_path: Path) -> None:
    tree, _ = load(ROOT / "trees" / f"{name}.yaml")
    assert tree is not None
    scene, _ = layout(tree)
    size = (
        round(scene.pages[0].width * PIXELS_PER_MM),
        round(scene.pages[0].height * PIXELS_PER_MM),
    )
    browser = browser_picture(FORMATS["svg"].write(scene), *size, tmp_path)
    viewer = viewer_picture(FORMATS["pdf"].write(scene), *size)
    assert strong_share(browser, viewer) < 0.001
    # That the measure measures: a drawing moved by half a millimetre is another drawing.
    assert strong_share(browser, ImageChops.offset(viewer, PIXELS_PER_MM // 2, 0)) > 0.001
