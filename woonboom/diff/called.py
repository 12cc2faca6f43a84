"""A version as another one would have written it: by its ids, and with its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from woonboom.conditions.forms import And, Chain, Compare, Condition, Constant, Not, OneOf, Or
from woonboom.diff.changes import Renames
from woonboom.facts import Fact, Value
from woonboom.load.texts import Texts
from woonboom.model import Answer, Assumption, Outcome, Parameter, Question, Text, Tree, WorkedCase

_PLACE: Final = re.compile(r"\{\{|\{([^{}:]+)")
_NAME: Final = re.compile(r"[^\W\d]\w*")


def called(tree: Tree, renames: Renames) -> Tree:
    """Return an old version by the ids of the new one; it says what it said."""
    if renames == Renames():
        return tree
    parameters = renames.parameters

    def text(own: Text) -> Text:
        if not parameters or not own.parameters:
            return own
        used = tuple(parameters.get(id_, id_) for id_ in own.parameters)
        return replace(own, template=template_called(own, parameters), parameters=used)

    return _Retold(renames, text).tree(tree)


def template_called(text: Text, parameters: Mapping[str, str]) -> str:
    """Return a text as it is written, with other ids of parameters in its places."""

    def named(match: re.Match[str]) -> str:
        id_ = match.group(1)
        return match.group() if id_ is None else "{" + parameters.get(id_, id_)

    return _PLACE.sub(named, text.template)


def constant_called(constant: Constant, parameters: Mapping[str, str]) -> str:
    """Return a constant as it is written, with other ids of parameters."""
    if not constant.parameters:
        return constant.text
    return _NAME.sub(lambda match: parameters.get(match.group(), match.group()), constant.text)


def with_numbers(tree: Tree, parameters: Mapping[str, Parameter]) -> Tree:
    """Return a version as its texts would read if its parameters had the values of others."""
    numbers = {**tree.parameters, **parameters}
    changed = {id_ for id_, own in tree.parameters.items() if _amount(own) != _amount(numbers[id_])}
    if not changed:
        return tree
    texts = Texts(numbers, tree.language, [])

    def text(own: Text) -> Text:
        if changed.isdisjoint(own.parameters):
            return own
        return replace(own, value=texts.fill(own.template, lambda _start, _end: tree.span)[0])

    return _Retold(Renames(), text).tree(tree)


def _amount(parameter: Parameter) -> tuple[int, str | None]:
    return parameter.value, parameter.unit


@dataclass(frozen=True)
class _Retold:
    """Writes a tree again, with other ids and texts."""

    renames: Renames
    text: Callable[[Text], Text]

    def tree(self, tree: Tree) -> Tree:
        questions = [self.question(question, tree) for question in tree.questions.values()]
        outcomes = map(self.outcome, tree.outcomes.values())
        facts = map(self.fact, tree.facts.values())
        parameters = map(self.parameter, tree.parameters.values())
        pages = (replace(page, text=self.text(page.text)) for page in tree.pages.values())
        return replace(
            tree,
            title=self.text(tree.title),
            audience=tree.audience and self.text(tree.audience),
            contact=tree.contact and self.text(tree.contact),
            start=self.place(tree.start),
            questions={question.id: question for question in questions},
            outcomes={outcome.id: outcome for outcome in outcomes},
            facts={fact.id: fact for fact in facts},
            parameters={parameter.id: parameter for parameter in parameters},
            assumptions=tuple(
                Assumption(self.condition(a.condition, tree), a.span) for a in tree.assumptions
            ),
            glossary={term: self.text(text) for term, text in tree.glossary.items()},
            works={work: self.text(text) for work, text in tree.works.items()},
            pages={page.id: page for page in pages},
            cases=tuple(self.case(case, tree) for case in tree.cases),
        )

    def place(self, id_: str) -> str:
        """Return what a question or outcome is called."""
        return self.renames.questions.get(id_) or self.renames.outcomes.get(id_, id_)

    def fact_id(self, id_: str, tree: Tree) -> str:
        """Return what a fact is called; a judgement is called after its question."""
        fact = tree.facts.get(id_)
        if fact and fact.judgement:
            return self.renames.questions.get(id_, id_)
        return self.renames.facts.get(id_, id_)

    def option(self, fact: str, option: str, tree: Tree) -> str:
        """Return what an option is called; that of a judgement is an answer."""
        known = tree.facts.get(fact)
        if known is None or not known.judgement:
            return option
        return self.renames.step((fact, option))[1]

    def question(self, question: Question, tree: Tree) -> Question:
        return replace(
            question,
            id=self.place(question.id),
            ask=self.text(question.ask),
            help=question.help and self.text(question.help),
            facts=tuple(self.fact_id(fact, tree) for fact in question.facts),
            answers=tuple(self.answer(answer, question, tree) for answer in question.answers),
        )

    def answer(self, answer: Answer, question: Question, tree: Tree) -> Answer:
        return replace(
            answer,
            id=self.renames.step((question.id, answer.id))[1],
            label=self.text(answer.label),
            goto=self.place(answer.goto),
            condition=self.condition(answer.condition, tree),
        )

    def outcome(self, outcome: Outcome) -> Outcome:
        return replace(
            outcome,
            id=self.place(outcome.id),
            title=self.text(outcome.title),
            text=outcome.text and self.text(outcome.text),
            steps=tuple(map(self.text, outcome.steps)),
        )

    def fact(self, fact: Fact) -> Fact:
        if not fact.judgement:
            return replace(fact, id=self.renames.facts.get(fact.id, fact.id))
        options = {
            self.renames.step((fact.id, option))[1]: label for option, label in fact.options.items()
        }
        return replace(fact, id=self.renames.questions.get(fact.id, fact.id), options=options)

    def parameter(self, parameter: Parameter) -> Parameter:
        return replace(parameter, id=self.renames.parameters.get(parameter.id, parameter.id))

    def case(self, case: WorkedCase, tree: Tree) -> WorkedCase:
        given = {
            self.fact_id(fact, tree): self.value(fact, value, tree)
            for fact, value in case.given.items()
        }
        via = tuple(map(self.place, case.via))
        return replace(case, given=given, expect=self.place(case.expect), via=via)

    def value(self, fact: str, value: Value, tree: Tree) -> Value:
        return self.option(fact, value, tree) if isinstance(value, str) else value

    def condition(self, condition: Condition, tree: Tree) -> Condition:
        if isinstance(condition, Not):
            return Not(self.condition(condition.part, tree))
        if isinstance(condition, And | Or):
            return type(condition)(tuple(self.condition(part, tree) for part in condition.parts))
        fact = self.fact_id(condition.fact, tree)
        if isinstance(condition, OneOf):
            options = tuple(self.option(condition.fact, o, tree) for o in condition.options)
            return replace(condition, fact=fact, options=options)
        if isinstance(condition, Compare):
            return replace(condition, fact=fact, constant=self.constant(condition.constant))
        if isinstance(condition, Chain):
            low, high = self.constant(condition.low), self.constant(condition.high)
            return replace(condition, fact=fact, low=low, high=high)
        return replace(condition, fact=fact)

    def constant(self, constant: Constant) -> Constant:
        known = self.renames.parameters
        if known.keys().isdisjoint(constant.parameters):
            return constant
        used = tuple(known.get(id_, id_) for id_ in constant.parameters)
        return replace(constant, text=constant_called(constant, known), parameters=used)
