"""Days, as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonboom.days import MONTHS, Written, day_in, written, written_in

FIRST_OF_MARCH = date(2024, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-01", "2024-3-1", "2024/03/01", "2024.03.01",
        "1-3-2024", "01-03-2024", "1/3/2024", "01/03/2024", "1.3.2024", "1 3 2024",
        " 1-3-2024\n", "1 - 3 - 2024", "1. 3. 2024", "01–03–2024", "01 – 03 – 2024", "1‑3‑2024",
        "1−3−2024", "1\xa03\xa02024",
        "1 maart 2024", "1 mrt. 2024", "1 mrt 2024", "1-mrt-2024", "01 MAART 2024", "1 mar 2024",
        "1 March 2024", "1st March 2024", "March 1, 2024", "march 1st 2024", "Mar. 1, 2024",
        "2024-03-01T09:30:00Z", "2024-03-01 9:30", "1-3-2024 09:30:00",
    ],
)  # fmt: skip
def test_ways_to_write_a_day(text: str) -> None:
    assert day_in(text) == FIRST_OF_MARCH


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "maart", "maart 2024", "2024-03", "1-3", "6 maanden", "06", "20240301",
        "1-3/2024", "1-3-224", "1-3-24x", "x1-3-2024", "1 maand 2024", "1 m 2024", "1--3-2024",
        "٠١-٠٣-٢٠٢٤", "1-3-2024 of later", "100 000 2024", "12.345.678", "1 maart 24", "²",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert written_in(text) is None
    assert day_in(text) is None


@pytest.mark.parametrize(
    "text", ["31-2-2024", "3/31/2024", "0-1-2024", "0000-01-01", "32 maart 2024"]
)
def test_dates_of_days_that_do_not_exist_are_told_from_other_words(text: str) -> None:
    found = written_in(text)
    assert found is not None
    assert not found.short
    assert found.exists is day_in(text) is None


@pytest.mark.parametrize("text", ["1-3-24", "24-03-01", "1/3/24", "1.3.24"])
def test_a_year_of_two_digits_could_be_any(text: str) -> None:
    found = written_in(text)
    assert found is not None
    assert found.short
    assert day_in(text) is None


@given(st.dates())
def test_what_is_written_is_read_back(day: date) -> None:
    assert day_in(written(day)) == day_in(day.isoformat()) == day
    for months in MONTHS.values():
        assert day_in(f"{day.day} {months[day.month - 1]} {day.year:04}") == day


def test_a_day_on_paper_has_all_its_digits() -> None:
    assert written(date(2026, 1, 31)) == "31-01-2026"
    assert written(date(987, 6, 5)) == "05-06-0987"


@given(st.text(alphabet="0123456789-/. maeirtTZ:–\n", max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    found = written_in(text)
    assert found is None or isinstance(found, Written)
