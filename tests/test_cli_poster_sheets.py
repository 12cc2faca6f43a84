"""`woonboom poster` says when a tree takes several sheets, or becomes too small to read."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from calling import Capture, Patch, called

HEAD = """\
woonboom: 1
tree: lang
title: Een lange boom
version: "1"
language: nl
start: v1

questions:
"""
QUESTION = """\
  v{n}:
    ask: Is er nog een reden om hier door te vragen over punt {n} van deze lange lijst?
    help: Kijk dit na in het dossier, en vraag het na bij de corporatie als u het niet weet.
    yes: {following}
    no: u{end}
"""
OUTCOME = """\
  u{n}:
    kind: consult
    title: Overleg {n}
    text: Leg dit voor aan Bureau Woonkans, en vraag welke hulp er in de wijk is.
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def long_tree(folder: Path, count: int) -> Path:
    """Write a tree of so many questions in a row."""
    rows = [
        QUESTION.format(n=n, following=f"v{n + 1}" if n < count else "u1", end=1 + n % 5)
        for n in range(1, count + 1)
    ]
    ends = [OUTCOME.format(n=n) for n in range(1, 6)]
    path = folder / "lang.yaml"
    path.write_text("".join([HEAD, *rows, "\noutcomes:\n", *ends]), "utf-8")
    return path


def pages(path: Path) -> int:
    return len(pypdfium2.PdfDocument(path))


def test_a_tree_too_large_for_one_sheet_gets_several_and_says_why(
    tmp_path: Path, capsys: Capture
) -> None:
    code, out, err = called(capsys, "poster", long_tree(tmp_path, 60), "--landscape")
    assert (code, out) == (0, "")
    assert pages(tmp_path / "lang-poster.pdf") > 2
    assert "past niet op één vel A1" in err
    assert "kleiner worden dan 18 punt" in err
    assert "--one-sheet" in err


def test_every_sheet_is_a_file_of_its_own_in_svg(tmp_path: Path, capsys: Capture) -> None:
    called(capsys, "poster", long_tree(tmp_path, 60), "--landscape", "--format", "svg")
    sheets = sorted(path.name for path in tmp_path.glob("*.svg"))
    assert sheets[:2] == ["lang-poster-1.svg", "lang-poster-2.svg"]


def test_one_sheet_keeps_it_on_one_and_says_how_small_it_is(
    tmp_path: Path, capsys: Capture
) -> None:
    _, _, err = called(capsys, "poster", long_tree(tmp_path, 60), "--landscape", "--one-sheet")
    assert pages(tmp_path / "lang-poster.pdf") == 1
    assert "minstens 18 punt nodig" in err


@pytest.mark.parametrize(("paper", "said"), [("a4", True), ("a3", False)])
def test_a4_is_said_to_be_for_a_look(
    paper: str, said: bool, tmp_path: Path, capsys: Capture
) -> None:
    _, _, err = called(capsys, "poster", long_tree(tmp_path, 3), "--paper", paper)
    assert ("A4 is om te bekijken" in err) is said


def test_nothing_is_said_of_a_poster_that_can_be_read(tmp_path: Path, capsys: Capture) -> None:
    _, _, err = called(capsys, "poster", long_tree(tmp_path, 8))
    assert err.splitlines() == ["Geschreven: lang-poster.pdf"]
