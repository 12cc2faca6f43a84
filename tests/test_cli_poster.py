"""`woonboom poster` writes a drawing whole, or says why not and leaves everything as it was."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

import click
import pikepdf
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


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hulp", "hulp"), ("h\u00e9", "he\u0301"), ("\u00c9\u00e9n", "e\u0301e\u0301n")],
)
def test_nor_in_files_that_some_disks_hold_for_the_same(
    one: str, other: str, tmp_path: Path, capsys: Capture
) -> None:
    paths = [tmp_path / "1" / f"{one}.yaml", tmp_path / "2" / f"{other}.yaml"]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(GOOD.read_bytes())
    code, out, err = called(capsys, "poster", *paths, "--format", "svg", "-o", tmp_path / "uit")
    assert_refused(code, err, out, "zouden hetzelfde bestand krijgen")
    assert not (tmp_path / "uit").exists()


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


def test_an_output_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert_not_written(capsys, tmp_path / "uit", [], "de map kan daar niet gemaakt worden")


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


# ------------------------------------------------------------------------------- how it is finished


def files_of(capsys: Capture, folder: Path, *words: str) -> list[str]:
    code, out, _ = called(capsys, "poster", GOOD, *words, "-o", folder)
    assert (code, out) == (0, "")
    return drawn(folder)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ([], "good-poster.pdf"),
        (["--tile", "a4"], "good-poster-tegels-a4.pdf"),
        (["--tile", "a3", "--grey"], "good-poster-tegels-a3-grijs.pdf"),
        (["--bleed"], "good-poster-drukklaar.pdf"),
        (["--grey"], "good-poster-grijs.pdf"),
        (["--bleed", "--grey", "--format", "svg"], "good-poster-drukklaar-grijs.svg"),
        (["--format", "png"], "good-poster.png"),
    ],
)
def test_the_name_of_a_file_says_how_it_is_finished(
    words: list[str], name: str, tmp_path: Path, capsys: Capture
) -> None:
    assert files_of(capsys, tmp_path, "--paper", "a2", *words) == [name]


def test_sheets_are_as_many_pages_or_files(tmp_path: Path, capsys: Capture) -> None:
    names = files_of(capsys, tmp_path, "--paper", "a3", "--tile", "a4", "--format", "svg")
    assert names[:2] == ["good-poster-tegels-a4-1.svg", "good-poster-tegels-a4-2.svg"]
    files_of(capsys, tmp_path, "--paper", "a3", "--tile", "a4")
    with pikepdf.open(tmp_path / "good-poster-tegels-a4.pdf") as pdf:
        assert len(pdf.pages) == len(names)


def test_bleed_is_in_the_boxes_of_the_page(tmp_path: Path, capsys: Capture) -> None:
    files_of(capsys, tmp_path, "--paper", "a2", "--portrait", "--bleed")
    with pikepdf.open(tmp_path / "good-poster-drukklaar.pdf") as pdf:
        left, low, right, top = (float(v) / 72 * 25.4 for v in pdf.pages[0].TrimBox)
    assert (right - left, top - low) == pytest.approx((420, 594), abs=0.1)


def test_bleed_and_sheets_do_not_go_together(tmp_path: Path, capsys: Capture) -> None:
    code, out, err = called(capsys, "poster", GOOD, "--bleed", "--tile", "a4", "-o", tmp_path)
    assert_refused(code, err, out, "--bleed en --tile gaan niet samen")
    assert drawn(tmp_path) == []


def test_a_poster_that_fits_on_one_sheet_is_not_divided(tmp_path: Path, capsys: Capture) -> None:
    words = ["--paper", "a4", "--tile", "a4", "-o", str(tmp_path)]
    code, out, err = called(capsys, "poster", GOOD, *words)
    assert_refused(code, err, out, "past al op één vel A4. Kies groter papier met --paper")
    assert drawn(tmp_path) == []


def test_nothing_is_written_when_the_last_tree_cannot_be_drawn(
    tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    made: list[str] = []

    def fail_at_second(scene: object, stem: str, forms: object) -> dict[str, bytes]:
        made.append(stem)
        if len(made) == 2:
            raise click.ClickException("op")
        return {f"{stem}.svg": b"<svg/>"}

    monkeypatch.setattr("woonboom.cli.poster.files_of", fail_at_second)
    assert called(capsys, "poster", GOOD, ERROR, "-o", tmp_path)[0] != 0
    assert len(made) == 2
    assert drawn(tmp_path) == []


def test_panels_are_drawn_unless_a_map_is_asked_for(tmp_path: Path, capsys: Capture) -> None:
    drawings: list[bytes] = []
    for words in ([], ["--style", "panels"], ["--style", "map", "--paper", "a1"]):
        folder = tmp_path / str(len(drawings))
        assert files_of(capsys, folder, "--format", "svg", *words) == ["good-poster.svg"]
        drawings.append((folder / "good-poster.svg").read_bytes())
    plain, panels, chart = drawings
    assert plain == panels
    assert plain != chart
