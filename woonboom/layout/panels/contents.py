"""The map on the cover of an atlas: every sheet in small, with the questions that are on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom import style
from woonboom.layout import wording
from woonboom.layout.cards import set_lines
from woonboom.layout.content import LEADING, PAD, TITLE_SIZE
from woonboom.layout.panels.atlas import Division
from woonboom.layout.wording import say
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.pen import Hand, Paint, Pen
from woonboom.placing import Placing
from woonboom.scene import Group, Item, Page, Path, Rect

Size = tuple[float, float]

_WIDTHS: Final = (17.0, 12.0, 9.0)
"""How wide a sheet may be drawn, in em of the notes."""
_COLUMNS: Final = (3, 4, 2, 5, 6, 1, 8, 10, 12)
_GAP: Final = 1.6
_TOP: Final = 2.4
_UNDER: Final = 1.3
"""From a small sheet to the first baseline below it."""
_FRAME: Final = 0.1


@dataclass(frozen=True)
class Contents:
    """The sheets of an atlas beside each other, each over the numbers of its questions."""

    tree: Tree
    pages: tuple[Page, ...]
    questions: tuple[str, ...]
    """The numbers of the questions on every sheet, in short."""

    def sizes(self) -> list[Size]:
        """Return the sizes in em that it can take, the best first."""
        return [grid.size for grid in self._grids]

    @cached_property
    def _grids(self) -> list[_Grid]:
        return [
            self._grid(wide, columns)
            for wide in _WIDTHS
            for columns in _COLUMNS
            if columns <= len(self.pages)
        ]

    def _grid(self, wide: float, columns: int) -> _Grid:
        font, language = look_of(self.tree).face.regular, self.tree.language
        said = (self._caption(n) for n in range(len(self.pages)))
        captions = tuple(set_lines(words, font, wide, language) for words in said)
        page = self.pages[0]
        below = _UNDER + (max(map(len, captions)) - 1) * LEADING + 0.3
        return _Grid(wide, wide * page.height / page.width, below, columns, captions)

    def _caption(self, index: int) -> str:
        questions = self.questions[index]
        if not questions:
            return self._name(index)
        return say(self.tree, wording.SHEET_WITH, sheet=index + 1, numbers=questions)

    def _name(self, index: int) -> str:
        return say(self.tree, wording.SHEET, sheet=index + 1).capitalize()

    def draw(self, pen: Pen, width: float, ground: Size = (0.0, 0.0)) -> tuple[Group, ...]:
        """Draw it, `width` em wide (one of its sizes), with its top left at the pen's origin."""
        grid = min(self._grids, key=lambda g: abs(g.size[0] - width))
        box = (0.0, 0.0, max(grid.size[0], ground[0]), max(grid.size[1], ground[1]))
        behind = Group("background", pen.box(*box), (pen.rect(box, Paint(style.GROUND), 0.9),))
        cells = (group for n in range(len(self.pages)) for group in self._sheet(n, pen, grid))
        return behind, self._heading(pen, grid.size[0]), *cells

    def _heading(self, pen: Pen, width: float) -> Group:
        hand = Hand(style.HEAVY, style.INK, style.GROUND, TITLE_SIZE)
        title = say(self.tree, wording.SHEETS)
        words = pen.text((PAD, PAD + 0.85), (title,), hand, level=2)
        return Group("contents", pen.box(0, 0, width, PAD + 1.5), (words,), "blok-contents", title)

    def _sheet(self, index: int, pen: Pen, grid: _Grid) -> Iterator[Group]:
        """Yield a sheet in small, and the words below it: a link to the sheet."""
        here, high = pen.at(*grid.place(index)), grid.high
        frame = here.rect((0, 0, grid.wide, high), Paint(stroke=style.LINE, width=_FRAME))
        page = self.pages[index]
        placing = Placing(here.x, here.y, grid.wide / page.width * here.unit)
        yield Group("preview", here.box(0, 0, grid.wide, high), (*_shapes(page, placing), frame))
        hand = Hand(style.REGULAR, style.INK, style.GROUND, leading=LEADING)
        words = here.text((0, high + _UNDER), grid.captions[index], hand)
        box = here.box(-0.1, high, grid.wide + 0.4, grid.below + 0.3)
        yield Group("contents", box, (words,), label=self._name(index), link=f"titel-{index + 2}")


@dataclass(frozen=True)
class _Grid:
    """Sheets `wide` by `high` em in columns, each with its caption in `below` em under it."""

    wide: float
    high: float
    below: float
    columns: int
    captions: tuple[tuple[str, ...], ...]

    @property
    def size(self) -> Size:
        """Width and height of all of it."""
        rows = -(-len(self.captions) // self.columns)
        width = self.columns * self.wide + (self.columns - 1) * _GAP + 2 * PAD
        return width, 2 * PAD + _TOP + rows * (self.high + self.below) + (rows - 1) * _GAP

    def place(self, index: int) -> tuple[float, float]:
        """Where a sheet begins."""
        row, column = divmod(index, self.columns)
        x = PAD + column * (self.wide + _GAP)
        return x, PAD + _TOP + row * (self.high + self.below + _GAP)


def _shapes(page: Page, placing: Placing) -> Iterator[Item]:
    """Yield the shapes of a page in small: words would be too small to read."""
    for group in page.groups:
        yield from (placing.item(i) for i in group.items if isinstance(i, Rect | Path))


def numbered(tree: Tree, division: Division) -> Iterator[str]:
    """Yield for every sheet the numbers of its questions, in short."""
    names = division.names(tree)
    for n in range(1, len(division.sheets) + 1):
        here = (q for q, name in names.items() if name == str(n))
        yield ranges(sorted(tree.numbers[q] for q in here if not tree.questions[q].former))


def ranges(numbers: Sequence[int]) -> str:
    """Return ascending numbers in short: 1–3, 7, 9–12."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ", ".join("–".join(map(str, run)) for run in found)
