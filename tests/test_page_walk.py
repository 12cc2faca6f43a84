"""Walking through the page: by question, by form, back, again, in the other tree; and keeping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from calling import FAULTY
from page_walker import BOTH, HELPERS, Walker, loaded, opened_browser, walking, written_page

from woonboom.decide import decide
from woonboom.fingerprint import fingerprint
from woonboom.portable import values_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.node

TO_HELP = ("yes", "huurachterstand_of_overlast", "ja", "yes")
"""The answers that lead to the question whether the arrangement runs long enough."""
_WALK = """(paths) => paths.map((path) => {
  const { shadowRoot } = document.querySelector("woonkans-boom");
  heard.length = 0;
  shadowRoot.querySelector(".restart").click();
  for (const answer of path) shadowRoot.querySelector(`.answer[data-answer="${answer}"]`).click();
  const title = shadowRoot.querySelector("#view-heading").lastChild.textContent;
  return [title, heard.find(([name]) => name === "besluit")[1]];
})"""
"""Walks every path from the beginning by its answers; returns the titles and the decisions."""
_WANDER = """(seed) => {
  let state = seed;
  const pick = (all) => all[(state = (state * 48271) % 2147483647) % all.length];
  const { shadowRoot } = document.querySelector("woonkans-boom");
  const open = (it) => it.checkVisibility() && !it.disabled;
  const pressed = "button, summary, .option input, .drawing [data-key]";
  globalThis.print = () => {};
  const seen = new Set();
  for (let step = 0; step < 300; step++) {
    const press = new MouseEvent("click", {bubbles: true, cancelable: true, composed: true});
    pick([...shadowRoot.querySelectorAll(pressed)].filter(open)).dispatchEvent(press);
    seen.add(shadowRoot.querySelector("#view-heading").textContent);
  }
  return seen.size;
}"""
"""Presses whatever there is, by chance; returns how many different things were shown."""
TO_REFERRAL = ("no", "yes", "yes", "yes")


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


# ---------------------------------------------------------------- question by question


def test_begins_at_the_first_question_of_the_first_tree(walker: Walker) -> None:
    assert (
        walker.heading
        == "Vraag 1: Is de persoon uit huis gezet door een Groninger woningcorporatie?"
    )
    assert walker.find("h1").inner_text() == "Woonkansboom voor hulpverlenende instanties"


def test_every_worked_case_ends_where_it_must(walker: Walker) -> None:
    decisions = [decide(HELPERS, case.given) for case in HELPERS.cases]
    walked = walker.page.evaluate(_WALK, [[a for _, a in found.path] for found in decisions])
    for case, decision, (title, told) in zip(HELPERS.cases, decisions, walked, strict=True):
        assert told["outcome"] == case.expect == decision.outcome
        assert told["path"] == [
            {"question": question, "answer": answer} for question, answer in decision.path
        ]
        assert title == str(HELPERS.outcomes[case.expect].title)


def test_outcomes_that_are_still_possible_shrink(walker: Walker) -> None:
    listed = walker.find(".possible li")
    assert listed.count() == 10
    walker.answer("yes")
    said = walker.find(".possible h3").inner_text()
    assert " ".join(said.split()) == "Nog mogelijk: 7 van 10 uitkomsten"
    assert listed.count() == 7
    assert walker.told == "Nog mogelijk: 7 van 10 uitkomsten"


def test_an_outcome_shows_all_there_is_to_do(walker: Walker) -> None:
    walker.answer(*TO_HELP, "ja", "yes", "yes")
    assert walker.find(".outcome .kind").inner_text() == "Ja, dit kan"
    assert walker.find(".ending .steps li").count() == 3
    walker.find(".info summary").click()
    assert "Voor wie" in walker.find(".prose").inner_text()
    assert not walker.find(".possible").count()


def test_words_of_the_glossary_are_explained_where_they_are_used(walker: Walker) -> None:
    walker.answer(*TO_HELP)
    walker.find(".more summary").click()
    terms = walker.find(".more dt").all_inner_texts()
    assert terms == ["betalingsregeling", "bewindvoering"]


# ---------------------------------------------------------------- back, forward, again


def test_back_and_forward_are_those_of_the_browser(walker: Walker) -> None:
    before = walker.page.url
    walker.answer("yes", "opiumwet")
    walker.page.go_back()
    assert walker.heading.startswith("Vraag 2:")
    walker.find(".back").click()
    walker.page.wait_for_function("() => history.state.woonkans === 1")
    assert walker.heading.startswith("Vraag 1:")
    walker.find(".forward").click()
    walker.page.go_forward()
    assert walker.shown == "Geen tweede kans: Opiumwet"
    assert walker.page.url == before


def test_the_browser_remembers_a_number_and_nothing_else(walker: Walker) -> None:
    walker.answer("yes", "opiumwet")
    assert walker.page.evaluate("() => history.state") == {"woonkans": 3}


def test_beginning_again_forgets_what_was_said(walker: Walker) -> None:
    walker.answer("yes", "opiumwet")
    walker.find(".restart").click()
    assert walker.known == {"facts": {}, "answers": {}}
    assert walker.heading.startswith("Vraag 1:")
    assert not walker.find(".path").count()


def test_after_beginning_again_back_leaves_the_page_at_once(walker: Walker) -> None:
    walker.answer("yes", "opiumwet")
    walker.find(".restart").click()
    walker.page.wait_for_function("() => history.state.woonkans === 4")
    walker.answer("no")
    walker.page.go_back()
    assert walker.heading.startswith("Vraag 1:")
    walker.page.go_back()
    assert walker.page.url == "about:blank"


def test_an_answer_can_be_changed_and_the_rest_stays(walker: Walker) -> None:
    walker.answer(*TO_HELP, "ja", "yes")
    walker.button("Wijzig het antwoord op vraag 4").click()
    assert walker.find(".answer[aria-current]").inner_text().startswith("Ja")
    walker.answer("no")
    assert walker.heading.startswith("Vraag 7:")
    assert walker.path()[3] == ("4", "Nee")


def test_what_does_not_fit_a_new_answer_is_told_and_no_longer_counts(walker: Walker) -> None:
    walker.answer("no", "yes", "yes")
    walker.button("Wijzig het antwoord op vraag 1").click()
    walker.answer("yes")
    assert "Huurt nu van een corporatie" in walker.find(".warning").inner_text()
    assert walker.heading.startswith("Vraag 2:")
    assert "huurt_van_corporatie" not in walker.known["facts"]


# ---------------------------------------------------------------- facts


def test_what_is_known_in_the_form_is_not_asked_again(walker: Walker) -> None:
    walker.find(".move.form").click()
    walker.choose("ontruimd", "Ja")
    walker.choose("reden_ontruiming", "Overlast, vervuiling of hoarding")
    walker.type("maanden_sinds_ontruiming", "12")
    assert walker.find(".form .state").inner_text() == "Nog mogelijk: 4 van 10 uitkomsten"
    walker.button("Ga verder").click()
    assert walker.heading.startswith("Vraag 4:")
    assert [number for number, _ in walker.path()] == ["1", "2", "3"]


def test_the_form_gives_the_same_outcome_as_deciding_those_facts(walker: Walker) -> None:
    case = next(case for case in HELPERS.cases if case.expect == "eerst_regeling")
    walker.page.evaluate(
        "facts => { document.querySelector('woonkans-boom').known = {facts, answers: {}}; }",
        values_of(case.given),
    )
    told = walker.events("besluit")[-1]
    decision = decide(HELPERS, case.given)
    assert told["outcome"] == decision.outcome
    assert told["used"] == values_of(decision.used)
    assert told["fingerprint"] == fingerprint(HELPERS)
    helps = walker.find(".helps ul ul li").all_inner_texts()
    assert [" ".join(words.split()) for words in helps] == [
        change.say("nl") for change in decision.changes
    ]


def test_facts_that_cannot_be_together_are_told_at_once(walker: Walker) -> None:
    walker.find(".move.form").click()
    walker.choose("ontruimd", "Ja")
    told = walker.field("huurt_van_corporatie").locator(".told")
    assert told.inner_text() == "Hieruit volgt: Nee"
    walker.choose("huurt_van_corporatie", "Ja")
    assert "Dit kan niet samen" in walker.find(".form .state").inner_text()
    assert walker.field("ontruimd").locator("[aria-invalid]").count() == 3
    walker.button("Ga verder").click()
    assert walker.shown == "Wat weet u al?"


@pytest.mark.parametrize("typed", ["-1", "601", "zes", "1,5"])
def test_a_number_that_cannot_be_is_told_and_does_not_count(walker: Walker, typed: str) -> None:
    walker.find(".move.form").click()
    walker.type("maanden_regeling", typed)
    told = walker.field("maanden_regeling").locator(".told")
    assert told.inner_text() == "Vul een heel getal in van 0 tot en met 600."
    assert walker.known["facts"] == {}


def test_a_day_becomes_the_whole_months_since(walker: Walker) -> None:
    walker.find(".move.form").click()
    day = walker.page.evaluate(
        "() => { const now = new Date();"
        " const then = new Date(now.getFullYear(), now.getMonth() - 7, 1);"
        " return `${then.getFullYear()}-${String(then.getMonth() + 1).padStart(2, '0')}-01`; }"
    )
    walker.field("maanden_sinds_ontruiming").locator("input[type=date]").fill(day)
    assert walker.known["facts"] == {"maanden_sinds_ontruiming": 7}


def test_an_answer_can_be_worked_out_from_facts(walker: Walker) -> None:
    walker.answer(*TO_HELP)
    walker.find(".reckon summary").click()
    walker.type("maanden_regeling", "4")
    assert walker.find(".follows").inner_text() == "Nog niet genoeg ingevuld voor een antwoord."
    walker.choose("bewindvoering", "Ja")
    walker.button("Ga verder met: Ja").click()
    assert walker.heading.startswith("Vraag 6:")
    assert walker.known["facts"]["maanden_regeling"] == 4


# ---------------------------------------------------------------- from tree to tree


def test_a_referral_goes_on_in_the_other_tree_with_what_is_known(walker: Walker) -> None:
    walker.answer(*TO_REFERRAL)
    walker.find(".onward button").click()
    assert walker.find("h1").inner_text() == "Woonkansboom voor de Groninger woningcorporaties"
    assert walker.heading.startswith("Vraag 3:")
    walker.answer("yes", "no")
    journey = walker.events("besluit")[-1]["journey"]
    assert [leg["outcome"] for leg in journey] == ["naar_corporaties", "zittende_huurders"]


def test_an_answer_in_an_earlier_tree_can_be_changed_too(walker: Walker) -> None:
    walker.answer(*TO_REFERRAL)
    walker.find(".onward button").click()
    walker.button("Wijzig het antwoord op vraag 10").click()
    assert walker.find("h1").inner_text() == "Woonkansboom voor hulpverlenende instanties"
    walker.answer("no")
    assert walker.shown == "Geen passend traject"


def test_the_other_tree_can_be_chosen_without_a_referral(walker: Walker) -> None:
    walker.answer("no", "yes", "yes")
    walker.button("Woonkansboom voor de Groninger woningcorporaties").click()
    assert walker.heading.startswith("Vraag 2:")


_THREE = """\
woonboom: 1
tree: {id}
title: Boom {id}
language: nl
version: "1"
start: vraag_{id}
facts:
  eerste: {{label: Het eerste feit, type: boolean}}
  tweede: {{label: Het tweede feit, type: boolean}}
