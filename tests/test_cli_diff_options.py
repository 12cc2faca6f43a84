"""`woonboom diff`: what its options ask for, what is refused, and what is told on the side."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import jsonschema
import pytest
from calling import Capture, Patch, assert_refused, called, write
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


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_fact_that_was_renamed_on_purpose_is_mapped(capsys: Capture) -> None:
    old, new = renamed()
    said = new.read_text("utf-8").replace("label: How long,", "label: How long exactly,")
    files = old, write(said, "new.yaml")
    out = compared(capsys, *files)
    assert "--map months=duration" in out
    assert document(capsys, *files, "--map", "months=duration")["equivalent"] is True


def test_a_fact_that_is_not_there_cannot_be_mapped(capsys: Capture) -> None:
    files = edited("months >= 6", "months >= 9")
    code, out, err = called(capsys, "diff", *files, "--map", "month=months")
    assert_refused(code, err, out, "De oude versie heeft geen feit ‘month’. Bedoelt u ‘months’?")
    code, out, err = called(capsys, "diff", *files, "--map", "months")
    assert_refused(code, err, out, "‘--map months’ klopt niet. Schrijf --map OUD=NIEUW")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a=c", "b=c"), "‘--map a=c’ en ‘--map b=c’ gaan niet samen"),
        (("a=b", "a=c"), "‘--map a=b’ en ‘--map a=c’ gaan niet samen"),
        (("a=b",), "‘--map a=b’ kan niet: de oude versie heeft zelf ook een feit ‘b’."),
        (("a=n",), "andere soorten feiten (a: boolean; n: integer, months)"),
        (("a=x",), "De nieuwe versie heeft geen feit ‘x’."),
        (("=b",), "‘--map =b’ klopt niet."),
    ],
)
def test_facts_that_cannot_be_each_other_are_refused(
    capsys: Capture, words: tuple[str, ...], said: str
) -> None:
    facts = "".join(f"  {id_}: {{label: Fact {id_}, type: boolean}}\n" for id_ in "abc")
    number = "  n: {label: Number, type: integer, unit: months, range: [0, 9]}\n"
    old, new = edited("facts:\n", f"facts:\n{facts}{number}")
    other = new.read_text("utf-8").replace("  c: {label: Fact c, type: boolean}\n", "")
    old.write_text(other.replace(number, ""), "utf-8")
    maps = itertools.chain.from_iterable(("--map", word) for word in words)
    code, out, err = called(capsys, "diff", old, new, *maps)
    assert_refused(code, err, out, said)


def test_a_pair_that_is_named_twice_is_one(capsys: Capture) -> None:
    files = renamed()
    words = ("--map", "months=duration")
    assert document(capsys, *files, *words, *words)["equivalent"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--poster",), "--poster hoort bij --format pdf."),
        (("--poster", "--format", "html"), "--poster hoort bij --format pdf."),
        (("--paper", "a2"), "--paper is voor de poster."),
        (("--paper", "a1", "--format", "pdf"), "--paper is voor de poster."),
        (("--portrait", "--format", "md"), "--portrait is voor de poster."),
        (("--landscape",), "--landscape is voor de poster."),
        (("--on", "2026-01-31"), "--on telt alleen mee bij gevallen uit een bestand."),
        (("-o", "uit", "--format", "md"), "-o is voor bestanden, en md komt op het scherm."),
        (("--format", "json", "--format", "text"), "json en text komen allebei op het scherm"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    capsys: Capture, words: tuple[str, ...], said: str
) -> None:
    code, out, err = called(capsys, "diff", OLD, NEW, *words)
    assert_refused(code, err, out, said)
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("words", [("--format", "svg"), ("--format", "pdf", "--poster")])
def test_two_trees_have_no_poster_with_marks(capsys: Capture, words: tuple[str, ...]) -> None:
    code, out, err = called(capsys, "diff", NEW, LANDLORDS, *words)
    assert_refused(code, err, out, f"woonboom compare {NEW} {LANDLORDS}")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(("one", "said"), [(NEW, f"diff HEAD {NEW}"), ("v1", "diff v1 trees/")])
def test_one_version_is_too_few(capsys: Capture, one: str | Path, said: str) -> None:
    code, out, err = called(capsys, "diff", one)
    assert_refused(code, err, out, "Noem twee versies: de oude en de nieuwe")
    assert f"woonboom {said}\n" in err


def test_two_forms_on_one_screen_are_refused(capsys: Capture) -> None:
    code, out, err = called(capsys, "diff", OLD, NEW, "--format", "json", "--format", "md")
    assert_refused(code, err, out, "json en md komen allebei op het scherm")


# ---------------------------------------------------------------- what is wrong


WORKED = """\
cases:
  - {name: Long enough, given: {months: 40}, expect: can}
"""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("range: [0, 60]", "range: [0, 24]", "40 valt buiten 0 tot en met 24"),
        ("expect: can", "expect: cannot", "Dit voorbeeld noemt ‘cannot’"),
        ("given: {months: 40}", "given: {month: 40}", "Bedoelt u ‘months’?"),
        ("eligible, title", "eligible, info: nowhere, title", "De informatiepagina ‘nowhere’"),
    ],
)
def test_what_is_wrong_beside_the_questions_does_not_keep_one_from_knowing(
    capsys: Capture, before: str, after: str, said: str
) -> None:
    files = edited(before, after, SMALL + WORKED)
    code, out, err = called(capsys, "diff", *files)
    assert code == 1
    assert said in err
    assert "Er is toch vergeleken." in err
    assert "Wat er is bewerkt" in out
    code, out, _ = called(capsys, "diff", *files, "--format", "json")
    jsonschema.validate(json.loads(out), SCHEMA, jsonschema.Draft202012Validator)
    assert called(capsys, "-q", "diff", *files)[0] == code == 1
    assert called(capsys, "check", files[1])[0] != 0


def test_what_is_wrong_in_the_questions_does(capsys: Capture) -> None:
    code, out, err = called(capsys, "diff", *edited("goto: first", "goto: last"))
    assert (code, out) == (2, "")
    assert "WB201" in err


def test_of_two_vocabularies_the_trees_that_use_them_are_compared(capsys: Capture) -> None:
    words = OLD.parent / "woonkans.yaml", NEW.parent / "woonkans.yaml"
    code, out, err = called(capsys, "diff", *words, "--format", "json")
    assert code == 1
    assert err.startswith(f"‘{words[1]}’ is een vocabulaire. De bomen ernaast die het gebruiken,")
    found = [one["new"]["tree"] for one in json.loads(out)["diffs"]]
    assert found == ["hulpverleners", "corporaties"]  # where someone loses comes first
    alone = write("woonboom: 1\nvocabulary: words\n", "words.yaml")
    code, out, err = called(capsys, "diff", alone, alone)
    assert_refused(code, err, out, "In ‘.’ en ‘.’ staan geen bomen.")
    write(SMALL)
    code, out, err = called(capsys, "diff", alone, alone)
    assert_refused(code, err, out, "geen boom ernaast gebruikt ze")
