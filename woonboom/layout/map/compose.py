"""Choosing the draft that is read from furthest away, and the sheet that it stands on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from woonboom.layout.map.drafts import Draft, Drafts
from woonboom.layout.map.sheets import Arrangement, Panel, Size, arranged, bound, largest, lowest
from woonboom.layout.notes import Note, notes
from woonboom.layout.sheet import Drawn, Part, Sheet
from woonboom.model import Tree

_RATIO: Final = 2**0.5
_LEAST_WIDTH: Final = 60.0


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

    def drawn(self) -> Drawn:
        """Return what stands where."""
        placed = zip(self.notes, self.arrangement.furniture, strict=True)
        return Drawn(
            self.sheet,
            self.unit,
            tuple(_part(panel, *at) for panel, at in self.arrangement.panels),
            tuple((note, box[2], box) for note, box in placed),
            self.note_unit,
        )


def _part(panel: Panel, x: float, y: float) -> Part:
    block, pad = panel.block, panel.pad
    origin = (x + pad, y + pad)
    return Part((x, y, *panel.size), pad > 0, origin, block.units, block.wires)


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
        above = Sheet(width, sheet.height).field_top(tree)
        sheet = Sheet(width, arrangement.height * unit + above + sheet.margin)
    return sheet
