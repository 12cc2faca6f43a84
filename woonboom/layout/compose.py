"""Choosing the draft that is read from furthest away, and the sheet that it stands on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from woonboom import style
from woonboom.layout.drafts import Draft, Drafts
from woonboom.layout.furniture import Header, header
from woonboom.layout.notes import Note, notes
from woonboom.layout.sheets import Arrangement, Size, arranged, bound, largest, lowest
from woonboom.model import Tree

_RATIO: Final = 2**0.5
_MARGIN, _TOP = 17.0, 0.8
"""The margin on A1 in mm, and how many of it lie between the title block and the drawing."""
_NOTE_MM: Final = 2.2
"""The type of the notes on A4, at least; on larger sheets it grows with the root of their size."""
_A4_REFERENCE: Final = 210 / 594
_LEAST_WIDTH: Final = 60.0


@dataclass(frozen=True)
class Sheet:
    """A page to fill, in mm."""

    width: float
    height: float

    @property
    def reference(self) -> float:
        """The size of the sheet as a share of A1, for what grows with it."""
        return min(self.width, self.height) / 594

    @property
    def margin(self) -> float:
        """The white edge, in mm."""
        return _MARGIN * self.reference

    def header(self, tree: Tree) -> Header:
        """Return the title block that fits it."""
        return header(tree, self.width, self.height, self.margin)

    def field(self, tree: Tree) -> Size:
        """Return the size of the part that is left for the drawing and its notes."""
        above = self.header(tree).height + _TOP * self.margin
        return self.width - 2 * self.margin, self.height - above - self.margin

    def note_unit(self, unit: float) -> float:
        """Return the type size of the notes in mm, for a base type of `unit` mm."""
        least = _NOTE_MM * math.sqrt(self.reference / _A4_REFERENCE)
        return max(style.SMALL_SIZE * unit, least)


@dataclass(frozen=True)
class Fit:
    """A draft on its sheet at a base type of `unit` mm; the notes' type is `note_unit` mm."""

    draft: Draft
    sheet: Sheet
    unit: float
    arrangement: Arrangement
    notes: tuple[Note, ...]
    note_unit: float

    @property
    def score(self) -> float:
        """How good it is: the size of its type, less what its cuts cost."""
        return self.unit * self.draft.whole

    def field_top(self, tree: Tree) -> float:
        """Return where the drawing begins, in mm from the top of the sheet."""
        return self.sheet.header(tree).height + _TOP * self.sheet.margin


def best(drafts: Drafts, sheets: Sequence[Sheet], most: float, least: float) -> Fit | None:
    """Return the best drawing on one of the sheets with base type within bounds (mm)."""
    choices = [
        (min(most, bound(draft.panels, *sheet.field(drafts.tree))) * draft.whole, draft, sheet)
        for sheet in sheets
        for draft in drafts.for_ratio(sheet.width / sheet.height)
    ]
    found: Fit | None = None
    for hoped, draft, sheet in sorted(choices, key=lambda choice: -choice[0]):
        enough = found.score if found else 0.0
        if hoped <= enough:
            break
        fit = _fitted(drafts.tree, draft, sheet, (most, max(least, enough / draft.whole)))
        found = fit if fit and fit.score > enough else found
    return found


def _fitted(tree: Tree, draft: Draft, sheet: Sheet, bounds: Size) -> Fit | None:
    """Return a draft on a sheet with type as large as it fits."""
    shown = tuple(notes(tree, draft.roles))

    def sizes(unit: float) -> list[list[Size]]:
        return _note_sizes(shown, sheet, unit)

    fit = largest(draft.panels, sizes, sheet.field(tree), bounds)
    return Fit(draft, sheet, *fit, shown, sheet.note_unit(fit[0])) if fit else None


def _note_sizes(shown: Sequence[Note], sheet: Sheet, unit: float) -> list[list[Size]]:
    """The sizes that notes may take, in em of the drawing."""
    scale = sheet.note_unit(unit) / unit
    return [[(w * scale, h * scale) for w, h in note.sizes()] for note in shown]


def free(drafts: Drafts, unit: float, *, landscape: bool = True) -> Fit:
    """Return the best drawing at a base type of `unit` mm on a page as large as it takes."""
    ratio = _RATIO if landscape else 1 / _RATIO
    fits = [_free(drafts.tree, draft, unit, ratio) for draft in drafts.for_ratio(ratio)]
    return min(fits, key=lambda f: f.sheet.width * f.sheet.height / f.draft.whole)


def _free(tree: Tree, draft: Draft, unit: float, ratio: float) -> Fit:
    shown = tuple(notes(tree, draft.roles))
    sizes = [panel.size for panel in draft.panels]
    wide = math.sqrt(1.2 * ratio * sum(w * h for w, h in sizes))
    wide = max([wide, _LEAST_WIDTH, *(w for w, _ in sizes)])
    sheet = Sheet(wide * unit, wide * unit / ratio)
    height = lowest(draft.panels, wide)
    furniture = _note_sizes(shown, sheet, unit)
    # A note may need more width than a narrow drawing has.
    wide = max([wide, *(min(w for w, _ in sizes) for sizes in furniture)])
    while not (found := arranged(draft.panels, furniture, wide, height)):
        height *= 1.01
    page = _around(tree, found, unit, sheet)
    return Fit(draft, page, unit, found, shown, sheet.note_unit(unit))


def _around(tree: Tree, arrangement: Arrangement, unit: float, sheet: Sheet) -> Sheet:
    """The page that an arrangement needs, with its title block and margins."""
    for _ in range(4):
        width = arrangement.width * unit + 2 * sheet.margin
        above = Sheet(width, sheet.height).header(tree).height + _TOP * sheet.margin
        sheet = Sheet(width, arrangement.height * unit + above + sheet.margin)
    return sheet
