"""Sources by number: what a card cites, and the list that explains the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom import style, text
from woonboom.model import Text, Tree
from woonboom.typeface import Font

_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED: Final = str.maketrans("0123456789", _DIGITS)
_SPACE: Final = "\u00a0"
"""Before and between raised numbers: they stay with the word that they follow."""


@dataclass(frozen=True)
class Citations:
    """The sources of a tree's questions and outcomes, numbered as people look things up."""

    tree: Tree

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of every source, from 1: T 2.9 comes before T 2.10."""
        named = {source for row in self._named.values() for source in row}
        return {source: n for n, source in enumerate(sorted(named, key=_natural), start=1)}

    def of(self, element: str) -> tuple[int, ...]:
        """Return the numbers of the sources of a question or outcome, rising."""
        return tuple(sorted({self.numbers[source] for source in self._named[element]}))

    @cached_property
    def works(self) -> Mapping[str, str]:
        """What the short names stand for that sources begin with, in the order of the sources."""
        short = dict.fromkeys(source.split(" ")[0] for source in self.numbers)
        return {name: str(self.tree.works[name]) for name in short if name in self.tree.works}

    @cached_property
    def _named(self) -> dict[str, tuple[str, ...]]:
        """The sources of every question and outcome, with those of the numbers in their texts."""
        tree, found = self.tree, {}
        for question in tree.questions.values():
            texts = [question.ask, question.help, *(a.label for a in question.answers)]
            found[question.id] = (*question.sources, *self._behind(texts))
        for outcome in tree.outcomes.values():
            found[outcome.id] = (*outcome.sources, *self._behind([outcome.title, outcome.text]))
        return found

    def _behind(self, texts: Iterable[Text | None]) -> Iterator[str]:
        """The sources of the parameters that texts print."""
        for words in texts:
            for name in words.parameters if words else ():
                yield from self.tree.parameters[name].sources


def raised(numbers: Iterable[int], font: Font = style.REGULAR) -> str:
    """Return numbers as superscripts that a line does not break between: ¹ ².

    A font that lacks one of them gets brackets for all: [1, 2].
    """
    plain = [str(number) for number in numbers]
    marks = _SPACE.join(plain).translate(_RAISED)
    return f"[{f',{_SPACE}'.join(plain)}]" if plain and text.lacking(_DIGITS, font) else marks


def citing(words: str, numbers: Iterable[int], font: Font = style.REGULAR) -> str:
    """Return words with raised numbers behind them."""
    marks = raised(numbers, font)
    return f"{words.rstrip()}{_SPACE}{marks}" if marks else words


def _natural(source: str) -> list[tuple[int, int, str]]:
    """The order in which people look things up: 2.9 before 2.10, numbers before words."""
    parts = re.split(r"([0-9]+)", source)
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts]
