"""Files of cases: what a row says, what is wrong with one, and where."""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from random_trees import PlainCase, case_of, tree_of

from woonboom.caseload import rows as rows_module
from woonboom.caseload.reading import Caseload, caseload
from woonboom.caseload.table import Batch, NoCaseload
from woonboom.caseload.wanted import Wanted
from woonboom.decide.columns import value_of
from woonboom.facts import Fact, Value

ON = date(2026, 1, 31)
FACTS = {
    fact.id: fact
    for fact in (
        Fact("ontruimd", "Ontruimd", "boolean"),
        Fact("woning", "Woning", "choice", {"huur": "Huur", "koop": "Koop"}),
        Fact("reden", "Reden", "choices", {"schuld": "Schuld", "overlast": "Last", "wet": "Wet"}),
        Fact("maanden", "Maanden", "integer", range=(0, 60), unit="maanden", entered_as="date"),
        Fact("leeftijd", "Leeftijd", "integer", range=(18, 110)),
    )
}
WANTED = Wanted(FACTS, {id_: id_ for id_ in FACTS} | {"looptijd": "maanden"})
HEADER = "ref;ontruimd;woning;reden;maanden;leeftijd\n"


@dataclass
class Read:
    """All that was read of a file: cases by name, and odd rows as (number, column, said)."""

    cases: dict[str | int, PlainCase]
    odd: list[tuple[int, str, str]]
    left_out: int
    opened: Caseload


def read(data: str | bytes, wanted: Wanted = WANTED, on: date = ON) -> Read:
    path = Path("gevallen.csv")
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_file(path, wanted, on)


def read_file(path: Path, wanted: Wanted = WANTED, on: date = ON) -> Read:
    with caseload(path, wanted, on) as opened:
        batches = list(opened.batches)
    odd = [(o.at, o.column, o.said.say("nl")) for batch in batches for o in batch.odd]
    cases = {name: case for batch in batches for name, case in _cases(batch, wanted)}
    return Read(cases, odd, sum(batch.left_out for batch in batches), opened)


def _cases(batch: Batch, wanted: Wanted) -> Iterable[tuple[str | int, PlainCase]]:
    for row, name in enumerate(batch.names):
        values = {
            id_: value_of(wanted.facts[id_], column[row]) for id_, column in batch.columns.items()
        }
        yield name, {id_: value for id_, value in values.items() if value is not None}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refusal(data: str | bytes) -> str:
    with pytest.raises(NoCaseload) as caught:
        read(data)
    return caught.value.said.say("nl")


# ---------------------------------------------------------------- what cells say


def test_a_row_is_a_case_with_the_values_that_facts_read() -> None:
    found = read(HEADER + "a;ja;Huur;schuld, wet;12;40\nb;nee;koop;overlast;0;18\n")
    assert found.cases == {
        "a": {"ontruimd": True, "woning": "huur", "reden": frozenset({"schuld", "wet"}),
              "maanden": 12, "leeftijd": 40},
        "b": {"ontruimd": False, "woning": "koop", "reden": frozenset({"overlast"}),
              "maanden": 0, "leeftijd": 18},
    }  # fmt: skip
    assert (found.odd, found.left_out) == ([], 0)


def test_an_empty_cell_is_not_known() -> None:
    assert read(HEADER + "a;;;;;\nb; ;\t;\xa0;;40\n").cases == {"a": {}, "b": {"leeftijd": 40}}


@pytest.mark.parametrize("word", ["ja", "JA", "Waar", "true", " yes ", "j"])
def test_yes_is_written_in_many_ways(word: str) -> None:
    assert read(f"ref;ontruimd\na;{word}\n").cases == {"a": {"ontruimd": True}}


@pytest.mark.parametrize(
    ("word", "months"),
    [("12", 12), ("12.0", 12), ("12,0", 12), ("2025-01-31", 12), ("31-1-2025", 12),
     ("1-2-2025", 11), ("2025-01-31 00:00:00", 12)],
)  # fmt: skip
def test_a_number_may_be_written_as_spreadsheets_do_or_be_a_date(word: str, months: int) -> None:
    assert read(f'ref;maanden\na;"{word}"\n').cases == {"a": {"maanden": months}}


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("ontruimd", "misschien", "geen ja of nee"),
        ("woning", "kraakpand", "niet een van: huur, koop"),
        ("reden", "schuld,kraken", "niet een van: schuld, overlast, wet"),
        ("reden", "schuld,,wet", "niet een van: schuld, overlast, wet"),
        ("leeftijd", "veertig", "geen heel getal"),
        ("leeftijd", "40.5", "geen heel getal"),
        ("leeftijd", "40.000", "geen heel getal"),  # forty, or forty thousand
        ("leeftijd", "17", "niet van 18 tot en met 110"),
        ("leeftijd", "2025-01-31", "geen heel getal"),
        ("maanden", "61", "niet van 0 tot en met 60"),
        ("maanden", "31-2-2025", "geen heel getal, en geen datum tot en met 2026-01-31"),
        ("maanden", "1-2-2026", "geen heel getal, en geen datum tot en met 2026-01-31"),
    ],
)
def test_a_wrong_cell_is_told_without_what_it_says(column: str, cell: str, said: str) -> None:
    found = read(f"ref;{column}\na;\nb;{cell}\nc;\n")
    assert found.odd == [(3, column, said)]
    assert list(found.cases) == ["a", "c"]
    assert cell not in said


