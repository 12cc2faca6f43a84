"""The report as a comment on a pull or merge request: short, folded where it is long, quiet.

A forge takes a comment of some length, and reads names and numbers in it as people to tell and
issues to link. So a comment says as much as fits, and nothing in its texts calls anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import Any, Final

from woonboom import text
from woonboom.diagnostics import Argument
from woonboom.diff.changes import Group
from woonboom.diff.naming import from_to
from woonboom.diff.standing import by_effect, effect_heading, effect_of
from woonboom.document import Block, Document, Folded, Heading, Items, Paragraph, words
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.papers import changes_wording as wording
from woonboom.papers.changes import Found, in_short, masthead, overview, several, weighing
from woonboom.papers.changes_cases import Cases
from woonboom.papers.changes_edits import Edits, shown_edits
from woonboom.papers.changes_method import advice, method
from woonboom.papers.changes_room import Room, brief

MOST_BYTES: Final = 59_000
"""GitHub takes 65,536 characters; what comes before or after our own has room too."""
_ROOMS: Final = tuple(
    Room(*most, ids=True, notes=True, marks=wording.MARKS_MD)
    for most in (
        (12, 100, 12, 200, 0),
        (8, 40, 6, 80, 1_000),
        (6, 15, 3, 30, 400),
        (3, 5, 2, 8, 200),
        (2, 2, 1, 3, 80),
    )
)
"""From all that people want to read to what always fits."""
_FEW_TREES: Final = 10
"""So many trees of a folder are told of in full."""
_WHOLE: Final = frozenset({"link", "anchor", "language", "face", "palette", "logo", "content"})
"""What a text of a document is not, though it is one."""

_UNSEEN: Final = "\u200b"
"""Between a sign and what follows, it keeps a forge from reading both as a name or a number."""
_OURS: Final = r"(?<!\\)\]\([^)\s]*\)|(?<!\\)</?(?:details|summary|a)\b[^<>]*>"
_CALLS: Final = (
    r"(?<![0-9A-Za-z])@(?=\\?\w)", r"#(?=\d)", r"(?i:\bGH-)(?=\d)", r"!(?=\d)", r"\$(?=\d)",
    r"&(?:amp;)?(?=\d)", r'%(?=\\?[\w"])', r'(?<!~)~(?!~)(?=\\?[\w"])',
)  # fmt: skip
"""Before people, issues, requests, snippets, epics, milestones and labels."""
_ADDRESSES: Final = (r"(?i:\b(?:https?|ftp):)(?=//)", r"(?i:\bwww)(?=\.)")
"""In addresses, which a forge makes links of wherever they stand."""
_TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""They turn the order of what follows, and a text could seem to say something else."""
_CALLING: Final = re.compile(f"(?P<ours>{_OURS})|(?:{'|'.join((*_CALLS, *_ADDRESSES))})")
_COMMAND: Final = re.compile(r"^(\s*)/(?=\w)", re.MULTILINE)
"""What GitLab would do at the beginning of a line: `/close`."""


def changes_comment(found: Found) -> bytes:
    """Return the report as Markdown for a comment: always under 60,000 characters and bytes."""
    made = (_written(_document(found, room)) for room in _ROOMS[:-1])
    fitting = next((one for one in made if len(one) <= MOST_BYTES), None)
    return fitting or _written(_shortened(_document(found, _ROOMS[-1]), _ROOMS[-1]))


def _written(document: Document) -> bytes:
    return quiet(DOCUMENT_FORMATS["md"].write(document).decode()).encode()


def quiet(markdown: str) -> str:
    """Return Markdown in which no text calls a person, an issue or a command of a forge.

    Nor does any become a link, or turn the order in which it is read.
    """

    def parted(found: re.Match[str]) -> str:
        return found[0] if found["ours"] else found[0] + _UNSEEN

    return _COMMAND.sub(r"\1\\/", _CALLING.sub(parted, _TURNING.sub("", markdown)))


