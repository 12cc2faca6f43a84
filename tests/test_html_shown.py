"""Web pages in a real browser: they fit every screen, and go with the keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import changed_trees
import pytest

from woonboom.document import Document, Figure, Heading, Paragraph, Table, words
from woonboom.evaluation.form import form_of
from woonboom.evaluation.gathering import Round
from woonboom.evaluation.report import Given, report
from woonboom.evaluation.responses import Response
from woonboom.evaluation.years import read_years
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.load import Library, load
from woonboom.papers.changes import changes_page
from woonboom.papers.evaluation import evaluation_form
from woonboom.papers.sheet import sheet

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.node
TREES = Path(__file__).parent.parent / "trees"
WIDE = Figure(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 172 9"/>', "image/svg+xml", "Breed"
)


def a_sheet() -> Document:
    tree, _ = load(TREES / "hulpverleners.yaml")
    assert tree
    return sheet(tree)


def a_form() -> Document:
    form = Library().questionnaire(TREES / "evaluatie.yaml")
    assert form
    return evaluation_form(form)


def a_report() -> Document:
    """What is hard to fit: many columns, a picture, words without an end."""
    cells = tuple(words(f"Woningcorporatie {n}") for n in range(9))
    heads = tuple(Heading(level, words("Kop " * 9)) for level in (1, 2, 2))
    long = Paragraph(words("https://example.org/" + "a" * 200))
    return Document(
        "Betalingsregelingsovereenkomst " * 3, "nl", (*heads, Table(cells, (cells,)), WIDE, long)
    )


def what_changed() -> Document:
    return changes_page(changed_trees.found(changed_trees.twenty_edits()))


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser.new_page()
        browser.close()


def shown(page: Page, document: Document, folder: Path, width: int) -> None:
    file = folder / "page.html"
    file.write_bytes(DOCUMENT_FORMATS["html"].write(document))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
@pytest.mark.parametrize("make", [a_sheet, a_form, a_report, what_changed])
def test_no_screen_is_too_narrow(
    browser_page: Page, make: type, width: int, tmp_path: Path
) -> None:
    shown(browser_page, make(), tmp_path, width)
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
    beside = """[...document.querySelectorAll('main p, main h2, main h3, main h4, main li')]
        .filter(one => !one.closest('.wide'))
        .filter(one => one.getBoundingClientRect().right > innerWidth)
        .map(one => one.textContent.slice(0, 40))"""
    assert browser_page.evaluate(beside) == []


def an_evaluation() -> Document:
    """A report of two rounds with two groups, in which the longest words are ours."""
    form = Library().questionnaire(TREES / "evaluatie.yaml")
    assert form
    asked = form_of(form)
    answered = [
        Response(dict.fromkeys(asked.statements, n % 5), {}, {"werkplek": name})
        for n in range(10)
        for name in ("Woningcorporatie", "Hulpverlening")
    ]
    both = Round(asked, answered), Round(asked, answered[::2])
    return report(Given(*both, read_years((TREES / "cijfers.csv").read_bytes())))


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_a_report_shows_all_its_bars_and_numbers_without_scrolling(
    browser_page: Page, width: int, tmp_path: Path
) -> None:
    shown(browser_page, an_evaluation(), tmp_path, width)
    hidden = """[...document.querySelectorAll('.wide, picture')]
        .map(one => one.scrollWidth - one.clientWidth).filter(more => more > 1)"""
    assert browser_page.evaluate(hidden) == []
    drawn = "[...document.querySelectorAll('picture img')].map(one => one.currentSrc.length)"
    sizes = "[...document.querySelectorAll('picture source')].map(one => one.srcset.length)"
    assert (browser_page.evaluate(drawn) == browser_page.evaluate(sizes)) == (width < 640)


def test_the_first_tab_leads_to_the_text(browser_page: Page, tmp_path: Path) -> None:
    shown(browser_page, a_sheet(), tmp_path, 800)
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.className") == "skip"
    assert browser_page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.tagName").lower() == "main"


def test_the_page_asks_the_network_for_nothing(browser_page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url.split(":")[0]))
    shown(browser_page, a_report(), tmp_path, 800)
    assert set(asked) <= {"file", "data"}


@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_makes_a_drawing_large_and_small_again(
    browser_page: Page, width: int, tmp_path: Path
) -> None:
    shown(browser_page, what_changed(), tmp_path, width)
    drawing = browser_page.locator(".drawing >> nth=1")
    small = drawing.locator("img").evaluate("one => one.getBoundingClientRect().width")
    drawing.locator(".enlarge").click()
    assert drawing.locator("img").evaluate("one => one.getBoundingClientRect().width") > 1.5 * small
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
    drawing.locator(".reduce").click()
    after = drawing.locator("img").evaluate("one => one.getBoundingClientRect().width")
    assert after == pytest.approx(small, abs=2)


def test_the_letters_of_a_drawing_are_its_own(browser_page: Page, tmp_path: Path) -> None:
    """What a page may do lets a drawing in it use the font that it brings."""
    blocked: list[str] = []
    browser_page.on("console", lambda message: blocked.append(message.text))
    shown(browser_page, what_changed(), tmp_path, 800)
    assert blocked == []
