"""What a version of a tree says, as plain data, and a short number for it.

Two papers with the same number say the same. `content` is what the number stands for: all that the
tree asks, decides and advises, with parameters filled in. In it are

- the tree: id, title, audience, version, validity, language, contact, address, first question;
- the questions with their numbers, and their answers in order: texts, sources, the facts that they
  ask for, conditions, destinations;
- the outcomes with their codes: kind, texts, steps in order, the id of the information page, the
  tree to go on in, sources;
- the facts that the questions and assumptions read, the parameters that these and the texts above
  use, and the assumptions that touch those facts, directly or by way of each other;
- the sources that are listed besides, and the full names of the works that sources stand in.

Not in it: worked cases, notes for maintainers, information pages, the glossary, the organisations,
how facts are called inside a sentence, looks, names of files, and places in them. What does not
change what is said does not change the number either: comments, the order of keys, line breaks and
spaces, how a condition is laid out, or the order in which sources, options and assumptions stand.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NoReturn

from woonboom.conditions.forms import Condition, constants_of, facts_of
from woonboom.facts import Fact
from woonboom.model import Answer, Outcome, Parameter, Question, Text, Tree

Content = dict[str, object]
Record = dict[str, object]

FORM: Final = 1
"""The form of `content`; another form gives other numbers."""
OTHERWISE: Final = "otherwise"
"""The condition of an answer that takes whatever the others leave over; a judgement has none."""

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O and U, which look like 1 and 0 or make words."""
_LENGTH, _GROUP = 8, 4
_KEPT: Final = "_fingerprint"
_DEEPEST: Final = 6
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls, which a terminal obeys, and halves of characters, which it cannot show."""


def fingerprint(tree: Tree) -> str:
    """Return the number of a tree: eight characters in two groups, such as `7F3A-91C2`."""
    # Kept with the tree, as its cached properties are: every try of a drawing asks for it.
    kept = vars(tree)
    if _KEPT not in kept:
        kept[_KEPT] = fingerprint_of(canonical(content(tree)))
    return str(kept[_KEPT])


def known_as(tree: Tree, number: str) -> Tree:
    """Return a tree that is known by another number than that of what it says itself.

    A union of two versions is no version: it has the numbers of both.
    """
    found = replace(tree)
    vars(found)[_KEPT] = number
    return found


def fingerprint_of(text: str) -> str:
    """Return the number of a content in its `canonical` form."""
    digest = int.from_bytes(hashlib.sha256(text.encode()).digest()[:_LENGTH], "big")
    letters = [_ALPHABET[digest >> (64 - 5 * n) & 31] for n in range(1, _LENGTH + 1)]
    groups = ("".join(letters[at : at + _GROUP]) for at in range(0, _LENGTH, _GROUP))
    return "-".join(groups)


def canonical(content: Content) -> str:
    """Return a content as JSON in ASCII, always in the same way."""
    return json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def content(tree: Tree) -> Content:
    """Return all that a tree asks, decides and advises, as data for JSON."""
    assumptions = assumptions_of(tree)
    parameters = [tree.parameters[p] for p in _parameters(tree, assumptions)]
    named = {source for p in parameters for source in p.sources}
    named.update(source for question in tree.questions.values() for source in question.sources)
    named.update(source for outcome in tree.outcomes.values() for source in outcome.sources)
    return {
        "form": FORM,
        **head_record(tree),
        "questions": [
            {**question_record(question), "number": number}
            for number, question in enumerate(tree.in_order, start=1)
        ],
        "outcomes": [
            {**outcome_record(tree.outcomes[id_]), "code": code} for id_, code in tree.codes.items()
        ],
        "facts": [fact_record(tree.facts[f]) for f in _facts(tree, assumptions)],
        "parameters": [parameter_record(p) for p in parameters],
        "assumptions": sorted({str(condition) for condition in assumptions}),
        "sources": sorted(set(map(plain, tree.sources)) - set(map(plain, named))),
        "works": [{"id": id_, "name": _said(name)} for id_, name in _works(tree)],
    }


def head_record(tree: Tree) -> Record:
    """Return what a content has of the tree itself."""
    return {
        "tree": tree.id,
        "title": _said(tree.title),
        "audience": _said(tree.audience),
        "version": tree.version,
        "valid_from": tree.valid_from.isoformat() if tree.valid_from else None,
        "valid_until": tree.valid_until.isoformat() if tree.valid_until else None,
        "language": tree.language,
        "contact": _said(tree.contact),
        "url": tree.url,
        "start": tree.start,
    }


def question_record(question: Question) -> Record:
    """Return what a content has of a question, its number aside."""
    return {
        "id": question.id,
        "ask": _said(question.ask),
        "help": _said(question.help),
        "facts": sorted(question.facts),
        "answers": [_answer(answer) for answer in question.answers],
        "sources": _sources(question.sources),
    }


def _answer(answer: Answer) -> Record:
    stated = {"judgement": None, "otherwise": OTHERWISE}
    return {
        "id": answer.id,
        "label": _said(answer.label),
        "condition": stated.get(answer.form, str(answer.condition)),
        "goto": answer.goto,
    }


def outcome_record(outcome: Outcome) -> Record:
    """Return what a content has of an outcome, its code aside."""
    return {
        "id": outcome.id,
        "kind": outcome.kind,
        "title": _said(outcome.title),
        "text": _said(outcome.text),
        "steps": [_said(step) for step in outcome.steps],
        "info": outcome.info,
        "tree": outcome.tree,
        "sources": _sources(outcome.sources),
    }


def fact_record(fact: Fact) -> Record:
    """Return what a content has of a fact."""
    return {
        "id": fact.id,
        "label": plain(fact.label),
        "type": fact.type,
        "options": {option: plain(label) for option, label in fact.options.items()},
        "range": list(fact.range) if fact.range else None,
        "unit": fact.unit,
        "entered_as": fact.entered_as,
    }


def parameter_record(parameter: Parameter) -> Record:
    """Return what a content has of a parameter."""
    return {
        "id": parameter.id,
        "label": plain(parameter.label),
        "value": parameter.value,
        "unit": parameter.unit,
        "sources": _sources(parameter.sources),
    }


def assumptions_of(tree: Tree) -> list[Condition]:
    """Return the assumptions that touch a fact of the questions, by way of each other too."""
    known = set(tree.asked)
    left = [assumption.condition for assumption in tree.assumptions]
    found: list[Condition] = []
    while touching := [c for c in left if known & set(facts_of(c))]:
        found += touching
        known.update(fact for condition in touching for fact in facts_of(condition))
        left = [condition for condition in left if condition not in touching]
    return found


def _facts(tree: Tree, assumptions: Iterable[Condition]) -> list[str]:
    """The facts that are read, without those that are a question's own judgement."""
    read = {*tree.asked, *(fact for condition in assumptions for fact in facts_of(condition))}
    return sorted(f for f in read if f in tree.facts and not tree.facts[f].judgement)


