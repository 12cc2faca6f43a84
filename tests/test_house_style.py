"""The style of an organisation, as a vocabulary writes it: colours, logo, font."""

from __future__ import annotations

import zlib
from pathlib import Path

import letters
import pytest
from houses import LOGO, TREE, a_tree, png, problem, read, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from woonboom import colours, style
from woonboom.cli.check import examine
from woonboom.diagnostics import Diagnostic
from woonboom.layout.map.graph import layout
from woonboom.load import Library, load
from woonboom.look import PLAIN, look_of, look_problems
from woonboom.model import KINDS
from woonboom.press.dressed import dressed

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)

# ---------------------------------------------------------------- what is written


def test_a_house_style_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(LOGO.format(""), "utf-8")
    (tmp_path / "letters").mkdir()
    house, problems = read(
        tmp_path,
        "  organisation: Woonstad\n  logo: logo.svg\n"
        "  colours: {main: '#7a1f5c', refer: '#05a'}\n  font: {family: Huis, folder: letters}",
    )
    assert not problems
    assert house
    assert house.organisation == "Woonstad"
    assert [(c.name, c.value) for c in house.colours] == [("main", "#7A1F5C"), ("refer", "#0055AA")]
    assert house.colours[0].span.line == 6
    assert house.logo
    assert (house.logo.media, house.logo.width, house.logo.height) == ("image/svg+xml", 300, 100)
    assert house.font
    assert (house.font.family, house.font.folder) == ("Huis", tmp_path / "letters")


def test_a_tree_has_the_style_of_its_first_vocabulary_that_has_one(tmp_path: Path) -> None:
    tree = a_tree(tmp_path, "  organisation: Een", "  organisation: Twee")
    assert tree.style
    assert tree.style.organisation == "Een"
    assert look_of(tree).organisation == "Een"
    _, problems = examine((tmp_path / "boom.yaml",))
    (hidden,) = [p for p in problems if p.code.code == "WB716"]
    assert hidden.span.source.name == str(tmp_path / "huis1.yaml")
    assert hidden.related[0].span.source.name == str(tmp_path / "huis0.yaml")


def test_a_tree_without_a_style_looks_as_usual(tmp_path: Path) -> None:
    tree = a_tree(tmp_path, "  colours: {}")
    scene = layout(tree)[0]
    assert look_of(tree) == PLAIN
    assert dressed(scene, look_of(tree)) is scene


def test_a_typo_is_met_with_the_nearest_key(tmp_path: Path) -> None:
    found = problem(tmp_path, "  colours: {eligable: '#000'}")
    assert (found.code.code, found.hint("en")) == ("WB110", "Did you mean ‘eligible’?")
    assert problem(tmp_path, "  lgoo: x").hint("en") == "Did you mean ‘logo’?"


def test_a_flaw_of_the_looks_is_none_of_the_meaning(tmp_path: Path) -> None:
    vocabulary(tmp_path, "  colours: {main: '#FF9900'}")
    (tmp_path / "boom.yaml").write_text(TREE.format(uses="huis.yaml"), "utf-8")
    tree, problems = load(tmp_path / "boom.yaml")
    assert [p.code.code for p in problems] == ["WB710"]
    assert tree
    assert not tree.flawed


# ---------------------------------------------------------------- colours as they are written


@pytest.mark.parametrize(
    "written", ["  colours:\n    main: #0055aa", "  colours:\n    main: #0055aa\n    refer: '#000'"]
)
def test_a_colour_without_quotation_marks_is_a_comment(written: str, tmp_path: Path) -> None:
    found = problem(tmp_path, written)
    assert found.code.code == "WB112"
    assert found.span.line == 5
    assert '"#0055aa"' in (found.hint("nl") or "")


@pytest.mark.parametrize(
    "written",
    ["  colours: {main: #0055aa}", "  colours: {refer: '#000', main: #05a}\n  organisation: X",
     "  colours: {main: #0055aa,\n    refer: '#000'}"],
)  # fmt: skip
def test_nor_does_it_close_its_bracket(written: str, tmp_path: Path) -> None:
    library = Library()
    library.file(vocabulary(tmp_path, written))
    (found,) = library.problems
    assert (found.code.code, found.span.line) == ("WB104", 4)
    assert "quotation marks" in (found.hint("en") or "")


@pytest.mark.parametrize(
    ("written", "example"), [("0055aa", "#0055AA"), ("blauw", "#0055AA"), ("'#0055a'", "#0055AA")]
)
def test_what_is_no_colour_is_told_how_to_write_one(
    written: str, example: str, tmp_path: Path
) -> None:
    found = problem(tmp_path, f"  colours: {{main: {written}}}")
    assert found.code.code == "WB115"
    assert example in (found.hint("en") or "")


