"""`woonboom check --poster` tells whether a poster on the wall is still the version that counts."""

from __future__ import annotations

import io
import json
import os
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from calling import Capture, Patch, assert_refused, called, process

from woonboom.cli.posters import Verdict, judge
from woonboom.fingerprint import fingerprint_of
from woonboom.load import load
from woonboom.model import Tree

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "check.json").read_text("utf-8"))

TREE = """\
woonboom: 1
tree: proef
title: Een proef
version: "2026-01"
valid_from: 2026-01-15
language: nl
start: schuld
parameters:
  minstens: {value: 6, unit: maanden, label: Zo lang}
facts:
  maanden: {label: Looptijd, type: integer, unit: maanden, range: [0, 60]}
questions:
  schuld: {ask: "Is er een schuld?", help: Vraag het na., yes: lang, no: kan}
  lang:
    ask: Loopt het minstens {minstens}?
    answers:
      - {label: Ja, when: maanden >= minstens, goto: kan}
      - {label: Nee, otherwise: true, goto: niet}
outcomes:
  kan: {kind: consult, title: Dit kan, steps: [Meld aan.]}
  niet: {kind: not_eligible, title: Dit kan niet}
"""


@pytest.fixture(autouse=True)
def in_a_folder_with_a_poster(tmp_path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    """A tree, and posters of it as they were printed: proef.pdf and proef.svg."""
    monkeypatch.chdir(tmp_path)
    Path("proef.yaml").write_text(TREE, "utf-8")
    done = called(capsys, "poster", "proef.yaml", "--format", "pdf", "--format", "svg")
    assert done[0] == 0
    for form in ("pdf", "svg"):
        Path(f"proef-poster.{form}").rename(f"proef.{form}")


def change(*pairs: tuple[str, str], file: str = "proef.yaml") -> None:
    text = TREE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    Path(file).write_text(text, "utf-8")


def told(capsys: Capture, *words: str, language: str = "nl") -> tuple[int, str]:
    """The exit code, and what is said of posters on lines as long as they are."""
    code, out, err = called(capsys, "--lang", language, "check", *words)
    assert err == ""
    return code, " ".join(out.split())


def document(capsys: Capture, *words: str) -> tuple[int, list[dict[str, Any]]]:
    code, out, err = called(capsys, "check", *words, "--format", "json")
    assert err == ""
    read = json.loads(out)
    jsonschema.validate(read, SCHEMA, jsonschema.Draft202012Validator)
    return code, read["posters"]


# ---------------------------------------------------------------- current


@pytest.mark.parametrize("form", ["pdf", "svg"])
def test_a_poster_of_the_tree_as_it_is(capsys: Capture, form: str) -> None:
    code, said = told(capsys, "proef.yaml", "--poster", f"proef.{form}")
    assert code == 0
    assert f"proef.{form} Actueel: versie 2026-01, controlegetal " in said
    assert "veranderd" not in said


def test_the_number_that_is_told_is_the_one_on_the_poster(capsys: Capture) -> None:
    _, (poster,) = document(capsys, "proef.yaml", "--poster", "proef.svg")
    assert f">Controlegetal {poster['fingerprint']}<" in Path("proef.svg").read_text("utf-8")


def test_a_tree_in_a_file_of_another_name_and_place(capsys: Capture) -> None:
    Path("map").mkdir()
    Path("proef.yaml").rename("map/hernoemd.yaml")
    assert told(capsys, "map", "--poster", "proef.pdf")[0] == 0


def test_what_does_not_stand_on_the_poster_makes_no_difference(capsys: Capture) -> None:
    change(("woonboom: 1", "# ons eigen\nwoonboom: 1\nnote: Nog eens bekijken."))
    assert told(capsys, "proef.yaml", "--poster", "proef.pdf")[0] == 0


def test_quiet_says_nothing_of_posters_that_hold(capsys: Capture) -> None:
    words = ("check", "proef.yaml", "--poster", "proef.svg")
    assert called(capsys, "--quiet", *words) == (0, "", "")
    change(("Vraag het na.", "Vraag het."))
    code, out, _ = called(capsys, "--quiet", *words)
    assert code == 1
    assert "Niet meer actueel" in out


# ---------------------------------------------------------------- out of date


@pytest.mark.parametrize("form", ["pdf", "svg"])
def test_a_poster_of_a_former_version_says_what_changed(capsys: Capture, form: str) -> None:
    change(
        ('"2026-01"', '"2026-07"'),
        ("value: 6", "value: 9"),
        ("help: Vraag het na.", "help: Kijk het na."),
        ("no: kan", "no: niet"),
    )
    code, said = told(capsys, "proef.yaml", "--poster", f"proef.{form}")
    assert code == 1
    assert "Niet meer actueel. Op de poster: versie 2026-01, controlegetal " in said
    assert "Nu: versie 2026-07, controlegetal " in said
    for line in (
        "De boom • de versie was ‘2026-01’, is nu ‘2026-07’",
        "Getallen • ‘Zo lang’ (minstens): het getal was ‘6 maanden’, is nu ‘9 maanden’",
        "vraag 1 (schuld): de hulptekst was ‘Vraag het na.’, is nu ‘Kijk het na.’",
        "antwoord ‘Nee’: gaat nu naar uitkomst U2 (niet), ging naar uitkomst U1 (kan)",
        "vraag 2 (lang): de vraag was ‘Loopt het minstens 6 maanden?’",
    ):
        assert line in said


def test_the_same_in_english(capsys: Capture) -> None:
    change(("help: Vraag het na.", "help: Kijk het na."))
    code, said = told(capsys, "proef.yaml", "--poster", "proef.svg", language="en")
    assert code == 1
    assert "No longer current. On the poster: version 2026-01, check number " in said
    assert "Questions • question 1 (schuld): the help was ‘Vraag het na.’" in said


def test_the_same_as_json(capsys: Capture) -> None:
    change(("help: Vraag het na.", "help: Kijk het na."))
    code, (poster,) = document(capsys, "proef.yaml", "--poster", "proef.svg")
    assert code == 1
    assert {k: poster[k] for k in ("file", "tree", "tree_version", "current")} == {
        "file": "proef.svg", "tree": "proef", "tree_version": "2026-01", "current": False
    }  # fmt: skip
    assert poster["now"]["file"] == "proef.yaml"
    assert poster["now"]["fingerprint"] != poster["fingerprint"]
    assert poster["changes"] == [
        {"kind": "changed", "element": "question", "id": "schuld", "field": "help",
         "old": "Vraag het na.", "new": "Kijk het na."}
    ]  # fmt: skip


def test_json_without_posters_has_no_list_of_them(capsys: Capture) -> None:
    _, out, _ = called(capsys, "check", "proef.yaml", "--format", "json")
    assert "posters" not in json.loads(out)


def test_of_several_versions_the_one_that_counts_today(capsys: Capture) -> None:
    old = ("valid_from: 2026-01-15", "valid_from: 2020-01-15\nvalid_until: 2020-12-31")
    change(old)
    change(('"2026-01"', '"2026-07"'), ("2026-01-15", "2021-01-01"), file="nieuw.yaml")
    code, (poster,) = document(capsys, ".", "--poster", "proef.svg")
    assert code == 1
    assert poster["now"]["file"] == "nieuw.yaml"


@pytest.mark.parametrize("form", ["pdf", "svg"])
def test_a_version_without_an_end_is_superseded_by_the_next(capsys: Capture, form: str) -> None:
    first = ("valid_from: 2026-01-15", "valid_from: 2020-01-01")
    change(first)
    assert called(capsys, "poster", "proef.yaml", "--format", form)[0] == 0
    assert told(capsys, ".", "--poster", f"proef-poster.{form}")[0] == 0
    change(('"2026-01"', '"2"'), ("2026-01-15", "2024-01-01"), file="nieuw.yaml")
    for paths in ((".",), ("proef.yaml", "nieuw.yaml"), ("nieuw.yaml", "proef.yaml")):
        code, said = told(capsys, *paths, "--poster", f"proef-poster.{form}")
        assert code == 1
        assert "Niet meer actueel. Op de poster: versie 2026-01" in said
        assert "Nu: versie 2, " in said


def test_of_versions_that_began_together_the_posters_own_counts(capsys: Capture) -> None:
    change(("Vraag het na.", "Vraag het."), file="concept.yaml")
    for paths in (("proef.yaml", "concept.yaml"), ("concept.yaml", "proef.yaml")):
        assert told(capsys, *paths, "--poster", "proef.svg")[0] == 0


# ---------------------------------------------------------------- as days go by


def judged(tree: Tree, today: date, file: str = "proef.svg") -> Verdict:
    (verdict,) = judge([Path(file)], [tree], today)
    return verdict


def the_tree() -> Tree:
    tree, _ = load("proef.yaml")
    assert tree is not None
    return tree


def test_a_version_that_is_not_valid_yet_is_told(capsys: Capture) -> None:
    early = judged(the_tree(), date(2026, 1, 14))
    assert early.current is True
    assert "geldt pas vanaf 2026-01-15" in early.said.say("nl")
    assert "Actueel" in judged(the_tree(), date(2026, 1, 15)).said.say("nl")


def test_a_version_that_is_no_longer_valid_is_out_of_date(capsys: Capture) -> None:
    change(("language: nl", "valid_until: 2026-12-31\nlanguage: nl"))
    assert called(capsys, "poster", "proef.yaml", "--format", "svg")[0] == 0
    last, after = (
        judged(the_tree(), day, "proef-poster.svg")
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    )
    assert (last.current, after.current) == (True, False)
    assert "gold tot en met 2026-12-31" in after.said.say("nl")
    assert after.changes == []


# ---------------------------------------------------------------- cannot be told


def test_a_poster_of_another_tree(capsys: Capture) -> None:
    change(("tree: proef", "tree: anders"), ("Een proef", "Iets anders"))
    code, said = told(capsys, "proef.yaml", "--poster", "proef.pdf")
    assert code == 2
    assert "poster van de boom ‘proef’, en die is er niet bij. Wel: ‘anders’." in said


def test_a_tree_that_got_another_id_is_named(capsys: Capture) -> None:
    change(("tree: proef", "tree: anders"))
    code, said = told(capsys, "proef.yaml", "--poster", "proef.pdf")
    assert code == 2
    assert "De boom ‘anders’ (proef.yaml) heeft dezelfde titel." in said


def written(name: str, data: bytes) -> str:
    Path(name).write_bytes(data)
    return name


def without_content(keywords: str | None = None) -> bytes:
    """The poster as another program would write it anew."""
    file = io.BytesIO()
    with pikepdf.open("proef.pdf") as pdf:
        del pdf.Root.PieceInfo
        if keywords is not None:
            pdf.docinfo.Keywords = keywords
        pdf.save(file)
    return file.getvalue()


def test_a_poster_that_only_has_its_number_left(capsys: Capture) -> None:
    name = written("kaal.pdf", without_content())
    assert told(capsys, "proef.yaml", "--poster", name)[0] == 0
    change(("help: Vraag het na.", "help: Kijk het na."))
    code, said = told(capsys, "proef.yaml", "--poster", name)
    assert code == 1
    assert "Wat er veranderd is, staat niet meer in het bestand." in said
    assert "•" not in said


def test_a_poster_that_lost_everything_is_told_with_the_number_to_look_for(
    capsys: Capture,
) -> None:
    _, (poster,) = document(capsys, "proef.yaml", "--poster", "proef.svg")
    for name in (written("geprint.pdf", without_content("")), written("a.svg", EMPTY_SVG)):
        code, said = told(capsys, "proef.yaml", "--poster", name)
        assert code == 2
        assert "staat niet van welke boom het is" in said
        assert f"Vergelijk het met {poster['fingerprint']} (proef 2026-01)." in said


EMPTY_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_a_poster_that_was_tampered_with(capsys: Capture) -> None:
    text = Path("proef.svg").read_text("utf-8")
    Path("vals.svg").write_text(text.replace("Vraag het na.", "Vraag niets."), "utf-8")
    code, (poster,) = document(capsys, "proef.yaml", "--poster", "vals.svg")
    assert (code, poster["current"], poster["changes"]) == (2, None, [])
    assert "kloppen niet met hun controlegetal" in poster["message"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nergens.pdf", "Dit bestand bestaat niet."),
        (".", "Dit is een map."),
        ("proef.yaml", "Dit is geen PDF of SVG die te lezen is."),
    ],
)
def test_what_is_no_poster(capsys: Capture, name: str, reason: str) -> None:
    code, said = told(capsys, "proef.yaml", "--poster", name)
    assert code == 2
    assert reason in said


