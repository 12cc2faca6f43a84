"""`woonboom diff --cases`: how many of a real caseload change, and whose rows those are."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pyarrow as pa
import pytest
from calling import ROOT, Capture, Patch, assert_refused, called, process, write
from pyarrow import parquet

OLD = ROOT / "trees" / "begrippenlijst" / "hulpverleners.yaml"
NEW = ROOT / "trees" / "hulpverleners.yaml"
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "diff.json").read_text("utf-8"))
HEADER = (
    "referentie;naam;ontruimd;reden_ontruiming;maanden_sinds_ontruiming;huurschuld;"
    "maanden_regeling;bewindvoering;hulpverlening;begeleidingsplan\n"
)
EVICTED = "ja;huurachterstand;24;ja"
ROWS = (
    f"D-1;Qx1;{EVICTED};2;nee;ja;ja\n"
    f"D-2;Qx2;{EVICTED};3;nee;ja;ja\n"
    f"D-3;Qx3;{EVICTED};5;ja;ja;ja\n"
    f"D-4;Qx4;{EVICTED};5;;ja;ja\n"
    f"D-5;Qx5;{EVICTED};zesjes;nee;ja;ja\n"
    f";Qx6;{EVICTED};4;nee;nee;ja\n"
)
SAYINGS = ("Qx1", "Qx2", "Qx3", "Qx4", "Qx5", "Qx6", "zesjes")
TREE = """\
woonboom: 1
tree: proef
title: A trial
version: "{version}"
language: en
start: lang
facts:
  {fact}: {{label: How long, type: integer, unit: months, range: [0, 60], entered_as: date}}
questions:
  lang:
    ask: How long?
    answers:
      - {{label: Short, when: {fact} < {limit}, goto: nee}}
      - {{label: Long, otherwise: true, goto: kan}}
outcomes:
  kan: {{kind: eligible, title: Welcome, steps: [Call.]}}
  nee: {{kind: not_yet, title: Not yet, text: Come back later.}}
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WOONBOOM_LANG", "nl")


@pytest.fixture
def clients() -> Path:
    return write(HEADER + ROWS, "clienten.csv")


def trial(version: str, limit: int, fact: str = "maanden") -> Path:
    return write(TREE.format(version=version, limit=limit, fact=fact), f"{version}.yaml")


def caseload(capsys: Capture, *words: str | Path) -> dict[str, object]:
    _, out, _ = called(capsys, "diff", *words, "--format", "json")
    document = json.loads(out)
    jsonschema.validate(document, SCHEMA)
    found: dict[str, object] = document["caseload"]
    return found


# ---------------------------------------------------------------- what is told


def test_the_terminal_tells_how_many_change_and_which(capsys: Capture, clients: Path) -> None:
    code, out, err = called(capsys, "diff", OLD, NEW, "--cases", clients)
    said = " ".join(out.split())
    assert code == 1
    assert "Hoeveel van onze cliënten raakt dit?" in said
    assert "een bestand met 6 cliënten, elk op een eigen rij. 2 cliënten krijgen een" in said
    assert "1 van hen gaat erop achteruit." in said
    assert "1: van U6 Tweedekansbeleid naar U4 Eerst de betalingsregeling D-2" in said
    assert "1: van U5 Eerst hulpverlening naar U4 Eerst de betalingsregeling regel 7" in said
    assert "Bij 1 cliënt hangt het af van iets wat niet in het bestand staat. D-4" in said
    assert "1 cliënt telt niet mee: in die rij klopt iets niet. - regel 6, kolom" in said
    assert err == "Deze kolommen zijn geen feit en niet gelezen: naam.\n"


def test_losses_come_first(capsys: Capture, clients: Path) -> None:
    _, out, _ = called(capsys, "diff", OLD, NEW, "--cases", clients)
    section = out[out.index("Hoeveel van onze cliënten") :]
    assert section.index("Gaat erop achteruit") < section.index("Een andere uitkomst")


def test_json_names_every_row_that_changes(capsys: Capture, clients: Path) -> None:
    found = caseload(capsys, OLD, NEW, "--cases", clients)
    assert found == {
        "rows": 6,
        "counted": "line",
        "changed": [
            {"old_outcome": "tweedekans", "new_outcome": "eerst_regeling", "grade": "loss",
             "count": 1, "references": ["D-2"]},
            {"old_outcome": "eerst_hulpverlening", "new_outcome": "eerst_regeling",
             "grade": "sideways", "count": 1, "references": [7]},
        ],
        "unchanged": 2,
        "untouched": 0,
        "open": {"count": 1, "references": ["D-4"]},
        "left_out": {"count": 1, "first": [
            {"at": 6, "column": "maanden_regeling", "problem": "geen heel getal"},
        ]},
        "missing_columns": found["missing_columns"],
        "ignored_columns": ["naam"],
    }  # fmt: skip
    assert "vaste_woonplek" in str(found["missing_columns"])


