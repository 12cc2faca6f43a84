"""Measured cards: texts broken into lines, with the width and height that they need, in em."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from woonboom import style, text
from woonboom.layout import wording
from woonboom.layout.citations import Citations, citing, raised
from woonboom.layout.wording import say
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.typeface import Font, Typeface

Lines = tuple[str, ...]

MEASURES: Final = (15.0, 13.0, 18.0)
"""Line widths of question texts that a layout may choose from, the usual one first."""
_LONG_TEXT: Final = 220
_LONG_WORD: Final = 1.5
"""How much wider than usual lines may be for one long word."""
_PILL_MEASURE: Final = 9.0
_OUTCOME_ROOM: Final = style.BAND + 0.7 + style.PAD
BADGE_LEFT: Final = 0.34
"""From the edge of a question's card to its number's badge."""
_BADGE_GAP: Final = 0.3
_NOTE_GAP: Final = 0.3
CITE_GAP: Final = 0.25
"""Between a title and the numbers of its sources behind it."""
_LAST_LINE: Final = 0.35
"""How much shorter than others a last line may be and look as even."""


@dataclass(frozen=True)
class Card:
    """A card or an answer's pill: what stands on it and how large it is.

    `role` is question, outcome, brief (an outcome again), chip (a question elsewhere), stub (no
    such place), pill or heading; `ref` the id of the question or outcome. `cited` are the numbers
    of its sources: they end the note, or stand behind the title of a card without one. `ring` is
    how much of its size all around is the band of a mark.
    """

    role: str
    ref: str
    width: float
    height: float
    title: Lines
    note: Lines = ()
    cited: tuple[int, ...] = ()
    ring: float = 0.0

    @property
    def inner(self) -> Card:
        """The card without the band of a mark around it."""
        wide, high = self.width - 2 * self.ring, self.height - 2 * self.ring
        return replace(self, width=wide, height=high, ring=0.0)


@dataclass(frozen=True)
class Deck:
    """The cards of one tree at one line width.

    `sheets` names the sheet of every question that a chip must send people to another sheet for.
    """

    tree: Tree
    measure: float
    sheets: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _made(self) -> dict[tuple[str, str], Card]:
        return {}

    @cached_property
    def _face(self) -> Typeface:
        return look_of(self.tree).face

    @cached_property
    def _citations(self) -> Citations:
        return Citations(self.tree)

    @cached_property
    def _hosts(self) -> dict[str, str]:
        """For every outcome the question at which it stands whole."""
        found: dict[str, str] = {}
        for question in self.tree.in_order:
            for answer in question.answers:
                if self.tree.holds_up(answer):
                    found.setdefault(answer.goto, question.id)
        return found

    def card(self, role: str, ref: str) -> Card:
        """Return the card of `role` for `ref` (an id, a label, or the name of a missing place)."""
        known = self._made.get((role, ref))
        if known is None:
            known = self._made[role, ref] = self._ringed(getattr(self, "_" + role)(ref))
        return known

    def _ringed(self, card: Card) -> Card:
        """A card with room for the band of its mark."""
        border = _border(self.tree, card)
        if border is None:
            return card
        ring = style.mark_room(border)
        wide, high = card.width + 2 * ring, card.height + 2 * ring
        return replace(card, width=wide, height=high, ring=ring)

    def _lines(self, words: str, font: Font, size: float, measure: float) -> Lines:
        return set_lines(words, font, measure / size, self.tree.language)

    def _measure(self, title: str, note: str, font: Font) -> float:
        """The line width for a card: wider for long texts, and to keep a long word whole."""
        longer = math.sqrt((len(title) + len(note)) / _LONG_TEXT)
        measure = self.measure * min(2.0, max(1.0, longer))
        word = text.longest_word(text.drawable(title, font), font)
        small = text.longest_word(text.drawable(note, self._face.regular), self._face.regular)
        word = max(word, small * style.NOTE_SIZE)
        return max(measure, min(word + 0.1, _LONG_WORD * measure))

    def _set(
        self, title: str, note: str, font: Font, cited: tuple[int, ...]
    ) -> tuple[Lines, Lines]:
        """A card's title and note in lines; the note ends in the numbers of its sources."""
        noted = citing(note, cited, self._face.regular) if note else ""
        measure = self._measure(title, noted, font)
        lines = self._lines(title, font, 1, measure)
        if not note and self._cite_end(lines, font, cited) > measure:
            noted = raised(cited, self._face.regular)
        below = self._lines(noted, self._face.regular, style.NOTE_SIZE, measure) if noted else ()
        return lines, below

    def _question(self, ref: str) -> Card:
        question, cited = self.tree.questions[ref], self._citations.of(ref)
        title, note = self._set(str(question.ask), str(question.help or ""), self._face.bold, cited)
        wide = max(self._widest(title, note, self._face.bold, cited), 4.0)
        height = max(_tall(title, note), 2 * style.PAD + 2 * style.BADGE_RADIUS)
        left = words_left(self.tree.printed[ref], self._face)
        return Card("question", ref, left + wide + style.PAD, height, title, note, cited)

    def _outcome(self, ref: str) -> Card:
        outcome, cited = self.tree.outcomes[ref], self._citations.of(ref)
        title, note = self._set(
            str(outcome.title), str(outcome.text or ""), self._face.heavy, cited
        )
        widest = self._widest(title, note, self._face.heavy, cited)
        wide = _OUTCOME_ROOM + widest + style.corner_room(outcome.kind)
        return Card("outcome", ref, wide, max(_tall(title, note), 4.3), title, note, cited)

    def _brief(self, ref: str) -> Card:
        outcome = self.tree.outcomes[ref]
        measure = 0.75 * self._measure(str(outcome.title), "", self._face.heavy)
        title = self._lines(str(outcome.title), self._face.heavy, 1, measure)
        wide = (
            _OUTCOME_ROOM
            + self._widest(title, (), self._face.heavy)
            + style.corner_room(outcome.kind)
        )
        height = max(1.5 * style.PAD + len(title) * style.LEADING, 3.5)
        return Card("brief", ref, wide, height, title)

    def _chip(self, ref: str) -> Card:
        outcome = ref in self.tree.outcomes
        words = say(self.tree, wording.WENT_TO if outcome else wording.GO_TO)
        number = (self.tree.codes if outcome else self.tree.printed)[ref]
        left = chip_badge(words, self._face) + badge_width(number, self._face)
        there = self.sheets.get(self._hosts.get(ref, "") if outcome else ref)
        if not there:
            return Card("chip", ref, left + 0.35, 2.2, (words,))
        sheet = text.drawable(say(self.tree, wording.SHEET, sheet=there), self._face.medium)
        wide = CHIP_GAP + text.width(sheet, self._face.medium) * style.PILL_SIZE
        return Card("chip", ref, left + wide + 1.0, 2.2, (words,), (sheet,))

    def _stub(self, ref: str) -> Card:
        words = (
            say(self.tree, wording.NO_PLACE, goto=ref) if ref else say(self.tree, wording.NOWHERE)
        )
        title = self._lines(words, self._face.bold, style.PILL_SIZE, 10)
        wide = text.widest(title, self._face.bold) * style.PILL_SIZE
        high = len(title) * style.PILL_SIZE * style.LEADING + 1.3
        return Card("stub", ref, wide + 2, high, title)

    def _heading(self, words: str) -> Card:
        title = self._lines(words, self._face.bold, style.HEADING_SIZE, 2 * self.measure)
        wide = text.widest(title, self._face.bold) * style.HEADING_SIZE
        return Card("heading", "", wide, len(title) * style.HEADING_SIZE * style.LEADING, title)

    def _pill(self, label: str) -> Card:
        title = self._lines(label, self._face.bold, style.PILL_SIZE, _PILL_MEASURE)
        wide = text.widest(title, self._face.bold) * style.PILL_SIZE + 2 * style.PILL_PAD
        high = style.PILL_HEIGHT + (len(title) - 1) * style.PILL_SIZE * style.LEADING
        return Card("pill", "", max(wide, style.PILL_HEIGHT), high, title)

    def _widest(self, title: Lines, note: Lines, font: Font, cited: tuple[int, ...] = ()) -> float:
        behind = 0 if note else self._cite_end(title, font, cited)
        noted = text.widest(note, self._face.regular) * style.NOTE_SIZE
        return max(text.widest(title, font), noted, behind)

    def _cite_end(self, title: Lines, font: Font, cited: tuple[int, ...]) -> float:
        """Where numbers behind a title would end."""
        if not cited or not title:
            return 0.0
        small = self._face.regular
        wide = text.width(raised(cited, small), small) * style.NOTE_SIZE
        return text.width(title[-1], font) + CITE_GAP + wide


