"""What a filled sheet says: the path, the outcome, and everything that does not agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from calling import ROOT
from hypothesis import given
from hypothesis import strategies as st
from paper_forms import blank, values_for, with_pikepdf
from random_trees import case_of, every_case, sketch, trees
from reading import complete, sound

from woonboom.conditions import And, Truth
from woonboom.decide.walk import walk
from woonboom.facts import Value
from woonboom.filled import Sheet, Unreadable, judge, read
from woonboom.filled.kinds import KINDS
from woonboom.filled.values import Filled
from woonboom.fingerprint import canonical, content, fingerprint
from woonboom.formats.carried import Carried
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.load import load
from woonboom.model import Tree
from woonboom.papers.sheet import sheet as paper

DAY = date(2026, 1, 31)
BOOM = """\
woonboom: 1
tree: boom
title: Kan het?
version: "{version}"
start: kleur
facts:
  maanden: {{label: Looptijd van de regeling, type: integer, unit: maanden, range: [0, 600]}}
  sinds: {{label: Tijd sinds toen, type: integer, unit: maanden, range: [0, 600], entered_as: date}}
  bewind: {{label: Bewindvoering, type: boolean}}
  kleur: {{label: Kleur, type: choice, options: {{rood: Rood, groen: Groen, blauw: Blauw}}}}
  reden: {{label: Reden, type: choices, options: {{schuld: Schuld, overlast: Overlast}}}}
assume:
  - not (bewind and overlast in reden)
outcomes:
  ja: {{kind: eligible, title: Het kan}}
  nog_niet: {{kind: not_yet, title: Nog niet}}
  nee: {{kind: not_eligible, title: Het kan niet}}
questions:
  kleur:
    ask: Welke kleur heeft het?
    answers:
      - {{label: Rood, id: rood, when: kleur == rood, goto: reden}}
      - {{label: Een andere, id: anders, otherwise: true, goto: nee}}
  reden:
    ask: Was er overlast?
    answers:
      - {{label: Ja, id: ja, when: overlast in reden, goto: sinds}}
      - {{label: Nee, id: nee, otherwise: true, goto: regeling}}
  sinds:
    ask: Is het lang geleden?
    answers:
      - {{label: Ja, id: ja, when: sinds >= 24, goto: regeling}}
      - {{label: Nee, id: nee, otherwise: true, goto: nee}}
  regeling:
    ask: Loopt de regeling lang genoeg?
    answers:
      - {{label: Ja, id: ja, when: "maanden >= {months} or bewind and maanden >= 4", goto: oordeel}}
      - {{label: Nee, id: nee, otherwise: true, goto: nog_niet}}
  oordeel:
    ask: Past het, vindt u?
    yes: ja
    no: nog_niet
