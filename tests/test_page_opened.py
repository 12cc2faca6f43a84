"""The page in a real browser: closed to the outside, quick, and with a drawing that can be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import poster_trees
import pytest
from opened_page import Opened, chromium, opened, served

from woonboom.decide import decide
from woonboom.model import Tree
from woonboom.page.single import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.node

SCRIPT_SECONDS = 0.1
_OUTSIDE = {
    "fetch": "fetch(there)",
    "XMLHttpRequest": "const x = new XMLHttpRequest(); x.open('GET', there); x.send()",
    "a beacon": "navigator.sendBeacon(there, 'x')",
    "a picture": "document.body.append(Object.assign(new Image(), {src: there}))",
    "a style sheet": "document.head.append(Object.assign(document.createElement('link'), "
    "{rel: 'stylesheet', href: there}))",
    "a script": "document.body.append(Object.assign(document.createElement('script'), "
    "{src: there}))",
    "a frame": "document.body.append(Object.assign(document.createElement('iframe'), "
    "{src: there}))",
    "a socket": "new WebSocket(there.replace('http', 'ws'))",
    "events": "new EventSource(there)",
    "a form": "const f = Object.assign(document.createElement('form'), {action: there, "
    "method: 'post'}); document.body.append(f); f.submit()",
    "a module": "import(there)",
    "a worker": "new Worker(URL.createObjectURL(new Blob([`fetch('${there}')`])))",
    "a prefetch": "document.head.append(Object.assign(document.createElement('link'), "
    "{rel: 'prefetch', href: there}))",
}
_TRY = "there => {{ try {{ Promise.resolve((() => {{ {} }})()).catch(() => 0) }} catch {{}} }}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def trees() -> list[Tree]:
    return [poster_trees.real(name) for name in ("hulpverleners", "corporaties")]


@pytest.fixture(scope="module")
def file(trees: list[Tree], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "pagina.html"
    path.write_bytes(page(trees))
    return path


@pytest.fixture
def here(browser: Browser, file: Path) -> Iterator[Opened]:
    """The page, opened from disk without a network; nothing may go wrong in it."""
    with opened(browser, file, offline=True) as found:
        yield found
        assert found.requests == [file.as_uri()]
        assert found.violations == []
        assert found.faults == []


# ---------------------------------------------------------------- closed, and quick


def test_a_walk_asks_nothing_of_the_network(here: Opened) -> None:
    here.answer("Ja", "Opiumwet")
    assert "Geen tweede kans: Opiumwet" in here.heading
    here.page.get_by_text("De hele boom in woorden").click()
    here.page.get_by_role("button", name="Kopieer samenvatting").click()
    (decided,) = here.heard("besluit")
    assert decided["outcome"] == "uitgesloten_opiumwet"


def test_nothing_gets_out_of_it_even_if_a_script_tries(browser: Browser, file: Path) -> None:
    with served(file.parent) as other, opened(browser, file) as found:
        for name, attempt in _OUTSIDE.items():
            before = len(found.violations)
            found.page.evaluate(_TRY.format(attempt), f"{other.address}{name}")
            for _ in range(100):
                if len(found.violations) > before:
                    break
                found.page.wait_for_timeout(20)
            assert len(found.violations) > before, name
        assert other.asked == []


def test_no_style_or_script_from_elsewhere_runs_in_it(browser: Browser, file: Path) -> None:
    with opened(browser, file) as found:
        found.page.evaluate("""() => {
          const script = document.createElement("script");
          script.textContent = "globalThis.ran = true";
          const style = document.createElement("style");
          style.textContent = "body { display: none }";
          document.head.append(script, style);
        }""")
        assert found.page.evaluate("globalThis.ran") is None
        assert found.page.evaluate("getComputedStyle(document.body).display") == "block"
        assert len(found.violations) == 2


def test_without_scripts_it_says_what_to_do(browser: Browser, file: Path) -> None:
    with opened(browser, file, java_script_enabled=False) as found:
        assert "Deze pagina heeft JavaScript nodig" in found.page.inner_text("body")


def test_it_keeps_nothing_in_the_browser(here: Opened) -> None:
    here.answer("Ja", "Opiumwet")
    assert here.page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == [
        "", 0, 0,
    ]  # fmt: skip
    assert here.page.evaluate("location.search + location.hash") == ""


def test_the_first_question_takes_little_script(browser: Browser, file: Path) -> None:
    """Once is enough: other work on the computer is not the page's."""
    assert any(_script_seconds(browser, file) < SCRIPT_SECONDS for _ in range(6))


