"""What differs between versions as text: the verdict, for whom it matters, what was edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import groupby
from operator import or_
from typing import TYPE_CHECKING, Final

from woonboom.cli.diff_edits import edits
from woonboom.cli.screen import Screen
from woonboom.diagnostics import Message
from woonboom.diff.cautions import warnings
from woonboom.diff.changes import CaseChange, Changes, Group
from woonboom.diff.naming import headed, named_outcome, two_trees, version_names
from woonboom.diff.parting import parting_words
from woonboom.diff.standing import Effect, besides, by_effect, effect_heading, effect_of, summary
from woonboom.diff.undecided import causes
from woonboom.diff.wording import group_parts, is_everyone, who_had, witness_words
from woonboom.regions.diagrams import TooEntangled
from woonboom.regions.words import Parts, region_parts, say_more

if TYPE_CHECKING:
    from woonboom.cli.diff_told import Told
    from woonboom.diff.weighed import Weighed
    from woonboom.model import Tree

MOST_GROUPS: Final = 12
"""So many groups are told of one grade."""
MOST_PARTS: Final = 5
"""So many parts are told of one group."""
MOST_PARTINGS: Final = 3

_VERSIONS: Final = Message("{old} → {new}", "{old} → {new}")
_AT: Final = Message("{version} ({file})", "{version} ({file})")
_OTHER_TREE: Final = Message(
    "Let op: dit zijn twee verschillende bomen, ‘{old}’ en ‘{new}’. Hieronder is ‘eerst’ of ‘de "
    "oude versie’ de ene boom, en ‘nu’ of ‘de nieuwe versie’ de andere.",
    "Mind: these are two different trees, ‘{old}’ and ‘{new}’. Below, ‘before’ or ‘the old "
    "version’ is the one tree, and ‘now’ or ‘the new version’ the other.",
)
_SAME_NAME: Final = Message(
    "Let op: beide versies heten ‘{version}’. Geef de nieuwe nog een eigen versie en ingangsdatum.",
    "Mind: both versions are called ‘{version}’. The new one still needs a version and a starting "
    "date of its own.",
)
_NOTHING: Final = Message("Er is niets veranderd.", "Nothing has changed.")
_EXAMPLE: Final = Message("Bijvoorbeeld: {case}", "For example: {case}")
_WHO: Final = Message("Wie dit zijn:", "Who they are:")
_HAD: Final = Message("Zij kregen eerst:", "Before, they got:")
_GET: Final = Message("Zij krijgen nu:", "Now they get:")
_IN_JSON: Final = Message("Alles staat in --format json.", "All of it is in --format json.")
_WHICH: Final = Message(
    "Wie welke uitkomst heeft, staat in --format json.",
    "Who has which outcome is in --format json.",
)
_MORE_GROUPS: Final = Message("… en nog {count} groepen.", "… and {count} more groups.")
_MORE_PARTINGS: Final = Message("… en op nog meer plaatsen.", "… and at more places.")
_ADDED: Final = Message("Nieuwe boom: {title} ({tree})", "New tree: {title} ({tree})")
_REMOVED: Final = Message("Vervallen boom: {title} ({tree})", "Tree that is gone: {title} ({tree})")
_SIGNS: Final[dict[Effect | None, str]] = {
    "loss": "▼", "lost": "✕", "decided": "?", "sideways": "◆", "win": "▲", None: "↷",
}  # fmt: skip
_COLOURS: Final[dict[Effect | None, str]] = {
    "loss": "1;31", "lost": "1;31", "decided": "1;35", "sideways": "1;33", "win": "1;32",
    None: "1;36",
}  # fmt: skip
_BOLD: Final = "1"
_DIM: Final = "2"
_WARNING: Final = "33"
_GREEN: Final = "32"
_FEW_GROUPS: Final = 2
"""More groups without an outcome for one reason are told as one."""


def told_changes(told: Told, screen: Screen, *, quiet: bool = False) -> str:
    """Return all that is to be told; when `quiet`, only the verdict on each tree that differs."""
    parts: list[list[str]] = []
    for message, trees in ((_REMOVED, told.removed), (_ADDED, told.added)):
        parts += [_named(message, tree, screen) for tree in trees]
    for changes, weighed in zip(told.changes, told.weighed, strict=True):
        if quiet:
            parts += [] if changes.same else [_verdict(changes, screen)]
        else:
            parts.append(list(_tree(changes, weighed, screen)))
    between = [] if quiet else [""]
    lines = [line for part in parts for line in (*between, *part)][len(between) :]
    return "".join(f"{line}\n" for line in lines)


def _named(message: Message, tree: Tree, screen: Screen) -> list[str]:
    return screen.wrapped(screen.say(message, title=str(tree.title), tree=tree.id), colour=_BOLD)


def _tree(changes: Changes, weighed: Weighed | None, screen: Screen) -> Iterator[str]:
    yield from _heading(changes, screen)
    yield ""
    yield from _verdict(changes, screen)
    for said in warnings(changes, screen.language):
        yield ""
        yield from screen.wrapped(said, "! ", _WARNING)
    for effect, groups in by_effect(changes):
        yield from _told(changes, effect, groups, screen)
    if changes.rerouted:
        yield from _told(changes, None, _by_outcome(changes.rerouted), screen)
    if weighed:
        from woonboom.cli.caseload_text import weighed_lines

        yield ""
        yield from weighed_lines(weighed, changes, screen)
    yield from edits(changes, screen)


def _heading(changes: Changes, screen: Screen) -> Iterator[str]:
    old, new = changes.old, changes.new
    if two_trees(changes):
        titles = (f"{tree.title} ({tree.version})" for tree in (old, new))
        yield from screen.wrapped(" → ".join(titles), colour=_BOLD)
        said = screen.say(_OTHER_TREE, old=old.id, new=new.id)
        yield from screen.wrapped(said, colour=_WARNING)
        return
    yield from screen.wrapped(str(new.title), colour=_BOLD)
    names = list(version_names(changes, screen.language))
    if old.version == new.version:
        names = [
            screen.say(_AT, version=name, file=str(tree.path))
            for name, tree in zip(names, (old, new), strict=True)
        ]
    yield from screen.wrapped(screen.say(_VERSIONS, old=names[0], new=names[1]), colour=_DIM)
    if old.version == new.version and not changes.same:
        yield from screen.wrapped(screen.say(_SAME_NAME, version=new.version), colour=_WARNING)


def _verdict(changes: Changes, screen: Screen) -> list[str]:
    said = summary(changes, screen.language)
    if changes.same:
        return screen.wrapped(f"{screen.say(_NOTHING)} {said}", colour=_GREEN)
    if changes.problem:
        return screen.wrapped(said, "! ", "1;31")
    if changes.equivalent:
        return screen.wrapped(f"{said} {besides(changes, screen.language)}", colour=_GREEN)
    return screen.wrapped(said, colour=_COLOURS[effect_of(changes.groups[0])])


# ---------------------------------------------------------------- groups of cases


def _by_outcome(rerouted: Sequence[CaseChange]) -> list[Group]:
    """Cases that go another way, put together by their outcome."""
    found: list[Group] = []
    for (old, new), changes in groupby(rerouted, lambda c: (c.old_outcome, c.new_outcome)):
        found.append(Group(old, new, "sideways", tuple(changes)))
    return found


def _told(
    changes: Changes, effect: Effect | None, groups: Sequence[Group], screen: Screen
) -> Iterator[str]:
    """What a change means for some groups, why, and who they are."""
    yield ""
    heading = f"{_SIGNS[effect]} {effect_heading(effect, screen.language)}"
    yield from screen.wrapped(heading, colour=_COLOURS[effect])
    reasons = causes(groups, changes, screen.language)
    for reason in reasons:
        yield from screen.wrapped(reason, "  ")
    if len(reasons) == 1 and len(groups) > _FEW_GROUPS:
        yield from _together(changes, groups, screen)
        return
    before: list[str] = []
    for number, group in enumerate(groups[:MOST_GROUPS]):
        partings = [] if reasons else _partings(group, changes, screen)
        yield from [""] if number else []
        yield from _group(group, changes, screen)
        yield from partings if partings != before else []
        before = partings
    if len(groups) > MOST_GROUPS:
        yield ""
        more = screen.say(_MORE_GROUPS, count=len(groups) - MOST_GROUPS)
        yield from screen.wrapped(f"{more} {screen.say(_IN_JSON)}", "  ")


def _group(group: Group, changes: Changes, screen: Screen) -> Iterator[str]:
    language = screen.language
    if all(change.grade is None for change in group.changes):
        said = named_outcome(changes, "new", group.new_outcome, language)
    else:
        said = headed(group, changes, language)
    yield from screen.wrapped(said, "  ", _BOLD)
    who = who_had(group, changes, language)
    if is_everyone(group):
        yield from screen.wrapped(f"{who}.", "    ")
    else:
        yield from screen.wrapped(f"{who}:", "    ")
        yield from _parts(group_parts(group, changes.new.language, MOST_PARTS), screen)
    yield from _example(group, changes, screen)


def _parts(parts: Parts, screen: Screen) -> Iterator[str]:
    for part in parts.said:
        yield from screen.wrapped(part, "    • ")
    more = say_more(parts.more, screen.language).removeprefix("; ")
    yield from screen.wrapped(f"… {more}. {screen.say(_IN_JSON)}", "      ") if more else []


def _example(group: Group, changes: Changes, screen: Screen) -> list[str]:
    case = witness_words(group.changes[0], changes, changes.new.language)
    return screen.wrapped(screen.say(_EXAMPLE, case=case), "    ", _DIM)


def _together(changes: Changes, groups: Sequence[Group], screen: Screen) -> Iterator[str]:
    """Groups that have no outcome in one of the versions, all for one reason, told as one."""
    language, is_lost = screen.language, effect_of(groups[0]) == "lost"
    yield from screen.wrapped(screen.say(_WHO), "    ")
    yield from _parts(_everyone_in(groups, changes.new.language), screen)
    yield from screen.wrapped(screen.say(_HAD if is_lost else _GET), "    ")
    for group in groups[:MOST_GROUPS]:
        if is_lost:
            name = named_outcome(changes, "old", group.old_outcome, language)
        else:
            name = named_outcome(changes, "new", group.new_outcome, language)
        yield from screen.wrapped(name, "    • ")
    yield from screen.wrapped(screen.say(_WHICH), "    ", _DIM)
    yield from _example(groups[0], changes, screen)


def _everyone_in(groups: Sequence[Group], language: str) -> Parts:
    """Who is in one of some groups."""
    try:
        return region_parts(reduce(or_, (g.region for g in groups)), language, MOST_PARTS)
    except TooEntangled:
        return group_parts(groups[0], language, MOST_PARTS)._replace(more=None)


def _partings(group: Group, changes: Changes, screen: Screen) -> list[str]:
    """Where the paths of a group part: the first few places."""
    said: dict[str, None] = {}
    for change in group.changes:
        if len(said) > MOST_PARTINGS:
            break
        parting = parting_words(change, changes, screen.language)
        said.update({f"{parting}.": None} if parting else {})
    parts = list(said)[:MOST_PARTINGS]
    more = [screen.say(_MORE_PARTINGS)] if len(said) > MOST_PARTINGS else []
    return [line for part in [*parts, *more] for line in screen.wrapped(part, "    ")]
