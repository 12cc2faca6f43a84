"""What making a web page keeps: its words as HTML, its places, the levels of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from woonboom.diagnostics import Message
from woonboom.document import Document, Run, Words, anchors, plain
from woonboom.formats.marks import escaped
from woonboom.markdown import Levels

_OUTWARD: Final = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_DEEPEST: Final = 6


@dataclass(frozen=True)
class Entry:
    """A heading as the contents list it."""

    level: int
    anchor: str
    words: str


@dataclass
class Kept:
    """What was found in a document so far; `goals` are the places that links can lead to."""

    document: Document
    levels: Levels = field(default_factory=lambda: Levels(2))
    entries: list[Entry] = field(default_factory=list)
    goals: set[str] = field(default_factory=set)
    _placed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.goals |= {_id(anchor) for anchor in anchors(self.document.blocks)}

    def say(self, message: Message) -> str:
        """Return a message in the language of the document."""
        return escaped(message.say(self.document.language))

    def words(self, words: Words) -> str:
        """Return running text with its looks and links."""
        return "".join(self._run(run) for run in words if run.text)

    def bare(self, words: Words) -> str:
        """Return running text without its looks and links."""
        return escaped(plain(words))

    def _run(self, run: Run) -> str:
        said = escaped(run.text)
        marks = ((run.mark == "removed", "del"), (run.mark == "added", "ins"))
        for on, tag in ((run.italic, "em"), (run.bold, "strong"), *marks):
            said = f"<{tag}>{said}</{tag}>" if on else said
        said = f'<span class="quiet">{said}</span>' if run.quiet else said
        goal = self._goal(run.link)
        return f'<a href="{escaped(goal)}">{said}</a>' if goal and run.text.strip() else said

    def _goal(self, link: str) -> str:
        """Where a link leads; nothing when that is no page, no mail address and no place here."""
        if link.startswith("#"):
            return f"#{_id(link[1:])}" if _id(link[1:]) in self.goals else ""
        return link if _OUTWARD.match(link) else ""

    def place(self, anchor: str) -> str:
        """Return the attribute that makes a place; nothing where there is one of that name."""
        anchor = _id(anchor)
        if not anchor or anchor in self._placed:
            return ""
        self._placed.add(anchor)
        return f' id="{anchor}"'

    def free(self, wanted: str) -> str:
        """Return a name for a place that no other has."""
        names = (f"{wanted}-{n}" if n else wanted for n in range(len(self.goals) + 1))
        name = next(name for name in names if name not in self.goals)
        self.goals.add(name)
        return name

    def heading(self, written: int) -> str:
        """Return the tag of a heading; none is more than one level below that before it."""
        return f"h{min(self.levels.of(written), _DEEPEST)}"

    def below(self) -> str:
        """Return the tag of a heading right under the last."""
        return f"h{min(self.levels.below, _DEEPEST)}"


def _id(anchor: str) -> str:
    """A name for a place as HTML takes it."""
    return re.sub(r"[^\w.-]", "-", anchor)


def element(tag: str, inner: str, **attributes: str) -> str:
    """Return an element; attributes are escaped, `class_` is `class`, empty ones are left out."""
    said = (
        f' {name.rstrip("_")}="{escaped(value)}"' for name, value in attributes.items() if value
    )
    return f"<{tag}{''.join(said)}>{inner}</{tag}>"


def lines(parts: Iterable[str]) -> str:
    """Return parts of a page below each other."""
    return "\n".join(part for part in parts if part)
