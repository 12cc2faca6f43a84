"""The information pages of a handout: each once, with links between them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final

from woonboom.diagnostics import Message
from woonboom.document import Block, Heading, NewPage, words
from woonboom.layout.wording import say
from woonboom.markdown import blocks_of, title_of
from woonboom.model import Page, Tree
from woonboom.papers.linking import linked

_INFORMATION: Final = Message("Informatie over de uitkomsten", "Information on the outcomes")
_PAGE: Final = re.compile(r"(?P<id>[\w-]+)\.md", re.IGNORECASE)
"""The file of a page beside another."""


@dataclass(frozen=True)
class Pages:
    """The information pages that outcomes of some trees lead to, each once, with their anchors."""

    trees: Sequence[Tree]

    @cached_property
    def anchors(self) -> Mapping[Page, str]:
        """The anchor of every page, in order; pages of one name may differ between versions."""
        found: dict[Page, str] = {}
        for page in (page for tree in self.trees for page in self.of(tree).values()):
            if page not in found:
                twins = sum(other.id == page.id for other in found)
                found[page] = f"info-{page.id}" + (f"-{twins + 1}" if twins else "")
        return found

    def of(self, tree: Tree) -> dict[str, Page]:
        """Return the pages that the outcomes of a tree lead to, in their order."""
        named = dict.fromkeys(tree.outcomes[outcome].info or "" for outcome in tree.codes)
        return {id_: tree.pages[id_] for id_ in named if id_ in tree.pages}

    def links(self, tree: Tree) -> dict[str, tuple[str, str]]:
        """Return the title and the anchor of every page of a tree."""
        return {id_: (_title(page), self.anchors[page]) for id_, page in self.of(tree).items()}

    def blocks(self, known: Container[str], *, apart: bool) -> Iterator[Block]:
        """Yield the pages on new paper, under a heading for them all; if wanted each on its own.

        Links in them lead to other pages or to what is `known`, or nowhere.
        """
        for number, page in enumerate(self.anchors):
            if apart or number == 0:
                yield NewPage()
            if number == 0:
                yield Heading(1, words(say(self.trees[0], _INFORMATION)))
            yield from linked(self._page(page), partial(self._goal, page, known))

    def _page(self, page: Page) -> tuple[Block, ...]:
        """A page under its own heading; without one under its name, so that links lead to it."""
        blocks = blocks_of(str(page.text), level=2)
        first, anchor = blocks[0] if blocks else None, self.anchors[page]
        if isinstance(first, Heading):
            return replace(first, anchor=anchor), *blocks[1:]
        return Heading(2, words(_title(page)), anchor), *blocks

    def _goal(self, page: Page, known: Container[str], link: str) -> str:
        """Where a link in a page leads; nothing when that is not in this handout."""
        beside = _PAGE.fullmatch(link)
        if beside:
            return self._beside(page, beside["id"])
        return link if not link.startswith("#") or link[1:] in known else ""

    def _beside(self, page: Page, id_: str) -> str:
        """The anchor of the page of that name which goes with a page: of the same tree."""
        home = next(tree for tree in self.trees if self.of(tree).get(page.id) == page)
        other = self.of(home).get(id_)
        return f"#{self.anchors[other]}" if other else ""


def _title(page: Page) -> str:
    return title_of(str(page.text)) or page.id
