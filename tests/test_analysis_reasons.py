"""Why no case can be somewhere: the fewest earlier questions, as trying every case finds them."""

from __future__ import annotations

import pytest
from brute_force import KNOTS, Brute, Cases, some, written
from hypothesis import given, settings

from woonboom.analysis.findings import Analysis
from woonboom.analysis.flow import Flow, Step
from woonboom.analysis.reasons import MOST_COMPARED, MOST_NAMED, _Search
from woonboom.model import Tree


def check_reasons(
    brute: Brute, place: str, target: Cases, reasons: tuple[Step, ...] | None
) -> None:
    """Reasons are all answers on the way to some questions, enough of them, and the fewest."""
    ways = brute.ways(place)
    assert reasons is not None
    asked = tuple(dict.fromkeys(step.question for step in reasons))
    assert list(reasons) == [step for question in asked for step in ways[question]]
    assert list(asked) == [question for question in ways if question in asked]
    assert not brute.possible(place, target, asked), "they are enough"
    assert len(asked) == brute.fewest(place, target)


class TestReasons:
    @settings(max_examples=500)
    @given(tree=some() | KNOTS)
    def test_are_the_fewest_questions_that_rule_an_answer_out(self, tree: Tree) -> None:
        brute = Brute(tree)
        for never in Analysis(tree).nevers():
            target = brute.holding[never.step]
            check_reasons(brute, never.step.question, target, never.reasons)

    @settings(max_examples=500)
    @given(tree=some() | KNOTS)
    def test_are_the_fewest_questions_that_leave_one_answer(self, tree: Tree) -> None:
        brute = Brute(tree)
        for settled in Analysis(tree).settled():
            target = brute.all - brute.holding[settled.step]
            check_reasons(brute, settled.step.question, target, settled.reasons)

    def test_may_be_where_a_case_went_by_facts_of_which_the_target_says_nothing(self) -> None:
        tree = written("x y b c", {
            "q1": {"x": "q2", "not x": "q3"},
            "q2": {"b": "q4", "not b": "u"},
            "q3": {"y": "q4", "not y": "q4"},
            "q4": {"x": "q5", "not x": "u"},
            "q5": {"b": "u", "not b": "v"},
        })  # fmt: skip
        brute = Brute(tree)
        (never,) = Analysis(tree).nevers()
        assert never.step == Step("q5", 1)
        check_reasons(brute, "q5", brute.holding[never.step], never.reasons)
        assert {step.question for step in never.reasons or ()} == {"q1", "q2", "q4"}

    def test_are_fewest_also_when_facts_of_the_target_alone_would_do(self) -> None:
        tree = written("x b c d e", {
            "q1": {"x": "q2", "not x": "q3"},
            "q2": {"b": "q6", "not b": "u"},
            "q3": {"b or c": "q4", "not b and not c": "u"},
            "q4": {"b or not c or d": "q5", "not b and c and not d": "u"},
            "q5": {"b or not c or not d": "q6", "not b and c and d": "u"},
            "q6": {"x": "q7", "not x": "u"},
            "q7": {"b": "u", "not b": "v"},
        })  # fmt: skip
        brute = Brute(tree)
        (never,) = Analysis(tree).nevers()
        check_reasons(brute, "q7", brute.holding[never.step], never.reasons)
        assert {step.question for step in never.reasons or ()} == {"q1", "q2", "q6"}

    @pytest.mark.parametrize("count", [1, 5, MOST_NAMED, MOST_NAMED + 1, MOST_COMPARED + 1, 60])
    def test_may_be_every_question_before_unless_those_are_very_many(self, count: int) -> None:
        names = [f"b{n}" for n in range(count)]
        rows = {f"q{n}": {name: "u", f"not {name}": f"q{n + 1}"} for n, name in enumerate(names)}
        last = {" or ".join(names): "u", " and ".join(f"not {name}" for name in names): "v"}
        (never,) = Analysis(written(" ".join(names), rows | {f"q{count}": last})).nevers()
        assert never.step == Step(f"q{count}", 0)
        every = tuple(Step(f"q{n}", 1) for n in range(count))
        assert never.reasons == (every if count <= MOST_NAMED else None)

    @settings(max_examples=300)
    @given(tree=some() | KNOTS)
    def test_of_very_many_questions_are_such_that_none_can_be_missed(self, tree: Tree) -> None:
        brute = Brute(tree)
        for never in Analysis(tree).nevers():
            target = brute.holding[never.step]
            if target:
                flow = Flow(tree)
                place = never.step.question
                search = _Search(flow, place, flow.conditions[place][never.step.answer])
                found = tuple(search.few())
                assert not brute.possible(place, target, found)
                for one in found:
                    fewer = tuple(other for other in found if other != one)
                    assert brute.possible(place, target, fewer)
