"""What counts as which answer, in words: read back, it is the condition, for every case."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from random_trees import every_case, trees
from reading import asking, sound

from woonboom.facts import Fact, Value
from woonboom.load import load
from woonboom.model import Question, Tree
from woonboom.papers.rules import rules
from woonboom.papers.sheet_case import facts_read

TREES = Path(__file__).parent.parent / "trees"
_CUT = re.compile(r"; en nog (een andere groep|\d+ andere groepen|veel andere groepen)$")
_NUMBERS: Mapping[str, Callable[..., bool]] = {
    r"(-?\d+) maand(?:en)? of langer": lambda n, a: n >= a,
    r"hooguit (-?\d+) maand(?:en)?": lambda n, a: n <= a,
    r"korter dan (-?\d+) maand(?:en)?": lambda n, a: n < a,
    r"langer dan (-?\d+) maand(?:en)?": lambda n, a: n > a,
    r"(-?\d+) maand(?:en)?": lambda n, a: n == a,
    r"(-?\d+) of (-?\d+) maand(?:en)?": lambda n, a, b: n in (a, b),
    r"(-?\d+) tot en met (-?\d+) maand(?:en)?": lambda n, a, b: a <= n <= b,
}


_YEARS = re.compile(r"(\d+) (?:jaar|years) \((\d+)( [^)]*)\)")


def in_months(said: str) -> str:
    """What is said with years in months only, as it is said after them."""
    for years, months, _ in _YEARS.findall(said):
        assert 12 * int(years) == int(months)
    return _YEARS.sub(r"\2\3", said)


def read(said: str, tree: Tree, case: Mapping[str, Value]) -> bool:
    """Whether what is said holds for a case, read by someone who never saw the condition."""
    if said in ("alle gevallen", "geen enkel geval"):
        return said == "alle gevallen"
    groups = in_months(_CUT.sub("", said)).split("; of ")
    return any(_group(group, tree, case) for group in groups)


def _group(said: str, tree: Tree, case: Mapping[str, Value]) -> bool:
    parts = re.split(r", (?=Feit |Geldt )", said)
    by_name = {
        (f"{f.label}" if f.label.endswith("?") else f"{f.label}:"): f for f in tree.facts.values()
    }
    held = []
    for part in parts:
        name = next(name for name in by_name if part.startswith(f"{name} "))
        held.append(_part(part.removeprefix(f"{name} "), by_name[name], case[by_name[name].id]))
    return all(held)


def _part(said: str, fact: Fact, value: Value) -> bool:
    if isinstance(value, bool):
        return said == ("ja" if value else "nee")
    if isinstance(value, int):
        return any(_number(one, value) for one in said.split(", of "))
    if isinstance(value, frozenset):
        return _options(said, {fact.options[id_] for id_ in value})
    return fact.options[value] in re.findall("‘(.*?)’", said)


def _number(said: str, value: int) -> bool:
    for pattern, holds in _NUMBERS.items():
        found = re.fullmatch(pattern, said)
        if found:
            return bool(holds(value, *map(int, found.groups())))
    raise AssertionError(said)


def _options(said: str, labels: set[str]) -> bool:
    if said.startswith("alleen "):
        return labels == {said.removeprefix("alleen ").strip("‘’")}
    wel, _, geen = said.partition("geen ")
    return (
        set(re.findall("‘(.*?)’", wel)) <= labels and not set(re.findall("‘(.*?)’", geen)) & labels
    )


@settings(max_examples=150)
@given(tree=trees(broken=True))
def test_a_rule_read_back_is_the_condition(tree: Tree) -> None:
    for question in tree.in_order:
        said = rules(tree, question)
        assert set(said) == {answer.id for answer in question.answers}
        for case in every_case(tree, 10**6, facts_of(tree, question)):
            for answer in question.answers:
                rule, holds = said[answer.id], answer.condition.holds(case)
                if rule == "in alle andere gevallen":
                    assert answer.form == "otherwise"
                elif _CUT.search(rule):
                    assert holds or not read(rule, tree, case), (rule, case)
                elif rule:
                    assert read(rule, tree, case) is holds, (rule, str(answer.condition), case)


def facts_of(tree: Tree, question: Question) -> list[str]:
    return [fact for fact in facts_read(question) if fact in tree.facts]


@settings(max_examples=80)
@given(tree=trees())
def test_judgements_and_yes_or_no_need_no_rule(tree: Tree) -> None:
    for question in tree.in_order:
        forms = {answer.form for answer in question.answers}
        if forms & {"yes-no", "judgement"}:
            assert not any(rules(tree, question).values())
        else:
            assert all(rules(tree, question).values())


def said_of(folder: Path, *whens: str, named: bool = True, language: str = "nl") -> list[str]:
    answers = "".join(f"  - {{label: Antwoord {n}, {when}, goto: {'xy'[n % 2]}}}\n"
                      for n, when in enumerate(whens))  # fmt: skip
    text = asking(f"ask: Hoe zit het?\nanswers:\n{answers}")
    tree = sound(folder, text.replace("title: Titel", f"title: Titel\nlanguage: {language}"))
    return list(rules(tree, tree.questions["a"], named=named).values())


ELSE = "otherwise: true"


@pytest.mark.parametrize(
    ("when", "yes", "no"),
    [
        ("maanden >= grens", "6 maanden of langer", "korter dan 6 maanden"),
        ("maanden <= termijn", "hooguit 60 maanden", "langer dan 60 maanden"),
        ("maanden < een", "0 maanden", "1 maand of langer"),
        ("grens <= maanden < termijn", "6 tot en met 59 maanden",
         "korter dan 6 maanden, of 60 maanden of langer"),
        ("maanden >= grens or (waar and maanden >= 4)",
         "6 maanden of langer; of 4 maanden of langer, Waar: ja", "in alle andere gevallen"),
        ("kleur == rood or kleur == groen", "‘Rood’ of ‘Groen’", "‘Blauw’"),
        ("kleur == rood and waar", "‘Rood’, Waar: ja", "in alle andere gevallen"),
        ("schuld in reden", "wel ‘Schuld’", "geen ‘Schuld’"),
        ("schuld in reden or wet in reden", "wel ‘Wet’; of wel ‘Schuld’", "alleen ‘Overlast’"),
    ],
)  # fmt: skip
def test_beside_a_field_its_name_goes_without_saying(
    tmp_path: Path, when: str, yes: str, no: str
) -> None:
    assert said_of(tmp_path, f"when: {when}", ELSE, named=False) == [yes, no]


def test_elsewhere_facts_are_named(tmp_path: Path) -> None:
    assert said_of(tmp_path, "when: maanden >= grens", ELSE) == [
        "Maanden: 6 maanden of langer", "Maanden: korter dan 6 maanden",
    ]  # fmt: skip


def test_the_same_in_english(tmp_path: Path) -> None:
    given = ("when: maanden >= grens or (schuld in reden and maanden > 3)", ELSE)
    said = said_of(tmp_path, *given, named=False, language="en")
    assert said == [
        "6 months or longer; or longer than 3 months, with ‘Schuld’",
        "in all other cases",
    ]


def test_an_answer_in_the_same_words_needs_no_rule(tmp_path: Path) -> None:
    text = """
