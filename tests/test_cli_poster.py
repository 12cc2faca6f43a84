"""`woonboom poster` writes a drawing whole, or says why not and leaves everything as it was."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

import pytest
from calling import ERROR, GOOD, Capture, Patch, assert_refused, called
from fixtures import RULES


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def drawn(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_poster_writes_every_form_and_says_so(tmp_path: Path, capsys: Capture) -> None:
    forms = ["--format", "svg", "--format", "pdf", "--format", "svg"]
    code, out, err = called(capsys, "poster", GOOD, *forms, "-o", "uit")
    assert (code, out) == (0, "")
    assert drawn(tmp_path) == ["good-poster.pdf", "good-poster.svg"]
    assert (tmp_path / "uit" / "good-poster.pdf").read_bytes().startswith(b"%PDF-")
    assert b"<svg" in (tmp_path / "uit" / "good-poster.svg").read_bytes()
    assert err.count("Geschreven: ") == 2


def test_poster_warns_of_characters_that_the_font_lacks(tmp_path: Path, capsys: Capture) -> None:
    fixture = RULES / "WB704-missing-glyph" / "bad.yaml"
    code, out, err = called(capsys, "poster", fixture, "--format", "svg", "-o", tmp_path)
    assert (code, out) == (0, "")
    assert "WB704" in err
    assert drawn(tmp_path) == ["bad-poster.svg"]


def test_poster_draws_nothing_when_one_tree_is_in_error(tmp_path: Path, capsys: Capture) -> None:
    bad = RULES / "WB201-missing-destination" / "bad.yaml"
    code, out, err = called(capsys, "poster", GOOD, bad, "--format", "svg", "-o", tmp_path)
    assert_refused(code, err, out, "WB201")
    assert drawn(tmp_path) == []


def test_poster_never_draws_two_trees_in_one_file(tmp_path: Path, capsys: Capture) -> None:
    other = RULES / "WB102-not-text" / "good.yaml"
    code, out, err = called(capsys, "poster", GOOD, other, "--format", "svg", "-o", tmp_path)
    assert_refused(code, err, out, "zouden hetzelfde bestand krijgen")
    assert drawn(tmp_path) == []
    assert called(capsys, "poster", GOOD, GOOD, "--format", "svg", "-o", tmp_path)[0] == 0


def assert_not_written(capsys: Capture, folder: Path, before: list[str], reason: str) -> None:
    code, out, err = called(capsys, "poster", GOOD, "--format", "svg", "-o", folder)
    assert_refused(code, err, out, "kan niet geschreven worden: ")
    assert reason in err
    assert "-o" in err
    assert drawn(folder.parent) == before


def test_an_output_folder_that_is_a_file(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "uit").write_text("van mij", "utf-8")
    assert_not_written(capsys, tmp_path / "uit", ["uit"], "een bestand en geen map")
    assert (tmp_path / "uit").read_text("utf-8") == "van mij"


def test_an_output_file_that_is_a_folder(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "uit" / "good-poster.svg").mkdir(parents=True)
    assert_not_written(capsys, tmp_path / "uit", [], "al een map met die naam")


def test_an_output_folder_that_may_not_be_written(
    tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    assert_not_written(capsys, tmp_path / "uit", [], "mag in deze map niet schrijven")


@pytest.fixture
def full_disk(monkeypatch: Patch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, capsys: Capture) -> None:
    assert_not_written(capsys, tmp_path / "uit", [], "de schijf is vol")


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_the_former_drawing(tmp_path: Path, capsys: Capture) -> None:
    former = tmp_path / "uit" / "good-poster.svg"
    former.parent.mkdir()
    former.write_text("van gisteren", "utf-8")
    assert_not_written(capsys, tmp_path / "uit", ["good-poster.svg"], "de schijf is vol")
    assert former.read_text("utf-8") == "van gisteren"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_drawing_may_be_read_by_whom_the_system_lets(tmp_path: Path, capsys: Capture) -> None:
    mask = os.umask(0o022)
    try:
        assert called(capsys, "poster", GOOD, "--format", "svg")[0] == 0
    finally:
        os.umask(mask)
    assert (tmp_path / "good-poster.svg").stat().st_mode & 0o777 == 0o644


def test_a_tree_with_errors_is_drawn_with_a_warning(capsys: Capture, tmp_path: Path) -> None:
    code, _, err = called(capsys, "--lang", "nl", "poster", ERROR, "-o", tmp_path)
    assert code == 0
    assert err.startswith("Let op: deze boom heeft fouten (1) en hoort nog niet aan de muur.")
    assert (tmp_path / "bad-poster.pdf").exists()