def _parameters(tree: Tree, assumptions: Iterable[Condition]) -> list[str]:
    """The parameters that the content uses; pages and the glossary may use more."""
    answers = (answer for question in tree.questions.values() for answer in question.answers)
    conditions = (*(answer.condition for answer in answers), *assumptions)
    constants = (constant for c in conditions for _, constant in constants_of(c))
    used = {name for constant in constants for name in constant.parameters}
    used.update(name for text in _texts(tree) for name in text.parameters)
    return sorted(used & set(tree.parameters))


def _texts(tree: Tree) -> Iterator[Text]:
    pages = {id(page.text) for page in tree.pages.values()}
    yield from (text for text in tree.texts() if id(text) not in pages)
    yield from (name for _, name in _works(tree))


def _works(tree: Tree) -> list[tuple[str, Text]]:
    """The works that the tree's sources stand in."""
    cited = {source.split(" ")[0] for source in tree.sources}
    return sorted((short, name) for short, name in tree.works.items() if short in cited)


def _sources(sources: Iterable[str]) -> list[str]:
    return sorted({plain(source) for source in sources})


def _said(text: Text | None) -> str | None:
    return None if text is None else plain(text.value)


def plain(text: str) -> str:
    """Return a text without what cannot be seen in it: how spaces and accents are encoded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_content(text: str, of: str = "tree") -> Mapping[str, object] | None:
    """Return a content from its `canonical` form; None when it is none of a form known here.

    `of` is the key with the id of what it is the content of: a tree, or a `questionnaire`.
    Anyone can make a file with a content in it: what is returned is never nested deep, holds no
    fractions, and can be printed as it is, for control characters are left out.
    """
    try:
        found = _printable(json.loads(text, parse_constant=_refused, parse_float=_refused))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("form") != FORM:
        return None
    return found if all(isinstance(found.get(key), str) for key in (of, "version")) else None


def _printable(value: object, depth: int = 1) -> object:
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if not isinstance(value, list | dict):
        return value
    if depth > _DEEPEST:
        raise ValueError(depth)
    if isinstance(value, list):
        return [_printable(inner, depth + 1) for inner in value]
    return {_UNPRINTABLE.sub("", k): _printable(inner, depth + 1) for k, inner in value.items()}


def _refused(number: str) -> NoReturn:
    raise ValueError(number)
