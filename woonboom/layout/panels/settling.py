"""What room is left over, shared out: parts fill the sheet, and what is in them stands looser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from woonboom import style
from woonboom.layout.panels.arms import TIGHT
from woonboom.layout.panels.building import Building, boxes, built
from woonboom.layout.panels.fitting import Fit
from woonboom.layout.panels.grid import STEP
from woonboom.layout.panels.holes import found_room
from woonboom.layout.panels.packing import GAP, NoteItem, Pack, PartItem, part_of
from woonboom.layout.panels.shapes import Shape, respaced
from woonboom.layout.panels.titles import PAD, Titles
from woonboom.layout.pieces import Piece
from woonboom.layout.sheet import Drawn, Part
from woonboom.scene import Box

_ALMOST: Final = 0.6
"""A note that takes so much of the width or height of its room fills it."""
_LOOSEST: Final = 12
"""Steps by which gaps may grow."""

Size = tuple[float, float]
Cell = tuple[Pack, Box]
Place = tuple[float, Box]
"""How wide a note is set, and the room that it gets."""


def settled(fit: Fit, titles: Titles, title: str = "") -> Drawn:
    """Return a fitted drawing with everything at its final place; `title` stands for the tree's."""
    width, height = fit.sheet.field(fit.plan.tree, title)
    size = (width / fit.unit, height / fit.unit)
    parts, places = _around_notes(fit, size) if fit.holes else _in_cells(fit, titles, size)
    noted = [(note, *places[n]) for n, note in enumerate(fit.notes)]
    small = fit.unit * style.SMALL_SIZE
    return Drawn(fit.sheet, fit.unit, tuple(parts), tuple(noted), small, title)


def _in_cells(fit: Fit, titles: Titles, size: Size) -> tuple[list[Part], dict[int, Place]]:
    """Parts and notes beside each other, in what room each gets."""
    parts, places = [], {}
    for pack, box in _cells(fit.pack, (0.0, 0.0, *size)):
        if isinstance(pack.item, PartItem):
            parts.append(_part(fit, titles, pack, pack.item, box))
        elif pack.item:
            places[pack.item.number] = _noted(pack, pack.item, box)
    return parts, places


def _noted(pack: Pack, note: NoteItem, box: Box) -> Place:
    """The place of a note; it fills its room where that is not much larger."""
    own = pack.width * STEP, pack.height * STEP
    room = [r if o >= _ALMOST * r else o for o, r in zip(own, box[2:], strict=True)]
    return note.width * style.SMALL_SIZE, (box[0], box[1], room[0], room[1])


def _cells(pack: Pack, box: Box) -> Iterator[Cell]:
    """Yield single things with the room that they get: what is left over goes to the parts."""
    if pack.item is not None:
        yield pack, box
        return
    x, y, width, height = box
    row = pack.way == "row"
    lengths = [(p.width if row else p.height) * STEP for p in pack.parts]
    gap = GAP * STEP
    spare = max(0.0, (width if row else height) - sum(lengths) - gap * (len(lengths) - 1))
    grows = [_grows(p) for p in pack.parts]
    share = spare / (sum(grows) or len(grows))
    for part, length, growing in zip(pack.parts, lengths, grows, strict=True):
        mine = length + (share if growing or not any(grows) else 0.0)
        yield from _cells(part, (x, y, mine, height) if row else (x, y, width, mine))
        x, y = (x + mine + gap, y) if row else (x, y + mine + gap)


def _grows(pack: Pack) -> bool:
    """Whether there is a part of the drawing in it, other than an outcome that stands alone."""
    if isinstance(pack.item, PartItem):
        return pack.item.shape.card.role == "question"
    return any(map(_grows, pack.parts))


def _part(fit: Fit, titles: Titles, pack: Pack, part: PartItem, box: Box) -> Part:
    """A part in its room: with its heading where there are several."""
    root, shape = part
    x, y, width, height = box
    if (pack.width, pack.height) == (shape.width, shape.height):
        shape = _spread(shape, width, height, lambda _: True)
        return _made(box, False, (x, y), built(fit.plan, shape))
    card = titles.card(root, width - 2 * PAD)
    top = titles.size(root)[1] * STEP
    shape = _spread(shape, width - 2 * PAD, height - 2 * PAD - top, lambda _: True)
    building = built(fit.plan, shape)
    first = building.units[0]
    heading = Piece(f"deel-{first.pieces[0].key}", card, 0.0, -top)
    units = (replace(first, above=(heading,)), *building.units[1:])
    return _made(box, True, (x + PAD, y + PAD + top), replace(building, units=units))


def _made(box: Box, ground: bool, origin: tuple[float, float], building: Building) -> Part:
    return Part(box, ground, origin, building.units, building.wires)


def _around_notes(fit: Fit, size: Size) -> tuple[list[Part], dict[int, Place]]:
    """The only part, as loose as it can be while the notes still find room."""

    def leaves_room(shape: Shape) -> bool:
        return found_room(boxes(built(fit.plan, shape)), fit.notes, size) is not None

    shape = _spread(part_of(fit.pack).shape, *size, leaves_room)
    building = built(fit.plan, shape)
    found = found_room(boxes(building), fit.notes, size) or fit.holes
    box = (0.0, 0.0, *size)
    return [_made(box, False, (0.0, 0.0), building)], {n: (b[2], b) for n, b in enumerate(found)}


def _spread(shape: Shape, width: float, height: float, good: Callable[[Shape], bool]) -> Shape:
    """Return a shape with its gaps as wide as the room allows, across and down."""
    best, spacing = shape, TIGHT
    for way in ("across", "down"):
        low, high = 0, _LOOSEST + 1
        while high - low > 1:
            middle = (low + high) // 2
            wider = replace(spacing, **{way: middle})
            tried = respaced(shape, wider)
            fits = tried.width * STEP <= width + 1e-6 and tried.height * STEP <= height + 1e-6
            if fits and good(tried):
                low, best = middle, tried
            else:
                high = middle
        spacing = replace(spacing, **{way: low})
    return best
