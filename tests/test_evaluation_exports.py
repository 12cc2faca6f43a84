"""Exports of web forms: whatever spreadsheets make of them."""

from __future__ import annotations

from datetime import date

import pytest
from evaluation_forms import SCALE, form
from hypothesis import given
from hypothesis import strategies as st

from woonboom.evaluation.exports import Export, read_export
from woonboom.evaluation.responses import Response

HEAD = "bekend,wachten,duidelijk"


def read(text: str, encoding: str = "utf-8") -> Export:
    return read_export(text.encode(encoding), form())


def points(export: Export) -> list[dict[str, int]]:
    return [dict(response.points) for response in export.responses]


def only(export: Export) -> Response:
    (response,) = export.responses
    return response


def troubles(export: Export) -> list[tuple[int, str]]:
    return [(trouble.row, trouble.said.say("nl")) for trouble in export.troubles]


# ---------------------------------------------------------------- columns


@pytest.mark.parametrize(
    "column",
    [
        "bekend",
        "BEKEND ",
        "stelling_beleid_bekend",
        "Ik ken het beleid.",
        "Ik ken  het beleid",
        "1. Ik ken het beleid.",
        "Stelling 1: Ik ken het beleid.",
        "[Ik ken het beleid.]",
        "“Ik ken het beleid”",
    ],
)
def test_a_column_is_known_by_id_field_or_text(column: str) -> None:
    assert points(read(f"{column}\n4\n")) == [{"bekend": 3}]


def test_other_columns_are_left_alone_and_their_order_is_free() -> None:
    export = read("Tijdstempel,duidelijk,E-mail,bekend\n1-1-2026,5,jan@x.nl,1\n")
    assert points(export) == [{"duidelijk": 4, "bekend": 0}]
    assert troubles(export) == []


@pytest.mark.parametrize(
    "column",
    [
        "toelichting_beleid_wachten",
        "Toelichting wachten",
        "Toelichting: Een wachttijd van 6 weken is redelijk.",
        "Toelichting bij stelling 2",
        "Toelichting bij stelling 2: Een wachttijd van 6 weken is redelijk.",
        "Toelichting 2",
    ],
)
def test_an_explanation_is_known_by_what_it_explains(column: str) -> None:
    export = read(f'bekend,"{column}"\n4,Dat is lang.\n')
    assert only(export).comments == {"wachten": "Dat is lang."}


def test_a_plain_explanation_belongs_to_the_statement_before_it() -> None:
    export = read("bekend,Toelichting,duidelijk,Toelichting\n4,a,5,b\n")
    assert only(export).comments == {"bekend": "a", "duidelijk": "b"}


def test_an_explanation_of_nothing_is_left_alone() -> None:
    assert only(read("naam,Toelichting,bekend\nJan,a,4\n")).comments == {}


def test_the_head_of_the_form_is_read_too() -> None:
    text = (
        "bekend,Waar werkt u?,Ingevuld op,Uw naam,Welk advies hebt u?\n4,zorg,3-2-2026,Jan,Niets\n"
    )
    response = only(read(text))
    assert response.groups == {"rol": "Zorg en welzijn"}
    assert response.day == date(2026, 2, 3)
    assert response.names == ("Jan",)
    assert response.comments == {"advies": "Niets"}


def test_of_two_columns_for_one_statement_the_first_counts_and_it_is_said() -> None:
    export = read("bekend,Ik ken het beleid.\n4,1\n")
    assert points(export) == [{"bekend": 3}]
    assert "alleen de eerste telt mee" in troubles(export)[0][1]


def test_a_file_without_a_known_column_says_what_is_wanted() -> None:
    export = read("a,b\n1,2\n")
    assert not export.readable
    assert "Wat vindt u van de boom?" in troubles(export)[0][1]


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("value", "point"),
    [
        *((id_, n) for n, id_ in enumerate(SCALE)),
        *((str(n + 1), n) for n in range(5)),
        ("Helemaal mee eens", 4),
        ("helemaal  MEE eens.", 4),
        ("4.0", 3),
        ("4,0", 3),
        ("4 - Mee eens", 3),
        ("5) helemaal mee eens", 4),
    ],
)
def test_an_answer_is_known_by_id_words_or_number(value: str, point: int) -> None:
    assert points(read(f'bekend\n"{value}"\n')) == [{"bekend": point}]


