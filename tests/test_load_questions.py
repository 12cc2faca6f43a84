"""Questions: yes and no, answers with conditions, judgements, and how they go together."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import (
    FACTS,
    HEAD,
    OUTCOMES,
    SMALL,
    asking,
    codes_of,
    described,
    only,
    place,
    problems_of,
    sound,
)

from woonboom.conditions import Compare, Constant, Not, OneOf, Or, Truth
from woonboom.facts import Fact
from woonboom.model import Question

CHOICES = "ask: V\nanswers:\n"


def question(folder: Path, written: str) -> Question:
    return sound(folder, asking(written)).questions["a"]


class TestYesAndNo:
    @pytest.mark.parametrize(
        ("yes", "no"),
        [("yes", "no"), ("Yes", "No"), ("YES", "NO"), ("ja", "nee"), ("Ja", "Nee"), ("JA", "NEE"),
         ("'yes'", '"no"'), ('"Ja"', "'Nee'")],
    )  # fmt: skip
    def test_as_keys_in_either_language_and_case(self, tmp_path: Path, yes: str, no: str) -> None:
        found = question(tmp_path, f"ask: V\nfact: waar\n{no}: y\n{yes}: x")
        assert [(answer.id, answer.goto) for answer in found.answers] == [("yes", "x"), ("no", "y")]

    def test_both_words_for_yes_are_one_key(self) -> None:
        problem = only(asking("ask: V\nfact: waar\nyes: x\nja: x\nno: y"))
        assert problem.code.name == "duplicate-key"
        assert place(problem)[2] == "ja"
        assert problem.related[0].span.line == problem.span.line - 1

    def test_on_and_off_as_keys_are_no_answers(self) -> None:
        names = codes_of(asking("ask: V\nfact: waar\non: x\noff: y"))
        assert names.count("unknown-key") == 2

    def test_the_conditions_are_the_fact_and_its_opposite(self, tmp_path: Path) -> None:
        found = question(tmp_path, "ask: V\nfact: waar\nyes: x\nno: y")
        assert [answer.condition for answer in found.answers] == [Truth("waar"), Not(Truth("waar"))]
        assert [answer.form for answer in found.answers] == ["yes-no", "yes-no"]
        assert [str(answer.label) for answer in found.answers] == ["Ja", "Nee"]
        assert found.facts == ("waar",)

    def test_in_an_english_tree_the_labels_are_english(self, tmp_path: Path) -> None:
        answers = sound(tmp_path, SMALL + "language: en\n").questions["a"].answers
        assert [str(answer.label) for answer in answers] == ["Yes", "No"]

    @pytest.mark.parametrize("fact", ["maanden", "kleur", "reden"])
    def test_they_need_a_boolean_fact(self, fact: str) -> None:
        problem = only(asking(f"ask: V\nfact: {fact}\nyes: x\nno: y"))
        assert problem.code.name == "fact-misfit"
        assert place(problem)[2] == "yes"

    @pytest.mark.parametrize("written", ["yes: x", "no: y", "yes: x\nno:"])
    def test_both_must_lead_somewhere(self, written: str) -> None:
        assert codes_of(asking(f"ask: V\nfact: waar\n{written}")) == ["missing-key"]

    def test_not_with_answers_too(self) -> None:
        text = asking("ask: V\nyes: x\nno: y\nanswers: [{label: J, goto: x}]")
        problem = only(text)
        assert (problem.code.name, problem.hint("en")) == (
            "mixed-answers",
            "Remove one of the two.",
        )

    def test_an_empty_key_is_absent(self, tmp_path: Path) -> None:
        found = question(tmp_path, "ask: V\nfact:\nanswers:\nhelp: ~\nyes: x\nno: y")
        assert found.facts == ("a",)
        assert [answer.form for answer in found.answers] == ["judgement", "judgement"]


class TestAnswers:
    def test_with_conditions(self, tmp_path: Path) -> None:
        found = question(
            tmp_path,
            CHOICES + "  - {label: Kort, when: maanden < grens, goto: x}\n"
            "  - {label: Heel lang, when: maanden > 2 * grens, goto: y}\n"
            "  - {label: Anders, otherwise: true, goto: y}\n",
        )
        short, long, rest = found.answers
        assert short.condition == Compare("maanden", "<", Constant("grens", 6, ("grens",)))
        assert rest.condition == Not(Or((short.condition, long.condition)))
        assert [answer.form for answer in found.answers] == ["when", "when", "otherwise"]
        assert [answer.id for answer in found.answers] == ["kort", "heel_lang", "anders"]
        assert found.facts == ("maanden",)

    @pytest.mark.parametrize("yes", ["true", "ja", "Ja", "YES", "on", "'yes'"])
    def test_otherwise_may_be_said_in_any_way(self, tmp_path: Path, yes: str) -> None:
        found = question(
            tmp_path,
            CHOICES + "  - {label: A, when: waar, goto: x}\n"
            f"  - {{label: B, otherwise: {yes}, goto: y}}\n",
        )
        assert found.answers[1].form == "otherwise"

    def test_otherwise_may_stand_first(self, tmp_path: Path) -> None:
        found = question(
            tmp_path,
            CHOICES + "  - {label: B, otherwise: true, goto: y}\n"
            "  - {label: A, when: waar, goto: x}\n",
        )
        assert found.answers[0].condition.holds({"waar": False}) is True

    def test_otherwise_alone_is_whatever_there_is(self, tmp_path: Path) -> None:
        found = question(tmp_path, CHOICES + "  - {label: Verder, otherwise: true, goto: y}\n")
        assert found.answers[0].condition.holds({}) is True
        assert found.facts == ()

    @pytest.mark.parametrize(
        ("answers", "messages"),
        [
            (["{label: A, when: waar, goto: x}", "{label: B, goto: y}"],
             ["This answer has no condition, and other answers have."]),
            (["{label: A, when: waar, goto: x}", "{label: B, otherwise: nee, goto: y}"],
             ["This answer has no condition, and other answers have."]),
            (["{label: A, when: waar, goto: x}", "{label: B, when: , goto: y}"],
             ["This answer has no condition, and other answers have."]),
            (["{label: A, when: waar, otherwise: true, goto: x}"],
             ["An answer has when or otherwise, not both."]),
            (["{label: A, otherwise: true, goto: x}", "{label: B, otherwise: true, goto: y}"],
             ["There already is an answer with otherwise."]),
            (["{label: A, when: waar, goto: x}", "{label: B, otherwise: soms, goto: y}"],
             ["‘soms’ is not possible here.",
              "This answer has no condition, and other answers have."]),
        ],
    )  # fmt: skip
    def test_mixed_forms(self, answers: list[str], messages: list[str]) -> None:
        text = asking(CHOICES + "".join(f"  - {answer}\n" for answer in answers))
        assert sorted(p.message("en") for p in problems_of(text)) == sorted(messages)

    def test_a_named_fact_needs_conditions(self) -> None:
        text = asking("ask: V\nfact: kleur\nanswers:\n  - {label: Rood, goto: x}\n")
        assert only(text).message("en").startswith("The question names the fact ‘kleur’")

    @pytest.mark.parametrize(
        ("answer", "names"),
        [
            ("{goto: x}", ["missing-key"]), ("{label: A}", ["missing-key"]), ("A", ["wrong-shape"]),
            ("{label: A, goto: x, got: y}", ["unknown-key"]),
            ("{label: A, goto: weg}", ["missing-destination"]),
            ("{label: A, goto: [x]}", ["wrong-shape"]),
            ("{label: A, goto: x, id: B-1}", ["invalid-id"]),
        ],
    )  # fmt: skip
    def test_the_shape_of_an_answer(self, answer: str, names: list[str]) -> None:
        assert codes_of(asking(CHOICES + f"  - {answer}\n")) == names

    def test_two_answers_of_one_id(self) -> None:
        text = asking(CHOICES + "  - {label: Ja!, goto: x}\n  - {label: Ja?, goto: y}\n".replace(
            "Ja?", "'Ja?'"))  # fmt: skip
        problem = only(text)
        assert problem.code.name == "duplicate-id"
        assert "an ‘id: …’ of its own" in (problem.hint("en") or "")

    def test_a_condition_has_its_place(self) -> None:
        problem = only(asking(CHOICES + "  - {label: A, when: 3 < maandn, goto: x}\n"))
        line, column, part = place(problem)
        assert part == "maandn"
        assert problem.span.source.line(line)[column - 1 :].startswith("maandn")

    def test_a_fault_in_a_condition_over_more_lines_has_its_own_place(self) -> None:
        text = asking(
            "ask: V\nanswers:\n  - label: A\n    goto: x\n"
            "    when: maanden > 3 and\n      maandn < 5\n"
        )
        assert place(only(text))[2] == "maandn"


class TestJudgements:
    def test_yes_and_no(self, tmp_path: Path) -> None:
        tree = sound(tmp_path, SMALL)
        assert tree.facts == {"a": Fact("a", "Vraag", "boolean", judgement=True)}
        assert tree.questions["a"].facts == ("a",)
        assert [answer.form for answer in tree.questions["a"].answers] == ["judgement"] * 2

    def test_answers(self, tmp_path: Path) -> None:
        tree = sound(
            tmp_path,
            asking(
                "ask: Past {een}?\nanswers:\n"
                "  - {label: Past goed, goto: x}\n"
                "  - {label: 'Langer, {grens}', goto: y, id: langer}\n"
                "  - {label: In, goto: y}\n"
            ),
        )
        options = {"past_goed": "Past goed", "langer": "Langer, 6 maanden", "in_": "In"}
        assert tree.facts["a"] == Fact("a", "Past 1 maand?", "choice", options, judgement=True)
        conditions = [answer.condition for answer in tree.questions["a"].answers]
        assert conditions == [OneOf("a", (option,)) for option in options]

    def test_other_questions_can_name_it(self, tmp_path: Path) -> None:
        text = HEAD + OUTCOMES + (
            "questions:\n"
            "  a: {ask: V, yes: b, no: b}\n"
            "  b:\n"
            "    ask: W\n"
            "    answers:\n"
            "      - {label: A, when: a, goto: x}\n"
            "      - {label: B, when: not a, goto: y}\n"
        )  # fmt: skip
        assert sound(tmp_path, text).questions["b"].facts == ("a",)

    def test_a_fact_of_that_id_may_be_the_same(self, tmp_path: Path) -> None:
        text = SMALL + "facts: {a: {label: L, type: boolean}}\n"
        tree = sound(tmp_path, text)
        assert not tree.facts["a"].judgement

    @pytest.mark.parametrize(
        "other", ["facts: {a: {label: L, type: integer}}\n", "parameters: {a: 6}\n"]
    )
    def test_another_thing_of_that_id_is_an_error(self, other: str) -> None:
        assert codes_of(SMALL + other) == ["duplicate-id"]

    def test_a_question_without_answers_asks_nothing(self, tmp_path: Path) -> None:
        found = question(tmp_path, "ask: V")
        assert (found.answers, found.facts) == ((), ())


class TestIds:
    def test_questions_and_outcomes_share_them(self) -> None:
        problem = only(HEAD + OUTCOMES + "questions: {a: {ask: V, yes: x, no: y}, x: {ask: V}}\n")
        assert problem.code.name == "duplicate-id"
        assert problem.related[0].span.line == 6

    def test_a_cycle_is_for_the_rules_to_report(self, tmp_path: Path) -> None:
        text = SMALL.replace("yes: x", "yes: a")
        assert sound(tmp_path, text).questions["a"].answers[0].goto == "a"

    def test_words_of_yaml_can_be_ids(self, tmp_path: Path) -> None:
        text = SMALL.replace("a:", "no:").replace("start: a", "start: no").replace("x", "yes")
        tree = sound(tmp_path, text.replace("y:", "off:").replace("no: y}", "no: off}"))
        assert list(tree.questions) == ["no"]
        assert list(tree.outcomes) == ["yes", "off"]


def test_a_wrong_destination_is_met_with_the_nearest(tmp_path: Path) -> None:
    text = HEAD + OUTCOMES + FACTS + (
        "questions:\n"
        "  a: {ask: V, yes: vervlog, no: y}\n"
        "  vervolg: {ask: V, yes: x, no: y}\n"
    )  # fmt: skip
    problem = only(text)
    assert described([problem]) == [
        "18:20 missing-destination Question ‘a’ goes to ‘vervlog’ at ‘Ja’, but that does not exist."
    ]
    assert problem.hint("en") == "Did you mean ‘vervolg’?"
    assert "Add the question or outcome ‘weg’" in (
        only(text.replace("vervlog", "weg")).hint("en") or ""
    )
