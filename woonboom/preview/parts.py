"""A tree → what is shown of it besides its problems: a function per part."""

from __future__ import annotations

import json
from typing import Final

from woonboom.diagnostics import Message, Severity
from woonboom.layout.panels.poster import Arrangement
from woonboom.look import look_problems
from woonboom.model import Tree
from woonboom.preview.committed import Committed
from woonboom.preview.messages import Piece
from woonboom.scene import Scene

_SAME: Final = Message(
    "Er is niets veranderd sinds de versie die het laatst is vastgelegd in Git.",
    "Nothing has changed since the version that was committed to Git last.",
)


class CannotBeMade(Exception):
    """A part cannot be made of this tree; its words say why."""


def draft(tree: Tree, before: Arrangement) -> Piece | None:
    """Return a tree's poster, arranged as it was before; None where that cannot be."""
    from woonboom.layout.panels.poster import again

    if look_problems(tree):
        return None
    scene = again(tree, before)
    return None if scene is None else Piece(_svg(tree, scene), draft=True)


def poster(tree: Tree, language: str) -> Piece:
    """Return a tree's poster as `woonboom poster` draws it; raises `CannotBeMade`."""
    from woonboom.layout.panels.poster import arranged

    _refuse_looks(tree, language)
    scene, arrangement = arranged(tree)
    return Piece(_svg(tree, scene), arrangement=arrangement)


def _refuse_looks(tree: Tree, language: str) -> None:
    for problem in look_problems(tree):
        if problem.severity is Severity.ERROR:
            raise CannotBeMade(problem.message(language))


def _svg(tree: Tree, scene: Scene) -> bytes:
    from woonboom.formats import FORMATS
    from woonboom.look import look_of
    from woonboom.press.dressed import dressed

    return FORMATS["svg"].write(dressed(scene, look_of(tree)))


def sheet(tree: Tree, language: str) -> Piece:
    """Return the first page of a tree's decision sheet as SVG; raises `CannotBeMade`."""
    from woonboom.formats.documents import pdf
    from woonboom.papers.sheet import sheet as sheet_of

    _refuse_looks(tree, language)
    return Piece(pdf.pictures(sheet_of(tree))[0])


def walk(tree: Tree) -> Piece:
    """Return a tree as the walk-through reads it: JSON."""
    from woonboom.portable import document_of

    return Piece(json.dumps(document_of(tree), ensure_ascii=False).encode())


def element(tree: Tree) -> Piece:
    """Return the script of the walk-through, in the colours and letters of a tree's house."""
    from woonboom.page.embed import element_script
    from woonboom.page.given import LATIN

    return Piece(element_script([tree], LATIN).encode())


def changes(tree: Tree, committed: Committed, language: str) -> Piece:
    """Return what changes with regard to the version that was committed last, as a web page.

    Raises `CannotBeMade` where there is no such version or nothing differs.
    """
    from woonboom.diff.comparing import diff
    from woonboom.formats.documents import DOCUMENT_FORMATS
    from woonboom.papers.changes import Found, changes_told

    if committed.tree is None:
        raise CannotBeMade(committed.why.say(language) if committed.why else "")
    found = diff(committed.tree, tree)
    if found.same:
        raise CannotBeMade(_SAME.say(language))
    return Piece(DOCUMENT_FORMATS["html"].write(changes_told(Found((found,)))))