def _script_seconds(browser: Browser, file: Path) -> float:
    with opened(browser, "about:blank") as found:
        tools = found.page.context.new_cdp_session(found.page)
        tools.send("Performance.enable")
        found.page.goto(file.as_uri())
        found.page.locator("button.answer").first.wait_for()
        metrics = tools.send("Performance.getMetrics")["metrics"]
        return float(next(m["value"] for m in metrics if m["name"] == "ScriptDuration"))


def test_the_font_is_that_of_the_page_itself(here: Opened) -> None:
    here.page.wait_for_function("document.fonts.size === 3 && document.fonts.status === 'loaded'")
    assert here.page.evaluate("document.fonts.check('600 16px Woonkansboom')")


# ---------------------------------------------------------------- the drawing


def drawing(here: Opened) -> Locator:
    return here.page.locator(".drawing svg")


def card(here: Opened, key: str) -> Locator:
    return here.page.locator(f'.drawing [data-key="{key}"]')


def width(here: Opened) -> float:
    return float(drawing(here).get_attribute("width") or 0)


def keys(here: Opened, name: str) -> set[str | None]:
    found = here.page.locator(f".drawing [data-key].{name}").all()
    return {one.get_attribute("data-key") for one in found}


def whole(here: Opened) -> None:
    here.page.get_by_role("button", name="Hele boom").click()


@pytest.mark.parametrize("height", [1300, 3000])
def test_it_shows_the_whole_tree_at_first_where_that_can_be_read(
    browser: Browser, file: Path, height: int
) -> None:
    """Its box is as high as it needs, so that nothing is empty above or below it."""
    with opened(browser, file, viewport={"width": 2560, "height": height}) as found:
        box = found.page.locator(".drawing-box").bounding_box()
        picture = drawing(found).bounding_box()
        assert box
        assert picture
        assert box["x"] <= picture["x"] + 1
        assert picture["width"] <= box["width"] + 1
        assert picture["height"] == pytest.approx(box["height"], abs=1.5)
        assert type_px(found) >= 9


@pytest.mark.parametrize("width", [360, 1024, 1440])
def test_it_begins_large_enough_to_read_where_the_walk_is(
    browser: Browser, file: Path, width: int
) -> None:
    with opened(browser, file, viewport={"width": width, "height": 900}) as found:
        if width == 360:
            found.page.locator("summary", has_text="De hele boom").first.click()
        assert type_px(found) >= 12
        found.answer("Ja", "Huurachterstand of overlast")
        found.page.wait_for_timeout(600)
        place = found.page.locator('.drawing [aria-current="step"]').bounding_box()
        box = found.page.locator(".drawing-box").bounding_box()
        assert place
        assert box
        assert box["x"] <= place["x"] <= box["x"] + box["width"] - place["width"]


def type_px(found: Opened) -> float:
    """How large the type of the drawing is on the screen."""
    size: float = found.page.evaluate("""() => {
      const { shadowRoot } = document.querySelector("woonkans-boom");
      const svg = shadowRoot.querySelector(".drawing svg");
      return Number(svg.dataset.em) * svg.getScreenCTM().a;
    }""")
    return size


