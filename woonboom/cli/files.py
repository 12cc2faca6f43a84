"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import click

from woonboom.cli.context import current
from woonboom.diagnostics import Message

_CANNOT_WRITE = Message(
    "‘{path}’ kan niet geschreven worden: {reason}. Kies een andere map met -o, of maak ruimte of "
    "rechten vrij.",
    "‘{path}’ cannot be written: {reason}. Choose another folder with -o, or free space or rights.",
)


class CannotWrite(click.ClickException):
    """A file could not be written; nothing half-written is left."""

    exit_code = 2


def write_whole(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it; raises `CannotWrite`."""
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
        temporary.chmod(0o666 & ~_umask())  # temporary files are made private
        temporary.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        words = {"path": str(path), "reason": reason}
        raise CannotWrite(_CANNOT_WRITE.say(current().language, words)) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
