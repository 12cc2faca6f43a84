"""Hasty hands, second thoughts and odd input: nothing is answered, lost or kept unnoticed."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from calling import FAULTY
from page_walker import BOTH, LOOK_MS, Walker, loaded, opened_browser, walking, written_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.node

TITLE = (
    "Woonkansboom voor hulpverlenende instanties · Woonkansboom voor de Groninger woningcorporaties"
)
LOST = "Dit past niet bij wat u nu invulde, en telt niet meer mee: "
ROUND = """\
woonboom: 1
tree: kring
title: Kring
language: nl
version: "1"
start: a
facts:
  k: {label: Het feit, type: boolean}
questions:
  a: {ask: A?, fact: k, yes: b, no: klaar}
  b: {ask: B?, fact: k, yes: a, no: klaar}
outcomes:
  klaar: {kind: consult, title: Klaar}
"""


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


def look(walker: Walker) -> None:
    """Take the time that a person needs to see a new question."""
    walker.page.wait_for_timeout(LOOK_MS)


def fill_form(walker: Walker, **chosen: str) -> None:
    """Open the form and choose values of facts by their labels."""
    walker.find(".move.form").click()
    for fact, label in chosen.items():
        walker.choose(fact, label)


# ---------------------------------------------------------------- hasty hands


@pytest.mark.parametrize("label", ["Ja", "Nee"])
def test_a_double_click_answers_one_question(walker: Walker, label: str) -> None:
    look(walker)
    walker.find(".answers .answer").get_by_text(label, exact=True).dblclick()
    assert len(walker.events("stap")) == 2
    assert len(walker.path()) == 1


def test_a_click_at_the_moment_that_a_question_comes_is_not_for_it(walker: Walker) -> None:
    look(walker)
    walker.find(".answers .answer").first.click()
    walker.find(".answers .answer").first.click(delay=0)
    assert walker.heading.startswith("Vraag 2:")
    look(walker)
    walker.find(".answers .answer").nth(1).click()
    assert walker.heading.startswith("Vraag 3:")


def test_a_key_that_is_held_down_answers_one_question(walker: Walker) -> None:
    walker.find("#view-heading").focus()
    look(walker)
    for _ in range(5):
        walker.page.keyboard.down("2")  # again without coming up: the key repeats itself
    look(walker)
    walker.page.keyboard.down("2")
    assert len(walker.path()) == 1


# ---------------------------------------------------------------- nothing is kept


def test_the_title_never_says_what_was_answered(walker: Walker) -> None:
    """Browsers write titles to disk, and show them in the menu of the back button."""
    assert walker.page.title() == TITLE
    walker.answer("yes", "opiumwet")
    assert walker.page.title() == TITLE


def test_the_link_tells_that_the_browser_of_who_opens_it_keeps_it(walker: Walker) -> None:
    walker.answer("yes", "opiumwet")
    walker.button("Maak een link").click()
    assert "bewaart hem in de geschiedenis" in walker.find(".keeping .warning").inner_text()


# ---------------------------------------------------------------- second thoughts


def test_what_is_ticked_and_unticked_in_the_form_leaves_no_trace(walker: Walker) -> None:
    walker.answer("yes", "huurachterstand_of_overlast", "ja")
    before = walker.known
    fill_form(walker, reden_ontruiming="Opiumwet")
    assert walker.find(".form .warning").inner_text().startswith(LOST)
    assert LOST in walker.told
    walker.choose("reden_ontruiming", "Opiumwet")
    assert not walker.find(".form .warning").count()
    assert walker.known == before


def test_what_the_form_made_untrue_is_told_after_it_too(walker: Walker) -> None:
    walker.answer("yes", "huurachterstand_of_overlast", "ja")
    fill_form(walker, reden_ontruiming="Opiumwet")
    walker.button("Ga verder").click()
    assert walker.find(".warning").inner_text().startswith(LOST)


def test_an_answer_in_an_earlier_tree_can_be_looked_at_without_losing_the_later_one(
    walker: Walker,
) -> None:
    walker.answer("no", "yes", "yes", "yes")
    walker.find(".onward button").click()
    walker.answer("yes")
    here = walker.shown
    walker.button("Wijzig het antwoord op vraag 10").click()
    walker.find('.drawing .question[data-question="hulpverlening"]').click()
    assert walker.heading.startswith("Vraag 6:")
    walker.button("Terug naar waar u was").click()
    assert walker.shown == here
    assert walker.find(".path .leg").count() == 2
    assert walker.find("h1").inner_text() == str(BOTH[1].title)


def test_an_answer_before_its_turn_is_shown_and_listed(walker: Walker) -> None:
    card = walker.find('.drawing .question[data-question="hulpverlening"]')
    card.click()
    walker.answer("no")
    assert "Alvast beantwoord" in walker.find(".path").inner_text()
    assert walker.path() == [("6", "Nee")]
    card.click()
    assert walker.find(".asking .notice p").inner_text().startswith("Uw antwoord is nu: Nee.")
    assert walker.find(".answers .answer[aria-current]").inner_text().startswith("Nee")


def test_an_answer_that_follows_was_not_chosen(walker: Walker) -> None:
    fill_form(walker, huurt_van_corporatie="Ja")
    walker.button("Ga verder").click()
    walker.button("Wijzig het antwoord op vraag 1").click()
    assert "Dit volgt uit uw gegevens" in walker.find(".answers .answer[aria-current]").inner_text()


def test_a_lost_answer_is_told_to_screen_readers(walker: Walker) -> None:
    walker.answer("no", "yes", "yes")
    walker.button("Wijzig het antwoord op vraag 1").click()
    walker.answer("yes")
    assert walker.told.startswith(LOST)
    assert "Nog mogelijk" in walker.told


# ---------------------------------------------------------------- the form


def test_a_number_that_cannot_be_is_told_to_screen_readers(walker: Walker) -> None:
    fill_form(walker)
    walker.type("maanden_regeling", "abc")
    assert walker.told.startswith("Vul een heel getal in van 0 tot en met 600.")


def test_a_form_with_something_wrong_is_left_by_neither_button(walker: Walker) -> None:
    fill_form(walker)
    walker.type("maanden_regeling", "abc")
    walker.button("Naar de vragen").click()
    assert walker.shown == "Wat weet u al?"
    assert walker.focused.startswith("fact-")


def test_a_clash_keeps_both_buttons_at_the_form(walker: Walker) -> None:
    fill_form(walker, ontruimd="Ja", huurt_van_corporatie="Ja")
    steps = walker.page.evaluate("() => history.length")
    walker.button("Naar de vragen").click()
    walker.button("Naar de vragen").click()
    assert walker.shown == "Wat weet u al?"
    assert walker.page.evaluate("() => history.length") == steps


def test_the_form_knows_what_was_answered(walker: Walker) -> None:
    walker.answer("yes", "huurachterstand_of_overlast", "ja")
    fill_form(walker)
    told = walker.field("maanden_sinds_ontruiming").locator(".told").inner_text()
    assert told == "U antwoordde al op vraag 3: Ja"


def test_what_follows_is_not_unknown(walker: Walker) -> None:
    fill_form(walker, ontruimd="Ja")
    field = walker.field("huurt_van_corporatie")
    assert field.locator(".told").inner_text() == "Hieruit volgt: Nee"
    assert not field.locator("input:checked").count()
    walker.choose("ontruimd", "Weet ik niet")
    assert field.locator(".none input:checked").count() == 1


# ---------------------------------------------------------------- days


def since(walker: Walker, months: int) -> str:
    """The first day of a month, some months ago."""
    found: str = walker.page.evaluate(
        "(months) => { const now = new Date();"
        " const day = new Date(Date.UTC(now.getFullYear(), now.getMonth() - months, 1));"
        " return day.toISOString().slice(0, 10); }",
        months,
    )
    return found


def test_a_day_and_its_number_go_together(walker: Walker) -> None:
    fill_form(walker)
    field = walker.field("maanden_sinds_ontruiming")
    number, day = field.locator("input").all()
    day.fill(since(walker, 7))
    assert number.input_value() == "7"
    number.fill("3")
    assert day.input_value() == ""
    day.fill(since(walker, 9))
    day.fill("")
    assert walker.known["facts"] == {}
    assert number.input_value() == ""


def test_a_day_is_there_again_when_the_form_is(walker: Walker) -> None:
    fill_form(walker)
    day = walker.field("maanden_sinds_ontruiming").locator("input[type=date]")
    day.fill(since(walker, 7))
    walker.button("Ga verder").click()
    fill_form(walker)
    assert day.input_value() == since(walker, 7)


@pytest.mark.parametrize("ago", [-2, 12 * 1_000])
def test_a_day_that_cannot_be_is_told_when_the_field_is_left(walker: Walker, ago: int) -> None:
    fill_form(walker)
    field = walker.field("maanden_sinds_ontruiming")
    day, told = field.locator("input[type=date]"), field.locator(".told")
    day.fill(since(walker, 7))
    day.fill(since(walker, ago))
    assert not told.is_visible()
    day.blur()
    assert told.inner_text().startswith("Vul een datum in ")
    assert walker.known["facts"] == {}
    assert day.get_attribute("aria-invalid") == "true"


def test_the_field_of_a_day_says_what_it_is_about(walker: Walker) -> None:
    from playwright.sync_api import expect

    fill_form(walker)
    label = next(f.label for f in BOTH[0].facts.values() if f.id == "maanden_sinds_ontruiming")
    day = walker.field("maanden_sinds_ontruiming").locator("input[type=date]")
    expect(day).to_have_accessible_name(f"{label} of sinds", timeout=2_000)


# ---------------------------------------------------------------- odd addresses and trees


def fragment(*legs: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(legs).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "known",
    [
        {"facts": None, "answers": [1, 2], "within": {"ontruimd": 7}},
        {"facts": {}, "within": {"ontruimd": {"values": 3}, "onbekend": {"values": [True]}}},
        {"within": {"maanden_regeling": {"ranges": [3]}}},
        {"within": [1]},
    ],
)
def test_a_link_with_odd_things_in_it_begins_at_the_start(
    browser: Browser, address: str, known: object
) -> None:
    link = f"{address}#woonkans={fragment({'tree': 'hulpverleners', 'known': known})}"
    with walking(browser, link) as walker:
        assert walker.heading.startswith("Vraag 1:")
        assert not walker.problems


@pytest.mark.parametrize(
    ("asked", "first"),
    [("corporaties", "Huurt de persoon nu"), ("corp%6Fraties", "Huurt"), ("x%", "Is de persoon")],
)
def test_the_address_can_say_in_which_tree_to_begin(
    browser: Browser, address: str, asked: str, first: str
) -> None:
    with walking(browser, f"{address}#boom={asked}") as walker:
        assert walker.heading.startswith(f"Vraag 1: {first}")


def test_a_tree_with_errors_says_so_on_the_page(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text(FAULTY, "utf-8")
    path = written_page(tmp_path, [loaded(tmp_path / "proef.yaml")])
    with walking(browser, path.as_uri()) as walker:
        assert walker.find(".masthead .outdated").inner_text().startswith("Mind: this tree has err")


def test_a_round_is_told_as_a_round(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "kring.yaml").write_text(ROUND, "utf-8")
    path = written_page(tmp_path, [loaded(tmp_path / "kring.yaml")])
    with walking(browser, path.as_uri()) as walker:
        walker.answer("yes")
        assert "gaan hier in een kring rond" in walker.find(".fault").inner_text()
