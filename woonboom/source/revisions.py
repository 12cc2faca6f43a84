"""Revisions of a Git repository as places to read files from."""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Final

from woonboom.diagnostics import DID_YOU_MEAN, Argument, Message, Said, nearest
from woonboom.source import git
from woonboom.source.places import Kind, OutOfReach

_NO_GIT = Message(
    "Er is geen bestand ‘{name}’. Als revisie kan het niet gelezen worden: Git staat niet op deze "
    "computer.",
    "There is no file ‘{name}’. As a revision it cannot be read: Git is not on this computer.",
)
_INSTALL = Message(
    "Installeer Git (https://git-scm.com), of noem een bestand.",
    "Install Git (https://git-scm.com), or name a file.",
)
_NO_REPOSITORY = Message(
    "Er is geen bestand ‘{name}’. Als revisie kan het niet gelezen worden: deze map hoort bij geen "
    "Git-repository.",
    "There is no file ‘{name}’. As a revision it cannot be read: this folder belongs to no Git "
    "repository.",
)
_GO_THERE = Message(
    "Controleer de naam, of ga eerst naar de map van de repository.",
    "Check the name, or go to the folder of the repository first.",
)
_GIT_DIR = Message(
    "De omgevingsvariabele GIT_DIR wijst naar ‘{folder}’, en daar is geen Git-repository.",
    "The environment variable GIT_DIR points to ‘{folder}’, and there is no Git repository there.",
)
_UNSET = Message("Haal GIT_DIR weg, of verbeter hem.", "Remove GIT_DIR, or correct it.")
_OWNER = Message(
    "Git leest deze repository niet, want zij is van een andere gebruiker van deze computer.",
    "Git does not read this repository, for it belongs to another user of this computer.",
)
_TRUST = Message("Vertrouwt u haar? Dan: {command}", "Do you trust it? Then: {command}")
_REFUSES = Message("Git kan hier niet lezen: {reason}", "Git cannot read here: {reason}")
_SEE_GIT = Message("Probeer zelf: git status", "Try yourself: git status")
_UNKNOWN = Message(
    "De revisie ‘{revision}’ is er niet in deze repository.",
    "There is no revision ‘{revision}’ in this repository.",
)
_LIST_THEM = Message(
    "Zie: git branch --all, git tag, of git log --oneline.",
    "See: git branch --all, git tag, or git log --oneline.",
)
_SHALLOW = Message(
    "Deze kopie heeft niet de hele geschiedenis. Haal die op: git fetch --unshallow",
    "This copy does not have the whole history. Fetch it: git fetch --unshallow",
)
_POINTER = Message(
    "Dit bestand staat in Git LFS; in de revisie zelf staat alleen een verwijzing.",
    "This file is in Git LFS; the revision itself has only a pointer.",
)
_CHECK_OUT = Message(
    "Haal de revisie op in een eigen map (git worktree add), en noem het bestand daar.",
    "Check the revision out in a folder of its own (git worktree add), and name the file there.",
)
_IS_SUBMODULE = Message(
    "‘{folder}’ is een submodule: een repository op zichzelf.",
    "‘{folder}’ is a submodule: a repository by itself.",
)
_IN_SUBMODULE = Message(
    "Ga naar die map, en noem een revisie van die repository.",
    "Go to that folder, and name a revision of that repository.",
)
_LEADS_OUT = Message(
    "Dit is een koppeling (symlink) naar iets dat niet in deze revisie staat.",
    "This is a symbolic link to something that is not in this revision.",
)
_NAME_GOAL = Message("Noem het bestand zelf.", "Name the file itself.")

_KINDS: Final[dict[str, Kind]] = {"blob": "file", "tree": "folder"}
_LINK: Final = b"120000"
_SUBMODULE: Final = b"160000"
_MODES: Final[dict[bytes, Kind | None]] = {b"40000": "folder", _SUBMODULE: None}
_POINTER_BEGINS: Final = b"version https://git-lfs.github.com/spec/"
_MOST_NAMES: Final = 50_000_000
_MOST_COPIED: Final = 50_000_000
_BASE: Final = re.compile(r"[^~^@{]*")


