"""Which cases get another outcome, against deciding every case of both versions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from brute_diff import MOST, Both
from large_trees import diamonds, split
from large_trees import edited as moved
from random_edits import EDITS, edit, edited, unrelated
from random_trees import sketch, tree_of
from reading import sound

import woonboom
from woonboom.analysis.values import outcome_functions
from woonboom.conditions import Names, parse
from woonboom.decide.walk import walk
from woonboom.diff import CaseChange, Changes, cases, walking
from woonboom.model import Tree
from woonboom.regions import Region, space_of

TREES = Path(__file__).parent.parent / "trees"
EDITED, UNRELATED, EACH_WAY, EACH_KIND = 1_000, 400, 100, 20
"""How many pairs are tried: in all more than 3,000."""


def seeds(count: int, parts: int = 4) -> list[range]:
    size = count // parts
    return [range(size * part, size * (part + 1)) for part in range(parts)]


def agree(old: Tree, new: Tree) -> Changes:
    """Compare two versions, and beside it every case of them by itself."""
    changes = woonboom.diff(old, new, paths=True)
    both = Both(changes)
    where = f"{sketch(old)}\n\n{sketch(new)}\n\n{changes.renames}"
    assert changes.problem is None
    assert both.count <= MOST
    every = [*changes.cases, *changes.rerouted]
    counts, before = [0] * len(every), dict[str | None, int]()
    for case in both.cases():
        was, is_ = both.ends(case)
        before[was.outcome] = before.get(was.outcome, 0) + 1
        found = [n for n, change in enumerate(every) if case in change.box.region]
        same = both.same(was.outcome, is_.outcome)
        rerouted = same and was.outcome is not None and not both.same_path(was.path, is_.path)
        assert len(found) == (not same or rerouted), (case, where)
        for number in found:
            counts[number] += 1
            assert outcomes(every[number]) == (was.outcome, is_.outcome), where
            assert (every[number].grade is None) is rerouted is (number >= len(changes.cases))
    for change, count in zip(every, counts, strict=True):
        assert change.count == count > 0, where
        exemplary(change, both, where)
    for group in changes.groups:
        assert group.region.count == sum(change.count for change in group.changes)
        assert group.within is None or group.within.count == before[group.old_outcome], where
    assert changes.equivalent is not bool(changes.cases)
    return changes


def outcomes(change: CaseChange) -> tuple[str | None, str | None]:
    return change.old_outcome, change.new_outcome


def exemplary(change: CaseChange, both: Both, where: str) -> None:
    """The example is the most ordinary case of the box, and goes as it is said to go."""
    assert change.witness == change.box.region.witness(), where
    was, is_ = both.ends(dict(change.witness))
    assert change.witness.keys() == both.facts.keys(), where
    assert change.witness in change.box.region, where
    assert (was.path, is_.path) == (change.old_path, change.new_path), where
    assert outcomes(change) == (was.outcome, is_.outcome), where
    parting = zip(change.old_path, change.new_path, strict=False)
    steps = [both.renames.step(one) == other for one, other in parting]
    assert change.common == [*steps, False].index(False)


# ---------------------------------------------------------------- random pairs


@pytest.mark.parametrize("part", seeds(EDITED))
def test_edited_trees_differ_for_the_cases_that_brute_force_finds(part: range) -> None:
    for seed in part:
        agree(*edited(random.Random(seed).randrange))


@pytest.mark.parametrize("part", seeds(UNRELATED))
def test_unrelated_trees_do_too(part: range) -> None:
    for seed in part:
        agree(*unrelated(random.Random(seed).randrange))


@pytest.mark.parametrize("kind", EDITS)
def test_so_does_every_kind_of_edit(kind: str) -> None:
    made = 0
    for seed in range(1_000):
        pick = random.Random(f"{kind} {seed}").randrange
        old = tree_of(pick, dag=bool(seed % 2), sound=bool(seed % 3), assume=True, max_cases=80)
        new = edit(pick, old, kind)
        if new is not None:
            made += 1
            agree(old, new)
        if made == EACH_KIND:
            return
    pytest.fail(f"only {made} edits")


WAYS = {
    "as boxes that are not put together first": (cases, "FEW_BOXES", -1),
    "as sets that flow through the pairs of places": (walking, "MOST_STEPS", -1),
    "in a space of what differs only": (cases, "FEW_QUESTIONS", -1),
}


@pytest.mark.parametrize("way", WAYS)
def test_so_does_every_way_of_working_it_out(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, value = WAYS[way]
    monkeypatch.setattr(where, name, value)
    if name == "MOST_STEPS":
        monkeypatch.setattr(where, "FEW_STEPS", value)
    for seed in range(EACH_WAY):
        agree(*edited(random.Random(seed).randrange))
        agree(*unrelated(random.Random(seed).randrange))


def test_every_way_gives_the_same_regions_and_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [edited(random.Random(seed).randrange) for seed in range(200, 400)]
    plain = [told(woonboom.diff(*pair, paths=True)) for pair in pairs]
    monkeypatch.setattr(walking, "MOST_STEPS", -1)
    monkeypatch.setattr(walking, "FEW_STEPS", -1)
    assert [told(woonboom.diff(*pair, paths=True)) for pair in pairs] == plain


def told(changes: Changes) -> list[object]:
    return [
        (outcomes(c), c.region, c.witness, c.old_path, c.new_path)
        for c in (*changes.cases, *changes.rerouted)
    ]


def test_the_other_way_round_losses_are_wins() -> None:
    turned = {"loss": "win", "win": "loss", "sideways": "sideways", "undecided": "undecided"}
    for seed in range(300):
        old, new = edited(random.Random(seed).randrange)
        there, back = woonboom.diff(old, new), woonboom.diff(new, old)
        if {v: k for k, v in there.renames.outcomes.items()} == back.renames.outcomes:
            expected = {
                (g.new_outcome, g.old_outcome, turned[g.grade]): g.region.count
                for g in there.groups
            }
            found = {(g.old_outcome, g.new_outcome, g.grade): g.region.count for g in back.groups}
            assert found == expected


def test_conditions_read_back_are_the_same_cases() -> None:
    read = 0
    for seed in range(200):
        changes = woonboom.diff(*edited(random.Random(seed).randrange))
        for change in changes.cases:
            space = change.box.space
            names = Names(space.facts, {})
            parsed = [parse(text, names)[0] for text in change.region.values()]
            if None in parsed:
                assert any(":former" in fact for fact in change.region)
                continue
            found = space.real
            for condition in parsed:
                assert condition is not None
                found = space.diagrams.meet(found, space.of(condition))
            assert Region(space, found) == change.box.region
            read += 1
    assert read > 50


def test_a_tree_said_in_other_words_is_equivalent() -> None:
    for seed in range(100):
        pick = random.Random(seed).randrange
        old = tree_of(pick, assume=True)
        new = edit(pick, edit(pick, old, "rewritten") or old, "reordered") or old
        assert woonboom.diff(old, new).equivalent


# ---------------------------------------------------------------- large trees


def test_large_trees_differ_for_the_cases_that_they_decide_otherwise() -> None:
    old = split(600)
    for new in (moved(old), split(600, "another")):
        changes, pick = woonboom.diff(old, new), random.Random(3).randrange
        boxes = [change.box for change in changes.cases]
        for _ in range(80):
            case = {f.id: some(pick, f.range, list(f.options)) for f in old.facts.values()}
            was, is_ = walk(old, case).outcome, walk(new, case).outcome
            found = [n for n, box in enumerate(boxes) if case in box]
            assert [outcomes(changes.cases[n]) for n in found] == [(was, is_)] * (was != is_)
        for change in changes.cases[::7]:
            ends = walk(old, change.witness), walk(new, change.witness)
            assert outcomes(change) == (ends[0].outcome, ends[1].outcome)
            assert (change.old_path, change.new_path) == (ends[0].path, ends[1].path)


def some(pick: object, range_: tuple[int, int] | None, options: Sequence[str]) -> bool | int | str:
    assert callable(pick)
    if range_:
        return int(range_[0] + pick(range_[1] - range_[0] + 1))
    return options[pick(len(options))] if options else bool(pick(2))


def test_sixty_diamonds_differ_for_the_cases_that_their_functions_do() -> None:
    old, new = diamonds(60), diamonds(60, month=40)
    changes = woonboom.diff(old, new)
    conditions = [a.condition for t in (old, new) for q in t.in_order for a in q.answers]
    space = space_of(old.facts, old.asked, conditions)
    functions = [outcome_functions(tree, space, [tree.start])[tree.start] for tree in (old, new)]
    ends = space.diagrams.terminals()
    for group in changes.groups:
        was = space.diagrams.where(functions[0], [ends[str(group.old_outcome)]])
        is_ = space.diagrams.where(functions[1], [ends[str(group.new_outcome)]])
        assert group.region.count == Region(space, space.diagrams.meet(was, is_)).count
    assert {outcomes(group.changes[0]) for group in changes.groups} == {("u0", "u1")}


# ---------------------------------------------------------------- what may be wrong with a tree


def test_versions_that_cannot_be_compared_say_why() -> None:
    fine = samples.chain(3)
    faulty = [
        (samples.cyclic(), "kring"),
        (replace(fine, flawed=True), "fouten"),
        (replace(fine, start="nergens"), "beginvraag"),
        (replace(fine, questions={}, start=""), "beginvraag"),
    ]
    for other, reason in faulty:
        for old, new in ((fine, other), (other, fine)):
            changes = woonboom.diff(old, new)
            assert changes.problem is not None
            assert reason in changes.problem.say("nl")
            assert not changes.groups
            assert not changes.equivalent


def test_cases_that_fall_apart_into_too_many_regions_are_not_listed() -> None:
    old, new = diamonds(60, every=2), diamonds(60, every=2, month=40)
    changes = woonboom.diff(old, new)
    assert changes.problem is not None
    assert "te veel soorten" in changes.problem.say("nl")


def test_answers_that_lead_nowhere_are_no_outcome_in_either_version() -> None:
    pick = random.Random(1).randrange
    trees = [tree_of(pick, broken=True, max_cases=60) for _ in range(120)]
    compared = 0
    for old, new in zip(trees[::2], trees[1::2], strict=True):
        if woonboom.diff(old, new).problem is None:
            compared += 1
            agree(old, new)
    assert compared > 20


FACTS = """\
woonboom: 1
tree: {tree}
language: {language}
title: Boom
start: a
facts:
  reden: {{label: Reden, type: choices, options: {{{options}}}}}
  euro: {{label: Bedrag, type: integer, range: [0, 900000000], unit: euro}}