def test_without_cases_json_has_no_caseload(capsys: Capture) -> None:
    code, out, _ = called(capsys, "diff", OLD, NEW, "--format", "json")
    assert (code, json.loads(out)["caseload"]) == (1, None)


@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_nothing_else_of_a_row_is_told(capsys: Capture, clients: Path, form: str) -> None:
    _, out, err = called(capsys, "diff", OLD, NEW, "--cases", clients, "--format", form)
    assert [word for word in SAYINGS if word in out + err] == []


@pytest.mark.parametrize("form", ["md", "html"])
def test_what_is_published_has_counts_only_and_no_small_ones(
    capsys: Capture, clients: Path, form: str
) -> None:
    many = "".join(f"M-{n};Qx1;{EVICTED};3;nee;ja;ja\n" for n in range(1_234))
    write(HEADER + ROWS + many, "clienten.csv")
    _, out, _ = called(capsys, "diff", OLD, NEW, "--cases", clients, "--format", form)
    told = out if form == "md" else Path("hulpverleners-wijzigingen.html").read_text("utf-8")
    assert "Hoeveel van onze cliënten raakt dit?" in told
    assert "1.235" in told
    assert "minder dan 5" in told
    assert [name for name in ("D-2", "D-4", "M-7", "regel 7") if name in told] == []
    assert "cliënten houden dezelfde uitkomst" not in told  # the small ones would follow


def test_in_english_too(capsys: Capture, clients: Path) -> None:
    _, out, _ = called(capsys, "--lang", "en", "diff", OLD, NEW, "--cases", clients)
    assert "How many of our clients does this touch?" in out
    assert "line 6, column ‘maanden_regeling’: no whole number" in out


def test_many_references_are_named_in_json_only(capsys: Capture) -> None:
    rows = "".join(f"M-{n};x;{EVICTED};3;nee;ja;ja\n" for n in range(100))
    path = write(HEADER + rows, "veel.csv")
    _, out, _ = called(capsys, "diff", OLD, NEW, "--cases", path)
    assert "M-19" in out
    assert "M-20" not in out
    assert "en nog 80; ‘--format json’ noemt ze alle" in " ".join(out.split())
    found = caseload(capsys, OLD, NEW, "--cases", path)
    assert "M-99" in str(found["changed"])


def test_a_reference_that_comes_twice_is_told(capsys: Capture) -> None:
    row = f"{EVICTED};3;nee;ja;ja\n"
    path = write(HEADER + f"D-1;x;{row}D-1;x;{row}D-2;x;{row};x;{row};x;{row}", "dubbel.csv")
    _, out, _ = called(capsys, "diff", OLD, NEW, "--cases", path)
    assert "Let op: 1 van deze referenties staat er meer dan een keer." in " ".join(out.split())


def test_a_reference_cannot_upset_the_terminal(capsys: Capture) -> None:
    row = f"\x1b[2J{'lang' * 30};x;{EVICTED};3;nee;ja;ja\n"
    path = write(HEADER + row, "raar.csv")
    _, out, _ = called(capsys, "diff", OLD, NEW, "--cases", path)
    assert "\x1b" not in out
    assert "lang" * 20 not in out


# ---------------------------------------------------------------- columns


def test_a_column_that_looks_like_a_fact_says_which(capsys: Capture) -> None:
    path = write("ref;ontruimd;maanden_regelng\na;nee;3\n", "fout.csv")
    _, _, err = called(capsys, "diff", OLD, NEW, "--cases", path)
    assert err == "Kolom ‘maanden_regelng’ is niet gelezen. Bedoelt u ‘maanden_regeling’?\n"
    _, _, err = called(capsys, "--quiet", "diff", OLD, NEW, "--cases", path)
    assert err == ""


def test_a_fact_without_a_column_is_told(capsys: Capture) -> None:
    path = write("ref;ontruimd\na;nee\n", "weinig.csv")
    _, out, _ = called(capsys, "diff", OLD, NEW, "--cases", path)
    said = " ".join(out.split())
    assert "Zonder kolom, dus van niemand bekend: reden_ontruiming, " in said


def test_a_date_counts_up_to_the_day_that_on_says(capsys: Capture) -> None:
    old, new = trial("een", 3), trial("twee", 6)
    path = write("ref;maanden\na;2025-09-30\nb;2025-07-30\nc;4\n", "data.csv")
    found = caseload(capsys, old, new, "--cases", path, "--on", "2026-01-31")
    assert "'references': ['a', 'c']" in str(found["changed"])
    found = caseload(capsys, old, new, "--cases", path, "--on", "2025-12-31")
    assert "'references': ['a', 'b', 'c']" in str(found["changed"])


