"""Both versions as one tree: all of the new one as it is, and what is gone at its place."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import random_edits
import samples
from hypothesis import given, settings
from marked_trees import between, glossary
from poster_trees import SHAPES, trees

from woonboom.conditions import Compare, Constant
from woonboom.diff.changes import Changes
from woonboom.diff.union import Telling, union
from woonboom.model import Question, Tree

OLD = samples.of(
    {
        "a": [("Ja", "b"), ("Nee", "u")],
        "b": [("Ja", "c"), ("Nee", "w")],
        "c": [("Ja", "x"), ("Nee", "u")],
    }
)


def says(tree: Tree, question: str) -> list[tuple[str, str, bool]]:
    return [(str(a.label), a.goto, a.former) for a in tree.questions[question].answers]


def as_new(tree: Tree) -> Tree:
    """Return a tree with what other trees call former left out: the new version."""
    questions = {
        q.id: replace(q, answers=tuple(a for a in q.answers if not a.former))
        for q in tree.questions.values()
        if not q.former
    }
    outcomes = {o.id: o for o in tree.outcomes.values() if not o.former}
    return replace(tree, questions=questions, outcomes=outcomes)


def check(changes: Changes) -> Tree:
    """Check what a union promises for any two versions, and return it."""
    both, new, old = union(changes).tree, changes.new, changes.old
    assert as_new(both) == new
    kept = {q: n for q, n in both.numbers.items() if not both.questions[q].former}
    assert kept == new.numbers
    assert {q: both.printed[q] for q in kept} == new.printed
    assert {o: c for o, c in both.codes.items() if not both.outcomes[o].former} == new.codes
    renames = changes.renames
    for question in old.in_order:
        now = renames.questions.get(question.id, question.id)
        gone = both.questions.get(f"oud-{question.id}")
        assert (now in new.questions) is (gone is None)
        assert gone is None or told(gone) == [told(question)[0], str(old.numbers[question.id])]
    for outcome in old.outcomes:
        now = renames.outcomes.get(outcome, outcome)
        former = both.outcomes.get(f"oud-{outcome}")
        assert (now in new.outcomes) is (former is None)
        assert former is None or former.former == old.codes[outcome]
    return both


def told(question: Question) -> list[str]:
    return [str(question.ask), *([question.former] if question.former else [])]


def test_a_branch_that_is_gone_hangs_where_it_was() -> None:
    new = samples.of({"a": [("Ja", "w"), ("Nee", "u")]})
    both = check(between(OLD, new))
    assert says(both, "a") == [("Ja", "w", False), ("Ja", "oud-b", True), ("Nee", "u", False)]
    assert says(both, "oud-b") == [("Ja", "oud-c", True), ("Nee", "w", True)]
    assert says(both, "oud-c") == [("Ja", "oud-x", True), ("Nee", "u", True)]
    assert [both.printed[q] for q in both.numbers] == ["1", "2", "3"]


def test_an_answer_that_is_gone_stands_behind_the_one_before_it() -> None:
    old = samples.tree([samples.question("a", [("Ja", "u"), ("Soms", "w"), ("Nee", "x")])],
                       [samples.outcome(o) for o in "uwx"])  # fmt: skip
    asked = old.questions["a"]
    row = tuple(a for a in asked.answers if str(a.label) != "Soms")
    new = replace(old, questions={"a": replace(asked, answers=row)})
    assert [label for label, _, _ in says(check(between(old, new)), "a")] == ["Ja", "Soms", "Nee"]
    first = replace(old, questions={"a": replace(asked, answers=asked.answers[1:])})
    assert says(check(between(old, first)), "a")[0] == ("Ja", "u", True)


def test_an_added_branch_leaves_nothing_former() -> None:
    more = samples.of({"a": [("Ja", "b"), ("Nee", "n")], "n": [("Ja", "u"), ("Nee", "w")]})
    grown = replace(OLD, questions={**OLD.questions, "n": more.questions["n"]})
    both = check(between(OLD, grown))
    assert both == grown


def test_a_beginning_that_was_replaced_is_kept_as_gone() -> None:
    row = {q.id: [(str(a.label), a.goto) for a in q.answers] for q in OLD.in_order if q.id != "a"}
    new = samples.of({"n": [("Ja", "b"), ("Nee", "u")], **row})
    both = check(between(OLD, replace(new, outcomes=OLD.outcomes)))
    assert both.start == "n"
    assert both.printed["oud-a"] == "1"
    assert says(both, "oud-a") == [("Ja", "b", True), ("Nee", "u", True)]


def test_a_rename_is_not_gone() -> None:
    questions = {("bee" if q.id == "b" else q.id): q for q in OLD.questions.values()}
    questions["bee"] = replace(questions["bee"], id="bee")
    first = questions["a"].answers
    questions["a"] = replace(questions["a"], answers=(replace(first[0], goto="bee"), *first[1:]))
    both = check(between(OLD, replace(OLD, questions=questions)))
    assert not any(q.former or any(a.former for a in q.answers) for q in both.in_order)


def test_what_is_gone_keeps_nothing_up_that_stays() -> None:
    new = samples.of({"a": [("Ja", "c"), ("Nee", "u")], "c": [("Ja", "x"), ("Nee", "u")]})
    both = check(between(OLD, new))
    held = {(q.id, a.goto) for q in both.in_order for a in q.answers if both.holds_up(a)}
    assert ("oud-b", "c") not in held
    assert {("a", "c"), ("a", "oud-b"), ("oud-b", "oud-w")} <= held


def test_a_place_that_was_missing_is_missing() -> None:
    old = samples.of({"a": [("Ja", "nowhere"), ("Nee", "u")]})
    new = samples.of({"a": [("Ja", "u"), ("Nee", "u")]})
    assert ("Ja", "nowhere", True) in says(check(between(old, new)), "a")
    now = samples.of({"a": [("Ja", "u"), ("Nee", "u")], "nowhere": [("Ja", "u")]})
    assert ("Ja", "oud-nowhere", True) in says(check(between(old, now)), "a")


def test_old_numbers_stand_before_new_ones_when_asked_for() -> None:
    changes = glossary()
    assert "Minimaal 6 maanden." in str(union(changes).tree.questions["regeling"].help)
    shown = str(union(changes, Telling("→", {})).tree.questions["regeling"].help)
    assert "Minimaal 3\u00a0→\u00a06 maanden." in shown


def with_months(months: int, more: str = "") -> Tree:
    """A tree that says nowhere how many months its question counts."""
    condition = Compare("maanden", ">=", Constant("grens", months, ("grens",)))
    asked = OLD.questions["c"]
    first = replace(asked.answers[0], condition=condition, form="when")
    extra = [replace(asked.answers[1], id="meer", label=samples.text(more))] if more else []
    row = (first, *asked.answers[1:], *extra)
    return replace(OLD, questions={**OLD.questions, "c": replace(asked, answers=row)})


def test_a_question_that_decides_otherwise_says_so_where_nothing_else_does() -> None:
    def told(old: Tree, new: Tree) -> str:
        return str(union(between(old, new), Telling("→", {})).tree.questions["c"].help or "")

    assert told(with_months(3), with_months(6)).endswith("Beslist nu anders. Zie het verslag.")
    assert "Beslist" not in told(with_months(3), with_months(3))
    assert "Beslist" not in told(with_months(3), with_months(6, "Soms"))  # that is seen


@pytest.mark.parametrize("seed", range(60))
def test_any_edit(seed: int) -> None:
    old, new = random_edits.edited(random.Random(seed).randrange)
    check(between(old, new))


@settings(max_examples=40, deadline=None)
@given(trees(), trees())
def test_any_two_trees(old: Tree, new: Tree) -> None:
    check(between(old, new))


@pytest.mark.parametrize("name", ["nothing", "rounds and gaps", "only outcomes", "English"])
def test_odd_trees(name: str) -> None:
    check(between(OLD, SHAPES[name]()))
    check(between(SHAPES[name](), OLD))
