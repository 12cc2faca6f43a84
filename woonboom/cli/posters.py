"""Posters that were printed before: whether they are still the version that counts.

A poster carries the content that it was drawn from, so what changed since can be told years later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from woonboom.compared import Change, changes
from woonboom.compared.changes import Content
from woonboom.compared.versions import that_counts
from woonboom.diagnostics import Argument, Message, Said
from woonboom.fingerprint import content, fingerprint, fingerprint_of, read_content
from woonboom.formats.carried import Carried, NotADrawing, carried
from woonboom.model import Tree

_CURRENT = Message(
    "Actueel: versie {version}, controlegetal {number}.",
    "Current: version {version}, check number {number}.",
)
_NOT_YET = Message(
    "De poster is gelijk aan de boom, maar deze versie geldt pas vanaf {day}.",
    "The poster is the same as the tree, but this version is valid only from {day}.",
)
_OUTDATED = Message(
    "Niet meer actueel. Op de poster: versie {version}, controlegetal {number}. Nu: versie {now}, "
    "controlegetal {current}.",
    "No longer current. On the poster: version {version}, check number {number}. Now: version "
    "{now}, check number {current}.",
)
_EXPIRED = Message(
    "Niet meer geldig: versie {version} gold tot en met {day}.",
    "No longer valid: version {version} was valid up to and including {day}.",
)
_NO_DETAILS = Message(
    "Niet meer actueel. Op de poster: controlegetal {number}. Nu: versie {now}, controlegetal "
    "{current}. Wat er veranderd is, staat niet meer in het bestand.",
    "No longer current. On the poster: check number {number}. Now: version {now}, check number "
    "{current}. What changed is no longer in the file.",
)
_MISSING = Message("Dit bestand bestaat niet.", "This file does not exist.")
_FOLDER = Message(
    "Dit is een map. Noem een poster in die map.", "This is a folder. Name a poster in it."
)
_CANNOT = Message("Niet te lezen: {reason}.", "Cannot be read: {reason}.")
_NO_DRAWING = Message(
    "Dit is geen PDF of SVG die te lezen is. Noem het bestand dat ‘woonboom poster’ maakte.",
    "This is no PDF or SVG that can be read. Name the file that ‘woonboom poster’ made.",
)
_NOTHING = Message(
    "In dit bestand staat niet van welke boom het is. Het is geen poster van woonboom, het is met "
    "een oudere woonboom gemaakt, of het is afgedrukt naar PDF of door een ander programma "
    "bewerkt. Staat er een controlegetal op? Vergelijk het met {numbers}.",
    "This file does not say of which tree it is. It is no poster of woonboom, an older woonboom "
    "made it, or it was printed to PDF or went through another program. Does it show a check "
    "number? Compare it with {numbers}.",
)
_DAMAGED = Message(
    "De gegevens in dit bestand kloppen niet met hun controlegetal {number}. Druk de poster "
    "opnieuw af.",
    "The data in this file do not match their check number {number}. Print the poster again.",
)
_NEWER = Message(
    "Deze poster is met een andere uitgave van woonboom gemaakt. Gebruik de nieuwste.",
    "Another release of woonboom made this poster. Use the newest.",
)
_NO_TREE = Message(
    "Dit is een poster van de boom ‘{tree}’, en die is er niet bij. Wel: {known}.",
    "This is a poster of the tree ‘{tree}’, which is not among those read: {known}.",
)
_RENAMED = Message(
    "Dit is een poster van de boom ‘{tree}’, en die is er niet bij. De boom ‘{other}’ ({path}) "
    "heeft dezelfde titel. Heet die nu zo? Dan is deze poster niet meer actueel.",
    "This is a poster of the tree ‘{tree}’, which is not among those read. The tree ‘{other}’ "
    "({path}) has the same title. Is that its name now? Then this poster is no longer current.",
)
_NO_TREES = Message("geen enkele boom", "no tree")
_MOST: Final = 100_000_000
_TOO_LARGE = Message("het is groter dan {most} MB", "it is larger than {most} MB")


@dataclass(frozen=True)
class Verdict:
    """What became of a poster: `current` is None when that cannot be told, and `said` tells why.

    `old` is the content that it was drawn from, where the file still has it; `number` its
    fingerprint; `tree` the tree that counts now, with its content `new`.
    """

    path: Path
    current: bool | None
    said: Said
    number: str | None = None
    tree: Tree | None = None
    old: Content | None = None
    new: Content | None = None

    @property
    def changes(self) -> list[Change]:
        """What changed since the poster was made, as far as that is known."""
        return changes(self.old, self.new) if self.old and self.new else []

    def as_data(self, language: str) -> dict[str, object]:
        """Return it as data for JSON; the schema is `docs/schemas/check.json`."""
        old = self.old or {}
        now = self.tree and {
            "file": str(self.tree.path),
            "tree_version": self.tree.version,
            "fingerprint": fingerprint(self.tree),
        }
        return {
            "file": str(self.path),
            "tree": old.get("tree") or (self.tree.id if self.tree else None),
            "tree_version": old.get("version"),
            "fingerprint": self.number,
            "current": self.current,
            "message": self.said.say(language),
            "now": now,
            "changes": [change.as_data() for change in self.changes],
        }


def judge(paths: Sequence[Path], trees: Sequence[Tree], today: date) -> list[Verdict]:
    """Tell of every poster whether it still is the version that counts `today`."""
    return [_judged(path, trees, today) for path in dict.fromkeys(paths)]


def _judged(path: Path, trees: Sequence[Tree], today: date) -> Verdict:
    found = _read(path)
    if isinstance(found, Said):
        return Verdict(path, None, found)
    if not found.content:
        return _by_number(path, found, trees, today)
    number, old = found.fingerprint, read_content(found.content)
    if fingerprint_of(found.content) != number:
        return Verdict(path, None, Said(_DAMAGED, {"number": number}), number)
    if old is None:
        return Verdict(path, None, Said(_NEWER), number)
    own = [tree for tree in trees if tree.id == old.get("tree")]
    if not own:
        return Verdict(path, None, _without(old, trees), number, old=old)
    tree = that_counts(own, number, str(old.get("version")), today)
    return _compared(path, number, old, tree, today)


def _compared(path: Path, number: str, old: Content, tree: Tree, today: date) -> Verdict:
    words: dict[str, Argument] = {"version": str(old.get("version")), "number": number}
    words |= {"now": tree.version, "current": fingerprint(tree)}
    if number != fingerprint(tree):
        current, message = False, _OUTDATED
    elif tree.valid_until and tree.valid_until < today:
        current, message = False, _EXPIRED
        words["day"] = tree.valid_until.isoformat()
    elif tree.valid_from and today < tree.valid_from:
        current, message = True, _NOT_YET
        words["day"] = tree.valid_from.isoformat()
    else:
        current, message = True, _CURRENT
    return Verdict(path, current, Said(message, words), number, tree, old, content(tree))


def _by_number(path: Path, found: Carried, trees: Sequence[Tree], today: date) -> Verdict:
    """Judge a poster that lost its content, by what is left: its keywords."""
    own = [tree for tree in trees if tree.id in found.keywords]
    if not found.fingerprint or not own:
        numbers = "; ".join(f"{fingerprint(tree)} ({tree})" for tree in trees)
        return Verdict(path, None, Said(_NOTHING, {"numbers": numbers or _NO_TREES}))
    tree = that_counts(own, found.fingerprint, "", today)
    if found.fingerprint == fingerprint(tree):
        return _compared(path, found.fingerprint, content(tree), tree, today)
    words = {"number": found.fingerprint, "now": tree.version, "current": fingerprint(tree)}
    return Verdict(path, False, Said(_NO_DETAILS, words), found.fingerprint, tree)


def _without(old: Content, trees: Sequence[Tree]) -> Said:
    """Say that the poster's tree is not there, and which tree may have been renamed."""
    id_, like = str(old.get("tree")), [t for t in trees if str(t.title) == old.get("title")]
    if like:
        other = like[0]
        return Said(_RENAMED, {"tree": id_, "other": other.id, "path": str(other.path)})
    known = ", ".join(dict.fromkeys(f"‘{tree.id}’" for tree in trees))
    return Said(_NO_TREE, {"tree": id_, "known": known or _NO_TREES})


def _read(path: Path) -> Carried | Said:
    """Return what a file carries, or why it cannot be read."""
    try:
        if path.is_dir():
            return Said(_FOLDER)
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except FileNotFoundError:
        return Said(_MISSING)
    except (OSError, ValueError) as error:
        return Said(_CANNOT, {"reason": getattr(error, "strerror", None) or str(error)})
    if len(data) > _MOST:
        return Said(_CANNOT, {"reason": Said(_TOO_LARGE, {"most": _MOST // 1_000_000})})
    try:
        return carried(data)
    except NotADrawing:
        return Said(_NO_DRAWING)
