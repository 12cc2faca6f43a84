"""What trees do to one case together, against every case tried by hand."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import samples
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from random_trees import PlainCase, sketch, trees, values_of

from woonboom.analysis.flow import follows
from woonboom.analysis.together import Together
from woonboom.conditions import Not, Truth
from woonboom.conditions.forms import facts_of
from woonboom.decide.walk import walk
from woonboom.facts import Fact, Value
from woonboom.model import KINDS, Outcome, Tree

MOST = 4_000
AGAINST = {("eligible", "not_yet"), ("eligible", "not_eligible")}


@st.composite
def folders(draw: st.DrawFn) -> list[Tree]:
    """Two or three random trees in one folder, whose outcomes may refer to each other."""
    found = []
    names = "abc"[: draw(st.integers(2, 3))]
    for name in names:
        tree = draw(trees(3, assume=True, max_cases=60))
        outcomes = {id_: _end(draw, o, name, names) for id_, o in tree.outcomes.items()}
        path = Path("map") / f"{name}.yaml"
        found.append(replace(tree, id=name, path=path, outcomes=outcomes))
        ends = [(outcome.id, outcome.kind, outcome.tree) for outcome in outcomes.values()]
        note(f"--- {name}\n{sketch(found[-1])}\n{ends}")
    assume(_fit(found))
    assume(_size(found) <= MOST)
    return found


def _end(draw: st.DrawFn, outcome: Outcome, name: str, names: str) -> Outcome:
    kind = draw(st.sampled_from(KINDS))
    to = draw(st.sampled_from(names)) if kind == "refer" else None
    return replace(outcome, kind=kind, tree=to, id=outcome.id)


def _fit(found: list[Tree]) -> bool:
    """Whether facts of one id are of one type in all trees."""
    types: dict[str, str] = {}
    return all(
        types.setdefault(id_, tree.facts[id_].type) == tree.facts[id_].type
        for tree in found
        for id_ in tree.facts
    )


def _domains(found: list[Tree]) -> dict[str, list[Value]]:
    together = Together(found)
    read = {id_ for tree in found for id_ in tree.asked}
    read |= {id_ for tree in found for id_ in _assumed(tree)}
    return {id_: list(values_of(together.space.facts[id_])) for id_ in sorted(read)}


def _assumed(tree: Tree) -> set[str]:
    return {id_ for a in tree.assumptions for id_ in facts_of(a.condition)}


def _size(found: list[Tree]) -> int:
    size = 1
    for domain in _domains(found).values():
        size *= len(domain)
    return size


def every(found: list[Tree]) -> Iterator[PlainCase]:
    domains = _domains(found)
    for values in itertools.product(*domains.values()):
        yield dict(zip(domains, values, strict=True))


def real(tree: Tree, case: PlainCase) -> bool:
    """Whether a case exists for a tree: its facts have values that it knows, and it is assumed."""
    read = {*tree.asked, *_assumed(tree)}
    known = all(case[id_] in values_of(tree.facts[id_]) for id_ in read)
    return known and all(a.condition.holds(case) for a in tree.assumptions)


def outcome_of(tree: Tree, case: PlainCase) -> Outcome | None:
    found = walk(tree, case).outcome
    return tree.outcomes[found] if found else None


def goes_round(found: list[Tree], first: Tree, outcome: Outcome, case: PlainCase) -> list[str]:
    """The trees that a case passes from an outcome until it is back, else nothing."""
    by_id = {tree.id: tree for tree in found}
    passed, place, end = [first.id], first, outcome
    while end.tree is not None:
        place = by_id[end.tree]
        if place is first:
            return passed
        now = outcome_of(place, case)
        if place.id in passed or not real(place, case) or now is None:
            return []
        passed.append(place.id)
        end = now
    return []


@given(folders())
def test_rounds_are_those_that_some_case_goes(found: list[Tree]) -> None:
    told = {(r.outcomes[0][0].id, r.outcomes[0][1].id) for r in Together(found).rounds()}
    tried = set()
    for case, tree in itertools.product(list(every(found)), found):
        end = outcome_of(tree, case)
        if end and real(tree, case):
            passed = goes_round(found, tree, end, case)
            if passed and min(passed) == tree.id:
                tried.add((tree.id, end.id))
    assert told == tried


@given(folders())
def test_a_round_can_be_walked_by_its_witness(found: list[Tree]) -> None:
    together = Together(found)
    for round_ in together.rounds():
        for tree, outcome in round_.outcomes:
            ends = {outcome_of(tree, case) for case in filled(found, round_.witness)}
            assert ends == {outcome}


@given(folders())
def test_other_examples_are_what_they_are_examples_of(found: list[Tree]) -> None:
    together = Together(found)
    for contradiction in together.contradictions():
        for case in filled(found, contradiction.witness):
            ends = tuple(outcome_of(tree, case) for tree in contradiction.trees)
            assert ends == contradiction.outcomes
    for unhandled in together.unhandled():
        for case in filled(found, unhandled.witness):
            assert outcome_of(unhandled.tree, case) == unhandled.outcome
            assert real(unhandled.other, case) != unhandled.excluded
            assert unhandled.excluded or outcome_of(unhandled.other, case) is None


def filled(found: list[Tree], witness: object) -> Iterator[PlainCase]:
    """Every complete case that says what a witness says."""
    assert isinstance(witness, dict)
    domains = {**_domains(found), **{id_: [value] for id_, value in witness.items()}}
    for values in itertools.product(*domains.values()):
        yield dict(zip(domains, values, strict=True))


@given(folders())
def test_contradictions_are_those_of_some_case(found: list[Tree]) -> None:
    told = {
        (c.trees[0].id, c.outcomes[0].id, c.trees[1].id, c.outcomes[1].id)
        for c in Together(found).contradictions()
    }
    tried = set()
    for case in every(found):
        for one, other in itertools.permutations(found, 2):
            good, bad = outcome_of(one, case), outcome_of(other, case)
            both = real(one, case) and real(other, case) and _common(one, other)
            if both and good and bad and (good.kind, bad.kind) in AGAINST:
                tried.add((one.id, good.id, other.id, bad.id))
    assert told == tried


def _common(one: Tree, other: Tree) -> bool:
    return any(not one.facts[id_].judgement for id_ in set(one.asked) & set(other.asked))


@given(folders())
def test_unhandled_are_the_cases_that_the_other_tree_cannot_decide(found: list[Tree]) -> None:
    told = {
        (u.tree.id, u.outcome.id, u.excluded): {
            frozenset(c.items()) for c in every(found) if c in u.region
        }
        for u in Together(found).unhandled()
    }
    tried: dict[tuple[str, str, bool], set[frozenset[tuple[str, Value]]]] = {}
    by_id = {tree.id: tree for tree in found}
    for case, tree in itertools.product(list(every(found)), found):
        end = outcome_of(tree, case)
        if not end or not end.tree or not real(tree, case):
            continue
        other = by_id[end.tree]
        key = (tree.id, end.id, not real(other, case))
        if key[2] or outcome_of(other, case) is None:
            tried.setdefault(key, set()).add(frozenset(case.items()))
    assert told == tried


def test_random_folders_have_rounds_contradictions_and_unhandled_cases() -> None:
    counts = [0, 0, 0]

    @settings(derandomize=True, max_examples=300)
    @given(folders())
    def gather(found: list[Tree]) -> None:
        assert all(follows(tree) for tree in found)
        together = Together(found)
        kinds = (together.rounds(), together.contradictions(), together.unhandled())
        for at, kind in enumerate(kinds):
            counts[at] += len(list(kind))

    gather()
    assert min(counts) > 3


def test_a_fact_of_another_type_keeps_a_tree_out_and_is_told() -> None:
    from random import Random

    from random_trees import tree_of

    one = next(t for n in range(99) if len((t := tree_of(Random(n).randrange)).asked) > 1)
    name = one.asked[0]
    strange = replace(one.facts[name], type="integer", options={}, range=(0, 9))
    other = replace(one, id="other", facts={**one.facts, name: strange})
    together = Together([one, other])
    assert [(m.fact, m.trees[1].id) for m in together.misfits] == [(name, "other")]
    assert together.trees == [one]


def test_many_ways_without_a_round_are_no_work() -> None:
    count = 60
    trees = [_sending(f"t{n}", f"t{n + 1}") for n in range(count)]
    assert list(Together(trees).rounds()) == []


def test_every_round_of_many_ways_is_found_once() -> None:
    count = 20
    trees = [_sending(f"t{n}", f"t{(n + 1) % count}") for n in range(count)]
    rounds = list(Together(trees).rounds())
    assert [r.outcomes[0][1].id for r in rounds] == ["u0", "u1"]
    assert {len(r.outcomes) for r in rounds} == {count}


def _sending(name: str, to: str) -> Tree:
    """A tree that sends every case on, by two outcomes."""
    question = samples.question("q", [("Ja", "u0"), ("Nee", "u1")])
    yes, no = question.answers
    no = replace(no, condition=Not(Truth(name)))
    answers = (replace(yes, condition=Truth(name)), no)
    ends = [replace(samples.outcome(u, "refer"), tree=to) for u in ("u0", "u1")]
    tree = samples.tree([replace(question, answers=answers)], ends)
    facts = {name: Fact(name, name, "boolean")}
    return replace(tree, id=name, path=Path("map") / name, facts=facts)