def test_a_row_with_several_wrong_cells_is_one_row_of_which_all_are_told() -> None:
    found = read("ref;ontruimd;woning\na;x;y\nb;ja;huur\nc;ja;z\n")
    assert [(at, column) for at, column, _ in found.odd] == [
        (2, "ontruimd"), (2, "woning"), (4, "woning"),
    ]  # fmt: skip
    assert (found.left_out, list(found.cases)) == (2, ["b"])


def test_an_answer_that_was_renamed_may_have_its_former_name() -> None:
    asked = {"q": Fact("q", "Vraag", "choice", {"wel": "Wel", "niet": "Niet"}, judgement=True)}
    wanted = Wanted(asked, {"q": "q"}, {"q": {"jazeker": "wel"}})
    assert read("ref;q\na;jazeker\nb;niet\n", wanted).cases == {
        "a": {"q": "wel"}, "b": {"q": "niet"},
    }  # fmt: skip


def test_a_judgement_may_have_yes_and_no_as_its_options() -> None:
    asked = {"q": Fact("q", "Vraag", "choice", {"yes": "Ja", "no": "Nee"}, judgement=True)}
    found = read("ref;q\na;ja\nb;no\n", Wanted(asked, {"q": "q"}))
    assert found.cases == {"a": {"q": "yes"}, "b": {"q": "no"}}
    path = parquet_of({"ref": ["a", "b"], "q": [True, False]})
    assert read_file(path, Wanted(asked, {"q": "q"})).cases == found.cases


def test_many_distinct_cells_are_read_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("woonboom.caseload.wanted._MOST_KEPT", 3)
    rows = "".join(f"{n};{n}\n" for n in range(18, 100))
    found = read(f"ref;leeftijd\n{rows}")
    assert [case["leeftijd"] for case in found.cases.values()] == list(range(18, 100))


# ---------------------------------------------------------------- which columns


def test_columns_are_found_by_name_whatever_their_case_and_place() -> None:
    found = read("Leeftijd, LOOPTIJD ,'Ontruimd',Referentie\n40,3,ja,x\n")
    assert found.cases == {"x": {"leeftijd": 40, "maanden": 3, "ontruimd": True}}


def test_columns_of_no_fact_are_named_and_those_that_are_missing_too() -> None:
    found = read("ref;naam;ontruimd;geboren\na;Iemand;ja;1980-01-01\n").opened
    assert found.ignored == ("naam", "geboren")
    assert found.missing == ("woning", "reden", "maanden", "leeftijd")
    assert found.referenced


def test_a_column_that_makes_no_difference_is_not_read() -> None:
    wanted = Wanted({"ontruimd": FACTS["ontruimd"]}, WANTED.names)
    found = read("ref;ontruimd;woning\na;ja;wat dan ook\n", wanted)
    assert (found.cases, found.odd) == ({"a": {"ontruimd": True}}, [])
    assert found.opened.ignored == ()


def test_a_row_without_a_reference_is_called_after_its_line() -> None:
    assert list(read("ontruimd\nja\nnee\n").cases) == [2, 3]
    assert list(read("ref;ontruimd\na;ja\n ;nee\n").cases) == ["a", 3]
    assert not read("ontruimd\nja\n").opened.referenced


@pytest.mark.parametrize(
    "header", ["ref;ontruimd;Ontruimd", "ref;maanden;looptijd", "ref;reference;ontruimd"]
)
def test_two_columns_for_one_thing_are_refused(header: str) -> None:
    assert refusal(f"{header}\na;ja;nee\n").startswith(
        "deze kolommen zeggen hetzelfde als een andere"
    )


def test_a_file_without_a_known_column_is_refused_and_not_quoted() -> None:
    said = refusal("Iemand;Groningen;ja\nAnders;Assen;nee\n")
    assert said.startswith("geen enkele kolom heet als een feit van de boom")
    assert "referentie;ontruimd;woning" in said
    assert "Iemand" not in said