class NoRevision(Exception):
    """Why a revision cannot be read, and what to do."""

    def __init__(self, said: Said, remedy: Said) -> None:
        super().__init__(said.say("en"))
        self.said = said
        self.remedy = remedy


def _refusal(message: Message, hint: Message, **words: Argument) -> NoRevision:
    return NoRevision(Said(message, words), Said(hint, words))


class Repository:
    """The repository that the current folder belongs to; raises `NoRevision` where there is none.

    `asked` is what a user typed, which may have been meant as a file.
    """

    def __init__(self, asked: str) -> None:
        try:
            told = git.said("rev-parse", "--show-prefix", "--is-shallow-repository")
        except git.NoGit as error:
            raise _refusal(_NO_GIT, _INSTALL, name=asked) from error
        except git.Refusal as error:
            raise _refused(asked, str(error)) from error
        prefix, shallow = told.split("\n")[:2]
        self.folder = prefix.rstrip("/")
        self.shallow = shallow == "true"
        self.looking = git.Questions(whole=False)
        self.reading = git.Questions(whole=True)

    def revision(self, name: str) -> Revision:
        """Return a revision; raises `NoRevision` where there is none of that name."""
        found = self.looking.ask(f"{name}^{{tree}}") if name and name[0] != "-" else None
        if found is None or found.kind != "tree":
            raise self._unknown(name)
        return Revision(self, found.number)

    def _unknown(self, name: str) -> NoRevision:
        """Why there is no such revision, with the name that may be meant."""
        begin = _BASE.match(name)
        base = begin[0] if begin else ""
        names = ["HEAD", *git.said("for-each-ref", "--format=%(refname:short)").split()]
        near = None if base in names else nearest(base, names)
        if near:
            remedy = Said(DID_YOU_MEAN, {"nearest": near + name[len(base) :]})
        else:
            remedy = Said(_SHALLOW if self.shallow else _LIST_THEM)
        return NoRevision(Said(_UNKNOWN, {"revision": name}), remedy)

    def close(self) -> None:
        """Let Git go."""
        self.looking.close()
        self.reading.close()


def _refused(asked: str, reason: str) -> NoRevision:
    """Why Git does not read here, by what it says."""
    command = re.search(r"git config --global --add safe\.directory .*", reason)
    if command:
        return _refusal(_OWNER, _TRUST, command=command[0])
    if "not a git repository" not in reason:
        first = reason.splitlines()[0].removeprefix("fatal: ") if reason else "?"
        return _refusal(_REFUSES, _SEE_GIT, reason=first)
    folder = os.environ.get("GIT_DIR")
    if folder:
        return _refusal(_GIT_DIR, _UNSET, folder=folder)
    return _refusal(_NO_REPOSITORY, _GO_THERE, name=asked)


