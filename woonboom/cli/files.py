"""Writing files whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

import click

from woonboom import whole
from woonboom.cli.context import current
from woonboom.diagnostics import Message, Said

_CANNOT_WRITE = Message(
    "‘{path}’ kan niet geschreven worden: {reason}.", "‘{path}’ cannot be written: {reason}."
)
_NO_RIGHTS = Message(
    "u mag in deze map niet schrijven. Kies een andere plaats met -o",
    "you may not write in this folder. Choose another place with -o",
)
_NO_FOLDER = Message(
    "daar staat een bestand en geen map. Kies een andere plaats met -o",
    "there is a file there and no folder. Choose another place with -o",
)
_IS_FOLDER = Message(
    "daar staat al een map met die naam. Hernoem die, of kies een andere plaats met -o",
    "there already is a folder of that name. Rename it, or choose another place with -o",
)
_NOWHERE = Message(
    "de map kan daar niet gemaakt worden. Kies een andere plaats met -o",
    "the folder cannot be made there. Choose another place with -o",
)
_NO_ROOM = Message(
    "de schijf is vol. Maak ruimte, of kies een andere plaats met -o",
    "the disk is full. Make room, or choose another place with -o",
)
_TOO_LARGE = Message(
    "het bestand wordt te groot voor deze plaats. Kies een andere plaats met -o",
    "the file becomes too large for this place. Choose another place with -o",
)
_REASONS: Final = {
    errno.EFBIG: _TOO_LARGE,
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.EROFS: _NO_RIGHTS,
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: _IS_FOLDER,
    errno.ENOENT: _NOWHERE,
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
}
WRITTEN = Message("Geschreven: {path}", "Written: {path}")


class CannotWrite(click.ClickException):
    """A file could not be written; nothing half-written is left."""

    exit_code = 2


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and say so; raises `CannotWrite`."""
    try:
        whole.write(path, data)
    except OSError as error:
        raise cannot_write(path, error) from error
    current().note(WRITTEN, path=str(path))


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """Return what to raise of a file that could not be written: why, and what to do."""
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    said = Said(_CANNOT_WRITE, {"path": str(path), "reason": reason})
    return CannotWrite(said.say(current().language))
