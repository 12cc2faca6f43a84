"""`woonboom diff`: for whom the outcome changes, and what was edited, on a terminal and as JSON."""

from __future__ import annotations

import itertools
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import random_edits as edits
from calling import FAULTY, ROOT, Capture, Patch, assert_refused, called, python, write
from hypothesis import given, settings
from hypothesis import strategies as st
from random_trees import tree_of
from small_versions import (
    LANDLORDS,
    NEW,
    OLD,
    SCHEMA,
    SMALL,
    compared,
    document,
    edited,
    renamed,
)

import woonboom
from woonboom.cli.diff_text import MOST_GROUPS, told_changes
from woonboom.cli.diff_told import Told
from woonboom.cli.screen import Screen
from woonboom.decide.walk import walk
from woonboom.diff.document import as_json, document_of
from woonboom.facts import Value
from woonboom.model import Tree

VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def loaded(path: Path) -> Tree:
    tree, _ = woonboom.load(path)
    assert tree is not None
    return tree


# ---------------------------------------------------------------- the worked example


def every_kind_of_case() -> Iterator[dict[str, Value]]:
    """Cases on both sides of every threshold of both readings."""
    reasons = [
        frozenset(some)
        for size in (1, 2, 4)
        for some in itertools.combinations(
            ("huurachterstand", "overlast", "opiumwet", "anders"), size
        )
    ]
    yes_no = ("ontruimd", "huurschuld", "bewindvoering", "hulpverlening", "begeleidingsplan")
    for values in itertools.product((True, False), repeat=len(yes_no)):
        for reason, since, months in itertools.product(reasons, (0, 60, 61), range(8)):
            yield {
                **dict(zip(yes_no, values, strict=True)),
                "reden_ontruiming": reason,
                "maanden_sinds_ontruiming": since,
                "maanden_regeling": months,
                "vaste_woonplek": True,
                "huurt_van_corporatie": False,
                "dreigt_ontruiming": False,
                "wil_zelfstandig": False,
                "ondersteuning_nodig": False,
                "maanden_ingeschreven": 0,
            }


def is_touched(case: dict[str, Any]) -> bool:
    """A debt and an arrangement of 3 to 5 months, less those under bewindvoering with 4 or 5."""
    reasons = case["reden_ontruiming"]
    arrives = (
        case["ontruimd"]
        and "opiumwet" not in reasons
        and reasons & {"huurachterstand", "overlast"}
        and case["maanden_sinds_ontruiming"] <= 60
    )
    too_short = 3 <= case["maanden_regeling"] < (4 if case["bewindvoering"] else 6)
    return bool(arrives and case["huurschuld"] and too_short)


def test_exactly_the_cases_between_both_readings_change() -> None:
    old, new = loaded(OLD), loaded(NEW)
    changes = woonboom.diff(old, new)
    for case in every_kind_of_case():
        before, after = walk(old, case).outcome, walk(new, case).outcome
        found = [change for change in changes.cases if case in change.box]
        assert (before != after) == is_touched(case) == (len(found) == 1)
        for change in found:
            assert (change.old_outcome, change.new_outcome) == (before, after)
            assert after == "eerst_regeling"
            assert (change.grade == "loss") == (before == "tweedekans")


def test_the_verdict_comes_first_and_leads_with_who_is_worse_off(capsys: Capture) -> None:
    lines = compared(capsys, OLD, NEW).splitlines()
    assert lines[:2] == [
        "Woonkansboom voor hulpverlenende instanties", "versie begrippenlijst → versie 2023-05"
    ]  # fmt: skip
    assert lines[3].startswith("1 groep gevallen gaat erop achteruit: van U6 Tweedekansbeleid")
    loss, sideways = (
        next(n for n, line in enumerate(lines) if line.startswith(sign)) for sign in "▼◆"
    )
    assert loss < sideways < lines.index("Wat er is bewerkt")


def test_of_a_folder_the_tree_where_someone_loses_comes_first(capsys: Capture) -> None:
    found = document(capsys, ROOT / "trees" / "begrippenlijst", ROOT / "trees")
    # By their names the other one, which changes for nobody, would be first.
    assert [one["new"]["tree"] for one in found["diffs"]] == ["hulpverleners", "corporaties"]
    assert [one["equivalent"] for one in found["diffs"]] == [False, True]