def test_the_way_is_lit_and_what_is_no_longer_possible_fades(
    here: Opened, trees: list[Tree]
) -> None:
    here.answer("Ja", "Huurachterstand of overlast")
    assert {"vraag-ontruimd", "vraag-reden", "vraag-termijn"} <= keys(here, "lit")
    assert here.page.locator(".drawing .halo").count() == 5  # three cards and the lines between
    possible = here.heard("stap")[-1]["possible"]
    faded = {one.partition("-")[2].partition(".")[0] for one in keys(here, "out") if one}
    assert faded == set(trees[0].codes) - set(possible)


def test_where_the_walk_is_has_a_pin_and_is_told(here: Opened) -> None:
    here.answer("Ja")
    assert here.page.locator(".drawing .pin").count() == 1
    now = here.page.locator('.drawing [aria-current="step"]')
    assert now.get_attribute("data-key") == "vraag-reden"
    assert name(now) == (
        "Vraag 2 Waarom is de persoon uit huis gezet? Speelde de Opiumwet mee? Kies dan Opiumwet. "
        "Vervuiling en hoarding horen bij overlast. Hier bent u."
    )
    assert name(card(here, "vraag-ontruimd")).endswith("Op uw weg.")
    assert here.page.get_by_role("button", name=name(now)).count() == 1


def name(card: Locator) -> str:
    """What a card is called: its words, of which some are only heard."""
    return " ".join(card.evaluate("it => it.ariaLabel ?? it.textContent").split())


def test_an_outcome_that_is_settled_before_its_way_ends_has_the_pin(here: Opened) -> None:
    """Without help it is U5, also when nobody knows whether there is a debt."""
    facts = {
        "ontruimd": True, "reden_ontruiming": ["overlast"], "maanden_sinds_ontruiming": 60,
        "maanden_regeling": 7, "hulpverlening": False,
    }  # fmt: skip
    here.page.evaluate(
        "facts => { document.querySelector('woonkans-boom').known = { facts }; }", facts
    )
    here.page.get_by_text("De hele boom in woorden").click()
    assert "Eerst hulpverlening" in here.heading
    drawn, listed = here.page.locator('[aria-current="step"]').all()
    assert drawn.get_attribute("data-outcome") == "eerst_hulpverlening"
    assert name(drawn).endswith("Hier bent u.")
    assert listed.inner_text().startswith("U5 Eerst hulpverlening")
    assert here.page.locator(".drawing .pin").count() == 1


@pytest.mark.parametrize("outcome", ["uitgesloten_opiumwet", "geen_traject"])
def test_an_outcome_is_lit_where_the_way_ends(here: Opened, outcome: str) -> None:
    label = {"uitgesloten_opiumwet": "Opiumwet", "geen_traject": "Alleen een andere reden"}
    here.answer("Ja", label[outcome])
    now = here.page.locator('.drawing [aria-current="step"]')
    assert now.get_attribute("data-outcome") == outcome


def test_buttons_and_keys_make_it_larger_and_smaller(here: Opened) -> None:
    whole(here)
    least = width(here)
    here.page.get_by_role("button", name="Groter").click()
    assert width(here) == pytest.approx(1.35 * least, rel=0.01)
    here.page.get_by_role("button", name="Kleiner").click()
    assert width(here) == pytest.approx(least, rel=0.01)
    card(here, "vraag-ontruimd").focus()
    for _ in range(3):
        here.page.keyboard.press("+")
    assert width(here) > 2 * least
    here.page.keyboard.press("0")
    assert width(here) == pytest.approx(least, rel=0.01)
    here.page.keyboard.press("-")
    assert width(here) == pytest.approx(least, rel=0.01)  # the whole tree is the least


def test_ctrl_and_the_wheel_zoom_at_the_pointer(here: Opened) -> None:
    target = card(here, "vraag-woonplek")
    here.page.get_by_role("button", name="Groter").click()
    target.scroll_into_view_if_needed()
    before = target.bounding_box()
    assert before
    point = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    here.page.mouse.move(*point)
    here.page.keyboard.down("Control")
    here.page.mouse.wheel(0, -120)
    here.page.keyboard.up("Control")
    after = target.bounding_box()
    assert after
    assert after["width"] > 1.1 * before["width"]
    assert after["x"] <= point[0] <= after["x"] + after["width"]
    assert after["y"] <= point[1] <= after["y"] + after["height"]


