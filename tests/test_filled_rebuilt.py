"""The content that a paper carries, back to a tree that decides as the first one did."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from calling import ROOT
from hypothesis import given
from hypothesis import strategies as st
from random_trees import case_of, tree_of, trees
from reading import load_text

from woonboom.decide.walk import walk
from woonboom.filled.rebuilt import Misshapen, rebuilt
from woonboom.fingerprint import canonical, content, read_content
from woonboom.load import load
from woonboom.model import Tree

OURS = sorted((ROOT / "trees").glob("*.yaml"))
LOST = {"parameters", "sources", "works"}
"""What is in a content for its texts only: the texts themselves have them filled in."""


def again(tree: Tree) -> Tree:
    """Return a tree as a paper carries it."""
    found = read_content(canonical(content(tree)))
    assert found is not None
    return rebuilt(found)


def kept(tree: Tree) -> dict[str, object]:
    found = json.loads(canonical(content(tree)))
    return {key: value for key, value in found.items() if key not in LOST}


@given(trees(broken=True, assume=True))
def test_a_tree_comes_back_with_all_that_counts(tree: Tree) -> None:
    assert kept(again(tree)) == kept(tree)


@given(trees(), st.data())
def test_it_takes_every_case_to_the_same_place(tree: Tree, data: st.DataObject) -> None:
    case = case_of(lambda count: data.draw(st.integers(0, count - 1)), tree)
    assert walk(again(tree), case) == walk(tree, case)


@pytest.mark.parametrize("path", [path for path in OURS if "\ntree:" in path.read_text("utf-8")])
def test_our_own_trees_come_back(path: Path) -> None:
    tree, _ = load(path)
    assert tree is not None
    made = again(tree)
    assert kept(made) == kept(tree)
    for case in tree.cases:
        assert walk(made, case.given) == walk(tree, case.given)


def test_a_judgement_of_yes_and_no_in_a_list_is_a_choice_where_conditions_say_so(
    tmp_path: Path,
) -> None:
    tree, problems = load_text(
        tmp_path,
        """\
woonboom: 1
tree: boom
title: Titel
start: a
outcomes: {x: {kind: consult, title: X}, y: {kind: consult, title: Y}}
questions:
  a:
    ask: Kan dat?
    answers: [{label: "Yes", goto: b}, {label: "No", goto: y}]
  b: {ask: "En dit?", yes: c, no: c}
  c:
    ask: En nu?
    answers:
      - {label: Zo, when: "a == yes and b", goto: x}
      - {label: Anders, otherwise: true, goto: y}
""",
    )
    assert tree is not None
    assert not [problem for problem in problems if problem.code.code < "WB4"]
    assert walk(again(tree), {"a": "yes", "b": True}).outcome == "x"
    assert walk(again(tree), {"a": "yes", "b": False}).outcome == "y"


SPOILS: st.SearchStrategy[object] = st.sampled_from(
    [None, 0, -1, True, "", "x", "not", "a and", [], {}, [None], [[]], {"id": 3}, "nee", 10**30]
)


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Return where something stands in data, everything inside it too."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(found for key, one in inside for found in places(one, (*path, key)))]


@given(st.integers(0, 10_000), SPOILS, st.booleans(), st.data())
def test_a_content_with_something_else_in_it_is_refused_or_read_but_never_a_crash(
    seed: int, spoil: object, leave_out: bool, data: st.DataObject
) -> None:
    found = json.loads(canonical(content(tree_of(random.Random(seed).randrange, assume=True))))
    *way, last = data.draw(st.sampled_from(places(found)[1:]))
    inside = found
    for key in way:
        inside = inside[key]
    if leave_out:
        del inside[last]
    else:
        inside[last] = spoil
    try:
        tree = rebuilt(found)
    except Misshapen:
        return
    # Whatever was read can be used.
    assert tree.numbers is not None
    walk(tree, {})
