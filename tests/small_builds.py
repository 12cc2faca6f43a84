"""Folders of small trees for tests of a build, and building them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from repositories import TREE, WORDS

from woonboom.model import Tree
from woonboom.production import tasks
from woonboom.production.building import Build, Done
from woonboom.production.folder import read_folder
from woonboom.production.tasks import About, File, Made

FORM = """\
woonboom: 1
form: mening
title: Wat vindt u ervan?
version: "1"
parts:
  alles: {title: Alles, open: {advies: Hoe kan het beter}}
"""
OF_A_TREE = (
    "{}-handout.pdf",
    "{}-poster-a1-tegels-a4.pdf",
    "{}-poster-a1.pdf",
    "{}-poster-a3.pdf",
    "{}-poster.svg",
    "{}-sheet.pdf",
)
OF_ALL = ("index.html", "pagina.html")


def make_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have tasks make something small at once, for tests of when they do so and what is kept."""

    def poster(self: tasks.Poster) -> Made:
        stem = f"{self.tree.path.stem}-poster"
        files = [_file(f"{stem}-{self.paper}.pdf", "poster", self, self.paper)]
        files += [_file(f"{stem}.svg", "drawing", self)] if self.drawing else []
        files += [
            _file(f"{stem}-{self.paper}-tegels-{s}.pdf", "tiles", self, s) for s in self.tiles
        ]
        return Made(_about(self.tree), tuple(files))

    def handout(self: tasks.Handout) -> Made:
        name = f"{self.tree.path.stem}-handout.pdf"
        return Made(_about(self.tree), (_file(name, "handout", self),))

    def sheet(self: tasks.Sheet) -> Made:
        return Made(_about(self.tree), (_file(f"{self.tree.path.stem}-sheet.pdf", "sheet", self),))

    def page(self: tasks.Page) -> Made:
        (found,) = (_file("pagina.html", "page", self),)
        ids = tuple(one.id for one in self.trees)
        return Made(None, (replace(found, note=" · ".join(ids), trees=ids),))

    for task, make in {"Poster": poster, "Handout": handout, "Sheet": sheet, "Page": page}.items():
        monkeypatch.setattr(f"woonboom.production.tasks.{task}.make", make)


def _file(name: str, form: str, task: tasks.Task, paper: str = "") -> File:
    data = f"{name} {task}".encode(errors="replace")  # the name of a file may be no UTF-8
    return File(name, form, data, paper)


def _about(tree: Tree) -> About:
    return About("tree", str(tree.title), "", ("Versie een",), tree.language, tree.id)


def words(months: int = 6, **more: str) -> str:
    """Return the vocabulary, with more lines under keys."""
    return WORDS.format(months=months) + "".join(f"{key}: {value}\n" for key, value in more.items())


def tree(name: str = "regeling", title: str = "Is de regeling lang genoeg?") -> str:
    """Return a tree that leans on the vocabulary and has an information page."""
    text = TREE.format(version="een", uses="woorden.yaml")
    return text.replace("tree: regeling", f"tree: {name}").replace(
        "Is de regeling lang genoeg?", title
    )


def lay_out(folder: Path, files: Mapping[str, str] | None = None, **trees: str) -> Path:
    """Write a vocabulary, an information page and trees in a folder; returns the folder."""
    every = {"woorden.yaml": words(), "info/kan.md": "# Aanmelden\n\nBel ons.\n"}
    every |= {f"{name}.yaml": text for name, text in trees.items()} | dict(files or {})
    for name, text in every.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def begun(folder: Path, output: Path, *, force: bool = False) -> Build:
    """Return a build that has yet to be made."""
    return Build(read_folder(folder), output, force=force)


def built(folder: Path, output: Path, *, force: bool = False, count: int = 1) -> list[Done]:
    """Build a folder as the command does; returns what was made."""
    build = begun(folder, output, force=force)
    done = list(build.make(count))
    build.tidy()
    build.write_index()
    return done


def made(folder: Path, output: Path, *, force: bool = False) -> set[str]:
    """Build a folder; returns the names of the products that were made."""
    return {done.product.name for done in built(folder, output, force=force)}


def names(output: Path) -> set[str]:
    """The names of all files that a user sees in a folder."""
    return {path.name for path in output.iterdir() if not path.name.startswith(".")}


def contents(output: Path) -> dict[str, bytes]:
    """All files in a folder, the hidden one too."""
    return {path.name: path.read_bytes() for path in output.iterdir()}