questions:
  vraag_{id}: {{ask: Vraag {id}?, fact: {fact}, yes: {yes}, no: klaar_{id}}}
outcomes:
  klaar_{id}: {{kind: consult, title: Klaar in {id}}}
{refer}
"""


def test_what_is_known_reaches_a_third_tree_that_reads_it(browser: Browser, tmp_path: Path) -> None:
    trees = {
        "een": ("tweede", "naar_twee", "  naar_twee: {kind: refer, title: Twee, tree: twee}"),
        "twee": ("eerste", "naar_drie", "  naar_drie: {kind: refer, title: Drie, tree: drie}"),
        "drie": ("tweede", "goed", "  goed: {kind: eligible, title: Goed}"),
    }
    for id_, (fact, yes, refer) in trees.items():
        text = _THREE.format(id=id_, fact=fact, yes=yes, refer=refer)
        (tmp_path / f"{id_}.yaml").write_text(text, "utf-8")
    path = written_page(tmp_path, [loaded(tmp_path / f"{id_}.yaml") for id_ in trees])
    with walking(browser, path.as_uri()) as walker:
        walker.answer("yes")
        walker.find(".onward button").click()
        walker.answer("yes")
        walker.find(".onward button").click()
        assert walker.shown == "Goed"


# ---------------------------------------------------------------- looking around


def test_a_card_of_the_drawing_leads_to_its_question(walker: Walker) -> None:
    walker.find('.drawing .question[data-question="hulpverlening"]').click()
    assert walker.heading.startswith("Vraag 6:")
    walker.answer("yes")
    assert walker.heading.startswith("Vraag 1:")
    assert walker.known["facts"] == {"hulpverlening": True}


def test_an_outcome_can_be_looked_at_before_it_is_reached(walker: Walker) -> None:
    walker.button("WonenPlus").first.click()
    notice = walker.find(".notice p").inner_text()
    assert notice == "U bekijkt een uitkomst die nog niet vaststaat."
    assert walker.events("besluit") == []
    walker.button("Terug naar waar u was").click()
    assert walker.heading.startswith("Vraag 1:")


@pytest.mark.parametrize("seed", [1_234, 98_765])
def test_whatever_is_pressed_there_is_always_something_to_see(walker: Walker, seed: int) -> None:
    assert walker.page.evaluate(_WANDER, seed) > 12


# ---------------------------------------------------------------- keeping


def test_the_summary_says_what_a_file_needs(browser: Browser, address: str) -> None:
    with walking(browser, address) as walker:
        walker.page.evaluate(
            "() => Object.defineProperty(navigator, 'clipboard', {value: {"
            " writeText: async (text) => { globalThis.copied = text; } }})"
        )
        walker.answer(*TO_HELP, "nee")
        walker.button("Kopieer samenvatting").click()
        walker.find(".done").wait_for()
        text: str = walker.page.evaluate("() => copied")
    lines = text.splitlines()
    assert lines[0] == "Woonkansboom voor hulpverlenende instanties"
    assert lines[1].startswith("Versie 2023-05 · Geldig vanaf 22-05-2023 · Controlegetal ")
    assert "Uitkomst: Nog niet. U4 Eerst de betalingsregeling" in lines
    assert "4. Is er nog een huurschuld? Ja" in lines
    assert "- met huurschuld" in lines
    assert lines[-1].startswith("De boom geeft advies. U beslist.")


def test_where_copying_is_refused_the_text_is_there_to_be_copied_by_hand(walker: Walker) -> None:
    walker.page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    walker.answer("yes", "opiumwet")
    walker.button("Kopieer samenvatting").click()
    assert "U1 Geen tweede kans" in walker.find(".copying textarea").input_value()
    assert walker.focused.startswith("kept-")


def link_of(walker: Walker) -> str:
    walker.button("Maak een link").click()
    assert "In deze link staan de antwoorden" in walker.find(".keeping .warning").inner_text()
    return walker.find(".copying input").input_value()


def test_a_link_leads_back_and_leaves_the_address_at_once(
    browser: Browser, address: str, walker: Walker
) -> None:
    walker.answer(*TO_REFERRAL)
    walker.find(".onward button").click()
    walker.answer("no")
    link = link_of(walker)
    with walking(browser, link) as other:
        assert other.shown == walker.shown
        assert other.page.url == address
        assert other.find(".path .leg").count() == 2
        assert not other.problems


def test_a_link_that_is_pasted_over_the_open_page_is_followed(walker: Walker) -> None:
    walker.answer("yes", "opiumwet")
    link = link_of(walker)
    before = walker.page.url
    walker.find(".restart").click()
    walker.page.goto(link)
    walker.find(".ending").wait_for()
    assert walker.page.url == before


def test_a_link_of_another_version_says_so(
    browser: Browser, address: str, tmp_path: Path, walker: Walker
) -> None:
    other = replace(HELPERS, version="2024-01")
    walker.answer("yes", "opiumwet")
    fragment = link_of(walker).removeprefix(address)
    with walking(browser, written_page(tmp_path, [other]).as_uri() + fragment) as later:
        assert "met een andere versie" in later.find(".warning").inner_text()
        assert later.shown == "Geen tweede kans: Opiumwet"


@pytest.mark.parametrize("fragment", ["", "AAAA", "W10", "bnVsbA", "W3sidHJlZSI6ImFuZGVycyJ9XQ"])
def test_a_link_that_cannot_be_read_is_told(browser: Browser, address: str, fragment: str) -> None:
    with walking(browser, f"{address}#woonkans={fragment}") as walker:
        assert "kan niet worden gelezen" in walker.find(".warning").inner_text()
        assert walker.heading.startswith("Vraag 1:")
        assert walker.page.url == address
        assert not walker.problems


def test_nothing_is_kept_and_nothing_is_sent(browser: Browser, address: str) -> None:
    with walking(browser, address) as walker:
        requests = list[str]()
        walker.page.on("request", lambda request: requests.append(request.url))
        walker.answer(*TO_HELP, "ja", "yes", "yes")
        link_of(walker)
        kept: dict[str, Any] = walker.page.context.storage_state(indexed_db=True)  # type: ignore[assignment]
        assert kept == {"cookies": [], "origins": []}
        assert walker.page.evaluate("() => localStorage.length + sessionStorage.length") == 0
        assert requests == []
        assert not walker.problems


# ---------------------------------------------------------------- other trees


def test_a_tree_that_is_at_fault_says_so(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text(FAULTY, "utf-8")
    path = written_page(tmp_path, [loaded(tmp_path / "proef.yaml")])
    with walking(browser, path.as_uri()) as walker:
        assert walker.page.evaluate("() => document.documentElement.lang") == "en"
        walker.find(".move.form").click()
        assert walker.shown == "What do you know already?"
        walker.type("months", "6")
        assert walker.find(".form .state").inner_text() == "The tree is at fault here"
        walker.button("Go on").click()
        assert walker.shown == "The tree is at fault here"
        assert "None of the answers holds" in walker.find(".fault").inner_text()
