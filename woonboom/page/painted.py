"""The items of a drawing within a page, as elements of SVG whose colours are classes.

A class says what is coloured by which colour of the page: `f-main` is filled with the main colour,
`s-line` a line in that of lines. Which of them it is follows from the colour that the poster has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from woonboom import style
from woonboom.formats import marks
from woonboom.formats.marks import escaped
from woonboom.scene import SOFT_HYPHEN, Group, Item, Path, Picture, Rect, Text

_FILLS: Final[Mapping[str, str]] = {
    style.PAPER: "paper", style.NAVY: "main", style.LINE: "line", style.GROUND: "ground",
}  # fmt: skip
_STROKES: Final[Mapping[str, str]] = {
    style.NAVY: "heading", style.LINE: "line", style.ALARM: "alarm",
}  # fmt: skip
_TEXTS: Final[Mapping[str, str]] = {
    style.INK: "ink", style.NOTE_INK: "note", style.LINE: "line", style.NAVY: "heading",
    style.PAPER: "title", style.ALARM: "alarm",
}  # fmt: skip


def painted(group: Group, em: float, weight: int) -> str:
    """Return the items of a group; what has the size `em` and this weight does not say so."""
    paints = _Paints(group, em, weight)
    return "".join(part for n, item in enumerate(group.items) for part in paints.item(item, n))


@dataclass(frozen=True)
class _Paints:
    """The items of a group as elements, with classes for their colours."""

    of: Group
    em: float
    weight: int

    def item(self, item: Item, place: int) -> Iterator[str]:
        if isinstance(item, Text):
            if item.lead:
                yield from self.item(item.lead, place)
            yield self.text(item)
        elif not isinstance(item, Picture):
            yield self.shape(item, place)

    def shape(self, item: Rect | Path, place: int) -> str:
        fill = f"f-{self.filled(item.fill)}" if item.fill else "f-none"
        look = f"class='{fill}'"
        if item.stroke:
            look = f"class='{fill} s-{self.stroked(item.stroke, place)}'"
            look += f" stroke-width='{number(item.stroke_width)}'"
        if item.dash:
            look += f" stroke-dasharray='{' '.join(number(d) for d in item.dash)}'"
        if isinstance(item, Path):
            return f"<path d='{_steps(item)}' {look}/>"
        x, y, width, height = map(number, (item.x, item.y, item.width, item.height))
        round_ = f" rx='{number(item.radius)}'" if item.radius else ""
        return f"<rect x='{x}' y='{y}' width='{width}' height='{height}'{round_} {look}/>"

    def filled(self, colour: str) -> str:
        if self.of.role == "outcome":
            return _of_kind(colour, "on")
        return _FILLS.get(colour, "paper")

    def stroked(self, colour: str, place: int) -> str:
        if self.of.role == "outcome":
            # The third is the border of the card; what follows are the strokes of its icon.
            return "edge" if place == _BORDER else _of_kind(colour, "on")
        return _STROKES.get(colour, "line")

    def written(self, text: Text) -> str:
        if self.of.role == "outcome" and text.fill not in (style.INK, style.NOTE_INK):
            return "on" if text.fill == style.PAPER else "words"
        return _TEXTS.get(text.fill, "ink")

    def text(self, text: Text) -> str:
        x, y, size = number(text.x), number(text.y), number(text.size)
        look = f"class='f-{self.written(text)}'"
        look += f" font-size='{size}'" if size != number(self.em) else ""
        look += f" font-weight='{text.font.weight}'" if text.font.weight != self.weight else ""
        look += f" text-anchor='{text.anchor}'" if text.anchor != "start" else ""
        # The space before it is not drawn: it keeps its words from those of the text before it.
        if len(text.lines) == 1:
            return f" <text x='{x}' y='{y}' {look}>{escaped(text.lines[0])}</text>"
        step = f" dy='{number(text.leading)}'"
        lines = (_SPACE if text.anchor != "start" else " ").join(
            f"<tspan x='{x}'{step if n else ''}>{_line(line)}</tspan>"
            for n, line in enumerate(text.lines)
        )
        return f" <text y='{y}' {look}>{lines}</text>"


_BORDER: Final = 2
_SPACE: Final = "<tspan font-size='0'> </tspan>"
"""Between lines that are not set to the left: a space with a width would move them."""


def _of_kind(colour: str, paper: str) -> str:
    """A colour of an outcome: that of what lies on its own, its own, or its ground."""
    if colour == style.PAPER:
        return paper
    kinds = (*style.KINDS.values(), style.UNKNOWN_KIND)
    return "tint" if any(colour == kind.tint for kind in kinds) else "kind"


def _line(line: str) -> str:
    """A line, with a hyphen where a word in it was broken."""
    return f"{escaped(line[:-1])}-" if line.endswith(SOFT_HYPHEN) else escaped(line)


def quoted(text: str) -> str:
    """Return a text as the value of an attribute: in JSON these quotes take one character."""
    return f"""'{escaped(text).replace("'", "&#39;")}'"""


def number(value: float) -> str:
    """Return a number with two decimals and no more digits than it needs."""
    return marks.number(round(value, 2))


def _steps(path: Path) -> str:
    """A path in steps from where the last one ended, which takes half the room."""
    here = start = (0, 0)
    parts: list[str] = []
    for name, *values in path.commands:
        numbers = [round(100 * float(v)) for v in values]
        parts.append(
            str(name).lower() + _together([v - here[n % 2] for n, v in enumerate(numbers)])
        )
        here = (numbers[-2], numbers[-1]) if numbers else start
        start = here if name == "M" else start
    return "".join(parts)


def _together(hundredths: list[int]) -> str:
    """Numbers with no more between them than they need."""
    shown = [_short(n / 100) for n in hundredths]
    return "".join(f" {n}" if k and n[0] != "-" else n for k, n in enumerate(shown))


def _short(value: float) -> str:
    shown = number(value)
    return shown.replace("0.", ".", 1) if shown.lstrip("-").startswith("0.") else shown
