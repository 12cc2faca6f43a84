"""What packing a document keeps: its words as they can be set, its pictures, places and fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from woonboom.document import Choice, Document, Option, Run, TextField, Tick, Words
from woonboom.formats import marks
from woonboom.formats.documents import looks
from woonboom.formats.documents.lettering import settable
from woonboom.formats.packing import DrawingProblem
from woonboom.scene import Media, Picture, is_address

Packed = dict[str, Any]
"""A block as JSON."""
_DEEPEST: Final = 6
_WORD_JOINER: Final = "\u2060"


@dataclass(frozen=True)
class Mark:
    """A place to fill in: a field, or one of the answers of a choice."""

    field: TextField | Tick | Choice
    option: Option | None = None


@dataclass
class Kept:
    """What was found in a document so far.

    `inputs` are those of the template, `marks` what can be filled in, in order. `goals` says what
    stands at every place that links can lead to, `addresses` what first leads to each address.
    `kinds` are the looks of the kinds of outcome that there are, `parts` the names of the parts as
    they stand at the head of a page; `tables` says of every table whether its rows have headings.
    The longest number of a question has `digits`.
    """

    document: Document
    inputs: dict[str, str] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    goals: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, Packed] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    tables: list[bool] = field(default_factory=list)
    level: int = 0
    digits: int = 0
    _links: list[str] = field(default_factory=list)

    def text(self, text: str) -> str:
        """Return a text as the document's font can set it."""
        return settable(text, self.document.face, self.document.language)

    def words(self, words: Words) -> list[list[str]]:
        """Return running text: its words, looks and links; raises `DrawingProblem`."""
        runs = [run for run in words if run.text]
        packed = [self._run(run) for run in runs]
        for (one, other), after in zip(pairwise(runs), packed[1:], strict=True):
            if _is_link_in_word(one, other):
                after[0] = _WORD_JOINER + after[0]
        return packed

    def title(self, words: Words) -> list[list[str]]:
        """Return the words of a heading; a dash for one without any, since it may not be empty."""
        set_words = self.words(words)
        return set_words if any(text.strip() for text, *_ in set_words) else [["–", "", ""]]

    def _run(self, run: Run) -> list[str]:
        if is_address(run.link):
            self.addresses.setdefault(run.link, run.text)
        elif run.link.startswith("#"):
            self._links.append(run.link)
        elif run.link:
            raise DrawingProblem(f"no address: {run.link}")
        looks = (("b", run.bold), ("i", run.italic), ("q", run.quiet),
                 ("-", run.mark == "removed"), ("+", run.mark == "added"))  # fmt: skip
        return [self.text(run.text), "".join(sign for sign, on in looks if on), run.link]

    def place(self, anchor: str, words: str) -> str:
        """Remember a place that links may lead to; one without a name gets one."""
        anchor = anchor or f":{len(self.goals)}"
        if anchor in self.goals:
            raise DrawingProblem(f"two places are called {anchor}")
        self.goals[anchor] = words
        return anchor

    def check_links(self) -> None:
        """Raise `DrawingProblem` for a link to a place that is not there."""
        for link in self._links:
            if link[1:] not in self.goals:
                raise DrawingProblem(f"no such place: {link}")

    def deeper(self, level: int) -> int:
        """Return the level of a heading: never more than one below the heading before it."""
        return min(level, self.level + 1, _DEEPEST)

    def mark(self, field: TextField | Tick | Choice, option: Option | None = None) -> int:
        """Return the number of a place to fill in."""
        self.marks.append(Mark(field, option))
        return len(self.marks) - 1

    def picture(self, svg: str) -> str:
        """Return the name of the input that a picture becomes."""
        name = f"picture-{len(self.inputs)}"
        self.inputs[name] = svg
        return name

    def kind(self, name: str) -> str:
        """Return the name of a kind of outcome; how it looks is kept."""
        if name not in self.kinds:
            look = looks.kind(name, self.document)
            self.kinds[name] = look | {"icon": self.picture(look["icon"])}
        return name


def _is_link_in_word(one: Run, other: Run) -> bool:
    """Whether a link begins or ends inside a word; Typst fails where a line ends just there."""
    return one.link != other.link and one.text[-1].isalnum() and other.text[0].isalnum()


def as_svg(data: bytes, media: Media) -> str:
    """Return a picture as SVG, which every picture is in the templates."""
    if media == "image/svg+xml":
        return data.decode()
    wide, high = (int.from_bytes(data[n : n + 4], "big") for n in (16, 20))
    return placed(Picture(0, 0, wide, high, data, media))


def placed(picture: Picture) -> str:
    """Return a picture in a frame of its own size, as SVG."""
    image = marks.picture(picture, (0, 0, picture.width, picture.height))
    size = f"{marks.number(picture.width)} {marks.number(picture.height)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{image}</svg>'
