"""Information pages as rows: a heading, a paragraph, an item or a row of a table each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from woonboom.document import Block, Heading, Items, Notice, Paragraph, Table, plain
from woonboom.exports.xlsx import words
from woonboom.exports.xlsx.sheet import REMARK, VERDICT, Cell, Column, Sheet, of
from woonboom.markdown import blocks_of, title_of
from woonboom.model import Tree

_BULLET, _BETWEEN = "• ", " | "


def pages(tree: Tree) -> Sheet:
    """Return the sheet with the information pages of a tree."""
    columns = (
        Column(words.PAGE, 30, "title"), Column(words.TEXT, 90), VERDICT, REMARK,
        Column(words.ID, 24, "technical"),
    )  # fmt: skip
    rows, begins = list[list[Cell]](), set[int]()
    for page in tree.pages.values():
        begins.add(len(rows))
        title = title_of(page.text.value) or page.id
        for at, cell in enumerate(_cells(blocks_of(page.text.value), title)):
            rows.append([Cell(title, again=at > 0), cell, *of("", "", page.id)])
    return Sheet(words.PAGES, words.ABOUT_PAGES, columns, rows, begins=frozenset(begins))


def _cells(blocks: Iterable[Block], title: str) -> Iterator[Cell]:
    """What stands on a page, below its title."""
    for line, is_heading in _lines(blocks):
        if line and not (is_heading and line == title):
            yield Cell(line, strong=is_heading)


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[str, bool]]:
    """The lines of blocks; with each, whether it is a heading."""
    for block in blocks:
        match block:
            case Heading():
                yield plain(block.words), True
            case Paragraph():
                yield plain(block.words), False
            case Table():
                yield _BETWEEN.join(map(plain, block.head)), True
                yield from ((_BETWEEN.join(map(plain, row)), False) for row in block.rows)
            case Notice():
                yield plain(block.title), True
                yield from _lines(block.blocks)
            case Items():
                yield from _items(block)


def _items(block: Items) -> Iterator[tuple[str, bool]]:
    for number, item in enumerate(block.items, start=block.start):
        sign = f"{number}. " if block.ordered else _BULLET
        for at, (line, is_heading) in enumerate(_lines(item)):
            yield f"{sign}{line}" if at == 0 else f"   {line}", is_heading
