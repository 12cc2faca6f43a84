"""What to draw, placed: the one thing that layouts make and formats copy.

Every measure is in millimetres from the top left of the page, y downwards. A scene holds plain
frozen data: no fonts are measured and nothing is chosen after it is made. The order of the groups
is the reading order, for screen readers too.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final, Literal

from woonboom.typeface import Font

Command = tuple[str | float, ...]
"""A step of a path: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",)."""
Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]
"""Left, top, width and height."""
Media = Literal["image/svg+xml", "image/png"]

SOFT_HYPHEN: Final = "\u00ad"
"""At the end of a line: a word was broken here, and a hyphen is drawn."""

DECORATIVE: Final = frozenset({"background", "light", "connector", "preview", "mark"})
"""Roles that carry no meaning of their own: screen readers pass them by. Light lies around cards
and lines, below all of them. A mark is a sign at the corner of a card, which has its meaning in its
label. A preview is a small drawing of what stands elsewhere; everything
after it on its page is drawn over it."""
ROLES: Final = DECORATIVE | {
    "title", "heading", "question", "answer", "outcome", "chip", "stub",
    "legend", "note", "sources", "contents", "logo", "qr", "stamp", "address", "case",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; without `fill` or `stroke` that part is not drawn."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A shape or line of straight and curved steps."""

    commands: tuple[Command, ...]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text, already broken; (x, y) is the anchor on the first baseline.

    `size` is the type size and `leading` the distance between baselines. `ground` is the colour
    behind it, which `fill` must contrast with. `level` is the level of a heading, 0 for running
    text. `lead` is drawn elsewhere (a number in its badge) but read as the first word of this text.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    font: Font
    fill: str
    ground: str
    leading: float = 0
    anchor: Anchor = "start"
    level: int = 0
    lead: Text | None = None

    @property
    def words(self) -> str:
        """The text as it was before it was broken into lines, its lead in front."""
        return " ".join(
            part for part in (self.lead.words if self.lead else "", joined(self)) if part
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from elsewhere (a logo), as large as fits the box without being stretched.

    `alt` says in words what it shows; a picture without is decoration.
    """

    x: float
    y: float
    width: float
    height: float
    data: bytes
    media: Media
    alt: str = ""


Item = Rect | Path | Text | Picture


@dataclass(frozen=True, slots=True)
class Group:
    """Things that belong together: a card, an answer, a line, a block of the legend.

    `id` is unique where it is not empty; `link` is the id of another group or a web address;
    `label` is what a screen reader says. `joins` names the groups that a line or an answer may
    touch: where it comes from and where it goes. Nothing is drawn outside `clip`, if there is one.
    """

    role: str
    box: Box
    items: tuple[Item, ...]
    id: str = ""
    label: str = ""
    link: str = ""
    joins: tuple[str, ...] = ()
    clip: Box | None = None

    @property
    def texts(self) -> Iterator[Text]:
        """The texts among the items."""
        return (item for item in self.items if isinstance(item, Text))

    @property
    def fonts(self) -> frozenset[Font]:
        """The fonts of its texts and their leads."""
        texts = (t for text in self.texts for t in (text, text.lead))
        return frozenset(text.font for text in texts if text)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet; nothing but background comes within `margin` of its edge.

    `width` and `height` are those of the sheet when it is cut. `bleed` is how far the background
    runs on past every edge, and `slug` the room for crop marks around that.
    """

    width: float
    height: float
    margin: float
    groups: tuple[Group, ...]
    bleed: float = 0
    slug: float = 0

    @property
    def edge(self) -> float:
        """How much is printed around the sheet, to be cut off."""
        return self.bleed + self.slug


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing of one or more pages with what a document tells about itself.

    `published` is an ISO date or empty; `unit` is the base type size in millimetres. A file carries
    `content`, what the tree says as JSON, and its `fingerprint`, so that it can be compared later.
    """

    title: str
    description: str
    language: str
    version: str
    published: str
    author: str
    keywords: tuple[str, ...]
    unit: float
    pages: tuple[Page, ...]
    content: str = ""
    fingerprint: str = ""

    @property
    def groups(self) -> Iterator[Group]:
        """Every group of every page, in reading order."""
        return (group for page in self.pages for group in page.groups)

    def as_data(self) -> dict[str, object]:
        """Return the scene as dicts, lists, strings and numbers, ready for JSON."""
        return asdict(self, dict_factory=_plain)


def _plain(fields: list[tuple[str, object]]) -> dict[str, object]:
    return {k: b64encode(v).decode() if isinstance(v, bytes) else v for k, v in fields}


def joined(text: Text) -> str:
    """Return the lines of `text` as one line, words that were broken made whole."""
    line = " ".join(text.lines)
    return line.replace(SOFT_HYPHEN + " ", "").replace(SOFT_HYPHEN, "")


def is_address(link: str) -> bool:
    """Tell whether a link leaves the document."""
    return "://" in link or link.startswith("mailto:")
