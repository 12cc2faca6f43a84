"""What was edited, element by element: no more and no less."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_edits import edited
from random_trees import tree_of
from samples import text

import woonboom
from woonboom.compared import Change
from woonboom.compared.words import Apart, telling
from woonboom.conditions import Truth
from woonboom.conditions.forms import facts_of
from woonboom.diff import Renames
from woonboom.diff.called import called
from woonboom.diff.renames import renamed
from woonboom.diff.structure import contents, structure
from woonboom.diff.uses import Use, uses
from woonboom.fingerprint import assumptions_of
from woonboom.load import load
from woonboom.model import Tree

TREES = Path(__file__).parent.parent / "trees"
Element = TypeVar("Element")


def shipped(name: str = "hulpverleners", folder: Path = TREES) -> Tree:
    tree, problems = load(folder / f"{name}.yaml")
    assert tree is not None, problems
    return tree


@pytest.fixture
def old() -> Tree:
    return shipped()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(TREES, tmp_path / "trees")
    return tmp_path / "trees"


def written(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text in a file, wherever it stands."""
    path = folder / name
    said = path.read_text("utf-8")
    assert old in said
    path.write_text(said.replace(old, new), "utf-8")


def found(old: Tree, new: Tree) -> list[tuple[str, str, str, str | None]]:
    return [(c.kind, c.element, c.id, c.field) for c in edits(old, new)]


def edits(old: Tree, new: Tree) -> tuple[Change, ...]:
    return structure(old, new, renamed(old, new))


# ---------------------------------------------------------------- no change


def test_a_version_beside_itself_has_no_edits(old: Tree) -> None:
    assert edits(old, old) == ()


def shuffled(rng: random.Random, rows: Mapping[str, Element]) -> dict[str, Element]:
    return dict(rng.sample(list(rows.items()), len(rows)))


@settings(max_examples=100)
@given(st.integers(0, 10_000))
def test_the_order_of_questions_facts_and_outcomes_is_no_edit(seed: int) -> None:
    rng = random.Random(seed)
    tree = tree_of(rng.randrange, 8, assume=True)

    other = replace(
        tree,
        questions=shuffled(rng, tree.questions),
        outcomes=shuffled(rng, tree.outcomes),
        facts=shuffled(rng, tree.facts),
        assumptions=tuple(rng.sample(tree.assumptions, len(tree.assumptions))),
    )
    assert edits(tree, other) == ()


def test_comments_line_breaks_and_the_order_of_keys_are_no_edit(folder: Path, old: Tree) -> None:
    written(
        folder, "hulpverleners.yaml",
        "    ask: Is er nog een huurschuld?\n"
        "    help: Kijk dit ook na als overlast de reden was.\n",
        "    # Let op.\n    help: >-\n      Kijk dit ook na\n      als overlast de reden was.\n"
        "    ask: Is er nog een   huurschuld?\n",
    )  # fmt: skip
    assert edits(old, shipped(folder=folder)) == ()


def test_a_number_in_a_text_that_becomes_a_parameter_is_no_edit(folder: Path, old: Tree) -> None:
    written(
        folder, "hulpverleners.yaml", "Minimaal {min_regeling}. Onder", "Minimaal 6 maanden. Onder"
    )
    assert edits(old, shipped(folder=folder)) == ()


def test_a_fact_that_neither_version_reads_is_no_edit(folder: Path, old: Tree) -> None:
    written(folder, "woonkans.yaml", "Corporatie en huurder komen er samen uit", "Iets anders")
    assert edits(old, shipped(folder=folder)) == ()


# ---------------------------------------------------------------- one edit, one change


def test_a_number_that_changed_is_one_edit_whatever_uses_it(folder: Path, old: Tree) -> None:
    written(folder, "woonkans.yaml", "min_regeling:\n    value: 6", "min_regeling:\n    value: 9")
    new = shipped(folder=folder)
    assert edits(old, new) == (
        Change("changed", "parameter", "min_regeling", "value", 6, 9),
    )  # fmt: skip
    assert uses(new, "min_regeling") == (
        Use("question", "regeling", "help"),
        Use("answer", "regeling.ja", "condition"),
        Use("outcome", "eerst_regeling", "text"),
        Use("page", "tweedekansbeleid", "text"),
    )


def test_a_text_that_was_edited_and_has_another_number_shows_both(folder: Path, old: Tree) -> None:
    written(folder, "woonkans.yaml", "min_regeling:\n    value: 6", "min_regeling:\n    value: 9")
    written(
        folder,
        "hulpverleners.yaml",
        "Minimaal {min_regeling}. Onder",
        "Zeker {min_regeling}. Onder",
    )
    _, edit = edits(old, shipped(folder=folder))
    assert (edit.element, edit.id, edit.field) == ("question", "regeling", "help")
    assert str(edit.old).startswith("Minimaal 6 maanden. Onder")
    assert str(edit.new).startswith("Zeker 9 maanden. Onder")


