"""The signs of the kinds of outcome, as small pictures within a page: those of the poster.

A sign is drawn in the colour of the text around it; what lies on that takes the colour `--on-sign`.
"""

from __future__ import annotations

from typing import Final

from woonboom import style
from woonboom.formats import marks

_AROUND: Final = 1.15
"""How far a sign reaches from its middle, in radii."""


def signs() -> dict[str, str]:
    """Return the sign of every kind of outcome as SVG."""
    return {name: _sign(kind.icon) for name, kind in style.KINDS.items()}


def _sign(strokes: tuple[style.Stroke, ...]) -> str:
    box = f"{-_AROUND} {-_AROUND} {2 * _AROUND} {2 * _AROUND}"
    return f'<svg viewBox="{box}" focusable="false">{"".join(map(_stroke, strokes))}</svg>'


def _stroke(stroke: style.Stroke) -> str:
    d, paint = marks.steps(stroke.commands), "on" if stroke.on_ground else "of"
    if not stroke.width:
        return f'<path class="{paint}" d="{d}"/>'
    width = marks.number(stroke.width)
    return f'<path class="{paint}-line" d="{d}" stroke-width="{width}"/>'