# ---------------------------------------------------------------- what files look like


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_table_can_be_read(between: str, end: str) -> None:
    table = [["ref", "ontruimd", "reden"], ["a", "ja", '"schuld,wet"'], ["b", "nee", "wet"]]
    found = read(end.join(between.join(row) for row in table))
    assert found.cases == {
        "a": {"ontruimd": True, "reden": frozenset({"schuld", "wet"})},
        "b": {"ontruimd": False, "reden": frozenset({"wet"})},
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_can_be_read(encoding: str) -> None:
    data = "ref;ontruimd\ncafé;ja\n".encode(encoding)
    assert read(data).cases == {"café": {"ontruimd": True}}


def test_what_excel_writes_for_itself_is_passed_over() -> None:
    found = read("sep=;\n\nref;ontruimd\na;ja\n;\n\nb;nee\n;\n")
    assert found.cases == {"a": {"ontruimd": True}, "b": {"ontruimd": False}}
    assert read("sep=;\nontruimd\nja\n").cases == {3: {"ontruimd": True}}


def test_lines_are_counted_through_cells_of_several_lines() -> None:
    found = read('ref;noot;ontruimd\na;"een\ntwee\n\ndrie";ja\nb;;x\n"c\nd";;nee\n')
    assert found.odd == [(6, "ontruimd", "geen ja of nee")]
    assert list(found.cases) == ["a", "c\nd"]
    assert list(read('noot;ontruimd\n"een\ntwee";ja\n;nee\n').cases) == [2, 4]


def test_a_quotation_mark_that_is_not_closed_costs_one_row() -> None:
    found = read('ref;noot;ontruimd\na;;ja\nb;"open;nee\nc;;ja\nd;"dicht";nee\ne;;x\n')
    assert [at for at, _, _ in found.odd] == [3, 6]
    assert list(found.cases) == ["a", "c", "d"]
    assert found.left_out == 2


def test_many_broken_quotation_marks_do_not_make_reading_slow() -> None:
    rows = "".join(f'{n};"open;ja\n' for n in range(5_000))
    found = read(f"ref;noot;ontruimd\n{rows}")
    assert found.cases == {}
    assert found.left_out > rows_module._MOST_MENDED


def test_a_row_may_miss_its_last_cells_but_not_have_more() -> None:
    found = read("ref;ontruimd;leeftijd\na;ja\nb\nc;ja;40;;\nd;ja;40;5\n")
    assert found.cases == {
        "a": {"ontruimd": True},
        "b": {},
        "c": {"ontruimd": True, "leeftijd": 40},
    }
    assert found.odd == [(5, "", "meer cellen dan de eerste regel")]


def test_odd_characters_spoil_their_own_row_only() -> None:
    found = read(b"ref;ontruimd\na;j\x00a\nb;ja\nc;\x1b[31mja\n")
    assert [at for at, _, _ in found.odd] == [2, 4]
    assert found.cases == {"b": {"ontruimd": True}}


def test_a_huge_cell_spoils_its_own_row_only() -> None:
    found = read(f"ref;noot;ontruimd\na;{'x' * 200_000};ja\nb;;nee\n")
    assert [at for at, _, _ in found.odd] == [2]
    assert list(found.cases) == ["b"]


def test_what_is_no_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal("") == refusal("\n\n\n") == "het bestand is leeg"
    assert refusal(b"PK\x03\x04rest").startswith("dit is een werkblad of zip-bestand")
    assert refusal(bytes(range(256)) * 50).startswith("geen enkele kolom")
    monkeypatch.setattr(rows_module, "_LONGEST_LINE", 1_000)
    said = refusal("ref;ontruimd\na;ja\n" + "x" * 2_000)
    assert said == "vanaf regel 3 is het geen tabel meer: die regel is veel te lang"


def test_a_header_alone_is_a_caseload_without_cases() -> None:
    found = read("ref;ontruimd\n")
    assert (found.cases, found.odd, found.left_out) == ({}, [], 0)


@given(st.sampled_from(range(2**18)))
def test_what_was_written_is_read_back(seed: int) -> None:
    draw = random.Random(seed)
    tree = tree_of(draw.randrange)
    wanted = Wanted(tree.facts, {id_: id_ for id_ in tree.facts})
    cases = [case_of(draw.randrange, tree) for _ in range(draw.randrange(1, 30))]
    path = Path(f"{draw.choice('abc')}.csv")
    with path.open("w", encoding=draw.choice(["utf-8", "utf-8-sig", "utf-16"]), newline="") as file:
        writer = csv.writer(
            file,
            delimiter=draw.choice(",;\t"),
            quoting=draw.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
        )
        writer.writerow(["ref", *tree.facts, "noot"])
        for number, case in enumerate(cases):
            note = draw.choice(["", "één", "twee\nregels", 'met "aanhaling"', "a;b,c"])
            writer.writerow([f"é{number}", *(_written(case.get(f)) for f in tree.facts), note])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows_module, "_ROWS", draw.choice([1, 3, 1000]))
        found = read_file(path, wanted)
    assert list(found.cases.values()) == cases
    assert found.odd == []


