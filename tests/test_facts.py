"""Facts: what a word means for each type of fact, and what to say when it means nothing."""

from __future__ import annotations

from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonboom.facts import (
    FACT_TYPES,
    Fact,
    Value,
    ValueProblem,
    date_in,
    read_value,
    whole_months,
    whole_number,
    yes_or_no,
)

OPTIONS = {"rood": "Rood", "groen": "Groen", "ja": "Ja"}
FACTS = {
    "boolean": Fact("waar", "Waar", "boolean"),
    "integer": Fact("maanden", "Maanden", "integer", range=(0, 1200), unit="maanden"),
    "choice": Fact("kleur", "Kleur", "choice", OPTIONS),
    "choices": Fact("kleuren", "Kleuren", "choices", OPTIONS),
}


@pytest.mark.parametrize(
    ("type_", "raw", "value"),
    [
        *(("boolean", word, True) for word in ("ja", "Ja", "JA", "yes", "on", "true", " ja ")),
        *(("boolean", word, False) for word in ("nee", "Nee", "no", "OFF", "false", "onwaar")),
        ("boolean", True, True), ("boolean", False, False), ("boolean", ["ja"], True),
        ("integer", "6", 6), ("integer", 6, 6), ("integer", "0", 0), ("integer", "1200", 1200),
        ("choice", "rood", "rood"), ("choice", " rood ", "rood"), ("choice", ["groen"], "groen"),
        ("choice", "ja", "ja"),
        ("choices", "rood", frozenset({"rood"})),
        ("choices", ["rood", "groen"], frozenset({"rood", "groen"})),
        ("choices", ["rood", "rood"], frozenset({"rood"})),
        ("choices", "rood, groen", frozenset({"rood", "groen"})),
        ("choices", {"rood"}, frozenset({"rood"})),
    ],
)  # fmt: skip
def test_what_a_word_means(type_: str, raw: object, value: Value) -> None:
    read = read_value(FACTS[type_], raw)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("type_", "raw", "message", "hint"),
    [
        ("boolean", "wel", "‘wel’ is geen ja of nee voor ‘waar’.", "Schrijf ja of nee."),
        ("boolean", 1, "‘1’ is geen ja of nee voor ‘waar’.", "Schrijf ja of nee."),
        ("boolean", None, "‘null’ is geen ja of nee voor ‘waar’.", "Schrijf ja of nee."),
        ("boolean", ["ja", "nee"], "‘waar’ heeft één waarde nodig, geen lijst.", None),
        ("boolean", [], "‘waar’ heeft één waarde nodig, geen lijst.", None),
        ("integer", "zes", "‘zes’ is geen heel getal voor ‘maanden’.",
         "Schrijf alleen cijfers, zonder eenheid."),
        ("integer", 6.5, "‘6.5’ is geen heel getal voor ‘maanden’.",
         "Schrijf alleen cijfers, zonder eenheid."),
        ("integer", True, "‘true’ is geen heel getal voor ‘maanden’.",
         "Schrijf alleen cijfers, zonder eenheid."),
        ("integer", "1201", "1201 valt buiten 0 tot en met 1200 van ‘maanden’.", None),
        ("integer", -1, "-1 valt buiten 0 tot en met 1200 van ‘maanden’.", None),
        ("choice", "roo", "‘roo’ is geen mogelijkheid van ‘kleur’.", "Bedoelt u ‘rood’?"),
        ("choice", "x", "‘x’ is geen mogelijkheid van ‘kleur’.", "Bekend zijn: rood, groen, ja."),
        ("choices", ["rood", "x"], "‘x’ is geen mogelijkheid van ‘kleuren’.",
         "Bekend zijn: rood, groen, ja."),
        ("choices", [],
         "‘kleuren’ heeft geen enkele mogelijkheid; er geldt er altijd minstens één.", None),
    ],
)  # fmt: skip
def test_what_means_nothing(type_: str, raw: object, message: str, hint: str | None) -> None:
    with pytest.raises(ValueProblem) as caught:
        read_value(FACTS[type_], raw)
    assert caught.value.said.say("nl") == message
    assert (caught.value.remedy and caught.value.remedy.say("nl")) == hint


@pytest.mark.parametrize(
    "word", ["012", "00", "1:30", "0x1F", "1e3", "1_000", "1.000", "6,5", "+6", "--6", "6 ", "",
             "-", "٦", "²", "1" * 16],
)  # fmt: skip
def test_what_looks_like_a_number_and_is_none(word: str) -> None:
    assert whole_number(word) is None


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_other_whole_number_is_one(number: int) -> None:
    assert whole_number(str(number)) == number


