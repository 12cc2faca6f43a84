"""A small form with statements, and answers to it, for tests of evaluations."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from paper_forms import with_pikepdf

from woonboom.diagnostics import Diagnostic
from woonboom.evaluation.form import Form, form_of
from woonboom.evaluation.gathering import Paper, Round, digest
from woonboom.evaluation.responses import Response
from woonboom.filled.values import read
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.load import Library
from woonboom.papers.evaluation import evaluation_form
from woonboom.questionnaire import Questionnaire

TREES = Path(__file__).parent.parent / "trees"
SCALE = ("helemaal_oneens", "oneens", "neutraal", "eens", "helemaal_eens")
FORM = """\
woonboom: 1
form: mening
title: Wat vindt u van de boom?
version: "2026-01"
valid_from: 2026-01-15
contact: Het bureau
parameters:
  wachttijd: {value: 6, unit: weken, label: Zo lang wacht iemand}
intro: Wij horen graag wat u vindt.
head:
  rol:
    label: Waar werkt u?
    type: group
    options: {corporatie: Woningcorporatie, zorg: Zorg en welzijn}
  naam: {label: Uw naam, type: name}
  datum: {label: Ingevuld op, type: date}
scale:
  helemaal_oneens: Helemaal niet mee eens
  oneens: Niet mee eens
  neutraal: Weet ik niet
  eens: Mee eens
  helemaal_eens: Helemaal mee eens
parts:
  beleid:
    title: Het beleid
    text: Dit gaat over het beleid.
    statements:
      bekend: Ik ken het beleid.
      wachten: Een wachttijd van {wachttijd} is redelijk.
    open:
      advies: Welk advies hebt u?
  boom:
    title: De boom
    statements:
      duidelijk: De boom is duidelijk.
closing: [Dank u wel., Stuur het terug.]
"""


def loaded(text: str) -> tuple[Questionnaire | None, list[Diagnostic]]:
    """Read a form from a text; returns it with its problems."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "formulier.yaml")
        path.write_text(text, "utf-8")
        library = Library()
        return library.questionnaire(path), library.problems


def questionnaire(text: str = FORM) -> Questionnaire:
    """Read a form without problems."""
    found, problems = loaded(text)
    assert found
    assert problems == []
    return found


@cache
def form(text: str = FORM) -> Form:
    """Return what a form asks."""
    return form_of(questionnaire(text))


@cache
def empty_pdf(text: str = FORM) -> bytes:
    """Return a form as a PDF, with nothing filled in."""
    return DOCUMENT_FORMATS["pdf"].write(evaluation_form(questionnaire(text)))


def filled_pdf(values: Mapping[str, str], text: str = FORM) -> bytes:
    """Return a form as a PDF that somebody filled in."""
    return with_pikepdf(empty_pdf(text), values)


def paper(values: Mapping[str, str], text: str = FORM, name: str = "blad.pdf") -> Paper:
    """Return such a PDF as it is read back."""
    data = filled_pdf(values, text)
    return Paper(name, digest(data), read(data))


def response(points: str = "", **more: object) -> Response:
    """Return a response; `points` has a digit from 1 to 5, or a dash, for every statement."""
    statements = form().statements
    given = {
        id_: int(point) - 1
        for id_, point in zip(statements, points, strict=False)
        if point.isdigit()
    }
    return Response(points=given, **{"comments": {}, "groups": {}, **more})  # type: ignore[arg-type]


def round_of(responses: Sequence[Response]) -> Round:
    """Return a round with these responses."""
    return Round(form(), list(responses))
