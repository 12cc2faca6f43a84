"""`woonboom gitdiff`: what Git runs to show what differs between two versions of a file."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import click

from woonboom.cli.context import current
from woonboom.cli.language import Say
from woonboom.cli.revisions import in_revision
from woonboom.cli.screen import Screen
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.cli.versions import Sides, Versions, read_sides, users_of
from woonboom.diagnostics import Message
from woonboom.load import Library
from woonboom.source import Mapping, decode, git, parse
from woonboom.source.history import History, number_of

_HELP = Message(
    "Laat git diff van bomen zien wat er verandert en voor wie, in plaats van regels tekst. Git "
    "start deze opdracht zelf; zet dat één keer aan. Meer staat in docs/git.md, ook over git log "
    "en git difftool.\n\n"
    "\b\n  git config diff.woonboom.command 'woonboom gitdiff'\n"
    "  echo 'trees/*.yaml diff=woonboom' >> .gitattributes\n\n"
    "\b\nVoorbeeld van wat Git dan start:\n"
    "  woonboom gitdiff trees/hulpverleners.yaml OLD NEW",
    "Let git diff of trees show what changes and for whom, instead of lines of text. Git runs this "
    "command itself; turn that on once. There is more in docs/git.md, on git log and git difftool "
    "too.\n\n"
    "\b\n  git config diff.woonboom.command 'woonboom gitdiff'\n"
    "  echo 'trees/*.yaml diff=woonboom' >> .gitattributes\n\n"
    "\b\nExample of what Git then runs:\n"
    "  woonboom gitdiff trees/hulpverleners.yaml OLD NEW",
)
_FOR_GIT = Message(
    "Deze opdracht start Git zelf. Zie: woonboom gitdiff --help",
    "Git runs this command itself. See: woonboom gitdiff --help",
)
_UNMERGED = Message("{path} is nog niet samengevoegd.", "{path} is not merged yet.")
_USERS = Message("Bomen die {path} gebruiken:", "Trees that use {path}:")
_COLOURS: Final = {"+": "32", "-": "31", "@": "36"}
_BOLD: Final = "1"


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""
    settings = {"ignore_unknown_options": True, "allow_interspersed_args": False}

    @click.command("gitdiff", cls=spoken(say), help=say(_HELP), context_settings=settings)
    @click.argument("words", metavar="PATH OLD NEW", nargs=-1, type=click.UNPROCESSED)
    def gitdiff(words: tuple[str, ...]) -> int:
        try:
            for line in _lines(words, _screen()):
                click.echo(line, color=True)
        except (FileNotFoundError, IsADirectoryError) as error:  # Git does not name such files
            said = _FOR_GIT.say(current().language)
            raise click.UsageError(said, click.get_current_context()) from error
        return 0  # at any other code Git stops

    return gitdiff


def _screen() -> Screen:
    """As for Git: in colour on a terminal and in its pager, unless its settings say otherwise."""
    shown = sys.stdout.isatty() or "GIT_PAGER_IN_USE" in os.environ
    told = "true" if shown and not os.environ.get("NO_COLOR") else "false"
    with suppress(git.NoGit, git.Refusal):
        told = git.said("config", "--get-colorbool", "color.diff", told).strip()
    return Screen(current().language, told == "true")


def _lines(words: Sequence[str], screen: Screen) -> Iterator[str]:
    """Yield what is to be shown of what Git hands over (see "External diff" in `git help diff`)."""
    match words:
        case [path]:
            yield screen.say(_UNMERGED, path=path)
        case [path, old, new]:  # from git difftool
            yield from _Comparison(_Side(old, path), _Side(new, path)).lines(screen)
        case [path, old, old_number, _, new, new_number, _, *renamed]:
            after = renamed[0] if renamed else path
            sides = _Side(old, path, old_number), _Side(new, after, new_number)
            yield from _Comparison(*sides).lines(screen)
        case _:
            said = screen.say(_FOR_GIT)
            raise click.UsageError(said, click.get_current_context())


class _Side(NamedTuple):
    """One side: the file that Git hands over, the path in the repository, perhaps its number."""

    file: str
    path: str
    given: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether the file does not exist on this side."""
        return self.file in {os.devnull, "/dev/null"}

    @property
    def content(self) -> bytes:
        """What the file holds."""
        return b"" if self.is_nothing else Path(self.file).read_bytes()

    def number(self) -> str:
        """Return what Git calls the content."""
        return self.given if self.given.strip("0.") else number_of(self.path, self.content)