"""
WELL = {"kleur": "rood", "reden": "nee", "regeling": "ja", "oordeel": "yes"}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return sound(tmp_path_factory.mktemp("boom"), BOOM.format(version="1", months=6))


def version(folder: Path, number: str, months: int) -> Tree:
    return sound(folder, BOOM.format(version=number, months=months))


def filled(tree: Tree, values: Mapping[str, str]) -> Filled:
    """What a PDF with these values would give, without making one."""
    fields = dict.fromkeys(read(blank(tree)).values, "")
    return Filled({**fields, **values}, Carried(fingerprint(tree), canonical(content(tree))))


def sheet(
    tree: Tree,
    answers: Mapping[str, str] | None = None,
    facts: Mapping[str, Value] | None = None,
    ticked: tuple[str, ...] = (),
    trees: tuple[Tree, ...] | None = None,
    **values: str,
) -> Sheet:
    """Return what a sheet says; `values` are written in fields by their whole name."""
    said = {**values_for(tree, answers, facts, ticked), **values}
    return judge(filled(tree, said), (tree,) if trees is None else trees, DAY)


def kinds(found: Sheet) -> list[str]:
    return [finding.kind for finding in found.problems]


def said(found: Sheet, language: str = "nl") -> str:
    return " ".join(finding.said.say(language) for finding in found.problems)


def ids(found: Sheet) -> tuple[str | None, list[str]]:
    return found.outcome.id if found.outcome else None, [step.question for step in found.path]


def test_a_sheet_that_agrees_has_its_outcome_and_its_path(tree: Tree) -> None:
    found = sheet(tree, WELL, {"maanden": 8}, ("ja",), blad_referentie="A.B.")
    assert kinds(found) == []
    assert ids(found) == ("ja", ["kleur", "reden", "regeling", "oordeel"])
    assert [end.id for end in found.ticked] == ["ja"]
    assert found.facts == {"maanden": 8}
    assert found.about["referentie"] == "A.B."
    assert found.current is True
    assert [step.label for step in found.path] == ["Rood", "Nee", "Ja", "Ja"]


def test_a_pdf_says_the_same_as_its_values(tree: Tree) -> None:
    values = values_for(tree, WELL, {"maanden": 8}, ("ja",), referentie="A.B.")
    made = judge(read(with_pikepdf(blank(tree), values)), (tree,), DAY)
    assert made == judge(filled(tree, values), (tree,), DAY)


def test_nothing_filled_in(tree: Tree) -> None:
    assert kinds(sheet(tree, blad_medewerker="J.")) == ["nothing-answered"]


def test_a_sheet_with_only_what_cannot_be_read_is_not_empty(tree: Tree) -> None:
    assert kinds(sheet(tree, feit_maanden="veel")) == ["unreadable-fact", "missing-answer"]
    assert kinds(sheet(tree, {"kleur": "paars"})) == ["unknown-answer"]


def test_it_stops_at_the_first_question_without_an_answer(tree: Tree) -> None:
    found = sheet(tree, {"kleur": "rood", "regeling": "ja"})
    assert kinds(found) == ["missing-answer"]
    assert "Vraag 2 is niet beantwoord: ‘Was er overlast?’ Daar stopt de weg." in said(found)
    assert ids(found) == (None, ["kleur"])


def test_facts_that_were_noted_answer_a_question_that_was_not_ticked(tree: Tree) -> None:
    answers = {q: a for q, a in WELL.items() if q != "regeling"}
    found = sheet(tree, answers, {"maanden": 8}, ("ja",))
    assert kinds(found) == ["derived-answer"]
    assert found.outcome
    assert found.outcome.id == "ja"
    assert "regeling" not in found.answers
    assert kinds(sheet(tree, answers, {"bewind": True})) == ["missing-answer"]


def test_an_answer_that_the_question_does_not_have(tree: Tree) -> None:
    found = sheet(tree, {**WELL, "reden": "misschien"})
    assert kinds(found) == ["unknown-answer"]
    assert "‘misschien’" in said(found)


def test_a_page_that_was_taken_out(tree: Tree) -> None:
    whole = filled(tree, values_for(tree, WELL, ticked=("ja",)))
    left = {name: value for name, value in whole.values.items() if "oordeel" not in name}
    found = judge(replace(whole, values=left), (tree,), DAY)
    assert kinds(found) == ["missing-fields", "missing-answer"]
    assert "(1)" in said(found)


def test_fields_of_facts_that_are_missing(tree: Tree) -> None:
    whole = filled(tree, values_for(tree, WELL, ticked=("ja",)))

    def without(*names: str) -> Sheet:
        left = {name: value for name, value in whole.values.items() if name not in names}
        return judge(replace(whole, values=left), (tree,), DAY)

    assert kinds(without("feit_maanden")) == ["missing-fields"]
    assert kinds(without("feit_reden-schuld")) == ["missing-fields"]
    # A sheet has fields for yes and no, and for options, where its answers do not say them.
    assert kinds(without("feit_bewind", "feit_reden-schuld", "feit_reden-overlast")) == []


@pytest.mark.parametrize("name", ["hulpverleners", "corporaties"])
def test_a_real_sheet_has_all_fields_that_it_should_have(name: str) -> None:
    tree, _ = load(ROOT / "trees" / f"{name}.yaml")
    assert tree is not None
    made = read(DOCUMENT_FORMATS["pdf"].write(paper(tree)))
    assert kinds(judge(made, (tree,), DAY)) == ["nothing-answered"]


def test_answers_beside_the_path(tree: Tree) -> None:
    found = sheet(tree, {**WELL, "sinds": "ja"}, ticked=("ja",))
    assert kinds(found) == ["off-path"]
    assert found.problems[0].questions == ("sinds",)
    # Beyond where the path stops they may still be on it.
    assert kinds(sheet(tree, {"kleur": "rood", "sinds": "ja"})) == ["missing-answer"]
    found = sheet(tree, {"kleur": "anders", "regeling": "ja"}, ticked=("nee",))
    assert kinds(found) == ["off-path"]


def test_an_answer_that_the_facts_rule_out(tree: Tree) -> None:
    found = sheet(tree, WELL, {"maanden": 3}, ("ja",))
    assert kinds(found) == ["fact-conflict"]
    assert "Looptijd van de regeling: 3 maanden" in said(found).replace("regeling 3", "regeling: 3")
    assert kinds(sheet(tree, WELL, {"maanden": 5}, ("ja",))) == []  # under bewindvoering it can


def test_facts_that_cannot_be_true_together(tree: Tree) -> None:
    answers = {"kleur": "rood", "reden": "ja", "sinds": "nee"}
    facts: dict[str, Value] = {"bewind": True, "reden": frozenset({"overlast"})}
    assert kinds(sheet(tree, answers, facts, ("nee",))) == ["facts-conflict"]


def test_answers_that_rule_each_other_out(tree: Tree) -> None:
    # Four or five months are enough under bewindvoering only, which does not go with overlast.
    answers = {**WELL, "reden": "ja", "sinds": "ja"}
    found = sheet(tree, answers, {"maanden": 5}, ("ja",))
    assert kinds(found) == ["answers-conflict"]
    assert found.problems[0].questions == ("reden", "regeling")


def test_ticked_outcomes(tree: Tree) -> None:
    assert kinds(sheet(tree, WELL)) == ["no-outcome-ticked"]
    assert kinds(sheet(tree, WELL, ticked=("nee",))) == ["other-outcome"]
    assert kinds(sheet(tree, WELL, ticked=("nee", "ja"))) == ["several-outcomes"]
    both = kinds(sheet(tree, WELL, ticked=("nee", "nog_niet")))
    assert both == ["several-outcomes", "other-outcome"]


def test_a_ticked_outcome_that_can_no_longer_be(tree: Tree) -> None:
    stopped = {"kleur": "rood", "reden": "nee"}
    assert kinds(sheet(tree, stopped, ticked=("ja",))) == ["missing-answer"]
    assert kinds(sheet(tree, stopped, ticked=("nee",))) == ["missing-answer", "impossible-outcome"]
    short = sheet(tree, stopped, {"maanden": 2}, ticked=("ja",))
    assert short.outcome
    assert short.outcome.id == "nog_niet"


def test_a_fact_beside_the_path_is_good_to_know_only(tree: Tree) -> None:
    found = sheet(tree, WELL, ticked=("ja",), feit_sinds="lang", blad_datum="31-01-2026")
    assert kinds(found) == ["fact-aside"]
    assert found.problems[0].facts == ("sinds",)
    assert "staat ‘lang’" in said(found)
    assert kinds(sheet(tree, WELL, ticked=("ja",), feit_sinds="01-03-2024")) == ["fact-aside"]
    # Where the path stops, it may still come by.
    assert "unreadable-fact" in kinds(sheet(tree, {"kleur": "rood"}, feit_sinds="lang"))


@pytest.mark.parametrize(
    ("written", "why"),
    [("601", "Mogelijk is 0 tot en met 600 maanden."),
     ("-1", "Mogelijk is 0 tot en met 600 maanden."),
     ("100 jaar", "Mogelijk is 0 tot en met 600 maanden."),
     ("veel", "Schrijf een heel getal, in cijfers."),
     ("1.000,000", "Schrijf een heel getal, in cijfers.")],
)  # fmt: skip
def test_what_to_write_instead_of_a_number(tree: Tree, written: str, why: str) -> None:
    found = sheet(tree, WELL, ticked=("ja",), feit_maanden=written)
    assert said(found) == f"Bij ‘Looptijd van de regeling’ staat ‘{written}’. {why}"
    assert found.facts == {}


@pytest.mark.parametrize(
    ("written", "why"),
    [("01-02-2026", "Die dag is later dan de datum van het blad."),
     ("01-03-1926", "Die dag moet 0 tot en met 600 maanden voor de datum van het blad liggen."),
     ("30-02-2024", "Die dag bestaat niet."), ("1-3-24", "Schrijf het jaar met vier cijfers"),
     ("lang", "Schrijf een datum, zoals 31-01-2026, of een heel getal, in cijfers."),
     ("700", "Mogelijk is 0 tot en met 600 maanden.")],
)  # fmt: skip
def test_what_to_write_instead_of_a_date(tree: Tree, written: str, why: str) -> None:
    answers = {"kleur": "rood", "reden": "ja", "sinds": "nee"}
    found = sheet(tree, answers, ticked=("nee",), feit_sinds=written, blad_datum="31-01-2026")
    assert kinds(found) == ["unreadable-fact"]
    assert said(found).startswith(f"Bij ‘Tijd sinds toen’ staat ‘{written}’. {why}")


@pytest.mark.parametrize(
    ("written", "value"),
    [("8", 8), ("08", 8), (" 8 maanden", 8), ("8 mnd.", 8), ("8 x", None), ("2 jaar", 24),
     ("1.5", None), ("veel", None), ("601", None), ("-1", None), ("8,0", None),
     ("０８", None), ("1 week", None), ("8.", 8), ("1e3", None), ("9" * 40, None)],
)  # fmt: skip
def test_numbers_as_people_write_them(tree: Tree, written: str, value: int | None) -> None:
    found = sheet(tree, WELL, ticked=("ja",), feit_maanden=written)
    assert found.facts == ({} if value is None else {"maanden": value})
    assert kinds(found) == (["unreadable-fact"] if value is None else [])
    assert value is not None or written.strip()[:10] in said(found)


@pytest.mark.parametrize(
    ("written", "on", "months", "problems"),
    [
        ("01-03-2024", "31-01-2026", 22, []),
        ("1/3/2024", "31.1.2026", 22, []),
        ("2024-03-01", "2026-01-31", 22, []),
        ("1 3 2024", "31 01 2026", 22, []),
        ("01–03–2024", "31—01—2026", 22, []),
        ("1 maart 2024", "31 januari 2026", 22, []),
        ("22", "", 22, []),
        ("30-02-2024", "31-01-2026", None, ["unreadable-fact"]),
        ("01-03-2027", "31-01-2026", None, ["unreadable-fact"]),
        ("01-03-2024", "", None, ["missing-date"]),
        ("01-03-2024", "gisteren", None, ["unreadable-date"]),
        ("01-03-24", "31-01-2026", None, ["unreadable-fact"]),
    ],
)
def test_dates_count_up_to_the_day_of_the_sheet(
    tree: Tree, written: str, on: str, months: int | None, problems: list[str]
) -> None:
    answers = {"kleur": "rood", "reden": "ja", "sinds": "nee"}
    found = sheet(tree, answers, ticked=("nee",), feit_sinds=written, blad_datum=on)
    assert found.facts == ({} if months is None else {"sinds": months})
    assert kinds(found) == problems


@pytest.mark.parametrize(
    ("written", "why"),
    [("31-01-2062", "31 januari 2062. Die dag moet nog komen."),
     ("01-02-2026", "1 februari 2026. Die dag moet nog komen."),
     ("01-01-0001", "1 januari 1. Kijk het jaar na."), ("31-01-2026", ""), ("01-01-2000", "")],
)  # fmt: skip
def test_a_date_that_cannot_be_right(tree: Tree, written: str, why: str) -> None:
    found = sheet(tree, WELL, ticked=("ja",), blad_datum=written)
    assert kinds(found) == (["odd-date"] if why else [])
    assert said(found).startswith(f"De datum van het blad kan niet kloppen: {why}" if why else "")


def test_nothing_is_counted_by_a_date_that_cannot_be_right(tree: Tree) -> None:
    answers = {"kleur": "rood", "reden": "ja", "sinds": "nee"}
    found = sheet(tree, answers, ticked=("nee",), feit_sinds="01-03-2024", blad_datum="31-01-2062")
    assert kinds(found) == ["odd-date"]
    assert found.facts == {}


def test_a_date_before_its_version(tmp_path: Path) -> None:
    tree = dated(tmp_path, "1", valid_from="2025-06-01")
    found = sheet(tree, WELL, ticked=("ja",), blad_datum="31-05-2025")
    assert kinds(found) == ["odd-date"]
    assert "31 mei 2025. Versie 1 geldt pas vanaf 1 juni 2025." in said(found)
    assert "31 May 2025. Version 1 holds from 1 June 2025 only." in said(found, "en")
    assert kinds(sheet(tree, WELL, ticked=("ja",), blad_datum="01-06-2025")) == []


def test_one_of_several_options(tree: Tree) -> None:
    both = {"feit_kleur-rood": "ja", "feit_kleur-blauw": "ja"}
    answers = values_for(tree, WELL, ticked=("ja",))
    assert kinds(judge(filled(tree, answers | both), (tree,), DAY)) == ["several-options"]
    assert sheet(tree, WELL, {"kleur": "rood"}).facts == {"kleur": ["rood"]}
    assert sheet(tree, WELL, {"reden": frozenset({"schuld"})}).facts == {"reden": ["schuld"]}
    assert sheet(tree, WELL, {"bewind": False}).facts == {"bewind": False}


# ---------------------------------------------------------------- versions


def test_another_version_with_the_same_outcome(tree: Tree, tmp_path: Path) -> None:
    new = version(tmp_path, "2", 12)
    found = sheet(tree, WELL, {"maanden": 12}, ("ja",), (new,))
    assert kinds(found) == ["other-version"]
    assert found.current is False
    assert found.now
    assert (found.now.outcomes, found.now.differs) == (("ja",), False)


def test_another_version_with_another_outcome(tree: Tree, tmp_path: Path) -> None:
    new = version(tmp_path, "2", 12)
    found = sheet(tree, WELL, {"maanden": 11, "bewind": False}, ("ja",), (new,))
    assert kinds(found) == ["outcome-differs"]
    assert found.now
    assert (found.now.outcomes, found.now.differs) == (("nog_niet",), True)


def test_another_version_where_it_depends(tree: Tree, tmp_path: Path) -> None:
    new = version(tmp_path, "2", 12)
    found = sheet(tree, WELL, {"bewind": False}, ("ja",), (new,))
    assert kinds(found) == ["outcome-may-differ"]
    assert found.now
    assert found.now.depends == ("maanden",)
    assert "Dat hangt af van: ‘Looptijd van de regeling’." in said(found)


def test_another_version_of_a_sheet_without_an_outcome(tree: Tree, tmp_path: Path) -> None:
    found = sheet(tree, {"kleur": "rood"}, trees=(version(tmp_path, "2", 12),))
    assert kinds(found) == ["missing-answer", "other-version-open"]


def test_a_tree_that_is_not_there(tree: Tree) -> None:
    found = sheet(tree, WELL, ticked=("ja",), trees=())
    assert kinds(found) == ["version-unknown"]
    assert found.current is None


def dated(folder: Path, number: str, months: int = 6, **days: str) -> Tree:
    """Return a version with the days from and until which it is valid."""
    lines = "".join(f"{key}: {day}\n" for key, day in days.items())
    text = BOOM.format(version=number, months=months).replace("start:", f"{lines}start:")
    return sound(folder / number, text)


@pytest.mark.parametrize(
    ("written", "told"),
    [("", ["expired"]), ("gisteren", ["unreadable-date", "expired"]),
     ("31-12-2025", ["was-valid"]), ("01-01-2026", ["filled-late"]),
     ("01-01-2062", ["odd-date", "expired"])],
)  # fmt: skip
def test_a_version_that_is_no_longer_valid(tmp_path: Path, written: str, told: list[str]) -> None:
    old = dated(tmp_path, "1", valid_until="2025-12-31")
    found = sheet(old, WELL, ticked=("ja",), blad_datum=written)
    assert kinds(found) == told
    assert found.current is False
    assert "31 december 2025" in said(found)
    assert "31 December 2025" in said(found, "en")


def test_a_sheet_filled_in_when_the_next_version_held(tmp_path: Path) -> None:
    old = dated(tmp_path, "1", valid_from="2020-01-01")
    new = dated(tmp_path, "2", 12, valid_from="2025-03-01")
    last = dated(tmp_path, "3", 12, valid_from="2025-09-01")
    facts: dict[str, Value] = {"maanden": 12}

    def on(day: str, *trees: Tree) -> Sheet:
        return sheet(old, WELL, facts, ("ja",), trees, blad_datum=day)

    assert kinds(on("28-02-2025", old, new)) == ["other-version"]
    found = on("01-03-2025", old, last, new)
    assert kinds(found) == ["filled-late", "other-version"]
    assert "op 1 maart 2025" in said(found)
    assert "vanaf 1 maart 2025 gold versie 2." in said(found)
    before = dated(tmp_path, "0", valid_from="2019-01-01")
    assert kinds(on("01-03-2025", before, old)) == []


def test_a_sheet_filled_in_late_says_so_without_its_tree(tmp_path: Path) -> None:
    old = dated(tmp_path, "1", valid_until="2025-03-01")
    found = sheet(old, WELL, ticked=("ja",), trees=(), blad_datum="02-03-2025")
    assert kinds(found) == ["filled-late", "version-unknown"]


def test_versions_of_one_name_are_told_apart_by_their_numbers(tree: Tree, tmp_path: Path) -> None:
    new = version(tmp_path, "1", 12)
    found = sheet(tree, WELL, {"maanden": 12}, ("ja",), (new,))
    assert kinds(found) == ["other-version"]
    for one in (tree, new):
        assert f"versie 1 (controlegetal {fingerprint(one)})" in said(found)
        assert f"version 1 (check number {fingerprint(one)})" in said(found, "en")


def test_an_outcome_of_another_kind_is_another_outcome(tree: Tree) -> None:
    outcomes = {**tree.outcomes, "ja": replace(tree.outcomes["ja"], kind="refer")}
    new = replace(tree, version="2", outcomes=outcomes)
    found = sheet(tree, WELL, ticked=("ja",), trees=(new,))
    assert kinds(found) == ["outcome-differs"]
    assert found.now
    assert (found.now.outcomes, found.now.differs) == (("ja",), True)


def test_a_version_at_fault_for_some_of_the_cases_is_not_called_equal(tree: Tree) -> None:
    kleur = tree.questions["kleur"]
    rood, anders = kleur.answers
    narrow = replace(rood, condition=And((rood.condition, Truth("bewind"))))
    questions = {**tree.questions, "kleur": replace(kleur, answers=(narrow, anders))}
    new = replace(tree, version="2", questions=questions)
    found = sheet(tree, WELL, {"maanden": 12}, ("ja",), (new,))
    assert found.now
    assert (found.now.outcomes, found.now.differs) == (("ja",), None)


def test_the_language_of_the_tree_is_not_that_of_the_messages(tree: Tree, tmp_path: Path) -> None:
    facts: dict[str, Value] = {"maanden": 1, "bewind": False}
    found = sheet(tree, WELL, facts, ("nee",), (version(tmp_path, "2", 12),))
    words = said(found, "en")
    assert "Ticked is outcome U1, ‘Het kan niet’, but the answers lead to outcome U3" in words
    assert "1 month" in words
    assert "uitkomst" not in words
    conflict = sheet(tree, {**WELL, "reden": "ja", "sinds": "ja"}, {"maanden": 5}, ("ja",))
    assert "question 2: ‘Ja’; question 4: ‘Ja’" in said(conflict, "en")


def test_of_several_versions_the_one_that_counts_now(tmp_path: Path) -> None:
    days = {"1": "2020-01-01", "2": "2025-01-01", "3": "2030-01-01"}
    trees_ = tuple(dated(tmp_path, n, 6 * int(n), valid_from=day) for n, day in days.items())
    found = sheet(trees_[0], WELL, {"maanden": 12}, ("ja",), trees_)
    assert found.now
    assert found.now.version == "2"


# ---------------------------------------------------------------- what is no sheet


def refusal(filled: Filled, *trees: Tree) -> str:
    with pytest.raises(Unreadable) as why:
        judge(filled, trees, DAY)
    return why.value.finding.kind


def test_a_pdf_without_content_or_fields_is_foreign(tree: Tree) -> None:
    assert refusal(Filled({}, Carried())) == "foreign"
    assert refusal(Filled({"naam": "x"}, Carried())) == "foreign"


def test_a_poster_or_a_printed_sheet_has_no_fields(tree: Tree) -> None:
    carried = filled(tree, {}).carried
    assert refusal(Filled({}, carried)) == "no-form"
    assert refusal(Filled({}, replace(carried, content=""))) == "no-form"
    words = ("beslisboom", "boom", carried.fingerprint)
    assert refusal(Filled({}, Carried(carried.fingerprint, "", words))) == "no-form"
    assert refusal(Filled({"naam": "x"}, carried)) == "foreign"


def test_a_booklet_is_a_handout(tree: Tree) -> None:
    words = ("beslisboom", "boom", fingerprint(tree), "struik", "0000-0000")
    assert refusal(Filled({}, Carried(fingerprint(tree), "", words))) == "handout"


def test_what_was_altered_is_not_trusted(tree: Tree) -> None:
    carried = filled(tree, {}).carried
    other = carried.content.replace("maanden >= 6", "maanden >= 1")
    assert refusal(Filled({"antwoord_kleur": "rood"}, replace(carried, content=other))) == "altered"


def test_a_content_of_another_release(tree: Tree) -> None:
    from woonboom.fingerprint import fingerprint_of

    newer = canonical({**content(tree), "form": 99})
    fields = {"antwoord_kleur": "rood"}
    assert refusal(Filled(fields, Carried(fingerprint_of(newer), newer))) == "other-release"


def test_a_sheet_that_lost_its_content_needs_its_own_tree(tree: Tree, tmp_path: Path) -> None:
    values = filled(tree, values_for(tree, WELL, {}, ("ja",))).values
    lost = Filled(values, Carried(fingerprint(tree), "", ("boom",)))
    assert refusal(lost) == "lost-content"
    assert refusal(lost, version(tmp_path, "2", 12)) == "lost-content"
    assert ids(judge(lost, (tree,), DAY))[0] == "ja"


# ---------------------------------------------------------------- in general


@given(trees(sound=True), st.data())
def test_the_sheet_of_any_case_agrees_with_the_tree(tree: Tree, data: st.DataObject) -> None:
    case = case_of(lambda count: data.draw(st.integers(0, count - 1)), tree, complete=True)
    walked = walk(tree, case)
    facts = {id_: value for id_, value in case.items() if id_ in tree.asked}
    noted = {id_: value for id_, value in facts.items() if not tree.facts[id_].judgement}
    ticked = (walked.outcome,) if walked.outcome else ()
    found = sheet(tree, dict(walked.path), noted, ticked)
    assert kinds(found) == [], (said(found, "en"), sketch(tree))
    assert ids(found) == (walked.outcome, [question for question, _ in walked.path])


@given(trees(4, sound=True, max_cases=200), st.data())
def test_answers_conflict_exactly_when_no_case_gives_them(tree: Tree, data: st.DataObject) -> None:
    answers = {
        question.id: data.draw(st.sampled_from([answer.id for answer in question.answers]))
        for question in tree.questions.values()
    }
    found = sheet(tree, answers)
    conditions = {
        (question.id, answer.id): answer.condition
        for question in tree.questions.values()
        for answer in question.answers
    }
    taken = [conditions[step.question, step.answer] for step in found.path]
    possible = any(all(c.holds(case) for c in taken) for case in every_case(tree))
    assert ("answers-conflict" in kinds(found)) is not possible


@given(trees(broken=True, assume=True), st.data())
def test_whatever_is_filled_in_something_can_be_said(tree: Tree, data: st.DataObject) -> None:
    names = sorted(read(blank(tree)).values)
    words = st.sampled_from(
        ["", "ja", "nee", "yes", "a1", "3", "31-12-2020", "=1+1", "\n", "x" * 99]
    )
    values = {name: data.draw(words) for name in data.draw(st.sets(st.sampled_from(names)))}
    found = judge(filled(tree, values), (tree,), DAY)
    for finding in found.problems:
        complete(finding.said)


def test_every_kind_is_said_in_full() -> None:
    for severity, message in KINDS.values():
        assert severity in ("error", "warning", "info")
        assert message.nl
        assert message.en


def test_our_own_worked_cases_come_back(tmp_path: Path) -> None:
    tree, _ = load(ROOT / "trees" / "hulpverleners.yaml")
    assert tree is not None
    for case in tree.cases:
        walked = walk(tree, case.given)
        found = sheet(tree, dict(walked.path), case.given, (case.expect,))
        assert (ids(found)[0], kinds(found)) == (case.expect, []), case.name
