"""Two versions of a tree → all that differs between them."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NamedTuple

from woonboom.diagnostics import Message
from woonboom.diff.align import aligned
from woonboom.diff.cases import Compared
from woonboom.diff.changes import CaseChange, Changes, Group, Renames
from woonboom.diff.twins import Shape, Twins, shape_of
from woonboom.model import Tree
from woonboom.regions.diagrams import TooEntangled

_FLAWED: Final = Message(
    "De gevallen zijn niet vergeleken: in een van de versies staan fouten. Los die eerst op; "
    "‘woonboom check’ noemt ze.",
    "The cases were not compared: one of the versions has errors. Mend those first; "
    "‘woonboom check’ names them.",
)
_NO_START: Final = Message(
    "De gevallen zijn niet vergeleken: een van de versies heeft geen beginvraag.",
    "The cases were not compared: one of the versions has no first question.",
)
_ROUND: Final = Message(
    "De gevallen zijn niet vergeleken: in een van de versies gaan vragen in een kring rond. Haal "
    "die kring eerst weg.",
    "The cases were not compared: in one of the versions questions go round in a circle. Break "
    "that circle first.",
)
_ENTANGLED: Final = Message(
    "De gevallen zijn niet vergeleken: de voorwaarden van deze versies hangen zo samen dat er te "
    "veel soorten gevallen zijn.",
    "The cases were not compared: the conditions of these versions depend on each other so much "
    "that there are too many kinds of cases.",
)


def diff(
    old: Tree, new: Tree, *, facts: Mapping[str, str] | None = None, paths: bool = False
) -> Changes:
    """Return what differs between two versions of a tree, and for which cases it matters.

    `facts` are facts that were renamed on purpose: old id → new id; raises `ValueError` for one
    that its version does not have, and for two that would be one. With `paths` also the cases
    that keep their outcome by another path are worked out. All of it is exact: `equivalent` is
    only said when every case is proved to have the same outcome.
    """
    from woonboom.diff.renames import renamed
    from woonboom.diff.structure import structure

    renames = renamed(old, new, facts or {})
    edits = structure(old, new, renames)
    cases = cases_between(old, new, renames, paths=paths)
    return Changes(old, new, edits, cases.groups, renames, cases.rerouted, cases.problem)


class Cases(NamedTuple):
    """The cases that change, as `Changes` holds them; or why they cannot be worked out."""

    groups: tuple[Group, ...] = ()
    rerouted: tuple[CaseChange, ...] = ()
    problem: Message | None = None


def cases_between(old: Tree, new: Tree, renames: Renames, *, paths: bool = False) -> Cases:
    """Return the cases for which two versions differ."""
    with _uncollected():
        shapes = shape_of(old), shape_of(new)
        problem = _problem(old, shapes[0]) or _problem(new, shapes[1])
        if problem or shapes[0] is None or shapes[1] is None:
            return Cases(problem=problem)
        try:
            twins = Twins(aligned(old, new, renames), renames, (shapes[0], shapes[1]))
            compared = Compared(twins, paths=paths)
            rerouted = compared.rerouted() if paths else ()
            return Cases(compared.groups(), rerouted)
        except (TooEntangled, MemoryError):
            return Cases(problem=_ENTANGLED)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do not look for circles in memory: what is made here are very many tuples without any.

    Looking for them in vain takes a fifth of the time.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _problem(tree: Tree, shape: Shape | None) -> Message | None:
    """Why the cases of a version cannot be worked out, if so."""
    if not tree.decidable:
        return _FLAWED
    if tree.start not in tree.questions and tree.start not in tree.outcomes:
        return _NO_START
    return _ROUND if shape is None else None
