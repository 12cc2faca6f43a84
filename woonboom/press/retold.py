"""Old words on a card struck out, and new words underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, Literal

from woonboom import style, text
from woonboom.scene import SOFT_HYPHEN, Group, Path, Text

Words = tuple[tuple[Literal["kept", "removed", "added"], str], ...]
"""A text in parts: what is in both versions, what was, and what is new."""
Place = tuple[int, int]
"""A line of a text and a character in it."""

_STRUCK: Final = 0.27
"""How far above its baseline a text is struck out, in its size."""
_DIGITS: Final = 4


def rewritten(group: Group, told: Sequence[Words], unit: float) -> Group:
    """Return a card on which the old words of its texts are struck out and the new underlined."""
    strokes: list[Path] = []
    left = list(told)
    for item in group.texts:
        for words in left:
            places = _places(item, words)
            if places:
                left.remove(words)
                strokes += _strokes(item, places, unit)
                break
    return replace(group, items=(*group.items, *strokes)) if strokes else group


def struck(item: Text, line: int, part: tuple[int, int], unit: float) -> Path:
    """Return a line through a part of a line of text."""
    return _stroke(item, line, part, (-_STRUCK, style.STRIKE_WIDTH * unit))


def _strokes(item: Text, places: Sequence[tuple[Place, str]], unit: float) -> Iterator[Path]:
    under = style.UNDERLINE_DROP, style.UNDERLINE_WIDTH * unit
    for (line, part), row in groupby(places, lambda place: (place[0][0], place[1])):
        at = [place[1] for place, _ in row]
        ends = (at[0], at[-1] + 1)
        if part == "removed":
            yield struck(item, line, ends, unit)
        elif part == "added":
            yield _stroke(item, line, ends, under)


def _places(item: Text, words: Words) -> list[tuple[Place, str]]:
    """Where the characters of words stand and of which part they are, if this is their text.

    More may follow: the numbers of sources. Lines break at spaces and hyphens, so these do not
    count.
    """
    drawn = [
        ((n, at), character)
        for n, line in enumerate(item.lines)
        for at, character in enumerate(line)
        if _counts(character)
    ]
    told = [(c, part) for part, said in words for c in text.drawable(said, item.font) if _counts(c)]
    if len(told) > len(drawn):
        return []
    pairs = list(zip(drawn, told, strict=False))
    if any(there != said for (_, there), (said, _) in pairs):
        return []
    return [(place, part) for (place, _), (_, part) in pairs]


def _counts(character: str) -> bool:
    return not character.isspace() and character != SOFT_HYPHEN


def _stroke(item: Text, line: int, part: tuple[int, int], how: tuple[float, float]) -> Path:
    """A line along a part of a line of text: how far below its baseline, and how wide."""
    words = item.lines[line]

    def wide(count: int) -> float:
        return text.width(words[:count], item.font) * item.size if count else 0.0

    left = item.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor] * wide(len(words))
    y = round(item.y + line * item.leading + how[0] * item.size, _DIGITS)
    ends = (round(left + wide(count), _DIGITS) for count in part)
    commands = tuple((name, x, y) for name, x in zip("ML", ends, strict=True))
    return Path(commands, stroke=item.fill, stroke_width=round(how[1], _DIGITS))
