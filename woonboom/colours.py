"""Colour arithmetic: how well two colours contrast, how far apart they look, what is legible.

Colours are texts like `#0B6B50`. Looks are compared in OKLab, whose distances are those that
people see; 0.02 is about what is noticed side by side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

LEAST_CONTRAST: Final = 4.5
"""What WCAG asks between a text and its ground, level AA."""
WHITE: Final = "#FFFFFF"
OWN: Final[Mapping[str, str]] = {
    "main": "#12304F",
    "eligible": "#0B6B50",
    "not_yet": "#85500A",
    "not_eligible": "#A62B12",
    "refer": "#0A559E",
    "consult": "#60378F",
}
"""The colours of drawings without a house style: of all that leads, and of kinds of outcome."""

_SHORT = re.compile(r"#[0-9A-Fa-f]{3}")
_LONG = re.compile(r"#[0-9A-Fa-f]{6}")
_STEPS: Final = 2_000
_HALVINGS: Final = 14
_GREY: Final = 0.004
"""Below this colourfulness a hue is chance."""

Parts = tuple[float, float, float]


def colour_of(text: str) -> str | None:
    """Return `#abc` or `#AABBCC` as `#AABBCC`; nothing for any other text."""
    if _SHORT.fullmatch(text):
        text = "#" + "".join(2 * digit for digit in text[1:])
    return text.upper() if _LONG.fullmatch(text) else None


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG defines it, 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str) -> float:
    """Return how far apart two colours look, in OKLab: 0 to 1 (black and white)."""
    return math.dist(_oklab(one), _oklab(other))


@lru_cache(maxsize=4_096)
def legible(colour: str, *grounds: str) -> str:
    """Return `colour`, or the nearest lightness of its hue that contrasts with every ground.

    With several grounds of which some are dark and some light there may be none: then black.
    """
    if _passes(colour, grounds):
        return colour
    own = round(lightness(colour) * _STEPS)
    by_nearness = sorted(range(_STEPS + 1), key=lambda step: (abs(step - own), step))
    shades = (shade(colour, step / _STEPS) for step in by_nearness)
    return next((found for found in shades if _passes(found, grounds)), "#000000")


def _passes(colour: str, grounds: tuple[str, ...]) -> bool:
    return all(contrast(colour, ground) >= LEAST_CONTRAST for ground in grounds)


def lightness(colour: str) -> float:
    """Return how light a colour looks, 0 (black) to 1 (white)."""
    return _oklab(colour)[0]


def colourfulness(colour: str) -> float:
    """Return how far a colour is from grey, 0 to about 0.3."""
    return math.hypot(*_oklab(colour)[1:])


@lru_cache(maxsize=4_096)
def shade(colour: str, light: float, most: float = 1.0) -> str:
    """Return the colour of the same hue that is as light as `light`.

    It is as colourful as `colour`, at most `most`, and no more than screens can show.
    """
    _, a, b = _oklab(colour)
    strength = math.hypot(a, b)
    if strength < _GREY:
        return _hex(_rgb((light, 0.0, 0.0)))
    wanted = min(strength, most)
    low, high = 0.0, wanted
    for _ in range(_HALVINGS):
        if _is_shown(_rgb(_tinted(light, a, b, high / strength))):
            break
        middle = (low + high) / 2
        if _is_shown(_rgb(_tinted(light, a, b, middle / strength))):
            low = middle
        else:
            high = middle
    else:
        high = low
    return _hex(_rgb(_tinted(light, a, b, high / strength)))


def _tinted(light: float, a: float, b: float, share: float) -> Parts:
    return light, a * share, b * share


def _linear(colour: str) -> Parts:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


@lru_cache(maxsize=4_096)
def _oklab(colour: str) -> Parts:
    """Björn Ottosson's OKLab: lightness, green to red, blue to yellow."""
    r, g, b = _linear(colour)
    x = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    y = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    z = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * x + 0.7936177850 * y - 0.0040720468 * z,
        1.9779984951 * x - 2.4285922050 * y + 0.4505937099 * z,
        0.0259040371 * x + 0.7827717662 * y - 0.8086757660 * z,
    )


def _rgb(lab: Parts) -> Parts:
    """The way back: red, green and blue of light, outside 0 to 1 for what no screen shows."""
    light, a, b = lab
    x = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    y = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    z = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
        -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
        -0.0041960863 * x - 0.7034186147 * y + 1.7076147010 * z,
    )


def _is_shown(rgb: Parts) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in rgb)


def _hex(rgb: Parts) -> str:
    def coded(part: float) -> int:
        part = min(1.0, max(0.0, part))
        curved = part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
        return round(255 * curved)

    return "#{:02X}{:02X}{:02X}".format(*map(coded, rgb))
