"""The signs of the page that leads to all products, drawn in lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SIGNS: Final[Mapping[str, str]] = {
    "page": "M12 20v-6M12 14 6 8M12 14l6-6M6 8V4M18 8V4",
    "wall": "M4 4h16v12H4zM9 20h6M12 16v4M8 8h5M8 12h8",
    "fill": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    "read": "M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2 2-1.5 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14",
    "changes": "M4 8h14l-4-4M20 16H6l4 4",
}


def sign(name: str) -> str:
    """Return a sign as a picture in the colour of the text beside it, hidden from readers."""
    return (
        '<svg class="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f'<path d="{_SIGNS[name]}"/></svg>'
    )
