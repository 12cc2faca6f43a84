"""PNG: large enough to read, small enough to open, and it says how large it is."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import pytest
import samples
from PIL import Image

from woonboom.formats import FORMATS
from woonboom.formats.png import MOST_DOTS, MOST_PER_INCH, per_inch
from woonboom.layout.map.graph import layout
from woonboom.scene import Page, Scene
from woonboom.style import PAPERS_MM

# An A0 drawn in a process of its own, which then says how much memory that took, in kB.
MEMORY = """
import re, sys
from pathlib import Path
sys.path.insert(0, "tests")
import samples
from woonboom.formats import FORMATS
from woonboom.layout.map.graph import layout
scene = layout(samples.grown(60, seed=1, merges=0.2), paper="a0")[0]
FORMATS["png"].write(scene)
# Not ru_maxrss: that begins at what the process which started this one uses.
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.fixture(scope="module")
def scene() -> Scene:
    return layout(samples.grown(20, seed=2, merges=0.3), paper="a4", landscape=True)[0]


@pytest.fixture(scope="module")
def picture(scene: Scene) -> Image.Image:
    return Image.open(io.BytesIO(FORMATS["png"].write(scene)))


def page(paper: str) -> Page:
    return Page(*PAPERS_MM[paper], 10, ())


def test_it_shows_the_whole_page(scene: Scene, picture: Image.Image) -> None:
    assert picture.size == (3508, 2480)
    assert picture.convert("RGB").getpixel((10, 10)) == (18, 48, 79)
    assert picture.convert("RGB").getpixel((3500, 2470)) == (255, 255, 255)


def test_it_says_how_large_it_is(picture: Image.Image) -> None:
    assert picture.info["dpi"] == pytest.approx((MOST_PER_INCH, MOST_PER_INCH), abs=0.01)
    picture.load()  # with the sums of every part checked


@pytest.mark.parametrize("paper", sorted(PAPERS_MM))
def test_large_papers_have_as_many_dots_as_programs_can_open(paper: str) -> None:
    sheet = page(paper)
    dots = sheet.width * sheet.height * (per_inch(sheet) / 25.4) ** 2
    assert dots <= MOST_DOTS * 1.001
    assert per_inch(sheet) == MOST_PER_INCH or dots == pytest.approx(MOST_DOTS)


def test_the_smallest_type_of_a_poster_has_dots_enough_to_be_read() -> None:
    """Set by design: 15 points on A1, in proportion on other papers."""
    for paper, (short, _) in PAPERS_MM.items():
        type_mm = 15 / 72 * 25.4 * short / PAPERS_MM["a1"][0]
        assert type_mm / 25.4 * per_inch(page(paper)) > 20, paper


def test_a_page_with_bleed_counts_what_is_printed() -> None:
    assert per_inch(replace(page("a0"), bleed=3, slug=8)) < per_inch(page("a0"))


def test_several_pages_are_several_files(scene: Scene) -> None:
    two = replace(scene, pages=scene.pages * 2)
    found = FORMATS["png"].files(two, "boom")
    assert list(found) == ["boom-1.png", "boom-2.png"]
    assert found["boom-1.png"] == found["boom-2.png"] == FORMATS["png"].write(scene)
    with pytest.raises(ValueError, match="unpack"):
        FORMATS["png"].write(two)


def test_one_page_is_one_file(scene: Scene) -> None:
    assert list(FORMATS["png"].files(scene, "boom")) == ["boom.png"]


def test_the_same_scene_gives_the_same_bytes(scene: Scene) -> None:
    assert FORMATS["png"].write(scene) == FORMATS["png"].write(scene)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise elsewhere")
def test_a_drawing_on_a0_takes_less_than_500_mb() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) < 500_000
