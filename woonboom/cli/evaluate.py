"""`woonboom evaluate`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from woonboom.cli.context import PATH, TREE, Call, current, has_errors
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Argument, Message

if TYPE_CHECKING:
    from woonboom.evaluation.gathering import Round
    from woonboom.evaluation.years import Years
    from woonboom.look import Look
    from woonboom.questionnaire import Questionnaire

_HELP = Message(
    "Maak van ingevulde evaluatieformulieren een verslag: wie het per stelling eens en oneens is, "
    "en wat er is toegelicht. De namen bovenaan de formulieren worden weggehaald; lees de "
    "toelichtingen na voordat u het verslag verstuurt, want er kan nog een naam in staan.\n\n"
    "In een map mogen pdf's staan die met ‘woonboom sheet’ zijn gemaakt en ingevuld, en "
    "csv-bestanden uit een webformulier: een persoon per rij, een stelling per kolom.\n\n"
    "Zonder --format komen er een pdf en een webpagina: NAAM-verslag.pdf en NAAM-verslag.html. "
    "Met json komen de cijfers op het scherm, of met -o in NAAM-verslag.json.\n\n"
    "Maak per ronde één verslag. Met een tweede verslag na één formulier erbij is te zien wat daar "
    "op staat.\n\n"
    "Eindcode 0: alles geteld; 1: er is een verslag, maar iets kon niet gelezen worden; 2: er is "
    "geen verslag.\n\n"
    "\b\nVoorbeeld:\n  woonboom evaluate ronde-2026 -o output\n"
    "  woonboom evaluate ronde-2026 --compare ronde-2025 --figures trees/cijfers.csv",
    "Make a report of filled evaluation forms: who agrees and disagrees with every statement, and "
    "what was explained. The names at the head of the forms are taken out; read the explanations "
    "through before you send the report, for they may still hold a name.\n\n"
    "A folder may have PDFs that were made by ‘woonboom sheet’ and filled in, and CSV files of a "
    "web form: a person per row, a statement per column.\n\n"
    "Without --format there will be a PDF and a web page: NAME-verslag.pdf and NAME-verslag.html. "
    "With json the figures go to the screen, or with -o to NAME-verslag.json.\n\n"
    "Make one report per round. A second one after one more form shows what is on that form.\n\n"
    "Exit code 0: everything counted; 1: there is a report, but something could not be read; 2: "
    "there is no report.\n\n"
    "\b\nExample:\n  woonboom evaluate round-2026 -o output\n"
    "  woonboom evaluate round-2026 --compare round-2025 --figures trees/cijfers.csv",
)
_COMPARE = Message(
    "Map met de formulieren van een eerdere ronde; staat die in de map van deze ronde, dan tellen "
    "ze alleen daar mee.",
    "Folder with the forms of an earlier round; when it is in the folder of this round, they count "
    "there only.",
)
_FIGURES = Message(
    "Cijfers per jaar (csv: jaar, ontruimingen, aanmeldingen).",
    "Figures per year (CSV: year, evictions, applications).",
)
_FORM = Message(
    "Bestand van het formulier; nodig voor csv-bestanden als het niet in trees/ staat.",
    "File of the form; needed for CSV files when it is not in trees/.",
)
_FORMAT = Message(
    "Soort uitvoer; mag vaker (standaard: pdf en html).",
    "Kind of output; repeatable (default: pdf and html).",
)
_FOLDER = Message("Map voor de bestanden.", "Folder for the files.")
_NOTHING_COUNTED = Message(
    "Er is geen enkel formulier met antwoorden, dus er komt geen verslag.",
    "There is not one form with answers, so there will be no report.",
)
_COUNTED = Message(
    "{lead}: {forms} (dubbel: {twice}, leeg: {blank}, niet te lezen: {unread}).",
    "{lead}: {forms} (double: {twice}, blank: {blank}, unreadable: {unread}).",
)
_LEAD = Message("Geteld", "Counted")
_LEAD_NOW = Message("Geteld in deze ronde", "Counted in this round")
_LEAD_THEN = Message("Geteld in de vorige ronde", "Counted in the last round")
_N_FORMS = (Message("{n} formulieren", "{n} forms"), Message("1 formulier", "1 form"))
_SHARED = (
    Message(
        "{n} formulieren staan in beide rondes: {names}. Het verschil zou dan gaan over de paar "
        "mensen die maar in één ronde staan. Zet elk formulier in de map van zijn eigen ronde.",
        "{n} forms are in both rounds: {names}. The difference would then be about the few people "
        "who are in one round only. Put every form in the folder of its own round.",
    ),
    Message(
        "1 formulier staat in beide rondes: {names}. Een verschil kan dan over een paar mensen "
        "gaan. Zet het in de map van zijn eigen ronde.",
        "1 form is in both rounds: {names}. A difference may then be about a few people. Put it in "
        "the folder of its own round.",
    ),
)
_MORE_NAMES = Message("en nog {n}", "and {n} more")
_READ_THROUGH = Message(
    "De namen bovenaan de formulieren zijn weggehaald. Lees de toelichtingen na voordat u het "
    "verslag verstuurt: er kan nog een naam in staan.",
    "The names at the head of the forms were taken out. Read the explanations through before you "
    "send the report: they may still hold a name.",
)
_NO_FIGURES = Message("‘{path}’: {problem}", "‘{path}’: {problem}")
_UNREADABLE = Message(
    "‘{path}’ kan niet gelezen worden: {reason}.", "‘{path}’ cannot be read: {reason}."
)
_IS_FOLDER = Message("dat is een map", "that is a folder")
_NOT_THERE = Message("dat bestand is er niet", "there is no such file")
_FORMS: Final = ("pdf", "html", "json")
_MOST_NAMED: Final = 3


class CannotEvaluate(click.ClickException):
    """There is nothing to make a report of."""

    exit_code = 2


@dataclass(frozen=True)
class Wish:
    """What the report is to be made of, and as what."""

    folders: tuple[Path, ...]
    compare: tuple[Path, ...]
    figures: Path | None
    form: Path | None
    forms: tuple[str, ...]
    output: Path | None


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("evaluate", cls=spoken(say), help=say(_HELP))
    @click.argument("folders", metavar="FOLDER...", nargs=-1, required=True, type=PATH)
    @click.option("--compare", metavar="FOLDER", type=PATH, multiple=True, help=say(_COMPARE))
    @click.option("--figures", metavar="FILE", type=PATH, help=say(_FIGURES))
    @click.option("--form", metavar="FILE", type=TREE, help=say(_FORM))
    @click.option("--format", "forms", type=click.Choice(_FORMS), multiple=True,
                  default=("pdf", "html"), help=say(_FORMAT))  # fmt: skip
    @click.option("-o", "--output", type=PATH, help=say(_FOLDER))
    def evaluate(  # noqa: PLR0917 (click passes them by name)
        folders: tuple[Path, ...],
        compare: tuple[Path, ...],
        figures: Path | None,
        form: Path | None,
        forms: tuple[str, ...],
        output: Path | None,
    ) -> int:
        wish = Wish(folders, compare, figures, form, tuple(dict.fromkeys(forms)), output)
        return _evaluate(wish)

    return evaluate


def _evaluate(wish: Wish) -> int:
    from woonboom.cli.rounds import Rounds

    call = current()
    questionnaire = _questionnaire(wish.form, call) if wish.form else None
    years = _years(wish.figures, call) if wish.figures else None
    rounds = Rounds(questionnaire, call)
    now, then = rounds.read(wish.folders, wish.compare)
    _tell(now, _LEAD_NOW if then else _LEAD, call)
    if then:
        _tell(then, _LEAD_THEN, call)
        _refuse_shared(then, now, call)
    if not now.responses:
        raise CannotEvaluate(_NOTHING_COUNTED.say(call.language))
    _write(wish, now, then, years, rounds.look(now.form.id))
    return int(any(bool(round_.troubles) for round_ in (now, then) if round_))


def _write(wish: Wish, now: Round, then: Round | None, years: Years | None, look: Look) -> None:
    """Make everything that is asked for, and only then write it."""
    from woonboom.evaluation.comments import comments
    from woonboom.evaluation.report import Given, report
    from woonboom.formats.documents import DOCUMENT_FORMATS

    document = report(Given(now, then, years, look))
    files = {
        f"{now.form.id}-verslag{DOCUMENT_FORMATS[form].extension}": DOCUMENT_FORMATS[form].write(
            document
        )
        for form in wish.forms
        if form in DOCUMENT_FORMATS
    }
    figures = _figures(now, then, years) if "json" in wish.forms else ""
    if figures and wish.output:
        files[f"{now.form.id}-verslag.json"] = f"{figures}\n".encode()
    for name, data in files.items():
        write_whole((wish.output or Path()) / name, data)
    if figures and not wish.output:
        click.echo(figures)
    if comments(now):
        current().note(_READ_THROUGH)


def _figures(now: Round, then: Round | None, years: Years | None) -> str:
    import json

    from woonboom.evaluation.data import as_data

    return json.dumps(as_data(now, then, years), ensure_ascii=False, indent=2)


def _refuse_shared(then: Round, now: Round, call: Call) -> None:
    """End the command where files count in both rounds."""
    from woonboom.evaluation.comparison import shared

    both = shared(then, now)
    if not both:
        return
    names = [f"‘{name}’" for name in both[:_MOST_NAMED]]
    if len(both) > _MOST_NAMED:
        names.append(_MORE_NAMES.say(call.language, {"n": len(both) - _MOST_NAMED}))
    said: dict[str, Argument] = {"n": len(both), "names": ", ".join(names)}
    raise CannotEvaluate(_SHARED[len(both) == 1].say(call.language, said))


def _tell(round_: Round, lead: Message, call: Call) -> None:
    """Say what was counted, and of each file what could not be read in it."""
    from woonboom.cli.rounds import told

    for line in told(round_.troubles, call.language):
        click.echo(line, err=True)
    counts = {"twice": round_.twice, "blank": round_.blank, "unread": round_.unread}
    count = len(round_.responses)
    forms = _N_FORMS[count == 1].say(call.language, {"n": count})
    call.note(_COUNTED, lead=lead.say(call.language), forms=forms, **counts)


def _questionnaire(path: Path, call: Call) -> Questionnaire:
    """The form in a file; ends the command with 2, the problems told, where there is none."""
    from woonboom.load import Library

    library = Library()
    found = library.questionnaire(path)
    if found is None or has_errors(library.problems):
        call.problems(library.problems)
        raise click.exceptions.Exit(2)
    return found


def _years(path: Path, call: Call) -> Years:
    """The figures in a file; ends the command where they cannot be read."""
    from woonboom.evaluation.years import NoFigures, read_years

    try:
        return read_years(path.read_bytes())
    except OSError as error:
        known: dict[type[OSError], Message] = {
            FileNotFoundError: _NOT_THERE, IsADirectoryError: _IS_FOLDER
        }  # fmt: skip
        reason = known.get(type(error)) or (error.strerror or str(error))
        said = _UNREADABLE.say(call.language, {"path": str(path), "reason": reason})
        raise CannotEvaluate(said) from error
    except NoFigures as error:
        words = " ".join(problem.say(call.language) for problem in error.problems)
        said = _NO_FIGURES.say(call.language, {"path": str(path), "problem": words})
        raise CannotEvaluate(said) from error
