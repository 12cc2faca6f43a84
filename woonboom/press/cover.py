"""The cover of a poster in sheets: how to put them together, and the plan of where each goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from woonboom.diagnostics import Message
from woonboom.placing import Placing
from woonboom.press.lettering import Ink, Letters
from woonboom.press.sheets import Tiling
from woonboom.press.tags import tags
from woonboom.scene import Box, Group, Item, Page, Path, Picture, Rect, Scene, Text
from woonboom.style import ALARM, INK, LINE, NAVY, NOTE_INK, PAPER, POINT_MM

TITLE: Final = Message("Plakplan: {title}", "Assembly plan: {title}")
_FACTS: Final = Message(
    "{count} vellen {paper} · poster van {width} × {height} mm · versie {version}",
    "{count} sheets {paper} · poster of {width} × {height} mm · version {version}",
)
_STEPS: Final = (
    Message(
        "Druk de vellen af op {paper}, op één kant en op ware grootte (100 %). Kies niet voor "
        "‘passend maken’.",
        "Print the sheets on {paper}, on one side and at actual size (100 %). Do not choose ‘fit "
        "to page’.",
    ),
    Message(
        "Meet de lijn onder aan deze bladzijde. Is die geen 100 mm? Dan staat de printer niet op "
        "100 %.",
        "Measure the line at the bottom of this page. Is it not 100 mm? Then the printer is not "
        "set to 100 %.",
    ),
    Message(
        "Snijd elk vel links en boven af langs de doorgetrokken streepjes. Aan de rand van de "
        "poster snijdt u al het wit weg. Andere stroken rechts en onder laat u zitten.",
        "Cut every sheet along the unbroken marks at the left and at the top. At the edge of the "
        "poster you cut off all the white. Leave the other strips at the right and the bottom.",
    ),
    Message(
        "Plak per rij, van links naar rechts. Elk vel komt op de strook van het vorige, tot aan de "
        "onderbroken streepjes.",
        "Glue row by row, from left to right. Each sheet goes on the strip of the one before, up "
        "to the broken marks.",
    ),
    Message(
        "Plak daarna de rijen van boven naar beneden op elkaar, op dezelfde manier.",
        "Then glue the rows together in the same way, from top to bottom.",
    ),
)
_RULER: Final = Message("Deze lijn is 100 mm", "This line is 100 mm")

_MARGIN: Final = 15.0
_TITLE_MM, _TEXT_MM, _SMALL_MM = 18 * POINT_MM, 10.5 * POINT_MM, 9 * POINT_MM
_INDENT: Final = 6.0
_STEP_GAP: Final = 1.6
_GAP: Final = 8.0
_COLUMN: Final = 88.0
"""How wide the words are when the plan stands beside them."""
_RULER_MM: Final = 100.0
_RULER_ROOM: Final = 9.0


def cover(laid: Tiling, scene: Scene, letters: Letters, sheet: str) -> Page:
    """Return the cover of one page of a poster."""
    box = (0.0, 0.0, float(laid.width), float(laid.height))
    paper = Group("background", box, (Rect(0, 0, laid.width, laid.height, fill=PAPER),))
    words = _Words(laid, scene, letters, sheet.upper())
    text, plan = _arranged(laid, words)
    groups = (paper, *text, *_plan(laid, letters, plan), _ruler(laid, letters))
    return Page(laid.width, laid.height, _MARGIN - 1, groups)


def _arranged(laid: Tiling, words: _Words) -> tuple[list[Group], Placing]:
    """The words above the plan or to its left: whatever leaves the larger plan."""
    wide, low = laid.width - 2 * _MARGIN, laid.height - _MARGIN - _RULER_ROOM
    title, top = words.title(wide)
    above, under = words.steps(_MARGIN, top, wide)
    beside, _ = words.steps(_MARGIN, top, _COLUMN)
    x = _MARGIN + _COLUMN + _GAP
    ways = [
        (above, _fitted(laid, _MARGIN, under + _GAP, wide, low - under - _GAP)),
        (beside, _fitted(laid, x, top + 1, wide - _COLUMN - _GAP, low - top - 1)),
    ]
    steps, plan = max(ways, key=lambda way: way[1].scale)
    return [title, steps], plan


def _fitted(laid: Tiling, x: float, y: float, width: float, height: float) -> Placing:
    """Where the poster fits in an area, in the middle of its width."""
    scale = min(width / laid.page.width, height / laid.page.height)
    return Placing(x + (width - scale * laid.page.width) / 2, y, scale)


@dataclass(frozen=True)
class _Words:
    """What the cover says."""

    laid: Tiling
    scene: Scene
    letters: Letters
    paper: str

    def _say(self, message: Message) -> str:
        page = self.laid.page
        words: dict[str, str | int] = {
            "title": self.scene.title,
            "count": self.laid.count,
            "paper": self.paper,
            "width": round(page.width),
            "height": round(page.height),
            "version": self.scene.version,
        }
        return message.say(self.scene.language, words)

    def title(self, wide: float) -> tuple[Group, float]:
        """Return the title and the facts at the top of the page, and where they end."""
        large = Ink(self.letters.bold, _TITLE_MM, NAVY, leading=1.15)
        small = Ink(self.letters.regular, _TEXT_MM, NOTE_INK)
        lines = self.letters.broken(self._say(TITLE), large.font, large.size, wide)
        y = _MARGIN + 0.8 * _TITLE_MM
        title = large.write(_MARGIN, y, lines, level=1)
        y += (len(lines) - 1) * title.leading + 2 * _TEXT_MM
        facts = self.letters.broken(self._say(_FACTS), small.font, small.size, wide)
        under = small.write(_MARGIN, y, facts)
        end = y + (len(facts) - 1) * under.leading + _GAP
        return Group("title", (_MARGIN, _MARGIN, wide, end - _MARGIN), (title, under)), end

    def steps(self, x: float, y: float, wide: float) -> tuple[Group, float]:
        """Return the numbered steps from the top y, and where they end."""
        plain, bold = Ink(self.letters.regular, _TEXT_MM), Ink(self.letters.bold, _TEXT_MM, ALARM)
        items, at = [], y + 0.8 * _TEXT_MM
        for n, step in enumerate(_STEPS, start=1):
            lines = self.letters.broken(self._say(step), plain.font, plain.size, wide - _INDENT)
            number = bold.write(x, at, (str(n),))
            items.append(plain.write(x + _INDENT, at, lines, lead=number))
            at += len(lines) * items[-1].leading + _STEP_GAP
        end = at - _STEP_GAP - 0.8 * _TEXT_MM
        return Group("note", (x, y, wide, end - y), tuple(items)), end


def _ruler(laid: Tiling, letters: Letters) -> Group:
    """A line to measure whether the printer keeps to size."""
    x, y, tick = _MARGIN, laid.height - _MARGIN, 1.5
    end = x + _RULER_MM
    line = Path(
        (
            *(("M", x, y - tick), ("L", x, y + tick), ("M", x, y), ("L", end, y)),
            *(("M", end, y - tick), ("L", end, y + tick)),
        ),
        None,
        INK,
        0.25,
    )
    ink = Ink(letters.regular, _SMALL_MM, NOTE_INK)
    words = letters.broken(_RULER.say(letters.language), ink.font, ink.size, 80)
    label = ink.write(end + 3, y + 0.33 * _SMALL_MM, words)
    return Group("note", (x, y - 3, _RULER_MM + 60, 6), (line, label))


def _plan(laid: Tiling, letters: Letters, placing: Placing) -> Iterator[Group]:
    """Yield the poster as a small drawing, the seams over it, and the name of every sheet."""
    page = laid.page
    box = placing.box((0, 0, page.width, page.height))
    items = [_plain(placing.item(i)) for group in page.groups for i in group.items]
    yield Group("preview", box, tuple(items))
    yield Group("background", box, tuple(_lines(laid, placing, box)))
    yield from tags(laid, letters, placing)


def _plain(item: Item) -> Item:
    """An item as part of a picture: nothing to read aloud."""
    if isinstance(item, Picture):
        return replace(item, alt="")
    return replace(item, level=0) if isinstance(item, Text) else item


def _lines(laid: Tiling, placing: Placing, box: Box) -> Iterator[Item]:
    """The frame and the seams; white below them, so that they show on a dark ground too."""
    x, y, wide, high = box
    yield Rect(x, y, wide, high, stroke=LINE, stroke_width=0.25)
    ups = [placing.at(seam, 0)[0] for seam in laid.grid.xs[1:-1]]
    downs = [placing.at(0, seam)[1] for seam in laid.grid.ys[1:-1]]
    steps = [
        *((("M", at, y), ("L", at, y + high)) for at in ups),
        *((("M", x, at), ("L", x + wide, at)) for at in downs),
    ]
    commands = tuple(command for step in steps for command in step)
    if commands:
        yield Path(commands, None, PAPER, 0.6)
        yield Path(commands, None, ALARM, 0.3)
