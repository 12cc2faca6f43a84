"""The caseload of `woonboom diff --cases`: a file → how many of its cases change."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from woonboom.cli.context import Call, current
from woonboom.diagnostics import DID_YOU_MEAN, Message, nearest

if TYPE_CHECKING:
    from woonboom.caseload.reading import Caseload
    from woonboom.diff.changes import Changes
    from woonboom.diff.weighed import Weighed
    from woonboom.diff.weighing import Weighing

_UNREADABLE = Message("‘{path}’: {reason}.", "‘{path}’: {reason}.")
_UNOPENED = Message("‘{path}’: {reason} {remedy}", "‘{path}’: {reason} {remedy}")
_IGNORED = Message(
    "Deze kolommen zijn geen feit en niet gelezen: {columns}.",
    "These columns are no fact and were not read: {columns}.",
)
_COLUMN = Message(
    "Kolom ‘{column}’ is niet gelezen. {remedy}", "Column ‘{column}’ was not read. {remedy}"
)
_MORE = Message("en nog {n}", "and {n} more")
_WEIGHING = Message("Tellen", "Counting")
_MOST_NAMED: Final = 10
_STEPS: Final = 1_000


class NoWeighing(click.ClickException):
    """A caseload that cannot be weighed."""

    exit_code = 2


def weigh_file(changes: Changes, path: Path, on: date) -> Weighed:
    """Return how many cases of a file change, by `changes` that were worked out.

    `on` is the day up to which months are counted for a fact that is given as a date. What is odd
    about the columns is told on standard error. Raises `NoWeighing`.
    """
    from woonboom.caseload.reading import caseload
    from woonboom.caseload.table import NoCaseload
    from woonboom.diff.weighing import Weighing

    call = current()
    if changes.problem:
        raise NoWeighing(changes.problem.say(call.language))
    weighing = Weighing(changes)
    try:
        with caseload(path, weighing.wanted, on) as opened:
            _tell_ignored(opened, weighing, call)
            return _weighed(weighing, opened, call)
    except NoCaseload as error:
        words = {"path": str(path), "reason": error.said.say(call.language)}
        raise NoWeighing(_UNREADABLE.say(call.language, words)) from error
    except OSError as error:
        raise NoWeighing(_unopened(path, error, call.language)) from error


def _unopened(path: Path, error: OSError, language: str) -> str:
    """Why a file could not be opened, in the words for any other file, and what to do."""
    from woonboom.source.files import unreadable

    problem = unreadable(path, IsADirectoryError() if path.is_dir() else error)
    reason, remedy = problem.message(language), problem.hint(language) or ""
    return _UNOPENED.say(language, {"path": str(path), "reason": reason, "remedy": remedy}).rstrip()


def _weighed(weighing: Weighing, opened: Caseload, call: Call) -> Weighed:
    done = 0
    with _progress(call) as progress:

        def advance(share: float) -> None:
            nonlocal done
            steps = int(share * _STEPS)
            if progress:
                progress.update(steps - done)
            done = steps

        found = weighing.weigh(opened.batches, lambda batch: advance(batch.done))
    return replace(
        found,
        counted=opened.counted,
        referenced=opened.referenced,
        missing=opened.missing,
        ignored=opened.ignored,
    )


def _progress(call: Call) -> AbstractContextManager[Any]:
    """A bar on a terminal; nothing elsewhere."""
    if call.quiet or not sys.stderr.isatty():
        return nullcontext()
    return click.progressbar(length=_STEPS, label=_WEIGHING.say(call.language), file=sys.stderr)


def _tell_ignored(opened: Caseload, weighing: Weighing, call: Call) -> None:
    """Say which columns are not read; of a name that looks like a fact, which one."""
    plain: list[str] = []
    for column in opened.ignored:
        meant = nearest(column, weighing.wanted.names)
        if meant:
            remedy = DID_YOU_MEAN.say(call.language, {"nearest": meant})
            call.note(_COLUMN, column=column, remedy=remedy)
        else:
            plain.append(column)
    if plain:
        more = _MORE.say(call.language, {"n": len(plain) - _MOST_NAMED})
        named = plain[:_MOST_NAMED] + ([more] if len(plain) > _MOST_NAMED else [])
        call.note(_IGNORED, columns=", ".join(named))
