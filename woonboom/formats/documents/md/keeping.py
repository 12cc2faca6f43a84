"""What writing Markdown keeps: places, levels of headings; and how lists and tables are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from woonboom.diagnostics import Argument, Message
from woonboom.document import Contents, Document, Heading, Side, Words, anchors, parts
from woonboom.formats.documents.md.writing import heading, line, paragraph
from woonboom.formats.marks import escaped
from woonboom.markdown import Levels

_DEEPEST: Final = 6
_RULES: Final[dict[Side, str]] = {"start": "---", "middle": ":---:", "end": "---:"}


@dataclass(frozen=True)
class Entry:
    """A heading as the contents list it."""

    level: int
    anchor: str
    words: Words


@dataclass
class Kept:
    """What was found in a document so far; `goals` are the places that links can lead to."""

    document: Document
    levels: Levels = field(default_factory=lambda: Levels(2))
    entries: list[Entry] = field(default_factory=list)
    goals: set[str] = field(default_factory=set)
    _headings: int = 0

    def __post_init__(self) -> None:
        self.goals |= set(anchors(self.document.blocks))
        every = list(parts(self.document))
        depth = max((part.depth for part in every if isinstance(part, Contents)), default=0)
        headings = [part for part in every if isinstance(part, Heading)]
        self.entries += self._entries(headings, depth)

    def _entries(self, headings: Iterable[Heading], depth: int) -> Iterator[Entry]:
        """All headings; those that contents go down to have a place."""
        levels = Levels()
        for n, one in enumerate(headings, 1):
            level = levels.of(one.level)
            anchor = one.anchor or (self._free(f"kop-{n}") if level <= depth else "")
            yield Entry(level, anchor, one.words)

    def _free(self, wanted: str) -> str:
        """A name for a place that no other has."""
        while wanted in self.goals:
            wanted += "-"
        self.goals.add(wanted)
        return wanted

    def next_anchor(self) -> str:
        """Return the place of the next heading; nothing for one without."""
        self._headings += 1
        return self.entries[self._headings - 1].anchor

    def say(self, message: Message, **arguments: Argument) -> str:
        """Return a message in the language of the document."""
        return message.say(self.document.language, arguments)

    def line(self, words: Words) -> str:
        """Return running text on one line."""
        return line(words, self.goals)

    def paragraph(self, words: Words) -> str:
        """Return running text as a paragraph."""
        return paragraph(self.line(words))

    def heading(self, level: int, said: str, anchor: str = "") -> str:
        """Return a heading, with the place that it is."""
        place = f'<a id="{escaped(anchor)}"></a>' if anchor else ""
        return heading(min(level, _DEEPEST), f"{place}{said}")


def joined(parts: Iterable[str]) -> str:
    """Return parts with a blank line between them."""
    return "\n\n".join(part for part in parts if part)


def item(mark: str, said: str) -> str:
    """Return an item of a list: what goes on lies as deep as its words."""
    indent = " " * (len(mark) + 1)
    first, *others = said.split("\n")
    lines = [f"{mark} {first}", *(f"{indent}{line}" if line else "" for line in others)]
    return "\n".join(line.rstrip(" ") for line in lines)


def bullets(items: Iterable[str], mark: str = "-") -> str:
    """Return items without room between them; lists in a row have different marks."""
    return "\n".join(item(mark, said) for said in items)


def bold(words: Words) -> Words:
    """Return running text, all of it bold."""
    return tuple(replace(run, bold=True) for run in words)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], sides: Sequence[Side] = ()) -> str:
    """Return a table; a row that is shorter than others ends in empty cells."""
    count = max(map(len, [head, *rows]))
    if not count:
        return ""
    rules = [_RULES[sides[n] if n < len(sides) else "start"] for n in range(count)]
    return "\n".join(_row([*cells, *[""] * (count - len(cells))]) for cells in (head, rules, *rows))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
