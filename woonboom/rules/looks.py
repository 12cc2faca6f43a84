"""House styles: kinds of outcome that look alike, and a style that another one hides."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from woonboom import colours
from woonboom.diagnostics import Diagnostic, Message, Related, Said, Severity, define
from woonboom.model import KINDS, Tree
from woonboom.rules.rule import structure_rule

ALIKE_COLOURS = define(
    "WB711",
    "alike-colours",
    Severity.WARNING,
    message=Message(
        "‘{kind}’ en ‘{other}’ hebben bijna dezelfde kleur ({colour} en {near}).",
        "‘{kind}’ and ‘{other}’ have nearly the same colour ({colour} and {near}).",
    ),
    about=Message(
        "Soorten uitkomsten verschillen in vorm, rand, teken en kleur. Van ver vallen kleuren het "
        "eerst op, dus die moeten duidelijk verschillen. Een soort zonder eigen kleur houdt de "
        "gewone.",
        "Kinds of outcome differ in outline, border, icon and colour. From afar colours strike "
        "first, so they must differ clearly. A kind without a colour of its own keeps the usual "
        "one.",
    ),
    hint=Message("Kies voor een van beide een andere kleur.", "Choose another colour for one."),
)
HIDDEN_STYLE = define(
    "WB716",
    "hidden-style",
    Severity.WARNING,
    message=Message(
        "De boom ‘{tree}’ gebruikt deze huisstijl niet: een eerder vocabulaire heeft er ook een.",
        "The tree ‘{tree}’ does not use this house style: an earlier vocabulary has one too.",
    ),
    about=Message(
        "Een boom krijgt de huisstijl van het eerste vocabulaire onder uses dat er een heeft.",
        "A tree gets the house style of the first vocabulary under uses that has one.",
    ),
    hint=Message(
        "Zet onder uses het vocabulaire voorop waarvan de huisstijl telt, of haal er een weg.",
        "Under uses put the vocabulary first whose style counts, or remove one.",
    ),
)
_THE_FIRST = Message("Deze huisstijl telt.", "This house style counts.")
_NEAR: Final = 0.06
"""Colours nearer than this in OKLab look alike from afar; our own are 0.09 apart and more."""


@structure_rule
def alike_colours(tree: Tree) -> Iterator[Diagnostic]:
    """Yield kinds of outcome whose colours are hard to tell apart."""
    given = {colour.name: colour for colour in tree.style.colours} if tree.style else {}
    values = {kind: given[kind].value if kind in given else colours.OWN[kind] for kind in KINDS}
    for one, other in combinations(KINDS, 2):
        later = given.get(other) or given.get(one)
        if later and colours.distance(values[one], values[other]) < _NEAR:
            kind, near = (later.name, one if later.name == other else other)
            yield ALIKE_COLOURS.at(
                later.span, kind=kind, other=near, colour=values[kind], near=values[near]
            )


@structure_rule
def hidden_styles(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the house styles of vocabularies that come after the one that counts."""
    styles = [vocabulary.style for vocabulary in tree.vocabularies if vocabulary.style]
    for style in styles[1:]:
        related = [Related(Said(_THE_FIRST), styles[0].span)]
        yield HIDDEN_STYLE.at(style.span, related=related, tree=tree.id)
