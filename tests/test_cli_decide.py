"""`woonboom decide`: cases from files and options, and what is printed of the decisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from calling import ROOT, Capture, Patch, assert_refused, called, python, write
from deciding import FAULTY, HELPERS, given

LANDLORDS = ROOT / "trees" / "corporaties.yaml"
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "decide.json").read_text("utf-8"))
NOT_YET = """\
ontruimd: ja
reden_ontruiming: [huurachterstand]
maanden_sinds_ontruiming: 24
huurschuld: ja
maanden_regeling: 4
bewindvoering: nee
hulpverlening: ja
begeleidingsplan: ja
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def decided(capsys: Capture, *words: str | Path, code: int = 0) -> Any:  # noqa: ANN401 (JSON)
    """The JSON that a command prints, which follows its schema."""
    ended, out, err = called(capsys, "decide", *words, "--format", "json")
    assert (ended, err) == (code, "")
    document = json.loads(out)
    jsonschema.validate(document, SCHEMA, jsonschema.Draft202012Validator)
    return document


# ---------------------------------------------------------------- JSON


def test_json_has_what_the_contract_names(capsys: Capture) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = decided(capsys, HELPERS, *given("ontruimd=ja", "reden_ontruiming=opiumwet"))
    assert document == {
        "version": 1, "tree": "hulpverleners", "tree_version": "2023-05",
        "outcome": "uitgesloten_opiumwet", "kind": "not_eligible",
        "path": [{"question": "ontruimd", "answer": "yes"},
                 {"question": "reden", "answer": "opiumwet"}],
        "used": {"ontruimd": True, "reden_ontruiming": ["opiumwet"]},
        "possible": ["uitgesloten_opiumwet"], "ask": None,
        "fault": None, "changes": [], "next": None,
    }  # fmt: skip


def test_with_too_little_known_json_says_what_is_possible_and_what_to_ask(capsys: Capture) -> None:
    document = decided(capsys, HELPERS, *given("huurt_van_corporatie=ja"))
    assert (document["outcome"], document["kind"]) == (None, None)
    assert document["possible"] == ["geen_traject", "naar_corporaties"]
    assert document["ask"] == "dreiging"
    assert [step["question"] for step in document["path"]] == ["ontruimd", "woonplek", "huurt"]
    assert document["used"] == {"huurt_van_corporatie": True}


def test_a_case_that_is_referred_goes_on_in_the_other_tree(capsys: Capture) -> None:
    known = given("huurt_van_corporatie=ja", "dreigt_ontruiming=ja", "woonproblemen=ja")
    document = decided(capsys, HELPERS, *known)
    assert document["outcome"] == "naar_corporaties"
    assert (document["next"]["tree"], document["next"]["ask"]) == ("corporaties", "samen_oplossen")
    assert document["next"]["next"] is None


def test_a_case_comes_from_a_file(capsys: Capture) -> None:
    document = decided(capsys, HELPERS, "--case", write(NOT_YET, "geval.yaml"))
    assert document["outcome"] == "eerst_regeling"
    waiting, *others = document["changes"]
    assert waiting["wait"] == {"number": 2, "unit": "maanden"}
    assert [change["facts"] for change in others] == [
        {"huurschuld": False}, {"bewindvoering": True},
    ]  # fmt: skip


def test_a_case_in_json_says_the_same(capsys: Capture) -> None:
    case = {"ontruimd": True, "reden_ontruiming": ["opiumwet"], "maanden_sinds_ontruiming": None}
    document = decided(capsys, HELPERS, "--case", write(json.dumps(case), "geval.json"))
    assert document["outcome"] == "uitgesloten_opiumwet"


def test_a_list_of_cases_gives_a_list_of_decisions(capsys: Capture) -> None:
    file = write("- {ontruimd: ja}\n- {huurt_van_corporatie: nee}\n- {}\n", "gevallen.yaml")
    found = decided(capsys, HELPERS, "--case", file, *given("vaste_woonplek=ja"))
    assert [document["ask"] for document in found] == ["reden", "ontruimd", "huurt"]
    assert decided(capsys, HELPERS, "--case", write("[]", "geen.yaml")) == []


