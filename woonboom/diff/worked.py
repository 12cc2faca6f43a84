"""The worked cases of two versions, each by a name of its own: the same name for the same case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from woonboom.compared import Change
from woonboom.compared.changes import Record
from woonboom.diagnostics import Message
from woonboom.facts import Value
from woonboom.fingerprint import plain
from woonboom.model import Tree, WorkedCase

Key = Callable[[WorkedCase], Hashable]

_YES_NO: Final = {True: Message("ja", "yes"), False: Message("nee", "no")}
_AGAIN: Final = "{name} ({number})"


class Alike(NamedTuple):
    """Two versions whose worked cases have names of their own, and what those were called."""

    old: Tree
    new: Tree
    renames: tuple[Change, ...]


def called_alike(old: Tree, new: Tree) -> Alike:
    """Return two versions in which a worked case has one name, that no other case has.

    A case is the same when its name is, or else what is given; of more with one name first those
    that say the same. One without a name is called by what is given. `old` is called by the ids of
    the new version.
    """
    language = new.language
    names = [name_of(case, language) for case in new.cases]
    own = list(_apart(names, set()))
    pairs = _pairs(old.cases, new.cases, language)
    former = [name_of(case, language) for case in old.cases]
    left = _apart((name for at, name in enumerate(former) if at not in pairs), set(own))
    before = [own[pairs[at]] if at in pairs else next(left) for at in range(len(former))]
    renames = tuple(
        Change("changed", "case", own[to], "name", *_written(old.cases[at], new.cases[to]))
        for at, to in sorted(pairs.items(), key=lambda pair: pair[1])
        if former[at] != names[to]
    )
    return Alike(_with(old, before), _with(new, own), renames)


def case_record(case: WorkedCase, language: str) -> Record:
    """Return what a worked case says, by its name."""
    return {
        "id": name_of(case, language),
        "given": {fact: _value(value, language) for fact, value in case.given.items()},
        "expect": case.expect,
        "via": list(case.via),
        "sources": sorted({plain(source) for source in case.sources}),
        "note": None if case.note is None else plain(case.note),
    }


def name_of(case: WorkedCase, language: str) -> str:
    """Return the name of a worked case; without one it has only a number, and is what is given."""
    said = ", ".join(f"{fact} {_value(value, language)}" for fact, value in case.given.items())
    return said if case.name.isdigit() and said else case.name


def _value(value: Value, language: str) -> str:
    if isinstance(value, bool):
        return _YES_NO[value].say(language)
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def _written(*cases: WorkedCase) -> tuple[str | None, ...]:
    """The names that were written."""
    return tuple(None if case.name.isdigit() else case.name for case in cases)


def _apart(names: Iterable[str], taken: set[str]) -> Iterator[str]:
    """Yield names that are not taken: the second of one name has a number behind it."""
    for name in names:
        own, number = name, 1
        while own in taken:
            number += 1
            own = _AGAIN.format(name=name, number=number)
        taken.add(own)
        yield own


def _pairs(old: Sequence[WorkedCase], new: Sequence[WorkedCase], language: str) -> dict[int, int]:
    """The places of the same cases: those that are most alike find each other first."""

    def given(case: WorkedCase) -> Hashable:
        return frozenset(case.given.items())

    def name(case: WorkedCase) -> Hashable:
        return name_of(case, language)

    keys: tuple[Key, ...] = (
        lambda case: (name(case), given(case), case.expect, case.via, case.sources, case.note),
        lambda case: (name(case), given(case), case.expect),
        lambda case: (name(case), given(case)),
        name,
        lambda case: (given(case), case.expect),
        given,
    )
    found: dict[int, int] = {}
    for key in keys:
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        taken = set(found.values())
        for at in reversed([at for at in range(len(new)) if at not in taken]):
            waiting[key(new[at])].append(at)
        for at in (at for at in range(len(old)) if at not in found):
            if waiting[key(old[at])]:
                found[at] = waiting[key(old[at])].pop()
    return found


def _with(tree: Tree, names: Sequence[str]) -> Tree:
    if [case.name for case in tree.cases] == list(names):
        return tree
    cases = zip(tree.cases, names, strict=True)
    return replace(tree, cases=tuple(replace(case, name=name) for case, name in cases))
