"""Worked cases: what a block says of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from woonboom.conditions.checked import UNKNOWN_FACT
from woonboom.diagnostics import Diagnostic, Spelling
from woonboom.facts import Fact, Value, ValueProblem, read_value
from woonboom.load.blocks import INVALID_VALUE, Block, as_scalar, open_block
from woonboom.load.shapes import SHAPES
from woonboom.model import WorkedCase
from woonboom.source import Mapping as Keyed
from woonboom.source import Node, Sequence


def read_cases(block: Block, facts: Mapping[str, Fact]) -> tuple[WorkedCase, ...]:
    """Return the worked cases of a tree; those without a name are numbered."""
    found = []
    spelling = Spelling(facts)
    for number, node in enumerate(block.list("cases"), start=1):
        case = open_block(node, SHAPES["case"], block.problems)
        if case:
            found.append(_worked_case(case, number, facts, spelling))
    return tuple(found)


def _worked_case(
    block: Block, number: int, facts: Mapping[str, Fact], spelling: Spelling
) -> WorkedCase:
    given = block.value("given")
    expect = block.scalar("expect")
    return WorkedCase(
        name=block.word("name") or f"{number}",
        given=read_case(given, facts, block.problems, spelling) if given else {},
        expect=expect.text if expect else "",
        via=block.words("via"),
        span=block.begin,
        expect_span=expect.span if expect else block.begin,
        sources=block.words("source"),
        note=block.word("note"),
    )


def read_case(
    node: Node,
    facts: Mapping[str, Fact],
    problems: list[Diagnostic],
    spelling: Spelling | None = None,
    on: date | None = None,
) -> dict[str, Value]:
    """Return what a block says of a case; facts and values that do not exist are reported.

    Who reads many cases makes the `spelling` of the facts once. Dates need a reference day, `on`.
    """
    if not isinstance(node, Keyed):
        open_block(node, SHAPES["case"], problems)  # reports the misfit
        return {}
    given: dict[str, Value] = {}
    for written, value in node.entries.values():
        fact = facts.get(written.text)
        if fact is None:
            hint = (spelling or Spelling(facts)).suggestion(written.text)
            problems.append(UNKNOWN_FACT.at(written.span, hint=hint, name=written.text))
            continue
        found = _value(fact, value, problems, on)
        if found is not None:
            given[fact.id] = found
    return given


def _value(fact: Fact, node: Node, problems: list[Diagnostic], on: date | None) -> Value | None:
    nodes = node.items if isinstance(node, Sequence) else (node,)
    scalars = [as_scalar(item, problems) for item in nodes]
    words = [scalar.text for scalar in scalars if scalar]
    if len(words) < len(nodes):
        return None
    try:
        return read_value(fact, words, on)
    except ValueProblem as fault:
        said, hint = fault.said, fault.remedy
        problem = INVALID_VALUE.at(node.span, message=said.message, hint=hint)
        problems.append(replace(problem, said=said))
        return None