@given(colour=COLOURS, name=st.sampled_from(["main", "ground", *KINDS]))
@settings(deadline=None)
def test_a_colour_is_refused_with_one_that_passes(
    colour: str, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("c")
    house, problems = read(folder, f"  colours: {{{name}: '{colour}'}}")
    assert house
    kept = house.colours[0].value
    assert (kept == colour) == (not problems)
    if problems:
        assert [p.code.code for p in problems] == ["WB710"]
        assert f'"{kept}"' in (problems[0].hint("en") or "")
        assert read(folder, f"  colours: {{{name}: '{kept}'}}")[1] == []
    if name != "ground":
        assert colours.contrast(kept, colours.WHITE) >= colours.LEAST_CONTRAST


def test_a_ratio_just_too_low_is_not_rounded_up(tmp_path: Path) -> None:
    found = problem(tmp_path, "  colours: {main: '#777777'}")
    assert "4,4 : 1" in found.message("nl")
    assert "#767676" in (found.hint("nl") or "")


def test_kinds_that_look_alike_are_a_warning(tmp_path: Path) -> None:
    a_tree(tmp_path, "  colours: {refer: '#7A1F5C', consult: '#7A1F66'}")
    _, problems = examine((tmp_path / "boom.yaml",))
    assert [p.code.code for p in problems if p.code.code == "WB711"] == ["WB711"]


def test_so_is_one_like_the_usual_colour_of_another(tmp_path: Path) -> None:
    a_tree(tmp_path, f"  colours: {{refer: '{colours.OWN['not_eligible']}'}}")
    _, problems = examine((tmp_path / "boom.yaml",))
    (found,) = [p for p in problems if p.code.code == "WB711"]
    assert "refer" in found.message("nl")
    assert "not_eligible" in found.message("nl")


# ---------------------------------------------------------------- logos


def logo_problem(folder: Path, data: bytes | str, name: str = "logo.svg") -> Diagnostic:
    data = data.encode() if isinstance(data, str) else data
    (folder / name).write_bytes(data)
    return problem(folder, f"  logo: {name}")


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<g onload='alert(1)'/>", "onload"),
        ("<foreignObject/>", "foreignobject"),
        ("<image href='https://example.org/x.png'/>", "https://example.org/x.png"),
        ("<image href='x.png'/>", "x.png"),
        ("<image href='data:image/svg+xml;base64,AAAA'/>", "data:image/svg"),
        ("<a href='javascript:alert(1)'/>", "javascript"),
        ("<style>@import 'x.css';</style>", "@import"),
        ("<style>g{fill:url(https://example.org/x)}</style>", "https://example.org/x"),
        ("<path style='fill:url( \"x.svg#a\" )'/>", "x.svg#a"),
        ("<text>Woonstad</text>", "letters"),
    ],
)
def test_a_logo_does_nothing_and_needs_nothing(inside: str, says: str, tmp_path: Path) -> None:
    found = logo_problem(tmp_path, LOGO.format(inside))
    assert found.code.code == "WB712"
    assert says in found.message("nl")
    assert (found.span.line, found.span.column) == (4, 9)


@pytest.mark.parametrize(
    "inside",
    ["<use href='#a'/>", "<path fill='url(#a)'/>", "<style>g{fill:url('#a')}</style>",
     "<image href='data:image/png;base64,AAAA'/>"],
)  # fmt: skip
def test_what_is_inside_a_logo_may_be_referred_to(inside: str, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(LOGO.format(inside), "utf-8")
    assert read(tmp_path, "  logo: logo.svg")[1] == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"GIF89a", "geen SVG of PNG"),
        (b"", "geen SVG of PNG"),
        (b"\xff\xfe<\0s\0v\0g\0", "geen SVG of PNG"),
        (b"<html><svg></svg></html>", "geen SVG of PNG"),
        (b"<svg><path></svg>", "beschadigd"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "viewBox"),
        (b"<svg viewBox='0 0 0 9'/>", "viewBox"),
        (b"<svg viewBox='0 0 nan 9'/>", "viewBox"),
        (b"<svg viewBox='0 0 inf 9'/>", "viewBox"),
        (b"<?xml-stylesheet href='x.css'?><svg viewBox='0 0 9 9'/>", "xml-stylesheet"),
        (b"<svg viewBox='0 0 9 9'>" + b" " * 2_000_000 + b"</svg>", "2.0 MB"),
        (png()[:-20], "beschadigd"),
        (png()[:45] + b"?" + png()[46:], "beschadigd"),
        (b"\x89PNG\r\n\x1a\n", "beschadigd"),
        (png(0), "beschadigd"),
        (png(6_000, 1), "6000 bij 1"),
        (png(rows=b"no pixels"), "beschadigd"),
        (png(rows=b""), "beschadigd"),
        (png(rows=zlib.compress(bytes(26))[:-6]), "beschadigd"),
        (png(rows=zlib.compress(bytes(25))), "beschadigd"),
        (png(rows=zlib.compress(bytes(27))), "beschadigd"),
        (png(rows=zlib.compress(bytes(10**8))), "beschadigd"),
        (png(looks=(7, 2, 0)), "beschadigd"),
        (png(looks=(8, 5, 0)), "beschadigd"),
        (png(rows=b"no pixels", looks=(8, 2, 1)), "beschadigd"),
        (png(rows=zlib.compress(bytes(27)), looks=(8, 2, 1)), "beschadigd"),
        (png(rows=zlib.compress(bytes(29)), looks=(8, 2, 1)), "beschadigd"),
        (png(rows=zlib.compress(bytes(13) + b"\5" + bytes(12))), "beschadigd"),
        (png(rows=zlib.compress(bytes(6)), looks=(4, 3, 0)), "beschadigd"),
        (png(head=b"?"), "beschadigd"),
        (b"<?xml version='1.0' encoding='nope'?><svg viewBox='0 0 9 9'/>", "beschadigd"),
        (b"<?xml version='1.0' encoding='utf-7'?><svg viewBox='0 0 9 9'/>", "beschadigd"),
    ],
)
def test_what_cannot_be_a_logo_is_said(data: bytes, says: str, tmp_path: Path) -> None:
    found = logo_problem(tmp_path, data)
    assert found.code.code == "WB712"
    assert says in found.message("nl")
    assert found.hint("nl")


