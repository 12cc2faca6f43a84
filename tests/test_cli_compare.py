"""`woonboom compare`: policies beside each other, on the screen and on paper."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pdf_checker
import pikepdf
import pypdfium2
import pytest
from calling import FAULTY, ROOT, Capture, Patch, assert_refused, called, process, python, write

from woonboom.conditions import Names, parse
from woonboom.diff.several import several
from woonboom.facts import read_value
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.layout.wording import KINDS, say
from woonboom.load import load
from woonboom.model import Tree
from woonboom.papers.comparison import comparison

HOME = ROOT / "trees" / "hulpverleners.yaml"
WESTERKWARTIER = ROOT / "trees" / "elders" / "westerkwartier" / "wold_en_waard.yaml"
DRENTHE = ROOT / "trees" / "elders" / "drenthe" / "laatste_kans.yaml"
HOOGEVEEN = ROOT / "trees" / "elders" / "hoogeveen" / "huisbezoek.yaml"
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "compare.json").read_text("utf-8"))
SMALL = """\
woonboom: 1
tree: {id}
title: {title}
version: "1"
start: lang
facts:
  maanden: {{label: Looptijd, short: looptijd, type: integer, unit: maanden, range: [0, 60]}}
questions:
  lang:
    ask: Hoe lang?
    answers:
      - {{label: Lang, when: maanden >= {term}, goto: kan}}
      - {{label: Kort, otherwise: true, goto: nee}}
outcomes:
  kan: {{kind: eligible, title: Kan, steps: [Bel.]}}
  nee: {{kind: not_eligible, title: Kan niet, steps: [Wacht.]}}
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def two() -> tuple[Path, Path]:
    """Write two policies that differ for three months of terms."""
    here = write(SMALL.format(id="hier", title="Hier", term=3), "hier.yaml")
    there = write(SMALL.format(id="daar", title="Daar", term=6), "daar.yaml")
    return here, there


