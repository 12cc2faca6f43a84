"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Write a file, by way of a temporary one beside it; raises `OSError`.

    Whatever happens, the file is the old one or the new one, and who may read it stays the same.
    Its folder is made if need be. A link is followed. What is there and is no file, such as a pipe
    or a device, gets the bytes and stays what it is.
    """
    if path.is_symlink():
        path = path.resolve()
    if _takes_bytes(path):
        with path.open("wb") as file:
            file.write(data)
        return
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))  # temporary files are made private
        temporary.replace(path)
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _takes_bytes(path: Path) -> bool:
    """Tell whether there is something that is neither a file nor a folder."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _mode(path: Path) -> int:
    """Who may do what with a file: what could be done with the one that is there."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