def test_a_group_has_who_they_are_an_example_and_where_paths_part(capsys: Capture) -> None:
    out = " ".join(compared(capsys, OLD, NEW).split())
    assert (
        "U6 Tweedekansbeleid → U4 Eerst de betalingsregeling Wie eerst U6 kreeg, en voor wie "
        "geldt: • met huurschuld, betalingsregeling 3 maanden • met huurschuld, betalingsregeling "
        "4 of 5 maanden, zonder bewindvoering Bijvoorbeeld: uit huis gezet door een corporatie,"
    ) in out
    assert "uiteen bij vraag 5 (Loopt de betalingsregeling lang genoeg, en loopt die goed?)" in out


def test_edits_are_marked_word_by_word(capsys: Capture) -> None:
    out = " ".join(compared(capsys, OLD, NEW).split())
    assert "~ het getal: 3 maanden → 6 maanden" in out
    assert "Minimaal [-3-]{+6+} maanden.{+ Onder bewindvoering minimaal 4 maanden.+}" in out
    assert "Gebruikt in: vraag 5 (regeling), uitkomst U4 (eerst_regeling)," in out
    assert "+ het woord ‘bewindvoering’ is nieuw:" in out


def test_the_board_hears_it_in_english_too(capsys: Capture) -> None:
    ended, out, _ = called(capsys, "--lang", "en", "diff", OLD, NEW)
    assert ended == 1
    assert "1 group of cases is worse off: from U6 Tweedekansbeleid" in out
    assert "▼ Worse off" in out


# ---------------------------------------------------------------- JSON


def test_json_has_what_the_contract_names(capsys: Capture) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = document(capsys, *edited("months >= 6", "months >= 9"))
    old, new = found.pop("old"), found.pop("new")
    assert (old["tree"], old["tree_version"], old["file"]) == ("small", "1", "old.yaml")
    assert old["fingerprint"] != new["fingerprint"]
    path = [{"question": "long", "answer": "long"}]
    assert found == {
        "version": 1,
        "structure": [
            {"kind": "changed", "element": "answer", "id": "long.long", "field": "condition",
             "old": "months >= 6", "new": "months >= 9"},
        ],
        "renames": {"questions": {}, "answers": {}, "outcomes": {}, "facts": {}, "parameters": {}},
        "cases": [
            {"old_outcome": "can", "new_outcome": "first", "grade": "loss",
             "region": {"months": "6 <= months < 9"}, "count": 3, "witness": {"months": 6},
             "old_path": path, "new_path": [{"question": "long", "answer": "short"}], "common": 0},
        ],
        "rerouted": [],
        "equivalent": False,
        "problem": None,
        "caseload": None,
    }  # fmt: skip


def test_json_of_the_worked_example_names_the_uses_of_a_number(capsys: Capture) -> None:
    found = document(capsys, OLD, NEW)
    assert [case["grade"] for case in found["cases"][:1]] == ["loss"]
    numbers = [edit for edit in found["structure"] if edit["element"] == "parameter"]
    assert {"element": "question", "id": "regeling", "field": "help"} in numbers[0]["uses"]


def test_json_of_folders_is_a_list(capsys: Capture) -> None:
    shutil.copytree(ROOT / "trees", "new")
    shutil.copytree(ROOT / "trees", "old")
    Path("new/extra.yaml").write_text(SMALL, "utf-8")
    found = document(capsys, "old", "new")
    assert [one["new"]["tree"] for one in found["diffs"]] == ["corporaties", "hulpverleners"]
    assert [one["tree"] for one in found["added"]] == ["small"]
    assert found["removed"] == []


# ---------------------------------------------------------------- exit codes


def test_without_any_difference_the_code_is_0(capsys: Capture) -> None:
    out = compared(capsys, NEW, NEW, code=0)
    assert "Er is niets veranderd. Voor alle gevallen dezelfde uitkomst, bewezen." in out
    assert document(capsys, NEW, NEW, code=0)["equivalent"] is True


def test_a_text_that_differs_is_a_difference_for_nobody(capsys: Capture) -> None:
    files = edited("Long enough?", "Is it long enough?")
    out = " ".join(compared(capsys, *files).split())
    assert (
        "Voor alle gevallen dezelfde uitkomst, bewezen. Aan de teksten of de opbouw is wel iets "
        "veranderd; zie hieronder."
    ) in out
    compared(capsys, *files, "--fail-on", "losses", code=0)


@pytest.mark.parametrize(("months", "code"), [("months >= 3", 0), ("months >= 9", 1)])
def test_fail_on_losses_is_about_who_is_worse_off(capsys: Capture, months: str, code: int) -> None:
    files = edited("months >= 6", months)
    compared(capsys, *files, "--fail-on", "losses", code=code)
    compared(capsys, *files, "--fail-on", "any", code=1)


