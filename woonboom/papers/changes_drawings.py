"""Both versions as drawings beside each other, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from woonboom import text
from woonboom.diff.changes import Changes
from woonboom.diff.naming import version_names
from woonboom.document import Beside, Block, Figure, Heading, Paragraph, words
from woonboom.formats import FORMATS
from woonboom.layout.wording import say
from woonboom.model import Tree
from woonboom.papers import changes_wording as wording
from woonboom.papers.drawn_changes import new_drawing, old_drawing
from woonboom.scene import Scene

_MOST: Final = 40
"""Trees of more questions take long to draw, and too much room on a page."""
_MOST_MERGED: Final = 12
"""So do trees where more answers come together again in one question."""


def drawings(changes: Changes, level: int) -> Iterator[Block]:
    """Yield the drawings of the old and the new version, both the same way up."""
    new = changes.new
    yield Heading(level, words(say(new, wording.DRAWINGS)))
    if not all(map(_can_be_drawn, (changes.old, new))):
        yield Paragraph(words(say(new, wording.TOO_LARGE)))
        return
    after = new_drawing(changes)
    before = old_drawing(changes, landscape=after.pages[0].width > after.pages[0].height)
    yield Paragraph(words(say(new, wording.DRAWINGS_TEXT)))
    versions = version_names(changes, new.language)
    was = say(new, wording.DRAWING_OLD, version=versions[0])
    becomes = say(new, wording.DRAWING_NEW, version=versions[1])
    figures = (
        _figure(before, changes.old, new.language, versions[0], was),
        _figure(after, new, new.language, versions[1], becomes),
    )
    yield Beside(figures, say(new, wording.ENLARGE), say(new, wording.REDUCE))


def _can_be_drawn(tree: Tree) -> bool:
    leads = [answer.goto for one in tree.questions.values() for answer in one.answers]
    met = [goto for goto in leads if goto in tree.questions]
    return len(tree.questions) <= _MOST and len(met) - len(set(met)) <= _MOST_MERGED


def _figure(scene: Scene, tree: Tree, language: str, version: str, caption: str) -> Figure:
    title = text.clean(str(tree.title))
    alt = wording.DRAWING_ALT.say(language, {"title": title, "version": version})
    data = FORMATS["svg"].write(scene)
    return Figure(data, "image/svg+xml", alt, caption=words(caption))
