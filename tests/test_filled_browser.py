"""Papers filled in with pdf.js, as in Firefox, and read back: equal to what was filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import paper_browser
import pytest
from evaluation_forms import SCALE, empty_pdf, form
from paper_fillers import with_pdfium
from paper_forms import printed, whole

from woonboom.filled import read

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.node]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with paper_browser.browser_page() as found:
        yield found


def written(data: bytes) -> dict[str, str]:
    return {name: value for name, value in read(data).values.items() if value}


def test_what_was_filled_in_is_what_is_read(
    page: Page,
) -> None:
    assert written(paper_browser.fill(page, printed(), whole())) == whole()


def test_it_goes_on_where_another_viewer_stopped(
    page: Page,
) -> None:
    values = whole()
    first = {name: value for name, value in values.items() if name.startswith("antwoord_")}
    later = {name: value for name, value in values.items() if name not in first}
    half = with_pdfium(printed(), first)
    assert written(paper_browser.fill(page, half, later)) == values
    half = paper_browser.fill(page, printed(), later)
    assert written(with_pdfium(half, first)) == values
    assert written(paper_browser.fill(page, half, first)) == values


def test_the_evaluation_form_is_read_as_it_was_filled_in(
    page: Page,
) -> None:
    asked = form()
    values = {"kop_rol": "zorg", "kop_naam": "J. Jansen", "kop_datum": "31-01-2026"}
    values["open_beleid_advies"] = "Eén (1) \\ <b>\ntweede regel"
    for number, stated in enumerate(asked.statements.values()):
        values[stated.field] = SCALE[-1 - number]
        values[stated.explanation] = f"Daarom {number}"
    assert written(paper_browser.fill(page, empty_pdf(), values)) == values


def test_what_is_typed_in_a_field_for_a_number_is_not_cut_off(
    page: Page,
) -> None:
    values = {"feit_maanden_regeling": "€ 30.000 in 24 maanden", "blad_datum": "31 september 2026"}
    assert written(paper_browser.fill(page, printed(), values)) == values
    assert written(with_pdfium(printed(), values)) == values