def test_a_case_that_is_decided_no_longer_is_a_loss(capsys: Capture) -> None:
    files = edited("otherwise: true", "when: months < 5")
    out = compared(capsys, *files, "--fail-on", "losses")
    assert "✕ Krijgt in de nieuwe versie geen uitkomst meer" in out
    assert (
        "De nieuwe versie heeft geen antwoord dat past bij vraag 1 (Long enough?)."
    ) in " ".join(out.split())
    assert "De wegen" not in out  # the reason says it
    files = write(Path("new.yaml").read_text("utf-8"), "one.yaml"), write(SMALL, "two.yaml")
    compared(capsys, *files, "--fail-on", "losses", code=0)


@pytest.mark.parametrize(("old", "new", "code"), [("more", "less", 1), ("less", "more", 0)])
def test_a_tree_that_is_gone_counts_as_a_loss(
    capsys: Capture, old: str, new: str, code: int
) -> None:
    for folder in ("less", "more"):
        write(SMALL, f"{folder}/small.yaml")
    write(SMALL.replace("tree: small", "tree: other"), "more/other.yaml")
    out = compared(capsys, old, new, "--fail-on", "losses", code=code)
    word = "Vervallen boom" if code else "Nieuwe boom"
    assert out.startswith(f"{word}: A small tree (other)")
    assert compared(capsys, old, new, code=1) == out
    found = document(capsys, old, new)
    assert [one["tree"] for one in found["removed" if code else "added"]] == ["other"]


def test_a_fact_that_has_only_another_name_is_told(capsys: Capture) -> None:
    out = compared(capsys, *renamed())
    assert "dezelfde uitkomst, bewezen" in out
    assert "~ de id: months → duration" in out
    assert document(capsys, "old.yaml", "new.yaml")["renames"]["facts"] == {"months": "duration"}


def test_what_goes_round_cannot_be_compared(capsys: Capture) -> None:
    files = edited("goto: first", "goto: long")
    out = compared(capsys, *files, code=2)
    assert "! De gevallen zijn niet vergeleken" in out
    assert "waar het heen gaat" in out
    assert document(capsys, *files, code=2)["problem"].startswith("De gevallen zijn niet")


def test_a_version_with_a_gap_is_compared_as_it_is(capsys: Capture) -> None:
    files = write(FAULTY, "old.yaml"), write(FAULTY.replace("> 6", ">= 6"), "new.yaml")
    found = document(capsys, *files)
    assert [(c["old_outcome"], c["new_outcome"], c["grade"]) for c in found["cases"]] == [
        (None, "kan", "undecided")
    ]


# ---------------------------------------------------------------- options


def test_quiet_tells_the_verdict_only(capsys: Capture) -> None:
    code, out, err = called(capsys, "-q", "diff", *edited("months >= 6", "months >= 9"))
    assert (code, err) == (1, "")
    assert out.startswith("1 groep gevallen gaat erop achteruit")
    assert len(out.splitlines()) == 2
    assert called(capsys, "-q", "diff", NEW, NEW) == (0, "", "")


def test_another_path_is_told_when_asked_for(capsys: Capture) -> None:
    more = SMALL.replace("goto: can}", "goto: also}").replace(
        "outcomes:", '  also: {ask: "And?", answers: [{label: Yes, otherwise: true, goto: can},\n'
        "         {label: Never, when: months < 0, goto: first}]}\noutcomes:")  # fmt: skip
    files = write(SMALL, "old.yaml"), write(more, "new.yaml")
    assert "↷" not in compared(capsys, *files)
    out = compared(capsys, *files, "--paths")
    assert "↷ Dezelfde uitkomst langs een andere weg" in out
    found = document(capsys, *files, "--paths")
    assert found["equivalent"] is True
    assert [(c["grade"], c["region"]) for c in found["rerouted"]] == [
        (None, {"months": "months >= 6"})
    ]


def test_different_trees_are_told_to_be_so(capsys: Capture) -> None:
    out = " ".join(compared(capsys, NEW, LANDLORDS).split())
    assert "twee verschillende bomen, ‘hulpverleners’ en ‘corporaties’" in out
    assert f"woonboom compare {NEW} {LANDLORDS}" in out
    assert "Wat er is bewerkt" not in out


def test_what_cannot_be_read_is_told(capsys: Capture) -> None:
    code, out, err = called(capsys, "diff", "nergens.yaml", NEW)
    assert_refused(code, err, out, "nergens.yaml")


# ---------------------------------------------------------------- files


