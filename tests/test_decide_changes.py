"""What would change an outcome "not yet", against all that could be changed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest
import samples
from calling import ROOT
from random_trees import PlainCase, case_of, every_case, tree_of

import woonboom
from woonboom.conditions import Not, Truth
from woonboom.decide import CaseProblem, Decision, decide
from woonboom.decide.change import Change
from woonboom.decide.ground import Ground
from woonboom.decide.walk import walk
from woonboom.facts import Fact, Value
from woonboom.model import Tree

HELPERS, _ = woonboom.load(ROOT / "trees" / "hulpverleners.yaml")
EVICTED = {
    "ontruimd": True, "reden_ontruiming": frozenset({"huurachterstand"}),
    "maanden_sinds_ontruiming": 24, "huurschuld": True, "maanden_regeling": 4,
    "bewindvoering": False, "hulpverlening": True, "begeleidingsplan": True,
}  # fmt: skip


def changes(**known: Value | None) -> tuple[Change, ...]:
    """What changes the outcome for someone who was evicted; None is not known."""
    assert HELPERS
    decision = HELPERS.decide(EVICTED | known)
    assert decision.kind == "not_yet"
    return decision.changes


def test_waiting_comes_first_and_other_facts_after_it() -> None:
    said = [change.say("nl") for change in changes()]
    assert said == [
        "over 2 maanden wel", "wel als: zonder huurschuld", "wel als: onder bewindvoering",
    ]  # fmt: skip
    assert changes()[0].say("en") == "yes, in 2 maanden"


def test_all_times_grow_by_waiting() -> None:
    wait, *_ = changes()
    assert (wait.wait, wait.unit, wait.outcome) == (2, "maanden", "tweedekans")
    assert wait.facts == {"maanden_sinds_ontruiming": 26, "maanden_regeling": 6}


def test_waiting_does_not_help_when_the_term_ends_first() -> None:
    assert all(change.wait is None for change in changes(maanden_sinds_ontruiming=59))
    assert changes(maanden_sinds_ontruiming=58)[0].wait == 2


def test_a_number_that_cannot_come_by_waiting_is_said_as_a_stretch() -> None:
    found = [change.words for change in changes(maanden_sinds_ontruiming=60, maanden_regeling=5)]
    assert "betalingsregeling 6 maanden of langer" in found


def test_facts_that_are_not_known_are_said_apart() -> None:
    for change in changes(hulpverlening=None, begeleidingsplan=None):
        assert change.needed == {"hulpverlening": True, "begeleidingsplan": True}


def test_only_an_outcome_not_yet_has_changes() -> None:
    assert HELPERS
    assert HELPERS.decide(EVICTED | {"maanden_regeling": 6}).changes == ()
    assert HELPERS.decide(EVICTED | {"maanden_sinds_ontruiming": 61}).changes == ()
    assert HELPERS.decide({}).changes == ()


def in_units(units: Mapping[str, str]) -> Tree:
    """A tree in which several times must all be long enough."""
    assert HELPERS
    question = replace(
        HELPERS.questions["regeling"],
        answers=tuple(
            replace(answer, goto=goto)
            for answer, goto in zip(
                HELPERS.questions["regeling"].answers, ("tweedekans", "eerst_regeling"), strict=True
            )
        ),
    )
    facts = {
        id_: replace(fact, unit=units.get(id_, fact.unit)) for id_, fact in HELPERS.facts.items()
    }
    return replace(
        HELPERS, questions={"regeling": question}, start="regeling", facts=facts, assumptions=()
    )


@pytest.mark.parametrize(
    ("unit", "wait"),
    [("maanden", (2, "maanden")), ("jaren", (2, "jaren")), ("weken", (2, "weken")),
     ("dagen", (2, "dagen"))],
)  # fmt: skip
def test_a_wait_is_said_in_the_unit_of_the_tree(unit: str, wait: tuple[int, str]) -> None:
    tree = in_units({"maanden_regeling": unit})
    first, *_ = tree.decide({"maanden_regeling": 4, "bewindvoering": "nee"}).changes
    assert (first.wait, first.unit) == wait


@pytest.mark.parametrize("unit", [None, "keer", "euro", "uren"])
def test_what_is_no_time_does_not_grow(unit: str | None) -> None:
    tree = in_units({})
    fact = replace(tree.facts["maanden_regeling"], unit=unit)
    tree = replace(tree, facts={**tree.facts, fact.id: fact})
    found = tree.decide({"maanden_regeling": 4, "bewindvoering": "nee"}).changes
    assert [change.wait for change in found] == [None, None]


def test_a_time_since_a_date_grows_too() -> None:
    assert HELPERS
    since = {"maanden_sinds_ontruiming": "2024-01-31"}
    decision = HELPERS.decide(EVICTED | since, on=date(2026, 2, 28))
    assert decision.changes[0].facts["maanden_sinds_ontruiming"] == 27


def test_three_of_forty_facts_are_found() -> None:
    ids = [f"f{number}" for number in range(40)]
    questions = []
    for id_, then in zip(ids, [*(f"q_{id_}" for id_ in ids[1:]), "goed"], strict=True):
        made = samples.question(f"q_{id_}", [("Ja", then), ("Nee", "nog")])
        yes, no = made.answers
        answers = replace(yes, condition=Truth(id_)), replace(no, condition=Not(Truth(id_)))
        questions.append(replace(made, facts=(id_,), answers=answers))
    ends = [samples.outcome("goed", "eligible"), samples.outcome("nog", "not_yet")]
    facts = {id_: Fact(id_, id_, "boolean") for id_ in ids}
    tree = replace(samples.tree(questions, ends), facts=facts)
    wrong = ["f0", "f13", "f26"]
    (found,) = tree.decide({id_: id_ not in wrong for id_ in ids}).changes
    assert found.facts == dict.fromkeys(wrong, True)


# ---------------------------------------------------------------- against brute force


def drawn(seed: int, *, complete: bool) -> tuple[Tree, PlainCase, Decision] | None:
    """A random tree with a random case whose outcome is "not yet", if there is one."""
    source = random.Random(seed)
    tree = tree_of(source.randrange, 5, sound=seed % 2 == 0, assume=True, max_cases=400)
    case = case_of(source.randrange, tree, complete=complete)
    try:
        decision = decide(tree, case)
    except CaseProblem:
        return None
    return (tree, case, decision) if decision.kind == "not_yet" else None


def better_cases(tree: Tree) -> Iterator[PlainCase]:
    """Every real case that is eligible."""
    for case in every_case(tree):
        outcome = walk(tree, case).outcome
        real = all(assumption.condition.holds(case) for assumption in tree.assumptions)
        if real and outcome and tree.outcomes[outcome].kind == "eligible":
            yield case


def far(tree: Tree, one: PlainCase, other: PlainCase) -> tuple[int, int]:
    """How many facts that are read anywhere differ, and how far they are apart."""
    differing = [f for f in Ground(tree).space.span if f in one and one[f] != other[f]]
    return len(differing), sum(distance(one[f], other[f]) for f in differing)


def distance(one: Value, other: Value) -> int:
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return len(one ^ other)
    if type(one) is int and type(other) is int:
        return abs(one - other)
    return 1


@pytest.mark.parametrize("start", range(0, 4000, 1000))
def test_no_change_of_facts_is_smaller(start: int) -> None:
    compared = 0
    for seed in range(start, start + 1000):
        found = drawn(seed, complete=True)
        if found is None:
            continue
        tree, case, decision = found
        sizes = [far(tree, case, other) for other in better_cases(tree)]
        others = [change for change in decision.changes if change.wait is None]
        assert bool(decision.changes) == bool(sizes), seed
        assert all(
            decide(tree, {**case, **change.facts}).outcome == change.outcome for change in others
        )
        if not others:
            continue
        assert all(not change.needed for change in others)
        spans = [far(tree, case, {**case, **change.facts}) for change in others]
        assert spans == sorted(spans)
        assert {count for count, _ in spans} == {min(sizes)[0]}
        if len(others) == len(decision.changes):
            assert spans[0] == min(sizes), seed
        compared += 1
    assert compared > 20


@pytest.mark.parametrize("complete", [True, False])
def test_no_wait_is_shorter(complete: bool) -> None:
    compared = 0
    for seed in range(3000):
        found = drawn(seed, complete=complete)
        if found is None:
            continue
        tree, case, decision = found
        waits = [change.wait for change in decision.changes if change.wait is not None]
        assert waits == list(shortest(tree, case)), seed
        compared += bool(waits)
    assert compared > 10


def shortest(tree: Tree, case: PlainCase) -> Iterator[int]:
    """The shortest wait that some real case makes eligible; nothing when there is none."""
    read = Ground(tree).space.span
    better = list(better_cases(tree))
    times = [id_ for id_ in case if id_ in read and tree.facts[id_].type == "integer"]
    for months in range(1, 20) if times else ():
        later = {id_: number(case[id_]) + months for id_ in times}
        if any(value > (tree.facts[id_].range or (0, 0))[1] for id_, value in later.items()):
            return
        moved = {id_: value for id_, value in (case | later).items() if id_ in read}
        if any(moved.items() <= other.items() for other in better):
            yield months
            return


def number(value: Value) -> int:
    assert isinstance(value, int)
    return value


def test_what_is_needed_besides_is_enough_and_none_of_it_can_be_missed() -> None:
    compared = 0
    for seed in range(3000):
        found = drawn(seed, complete=False)
        if found is None:
            continue
        tree, case, decision = found
        for change in decision.changes:
            changed = {**case, **change.facts}
            assert decide(tree, {**changed, **change.needed}).outcome == change.outcome, seed
            for fact in change.needed:
                fewer = {id_: value for id_, value in change.needed.items() if id_ != fact}
                assert decide(tree, changed | fewer).outcome != change.outcome, seed
            compared += bool(change.needed)
    assert compared > 10
