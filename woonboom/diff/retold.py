"""One text that says what two versions say: old words before the new ones in their place.

A drawing strikes the old words out and underlines the new ones: "at least 3 → 6 months".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from woonboom.diff.texts import Part, Run, runs

_SPACE: Final = "\u00a0"
"""Around the sign between an old number and the new one: they stay on one line."""
_WORD: Final = re.compile(r"\w")
_NUMBER: Final = re.compile(r"\s*\d\S*(\s\w+)?\s*")
"""A number, with what is counted where that changed with it: 1 month → 2 months."""
_DOTS: Final = "…"
_MOST_SHOWN: Final = 2
"""Of the old words of a text so many times the most of one stretch are shown."""


@dataclass(frozen=True)
class Told:
    """A text as it is drawn, in parts, and what it was and is."""

    parts: tuple[Run, ...]
    was: str
    now: str

    @property
    def text(self) -> str:
        """The text as it is drawn."""
        return "".join(run.text for run in self.parts)


def same(was: str, now: str) -> bool:
    """Whether two texts say the same, word for word."""
    return was.split() == now.split()


def retold(was: str, now: str, sign: str, most: int) -> Told:
    """Return `now` with the words of `was` before those that took their place.

    `sign` stands between numbers. Of the old words at most `most` characters are shown in a row.
    """
    found = runs(was, now)
    parts = list(_parts(found, sign, _Shown(most, _MOST_SHOWN * most)))
    while parts and not parts[0].text.strip():
        parts.pop(0)
    return Told(tuple(parts), was, now)


def told_apart(was: str, now: str, part: Part) -> Told:
    """Return one of two texts in parts: the old one with what was `removed`, or what is `added`."""
    found = tuple(run for run in runs(was, now) if run.part in ("kept", part))
    return Told(found, was, now)


@dataclass
class _Shown:
    """Shortens old words: `most` characters of a stretch, `left` of a text."""

    most: int
    left: int

    def of(self, words: str) -> str:
        words = " ".join(words.split())
        most = min(self.most, self.left)
        if len(words) > most:
            head = words[:most].rpartition(" ")[0].rstrip(".,;: ")
            words = f"{head}{_SPACE}{_DOTS}" if head else _DOTS
        self.left -= len(words)
        return words


def _parts(found: Sequence[Run], sign: str, shown: _Shown) -> Iterator[Run]:
    sparse = Run("kept", "")
    for run, after in zip(found, [*found[1:], sparse], strict=False):
        if run.part != "removed":
            yield run
        elif _WORD.search(run.text):
            words, end = run.text.strip(), after.part == "added" and after.text.strip()
            yield Run("kept", run.text[: len(run.text) - len(run.text.lstrip())])
            if end and sign and _NUMBER.fullmatch(words) and _NUMBER.fullmatch(end):
                yield Run("removed", words)
                yield Run("kept", f"{_SPACE}{sign}{_SPACE}")
            elif shown.left > 0:
                yield Run("removed", shown.of(words))
                yield Run("kept", " " if end else run.text[len(run.text.rstrip()) :])
