"""Policies beside each other, against every case decided in each of them by hand."""

from __future__ import annotations

import itertools
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from large_trees import split
from random_trees import PlainCase, sketch, trees, values_of
from reading import sound

from woonboom.analysis.flow import follows, read_at
from woonboom.conditions.forms import facts_of
from woonboom.diff import abreast
from woonboom.diff.several import CONTRASTS, Comparison, Row, several
from woonboom.diff.several_words import (
    Who,
    example_facts,
    example_words,
    full_names,
    overview,
    policy_names,
    who_of,
)
from woonboom.facts import Fact, Value
from woonboom.model import KINDS, Tree
from woonboom.regions import Region, diagrams

MOST = 4_000

Ends = tuple[str | None, ...]


@st.composite
def policies(draw: st.DrawFn, *, faults: bool = True) -> list[Tree]:
    """Two or three random trees; facts of one id may have other values in each."""
    found = []
    for name in "abc"[: draw(st.integers(2, 3))]:
        tree = draw(trees(3, sound=not faults, assume=True, max_cases=60))
        kinds = {id_: draw(st.sampled_from(KINDS)) for id_ in tree.outcomes}
        outcomes = {id_: replace(o, kind=kinds[id_]) for id_, o in tree.outcomes.items()}
        found.append(replace(tree, id=name, outcomes=outcomes))
        note(f"--- {name}\n{sketch(found[-1])}\n{kinds}")
    return found


class Hand:
    """What each policy gives every case, by following its questions."""

    def __init__(self, found: list[Tree]) -> None:
        self.trees = found
        self.domains = {id_: self._domain(id_) for tree in found for id_ in tree.facts}
        read = {id_ for tree in found for id_ in _read(tree)}
        self.domains = {id_: self.domains[id_] for id_ in sorted(read)}
        size = 1
        for domain in self.domains.values():
            size *= len(domain)
        assume(size <= MOST)

    def _domain(self, id_: str) -> list[Value]:
        """The values that any policy knows; yes and no are options where one lists options."""
        facts = [tree.facts[id_] for tree in self.trees if id_ in tree.facts]
        if all(fact.type == "choices" for fact in facts):
            options = list(dict.fromkeys(o for fact in facts for o in fact.options))
            sizes = range(1, len(options) + 1)
            return [frozenset(c) for n in sizes for c in itertools.combinations(options, n)]
        listed = len({fact.type for fact in facts}) > 1
        values = [_listed(v) if listed else v for fact in facts for v in values_of(fact)]
        return list(dict.fromkeys(values))

    def everyone(self) -> Iterator[PlainCase]:
        for values in itertools.product(*self.domains.values()):
            yield dict(zip(self.domains, values, strict=True))

    def real(self) -> list[PlainCase]:
        """The cases that are real by any policy."""
        return [c for c in self.everyone() if any(self._is_real(tree, c) for tree in self.trees)]

    def _is_real(self, tree: Tree, case: PlainCase) -> bool:
        own = self._own(tree, case)
        return all(assumption.condition.holds(own) for assumption in tree.assumptions)

    def _own(self, tree: Tree, case: PlainCase) -> PlainCase:
        """A case in the values of a policy: a yes that others list as an option is a yes."""
        return {id_: self._value(tree.facts.get(id_), value) for id_, value in case.items()}

    @staticmethod
    def _value(fact: Fact | None, value: Value) -> Value:
        if fact and fact.type == "boolean" and isinstance(value, str):
            return {"yes": True, "no": False}.get(value, value)
        return value

    def ends(self, case: PlainCase) -> Ends:
        return tuple(self._end(tree, self._own(tree, case)) for tree in self.trees)

    def _end(self, tree: Tree, case: PlainCase) -> str | None:
        place = tree.start
        while place in tree.questions:
            question = tree.questions[place]
            if not all(_knows(tree.facts[fact], case[fact]) for fact in read_at(question)):
                return None
            holding = [a.goto for a in question.answers if a.condition.holds(case)]
            if len(holding) != 1:
                return None
            (place,) = holding
        return place


def _read(tree: Tree) -> set[str]:
    assumed = {fact for a in tree.assumptions for fact in facts_of(a.condition)}
    return {*tree.asked, *assumed}


