"""A tree as it was committed to Git last."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from woonboom.diagnostics import Message, Said
from woonboom.load import Library
from woonboom.model import Tree
from woonboom.source import git
from woonboom.source.places import close_places, is_file, open_place, path_in
from woonboom.source.revisions import NoRevision, Repository, Revision

_HEAD: Final = "HEAD"
_NO_GIT = Message(
    "Deze map hoort niet bij een Git-repository. Er is dus geen vorige versie om mee te "
    "vergelijken.",
    "This folder does not belong to a Git repository, so there is no earlier version to compare "
    "with.",
)
_NO_PROGRAM = Message(
    "Git staat niet op deze computer. Er is dus geen vorige versie om mee te vergelijken.",
    "Git is not on this computer, so there is no earlier version to compare with.",
)
_NOT_YET = Message(
    "Deze boom is nog niet vastgelegd in Git (git commit).",
    "This tree has not been committed to Git yet.",
)
_BROKEN = Message(
    "In de versie die het laatst is vastgelegd in Git, zitten fouten. Daarmee is niet te "
    "vergelijken.",
    "The version that was committed to Git last has mistakes, so there is nothing to compare with.",
)


def logs_of(folder: Path) -> tuple[Path, ...]:
    """Return the folder in which Git notes what is committed, for files in a folder.

    Without a repository: the folders that it would be in if there came to be one.
    """
    above = (folder, *folder.parents)
    there = tuple(parent for parent in above if (parent / ".git").exists())
    found = _log_of(folder, there)
    return (found,) if found else tuple(parent / ".git" / "logs" for parent in above)


@cache
def _log_of(folder: Path, _: tuple[Path, ...]) -> Path | None:
    """The folder of Git for a folder, asked once for the same repositories above it."""
    try:
        with contextlib.chdir(folder):
            return Path(git.said("rev-parse", "--git-path", "logs/HEAD").strip()).absolute().parent
    except (OSError, git.NoGit, git.Refusal):
        return None


@dataclass(frozen=True)
class Committed:
    """The version that was committed last, or why there is none; `key` tells it from others."""

    key: str
    tree: Tree | None = None
    why: Said | None = None


class Commits:
    """The versions that were committed last, each read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[Path, str, str], Committed] = {}

    def last(self, tree: Tree) -> Committed:
        """Return the version of a tree that was committed last.

        Its file may have been called otherwise; then it is known by its id.
        """
        folder = tree.path.parent.resolve()
        with contextlib.chdir(folder):  # Git is asked about where it is
            try:
                repository = Repository(str(tree.path))
            except NoRevision as error:
                missing = isinstance(error.__cause__, git.NoGit)
                return Committed("", why=Said(_NO_PROGRAM if missing else _NO_GIT))
            with contextlib.closing(repository):
                return self._in(repository, folder, tree)

    def _in(self, repository: Repository, folder: Path, tree: Tree) -> Committed:
        try:
            revision = repository.revision(_HEAD)
        except NoRevision:  # nothing was committed yet
            return Committed("", why=Said(_NOT_YET))
        known = (folder / tree.path.name, tree.id, revision.number)
        if known not in self._read:
            self._read = {k: v for k, v in self._read.items() if k[:2] != known[:2]}
            self._read[known] = _read(revision, tree)
        return self._read[known]


def _read(revision: Revision, tree: Tree) -> Committed:
    open_place(_HEAD, revision)
    try:
        old = _old(path_in(_HEAD, f"./{tree.path.name}"), tree.id)
    finally:
        close_places()
    if old is None:
        return Committed(revision.number, why=Said(_NOT_YET))
    if not old.decidable:
        return Committed(revision.number, why=Said(_BROKEN))
    return Committed(revision.number, old)


def _old(path: Path, id_: str) -> Tree | None:
    """The tree at a path, or beside it under another name."""
    library = Library()
    if is_file(path):
        return library.tree(path)
    return next(iter(library.trees_named(path.parent, id_)), None)
