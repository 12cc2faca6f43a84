"""A file carries the content of its tree, and gives it back years later."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from woonboom.fingerprint import canonical, content, fingerprint
from woonboom.formats import FORMATS
from woonboom.formats.carried import Carried, NotADrawing, as_svg, carried
from woonboom.layout.map.graph import layout
from woonboom.model import Tree
from woonboom.scene import Page, Scene

CARRYING = ("pdf", "svg")


@pytest.fixture(scope="module")
def tree() -> Tree:
    return samples.tree(
        [samples.question("q", [("Ja & <nee>", "u"), ("Één", "u")], ask='Is "dit" ]]> waar?')],
        [samples.outcome("u")],
    )


@pytest.fixture(scope="module")
def scene(tree: Tree) -> Scene:
    return layout(tree)[0]


@pytest.fixture(scope="module")
def files(scene: Scene) -> dict[str, bytes]:
    return {name: FORMATS[name].write(scene) for name in CARRYING}


@pytest.mark.parametrize("name", CARRYING)
def test_what_went_in_comes_out(tree: Tree, files: dict[str, bytes], name: str) -> None:
    found = carried(files[name])
    assert found == Carried(fingerprint(tree), canonical(content(tree)))


@pytest.mark.parametrize("name", CARRYING)
def test_a_scene_without_content_carries_nothing(scene: Scene, name: str) -> None:
    empty = replace(scene, content="", fingerprint="", keywords=())
    assert carried(FORMATS[name].write(empty)) == Carried(keywords=found_keywords(name))


def found_keywords(name: str) -> tuple[str, ...]:
    return ("",) if name == "pdf" else ()


@given(st.text())
@settings(max_examples=50)
def test_any_text_survives_in_an_svg(text: str) -> None:
    said = canonical({"title": text})
    scene = Scene("t", "d", "nl", "1", "", "", (), 4, (Page(9, 9, 1, ()),), said, "ABCD-1234")
    inside = as_svg(scene)
    assert inside.isascii()
    file = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()
    assert carried(file) == Carried("ABCD-1234", said)


def test_of_a_pdf_that_was_written_anew_the_keywords_remain(
    tree: Tree, files: dict[str, bytes]
) -> None:
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        del pdf.Root.PieceInfo
        pdf.save(again)
    left = carried(again.getvalue())
    assert (left.fingerprint, left.content) == (fingerprint(tree), "")
    assert tree.id in left.keywords


def test_what_was_tampered_with_is_given_back_as_it_is(files: dict[str, bytes]) -> None:
    whole = carried(files["pdf"])
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        pdf.Root.PieceInfo.Woonboom.Private.Content = pdf.make_stream(b"\xff{}")
        pdf.save(spoilt)
    assert carried(spoilt.getvalue()) == replace(whole, content="\ufffd{}")


BROKEN = {
    "nothing": b"",
    "text": b"trees/hulpverleners.yaml",
    "a picture": b"\x89PNG\r\n\x1a\n",
    "a web page": b"<html><body/></html>",
    "a PDF that stops": b"%PDF-1.7\n1 0 obj\n<<",
    "an SVG that stops": b'<svg xmlns="http://www.w3.org/2000/svg"><metadata id="woonboom">',
    "a bomb": b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><svg>&c;</svg>',
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_drawing_is_refused(case: str) -> None:
    with pytest.raises(NotADrawing):
        carried(BROKEN[case])


ODD = (
    b"[1]",
    b"<< /Woonboom 3 >>",
    b"<< /Woonboom [(a)] >>",
    b"<< /Woonboom << /Private [1 (a)] >> >>",
    b"<< /Woonboom << /Private << /Content (a) /Fingerprint 3 >> >> >>",
)


@pytest.mark.parametrize("odd", ODD)
def test_private_data_of_another_shape_is_not_ours(files: dict[str, bytes], odd: bytes) -> None:
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        pdf.Root.PieceInfo = pikepdf.Object.parse(odd)
        pdf.save(spoilt)
    assert carried(spoilt.getvalue()).content == ""


def test_the_date_inside_is_that_of_the_version(files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(files["pdf"])
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert str(pdf.Root.PieceInfo.Woonboom.LastModified) == "D:20260115000000Z"
