"""Terms of the glossary explained where they are first used, and listed at the end.

In running text the first use of a term is set in italics, and what it means stands in small type
below the block that it stands in. Headings and links are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from woonboom.document import (
    Block,
    Items,
    Notice,
    Outcome,
    Paragraph,
    Question,
    Run,
    Table,
    Words,
    plain,
)

_SHORT: Final = re.compile(r"(?P<full>.+?) \((?P<short>[^()]+)\)")
"""A term that brings its own abbreviation: Woonkansovereenkomst (WKO)."""


@dataclass
class Explaining:
    """Goes through blocks in reading order; `used` grows with the terms that it meets."""

    glossary: Mapping[str, str]
    used: list[str] = field(default_factory=list)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield blocks with the terms in them marked, each explained once."""
        for block in blocks:
            before = len(self.used)
            marked = self._marked(block)
            yield from _explained(marked, self._meanings(self.used[before:]))

    def _meanings(self, terms: Iterable[str]) -> list[Words]:
        return [
            (Run(f"{term}: ", bold=True, quiet=True), Run(self.glossary[term], quiet=True))
            for term in terms
        ]

    def _marked(self, block: Block) -> Block:
        """A block with first uses in italics; kinds of block without running text as they are."""
        match block:
            case Paragraph():
                return replace(block, words=self._words(block.words))
            case Items():
                items = (tuple(map(self._marked, item)) for item in block.items)
                return replace(block, items=tuple(items))
            case Table():
                rows = (tuple(map(self._words, row)) for row in block.rows)
                return replace(block, rows=tuple(rows))
            case Notice() | Outcome():
                return replace(block, blocks=tuple(map(self._marked, block.blocks)))
            case Question():
                ask = self._words(block.ask)
                return replace(block, ask=ask, help=self._words(block.help))
            case _:
                return block

    def _words(self, said: Words) -> Words:
        return tuple(part for run in said for part in self._run(run))

    def _run(self, run: Run) -> Iterator[Run]:
        """A run, cut around the terms in it that have not been used before."""
        if run.link or self._pattern is None:
            yield run
            return
        end = 0
        for found in self._pattern.finditer(run.text):
            term = self._terms[found[0].casefold()]
            if term in self.used:
                continue
            self.used.append(term)
            yield from _part(run, run.text[end : found.start()])
            yield replace(run, text=found[0], italic=True)
            end = found.end()
        yield from _part(run, run.text[end:])

    @cached_property
    def _terms(self) -> dict[str, str]:
        """The terms by every form in which they are written, in small letters."""
        return {form.casefold(): term for term in self.glossary for form in _forms(term)}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """What finds a term as a word of its own, the longest first."""
        forms = sorted(self._terms, key=lambda form: (-len(form), form))
        if not forms:
            return None
        # A hyphen belongs to a word: not the "urgentie" of "urgentie-aanvraag".
        every = "|".join(map(re.escape, forms))
        return re.compile(rf"(?<![\w-])(?:{every})(?![\w-])", re.IGNORECASE)


def _forms(term: str) -> tuple[str, ...]:
    short = _SHORT.fullmatch(term)
    return (term, short["full"], short["short"]) if short else (term,)


def _part(run: Run, text: str) -> Iterator[Run]:
    if text:
        yield replace(run, text=text)


def _explained(block: Block, meanings: list[Words]) -> Iterator[Block]:
    """A block with what its terms mean: inside it where it is a card, else below it."""
    if not meanings:
        yield block
    elif isinstance(block, Question):
        said = tuple(run for run in block.help if not run.quiet)
        aside = tuple(run for run in block.help if run.quiet)
        yield replace(block, help=_joined([said, *meanings, aside]))
    elif isinstance(block, Outcome | Notice):
        yield replace(block, blocks=(*block.blocks, Paragraph(_joined(meanings), "small")))
    else:
        yield block
        yield Paragraph(_joined(meanings), "small")


def _joined(parts: Iterable[Words]) -> Words:
    """Texts after each other, with a space between."""
    joined: list[Run] = []
    for part in parts:
        if joined and plain(part).strip() and not part[0].text.startswith(" "):
            joined.append(Run(" "))
        joined.extend(part)
    return tuple(joined)
