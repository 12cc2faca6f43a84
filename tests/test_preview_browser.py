"""The preview as a maintainer has it: an editor that saves, and the page beside it in Chromium."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

import pytest
import repositories
from conftest import AXE
from page_walker import opened_browser
from served import SECONDS, Served, save, serving, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.node, pytest.mark.browser]

TREE, WORDS, INFO = repositories.files(6)
FILES = {**repositories.files(6), INFO: "# Aanmelden\n\nNa {nodig} kan het.\n"}
SECOND = "trees/tweede.yaml"
MS = SECONDS * 1000
_SEEN = """() => [...document.querySelectorAll("#panel-poster .sheet")]
  .map((one) => one.shadowRoot.textContent.replace(/\\s+/g, " ")).join("")"""

_WALK = """() => document.querySelector("woonkans-boom")?.shadowRoot.textContent ?? "" """

_CHANGES = """() => {
  const frame = document.querySelector("#panel-changes iframe:not(.next)");
  return (frame?.contentDocument?.body ?? document.querySelector("#panel-changes")).textContent;
}"""


@dataclass(frozen=True)
class Desk:
    """An editor and the page. `problems` are errors of its scripts and what its policy refused."""

    folder: Path
    served: Served
    page: Page
    problems: list[str]

    def edit(self, old: str, new: str, file: str = TREE) -> None:
        text = (self.folder / file).read_text("utf-8")
        assert old in text
        save(self.folder / file, text.replace(old, new))

    def put_back(self) -> None:
        """Bring the files back to what they were at first."""
        for path in (self.folder / "trees").glob("*.yaml"):
            if path.relative_to(self.folder).as_posix() not in FILES:
                path.unlink()
        for name, text in FILES.items():
            save(self.folder / name, text)

    def find(self, selector: str, has_text: str | None = None) -> Locator:
        return self.page.locator(selector, has_text=has_text)

    @property
    def walk(self) -> str:
        """What the walk-through shows."""
        found: str = self.page.evaluate(_WALK)
        return found

    @property
    def poster(self) -> str:
        """The words on the poster that is shown."""
        found: str = self.page.evaluate(_SEEN)
        return found

    @property
    def listed(self) -> str:
        """The problems that are shown."""
        return self.find("#list").inner_text()

    @property
    def above(self) -> str:
        """What stands above the view."""
        return self.find("#notice").inner_text()

    def open(self, view: str) -> None:
        self.find(f"#tab-{view}").click()

    def wait(self, true: Callable[[], object]) -> None:
        """Wait until something is true; the page may begin again meanwhile, as a new style asks."""
        from playwright.sync_api import Error

        def is_true() -> object:
            try:
                return true()
            except Error as error:
                if "context was destroyed" not in str(error):
                    raise
                return False

        until(is_true)

    def answer(self, label: str) -> None:
        """Answer the question; a click right after it came, as after a save, does not count."""
        heading = self.find("woonkans-boom #view-heading")
        button = self.find("woonkans-boom .answer", has_text=label)
        before = heading.inner_text()

        def is_answered() -> bool:
            if heading.inner_text() == before:
                button.first.click()
            return heading.inner_text() != before

        until(is_answered)

    @property
    def changes(self) -> str:
        """What the page of differences says, or what stands there instead."""
        found: str = self.page.evaluate(_CHANGES)
        return found


def shows(page: Page, words: str) -> bool:
    """Whether words stand on the poster that a page shows."""
    return words in page.evaluate(_SEEN)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser() as found:
        yield found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    """Trees that were committed, served for all tests here."""
    folder = tmp_path_factory.mktemp("serve")
    with pytest.MonkeyPatch.context() as patch:
        repositories.isolate(patch, folder / "home")
        repository = repositories.make(folder / "project")
        repository.commit(FILES)
        with serving(repository.folder, "trees") as found:
            yield repository.folder, found


@pytest.fixture
def desk(browser: Browser, served: tuple[Path, Served]) -> Iterator[Desk]:
    """The page at the first tree, with everything as it was committed."""
    folder, server = served
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    made = Desk(folder, server, page, problems)
    made.put_back()
    page.goto(server.address)
    made.wait(lambda: "6 maanden" in made.poster and "Geen problemen" in made.listed)
    yield made
    assert made.problems == []
    context.close()


# ---------------------------------------------------------------- what is saved is seen


def test_what_is_saved_is_seen_in_every_view(desk: Desk) -> None:
    desk.edit("Nog even wachten", "Eerst even sparen")
    desk.wait(lambda: "Eerst even sparen" in desk.poster)
    desk.open("walk")
    desk.wait(lambda: "Eerst even sparen" in desk.walk)
    desk.open("changes")
    desk.wait(lambda: "sparen" in desk.changes)
    desk.open("sheet")
    desk.wait(lambda: desk.find("#panel-sheet img").count())
    width = desk.find("#panel-sheet img").evaluate("it => it.naturalWidth")
    assert width > 100


def test_a_mistake_is_told_and_the_last_good_drawing_stays(desk: Desk) -> None:
    desk.edit("kind: eligible", "kind: eligable")
    desk.wait(lambda: "eligable" in desk.listed)
    assert "laatste goede versie" in desk.above
    assert "eligable" in desk.above
    assert "trees/regeling.yaml:" in desk.above
    assert "Aanmelden kan" in desk.poster
    desk.edit("kind: eligable", "kind: eligible")
    desk.wait(lambda: "Geen problemen" in desk.listed)
    assert desk.above == ""


def test_a_file_that_is_no_yaml_is_told_too(desk: Desk) -> None:
    save(desk.folder / TREE, "tree: [")
    desk.wait(lambda: "laatste goede versie" in desk.above)
    assert "Aanmelden kan" in desk.poster


def test_a_problem_leads_to_its_card_and_its_line(desk: Desk) -> None:
    desk.edit("goto: wacht}", "goto: kan}")
    desk.wait(lambda: desk.find(".problem.error").count())
    problem = desk.find(".problem").filter(has_text="wacht").first
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    problem.get_by_role("button", name="Kopieer plaats").click()
    place = desk.page.evaluate("() => navigator.clipboard.readText()")
    file, line, _ = place.split(":")
    text = (desk.folder / file).read_text("utf-8").splitlines()[int(line) - 1]
    assert "wacht" in text
    assert place in desk.find("#toast").inner_text()
    problem.get_by_role("button", name="Toon op de poster").click()
    desk.wait(lambda: desk.find(".ring.pointed").count())
    assert "Uitkomst U2 staat in trees/regeling.yaml:" in desk.find(".about").inner_text()
    assert desk.find(".flag").count() >= 1


def test_a_card_says_where_it_was_written(desk: Desk) -> None:
    desk.find("#vraag-lang").first.click(position={"x": 12, "y": 12})
    words = desk.find(".about").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    line = FILES[TREE].splitlines().index("  lang:") + 1
    assert f"Vraag 1 staat in {TREE}:{line}:3" in words


def test_many_fast_saves_end_in_the_last_one(desk: Desk) -> None:
    for number in range(60):
        text = FILES[TREE].replace("Nog even wachten", f"Nog {number} keer wachten")
        save(desk.folder / TREE, text)
    desk.wait(lambda: "Nog 59 keer wachten" in desk.poster)
    desk.open("changes")
    desk.wait(lambda: "59" in desk.changes)


def test_a_vocabulary_and_an_information_page_count_too(desk: Desk) -> None:
    desk.edit("value: 6", "value: 11", WORDS)
    desk.wait(lambda: "11 maanden" in desk.poster)
    desk.edit("# Aanmelden", "# Zo meldt u aan", INFO)
    desk.open("walk")
    desk.answer("Ja")
    desk.wait(lambda: "Zo meldt u aan" in desk.walk)


def test_what_was_answered_stays_when_the_tree_changes(desk: Desk) -> None:
    desk.open("walk")
    walk = desk.find("woonkans-boom")
    desk.answer("Nee")
    desk.wait(lambda: "Nog even wachten" in desk.walk)
    desk.edit("Nog even wachten", "Eerst even sparen")
    desk.wait(lambda: "Eerst even sparen" in walk.locator("#view-heading").inner_text())


def test_another_house_style_is_worn_by_the_walk_through(desk: Desk) -> None:
    desk.open("walk")
    desk.wait(lambda: desk.walk)
    style = 'vocabulary: woorden\nstyle: {colours: {main: "#5B1F69"}}'
    desk.edit("vocabulary: woorden", style, WORDS)
    main = "it => getComputedStyle(it).getPropertyValue('--main')"
    desk.wait(lambda: "#5B1F69" in desk.find("woonkans-boom").evaluate(main))


# ---------------------------------------------------------------- files come and go


def test_the_tree_that_is_saved_is_the_one_that_is_shown(desk: Desk) -> None:
    other = repositories.tree().replace("tree: regeling", "tree: tweede")
    save(desk.folder / SECOND, other.replace("Is de regeling lang genoeg?", "Een tweede boom"))
    chooser = desk.find("#trees")
    desk.wait(lambda: "Een tweede boom" in chooser.inner_text())
    chooser.select_option("tweede")
    desk.wait(lambda: "Een tweede boom" in desk.poster)
    desk.edit("Nog even wachten", "Eerst even sparen")
    desk.wait(lambda: "Eerst even sparen" in desk.poster)
    assert chooser.input_value() == "regeling"


def test_who_does_not_want_that_stays_where_he_is(desk: Desk) -> None:
    desk.find("#follow").uncheck()
    save(desk.folder / SECOND, repositories.tree().replace("tree: regeling", "tree: tweede"))
    desk.wait(lambda: desk.find("#trees option").count() == 2)
    desk.edit("Nog even wachten", "Eerst even sparen", SECOND)
    desk.edit("Nog even wachten", "Straks misschien")
    desk.wait(lambda: "Straks misschien" in desk.poster)
    assert desk.find("#trees").input_value() == "regeling"


def test_a_renamed_tree_is_followed(desk: Desk) -> None:
    (desk.folder / TREE).rename(desk.folder / "trees/anders.yaml")
    desk.wait(lambda: "trees/anders.yaml" in desk.find("#trees").inner_text())
    desk.edit("Nog even wachten", "Eerst even sparen", "trees/anders.yaml")
    desk.wait(lambda: "Eerst even sparen" in desk.poster)


def test_a_deleted_tree_is_still_shown_and_said_to_be_gone(desk: Desk) -> None:
    (desk.folder / TREE).unlink()
    desk.wait(lambda: "is er niet meer" in desk.above)
    assert "Aanmelden kan" in desk.poster
    assert "Geen problemen" not in desk.listed


def test_a_folder_that_goes_and_comes_back_is_followed(desk: Desk) -> None:
    trees, away = desk.folder / "trees", desk.folder / "away"
    trees.rename(away)
    desk.wait(lambda: "is er niet meer" in desk.above)
    away.rename(trees)
    desk.wait(lambda: desk.above == "")
    desk.edit("Nog even wachten", "Eerst even sparen")
    desk.wait(lambda: "Eerst even sparen" in desk.poster)


def test_after_a_commit_nothing_differs(desk: Desk) -> None:
    desk.open("changes")
    desk.edit("Nog even wachten", "Eerst even sparen")
    desk.wait(lambda: "sparen" in desk.changes)
    repository = repositories.Repository(desk.folder)
    repository.commit({})
    desk.wait(lambda: "niets veranderd" in desk.changes)
    repository.commit(FILES)


# ---------------------------------------------------------------- the page itself


def test_eight_tabs_of_a_browser_all_go_on(desk: Desk) -> None:
    pages = [desk.page.context.new_page() for _ in range(7)]
    for page in pages:
        page.goto(desk.served.address, timeout=MS)
    for page in pages:
        desk.wait(functools.partial(shows, page, "6 maanden"))
    desk.edit("Nog even wachten", "Eerst even sparen")
    for page in (*pages, desk.page):
        desk.wait(functools.partial(shows, page, "Eerst even sparen"))
    for page in pages:
        page.close()
    desk.edit("Eerst even sparen", "Straks misschien")
    desk.wait(lambda: "Straks misschien" in desk.poster)


def test_what_could_not_be_fetched_is_said_and_tried_again(desk: Desk) -> None:
    desk.page.route("**/trees/*/poster?*", lambda route: route.fulfill(status=500))
    desk.edit("Nog even wachten", "Eerst even sparen")
    desk.wait(lambda: "Niet alles kon opgehaald" in desk.find("#status").inner_text())
    assert "Aanmelden kan" in desk.poster
    desk.page.unroute("**/trees/*/poster?*")
    desk.wait(lambda: "Eerst even sparen" in desk.poster)
    desk.wait(lambda: "Bijgewerkt om" in desk.find("#status").inner_text())
    desk.problems.clear()  # the browser notes what was not answered


def test_only_what_was_saved_is_marked_as_new(desk: Desk) -> None:
    other = repositories.tree().replace("tree: regeling", "tree: derde")
    save(desk.folder / "trees/derde.yaml", other.replace("Nog even wachten", "Een derde boom"))
    chooser, words = desk.find("#trees"), {"regeling": "Nog even wachten", "derde": "Een derde"}
    desk.wait(lambda: "derde" in chooser.inner_text())
    for key in ("derde", "regeling"):
        chooser.select_option(key)
        desk.wait(functools.partial(shows, desk.page, words[key]))
        desk.wait(lambda: "Bijgewerkt om" in desk.find("#status").inner_text())
        assert desk.find(".fresh").count() == 0
    desk.edit("Nog even wachten", "Eerst even sparen")
    desk.wait(lambda: desk.find("#tab-sheet .fresh").count())
    chooser.select_option("derde")
    desk.wait(lambda: "Een derde" in desk.poster)
    assert desk.find(".fresh").count() == 0


def test_an_address_that_was_written_wrongly_shows_the_first_tree(desk: Desk) -> None:
    desk.page.goto("about:blank")
    desk.page.goto(f"{desk.served.address}#50%")
    desk.wait(lambda: "Aanmelden kan" in desk.poster)


def test_a_place_opens_in_the_editor_also_with_an_odd_name(
    browser: Browser, tmp_path: Path
) -> None:
    odd = tmp_path / "trees" / "a#b?c 50%.yaml"
    for name, text in FILES.items():
        save(tmp_path / name, text.replace("goto: wacht}", "goto: kan}"))
    (tmp_path / TREE).rename(odd)
    page = browser.new_page()
    with serving(tmp_path, "trees", "--editor", "vscodium") as served:
        page.goto(served.address)
        link = page.get_by_role("link", name="Open in VSCodium").first
        link.wait_for(timeout=MS)
        address = link.get_attribute("href") or ""
    page.close()
    path, line, column = address.removeprefix("vscodium://file").rsplit(":", 2)
    assert (unquote(path), line.isdigit(), column.isdigit()) == (odd.as_posix(), True, True)
    assert not {"#", "?", " "} & set(address)


def test_tabs_are_walked_with_arrows(desk: Desk) -> None:
    desk.find("#tab-poster").focus()
    for name in ("sheet", "walk", "changes", "poster"):
        desk.page.keyboard.press("ArrowRight")
        assert desk.find(f"#tab-{name}").evaluate("it => it === document.activeElement")
        assert desk.find(f"#panel-{name}").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desk: Desk, scheme: Literal["light", "dark"]) -> None:
    desk.page.emulate_media(color_scheme=scheme)
    desk.edit("goto: wacht}", "goto: kan}")
    desk.wait(lambda: desk.find(".problem.error").count())
    axe = (AXE / "axe.min.js").read_text("utf-8")
    desk.page.evaluate(axe)
    for view in ("poster", "sheet", "changes"):
        desk.open(view)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        rules = {"label-content-name-mismatch": {"enabled": True}}
        options = {"runOnly": {"type": "tag", "values": tags}, "iframes": False, "rules": rules}
        context = {"exclude": [["woonkans-boom"], [".sheet"]]}
        found = desk.page.evaluate("([c, o]) => axe.run(c, o)", [context, options])
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_on_a_narrow_screen_nothing_has_to_be_scrolled_sideways(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 320, "height": 640})
    desk.edit("goto: wacht}", "goto: kan}")
    desk.wait(lambda: desk.find(".problem.error").count())
    wide = "(it) => it.scrollWidth - it.clientWidth"
    for one in ("html", ".problems", "main"):
        assert desk.find(one).evaluate(wide) <= 0
    desk.edit("kind: eligible", "kind: eligable")
    desk.wait(lambda: "laatste goede versie" in desk.above)
    assert "eligable" not in desk.above  # the list has it already
    desk.find("#notice").get_by_role("button", name="Bekijk de fouten").click()
    assert desk.find(".bar").bounding_box()["height"] < 150  # type: ignore[index]


def test_when_the_server_stops_that_is_said(browser: Browser, tmp_path: Path) -> None:
    for name, text in FILES.items():
        save(tmp_path / name, text)
    page = browser.new_page()
    with serving(tmp_path, "trees") as served:
        page.goto(served.address)
        page.get_by_text("Geen problemen").wait_for(timeout=MS)
        port = served.address.rstrip("/").rpartition(":")[2]
        served.interrupt()
        assert served.ended()[0] == 0
    page.get_by_text("woonboom serve is gestopt").wait_for(timeout=MS)
    with serving(tmp_path, "trees", "--port", port):
        page.get_by_text("Bijgewerkt om").wait_for(timeout=MS)
    page.close()


def test_an_address_leads_to_its_tree_also_while_nothing_was_read_yet(
    browser: Browser, tmp_path: Path
) -> None:
    second = repositories.tree().replace("tree: regeling", "tree: tweede")
    second = second.replace("Nog even wachten", "Eerst even sparen")
    for name, text in {**FILES, SECOND: second}.items():
        save(tmp_path / name, text)
    page = browser.new_page()
    with serving(tmp_path, "trees") as served:
        page.goto(f"{served.address}#tweede")
        until(lambda: "Eerst even sparen" in page.evaluate(_SEEN))
        assert page.locator("#trees").input_value() == "tweede"
    page.close()


def test_a_folder_without_trees_says_how_to_begin(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "trees").mkdir()
    page = browser.new_page()
    with serving(tmp_path, "trees") as served:
        page.goto(served.address)
        page.get_by_text("woonboom new").first.wait_for(timeout=MS)
        for name, text in FILES.items():
            save(tmp_path / name, text)
        page.locator("#vraag-lang").first.wait_for(timeout=MS)
    page.close()


class Elsewhere(SimpleHTTPRequestHandler):
    """A page from elsewhere, as an attacker would have it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>Elsewhere</p>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_a_page_from_elsewhere_gets_nothing(browser: Browser, desk: Desk) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Elsewhere)) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{other.server_port}/")
        target = f"{desk.served.address}trees/regeling/poster"
        read = page.evaluate("(a) => fetch(a).then((r) => r.status, () => 'refused')", target)
        loads = (
            "(a) => new Promise((done) => { const it = new Image();"
            " it.onload = () => done('seen'); it.onerror = () => done('refused'); it.src = a; })"
        )
        seen = page.evaluate(loads, target)
        assert (read, seen) == ("refused", "refused")
        page.evaluate("(a) => { location.href = a; }", desk.served.address)
        page.get_by_text("opent niet vanaf een andere pagina").wait_for(timeout=MS)
        page.close()
        other.shutdown()
