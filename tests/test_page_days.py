"""How long ago a day was: the page counts as Python does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from page_browser import scripts_page

from woonboom.facts import Fact, read_value
from woonboom.units import unit_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.node

_PASSED = "([pairs, fact]) => pairs.map(([since, until]) => passedSince(since, until, fact))"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with scripts_page("days.js") as found:
        yield found


def pairs() -> list[tuple[date, date]]:
    """Days with a later one or the same: ends of months, leap days, and by chance."""
    pick = random.Random(7)
    days = [date(2023, 1, 1) + timedelta(pick.randrange(3_000)) for _ in range(400)]
    days += [date(2024, 2, 29), date(2024, 1, 31), date(2023, 1, 31), date(2024, 12, 31)]
    return [(min(one, other), max(one, other)) for one in days for other in pick.sample(days, 12)]


@pytest.mark.parametrize("unit", ["maanden", "jaren", "weken", "dagen", None])
def test_days_become_the_same_numbers_as_in_python(page: Page, unit: str | None) -> None:
    fact = Fact("duur", "Duur", "integer", range=(0, 99_999), unit=unit, entered_as="date")
    known = unit_of(unit, "nl") if unit else None
    told = {
        "unit": unit,
        "unit_measure": known.measure if known else None,
        "unit_size": known.size if known else None,
    }
    tried = pairs()
    texts = [(since.isoformat(), until.isoformat()) for since, until in tried]
    wanted = [read_value(fact, since.isoformat(), until) for since, until in tried]
    assert page.evaluate(_PASSED, [texts, told]) == wanted


_ALLOWED = "([until, fact]) => daysAllowed(until, fact)"


@pytest.mark.parametrize(
    ("unit", "size", "span", "days"),
    [
        ("months", 1, [0, 1200], ["1926-10-23", "2026-11-22"]),
        ("months", 1, [2, 3], ["2026-07-23", "2026-09-22"]),
        ("months", 12, [0, 1], ["2024-11-23", "2026-11-22"]),
        ("days", 7, [1, 2], ["2026-11-02", "2026-11-15"]),
        ("days", 1, None, [None, "2026-11-22"]),
    ],
)
def test_the_days_that_a_fact_allows(
    page: Page, unit: str, size: int, span: list[int] | None, days: list[str | None]
) -> None:
    fact = {"unit": "eenheid", "unit_measure": unit, "unit_size": size, "range": span}
    found = page.evaluate(_ALLOWED, ["2026-11-22", fact])
    assert found == days
    if span and days[0]:
        passed = page.evaluate(_PASSED, [[[day, "2026-11-22"] for day in days], fact])
        assert passed == [span[1], span[0]]


@pytest.mark.parametrize("since", ["2026-02-30", "2027-01-01", "", "gisteren"])
def test_a_day_that_is_later_or_no_day_gives_nothing(page: Page, since: str) -> None:
    fact = {"unit": "maanden", "unit_measure": "months", "unit_size": 1}
    assert page.evaluate(_PASSED, [[[since, "2026-11-22"]], fact]) == [None]
