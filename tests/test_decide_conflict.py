"""Facts that exclude each other are named also where there are very many assumptions."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples
from samples import SPAN

from woonboom.conditions import And, Condition, Not, Or, Truth
from woonboom.decide.conflict import conflict
from woonboom.facts import Fact
from woonboom.model import Assumption, Tree

COUNT = 30
NAMES = [f"f{n}" for n in range(COUNT)]


def assuming(*conditions: Condition) -> Tree:
    tree = samples.tree(
        [samples.question("q", [("Ja", "u"), ("Nee", "u")])], [samples.outcome("u")]
    )
    facts = {name: Fact(name, name, "boolean") for name in [*NAMES, "fact"]}
    return replace(tree, facts=facts, assumptions=tuple(Assumption(c, SPAN) for c in conditions))


def every() -> Condition:
    return And(tuple(Truth(name) for name in NAMES))


def pairs() -> list[Condition]:
    return [Or((Truth(f"f{n}"), Truth(f"f{n + 1}"))) for n in range(COUNT - 1)]


def test_a_conflict_of_very_many_facts_is_found_without_trying_every_set() -> None:
    found = conflict(assuming(Not(every()), *pairs()), dict.fromkeys(NAMES, True))
    assert found is not None
    assert found.facts == tuple(NAMES)
    assert [str(assumption.condition) for assumption in found.assumptions] == [str(Not(every()))]


def test_the_fewest_facts_are_blamed() -> None:
    tree = assuming(Not(And((Truth("f3"), Truth("f9")))), *pairs())
    found = conflict(tree, {**dict.fromkeys(NAMES, True), "f0": False})
    assert found is not None
    assert found.facts == ("f3", "f9")


def test_of_assumptions_too_entangled_to_look_at_the_broken_one_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("woonboom.regions.diagrams.MOST_EDGES", 5)
    tree = assuming(*pairs(), Not(Truth("f4")))
    assert conflict(tree, {"f0": True}) is None
    found = conflict(tree, {"f0": True, "f4": True})
    assert found is not None
    assert found.facts == ("f4",)
