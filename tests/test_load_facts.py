"""Facts, assumptions and worked cases in a file: what they can be, and what each fault says."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import FACTS, SMALL, codes_of, only, place, sound


class TestFacts:
    @pytest.mark.parametrize(
        ("fact", "message"),
        [
            ("{type: boolean}", "A fact lacks ‘label’."),
            ("{label: F}", "A fact lacks ‘type’."),
            ("{label: F, type: bool}", "‘bool’ is not possible here."),
            ("{label: F, type: number}", "‘number’ is not possible here."),
            ("{label: F, type: choice}", "A fact lacks ‘options’."),
            ("{label: F, type: choice, options: {a: A}}", "A choice has at least two options."),
            ("{label: F, type: boolean, options: {a: A}}",
             "‘options’ does not belong to a fact of type boolean."),
            ("{label: F, type: boolean, range: [0, 1]}",
             "‘range’ does not belong to a fact of type boolean."),
            ("{label: F, type: integer, range: [6, 0]}",
             "The range goes from 6 to 0: the first number is the larger."),
            ("{label: F, type: integer, range: [6]}",
             "A range is [smallest, largest], for example [0, 600]."),
            ("{label: F, type: integer, range: [0, 99999999999]}",
             "A range goes to a billion at most."),
            ("{label: F, type: integer, range: [0, 06]}",
             "a whole number belongs here, but there is ‘06’."),
            ("{label: F, type: integer, entered_as: tijd}", "‘tijd’ is not possible here."),
            ("{label: F, type: integer, entered_as: date, unit: euro}",
             ("‘euro’ does not follow from a date; with entered_as: date the unit is days, weeks, "
              "months or years.")),
            ("{label: F, type: boolean, short: f}",
             "‘short’ does not belong to a fact of type boolean."),
            ("{label: F, type: integer, yes: f}",
             "‘yes’ does not belong to a fact of type integer."),
        ],
    )  # fmt: skip
    def test_what_a_fact_cannot_be(self, fact: str, message: str) -> None:
        assert only(SMALL + f"facts: {{f: {fact}}}\n").message("en") == message

    def test_an_unknown_type_lists_the_types(self) -> None:
        problem = only(SMALL + "facts: {f: {label: F, type: getal}}\n")
        assert problem.hint("en") == "Types of fact: boolean, choice, choices, integer."

    def test_what_a_fact_can_be(self, tmp_path: Path) -> None:
        facts = sound(tmp_path, SMALL + FACTS).facts
        assert facts["maanden"].range == (0, 100)
        assert facts["maanden"].unit == "maanden"
        assert dict(facts["kleur"].options) == {"rood": "Rood", "groen": "Groen", "blauw": "Blauw"}

    def test_a_fact_has_words_for_inside_a_sentence(self, tmp_path: Path) -> None:
        words = "facts: {f: {label: F, type: boolean, ja: met f, Nee: zonder f}}\n"
        fact = sound(tmp_path, SMALL + words).facts["f"]
        assert (fact.yes, fact.no) == ("met f", "zonder f")

    def test_a_date_without_a_unit_counts_months(self, tmp_path: Path) -> None:
        facts = "facts: {f: {label: F, type: integer, entered_as: date}}\n"
        assert sound(tmp_path, SMALL + facts).facts["f"].unit == "maanden"

    def test_options_that_look_like_yes_and_no(self, tmp_path: Path) -> None:
        text = SMALL + "facts: {f: {label: F, type: choice, options: {ja: Ja, no: No, on: }}}\n"
        assert dict(sound(tmp_path, text).facts["f"].options) == {
            "ja": "Ja",
            "no": "No",
            "on": "on",
        }

    def test_facts_and_parameters_share_their_ids(self) -> None:
        problem = only(SMALL + "facts: {p: {label: F, type: boolean}}\nparameters: {p: 6}\n")
        assert problem.code.name == "duplicate-id"
        assert problem.related[0].span.line == 10


class TestAssumptions:
    def test_in_a_tree(self, tmp_path: Path) -> None:
        tree = sound(tmp_path, SMALL + FACTS + "assume: [not (waar and maanden > grens)]\n")
        (assumption,) = tree.assumptions
        assert str(assumption.condition) == "not (waar and maanden > grens)"

    def test_one_need_not_be_a_list(self, tmp_path: Path) -> None:
        assert len(sound(tmp_path, SMALL + FACTS + "assume: not waar\n").assumptions) == 1

    def test_a_fault_has_its_place(self) -> None:
        problem = only(SMALL + FACTS + "assume:\n  - not waar\n  - not (waar and maandn > 6)\n")
        assert place(problem) == (21, 19, "maandn")


class TestCases:
    CASE = SMALL + FACTS + "cases:\n  - {name: N, given: {GIVEN}, expect: x}\n"

    @pytest.mark.parametrize(
        ("given", "values"),
        [
            ("waar: ja", {"waar": True}), ("waar: NEE", {"waar": False}),
            ("waar: 'no'", {"waar": False}),
            ('waar: "Yes"', {"waar": True}), ("waar: on, a: OFF", {"waar": True, "a": False}),
            ("maanden: 6", {"maanden": 6}), ("kleur: rood", {"kleur": "rood"}),
            ("reden: [schuld, wet]", {"reden": frozenset({"schuld", "wet"})}),
            ("reden: wet", {"reden": frozenset({"wet"})}), ("", {}),
        ],
    )  # fmt: skip
    def test_values(self, tmp_path: Path, given: str, values: dict[str, object]) -> None:
        (case,) = sound(tmp_path, self.CASE.replace("GIVEN", given)).cases
        assert case.given == values

    @pytest.mark.parametrize(
        ("given", "name", "message"),
        [
            ("waar: misschien", "invalid-value", "‘misschien’ is no yes or no for ‘waar’."),
            ("waar: [ja, nee]", "invalid-value", "‘waar’ needs one value, not a list."),
            (
                "waar: {ja: nee}",
                "wrong-shape",
                "a text belongs here, but there is a block with keys.",
            ),
            ("maanden: 06", "invalid-value", "‘06’ is no whole number for ‘maanden’."),
            ("maanden: 1:30", "invalid-value", "‘1:30’ is no whole number for ‘maanden’."),
            ("maanden: 101", "invalid-value", "101 is outside 0 to 100 of ‘maanden’."),
            ("kleur: rod", "invalid-value", "‘rod’ is not an option of ‘kleur’."),
            ("reden: []", "invalid-value", "‘reden’ has no option; at least one always holds."),
            ("mand: 6", "unknown-fact", "The fact ‘mand’ is not known."),
        ],
    )
    def test_values_that_cannot_be(self, given: str, name: str, message: str) -> None:
        problem = only(self.CASE.replace("GIVEN", given))
        assert (problem.code.name, problem.message("en")) == (name, message)

    @pytest.mark.parametrize(
        ("case", "names"),
        [
            ("{expect: x}", ["missing-key"]), ("{given: {}}", ["missing-key"]),
            ("{given: {}, expect: a}", ["unknown-in-case"]),
            ("{given: {}, expect: x, via: [a, b]}", ["unknown-in-case"]),
            ("{given: [a], expect: x}", ["wrong-shape"]), ("x", ["wrong-shape"]),
        ],
    )  # fmt: skip
    def test_the_shape_of_a_case(self, case: str, names: list[str]) -> None:
        assert codes_of(SMALL + f"cases: [{case}]\n") == names

    def test_a_case_without_a_name_is_numbered(self, tmp_path: Path) -> None:
        tree = sound(tmp_path, SMALL + "cases:\n" + "  - {given: {a: ja}, expect: x}\n" * 2)
        assert [case.name for case in tree.cases] == ["1", "2"]
