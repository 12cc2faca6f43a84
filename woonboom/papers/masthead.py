"""What every paper of a tree says of itself: title, imprint, foot, and what its file carries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from woonboom import text
from woonboom.diagnostics import Message
from woonboom.document import Block, Document
from woonboom.fingerprint import canonical, content, fingerprint
from woonboom.layout import wording
from woonboom.layout.stamp import stamp
from woonboom.layout.titling import imprint_of
from woonboom.layout.wording import say
from woonboom.look import look_of
from woonboom.model import Tree

_TITLE: Final = Message("{paper}: {title}", "{paper}: {title}")
_BETWEEN: Final = " · "


def paper(tree: Tree, called: Message, about: Message, blocks: Iterable[Block]) -> Document:
    """Return a document of a tree, in the look of its house.

    `called` is what kind of paper it is, for the title ("Beslisblad"), `about` its description.
    """
    look, title, said = look_of(tree), titled(tree, called), imprint(tree)
    return Document(
        title=title,
        language=tree.language,
        blocks=tuple(blocks),
        subtitle=text.clean(str(tree.audience or "")),
        imprint=said,
        running=title,
        foot=foot(tree),
        description=described(say(tree, about, title=text.clean(str(tree.title))), said),
        author=text.clean(str(tree.contact or "")),
        keywords=keywords(tree),
        published=tree.valid_from.isoformat() if tree.valid_from else "",
        face=look.face,
        palette=look.palette,
        organisation=look.organisation,
        logo=imprint_of(tree).logo,
        content=canonical(content(tree)),
        fingerprint=fingerprint(tree),
    )


def titled(tree: Tree, called: Message) -> str:
    """Return the title of a paper: what it is, and of which tree."""
    words = {"paper": called.say(tree.language), "title": text.clean(str(tree.title))}
    return _TITLE.say(tree.language, words)


def imprint(tree: Tree) -> tuple[str, ...]:
    """Return what tells the papers of a tree apart: version, validity, check number."""
    version = say(tree, wording.VERSION, version=tree.version)
    return version, wording.validity(tree), stamp(tree)


def described(about: str, imprint: Iterable[str]) -> str:
    """Return what a file says it is in its metadata: what it is for, and of which version."""
    return " ".join([about, *(f"{one}." for one in imprint)])


def foot(tree: Tree) -> str:
    """Return what stands at the foot of every page: the tree and its imprint."""
    first, *rest = (part[:1].lower() + part[1:] for part in imprint(tree))
    return _BETWEEN.join([text.clean(str(tree.title)), first, *rest])


def keywords(tree: Tree) -> tuple[str, ...]:
    """Return what a file is found by, as of a poster."""
    return say(tree, wording.KEYWORD), tree.id, fingerprint(tree)
