"""Measured cards: texts broken into lines, with the width and height that they need, in em."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom import style, text
from woonboom.layout import wording
from woonboom.layout.wording import say
from woonboom.model import Tree

Lines = tuple[str, ...]

MEASURES: Final = (15.0, 13.0, 18.0)
"""Line widths of question texts that a layout may choose from, the usual one first."""
_LONG_TEXT: Final = 220
_LONG_WORD: Final = 1.5
"""How much wider than usual lines may be for one long word."""
_PILL_MEASURE: Final = 9.0
_OUTCOME_ROOM: Final = style.BAND + 0.7 + style.PAD
_NOTE_GAP: Final = 0.3


@dataclass(frozen=True)
class Card:
    """A card or an answer's pill: what stands on it and how large it is.

    `role` is question, outcome, brief (an outcome again), chip (a question elsewhere), stub (no
    such place), pill or heading; `ref` the id of the question or outcome.
    """

    role: str
    ref: str
    width: float
    height: float
    title: Lines
    note: Lines = ()


@dataclass(frozen=True)
class Deck:
    """The cards of one tree at one line width."""

    tree: Tree
    measure: float

    @cached_property
    def _made(self) -> dict[tuple[str, str], Card]:
        return {}

    def card(self, role: str, ref: str) -> Card:
        """Return the card of `role` for `ref` (an id, a label, or the name of a missing place)."""
        known = self._made.get((role, ref))
        if known is None:
            known = self._made[role, ref] = getattr(self, "_" + role)(ref)
        return known

    def _lines(self, words: str, font: text.Font, size: float, measure: float) -> Lines:
        return set_lines(words, font, measure / size, self.tree.language)

    def _measure(self, title: str, note: str, font: text.Font) -> float:
        """The line width for a card: wider for long texts, and to keep a long word whole."""
        longer = math.sqrt((len(title) + len(note)) / _LONG_TEXT)
        measure = self.measure * min(2.0, max(1.0, longer))
        word = text.longest_word(text.drawable(title, font), font)
        return max(measure, min(word + 0.1, _LONG_WORD * measure))

    def _set(self, title: str, note: str, font: text.Font) -> tuple[Lines, Lines]:
        """A card's title and note in lines."""
        measure = self._measure(title, note, font)
        below = self._lines(note, style.REGULAR, style.NOTE_SIZE, measure) if note else ()
        return self._lines(title, font, 1, measure), below

    def _question(self, ref: str) -> Card:
        question = self.tree.questions[ref]
        title, note = self._set(str(question.ask), str(question.help or ""), style.BOLD)
        wide = max(_widest(title, note, style.BOLD), 4.0)
        height = max(_tall(title, note), 2 * style.PAD + 2 * style.BADGE_RADIUS)
        return Card("question", ref, style.BADGE + wide + style.PAD, height, title, note)

    def _outcome(self, ref: str) -> Card:
        outcome = self.tree.outcomes[ref]
        title, note = self._set(str(outcome.title), str(outcome.text or ""), style.HEAVY)
        wide = _OUTCOME_ROOM + _widest(title, note, style.HEAVY) + style.corner_room(outcome.kind)
        return Card("outcome", ref, wide, max(_tall(title, note), 4.3), title, note)

    def _brief(self, ref: str) -> Card:
        outcome = self.tree.outcomes[ref]
        measure = 0.75 * self._measure(str(outcome.title), "", style.HEAVY)
        title = self._lines(str(outcome.title), style.HEAVY, 1, measure)
        wide = _OUTCOME_ROOM + _widest(title, (), style.HEAVY) + style.corner_room(outcome.kind)
        height = max(1.5 * style.PAD + len(title) * style.LEADING, 3.5)
        return Card("brief", ref, wide, height, title)

    def _chip(self, ref: str) -> Card:
        words = say(self.tree, wording.GO_TO)
        number = str(self.tree.numbers[ref])
        wide = text.width(words, style.MEDIUM) * style.PILL_SIZE
        return Card("chip", ref, 1.1 + wide + 0.5 + badge_width(number) + 0.35, 2.2, (words,))

    def _stub(self, ref: str) -> Card:
        words = (
            say(self.tree, wording.NO_PLACE, goto=ref) if ref else say(self.tree, wording.NOWHERE)
        )
        title = self._lines(words, style.BOLD, style.PILL_SIZE, 10)
        wide = text.widest(title, style.BOLD) * style.PILL_SIZE
        high = len(title) * style.PILL_SIZE * style.LEADING + 1.3
        return Card("stub", ref, wide + 2, high, title)

    def _heading(self, words: str) -> Card:
        title = self._lines(words, style.BOLD, style.HEADING_SIZE, 2 * self.measure)
        wide = text.widest(title, style.BOLD) * style.HEADING_SIZE
        return Card("heading", "", wide, len(title) * style.HEADING_SIZE * style.LEADING, title)

    def _pill(self, label: str) -> Card:
        title = self._lines(label, style.BOLD, style.PILL_SIZE, _PILL_MEASURE)
        wide = text.widest(title, style.BOLD) * style.PILL_SIZE + 2 * style.PILL_PAD
        high = style.PILL_HEIGHT + (len(title) - 1) * style.PILL_SIZE * style.LEADING
        return Card("pill", "", max(wide, style.PILL_HEIGHT), high, title)


def set_lines(words: str, font: text.Font, measure: float, language: str) -> Lines:
    """Return `words` cleaned and broken into lines of at most `measure` em of their own size."""
    return text.broken(text.drawable(words, font), font, round(measure, 4), language)


def badge_width(number: str) -> float:
    """Return how wide a question's number badge is: round, longer for long numbers."""
    return max(2 * style.BADGE_RADIUS, text.width(number, style.HEAVY) * 0.92 + 0.75)


def note_top(title: Lines) -> float:
    """Return how far below the top of a card the note's first baseline lies."""
    return style.PAD + len(title) * style.LEADING + _NOTE_GAP + 0.8 * style.NOTE_SIZE + 0.1


def _widest(title: Lines, note: Lines, font: text.Font) -> float:
    noted = text.widest(note, style.REGULAR) * style.NOTE_SIZE
    return max(text.widest(title, font), noted)


def _tall(title: Lines, note: Lines) -> float:
    noted = _NOTE_GAP + len(note) * style.NOTE_SIZE * style.NOTE_LEADING if note else 0
    return 2 * style.PAD + len(title) * style.LEADING + noted