def _written(value: Value | None) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return "" if value is None else str(value)


# ---------------------------------------------------------------- Parquet


def parquet_of(columns: Mapping[str, object], **settings: int) -> Path:
    path = Path("gevallen.parquet")
    parquet.write_table(pa.table(dict(columns)), path, **settings)
    return path


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        ("ontruimd", pa.array([True, None, False]), [True, None, False]),
        ("ontruimd", pa.array(["ja", "", "nee"]), [True, None, False]),
        ("woning", pa.array(["huur", None, "koop"]).dictionary_encode(), ["huur", None, "koop"]),
        ("leeftijd", pa.array([40, None, 18], pa.int16()), [40, None, 18]),
        ("leeftijd", pa.array([40.0, None, float("nan")]), [40, None, None]),
        ("leeftijd", pa.array(["40", " 41 ", "42.0"], pa.large_string()), [40, 41, 42]),
        ("maanden", pa.array([date(2025, 1, 31), None, date(2026, 1, 30)]), [12, None, 0]),
        ("maanden", pa.nulls(3), [None, None, None]),
        ("reden", pa.array([["schuld", "wet"], None, []]),
         [frozenset({"schuld", "wet"}), None, None]),
        ("reden", pa.array(["schuld,wet", None, "wet"]),
         [frozenset({"schuld", "wet"}), None, frozenset({"wet"})]),
    ],
)  # fmt: skip
def test_parquet_has_types_of_its_own(column: str, values: object, expected: list[object]) -> None:
    found = read_file(parquet_of({"ref": ["a", "b", "c"], column: values}))
    assert found.odd == []
    assert [case.get(column) for case in found.cases.values()] == expected


def test_wrong_cells_of_parquet_are_told_by_row() -> None:
    path = parquet_of(
        {"ref": ["a", "b", None, "d"], "ontruimd": [True, False, True, True],
         "leeftijd": [40.5, 40, 41, 400], "noot": ["x", "y", "z", "w"],
         "reden": [["wet"], ["kraken"], ["wet"], ["wet"]]},
    )  # fmt: skip
    found = read_file(path)
    assert found.odd == [
        (1, "leeftijd", "geen heel getal"),
        (2, "reden", "niet een van: schuld, overlast, wet"),
        (4, "leeftijd", "niet van 18 tot en met 110"),
    ]
    assert list(found.cases) == [3]
    assert (found.opened.counted, found.opened.ignored) == ("row", ("noot",))


def test_values_that_are_no_values_of_facts_are_wrong_and_not_the_end() -> None:
    path = parquet_of({"ref": [1, 2], "ontruimd": [{"x": 1}, None], "leeftijd": [b"40", None]})
    found = read_file(path)
    assert [at for at, _, _ in found.odd] == [1, 1]
    assert found.cases == {"2": {}}


def test_parquet_in_several_parts_is_counted_through() -> None:
    count = 150_000
    path = parquet_of({"leeftijd": [n % 90 + 20 for n in range(count)]}, row_group_size=40_000)
    assert list(read_file(path).cases) == list(range(1, count + 1))


def test_broken_parquet_is_refused() -> None:
    whole = parquet_of({"ref": ["a"], "ontruimd": [True]}).read_bytes()
    for data in (whole[: len(whole) // 2], b"PAR1", whole[:4] + b"x" * 40 + whole[44:]):
        assert refusal(data) == "het Parquet-bestand is stuk of niet af"


def test_without_pyarrow_a_parquet_file_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = parquet_of({"ref": ["a"], "ontruimd": [True]}).read_bytes()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install 'woonboom[parquet]'" in refusal(data)


def test_the_share_that_was_read_rises_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "_ROWS", 100)
    Path("veel.csv").write_text("ref;ontruimd\n" + "a;ja\n" * 5_000)
    paths: list[tuple[Path, Callable[[list[float]], bool]]] = [
        (Path("veel.csv"), lambda done: len(done) == 50),
        (parquet_of({"ontruimd": [True] * 200_000}), lambda done: len(done) > 1),
    ]
    for path, several in paths:
        with caseload(path, WANTED, ON) as opened:
            done = [batch.done for batch in opened.batches]
        assert done == sorted(done)
        assert (done[-1], several(done)) == (1.0, True)
