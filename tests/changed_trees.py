"""Pairs of versions for tests of what is published about their differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import samples

import woonboom
from woonboom.conditions.forms import Not
from woonboom.diff.changes import Changes
from woonboom.load import load
from woonboom.model import Outcome, Tree
from woonboom.papers.changes import Found

TREES = Path(__file__).parent.parent / "trees"


def tree_of(path: str) -> Tree:
    tree, problems = load(TREES / path)
    assert tree is not None
    assert problems == []
    return tree


@cache
def glossary() -> Changes:
    """The reading of the glossary beside that of the annex: some lose, nobody wins."""
    return woonboom.diff(
        tree_of("begrippenlijst/hulpverleners.yaml"), tree_of("hulpverleners.yaml")
    )


LEADS: Mapping[tuple[str, str], str] = {
    ("reden", "alleen_een_andere_reden"): "termijn_voorbij",
    ("reden", "opiumwet"): "termijn_voorbij",
    ("termijn", "nee"): "geen_traject",
    ("huurschuld", "no"): "begeleidingsplan",
    ("regeling", "nee"): "eerst_hulpverlening",
    ("hulpverlening", "no"): "uitgesloten_opiumwet",
    ("begeleidingsplan", "yes"): "wonenplus",
    ("begeleidingsplan", "no"): "tweedekans",
    ("huurt", "no"): "nog_niet_wonenplus",
    ("dreiging", "yes"): "geen_traject",
    ("dreiging", "no"): "naar_corporaties",
    ("zelfstandig", "no"): "termijn_voorbij",
    ("ondersteuning", "no"): "wonenplus",
    ("ingeschreven", "ja"): "tweedekans",
    ("ingeschreven", "nee"): "nergens",
}


@cache
def twenty_edits() -> Changes:
    """The real tree, and the same after fifteen answers lead elsewhere and five texts changed."""
    old = tree_of("hulpverleners.yaml")
    questions = {}
    for id_, one in old.questions.items():
        answers = (replace(a, goto=LEADS.get((id_, a.id), a.goto)) for a in one.answers)
        questions[id_] = replace(one, answers=tuple(answers))
    for id_ in ("reden", "termijn", "huurt"):
        questions[id_] = replace(questions[id_], ask=samples.text(f"Anders gevraagd: {id_}?"))
    outcomes = dict(old.outcomes)
    outcomes["naar_corporaties"] = replace(outcomes["naar_corporaties"], kind="consult")
    title = samples.text("Woonkansboom, herzien")
    return woonboom.diff(old, replace(old, questions=questions, outcomes=outcomes, title=title))


@cache
def without_an_outcome() -> Changes:
    """The real tree, and the same without an outcome, whose cases are not decided any more."""
    old = tree_of("hulpverleners.yaml")
    left = {id_: one for id_, one in old.outcomes.items() if id_ != "tweedekans"}
    return woonboom.diff(old, replace(old, outcomes=left))


@cache
def with_an_option() -> Changes:
    """The real tree, and the same with a reason for an eviction that it did not know."""
    old = tree_of("hulpverleners.yaml")
    reason = old.facts["reden_ontruiming"]
    known = {**reason.options, "fraude": "Woonfraude"}
    facts = {**old.facts, reason.id: replace(reason, options=known)}
    return woonboom.diff(old, replace(old, facts=facts))


def elsewhere() -> tuple[Tree, Tree]:
    """Two trees of different policies."""
    return tree_of("elders/westerkwartier/wold_en_waard.yaml"), tree_of("hulpverleners.yaml")


@cache
def two_trees() -> Changes:
    return woonboom.diff(*elsewhere())


@cache
def in_weeks() -> Changes:
    """The real tree, and the same that counts an arrangement in weeks."""
    old = tree_of("hulpverleners.yaml")
    arranged = replace(old.facts["maanden_regeling"], unit="weeks")
    return woonboom.diff(old, replace(old, facts={**old.facts, arranged.id: arranged}))


@cache
def written_otherwise() -> Changes:
    """The real tree, and the same with a condition that means the same."""
    old = tree_of("hulpverleners.yaml")
    asked = old.questions["regeling"]
    answers = (
        replace(one, condition=Not(Not(one.condition))) if one.id == "ja" else one
        for one in asked.answers
    )
    questions = {**old.questions, asked.id: replace(asked, answers=tuple(answers))}
    return woonboom.diff(old, replace(old, questions=questions))


@cache
def with_another_case() -> Changes:
    """The real tree, and the same with a worked case less and another one."""
    old = tree_of("hulpverleners.yaml")
    first = next(case for case in old.cases if case.name == "Alleen de Opiumwet")
    other = replace(first, name="Nog een", given={"ontruiming": "nee"}, expect="wonenplus")
    cases = (*(case for case in old.cases if case != first), other)
    return woonboom.diff(old, replace(old, cases=cases))


def with_texts(said: str) -> Changes:
    """The real tree, and the same with other texts everywhere."""
    old = tree_of("hulpverleners.yaml")
    questions = {
        id_: replace(one, ask=samples.text(f"{said} {id_}")) for id_, one in old.questions.items()
    }

    def other(one: Outcome) -> Outcome:
        steps = tuple(samples.text(said) for _ in one.steps)
        return replace(one, title=samples.text(said), text=samples.text(said), steps=steps)

    outcomes = {id_: other(one) for id_, one in old.outcomes.items()}
    title = samples.text(said)
    return woonboom.diff(old, replace(old, questions=questions, outcomes=outcomes, title=title))


def reworded() -> Changes:
    """The real tree, and the same with one text that decides nothing."""
    old = tree_of("hulpverleners.yaml")
    first = old.questions[old.start]
    asked = replace(first, help=samples.text("Vraag het na bij de corporatie."))
    return woonboom.diff(old, replace(old, questions={**old.questions, first.id: asked}))


def found(*changes: Changes) -> Found:
    return Found(changes)