# ---------------------------------------------------------------- made to harm


def a_pdf_with(content: bytes, filters: pikepdf.Name | pikepdf.Array) -> bytes:
    """The poster with other bytes as its content, said to be encoded with `filters`."""
    file = io.BytesIO()
    with pikepdf.open("proef.pdf") as pdf:
        pdf.Root.PieceInfo.Woonboom.Private.Content.write(content, filter=filters)
        del pdf.docinfo["/Keywords"]
        pdf.save(file, compress_streams=False)
    return file.getvalue()


def its_content() -> bytes:
    with pikepdf.open("proef.pdf") as pdf:
        return pdf.Root.PieceInfo.Woonboom.Private.Content.read_bytes()


def test_a_content_that_another_program_deflated_is_read(capsys: Capture) -> None:
    for filters in (pikepdf.Name.FlateDecode, pikepdf.Array([pikepdf.Name.FlateDecode])):
        name = written("a.pdf", a_pdf_with(zlib.compress(its_content(), 9), filters))
        assert told(capsys, "proef.yaml", "--poster", name)[0] == 0


def test_a_content_that_unpacks_to_more_than_fits_is_none(capsys: Capture) -> None:
    deflated = pikepdf.Name.FlateDecode
    large = zlib.compress(its_content().ljust(20_000_001), 9)
    cases: dict[str, tuple[bytes, pikepdf.Name | pikepdf.Array]] = {
        "large": (large, deflated),
        "twice": (zlib.compress(zlib.compress(its_content())), pikepdf.Array([deflated] * 2)),
        "other": (its_content().hex().encode(), pikepdf.Name.ASCIIHexDecode),
        "short": (zlib.compress(its_content())[:-9], deflated),
        "spoilt": (b"no deflated data", deflated),
    }
    assert len(large) < 50_000
    for case, (data, filters) in cases.items():
        name = written(f"{case}.pdf", a_pdf_with(data, filters))
        code, said = told(capsys, "proef.yaml", "--poster", name)
        assert (code, case) == (2, case)
        assert "staat niet van welke boom het is" in said