def _listed(value: Value) -> Value:
    return ("no", "yes")[value] if isinstance(value, bool) else value


def _knows(fact: Fact, value: Value) -> bool:
    if isinstance(value, frozenset):
        return value <= fact.options.keys()
    return value in values_of(fact)


def rows_with(found: Comparison, case: PlainCase) -> list[Row]:
    every = {**{id_: next(iter(_some(fact))) for id_, fact in found.facts.items()}, **case}
    return [row for row in found.rows if every in row.region]


def _some(fact: Fact) -> tuple[Value, ...]:
    return (frozenset({next(iter(fact.options))}),) if fact.type == "choices" else values_of(fact)


def told_apart(found: Comparison, cases: list[PlainCase]) -> set[tuple[Value, ...]]:
    """The cases as far as a comparison tells them apart: by facts that some policy reads."""
    read = [fact for row in found.rows[:1] for fact in row.region.space.span]
    return {tuple(case[fact] for fact in read) for case in cases}


@given(policies())
@settings(max_examples=150)
def test_every_case_is_in_one_row_with_what_each_policy_gives_it(found: list[Tree]) -> None:
    hand, table = Hand(found), several(found)
    real = hand.real()
    if not real:
        assert table.rows == ()
        assert table.problem
        return
    assert table.problem is None
    for case in real:
        (row,) = rows_with(table, case)
        assert tuple(end for (end,) in row.ends) == hand.ends(case)
    assert {tuple(end for (end,) in row.ends) for row in table.rows} == set(map(hand.ends, real))


@given(policies())
@settings(max_examples=100)
def test_both_ways_to_find_the_cases_find_the_same(found: list[Tree]) -> None:
    hand = Hand(found)
    with pytest.MonkeyPatch.context() as patch:
        one = several(found)
        patch.setattr(abreast, "FEW_QUESTIONS", -1)
        other = several(found)
    assert [row.ends for row in one.rows] == [row.ends for row in other.rows]
    assert [row.region.count for row in one.rows] == [row.region.count for row in other.rows]
    for row in other.rows:
        assert sum(box.region.count for box in row.boxes) == row.region.count
        assert union(box.region for box in row.boxes) == row.region
    for case in hand.real():
        assert [row.ends for row in rows_with(one, case)] == [
            row.ends for row in rows_with(other, case)
        ]


def union(regions: Iterable[Region]) -> Region:
    first, *others = regions
    for other in others:
        first = first | other
    return first


@given(policies())
@settings(max_examples=100)
def test_volumes_add_up_and_boxes_are_disjoint(found: list[Tree]) -> None:
    hand, table = Hand(found), several(found)
    real = hand.real()
    assert sum(row.region.count for row in table.rows) == len(told_apart(table, real))
    for row in table.rows:
        assert sum(box.region.count for box in row.boxes) == row.region.count
        own = [case for case in real if case in row.region]
        assert all(sum(case in box for box in row.boxes) == 1 for case in own)


@given(policies())
@settings(max_examples=80)
def test_an_example_is_of_its_row(found: list[Tree]) -> None:
    hand, table = Hand(found), several(found)
    for row in table.rows:
        assert row.example in row.region
        assert hand.ends(dict(row.example)) == tuple(end for (end,) in row.ends)


@given(policies())
@settings(max_examples=80)
def test_merged_rows_are_those_of_one_kind_together(found: list[Tree]) -> None:
    Hand(found)
    plain, merged = several(found), several(found, merged=True)
    kinds = {row.kinds for row in plain.rows}
    assert {row.kinds for row in merged.rows} == kinds
    assert len(merged.rows) == len(kinds)
    for row in merged.rows:
        parts = [one for one in plain.rows if one.kinds == row.kinds]
        assert row.region.count == sum(one.region.count for one in parts)
        for at, ends in enumerate(row.ends):
            assert set(ends) == {one.ends[at][0] for one in parts}
            assert len(set(ends)) == len(ends)