def test_given_goes_before_the_file(capsys: Capture) -> None:
    file = write(NOT_YET, "geval.yaml")
    known = given("maanden_regeling=6")
    assert decided(capsys, HELPERS, "--case", file, *known)["outcome"] == "tweedekans"


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [("31-1-2026", "2026-02-28", 1), ("2026-01-31", "28-2-2026", 1),
     ("2026-01-31", "2026-02-27", 0), ("2024-02-29", "2025-02-28", 12),
     ("2021-03-15", "2026-03-14", 59), ("3", "2026-03-14", 3)],
)  # fmt: skip
def test_a_date_is_a_number_of_whole_months_up_to_the_day(
    since: str, on: str, months: int, capsys: Capture
) -> None:
    known = given("ontruimd=ja", "reden_ontruiming=overlast", f"maanden_sinds_ontruiming={since}")
    document = decided(capsys, HELPERS, *known, "--on", on)
    assert document["used"]["maanden_sinds_ontruiming"] == months


# ---------------------------------------------------------------- text


def test_text_shows_the_outcome_the_path_the_facts_and_what_would_change_it(
    capsys: Capture,
) -> None:
    file = write(NOT_YET, "geval.yaml")
    code, out, err = called(capsys, "decide", HELPERS, "--case", file)
    assert (code, err) == (0, "")
    for part in (
        "Nog niet – Eerst de betalingsregeling",
        "   4. Is er nog een huurschuld? → Ja",
        "  • zonder bewindvoering",
        "  • over 2 maanden wel → Tweedekansbeleid",
        "  • wel als: onder bewindvoering → Tweedekansbeleid",
    ):
        assert f"{part}\n" in out
    assert "begeleidingsplan" not in out[out.index("telden") : out.index("verandert")]
    assert all(len(line) <= 80 for line in out.splitlines())


def test_text_says_what_is_possible_and_how_to_answer(capsys: Capture) -> None:
    out = called(capsys, "decide", HELPERS, *given("huurt_van_corporatie=ja"))[1]
    assert "Er is nog te weinig bekend\n" in out
    assert "  • Verwijs door – Ga naar de boom voor corporaties\n" in out
    assert "  10. Dreigt de corporatie de persoon uit huis te zetten?\n" in out
    assert "--given dreigt_ontruiming=ja" in out


def test_text_shows_both_paths_of_a_case_that_is_referred(capsys: Capture) -> None:
    out = called(capsys, "decide", LANDLORDS, *given("huurt_van_corporatie=nee", "ontruimd=ja"))[1]
    first, second = out.split("Verder in een andere boom\n")
    assert "   1. Huurt de persoon nu van een corporatie in de stad Groningen? → Nee" in first
    assert "   1. Is de persoon uit huis gezet door een Groninger woningcorporatie? → Ja" in second


def test_our_own_words_follow_the_language_and_the_trees_do_not(capsys: Capture) -> None:
    out = called(capsys, "--lang", "en", "decide", HELPERS, *given("ontruimd=ja"))[1]
    assert "Too little is known yet\n" in out
    assert "Waarom is de persoon uit huis gezet?" in out


def test_a_list_of_cases_is_numbered(capsys: Capture) -> None:
    file = write("- {ontruimd: ja}\n- {huurt_van_corporatie: nee}\n", "gevallen.yaml")
    out = called(capsys, "decide", HELPERS, "--case", file)[1]
    assert out.startswith("Geval 1 van 2\n")
    assert "\n\nGeval 2 van 2\n" in out


def test_what_is_not_known_may_make_no_difference(capsys: Capture) -> None:
    same = FAULTY.replace("no: y", "no: x").replace("yes: a", "yes: x").replace("> 3", ">= 5")
    code, out, _ = called(capsys, "decide", write(same))
    assert code == 0
    assert "Overleg eerst – X\n" in out


# ---------------------------------------------------------------- the tree at fault


