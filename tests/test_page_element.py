"""`<woonkans-boom>` on somebody else's page: attributes, properties, events, parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pytest
from page_walker import BOTH, PRESS, Walker, opened_browser

from woonboom.fingerprint import fingerprint
from woonboom.page.embed import embedded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.node

ADDRESS: Final = "http://woonboom.test/"
FILES: Final = embedded(BOTH)
BOTH_FILES: Final = 'src="hulpverleners.json corporaties.json"'
_HOST: Final = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Dossier</title>
<script>globalThis.heard = [];
for (const name of ["stap", "besluit"])
  document.addEventListener(name, (event) => heard.push([name, event.detail]));
</script><script src="woonkans-boom.js"></script><h1>Dossier</h1>{body}"""
PARTS: Final = {
    "boom", "header", "question", "answer", "possible", "path", "footer", "drawing", "steps",
}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser() as found:
        yield found


Host = Callable[[str], Walker]


@pytest.fixture
def host(browser: Browser) -> Iterator[Host]:
    """Opens a page with some body, on a website that has the element's files."""
    with website(browser) as found:
        yield found


@contextmanager
def website(browser: Browser) -> Iterator[Host]:
    context = browser.new_context(reduced_motion="reduce")
    page, problems = context.new_page(), list[str]()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)

    def opened(body: str) -> Walker:
        page.route("**/*", lambda route: answer(route, _HOST.format(body=body)))
        page.goto(ADDRESS)
        page.locator(".boom").first.wait_for()
        return Walker(page, problems)

    yield opened
    context.close()


def answer(route: Route, host: str) -> None:
    name = route.request.url.removeprefix(ADDRESS).partition("#")[0]
    if not name:
        route.fulfill(body=host, content_type="text/html; charset=utf-8")
    elif name in FILES:
        kind = "text/javascript" if name.endswith(".js") else "application/json"
        route.fulfill(body=FILES[name], content_type=f"{kind}; charset=utf-8")
    else:
        route.fulfill(status=404)


def begun(walker: Walker) -> Walker:
    walker.find("#view-heading").wait_for()
    return walker


# ---------------------------------------------------------------- attributes


