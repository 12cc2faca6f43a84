"""The page for everyone: by keyboard, by ear, enlarged, in the dark, in few colours, on paper.

What a program can judge is judged by axe-core, in every state of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pytest
from calling import FAULTY
from conftest import AXE
from page_walker import BOTH, Walker, loaded, opened_browser, walking, written_page

from woonboom.fingerprint import fingerprint

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.node

TO_HELP = ("yes", "huurachterstand_of_overlast", "ja", "yes")
TO_REFERRAL = ("no", "yes", "yes", "yes")
SMALLEST_TARGET_PX: Final = 24
"""What WCAG 2.2 asks of a target, level AA."""
LARGE_TARGET_PX: Final = 44
ZOOMED: Final[ViewportSize] = {"width": 320, "height": 256}
"""What is left of 1280 by 1024 at 400 %."""
_AXE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations", "incomplete"] });
  const told = (rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" | ")}`;
  return [found.violations.map(told), found.passes.length];
}"""


def at_the_start(walker: Walker) -> None:
    """The first question."""


def at_a_question(walker: Walker) -> None:
    """A question half-way, with words explained and the drawing in words."""
    walker.answer(*TO_HELP)
    walker.find(".more summary").click()
    walker.find(".in-words summary").click()


def working_out(walker: Walker) -> None:
    """A question of which the answer follows from facts."""
    walker.answer(*TO_HELP)
    walker.find(".reckon summary").click()
    walker.type("maanden_regeling", "4")
    walker.choose("bewindvoering", "Ja")


def changing(walker: Walker) -> None:
    """A question that is asked again, after an answer that made another untrue."""
    walker.answer("no", "yes", "yes")
    walker.button("Wijzig het antwoord op vraag 1").click()
    walker.answer("yes")
    walker.button("Wijzig het antwoord op vraag 1").click()


def in_the_form(walker: Walker) -> None:
    """The form, with facts that clash and a number that cannot be."""
    walker.find(".move.form").click()
    walker.choose("ontruimd", "Ja")
    walker.choose("huurt_van_corporatie", "Ja")
    walker.type("maanden_regeling", "900")


def at_an_outcome(walker: Walker) -> None:
    """An outcome with all there is to it: page, link, words."""
    walker.answer(*TO_HELP, "ja", "yes", "yes")
    walker.find(".info summary").click()
    walker.find(".more summary").click()
    walker.button("Maak een link").click()


def not_yet(walker: Walker) -> None:
    """An outcome "not yet", with what would help."""
    walker.answer(*TO_HELP, "nee")


def refused(walker: Walker) -> None:
    """An outcome "no"."""
    walker.answer("yes", "opiumwet")


def to_consult(walker: Walker) -> None:
    """An outcome that asks to consult others."""
    walker.answer("no", "yes", "no")


def referred(walker: Walker) -> None:
    """An outcome that leads to the other tree."""
    walker.answer(*TO_REFERRAL)


def in_the_other_tree(walker: Walker) -> None:
    """The other tree, with what was known carried over."""
    walker.answer(*TO_REFERRAL)
    walker.find(".onward button").click()


