"""The shipped trees: sound, worked out in cases, and true to their sources in both readings."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from reading import described

from woonboom.conditions import Case
from woonboom.facts import Value, read_value
from woonboom.load import Library, load
from woonboom.model import Tree

FOLDER = Path(__file__).parents[1] / "trees"
NAMES = [
    "hulpverleners",
    "corporaties",
    "begrippenlijst/hulpverleners",
    "begrippenlijst/corporaties",
]
ELDERS = [
    "elders/drenthe/laatste_kans",
    "elders/hoogeveen/huisbezoek",
    "elders/westerkwartier/wold_en_waard",
]
"""Policies of other places, to compare with; `test_elders.py` is about them."""

FACTS = {
    "ontruimd": "boolean", "reden_ontruiming": "choices", "maanden_sinds_ontruiming": (0, 1200),
    "huurschuld": "boolean", "maanden_regeling": (0, 600), "bewindvoering": "boolean",
    "hulpverlening": "boolean", "begeleidingsplan": "boolean", "maanden_ingeschreven": (0, 1200),
    "vaste_woonplek": "boolean", "wil_zelfstandig": "boolean", "ondersteuning_nodig": "boolean",
    "huurt_van_corporatie": "boolean", "dreigt_ontruiming": "boolean", "woonproblemen": "boolean",
    "komen_er_samen_uit": "boolean",
}  # fmt: skip
REASONS = ["huurachterstand", "overlast", "opiumwet", "anders"]
OUTCOMES = {
    "hulpverleners": {
        "tweedekans": "eligible", "wonenplus": "eligible", "uitgesloten_opiumwet": "not_eligible",
        "termijn_voorbij": "not_eligible", "eerst_regeling": "not_yet",
        "eerst_hulpverlening": "not_yet", "eerst_begeleidingsplan": "not_yet",
        "naar_corporaties": "refer", "nog_niet_wonenplus": "not_yet", "geen_traject": "consult",
    },
    "corporaties": {
        "zittende_huurders": "eligible", "zelf_oplossen": "not_yet", "geen_dreiging": "consult",
        "naar_hulpverleners": "refer",
    },
}  # fmt: skip


def read(name: str) -> Tree:
    tree, problems = load(FOLDER / f"{name}.yaml")
    assert described(problems) == []
    assert tree is not None
    return tree


@pytest.fixture(params=NAMES)
def tree(request: pytest.FixtureRequest) -> Tree:
    return read(request.param)


def walk(tree: Tree, case: Case) -> list[str]:
    """Return the questions that a case passes and the outcome where it ends."""
    path = [tree.start]
    while path[-1] in tree.questions:
        answers = tree.questions[path[-1]].answers
        holding = [answer.goto for answer in answers if answer.condition.holds(case)]
        assert len(holding) == 1, (path, case)
        path += holding
    return path


def test_all_load_without_a_problem_and_are_whole(tree: Tree) -> None:
    assert not tree.flawed
    assert not any(vocabulary.flawed for vocabulary in tree.vocabularies)


def test_the_folder_holds_nothing_else() -> None:
    library = Library()
    library.read([FOLDER])
    assert described(library.problems) == []
    found = sorted(str(t.path.relative_to(FOLDER).with_suffix("")) for t in library.trees)
    assert found == sorted([*NAMES, *ELDERS])
    assert len(library.vocabularies) == 3


class TestIds:
    def test_facts(self, tree: Tree) -> None:
        types = {id_: fact.range or fact.type for id_, fact in tree.facts.items()}
        assert types == FACTS
        assert list(tree.facts["reden_ontruiming"].options) == REASONS
        assert not any(fact.judgement for fact in tree.facts.values())

    def test_outcomes(self, tree: Tree) -> None:
        kinds = {id_: outcome.kind for id_, outcome in tree.outcomes.items()}
        assert kinds == OUTCOMES[tree.id]

    def test_cases_go_on_in_each_other(self) -> None:
        assert read("hulpverleners").outcomes["naar_corporaties"].tree == "corporaties"
        assert read("corporaties").outcomes["naar_hulpverleners"].tree == "hulpverleners"


class TestCases:
    def test_there_are_enough(self, tree: Tree) -> None:
        assert len(tree.cases) >= 25
        names = [case.name for case in tree.cases]
        assert len(set(names)) == len(names)

    def test_each_can_exist(self, tree: Tree) -> None:
        assert tree.assumptions
        for case in tree.cases:
            for assumption in tree.assumptions:
                assert assumption.condition.holds(case.given) is not False, case.name

    def test_each_comes_out_as_written(self, tree: Tree) -> None:
        for case in tree.cases:
            *passed, outcome = walk(tree, case.given)
            assert outcome == case.expect, case.name
            remaining = iter(passed)
            assert all(question in remaining for question in case.via), case.name

    def test_every_outcome_and_question_is_shown_by_one(self, tree: Tree) -> None:
        assert {case.expect for case in tree.cases} == set(tree.outcomes)
        passed = {id_ for case in tree.cases for id_ in walk(tree, case.given)}
        assert set(tree.questions) <= passed

    @pytest.mark.parametrize(
        ("fact", "below", "above", "given"),
        [
            ("maanden_regeling", 5, 6, {"bewindvoering": False}),
            ("maanden_regeling", 3, 4, {"bewindvoering": True}),
            ("maanden_sinds_ontruiming", 60, 61, {}),
            ("maanden_ingeschreven", 11, 12, {}),
        ],
    )
    def test_both_sides_of_a_boundary_are_worked_out(
        self, fact: str, below: int, above: int, given: dict[str, Value]
    ) -> None:
        tree = read("hulpverleners")
        outcomes = []
        for value in (below, above):
            known = {**given, fact: value}.items()
            found = {c.expect for c in tree.cases if known <= dict(c.given).items()}
            assert found, (fact, value)
            outcomes.append(found)
        assert outcomes[0] != outcomes[1]


def everyone(**fixed: Value) -> Iterator[dict[str, Value]]:
    """Yield cases with every combination of booleans, reasons and sides of the boundaries."""
    reasons = [frozenset(some) for n in range(1, 5) for some in itertools.combinations(REASONS, n)]
    values: dict[str, list[Value]] = {
        fact: [True, False] for fact, type_ in FACTS.items() if type_ == "boolean"
    }
    values |= {
        "reden_ontruiming": list(reasons),
        "maanden_sinds_ontruiming": [60, 61],
        "maanden_regeling": [3, 4, 6],
        "maanden_ingeschreven": [11, 12],
    }
    values |= {fact: [value] for fact, value in fixed.items()}
    for combination in itertools.product(*values.values()):
        yield dict(zip(values, combination, strict=True))


NOT_ASKED: dict[str, Value] = {
    "woonproblemen": False, "komen_er_samen_uit": False, "dreigt_ontruiming": False,
    "huurt_van_corporatie": False, "wil_zelfstandig": True, "ondersteuning_nodig": True,
    "maanden_ingeschreven": 12,
}  # fmt: skip


@pytest.mark.parametrize("reading", ["", "begrippenlijst/"])
class TestPolicy:
    def test_the_opiumwet_excludes_whatever_else_holds(self, reading: str) -> None:
        tree = read(f"{reading}hulpverleners")
        fixed = {**NOT_ASKED, "ontruimd": True}
        seen = 0
        for case in everyone(**fixed):
            outcome = walk(tree, case)[-1]
            reasons = case["reden_ontruiming"]
            assert isinstance(reasons, frozenset)
            assert (outcome == "uitgesloten_opiumwet") is ("opiumwet" in reasons), case
            seen += 1
        assert seen == 15 * 2 * 3 * 2**5

    def test_the_rules_in_a_second_way(self, reading: str) -> None:
        """The conditions of T bijlage 9 and of the begrippenlijst, as plain Python."""
        tree = read(f"{reading}hulpverleners")
        fixed = {**NOT_ASKED, "ontruimd": True, "vaste_woonplek": False}
        for case in everyone(**fixed):
            assert walk(tree, case)[-1] == expected(case, reading), case

    def test_wonenplus_is_for_who_has_no_fixed_place(self, reading: str) -> None:
        tree = read(f"{reading}hulpverleners")
        for case in everyone(
            ontruimd=False, reden_ontruiming=frozenset({"anders"}), maanden_sinds_ontruiming=0,
            maanden_regeling=0, woonproblemen=False, komen_er_samen_uit=False, huurschuld=False,
            bewindvoering=False, hulpverlening=False, begeleidingsplan=False,
        ):  # fmt: skip
            if any(a.condition.holds(case) is False for a in tree.assumptions):
                continue
            wishes = case["wil_zelfstandig"] and case["ondersteuning_nodig"]
            enrolled = case["maanden_ingeschreven"] == 12
            open_to = not case["vaste_woonplek"] and wishes
            assert (walk(tree, case)[-1] == "wonenplus") is bool(open_to and enrolled)
            assert (walk(tree, case)[-1] == "nog_niet_wonenplus") is bool(open_to and not enrolled)


def expected(case: Case, reading: str) -> str:
    reasons, months = case["reden_ontruiming"], case["maanden_regeling"]
    assert isinstance(reasons, frozenset)
    assert isinstance(months, int)
    needed = 3 if reading else 4 if case["bewindvoering"] else 6
    steps = [
        ("opiumwet" in reasons, "uitgesloten_opiumwet"),
        (not reasons & {"huurachterstand", "overlast"}, "geen_traject"),
        (case["maanden_sinds_ontruiming"] == 61, "termijn_voorbij"),
        (case["huurschuld"] and months < needed, "eerst_regeling"),
        (not case["hulpverlening"], "eerst_hulpverlening"),
        (not case["begeleidingsplan"], "eerst_begeleidingsplan"),
    ]
    return next((outcome for stops, outcome in steps if stops), "tweedekans")


def test_the_tree_for_corporations_asks_four_things() -> None:
    tree = read("corporaties")
    facts = ["huurt_van_corporatie", "dreigt_ontruiming", "woonproblemen", "komen_er_samen_uit"]
    for values in itertools.product([True, False], repeat=4):
        case = dict(zip(facts, values, strict=True))
        rents, threatened, problems, together = values
        outcome = "zelf_oplossen" if together else "zittende_huurders"
        outcome = outcome if threatened and problems else "geen_dreiging"
        assert walk(tree, case)[-1] == (outcome if rents else "naar_hulpverleners")


class TestTexts:
    def test_a_parameters_number_stands_in_no_text(self, tree: Tree) -> None:
        """A number is written once: not as a digit and not as a word with its unit."""
        words = {
            "1": "een", "2": "twee", "3": "drie", "4": "vier", "5": "vijf", "6": "zes", "8": "acht",
            "9": "negen", "12": "twaalf", "24": "vierentwintig", "60": "zestig",
        }  # fmt: skip
        for parameter in tree.parameters.values():
            amounts = {str(parameter.value)}
            if parameter.unit == "maanden" and parameter.value % 12 == 0:
                amounts.add(str(parameter.value // 12))
            spelled = [words[amount] for amount in amounts if amount != "1"]
            pattern = rf"(?<!\w)(?:{'|'.join(amounts)})(?!\w)"
            if spelled:
                pattern += rf"|\b(?:{'|'.join(spelled)})\s+(?:maand|jaar|weken|week|keer|dag)"
            for text in tree.texts():
                found = re.search(pattern, _without_lists(text.template), re.IGNORECASE)
                assert found is None, (parameter.id, found)

    def test_every_question_outcome_and_parameter_has_a_source(self, tree: Tree) -> None:
        for question in tree.questions.values():
            assert question.sources, question.id
        for outcome in tree.outcomes.values():
            assert outcome.sources, outcome.id
        for parameter in tree.parameters.values():
            assert parameter.sources, parameter.id

    def test_a_parameter_prints_with_its_unit(self) -> None:
        tree = read("hulpverleners")
        assert "Minimaal 6 maanden." in str(tree.questions["regeling"].help)
        assert "hooguit 5 jaar geleden" in str(tree.questions["termijn"].ask)
        assert "1 jaar" in str(tree.questions["ingeschreven"].help)
        assert "binnen 5 jaar na de ontruiming" in str(tree.pages["tweedekansbeleid"].text)

    def test_pages(self, tree: Tree) -> None:
        assert set(tree.pages) == {o.info for o in tree.outcomes.values() if o.info}
        for page in tree.pages.values():
            assert str(page.text).startswith("# ")
            assert "{" not in str(page.text)


def _without_lists(text: str) -> str:
    """Return Markdown without the numbers of its lists: those count steps."""
    return re.sub(r"(?m)^\s*\d+\. ", "", re.sub(r"\{[^}]*\}", "", text))


class TestReadings:
    """`trees/begrippenlijst` is the same policy, but for how long the repayment must run."""

    @pytest.mark.parametrize("name", ["wonenplus", "zittende-huurders", "tweedekansbeleid"])
    def test_information_pages(self, name: str) -> None:
        lines = list(changed(f"info/{name}.md"))
        assert len(lines) == (2 if name == "tweedekansbeleid" else 0)
        assert all("Huurschuld" in line for line in lines)

    @pytest.mark.parametrize(
        ("name", "question", "outcome", "word"),
        [
            ("hulpverleners", "regeling", "eerst_regeling", "bewindvoering"),
            ("corporaties", None, None, "bewindvoering"),
        ],
    )
    def test_nothing_else_differs(
        self, name: str, question: str | None, outcome: str | None, word: str
    ) -> None:
        one, other = read(name), read(f"begrippenlijst/{name}")
        for same in ("id", "title", "audience", "language", "contact", "url", "start", "facts",
                     "numbers", "codes", "organisations", "assumptions"):  # fmt: skip
            assert getattr(one, same) == getattr(other, same), same
        assert differing(one.questions, other.questions) == {question} - {None}
        assert differing(one.outcomes, other.outcomes) == {outcome} - {None}
        assert differing(one.glossary, other.glossary) == {word}
        if question:
            old, new = one.questions[question], other.questions[question]
            assert [a.goto for a in old.answers] == [a.goto for a in new.answers]
            assert [a.label for a in old.answers] == [a.label for a in new.answers]
            assert old.ask == new.ask

    def test_parameters(self) -> None:
        one, other = read("hulpverleners"), read("begrippenlijst/hulpverleners")
        values = {k: (p.value, p.unit) for k, p in one.parameters.items()}
        others = {k: (p.value, p.unit) for k, p in other.parameters.items()}
        assert dict(values.items() - others.items()) == {
            "min_regeling": (6, "maanden"), "min_regeling_bewind": (4, "maanden"),
        }  # fmt: skip
        assert dict(others.items() - values.items()) == {"min_regeling": (3, "maanden")}

    def test_cases_differ_where_the_term_decides(self) -> None:
        one, other = read("hulpverleners"), read("begrippenlijst/hulpverleners")
        assert [case.name for case in one.cases] == [case.name for case in other.cases]
        for old, new in zip(one.cases, other.cases, strict=True):
            assert old.given == new.given
            if old.expect != new.expect:
                months = old.given["maanden_regeling"]
                assert months in (3, 4, 5)
                assert (old.expect, new.expect) == ("eerst_regeling", "tweedekans")


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    """Return the ids that stand in one only, or stand in both and differ."""
    return {id_ for id_ in {*one, *other} if one.get(id_) != other.get(id_)}


def changed(name: str) -> Iterator[str]:
    """Yield the lines of a file that differ between the readings."""
    one = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    other = (FOLDER / "begrippenlijst" / name).read_text(encoding="utf-8").splitlines()
    for line in difflib.unified_diff(one, other, lineterm="", n=0):
        if line[:1] in "+-" and not line.startswith(("+++", "---")):
            yield line[1:]


def test_values_in_cases_are_read_as_a_person_means(tree: Tree) -> None:
    for case in tree.cases:
        for id_, value in case.given.items():
            fact = tree.facts[id_]
            assert read_value(fact, fact.kind.write(value)) == value