ask: Kleur?
answers:
  - {label: rood, when: kleur == rood, goto: x}
  - {label: Anders, otherwise: true, goto: y}
"""
    tree = sound(tmp_path, asking(text))
    said = rules(tree, tree.questions["a"], named=False)
    assert said == {"rood": "", "anders": "‘Groen’ of ‘Blauw’"}


@pytest.mark.parametrize(
    ("label", "when", "rule"),
    [
        ("Rood", "kleur == rood", ""),
        ("rood of groen", "kleur == rood or kleur == groen", ""),
        ("Schuld", "schuld in reden", ""),
        ("Iets", "schuld in reden", "Reden: wel ‘Schuld’"),
        ("Overlast", "overlast in reden and not (schuld in reden or wet in reden)",
         "Reden: alleen ‘Overlast’"),
        ("6 maanden of langer", "maanden >= grens", ""),
        ("Ja", "waar and kleur == rood", "Waar: ja, Kleur: ‘Rood’"),
    ],
)  # fmt: skip
def test_a_rule_that_says_no_more_than_its_label_is_left_out(
    tmp_path: Path, label: str, when: str, rule: str
) -> None:
    answers = f"  - {{label: '{label}', when: {when}, goto: x}}\n  - {{label: A, {ELSE}, goto: y}}"
    tree = sound(tmp_path, asking(f"ask: Wat?\nanswers:\n{answers}\n"))
    (said, _) = rules(tree, tree.questions["a"]).values()
    assert said == rule


def test_a_long_rule_says_how_much_is_left_out(tmp_path: Path) -> None:
    three = "(kleur == rood and wet in reden) or (kleur == groen and schuld in reden) or "
    two = "(kleur == blauw and overlast in reden) or (maanden == 99 and wet in reden)"
    whens = (f"when: (waar and maanden == 7) or {three}{two}", ELSE)
    (said, _) = said_of(tmp_path, *whens)
    assert said.endswith("; en nog een andere groep")


def test_what_follows_from_a_date_is_counted_in_whole_months() -> None:
    tree, _ = load(TREES / "hulpverleners.yaml")
    assert tree is not None
    said = rules(tree, tree.questions["termijn"], named=False)
    assert said == {"ja": "hooguit 60 hele maanden", "nee": "langer dan 60 hele maanden"}


def test_away_from_the_field_years_are_said_first() -> None:
    tree, _ = load(TREES / "hulpverleners.yaml")
    assert tree is not None
    said = rules(tree, tree.questions["termijn"])
    assert said == {
        "ja": "sinds de ontruiming hooguit 5 jaar (60 hele maanden)",
        "nee": "sinds de ontruiming langer dan 5 jaar (60 hele maanden)",
    }


@pytest.mark.parametrize(
    ("when", "rule"),
    [
        ("maanden >= 24", "2 jaar (24 maanden) of langer"),
        ("maanden >= 12", "12 maanden of langer"),
        ("maanden >= 25", "25 maanden of langer"),
        ("24 <= maanden <= 36", "24 tot en met 36 maanden"),
    ],
)  # fmt: skip
def test_only_whole_years_are_said_in_years(tmp_path: Path, when: str, rule: str) -> None:
    assert said_of(tmp_path, f"when: {when}", ELSE)[0] == f"Maanden: {rule}"


def test_the_rules_of_the_woonkansbomen() -> None:
    tree, _ = load(TREES / "hulpverleners.yaml")
    assert tree is not None
    said = rules(tree, tree.questions["regeling"], named=False)
    assert said == {
        "ja": "6 maanden of langer; of 4 maanden of langer, onder bewindvoering",
        "nee": "in alle andere gevallen",
    }


def test_a_group_that_a_wider_one_covers_is_left_out(tmp_path: Path) -> None:
    when = "when: maanden < 12 or (waar and maanden < 15) or (kleur == rood and maanden < 18)"
    (said, _) = said_of(tmp_path, when, ELSE, named=False)
    assert said.split("; of ") == [
        "korter dan 12 maanden", "korter dan 18 maanden, ‘Rood’", "korter dan 15 maanden, Waar: ja",
    ]  # fmt: skip