@pytest.mark.parametrize(
    ("words", "clash", "part"),
    [
        (given("maanden=4"), ["kort", "lang"], "Bij vraag 1 gelden tegelijk ‘Kort’, ‘Lang’"),
        (given("maanden=9", "waar=ja"), [], "De weg gaat in een rondje, langs vraag 1."),
    ],
)
def test_where_the_tree_is_wrong_it_says_where(
    words: list[str], clash: list[str], part: str, capsys: Capture
) -> None:
    tree = write(FAULTY)
    document = decided(capsys, tree, *words, code=1)
    assert (document["outcome"], document["possible"], document["ask"]) == (None, [], None)
    assert document["fault"] == {"at": "a", "clash": clash}
    code, out, err = called(capsys, "decide", tree, *words)
    assert (code, err) == (1, "")
    assert part in out


def test_a_question_without_a_fitting_answer_is_named(capsys: Capture) -> None:
    tree = write(FAULTY.replace("maanden > 3", "maanden > 6"))
    code, out, _ = called(capsys, "decide", tree, *given("maanden=5"))
    assert code == 1
    assert "Bij vraag 1 past geen enkel antwoord: Hoe lang?" in out


def test_the_worst_of_a_list_decides_the_exit_code(capsys: Capture) -> None:
    tree, file = write(FAULTY), write("- {maanden: 1}\n- {maanden: 4}", "gevallen.yaml")
    found = decided(capsys, tree, "--case", file, code=1)
    assert [document["outcome"] for document in found] == ["x", None]


@pytest.mark.parametrize(
    ("other", "part"),
    [
        ("", "die is niet te lezen"),
        ("huurt_nu: 3", "die is niet te lezen"),
        ("uitkomst: {kind: refer, title: Terug, tree: een}", "heen en weer"),
    ],
)
def test_a_referral_that_goes_nowhere_is_told(other: str, part: str, capsys: Capture) -> None:
    def referring(id_: str, outcome: str) -> str:
        return (
            f"woonboom: 1\ntree: {id_}\ntitle: {id_}\nstart: a\n"
            f"questions:\n  a: {{ask: Klaar, yes: uitkomst, no: uitkomst}}\n"
            f"outcomes:\n  {outcome}\n"
        )

    first = write(referring("een", "uitkomst: {kind: refer, title: Door, tree: twee}"), "een.yaml")
    write(referring("twee", other), "twee.yaml")
    code, out, _ = called(capsys, "decide", first, *given("a=ja"))
    assert part in out
    assert code == 0
    assert decided(capsys, first, *given("a=ja"))["outcome"] == "uitkomst"


@pytest.mark.parametrize(("on", "version"), [("2026-03-31", "oud"), ("2026-04-01", "nieuw")])
def test_a_referral_goes_to_the_version_in_force(on: str, version: str, capsys: Capture) -> None:
    tree = (
        "woonboom: 1\ntree: {id}\ntitle: T\nstart: a\nversion: {version}\n{more}"
        "questions:\n  a: {{ask: Klaar, yes: x, no: x}}\noutcomes:\n  x: {outcome}\n"
    )
    refer, end = "{kind: refer, title: Door, tree: twee}", "{kind: consult, title: Klaar}"
    first = write(tree.format(id="een", version="1", more="", outcome=refer), "een.yaml")
    for name, valid in (("oud", "valid_until: 2026-03-31"), ("nieuw", "valid_from: 2026-04-01")):
        write(tree.format(id="twee", version=name, more=f"{valid}\n", outcome=end), f"{name}.yaml")
    document = decided(capsys, first, *given("a=ja"), "--on", on)
    assert document["next"]["tree_version"] == version