@pytest.mark.parametrize("value", ["6", "0", "ja", "4.5", "4-5", "45", "eens of oneens", "-1"])
def test_an_answer_off_the_scale_is_told_with_its_row_and_the_rest_goes_on(value: str) -> None:
    export = read(f"{HEAD}\n1,2,3\n4,{value},5\n")
    assert points(export) == [
        {"bekend": 0, "wachten": 1, "duidelijk": 2},
        {"bekend": 3, "duidelijk": 4},
    ]
    ((row, said),) = troubles(export)
    assert row == 3
    assert f"Stelling 2: ‘{value}’ staat niet op de schaal" in said


def test_an_empty_cell_is_a_statement_that_was_skipped() -> None:
    assert points(read(f"{HEAD}\n4,, \n")) == [{"bekend": 3}]


def test_a_row_without_answers_is_a_blank_form() -> None:
    export = read(f"naam,{HEAD}\nJan,,,\nPiet,1,2,3\n")
    assert (export.blank, len(export.responses)) == (1, 1)


def test_empty_rows_are_no_forms_but_do_count_as_rows() -> None:
    export = read(f"{HEAD}\n\n1,2,9\n,,\n")
    assert (export.blank, len(export.responses)) == (0, 1)
    assert troubles(export)[0][0] == 3


def test_a_row_that_is_too_long_is_told_of_and_read() -> None:
    export = read(f"{HEAD}\n1,2,3,4\n")
    assert points(export) == [{"bekend": 0, "wachten": 1, "duidelijk": 2}]
    assert troubles(export) == [
        (2, "Deze rij heeft meer kolommen dan de eerste; wat te veel is, telt niet mee.")
    ]


def test_a_row_that_is_too_short_is_read_as_far_as_it_goes() -> None:
    assert points(read(f"{HEAD}\n1\n")) == [{"bekend": 0}]


def test_comments_keep_their_lines_and_lose_what_cannot_be_printed() -> None:
    export = read('bekend,Toelichting\n4,"Eén\r\n\x07twee\u202e;\t drie"\n')
    assert only(export).comments == {"bekend": "Eén\ntwee; drie"}


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_encoding_and_line_end_reads_the_same(
    between: str, encoding: str, end: str
) -> None:
    rows = (("bekend", "Toelichting", "duidelijk"), ("4", "Eén café, één; x", "5"))
    text = end.join(between.join(f'"{cell}"' for cell in row) for row in rows)
    assert only(read(text, encoding)).comments == {"bekend": "Eén café, één; x"}


def test_what_excel_writes_above_its_table_is_no_row() -> None:
    export = read("sep=;\r\nbekend;duidelijk\r\n4;9\r\n")
    assert points(export) == [{"bekend": 3}]
    assert troubles(export)[0][0] == 3


def test_from_a_quotation_mark_that_is_not_closed_nothing_is_read_and_it_is_said() -> None:
    export = read(f'{HEAD}\n1,2,3\n"4,5,1\n1,1,1\n')
    assert points(export) == [{"bekend": 0, "wachten": 1, "duidelijk": 2}]
    assert export.cut
    ((_, said),) = troubles(export)
    assert "vanaf rij 3 niet gelezen" in said


def test_from_a_cell_that_is_too_large_nothing_is_read_and_it_is_said() -> None:
    rows = "".join(f"{n},4,4\n" for n in (1, 2, 3))
    export = read(f"{HEAD}\n{rows}4,{'x' * 140_000},4\n5,5,5\n")
    assert (len(export.responses), export.cut) == (3, True)
    assert "vanaf rij 5 niet gelezen" in troubles(export)[0][1]


def test_a_row_of_which_the_only_answer_is_off_the_scale_is_not_blank() -> None:
    export = read(f"{HEAD}\n9,,\n,,4\n")
    assert (export.blank, export.unread, len(export.responses)) == (0, 1, 1)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    export = read_export(data, form())
    assert export.readable or export.troubles or not data.strip()


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), max_size=12))
def test_rows_of_numbers_come_back_as_they_are(rows: list[list[int]]) -> None:
    text = "\n".join([HEAD, *(",".join(map(str, row)) for row in rows)])
    assert [list(found.values()) for found in points(read(text))] == [
        [number - 1 for number in row] for row in rows
    ]
