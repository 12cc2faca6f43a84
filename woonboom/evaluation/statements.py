"""The parts of a form in a report: per statement its bar, its numbers, and what people wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from woonboom import text
from woonboom.diagnostics import Argument, Message
from woonboom.document import Block, Figure, Heading, Items, Paragraph, Table, Words, words
from woonboom.evaluation import wording
from woonboom.evaluation.bars import Row, Span, pictures, span
from woonboom.evaluation.bars import Words as Sides
from woonboom.evaluation.cells import DASH, percent, sides
from woonboom.evaluation.comments import alike
from woonboom.evaluation.figures import Tally, groups, shown_apart, tally
from woonboom.evaluation.form import Asked, Form, Head, Part
from woonboom.evaluation.gathering import Round
from woonboom.look import Look

_LEAST_LETTERS: Final = 8


@dataclass(frozen=True)
class Statements:
    """Tells of a round: how its statements were answered, and what was `written`."""

    round_: Round
    tallied: Mapping[str, Tally]
    written: Mapping[str, Sequence[str]]
    look: Look

    @property
    def form(self) -> Form:
        """The form of the round."""
        return self.round_.form

    def say(self, message: Message, **arguments: Argument) -> str:
        """A message in the language of the form."""
        return wording.say(self.form, message, **arguments)

    def blocks(self) -> Iterator[Block]:
        """All parts of the form, in order."""
        reach = span(list(self.tallied.values()))
        for part in self.form.parts:
            yield Heading(1, words(text.clean(part.title)))
            if part.statements:
                yield from self.pictures(part, reach)
                yield from self.numbers(part)
                for head in self.form.groups:
                    yield from self.by_group(part, head)
            yield from self.comments(part)

    def pictures(self, part: Part, reach: Span) -> Iterator[Figure]:
        """The bars of a part, and in words what they show."""
        rows = [
            Row(str(self.form.numbers[asked.id]), asked.text, self.tallied[asked.id])
            for asked in part.statements
        ]
        ends = Sides(self.say(wording.AGAINST), self.say(wording.FAVOUR), self.form.language)
        for picture in pictures(rows, reach, ends, self.look.face, self.look.palette):
            said = " ".join(map(self.in_words, picture.rows))
            alt = self.say(wording.BARS_ALT, title=part.title, rows=said)
            yield Figure(picture.wide, "image/svg+xml", alt, narrow=picture.narrow)

    def in_words(self, row: Row) -> str:
        """What one bar shows."""
        if not row.tally.told:
            message = wording.FEW_BAR_ALT if row.tally.total else wording.NO_BAR_ALT
            return self.say(message, number=row.number, text=row.words)
        against, neutral, favour = row.tally.sides
        shares = {"against": against, "neutral": neutral, "favour": favour}
        return self.say(wording.BAR_ALT, number=row.number, text=row.words, **shares)

    def numbers(self, part: Part) -> Iterator[Block]:
        """How many people gave each answer."""
        labels = [words(text.clean(point.label)) for point in self.form.scale]
        head = (self.say(wording.STATEMENT), self.say(wording.TOTAL), self.say(wording.AGREE))
        yield Table(
            head=(words(head[0]), *labels, words(head[1]), words(head[2])),
            rows=tuple(self.row(asked) for asked in part.statements),
            sides=sides(len(labels) + 2),
            shares=(16, 28, 20, 28, 20, 28, 16, 16),
            leads=True,
            caption=self.say(wording.NUMBERS),
        )
        if any(self.tallied[asked.id].few for asked in part.statements):
            yield Paragraph(words(self.say(wording.FEW_OF_ALL)), "small")

    def row(self, asked: Asked) -> tuple[Words, ...]:
        """The numbers of one statement; dashes where so few answered that they might be known."""
        tallied = self.tallied[asked.id]
        counts = [str(count) for count in (*tallied.counts, tallied.total)]
        shown = [DASH] * len(counts) if tallied.few else counts
        return self.lead(asked.id), *map(words, shown), words(percent(tallied), bold=True)

    def lead(self, id_: str) -> Words:
        """A statement by its number, beside bars that say what it is."""
        return words(str(self.form.numbers[id_]))

    def by_group(self, part: Part, head: Head) -> Iterator[Block]:
        """How many percent agree in every group, where no group is too small to be shown."""
        found = groups(self.round_.responses, head)
        if not shown_apart(found.values()):
            return
        counted = {
            asked.id: [tally(responses, asked.id) for responses in found.values()]
            for asked in part.statements
        }
        names = [
            self.say(wording.GROUP, name=name or self.say(wording.NO_GROUP), n=len(responses))
            for name, responses in found.items()
        ]
        yield Table(
            head=(words(self.say(wording.STATEMENT)), *(words(text.clean(name)) for name in names)),
            rows=tuple((self.lead(id_), *_agreeing(row)) for id_, row in counted.items()),
            sides=sides(len(names)),
            shares=_shares(names),
            leads=True,
            caption=self.say(wording.GROUPS, label=text.clean(head.label)),
        )
        if not all(tallied.told for row in counted.values() for tallied in row):
            yield Paragraph(words(self.say(wording.FEW_HERE)), "small")

    def comments(self, part: Part) -> Iterator[Block]:
        """What people wrote at the statements and open questions of a part."""
        said = [asked for asked in part.statements if asked.id in self.written]
        if said:
            yield Heading(2, words(self.say(wording.COMMENTS)))
        for asked in said:
            number = self.form.numbers[asked.id]
            title = self.say(wording.OF_STATEMENT, number=number, text=asked.text)
            yield Heading(3, words(text.clean(title)))
            yield self.listed(self.written[asked.id])
        for asked in part.open:
            if asked.id in self.written:
                yield Heading(2, words(text.clean(asked.text)))
                yield self.listed(self.written[asked.id])

    def listed(self, written: Iterable[str]) -> Items:
        """Comments as a list, equal ones once; the lines that somebody wrote stay lines."""
        said = (
            one if times == 1 else self.say(wording.TIMES, said=one, n=times)
            for one, times in alike(written)
        )
        lines = (filter(None, map(text.clean, one.split("\n"))) for one in said)
        return Items(tuple(tuple(Paragraph(words(line)) for line in inner) for inner in lines))


def _shares(names: Sequence[str]) -> tuple[float, ...]:
    """How wide columns are under these heads: as their longest words, so that none is broken."""
    letters = [max(_LEAST_LETTERS, *map(len, name.split())) for name in names]
    return 16, *(156 * count / sum(letters) for count in letters)


def _agreeing(row: Sequence[Tally]) -> Iterator[Words]:
    """The percentages that agree in each group; dashes for all where one is too small."""
    enough = all(tallied.told for tallied in row)
    return (words(percent(tallied) if enough else DASH) for tallied in row)
