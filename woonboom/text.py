"""Measuring text and breaking it into lines, the same for every drawing.

Widths are in em (1 = the type size). They come from HarfBuzz with kerning and ligatures, which
agrees with what Typst and browsers draw to a thousandth of a millimetre.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from woonboom.typeface import Font, file_of

if TYPE_CHECKING:
    import pyphen
    import uharfbuzz

SOFT_HYPHEN: Final = "\u00ad"
SUBSTITUTES: Final = "\u25af\u25a1?"
"""What stands for a character that the font lacks: the first of these that it has."""

_LOCALES: Final = {"nl": "nl_NL", "en": "en_GB"}
# Characters that change how neighbours look or join, and draw nothing themselves.
_SILENT = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACE = re.compile("[ \\t\\n\\r\\x0b\\x0c\\x85\u2028\u2029]+")
_NUMBER_AND_WORD = re.compile(r"\b(\d{1,4}) (?=[^\W\d]{1,8}\b)")


@cache
def _shaper(font: Font) -> tuple[uharfbuzz.Font, int, frozenset[int]]:
    """The font for HarfBuzz, its units per em and the characters that it has."""
    import uharfbuzz

    blob = uharfbuzz.Blob.from_file_path(file_of(font))
    face = uharfbuzz.Face(blob)
    return uharfbuzz.Font(face), face.upem, frozenset(face.unicodes)


@lru_cache(maxsize=16_384)
def width(text: str, font: Font) -> float:
    """Return how wide `text` is on one line, in em; a soft hyphen at its end counts as a hyphen."""
    _, upem, _ = _shaper(font)
    return float(sum(p.x_advance for p in _shaped(text, font).glyph_positions or ())) / upem


def _shaped(text: str, font: Font) -> uharfbuzz.Buffer:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text.replace(SOFT_HYPHEN, "-"))
    buffer.guess_segment_properties()
    uharfbuzz.shape(_shaper(font)[0], buffer, {"kern": True, "liga": True})
    return buffer


def outline(text: str, font: Font) -> list[tuple[str, tuple[float, ...]]]:
    """Return the shapes of the letters of a clean text, in em from its start on the baseline.

    Steps as in SVG, y downwards: ("M" | "L", x y), ("Q", a corner, then the end), ("C", two
    corners, then the end) and ("Z", nothing). For pictures that carry no fonts.
    """
    shaper, upem, _ = _shaper(font)
    buffer, steps = _shaped(text, font), _Steps(upem)
    draw = _drawing()
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
    for info, position in glyphs:
        steps.place(position.x_offset, position.y_offset)
        shaper.draw_glyph(info.codepoint, draw, steps)
        steps.x += position.x_advance
    return steps.taken


class _Steps:
    """What HarfBuzz draws, a glyph after the other."""

    def __init__(self, upem: int) -> None:
        self.upem = upem
        self.x = 0.0
        self.offset = (0.0, 0.0)
        self.taken: list[tuple[str, tuple[float, ...]]] = []

    def place(self, x: float, y: float) -> None:
        """Put the next glyph."""
        self.offset = (x, y)

    def take(self, name: str, *numbers: float) -> None:
        """Add a step of it."""
        dx, dy = self.x + self.offset[0], self.offset[1]
        placed = ((n + dx) if at % 2 == 0 else -(n + dy) for at, n in enumerate(numbers))
        self.taken.append((name, tuple(n / self.upem for n in placed)))


@cache
def _drawing() -> uharfbuzz.DrawFuncs:
    import uharfbuzz

    def step(name: str) -> Callable[..., None]:
        return lambda *given: given[-1].take(name, *given[:-1])

    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(step("M"))
    draw.set_line_to_func(step("L"))
    draw.set_quadratic_to_func(step("Q"))
    draw.set_cubic_to_func(step("C"))
    draw.set_close_path_func(step("Z"))
    return draw


def widest(lines: tuple[str, ...], font: Font) -> float:
    """Return the width of the widest line, in em."""
    return max((width(line, font) for line in lines), default=0.0)


@lru_cache(maxsize=8_192)
def clean(text: str) -> str:
    """Return `text` as it can be set: composed, on one line, without control characters."""
    text = _SILENT.sub("", unicodedata.normalize("NFC", text))
    text = _SPACE.sub(" ", text).strip(" ")
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs"))


def longest_word(text: str, font: Font) -> float:
    """Return the width of the widest word of a clean text, in em."""
    return max(width(word, font) for word in text.split(" "))


def lacking(text: str, font: Font) -> str:
    """Return the characters of a clean `text` that `font` cannot draw, each once, in order."""
    known = _shaper(font)[2]
    return "".join(dict.fromkeys(c for c in text if ord(c) not in known))


def drawable(text: str, font: Font) -> str:
    """Return `text` cleaned, with a box (or ?) for every character that `font` lacks."""
    text = clean(text)
    missing = lacking(text, font)
    if not missing:
        return text
    stand_in = next(c for c in SUBSTITUTES if not lacking(c, font))
    return text.translate({ord(c): stand_in for c in missing})


class _Piece(NamedTuple):
    """A word or a part of one; `glue` is what follows it: a space, a hyphen point or nothing."""

    text: str
    width: float
    glue: str


@lru_cache(maxsize=8_192)
def broken(text: str, font: Font, measure: float, language: str = "nl") -> tuple[str, ...]:
    """Return `text` in lines of at most `measure` em, as even as can be and as few as needed.

    A word is only broken when it is wider than a line of its own; such a line ends in a soft
    hyphen. The text must be clean.
    """
    words = _NUMBER_AND_WORD.sub("\\1\u00a0", text).split(" ")
    pieces = [piece for word in words for piece in _pieces(word, font, measure, language)]
    extras = {" ": width(" ", font), "-": width("-", font), "": 0.0}
    return tuple(_set(pieces[i:j]) for i, j in _breaks(pieces, extras, measure))


def _set(pieces: list[_Piece]) -> str:
    """Return one line as it is drawn."""
    shown = {" ": " ", "-": "", "": ""}
    line = "".join(piece.text + shown[piece.glue] for piece in pieces[:-1]) + pieces[-1].text
    return line + SOFT_HYPHEN if pieces[-1].glue == "-" else line


def _breaks(
    pieces: list[_Piece], extras: Mapping[str, float], measure: float
) -> list[tuple[int, int]]:
    """Find where to break so that the sum of the lines' costs is least.

    `extras` holds the widths of a space (within a line) and a hyphen (at its end).
    """
    gaps = {**extras, "-": 0.0}
    tails = {**extras, " ": 0.0}
    ends = [0.0, *accumulate(piece.width + gaps[piece.glue] for piece in pieces)]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for j in range(1, len(pieces) + 1):
        choices: list[tuple[float, int]] = []
        for i in range(j - 1, -1, -1):
            line = ends[j] - ends[i] - gaps[pieces[j - 1].glue] + tails[pieces[j - 1].glue]
            if line > measure and choices:
                break
            cost = _cost(line, measure, pieces[j - 1].glue, last=j == len(pieces))
            choices.append((best[i][0] + cost, i))
        best.append(min(choices))
    return _trace(best)


def _trace(best: list[tuple[float, int]]) -> list[tuple[int, int]]:
    lines, j = [], len(best) - 1
    while j > 0:
        i = best[j][1]
        lines.append((i, j))
        j = i
    return lines[::-1]


def _cost(line: float, measure: float, glue: str, *, last: bool) -> float:
    """What a line costs: one by itself, empty room by its square, a broken word much."""
    slack = max(0.0, (measure - line) / measure)
    cost = 10 + (9 if last else 14) * slack * slack + 1000 * max(0.0, line - measure)
    return cost + (3 if last and slack > 0.75 else 0) + (0 if last or glue == " " else 25)


@lru_cache(maxsize=8_192)
def _pieces(word: str, font: Font, measure: float, language: str) -> tuple[_Piece, ...]:
    """Cut a word where it may break: nowhere, unless it is wider than a whole line."""
    wide = width(word, font)
    if wide <= measure:
        return (_Piece(word, wide, " "),)
    cuts = [part for part in re.split(r"(?<=[-/\u00a0@_.=&?])", word) if part]
    parts = [(p, "" if n < len(cuts) - 1 else " ") for n, p in enumerate(cuts)]
    found: list[_Piece] = []
    for part, glue in parts:
        found += _syllables(part, glue, font, measure, language)
    return tuple(found)


def _syllables(word: str, glue: str, font: Font, measure: float, language: str) -> list[_Piece]:
    """Cut a part that is too wide at its syllables, and those at any letter if need be."""
    if width(word, font) <= measure:
        return [_Piece(word, width(word, font), glue)]
    hyphen = width("-", font)
    found: list[_Piece] = []
    for part in syllables(word, language):
        found += _chunks(part, font, measure - hyphen)
    return [*found[:-1], found[-1]._replace(glue=glue)]


def _chunks(part: str, font: Font, measure: float) -> list[_Piece]:
    """Cut a part into stretches that fit a line, never before a combining mark."""
    found = []
    while part:
        end = 1
        while end < len(part) and (
            unicodedata.combining(part[end]) or width(part[: end + 1], font) <= measure
        ):
            end += 1
        found.append(_Piece(part[:end], width(part[:end], font), "-"))
        part = part[end:]
    return found


def syllables(word: str, language: str = "nl") -> list[str]:
    """Return a word in the parts that a hyphen may stand between."""
    cut = [0, *_hyphenator(language).positions(word), len(word)]
    return [word[start:end] for start, end in pairwise(cut)]


@cache
def _hyphenator(language: str) -> pyphen.Pyphen:
    import pyphen

    return pyphen.Pyphen(lang=_LOCALES.get(language, "nl_NL"), left=4, right=4)
