"""Folders with filled forms → rounds: which form they are of, and what is on them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import Final

import click

from woonboom.cli.context import Call
from woonboom.diagnostics import Argument, Message, Said
from woonboom.evaluation.exports import Trouble
from woonboom.evaluation.form import Form, form_of
from woonboom.evaluation.gathering import Paper, Round, Sheet, digest, form_among, gather
from woonboom.filled.findings import Finding
from woonboom.filled.reading import read_file
from woonboom.filled.values import Filled
from woonboom.filled.workers import Workers, count_for
from woonboom.load import Library
from woonboom.look import PLAIN, Look, look_of
from woonboom.questionnaire import Questionnaire
from woonboom.source import Mapping

_NOT_THERE = Message("‘{path}’ is er niet.", "‘{path}’ does not exist.")
_EMPTY = Message(
    "In ‘{path}’ staan geen pdf's of csv-bestanden.", "There are no PDFs or CSV files in ‘{path}’."
)
_WHICH_FORM = Message(
    "Van welk formulier zijn deze antwoorden? Noem het bestand ervan met --form.",
    "Which form are these answers of? Name its file with --form.",
)
_UNREADABLE = Message("Niet te lezen: {reason}.", "Cannot be read: {reason}.")
_TOO_LARGE = Message(
    "Dit bestand is te groot voor een export (meer dan {most} MB).",
    "This file is too large for an export (over {most} MB).",
)
_IN_FILE = Message("{file}: {problem}", "{file}: {problem}")
_IN_ROW = Message("{file}, rij {row}: {problem}", "{file}, row {row}: {problem}")
_MORE = Message("{file}: en nog {n} zulke meldingen.", "{file}: and {n} more like these.")
_READING = Message("Lezen", "Reading")
_OF_LAST = Message(
    "Bestanden die ook in de map van de vorige ronde staan, tellen alleen daar mee: {n}.",
    "Files that are in the folder of the last round too count there only: {n}.",
)
_OF_THIS = Message(
    "Bestanden die ook in de map van deze ronde staan, tellen alleen hier mee: {n}.",
    "Files that are in the folder of this round too count here only: {n}.",
)
_NOTHING_LEFT = Message(
    "Alle bestanden van de ene ronde staan in de map van de andere. Geef elke ronde een eigen map.",
    "All files of one round are in the folder of the other. Give every round a folder of its own.",
)
_TREES: Final = Path("trees")
_SUFFIXES: Final = (".pdf", ".csv")
_MOST_BYTES: Final = 50_000_000
_MOST_TOLD: Final = 10


Found = dict[Path, tuple[Path, int]]
"""Files by where they really are: as they were named, and how deep the folder is that was named."""


class NoRound(click.ClickException):
    """There is nothing to read, or no form to read it with."""

    exit_code = 2


class Rounds:
    """Reads rounds of one form: the one that is named, or else the one that papers are of."""

    def __init__(self, questionnaire: Questionnaire | None, call: Call) -> None:
        self.named = questionnaire
        self.call = call

    def read(
        self, folders: Sequence[Path], earlier: Sequence[Path] = ()
    ) -> tuple[Round, Round | None]:
        """Return the round in these folders, and an earlier one in others.

        Where a folder of one round is inside one of the other, its files count in that round only.
        Raises `NoRound` when there is nothing to read or no telling which form it is of.
        """
        named, compared = self._found(folders), self._found(earlier)
        now = self._round(self._own(named, compared, _OF_LAST), None)
        if not earlier:
            return now, None
        return now, self._round(self._own(compared, named, _OF_THIS), now.form)

    def _own(self, found: Found, other: Found, note: Message) -> list[Path]:
        """The files of a round but for those in a folder that the other one names."""
        kept = [
            path
            for real, (path, depth) in found.items()
            if real not in other or other[real][1] <= depth
        ]
        if len(kept) < len(found):
            self.call.note(note, n=len(found) - len(kept))
        if found and not kept:
            raise NoRound(_NOTHING_LEFT.say(self.call.language))
        return kept

    def _found(self, folders: Sequence[Path]) -> Found:
        """The files in folders, each once, with how deep the folder is that was named for it."""
        found: Found = {}
        for folder in folders:
            depth = len(folder.resolve().parts)
            for file in self._files(folder):
                first = found.get(file.resolve())
                if first is None or first[1] < depth:
                    found[file.resolve()] = first[0] if first else file, depth
        return found

    def _round(self, files: Sequence[Path], like: Form | None) -> Round:
        """The round in these files; of an earlier one, `like` is the form of today."""
        papers = self._papers([file for file in files if file.suffix.lower() == ".pdf"])
        sheets, unread = _sheets([file for file in files if file.suffix.lower() == ".csv"])
        form = self._form(papers, like)
        if form is None:
            raise NoRound(_WHICH_FORM.say(self.call.language))
        found = gather(form, papers, sheets)
        found.troubles += unread
        found.unread += len(unread)
        known = self._known(form.id)
        vocabularies = known.vocabularies if known else ()
        named = (one.name for v in vocabularies for one in v.organisations.values())
        found.organisations = tuple(named)
        return found

    def look(self, form: str) -> Look:
        """Return the look of the house of a form, when its file is known."""
        known = self._known(form)
        return look_of(known) if known else PLAIN

    def _known(self, form: str) -> Questionnaire | None:
        """The form of this name in its own file, when that is there."""
        known = [self.named] if self.named else self._beside
        return next((q for q in known if q.id == form), None)

    def _form(self, papers: Sequence[Paper], like: Form | None) -> Form | None:
        """The form that answers are of: as it is named, as papers carry it, or the only one."""
        if self.named and like is None:
            return form_of(self.named)
        if found := form_among(papers):
            return found
        if like or self.named:
            return like or (form_of(self.named) if self.named else None)
        return form_of(self._beside[0]) if len(self._beside) == 1 else None

    @cached_property
    def _beside(self) -> list[Questionnaire]:
        """The sound forms in the folder trees, if there is one."""
        library = Library()
        for path in sorted(_TREES.glob("*.y*ml")):
            node = library.parsed(path).node
            if isinstance(node, Mapping) and "form" in node:
                library.questionnaire(path)
        return [found for found in library.questionnaires if not found.flawed]

    def _files(self, folder: Path) -> list[Path]:
        """The files in a folder and the folders in it, hidden ones left out; or the file itself."""
        if folder.is_file():
            return [folder]
        if not folder.is_dir():
            raise NoRound(_NOT_THERE.say(self.call.language, {"path": str(folder)}))
        found = sorted(_inside(folder))
        if not found:
            raise NoRound(_EMPTY.say(self.call.language, {"path": str(folder)}))
        return found

    def _papers(self, paths: list[Path]) -> list[Paper]:
        """What PDFs were filled in with, or why that cannot be read."""
        bar = len(paths) > 1 and sys.stderr.isatty() and not self.call.quiet
        label = _READING.say(self.call.language)
        papers: list[Paper] = []
        if not paths:
            return papers
        with (
            Workers[Filled](count_for(len(paths))) as workers,
            click.progressbar(length=len(paths), label=label, file=sys.stderr)
            if bar
            else nullcontext() as progress,
        ):
            for path, result in workers.each(read_file, paths):
                papers.append(_paper(path, result))
                if progress:
                    progress.update(1)
        return papers


def _paper(path: Path, result: Filled | Finding) -> Paper:
    if isinstance(result, Finding):
        return Paper(str(path), str(path), result.said)
    return Paper(str(path), digest(path.read_bytes()), result)


def _sheets(paths: Iterable[Path]) -> tuple[list[Sheet], list[tuple[str, Trouble]]]:
    """The bytes of exports, and why some could not be read."""
    found: list[Sheet] = []
    troubles: list[tuple[str, Trouble]] = []
    for path in paths:
        try:
            with path.open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
        except OSError as error:
            said = Said(_UNREADABLE, {"reason": error.strerror or str(error)})
            troubles.append((str(path), Trouble(said)))
            continue
        if len(data) > _MOST_BYTES:
            said = Said(_TOO_LARGE, {"most": _MOST_BYTES // 1_000_000})
            troubles.append((str(path), Trouble(said)))
        else:
            found.append(Sheet(str(path), data))
    return found, troubles


def _inside(folder: Path) -> Iterator[Path]:
    """Links to other folders are not followed."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if name.lower().endswith(_SUFFIXES) and not name.startswith(".") and path.is_file():
                yield path


def told(troubles: Iterable[tuple[str, Trouble]], language: str) -> Iterator[str]:
    """Yield in words what could not be read; of a file with much wrong no more than the first."""
    by_file: dict[str, list[Trouble]] = {}
    for file, trouble in troubles:
        by_file.setdefault(file, []).append(trouble)
    for file, found in by_file.items():
        for trouble in found[:_MOST_TOLD]:
            words: dict[str, Argument] = {"file": file, "problem": trouble.said}
            words["row"] = trouble.row
            yield (_IN_ROW if trouble.row else _IN_FILE).say(language, words)
        if len(found) > _MOST_TOLD:
            yield _MORE.say(language, {"file": file, "n": len(found) - _MOST_TOLD})