@given(
    st.sampled_from(["ja", "nee", "yes", "no", "on", "off", "true", "false", "waar", "onwaar"]),
    st.data(),
)
def test_yes_and_no_in_either_case(word: str, data: st.DataObject) -> None:
    written = "".join(data.draw(st.sampled_from([c.lower(), c.upper()])) for c in word)
    assert yes_or_no(written) is (word in ("ja", "yes", "on", "true", "waar"))


@given(st.text(max_size=20))
def test_any_word_is_a_value_or_a_problem(word: str) -> None:
    for fact in FACTS.values():
        with suppress(ValueProblem):
            value = read_value(fact, word)
            assert read_value(fact, fact.kind.write(value)) == value


def test_the_types_are_the_ones_of_the_format() -> None:
    assert list(FACT_TYPES) == ["boolean", "choice", "choices", "integer"]
    for name, fact in FACTS.items():
        assert fact.kind is FACT_TYPES[name]
        assert fact.kind.name == name


def test_where_a_fact_stands_is_no_part_of_what_it_is() -> None:
    from woonboom.diagnostics import SourceText

    one = Fact("a", "A", "boolean", span=SourceText("een").start)
    assert one == Fact("a", "A", "boolean", span=SourceText("twee").start)


# ------------------------------------------------------------------ dates

ON = date(2024, 7, 15)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def since(unit: str | None = "maanden", range_: tuple[int, int] = (0, 1200)) -> Fact:
    return Fact("sinds", "Sinds", "integer", range=range_, unit=unit, entered_as="date")


@pytest.mark.parametrize(
    "word", ["2024-03-01", "2024-3-1", "2024/03/01", "1-3-2024", "01-03-2024", "1/3/2024",
             "01/03/2024", " 1-3-2024 ", "1 maart 2024", date(2024, 3, 1), ["1-3-2024"]],
)  # fmt: skip
def test_ways_to_write_a_date(word: object) -> None:
    assert read_value(since(), word, ON) == 4


@pytest.mark.parametrize(
    ("unit", "value"),
    [("maanden", 28), ("months", 28), ("maand", 28), (None, 28), ("jaren", 2), ("years", 2),
     ("weken", 123), ("weeks", 123), ("dagen", 866), ("days", 866)],
)  # fmt: skip
def test_a_date_counts_in_the_unit_of_its_fact(unit: str | None, value: int) -> None:
    assert read_value(since(unit), "2-3-2022", ON) == value


@pytest.mark.parametrize("word", ["0", "6", 6, "1200"])
def test_whole_numbers_need_no_date(word: object) -> None:
    assert read_value(since(), word, ON) == read_value(since(), word) == int(str(word))


@pytest.mark.parametrize(
    ("from_", "until", "months"),
    [
        ((2024, 1, 31), (2024, 2, 28), 0), ((2024, 1, 31), (2024, 2, 29), 1),
        ((2023, 1, 31), (2023, 2, 27), 0), ((2023, 1, 31), (2023, 2, 28), 1),
        ((2023, 1, 30), (2023, 2, 28), 1), ((2023, 1, 28), (2023, 2, 28), 1),
        ((2024, 2, 29), (2025, 2, 28), 12), ((2024, 2, 29), (2025, 2, 27), 11),
        ((2024, 2, 28), (2024, 3, 28), 1), ((2024, 2, 28), (2024, 3, 27), 0),
        ((2023, 2, 28), (2023, 3, 28), 1), ((2024, 3, 31), (2024, 4, 30), 1),
        ((2024, 12, 31), (2025, 1, 30), 0), ((2024, 12, 31), (2025, 1, 31), 1),
        ((2024, 7, 15), (2024, 7, 15), 0), ((2023, 12, 15), (2024, 1, 14), 0),
    ],
)  # fmt: skip
def test_when_a_month_is_full(
    from_: tuple[int, int, int], until: tuple[int, int, int], months: int
) -> None:
    assert whole_months(date(*from_), date(*until)) == months
    assert read_value(since(), date(*from_).isoformat(), date(*until)) == months


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last day of a month that lacks it."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@given(DAYS, st.integers(0, 4000))
def test_months_are_as_many_as_can_be_counted_one_by_one(day: date, days: int) -> None:
    until = day + timedelta(days)
    counted = 0
    while months_later(day, counted + 1) <= until:
        counted += 1
    assert whole_months(day, until) == counted