def test_files_are_called_after_the_new_version(capsys: Capture) -> None:
    files = edited("months >= 6", "months >= 9")
    forms = itertools.chain.from_iterable(("--format", form) for form in ("html", "pdf", "svg"))
    code, out, err = called(capsys, "-q", "diff", *files, *forms, "-o", "made")
    assert (code, out, err) == (1, "", "")
    assert sorted(path.name for path in Path("made").iterdir()) == [
        "new-wijzigingen-poster.svg", "new-wijzigingen.html", "new-wijzigingen.pdf"
    ]  # fmt: skip
    assert Path("made/new-wijzigingen.pdf").read_bytes().startswith(b"%PDF")


def test_the_poster_comes_instead_of_the_report(capsys: Capture) -> None:
    files = edited("months >= 6", "months >= 9")
    code, _, _ = called(capsys, "diff", *files, "--format", "pdf", "--poster", "--paper", "a3")
    assert code == 1
    assert [path.name for path in Path().glob("*.pdf")] == ["new-wijzigingen-poster.pdf"]


def test_nothing_is_printed_when_a_file_cannot_be_written(capsys: Capture) -> None:
    write("", "taken")
    words = ("--format", "json", "--format", "svg", "-o", "taken")
    code, out, err = called(capsys, "diff", *edited("months >= 6", "months >= 9"), *words)
    assert_refused(code, err, out, "daar staat een bestand en geen map")


def test_markdown_is_printed(capsys: Capture) -> None:
    out = compared(capsys, OLD, NEW, "--format", "md")
    assert out.startswith("# ")
    assert "Tweedekansbeleid" in out


# ---------------------------------------------------------------- on a terminal


def told(old: Path, new: Path, screen: Screen) -> str:
    changes = woonboom.diff(loaded(old), loaded(new))
    return told_changes(Told((changes,), (None,), (), (), several=False), screen)


def test_colours_come_beside_signs_and_marks_never_instead() -> None:
    plain = told(OLD, NEW, Screen("nl"))
    painted = told(OLD, NEW, Screen("nl", colour=True))
    assert "\x1b[1;31m▼ Gaat erop achteruit\x1b[0m" in painted
    assert "\x1b[31m[-\x1b[0m\x1b[31m3\x1b[0m\x1b[31m-]\x1b[0m" in painted
    stripped = painted
    while "\x1b[" in stripped:
        before, _, after = stripped.partition("\x1b[")
        stripped = before + after.partition("m")[2]
    assert stripped == plain


def test_no_line_is_wider_than_the_screen() -> None:
    for width in (60, 80, 100):
        assert max(map(len, told(OLD, NEW, Screen("nl", width=width)).splitlines())) <= width


def test_long_lists_are_cut_and_say_how_much_more() -> None:
    ends = "".join(
        f"  e{n}: {{kind: consult, title: End {n}, steps: [Call.]}}\n"
        for n in range(MOST_GROUPS + 9)
    )
    answers = "".join(
        f"      - {{label: L{n}, when: months == {n}, goto: e{n}}}\n"
        for n in range(MOST_GROUPS + 9)
    )
    head, _, tail = SMALL.partition("      - {label: Long")
    rest = "      - {label: Rest, otherwise: true, goto: can}\n      - {label: Long" + tail
    many = (head + answers + rest + ends).replace(
        "      - {label: Long, when: months >= 6, goto: can}\n"
        "      - {label: Short, otherwise: true, goto: first}\n", "")  # fmt: skip
    out = told(write(SMALL, "old.yaml"), write(many, "new.yaml"), Screen("nl"))
    assert "groepen. Alles staat in --format json." in " ".join(out.split())
    assert out.count(" → ") < 2 * MOST_GROUPS + 10


def test_text_needs_no_library_that_draws() -> None:
    code = (
        "import sys; from woonboom.cli import run\n"
        f"run(['-q', 'diff', {str(OLD)!r}, {str(NEW)!r}])\n"
        "heavy = {'typst', 'numpy', 'networkx', 'uharfbuzz', 'fontTools', 'pikepdf'}"
        "\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert python("-c", code).stdout.splitlines()[-1] == "[]"


# ---------------------------------------------------------------- whatever the trees are


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1_000_000), st.sampled_from(["edited", "unrelated", "broken"]))
def test_everything_there_is_to_tell_can_be_told(seed: int, kind: str) -> None:
    pick = random.Random(seed).randrange
    if kind == "broken":
        old, new = (tree_of(pick, broken=True) for _ in range(2))
    else:
        old, new = (edits.edited if kind == "edited" else edits.unrelated)(pick)
    changes = woonboom.diff(old, new, paths=True)
    told = Told((changes,), (None,), (), (), several=False)
    for language in ("nl", "en"):
        assert told_changes(told, Screen(language))
        document = json.loads("".join(as_json(document_of(changes, language))))
        VALIDATOR.validate(document)
    assert (told.code("any") == 0) == changes.same