def compared(capsys: Capture, *words: str | Path) -> Any:  # noqa: ANN401 (JSON)
    code, out, err = called(capsys, "compare", *words, "--format", "json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    jsonschema.validate(document, SCHEMA, jsonschema.Draft202012Validator)
    return document


def tree_at(path: Path) -> Tree:
    tree, _ = load(path)
    assert tree
    return tree


# ---------------------------------------------------------------- on the screen


def test_a_table_with_a_column_for_each_policy(capsys: Capture) -> None:
    code, out, err = called(capsys, "compare", *two())
    assert (code, err) == (0, "")
    assert (
        out
        == """\
3 groepen gevallen. Bij 1 verschilt het antwoord. Bij 2 is de soort uitkomst
overal gelijk.

Wie                                 Hier                   Daar
────────────────────────────────────────────────────────────────────────────────

Volgens het ene beleid wel, volgens het andere niet

1. Looptijd 3, 4 of 5 maanden       Ja, dit kan            Nee, dit kan niet
                                    Kan                    Kan niet

Overal dezelfde soort uitkomst

2. Looptijd 6 maanden of langer     Ja, dit kan            Ja, dit kan
                                    Kan                    Kan

3. Looptijd korter dan 3 maanden    Nee, dit kan niet      Nee, dit kan niet
                                    Kan niet               Kan niet
"""
    )


def test_where_columns_would_be_too_narrow_a_line_for_each_policy(capsys: Capture) -> None:
    code, out, _ = called(capsys, "compare", HOME, DRENTHE, HOOGEVEEN, WESTERKWARTIER)
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "   • Laatste Kans Beleid (Drenthe) → Ja, dit kan – Laatste kans\n" in out
    assert "En nog 37 groepen; groter is het verschil daar niet." in out
    assert len(re.findall(r"^\d+\. ", out, re.MULTILINE)) == 25


def test_given_looks_at_one_kind_of_case(capsys: Capture) -> None:
    code, out, _ = called(capsys, "compare", *two(), "--given", "maanden=4")
    assert code == 0
    assert "Alleen gevallen met: looptijd 4 maanden.\n" in out
    assert "1. Iedereen" in out
    document = compared(capsys, *two(), "--given", "maanden=4")
    assert document["given"] == {"maanden": 4}
    assert [row["count"] for row in document["rows"]] == [1]


def test_a_fact_of_any_policy_can_be_given(capsys: Capture) -> None:
    facts = ("hennep=ja", "maanden_regeling=3", "reden_ontruiming=opiumwet,anders")
    words = [word for fact in facts for word in ("--given", fact)]
    document = compared(capsys, HOME, WESTERKWARTIER, *words)
    assert {row["cells"][0]["kind"] for row in document["rows"]} >= {"not_eligible"}
    given = {"hennep": True, "maanden_regeling": 3, "reden_ontruiming": ["anders", "opiumwet"]}
    assert document["given"] == given
    for row in document["rows"]:
        assert given.items() <= row["example"].items()


def test_kinds_takes_outcomes_of_one_kind_together(capsys: Capture) -> None:
    plain = compared(capsys, HOME, WESTERKWARTIER)
    merged = compared(capsys, HOME, WESTERKWARTIER, "--kinds")
    assert (plain["by_kind"], merged["by_kind"]) == (False, True)
    assert (len(plain["rows"]), len(merged["rows"])) == (27, 11)
    first = merged["rows"][0]["cells"]
    assert first[0]["outcomes"] == ["uitgesloten_opiumwet", "termijn_voorbij"]
    assert first[1] == {"kind": "eligible", "outcomes": ["weer_huren"]}


def test_our_own_words_follow_the_language_and_the_trees_do_not(capsys: Capture) -> None:
    _, out, _ = called(capsys, "--lang", "en", "compare", *two())
    assert "Yes by one policy, no by another" in out
    assert "1. Looptijd 3, 4 of 5" in out
    assert "For 1 the answer differs." in out


def test_a_policy_at_fault_has_no_outcome(capsys: Capture) -> None:
    fault, sound = write(FAULTY), write(FAULTY.replace("> 6", ">= 6"), "goed.yaml")
    _, out, _ = called(capsys, "compare", fault, sound)
    assert "Geen uitkomst" in out
    document = compared(capsys, fault, sound)
    (row,) = (row for row in document["rows"] if row["contrast"] == "undecided")
    assert row["cells"] == [
        {"kind": None, "outcomes": []}, {"kind": "consult", "outcomes": ["kan"]},
    ]  # fmt: skip
    assert row["example"] == {"months": 6}


# ---------------------------------------------------------------- as data


def test_json_has_every_row_with_conditions_that_can_be_read(capsys: Capture) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = compared(capsys, HOME, WESTERKWARTIER)
    assert [policy["tree"] for policy in document["policies"]] == ["hulpverleners", "wold_en_waard"]
    assert document["more"] == 0
    trees = [tree_at(HOME), tree_at(WESTERKWARTIER)]
    facts = {id_: fact for tree in trees for id_, fact in tree.facts.items()}
    for row in document["rows"]:
        example = {id_: read_value(facts[id_], raw) for id_, raw in row["example"].items()}
        holding = 0
        for region in row["regions"]:
            read = [parse(text, Names(facts, {})) for text in region.values()]
            assert all(condition and not problems for condition, problems in read)
            holding += all(condition.holds(example) for condition, _ in read if condition)
        assert holding == 1
        cells = [cell["outcomes"] for cell in row["cells"]]
        for tree, outcomes in zip(trees, cells, strict=True):
            known = {id_: value for id_, value in example.items() if id_ in tree.facts}
            assert outcomes == [tree.decide(known).outcome]


def test_the_same_input_gives_the_same_bytes() -> None:
    made = {
        process("compare", HOME, WESTERKWARTIER, "--format", "json", PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert made != {""}


# ---------------------------------------------------------------- on paper


def test_a_pdf_that_everyone_can_read(capsys: Capture) -> None:
    code, out, err = called(
        capsys, "compare", HOME, WESTERKWARTIER, "--kinds", "--format", "pdf", "-o", "uit"
    )
    name = Path("uit", "hulpverleners-wold_en_waard-compare.pdf")
    assert (code, out, err) == (0, "", f"Geschreven: {name}\n")
    trees = [tree_at(HOME), tree_at(WESTERKWARTIER)]
    document = comparison(several(trees, merged=True))
    assert pdf_checker.problems(name.read_bytes(), document) == []
    with pikepdf.open(name) as pdf:
        assert pdf.docinfo["/Title"] == "Beleid naast elkaar"


def test_html_and_markdown_hold_every_row(capsys: Capture) -> None:
    _, shown, err = called(capsys, "compare", *two(), "--format", "md", "--format", "html")
    assert err == "Geschreven: hier-daar-compare.html\n"
    page = Path("hier-daar-compare.html").read_text("utf-8")
    for said in ("Beleid naast elkaar", "Looptijd 3, 4 of 5 maanden", "Nee, dit kan niet"):
        assert said in page
        assert said in shown
    assert re.findall(r"^#+ (\d)\. ", shown, re.MULTILINE) == ["1", "2", "3"]
    assert "| Hier | Daar |\n| --- | --- |\n| **Ja, dit kan**: Kan | **Nee, dit kan niet**" in shown


def test_what_was_left_out_of_a_paper_is_told() -> None:
    trees = [tree_at(HOME), tree_at(WESTERKWARTIER)]
    said = str(comparison(several(trees, most=3)))
    assert "En nog 24 groepen" in said


def test_a_paper_says_what_was_compared_on_its_first_page_and_at_every_foot() -> None:
    trees = [tree_at(HOME), tree_at(WESTERKWARTIER)]
    paper = comparison(several(trees, most=3))
    assert not paper.wide
    for tree in trees:
        assert f"{tree.title} (versie {tree.version})" in paper.subtitle
        assert f"{tree.title} ({tree.version})" in paper.foot


def test_three_policies_stand_beside_each_other_on_a_wide_page() -> None:
    trees = [tree_at(path) for path in (HOME, WESTERKWARTIER, DRENTHE, HOOGEVEEN)]
    paper = comparison(several(trees, merged=True, most=3))
    assert paper.wide
    assert all(f"{tree.id} ({tree.version})" in paper.foot for tree in trees)
    with pikepdf.open(io.BytesIO(DOCUMENT_FORMATS["pdf"].write(paper))) as pdf:
        for page in pdf.pages:
            _, _, width, height = map(float, page.mediabox)
            assert width > height


def test_a_paper_names_every_way_to_be_of_a_group() -> None:
    """However many there are: nothing is counted that could be said."""
    trees = [tree_at(path) for path in (HOME, WESTERKWARTIER, DRENTHE, HOOGEVEEN)]
    for merged in (True, False):
        said = str(comparison(several(trees, merged=merged)))
        assert "groep van" not in said
        assert not re.search(r"en nog (een|\d+|veel) andere groep", said)


def test_a_group_stays_on_one_page_of_a_paper() -> None:
    """So the outcomes of all policies stand on the page that has its number."""
    trees = [tree_at(path) for path in (HOME, WESTERKWARTIER, DRENTHE, HOOGEVEEN)]
    data = DOCUMENT_FORMATS["pdf"].write(comparison(several(trees, merged=True)))
    kinds = "|".join(say(trees[0], message) for message in KINDS.values())
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    groups = [len(re.findall(r"^\d+\. ", text, re.MULTILINE)) for text in pages]
    cards = [len(re.findall(rf"^({kinds})\s*$", text, re.MULTILINE)) for text in pages]
    assert sum(groups) == 26
    assert cards == [number * len(trees) for number in groups]


# ---------------------------------------------------------------- what is refused


def test_one_tree_is_not_enough(capsys: Capture) -> None:
    code, out, err = called(capsys, "compare", HOME)
    assert_refused(code, err, out, "vergelijken kan vanaf twee")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--given", "maand=4"], "‘maanden’"),
        (["--given", "maanden=veel"], "geen heel getal"),
        (["--given", "maanden"], "heeft geen waarde"),
        (["--format", "md", "--format", "json"], "allebei op het scherm"),
    ],
)
def test_what_cannot_be_asked(words: list[str], part: str, capsys: Capture) -> None:
    code, out, err = called(capsys, "compare", *two(), *words)
    assert_refused(code, err, out, part)


def test_a_tree_that_cannot_be_read(capsys: Capture) -> None:
    code, out, err = called(capsys, "compare", HOME, "weg.yaml", "--format", "pdf")
    assert_refused(code, err, out, "weg.yaml")
    assert not list(Path().glob("*.pdf"))


def test_facts_that_cannot_be_together(capsys: Capture) -> None:
    words = ["--given", "ontruimd=ja", "--given", "huurt_van_corporatie=ja"]
    code, out, err = called(capsys, "compare", HOME, WESTERKWARTIER, *words)
    assert_refused(code, err, out, "Zulke gevallen bestaan niet")


def test_comparing_on_the_screen_imports_nothing_heavy() -> None:
    program = (
        "import sys; from woonboom.cli import run; "
        f"run(['compare', {str(HOME)!r}, {str(DRENTHE)!r}, '--format', 'json']); "
        "print([m for m in ('typst', 'numpy', 'uharfbuzz', 'fontTools', 'networkx', 'pikepdf') "
        "if m in sys.modules], file=sys.stderr)"
    )
    assert python("-c", program).stderr.strip() == "[]"
