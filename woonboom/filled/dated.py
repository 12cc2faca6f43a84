"""The date of a sheet beside the days on which its version held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from woonboom.diagnostics import Message, Said
from woonboom.filled.findings import Finding, found
from woonboom.filled.words import day_said, version_said
from woonboom.model import Tree

_FIRST: Final = date(2000, 1, 1)
"""No sheet is older; it is a slip of the pen."""
_YET_TO_COME = Message("Die dag moet nog komen.", "That day is yet to come.")
_NOT_YET = Message(
    "Versie {version} geldt pas vanaf {start}.", "Version {version} holds from {start} only."
)
_LONG_AGO = Message("Kijk het jaar na.", "Check the year.")
_ENDED = Message("die gold tot en met {until}.", "that was valid up to and including {until}.")
_FOLLOWED = Message("vanaf {start} gold versie {next}.", "from {start} on version {next} held.")


def odd_date(tree: Tree, written: date, today: date) -> Finding | None:
    """Return what is wrong with the date of a sheet that is read `today`, if anything is."""
    said, start = day_said(written), tree.valid_from
    if written > today:
        return found("odd-date", day=said, why=_YET_TO_COME)
    if start and written < start:
        why = Said(_NOT_YET, {"version": tree.version, "start": day_said(start)})
        return found("odd-date", day=said, why=why)
    if written < _FIRST:
        return found("odd-date", day=said, why=_LONG_AGO)
    return None


def late(tree: Tree, own: Sequence[Tree], written: date | None) -> list[Finding]:
    """Return that a sheet was filled in when its version no longer held.

    `own` are the versions of its tree that there are.
    """
    if written is None:
        return []
    why = _ended(tree, written) or _followed(tree, own, written)
    day, version = day_said(written), tree.version
    return [found("filled-late", why=why, day=day, version=version)] if why else []


def _ended(tree: Tree, written: date) -> Said | None:
    until = tree.valid_until
    if until is None or written <= until:
        return None
    return Said(_ENDED, {"until": day_said(until)})


def _followed(tree: Tree, own: Sequence[Tree], written: date) -> Said | None:
    """That a next version had begun."""
    begun = tree.valid_from or date.min
    later = [
        (one.valid_from, one) for one in own if one.valid_from and begun < one.valid_from <= written
    ]
    if not later:
        return None
    start, after = min(later, key=lambda pair: pair[0])
    said = version_said(after, tree.version)
    return Said(_FOLLOWED, {"start": day_said(start), "next": said})


def expired(tree: Tree, until: date, written: date | None) -> Finding | None:
    """Return what to tell of a sheet whose version ended, with no other after it.

    None where the sheet was filled in too late: that is told by `late`.
    """
    last = day_said(until)
    if written is None:
        return found("expired", version=tree.version, day=last)
    return found("was-valid", version=tree.version, until=last) if written <= until else None
