"""The handout: one tree or several in words, with their information pages, words and sources.

It holds all that the drawings hold and is the equivalent of them for who cannot see them. Notes for
maintainers are not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from woonboom import text
from woonboom.diagnostics import Message
from woonboom.document import Block, Contents, Document, Heading, NewPage, anchors, words
from woonboom.fingerprint import fingerprint
from woonboom.layout.wording import say
from woonboom.model import Tree
from woonboom.papers import handout_back as back
from woonboom.papers import handout_front as front
from woonboom.papers.explaining import Explaining
from woonboom.papers.handout_pages import Pages
from woonboom.papers.handout_tree import Chapter
from woonboom.papers.masthead import described, imprint, paper
from woonboom.papers.places import Places

_HANDOUT: Final = Message("Hand-out", "Handout")
_ABOUT: Final = Message(
    "Hand-out bij ‘{title}’: de boom in woorden, met de informatiepagina's.",
    "Handout of ‘{title}’: the tree in words, with its information pages.",
)
_BOOKLET: Final = Message("Hand-out: {count} beslisbomen", "Handout: {count} decision trees")
_SUBTITLE: Final = Message(
    "{count} beslisbomen in één boekje", "{count} decision trees in one booklet"
)
_ABOUT_ALL: Final = Message(
    "De bomen {titles} in woorden, met hun informatiepagina's.",
    "The trees {titles} in words, with their information pages.",
)
_CONTENTS: Final = Message("Inhoud", "Contents")
_BETWEEN: Final = " · "
_VERSION: Final = Message("{title} ({version})", "{title} ({version})")
_DEPTH: Final = 2
_SMALL: Final = 10
"""Questions and outcomes together of a tree that is seen at one glance."""
_SHORT: Final = 1_500
"""Characters of the information pages that leave room for the tree on a sheet of paper."""


def handout(trees: Sequence[Tree]) -> Document:
    """Return the handout of a tree, or one booklet of several, in the language of the first."""
    blocks = tuple(_blocks(trees))
    first = paper(trees[0], _HANDOUT, _ABOUT, blocks)
    return first if len(trees) == 1 else _booklet(first, trees)


def _booklet(first: Document, trees: Sequence[Tree]) -> Document:
    """A document that is of several trees; it carries the content of none."""
    counted, names = say(trees[0], _BOOKLET, count=len(trees)), _names(trees)
    stamps = tuple(dict.fromkeys(chain(*zip(*map(imprint, trees), strict=True))))
    said = ", ".join(f"‘{one}’" for one in names)
    return replace(
        first,
        title=front.title_of(trees[0], names),
        subtitle=say(trees[0], _SUBTITLE, count=len(trees)),
        imprint=stamps,
        running=counted,
        foot=_BETWEEN.join([counted, *(fingerprint(tree) for tree in trees)]),
        description=described(say(trees[0], _ABOUT_ALL, titles=said), stamps),
        keywords=(first.keywords[0], *(k for t in trees for k in (t.id, fingerprint(t)))),
        published=max(tree.valid_from.isoformat() if tree.valid_from else "" for tree in trees),
        content="",
        fingerprint="",
    )


def _names(trees: Sequence[Tree]) -> list[str]:
    """The titles of trees; two versions of one tree are told apart."""
    titles = [text.clean(str(tree.title)) for tree in trees]
    if len(set(titles)) == len(titles):
        return titles
    return [
        say(tree, _VERSION, title=title, version=tree.version)
        for title, tree in zip(titles, trees, strict=True)
    ]


def _blocks(trees: Sequence[Tree]) -> Iterator[Block]:
    terms = {
        term: text.clean(str(said)) for t in reversed(trees) for term, said in t.glossary.items()
    }
    language, explaining, pages = trees[0].language, Explaining(terms), Pages(trees)
    short = _is_short(trees, pages)
    chapters = tuple(_chapters(trees, pages, explaining))
    known = {*anchors(chapters), *pages.anchors.values()}
    if not short:
        yield Contents(words(_CONTENTS.say(language)), _DEPTH)
    yield from chapters
    yield from explaining.blocks(pages.blocks(known, apart=not short))
    yield from back.glossary(terms, explaining.used, language)
    yield from back.organisations(trees)
    yield from back.sources(trees)


def _is_short(trees: Sequence[Tree], pages: Pages) -> bool:
    """Whether all of it is about a sheet of paper, which is read without a list of contents."""
    said = sum(len(str(page.text)) for page in pages.anchors)
    return len(trees) == 1 and _is_small(trees[0]) and said <= _SHORT


def _is_small(tree: Tree) -> bool:
    return len(tree.questions) + len(tree.codes) <= _SMALL


def _chapters(trees: Sequence[Tree], pages: Pages, explaining: Explaining) -> Iterator[Block]:
    """The trees; how to use them stands before the questions, or once before them all."""
    use = (front.using(trees[0], has_pages=bool(pages.anchors)),)
    if len(trees) == 1:
        chapter = Chapter(trees[0], Places(trees[0]), 1, pages.links(trees[0]), use=use)
        yield from _chapter(chapter, explaining)
        return
    names = _names(trees)
    places = [Places(tree, f"boom-{n}-") for n, tree in enumerate(trees, start=1)]
    others = {one.tree.id: one for one in places}
    yield from front.which(places, names)
    yield from use
    for one, name in zip(places, names, strict=True):
        yield NewPage()
        yield Heading(1, words(name), one.chapter)
        yield from _chapter(Chapter(one.tree, one, 2, pages.links(one.tree), others), explaining)


def _chapter(chapter: Chapter, explaining: Explaining) -> Iterator[Block]:
    """A tree; words are explained at questions and outcomes, where they matter."""
    yield from front.purpose(chapter.tree, chapter.level)
    if not _is_small(chapter.tree):
        yield from front.glance(chapter.places, chapter.level)
    yield from explaining.blocks(chapter.blocks())
