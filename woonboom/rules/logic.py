"""Logic: what conditions say, taken together."""

from __future__ import annotations

from collections.abc import Iterator

from woonboom.decide import Decision, decide
from woonboom.diagnostics import Diagnostic, Message, Severity, define
from woonboom.facts import FACT_TYPES
from woonboom.model import Tree, WorkedCase
from woonboom.rules.rule import tree_rule

WORKED_CASE = define(
    "WB510",
    "worked-case",
    Severity.ERROR,
    message=Message(
        "Voorbeeld ‘{name}’ verwacht ‘{expect}’, maar de boom geeft ‘{outcome}’.",
        "Worked case ‘{name}’ expects ‘{expect}’, but the tree gives ‘{outcome}’.",
    ),
    about=Message(
        "Een voorbeeld legt vast wat een zaak moet opleveren. Komt er iets anders uit, "
        "dan klopt de boom niet, of het voorbeeld niet meer.",
        "A worked case lays down what a case must come to. When something else comes out, either "
        "the tree is wrong, or the case no longer holds.",
    ),
    hint=Message(
        "De weg was: {path}. Verbeter de boom, of pas het voorbeeld aan.",
        "The path was: {path}. Mend the tree, or change the case.",
    ),
)
_STOPS = Message(
    "Voorbeeld ‘{name}’ blijft steken bij vraag ‘{at}’.",
    "Worked case ‘{name}’ gets stuck at question ‘{at}’.",
)
_GIVE_MORE = Message(
    "Het voorbeeld zegt niet: {facts}. Voeg dat toe onder given.",
    "The case does not say: {facts}. Add it under given.",
)
_NO_ANSWER = Message(
    "Bij die vraag past geen enkel antwoord. De weg was: {path}.",
    "No answer fits at that question. The path was: {path}.",
)
_CLASH = Message(
    "Bij die vraag gelden tegelijk: {answers}. De weg was: {path}.",
    "At that question these hold at once: {answers}. The path was: {path}.",
)
_MISSED = Message(
    "Voorbeeld ‘{name}’ komt niet langs ‘{question}’ zoals via zegt.",
    "Worked case ‘{name}’ does not pass ‘{question}’ as via says.",
)


@tree_rule
def worked_cases(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the worked cases that do not come out as they are written."""
    for case in tree.cases:
        problem = _verdict(tree, case, decide(tree, case.given))
        if problem:
            yield problem


def _verdict(tree: Tree, case: WorkedCase, decision: Decision) -> Diagnostic | None:
    words = {
        "name": case.name,
        "expect": case.expect,
        "outcome": decision.outcome or "",
        "at": decision.at or "",
        "path": " → ".join([*decision.questions, decision.outcome or decision.at or ""]),
    }
    witness = {f: FACT_TYPES[tree.facts[f].type].write(value) for f, value in case.given.items()}
    if decision.outcome is None:
        facts = _missing(tree, case, decision)
        fault = _CLASH if decision.clash else _NO_ANSWER
        hint = _GIVE_MORE if facts and not decision.fault else fault
        words["answers"] = ", ".join(f"‘{answer}’" for answer in decision.clash)
        words["facts"] = ", ".join(facts)
        return WORKED_CASE.at(case.span, message=_STOPS, hint=hint, witness=witness, words=words)
    if decision.outcome != case.expect:
        return WORKED_CASE.at(case.expect_span, witness=witness, words=words)
    missed = _first_missed(case.via, decision.questions)
    if missed is None:
        return None
    return WORKED_CASE.at(case.span, message=_MISSED, witness=witness, question=missed, words=words)


def _missing(tree: Tree, case: WorkedCase, decision: Decision) -> list[str]:
    question = tree.questions.get(decision.at or "")
    return [fact for fact in question.facts if fact not in case.given] if question else []


def _first_missed(via: tuple[str, ...], passed: tuple[str, ...]) -> str | None:
    """The first question of `via` that was not passed after the ones before it."""
    rest = iter(passed)
    return next((question for question in via if question not in rest), None)
