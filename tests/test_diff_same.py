"""Two versions are called the same exactly when all that counts is: nothing changes unseen."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_edits import EDITS, edit, edited
from random_trees import tree_of
from samples import text

import woonboom
from woonboom.fingerprint import canonical, content
from woonboom.load import load
from woonboom.model import Tree, WorkedCase

TREES = Path(__file__).parent.parent / "trees"


def paper(tree: Tree) -> str:
    """What is on a paper of a tree; numbers and codes follow from it, but for what nobody meets."""
    said = content(tree)
    rows = {key: said[key] for key in ("questions", "outcomes")}
    for key, listed in rows.items():
        assert isinstance(listed, list)
        kept = [{k: v for k, v in row.items() if k not in ("number", "code")} for row in listed]
        rows[key] = sorted(kept, key=lambda row: str(row["id"]))
    return canonical({**said, **rows})


def besides(tree: Tree) -> object:
    """What a version says besides: worked cases by name, notes, numbers, pages and words."""
    notes = [
        {id_: one.note for id_, one in rows.items()} for rows in (tree.questions, tree.outcomes)
    ]
    numbers = {id_: tree.parameters[id_] for id_ in tree.used_parameters}
    words = tree.pages, tree.glossary, tree.organisations
    return sorted(map(_worked, tree.cases)), notes, numbers, *words


def _worked(case: WorkedCase) -> str:
    told = case.expect, case.via, case.sources, case.note
    return repr((case.name, sorted(case.given.items()), *told))


def short(tree: Tree) -> object:
    """How facts are called inside a sentence, where they come from, and notes."""
    facts = (tree.facts[id_] for id_ in tree.asked if id_ in tree.facts)
    return [(f.id, f.short, f.yes, f.no, f.sources, f.note) for f in facts if not f.judgement]


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 1_000_000), st.sampled_from([None, *EDITS]))
def test_versions_are_the_same_exactly_when_all_that_counts_is(seed: int, kind: str | None) -> None:
    pick = random.Random(seed).randrange
    old = tree_of(pick, 6, assume=True)
    new = (edit(pick, old, kind) or old) if kind else edited(pick)[1]
    changes = woonboom.diff(old, new)
    if paper(old) != paper(new):
        assert not changes.same
    elif (besides(old), short(old)) == (besides(new), short(new)):
        assert changes.structure == ()


@pytest.mark.parametrize("name", ["hulpverleners", "corporaties"])
def test_no_word_of_a_paper_changes_unseen(name: str) -> None:
    old, _ = load(TREES / f"{name}.yaml")
    assert old is not None
    for section in ("facts", "parameters", "works", "questions", "outcomes"):
        for id_ in getattr(old, section):
            new = with_other(old, section, id_)
            assert (paper(old) == paper(new)) or woonboom.diff(old, new).structure, (section, id_)


def with_other(tree: Tree, section: str, id_: str) -> Tree:
    """A tree of which one element is called otherwise."""
    words = text("Heel anders")
    match section:
        case "facts":
            facts = {**tree.facts, id_: replace(tree.facts[id_], label="Heel anders")}
            return replace(tree, facts=facts)
        case "parameters":
            changed = replace(tree.parameters[id_], label="Heel anders")
            return replace(tree, parameters={**tree.parameters, id_: changed})
        case "works":
            return replace(tree, works={**tree.works, id_: words})
        case "questions":
            question = replace(tree.questions[id_], ask=words)
            return replace(tree, questions={**tree.questions, id_: question})
    outcome = replace(tree.outcomes[id_], title=words)
    return replace(tree, outcomes={**tree.outcomes, id_: outcome})
