"""Information pages as HTML that is safe in any page: a few elements, no scripts or styles."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from woonboom.document import Block, Heading, Items, Notice, Paragraph, Run, Table, Words
from woonboom.markdown import blocks_of
from woonboom.model import Page, Tree

_LEVEL = 3
"""Pages stand below the heading of an outcome, which stands below that of the tree."""


def html_of(tree: Tree, page: Page) -> str:
    """Return a page as HTML without its title; links to pages of the tree have `data-page`."""
    first, *rest = blocks_of(str(page.text), _LEVEL) or [Paragraph(())]
    return _Writer(tree).blocks(rest if isinstance(first, Heading) else [first, *rest])


class _Writer:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def blocks(self, blocks: Sequence[Block]) -> str:
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"<h{block.level}>{self.words(block.words)}</h{block.level}>"
            case Paragraph():
                return f"<p>{self.words(block.words)}</p>"
            case Items():
                return self.items(block)
            case Notice():
                return f"<blockquote>{self.blocks(block.blocks)}</blockquote>"
            case Table():
                return self.table(block)
        return ""

    def items(self, block: Items) -> str:
        items = "".join(f"<li>{self.item(item)}</li>" for item in block.items)
        if not block.ordered:
            return f"<ul>{items}</ul>"
        start = "" if block.start == 1 else f' start="{block.start}"'
        return f"<ol{start}>{items}</ol>"

    def item(self, blocks: Sequence[Block]) -> str:
        """What stands in an item; a single paragraph needs no room around it."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return self.words(blocks[0].words)
        return self.blocks(blocks)

    def table(self, block: Table) -> str:
        head = "".join(f'<th scope="col">{self.words(words)}</th>' for words in block.head)
        rows = ("".join(f"<td>{self.words(words)}</td>" for words in row) for row in block.rows)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def words(self, words: Words) -> str:
        return "".join(map(self.run, words))

    def run(self, run: Run) -> str:
        said = escape(run.text)
        said = f"<em>{said}</em>" if run.italic else said
        said = f"<strong>{said}</strong>" if run.bold else said
        return self.link(run.link, said) if run.link else said

    def link(self, goal: str, said: str) -> str:
        """A link to the web or to a page of the tree; what leads elsewhere keeps its words."""
        page = goal.removesuffix(".md")
        if page != goal and page in self.tree.pages:
            return f'<a href="#{escape(page)}" data-page="{escape(page)}">{said}</a>'
        if goal.lower().startswith(("https://", "http://", "mailto:")):
            return f'<a href="{escape(goal)}" rel="noreferrer">{said}</a>'
        return said
