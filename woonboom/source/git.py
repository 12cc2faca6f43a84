"""Git, asked for just what is needed: nothing is checked out and nothing is written.

A revision that a user typed goes to it as data on standard input, never as an argument, so that it
cannot be taken for an option.
"""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

_OBJECT: Final = re.compile(r"([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)")
_LINK: Final = re.compile(r"(symlink|dangling|loop|notdir) (\d+)")
_PROGRAMS: Final = ("git.exe",) if os.name == "nt" else ("git",)


class NoGit(Exception):
    """Git is not on this computer."""


class Refusal(Exception):
    """Git cannot or will not read here; its words are the text of the exception."""


class Answer(NamedTuple):
    """What Git says of a name: an object (blob, tree), or a link that leads nowhere in the tree."""

    kind: str
    number: str
    size: int
    data: bytes


class Questions:
    """A `git cat-file` that says what names stand for, until it is closed."""

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, name: str, most: int = 0) -> Answer | None:
        """Return what a name stands for, if anything; no content where that is over `most` bytes.

        Only `whole` questions are answered with content at all.
        """
        if "\n" in name or "\0" in name:
            return None
        try:
            return self._asked(name.encode("utf-8", "surrogateescape"), most)
        except OSError:  # Git has gone, as it does at a name that leads outside the repository
            self.close()
            return None

    def _asked(self, name: bytes, most: int) -> Answer | None:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(name + b"\n")
        process.stdin.flush()
        head = process.stdout.readline().decode("utf-8", "replace").rstrip("\n")
        link = _LINK.fullmatch(head)
        if link:
            process.stdout.read(int(link[2]) + 1)
            return Answer(link[1], "", 0, b"")
        found = _OBJECT.fullmatch(head)
        if found is None:  # "… missing", "… ambiguous"; nothing at all when Git has gone
            return None
        size, data = int(found[3]), b""
        if self.whole and size <= most:
            data = process.stdout.read(size + 1)[:-1]
        elif self.whole:
            self.close()  # rather than read it all
        return Answer(found[2], found[1], size, data)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            form = "--batch" if self.whole else "--batch-check"
            self._process = subprocess.Popen(
                [_program(), "cat-file", form, "--follow-symlinks"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._process

    def close(self) -> None:
        """Let Git go."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        process.kill()
        process.wait()


def said(*words: str, data: bytes = b"") -> str:
    """Return what a git command prints, given `data`; raises `NoGit` and `Refusal`.

    `words` are ours: what a user typed may only follow `--`, or the sign `=` of an option.
    """
    done = subprocess.run(
        [_program(), *words], input=data, capture_output=True, env=_environment(), check=False
    )
    if done.returncode:
        raise Refusal(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "surrogateescape")


def _program() -> str:
    # Windows would first look in the current folder, which may hold anything.
    folders = (Path(folder) for folder in os.get_exec_path() if Path(folder).is_absolute())
    found = (folder / name for folder in folders for name in _PROGRAMS)
    for path in found:
        if os.access(path, os.X_OK) and path.is_file():
            return str(path)
    raise NoGit


def _environment() -> dict[str, str]:
    """Ours, with Git's messages in English, since we read them, and without locks."""
    return {**os.environ, "LC_ALL": "C", "LANGUAGE": "C", "GIT_OPTIONAL_LOCKS": "0"}
