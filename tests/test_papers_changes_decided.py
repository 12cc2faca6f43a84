"""What was decided: numbers, questions and outcomes in plain sentences, without what follows."""

from __future__ import annotations

from dataclasses import replace

import changed_trees
from changed_trees import glossary

import woonboom
from woonboom.model import Tree
from woonboom.papers.changes_decided import decided


def tree() -> Tree:
    return changed_trees.tree_of("hulpverleners.yaml")


def leading(leads: dict[tuple[str, str], str]) -> Tree:
    """The real tree after some answers lead elsewhere."""
    old, questions = tree(), {}
    for id_, one in old.questions.items():
        answers = (replace(a, goto=leads.get((id_, a.id), a.goto)) for a in one.answers)
        questions[id_] = replace(one, answers=tuple(answers))
    return replace(old, questions=questions)


def test_numbers_say_what_they_were_and_are_and_their_condition_goes_without_saying() -> None:
    assert decided(glossary()) == (
        "Zo lang moet de betalingsregeling goed lopen: was 3 maanden, wordt 6 maanden.",
        (
            "Zo lang moet de betalingsregeling goed lopen onder bewindvoering: 4 maanden. "
            "Dat is nieuw."
        ),
    )


def test_a_number_that_went_says_what_it_was() -> None:
    gone = decided(woonboom.diff(glossary().new, glossary().old))
    assert (
        "Zo lang moet de betalingsregeling goed lopen onder bewindvoering: dat vervalt. "
        "Het was 4 maanden."
    ) in gone


def test_where_an_answer_leads_is_said_by_name() -> None:
    changes = woonboom.diff(tree(), leading({("hulpverlening", "no"): "tweedekans"}))
    assert decided(changes) == (
        (
            "Bij de vraag ‘Is er hulpverlening betrokken?’ leidt het antwoord ‘Nee’ nu naar "
            "‘Tweedekansbeleid’."
        ),
    )


def test_two_questions_that_changed_places_are_one_decision() -> None:
    swapped = {
        ("huurschuld", "no"): "begeleidingsplan",
        ("regeling", "ja"): "begeleidingsplan",
        ("begeleidingsplan", "yes"): "hulpverlening",
        ("hulpverlening", "yes"): "tweedekans",
    }
    assert decided(woonboom.diff(tree(), leading(swapped))) == (
        (
            "De vraag ‘Kan het begeleidingsplan mee met de aanmelding?’ komt nu vóór de vraag ‘Is "
            "er hulpverlening betrokken?’."
        ),
    )


def test_an_outcome_of_another_kind_is_said_in_the_words_of_kinds() -> None:
    old = tree()
    other = replace(old.outcomes["geen_traject"], kind="not_eligible")
    changes = woonboom.diff(old, replace(old, outcomes={**old.outcomes, other.id: other}))
    assert decided(changes) == (
        "De uitkomst ‘Geen passend traject’ was ‘Overleg eerst’ en wordt ‘Nee, dit kan niet’.",
    )


def test_a_new_option_is_named() -> None:
    assert decided(changed_trees.with_an_option()) == (
        "‘Reden van de ontruiming’ heeft een nieuwe mogelijkheid: ‘Woonfraude’.",
    )


def test_nothing_is_decided_where_everybody_keeps_the_same_outcome() -> None:
    assert decided(changed_trees.written_otherwise()) == ()
    assert decided(changed_trees.reworded()) == ()


def test_of_many_decisions_the_first_are_told() -> None:
    said = decided(changed_trees.twenty_edits())
    assert len(said) == 6
    assert said[-1].startswith("En nog ")
