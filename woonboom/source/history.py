"""Where in the history of a repository a file had some content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from woonboom.source import git

_CHANGE: Final = re.compile(r":\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]")


class Change(NamedTuple):
    """A commit that changed a file: the numbers of its contents before and after."""

    commit: str
    old: str
    new: str


class History:
    """The changes of a file, by its path from the top of the repository; the last come first."""

    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def here(self) -> tuple[Change, ...]:
        """Those that led to HEAD."""
        return tuple(_changes("HEAD", self.path))

    @cached_property
    def everywhere(self) -> tuple[Change, ...]:
        """Those on every branch."""
        return tuple(_changes("--all", self.path))

    def between(self, old: str, new: str) -> tuple[str, str] | None:
        """Return the revisions before and after a commit that made one content of another."""
        commit = _between(old, new, self.here) or _between(old, new, self.everywhere)
        return (f"{commit}^", commit) if commit else None

    def last(self, number: str) -> str | None:
        """Return the last revision in which the file had a content."""
        if self.here and self.here[0].new == number:
            return "HEAD"
        return _last(number, self.here) or _last(number, self.everywhere)


def _between(old: str, new: str, changes: tuple[Change, ...]) -> str | None:
    return next((c.commit for c in changes if (c.old, c.new) == (old, new)), None)


def _last(number: str, changes: tuple[Change, ...]) -> str | None:
    before = (f"{change.commit}^" for change in changes if change.old == number)
    after = (change.commit for change in changes if change.new == number)
    return next(chain(before, after), None)


def _changes(tips: str, path: str) -> Iterator[Change]:
    form = ("--raw", "--no-abbrev", "--no-renames", "--format=commit %h")
    try:
        told = git.said("--literal-pathspecs", "log", tips, *form, "--", path)
    except git.Refusal:  # there is no commit yet
        return
    commit = ""
    for line in told.splitlines():
        found = _CHANGE.match(line)
        if found:
            yield Change(commit, found[1], found[2])
        elif line.startswith("commit "):
            commit = line.removeprefix("commit ")


def number_of(path: str, data: bytes) -> str:
    """Return the number that Git gives to the content of a file."""
    return git.said("hash-object", f"--path={path}", "--stdin", data=data).strip()
