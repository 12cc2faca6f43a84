"""A file → its bytes, or why there is nothing to read."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from woonboom.diagnostics import Message, Said
from woonboom.filled.findings import refused
from woonboom.filled.values import MOST_BYTES, Filled, read

_NO_RIGHTS = Message("u mag het niet openen", "you may not open it")
_ROUND = Message(
    "het is een snelkoppeling die naar zichzelf leidt", "it is a link that leads to itself"
)
_DISK = Message("de schijf of het netwerk geeft een fout", "the disk or the network gives an error")
_NAME = Message("de naam kan niet bestaan", "there can be no such name")
_NUMBER = Message("het systeem geeft fout {number}", "the system gives error {number}")
_REASONS: Final = {
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.ELOOP: _ROUND,
    errno.EIO: _DISK,
    errno.ENAMETOOLONG: _NAME,
}


def reason(error: OSError) -> Said:
    """Return why the system cannot open or list something, in words."""
    number = error.errno or 0
    return Said(_REASONS.get(number, _NUMBER), {"number": number})


def read_file(path: Path) -> Filled:
    """Return what a PDF file was filled in with; raises `Unreadable`."""
    return read(_bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would never end
            raise refused("not-pdf")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise refused("missing-file") from None
    except OSError as error:
        raise refused("unreadable-file", reason=reason(error)) from None
    except ValueError:  # a name with a null in it
        raise refused("unreadable-file", reason=_NAME) from None
    if len(data) > MOST_BYTES:
        raise refused("too-large", most=MOST_BYTES // 1_000_000)
    return data
