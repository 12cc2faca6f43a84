"""Documents of every kind of block, as hypothesis makes them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Literal

from hypothesis import strategies as st

from woonboom.document import (
    Abreast,
    Beside,
    Block,
    Choice,
    Contents,
    Document,
    End,
    Fields,
    Figure,
    Folded,
    Heading,
    Items,
    Labelled,
    Mark,
    NewPage,
    Notice,
    Option,
    Outcome,
    Paragraph,
    Question,
    Run,
    Side,
    Statement,
    Statements,
    Table,
    Terms,
    TextField,
    Tick,
    Ticks,
    Turn,
    Words,
)
from woonboom.style import KINDS

Draw = st.DrawFn
PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    b'<path d="M2 18L20 4L38 12" fill="none" stroke="#12304F"/></svg>'
)
RIGHT: Side = "end"
MARKS: tuple[Mark, ...] = ("", "removed", "added")
ODD = ("", " ", "é", "ĳ", "Ł", "→", "\U0001f3e0", "\u00ad", "\u200b", "\t", "#", "[", "\\", "{a}",
       "Betalingsregelingsovereenkomst", "x" * 90, "https://example.org/" + "a" * 80)  # fmt: skip


def texts(least: int = 0) -> st.SearchStrategy[str]:
    plain = st.text(st.characters(codec="utf-8"), min_size=least, max_size=30)
    sentences = st.sampled_from(("Is er nog een huurschuld?", "Bel eerst.", "Kies dan Nee. " * 12))
    odd = [one for one in ODD if one.strip()] if least else ODD
    return plain | sentences | st.sampled_from(odd)


def words(least: int = 0) -> st.SearchStrategy[Words]:
    marks = st.sampled_from(MARKS)
    runs = st.builds(Run, texts(least), st.booleans(), st.booleans(), st.booleans(), mark=marks)
    linked = st.builds(Run, texts(1), link=st.sampled_from(("", "https://example.org/a?b=1&c=2")))
    return st.lists(runs | linked, min_size=least, max_size=3).map(tuple)


class Maker:
    """Makes documents whose names are all different."""

    def __init__(self) -> None:
        self.names = (f"veld_{n}" for n in count())
        self.anchors = (f"plaats-{n}" for n in count())

    def written(self, draw: Draw) -> TextField:
        kinds: tuple[Literal["text", "number", "date"], ...] = ("text", "number", "date")
        kind = draw(st.sampled_from(kinds))
        lines, most = draw(st.integers(1, 4)), draw(st.sampled_from((0, 3, 200)))
        width = draw(st.sampled_from((0, 30)))
        return TextField(next(self.names), "Veld", draw(texts()), kind, lines, most, width)

    def tick(self, draw: Draw) -> Tick:
        return Tick(next(self.names), "Vakje", draw(st.booleans()))

    def choice(self, draw: Draw, least: int = 1) -> Choice:
        labels = draw(st.lists(words(1), min_size=least, max_size=5))
        options = tuple(
            Option(f"o{n}", label, f"Antwoord {n}", draw(words()), draw(words()))
            for n, label in enumerate(labels)
        )
        chosen = draw(st.sampled_from(["", *(option.value for option in options)]))
        return Choice(next(self.names), "Keuze", options, chosen)

    def labelled(self, draw: Draw) -> Labelled:
        field = (self.written, self.choice, self.ticks)[draw(st.integers(0, 2))](draw)
        return Labelled(draw(words()), field, draw(texts()), draw(words()))

    def ticks(self, draw: Draw) -> Ticks:
        return Ticks(
            tuple((self.tick(draw), draw(words(1))) for _ in range(draw(st.integers(1, 4))))
        )

    # ------------------------------------------------------------ blocks

    def heading(self, draw: Draw, _: int) -> Block:
        return Heading(draw(st.integers(1, 4)), draw(words(1)), next(self.anchors))

    def paragraph(self, draw: Draw, _: int) -> Block:
        return Paragraph(draw(words()), draw(st.sampled_from(("lead", "body", "small"))))

    def items(self, draw: Draw, depth: int) -> Block:
        items = tuple(self.blocks(draw, depth + 1) for _ in range(draw(st.integers(1, 3))))
        return Items(items, draw(st.booleans()), draw(st.integers(1, 9)))

    def table(self, draw: Draw, _: int) -> Block:
        columns, rows = draw(st.integers(1, 4)), draw(st.integers(0, 3))
        cells = [tuple(draw(words()) for _ in range(columns)) for _ in range(rows + 1)]
        shares = draw(st.sampled_from(((), (1.0,) * columns)))
        sides: tuple[Side, ...] = tuple(RIGHT for _ in range(columns))
        leads, caption = draw(st.booleans()), draw(texts())
        return Table(cells[0], tuple(cells[1:]), sides, shares, leads, caption)

    def notice(self, draw: Draw, depth: int) -> Block:
        return Notice(draw(words()), self.blocks(draw, depth + 1))

    def terms(self, draw: Draw, _: int) -> Block:
        return Terms(tuple(draw(st.lists(st.tuples(words(), words()), max_size=3))))

    def turn(self, draw: Draw, depth: int) -> Block:
        blocks = self.blocks(draw, depth + 1)
        ways = tuple(draw(st.lists(words(1), max_size=3)))
        return Turn(draw(words(1)), self.end(draw), self.end(draw), blocks, ways=ways)

    def abreast(self, draw: Draw, depth: int) -> Block:
        ends = tuple(self.end(draw) for _ in range(draw(st.integers(1, 7))))
        return Abreast(draw(words(1)), self.blocks(draw, depth + 1), ends)

    def end(self, draw: Draw) -> End:
        kind = draw(st.sampled_from(["", *KINDS, "eigen"]))
        label, code, kind_label = (draw(texts()) for _ in range(3))
        return End(label, code, kind, kind_label, draw(words()))

    def folded(self, draw: Draw, depth: int) -> Block:
        return Folded(draw(words()), self.blocks(draw, depth + 1))

    def beside(self, draw: Draw, depth: int) -> Block:
        figures = tuple(self.figure(draw, depth) for _ in range(draw(st.integers(0, 2))))
        return Beside(figures, "Groot", "Klein")

    def figure(self, draw: Draw, _: int) -> Figure:
        share = draw(st.sampled_from((0.3, 1.0)))
        return Figure(PICTURE, "image/svg+xml", "Een lijn", share, draw(words()))

    def contents(self, draw: Draw, _: int) -> Block:
        return Contents(draw(words()), draw(st.integers(1, 3)))

    def page(self, _draw: Draw, _: int) -> Block:
        return NewPage()

    def fields(self, draw: Draw, _: int) -> Block:
        rows = draw(st.lists(st.integers(1, 3), max_size=3))
        return Fields(tuple(tuple(self.labelled(draw) for _ in range(n)) for n in rows))

    def question(self, draw: Draw, _: int) -> Block:
        choice = self.choice(draw, least=0)
        facts = tuple(self.labelled(draw) for _ in range(draw(st.integers(0, 2))))
        number, lit = str(draw(st.integers(1, 1200))), draw(st.booleans())
        return Question(
            number, next(self.anchors), draw(words(1)), choice, draw(words()), facts, lit
        )

    def outcome(self, draw: Draw, depth: int) -> Block:
        kind = draw(st.sampled_from([*KINDS, "eigen"]))
        tick = draw(st.sampled_from((self.tick(draw), None)))
        blocks, lit = self.blocks(draw, depth + 1), draw(st.booleans())
        title, label = draw(words(1)), draw(texts())
        return Outcome("U1", next(self.anchors), kind, label, title, blocks, tick, lit)

    def statements(self, draw: Draw, _: int) -> Block:
        scale = tuple(draw(st.lists(texts(1), min_size=1, max_size=6)))
        rows = [self.statement(draw, scale) for _ in range(draw(st.integers(0, 3)))]
        return Statements(scale, tuple(rows))

    def statement(self, draw: Draw, scale: tuple[str, ...]) -> Statement:
        options = tuple(Option(f"s{n}", (Run(words),), words) for n, words in enumerate(scale))
        choice = Choice(next(self.names), "Stelling", options)
        more = self.labelled(draw) if draw(st.booleans()) else None
        return Statement("1", draw(words()), choice, more)

    def blocks(self, draw: Draw, depth: int = 0) -> tuple[Block, ...]:
        simple: list[Callable[[Draw, int], Block]] = [self.paragraph, self.heading, self.terms]
        holding = [self.items, self.notice, self.table, self.figure, self.fields, self.folded]
        whole = [self.question, self.outcome, self.statements, self.contents, self.page, self.turn,
                 self.abreast, self.beside]  # fmt: skip
        makers = simple + (holding if depth < 3 else []) + (whole if depth < 1 else [])
        chosen = draw(st.lists(st.sampled_from(makers), max_size=3 if depth else 6))
        return tuple(make(draw, depth) for make in chosen)


@st.composite
def documents(draw: Draw) -> Document:
    """Any document: every block, every character, lists in notices in lists."""
    language = draw(st.sampled_from(("nl", "en")))
    return Document(
        "Titel " + draw(texts()),
        language,
        Maker().blocks(draw),
        subtitle=draw(texts()),
        imprint=tuple(draw(st.lists(texts(), max_size=3))),
        running=draw(texts()),
        foot=draw(texts()),
        organisation=draw(texts()),
    )