# ---------------------------------------------------------------- what cannot be done


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (given("ontruimt=ja"), ["Het feit ‘ontruimt’ is niet bekend", "Bedoelt u ‘ontruimd’?"]),
        (given("ontruimd=misschien"), ["‘misschien’ is geen ja of nee", "--given", "1:10"]),
        (given("ontruimd=ja", "reden_ontruiming=brand"), ["‘brand’ is geen mogelijkheid", "2:18"]),
        (given("maanden_regeling=601"), ["601 valt buiten 0 tot en met 600"]),
        (given("ontruimd"), ["‘--given ontruimd’ heeft geen waarde"]),
        (given("=ja"), ["‘--given =ja’ heeft geen waarde"]),
        (given("ontruimd=ja", "ontruimd=nee"), ["‘--given ontruimd’ staat er twee keer"]),
        (["--on", "morgen"], ["‘morgen’ is geen datum. Schrijf een datum als 2026-01-31"]),
        (["--on", "2026-02-30"], ["‘2026-02-30’ is geen datum"]),
        (["--case", "nergens.yaml"], ["nergens.yaml", "Dit bestand bestaat niet"]),
        (given("ontruimd=ja", "huurt_van_corporatie=ja"),
         ["Dit kan niet samen: uit huis gezet door een corporatie; huurt van een corporatie.",
          "De boom neemt aan: not (ontruimd and huurt_van_corporatie).",
          "Verander een van deze feiten: ‘ontruimd’, ‘huurt_van_corporatie’."]),
        ([*given("maanden_sinds_ontruiming=2026-02-01", "ontruimd=ja"), "--on", "2026-01-01"],
         ["2026-02-01"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_printed(
    words: list[str], parts: list[str], capsys: Capture
) -> None:
    for form in ("text", "json"):
        code, out, err = called(capsys, "decide", HELPERS, *words, "--format", form)
        for part in parts:
            assert_refused(code, err, out, part)


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("ontruimd: ja\nontruimt: nee\n", "2:1", "Het feit ‘ontruimt’ is niet bekend."),
        ("ontruimd: ja\nhuurschuld: [ja, nee]\n", "2:13", "heeft één waarde nodig, geen lijst"),
        ("ontruimd: ja\nontruimd: nee\n", "2:1", "staat hier twee keer"),
        ("- ontruimd: ja\n- misschien\n", "2:3", "Hier hoort een blok met sleutels"),
        ("ontruimd ja\n", "1:1", "Hier hoort een blok met sleutels"),
        ('{"ontruimd": {"a": 1}}', "1:14", "Hier hoort een tekst"),
        ("", "1:1", "Dit bestand is leeg"),
        ("\tontruimd: ja\n", "1:1", "Hier staat een tab"),
    ],
)
def test_a_case_file_is_read_like_any_other(
    text: str, place: str, part: str, capsys: Capture
) -> None:
    code, out, err = called(capsys, "decide", HELPERS, "--case", write(text, "geval.yaml"))
    assert_refused(code, err, out, part)
    assert f"  {place}  fout:" in err


def test_one_impossible_case_of_a_list_is_named(capsys: Capture) -> None:
    file = write("- {ontruimd: ja}\n- {ontruimd: ja, huurt_van_corporatie: ja}\n", "gevallen.yaml")
    code, out, err = called(capsys, "decide", HELPERS, "--case", file)
    assert_refused(code, err, out, "Geval 2: Dit kan niet samen")


def test_a_tree_that_cannot_be_read_is_not_decided(capsys: Capture) -> None:
    code, out, err = called(capsys, "decide", "nergens.yaml")
    assert_refused(code, err, out, "Dit bestand bestaat niet")
    tree = write(FAULTY.replace("goto: x", "goto: z"))
    code, out, err = called(capsys, "decide", tree, *given("maanden=9"))
    assert_refused(code, err, out, "maar die is er niet")


def test_a_tree_that_check_finds_wrong_is_decided_all_the_same(capsys: Capture) -> None:
    assert decided(capsys, write(FAULTY), *given("maanden=1"))["outcome"] == "x"


def test_deciding_imports_nothing_heavy() -> None:
    script = (
        "import sys; from woonboom.cli import run; run(sys.argv[1:]); "
        "sys.exit(' '.join(m for m in ('numpy', 'networkx', 'typst', 'uharfbuzz', 'graphviz') "
        "if m in sys.modules))"
    )
    done = python("-c", script, "decide", HELPERS)
    assert done.stderr.strip() == ""
    assert "Nog mogelijk" in done.stdout
