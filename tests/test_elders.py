"""Policies of other places beside Groningen's: true to their sources, and compared exactly."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from reading import described
from test_handleiding import says
from test_trees import ELDERS, FOLDER

import woonboom
from woonboom.conditions import Case
from woonboom.decide.walk import walk
from woonboom.diff.several import Comparison, several
from woonboom.facts import Value
from woonboom.load import Library, load
from woonboom.model import Tree
from woonboom.rules import check_all

WESTERKWARTIER, DRENTHE, HOOGEVEEN = ELDERS[2], ELDERS[0], ELDERS[1]
GRONINGEN = "hulpverleners"
REASONS = ["huurachterstand", "overlast", "opiumwet", "anders"]
MONTHS = [0, 23, 24, 59, 60, 61, 1200]
"""Both sides of every term of any policy."""


@cache
def read(name: str) -> Tree:
    tree, problems = load(FOLDER / f"{name}.yaml")
    assert described(problems) == []
    assert tree is not None
    return tree


# ---------------------------------------------------------------- the policies in plain Python


def westerkwartier(case: Case) -> str:
    """T bijlage 8: two years after arrears, five after hemp; then a sum of the debt is paid."""
    reasons, months = case["reden_ontruiming"], case["maanden_sinds_ontruiming"]
    assert isinstance(reasons, frozenset)
    assert isinstance(months, int)
    hemp = "opiumwet" in reasons and case["hennep"]
    arrears = "huurachterstand" in reasons and "opiumwet" not in reasons
    if not case["ontruimd"] or not (hemp or arrears):
        return "navragen"
    if months < (60 if hemp else 24):
        return "wachten"
    return "eerst_betalen" if case["huurschuld"] and not case["som_betaald"] else "weer_huren"


def drenthe(case: Case) -> str:
    """T bijlage 8: care support, and a home of another corporation."""
    if not case["ontruimd"]:
        return "navragen"
    if not case["hulpverlening"]:
        return "eerst_hulpverlening"
    return "laatste_kans" if case["andere_corporatie"] else "andere_woning"


def hoogeveen(case: Case) -> str:
    """H: a visit at the first payment that is missed."""
    return (
        "huisbezoek" if case["huurt_van_corporatie"] and case["eerste_achterstand"] else "navragen"
    )


def groningen(case: Case) -> str:
    """T bijlage 9, for who was evicted."""
    reasons, months = case["reden_ontruiming"], case["maanden_regeling"]
    assert isinstance(reasons, frozenset)
    assert isinstance(months, int)
    since = case["maanden_sinds_ontruiming"]
    assert isinstance(since, int)
    steps = [
        ("opiumwet" in reasons, "uitgesloten_opiumwet"),
        (not reasons & {"huurachterstand", "overlast"}, "geen_traject"),
        (since > 60, "termijn_voorbij"),
        (case["huurschuld"] and months < (4 if case["bewindvoering"] else 6), "eerst_regeling"),
        (not case["hulpverlening"], "eerst_hulpverlening"),
        (not case["begeleidingsplan"], "eerst_begeleidingsplan"),
    ]
    return next((outcome for stops, outcome in steps if stops), "tweedekans")


PLAIN: Mapping[str, Callable[[Case], str]] = {
    WESTERKWARTIER: westerkwartier, DRENTHE: drenthe, HOOGEVEEN: hoogeveen, GRONINGEN: groningen,
}  # fmt: skip
REST: dict[str, Value] = {
    "huurt_van_corporatie": False, "vaste_woonplek": False, "dreigt_ontruiming": False,
    "wil_zelfstandig": False, "ondersteuning_nodig": False, "maanden_ingeschreven": 0,
    "eerste_achterstand": False,
}  # fmt: skip
BOOLEANS = [
    "huurschuld", "bewindvoering", "hulpverlening", "begeleidingsplan", "hennep", "som_betaald",
    "andere_corporatie",
]  # fmt: skip


def evicted() -> Iterator[dict[str, Value]]:
    """Yield those who were evicted, on both sides of every term, for every ground."""
    grounds = [frozenset(g) for n in range(1, 5) for g in itertools.combinations(REASONS, n)]
    for reasons, since, months in itertools.product(grounds, MONTHS, [0, 3, 4, 5, 6]):
        for answers in itertools.product([True, False], repeat=len(BOOLEANS)):
            yield {
                **REST, **dict(zip(BOOLEANS, answers, strict=True)), "ontruimd": True,
                "reden_ontruiming": reasons, "maanden_sinds_ontruiming": since,
                "maanden_regeling": months,
            }  # fmt: skip


# ---------------------------------------------------------------- each by itself


@pytest.fixture(params=ELDERS)
def tree(request: pytest.FixtureRequest) -> Tree:
    return read(request.param)


def test_they_have_no_problem_beside_each_other_and_groningen() -> None:
    library = Library()
    library.read([FOLDER])
    found = check_all(
        library.trees, library.vocabularies, [FOLDER], questionnaires=library.questionnaires
    )
    assert described([*library.problems, *found]) == []


@pytest.mark.parametrize("name", ELDERS)
def test_the_rules_in_a_second_way(name: str) -> None:
    tree = read(name)
    for case in evicted():
        for changed in ({}, {"ontruimd": False}, {"ontruimd": False, "huurt_van_corporatie": True}):
            one = {**case, **changed, "eerste_achterstand": case["hennep"]}
            assert walk(tree, one).outcome == PLAIN[name](one), one


def test_facts_of_one_id_are_the_same_as_in_groningen(tree: Tree) -> None:
    home = read("hulpverleners").facts
    for id_ in tree.facts.keys() & home.keys():
        one, other = tree.facts[id_], home[id_]
        for same in ("type", "options", "range", "unit", "entered_as", "short", "yes", "no"):
            assert getattr(one, same) == getattr(other, same), (id_, same)


def test_no_text_names_groningen_as_the_place_where_it_holds(tree: Tree) -> None:
    own = [str(t) for t in tree.texts() if t is not tree.audience]
    own += [fact.label for fact in tree.facts.values()]
    pages = {str(page.text) for page in tree.pages.values()}
    assert not [text for text in own if "Gronin" in text and text not in pages]


def test_everything_names_its_source_and_cases_show_every_end(tree: Tree) -> None:
    assert all(question.sources for question in tree.questions.values())
    assert all(outcome.sources for outcome in tree.outcomes.values())
    assert {case.expect for case in tree.cases} == set(tree.outcomes)


def test_what_a_source_does_not_say_is_asked_after(tree: Tree) -> None:
    assert tree.outcomes["navragen"].kind == "consult"
    assert "bron" in str(tree.outcomes["navragen"].text)
    assert all("Wat de bron niet zegt" in str(page.text) for page in tree.pages.values())


def test_no_number_of_the_policy_stands_in_a_text(tree: Tree) -> None:
    for text in tree.texts():
        assert re.search(r"\b(?:twee|vijf|24|60)\s+(?:jaar|maanden)", text.template) is None


# ---------------------------------------------------------------- beside each other


@pytest.mark.parametrize("name", ELDERS)
def test_what_who_was_evicted_gets_here_and_there(name: str) -> None:
    """`woonboom diff` finds exactly the cases for which plain Python says another outcome.

    An outcome of the same id and kind is the same one: ‘eerst hulpverlening’, here and in Drenthe.
    """
    changes = woonboom.diff(read(GRONINGEN), read(name))
    assert changes.problem is None
    space = changes.cases[0].box.space
    for case in itertools.islice(evicted(), 0, None, 7):
        whole = {fact: case[fact] for fact in space.facts if fact in case}
        found = [
            (change.old_outcome, change.new_outcome)
            for change in changes.cases
            if whole in change.box
        ]
        pair = groningen(case), PLAIN[name](case)
        assert found == ([pair] if pair[0] != pair[1] else []), case


def test_grades_of_a_move_to_the_westerkwartier() -> None:
    changes = woonboom.diff(read(GRONINGEN), read(WESTERKWARTIER))
    lost = {(group.old_outcome, group.new_outcome) for group in changes.graded("loss")}
    won = {(group.old_outcome, group.new_outcome) for group in changes.graded("win")}
    assert lost == {
        ("tweedekans", "wachten"), ("tweedekans", "eerst_betalen"), ("tweedekans", "navragen"),
        ("wonenplus", "navragen"),
    }  # fmt: skip
    assert won >= {
        ("uitgesloten_opiumwet", "weer_huren"), ("termijn_voorbij", "weer_huren"),
        ("eerst_regeling", "weer_huren"), ("uitgesloten_opiumwet", "wachten"),
    }  # fmt: skip


def test_how_many_cases_are_refused_in_groningen_and_can_rent_in_the_westerkwartier() -> None:
    """Counted by hand: each fact that makes no difference counts with all its values."""
    found = several([read(GRONINGEN), read(WESTERKWARTIER)])
    opposed = {row.ends: row.region.count for row in found.rows if row.contrast == "opposed"}
    months = 1201 - 60  # from 60 months on, after hemp
    later = 1201 - 61  # from 61 months on: too late in Groningen
    paid = 3  # no debt (paid or not), or a debt of which the sum was paid
    # The arrangement, bewind, support, plan, fixed place, threat, wish, need, registration:
    free = 601 * 2**7 * 1201
    assert opposed == {
        (("uitgesloten_opiumwet",), ("weer_huren",)): 8 * months * paid * free,
        (("termijn_voorbij",), ("weer_huren",)): 4 * later * paid * 2 * free,
    }  # with the Opiumwet 8 of the 15 grounds, with arrears and without it 4; then hemp is free


@cache
def all_four() -> Comparison:
    return several([read(name) for name in (GRONINGEN, *ELDERS)])


def test_one_table_of_all_four_says_of_everyone_what_each_place_gives() -> None:
    table = all_four()
    names = (GRONINGEN, *ELDERS)
    for case in itertools.islice(evicted(), 0, None, 23):
        whole = {fact: case[fact] for fact in table.rows[0].region.space.facts}
        (row,) = (row for row in table.rows if whole in row.region)
        assert tuple(end for (end,) in row.ends) == tuple(PLAIN[name](case) for name in names)


def test_a_first_arrear_gets_a_visit_in_hoogeveen_and_no_trajectory_in_groningen() -> None:
    table = several([read("corporaties"), read(HOOGEVEEN)])
    visited = [row for row in table.rows if row.ends[1] == ("huisbezoek",)]
    assert [row.ends[0] for row in visited] == [
        ("zelf_oplossen",), ("geen_dreiging",), ("zittende_huurders",),
    ]  # fmt: skip
    assert [row.contrast for row in visited] == ["granted", "asked", "same"]


def test_the_trees_of_groningen_do_not_contradict_each_other() -> None:
    """As docs/elders.md says."""
    table = several([read(GRONINGEN), read("corporaties")])
    assert table.counts == {"asked": 10, "otherwise": 2, "same": 1}


# ---------------------------------------------------------------- docs/elders.md


def test_every_command_prints_what_the_page_quotes(tmp_path: Path) -> None:
    """As far as it is quoted: up to a line `…`."""
    shutil.copytree(FOLDER, tmp_path / "trees")
    page = (FOLDER.parent / "docs" / "elders.md").read_text("utf-8")
    blocks = re.findall(r"^```console\n\$ ([^\n]*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 5
    for command, quoted in blocks:
        said, _, cut = quoted.partition("…\n")
        printed = says(command, tmp_path)
        assert cut == ""
        assert printed.startswith(said) if quoted.endswith("…\n") else printed == quoted, command
