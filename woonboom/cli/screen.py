"""Text for a terminal: wrapped to its width, in colours where it shows them."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from woonboom.cli.context import has_colour
from woonboom.diagnostics import Argument, Message

WIDTH: Final = 80
_WIDEST: Final = 100
_NARROWEST: Final = 30


@dataclass(frozen=True)
class Screen:
    """How wide the text may be, whether it has colours, and the language of our own words."""

    language: str
    colour: bool = False
    width: int = WIDTH

    def say(self, message: Message, **words: Argument) -> str:
        """Return a message in the language of the messages."""
        return message.say(self.language, words)

    def paint(self, text: str, colour: str) -> str:
        """Return a text in a colour, if there are colours."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.colour and colour and text else text

    def wrapped(self, text: str, before: str = "", colour: str = "") -> list[str]:
        """Return a text as lines; `before` stands before the first, and as much room before all."""
        room = max(_NARROWEST, self.width) - len(before)
        lines = wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
        blank = " " * len(before)
        return [
            (blank if number else before) + self.paint(line, colour)
            for number, line in enumerate(lines)
        ]


def screen_of(language: str) -> Screen:
    """Return the screen of standard output; what is no terminal gets 80 columns."""
    width = WIDTH
    if sys.stdout.isatty():
        width = min(_WIDEST, shutil.get_terminal_size((WIDTH, 24)).columns)
    return Screen(language, has_colour(sys.stdout), width)
