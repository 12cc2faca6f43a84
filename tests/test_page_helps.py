"""What the page says would help, in a real browser: exactly what `woonboom decide` says."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
import samples
from calling import ROOT
from page_browser import as_json, scripts_page
from random_trees import PlainCase, case_of, every_case, sketch, tree_of
from random_trees import values_of as all_values

from woonboom.conditions import And, Case, Compare, Condition, Constant, Not, Truth
from woonboom.decide import CaseProblem, decide
from woonboom.decide.change import NEEDED, Change
from woonboom.decide.ground import ground_of
from woonboom.decide.walk import walk
from woonboom.decide.words import say_value
from woonboom.facts import Fact, Value
from woonboom.load import load
from woonboom.model import Tree
from woonboom.page.saying import saying
from woonboom.portable import values_of
from woonboom.regions.words import say_box

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.node

Known = dict[str, Any]
Changes = list[dict[str, Any]]
UNITS = ("maanden", "maand", "jaren", "weken", "dagen", "months", "euro", "stuks", None)
_CHANGES = """(groups) => groups.map(([json, known, words]) => {
  const boom = new Boom(json);
  const said = (change) => ({ ...change, also: sayNeeded(boom, change, words) });
  return known.map((one) => changes(boom, one, words).map(said));
})"""
_SAID = """(asked) => asked.map(([fact, cells, inside, words]) =>
  sayNumbers(fact, cells, inside, words))"""
_VALUES = "(asked) => asked.map(([fact, value, words]) => sayValue(fact, value, words))"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with scripts_page("engine.js", "helping.js", "say.js") as found:
        yield found


def helped(page: Page, asked: Sequence[tuple[Tree, Sequence[Known]]]) -> list[list[Changes]]:
    """What would help in each tree, for each of what is known there, as the page has it."""
    groups = [[as_json(tree), known, saying(tree.language)] for tree, known in asked]
    found: list[list[Changes]] = page.evaluate(_CHANGES, groups)
    return found


def expected(tree: Tree, case: Case) -> Changes | None:
    """What `woonboom decide` says would help; None unless the outcome is "not yet"."""
    try:
        decision = decide(tree, case)
    except CaseProblem:
        return None
    if decision.kind != "not_yet":
        return None
    return [
        {
            "outcome": change.outcome,
            "facts": values_of(change.facts),
            "needed": values_of(change.needed),
            "wait": change.wait and {"number": change.wait, "unit": change.unit},
            "words": change.say(tree.language),
            "also": also_needed(tree, change),
        }
        for change in decision.changes
    ]


def also_needed(tree: Tree, change: Change) -> str:
    """What `woonboom decide` says below a change."""
    facts = [say_value(tree.facts[id_], v, tree.language) for id_, v in change.needed.items()]
    return NEEDED.say(tree.language, {"facts": "; ".join(facts)}) if facts else ""


def compare(page: Page, trees: Sequence[tuple[Tree, Sequence[Case]]]) -> list[Changes]:
    """Compare the page with Python, and return what both say of every case "not yet"."""
    told = [
        (tree, [(case, changes) for case in cases if (changes := expected(tree, case)) is not None])
        for tree, cases in trees
    ]
    told = [(tree, cases) for tree, cases in told if cases]
    asked = [(tree, [{"facts": values_of(case)} for case, _ in cases]) for tree, cases in told]
    for (tree, cases), found in zip(told, helped(page, asked), strict=True):
        for (case, changes), said in zip(cases, found, strict=True):
            assert said == changes, f"{sketch(tree)}\n{case}"
    return [changes for _, cases in told for _, changes in cases]


# ---------------------------------------------------------------- the trees that are shipped


def shipped(name: str) -> Tree:
    tree, problems = load(ROOT / "trees" / f"{name}.yaml")
    assert tree is not None, problems
    return tree


def cells_not_yet(tree: Tree) -> list[PlainCase]:
    """A case of every cell of the tree whose outcome is "not yet"."""
    space = ground_of(tree).space
    domains = [
        all_values(tree.facts[id_])
        if tree.facts[id_].type == "choices"
        else [cell.low for cell in space.axes[levels.start].cells]
        for id_, levels in space.span.items()
    ]
    cases = (dict(zip(space.span, values, strict=True)) for values in product(*domains))
    return [case for case in cases if (end := walk(tree, case).outcome) and is_not_yet(tree, end)]


def is_not_yet(tree: Tree, outcome: str) -> bool:
    return tree.outcomes[outcome].kind == "not_yet"


def around(tree: Tree, source: random.Random) -> PlainCase:
    """A case with numbers on both sides of thresholds, and some facts left out."""
    space, case = ground_of(tree).space, dict[str, Value]()
    for id_, levels in space.span.items():
        cell = source.choice(space.axes[levels.start].cells)
        values = (
            [number for number in (cell.low, cell.high) if type(number) is int]
            if tree.facts[id_].type == "integer"
            else all_values(tree.facts[id_])
        )
        if source.randrange(8):
            case[id_] = source.choice(values)
    return case


def test_the_cells_of_the_shipped_trees(page: Page) -> None:
    helpers, landlords = shipped("hulpverleners"), shipped("corporaties")
    # Of the 20,736 cells every 37th: in turn, they vary every fact.
    cells = [(landlords, cells_not_yet(landlords)), (helpers, cells_not_yet(helpers)[::37])]
    assert len(compare(page, cells)) > 250


def test_cases_of_the_shipped_trees_with_facts_left_out(page: Page) -> None:
    source = random.Random(7)
    trees = [shipped("hulpverleners"), shipped("corporaties")]
    found = compare(page, [(tree, [around(tree, source) for _ in range(4000)]) for tree in trees])
    assert sum(any(change["needed"] for change in changes) for changes in found) > 10
    assert sum(any(change["wait"] for change in changes) for changes in found) > 20


# ---------------------------------------------------------------- random trees


def dressed(tree: Tree, source: random.Random) -> Tree:
    """The tree with units and words of every kind, in either language."""
    facts = {id_: _dressed(fact, source) for id_, fact in tree.facts.items()}
    return replace(tree, facts=facts, language=source.choice(["nl", "nl", "en"]))


def _dressed(fact: Fact, source: random.Random) -> Fact:
    if fact.type == "integer":
        fact = replace(fact, unit=source.choice(UNITS))
    if fact.type == "boolean":
        fact = replace(fact, yes=source.choice([None, "wel"]), no=source.choice([None, "geen"]))
    if source.randrange(3) == 0:
        fact = replace(fact, options={id_: f"{said}, ook" for id_, said in fact.options.items()})
    return replace(fact, short=source.choice([None, fact.id, f"is {fact.id} zo?"]))


def random_tree(seed: int, *, max_cases: int = 3000) -> tuple[random.Random, Tree]:
    source = random.Random(seed)
    tree = tree_of(
        source.randrange, 5, sound=seed % 2 == 0, broken=seed % 11 == 0, assume=True,
        max_cases=max_cases,
    )  # fmt: skip
    return source, dressed(tree, source)


def test_random_cases_of_random_trees(page: Page) -> None:
    trees = []
    for seed in range(2000):
        source, tree = random_tree(seed)
        complete = seed % 3 == 0
        trees.append((tree, [case_of(source.randrange, tree, complete=complete) for _ in range(8)]))
    found = compare(page, trees)
    assert len(found) > 2000
    for kind in ("wait", "needed", "facts"):
        assert sum(any(change[kind] for change in changes) for changes in found) > 30


def test_nothing_helps_where_paths_go_round_or_the_outcome_is_another(page: Page) -> None:
    helpers = shipped("hulpverleners")
    assert helped(page, [(helpers, [{"facts": {}}, {"facts": {"ontruimd": False}}])]) == [[[], []]]
    again = replace(helpers.questions["huurschuld"].answers[1], goto="termijn")
    question = replace(
        helpers.questions["huurschuld"], answers=(helpers.questions["huurschuld"].answers[0], again)
    )
    round_ = replace(helpers, questions={**helpers.questions, "huurschuld": question})
    case: PlainCase = {
        "ontruimd": True, "reden_ontruiming": frozenset({"overlast"}), "huurschuld": True,
        "maanden_sinds_ontruiming": 3, "maanden_regeling": 3,
    }  # fmt: skip
    assert expected(helpers, case)
    assert compare(page, [(round_, [case])]) == [[]]


def test_a_fact_may_be_called_as_what_every_object_of_javascript_has(page: Page) -> None:
    id_ = "constructor"
    made = samples.question("q0", [("Ja", "u0"), ("Nee", "u1")])
    whens: tuple[Condition, ...] = (
        And((Truth("b"), Compare(id_, ">=", Constant("6", 6)))),
        Not(And((Truth("b"), Compare(id_, ">=", Constant("6", 6))))),
    )
    answers = tuple(
        replace(answer, condition=when) for answer, when in zip(made.answers, whens, strict=True)
    )
    question = replace(made, facts=("b", id_), answers=answers)
    ends = [samples.outcome("u0", "eligible"), samples.outcome("u1", "not_yet")]
    months = Fact(id_, "Maanden", "integer", range=(0, 60), unit="maanden")
    tree = replace(
        samples.tree([question], ends), facts={"b": Fact("b", "Bewind", "boolean"), id_: months}
    )
    cases: list[Case] = [{"b": False}, {"b": False, id_: 3}, {"b": True, id_: 3}]
    found = compare(page, [(tree, cases)])
    assert [[change["words"] for change in changes] for changes in found] == [
        ["wel als: Bewind: ja"],
        ["wel als: Bewind: ja, Maanden: 6 maanden of langer"],
        ["over 3 maanden wel"],
    ]


# ---------------------------------------------------------------- answers without their facts


def known_by_answers(tree: Tree, source: random.Random) -> tuple[PlainCase, Known]:
    """A case, and what is known of it: some facts, and some answers that follow from the rest."""
    case = case_of(source.randrange, tree, complete=True)
    facts = {id_: value for id_, value in case.items() if source.randrange(3) == 0}
    answers = {id_: answer for id_, answer in walk(tree, case).path if source.randrange(4)}
    return case, {"facts": values_of(facts), "answers": answers}


def fits(tree: Tree, known: Known, case: PlainCase) -> bool:
    """Whether a complete case is as is known."""
    given = values_of(case)
    if any(given[id_] != value for id_, value in known["facts"].items()):
        return False
    return all(
        [answer.id for answer in tree.questions[id_].answers if answer.condition.holds(case)]
        == [chosen]
        for id_, chosen in known["answers"].items()
    )


def is_real(tree: Tree, case: PlainCase) -> bool:
    return all(assumption.condition.holds(case) for assumption in tree.assumptions)


def lead(tree: Tree, known: Known, change: Mapping[str, Any]) -> list[str | None]:
    """The outcomes of the real cases that are as is known, but for what changes."""
    changed = change["facts"] | change["needed"]
    rest = [id_ for id_ in tree.facts if id_ not in change["facts"]]
    keys = {
        tuple(case[id_] for id_ in rest) for case in every_case(tree) if fits(tree, known, case)
    }
    return [
        walk(tree, case).outcome
        for case in every_case(tree)
        if values_of(case).items() >= changed.items()
        and tuple(case[id_] for id_ in rest) in keys
        and is_real(tree, case)
    ]


def test_answers_without_their_facts_bound_them(page: Page) -> None:
    asked = []
    for seed in range(700):
        source, tree = random_tree(seed * 2, max_cases=60)
        _, known = known_by_answers(tree, source)
        if any(fits(tree, known, case) and is_real(tree, case) for case in every_case(tree)):
            asked.append((tree, known))
    found = helped(page, [(tree, [known]) for tree, known in asked])
    checked = 0
    for (tree, known), (changes,) in zip(asked, found, strict=True):
        for change in changes:
            outcomes = lead(tree, known, change)
            assert set(outcomes) == {change["outcome"]}, f"{sketch(tree)}\n{known}\n{change}"
            checked += bool(known["answers"])
    assert checked > 30


def test_an_answer_is_changed_by_the_number_behind_it(page: Page) -> None:
    answers = {
        "reden": "huurachterstand_of_overlast", "termijn": "ja", "huurschuld": "yes",
        "regeling": "nee",
    }  # fmt: skip
    known = {
        "facts": {"ontruimd": True, "hulpverlening": True, "begeleidingsplan": True},
        "answers": answers,
    }
    ((found,),) = helped(page, [(shipped("hulpverleners"), [known])])
    assert [change["words"] for change in found] == [
        "wel als: zonder huurschuld", "wel als: betalingsregeling 6 maanden of langer",
    ]  # fmt: skip


# ---------------------------------------------------------------- words


def number_tree(source: random.Random) -> Tree:
    """A tree that compares numbers of every kind with a few limits each."""
    facts, compared = {}, []
    for number in range(12):
        low = source.choice([-20, 0, 1])
        high = low + source.choice([3, 30, 300])
        fact = Fact(f"n{number}", "Hoeveel", "integer", range=(low, high))
        facts[fact.id] = _dressed(fact, source)
        limits = (low + 1 + source.randrange(high - low) for _ in range(4))
        compared += [Compare(fact.id, "<", Constant(str(limit), limit)) for limit in limits]
    whens: list[Condition] = [And(tuple(compared)), Not(And(tuple(compared)))]
    made = samples.question("q0", [("Ja", "u0"), ("Nee", "u0")])
    answers = tuple(
        replace(answer, condition=when) for answer, when in zip(made.answers, whens, strict=True)
    )
    question = replace(made, facts=tuple(facts), answers=answers)
    tree = samples.tree([question], [samples.outcome("u0", "eligible")])
    return replace(tree, facts=facts, language=source.choice(["nl", "en"]))


def test_numbers_are_said_as_decide_says_them(page: Page) -> None:
    source, asked, said = random.Random(3), [], []
    for _ in range(100):
        tree = number_tree(source)
        document, space = as_json(tree), ground_of(tree).space
        facts = {fact["id"]: fact for fact in document["facts"]}
        for level, axis in enumerate(document["diagrams"]["axes"]):
            mask = source.randrange(1, 1 << len(axis["cells"]))
            inside = [bool(mask >> at & 1) for at in range(len(axis["cells"]))]
            asked.append([facts[axis["fact"]], axis["cells"], inside, saying(tree.language)])
            said.append(say_box(space, {level: mask}, tree.language))
    assert page.evaluate(_SAID, asked) == said
    assert len(set(said)) > 500


def test_values_are_said_as_decide_says_them(page: Page) -> None:
    asked, said = [], []
    for seed in range(60):
        _, tree = random_tree(seed)
        for fact in as_json(tree)["facts"]:
            for value in all_values(tree.facts[fact["id"]]):
                asked.append([fact, values_of({"it": value})["it"], saying(tree.language)])
                said.append(say_value(tree.facts[fact["id"]], value, tree.language))
    assert page.evaluate(_VALUES, asked) == said
