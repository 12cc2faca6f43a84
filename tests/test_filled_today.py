"""What the tree of today says of a sheet of another version, against trying every case."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from random_trees import PlainCase, case_of, sketch, trees, values_of
from reading import load_text, sound

from woonboom.conditions import Condition, Names, parse
from woonboom.decide.walk import walk
from woonboom.facts import Fact, Value
from woonboom.filled.today import Today, today
from woonboom.model import Tree

FEW = 40
"""So many cases at most: two trees together have the product of theirs."""


def brute(old: Tree, new: Tree, answers: list[Condition], known: Mapping[str, Value]) -> Today:
    """Try every case of both trees that fits a sheet."""
    ends = {end_of(new, case) for case in fitting(old, new, answers, known)}
    outcomes = tuple(id_ for id_ in new.codes if id_ in ends)
    return Today(outcomes, (), fault=None in ends)


def fitting(
    old: Tree, new: Tree, answers: list[Condition], known: Mapping[str, Value]
) -> Iterator[PlainCase]:
    """The cases of the new tree that fit.

    A fact that means something else today is another fact in each. What the sheet said of an
    option that it did not have, nobody knows.
    """
    apart = {f.id for f in old.facts.values() if f.id in new.facts and not same(f, new.facts[f.id])}
    own = {f"old {f.id}" if f.id in apart else f.id: f for f in old.facts.values()}
    facts = {**own, **new.facts}
    for values in itertools.product(*(values_of(fact) for fact in facts.values())):
        case = dict(zip(facts, values, strict=True))
        former = {id_: case[f"old {id_}" if id_ in apart else id_] for id_ in old.facts}
        if (
            all(noted(fact, former[id_]) == known.get(id_) for id_, fact in old.facts.items()
                if id_ in known)
            and all(answer.holds(former) for answer in answers)
            and all(chosen(new.facts[id_], case[id_], old.facts[id_], former[id_]) for id_ in apart)
            and all(assumption.condition.holds(case) for assumption in new.assumptions)
        ):  # fmt: skip
            yield case


def noted(fact: Fact, value: Value) -> Value:
    """What a sheet says of a value: of several options only those that it has."""
    return value & fact.options.keys() if isinstance(value, frozenset) else value


def chosen(now: Fact, value: Value, then: Fact, former: Value) -> bool:
    """Whether somebody for whom a value holds today can have chosen the former one."""
    if not now.options or now.type == "choices" or not {now.type, then.type} <= {"choice"}:
        return True
    return value == former or value not in then.options


def same(one: Fact, other: Fact) -> bool:
    """Whether a fact has the same values today: of several options it may have gained some."""
    if other.type == "choice" and set(other.options) - set(one.options):
        return False
    return (one.type, one.unit) == (other.type, other.unit)


def end_of(tree: Tree, case: PlainCase) -> str | None:
    return walk(tree, case).outcome


def answers_of(tree: Tree, case: PlainCase) -> list[Condition]:
    """The conditions of the answers that a case passes."""
    conditions = {(q.id, a.id): a.condition for q in tree.questions.values() for a in q.answers}
    return [conditions[step] for step in walk(tree, case).path]


@given(trees(4, sound=True, max_cases=FEW), trees(4, sound=True, assume=True, max_cases=FEW),
       st.data())  # fmt: skip
def test_it_agrees_with_trying_every_case(old: Tree, new: Tree, data: st.DataObject) -> None:
    agree(old, new, lambda count: data.draw(st.integers(0, count - 1)))


@given(trees(4, max_cases=FEW), trees(4, max_cases=FEW), st.data())
def test_it_agrees_where_the_tree_of_today_is_at_fault(
    old: Tree, new: Tree, data: st.DataObject
) -> None:
    agree(old, new, lambda count: data.draw(st.integers(0, count - 1)))


def agree(old: Tree, new: Tree, pick: object) -> None:
    assert callable(pick)
    case = case_of(pick, old, complete=True)
    answers = answers_of(old, case)[: 1 + pick(3)]
    known = {id_: value for id_, value in case.items() if pick(3) == 0}
    found, expected = today(old, new, answers, known), brute(old, new, answers, known)
    assert found is not None
    assert (found.outcomes, found.fault) == (expected.outcomes, expected.fault), sketch(new)
    if len(found.outcomes) > 1:
        assert found.depends


@given(trees(4, sound=True, max_cases=300), st.data())
def test_with_the_tree_itself_it_is_the_outcome_of_the_sheet(
    tree: Tree, data: st.DataObject
) -> None:
    case = case_of(lambda count: data.draw(st.integers(0, count - 1)), tree, complete=True)
    again = replace(tree, path=Path("elsewhere.yaml"))
    found = today(tree, again, answers_of(tree, case), {})
    assert found is not None
    assert found.outcomes == (walk(tree, case).outcome,)


def test_a_tree_that_goes_round_says_nothing() -> None:
    import samples

    assert today(samples.chain(2), samples.cyclic(), [], {}) is None


HEAD = """\
woonboom: 1
tree: boom
title: Boom
start: regeling
facts:
  maanden: {{label: Looptijd, type: integer, unit: maanden, range: [0, {most}]}}
  bewind: {{label: Bewindvoering, type: boolean}}
outcomes:
  ja: {{kind: eligible, title: Ja}}
  nee: {{kind: not_yet, title: Nee}}
questions:
  regeling:
    ask: Loopt de regeling lang genoeg?
    answers:
      - {{label: Ja, when: "{when}", goto: ja}}
      - {{label: Nee, otherwise: true, goto: nee}}
"""


OPTIONS = """\
woonboom: 1
tree: opties
title: Opties
start: a
facts:
  reden: {{label: Reden, type: {type}, options: {{{options}}}}}