STATES: Final[tuple[Callable[[Walker], None], ...]] = (
    at_the_start,
    at_a_question,
    working_out,
    changing,
    in_the_form,
    at_an_outcome,
    not_yet,
    refused,
    to_consult,
    referred,
    in_the_other_tree,
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written_page(tmp_path_factory.mktemp("page"), BOTH).as_uri()


@pytest.fixture
def walker(browser: Browser, address: str) -> Iterator[Walker]:
    with walking(browser, address) as found:
        yield found
        assert not found.problems


@pytest.fixture(scope="module", params=STATES, ids=lambda reach: reach.__name__)
def state(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Walker]:
    """A page in some state, which tests look at and leave as it is."""
    with walking(browser, address) as found:
        request.param(found)
        yield found
        assert not found.problems


def violations(walker: Walker) -> list[str]:
    walker.page.evaluate((AXE / "axe.min.js").read_text("utf-8"))
    found, passes = walker.page.evaluate(_AXE)
    assert passes > 20
    return list(found)


# ---------------------------------------------------------------- axe-core


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(state: Walker, scheme: Literal["light", "dark"]) -> None:
    state.page.emulate_media(color_scheme=scheme)
    assert violations(state) == []


def test_axe_finds_nothing_on_a_phone_with_all_that_can_be_opened(
    browser: Browser, address: str
) -> None:
    with walking(browser, address) as walker:
        walker.page.set_viewport_size({"width": 360, "height": 800})
        walker.page.reload()
        walker.find(".whole summary").click()
        walker.answer(*TO_HELP)
        walker.find(".reckon summary").click()
        assert violations(walker) == []
        walker.answer("nee")
        assert violations(walker) == []


def test_axe_finds_nothing_where_the_tree_is_at_fault(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text(FAULTY, "utf-8")
    path = written_page(tmp_path, [loaded(tmp_path / "proef.yaml")])
    with walking(browser, path.as_uri()) as walker:
        walker.find(".move.form").click()
        walker.type("months", "6")
        walker.button("Go on").click()
        assert violations(walker) == []


def test_axe_would_find_what_is_wrong(walker: Walker) -> None:
    walker.find("#view-heading").evaluate("it => { it.style.color = '#eee'; }")
    assert any(found.startswith("color-contrast") for found in violations(walker))


# ---------------------------------------------------------------- by keyboard alone


def test_the_whole_walk_by_keyboard(walker: Walker) -> None:
    tab_to(walker, "Ja")
    walker.press("Enter")
    assert walker.focused == "view-heading"
    walker.press("2")
    assert walker.heading.startswith("Vraag 3:")
    walker.press("1", "1")
    assert walker.heading.startswith("Vraag 5:")
    tab_to(walker, "Laat het uitrekenen")
    walker.press("Enter", "Tab")
    walker.page.keyboard.type("6")
    tab_to(walker, "Ga verder met: Ja")
    walker.press("Space", "1", "1")
    assert walker.shown == "Tweedekansbeleid"
    tab_to(walker, "Vorige")
    walker.press("Enter")
    walker.page.wait_for_function(
        "() => document.querySelector('woonkans-boom').shadowRoot.querySelector('.asking')"
    )
    assert walker.heading.startswith("Vraag 7:")
    tab_to(walker, "Begin opnieuw")
    walker.press("Enter")
    assert walker.heading.startswith("Vraag 1:")


def tab_to(walker: Walker, name: str) -> None:
    """Press Tab until something has the focus, as far as that takes."""
    for _ in range(80):
        walker.press("Tab")
        if walker.focused.split("\n")[0].strip() == name:
            return
    raise AssertionError(f"Tab does not come to ‘{name}’")


def test_the_keys_of_answers_work_in_the_question_only(walker: Walker) -> None:
    key = walker.find(".key").first
    assert not key.is_visible()  # a key that does nothing yet is not shown either
    walker.press("1")
    assert walker.heading.startswith("Vraag 1:")
    walker.find(".answer").first.focus()
    assert key.is_visible()
    walker.answer(*TO_HELP)
    walker.find(".reckon summary").click()
    walker.field("maanden_regeling").locator("input").click()
    walker.press("1")
    assert walker.heading.startswith("Vraag 5:")


def test_tab_comes_everywhere_and_what_has_the_focus_is_seen(state: Walker) -> None:
    wanted = set(state.page.evaluate(_FOCUSABLE))
    state.page.evaluate("() => document.activeElement.blur()")
    met = set[str]()
    for _ in range(3 * len(wanted)):
        state.press("Tab")
        place, is_seen = state.page.evaluate(_FOCUSED)
        assert is_seen, state.focused
        met.add(place)
        if wanted <= met:
            return
    raise AssertionError(f"Tab does not come to {wanted - met}")


_PLACED = """const root = document.querySelector("woonkans-boom").shadowRoot;
  const all = [...root.querySelectorAll("button, summary, a[href], input, textarea")];
  const isShown = (it) => it.checkVisibility() && !it.disabled;
  const first = (it) => it.type !== "radio" || it.checked;"""
_FOCUSABLE = f"""() => {{ {_PLACED}
  const wanted = all.filter((it) => isShown(it) && first(it) && it.tabIndex >= 0);
  return wanted.map((it) => String(all.indexOf(it)));
}}"""
_FOCUSED = f"""() => {{ {_PLACED}
  const it = root.activeElement;
  if (!it) return ["", true];
  const around = it.closest(".option") ?? it;
  const {{ x, y, width, height }} = around.getBoundingClientRect();
  const hit = root.elementFromPoint(x + width / 2, y + height / 2);
  const isInSight = hit !== null && (around.contains(hit) || hit.contains(around));
  const place = String(all.indexOf(it));
  return [place, isInSight && getComputedStyle(around).outlineStyle === "solid"];
}}"""


# ---------------------------------------------------------------- by ear


def test_every_step_brings_the_focus_to_the_new_heading(walker: Walker) -> None:
    walker.answer("yes")
    assert walker.focused == "view-heading"
    walker.find(".move.form").click()
    assert walker.focused == "view-heading"
    walker.find(".back").click()
    walker.page.wait_for_function(
        "() => document.querySelector('woonkans-boom').shadowRoot.querySelector('.asking')"
    )
    assert walker.focused == "view-heading"


def test_opening_the_page_leaves_the_focus_alone(walker: Walker) -> None:
    assert walker.focused == ""


def test_what_is_still_possible_is_told_in_one_place_that_stays(walker: Walker) -> None:
    region = walker.find('[aria-live="polite"]').element_handle()
    walker.answer("yes")
    walker.find(".move.form").click()
    walker.choose("huurschuld", "Ja")
    assert region.evaluate("it => it.isConnected && it.textContent").startswith("Nog mogelijk:")
    assert walker.find('[aria-live="polite"]').count() == 1


def test_the_language_is_that_of_the_tree(walker: Walker) -> None:
    assert walker.page.evaluate("() => document.documentElement.lang") == "nl"
    assert walker.find(".boom").get_attribute("lang") == "nl"


# ---------------------------------------------------------------- enlarged, and by finger


def test_nothing_scrolls_sideways_at_400_percent(state: Walker) -> None:
    before = state.page.viewport_size
    assert before
    state.page.set_viewport_size(ZOOMED)
    wide = state.page.evaluate(_TOO_WIDE)
    width = state.page.evaluate("() => document.documentElement.scrollWidth")
    state.page.set_viewport_size(before)
    assert wide == []
    assert width <= ZOOMED["width"]


def test_long_words_break_rather_than_scroll_sideways(browser: Browser, tmp_path: Path) -> None:
    text = FAULTY.replace("ask: ", f"ask: {'kernenergiecentrale' * 5} ")
    text = text.replace("label: ", f"label: {'tweedekansbeleid' * 4} ")
    assert text.count("kernenergie") > 1
    (tmp_path / "proef.yaml").write_text(text, "utf-8")
    path = written_page(tmp_path, [loaded(tmp_path / "proef.yaml")])
    with walking(browser, path.as_uri()) as walker:
        walker.page.set_viewport_size({"width": 360, "height": 700})
        assert walker.page.evaluate("() => document.documentElement.scrollWidth") <= 360
        assert walker.page.evaluate(_TOO_WIDE) == []


_TOO_WIDE = """() => {
  const root = document.querySelector("woonkans-boom").shadowRoot;
  const shown = [...root.querySelectorAll("*")].filter((it) => it.checkVisibility());
  const free = (it) => it.closest(".picture, .unseen, .prose table");
  return shown.filter((it) => !free(it) && it.getBoundingClientRect().right > innerWidth + 0.5)
    .map((it) => it.outerHTML.slice(0, 90));
}"""


def test_everything_is_large_enough_for_a_finger(state: Walker) -> None:
    sizes: list[Any] = state.page.evaluate(_SIZES)
    assert [one for one in sizes if one[1] < SMALLEST_TARGET_PX] == []
    answers = state.find(".answers .answer").evaluate_all("all => all.map((it) => it.offsetHeight)")
    assert all(height >= LARGE_TARGET_PX for height in answers)


_SIZES = """() => {
  const root = document.querySelector("woonkans-boom").shadowRoot;
  const all = [...root.querySelectorAll("button, summary, .option, .number input")];
  return all.filter((it) => it.checkVisibility() && !it.closest("svg"))
    .map((it) => it.getBoundingClientRect())
    .map((box, at) => [all[at].innerText, Math.min(box.width, box.height)]);
}"""


def test_an_answer_under_the_mouse_does_not_look_chosen(walker: Walker) -> None:
    shade = "it => getComputedStyle(it).backgroundColor.match(/[\\d.]+/g).map(Number)"
    first = walker.find(".answers .answer").first
    first.hover()
    walker.page.wait_for_timeout(300)
    shown = first.evaluate(shade)
    assert all(part > (0.7 if max(shown) <= 1 else 180) for part in shown[:3])


# ---------------------------------------------------------------- as people set their computer


def test_nothing_moves_for_people_who_want_that(browser: Browser, address: str) -> None:
    def motion(wish: str) -> str:
        with walking(browser, address, reduced_motion=wish) as walker:
            found = "it => getComputedStyle(it).animationName"
            return str(walker.find(".place > *").first.evaluate(found))

    assert motion("no-preference") == "arrive"
    assert motion("reduce") == "none"


def test_in_the_dark_the_ground_is_dark(browser: Browser, address: str) -> None:
    def ground(scheme: str) -> int:
        with walking(browser, address, color_scheme=scheme) as walker:
            shade = "it => getComputedStyle(it).backgroundColor.match(/\\d+/g).map(Number)"
            return sum(walker.find(".boom").evaluate(shade))

    assert ground("dark") < 150
    assert ground("light") > 600


def test_in_few_colours_kinds_keep_their_signs_and_borders(browser: Browser, address: str) -> None:
    with walking(browser, address, forced_colors="active") as walker:
        refused(walker)
        outcome = walker.find(".ending .outcome")
        assert outcome.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
        assert outcome.locator(".sign svg").is_visible()
        assert walker.find(".kind").inner_text() == "Nee, dit kan niet"


def test_on_paper_is_what_a_file_needs_and_nothing_to_press(walker: Walker) -> None:
    not_yet(walker)
    walker.page.emulate_media(media="print")
    text = walker.find(".boom").inner_text()
    for words in (
        "Eerst de betalingsregeling",
        "Volgende stappen",
        "Uw antwoorden",
        "Controlegetal",
        "Gegevens die telden",
        "Ingevuld door",
        "Initialen of kenmerk, geen naam",
        "Opmerkingen, zonder namen of andere persoonsgegevens",
        "U beslist",
    ):
        assert words in text
    assert "wordt niet bewaard" not in text
    pressed = walker.find("button:visible").all_inner_texts()
    assert pressed == []
    assert not walker.find(".picture").is_visible()


def test_every_sheet_of_paper_says_which_version_it_is(walker: Walker) -> None:
    not_yet(walker)
    sheets = printed(walker)
    tree = BOTH[0]
    assert "Geldig vanaf" in sheets[0]
    for sheet in sheets:
        assert f"Versie {tree.version}" in sheet
        assert fingerprint(tree) in sheet
        assert str(tree.title) in " ".join(sheet.split())


def test_paper_has_every_tree_with_its_version_and_outcome(walker: Walker) -> None:
    in_the_other_tree(walker)
    text = " ".join("".join(printed(walker)).split())
    for tree in BOTH:
        assert fingerprint(tree) in text
    assert "Uitkomst: Verwijs door. U8 Ga naar de boom voor corporaties" in text
    assert text.count("Gegevens die telden") == len(BOTH)


def test_paper_of_what_is_looked_at_has_nothing_to_press(walker: Walker) -> None:
    walker.find(".possible .plain").first.click()
    assert "Terug naar waar u was" not in "".join(printed(walker))


def printed(walker: Walker) -> list[str]:
    """The texts of the sheets that come out of a printer."""
    import pypdfium2

    pages = pypdfium2.PdfDocument(walker.page.pdf(prefer_css_page_size=True))
    return [page.get_textpage().get_text_bounded() for page in pages]


def test_the_summary_says_what_would_help(walker: Walker) -> None:
    not_yet(walker)
    walker.page.evaluate(
        "() => { navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }; }"
    )
    walker.button("Kopieer samenvatting").click()
    walker.find(".done").wait_for()
    copied = walker.page.evaluate("() => copied")
    helps = walker.find(".helps ul ul li").all_inner_texts()
    assert helps
    for words in helps:
        assert f"- Tweedekansbeleid: {' '.join(words.split())}" in copied


def test_a_number_stays_with_its_unit(walker: Walker) -> None:
    not_yet(walker)
    text = walker.find(".ending .outcome p").last.inner_text()
    assert "4\N{NO-BREAK SPACE}maanden" in text
