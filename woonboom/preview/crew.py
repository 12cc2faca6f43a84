"""What the processes do that read, check and draw: two for what comes at once, one for the rest.

A process does the newest job; what it was still to do for an older one it leaves.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import blake2b
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from woonboom.load import Library
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.preview import parts
from woonboom.preview.committed import Commits
from woonboom.preview.messages import Crew, Done, Job, Made, Part, Piece, Result, depth
from woonboom.preview.seeing import seen

Make = Callable[[], Piece | None]
Work = Callable[[Job], Iterator[Result]]
_NICE: Final = 10
_BESIDE: Final = 12
"""So many trees that nobody looks at are made too."""


def work(connection: Connection, crew: Crew) -> None:
    """Do the jobs that come in, until who gives them is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who gives the jobs
    if crew == "finishing" and hasattr(os, "nice"):
        os.nice(_NICE)  # what comes at once goes first
    results = {"reading": reading, "drawing": drawing, "finishing": finishing}[crew]()
    with contextlib.suppress(EOFError, OSError):
        while True:
            job = _newest(connection)
            for result in results(job):
                connection.send(result)
                if connection.poll():
                    break


def _newest(connection: Connection) -> Job:
    job = connection.recv()
    while connection.poll():
        job = connection.recv()
    assert isinstance(job, Job)
    return job


def reading() -> Work:
    """Return what reads and checks, and makes what takes hardly longer than that.

    That is: the problems, the walk-through, what changes, and the sheet.
    """
    kept, commits = _Kept(), Commits()

    def results(job: Job) -> Iterator[Result]:
        library, found = seen(job)
        yield found
        shown = _shown(library, job)
        for tree in shown:
            yield from kept.made(job, tree, "walk", partial(parts.walk, tree))
        for tree in shown:
            last = commits.last(tree)
            make = partial(parts.changes, tree, last, job.language)
            yield from kept.made(job, tree, "changes", make, of=(kept.stamp(tree), last))
        for tree in shown:
            house = repr(look_of(tree))
            yield from kept.made(job, tree, "element", partial(parts.element, tree), of=house)
        for tree in shown:
            yield from kept.made(job, tree, "sheet", partial(parts.sheet, tree, job.language))
        yield Done(job.number, "reading")
        for tree in _whole(library).values():  # a referral goes on in another tree
            yield from kept.made(job, tree, "walk", partial(parts.walk, tree))

    return results


def drawing() -> Work:
    """Return what draws at once: a poster arranged as the one before it."""
    kept = _Kept()

    def results(job: Job) -> Iterator[Result]:
        shown = _shown(_library(map(Path, job.shown) if job.shown else job.paths), job)
        for tree in shown:
            before = job.arrangements.get(str(tree.path))
            make = partial(parts.draft, tree, before) if before else None
            whole = partial(parts.poster, tree, job.language)
            yield from kept.made(job, tree, "poster", make or whole)
        yield Done(job.number, "drawing")

    return results


def finishing() -> Work:
    """Return what draws posters as they are printed, whatever the one before was like.

    Then come some trees that nobody looks at, so that they are there when somebody does.
    """
    kept = _Kept()

    def results(job: Job) -> Iterator[Result]:
        library = _library(job.paths)
        shown = _shown(library, job)
        for tree in shown:
            yield from kept.made(job, tree, "poster", partial(parts.poster, tree, job.language))
        yield Done(job.number, "finishing")
        for tree in list(_whole(library).values())[:_BESIDE]:
            yield from kept.made(job, tree, "poster", partial(parts.poster, tree, job.language))
            yield from kept.made(job, tree, "sheet", partial(parts.sheet, tree, job.language))

    return results


def _library(paths: Iterable[Path]) -> Library:
    library = Library()
    library.read(paths)
    return library


def _whole(library: Library) -> dict[str, Tree]:
    """The trees without mistakes in what they ask and decide, by their files."""
    return {str(tree.path): tree for tree in library.trees if tree.decidable}


def _shown(library: Library, job: Job) -> list[Tree]:
    """Those that somebody looks at; who opens the page sees the first."""
    whole = _whole(library)
    files = job.shown or sorted(whole, key=depth)[:1]
    return [whole[file] for file in files if file in whole]


# ---------------------------------------------------------------- making a part


class _Kept:
    """What every part was made of the last time: it is made anew only when that differs."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, Part], object] = {}
        self._stamps: dict[str, tuple[Tree, str]] = {}

    def stamp(self, tree: Tree) -> str:
        """Return the stamp of a tree, found once for all that is made of it."""
        file = str(tree.path)
        known = self._stamps.get(file)
        if known is None or known[0] is not tree:
            known = self._stamps[file] = (tree, stamp_of(tree))
        return known[1]

    def made(
        self, job: Job, tree: Tree, part: Part, make: Make, of: object = None
    ) -> Iterator[Made]:
        """Yield a part of a tree, unless it was made before `of` the same, or of the same tree."""
        file, stamp = str(tree.path), self.stamp(tree)
        source = of or stamp
        if self._made.get((file, part)) == source:
            return
        piece = _piece(make)
        self._made[file, part] = source
        if piece:
            yield Made(job.number, file, stamp, part, piece)


def stamp_of(tree: Tree) -> str:
    """Return what tells a tree from every tree that would be shown otherwise.

    Places in files take no part in it.
    """
    logo = tree.style.logo.data if tree.style and tree.style.logo else b""
    return blake2b(repr(tree).encode() + logo, digest_size=16).hexdigest()


def _piece(make: Make) -> Piece | None:
    """What is made, or why it cannot be: a part that fails leaves the others as they are."""
    try:
        return make()
    except parts.CannotBeMade as why:
        return Piece(None, note=str(why))
    except Exception as error:
        if os.environ.get("WOONBOOM_DEBUG"):
            raise
        return Piece(None, note=f"{type(error).__name__}: {error}"[:300], failed=True)