outcomes:
  kan: {{kind: eligible, title: Kan}}
  niet: {{kind: not_eligible, title: Kan niet}}
questions:
  a:
    ask: Waarom?
    answers:
      - {{label: Schuld of overlast, id: so, when: "{when}", goto: kan}}
      - {{label: Iets anders, id: an, otherwise: true, goto: niet}}
"""
THREE = "schuld: Schuld, overlast: Overlast, anders: Anders"


def options(folder: Path, type_: str, more: str, when: str) -> Tree:
    return sound(folder, OPTIONS.format(type=type_, options=THREE + more, when=when))


def test_an_option_that_the_sheet_did_not_have_may_hold(tmp_path: Path) -> None:
    when = "schuld in reden or overlast in reden"
    old = options(tmp_path / "old", "choices", "", when)
    new = options(tmp_path / "new", "choices", ", brand: Brand", f"brand not in reden and ({when})")
    so, an = (answer.condition for answer in old.questions["a"].answers)
    both: dict[str, Value] = {"reden": frozenset({"schuld", "anders"})}
    assert today(old, new, [so], both) == Today(("kan", "niet"), ("reden",))
    assert today(old, new, [an], {"reden": frozenset({"anders"})}) == Today(("niet",))
    # The other way round the sheet does say that it is not so.
    none = {"reden": frozenset({"schuld"})}
    assert today(new, old, [new.questions["a"].answers[0].condition], none) == Today(("kan",))


def test_a_choice_with_an_option_more_may_be_that_one_now(tmp_path: Path) -> None:
    when = "reden in [schuld, overlast]"
    old = options(tmp_path / "old", "choice", "", when)
    new = options(tmp_path / "new", "choice", ", brand: Brand", when)
    so, an = (answer.condition for answer in old.questions["a"].answers)
    assert today(old, new, [so], {"reden": "schuld"}) == Today(("kan", "niet"), ("reden",))
    assert today(old, new, [an], {"reden": "anders"}) == Today(("niet",))
    assert today(old, new, [so], {}) == Today(("kan", "niet"), ("reden",))
    # What is chosen still is what it was where it did not become the new option.
    wider = options(tmp_path / "wider", "choice", ", brand: Brand", "reden != anders")
    assert today(old, wider, [so], {"reden": "schuld"}) == Today(("kan",))


def test_a_judgement_in_a_list_of_yes_and_no_is_the_same_judgement(tmp_path: Path) -> None:
    text = """\
woonboom: 1
tree: boom
title: Boom
start: a
outcomes: {{x: {{kind: consult, title: X}}, y: {{kind: consult, title: Y}}}}
questions:
  a: {{ask: Past het?, {answers}}}
"""
    lists = 'answers: [{label: Zeker, id: "yes", goto: x}, {label: Nee, id: "no", goto: y}]'
    listed, _ = load_text(tmp_path / "listed", text.format(answers=lists))
    plain, _ = load_text(tmp_path / "plain", text.format(answers="yes: x, no: y"))
    assert listed is not None
    assert plain is not None
    assert listed.facts["a"].type != plain.facts["a"].type
    for old, new in ((listed, plain), (plain, listed), (listed, listed), (plain, plain)):
        for answer in old.questions["a"].answers:
            assert today(old, new, [answer.condition], {}) == Today((answer.goto,))


def test_a_fact_in_another_unit_is_another_fact(tmp_path: Path) -> None:
    text = HEAD.format(most=600, when="maanden >= 6")
    old = sound(tmp_path / "old", text)
    new = sound(tmp_path / "new", text.replace("unit: maanden", "unit: dagen"))
    assert today(old, new, [], {"maanden": 100}) == Today(("ja", "nee"), ("maanden",))


def test_versions_that_take_turns_are_each_compared_with_their_own(tmp_path: Path) -> None:
    text = HEAD.format(most=600, when="maanden >= 6 and bewind")
    months = sound(tmp_path / "1", text)
    days = sound(tmp_path / "2", text.replace("unit: maanden", "unit: dagen"))
    new = sound(tmp_path / "3", text)
    other = sound(tmp_path / "4", HEAD.format(most=600, when="maanden >= 2 or bewind"))
    for _ in range(2):
        assert today(months, new, [], {"maanden": 3}) == Today(("nee",))
        assert today(days, new, [], {"maanden": 3}) == Today(("ja", "nee"), ("maanden", "bewind"))
        assert today(months, other, [], {"maanden": 3}) == Today(("ja",))


def test_it_tells_what_the_outcome_depends_on(tmp_path: Path) -> None:
    old = sound(tmp_path / "old", HEAD.format(most=600, when="maanden >= 6 and bewind"))
    new = sound(tmp_path / "new", HEAD.format(most=600, when="maanden >= 12 and bewind"))
    names = Names(old.facts, {})
    yes, _ = parse("maanden >= 6 and bewind", names)
    assert yes is not None
    assert today(old, new, [yes], {}) == Today(("ja", "nee"), ("maanden",))
    assert today(old, new, [yes], {"maanden": 12}) == Today(("ja",))
    assert today(old, new, [yes], {"maanden": 11}) == Today(("nee",))


def test_a_number_that_today_cannot_be_fits_no_case(tmp_path: Path) -> None:
    old = sound(tmp_path / "old", HEAD.format(most=600, when="maanden >= 6 or bewind"))
    new = sound(tmp_path / "new", HEAD.format(most=120, when="maanden >= 6 or bewind"))
    assert today(old, new, [], {"maanden": 500}) == Today(())
    assert today(old, new, [], {"maanden": 120}) == Today(("ja",))
