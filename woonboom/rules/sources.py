"""Sources: what a tree says must be traceable to who said it."""

from __future__ import annotations

from collections.abc import Iterator

from woonboom.diagnostics import Diagnostic, Message, Severity, Span, define
from woonboom.model import Tree
from woonboom.rules.rule import tree_rule

NO_SOURCE = define(
    "WB702",
    "no-source",
    Severity.WARNING,
    message=Message("‘{id}’ noemt geen bron.", "‘{id}’ names no source."),
    about=Message(
        "Zodra een boom ergens een bron noemt, hoort elke vraag, uitkomst en gebruikte "
        "parameter er een te hebben. Zo is van elke stap na te gaan waar hij vandaan komt.",
        "As soon as a tree names a source somewhere, every question, outcome and used parameter "
        "should have one. Then each step can be traced to where it comes from.",
    ),
    hint=Message("Voeg ‘source: …’ toe.", "Add ‘source: …’."),
)


@tree_rule
def sources(tree: Tree) -> Iterator[Diagnostic]:
    """Yield what has no source, in a tree that names any."""
    if tree.sources:
        for id_, span in _unsourced(tree):
            yield NO_SOURCE.at(span, id=id_)


def _unsourced(tree: Tree) -> Iterator[tuple[str, Span]]:
    for question in tree.questions.values():
        if not question.sources:
            yield question.id, question.span
    for outcome in tree.outcomes.values():
        if not outcome.sources:
            yield outcome.id, outcome.span
    for name in tree.used_parameters:
        parameter = tree.parameters[name]
        if not parameter.sources:
            yield name, parameter.span or tree.span
