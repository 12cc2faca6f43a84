"""Text that flows over pages, read or filled in: what papers are made of and what formats set.

A scene says where everything stands; a document says what comes after what, and a format breaks it
into lines and pages. It holds plain frozen data. The order of the blocks is the reading order, for
screen readers and for the Tab key too.

Fields have a `name`, which is what a filled paper is read back by, and `spoken`, all that a screen
reader says of them. Two fields of one name are one field in two places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Literal

from woonboom import style
from woonboom.scene import Media, Picture
from woonboom.typeface import Typeface

Side = Literal["start", "middle", "end"]
Size = Literal["lead", "body", "small"]
Mark = Literal["", "removed", "added"]
"""What an edit did to a text: nothing, or it took the text out, or put it in."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of running text in one look.

    `link` is a web address, or `#` and the anchor of a heading, question or outcome here. What was
    removed is struck out, what was added underlined and bold: `mark`.
    """

    text: str
    bold: bool = False
    italic: bool = False
    quiet: bool = False
    link: str = ""
    mark: Mark = ""


Words = tuple[Run, ...]


def words(text: str, *, bold: bool = False, quiet: bool = False, link: str = "") -> Words:
    """Return a text in one look; nothing for an empty one."""
    return (Run(text, bold=bold, quiet=quiet, link=link),) if text else ()


def plain(said: Words) -> str:
    """Return running text without its looks."""
    return "".join(run.text for run in said)


# ---------------------------------------------------------------- fields


@dataclass(frozen=True, slots=True)
class TextField:
    """A field to write in, `lines` high; `most` is the number of characters that it takes.

    `width` in millimetres; without, it is as wide as its place. A date is written as 31-01-2026.
    """

    name: str
    spoken: str
    value: str = ""
    kind: Literal["text", "number", "date"] = "text"
    lines: int = 1
    most: int = 0
    width: float = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick."""

    name: str
    spoken: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that exclude each other: `value` is what is read back.

    `onward` says where it leads, with a link; `rule` says which cases get this answer.
    """

    value: str
    label: Words
    spoken: str
    onward: Words = ()
    rule: Words = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Radio buttons: one of `options` at most; `chosen` is the value of one, or empty."""

    name: str
    spoken: str
    options: tuple[Option, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick that belong together, each with its own words."""

    boxes: tuple[tuple[Tick, Words], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A field under its label; `after` stands behind it (a unit), `hint` below the label."""

    label: Words
    field: TextField | Choice | Ticks
    after: str = ""
    hint: Words = ()


# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a part of the document) to 4; bookmarks and contents list them."""

    level: int
    words: Words
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    words: Words
    size: Size = "body"


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered from `start` when it is `ordered`."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; `shares` are the widths of its columns beside each other.

    Without `shares` a column is as wide as what stands in it asks for. With `leads` the first cell
    of every row is a heading of that row; when the others are `paired`, it may stand above them
    where there is little room.
    """

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    sides: tuple[Side, ...] = ()
    shares: tuple[float, ...] = ()
    leads: bool = False
    caption: str = ""
    paired: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Blocks on a pale ground, under a title of their own if there is one."""

    title: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Words with what they mean."""

    rows: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as wide as a share of the text; `alt` says in words what it shows.

    Letters in an SVG are paths, so that no format needs its fonts. `narrow` shows the same on a
    narrow screen.
    """

    data: bytes
    media: Media
    alt: str
    share: float = 1.0
    caption: Words = ()
    narrow: bytes = b""


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of this document down to a level, with their pages."""

    title: Words
    depth: int = 2


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own; formats without pages draw a line."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields in rows, those of a row beside each other."""

    rows: tuple[tuple[Labelled, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a tree and its answers; to fill in when `choice` has a name.

    `facts` are what can be noted to answer it. A `lit` question is on the way of a case.
    """

    number: str
    anchor: str
    ask: Words
    choice: Choice
    help: Words = ()
    facts: tuple[Labelled, ...] = ()
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome of a tree with what follows from it; to tick when it has a `tick`.

    `kind` is one of the keys of `style.KINDS`, `kind_label` that kind in words.
    """

    code: str
    anchor: str
    kind: str
    kind_label: str
    title: Words
    blocks: tuple[Block, ...]
    tick: Tick | None = None
    lit: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """An outcome as it is named in passing, under a `label` ("Was", "Wordt").

    `kind` is one of the keys of `style.KINDS`, or empty where there is no outcome; `kind_label` is
    that kind in words.
    """

    label: str
    code: str
    kind: str
    kind_label: str
    title: Words


@dataclass(frozen=True, slots=True)
class Turn:
    """For whom one outcome takes the place of another: who, what it was, what it becomes, more.

    `ways` are the ways to be one of them; `who` introduces them.
    """

    who: Words
    ways: tuple[Words, ...] = field(default=(), kw_only=True)
    was: End
    becomes: End
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Abreast:
    """What each of several policies gives the same people: who, more of them, an end for each."""

    who: Words
    blocks: tuple[Block, ...]
    ends: tuple[End, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Blocks that are read when wanted: shown after a click where that is possible."""

    title: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Figures next to each other where there is room; each can be seen large as well.

    `enlarge` and `reduce` are the words of the links for that.
    """

    figures: tuple[Figure, ...]
    enlarge: str
    reduce: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one agrees with or not, on the scale that it stands under, and room to explain."""

    number: str
    words: Words
    choice: Choice
    explanation: Labelled | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements under the scale that they share: its labels in order."""

    scale: tuple[str, ...]
    rows: tuple[Statement, ...]


Block = (
    Heading | Paragraph | Items | Table | Notice | Terms | Figure | Contents | NewPage | Fields
    | Question | Outcome | Statements | Turn | Abreast | Folded | Beside
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A document on A4, with what it tells about itself.

    `imprint` are short facts beside the title (version, validity, check number); `running` is
    repeated at the head of every page but the first, `foot` at the foot of all. Pages of a `wide`
    one lie on their side. `palette` gives the house's colour for each of `style`'s own. `published`
    is an ISO date or empty. A file carries `content`, what it was made of as JSON, and its
    `fingerprint`.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    imprint: tuple[str, ...] = ()
    running: str = ""
    foot: str = ""
    description: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    published: str = ""
    face: Typeface = style.FIRA
    palette: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ""
    logo: Picture | None = None
    content: str = ""
    fingerprint: str = ""
    wide: bool = False


Part = Block | Labelled | TextField | Tick | Choice | Ticks | Option | Statement | End | Run


def parts(document: Document) -> Iterator[Part]:
    """Yield every block, field, option and run of a document, in reading order."""
    yield from parts_of(document.blocks)


def parts_of(blocks: Iterable[Block]) -> Iterator[Part]:
    """Yield the same of some blocks."""
    yield from _inside(tuple(blocks))


def _inside(value: object) -> Iterator[Part]:
    """What a value holds, itself first, in the order in which its fields are declared."""
    if isinstance(value, tuple):
        for inner in value:
            yield from _inside(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value  # type: ignore[misc]  # blocks hold nothing but what `Part` names
        for one in fields(value):
            yield from _inside(getattr(value, one.name))


def anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the anchors that links can lead to, in order."""
    for part in _inside(tuple(blocks)):
        if isinstance(part, Heading | Question | Outcome) and part.anchor:
            yield part.anchor
