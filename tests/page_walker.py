"""The page with its element in Chromium, walked as a person does: by mouse or by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calling import ROOT

from woonboom.load import load
from woonboom.model import Tree
from woonboom.page.single import page as page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

Setting = str | bool
LOOK_MS = 320
"""How long a person looks at a question before an answer to it counts."""

PRESS = "it => it.click()"
"""Presses a button as a script does: a person must look at a new question first."""
_LISTEN = """() => {
  globalThis.heard = [];
  for (const name of ["stap", "besluit"]) {
    document.addEventListener(name, (event) => heard.push([name, event.detail]));
  }
}"""
_ELEMENT = 'document.querySelector("woonkans-boom")'


def loaded(path: Path) -> Tree:
    """Return a tree that must be readable; it may have faults."""
    tree, problems = load(path)
    assert tree is not None, problems
    return tree


HELPERS = loaded(ROOT / "trees" / "hulpverleners.yaml")
LANDLORDS = loaded(ROOT / "trees" / "corporaties.yaml")
BOTH = (HELPERS, LANDLORDS)


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Give a browser, for as many pages as are wanted."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


def written_page(folder: Path, trees: Sequence[Tree]) -> Path:
    """Write the page of some trees into a folder."""
    path = folder / "boom.html"
    path.write_bytes(page_of(trees))
    return path


@dataclass(frozen=True)
class Walker:
    """Somebody at a page. `problems` are errors of its scripts and what its policy refused."""

    page: Page
    problems: list[str]

    def answer(self, *ids: str) -> None:
        """Choose answers, each of the question that is then asked, as fast as a script can."""
        for id_ in ids:
            self.find(f'.answers .answer[data-answer="{id_}"]').evaluate(PRESS)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other; a number after a look at the question."""
        for key in keys:
            if key.isdigit():
                self.page.wait_for_timeout(LOOK_MS)
            self.page.keyboard.press(key)

    def find(self, selector: str) -> Locator:
        """Find elements, also within the element's shadow tree."""
        return self.page.locator(selector)

    def button(self, name: str) -> Locator:
        """Find a button by what it is called."""
        return self.page.get_by_role("button", name=name)

    def field(self, fact: str) -> Locator:
        """Find the field of a fact, in the form or under a question."""
        return self.find(f'[data-fact="{fact}"]:visible')

    def choose(self, fact: str, label: str) -> None:
        """Choose a value of a fact by its label."""
        self.field(fact).get_by_text(label, exact=True).click()

    def type(self, fact: str, number: str) -> None:
        """Type the value of a fact, and leave the field."""
        self.field(fact).locator("input").first.fill(number)
        self.press("Tab")

    @property
    def heading(self) -> str:
        """The question or outcome that is shown, with what only a screen reader says before it."""
        return " ".join(self.find("#view-heading").inner_text().split())

    @property
    def shown(self) -> str:
        """The question or outcome that is shown, as it is seen."""
        found: str = self.find("#view-heading").evaluate("it => it.lastChild.textContent")
        return found

    @property
    def focused(self) -> str:
        """The id or else the text of what has the focus."""
        found: str = self.page.evaluate(
            f"() => {{ const it = {_ELEMENT}.shadowRoot.activeElement;"
            " return it ? it.id || it.innerText || it.ariaLabel || it.tagName : ''; }"
        )
        return found

    @property
    def told(self) -> str:
        """What the page told last to screen readers, without moving the focus."""
        return self.find('[aria-live="polite"]').inner_text()

    @property
    def known(self) -> dict[str, Any]:
        """What the element knows of the case."""
        found: dict[str, Any] = self.page.evaluate(f"() => {_ELEMENT}.known")
        return found

    def events(self, name: str) -> list[dict[str, Any]]:
        """What the element told its page by an event of that name, since it was opened."""
        heard: list[tuple[str, dict[str, Any]]] = self.page.evaluate("() => heard")
        return [detail for heard_name, detail in heard if heard_name == name]

    def path(self) -> list[tuple[str, str]]:
        """The way so far: the number of each question and the answer."""
        rows = self.find(".path li").all()
        return [
            (row.locator(".badge").inner_text(), row.locator("strong").inner_text()) for row in rows
        ]


@contextmanager
def walking(browser: Browser, address: str, **settings: Setting) -> Iterator[Walker]:
    """Open a page for somebody, in a browser that remembers nothing; without motion, to be quick.

    `settings` are those of Playwright for a context: of the screen and of what the person wishes.
    """
    given: dict[str, Any] = {"reduced_motion": "reduce", **settings}
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **given)
    page, problems = context.new_page(), list[str]()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.add_init_script(f"({_LISTEN})()")
    page.goto(address)
    page.locator("#view-heading").wait_for()
    yield Walker(page, problems)
    context.close()
