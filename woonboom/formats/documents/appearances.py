"""What fields show: the operators that draw their values, in points from the lower left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from woonboom.formats.documents.fieldfont import FieldFont

FONT: Final = "FormFont"
SIZE: Final = 10.0
_SMALLEST: Final = 6.0
_STEP: Final = 0.5
_LEADING: Final = 1.2
_PAD: Final = 2.0
_ARC: Final = 0.5523  # of the radius: where a cubic's handles lie for a quarter of a circle


def paint(colour: str) -> str:
    """Return `#12304F` as the numbers that PDF's colour operators take."""
    return " ".join(f"{int(colour[n : n + 2], 16) / 255:.3f}" for n in (1, 3, 5))


def manner(size: float, colour: str) -> str:
    """Return how a field's text is written: the value of `DA`, the same for every viewer."""
    return f"/{FONT} {size:g} Tf {paint(colour)} rg"


def dot(width: float, height: float, colour: str) -> str:
    """Draw a dot in the middle: the answer that was chosen."""
    x, y, r = width / 2, height / 2, 0.27 * width
    k = _ARC * r
    curves = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    drawn = "".join(" ".join(f"{v:.3f}" for v in curve) + " c " for curve in curves)
    return f"q {paint(colour)} rg {x + r:.3f} {y:.3f} m {drawn}f Q"


def tick(width: float, height: float, colour: str) -> str:
    """Draw a tick: the box that was ticked."""
    points = ((0.22, 0.5), (0.42, 0.27), (0.79, 0.76))
    first, second, third = (f"{x * width:.3f} {y * height:.3f}" for x, y in points)
    line = f"{0.14 * width:.3f} w 1 J 1 j {first} m {second} l {third} l S"
    return f"q {paint(colour)} RG {line} Q"


@dataclass(frozen=True)
class Room:
    """Where a text is written, in points: on one line or, with `lines`, from the top down."""

    width: float
    height: float
    lines: bool
    font: FieldFont
    colour: str

    @property
    def measure(self) -> float:
        """How wide a line may be."""
        return self.width - 2 * _PAD

    def fitting(self, value: str) -> float:
        """Return the type size with which a value fits, or the smallest there is."""
        size = SIZE
        while size > _SMALLEST and not self._fits(value, size):
            size -= _STEP
        return size

    def _fits(self, value: str, size: float) -> bool:
        if not self.lines:
            return self.font.width(self.font.coded(value)) * size <= self.measure
        rows = len(wrapped(value, self.measure / size, self.font))
        return rows * _LEADING * size <= self.height - 2 * _PAD

    def written(self, value: str, size: float) -> bytes:
        """Draw a value."""
        one = [self.font.coded(value)]
        rows = wrapped(value, self.measure / size, self.font) if self.lines else one
        shown = b"".join(b"(%b) Tj 0 %.2f Td " % (_escaped(row), -_LEADING * size) for row in rows)
        clip = f"1 1 {self.width - 2:.3f} {self.height - 2:.3f} re W n"
        start = f"{_PAD:g} {self._first(size):.3f} Td "
        look = manner(size, self.colour)
        return f"/Tx BMC q {clip} BT {look} {start}".encode("ascii") + shown + b"ET Q EMC"

    def _first(self, size: float) -> float:
        """The height of the first baseline."""
        if self.lines:
            return self.height - _PAD - self.font.ascent * size / 1000
        return (self.height - self.font.capital * size / 1000) / 2


def wrapped(value: str, measure: float, font: FieldFont) -> list[bytes]:
    """Return a value in lines of at most `measure` em; a word without end is cut."""
    return [line for part in value.split("\n") for line in _lines(part, measure, font)]


def _lines(paragraph: str, measure: float, font: FieldFont) -> Iterator[bytes]:
    line, wide, space = b"", 0.0, font.width(b" ")
    for word in font.coded(paragraph).split(b" "):
        added = font.width(word)
        if line and wide + space + added <= measure:
            line, wide = line + b" " + word, wide + space + added
            continue
        if line:
            yield line
        *cut, line = _cut(word, measure, font) if added > measure else [word]
        yield from cut
        wide = font.width(line)
    yield line


def _cut(word: bytes, measure: float, font: FieldFont) -> list[bytes]:
    """A word in pieces that fit; one letter always does."""
    pieces, start, wide = [], 0, 0.0
    for n in range(len(word)):
        letter = font.width(word[n : n + 1])
        if n > start and wide + letter > measure:
            pieces.append(word[start:n])
            start, wide = n, 0.0
        wide += letter
    return [*pieces, word[start:]]


def _escaped(text: bytes) -> bytes:
    return text.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