# ---------------------------------------------------------------- what is in it


def _document(found: Found, room: Room) -> Document:
    """The comment, its summary right below its title."""
    alone = found.alone
    if alone is None:
        blocks = (*_several(found, room), advice(found.language))
        return replace(several(found, blocks), foot="", organisation="")
    made = masthead(alone, (*_part(found, 0, 1, room), advice(found.language)))
    titled: dict[str, Argument] = {"called": made.title, "title": made.subtitle}
    return replace(
        made,
        title=wording.COMMENT_TITLE.say(made.language, titled),
        subtitle="",
        organisation="",
        foot="",
    )


def _several(found: Found, room: Room) -> Iterator[Block]:
    yield from overview(found, room)
    changed = [at for at, changes in enumerate(found.changes) if not changes.same]
    for at in changed[: min(_FEW_TREES, room.rows)]:
        changes = found.changes[at]
        yield Heading(1, words(text.clean(str(changes.new.title))))
        yield from _part(found, at, 2, room)


def _part(found: Found, at: int, level: int, room: Room) -> Iterator[Block]:
    """What is said of one tree, its summary first."""
    changes = found.changes[at]
    language, cases = changes.new.language, Cases(changes, level, room)
    yield from in_short(changes)
    yield from weighing(found, at, level)
    yield from _groups(cases)
    edits = tuple(Edits(changes, level, room).blocks())[1:]
    if edits:
        counted = wording.ALL_EDITS.say(language, {"count": len(shown_edits(changes, room))})
        yield Folded(words(counted), edits)
    _, *said = method(changes, level, room, complete=cases.complete)
    yield Folded(words(wording.METHOD.say(language)), tuple(said))


def _groups(cases: Cases) -> Iterator[Block]:
    """The groups in tables, first those that lose; what may be looked up is folded."""
    changes, room = cases.changes, cases.room
    groups = [group for _, own in by_effect(changes) for group in own]
    first, rest = groups[: room.cards], groups[room.cards :]
    yield from _tables(cases, first)
    if rest:
        shown, left = rest[: room.rows], len(rest[room.rows :])
        more = cases.say(wording.MORE_GROUPS[len(rest) == 1], count=len(rest))
        also = (cases.elsewhere(left),) if left else ()
        yield Folded(words(more), (*_tables(cases, shown), *also))
    if first:
        items = tuple(tuple(_looked_at(cases, group)) for group in first)
        yield Folded(words(cases.say(wording.EXAMPLES)), (Items(items),))
    if changes.rerouted:
        heading, *ways = cases.rerouted()
        title = heading.words if isinstance(heading, Heading) else ()
        yield Folded(title, tuple(ways))


def _tables(cases: Cases, groups: Sequence[Group]) -> Iterator[Block]:
    for effect, found in groupby(groups, effect_of):
        own = tuple(found)
        yield Paragraph(words(effect_heading(effect, cases.language), bold=True))
        yield from cases.causes(own)
        yield cases.table(own)


def _looked_at(cases: Cases, group: Group) -> Iterator[Block]:
    """From what to what a group goes, with an example and where its paths part."""
    said = from_to(group, cases.changes, cases.language)
    yield Paragraph(words(said[:1].upper() + said[1:], bold=True))
    yield from cases.example(group.changes[0])


# ---------------------------------------------------------------- what must fit


def _shortened(document: Document, room: Room) -> Document:
    """A document in which no text is longer than there is room for."""
    made: Document = _short(document, room)
    return made


def _short(value: Any, room: Room) -> Any:  # noqa: ANN401 (whatever a document holds)
    if isinstance(value, str):
        return brief(value, room)
    if isinstance(value, tuple):
        return tuple(_short(one, room) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        shown = {one.name: getattr(value, one.name) for one in fields(value)}
        kept = {name: _short(own, room) for name, own in shown.items() if name not in _WHOLE}
        return replace(value, **kept)
    return value
