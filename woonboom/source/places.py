"""Where files are: on disk, or in a place that was opened, such as a revision of a repository.

Whatever reads what an author wrote does so through here, so that a tree and all that it names
(vocabularies, information pages, logos) come from one place. A path in an opened place is the name
of that place, a colon and the path there, as Git writes it ("HEAD~3:trees/hulpverleners.yaml");
any other path is on disk.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, Protocol

from woonboom.diagnostics import Said

Kind = Literal["file", "folder"]


class OutOfReach(OSError):
    """Something is there that cannot be read from its place; says why and what to do."""

    def __init__(self, said: Said, remedy: Said) -> None:
        super().__init__(said.say("en"))
        self.said = said
        self.remedy = remedy


class Place(Protocol):
    """Files that are read from elsewhere than the disk, by their paths there ("trees/x.yaml")."""

    def kind(self, path: str) -> Kind | None:
        """Return what is at a path, if anything; never raises."""

    def entries(self, path: str) -> list[tuple[str, Kind | None]]:
        """Return what a folder holds: names, and what they are; or `OSError`.

        A link to a file counts as a file; one to a folder as nothing, lest it goes round.
        """

    def read(self, path: str, most: int) -> tuple[bytes, int]:
        """Return a file (of one over `most` bytes perhaps nothing) and its size; or `OSError`."""

    def spelled(self, path: str) -> str:
        """Return the path of what is at the top ("" is the top itself), with its folder named."""

    def copied(self, path: str, suffixes: Iterable[str]) -> Path:
        """Return a copy on disk of a folder, gone when the place is closed.

        It has the files that can be read and end in one of `suffixes`, letter case aside.
        """

    def close(self) -> None:
        """Let everything go."""


_opened: dict[str, Place] = {}


def open_place(name: str, place: Place) -> None:
    """Make paths that begin with `name` and a colon lead to a place."""
    _opened[Path(name).as_posix()] = place  # as it will stand in a path


def close_places() -> None:
    """Close every place; from then on all paths are on disk."""
    while _opened:
        _opened.popitem()[1].close()


def path_in(name: str, path: str) -> Path:
    """Return the path of what an opened place has at `path`, from its top."""
    place = _opened[Path(name).as_posix()]
    is_inner = "/" in path or (path and place.kind(path) == "folder")
    return Path(f"{name}:{path if is_inner else place.spelled(path)}")


def split(text: str) -> tuple[str, str] | None:
    """Return the name of a place and the path there, where a path is written so.

    A colon in braces belongs to the name: `HEAD^{/fix: typo}:trees`.
    """
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if letter == ":" and depth <= 0:
            return text[:at], text[at + 1 :]
    return None


def _elsewhere(path: Path) -> tuple[Place, str] | None:
    """The place that a path leads to, and the path there; None for what is on disk."""
    name, inner = (_opened and split(path.as_posix())) or ("", "")
    place = _opened.get(name)
    return (place, inner) if place else None


# ---------------------------------------------------------------- asking


def is_file(path: Path) -> bool:
    """Tell whether there is a file; never raises."""
    place, inner = _elsewhere(path) or (None, "")
    if place:
        return place.kind(inner) == "file"
    return os.path.isfile(path)  # noqa: PTH113 (pathlib's raises for some names)


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder; never raises."""
    place, inner = _elsewhere(path) or (None, "")
    if place:
        return place.kind(inner) == "folder"
    return os.path.isdir(path)  # noqa: PTH112 (pathlib's raises for some names)


def read(path: Path, most: int) -> tuple[bytes, int]:
    """Return a file and its size, in bytes; of a file over `most` bytes not all is read.

    Raises `OSError`, and `ValueError` for a name that cannot be.
    """
    place, inner = _elsewhere(path) or (None, "")
    if place:
        return place.read(inner, most)
    with path.open("rb") as file:
        data = file.read(most + 1)
    return data, max(len(data), path.stat().st_size if len(data) > most else 0)


def names(folder: Path) -> list[str]:
    """Return what a folder holds, in no order; raises `OSError`, `ValueError` as `read`."""
    place, inner = _elsewhere(folder) or (None, "")
    if place:
        return [name for name, _ in place.entries(inner)]
    return os.listdir(folder)  # noqa: PTH208 (only names are asked for)


def files_in(folder: Path, suffixes: Sequence[str]) -> list[Path]:
    """Return the files that stand in a folder itself and end in one of `suffixes`, in order."""
    if _elsewhere(folder):
        files = (path for path, kind in _entries(folder) if kind == "file")
        return sorted(path for path in files if path.name.endswith(tuple(suffixes)))
    found = (path for suffix in suffixes for path in folder.glob(f"*{suffix}"))
    return sorted(path for path in found if path.is_file())


def files_below(folder: Path, suffixes: Sequence[str]) -> list[Path]:
    """Return such files in a folder and the folders in it, hidden ones left out, in order."""
    if _elsewhere(folder):
        return sorted(path for path in _walk(folder) if path.name.endswith(tuple(suffixes)))
    found = (path for suffix in suffixes for path in folder.rglob(f"*{suffix}"))
    return sorted(
        path for path in found
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )  # fmt: skip


def _walk(folder: Path) -> Iterator[Path]:
    for path, kind in _entries(folder):
        if path.name.startswith("."):
            continue
        if kind == "folder":
            yield from _walk(path)
        elif kind == "file":
            yield path


def _entries(folder: Path) -> Iterator[tuple[Path, Kind | None]]:
    place, inner = _elsewhere(folder) or (None, "")
    try:
        entries = place.entries(inner) if place else []
    except OSError:
        return
    yield from ((folder / name, kind) for name, kind in entries)


# ---------------------------------------------------------------- going from one to another


def beside(path: Path, name: str) -> Path:
    """Return the path that a file at `path` means by `name`: from its own folder, in its place."""
    place, own = _elsewhere(path) or (None, "")
    if place is None:
        return Path(os.path.normpath(path.parent / name))
    joined = posixpath.join(posixpath.dirname(own), name)
    inner = posixpath.normpath(joined)
    from_here, above = own.startswith(("./", "../")), inner.startswith("../")
    if from_here and not above:
        inner = f"./{inner}"
    elif above and not from_here:
        inner = joined  # above the top there is nothing
    elif "/" not in inner:
        inner = place.spelled(inner)
    return Path(str(path)[: -len(own)] + inner)


def on_disk(folder: Path, suffixes: Iterable[str]) -> Path:
    """Return a folder itself, or for what only reads there a copy of such files in it."""
    place, inner = _elsewhere(folder) or (None, "")
    return place.copied(inner, suffixes) if place else folder