@pytest.mark.parametrize("encoding", ["nope", "utf-7", "hex", "idna", "punycode"])
def test_an_svg_in_an_odd_encoding_is_no_drawing(capsys: Capture, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    code, said = told(capsys, "proef.yaml", "--poster", written("a.svg", head + EMPTY_SVG))
    assert code == 2
    assert "Dit is geen PDF of SVG die te lezen is." in said


def an_svg_with(content: str, number: str | None = None) -> bytes:
    """An SVG with a content of another maker, and the fingerprint of that content."""
    said = f'<metadata id="woonboom" data-fingerprint="{number or fingerprint_of(content)}">'
    return EMPTY_SVG.replace(b"/>", f">{said}{content}</metadata></svg>".encode())


@pytest.mark.parametrize("odd", ["[" * 200_000, "[" * 900 + "]" * 900, "NaN", "1e999", "0.5"])
def test_a_content_of_another_shape_is_of_another_release(capsys: Capture, odd: str) -> None:
    content = f'{{"form":1,"tree":"proef","version":"1","questions":{odd}}}'
    code, said = told(capsys, "proef.yaml", "--poster", written("a.svg", an_svg_with(content)))
    assert code == 2
    assert "met een andere uitgave van woonboom gemaakt" in said


@pytest.mark.parametrize("tree", ["proef", "\x1b[31mrood"])
def test_what_a_terminal_obeys_is_not_printed(capsys: Capture, tree: str) -> None:
    odd = "\x1b[2J\x9b31m\ud800"
    row = {"id": odd, "label": odd, "name": odd, "ask": odd, "number": odd, "value": odd}
    lists = {key: [row] for key in ("questions", "outcomes", "facts", "parameters", "works")}
    head = {"form": 1, "tree": tree, "version": odd, "title": odd, "assumptions": [odd]}
    name = written("a.svg", an_svg_with(json.dumps(head | lists)))
    code, out, _ = called(capsys, "check", "proef.yaml", "--poster", name)
    assert code == (1 if tree == "proef" else 2)
    assert "[2J31m" in out if tree == "proef" else "[31mrood" in out
    assert set("\x1b\x9b\ud800").isdisjoint(out)


def test_what_is_no_fingerprint_is_not_printed(capsys: Capture) -> None:
    name = written("a.svg", an_svg_with("{}", "&#x9b;31mABCD-1234"))
    code, out, _ = called(capsys, "check", "proef.yaml", "--poster", name)
    assert code == 2
    assert "ABCD" not in out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_poster_that_may_not_be_read(capsys: Capture) -> None:
    Path("proef.pdf").chmod(0)
    code, said = told(capsys, "proef.yaml", "--poster", "proef.pdf")
    assert code == 2
    assert "Niet te lezen" in said


def test_the_worst_of_several_posters_decides(capsys: Capture) -> None:
    change(("help: Vraag het na.", "help: Kijk het na."))
    assert called(capsys, "poster", "proef.yaml", "--format", "svg")[0] == 0
    new, old, none = "proef-poster.svg", "proef.svg", "nergens.pdf"

    def code(*names: str) -> int:
        return told(capsys, "proef.yaml", *(w for name in names for w in ("--poster", name)))[0]

    assert [code(new), code(new, old), code(new, old, none)] == [0, 1, 2]


def test_a_tree_with_errors_and_a_poster_that_holds(capsys: Capture) -> None:
    change(("tree: proef\n", "tree: proef\ncases: [{given: {schuld: nee}, expect: niet}]\n"))
    code, said = told(capsys, "proef.yaml", "--poster", "proef.pdf")
    assert code == 1
    assert "WB510" in said
    assert "Actueel" in said


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_forms_that_have_no_place_for_posters_are_refused(capsys: Capture, form: str) -> None:
    words = ("check", "proef.yaml", "--poster", "proef.pdf", "--format", form)
    code, out, err = called(capsys, *words)
    assert_refused(code, err, out, "text of json")


def test_without_posters_nothing_more_is_imported() -> None:
    done = process("check", "proef.yaml", WOONBOOM_LANG="nl", PYTHONVERBOSE="1")
    assert done.returncode == 0
    for module in ("woonboom.cli.posters", "woonboom.compared", "woonboom.formats", "pikepdf"):
        assert f"import '{module}'" not in done.stderr
    assert "import 'woonboom.rules'" in done.stderr