@dataclass(frozen=True)
class _Comparison:
    """Two versions of one file.

    Git hands over only the file itself, without the vocabularies that it uses. So it is looked up
    in which revisions it was this, and everything is read from there.
    """

    old: _Side
    new: _Side

    def lines(self, screen: Screen) -> Iterator[str]:
        """Yield the differences: of a tree in words, of anything else as text."""
        yield screen.paint(f"diff --woonboom a/{self.old.path} b/{self.new.path}", _BOLD)
        key = self._kind()
        versions = self._versions(key) if key else None
        if versions is None or key == "vocabulary":
            yield from self._as_text(screen)
        if versions and key == "vocabulary":
            yield screen.say(_USERS, path=self.new.path)
        if versions:
            yield from _told(versions, screen)

    def _kind(self) -> str | None:
        """What the file is: a tree or a vocabulary."""
        side = self.old if self.new.is_nothing else self.new
        node, _ = parse(decode(side.content, side.path)[0])
        keys = ("tree", "vocabulary") if isinstance(node, Mapping) else ()
        return next((key for key in keys if isinstance(node, Mapping) and key in node), None)

    def _versions(self, kind: str) -> Versions | None:
        """The versions to compare; None where they are in no revision, or cannot be read."""
        try:
            old, new = self._places()
            if kind == "tree":
                return _of_tree(old, new)
            if old and new:
                return users_of(old, new)
        except (_Nowhere, git.NoGit, git.Refusal):
            pass
        except (click.exceptions.Exit, click.ClickException):
            pass  # what is wrong was told
        return None

    def _places(self) -> tuple[Path | None, Path | None]:
        """Where both sides are, with all that is beside them; raises `_Nowhere`."""
        before, after = History(self.old.path), History(self.new.path)
        old, new = None, None
        if self.old.path == self.new.path:  # else a commit has but one of them
            old, new = before.between(self.old.number(), self.new.number()) or (None, None)
        return _place(self.old, old, before), _place(self.new, new, after)

    def _as_text(self, screen: Screen) -> Iterator[str]:
        """Yield the lines that differ, as Git does."""
        old, new = (
            side.content.decode("utf-8", "replace").splitlines() for side in (self.old, self.new)
        )
        names = f"a/{self.old.path}", f"b/{self.new.path}"
        for line in difflib.unified_diff(old, new, names[0], names[1], lineterm=""):
            yield screen.paint(line, _COLOURS.get(line[:1], ""))


class _Nowhere(Exception):
    """A content that no revision has: it was staged, and the file was changed again."""


def _place(side: _Side, revision: str | None, history: History) -> Path | None:
    if side.is_nothing:
        return None
    if side.file == side.path:
        return Path(side.path)
    number = side.number()
    found = revision or history.last(number)
    if found:
        return in_revision(found, side.path)
    on_disk = _Side(side.path, side.path)
    if Path(side.path).is_file() and on_disk.number() == number:
        return Path(side.path)
    raise _Nowhere


def _of_tree(old: Path | None, new: Path | None) -> Versions | None:
    if old and new:
        return read_sides([Sides(old, new)])
    trees = tuple(filter(None, (Library().tree(path) for path in (old, new) if path)))
    added, removed = (trees, ()) if new else ((), trees)
    return Versions((), added, removed, several=True, whole=True) if trees else None


def _told(versions: Versions, screen: Screen) -> Iterator[str]:
    from woonboom.cli.diff_text import told_changes
    from woonboom.cli.diff_told import Told
    from woonboom.diff.comparing import diff

    changes = tuple(diff(old, new) for old, new in versions.pairs)
    told = Told(changes, (None,) * len(changes), versions.added, versions.removed, several=True)
    yield told_changes(told, screen)