@given(DAYS, st.integers(0, 1000))
def test_so_many_months_later_so_many_are_full(day: date, months: int) -> None:
    until = months_later(day, months)
    assert whole_months(day, until) == months
    assert months == 0 or whole_months(day, until - timedelta(1)) == months - 1


@given(DAYS, st.integers(0, 20_000))
def test_a_day_later_is_never_less(day: date, days: int) -> None:
    until = day + timedelta(days)
    step = whole_months(day, until + timedelta(1)) - whole_months(day, until)
    assert step in (0, 1)


@pytest.mark.parametrize(
    ("fact", "word", "on", "message", "hint"),
    [
        (FACTS["integer"], "1-3-2024", ON, "‘1-3-2024’ is een datum, maar ‘maanden’ is een getal.",
         "Schrijf alleen cijfers, zonder eenheid."),
        (since(), "31-02-2024", ON, "De datum ‘31-02-2024’ bestaat niet.",
         "Schrijf dag, maand, jaar, zoals 1-3-2024, of jaar, maand, dag, zoals 2024-03-01."),
        (since(), "3/31/2024", ON, "De datum ‘3/31/2024’ bestaat niet.",
         "Schrijf dag, maand, jaar, zoals 1-3-2024, of jaar, maand, dag, zoals 2024-03-01."),
        (since(), "0000-01-01", ON, "De datum ‘0000-01-01’ bestaat niet.",
         "Schrijf dag, maand, jaar, zoals 1-3-2024, of jaar, maand, dag, zoals 2024-03-01."),
        (since(), "1-3-24", ON, "Welk jaar is bedoeld met ‘1-3-24’?",
         "Schrijf het jaar met vier cijfers, zoals 1-3-2024."),
        (since(), "24-03-01", ON, "Welk jaar is bedoeld met ‘24-03-01’?",
         "Schrijf het jaar met vier cijfers, zoals 1-3-2024."),
        (since(), "1-3-2024", None,
         "Zonder peildatum is niet te zeggen hoe lang ‘1-3-2024’ geleden is.",
         "Geef een peildatum, of schrijf zelf het aantal."),
        (since(), "16-7-2024", ON, "‘16-7-2024’ is later dan de peildatum, 2024-07-15.",
         "Geef een datum tot en met de peildatum, of een latere peildatum."),
        (since("werkdagen"), "1-3-2024", ON,
         "‘sinds’ telt werkdagen; dat volgt niet uit een datum.", "Schrijf zelf het aantal."),
        (since("beurten"), "1-3-2024", ON,
         "‘sinds’ telt beurten; dat volgt niet uit een datum.", "Schrijf zelf het aantal."),
        (since(range_=(0, 3)), "1-3-2024", ON, "4 valt buiten 0 tot en met 3 van ‘sinds’.", None),
        *((since(), word, ON, f"‘{word}’ is geen heel getal voor ‘sinds’.",
           "Schrijf een datum, zoals 1-3-2024, of alleen cijfers, zonder eenheid.")
          for word in ("1-3/2024", "1 maart", "2024-03", "1-3-224", "٠١-٠٣-٢٠٢٤", "1-3-24x")),
        (FACTS["boolean"], "1-3-2024", ON, "‘1-3-2024’ is geen ja of nee voor ‘waar’.",
         "Schrijf ja of nee."),
    ],
)  # fmt: skip
def test_dates_that_mean_nothing(
    fact: Fact, word: str, on: date | None, message: str, hint: str | None
) -> None:
    with pytest.raises(ValueProblem) as caught:
        read_value(fact, word, on)
    assert caught.value.said.say("nl") == message
    assert caught.value.said.say("en") not in ("", message)
    assert (caught.value.remedy and caught.value.remedy.say("nl")) == hint


def test_the_day_that_a_word_says_is_kept() -> None:
    assert date_in(since(), " 1-3-2024 ") == date_in(since(), "2024-03-01") == date(2024, 3, 1)
    for word in ("22", "-3", "maart"):
        assert date_in(since(), word) is None
    assert date_in(Fact("n", "N", "integer"), "1-3-2024") is None
    with pytest.raises(ValueProblem):
        date_in(since(), "31-2-2024")


def test_two_dates_are_no_number() -> None:
    with pytest.raises(ValueProblem, match="needs one value"):
        read_value(since(), ["1-3-2024", "2-3-2024"], ON)