def test_of_steps_only_those_that_were_edited_are_told(folder: Path, old: Tree) -> None:
    written(folder, "woonkans.yaml", "termijn_aanmelding:\n    value: 60",
            "termijn_aanmelding:\n    value: 48")  # fmt: skip
    written(folder, "hulpverleners.yaml", "Werk intussen aan hulpverlening en een begeleidings"
            "plan.", "Werk intussen aan hulpverlening.")  # fmt: skip
    steps = [edit for edit in edits(old, shipped(folder=folder)) if edit.field == "steps"]
    assert [edit.id for edit in steps] == ["eerst_regeling"]
    was, is_ = steps[0].old, steps[0].new
    assert isinstance(was, list)
    assert isinstance(is_, list)
    assert [one == other for one, other in zip(was, is_, strict=True)] == [True, False, True]


def test_a_question_in_front_does_not_change_the_others(folder: Path, old: Tree) -> None:
    written(folder, "hulpverleners.yaml", "    yes: regeling\n    no: hulpverlening",
            "    yes: nieuw\n    no: hulpverlening\n\n  nieuw:\n    ask: Nog iets?\n"
            "    source: T 1.1\n    yes: regeling\n    no: regeling")  # fmt: skip
    assert found(old, shipped(folder=folder)) == [
        ("changed", "answer", "huurschuld.yes", "goto"),
        ("added", "question", "nieuw", None),
    ]


def test_a_condition_tells_which_facts_are_asked_so_only_the_condition_is_told(
    folder: Path, old: Tree
) -> None:
    written(folder, "hulpverleners.yaml",
            "maanden_regeling >= min_regeling or (bewindvoering and maanden_regeling >= "
            "min_regeling_bewind)", "maanden_regeling >= min_regeling")  # fmt: skip
    assert found(old, shipped(folder=folder)) == [
        ("changed", "answer", "regeling.ja", "condition"),
    ]  # fmt: skip


def test_an_information_page_is_told_by_paragraph_item_and_row(folder: Path, old: Tree) -> None:
    page = folder / "info" / "wonenplus.md"
    page.write_text(page.read_text("utf-8") + "\nEen nieuwe alinea.\n\n- een\n- twee\n", "utf-8")
    middle = shipped(folder=folder)
    assert found(old, middle) == [("changed", "page", "wonenplus", "paragraph")] * 3
    page.write_text(page.read_text("utf-8").replace("- twee", "- twee en meer"), "utf-8")
    (edit,) = edits(middle, shipped(folder=folder))
    assert (edit.old, edit.new) == ("- twee", "- twee en meer")


def test_the_order_of_answers_is_an_edit_since_people_read_in_it(old: Tree) -> None:
    question = old.questions["reden"]
    turned = replace(question, answers=question.answers[::-1])
    new = replace(old, questions={**old.questions, "reden": turned})
    assert found(old, new) == [("changed", "question", "reden", "answers")]


def test_words_organisations_notes_and_worked_cases_are_told_too(old: Tree) -> None:
    glossary = {**old.glossary, "nieuw": text("Een nieuw woord.")}
    kept = {id_: o for id_, o in old.organisations.items() if id_ != "gkb"}
    case = replace(old.cases[0], expect="wonenplus")
    new = replace(old, glossary=glossary, organisations=kept, note="Let op.",
                  cases=(case, *old.cases[2:]))  # fmt: skip
    assert found(old, new) == [
        ("changed", "tree", "hulpverleners", "note"),
        ("added", "term", "nieuw", None),
        ("removed", "organisation", "gkb", None),
        ("removed", "case", old.cases[1].name, None),
        ("changed", "case", case.name, "expect"),
    ]