@given(policies(), st.data())
@settings(max_examples=80)
def test_what_is_given_leaves_the_cases_that_have_it(
    found: list[Tree], data: st.DataObject
) -> None:
    hand = Hand(found)
    assume(hand.domains)
    fact = data.draw(st.sampled_from(list(hand.domains)))
    value = data.draw(st.sampled_from(hand.domains[fact]))
    table = several(found, {fact: value})
    real = [case for case in hand.real() if case[fact] == value]
    assert sum(row.region.count for row in table.rows) == len(told_apart(table, real))
    for case in real:
        (row,) = rows_with(table, case)
        assert tuple(end for (end,) in row.ends) == hand.ends(case)
    assert all(row.example[fact] == value for row in table.rows)


@given(policies())
@settings(max_examples=80)
def test_the_greatest_contrast_comes_first(found: list[Tree]) -> None:
    Hand(found)
    table = several(found)
    order = [CONTRASTS.index(row.contrast) for row in table.rows]
    assert order == sorted(order)
    cut = several(found, most=2)
    assert [row.ends for row in cut.rows] == [row.ends for row in table.rows[:2]]
    assert cut.count == table.count == len(table.rows)
    assert cut.counts == table.counts == Counter(row.contrast for row in table.rows)


@given(policies(faults=False))
@settings(max_examples=60)
def test_the_order_of_the_policies_is_that_of_the_columns(found: list[Tree]) -> None:
    Hand(found)
    one, other = several(found), several(found[::-1])
    assert {row.ends for row in one.rows} == {row.ends[::-1] for row in other.rows}


@pytest.mark.parametrize(
    ("kinds", "contrast"),
    [
        (("eligible", "not_eligible"), "opposed"),
        (("eligible", "consult", "not_eligible"), "opposed"),
        (("eligible", "not_yet", "not_eligible"), "opposed"),
        (("eligible", None, "not_eligible"), "opposed"),
        (("eligible", "not_yet"), "granted"),
        (("eligible", "not_yet", "consult"), "granted"),
        (("not_eligible", "not_yet"), "refused"),
        (("consult", "eligible"), "asked"),
        (("not_eligible", "refer"), "asked"),
        (("not_yet", "consult", None), "asked"),
        (("refer", "consult"), "otherwise"),
        (("not_yet", "not_yet", None), "undecided"),
        (("not_yet", "not_yet"), "same"),
        ((None, None), "same"),
    ],
)  # fmt: skip
def test_contrasts(kinds: Ends, contrast: str) -> None:
    region = several([policy("yes: x, no: y"), policy("yes: x, no: y")]).rows[0].region
    assert Row((), kinds, region).contrast == contrast


HEAD = """\
woonboom: 1
tree: {id}
title: Beleid {id}
version: "1"
start: a
facts:
  schuld: {{label: Schuld, type: boolean, yes: met schuld, no: zonder schuld}}
  maanden: {{label: Regeling, short: regeling, type: integer, unit: maanden, range: [0, 100]}}
  bewind: {{label: Bewind, type: boolean, yes: onder bewind, no: zonder bewind}}
questions:
"""
ENDS = """\
outcomes:
  x: {kind: eligible, title: Kan}
  y: {kind: not_eligible, title: Kan niet}
  z: {kind: consult, title: Vraag na}
"""


@cache
def written(text: str) -> Tree:
    with tempfile.TemporaryDirectory() as folder:
        return sound(Path(folder), text)


def policy(questions: str, id_: str = "boom") -> Tree:
    """Return a policy whose first question asks for a debt, or one written out."""
    if "\n" not in questions:
        questions = f"  a: {{ask: 'Schuld?', fact: schuld, {questions}}}\n"
    return written(HEAD.format(id=id_) + questions + ENDS)


LONG = """\
  a: {ask: 'Schuld?', fact: schuld, yes: b, no: x}
  b:
    ask: Lang genoeg?
    answers:
      - {label: Ja, when: maanden >= 6 or (bewind and maanden >= 4), goto: x}
      - {label: Nee, otherwise: true, goto: y}
"""


def told(found: Comparison, limit: int = 6) -> list[Who]:
    return [who_of(row, "nl", limit) for row in found.rows]


def plain_and_other(**known: Value) -> Comparison:
    return several([policy(LONG, "een"), policy("yes: z, no: x", "ander")], known)


