"""Fonts of a house style: found by name, the nearest weights chosen, the same for every program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from letters import Letters, collection, family, variable

from woonboom import fonts, text
from woonboom.fonts import FontFile
from woonboom.formats.packing import fonts_in
from woonboom.typeface import Font, Typeface

WORDS = "Tweedekansbeleid: AVATAR, fietsenstalling, één huurder"


def found(name: str, folder: Path) -> Typeface:
    return fonts.typeface(fonts.choice(fonts.family(name, fonts.fonts_in((folder,)))))


def weights(face: Typeface) -> list[int]:
    return [font.weight for font in face.fonts]


def a_file(weight: int, path: str = "") -> FontFile:
    path = path or f"{weight:03}.ttf"
    return FontFile(path, 0, ("F",), (weight, weight), True, 5, True, False)


def typst_width(words: str, font: Font) -> float:
    """What Typst makes of the width of words, in em."""
    known = fonts_in(str(Path(font.file).parent))
    name, weight = next((i.family, i.weight) for i in known.fonts() if i.path == font.file)
    source = f'''
        #set text(font: "{name}", weight: {weight}, size: 100pt, fallback: false, hyphenate: false)
        #context [#metadata(measure([{words}]).width.pt()) <wide>]'''
    compiler = typst.Compiler(source.encode(), font_paths=known)
    return float(compiler.query("<wide>", field="value", one=True)) / 100


# ---------------------------------------------------------------- finding


def test_a_family_is_found_in_a_folder_and_in_the_folders_in_it(tmp_path: Path) -> None:
    family(tmp_path / "Huis" / "ttf", 400, 700)
    assert weights(found("Huisletter", tmp_path)) == [400, 400, 700, 700]
    assert weights(found("huisLETTER", tmp_path)) == [400, 400, 700, 700]


def test_installed_fonts_are_found_where_each_system_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_DIRS", "/opt/share:")
    monkeypatch.setattr("sys.platform", "linux")
    linux = [tmp_path / ".local/share/fonts", tmp_path / ".fonts", Path("/opt/share/fonts")]
    assert list(fonts.folders()) == linux
    monkeypatch.setattr("sys.platform", "darwin")
    assert tmp_path / "Library/Fonts" in fonts.folders()
    assert Path("/System/Library/Fonts") in fonts.folders()
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("WINDIR", str(tmp_path / "win"))
    assert fonts.folders() == (
        tmp_path / "local/Microsoft/Windows/Fonts", tmp_path / "win/Fonts"
    )  # fmt: skip


def test_who_has_no_home_has_the_shared_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    for name in ("XDG_DATA_HOME", "XDG_DATA_DIRS", "LOCALAPPDATA", "WINDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert fonts.folders() == (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
    monkeypatch.setattr("sys.platform", "darwin")
    assert fonts.folders() == (Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    monkeypatch.setattr("sys.platform", "win32")
    assert fonts.folders() == (Path("C:/Windows/Fonts"),)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_no_font(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttf")
    assert fonts.fonts_in((tmp_path,)) == ()


def test_a_whole_disk_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "cab":
        Letters(family=f"Letter {name}").write(tmp_path, f"{name}.ttf")
    monkeypatch.setattr(fonts, "_MOST_PATHS", 2)
    assert fonts.families(fonts.fonts_in((tmp_path,))) == ("Letter a", "Letter b")


def test_what_is_no_font_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0 not a font")
    (tmp_path / "empty.otf").write_bytes(b"")
    (tmp_path / "folder.ttf").mkdir()
    (tmp_path / "readme.txt").write_text("x", "utf-8")
    assert fonts.fonts_in((tmp_path, tmp_path / "nowhere")) == ()


def test_slanted_and_narrow_letters_are_not_chosen(tmp_path: Path) -> None:
    family(tmp_path, 400, 700)
    Letters(italic=True).write(tmp_path, "0.ttf")
    Letters(width=3, wider=0.8).write(tmp_path, "1.ttf")
    face = found("Huisletter", tmp_path)
    straight = Letters(weight=400).write(tmp_path / "straight")
    assert Path(face.regular.file).read_bytes() == straight.read_bytes()


def test_a_family_goes_by_its_old_name_too(tmp_path: Path) -> None:
    family(tmp_path, 400, 500)
    assert weights(found("Huisletter W500", tmp_path)) == [500] * 4
    assert fonts.families(fonts.fonts_in((tmp_path,))) == ("Huisletter",)


# ---------------------------------------------------------------- choosing


@pytest.mark.parametrize(
    ("has", "chosen"),
    [
        ((400, 500, 600, 700), [400, 500, 600, 700]),
        ((400, 700), [400, 400, 700, 700]),
        ((300, 700), [300, 300, 700, 700]),
        ((400, 600), [400, 400, 600, 600]),
        ((200, 900), [200, 200, 900, 900]),
        ((400,), [400, 400, 400, 400]),
        ((800,), [800, 800, 800, 800]),
    ],
)
def test_the_nearest_weights_are_chosen(has: tuple[int, ...], chosen: list[int]) -> None:
    assert [weight for _, weight in fonts.choice(map(a_file, has))] == chosen


@given(st.sets(st.integers(1, 1000), min_size=1, max_size=9))
def test_weights_never_go_down(has: set[int]) -> None:
    chosen = [weight for _, weight in fonts.choice(map(a_file, sorted(has)))]
    assert chosen == sorted(chosen)
    assert set(chosen) <= has


def test_of_two_files_of_one_weight_the_first_is_taken() -> None:
    for files in ([a_file(400, "a"), a_file(400, "b")], [a_file(400, "b"), a_file(400, "a")]):
        assert {file.path for file, _ in fonts.choice(files)} == {"a"}


# ---------------------------------------------------------------- one file for every program


@pytest.mark.parametrize("wider", [1.0, 1.3])
def test_typst_draws_the_widths_that_are_measured(wider: float, tmp_path: Path) -> None:
    face = found("Huisletter", family(tmp_path, 400, 500, 600, 700, wider=wider))
    for font in face.fonts:
        assert typst_width(WORDS, font) == pytest.approx(text.width(WORDS, font), abs=1e-4)
    regular = text.width(WORDS, face.regular)
    assert text.width(WORDS, face.heavy) > regular
    plain = text.width(WORDS, Font("Fira Sans", 400))
    assert regular == pytest.approx(plain * wider, rel=0.03)  # kerning is not widened


def test_a_collection_gives_each_weight_its_own_file(tmp_path: Path) -> None:
    collection(tmp_path / "huis.ttc", Letters(weight=400), Letters(weight=700, wider=1.2))
    face = found("Huisletter", tmp_path)
    assert weights(face) == [400, 400, 700, 700]
    for font in (face.regular, face.heavy):
        assert typst_width(WORDS, font) == pytest.approx(text.width(WORDS, font), abs=1e-4)


def test_a_variable_font_gives_every_weight(tmp_path: Path) -> None:
    variable(tmp_path / "veel.ttf")
    face = found("Veelletter", tmp_path)
    assert weights(face) == [400, 500, 600, 700]
    assert [text.width("ab", font) for font in face.fonts] == pytest.approx([0.8, 1, 1.2, 1.4])
    for font in face.fonts:
        assert typst_width("abba", font) == pytest.approx(text.width("abba", font), abs=1e-4)


def test_no_other_font_stands_beside_a_chosen_one(tmp_path: Path) -> None:
    family(tmp_path, 400, 500, 600, 700, 900)
    Letters(italic=True).write(tmp_path, "italic.ttf")
    face = found("Huisletter", tmp_path)
    files = {Path(font.file) for font in face.fonts}
    assert set(next(iter(files)).parent.iterdir()) == files


def test_a_file_that_went_away_is_a_problem(tmp_path: Path) -> None:
    path = Letters().write(tmp_path)
    chosen = fonts.choice(fonts.fonts_in((tmp_path,)))
    path.unlink()
    with pytest.raises(fonts.FontProblem, match=r"400\.ttf"):
        fonts.typeface(chosen)


def test_a_font_that_typst_does_not_understand_is_a_problem(tmp_path: Path) -> None:
    letters = Letters().font()
    letters["name"].names = [n for n in letters["name"].names if n.nameID != 6]
    letters.save(str(tmp_path / "nameless.ttf"))
    with pytest.raises(fonts.FontProblem, match="nameless"):
        found("Huisletter", tmp_path)


def test_a_familys_name_cannot_break_out_of_a_style_sheet(tmp_path: Path) -> None:
    name = 'Huis"}</style><script>'
    Letters(family=name).write(tmp_path, "x.ttf")
    assert found(name, tmp_path).regular.family == "Huis}/stylescript"


# ---------------------------------------------------------------- licences


@pytest.mark.parametrize(
    ("rights", "allowed"),
    [(0, True), (2, False), (4, True), (8, True), (6, True), (0x100, False), (0x200, False)],
)
def test_a_font_says_whether_it_may_go_into_a_document(
    rights: int, allowed: bool, tmp_path: Path
) -> None:
    Letters(rights=rights).write(tmp_path)
    (font,) = fonts.fonts_in((tmp_path,))
    assert font.embeddable is allowed
