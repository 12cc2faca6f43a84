"""One round, or two beside each other → the report, as a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from woonboom import text
from woonboom.diagnostics import Argument, Message
from woonboom.document import Block, Document, Figure, Heading, Items, Notice, Paragraph, words
from woonboom.evaluation import wording
from woonboom.evaluation.bars import NARROW, legend
from woonboom.evaluation.comments import comments
from woonboom.evaluation.compared import compared
from woonboom.evaluation.comparison import compare
from woonboom.evaluation.figures import FEWEST, tallies
from woonboom.evaluation.gathering import Round
from woonboom.evaluation.method import imprint, method, period
from woonboom.evaluation.per_year import per_year
from woonboom.evaluation.statements import Statements
from woonboom.evaluation.summary import summary
from woonboom.evaluation.years import Years
from woonboom.layout.titling import logo_of
from woonboom.look import PLAIN, Look

_BETWEEN: Final = " · "


@dataclass(frozen=True)
class Given:
    """All that a report is made of; `then` is the round to compare with."""

    now: Round
    then: Round | None = None
    years: Years | None = None
    look: Look = PLAIN


def report(given: Given) -> Document:
    """Return the report of a round, in the language of its form."""
    return _Report(given).document()


class _Report:
    """Makes the document of one report."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.now = given.now
        self.form = given.now.form
        self.look = given.look
        self.enough = len(self.now.responses) >= FEWEST
        self.tallied = tallies(self.form, self.now.responses)
        self.compared = compare(given.then, self.now) if given.then else None

    def say(self, message: Message, **arguments: Argument) -> str:
        """A message in the language of the form."""
        return wording.say(self.form, message, **arguments)

    def document(self) -> Document:
        """The whole of it."""
        days, title = self.now.days, self.say(wording.TITLE, title=self.form.title)
        facts = imprint(self.now)
        return Document(
            title=text.clean(title),
            language=self.form.language,
            blocks=tuple(self.blocks()),
            subtitle=period(self.now),
            imprint=facts,
            running=text.clean(self.form.title),
            foot=_BETWEEN.join([text.clean(title), facts[0]]),
            description=self.say(wording.ABOUT, n=len(self.now.responses), title=self.form.title),
            author=text.clean(self.form.contact),
            keywords=(self.form.id, self.form.fingerprint),
            published=days[1].isoformat() if days else "",
            face=self.look.face,
            palette=self.look.palette,
            organisation=self.look.organisation,
            logo=logo_of(self.look, self.form.language),
        )

    def blocks(self) -> Iterator[Block]:
        """What stands in it, in order."""
        short = self.short()
        if short:
            yield Notice(words(self.say(wording.SHORT)), (Items(tuple(map(_item, short))),))
        if self.given.years:
            yield from per_year(self.form, self.given.years, self.look)
        if self.enough:
            yield from self.how() if self.form.statements else ()
            yield from Statements(self.now, self.tallied, comments(self.now), self.look).blocks()
        else:
            yield self.too_few()
        if self.given.then and self.compared:
            yield from compared(self.given.then, self.now, self.compared)
        yield Heading(1, words(self.say(wording.METHOD)))
        yield Items(tuple(map(_item, method(self.now))))

    def short(self) -> list[str]:
        """The findings in words; of too few people there are none but those of the years."""
        tallied = self.tallied if self.enough else {}
        changes = self.compared.changes if self.compared else ()
        return summary(self.form, tallied, changes or None, self.given.years)

    def too_few(self) -> Notice:
        """Why there are no figures."""
        count = len(self.now.responses)
        said = self.say(wording.TOO_FEW_ONE if count == 1 else wording.TOO_FEW_TEXT, n=count)
        return Notice(words(self.say(wording.TOO_FEW)), (Paragraph(words(said)),))

    def how(self) -> Iterator[Block]:
        """How the bars are to be read, with their colours."""
        labels, face = [point.label for point in self.form.scale], self.look.face
        alt = self.say(wording.LEGEND_ALT, labels=", ".join(labels))
        yield Heading(1, words(self.say(wording.HOW)))
        yield Paragraph(words(self.say(wording.HOW_TEXT)))
        data = legend(labels, face, self.look.palette)
        narrow = legend(labels, face, self.look.palette, NARROW)
        yield Figure(data, "image/svg+xml", alt, narrow=narrow)


def _item(said: str) -> tuple[Block, ...]:
    return (Paragraph(words(text.clean(said))),)