def test_src_names_the_trees_and_the_first_is_where_it_begins(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    assert walker.heading.startswith("Vraag 1: Is de persoon uit huis gezet")
    assert walker.button("Woonkansboom voor de Groninger woningcorporaties").is_visible()
    assert not walker.problems


def test_another_src_is_loaded_when_it_changes(host: Host) -> None:
    walker = begun(host('<woonkans-boom src="hulpverleners.json"></woonkans-boom>'))
    walker.page.evaluate(
        "() => document.querySelector('woonkans-boom').setAttribute('src', 'corporaties.json')"
    )
    walker.find(
        ".title",
    ).get_by_text("woningcorporaties").wait_for()
    assert walker.heading.startswith("Vraag 1: Huurt de persoon nu")


def test_a_tree_that_cannot_be_loaded_is_told_with_its_address(host: Host) -> None:
    walker = host('<woonkans-boom src="weg.json"></woonkans-boom>')
    walker.find("[role=alert]").wait_for()
    assert walker.find("[role=alert]").inner_text() == "De boom kan niet worden geladen: weg.json"


def test_tree_says_where_it_begins(host: Host) -> None:
    walker = begun(host(f'<woonkans-boom {BOTH_FILES} tree="corporaties"></woonkans-boom>'))
    assert walker.heading.startswith("Vraag 1: Huurt de persoon nu")


def test_mode_facts_begins_with_the_form(host: Host) -> None:
    walker = begun(host(f'<woonkans-boom {BOTH_FILES} mode="facts"></woonkans-boom>'))
    assert walker.shown == "Wat weet u al?"


def test_what_the_system_knows_is_not_asked(host: Host) -> None:
    known = '{"facts": {"ontruimd": true, "reden_ontruiming": ["overlast"], "onbekend": 3}}'
    walker = begun(host(f"<woonkans-boom {BOTH_FILES} known='{known}'></woonkans-boom>"))
    assert walker.heading.startswith("Vraag 3:")
    assert walker.known["facts"] == {"ontruimd": True, "reden_ontruiming": ["overlast"]}


def test_known_that_is_no_json_is_told_to_the_maker_of_the_page(host: Host) -> None:
    walker = begun(host(f'<woonkans-boom {BOTH_FILES} known="oops"></woonkans-boom>'))
    assert walker.heading.startswith("Vraag 1:")
    (problem,) = walker.problems
    assert "known" in problem


def test_drawing_none_leaves_the_drawing_out(host: Host) -> None:
    walker = begun(host(f'<woonkans-boom {BOTH_FILES} drawing="none"></woonkans-boom>'))
    assert not walker.find(".whole").count()
    assert walker.find(".in-words").is_visible()


# ---------------------------------------------------------------- properties


def test_known_can_be_read_and_set(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.page.evaluate(
        "() => { document.querySelector('woonkans-boom').known = {facts: {ontruimd: true}}; }"
    )
    assert walker.heading.startswith("Vraag 2:")
    walker.answer("opiumwet")
    assert walker.known == {"facts": {"ontruimd": True}, "answers": {"reden": "opiumwet"}}


def test_trees_set_before_the_element_was_known_are_taken_over(host: Host) -> None:
    walker = host('<p class="boom">Dossier</p>')
    walker.page.evaluate(
        "async () => { const trees = [await (await fetch('corporaties.json')).json()];"
        " const it = document.createElement('woonkans-boom');"
        " Object.defineProperty(it, 'trees', {value: trees, configurable: true, writable: true});"
        " document.body.append(it); }"
    )
    assert begun(walker).heading.startswith("Vraag 1: Huurt de persoon nu")


def test_what_the_page_sets_leaves_the_focus_where_it_is(host: Host) -> None:
    walker = begun(host(f"<input id='own'><woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.find("#own").focus()
    walker.page.evaluate(
        "() => { document.querySelector('woonkans-boom').known = {facts: {ontruimd: true}}; }"
    )
    assert walker.heading.startswith("Vraag 2:")
    assert walker.page.evaluate("() => document.activeElement.id") == "own"


def test_restart_forgets(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.answer("yes")
    walker.page.evaluate("() => document.querySelector('woonkans-boom').restart()")
    assert walker.known == {"facts": {}, "answers": {}}


# ---------------------------------------------------------------- events


def test_every_step_is_told(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.answer("yes", "opiumwet")
    steps = walker.events("stap")
    assert [(step["at"], len(step["possible"])) for step in steps] == [
        ("ontruimd", 10),
        ("reden", 7),
        (None, 1),
    ]
    assert set(steps[0]) == {"tree", "path", "at", "outcome", "possible", "known"}


def test_a_decision_is_told_once_with_what_a_file_needs(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.answer("yes", "opiumwet")
    walker.find(".back").click()
    walker.page.go_forward()
    (told,) = walker.events("besluit")
    assert told == {
        "tree": "hulpverleners",
        "tree_version": "2023-05",
        "fingerprint": fingerprint(BOTH[0]),
        "outcome": "uitgesloten_opiumwet",
        "kind": "not_eligible",
        "title": "Geen tweede kans: Opiumwet",
        "path": [
            {"question": "ontruimd", "answer": "yes"},
            {"question": "reden", "answer": "opiumwet"},
        ],
        "known": {"facts": {"ontruimd": True}, "answers": {"reden": "opiumwet"}},
        "used": {"ontruimd": True},
        "journey": [
            {
                "tree": "hulpverleners",
                "outcome": "uitgesloten_opiumwet",
                "path": told["path"],
            }
        ],
    }


def test_what_is_told_is_a_copy(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.page.evaluate("() => { heard[0][1].known.facts.ontruimd = true; }")
    assert walker.known == {"facts": {}, "answers": {}}


# ---------------------------------------------------------------- a guest on the page


def test_it_is_a_guest_on_the_page(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    assert walker.page.title() == "Dossier"
    assert walker.find("h1").all_inner_texts() == ["Dossier"]
    assert not walker.find("main").count()


def test_its_parts_can_be_styled(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.answer("yes")
    found: list[str] = walker.find("[part]").evaluate_all("all => all.map((it) => it.part.value)")
    assert set(found) >= PARTS
    walker.answer("opiumwet")
    assert walker.find('[part~="outcome-not_eligible"]').is_visible()


def test_two_of_them_do_not_disturb_each_other(host: Host) -> None:
    walker = host(
        '<div id="one"><woonkans-boom src="hulpverleners.json"></woonkans-boom></div>'
        '<div id="two"><woonkans-boom src="corporaties.json"></woonkans-boom></div>'
    )
    shown = [walker.find(f"#{around} #view-heading") for around in ("one", "two")]
    for heading in shown:
        heading.wait_for()
    one, two = ("#one", "#two")
    for around in (one, two, one):
        walker.find(f"{around} .answers .answer").first.evaluate(PRESS)
    walker.find(f"{one} .back").click()
    walker.find(f"{two} .back").click()
    walker.find(f"{one} .forward").click()
    assert "Geen tweede kans: Opiumwet" in shown[0].inner_text()
    assert "Huurt de persoon nu" in shown[1].inner_text()
    assert not walker.problems


def test_one_that_is_taken_away_leaves_nothing_behind(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.answer("yes")
    walker.page.evaluate("() => { document.querySelector('woonkans-boom').remove(); }")
    walker.page.go_back()
    assert not walker.problems


def test_it_leaves_the_history_of_the_page_alone(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    before = walker.page.evaluate("() => [history.length, history.state]")
    walker.answer("yes", "opiumwet")
    walker.find(".back").click()
    assert walker.heading.startswith("Vraag 2:")
    assert walker.page.evaluate("() => [history.length, history.state]") == before


def test_with_history_back_is_that_of_the_browser_and_the_page_keeps_its_state(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES} history></woonkans-boom>"))
    walker.page.evaluate("() => history.replaceState({...history.state, own: 1}, '')")
    walker.answer("yes")
    state: dict[str, Any] = walker.page.evaluate("() => history.state")
    assert state["own"] == 1
    walker.page.go_back()
    assert walker.heading.startswith("Vraag 1:")


def test_with_history_twice_only_the_first_goes_along(host: Host) -> None:
    element = f"<woonkans-boom {BOTH_FILES} history></woonkans-boom>"
    walker = host(f'<div id="one">{element}</div><div id="two">{element}</div>')
    shown = [walker.find(f"#{around} #view-heading") for around in ("one", "two")]
    for heading in shown:
        heading.wait_for()
    for around in ("#one", "#two"):
        walker.find(f"{around} .answers .answer").first.evaluate(PRESS)
    walker.page.go_back()
    assert "Vraag 1:" in shown[0].inner_text()
    assert "Vraag 2:" in shown[1].inner_text()


def test_a_case_goes_along_with_an_element_that_is_moved(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES} history></woonkans-boom><div></div>"))
    walker.answer("yes")
    walker.page.evaluate(
        "() => { const it = document.querySelector('woonkans-boom'); it.remove();"
        " globalThis.out = it.known; document.querySelector('div').append(it); }"
    )
    assert walker.page.evaluate("() => out.facts") == {"ontruimd": True}
    assert walker.heading.startswith("Vraag 2:")
    walker.answer("opiumwet")
    walker.page.go_back()
    assert walker.heading.startswith("Vraag 2:")
    assert walker.find(".drawing .pin").count() == 1


@pytest.mark.parametrize(
    ("change", "heading"),
    [
        ("setAttribute('tree', 'corporaties')", "Vraag 1: Huurt de persoon nu"),
        ("setAttribute('mode', 'facts')", "Wat weet u al?"),
        ("""setAttribute('known', '{"facts": {"ontruimd": true}}')""", "Vraag 2:"),
        ("setAttribute('drawing', 'none')", "Vraag 1:"),
    ],
)
def test_attributes_that_change_count_at_once(host: Host, change: str, heading: str) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.page.evaluate(f"() => document.querySelector('woonkans-boom').{change}")
    assert walker.heading.startswith(heading)
    assert walker.find("details.whole").count() == ("'drawing'" not in change)


def test_without_src_or_trees_nothing_is_left(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    walker.page.evaluate("() => document.querySelector('woonkans-boom').removeAttribute('src')")
    assert not walker.find(".boom").count()
    walker.page.evaluate("() => { document.querySelector('woonkans-boom').trees = []; }")
    assert not walker.find(".boom").count()
    assert not walker.problems


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ({"format": "woonboom-tree", "version": 9, "tree": "x"}, "een andere versie van woonboom"),
        ({"format": "woonboom-tree", "version": 1, "tree": "x"}, "kan niet worden geladen"),
        ({"format": "anders"}, "kan niet worden geladen"),
        ({}, "kan niet worden geladen"),
        (None, "kan niet worden geladen"),
    ],
)
def test_what_is_no_tree_is_refused_with_its_address(
    host: Host, monkeypatch: pytest.MonkeyPatch, tree: object, said: str
) -> None:
    monkeypatch.setitem(FILES, "half.json", json.dumps(tree).encode())
    walker = host('<woonkans-boom src="hulpverleners.json half.json"></woonkans-boom>')
    walker.find("[role=alert]").wait_for()
    told = walker.find("[role=alert]").inner_text()
    assert said in told
    assert told.endswith(": half.json")
    walker.page.evaluate(
        "(tree) => { document.querySelector('woonkans-boom').trees = [tree]; }", tree
    )
    assert said in walker.find("[role=alert]").inner_text()
    assert not walker.problems


def test_an_empty_src_is_told(host: Host) -> None:
    walker = host('<woonkans-boom src=""></woonkans-boom>')
    assert "kan niet worden geladen" in walker.find("[role=alert]").inner_text()


def test_facts_that_contradict_are_for_the_person_to_mend(host: Host) -> None:
    known = '{"facts": {"ontruimd": true, "huurt_van_corporatie": true}}'
    walker = begun(host(f"<woonkans-boom {BOTH_FILES} known='{known}'></woonkans-boom>"))
    assert walker.shown == "Wat weet u al?"
    assert "Dit kan niet samen" in walker.find(".form .state").inner_text()
    assert len(walker.known["facts"]) == 2
    walker.choose("huurt_van_corporatie", "Weet ik niet")
    walker.button("Ga verder").click()
    assert walker.heading.startswith("Vraag 2:")


def test_what_no_tree_can_use_is_told_to_the_maker_of_the_page(host: Host) -> None:
    walker = begun(host(f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"))
    with walker.page.expect_console_message() as said:
        walker.page.evaluate(
            "() => document.querySelector('woonkans-boom').setAttribute('known',"
            """ '{"facts": {"ontruimd": "ja"}, "answers": {"reden": "nee"}}')"""
        )
    assert said.value.type == "warning"
    assert said.value.text.endswith(": ontruimd, reden")


def test_a_decision_from_the_form_is_told(host: Host) -> None:
    walker = begun(host(f'<woonkans-boom {BOTH_FILES} mode="facts"></woonkans-boom>'))
    walker.choose("ontruimd", "Ja")
    walker.choose("reden_ontruiming", "Opiumwet")
    assert walker.events("besluit") == []
    walker.button("Ga verder").click()
    (told,) = walker.events("besluit")
    assert told["outcome"] == "uitgesloten_opiumwet"


def test_an_outcome_that_is_settled_early_has_no_question_beside_it(host: Host) -> None:
    known = (
        '{"facts": {"ontruimd": true, "reden_ontruiming": ["overlast"],'
        ' "maanden_sinds_ontruiming": 60, "maanden_regeling": 7, "hulpverlening": false}}'
    )
    walker = begun(host(f"<woonkans-boom {BOTH_FILES} known='{known}'></woonkans-boom>"))
    (step,) = walker.events("stap")
    assert step["outcome"]
    assert step["at"] is None
    assert "De uitkomst staat al vast" in walker.find(".path").inner_text()


def test_a_link_leads_to_the_element_where_it_was_made(host: Host) -> None:
    element = f"<woonkans-boom {BOTH_FILES}></woonkans-boom>"
    body = f'<div id="one">{element}</div><div id="two">{element}</div>'
    walker = host(body)
    for label in ("yes", "opiumwet"):
        walker.find(f'#two .answers .answer[data-answer="{label}"]').evaluate(PRESS)
    walker.find("#two .keeping button").last.click()
    link = walker.find("#two .copying input").input_value()
    walker.page.goto("about:blank")
    walker.page.goto(link)
    walker.find("#two .ending").wait_for()
    assert "Vraag 1:" in walker.find("#one #view-heading").inner_text()