outcomes:
  kan: {{kind: eligible, title: Kan}}
  niet: {{kind: not_eligible, title: Kan niet}}
questions:
  a:
    ask: Waarom?
    answers:
      - {{label: Ja, id: ja, when: "{when}", goto: kan}}
      - {{label: Nee, id: nee, otherwise: true, goto: niet}}
"""
MANY = ", ".join(f"r{n}: Reden {n}" for n in range(80))


def test_many_options_and_vast_numbers_and_trees_of_another_name(tmp_path: Path) -> None:
    texts = [
        FACTS.format(tree=tree, language=language, options=MANY, when=when)
        for tree, language, when in (
            ("een", "nl", "r70 in reden and euro < 500000000"),
            ("two", "en", "r70 in reden and euro < 500000001"),
        )
    ]
    old, new = (sound(tmp_path / str(n), text) for n, text in enumerate(texts))
    changes = woonboom.diff(old, new)
    (change,) = changes.cases
    assert change.grade == "win"
    assert change.region == {"reden": "r70 in reden", "euro": "euro == 500000000"}
    assert change.count == 2**79
    assert change.witness == {"reden": frozenset({"r70"}), "euro": 500_000_000}


def test_a_fact_renamed_on_purpose_is_the_same_fact(tmp_path: Path) -> None:
    text = FACTS.format(tree="een", language="nl", options=MANY, when="euro < 500")
    old = sound(tmp_path / "old", text)
    new = sound(tmp_path / "new", text.replace("euro", "bedrag").replace("unit: bedrag", ""))
    apart = woonboom.diff(old, new)
    assert {fact for change in apart.cases for fact in change.region} == {"euro", "bedrag"}
    # In another unit it is another amount, whatever it is called.
    assert not woonboom.diff(old, new, facts={"euro": "bedrag"}).equivalent
    same = sound(tmp_path / "same", text.replace("euro:", "bedrag:").replace("euro <", "bedrag <"))
    assert woonboom.diff(old, same, facts={"euro": "bedrag"}).equivalent


def test_the_arrangement_of_the_glossary_against_that_of_the_policy() -> None:
    """Those with a debt lose whose arrangement runs 3 to 5 months, less 4 and 5 under guardianship.

    Nothing else changes but which condition they do not meet first.
    """
    old, new = (
        tree
        for folder in ("begrippenlijst", "")
        for tree in [woonboom.load(TREES / folder / "hulpverleners.yaml")[0]]
    )
    assert old is not None
    assert new is not None
    changes = woonboom.diff(old, new)
    losses = changes.graded("loss")
    assert [(g.old_outcome, g.new_outcome) for g in losses] == [("tweedekans", "eerst_regeling")]
    assert changes.graded("win") == changes.graded("undecided") == ()
    for change in changes.cases:
        for months in range(13):
            for guardian in (True, False):
                case = {**change.witness, "maanden_regeling": months, "bewindvoering": guardian}
                short = 3 <= months < (4 if guardian else 6)
                found = [c for c in changes.cases if case in c.box]
                assert len(found) == short
    assert {c.witness["huurschuld"] for c in changes.cases} == {True}
    assert {c.old_path[c.common][0] for c in changes.cases} == {"regeling"}
