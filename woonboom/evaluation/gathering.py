"""Filled papers and exports → the responses of one round, and what could not be counted."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from woonboom.diagnostics import Message, Said
from woonboom.evaluation.exports import Trouble, read_export
from woonboom.evaluation.figures import FEWEST
from woonboom.evaluation.form import Form, NotAForm, read_form
from woonboom.evaluation.responses import Response, response_of
from woonboom.filled.findings import found as finding
from woonboom.filled.values import Filled
from woonboom.fingerprint import fingerprint_of

OTHER_FORM: Final = Message(
    "Dit is een ander formulier: ‘{title}’. Het telt niet mee.",
    "This is another form: ‘{title}’. It does not count.",
)
NO_EVALUATION: Final = Message(
    "Dit is geen ingevuld formulier met stellingen. Het telt niet mee.",
    "This is no filled form with statements. It does not count.",
)
ODD_ANSWER: Final = Message(
    "Stelling {number}: dat antwoord staat niet op de schaal en telt niet mee.",
    "Statement {number}: that answer is not on the scale and does not count.",
)


class Paper(NamedTuple):
    """A PDF with its name and its bytes' digest: what was filled in, or why that is unknown."""

    name: str
    digest: str
    filled: Filled | Said


class Sheet(NamedTuple):
    """A CSV file with its name and bytes."""

    name: str
    data: bytes


@dataclass
class Round:
    """What was gathered: the responses, which no report shows one by one, and what did not count.

    `troubles` holds the files, or rows of them, that could not be read; `unread` counts those of
    which nothing could, `cut` the exports that could not be read to their end. `twice` counts files
    that were there already, `blank` forms without an answer, and `versions` those of every version
    of the form, `reworded` the statements that one of these said in other words. `files` has the
    names of the files that count, or of rows in them, by what tells them apart; `organisations`
    what those are called that the file of the form knows.
    """

    form: Form
    responses: list[Response] = field(default_factory=list)
    troubles: list[tuple[str, Trouble]] = field(default_factory=list)
    unread: int = 0
    cut: int = 0
    twice: int = 0
    blank: int = 0
    versions: Counter[str] = field(default_factory=Counter)
    reworded: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)
    organisations: tuple[str, ...] = ()

    @property
    def dated(self) -> int:
        """How many forms say on which day they were filled in."""
        return sum(response.day is not None for response in self.responses)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which a form was filled in, as far as forms say so.

        None where so few say it that a day might lead to a person.
        """
        days = sorted(response.day for response in self.responses if response.day)
        return (days[0], days[-1]) if len(days) >= FEWEST else None


def digest(data: bytes) -> str:
    """Return what tells two files with other bytes apart."""
    return hashlib.sha256(data).hexdigest()


def form_among(papers: Iterable[Paper]) -> Form | None:
    """Return the form that most papers are of; of its versions the one that most are of.

    Where that is a draw, the last in the order of their names.
    """
    forms = [form for paper in papers if (form := _form(paper.filled)) is not None]
    ids, contents = Counter(form.id for form in forms), Counter(form.content for form in forms)

    def weight(form: Form) -> tuple[int, str, int, str, str]:
        return ids[form.id], form.id, contents[form.content], form.version, form.fingerprint

    return max(forms, key=weight, default=None)


def gather(form: Form, papers: Sequence[Paper], sheets: Sequence[Sheet]) -> Round:
    """Return the responses on papers and in exports, each file once.

    Papers of other versions of the form count for the statements that both have.
    """
    round_ = Round(form)
    seen: set[str] = set()
    for paper in papers:
        if paper.digest in seen:
            round_.twice += 1
        else:
            seen.add(paper.digest)
            _add_paper(round_, paper)
    for sheet in sheets:
        if digest(sheet.data) in seen:
            round_.twice += 1
        else:
            seen.add(digest(sheet.data))
            _add_sheet(round_, sheet)
    return round_


def _form(filled: Filled | Said) -> Form | None:
    """The form that a paper is of; None for anything else."""
    if isinstance(filled, Said):
        return None
    try:
        return read_form(filled.carried.content)
    except NotAForm:
        return None


def _add_paper(round_: Round, paper: Paper) -> None:
    form = _form(paper.filled)
    problem = _refusal(round_.form, form, paper.filled)
    if form is None or problem or isinstance(paper.filled, Said):
        round_.unread += 1
        round_.troubles.append((paper.name, Trouble(problem or Said(NO_EVALUATION))))
        return
    response, odd = response_of(form, paper.filled.values)
    for id_ in odd:
        trouble = Trouble(Said(ODD_ANSWER, {"number": form.numbers[id_]}))
        round_.troubles.append((paper.name, trouble))
    if response.blank:
        round_.unread += bool(odd)
        round_.blank += not odd
        return
    round_.files[paper.digest] = paper.name
    round_.versions[form.version] += 1
    round_.reworded.update(_reworded(round_.form, form))
    round_.responses.append(_known(round_.form, response))


def _refusal(wanted: Form, form: Form | None, filled: Filled | Said) -> Said | None:
    """Why a paper cannot be counted, if it cannot."""
    if isinstance(filled, Said):
        return filled
    number = filled.carried.fingerprint
    if form is None:
        return Said(NO_EVALUATION)
    if number != fingerprint_of(form.content):
        return finding("altered", number=number).said
    if not form.fields & filled.values.keys():
        return finding("no-form", tree=form.title).said
    return Said(OTHER_FORM, {"title": form.title}) if form.id != wanted.id else None


def _reworded(form: Form, other: Form) -> set[str]:
    """The statements of both forms of which the words differ."""
    both = form.statements.keys() & other.statements.keys()
    return {id_ for id_ in both if form.statements[id_].text != other.statements[id_].text}


def _known(form: Form, response: Response) -> Response:
    """What a response says of what this form asks."""
    asked = form.statements.keys() | form.open.keys()
    heads = {head.id for head in form.head}
    return Response(
        {id_: point for id_, point in response.points.items() if id_ in form.statements},
        {id_: text for id_, text in response.comments.items() if id_ in asked},
        {id_: name for id_, name in response.groups.items() if id_ in heads},
        response.day,
        response.names,
    )


def _add_sheet(round_: Round, sheet: Sheet) -> None:
    export = read_export(sheet.data, round_.form)
    round_.troubles += [(sheet.name, trouble) for trouble in export.troubles]
    round_.unread += export.unread + (not export.readable)
    round_.cut += export.cut and export.readable
    round_.blank += export.blank
    # An export that grows from round to round has the same rows in other bytes.
    round_.files.update({row: f"{sheet.name}:{number}" for row, number in export.marked.items()})
    if len(export.marked) < len(export.responses):
        round_.files[digest(sheet.data)] = sheet.name
    round_.responses += export.responses
