"""What every command needs to know of how it was called."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from woonboom.diagnostics import Diagnostic, Message, Severity
from woonboom.model import Tree
from woonboom.reports import Report, writer

# Whether a file can be read or written is found out, and said, by who reads or writes it.
PATH: Final = click.Path(path_type=Path, readable=False)


class _TreePath(click.Path):
    """A path of what is read as a tree, which may be in a revision: `REV:path`."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Return the path; only what may be in a revision waits for what looks there."""
        path = super().convert(value, param, ctx)
        if ":" not in os.fsdecode(path) or (ctx and ctx.resilient_parsing):
            return path
        from woonboom.cli.revisions import located

        return located(os.fsdecode(path))


TREE: Final = _TreePath(path_type=Path, readable=False)


@dataclass(frozen=True)
class Call:
    """The language, how much to say, and where to say it."""

    language: str
    quiet: bool

    def note(self, message: Message, **words: str | int) -> None:
        """Print a message for the user; on standard error, so that output can be piped."""
        if not self.quiet:
            click.echo(message.say(self.language, words), err=True)

    def problems(self, problems: Iterable[Diagnostic], trees: Iterable[Tree] = ()) -> None:
        """Print problems on standard error."""
        colour = has_colour(sys.stderr)
        report = Report(tuple(problems), tuple(trees), self.language, colour)
        click.echo(writer("text")(report), err=True, nl=False, color=colour)


def current() -> Call:
    """Return how the command that runs now was called."""
    options = click.get_current_context().find_root().obj
    return Call(options["language"], options["quiet"])


def has_colour(stream: object) -> bool:
    """Tell whether a stream is a terminal that shows colours (https://no-color.org)."""
    is_terminal = getattr(stream, "isatty", lambda: False)()
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def has_errors(problems: Iterable[Diagnostic]) -> bool:
    """Tell whether any problem is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def unreadable(problems: Iterable[Diagnostic]) -> bool:
    """Tell whether some input could not be read at all: the families WB1 and WB301."""
    return any(p.code.code.startswith("WB1") or p.code.code == "WB301" for p in problems)
