"""A poster in the style of an organisation: its colours, its font, its logo, and all readable."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import letters
import pikepdf
import pytest
import samples
from calling import Capture, called, process
from houses import LOGO, TREE, a_tree, read, vocabulary
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scene_checker import breaches
from test_rendered import browser_picture, strong_share, viewer_picture

from woonboom import colours, style
from woonboom.formats import FORMATS
from woonboom.layout.map.graph import layout
from woonboom.look import Look, look_of, palette
from woonboom.model import KINDS, Tree
from woonboom.press.dressed import dressed
from woonboom.scene import Path as Shape
from woonboom.scene import Picture, Rect, Scene

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


# ---------------------------------------------------------------- what is drawn


def test_all_our_colours_but_white_and_that_of_a_path_have_one_of_the_house() -> None:
    named = {name: value for name, value in vars(style).items() if name.isupper()}
    own = {value for value in named.values() if isinstance(value, str) and value[:1] == "#"}
    own |= {colour for kind in style.KINDS.values() for colour in (kind.dark, kind.tint)}
    replaced = palette(dict.fromkeys(["main", "ground", *KINDS], "#7A1F5C"))
    assert own - set(replaced) == {style.PAPER, style.LIT, style.LIT_EDGE}


HOUSES = st.dictionaries(st.sampled_from(["main", "ground", *KINDS]), COLOURS, min_size=1)
EVERYTHING = samples.of(
    {
        "a": [("Ja", "b"), ("Nee", "c"), ("Anders", "d")],
        "b": [("Ja", "d"), ("Nee", "u1"), ("Anders", "u2")],
        "c": [("Ja", "d"), ("Nee", "u3"), ("Anders", "nowhere")],
        "d": [("Ja", "u4"), ("Nee", "u5"), ("Anders", "a")],
    }
)
PLAIN_SCENE = layout(EVERYTHING)[0]


def accepted(wishes: Mapping[str, str]) -> dict[str, str]:
    """The colours that loading keeps of those that are wished."""
    with TemporaryDirectory() as folder:
        written = ", ".join(f"{name}: '{colour}'" for name, colour in wishes.items())
        house, _ = read(Path(folder), f"  colours: {{{written}}}")
        assert house
        return {colour.name: colour.value for colour in house.colours}


def colours_of(scene: Scene) -> set[str]:
    shapes = [i for group in scene.groups for i in group.items if isinstance(i, Rect | Shape)]
    return {c for shape in shapes for c in (shape.fill, shape.stroke) if c}


@given(HOUSES)
@settings(deadline=None, max_examples=60)
@example({"main": "#767676", "ground": "#777777"} | dict.fromkeys(KINDS, "#767676"))
@example({"main": "#000000", "ground": "#000000"} | dict.fromkeys(KINDS, "#000000"))
def test_whatever_is_accepted_can_be_read(wishes: dict[str, str]) -> None:
    scene = dressed(PLAIN_SCENE, Look(palette=palette(accepted(wishes))))
    assert breaches(scene, EVERYTHING) == []


@given(HOUSES)
@settings(deadline=None, max_examples=60)
def test_the_colours_of_the_house_are_drawn_as_they_were_written(wishes: dict[str, str]) -> None:
    kept = accepted(wishes)
    drawn = colours_of(dressed(PLAIN_SCENE, Look(palette=palette(kept))))
    assert set(kept.values()) <= drawn
    assert not {colours.OWN[name] for name in kept if name in colours.OWN} & drawn - set(
        kept.values()
    )


def test_nothing_moves_when_a_scene_is_dressed() -> None:
    plain = PLAIN_SCENE
    scene = dressed(plain, Look(palette=palette({"main": "#7A1F5C"})))
    assert [group.box for group in scene.groups] == [group.box for group in plain.groups]
    assert [t.lines for g in scene.groups for t in g.texts] == [
        t.lines for g in plain.groups for t in g.texts
    ]


def test_the_lightness_of_what_follows_from_main_is_ours() -> None:
    for main in ("#7A1F5C", "#0B5A3A", "#555555"):
        found = palette({"main": main})
        for own in (style.INK, style.LINE, style.GROUND):
            assert colours.lightness(found[own]) == pytest.approx(colours.lightness(own), abs=0.01)


# ---------------------------------------------------------------- whole posters

HOUSE = """  organisation: Woonstichting De Brink
  logo: logo.svg
  colours: {main: '#7A1F5C'}
  font: {family: Huisletter, folder: letters}"""


@pytest.fixture(scope="module")
def poster(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, Scene]:
    """A tree in a house style with a font a quarter wider than ours, and its drawing."""
    folder = tmp_path_factory.mktemp("huis")
    letters.family(folder / "letters", 400, 600, 700, wider=1.25)
    (folder / "logo.svg").write_text(LOGO.format(""), "utf-8")
    tree = a_tree(folder, HOUSE)
    scene, problems = layout(tree)
    assert problems == []
    return tree, dressed(scene, look_of(tree))


def test_everything_fits_in_the_font_of_the_house(poster: tuple[Tree, Scene]) -> None:
    tree, scene = poster
    assert breaches(scene, tree) == []
    fonts = {font for group in scene.groups for font in group.fonts}
    assert {font.family for font in fonts} == {"Huisletter"}
    assert {font.weight for font in fonts} == {400, 600, 700}


def test_the_organisation_stands_in_the_title_block_with_its_logo(
    poster: tuple[Tree, Scene],
) -> None:
    _, scene = poster
    (logo,) = [group for group in scene.groups if group.role == "logo"]
    plate, picture = logo.items
    assert isinstance(plate, Rect)
    assert isinstance(picture, Picture)
    assert plate.fill == style.PAPER
    assert picture.width / picture.height == pytest.approx(3, rel=1e-3)
    assert picture.alt == "Logo van Woonstichting De Brink"
    shown = {t.words for g in scene.groups for t in g.texts}
    assert "Woonstichting De Brink" in shown


def test_files_have_the_font_of_the_house_and_no_other(poster: tuple[Tree, Scene]) -> None:
    _, scene = poster
    svg, pdf = (FORMATS[name].write(scene) for name in ("svg", "pdf"))
    assert b'font-family:"Huisletter";font-weight:600;src:url(data:font/woff2' in svg
    assert b'font-family:"Fira Sans";font-weight' not in svg
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [font for page in document.pages for _, font in page.Resources.Font.items()]
        names = {str(font.BaseFont) for font in found}
    assert {name.partition("+")[2].partition("-")[0] for name in names} == {"Huisletter"}


def test_every_run_gives_the_same_bytes_and_leaves_nothing_behind(tmp_path: Path) -> None:
    letters.family(tmp_path / "letters", 400, 700)
    (tmp_path / "logo.svg").write_text(LOGO.format(""), "utf-8")
    a_tree(tmp_path, HOUSE)
    forms = ("--format", "pdf", "--format", "svg", "--paper", "a3")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for run in ("1", "2"):
        words = ("poster", tmp_path / "boom.yaml", *forms, "-o", tmp_path / run)
        places = {"TMPDIR": str(scratch), "TEMP": str(scratch), "PYTHONHASHSEED": run}
        assert process(*words, **places).returncode == 0
        assert list(scratch.iterdir()) == []
    for name in ("boom-poster.pdf", "boom-poster.svg"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


@pytest.mark.browser
def test_a_browser_draws_the_font_of_the_house_as_a_viewer_does(
    poster: tuple[Tree, Scene], tmp_path: Path
) -> None:
    _, scene = poster
    size = (round(4 * scene.pages[0].width), round(4 * scene.pages[0].height))
    browser = browser_picture(FORMATS["svg"].write(scene), *size, tmp_path)
    viewer = viewer_picture(FORMATS["pdf"].write(scene), *size)
    assert strong_share(browser, viewer) < 0.001


def test_a_poster_in_a_font_that_is_not_there_is_not_drawn(tmp_path: Path, capsys: Capture) -> None:
    a_tree(tmp_path, "  font: {family: Bestaat Niet}")
    code, _, err = called(capsys, "poster", tmp_path / "boom.yaml", "-o", tmp_path / "uit")
    assert code == 2
    assert "WB713" in err
    assert not (tmp_path / "uit").exists()


def test_a_poster_in_a_colour_that_cannot_be_read_is_not_drawn(
    tmp_path: Path, capsys: Capture
) -> None:
    vocabulary(tmp_path, "  colours: {main: '#FF9900'}")
    (tmp_path / "boom.yaml").write_text(TREE.format(uses="huis.yaml"), "utf-8")
    code, _, err = called(capsys, "poster", tmp_path / "boom.yaml", "-o", tmp_path / "uit")
    assert code == 2
    assert "#AC6600" in err
    assert not (tmp_path / "uit").exists()


def test_a_poster_from_the_command_line_is_in_the_style_of_the_house(
    tmp_path: Path, capsys: Capture
) -> None:
    a_tree(tmp_path, "  colours: {main: '#7A1F5C'}")
    words = ("poster", tmp_path / "boom.yaml", "--format", "svg", "-o", tmp_path)
    assert called(capsys, *words)[0] == 0
    drawn = (tmp_path / "boom-poster.svg").read_text("utf-8")
    assert "#7A1F5C" in drawn
    assert style.NAVY not in drawn
