"""Files are written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from woonboom import whole

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    whole.write(tmp_path / "a" / "b" / "file", b"inhoud")
    assert (tmp_path / "a" / "b" / "file").read_bytes() == b"inhoud"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["file"]


def test_what_goes_wrong_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"oud")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        whole.write(tmp_path / "file", b"nieuw")
    assert (tmp_path / "file").read_bytes() == b"oud"
    assert len(list(tmp_path.iterdir())) == 1


@needs_posix
def test_who_may_read_a_file_stays_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"oud")
    (tmp_path / "file").chmod(0o600)
    whole.write(tmp_path / "file", b"nieuw")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


@needs_posix
def test_a_new_file_is_for_whom_files_are_here(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        whole.write(tmp_path / "file", b"nieuw")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640


@needs_posix
def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"oud")
    (tmp_path / "link").symlink_to("file")
    whole.write(tmp_path / "link", b"nieuw")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"nieuw"


@needs_posix
def test_a_pipe_gets_the_bytes_and_stays_a_pipe(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        reader = pool.submit(pipe.read_bytes)
        whole.write(pipe, b"inhoud")
        assert reader.result(timeout=10) == b"inhoud"
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="only Linux has it")
def test_a_device_stays_a_device() -> None:
    with pytest.raises(OSError, match="No space"):
        whole.write(Path("/dev/full"), b"inhoud")
    assert Path("/dev/full").is_char_device()
