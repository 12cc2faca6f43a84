"""A tree as plain data, version 1; the schema is `docs/schemas/tree.json`.

It holds all that another system needs to ask, to decide exactly as `woonboom decide` does, and to
tell what was decided. Texts have their parameters filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from woonboom.facts import Fact, Value
from woonboom.fingerprint import OTHERWISE, fingerprint
from woonboom.markdown import title_of
from woonboom.model import KIND_WORDS, Answer, Outcome, Parameter, Question, Text, Tree, WorkedCase
from woonboom.portable.conditions import expression_of
from woonboom.portable.diagrams import diagrams_of
from woonboom.portable.pages import html_of
from woonboom.units import say_amount, unit_of

Record = dict[str, object]

FORMAT: Final = "woonboom-tree"
VERSION: Final = 1
"""Fields are added, not changed, within a version."""


def document_of(tree: Tree, *, drawing: str | None = None) -> Record:
    """Return a tree as data for JSON; `drawing` is a picture of it in SVG, to put in a page."""
    diagrams, cases = diagrams_of(tree)
    return {
        **_head(tree),
        "facts": [_fact(tree, tree.facts[id_]) for id_ in facts_of(tree)],
        "questions": [_question(tree, q, cases[q.id]) for q in tree.in_order],
        "outcomes": [_outcome(tree, tree.outcomes[id_], code) for id_, code in tree.codes.items()],
        "pages": _pages(tree),
        "glossary": [{"term": term, "text": str(text)} for term, text in tree.glossary.items()],
        "organisations": [
            {"id": o.id, "name": o.name, "role": o.role, "contact": o.contact, "url": o.url}
            for o in tree.organisations.values()
        ],
        "parameters": [_parameter(tree, tree.parameters[p]) for p in tree.used_parameters],
        "assumptions": [expression_of(assumption.condition) for assumption in tree.assumptions],
        "cases": [_case(tree, case) for case in tree.cases],
        "diagrams": diagrams,
        "drawing": drawing,
    }


def facts_of(tree: Tree) -> tuple[str, ...]:
    """Return the facts that questions read, in their order, and those that assumptions add."""
    from woonboom.conditions.forms import facts_of as read_by

    assumed = (fact for a in tree.assumptions for fact in read_by(a.condition))
    return tuple(dict.fromkeys([*tree.asked, *assumed]))


def values_of(case: Mapping[str, Value]) -> dict[str, object]:
    """Return the values of a case as data: of a choice its option, of several their sorted list."""
    return {
        fact: sorted(value) if isinstance(value, frozenset) else value
        for fact, value in case.items()
    }


def _head(tree: Tree) -> Record:
    return {
        "format": FORMAT,
        "version": VERSION,
        "tree": tree.id,
        "tree_version": tree.version,
        "fingerprint": fingerprint(tree),
        "title": str(tree.title),
        "audience": _said(tree.audience),
        "language": tree.language,
        "valid_from": _day(tree.valid_from),
        "valid_until": _day(tree.valid_until),
        "contact": _said(tree.contact),
        "url": tree.url,
        "start": tree.start,
    }


def _fact(tree: Tree, fact: Fact) -> Record:
    unit = unit_of(fact.unit, tree.language) if fact.unit else None
    return {
        "id": fact.id,
        "label": fact.label,
        "short": fact.short,
        "yes": fact.yes,
        "no": fact.no,
        "type": fact.type,
        "options": [{"id": id_, "label": label} for id_, label in fact.options.items()],
        "range": list(fact.range) if fact.range else None,
        "unit": fact.unit,
        "unit_one": unit.one if unit else fact.unit,
        "unit_many": unit.many if unit else fact.unit,
        "unit_measure": unit.measure if unit else None,
        "unit_size": unit.size if unit else None,
        "entered_as": fact.entered_as,
        "judgement": fact.judgement,
        "asked": fact.id in tree.asked,
    }


def _question(tree: Tree, question: Question, cases: list[int | None]) -> Record:
    pairs = zip(question.answers, cases, strict=True)
    return {
        "id": question.id,
        "number": tree.numbers[question.id],
        "ask": str(question.ask),
        "help": _said(question.help),
        "facts": list(question.facts),
        "sources": list(question.sources),
        "answers": [_answer(answer, node) for answer, node in pairs],
    }


def _answer(answer: Answer, cases: int | None) -> Record:
    when = {"when": str(answer.condition), "otherwise": OTHERWISE}.get(answer.form)
    return {
        "id": answer.id,
        "label": str(answer.label),
        "goto": answer.goto,
        "when": when,
        "condition": expression_of(answer.condition),
        "cases": cases,
    }


def _outcome(tree: Tree, outcome: Outcome, code: str) -> Record:
    return {
        "id": outcome.id,
        "code": code,
        "kind": outcome.kind,
        "kind_words": KIND_WORDS[outcome.kind].say(tree.language),
        "title": str(outcome.title),
        "text": _said(outcome.text),
        "steps": [str(step) for step in outcome.steps],
        "page": outcome.info if outcome.info in tree.pages else None,
        "tree": outcome.tree,
        "sources": list(outcome.sources),
    }


def _pages(tree: Tree) -> list[Record]:
    return [
        {"id": id_, "title": title_of(str(page.text)) or id_, "html": html_of(tree, page)}
        for id_, page in tree.pages.items()
    ]


def _parameter(tree: Tree, parameter: Parameter) -> Record:
    return {
        "id": parameter.id,
        "label": parameter.label,
        "value": parameter.value,
        "unit": parameter.unit,
        "words": say_amount(parameter.value, parameter.unit, tree.language),
    }


def _case(tree: Tree, case: WorkedCase) -> Record:
    return {"name": case.name, "given": values_of(case.given), "expect": case.expect}


def _said(text: Text | None) -> str | None:
    return str(text) if text else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
