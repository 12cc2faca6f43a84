"""Usage: what is written down and nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from woonboom.conditions import Condition
from woonboom.conditions.forms import facts_of, options_of
from woonboom.diagnostics import Diagnostic, Message, Severity, SourceText, define
from woonboom.model import Tree, Vocabulary
from woonboom.rules.rule import Collection, collection_rule
from woonboom.source.places import files_in

_REMOVE_OR_USE = Message("Gebruik ‘{id}’, of haal het weg.", "Use ‘{id}’, or remove it.")

UNUSED_FACT = define(
    "WB601",
    "unused-fact",
    Severity.WARNING,
    message=Message("Niets gebruikt het feit ‘{id}’.", "Nothing uses the fact ‘{id}’."),
    about=Message(
        "Geen vraag, voorwaarde, aanname of voorbeeld noemt dit feit. Misschien is er een vraag "
        "vergeten.",
        "No question, condition, assumption or worked case names this fact. Perhaps a question was "
        "forgotten.",
    ),
    hint=_REMOVE_OR_USE,
)
UNUSED_OPTION = define(
    "WB602",
    "unused-option",
    Severity.WARNING,
    message=Message(
        "Niets noemt de mogelijkheid ‘{id}’ van ‘{fact}’.",
        "Nothing names the option ‘{id}’ of ‘{fact}’.",
    ),
    about=Message(
        "Geen voorwaarde, aanname of voorbeeld noemt deze mogelijkheid. Misschien is ze vergeten.",
        "No condition, assumption or worked case names this option. Perhaps it was forgotten.",
    ),
    hint=_REMOVE_OR_USE,
)
UNUSED_PARAMETER = define(
    "WB603",
    "unused-parameter",
    Severity.WARNING,
    message=Message("Niets gebruikt de parameter ‘{id}’.", "Nothing uses the parameter ‘{id}’."),
    about=Message(
        "Geen voorwaarde en geen tekst haalt dit getal op. Misschien staat het ergens los "
        "geschreven.",
        "No condition and no text takes this number. Perhaps it is written out somewhere.",
    ),
    hint=_REMOVE_OR_USE,
)
UNUSED_OUTCOME = define(
    "WB604",
    "unused-outcome",
    Severity.WARNING,
    message=Message(
        "Geen boom gebruikt de gedeelde uitkomst ‘{id}’.",
        "No tree uses the shared outcome ‘{id}’.",
    ),
    about=Message(
        "Een gedeelde uitkomst staat in een vocabulaire, maar geen antwoord leidt ernaartoe.",
        "A shared outcome stands in a vocabulary, but no answer leads to it.",
    ),
    hint=_REMOVE_OR_USE,
)
UNUSED_PAGE = define(
    "WB605",
    "unused-page",
    Severity.WARNING,
    message=Message(
        "Geen uitkomst noemt de informatiepagina ‘{id}’.",
        "No outcome names the information page ‘{id}’.",
    ),
    about=Message(
        "In de map info staat een pagina waar geen uitkomst naar verwijst. Niemand leest haar dus.",
        "The folder info has a page that no outcome refers to. So nobody reads it.",
    ),
    hint=Message(
        "Noem de pagina bij een uitkomst (‘info: {id}’), of haal het bestand weg.",
        "Name the page with an outcome (‘info: {id}’), or remove the file.",
    ),
)


@collection_rule
def unused(collection: Collection) -> Iterator[Diagnostic]:
    """Yield facts, options, parameters and shared outcomes that no tree uses."""
    for tree in collection.trees:
        if not tree.flawed:
            yield from _unused_in(tree.own, [tree])
    for vocabulary in collection.vocabularies:
        users = [t for t in collection.trees if vocabulary.path in [v.path for v in t.vocabularies]]
        forms = [f for f in collection.forms if vocabulary.path in [v.path for v in f.vocabularies]]
        sound = users and not any([*(t.flawed for t in users), *(f.flawed for f in forms)])
        if sound and collection.whole(vocabulary.path):
            asked = {name for form in forms for name in form.used_parameters}
            yield from _unused_in(vocabulary, users, asked)
            yield from _unused_outcomes(vocabulary, users)


def _unused_in(
    vocabulary: Vocabulary, users: list[Tree], asked: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    """What these trees do not use; parameters that a form asks about count as used."""
    begin = vocabulary.span
    facts = set(chain.from_iterable(_used_facts(tree) for tree in users))
    options = set(chain.from_iterable(_used_options(tree) for tree in users))
    parameters = set(chain(asked, *(tree.used_parameters for tree in users)))
    for fact in vocabulary.facts.values():
        if fact.id not in facts:
            yield UNUSED_FACT.at(fact.span or begin, id=fact.id)
            continue
        for option in fact.options:
            if (fact.id, option) not in options:
                yield UNUSED_OPTION.at(fact.span or begin, id=option, fact=fact.id)
    for parameter in vocabulary.parameters.values():
        if parameter.id not in parameters:
            yield UNUSED_PARAMETER.at(parameter.span or begin, id=parameter.id)


def _conditions(tree: Tree) -> Iterator[Condition]:
    for question in tree.questions.values():
        yield from (answer.condition for answer in question.answers)
    yield from (assumption.condition for assumption in tree.assumptions)


def _used_facts(tree: Tree) -> Iterable[str]:
    asked = (fact for question in tree.questions.values() for fact in question.facts)
    read = (fact for condition in _conditions(tree) for fact in facts_of(condition))
    given = (fact for case in tree.cases for fact in case.given)
    return chain(asked, read, given)


def _used_options(tree: Tree) -> Iterator[tuple[str, str]]:
    for condition in _conditions(tree):
        yield from options_of(condition)
    for case in tree.cases:
        for fact, value in case.given.items():
            values = value if isinstance(value, frozenset) else {value}
            yield from ((fact, option) for option in values if isinstance(option, str))


def _unused_outcomes(vocabulary: Vocabulary, users: list[Tree]) -> Iterator[Diagnostic]:
    used = {outcome for tree in users for outcome in tree.outcomes}
    for outcome in vocabulary.outcomes.values():
        if outcome.id not in used:
            yield UNUSED_OUTCOME.at(outcome.span, id=outcome.id)


@collection_rule
def unused_pages(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the pages in a tree's folder that no outcome names."""
    for folder in sorted({tree.path.parent for tree in collection.trees}):
        beside = [tree for tree in collection.trees if tree.path.parent == folder]
        if not collection.whole(beside[0].path) or any(tree.flawed for tree in beside):
            continue
        used = {outcome.info for tree in beside for outcome in tree.outcomes.values()}
        for page in files_in(folder / "info", (".md",)):
            if page.stem not in used:
                yield UNUSED_PAGE.at(SourceText(str(page)).start, id=page.stem)
