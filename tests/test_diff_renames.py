"""What was only renamed is recognised, and nothing else is."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_edits import edited, unrelated
from random_trees import tree_of
from samples import text

import woonboom
from woonboom.diff import Renames
from woonboom.diff.called import called
from woonboom.diff.renames import perhaps_renamed, renamed
from woonboom.diff.structure import structure
from woonboom.facts import Fact
from woonboom.load import load
from woonboom.model import Parameter, Tree

SEEDS = st.integers(0, 1_000_000)


def grown(seed: int) -> Tree:
    """A tree of which no two elements say the same."""
    tree = tree_of(random.Random(seed).randrange, 8, assume=True)
    questions = {
        id_: replace(
            question,
            ask=text(f"Vraag naar {id_}?"),
            answers=tuple(
                replace(answer, label=text(f"Antwoord {n}"))
                for n, answer in enumerate(question.answers)
            ),
        )
        for id_, question in tree.questions.items()
    }
    outcomes = {
        id_: replace(outcome, title=text(f"Einde {id_}")) for id_, outcome in tree.outcomes.items()
    }
    facts = {id_: replace(fact, label=f"Feit {id_}") for id_, fact in tree.facts.items()}
    parameters = {id_: replace(p, label=f"Getal {id_}") for id_, p in tree.parameters.items()}
    return replace(tree, questions=questions, outcomes=outcomes, facts=facts, parameters=parameters)


def some_renames(tree: Tree, seed: int) -> Renames:
    """Other ids for some of all that a tree has."""
    rng = random.Random(seed)

    def some(ids: list[str]) -> dict[str, str]:
        return {id_: f"{id_}_nieuw" for id_ in ids if rng.random() < 0.5}

    questions = some(list(tree.questions))
    answers = {
        (question.id, answer.id): (questions.get(question.id, question.id), f"{answer.id}_nieuw")
        for question in tree.questions.values()
        for answer in question.answers
        if rng.random() < 0.3
    }
    return Renames(
        questions,
        answers,
        some(list(tree.outcomes)),
        some([fact.id for fact in tree.facts.values() if not fact.judgement]),
        some(list(tree.parameters)),
    )


@settings(max_examples=300)
@given(SEEDS, SEEDS)
def test_ids_that_were_renamed_at_random_are_recognised(tree_seed: int, seed: int) -> None:
    tree = grown(tree_seed)
    asked = some_renames(tree, seed)
    assert renamed(tree, called(tree, asked)) == asked


@settings(max_examples=300)
@given(SEEDS, SEEDS)
def test_a_rename_is_all_that_is_told_of_it(tree_seed: int, seed: int) -> None:
    tree = grown(tree_seed)
    asked = some_renames(tree, seed)
    other = called(tree, asked)
    assert {edit.field for edit in structure(tree, other, renamed(tree, other))} <= {"id"}


@settings(max_examples=400)
@given(SEEDS, st.booleans())
def test_nothing_is_taken_for_a_rename_that_says_something_else(seed: int, related: bool) -> None:
    rng = random.Random(seed)
    old, new = edited(rng.randrange) if related else unrelated(rng.randrange)
    if not related:
        new = called(new, some_renames(new, seed))
    found = renamed(old, new)
    again = called(old, found)
    for id_ in found.questions.values():
        was, is_ = again.questions[id_], new.questions[id_]
        assert (was.ask, was.help, was.facts) == (is_.ask, is_.help, is_.facts)
        assert [(a.label, a.goto) for a in was.answers] == [(a.label, a.goto) for a in is_.answers]
    for id_ in found.outcomes.values():
        assert again.outcomes[id_] == new.outcomes[id_]
    for id_ in found.facts.values():
        assert again.facts[id_] == new.facts[id_]
    for pairs in (found.questions, found.outcomes, found.facts, found.parameters):
        assert len(set(pairs.values())) == len(pairs)


# ---------------------------------------------------------------- one by one


@pytest.fixture
def tree() -> Tree:
    found, _ = load("trees/hulpverleners.yaml")
    assert found is not None
    return found


def test_a_version_has_no_renames_beside_itself(tree: Tree) -> None:
    assert renamed(tree, tree) == Renames()


def test_an_outcome_that_was_renamed_and_edited_is_another_one(tree: Tree) -> None:
    new = called(tree, Renames(outcomes={"wonenplus": "plus"}))
    said = replace(new.outcomes["plus"], title=text("Iets anders"))
    assert renamed(tree, replace(new, outcomes={**new.outcomes, "plus": said})) == Renames()


def test_a_parameter_with_another_value_is_another_one(tree: Tree) -> None:
    new = called(tree, Renames(parameters={"min_regeling": "kortste_regeling"}))
    said = replace(new.parameters["kortste_regeling"], value=9)
    new = replace(new, parameters={**new.parameters, "kortste_regeling": said})
    assert renamed(tree, new).parameters == {}


def test_two_that_say_the_same_are_told_apart_by_their_place() -> None:
    tree = grown(7)
    first = tree.questions[tree.start]
    twins = {
        name: replace(next(iter(tree.outcomes.values())), id=name, title=text("Overleg"))
        for name in ("links", "rechts")
    }
    answers = (
        replace(first.answers[0], id="a", label=text("Ja"), goto="links"),
        replace(first.answers[-1], id="b", label=text("Nee"), goto="rechts"),
    )
    tree = replace(
        tree,
        questions={**tree.questions, first.id: replace(first, answers=answers)},
        outcomes={**tree.outcomes, **twins},
    )
    asked = Renames(outcomes={"links": "west", "rechts": "oost"})
    assert renamed(tree, called(tree, asked)) == asked


def test_two_that_nothing_tells_apart_are_left_alone(tree: Tree) -> None:
    same = [Parameter(f"p{n}", 3, "maanden", "Even lang") for n in range(4)]
    old = replace(tree, parameters={**tree.parameters, "p0": same[0], "p1": same[1]})
    new = replace(tree, parameters={**tree.parameters, "p2": same[2], "p3": same[3]})
    assert renamed(old, new).parameters == {}


def test_a_fact_is_what_map_says_whatever_it_looks_like(tree: Tree) -> None:
    facts = {id_: fact for id_, fact in tree.facts.items() if id_ != "bewindvoering"}
    new = replace(tree, facts={**facts, "bewind": Fact("bewind", "Heel anders", "boolean")})
    assert renamed(tree, new).facts == {}
    assert renamed(tree, new, {"bewindvoering": "bewind"}).facts == {"bewindvoering": "bewind"}


def test_a_fact_that_looks_renamed_is_suggested(tree: Tree) -> None:
    asked = called(tree, Renames(facts={"maanden_regeling": "duur_regeling"}))
    fact = replace(asked.facts["duur_regeling"], label="Zo lang loopt de regeling al goed")
    new = replace(asked, facts={**asked.facts, "duur_regeling": fact})
    found = renamed(tree, new)
    assert found.facts == {}
    assert perhaps_renamed(tree, new, found) == [("maanden_regeling", "duur_regeling")]


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.booleans())
def test_facts_may_change_names_among_themselves(seed: int, chain: bool) -> None:
    tree = grown(seed)
    own = [id_ for id_ in tree.asked if not tree.facts[id_].judgement]
    if len(own) < 2:
        return
    one, other = own[:2]
    names = {one: other, other: "derde" if chain else one}
    new = called(tree, Renames(facts=names))
    changes = woonboom.diff(tree, new, facts=names)
    assert changes.equivalent
    assert {edit.field for edit in changes.structure} == {"id"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"nergens": "bewindvoering"}, "the old version has no fact 'nergens'"),
        ({"bewindvoering": "nergens"}, "the new version has no fact 'nergens'"),
        ({"bewindvoering": "huurschuld"}, "the old version has that fact too"),
        (
            {"bewindvoering": "huurschuld", "huurschuld": "huurschuld"},
            "two facts of the old version cannot be one",
        ),
    ],
)
def test_facts_that_cannot_be_renamed_so_are_refused(
    tree: Tree, facts: dict[str, str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        woonboom.diff(tree, tree, facts=facts)


JUDGED = """\
woonboom: 1
tree: schatting
title: Een schatting
version: "{version}"
start: hoe
questions:
  hoe:
    ask: Hoe hoog is de schuld?
    answers:
      - {{label: {first}, id: {one}, goto: ja}}
      - {{label: {second}, id: {other}, goto: nee_}}
