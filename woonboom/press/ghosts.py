"""What is gone, as a ghost of the card that it was: grey, on stripes, its title struck out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from woonboom import style
from woonboom.colours import luminance
from woonboom.hatching import hatched, outline_of
from woonboom.press.retold import struck
from woonboom.scene import Box, Group, Item, Path, Picture, Rect, Text

Dash = tuple[float, ...]

_DARK: Final = 0.2
"""The most light that a colour gives which becomes the grey of ghosts."""
_MOST_OF: Final = 0.9
"""A shape that is so much of its card's width is the edge of that card."""
_DIGITS: Final = 4
_HOLLOW: Final = frozenset({"question", "chip"})


def faded(group: Group, unit: float) -> Group:
    """Return a card or an answer as a ghost, in a drawing with type of `unit` mm.

    The number of a question stands in a hollow badge, so that it is seen to be struck out. A chip
    is neither hatched nor struck out: what it leads to is still there.
    """
    shape = next((item for item in group.items if isinstance(item, Rect | Path)), None)
    dash = _dash(unit)
    items: list[Item] = []
    for item in group.items:
        if item is shape:
            items += _ground(shape, dash, unit) if group.role != "chip" else [_faded(shape, dash)]
        elif isinstance(item, Text):
            items.append(_text(item, _grounds(group, shape)))
        elif isinstance(item, Picture):
            items.append(item)
        elif isinstance(item, Rect) and group.role in _HOLLOW:
            width = round(style.CARD_STROKE * unit, _DIGITS)
            hollow = replace(item, fill=style.PAPER, stroke=style.GHOST, stroke_width=width)
            items.append(hollow)
        else:
            items.append(_faded(item, dash if _is_edge(item, group.box) else ()))
    title = next((item for item in items if isinstance(item, Text)), None)
    strokes = _struck(title, unit) if title and group.role != "chip" else ()
    return replace(group, items=(*items, *strokes))


def _ground(shape: Rect | Path, dash: Dash, unit: float) -> list[Item]:
    return [replace(_faded(shape, dash), fill=style.GHOST_GROUND), hatched(shape, unit)]


def faded_line(line: Group, unit: float) -> Group:
    """Return the line of an answer as a ghost."""
    shapes = (_faded(i, _dash(unit)) for i in line.items if isinstance(i, Rect | Path))
    return replace(line, items=tuple(shapes))


def _dash(unit: float) -> Dash:
    return tuple(round(unit * part, _DIGITS) for part in style.GHOST_DASH)


def _is_edge(shape: Rect | Path, box: Box) -> bool:
    xs = [x for x, _ in outline_of(shape)]
    return max(xs) - min(xs) >= _MOST_OF * box[2]


def _faded(shape: Rect | Path, dash: Dash) -> Rect | Path:
    fill, stroke = _grey(shape.fill), _grey(shape.stroke)
    return replace(shape, fill=fill, stroke=stroke, dash=(shape.dash or dash) if stroke else ())


def _grey(colour: str | None) -> str | None:
    if colour is None or colour == style.PAPER:
        return colour
    return style.GHOST if luminance(colour) < _DARK else style.GHOST_GROUND


def _grounds(group: Group, shape: Rect | Path | None) -> dict[str | None, tuple[str, str]]:
    """The ink and the ground of a ghost's texts, by the ground that they had.

    What does not stand on the card's own ground stands on dark, or on the paper of a hollow badge.
    """
    hollow = group.role in _HOLLOW
    badge = (style.GHOST, style.PAPER) if hollow else (style.PAPER, style.GHOST)
    own = (style.GHOST, style.PAPER if group.role == "chip" else style.HATCH)
    return {None: badge, shape.fill if shape else "": own}


def _text(item: Text, grounds: Mapping[str | None, tuple[str, str]]) -> Text:
    lead = _text(item.lead, grounds) if item.lead else None
    ink, ground = grounds.get(item.ground, grounds[None])
    return replace(item, fill=ink, ground=ground, lead=lead)


def _struck(title: Text, unit: float) -> Iterator[Path]:
    """A line through every line of a title, and through the number or code before it."""
    for n, line in enumerate(title.lines):
        yield struck(title, n, (0, len(line)), unit)
    if title.lead:
        yield from _struck(title.lead, unit)