class Revision:
    """The files of one revision; a path that begins with a dot is from the current folder."""

    def __init__(self, repository: Repository, number: str) -> None:
        self.repository = repository
        self.number = number
        self._copies: dict[str, tempfile.TemporaryDirectory[str]] = {}

    def kind(self, path: str) -> Kind | None:
        """Return what is at a path, links in the revision followed."""
        found = self._ask(self.repository.looking, path)
        return _KINDS.get(found.kind) if found else None

    def entries(self, path: str) -> list[tuple[str, Kind | None]]:
        """Return what a folder holds."""
        found = [(os.fsdecode(name), mode) for mode, name in self._modes(path)]
        return [(name, self._kind_of(posixpath.join(path, name), mode)) for name, mode in found]

    def read(self, path: str, most: int) -> tuple[bytes, int]:
        """Return a file (of one over `most` bytes nothing) and its size."""
        found = self._ask(self.repository.reading, path, most)
        if found is None or found.kind in {"tree", "notdir"}:
            raise self._missing(path)
        if found.kind != "blob":
            raise OutOfReach(Said(_LEADS_OUT), Said(_NAME_GOAL))
        if found.data.startswith(_POINTER_BEGINS):
            raise OutOfReach(Said(_POINTER), Said(_CHECK_OUT))
        return found.data, found.size

    def spelled(self, path: str) -> str:
        """Return the path of what is at the top, as Git writes it from the current folder."""
        return posixpath.join(posixpath.relpath(".", self.repository.folder or "."), path)

    def meant(self, path: str) -> str:
        """Return the path from the top that a user means.

        As for Git, a path that begins with a dot is from the current folder, any other from the
        top. What is not at the top is looked for in the current folder too.
        """
        inner, here = self._from_top(path), self._from_top(f"./{path}")
        both = [path if found is None else found for found in (inner, here)]
        return next((found for found in both if self.kind(found)), both[0])

    def copied(self, path: str, suffixes: Iterable[str]) -> Path:
        """Return a copy on disk of a folder, with the files that end in one of `suffixes`."""
        if path not in self._copies:
            self._copies[path] = tempfile.TemporaryDirectory(prefix="woonboom-revision-")
            self._copy(path, Path(self._copies[path].name), tuple(suffixes))
        return Path(self._copies[path].name)

    def close(self) -> None:
        """Remove the copies."""
        for copy in self._copies.values():
            copy.cleanup()

    def _copy(self, path: str, to: Path, suffixes: tuple[str, ...]) -> None:
        for name, kind in self.entries(path):
            inner = posixpath.join(path, name)
            if name in {".", ".."} or PurePath(name).name != name:
                continue  # no Git makes such names, but they would lead out of the folder
            if kind == "folder":
                self._copy(inner, to / name, suffixes)
            elif kind == "file" and name.lower().endswith(suffixes):
                with suppress(OutOfReach):
                    data, _ = self.read(inner, _MOST_COPIED)
                    to.mkdir(parents=True, exist_ok=True)
                    (to / name).write_bytes(data)

    def _ask(self, questions: git.Questions, path: str, most: int = 0) -> git.Answer | None:
        inner = self._from_top(path)
        return None if inner is None else questions.ask(f"{self.number}:{inner}", most)

    def _from_top(self, path: str) -> str | None:
        """The path from the top of the repository, if it is in there."""
        if path in {".", ".."} or path.startswith(("./", "../")):
            path = posixpath.join(self.repository.folder, path)
        inner = posixpath.normpath(path)
        if inner.startswith(("../", "/")) or inner == "..":
            return None
        return "" if inner == "." else inner

    def _modes(self, path: str) -> Iterator[tuple[bytes, bytes]]:
        """What stands in a folder: the mode and the name of each."""
        found = self._ask(self.repository.reading, path, _MOST_NAMES)
        if found is None or found.kind != "tree":
            raise self._missing(path)
        data, at = found.data, 0
        while at < len(data):
            end = data.index(b"\0", at)
            mode, _, name = data[at:end].partition(b" ")
            yield mode, name
            at = end + 1 + len(self.number) // 2

    def _kind_of(self, path: str, mode: bytes) -> Kind | None:
        if mode == _LINK:
            return "file" if self.kind(path) == "file" else None
        return _MODES.get(mode, "file")

    def _missing(self, path: str) -> OSError:
        """Why there is nothing to read at a path: it is in another repository, or nowhere."""
        at = self._from_top(path)
        while at:
            if self._is_submodule(*posixpath.split(at)):
                return OutOfReach(Said(_IS_SUBMODULE, {"folder": at}), Said(_IN_SUBMODULE))
            at = posixpath.dirname(at)
        return FileNotFoundError(path)

    def _is_submodule(self, folder: str, name: str) -> bool:
        inside = self._modes(folder) if self.kind(folder) == "folder" else ()
        return (_SUBMODULE, os.fsencode(name)) in inside