@given(policies())
@settings(max_examples=60)
def test_an_example_in_words_is_of_its_row_whatever_else_is_true(found: list[Tree]) -> None:
    """The facts that it names leave no real case that is not of the row."""
    Hand(found)
    for row in several(found).rows:
        space = row.region.space
        named = Region(space, space.box({fact: row.example[fact] for fact in example_facts(row)}))
        assert row.example in named
        assert not named - row.region


class TestWords:
    def test_what_holds_for_all_is_said_once_and_then_the_ways(self) -> None:
        assert told(plain_and_other()) == [
            Who(
                "met schuld, en een van deze:",
                (("regeling 6 maanden of langer", "regeling 4 of 5 maanden, onder bewind"),),
                "En daarbij een van deze:",
            ),
            Who(
                "met schuld, en een van deze:",
                (("regeling korter dan 4 maanden", "regeling 4 of 5 maanden, zonder bewind"),),
                "En daarbij een van deze:",
            ),
            Who("zonder schuld"),
        ]

    def test_choices_that_do_not_hang_together_are_lists_of_their_own(self) -> None:
        either = """\
  a: {ask: 'Schuld of bewind?', answers: [
    {label: Ja, when: schuld or bewind, goto: b}, {label: Nee, otherwise: true, goto: y}]}
  b: {ask: 'Kort of lang?', answers: [
    {label: Ja, when: maanden < 3 or maanden > 50 or maanden == 7 and kind, goto: x},
    {label: Nee, otherwise: true, goto: y}]}
"""
        head = HEAD.replace("questions:", "  kind: {{label: Kind, type: boolean}}\nquestions:")
        tree = written(head.format(id="een") + either + ENDS)
        (who, _) = told(several([tree, replace(tree, id="ander")]))
        assert who.lead == "een van deze:"
        assert [len(ways) for ways in who.ways] == [2, 2]

    def test_an_example_is_a_whole_case_where_there_are_ways(self) -> None:
        found = plain_and_other()
        assert [example_words(row, found, "nl") for row in found.rows] == [
            "met schuld, regeling 6 maanden", "met schuld, regeling 3 maanden", "",
        ]  # fmt: skip

    def test_everyone(self) -> None:
        found = several([policy("yes: x, no: x", "een"), policy("yes: z, no: z", "ander")])
        assert told(found) == [Who("iedereen")]

    def test_long_lists_are_cut_and_the_rest_is_counted(self) -> None:
        first = told(plain_and_other(), 1)[0]
        assert first.ways == (("regeling 6 maanden of langer", "en nog een andere groep"),)
        assert first.cut
        assert not told(plain_and_other())[0].cut

    def test_how_many_rows_differ_and_how(self) -> None:
        assert overview(plain_and_other(), "nl") == (
            "3 groepen gevallen. Nergens verschilt het antwoord. Bij 2 geeft het ene beleid "
            "antwoord, en het andere overleg of een verwijzing. Bij 1 is de soort uitkomst overal "
            "gelijk."
        )
        one = policy(LONG, "een")
        assert overview(several([one, one]), "en") == (
            "2 groups of cases. The answer is nowhere different. For both the kind of outcome is "
            "the same everywhere."
        )
        opposed = several([one, policy("yes: y, no: x", "ander")])
        assert overview(opposed, "nl") == (
            "3 groepen gevallen. Bij 1 verschilt het antwoord. Bij 2 is de soort uitkomst overal "
            "gelijk."
        )

    def test_an_answer_against_none_comes_after_answers_that_differ(self) -> None:
        """However many of those there are: a silent source is no refusal."""
        silent = policy("yes: z, no: z", "stil")
        found = several([policy("yes: x, no: y", "een"), policy("yes: y, no: y", "twee"), silent])
        assert [row.contrast for row in found.rows] == ["opposed", "asked"]
        assert found.counts == {"opposed": 1, "asked": 1}

    def test_full_names_tell_the_versions(self) -> None:
        one = policy(LONG, "een")
        assert full_names([one, policy(LONG, "ander")]) == [
            "Beleid een (versie 1)", "Beleid ander (versie 1)",
        ]  # fmt: skip
        newer = replace(one, version="2")
        assert full_names([one, newer]) == policy_names([one, newer])

    def test_policies_of_one_title_are_told_apart(self) -> None:
        one = policy(LONG, "een")
        newer = replace(one, version="2")
        assert policy_names([one, policy(LONG, "ander")]) == ["Beleid een", "Beleid ander"]
        assert policy_names([one, newer]) == ["Beleid een (versie 1)", "Beleid een (versie 2)"]
        names = policy_names([one, one])
        assert names == [f"Beleid een (versie 1) ({one.path})"] * 2


