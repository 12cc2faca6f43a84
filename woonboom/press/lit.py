"""The path of one case, lit as with a highlighter: below the cards, around them and their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from woonboom import style, text
from woonboom.diagnostics import Message
from woonboom.press.lettering import Ink, Letters, letters_of
from woonboom.press.lines import HEAD, first_drawn, line_of, stroke_of
from woonboom.scene import Box, Group, Page, Path, Rect, Scene, Text
from woonboom.typeface import Font

_MORE: Final = Message("en nog {count}", "and {count} more")
_SIZE, _REACH = 5.4, 4.4
"""The type of the strip that says which case it is, and how far the light may reach around a card
(it is to keep clear of that strip): in mm on A1, less on smaller sheets."""
_STRIP, _BASELINE = 1.55, 1.12
"""The height of that strip and where its words stand, in its type size."""
_ROOM: Final = 0.8
"""How much of the room below the title block the strip may take."""
_A1_MM: Final = 594
_NEAR: Final = 0.05


@dataclass(frozen=True)
class Way:
    """The way of a case: the answers that it takes and the cards where it stops.

    Both are ids of groups: those of the answers' pills, and a question that is still open or an
    outcome. `name` says what is lit, `facts` what is known of the case, `end` where it ends.
    """

    answers: tuple[str, ...]
    ends: tuple[str, ...]
    name: str
    facts: tuple[str, ...]
    end: str


def lit(scene: Scene, way: Way) -> Scene:
    """Return the scene with a way lit, and a strip below the title that says which case it is.

    Answers that are not in the scene are passed over.
    """
    cards = set(way.ends)
    answers = [group for group in scene.groups if group.id in way.answers]
    for answer in answers:
        cards.update((answer.id, *answer.joins))
    shine = _Shine(scene.unit, frozenset(cards), tuple(answers))
    letters = letters_of(scene)
    pages = [replace(p, groups=tuple(_lit(p, shine, way, letters))) for p in scene.pages]
    return replace(scene, pages=tuple(pages))


def _lit(page: Page, shine: _Shine, way: Way, letters: Letters) -> Iterator[Group]:
    """The groups of a page: its grounds, the light, the title block, the strip and the rest."""
    heads = [n for n, group in enumerate(page.groups) if group.role in HEAD]
    last = max(heads, default=-1)
    first = first_drawn(page)
    for n, group in enumerate(page.groups):
        if n == first:
            yield from shine.groups(page)
        yield group
        if n == last:
            yield from _strip(page, way, letters)


@dataclass(frozen=True)
class _Shine:
    """The light around cards and along the lines of answers, in a drawing of `unit` mm."""

    unit: float
    cards: frozenset[str]
    answers: tuple[Group, ...]

    def groups(self, page: Page) -> Iterator[Group]:
        """Yield the light, its edge first, so that it has one edge all around."""
        edge = 2 * style.LIT_EDGE_WIDTH * self.unit
        most = 2 * _REACH * _scale(page) - edge
        around = 2 * style.LIT_AROUND * self.unit
        cards = ((b, s, min(around + s.stroke_width, most)) for b, s in self._cards(page))
        lines = ((box, line, style.LIT_LINE * self.unit) for box, line in self._lines(page))
        shapes = [*lines, *cards]
        for more, colour in ((edge, style.LIT_EDGE), (0.0, style.LIT)):
            for box, shape, width in shapes:
                # Each in a group of its own: shapes of one group lie over each other.
                yield Group("light", box, (_stroked(shape, width + more, colour),))

    def _cards(self, page: Page) -> Iterator[tuple[Box, Rect | Path]]:
        for group in page.groups:
            if group.id in self.cards:
                shape = next((i for i in group.items if isinstance(i, Rect | Path)), None)
                yield from [(group.box, shape)] if shape else []

    def _lines(self, page: Page) -> Iterator[tuple[Box, Path]]:
        on_page = {group.id for group in page.groups}
        for answer in (a for a in self.answers if a.id in on_page):
            group = line_of(answer, page.groups)
            line = stroke_of(group) if group else None
            yield from [(group.box, line)] if group and line else []


def _scale(page: Page) -> float:
    """The size of a sheet as a share of A1."""
    return min(page.width, page.height) / _A1_MM


def _stroked(shape: Rect | Path, width: float, colour: str) -> Rect | Path:
    """A shape's outline as a broad stroke: what lies on top of it hides the inner half."""
    return replace(shape, fill=None, stroke=colour, stroke_width=round(width, 4), dash=())


def _strip(page: Page, way: Way, letters: Letters) -> Iterator[Group]:
    """A strip below the title block, from edge to edge, as far as there is room for it."""
    top = max((g.box[1] + g.box[3] for g in page.groups if g.role == "title"), default=0.0)
    below = (g.box[1] for g in page.groups if g.box[1] > top - _NEAR and g.role not in HEAD)
    room = min(below, default=page.height) - top
    size = min(_SIZE * _scale(page), _ROOM * room / _STRIP)
    if size <= 0:
        return
    box = (0.0, round(top, 4), page.width, round(_STRIP * size, 4))
    yield Group("background", box, (Rect(*box, fill=style.LIT),))
    left, wide = _sides(page)
    writer = _Writer(way, letters, size, wide)
    texts = tuple(writer.texts(left, top + _BASELINE * size))
    label = " ".join(item.words for item in texts)
    yield Group("case", (left, box[1], wide, box[3]), texts, label=label)


def _sides(page: Page) -> tuple[float, float]:
    """Where the texts of the title begin, and how wide the page is from there."""
    texts = (t for g in page.groups if g.role == "title" for t in g.texts if t.anchor == "start")
    left = min((t.x for t in texts), default=page.margin)
    return left, page.width - 2 * left


@dataclass(frozen=True)
class _Writer:
    """Writes a way on one line of `wide` mm: its name and facts, and at the right its end."""

    way: Way
    letters: Letters
    size: float
    wide: float

    def texts(self, left: float, y: float) -> Iterator[Text]:
        """Yield what stands on the line with its baseline at `y`."""
        ink = Ink(self.letters.regular, self.size, ground=style.LIT)
        bold = replace(ink, font=self.letters.bold)
        name = text.drawable(self.way.name, bold.font)
        end = self.fitting([self.way.end], bold.font, self.wide / 2)
        gap = 0.5 * self.size
        start = self.letters.width(name, bold.font, self.size) + gap
        room = self.wide - start - self.letters.width(end, bold.font, self.size) - 2 * gap
        facts = self.fitting(self.shorter(), ink.font, room)
        lead = bold.write(left, y, (name,))
        yield ink.write(left + start, y, (facts,), lead=lead) if facts else lead
        if end:
            yield bold.write(left + self.wide, y, (end,), anchor="end")

    def shorter(self) -> Iterator[str]:
        """Yield the facts in words, with ever fewer of them told."""
        for left_out in range(len(self.way.facts) + 1):
            told = self.way.facts[: len(self.way.facts) - left_out]
            more = _MORE.say(self.letters.language, {"count": left_out})
            yield " · ".join([*told, more] if left_out else told)

    def fitting(self, wordings: Iterable[str], font: Font, room: float) -> str:
        """Return the first wording that fits in `room` mm; of the last as much as does."""
        words = ""
        for words in wordings:
            if self.letters.width(words, font, self.size) <= room:
                return text.drawable(words, font)
        first = self.letters.broken(words, font, self.size, max(room - self.size, self.size))[0]
        return f"{first}…"