def set_lines(words: str, font: Font, measure: float, language: str) -> Lines:
    """Return `words` cleaned and broken into lines of at most `measure` em of their own size."""
    return text.broken(text.drawable(words, font), font, round(measure, 4), language)


CHIP_GAP: Final = 0.4
"""Between a chip's number and the name of its sheet."""


def chip_badge(words: str, face: Typeface) -> float:
    """Return where a chip's number badge begins, after its words."""
    return 1.6 + text.width(words, face.medium) * style.PILL_SIZE


def words_left(number: str, face: Typeface) -> float:
    """Return where the words of a question begin: beside its number, however long that is."""
    return max(style.BADGE, BADGE_LEFT + badge_width(number, face) + _BADGE_GAP)


def badge_width(number: str, face: Typeface) -> float:
    """Return how wide a question's number badge is: round, longer for long numbers."""
    return max(2 * style.BADGE_RADIUS, text.width(number, face.heavy) * 0.92 + 0.75)


def _border(tree: Tree, card: Card) -> float | None:
    """The border of a card that has the band of a mark around it."""
    if card.role == "question":
        start = card.ref == tree.start
        border = style.START_STROKE if start else style.CARD_STROKE
        return border if tree.questions[card.ref].mark in style.BANDS else None
    if card.role in ("outcome", "brief"):
        outcome = tree.outcomes[card.ref]
        if outcome.mark in (style.BANDS if card.role == "outcome" else style.BANDS_AGAIN):
            return style.KINDS.get(outcome.kind, style.UNKNOWN_KIND).stroke
    return None


def note_top(title: Lines) -> float:
    """Return how far below the top of a card the note's first baseline lies."""
    return style.PAD + len(title) * style.LEADING + _NOTE_GAP + 0.8 * style.NOTE_SIZE + 0.1


def _tall(title: Lines, note: Lines) -> float:
    noted = _NOTE_GAP + len(note) * style.NOTE_SIZE * style.NOTE_LEADING if note else 0
    return 2 * style.PAD + len(title) * style.LEADING + noted


def ragged(card: Card, face: Typeface) -> float:
    """Return the worst inner line as a share of the widest; the last line may be much shorter."""
    worst = 1.0
    title = face.bold if card.role == "question" else face.heavy
    for lines, font in ((card.title, title), (card.note, face.regular)):
        if len(lines) > 1:
            widths = [text.width(line, font) for line in lines]
            shares = [w / max(widths) for w in widths]
            worst = min(worst, *shares[:-1], shares[-1] + _LAST_LINE)
    return worst


def hyphenated(card: Card) -> bool:
    """Tell whether a word is broken on a card."""
    return any(line.endswith(text.SOFT_HYPHEN) for line in (*card.title, *card.note))
