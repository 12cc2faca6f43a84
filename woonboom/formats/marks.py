"""What a scene's shapes are in the language of SVG: paths, paint, pictures, numbers, escapes."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from typing import Final

from woonboom import style
from woonboom.scene import Box, Command, Path, Picture, Rect

# Characters that XML cannot hold, however they are escaped.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def number(value: float) -> str:
    """Return a number with at most three decimals and no more digits than it needs."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def escaped(text: str) -> str:
    """Return a text as it can stand in XML, between tags or quotes."""
    text = _FORBIDDEN.sub("", text)
    for mark, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(mark, name)
    return text


def paint(item: Rect | Path) -> str:
    """Return how a shape is filled and bordered, as attributes."""
    fill = f' fill="{item.fill or "none"}"'
    if not item.stroke:
        return fill
    width = number(item.stroke_width)
    dash = f' stroke-dasharray="{" ".join(number(d) for d in item.dash)}"' if item.dash else ""
    ends = ' stroke-linejoin="round"' + ("" if item.dash else ' stroke-linecap="round"')
    return f'{fill} stroke="{item.stroke}" stroke-width="{width}"{ends}{dash}'


def steps(commands: Iterable[Command]) -> str:
    """Return a path as the value of `d`."""
    return "".join(
        f"{name}{' '.join(number(float(v)) for v in numbers)}" for name, *numbers in commands
    )


def outline(item: Rect | Path) -> str:
    """Return any shape as the value of `d`."""
    if isinstance(item, Path):
        return steps(item.commands)
    corners = (
        style.rounded(item.width, item.height, item.radius)
        if item.radius
        else style.polygon([(0, 0), (item.width, 0), (item.width, item.height), (0, item.height)])
    )
    return steps(_moved(command, item.x, item.y) for command in corners)


def _moved(command: Command, dx: float, dy: float) -> Command:
    by = (dx, dy)
    return (command[0], *(float(v) + by[n % 2] for n, v in enumerate(command[1:])))


def shape(item: Rect | Path | Picture) -> str:
    """Return an item as an element of its own."""
    if isinstance(item, Picture):
        return picture(item, (item.x, item.y, item.width, item.height))
    if isinstance(item, Path):
        return f'<path d="{steps(item.commands)}"{paint(item)}/>'
    round_ = f' rx="{number(item.radius)}"' if item.radius else ""
    return f"<rect {_box((item.x, item.y, item.width, item.height))}{round_}{paint(item)}/>"


def picture(item: Picture, box: Box) -> str:
    """Return a picture in a box, with its words for who cannot see it."""
    data = base64.b64encode(item.data).decode()
    words = f' role="img" aria-label="{escaped(item.alt)}"' if item.alt else ' aria-hidden="true"'
    return f'<image {_box(box)} href="data:{item.media};base64,{data}"{words}/>'


def clip(name: str, box: Box) -> str:
    """Return an area as what `clip-path` can name: nothing outside it is drawn."""
    return f'<clipPath id="{name}"><rect {_box(box)}/></clipPath>'


def _box(box: Box) -> str:
    x, y, width, height = (number(v) for v in box)
    return f'x="{x}" y="{y}" width="{width}" height="{height}"'
