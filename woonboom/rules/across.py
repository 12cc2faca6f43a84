"""Across: trees and versions beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from woonboom.diagnostics import Diagnostic, Message, Related, Said, Severity, define
from woonboom.model import Tree
from woonboom.rules.rule import Collection, collection_rule

NOT_VALID = define(
    "WB801",
    "not-valid",
    Severity.WARNING,
    message=Message(
        "Deze versie gold tot en met {day}.", "This version was valid up to and including {day}."
    ),
    about=Message(
        "valid_from en valid_until zeggen wanneer een versie geldt. Een versie die nog "
        "niet of niet meer geldt, hoort niet aan de muur.",
        "valid_from and valid_until say when a version is valid. A version that is not yet or no "
        "longer valid should not hang on the wall.",
    ),
    hint=Message(
        "Gebruik de versie die nu geldt, of pas de data aan.",
        "Use the version that is valid now, or change the dates.",
    ),
)
_BACKWARDS = Message(
    "Deze versie eindigt ({day}) voordat ze begint ({first}).",
    "This version ends ({day}) before it begins ({first}).",
)
BOTH_VALID = define(
    "WB802",
    "both-valid",
    Severity.WARNING,
    message=Message(
        "Versie {one} en versie {other} van boom ‘{tree}’ gelden tegelijk.",
        "Version {one} and version {other} of tree ‘{tree}’ are valid at once.",
    ),
    about=Message(
        "Van twee versies van één boom die tegelijk gelden, is niet te zeggen welke beslist.",
        "Of two versions of one tree that are valid at once, there is no telling which decides.",
    ),
    hint=Message(
        "Geef de oudste een valid_until, de dag voordat de nieuwe begint.",
        "Give the older one a valid_until, the day before the new one begins.",
    ),
)
TWINS = define(
    "WB803",
    "same-tree",
    Severity.WARNING,
    message=Message(
        "In deze map staan twee bestanden met boom ‘{tree}’, versie {version}.",
        "This folder has two files with tree ‘{tree}’, version {version}.",
    ),
    about=Message(
        "Twee bestanden in één map noemen zich dezelfde boom en dezelfde versie. Verwijzingen naar "
        "die boom zijn dan dubbelzinnig.",
        "Two files in one folder call themselves the same tree and the same version. References to "
        "that tree are then ambiguous.",
    ),
    hint=Message(
        "Haal de kopie weg, of geef haar een andere id of versie.",
        "Remove the copy, or give it another id or version.",
    ),
)
NOT_YET_VALID = define(
    "WB804",
    "not-yet-valid",
    Severity.INFO,
    message=Message("Deze versie geldt pas vanaf {day}.", "This version is valid only from {day}."),
    about=Message(
        "De versie is voorbereid en geldt nog niet. Hang haar pas op als ze geldt.",
        "The version was prepared and is not valid yet. Hang it up only when it is.",
    ),
)
_OTHER = Message("De andere versie.", "The other version.")


@collection_rule
def validity(collection: Collection) -> Iterator[Diagnostic]:
    """Yield versions that are not valid today."""
    for tree in collection.trees:
        begin, end = tree.valid_from, tree.valid_until
        if begin and end and end < begin:
            words = {"day": str(end), "first": str(begin)}
            yield NOT_VALID.at(tree.span, message=_BACKWARDS, words=words)
        elif begin and collection.today < begin:
            yield NOT_YET_VALID.at(tree.span, day=str(begin))
        elif end and end < collection.today:
            yield NOT_VALID.at(tree.span, day=str(end))


@collection_rule
def both_valid(collection: Collection) -> Iterator[Diagnostic]:
    """Yield versions of one tree whose periods overlap; those without dates claim no period."""
    for one, other in _pairs(collection.trees):
        if _dated(one) and _dated(other) and _overlap(one, other):
            related = [Related(Said(_OTHER), one.span)]
            words = {"one": one.version, "other": other.version, "tree": one.id}
            yield BOTH_VALID.at(other.span, related=related, words=words)


@collection_rule
def same_tree(collection: Collection) -> Iterator[Diagnostic]:
    """Yield two files of one folder that hold the same version of the same tree."""
    for one, other in _pairs(collection.trees):
        if one.path.parent == other.path.parent and one.version == other.version:
            related = [Related(Said(_OTHER), one.span)]
            yield TWINS.at(other.span, related=related, tree=one.id, version=one.version)


def _pairs(trees: tuple[Tree, ...]) -> Iterator[tuple[Tree, Tree]]:
    by_id: dict[str, list[Tree]] = {}
    for tree in trees:
        by_id.setdefault(tree.id, []).append(tree)
    for versions in by_id.values():
        yield from combinations(versions, 2)


def _dated(tree: Tree) -> bool:
    return bool(tree.valid_from or tree.valid_until)


def _overlap(one: Tree, other: Tree) -> bool:
    begin = max(one.valid_from or date.min, other.valid_from or date.min)
    return begin <= min(one.valid_until or date.max, other.valid_until or date.max)