def test_a_rename_beside_an_edit_keeps_both_apart(folder: Path, old: Tree) -> None:
    for word, to in (("  eerst_regeling:", "  nog_regeling:"),
                     (": eerst_regeling", ": nog_regeling")):  # fmt: skip
        written(folder, "hulpverleners.yaml", word, to)
    written(folder, "hulpverleners.yaml", "Is er nog een huurschuld?", "Is er nog huurschuld?")
    assert edits(old, shipped(folder=folder)) == (
        Change("changed", "question", "huurschuld", "ask", "Is er nog een huurschuld?",
               "Is er nog huurschuld?"),
        Change("changed", "outcome", "nog_regeling", "id", "eerst_regeling", "nog_regeling"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("renames", "edit"),
    [
        (Renames(questions={"huurschuld": "schuld"}), ("question", "schuld", "huurschuld")),
        (Renames(outcomes={"wonenplus": "plus"}), ("outcome", "plus", "wonenplus")),
        (Renames(facts={"hulpverlening": "hulp"}), ("fact", "hulp", "hulpverlening")),
        (Renames(parameters={"min_regeling": "kort"}), ("parameter", "kort", "min_regeling")),
        (
            Renames(answers={("reden", "opiumwet"): ("reden", "drugs")}),
            ("answer", "reden.drugs", "opiumwet"),
        ),
    ],
)
def test_a_rename_and_nothing_else_is_told_as_one_edit(
    old: Tree, renames: Renames, edit: tuple[str, str, str]
) -> None:
    new = called(old, renames)
    element, id_, was = edit
    assert renamed(old, new) == renames
    assert edits(old, new) == (
        Change("changed", element, id_, "id", was, id_.rpartition(".")[2]),
    )  # fmt: skip
    changes = woonboom.diff(old, new)
    assert changes.equivalent
    assert not changes.same


def test_a_fact_of_which_only_an_assumption_knows_is_told_too() -> None:
    old = shipped("corporaties")
    known = {fact for condition in assumptions_of(old) for fact in facts_of(condition)}
    only = next(fact for fact in sorted(known) if fact not in old.asked)
    fact = replace(old.facts[only], label="Heel anders")
    assert found(old, replace(old, facts={**old.facts, only: fact})) == [
        ("changed", "fact", only, "label")
    ]


# ---------------------------------------------------------------- in words


def told(old: Tree, new: Tree) -> list[Apart]:
    changes = woonboom.diff(old, new)
    data = contents(changes)
    apart = telling(*data, "nl")
    return [part for edit in changes.structure for part in apart(edit)]


def test_an_edit_is_told_with_the_number_that_the_new_version_prints(
    folder: Path, old: Tree
) -> None:
    written(folder, "hulpverleners.yaml", "start: ontruimd\n\nquestions:\n",
            "start: vooraf\n\nquestions:\n  vooraf: {ask: \"Klopt dit?\", source: T 1.1, "
            "yes: ontruimd, no: geen_traject}\n")  # fmt: skip
    written(folder, "hulpverleners.yaml", "Is er nog een huurschuld?", "Is er nog huurschuld?")
    assert told(old, shipped(folder=folder)) == [
        Apart("", "de eerste vraag", "vraag 2 (ontruimd)", "vraag 1 (vooraf)"),
        Apart("vraag 5 (huurschuld)", "de vraag", "Is er nog een huurschuld?",
              "Is er nog huurschuld?"),
        Apart("vraag 1 (vooraf)", "", "", "Klopt dit?"),
    ]  # fmt: skip


def test_an_answer_that_leads_elsewhere_names_both_places(folder: Path, old: Tree) -> None:
    written(folder, "hulpverleners.yaml", "no: eerst_hulpverlening", "no: eerst_begeleidingsplan")
    assert told(old, shipped(folder=folder))[0] == Apart(
        "vraag 6 (hulpverlening), antwoord ‘Nee’", "waar het heen gaat",
        "uitkomst ‘Eerst hulpverlening’ (eerst_hulpverlening)",
        "uitkomst ‘Eerst het begeleidingsplan’ (eerst_begeleidingsplan)",
    )  # fmt: skip


def test_an_information_page_that_is_gone_is_told_by_its_title(old: Tree) -> None:
    pages = {id_: page for id_, page in old.pages.items() if id_ != "wonenplus"}
    assert told(old, replace(old, pages=pages)) == [
        Apart("informatiepagina wonenplus", "", "WonenPlus", "")
    ]


# ---------------------------------------------------------------- for all


def said(tree: Tree) -> object:
    """What stands in the file of a tree: conditions only where they are written."""
    questions = {
        question.id: replace(
            question,
            answers=tuple(
                a if a.form == "when" else replace(a, condition=Truth("")) for a in question.answers
            ),
        )
        for question in tree.questions.values()
    }
    return tree.start, questions, dict(tree.outcomes)


@settings(max_examples=200)
@given(st.integers(0, 100_000))
def test_no_edit_is_told_only_when_nothing_reads_otherwise(seed: int) -> None:
    tree, other = edited(random.Random(seed).randrange)
    told = structure(tree, other, Renames())
    same = said(tree) == said(other)
    assert told or same


@settings(max_examples=200)
@given(st.integers(0, 100_000))
def test_what_is_told_backwards_is_the_same_the_other_way_round(seed: int) -> None:
    tree, other = edited(random.Random(seed).randrange)
    there = structure(tree, other, Renames())
    back = structure(other, tree, Renames())
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted((c.kind, c.element, c.field or "") for c in there) == sorted(
        (turned[c.kind], c.element, c.field or "") for c in back
    )
