"""What a file says its tree was → that tree, to follow answers through when the tree is long gone.

A content is what anybody may have put in a file: its shape is checked, and its conditions go
through the same reader as those of a tree file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from woonboom.conditions import Condition, Names, Not, OneOf, Or, Truth, parse
from woonboom.diagnostics import SourceText
from woonboom.facts import FACT_TYPES, Fact
from woonboom.fingerprint import OTHERWISE
from woonboom.model import (
    KINDS,
    LANGUAGES,
    Answer,
    Assumption,
    Outcome,
    Parameter,
    Question,
    Text,
    Tree,
    Vocabulary,
)

Record = Mapping[str, object]
Kind = TypeVar("Kind", str, int, list[object], dict[str, object])

PLACE: Final = Path("(carried)")
"""The path of a tree that came out of a paper."""
_SPAN: Final = SourceText(str(PLACE)).start
_YES_NO: Final = frozenset({"yes", "no"})


class Misshapen(ValueError):
    """A content that is not what `fingerprint.content` makes."""


def rebuilt(content: Record) -> Tree:
    """Return the tree that a content was made of, as far as answers and outcomes go.

    Not in it is what a content does not hold: worked cases, pages, the glossary, organisations and
    looks. A question that was its own fact is a choice among its answers, or yes or no.

    Raises `Misshapen`.
    """
    try:
        return _tree(content)
    except (KeyError, RecursionError) as fault:
        raise Misshapen(str(fault)) from fault


def _tree(content: Record) -> Tree:
    questions = records(content, "questions")
    parameters = {p.id: p for p in map(_parameter, records(content, "parameters"))}
    numbers = {parameter.id: parameter.value for parameter in parameters.values()}
    facts, read = _read(content, questions, numbers)
    outcomes = {outcome.id: outcome for outcome in map(_outcome, records(content, "outcomes"))}
    return Tree(
        id=get(content, "tree", str),
        title=_text(get(content, "title", str)),
        audience=_some_text(content, "audience"),
        version=get(content, "version", str),
        valid_from=_day(content, "valid_from"),
        valid_until=_day(content, "valid_until"),
        language=_one_of(content, "language", LANGUAGES),
        contact=_some_text(content, "contact"),
        url=some(content, "url"),
        start=get(content, "start", str),
        questions={question.id: question for question in read},
        outcomes=outcomes,
        facts=facts,
        parameters=parameters,
        assumptions=tuple(_assumptions(content, Names(facts, numbers))),
        glossary={},
        organisations={},
        pages={},
        cases=(),
        vocabularies=(),
        own=Vocabulary("", {}, {}, (), {}, {}, {}, PLACE, _SPAN),
        note=None,
        path=PLACE,
        span=_SPAN,
        start_span=_SPAN,
    )


def _read(
    content: Record, questions: list[Record], numbers: Mapping[str, int]
) -> tuple[dict[str, Fact], list[Question]]:
    """The facts and the questions."""
    stated = {fact.id: fact for fact in map(_fact, records(content, "facts"))}
    conditions = [*_strings(content, "assumptions"), *_conditions(questions)]
    own = [fact for question in questions if (fact := _judgement(question, conditions))]
    facts = {**{fact.id: fact for fact in own}, **stated}
    names = Names(facts, numbers)
    return facts, [_question(question, names) for question in questions]


def _conditions(questions: list[Record]) -> Iterator[str]:
    answers = (answer for question in questions for answer in records(question, "answers"))
    yield from (text for answer in answers if (text := some(answer, "condition")))


def _judgement(question: Record, conditions: Iterable[str]) -> Fact | None:
    """The fact of a question whose answers state no conditions.

    Whether answers yes and no make a fact of two options or a boolean shows only in how the
    conditions of other questions compare it; where none does, it comes to the same.
    """
    answers = records(question, "answers")
    if not answers or any(answer["condition"] is not None for answer in answers):
        return None
    options = {get(answer, "id", str): get(answer, "label", str) for answer in answers}
    id_, ask = get(question, "id", str), get(question, "ask", str)
    chosen = re.compile(rf"(?<!\w){re.escape(id_)} (?:[=!]=|(?:not )?in \[)")
    if options.keys() <= _YES_NO and not any(map(chosen.search, conditions)):
        return Fact(id_, ask, "boolean", judgement=True)
    return Fact(id_, ask, "choice", options, judgement=True)


def _fact(record: Record) -> Fact:
    bounds = record["range"]
    options = get(record, "options", dict)
    return Fact(
        id=get(record, "id", str),
        label=get(record, "label", str),
        type=_one_of(record, "type", FACT_TYPES),
        options={_is(id_, str): _is(label, str) for id_, label in options.items()},
        range=None if bounds is None else _range(bounds),
        unit=some(record, "unit"),
        entered_as=some(record, "entered_as"),
    )


def _range(bounds: object) -> tuple[int, int]:
    low, *rest = _is(bounds, list) or [None]
    if len(rest) != 1:
        raise Misshapen("range")
    first, last = _is(low, int), _is(rest[0], int)
    if first > last:
        raise Misshapen("range")
    return first, last


def _question(record: Record, names: Names) -> Question:
    id_, answers = get(record, "id", str), records(record, "answers")
    stated = {get(a, "id", str): _condition(id_, a, names) for a in answers}
    if len(stated) != len(answers):
        raise Misshapen(id_)
    whens = tuple(condition for condition in stated.values() if condition)
    facts = tuple(_strings(record, "facts"))
    if any(fact not in names.facts for fact in facts):
        raise Misshapen(id_)
    return Question(
        id=id_,
        ask=_text(get(record, "ask", str)),
        help=_some_text(record, "help"),
        facts=facts,
        answers=tuple(_answer(a, stated[get(a, "id", str)] or Not(Or(whens))) for a in answers),
        sources=tuple(_strings(record, "sources")),
        note=None,
        span=_SPAN,
    )


def _condition(question: str, answer: Record, names: Names) -> Condition | None:
    """What an answer states; None for what the others leave over."""
    written = some(answer, "condition")
    if written == OTHERWISE:
        return None
    if written is not None:
        return _parsed(written, names)
    id_, fact = get(answer, "id", str), names.facts.get(question)
    if fact is None or (fact.type == "boolean") != (id_ in _YES_NO and not fact.options):
        raise Misshapen(question)
    if fact.type == "boolean":
        return Truth(question) if id_ == "yes" else Not(Truth(question))
    if fact.type != "choice" or id_ not in fact.options:
        raise Misshapen(question)
    return OneOf(question, (id_,))


def _parsed(text: str, names: Names) -> Condition:
    condition, _ = parse(text, names)
    if condition is None:
        raise Misshapen(text[:80])
    return condition


def _answer(record: Record, condition: Condition) -> Answer:
    written = record["condition"]
    form = "judgement" if written is None else "otherwise" if written == OTHERWISE else "when"
    return Answer(
        id=get(record, "id", str),
        label=_text(get(record, "label", str)),
        goto=get(record, "goto", str),
        condition=condition,
        form=form,
        span=_SPAN,
        goto_span=_SPAN,
    )


def _outcome(record: Record) -> Outcome:
    return Outcome(
        id=get(record, "id", str),
        kind=_one_of(record, "kind", KINDS),
        title=_text(get(record, "title", str)),
        text=_some_text(record, "text"),
        steps=tuple(map(_text, _strings(record, "steps"))),
        info=some(record, "info"),
        tree=some(record, "tree"),
        sources=tuple(_strings(record, "sources")),
        note=None,
        span=_SPAN,
    )


def _parameter(record: Record) -> Parameter:
    return Parameter(
        id=get(record, "id", str),
        value=get(record, "value", int),
        unit=some(record, "unit"),
        label=get(record, "label", str),
        sources=tuple(_strings(record, "sources")),
    )


def _assumptions(content: Record, names: Names) -> Iterator[Assumption]:
    for text in _strings(content, "assumptions"):
        yield Assumption(_parsed(text, names), _SPAN)


# ---------------------------------------------------------------- the shape of data


def _is(value: object, kind: type[Kind]) -> Kind:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Misshapen(f"{kind.__name__}: {str(value)[:80]}")
    return value


def get(record: Record, key: str, kind: type[Kind]) -> Kind:
    """Return what a record has under a key; raises `Misshapen` when that is something else."""
    return _is(record[key], kind)


def some(record: Record, key: str) -> str | None:
    """Return the text that a record has under a key, if it is there."""
    return None if record[key] is None else get(record, key, str)


def _one_of(record: Record, key: str, known: Iterable[str]) -> str:
    value = get(record, key, str)
    if value not in known:
        raise Misshapen(value[:80])
    return value


def _strings(record: Record, key: str) -> list[str]:
    return [_is(value, str) for value in get(record, key, list)]


def records(record: Record, key: str) -> list[Record]:
    """Return the records that a record has under a key."""
    return [_is(value, dict) for value in get(record, key, list)]


def _text(value: str) -> Text:
    return Text(value, value)


def _some_text(record: Record, key: str) -> Text | None:
    value = some(record, key)
    return None if value is None else _text(value)


def _day(record: Record, key: str) -> date | None:
    value = some(record, key)
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as fault:
        raise Misshapen(value) from fault
