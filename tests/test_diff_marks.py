"""What a drawing marks: what is read or decided otherwise, and nothing that only moved up."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import random_edits
import samples
from marked_trees import between, glossary

from woonboom.conditions import Compare, Constant
from woonboom.diff.marks import Mark, elements_of, marks
from woonboom.model import Answer, Question, Text, Tree

OLD = samples.of({"a": [("Ja", "b"), ("Nee", "u")], "b": [("Ja", "w"), ("Nee", "u")]})


def changed(question: str = "a", tree: Tree = OLD, **fields: object) -> Tree:
    """Return a tree in which fields of a question are another."""
    found = replace(tree.questions[question], **fields)  # type: ignore[arg-type]
    return replace(tree, questions={**tree.questions, question: found})


def answers(question: Question, n: int, **fields: object) -> tuple[Answer, ...]:
    """Return the answers of a question with fields of one of them another."""
    row = list(question.answers)
    row[n] = replace(row[n], **fields)  # type: ignore[arg-type]
    return tuple(row)


def test_a_parameter_marks_what_uses_it() -> None:
    found = marks(glossary())
    assert found.new == {
        ("question", "regeling"): "changed",
        ("outcome", "eerst_regeling"): "changed",
    }
    assert found.old == found.new


def test_the_same_tree_has_no_marks() -> None:
    assert marks(between(OLD, OLD)) == marks(between(OLD, replace(OLD, version="2027-01")))
    assert not marks(between(OLD, OLD)).new


@pytest.mark.parametrize(
    ("new", "marked"),
    [
        (changed(ask=Text("Is dat zo?", "Is dat zo?")), ("question", "a")),
        (changed(help=Text("Kijk goed.", "Kijk goed.")), ("question", "a")),
        (
            changed(answers=answers(OLD.questions["a"], 0, label=Text("Zeker", "Zeker"))),
            ("answer", "a", "a.0"),
        ),
        (changed(answers=answers(OLD.questions["a"], 0, goto="w")), ("answer", "a", "a.0")),
        (
            replace(
                OLD, outcomes={**OLD.outcomes, "u": samples.outcome("u", "refer", title="Elders")}
            ),
            ("outcome", "u"),
        ),
    ],
)
def test_what_is_read_or_leads_elsewhere_is_changed(new: Tree, marked: tuple[str, ...]) -> None:
    assert marks(between(OLD, new)).new == {marked: "changed"}


def test_what_is_not_on_the_card_is_unseen_and_has_no_mark() -> None:
    other = replace(OLD.outcomes["u"], steps=(Text("Bel eerst.", "Bel eerst."),))
    new = replace(OLD, outcomes={**OLD.outcomes, "u": other})
    found = marks(between(OLD, new))
    assert (found.new, found.unseen) == ({}, (("outcome", "u"),))
    found = marks(between(OLD, changed(sources=("T 1.1",))))
    assert (found.new, found.unseen) == ({}, (("question", "a"),))


def test_an_outcome_of_which_the_text_alone_changed_is_reworded() -> None:
    said = Text("Anders.", "Anders.")
    for fields, reworded in (({"text": said}, {"u"}), ({"title": said}, set()),
                             ({"text": said, "kind": "consult"}, set())):  # fmt: skip
        other = replace(OLD.outcomes["u"], **fields)
        found = marks(between(OLD, replace(OLD, outcomes={**OLD.outcomes, "u": other})))
        assert found.new == {("outcome", "u"): "changed"}
        assert found.reworded == reworded


def test_a_condition_belongs_to_what_its_question_asks() -> None:
    def of(months: int) -> Tree:
        condition = Compare("maanden", ">=", Constant("grens", months, ("grens",)))
        row = answers(OLD.questions["a"], 0, condition=condition, form="when")
        return changed(answers=row)

    assert marks(between(of(3), of(6))).new == {("question", "a"): "changed"}
    assert not marks(between(of(6), of(6))).new


def test_spaces_and_the_order_of_sources_and_answers_are_no_change() -> None:
    old = changed(sources=("T 1", "T 2"))
    ask = Text("Geldt   a?", "Geldt   a?")
    new = changed(ask=ask, sources=("T 2", "T 1"), answers=OLD.questions["a"].answers[::-1])
    assert not marks(between(old, new)).new


def test_a_number_that_moved_up_is_no_change() -> None:
    more = {"n": [("Ja", "a"), ("Nee", "u")]}
    rows = {q.id: [(str(a.label), a.goto) for a in q.answers] for q in OLD.in_order}
    new = replace(samples.of({**more, **rows}), outcomes=OLD.outcomes)
    found = marks(between(OLD, new)).new
    assert {e for e, mark in found.items() if mark == "added"} == {
        ("question", "n"), ("answer", "n", "n.0"), ("answer", "n", "n.1"),
    }  # fmt: skip
    assert {e for e, mark in found.items() if mark == "changed"} == set()


def test_what_came_and_went_is_marked_in_its_own_version() -> None:
    new = samples.of({"a": [("Ja", "c"), ("Nee", "u")], "c": [("Ja", "w"), ("Misschien", "u")]})
    found = marks(between(OLD, new))
    assert found.old["question", "b"] == "removed"
    assert found.new["question", "c"] == "added"
    assert found.old["answer", "a", "a.0"] == found.new["answer", "a", "a.0"] == "changed"
    assert "removed" not in found.new.values()
    assert "added" not in found.old.values()


def test_a_rename_is_no_mark() -> None:
    new = samples.of({"a": [("Ja", "bee"), ("Nee", "u")], "bee": [("Ja", "w"), ("Nee", "u")]})
    asked = replace(new.questions["bee"], ask=OLD.questions["b"].ask)
    new = replace(new, questions={**new.questions, "bee": asked}, outcomes=OLD.outcomes)
    changes = between(OLD, new)
    assert changes.renames.questions == {"b": "bee"}
    assert not marks(changes).new
    assert not marks(changes).old


def test_another_beginning_marks_where_it_was_and_where_it_is() -> None:
    found = marks(between(OLD, replace(OLD, start="b")))
    assert found.old == {("question", "a"): "changed"}
    assert found.new == {("question", "b"): "changed"}


@pytest.mark.parametrize("seed", range(60))
def test_every_element_is_gone_or_there_or_new(seed: int) -> None:
    old, new = random_edits.edited(random.Random(seed).randrange)
    found = marks(between(old, new))
    before, after = (count(found.old, "removed"), count(found.new, "added"))
    assert len(list(elements_of(old))) - before == len(list(elements_of(new))) - after
    assert set(found.old) <= set(elements_of(old))
    assert set(found.new) <= set(elements_of(new))


def count(found: object, mark: Mark) -> int:
    assert isinstance(found, dict)
    return sum(value == mark for value in found.values())
