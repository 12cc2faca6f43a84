"""A form with statements, to fill in on a screen or with a pen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from woonboom import text
from woonboom.diagnostics import Argument, Message
from woonboom.document import (
    Block,
    Choice,
    Document,
    Fields,
    Heading,
    Labelled,
    Notice,
    Option,
    Paragraph,
    Statement,
    Statements,
    TextField,
    Words,
    words,
)
from woonboom.fingerprint import canonical, fingerprint_of
from woonboom.layout import wording
from woonboom.layout.titling import logo_of
from woonboom.look import look_of
from woonboom.model import Text
from woonboom.papers.masthead import described
from woonboom.questionnaire import HeadField, OpenQuestion, Part, Questionnaire, content
from woonboom.questionnaire import Statement as Stated

_HOW: Final = Message("Zo vult u dit formulier in", "How to fill in this form")
_HOW_TEXT: Final = Message(
    "Op de computer: klik aan wat u kiest, typ in de vakken en sla het bestand op. Of druk het "
    "formulier af en gebruik een pen. Een stelling overslaan mag.",
    "On a computer: click what you choose, type in the boxes and save the file. Or print the form "
    "and use a pen. You may skip a statement.",
)
_YOU: Final = Message("Over u (niet verplicht)", "About you (optional)")
_AS_DATE: Final = Message("dag-maand-jaar", "day-month-year")
_EXPLAIN: Final = Message("Toelichting", "Explanation")
_NUMBERED: Final = Message("Stelling {number}: {text}", "Statement {number}: {text}")
_CHOSEN: Final = Message("Stelling {number}: {text} {label}", "Statement {number}: {text} {label}")
_EXPLAINED: Final = Message(
    "Toelichting bij stelling {number}: {text}", "Explanation of statement {number}: {text}"
)
_ANSWERED: Final = Message("{question}: {answer}", "{question}: {answer}")
_CLOSING: Final = Message("Klaar?", "Ready?")
_ABOUT: Final = Message(
    "Formulier met {statements} stellingen en {open} open vragen, om in te vullen.",
    "Form with {statements} statements and {open} open questions, to fill in.",
)
_KEYWORD: Final = Message("evaluatieformulier", "evaluation form")
_BETWEEN: Final = " · "
_BESIDE: Final = 3
"""So many details of a person stand beside each other."""
_EXPLANATION_LINES: Final = 2
_OPEN_LINES: Final = 4


def evaluation_form(questionnaire: Questionnaire) -> Document:
    """Return a form as a document with fields, in the look of its house."""
    return _Form(questionnaire).document()


def fingerprint(questionnaire: Questionnaire) -> str:
    """Return the check number of a form, as that of a tree."""
    return fingerprint_of(canonical(content(questionnaire)))


class _Form:
    """Makes the document of one form."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.form = questionnaire
        self.language = questionnaire.language

    def say(self, message: Message, **arguments: Argument) -> str:
        """A message in the language of the form."""
        return message.say(self.language, arguments)

    def document(self) -> Document:
        """The whole of it."""
        form, look = self.form, look_of(self.form)
        title, imprint = text.clean(str(form.title)), self.imprint()
        asked = sum(len(part.open) for part in form.parts.values())
        return Document(
            title=title,
            language=self.language,
            blocks=tuple(self.blocks()),
            subtitle=text.clean(str(form.audience or "")),
            imprint=imprint,
            running=title,
            foot=_BETWEEN.join([title, *(line[:1].lower() + line[1:] for line in imprint)]),
            description=described(
                self.say(_ABOUT, statements=len(form.statements), open=asked), imprint
            ),
            author=text.clean(str(form.contact or "")),
            keywords=(self.say(_KEYWORD), form.id, fingerprint(form)),
            published=form.valid_from.isoformat() if form.valid_from else "",
            face=look.face,
            palette=look.palette,
            organisation=look.organisation,
            logo=logo_of(look, self.language),
            content=canonical(content(form)),
            fingerprint=fingerprint(form),
        )

    def imprint(self) -> tuple[str, ...]:
        """What tells the versions of the form apart."""
        version = self.say(wording.VERSION, version=self.form.version)
        return version, self.say(wording.CHECK_NUMBER, number=fingerprint(self.form))

    def blocks(self) -> Iterable[Block]:
        """What stands on the form, in order."""
        yield from paragraphs(self.form.intro)
        how = Paragraph(words(self.say(_HOW_TEXT)))
        yield Notice(words(self.say(_HOW)), (how,))
        if self.form.head:
            yield Heading(1, words(self.say(_YOU)))
            asked = [self.head(one) for one in self.form.head.values()]
            yield Fields(tuple(rows(asked)))
        for part in self.form.parts.values():
            yield from self.part(part)
        if self.form.closing:
            yield Notice(words(self.say(_CLOSING)), tuple(paragraphs(self.form.closing)))

    def head(self, one: HeadField) -> Labelled:
        """What is asked of whoever fills it in."""
        label = text.clean(str(one.label))
        if one.options:
            options = tuple(
                Option(id_, said(option), self.say(_ANSWERED, question=label, answer=str(option)))
                for id_, option in one.options.items()
            )
            return Labelled(words(label), Choice(one.field, label, options))
        if one.type == "date":
            hint = self.say(_AS_DATE)
            spoken = f"{label} ({hint})"
            return Labelled(words(label), TextField(one.field, spoken, kind="date"), after=hint)
        return Labelled(words(label), TextField(one.field, label))

    def part(self, part: Part) -> Iterable[Block]:
        """A part: its statements under their scale, then its open questions."""
        yield Heading(1, said(part.title))
        yield from paragraphs(part.text)
        if part.statements:
            scale = tuple(text.clean(str(label)) for label in self.form.scale.values())
            stated = part.statements.values()
            yield Statements(scale, tuple(self.statement(one) for one in stated))
        if part.open:
            yield Fields(tuple((_open(one),) for one in part.open.values()))

    def statement(self, stated: Stated) -> Statement:
        """A statement with its buttons and room to explain."""
        number, stating = str(self.form.numbers[stated.id]), text.clean(str(stated.text))
        about = {"number": number, "text": stating}
        options = tuple(
            Option(id_, said(label), self.say(_CHOSEN, **about, label=text.clean(str(label))))
            for id_, label in self.form.scale.items()
        )
        choice = Choice(stated.field, self.say(_NUMBERED, **about), options)
        spoken = self.say(_EXPLAINED, **about)
        room = TextField(stated.explanation, spoken, lines=_EXPLANATION_LINES)
        explanation = Labelled(words(self.say(_EXPLAIN)), room)
        return Statement(number, words(stating), choice, explanation)


def _open(asked: OpenQuestion) -> Labelled:
    question = text.clean(str(asked.text))
    return Labelled(words(question), TextField(asked.field, question, lines=_OPEN_LINES))


def rows(asked: list[Labelled]) -> Iterable[tuple[Labelled, ...]]:
    """Put fields beside each other; one with buttons has a row of its own."""
    row: list[Labelled] = []
    for one in asked:
        alone = isinstance(one.field, Choice)
        if row and (alone or len(row) == _BESIDE):
            yield tuple(row)
            row = []
        row.append(one)
        if alone:
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)


def said(written: Text) -> Words:
    """Return a text of the form as running text."""
    return words(text.clean(str(written)))


def paragraphs(texts: Iterable[Text]) -> Iterable[Paragraph]:
    """Return texts of the form as paragraphs."""
    return (Paragraph(said(one)) for one in texts)
