"""Constants: conditions and thresholds that say nothing, whatever the case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from woonboom.analysis.findings import analysis_of
from woonboom.conditions import Condition, Constant
from woonboom.conditions.forms import constants_of, leaves
from woonboom.diagnostics import Diagnostic, Message, Severity, Span, define
from woonboom.model import Tree
from woonboom.regions import Space
from woonboom.regions.diagrams import FALSE
from woonboom.rules.rule import tree_rule

CONSTANT = define(
    "WB506",
    "constant-condition",
    Severity.WARNING,
    message=Message(
        "De voorwaarde ‘{condition}’ geldt altijd.", "The condition ‘{condition}’ always holds."
    ),
    about=Message(
        "De voorwaarde is op zichzelf altijd waar, of nooit: wat de feiten ook zijn. Ze maakt dus "
        "geen onderscheid.",
        "The condition is by itself always true, or never: whatever the facts. So it makes no "
        "distinction.",
    ),
    hint=Message("Verbeter de voorwaarde, of haal haar weg.", "Mend the condition, or remove it."),
)
_NEVER_HOLDS = Message(
    "De voorwaarde ‘{condition}’ geldt nooit.", "The condition ‘{condition}’ never holds."
)
OUT_OF_RANGE = define(
    "WB507",
    "threshold-out-of-range",
    Severity.WARNING,
    message=Message(
        "De grens {threshold} in ‘{condition}’ wordt nooit bereikt: ‘{fact}’ loopt van {low} "
        "tot en met {high}.",
        "The threshold {threshold} in ‘{condition}’ is never reached: ‘{fact}’ goes from {low} to "
        "{high}.",
    ),
    about=Message(
        "Een voorwaarde vergelijkt een feit met een getal dat het feit niet kan hebben. De "
        "vergelijking is dan altijd waar, of nooit.",
        "A condition compares a fact with a number that the fact cannot have. The comparison is "
        "then always true, or never.",
    ),
    hint=Message(
        "Verbeter de grens of de parameter, of verruim ‘range’ van het feit.",
        "Mend the threshold or the parameter, or widen the fact’s ‘range’.",
    ),
)


class Written(NamedTuple):
    """A condition as its author wrote it, and where; an assumption if not of an answer."""

    condition: Condition
    span: Span
    assumed: bool = False


def _written(tree: Tree) -> Iterator[Written]:
    for question in tree.questions.values():
        for answer in question.answers:
            if answer.form == "when":
                yield Written(answer.condition, answer.when_span or answer.span)
    for assumption in tree.assumptions:
        yield Written(assumption.condition, assumption.span, assumed=True)


@tree_rule
def thresholds(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the thresholds that lie outside their fact's range."""
    for written in _written(tree):
        for leaf in leaves(written.condition):
            for fact, constant in constants_of(leaf):
                if not _inside(tree, fact, constant):
                    yield _out_of_range(tree, written.span, str(leaf), fact, constant)


def _inside(tree: Tree, fact: str, constant: Constant) -> bool:
    low, high = tree.facts[fact].range or (constant.value, constant.value)
    return low <= constant.value <= high


def _out_of_range(
    tree: Tree, span: Span, condition: str, fact: str, constant: Constant
) -> Diagnostic:
    low, high = tree.facts[fact].range or (0, 0)
    named = f"{constant.value} ({constant.text})" if constant.parameters else constant.text
    return OUT_OF_RANGE.at(
        span, threshold=named, condition=condition, fact=fact, low=str(low), high=str(high)
    )


@tree_rule
def constant_conditions(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the conditions, and comparisons in them, that hold always or never by themselves."""
    flow = analysis_of(tree).flow
    if flow is None:
        return
    for written in _written(tree):
        parts = dict.fromkeys([written.condition, *leaves(written.condition)])
        for part in parts:
            message = _verdict(flow.space, part)
            if written.assumed and message is _NEVER_HOLDS and part == written.condition:
                continue  # that is WB508
            if message and _all_inside(tree, part):
                yield CONSTANT.at(written.span, message=message, condition=str(part))


def _verdict(space: Space, condition: Condition) -> Message | None:
    holds = space.diagrams.meet(space.valid, space.of(condition))
    if holds == FALSE:
        return _NEVER_HOLDS
    return CONSTANT.message if holds == space.valid else None


def _all_inside(tree: Tree, condition: Condition) -> bool:
    return all(_inside(tree, fact, constant) for fact, constant in constants_of(condition))
