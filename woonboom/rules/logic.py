"""Logic: what conditions say, taken together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from woonboom.analysis.findings import analysis_of
from woonboom.decide.worked import Verdict, Why, verdicts
from woonboom.diagnostics import Diagnostic, Message, Severity, define
from woonboom.facts import as_data
from woonboom.model import Tree
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
EXCLUDED_CASE = define(
    "WB511",
    "excluded-case",
    Severity.WARNING,
    message=Message(
        "Voorbeeld ‘{name}’ kan volgens de aannamen niet bestaan.",
        "Worked case ‘{name}’ cannot exist according to the assumptions.",
    ),
    about=Message(
        "Onder ‘assume’ staat wat voor elk echt geval geldt. Een voorbeeld dat daarmee botst, "
        "bewaakt niets: geen enkele controle kijkt naar zo’n geval.",
        "Under ‘assume’ stands what holds for every real case. A worked case that clashes with it "
        "guards nothing: no check looks at such a case.",
    ),
    hint=Message(
        "Verbeter het voorbeeld, of de aanname.", "Mend the worked case, or the assumption."
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
_TEXTS: Final[Mapping[Why | None, tuple[Message, Message | None]]] = {
    "facts": (_STOPS, _GIVE_MORE),
    "no answer": (_STOPS, _NO_ANSWER),
    "clash": (_STOPS, _CLASH),
    "missed": (_MISSED, None),
}


@tree_rule
def worked_cases(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the worked cases that do not come out as they are written."""
    return (_problem(tree, verdict) for verdict in verdicts(tree) if not verdict.passed)


@tree_rule
def excluded_cases(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the worked cases that the assumptions rule out."""
    analysis = analysis_of(tree)
    if analysis.flow is None or analysis.impossible or not tree.assumptions:
        return
    space = analysis.flow.space
    for case in tree.cases:
        if not space.diagrams.meet(space.real, space.box(case.given)):
            witness = as_data(tree.facts, case.given)
            yield EXCLUDED_CASE.at(case.span, witness=witness, name=case.name)


def _problem(tree: Tree, verdict: Verdict) -> Diagnostic:
    case = verdict.case
    words = {
        "name": case.name,
        "expect": case.expect,
        "outcome": verdict.walk.outcome or "",
        "at": verdict.walk.at or "",
        "path": " → ".join(verdict.places),
        "facts": ", ".join(verdict.names),
        "answers": ", ".join(f"‘{name}’" for name in verdict.names),
        "question": ", ".join(verdict.names),
    }
    message, hint = _TEXTS.get(verdict.why, (None, None))
    span = case.expect_span if verdict.why == "outcome" else case.span
    witness = as_data(tree.facts, case.given)
    return WORKED_CASE.at(span, message=message, hint=hint, witness=witness, words=words)
