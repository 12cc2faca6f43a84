"""House styles for tests: vocabularies with a style, trees that use them, logos."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from woonboom.diagnostics import Diagnostic
from woonboom.house import HouseStyle
from woonboom.load import Library, load
from woonboom.model import Tree

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M0 0h9v9z"/>{}</svg>'
TREE = """
woonboom: 1
tree: aanmelden
title: Aanmelden voor een woning
version: "2026-01"
uses: [{uses}]
start: inkomen
questions:
  inkomen: {{ask: "Heeft u een inkomen?", yes: bellen, no: wachten}}
outcomes:
  bellen: {{kind: consult, title: Bel ons}}
  wachten: {{kind: not_yet, title: Zoek eerst een inkomen}}
"""


def vocabulary(folder: Path, style_: str, name: str = "huis") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(f"woonboom: 1\nvocabulary: {name}\nstyle:\n{style_}\n", "utf-8")
    return path


def read(folder: Path, style_: str) -> tuple[HouseStyle | None, list[Diagnostic]]:
    library = Library()
    library.file(vocabulary(folder, style_))
    (found,) = library.vocabularies
    return found.style, library.problems


def problem(folder: Path, style_: str) -> Diagnostic:
    (found,) = read(folder, style_)[1]
    return found


def a_tree(folder: Path, *styles: str) -> Tree:
    names = [f"huis{n}" for n, _ in enumerate(styles)]
    for name, style_ in zip(names, styles, strict=True):
        vocabulary(folder, style_, name)
    path = folder / "boom.yaml"
    uses = ", ".join(f"{name}.yaml" for name in names)
    path.write_text(TREE.format(uses=uses), "utf-8")
    tree, problems = load(path)
    assert tree
    assert not problems
    return tree


def png(
    width: int = 4,
    height: int = 2,
    rows: bytes | None = None,
    looks: tuple[int, int, int] = (8, 2, 0),
    head: bytes = b"",
) -> bytes:
    """A grey picture, or one with other packed rows, or other looks: bits, colours, interlaced."""

    def part(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    bits, colours, interlaced = looks
    head = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, interlaced) + head
    if rows is None:
        rows = zlib.compress((b"\0" + b"\x80" * 3 * width) * height)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")
