"""Exact analysis of trees: what it finds is what trying every case finds, no more and no less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

import pytest
from brute_force import Brute, Cases, key_of, knotted, own_facts, seeded, some, written
from hypothesis import given, settings
from random_trees import trees

from woonboom.analysis.findings import Analysis, Gap, Overlap
from woonboom.analysis.flow import Flow, Step, follows
from woonboom.analysis.witnesses import Witness
from woonboom.conditions import Case
from woonboom.decide import Decision, decide
from woonboom.decide.walk import Walk, follow
from woonboom.model import Question, Tree
from woonboom.regions.diagrams import TRUE


def inside(brute: Brute, finding: Overlap | Gap) -> Cases:
    """Return the real cases in the region of a finding."""
    return frozenset(n for n, case in enumerate(brute.real) if case in finding.region)


class TestFlow:
    @settings(max_examples=200)
    @given(tree=some())
    def test_the_cases_that_arrive(self, tree: Tree) -> None:
        brute, flow = Brute(tree), Flow(tree)
        for question in tree.in_order:
            facts = sorted(brute.below[question.id])
            expected = brute.projected(brute.at(question.id), facts)
            diagram = flow.arriving.get(question.id, 0)
            for case in brute.every:
                found = flow.space.holds(diagram, case) == TRUE
                assert found == (key_of(case, facts) in expected)

    @settings(max_examples=200)
    @given(tree=some())
    def test_no_case_at_all_is_impossible(self, tree: Tree) -> None:
        analysis = Analysis(tree)
        assert analysis.impossible == (not Brute(tree).real)
        if analysis.impossible:
            assert not [*analysis.overlaps(), *analysis.gaps(), *analysis.nevers()]
            assert not [*analysis.settled(), *analysis.pointless()]

    @settings(max_examples=200)
    @given(tree=trees(broken=True))
    def test_a_tree_with_a_round_is_not_analysed(self, tree: Tree) -> None:
        analysis = Analysis(tree)
        assert (analysis.flow is not None) == follows(tree) == _ends(tree)
        for findings in (analysis.overlaps, analysis.gaps, analysis.nevers, analysis.settled):
            list(findings())
        list(analysis.pointless())


def _ends(tree: Tree) -> bool:
    """Whether there is a start, and no way from it goes round."""
    left = {tree.start}
    for _ in range(len(tree.questions) + 1):
        left = {a.goto for q in left if q in tree.questions for a in tree.questions[q].answers}
    return tree.start in tree.questions and not left & tree.questions.keys()


class TestOverlaps:
    @settings(max_examples=200)
    @given(tree=some())
    def test_are_the_pairs_that_hold_for_one_case(self, tree: Tree) -> None:
        brute, found = Brute(tree), list(Analysis(tree).overlaps())
        expected = brute.overlaps()
        assert [(o.question, *o.answers) for o in found] == list(expected)
        for overlap, cases in zip(found, expected.values(), strict=True):
            own = own_facts(tree.questions[overlap.question])
            assert inside(brute, overlap) == brute.alike(cases, own)

    @settings(max_examples=300)
    @given(tree=some())
    def test_their_witness_meets_both_answers(self, tree: Tree) -> None:
        brute = Brute(tree)
        for overlap in Analysis(tree).overlaps():
            cases = brute.overlaps()[overlap.question, *overlap.answers]
            if cases & brute.unharmed.get(overlap.question, frozenset()):
                ids = {_named(tree, Step(overlap.question, at))[1] for at in overlap.answers}
                assert shown(tree, overlap.witness, partial(clashes, overlap, ids))


class TestGaps:
    @settings(max_examples=200)
    @given(tree=some())
    def test_are_the_cases_for_which_no_answer_holds(self, tree: Tree) -> None:
        brute, found = Brute(tree), list(Analysis(tree).gaps())
        assert [gap.question for gap in found] == list(brute.gaps())
        for gap in found:
            cases = brute.gaps()[gap.question]
            own = own_facts(tree.questions[gap.question])
            assert inside(brute, gap) == brute.alike(cases, own)

    @settings(max_examples=300)
    @given(tree=some())
    def test_their_witness_has_no_answer(self, tree: Tree) -> None:
        brute = Brute(tree)
        for gap in Analysis(tree).gaps():
            if brute.gaps()[gap.question] & brute.unharmed.get(gap.question, frozenset()):
                assert shown(tree, gap.witness, partial(stops, gap.question))


def shown(
    tree: Tree,
    witness: Witness | None,
    shows: Callable[[Walk | Decision], bool],
    settled: str | None = None,
) -> bool:
    """Whether a witness takes the path that it says, shows a fault, and says nothing too much."""
    assert witness is not None
    found, unsure = decide(tree, witness.case), Flow(tree).clashes.keys() - {settled}
    fewer = [{f: v for f, v in witness.case.items() if f != fact} for fact in witness.case]
    return (
        shows(found)
        and shows(careful(tree, witness.case, unsure))
        and [*found.path[: len(witness.path)]] == [_named(tree, step) for step in witness.path]
        and not any(shows(careful(tree, case, unsure)) for case in fewer)
    )


def careful(tree: Tree, case: Case, unsure: Collection[str | None]) -> Walk:
    """Follow a case; at some questions only if the other answers are known not to hold."""

    def truths(question: Question) -> list[bool | None]:
        values = [answer.condition.holds(case) for answer in question.answers]
        one = question.id not in unsure and True in values
        return [value is True for value in values] if one else values

    return follow(tree, truths, sure=True)


def _named(tree: Tree, step: Step) -> tuple[str, str]:
    return step.question, tree.questions[step.question].answers[step.answer].id


def clashes(overlap: Overlap, ids: set[str], found: Walk | Decision) -> bool:
    return found.at == overlap.question and found.fault and ids <= {*found.clash}


def stops(question: str, found: Walk | Decision) -> bool:
    return found.at == question and found.fault and not found.clash


class TestNevers:
    @settings(max_examples=200)
    @given(tree=some())
    def test_are_the_answers_that_no_case_gets(self, tree: Tree) -> None:
        brute, found = Brute(tree), list(Analysis(tree).nevers())
        assert [never.step for never in found] == brute.nevers()
        for never in found:
            answer = brute.answer(never.step)
            assert never.by_itself == (not any(answer.condition.holds(c) for c in brute.every))
            assert set(never.cut_off) == brute.cut_off(answer.goto)
            assert len(set(never.cut_off)) == len(never.cut_off)


class TestSettled:
    @settings(max_examples=200)
    @given(tree=some())
    def test_are_the_questions_with_one_answer_left(self, tree: Tree) -> None:
        found = list(Analysis(tree).settled())
        assert {s.step.question: s.step.answer for s in found} == Brute(tree).settled()

    @settings(max_examples=200)
    @given(tree=some())
    def test_their_witness_gets_that_answer(self, tree: Tree) -> None:
        brute = Brute(tree)
        for settled in Analysis(tree).settled():
            if brute.unharmed.get(settled.step.question):
                named = _named(tree, settled.step)
                assert shown(tree, settled.witness, partial(passes, named), settled.step.question)


def passes(named: tuple[str, str], found: Walk | Decision) -> bool:
    return named in found.path


class TestPointless:
    @settings(max_examples=300)
    @given(tree=some())
    def test_are_the_questions_that_make_no_difference(self, tree: Tree) -> None:
        found = list(Analysis(tree).pointless())
        assert {p.question: set(p.outcomes) for p in found} == Brute(tree).pointless()

    def test_are_proved_also_when_trials_tell_nothing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("woonboom.analysis.trials.TRIES", 0)
        for tree in [*map(seeded, range(150)), *map(knotted, range(50))]:
            found = {found.question: set(found.outcomes) for found in Analysis(tree).pointless()}
            assert found == Brute(tree).pointless()

    @pytest.mark.parametrize("tries", [0, 40])
    @pytest.mark.parametrize("last", [{"b": "u"}, {"b": "u", "not b": "u", "b or c": "v"}])
    def test_are_not_those_with_the_same_fault_behind_each_answer(
        self, tries: int, last: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("woonboom.analysis.trials.TRIES", tries)
        tree = written("a b c", {"q0": {"a": "q1", "not a": "q2"}, "q1": last, "q2": last})
        assert not list(Analysis(tree).pointless())


class TestTooEntangled:
    @pytest.mark.parametrize("most", [40, 60, 100])
    def test_what_outgrows_the_memory_is_named_and_the_rest_is_there(
        self, most: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("woonboom.regions.diagrams.MOST_EDGES", most)
        seen: Counter[str] = Counter()
        for tree in map(seeded, range(100)):
            analysis, brute = Analysis(tree), Brute(tree)
            searches: list[tuple[Sequence[object], Sequence[object]]] = [
                ([p.question for p in analysis.pointless()], [*brute.pointless()]),
                ([(o.question, *o.answers) for o in analysis.overlaps()], [*brute.overlaps()]),
                ([gap.question for gap in analysis.gaps()], [*brute.gaps()]),
                ([never.step for never in analysis.nevers()], brute.nevers()),
                ([s.step.question for s in analysis.settled()], [*brute.settled()]),
            ]
            seen.update(analysis.entangled or ["nothing"])
            for found, expected in searches:
                assert set(found) <= set(expected)
                assert analysis.entangled or found == expected
        assert min(seen["flow"], seen["nothing"]) > 5, seen


class TestTheTreesThemselves:
    """What is never there is not tested either: each kind of finding is often there."""

    def test_have_every_kind_of_finding(self) -> None:
        found: Counter[str] = Counter()
        for seed in range(60):
            found.update(_kinds(Analysis(seeded(seed))))
            found.update(_kinds(Analysis(knotted(seed))))
        assert found.keys() == {
            "impossible", "overlap", "gap", "never by itself", "never with reasons",
            "never by assumptions", "cut off", "settled", "settled with reasons", "pointless",
        }  # fmt: skip
        assert min(found.values()) >= 3, found

    @settings(max_examples=60)
    @given(tree=some(sound=True))
    def test_have_no_overlaps_and_gaps_when_they_are_sound(self, tree: Tree) -> None:
        analysis = Analysis(tree)
        assert not [*analysis.overlaps(), *analysis.gaps()]


def _kinds(analysis: Analysis) -> set[str]:
    """The kinds of findings in one tree, with what makes them special."""
    nevers, settled = list(analysis.nevers()), list(analysis.settled())
    there = {
        "impossible": analysis.impossible,
        "overlap": list(analysis.overlaps()),
        "gap": list(analysis.gaps()),
        "never by itself": [never for never in nevers if never.by_itself],
        "never with reasons": [never for never in nevers if never.reasons],
        "never by assumptions": [n for n in nevers if not n.by_itself and n.reasons == ()],
        "cut off": [never for never in nevers if never.cut_off],
        "settled": settled,
        "settled with reasons": [one for one in settled if len(one.reasons or ()) > 1],
        "pointless": list(analysis.pointless()),
    }
    return {kind for kind, some in there.items() if some}
