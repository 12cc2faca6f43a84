"""Trees over one set of facts: which facts of several trees are the same one."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import sound

import woonboom
from woonboom.diff import Renames
from woonboom.diff.align import aligned, all_aligned
from woonboom.diff.several import several
from woonboom.model import Tree

TREE = """\
woonboom: 1
tree: {tree}
title: Boom
version: "1"
language: nl
start: overleg
questions:
  overleg: {{ask: "{ask}", yes: {yes}, no: {no}}}
outcomes:
  ja: {{kind: eligible, title: Ja, steps: [Meld aan.]}}
  nee: {{kind: not_eligible, title: Nee}}
"""


def tree(folder: Path, name: str, ask: str, yes: str = "ja", no: str = "nee") -> Tree:
    text = TREE.format(tree=name, ask=ask, yes=yes, no=no)
    return sound(folder / str(len(list(folder.iterdir()))), text)


def test_a_judgement_is_that_of_its_question_in_whatever_words(tmp_path: Path) -> None:
    old = tree(tmp_path, "boom", "Is er overleg?")
    new = tree(tmp_path, "boom", "Was er overleg?")
    assert woonboom.diff(old, new).equivalent


@pytest.mark.parametrize(
    ("asked", "facts"),
    [("Is er overleg?", ["overleg"]), ("Weigert de huurder?", ["overleg", "overleg:former"])],
)
def test_judgements_of_two_trees_are_one_where_they_say_the_same(
    asked: str, facts: list[str], tmp_path: Path
) -> None:
    one, other = tree(tmp_path, "hier", asked), tree(tmp_path, "daar", "Is er overleg?")
    assert sorted(aligned(one, other, Renames()).facts) == facts
    assert sorted(all_aligned([one, other])[0].facts) == facts


def test_nobody_gets_two_answers_to_two_questions_that_share_an_id(tmp_path: Path) -> None:
    one = tree(tmp_path, "hier", "Is er overleg?")
    other = tree(tmp_path, "daar", "Weigert de huurder overleg?", "nee", "ja")
    rows = several([one, other]).rows
    # Both questions are free: each pair of answers is a row of its own.
    assert {row.ends for row in rows} == {
        ((a,), (b,)) for a in ("ja", "nee") for b in ("ja", "nee")
    }


def test_a_version_of_an_earlier_tree_has_its_judgement(tmp_path: Path) -> None:
    one = tree(tmp_path, "hier", "Is er overleg?")
    other = tree(tmp_path, "daar", "Weigert de huurder?")
    later = tree(tmp_path, "hier", "Was er overleg?")
    first, second, third = (t.questions["overleg"].facts for t in all_aligned([one, other, later]))
    assert first == third != second