def test_a_png_has_its_own_size(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(40, 20))
    house, problems = read(tmp_path, "  logo: logo.png")
    assert not problems
    assert house
    assert house.logo
    assert (house.logo.media, house.logo.width, house.logo.height) == ("image/png", 40, 20)


@pytest.mark.parametrize(
    ("looks", "size"),
    [((8, 6, 0), 2 * 17), ((1, 0, 0), 2 * 2), ((2, 0, 0), 2 * 2), ((16, 4, 0), 2 * 17),
     ((8, 2, 1), 28), ((1, 0, 1), 8)],
)  # fmt: skip
def test_a_png_may_have_other_looks(looks: tuple[int, int, int], size: int, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(rows=zlib.compress(bytes(size)), looks=looks))
    assert read(tmp_path, "  logo: logo.png")[1] == []


@pytest.mark.parametrize(
    ("written", "says", "hint"),
    [
        ("logo: lgoo.svg", "lgoo.svg", "logo.svg"),
        ("logo: beeld/lgoo.svg", "beeld/lgoo.svg", "beeld/logo.svg"),
        ("logo: beeld", "map", "bestand"),
        ("logo: " + "x" * 5_000, "xxx", ""),
        ("font: {family: X, folder: beed}", "beed", "beeld"),
        ("font: {family: X, folder: logo.svg}", "logo.svg", "map"),
    ],
)
def test_files_that_are_not_there_are_said(
    written: str, says: str, hint: str, tmp_path: Path
) -> None:
    (tmp_path / "beeld").mkdir()
    for folder in (tmp_path, tmp_path / "beeld"):
        (folder / "logo.svg").write_text(LOGO.format(""), "utf-8")
    library = Library()
    library.file(vocabulary(tmp_path, f"  {written}"))
    (found,) = library.problems
    assert found.code.code == "WB209"
    assert says in found.message("nl")
    assert hint in (found.hint("nl") or "")


# ---------------------------------------------------------------- fonts


def test_a_font_that_is_not_there_is_met_with_the_nearest(tmp_path: Path) -> None:
    letters.family(tmp_path / "l", 400, 700)
    tree = a_tree(tmp_path, "  font: {family: Huislettre, folder: l}")
    (found,) = look_problems(tree)
    assert (found.code.code, found.span.line) == ("WB713", 4)
    assert found.hint("nl") == "Bedoelt u ‘Huisletter’?"
    assert look_of(tree).face == style.FIRA


def test_an_empty_folder_of_fonts_is_said(tmp_path: Path) -> None:
    (tmp_path / "l").mkdir()
    (found,) = look_problems(a_tree(tmp_path, "  font: {family: X, folder: l}"))
    assert "geen lettertypes" in found.message("nl")


def test_a_font_that_is_not_installed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("woonboom.fonts.folders", lambda: (tmp_path / "installed",))
    (found,) = look_problems(a_tree(tmp_path, "  font: {family: Bestaat Niet}"))
    assert found.code.code == "WB713"
    assert "folder" in (found.hint("nl") or "")


def test_our_own_font_is_always_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("woonboom.fonts.folders", lambda: ())
    tree = a_tree(tmp_path, "  font: {family: fira sans}")
    assert look_problems(tree) == []
    assert look_of(tree).face == style.FIRA


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    letters.Letters(rights=2).write(tmp_path / "l")
    tree = a_tree(tmp_path, "  font: {family: Huisletter, folder: l}")
    (found,) = look_problems(tree)
    assert found.code.code == "WB714"
    assert look_of(tree).face == style.FIRA


@pytest.mark.parametrize(("weight", "says"), [(400, "geen vet"), (800, "geen gewone letter")])
def test_a_font_without_bold_or_regular_is_a_warning(
    weight: int, says: str, tmp_path: Path
) -> None:
    letters.family(tmp_path / "l", weight)
    tree = a_tree(tmp_path, "  font: {family: Huisletter, folder: l}")
    (found,) = look_problems(tree)
    assert found.code.code == "WB715"
    assert says in found.message("nl")
    assert {font.weight for font in look_of(tree).face.fonts} == {weight}
