"""`REV:path`: a tree, or a folder of them, as it was in a revision of the Git repository."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from woonboom.cli.context import current
from woonboom.source.places import close_places, open_place, path_in, split
from woonboom.source.revisions import NoRevision, Repository, Revision

_KEPT: Final = "woonboom.revisions"


class CannotRead(click.ClickException):
    """A revision that cannot be read."""

    exit_code = 2


def located(text: str) -> Path:
    """Return the path of a file or folder, which may be in a revision: `REV:path`.

    A file of that name, and a path with the letter of a drive, are on disk. Ends the command with
    2 when the revision cannot be read; that there is nothing at the path is for the reader to say.
    """
    is_on_disk = os.path.lexists(text) or os.path.splitdrive(text)[0]
    parts = None if is_on_disk else split(text)
    return in_revision(*parts) if parts and parts[0] else Path(text)


def in_revision(name: str, path: str) -> Path:
    """Return a path in a revision; ends the command with 2 when that cannot be read."""
    try:
        revision = _kept().revision(name, f"{name}:{path}" if path else name)
    except NoRevision as error:
        said = [part.say(current().language) for part in (error.said, error.remedy)]
        raise CannotRead("\n".join(said)) from error
    inner = path.replace("\\", "/") if os.name == "nt" else path
    return path_in(name, revision.meant(inner))


def is_revision(name: str) -> bool:
    """Tell whether a word is a revision, and no file or folder; never raises."""
    if os.path.lexists(name) or split(name) or os.path.splitdrive(name)[0]:
        return False
    try:
        _kept().revision(name, name)
    except NoRevision:
        return False
    return True


class _Kept:
    """The revisions of a run, each opened once."""

    def __init__(self) -> None:
        self.repository: Repository | None = None
        self.opened: dict[str, Revision] = {}

    def revision(self, name: str, asked: str) -> Revision:
        """Return a revision, and make paths that begin with its name lead there.

        `asked` is what was typed, which may have been meant as a file.
        """
        self.repository = self.repository or Repository(asked)
        if name not in self.opened:
            self.opened[name] = self.repository.revision(name)
            open_place(name, self.opened[name])
        return self.opened[name]

    def close(self) -> None:
        """Let everything go."""
        close_places()
        if self.repository:
            self.repository.close()


def _kept() -> _Kept:
    """What is kept until the command ends, however it ends."""
    root = click.get_current_context().find_root()
    if _KEPT not in root.meta:
        root.meta[_KEPT] = _Kept()
        root.call_on_close(root.meta[_KEPT].close)
    kept = root.meta[_KEPT]
    assert isinstance(kept, _Kept)
    return kept
