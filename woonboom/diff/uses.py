"""Where a parameter is used: what changes with it, though nobody edited it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from woonboom.compared.changes import Content
from woonboom.compared.names import Names
from woonboom.conditions.forms import Condition, constants_of
from woonboom.model import Outcome, Question, Text, Tree


class Use(NamedTuple):
    """A place that uses a parameter: an element, its id as in a `Change`, and a field of it."""

    element: str
    id: str
    field: str


def uses(tree: Tree, parameter: str) -> tuple[Use, ...]:
    """Return where a parameter is used: questions by number, outcomes by code, then the rest."""
    found = (use for use, parameters in _places(tree) if parameter in parameters)
    return tuple(dict.fromkeys(found))


def uses_words(tree: Tree, content: Content, parameter: str, language: str) -> tuple[str, ...]:
    """Return the elements that use a parameter, by name; `content` is that of the tree.

    An answer is not named beside its question.
    """
    names = Names(content, language)
    places = dict.fromkeys(_element(use) for use in uses(tree, parameter))
    return tuple(names.element(element, id_) or id_ for element, id_ in places)


def _element(use: Use) -> tuple[str, str]:
    if use.element == "answer":
        return "question", use.id.partition(".")[0]
    return use.element, use.id


def _places(tree: Tree) -> Iterator[tuple[Use, tuple[str, ...]]]:
    """Every text and condition, with the parameters in it."""
    heads = {"title": tree.title, "audience": tree.audience, "contact": tree.contact}
    yield from _texts("tree", tree.id, heads)
    for question in tree.in_order:
        yield from _question(question)
    for id_ in tree.codes:
        yield from _outcome(tree.outcomes[id_])
    for assumption in tree.assumptions:
        condition = assumption.condition
        yield Use("assumption", str(condition), "condition"), _named(condition)
    for page in tree.pages.values():
        yield from _texts("page", page.id, {"text": page.text})
    for term, text in tree.glossary.items():
        yield from _texts("term", term, {"text": text})


def _question(question: Question) -> Iterator[tuple[Use, tuple[str, ...]]]:
    yield from _texts("question", question.id, {"ask": question.ask, "help": question.help})
    for answer in question.answers:
        id_ = f"{question.id}.{answer.id}"
        yield from _texts("answer", id_, {"label": answer.label})
        if answer.form == "when":  # of the others it follows from their neighbours
            yield Use("answer", id_, "condition"), _named(answer.condition)


def _outcome(outcome: Outcome) -> Iterator[tuple[Use, tuple[str, ...]]]:
    yield from _texts("outcome", outcome.id, {"title": outcome.title, "text": outcome.text})
    for step in outcome.steps:
        yield from _texts("outcome", outcome.id, {"steps": step})


def _texts(
    element: str, id_: str, texts: dict[str, Text | None]
) -> Iterator[tuple[Use, tuple[str, ...]]]:
    for field, text in texts.items():
        if text:
            yield Use(element, id_, field), text.parameters


def _named(condition: Condition) -> tuple[str, ...]:
    return tuple(name for _, constant in constants_of(condition) for name in constant.parameters)
