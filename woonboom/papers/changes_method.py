"""How a report of what changed was made: what was compared, how sure it is, which sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from woonboom import text
from woonboom.compared import Change
from woonboom.diff.changes import Changes
from woonboom.diff.naming import two_trees, version_of
from woonboom.document import Block, Heading, Items, Paragraph, words
from woonboom.fingerprint import fingerprint
from woonboom.layout import wording as drawn
from woonboom.model import Outcome, Parameter, Question, Tree
from woonboom.papers import changes_wording as wording
from woonboom.papers.changes_room import Room


def method(changes: Changes, level: int, room: Room, *, complete: bool) -> Iterator[Block]:
    """Yield how the changes were found, from which versions, and what they rest on.

    `complete` when all cases that change were told.
    """
    language = changes.new.language
    said = [*_exact(changes, room, complete=complete), *_versions(changes)]
    sources = tuple(dict.fromkeys(_sources(changes)))
    if sources:
        named = " ".join(f"{short}: {name}." for short, name in _works(changes, sources))
        listed = wording.SOURCES.say(language, {"sources": ", ".join(sources)})
        said.append(f"{listed} {named}".rstrip())
    yield Heading(level, words(wording.METHOD.say(language)))
    yield Items(tuple((Paragraph(words(one), "small"),) for one in said))


def advice(language: str) -> Paragraph:
    """Return what every report says once: that the tree advises."""
    return Paragraph(words(wording.ADVICE.say(language)), "small")


def _exact(changes: Changes, room: Room, *, complete: bool) -> Iterator[str]:
    """What may be relied on; nothing where the cases were not compared."""
    language = changes.new.language
    if changes.problem:
        return
    listed = wording.NOT_NAMED if complete else wording.NOT_LISTED
    keeps = listed.say(language, {"forms": room.forms.say(language)})
    yield f"{wording.EXACT.say(language)} {keeps}"
    if any(group.within and group.old_outcome is not None for group in changes.groups):
        yield wording.AMONG.say(language)
    if changes.groups and set(changes.old.asked) != set(changes.new.asked):
        yield wording.FREE.say(language)


def _versions(changes: Changes) -> Iterator[str]:
    language = changes.new.language
    both = changes.old, changes.new
    names = [label.say(language) for label in (wording.OLD, wording.NEW_ONE)]
    if two_trees(changes):
        names = [text.clean(str(tree.title)) for tree in both]
    for tree, name in zip(both, names, strict=True):
        own = tree if tree.language == language else replace(tree, language=language)
        facts = {
            "label": name,
            "version": wording.OF_VERSION.say(
                language, {"version": text.clean(version_of(tree, language))}
            ),
            "validity": drawn.validity(own),
            "stamp": drawn.CHECK_NUMBER.say(language, {"number": fingerprint(tree)}),
        }
        yield wording.VERSION.say(language, facts)


def _sources(changes: Changes) -> Iterator[str]:
    """The sources of what changed, as the new version has them, in its order."""
    for change in changes.structure:
        yield from map(text.clean, _of(changes, change))


def _of(changes: Changes, change: Change) -> Iterable[str]:
    """The sources of an element that changed: those that it has now, else those that it had."""
    for tree in (changes.new, changes.old):
        found = _sourced(tree, change)
        if found is not None:
            return found.sources
    return ()


def _sourced(tree: Tree, change: Change) -> Question | Outcome | Parameter | None:
    """What a change is about, as far as it has sources; an answer has those of its question."""
    if change.element in {"question", "answer"}:
        return tree.questions.get(change.id.partition(".")[0])
    if change.element == "outcome":
        return tree.outcomes.get(change.id)
    return tree.parameters.get(change.id) if change.element == "parameter" else None


def _works(changes: Changes, sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The works that sources stand in, with their full names."""
    known = {**changes.old.works, **changes.new.works}
    for short in sorted({source.split(" ")[0] for source in sources} & known.keys()):
        yield short, text.clean(str(known[short])).rstrip(".")
