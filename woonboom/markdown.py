"""Pages written in Markdown (CommonMark and tables) → blocks of a document.

Raw HTML is text like any other; an image is told by its words. No text is refused: Markdown has no
mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from woonboom.document import (
    Block,
    Heading,
    Items,
    Notice,
    Paragraph,
    Run,
    Side,
    Table,
    Words,
    plain,
    words,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LOWEST: Final = 4
"""The deepest level of a heading."""
_DEEPEST: Final = 5
"""Lists and quotes that lie deeper become part of what they lie in."""
_MOST_NESTED: Final = 150
"""What lies deeper is not looked for: who writes that tests us."""
_GOAL: Final = re.compile(r"(https?://|mailto:|#)\S+|[\w-]+\.md", re.IGNORECASE)
_SIDES: Final[dict[str, Side]] = {"text-align:center": "middle", "text-align:right": "end"}


def blocks_of(text: str, level: int = 1) -> tuple[Block, ...]:
    """Return a page as blocks; its first heading gets `level`, deeper ones follow without a gap."""
    return _Page(iter(_parser().parse(text)), Levels(level)).blocks()


def title_of(text: str) -> str:
    """Return the words of the first heading of a page; nothing without one."""
    for block in _everything(blocks_of(text)):
        if isinstance(block, Heading):
            return plain(block.words)
    return ""


def _everything(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks and those inside them, in order."""
    for block in blocks:
        yield block
        if isinstance(block, Notice):
            yield from _everything(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from _everything(item)


@dataclass
class Levels:
    """Levels of headings without gaps: a 4 right under a 2 becomes one deeper than that 2."""

    top: int = 1
    _above: list[int] = field(default_factory=list)

    def of(self, written: int) -> int:
        """Return the level of the next heading, which was written with another."""
        while self._above and self._above[-1] >= written:
            self._above.pop()
        self._above.append(written)
        return self.top + len(self._above) - 1

    @property
    def below(self) -> int:
        """The level of what comes directly under the last heading."""
        return self.top + len(self._above)

    def inside(self) -> Levels:
        """Return the levels of what stands in a block whose title is right under the last one."""
        return Levels(self.below + 1)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Reader(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802  # the name is theirs
            """Take every link: which become one is decided here, others keep their words."""
            return True

    return Reader("commonmark", {"html": False, "maxNesting": _MOST_NESTED}).enable("table")


@dataclass
class _Page:
    """Reads tokens one after another; what opens is read until it closes."""

    tokens: Iterator[Token]
    levels: Levels
    depth: int = 0

    def blocks(self, until: str = "") -> tuple[Block, ...]:
        found: list[Block] = []
        for token in self.tokens:
            if token.type == until:
                break
            found += self.block(token)
        return tuple(found)

    def block(self, token: Token) -> Sequence[Block]:
        """What a token begins; nothing for a line and for what closes."""
        found: Sequence[Block] = ()
        match token.type:
            case "inline":
                found = _paragraph(_words(token))
            case "fence" | "code_block":
                found = _paragraph(words(_one_line(token.content)))
            case "heading_open":
                found = self.heading(int(token.tag[1:]))
            case "bullet_list_open" | "ordered_list_open":
                found = self.items(token)
            case "blockquote_open":
                found = self.quote()
            case "table_open":
                found = [self.table()]
        return found

    def heading(self, written: int) -> Sequence[Block]:
        said = _words(next(self.tokens))
        return [Heading(min(self.levels.of(written), LOWEST), said)] if said else []

    def items(self, opened: Token) -> Sequence[Block]:
        items: list[tuple[Block, ...]] = []
        self.depth += 1
        for token in self.tokens:
            if token.type != "list_item_open":
                break
            items.append(self.blocks("list_item_close"))
        self.depth -= 1
        if self.depth >= _DEEPEST:
            return [block for item in items for block in item]
        ordered = opened.type == "ordered_list_open"
        start = int(opened.attrs.get("start", 1)) if ordered else 1
        return [Items(tuple(items), ordered, start)]

    def quote(self) -> Sequence[Block]:
        self.depth += 1
        inner = self.blocks("blockquote_close")
        self.depth -= 1
        return inner if self.depth >= _DEEPEST or not inner else [Notice((), inner)]

    def table(self) -> Table:
        rows: list[list[Words]] = []
        sides: list[Side] = []
        for token in self.tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "th_open":
                sides.append(_SIDES.get(str(token.attrs.get("style", "")), "start"))
            elif token.type == "inline":
                rows[-1].append(_words(token))
        head, *others = (tuple(row) for row in rows)
        return Table(head, tuple(others), tuple(sides))


# ---------------------------------------------------------------- running text


def _paragraph(said: Words) -> Sequence[Block]:
    return [Paragraph(said)] if said else []


def _words(token: Token) -> Words:
    """The words of a line of text, without blanks around them."""
    runs: list[Run] = []
    look = Run("")
    bold = italic = 0
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
                look = replace(look, bold=bold > 0)
            case "em_open" | "em_close":
                italic += child.nesting
                look = replace(look, italic=italic > 0)
            case "link_open":
                look = replace(look, link=_target(str(child.attrs.get("href", ""))))
            case "link_close":
                look = replace(look, link="")
            case _:
                runs.append(replace(look, text=_said(child)))
    return _trimmed(_joined(runs))


def _said(token: Token) -> str:
    """What a token says: an image its words, the end of a line a blank."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "image":
        return plain(_words(token))
    return token.content


def _target(link: str) -> str:
    """Where a link leads: a web or mail address, a place here, or a page beside this one."""
    return link if _GOAL.fullmatch(link) else ""


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs of which no two neighbours look the same."""
    found: list[Run] = []
    for run in runs:
        if found and replace(found[-1], text="") == replace(run, text=""):
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return found


def _trimmed(runs: list[Run]) -> Words:
    """Runs without blanks at the beginning and the end."""
    while runs and not runs[0].text.strip():
        del runs[0]
    while runs and not runs[-1].text.strip():
        del runs[-1]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)


def _one_line(text: str) -> str:
    return " ".join(text.split())
