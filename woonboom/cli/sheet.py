"""`woonboom sheet`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woonboom.cli.asked import GIVEN, Asked, Decided, decided
from woonboom.cli.context import PATH, TREE, current
from woonboom.cli.files import write_whole
from woonboom.cli.given import day
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.cli.trees import own_names, read_papers, tell_faults
from woonboom.diagnostics import Message
from woonboom.model import Tree
from woonboom.questionnaire import Questionnaire

if TYPE_CHECKING:
    from woonboom.document import Document

_HELP = Message(
    "Maak van bomen een beslisblad: een pdf om in te vullen, op de computer of met een pen. Ook "
    "van een bestand met een vragenlijst (‘form: …’).\n\n"
    "De bestanden heten NAAM-sheet.pdf. Met een geval (--case of --given) is het blad ingevuld, "
    "met de weg van dat geval opgelicht; van een lijst van gevallen krijgt elk een eigen blad. "
    "Ingevulde bladen leest u terug met ‘woonboom read’.\n\n"
    "\b\nVoorbeeld:\n  woonboom sheet trees/hulpverleners.yaml -o output\n"
    "  woonboom sheet trees/hulpverleners.yaml --case geval.yaml --on 2026-01-31",
    "Make a decision sheet of trees: a PDF to fill in, on the computer or with a pen. Of a file "
    "with a questionnaire (‘form: …’) too.\n\n"
    "The files are called NAME-sheet.pdf. With a case (--case or --given) the sheet is filled in, "
    "with the way of that case lit; of a list of cases each gets a sheet of its own. Sheets that "
    "are filled in are read back with ‘woonboom read’.\n\n"
    "\b\nExample:\n  woonboom sheet trees/hulpverleners.yaml -o output\n"
    "  woonboom sheet trees/hulpverleners.yaml --case case.yaml --on 2026-01-31",
)
_FOLDER = Message("Map voor de bestanden.", "Folder for the files.")
_CASE = Message(
    "Bestand met een geval, of een lijst van gevallen, om in te vullen.",
    "File with a case, or a list of cases, to fill in.",
)
_ON = Message(
    "Dag die bij een geval op het blad komt; tot dan tellen de maanden sinds een datum (standaard: "
    "vandaag).",
    "Day that is written on the sheet of a case; up to then months since a date count (default: "
    "today).",
)
_NO_CASES = Message(
    "In ‘{file}’ staan geen gevallen. Schrijf per regel een feit: ‘feit: waarde’.",
    "There are no cases in ‘{file}’. Write one fact per line: ‘fact: value’.",
)
_FORM = Message(
    "Met --case of --given vult u een beslisblad in; ‘{file}’ is een vragenlijst.",
    "--case and --given fill in a decision sheet; ‘{file}’ is a questionnaire.",
)


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("sheet", cls=spoken(say), help=say(_HELP))
    @click.argument("trees", metavar="TREE...", nargs=-1, required=True, type=TREE)
    @click.option("--case", "file", metavar="FILE", type=PATH, help=say(_CASE))
    @click.option("--given", "words", metavar="FACT=VALUE", multiple=True, help=say(GIVEN))
    @click.option("--on", metavar="DATE", help=say(_ON))
    @click.option("-o", "--output", type=PATH, default=Path(), help=say(_FOLDER))
    def sheet(
        trees: tuple[Path, ...],
        file: Path | None,
        words: tuple[str, ...],
        on: str | None,
        output: Path,
    ) -> int:
        return _sheets(trees, Asked(file, words, day(on)), output)

    return sheet


def _sheets(paths: tuple[Path, ...], asked: Asked, output: Path) -> int:
    from woonboom.formats.documents import DOCUMENT_FORMATS

    papers = read_papers(own_names(paths))
    cases = _cases(papers, asked)
    write = DOCUMENT_FORMATS["pdf"].write
    made = [(name, write(document)) for name, document in _documents(papers, cases, asked)]
    for name, data in made:  # all are made before the first is written
        write_whole(output / name, data)
    return int(any(case.decision.fault for case in cases or ()))


def _cases(papers: list[Tree | Questionnaire], asked: Asked) -> list[Decided] | None:
    """The cases to fill in, if any are asked for; ends the command with 2 when they cannot be."""
    form = next((paper for paper in papers if isinstance(paper, Questionnaire)), None)
    if form and (asked.file or asked.words):
        raise _usage(_FORM, form.path)
    cases = decided([paper for paper in papers if isinstance(paper, Tree)], asked)
    if cases == []:
        raise _usage(_NO_CASES, asked.file)
    return cases


def _usage(message: Message, file: Path | None) -> click.UsageError:
    said = message.say(current().language, {"file": str(file)})
    return click.UsageError(said, click.get_current_context())


def _documents(
    papers: list[Tree | Questionnaire], cases: list[Decided] | None, asked: Asked
) -> Iterator[tuple[str, Document]]:
    """Yield what is to be made, with the names of the files."""
    from woonboom.papers.evaluation import evaluation_form
    from woonboom.papers.sheet import sheet
    from woonboom.papers.sheet_case import Filling

    for paper in papers:
        stem = paper.path.stem
        if isinstance(paper, Questionnaire):
            yield f"{stem}-sheet.pdf", evaluation_form(paper)
            continue
        tell_faults(paper)
        if cases is None:
            yield f"{stem}-sheet.pdf", sheet(paper)
        for case in cases or ():
            case.tell()
            filled = Filling(case.decision, asked.on, case.dates)
            yield f"{stem}-sheet-{case.suffix}.pdf", sheet(paper, filled)
