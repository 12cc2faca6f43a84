"""How much a report of what changed says before it leaves the rest to other forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from woonboom.diagnostics import Argument, Message
from woonboom.papers import changes_wording as wording


@dataclass(frozen=True)
class Room:
    """At most so many groups as cards and as rows, parts of a group, edits of one kind.

    `letters` is how long one text may be; 0 is any length. Of a group that few words cannot say,
    so many `boxes` are listed. All of it is in `forms`. Maintainers know elements by their `ids`
    and read `notes`. `marks` explains how words are marked.
    """

    cards: int
    rows: int
    parts: int
    edits: int
    letters: int = 0
    boxes: int = 0
    forms: Message = wording.IN_BOTH
    ids: bool = False
    notes: bool = False
    marks: Message = wording.MARKS


PAPER: Final = Room(cards=10, rows=60, parts=12, edits=120)
"""What a board reads: a few cards in full, then a list."""
SCREEN: Final = Room(cards=60, rows=1_000, parts=12, edits=1_000, boxes=60, forms=wording.IN_JSON)
"""What somebody looks things up in: all of it unless that is vast, folded where it is much."""


def elsewhere(count: int, room: Room, language: str) -> str:
    """Return that there are so many more, and in which `forms` all of them are."""
    known: dict[str, Argument] = {"count": count, "forms": room.forms.say(language)}
    return wording.ELSEWHERE.say(language, known)


def brief(text: str, room: Room) -> str:
    """Return a text as long as there is room for, ended where a word does if one can be seen."""
    if not room.letters or len(text) <= room.letters:
        return text
    cut = text[: room.letters]
    return f"{cut.rpartition(' ')[0] or cut} …"