outcomes:
  ja: {{kind: eligible, title: Dit kan, steps: [Bel ons.]}}
  nee_: {{kind: not_eligible, title: Dit kan niet, text: Helaas.}}
"""


def judged(folder: Path, first: str, one: str, second: str, other: str) -> Tree:
    """A version whose only question is a judgement, with two answers."""
    words = {"first": first, "one": one, "second": second, "other": other, "version": one}
    path = folder / f"{one}.yaml"
    path.write_text(JUDGED.format(**words), "utf-8")
    tree, problems = load(path)
    assert tree is not None
    assert problems == []
    return tree


def test_a_judgement_that_was_turned_around_is_no_rename(tmp_path: Path) -> None:
    old = judged(tmp_path, "Laag", "laag", "Hoog", "hoog")
    new = judged(tmp_path, "Hoog", "b", "Laag", "a")
    assert renamed(old, new).answers == {
        ("hoe", "laag"): ("hoe", "a"),
        ("hoe", "hoog"): ("hoe", "b"),
    }
    changes = woonboom.diff(old, new)
    assert [(c.old_outcome, c.new_outcome) for c in changes.cases] == [
        ("ja", "nee_"),
        ("nee_", "ja"),
    ]


def test_a_judgement_with_other_words_is_another_one(tmp_path: Path) -> None:
    old = judged(tmp_path, "Onder 1000 euro", "onder_1000", "Meer", "meer")
    new = judged(tmp_path, "Onder 500 euro", "onder_500", "Meer", "meer")
    assert renamed(old, new).answers == {}
    changes = woonboom.diff(old, new)
    assert {group.grade for group in changes.groups} == {"undecided"}
