"""Who is concerned by what changes, in plain words: groups of cases, and an example of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from woonboom.conditions.forms import facts_of
from woonboom.decide.words import say_value
from woonboom.diagnostics import Message
from woonboom.diff.align import called_in_both
from woonboom.diff.changes import CaseChange, Changes, Group, Path
from woonboom.diff.naming import short_outcome
from woonboom.diff.parting import end_of
from woonboom.model import Tree
from woonboom.regions import Region, Space
from woonboom.regions.boxes import Box, Masks, merged, needed, widened
from woonboom.regions.diagrams import FALSE, TooEntangled
from woonboom.regions.factors import Factors, factors_of
from woonboom.regions.words import Parts, by_fact, by_length, say_box, say_more

_OR: Final = Message("; of ", "; or ")
_ALL: Final = Message("iedereen met deze uitkomst", "everyone with this outcome")
_COMMON: Final = Message("{common}, en daarbij: {parts}", "{common}, and besides: {parts}")
_ALSO: Final = Message("; en bovendien: ", "; and moreover: ")
_EVERYONE: Final = Message(
    "Iedereen die eerst {outcome} kreeg", "Everyone who got {outcome} before"
)
_WHO_HAD: Final = Message(
    "Wie eerst {outcome} kreeg, en voor wie geldt", "Of those who got {outcome} before"
)
_WHO: Final = Message("Wie dit zijn", "Who they are")
_MOST_TAKEN_APART: Final = 24
"""Of more boxes no sentence is made; a list of the first says as much."""
_MUCH_SAVED: Final = 3
"""So many conditions fewer are worth a sentence that is harder to take in than a list."""


def region_words(change: CaseChange, language: str) -> str:
    """Return all that holds for the cases of a change: its box, complete."""
    return say_box(change.box.space, dict(change.box.masks), language)


# ---------------------------------------------------------------- groups


def who_had(group: Group, changes: Changes, language: str) -> str:
    """Return what goes before the parts of a group: "Wie eerst U7 kreeg, en voor wie geldt".

    Of everyone who had an outcome that is all: no parts come after it.
    """
    had = group.old_outcome
    if had is None or group.within is None:
        return _WHO.say(language)
    message = _EVERYONE if is_everyone(group) else _WHO_HAD
    return message.say(language, {"outcome": short_outcome(changes, "old", had, language)})


def group_words(group: Group, language: str, limit: int = 6) -> str:
    """Return which cases a group is, among all that had its old outcome.

    What those have in common anyway is not said, unless it is asked where their paths part. Where
    they had no outcome all is said. At most `limit` parts are said.
    """
    parts = group_parts(group, language, limit)
    return _OR.say(language).join(parts.said) + say_more(parts.more, language)


def group_parts(group: Group, language: str, limit: int = 6) -> Parts:
    """Return the same part by part, the shortest first; a case may be in several.

    Of what is too entangled for few words, the first boxes are said.
    """
    if is_everyone(group):
        return Parts((_ALL.say(language),), 0)
    try:
        return _parts(group, language, limit)
    except TooEntangled:
        first = group.changes[:limit]
        more = None if len(group.changes) > limit else 0
        return Parts(tuple(region_words(change, language) for change in first), more)


def _parts(group: Group, language: str, limit: int) -> Parts:
    within = None if group.old_outcome is None else group.within
    space = group.changes[0].box.space
    boxes = [dict(change.box.masks) for change in group.changes[: 20 * limit]]
    whole = len(boxes) == len(group.changes)
    if whole:
        boxes = fewest(within, group.region, boxes, group.asked)
        factors = _factors(space, boxes, limit)
        if factors:
            return Parts((say_factors(space, factors, language),), 0)
    elif within is not None:
        boxes = among(within, group.region, boxes, group.asked, whole=False)
    else:  # of very many, those with the fewest conditions
        boxes = sorted(boxes, key=len)[:limit]
    said = sorted({say_box(space, box, language) for box in boxes}, key=by_length)
    return Parts(tuple(said[:limit]), max(0, len(said) - limit) if whole else None)


def is_everyone(group: Group) -> bool:
    """Tell whether the group is everyone who had its old outcome; not of who had none."""
    if group.within is None or group.old_outcome is None:
        return False
    try:
        return group.within == group.region
    except TooEntangled:
        return False


def fewest(
    within: Region | None, region: Region, boxes: list[Masks], kept: Collection[str] = frozenset()
) -> list[Masks]:
    """Return boxes that are a region among the cases of `within`: as few as there can be.

    The facts to be `kept` are only told where that takes no more boxes.
    """
    space = region.space
    told = merged(space, among(within, region, boxes, kept))
    if not kept or not 1 < len(told) <= _MOST_TAKEN_APART:
        return told
    short = merged(space, among(within, region, boxes))
    return short if len(short) < len(told) else told


def among(
    within: Region | None,
    region: Region,
    boxes: list[Masks],
    kept: Collection[str] = frozenset(),
    *,
    whole: bool = True,
) -> list[Masks]:
    """Return boxes of a region as wide as if only the cases of `within` existed.

    They may overlap, and hold other cases, but none of `within` that is not in the region. What
    they say of the facts to be `kept` stays. When they are the `whole` region, those that the
    others make superfluous are left out.
    """
    if within is None:
        return widened(region, boxes, kept)
    wide = widened(region | ~within, boxes, kept)
    return needed(region, wide) if whole else wide


def _factors(space: Space, boxes: list[Masks], limit: int) -> Factors | None:
    """Boxes taken apart, where that says the same in far fewer words."""
    if not 2 < len(boxes) <= _MOST_TAKEN_APART:
        return None
    told = Region(space, FALSE)
    for masks in boxes:
        told |= Box(space, masks).region
    factors = factors_of(told, limit)
    choices = [box for part in factors.parts for box in part]
    said = sum(_length(space, box) for box in (factors.common, *choices))
    saved = sum(_length(space, box) for box in boxes) - said
    fits = not factors.truncated and len(choices) <= limit
    return factors if fits and saved >= _MUCH_SAVED else None


def _length(space: Space, masks: Masks) -> int:
    return len(by_fact(space, masks))


def say_factors(space: Space, factors: Factors, language: str) -> str:
    """Return a product in words: what all have in common, then a choice, and another choice."""
    choices = (
        _OR.say(language).join(
            sorted((say_box(space, box, language) for box in part), key=by_length)
        )
        for part in factors.parts
    )
    parts = _ALSO.say(language).join(choices)
    if not factors.common:
        return parts
    common = say_box(space, factors.common, language)
    return _COMMON.say(language, {"common": common, "parts": parts})


# ---------------------------------------------------------------- an example


def witness_words(change: CaseChange, changes: Changes, language: str) -> str:
    """Return the example of a change: what of it counts for its paths."""
    facts = change.box.space.facts
    values = ((facts[id_], change.witness[id_]) for id_ in _counting(change, changes))
    return ", ".join(say_value(fact, value, language) for fact, value in values)


def _counting(change: CaseChange, changes: Changes) -> Iterator[str]:
    """The facts that the questions of both paths read, and those of the region."""
    called = called_in_both(changes.old, changes.new, changes.renames)
    counting = {called[fact] for fact in _read(changes.old, change.old_path)}
    counting |= set(_read(changes.new, change.new_path)) | change.region.keys()
    return (fact for fact in change.witness if fact in counting)


def _read(tree: Tree, path: Path) -> Iterator[str]:
    """The facts that the questions of a path read, the one where it stops included."""
    end = end_of(tree, path)
    for id_ in (*(id_ for id_, _ in path), *([end] if end in tree.questions else [])):
        question = tree.questions[id_]
        yield from question.facts
        yield from (fact for answer in question.answers for fact in facts_of(answer.condition))
