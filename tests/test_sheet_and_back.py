"""What `sheet` makes, `read` reads: for trees of every kind, empty and filled in."""

from __future__ import annotations

import random
from datetime import date

import pytest
from paper_fillers import FILLERS
from paper_forms import blank, ours, values_for, walked
from random_trees import case_of, sketch, tree_of

from woonboom.decide import decide
from woonboom.facts import Value
from woonboom.filled import Sheet, judge, read
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.model import Tree
from woonboom.papers.sheet import sheet
from woonboom.papers.sheet_case import Filling

DAY = date(2026, 1, 31)
SEEDS = range(12)


def grown(seed: int) -> Tree:
    return tree_of(random.Random(seed).randrange, 8, sound=True)


def pdf_of(tree: Tree, case: dict[str, Value] | None = None) -> bytes:
    filled = Filling(decide(tree, case, DAY), DAY) if case else None
    return DOCUMENT_FORMATS["pdf"].write(sheet(tree, filled))


def kinds(found: Sheet) -> list[str]:
    return [finding.kind for finding in found.problems]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_field_of_a_sheet_is_one_that_is_read(seed: int) -> None:
    tree = grown(seed)
    fields, known = set(read(pdf_of(tree)).values), set(read(blank(tree)).values)
    assert fields <= known
    assert {name for name in known if name.startswith(("antwoord_", "uitkomst_"))} <= fields


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sheet_that_was_filled_in_for_a_case_says_what_the_tree_decides(seed: int) -> None:
    tree = grown(seed)
    case = case_of(random.Random(seed).randrange, tree, complete=True)
    decision = decide(tree, case, DAY)
    found = judge(read(pdf_of(tree, case)), (tree,), DAY)
    assert found.outcome, sketch(tree)
    assert found.outcome.id == decision.outcome
    assert [(step.question, step.answer) for step in found.path] == list(decision.path)
    assert set(kinds(found)) <= {"no-outcome-ticked"}
    assert found.about["datum"] == "31-01-2026"


@pytest.mark.filterwarnings("ignore")  # of pypdf, about letters that its font lacks
@pytest.mark.parametrize("number", range(len(ours().cases)))
def test_our_own_worked_cases_come_back_from_any_program(number: int) -> None:
    tree, programs = ours(), list(FILLERS.values())
    case = tree.cases[number]
    answers, _ = walked(tree, case.given)
    values = values_for(tree, answers, {}, (case.expect,))
    fill = programs[number % len(programs)]
    found = judge(read(fill(pdf_of(tree), values)), (tree,), DAY)
    assert found.outcome
    assert (found.outcome.id, kinds(found)) == (case.expect, [])