class TestProblems:
    def test_a_tree_with_errors_is_named(self) -> None:
        flawed = replace(policy(LONG, "een"), flawed=True)
        found = several([policy("yes: x, no: y"), flawed])
        assert found.rows == ()
        assert found.problem
        assert "‘een’ staan fouten" in found.problem.say("nl")

    def test_a_tree_that_goes_round_is_named(self) -> None:
        round_ = policy("yes: a, no: x", "rond")
        assert not follows(round_)
        found = several([policy("yes: x, no: y"), round_])
        assert found.problem
        assert "‘rond’" in found.problem.say("nl")

    def test_what_is_too_entangled_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        trees = [policy(LONG, "een"), policy("yes: z, no: x", "ander")]
        monkeypatch.setattr(abreast, "FEW_QUESTIONS", -1)
        monkeypatch.setattr(abreast, "MOST_STEPS", 2)
        assert len(several(trees).rows) == 3  # the other way does it then
        monkeypatch.setattr(diagrams, "MOST_EDGES", 8)
        found = several(trees)
        assert found.rows == ()
        assert found.problem
        assert "te veel soorten" in found.problem.say("nl")

    def test_what_cannot_be_given_together(self) -> None:
        head = HEAD.replace("questions:", "assume: [not (schuld and bewind)]\nquestions:")
        tree = written(head.format(id="boom") + LONG + ENDS)
        found = several([tree, tree], {"schuld": True, "bewind": True})
        assert found.rows == ()
        assert found.problem
        assert "bestaan niet" in found.problem.say("nl")


def test_what_one_of_three_assumes_hides_nothing_of_the_others() -> None:
    """Neither of the first two knows all months of the third, which takes a debt for granted."""

    def knowing(id_: str, months: str, assumed: str = "") -> Tree:
        head = HEAD.format(id=id_).replace("[0, 100]", months)
        return written(head.replace("questions:", f"{assumed}questions:") + LONG + ENDS)

    few, others = knowing("een", "[10, 100]"), knowing("twee", "[0, 20]")
    found = several([few, others, knowing("drie", "[0, 200]", "assume: [schuld]\n")])
    assert sum(row.region.count for row in found.rows) == 201 * 4


def test_vast_trees_are_said_in_a_few_words_and_listed_in_as_few_boxes_as_they_were_found() -> None:
    found = several([split(500), split(500, "other")], most=2)
    assert found.problem is None
    for row in found.rows:
        who = who_of(row, "nl", 6)
        assert who.cut
        assert len(who.ways) == 1
        assert len(who.ways[0]) == 7
        assert row.example in row.region
        assert len(row.boxes) < 300


def test_one_fact_of_three_types_is_three_facts() -> None:
    def asking(id_: str, type_: str, when: str) -> Tree:
        facts = f"facts:\n  feit: {{label: Feit, {type_}}}\n"
        return written(
            f"woonboom: 1\ntree: {id_}\ntitle: {id_}\nstart: a\n{facts}questions:\n  a:\n"
            f"    ask: Hoe is het?\n    answers:\n      - {{label: Ja, when: {when}, goto: x}}\n"
            f"      - {{label: Nee, otherwise: true, goto: y}}\n"
            "outcomes:\n  x: {kind: eligible, title: X, steps: [Doe.]}\n"
            "  y: {kind: consult, title: Y}\n"
        )

    found = several([
        asking("een", "type: boolean", "feit"),
        asking("twee", "type: integer, range: [0, 9]", "feit >= 5"),
        asking("drie", "type: choice, options: {p: P, q: Q}", "feit == p"),
    ])  # fmt: skip
    assert found.problem is None
    assert len(found.rows) == 8
    assert [row.region.count for row in found.rows] == [5] * 8