def test_the_wheel_alone_does_not_zoom(here: Opened) -> None:
    box = here.page.locator(".drawing-box").bounding_box()
    assert box
    before = width(here)
    here.page.mouse.move(box["x"] + 200, box["y"] + 200)
    here.page.mouse.wheel(0, 120)
    assert width(here) == before


def test_the_wheel_scrolls_the_page_where_the_drawing_has_nowhere_to_go(here: Opened) -> None:
    here.answer("Ja", "Opiumwet")
    whole(here)
    here.page.set_viewport_size({"width": 1300, "height": 600})
    box = here.page.locator(".drawing-box").bounding_box()
    assert box
    here.page.mouse.move(box["x"] + 100, box["y"] + 100)
    here.page.mouse.wheel(0, 200)
    here.page.wait_for_function("() => scrollY > 100", timeout=2000)


def test_two_fingers_zoom(browser: Browser, file: Path) -> None:
    with opened(browser, file, has_touch=True) as found:
        before = width(found)
        box = found.page.locator(".drawing-box").bounding_box()
        assert box
        tools = found.page.context.new_cdp_session(found.page)
        x, y = box["x"] + 250, box["y"] + 250
        for kind, apart in (("Start", 40), ("Move", 60), ("Move", 100)):
            points = [{"x": x - apart, "y": y}, {"x": x + apart, "y": y}]
            tools.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
        tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert width(found) == pytest.approx(2.5 * before, rel=0.15)


def test_the_mouse_moves_it_without_choosing_a_card(here: Opened) -> None:
    for _ in range(4):
        here.page.get_by_role("button", name="Groter").click()
    box = here.page.locator(".drawing-box")
    place = box.bounding_box()
    assert place
    said, before = here.heading, box.evaluate("box => box.scrollLeft")
    here.page.mouse.move(place["x"] + 300, place["y"] + 200)
    here.page.mouse.down()
    here.page.mouse.move(place["x"] + 150, place["y"] + 200, steps=4)
    here.page.mouse.up()
    assert box.evaluate("box => box.scrollLeft") == before + 150
    assert here.heading == said


def test_a_click_on_a_card_shows_that_question(here: Opened) -> None:
    card(here, "vraag-woonplek").click()
    assert "Heeft de persoon een vaste woning" in here.heading


def test_a_chip_leads_to_the_card_that_it_names(here: Opened) -> None:
    here.page.locator(".drawing .chip").first.click()
    focused = here.page.evaluate("""() => document.querySelector("woonkans-boom")
      .shadowRoot.activeElement.dataset.key""")
    assert focused == "vraag-hulpverlening"


def active(here: Opened) -> Any:  # noqa: ANN401 (a string or null)
    return here.page.evaluate("""() => document.querySelector("woonkans-boom")
      .shadowRoot.activeElement?.dataset?.key ?? null""")


def test_the_keyboard_stops_at_it_once_and_walks_its_cards_with_arrows(here: Opened) -> None:
    here.page.get_by_role("button", name="Hier bent u", exact=True).focus()
    here.page.keyboard.press("Tab")
    assert active(here) == "vraag-ontruimd"
    assert here.page.locator(".drawing-keys").is_visible()
    here.page.keyboard.press("ArrowRight")
    assert active(here) == "vraag-reden"
    here.page.keyboard.press("ArrowLeft")
    here.page.keyboard.press("ArrowDown")
    assert active(here) == "vraag-woonplek"
    here.page.keyboard.press("Tab")
    assert active(here) is None
    here.page.keyboard.press("Shift+Tab")
    assert active(here) == "vraag-woonplek"
    here.page.keyboard.press("Enter")
    assert "Heeft de persoon een vaste woning" in here.heading


