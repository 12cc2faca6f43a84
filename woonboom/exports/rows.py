"""A tree as a table with a row per answer: its columns, and what stands in them.

Texts are as their author wrote them, with the parameters between braces, so that a table can be
made into the same tree again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from woonboom.conditions.forms import constants_of, facts_of
from woonboom.exports.cells import listed
from woonboom.facts import Fact
from woonboom.load.trees import DRAFT
from woonboom.model import Answer, Outcome, Parameter, Question, Text, Tree

COLUMNS: Final = (
    "tree", "title", "version", "language", "audience", "valid_from", "valid_until", "contact",
    "url", "uses",
    "number", "question", "ask", "help", "fact", "source",
    "answer", "label", "when", "goto", "goes_to",
    "kind", "outcome_title", "text", "steps", "info", "other_tree", "outcome_source",
    "facts", "parameters",
)  # fmt: skip
OTHERWISE: Final = "otherwise"
Row = dict[str, str]


def rows(tree: Tree) -> Iterator[Row]:
    """Yield the rows: of answers in the order of questions, then of outcomes without any."""
    head = head_of(tree)
    led = set[str]()
    for question in tree.in_order:
        asked = head | _asked(tree, question)
        for answer in question.answers:
            led.add(answer.goto)
            yield asked | _answered(tree, question, answer)
        if not question.answers:
            yield asked
    for id_, outcome in tree.outcomes.items():
        if id_ not in led:
            yield head | {"goto": id_, "goes_to": tree.codes[id_]} | _ended(tree, outcome)


def head_of(tree: Tree) -> Row:
    """Return what stands at the top of a tree's file; a draft has no version."""
    since, until = tree.valid_from, tree.valid_until
    return {
        "tree": tree.id,
        "title": tree.title.template,
        "version": "" if tree.version == DRAFT[tree.language] else tree.version,
        "language": tree.language,
        "audience": tree.audience.template if tree.audience else "",
        "valid_from": since.isoformat() if since else "",
        "valid_until": until.isoformat() if until else "",
        "contact": tree.contact.template if tree.contact else "",
        "url": tree.url or "",
        "uses": listed([_beside(tree, v.path) for v in tree.vocabularies]),
    }


def _beside(tree: Tree, path: object) -> str:
    """A vocabulary as a tree names it: from its own folder."""
    import os

    return os.path.relpath(str(path), str(tree.path.parent)).replace(os.sep, "/")


def _asked(tree: Tree, question: Question) -> Row:
    return {
        "number": tree.printed[question.id],
        "question": question.id,
        "ask": question.ask.template,
        "help": question.help.template if question.help else "",
        "fact": named_fact(question),
        "source": listed(question.sources),
    }


def named_fact(question: Question) -> str:
    """Return the fact that a question names: none of a judgement, or where conditions say it."""
    if any(answer.form == "judgement" for answer in question.answers):
        return ""
    read = dict.fromkeys(f for a in question.answers for f in facts_of(a.condition))
    yes_no = any(answer.form == "yes-no" for answer in question.answers)
    return question.facts[0] if yes_no or question.facts != tuple(read) else ""


def stated(answer: Answer) -> str:
    """Return what an author wrote of when an answer holds."""
    if answer.form == "when":
        return str(answer.condition)
    return OTHERWISE if answer.form == "otherwise" else ""


def _answered(tree: Tree, question: Question, answer: Answer) -> Row:
    outcome = tree.outcomes.get(answer.goto)
    number = tree.printed.get(answer.goto, tree.codes.get(answer.goto, ""))
    told = {
        "answer": answer.id,
        "label": answer.label.template,
        "when": stated(answer),
        "goto": answer.goto,
        "goes_to": number,
        **(_ended(tree, outcome) if outcome else {}),
    }
    return told | _defined(tree, question, answer, outcome)


def _ended(tree: Tree, outcome: Outcome) -> Row:
    return {
        "kind": outcome.kind,
        "outcome_title": outcome.title.template,
        "text": outcome.text.template if outcome.text else "",
        "steps": listed([step.template for step in outcome.steps]),
        "info": outcome.info or "",
        "other_tree": outcome.tree or "",
        "outcome_source": listed(outcome.sources),
        "parameters": _as_json(_parameters(tree, _texts_of(outcome))),
    }


def _texts_of(outcome: Outcome) -> Iterator[Text]:
    yield outcome.title
    yield from [outcome.text] if outcome.text else []
    yield from outcome.steps


def _defined(tree: Tree, question: Question, answer: Answer, outcome: Outcome | None) -> Row:
    """The facts and parameters that a row uses, as the tree's format defines them."""
    read = dict.fromkeys([*question.facts, *facts_of(answer.condition)])
    facts = [tree.facts[f] for f in read if f in tree.facts and not tree.facts[f].judgement]
    texts = [question.ask, answer.label, *([question.help] if question.help else [])]
    texts += _texts_of(outcome) if outcome else []
    used = [p for _, c in constants_of(answer.condition) for p in c.parameters]
    return {
        "facts": _as_json({fact.id: fact_block(fact) for fact in facts}),
        "parameters": _as_json(_parameters(tree, texts, used)),
    }


def _parameters(
    tree: Tree, texts: Iterable[Text], used: Iterable[str] = ()
) -> dict[str, Mapping[str, object]]:
    names = dict.fromkeys([*used, *(name for text in texts for name in text.parameters)])
    return {n: parameter_block(tree.parameters[n]) for n in names if n in tree.parameters}


def fact_block(fact: Fact) -> dict[str, object]:
    """Return a fact as a tree's file defines it."""
    block = {
        "label": fact.label, "short": fact.short, "yes": fact.yes, "no": fact.no,
        "type": fact.type, "options": dict(fact.options), "unit": fact.unit,
        "range": list(fact.range or ()), "entered_as": fact.entered_as,
        "source": list(fact.sources),
    }  # fmt: skip
    return {key: value for key, value in block.items() if value}


def parameter_block(parameter: Parameter) -> dict[str, object]:
    """Return a parameter as a tree's file defines it."""
    block = {"unit": parameter.unit, "label": parameter.label, "source": list(parameter.sources)}
    return {"value": parameter.value, **{key: value for key, value in block.items() if value}}


def _as_json(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False) if data else ""
