"""What the server and the processes that work for it tell each other: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from woonboom.layout.panels.poster import Arrangement

Part = Literal["poster", "walk", "element", "sheet", "changes"]
PARTS: Final[tuple[Part, ...]] = ("poster", "walk", "element", "sheet", "changes")
"""What is shown of a tree besides its problems; `element` is the script that `walk` is shown by."""
Crew = Literal["reading", "drawing", "finishing"]
"""Which process works: the first two at the same time, the last one when these are done."""
CREWS: Final[tuple[Crew, ...]] = ("reading", "drawing", "finishing")
MEDIA: Final[Mapping[Part, str]] = {
    "poster": "image/svg+xml",
    "walk": "application/json",
    "element": "text/javascript; charset=utf-8",
    "sheet": "image/svg+xml",
    "changes": "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class Job:
    """What there is to do after a save.

    `paths` are the files and folders to read; `shown` the files of the trees that somebody looks
    at. `arrangements` say how posters were arranged the last time.
    """

    number: int
    paths: tuple[Path, ...]
    shown: tuple[str, ...]
    language: str
    arrangements: Mapping[str, Arrangement] = field(default_factory=dict)


@dataclass(frozen=True)
class Card:
    """A question or outcome of a tree: what it is called, and where it was written."""

    name: str
    file: str
    line: int
    column: int


@dataclass(frozen=True)
class SeenTree:
    """A tree as it was read; `whole` when what it asks and decides has no mistakes.

    `files` are all that it was read from; `cards` what stands on its poster, by their ids there.
    """

    file: str
    id: str
    title: str
    language: str
    version: str
    whole: bool
    files: tuple[str, ...]
    cards: Mapping[str, Card]


@dataclass(frozen=True)
class Seen:
    """What the files hold: trees, files that can be no more than named, and all problems.

    A problem is as in the JSON of `check`, with the line that it is about, what its code means, and
    per tree the card that it is about, if any.
    """

    number: int
    trees: tuple[SeenTree, ...]
    unread: tuple[str, ...]
    problems: tuple[Mapping[str, object], ...]


@dataclass(frozen=True)
class Piece:
    """What was made for a part: without `data` it cannot be, and `note` says why.

    It `failed` where that is our own mistake. A poster says how it was arranged; a `draft` is one
    that was arranged as the one before it.
    """

    data: bytes | None
    note: str = ""
    failed: bool = False
    draft: bool = False
    arrangement: Arrangement | None = None


@dataclass(frozen=True)
class Made:
    """A part of the tree in a file, made for a job; trees with one `stamp` look the same."""

    number: int
    file: str
    stamp: str
    part: Part
    piece: Piece


@dataclass(frozen=True)
class Done:
    """A process has done a job; or two of them `crashed` on it."""

    number: int
    crew: Crew
    crashed: bool = False


Result = Seen | Made | Done


def depth(file: str) -> tuple[int, str]:
    """Return what sorts files in a folder itself before those in folders in it."""
    return len(Path(file).parts), file
