"""The last committed version of a tree that says something else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, chdir, suppress
from pathlib import Path
from typing import Final, Self

from woonboom.compared.versions import that_counts
from woonboom.fingerprint import fingerprint
from woonboom.load import Library
from woonboom.model import Tree
from woonboom.production.folder import Folder, Paper, sources_of
from woonboom.source import git
from woonboom.source.places import close_places, open_place, path_in
from woonboom.source.revisions import NoRevision, Repository

_MOST: Final = 30
"""So many commits are looked at; most of them are about texts that no paper shows."""
_SHOWN: Final = 10
"""The letters of a commit's number that stand in a path."""


class History:
    """What was committed of the folder of a build; closes what it opened at the end.

    Without Git, outside a repository and before the first commit there are no earlier versions; nor
    are they looked for of a folder in a revision.
    Between beginning and end the folder is the current one, for Git is asked about where it is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._repository: Repository | None = None
        self._read: dict[str, Library] = {}
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        if not self._folder.is_dir():
            return self
        self._closing.enter_context(chdir(self._folder))
        self._closing.callback(close_places)
        with suppress(NoRevision):
            self._repository = Repository(str(self._folder))
            self._closing.callback(self._repository.close)
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def before(self, tree: Tree) -> Tree | None:
        """Return the last committed version with another check number, if it can be compared."""
        number = fingerprint(tree)
        for revision in self._revisions(tree):
            old = self._there(tree, revision)
            if old and old.decidable and fingerprint(old) != number:
                return old
        return None

    def changed(self, paper: Paper) -> str:
        """Return the day on which what there is was last changed, as "2026-01-31".

        By the last commit of its files; nothing where there is none, or what there is differs.
        """
        if self._repository is None:
            return ""
        files = [Path(name) for name, _ in sources_of(paper)]
        names = [_from_top(file.name, file.parent, paper.path.parent) for file in files]
        words = ("--literal-pathspecs", "status", "--porcelain", "--untracked-files=all", "--")
        try:
            if git.said(*words, *names):
                return ""
            form = ("--max-count=1", "--format=%cs")
            return git.said("--literal-pathspecs", "log", *form, "HEAD", "--", *names).strip()
        except (git.Refusal, git.NoGit):
            return ""

    def _revisions(self, tree: Tree) -> Iterator[str]:
        """Yield the commits after which the files of the tree may differ, the last first.

        Along the main line: what was tried on a branch was never the version that counts.
        """
        if self._repository is None:
            return
        files = (tree.path, *(vocabulary.path for vocabulary in tree.vocabularies))
        names = [_from_top(path.name, path.parent, tree.path.parent) for path in files]
        form = ("--first-parent", f"--max-count={_MOST}", "--format=%P")
        try:
            told = git.said("--literal-pathspecs", "log", *form, "HEAD", "--", *names)
            yield git.said("rev-parse", "HEAD").strip()
        except (git.Refusal, git.NoGit):  # there is no commit yet, or a file is elsewhere
            return
        for line in told.splitlines():
            yield from line.split()[:1]

    def _there(self, tree: Tree, revision: str) -> Tree | None:
        """The version of the tree in a revision: of several the one in the same file."""
        assert self._repository is not None
        name = revision[:_SHOWN]
        try:
            if name not in self._read:
                open_place(name, self._repository.revision(revision))
                self._read[name] = Library()
        except NoRevision:  # a copy without the whole history
            return None
        found = self._read[name].trees_named(path_in(name, "./"), tree.id)
        same = [old for old in found if old.path.name == tree.path.name]
        return _counting(same or found, tree)


def days_of(folder: Folder) -> dict[str, str]:
    """Return when the trees and forms without a date of their own were last changed, by file."""
    with History(folder.path) as history:
        undated = (paper for paper in folder.papers if paper.valid_from is None)
        return {paper.path.name: history.changed(paper) for paper in undated}


def _counting(found: Sequence[Tree], tree: Tree) -> Tree | None:
    """The version that counted when the tree began."""
    if len(found) < 2 or tree.valid_from is None:
        return found[0] if found else None
    return that_counts(found, "", tree.version, tree.valid_from)


def _from_top(name: str, folder: Path, top: Path) -> str:
    """The path of a file from the folder of the trees, as Git reads it."""
    return (Path(os.path.relpath(folder, top)) / name).as_posix()