def test_every_card_can_be_reached_with_arrows(here: Opened) -> None:
    """From the first card, by the four arrows, over what was reached so far."""
    reached = here.page.evaluate("""() => {
      const root = document.querySelector("woonkans-boom").shadowRoot;
      const cards = [...root.querySelectorAll(".drawing [data-key]")];
      const found = new Set([cards[0]]);
      for (const card of found) {
        for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
          card.focus();
          card.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
          found.add(root.activeElement);
        }
      }
      return [found.size, cards.length];
    }""")
    assert reached[0] == reached[1]


def test_a_card_that_gets_the_focus_comes_into_sight(browser: Browser, file: Path) -> None:
    with opened(browser, file, reduced_motion="reduce") as found:
        for _ in range(4):
            found.page.get_by_role("button", name="Groter").click()
        card(found, "vraag-ontruimd").focus()
        found.page.keyboard.press("End")
        last = found.page.evaluate("""() => {
          const root = document.querySelector("woonkans-boom").shadowRoot;
          const box = root.querySelector(".drawing-box").getBoundingClientRect();
          const { left, top } = root.activeElement.getBoundingClientRect();
          return left >= box.left && top >= box.top && left < box.right && top < box.bottom;
        }""")
        assert last


def test_it_fits_itself_again_when_the_window_changes(here: Opened) -> None:
    whole(here)
    before = width(here)
    here.page.set_viewport_size({"width": 1900, "height": 1000})
    here.page.wait_for_timeout(300)
    assert width(here) > 1.05 * before


# ---------------------------------------------------------------- in words


def test_the_steps_say_all_that_the_drawing_says(here: Opened, trees: list[Tree]) -> None:
    here.page.get_by_text("De hele boom in woorden").click()
    said = here.page.locator(".steps").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    tree = trees[0]
    for question in tree.in_order:
        assert str(question.ask) in said
    for id_, code in tree.codes.items():
        assert f"{code} {tree.outcomes[id_].title}" in said
    assert said.count("ga naar vraag") + said.count(": uitkomst U") == sum(
        len(question.answers) for question in tree.in_order
    )


def test_the_steps_say_where_the_walk_is(here: Opened, trees: list[Tree]) -> None:
    here.page.get_by_text("De hele boom in woorden").click()
    here.answer("Ja")
    steps = here.page.locator(".steps")
    now = steps.locator('[aria-current="step"]').inner_text()
    assert now.startswith("Waarom is de persoon uit huis gezet? (hier bent u)")
    assert steps.get_by_text("Ja: ga naar vraag 2 (gekozen)").count() == 1
    tree = trees[0]
    gone = len(tree.codes) - len(decide(tree, {"ontruimd": True}).possible)
    assert steps.get_by_text("(niet meer mogelijk)").count() == gone
    steps.get_by_role("button", name="Is er nog een huurschuld?").click()
    assert "Is er nog een huurschuld?" in here.heading


def test_the_steps_come_into_sight_when_they_are_opened(here: Opened) -> None:
    here.page.get_by_text("De hele boom in woorden").click()
    first = here.page.locator(".steps > ol > li").first
    here.page.wait_for_timeout(300)
    box = first.bounding_box()
    assert box
    assert 0 <= box["y"] < 600


def test_the_number_of_a_step_stands_at_its_first_line(browser: Browser, file: Path) -> None:
    with opened(browser, file, viewport={"width": 360, "height": 700}) as found:
        found.page.get_by_text("De hele boom in woorden").click()
        line = found.page.locator(".steps > ol > li").first
        number = line.evaluate("li => getComputedStyle(li, '::before').top")
        assert line.locator("button").bounding_box()["height"] > 40  # type: ignore[index]
        assert number in ("0px", "auto")


def test_a_card_says_whether_its_turn_can_still_come(here: Opened) -> None:
    here.answer("Ja")
    card(here, "vraag-huurschuld").click()
    assert "nog niet aan de beurt" in here.page.locator(".asking .notice").inner_text()
    card(here, "vraag-woonplek").click()
    assert "ligt niet meer op uw weg" in here.page.locator(".asking .notice").inner_text()