@pytest.mark.parametrize("column", ["maanden", "looptijd"])
def test_a_mapped_fact_may_be_called_by_either_name(capsys: Capture, column: str) -> None:
    old, new = trial("een", 3), trial("twee", 6, "looptijd")
    path = write(f"ref;{column}\na;4\nb;8\n", "gevallen.csv")
    found = caseload(capsys, old, new, "--cases", path, "--map", "maanden=looptijd")
    assert "'references': ['a']" in str(found["changed"])


def test_parquet_counts_rows(capsys: Capture) -> None:
    old, new = trial("een", 3), trial("twee", 6)
    table = pa.table({"maanden": [1, 4, None, 90], "naam": ["x", "y", "z", "w"]})
    parquet.write_table(table, "gevallen.parquet")
    _, out, err = called(capsys, "diff", old, new, "--cases", "gevallen.parquet")
    said = " ".join(out.split())
    assert "1: van O2 Welcome naar O1 Not yet rij 2" in said
    assert "rij 4, kolom ‘maanden’: niet van 0 tot en met 60" in said
    assert "naam" in err


# ---------------------------------------------------------------- how it ends


def test_the_exit_code_is_about_cases_in_principle(capsys: Capture) -> None:
    untouched = write(HEADER + f"D-1;x;{EVICTED};12;nee;ja;ja\n", "rustig.csv")
    words = ("diff", OLD, NEW, "--cases", untouched, "--fail-on", "losses")
    code, out, _ = called(capsys, *words)
    assert code == 1
    assert "Geen enkele cliënt krijgt een andere uitkomst." in " ".join(out.split())
    better = ("diff", NEW, OLD, "--cases", untouched, "--fail-on", "losses")
    assert called(capsys, *better)[0] == 0


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (None, "clienten.csv"),
        ("", "het bestand is leeg"),
        ("Iemand;ja\n", "geen enkele kolom heet als een feit van de boom"),
        ("ontruimd;ONTRUIMD\nja;nee\n", "zeggen hetzelfde als een andere"),
    ],
)
def test_what_cannot_be_read_ends_it_and_nothing_is_written(
    capsys: Capture, text: str | None, part: str
) -> None:
    if text is not None:
        write(text, "clienten.csv")
    words = ("diff", OLD, NEW, "--cases", "clienten.csv", "--format", "text", "--format", "html")
    code, out, err = called(capsys, *words)
    assert_refused(code, err, out, part)
    assert "Iemand" not in err
    assert list(Path().glob("*.html")) == []


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("map.csv", "‘map.csv’: Dit is een map, geen bestand."),
        ("kwijt.csv", "‘kwijt.csv’: Dit bestand bestaat niet. Controleer de naam en de map."),
        ("clienen.csv", "‘clienen.csv’: Dit bestand bestaat niet. Bedoelt u ‘clienten.csv’?"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_as_any_other(
    capsys: Capture, clients: Path, name: str, part: str
) -> None:
    assert clients.exists()
    Path("map.csv").mkdir()
    code, out, err = called(capsys, "diff", OLD, NEW, "--cases", name)
    assert_refused(code, err, out, part)


def test_bad_rows_do_not_stop_the_rest(capsys: Capture) -> None:
    bad = "".join(f"B-{n};x;misschien;;;;;;;\n" for n in range(3_000))
    path = write(HEADER + bad + ROWS, "veel_mis.csv")
    found = caseload(capsys, OLD, NEW, "--cases", path)
    assert found["rows"] == 3_006
    assert found["left_out"]["count"] == 3_001  # type: ignore[index]
    assert len(found["left_out"]["first"]) == 1_000  # type: ignore[index]
    assert "'references': ['D-2']" in str(found["changed"])


def test_there_is_no_progress_bar_but_on_a_terminal(clients: Path) -> None:
    done = process("diff", OLD, NEW, "--cases", clients, WOONBOOM_LANG="nl")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def _rows(count: int) -> Iterator[str]:
    draw = random.Random(1)
    yield HEADER
    for n in range(count):
        months, guided = draw.randrange(12), draw.choice(("ja", "nee"))
        yield f"R-{n};Qx1;{EVICTED};{months};{guided};ja;{draw.choice(('ja', 'nee', ''))}\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="measures memory as Unix does")
def test_a_million_rows_within_ten_seconds_and_a_gigabyte() -> None:
    import resource

    with Path("miljoen.csv").open("w", encoding="utf-8") as file:
        file.writelines(_rows(1_000_000))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    start = time.monotonic()
    done = process("diff", OLD, NEW, "--cases", "miljoen.csv", WOONBOOM_LANG="nl")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "1.000.000 cliënten" in done.stdout
    assert min(time.monotonic() - start, used.ru_utime - before) < 10
    assert used.ru_maxrss / (1 << 20 if sys.platform != "darwin" else 1 << 30) < 1
