"""The files of `page --embed` on a web server: the example, the documentation, a strict policy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import poster_trees
import pytest
from calling import ROOT
from conftest import AXE
from opened_page import Served, chromium, opened, served

from woonboom.decide import decide
from woonboom.page.embed import embedded

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.node

POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:"
BOTH = "hulpverleners.json corporaties.json"
_HOST = """\
<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Eigen systeem</title>
<link rel="icon" href="data:,"><script src="woonkans-boom.js" defer></script>{style}</head>
<body><h1>Eigen systeem</h1><woonkans-boom src="{src}"></woonkans-boom></body></html>
"""
DOCUMENTATION = (ROOT / "docs" / "page.md").read_text("utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("website")
    trees = [poster_trees.real(name) for name in ("hulpverleners", "corporaties")]
    for name, data in embedded(trees).items():
        (path / name).write_bytes(data)
    return path


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Served]:
    with served(folder) as found:
        yield found


def host(folder: Path, src: str = BOTH, style: str = "") -> str:
    """Write a page with the element in it; returns the name of its file."""
    (folder / "eigen.html").write_text(_HOST.format(src=src, style=style), "utf-8")
    return "eigen.html"


def test_the_example_hears_what_is_decided(browser: Browser, site: Served) -> None:
    with opened(browser, f"{site.address}voorbeeld.html") as found:
        found.answer("Ja", "Opiumwet")
        told = json.loads(found.page.locator("#besluit").inner_text())
    tree = poster_trees.real("hulpverleners")
    known = {"ontruimd": True, "reden_ontruiming": ["opiumwet"]}
    assert told["outcome"] == decide(tree, known).outcome == "uitgesloten_opiumwet"
    assert (told["tree"], told["tree_version"]) == (tree.id, tree.version)


def test_the_page_of_the_documentation_works(browser: Browser, folder: Path, site: Served) -> None:
    (text,) = re.findall(r"^```html\n(.*?)^```$", DOCUMENTATION, re.MULTILINE | re.DOTALL)
    (folder / "wonen.html").write_text(text, "utf-8")
    with opened(browser, f"{site.address}wonen.html") as found:
        found.answer("Ja", "Opiumwet")
        assert found.page.locator("#besluit").inner_text() == "Geen tweede kans: Opiumwet"
        assert found.page.title() == "Wonen"


def test_the_documentation_names_every_part_and_every_field_of_events(
    browser: Browser, folder: Path, site: Served
) -> None:
    said = set(re.findall(r"`([\w-]+)`", DOCUMENTATION))
    scripts = (f for f in (files("woonboom.page") / "script").iterdir() if f.name.endswith(".js"))
    parts = {p for f in scripts for p in re.findall(r'\bpart: ["`]([\w-]+)', f.read_text("utf-8"))}
    assert "answer" in parts
    assert parts - said == set()
    with opened(browser, f"{site.address}{host(folder)}") as found:
        found.answer("Ja", "Opiumwet")
        for name in ("stap", "besluit"):
            assert found.heard(name)[-1].keys() - said == set()


def test_every_file_is_asked_for_once_and_every_step_told_once(
    browser: Browser, folder: Path, site: Served
) -> None:
    with opened(browser, f"{site.address}{host(folder)}") as found:
        found.answer("Ja")
        told = found.heard("stap")
        fetched = [asked for asked in found.requests if asked.endswith("json")]
    assert fetched == [f"{site.address}{name}" for name in BOTH.split()]
    tree = poster_trees.real("hulpverleners")
    ways: tuple[dict[str, Any], ...] = ({}, {"ontruimd": True})
    assert [step["possible"] for step in told] == [list(decide(tree, k).possible) for k in ways]
    assert [step["at"] for step in told] == ["ontruimd", "reden"]


def test_colours_of_the_website_reach_the_drawing_too(
    browser: Browser, folder: Path, site: Served
) -> None:
    style = "<style>woonkans-boom { --main: rgb(90, 0, 60) }</style>"
    with opened(browser, f"{site.address}{host(folder, style=style)}") as found:
        badge = found.page.locator(".drawing .f-main").first
        assert badge.evaluate("one => getComputedStyle(one).fill") == "rgb(90, 0, 60)"


def test_styles_leak_neither_in_nor_out(browser: Browser, folder: Path, site: Served) -> None:
    style = "<style>button { display: none } h1 { color: rgb(1, 2, 3) }</style>"
    with opened(browser, f"{site.address}{host(folder, style=style)}") as found:
        found.answer("Ja")
        title = found.page.locator("h1")
        assert title.count() == 1
        assert title.evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"


def test_it_works_under_the_strict_policy_of_the_documentation(
    browser: Browser, folder: Path
) -> None:
    page = host(folder)
    with served(folder, POLICY) as strict, opened(browser, f"{strict.address}{page}") as found:
        found.answer("Ja", "Opiumwet")
        found.page.wait_for_timeout(200)
        assert found.page.evaluate("document.fonts.status") == "loaded"
        assert found.violations == []
        assert found.faults == []
        assert sorted(strict.asked) == [
            "/corporaties.json", "/eigen.html", "/hulpverleners.json", "/woonkans-boom.js",
        ]  # fmt: skip
    assert all(part in DOCUMENTATION for part in POLICY.split("; ")[1:])


def test_the_example_works_under_that_policy_too(browser: Browser, folder: Path) -> None:
    policy = f"{POLICY}; style-src 'self'"
    with served(folder, policy) as strict, opened(browser, f"{strict.address}voorbeeld.html") as it:
        it.answer("Ja", "Opiumwet")
        assert "uitgesloten_opiumwet" in it.page.locator("#besluit").inner_text()
        assert it.violations == []


@pytest.mark.parametrize(
    ("css", "is_dark"),
    [("", False), ("color-scheme: light dark", True), ("color-scheme: light", False)],
)
def test_it_is_dark_only_where_the_website_is(
    browser: Browser, folder: Path, site: Served, css: str, is_dark: bool
) -> None:
    page = host(folder, style=f"<style>:root {{ {css} }}</style>")
    with opened(browser, f"{site.address}{page}", color_scheme="dark") as found:
        found.page.locator(".answer").first.wait_for()  # before, it may be replaced once more
        shade = found.page.locator(".boom").evaluate(
            "it => getComputedStyle(it).backgroundColor.match(/\\d+/g).map(Number)"
        )
        assert (sum(shade) < 150) == is_dark


def test_what_the_website_sets_for_its_text_does_not_reach_it(
    browser: Browser, folder: Path, site: Served
) -> None:
    """Also not what elements inherit."""
    loud = "text-transform: uppercase; word-spacing: 3px; text-align: right; font-style: italic"
    page = host(folder, style=f"<style>body {{ {loud}; text-indent: 2em; line-height: 3 }}</style>")
    names = ["textTransform", "wordSpacing", "textAlign", "fontStyle", "textIndent"]
    read = "(it, names) => names.map((name) => getComputedStyle(it)[name])"
    with opened(browser, f"{site.address}{page}") as found:
        for selector in (".title", ".drawing text >> nth=0", "#view-heading"):
            styles = found.page.locator(selector).evaluate(read, names)
            assert styles == ["none", "0px", "start", "normal", "0px"], selector


def test_another_font_leaves_the_drawing_as_it_was_measured(
    browser: Browser, folder: Path, site: Served
) -> None:
    page = host(folder, style="<style>woonkans-boom { --font: monospace }</style>")
    family = "it => getComputedStyle(it).fontFamily"
    with opened(browser, f"{site.address}{page}") as found:
        assert found.page.locator(".title").evaluate(family) == "monospace"
        drawn = found.page.locator(".drawing text").first.evaluate(family)
        assert drawn.startswith("Woonkansboom")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["voorbeeld.html", "two.html"])
def test_axe_finds_nothing_in_a_website_with_elements(
    browser: Browser, folder: Path, site: Served, name: str, scheme: str
) -> None:
    one = '<woonkans-boom src="{}.json"></woonkans-boom>'
    two = f"<main><h1>Twee</h1>{one.format('hulpverleners')}{one.format('corporaties')}</main>"
    text = _HOST.format(src="", style="<style>:root { color-scheme: light dark }</style>")
    (folder / "two.html").write_text(
        re.sub(r"<body>.*</body>", f"<body>{two}</body>", text), "utf-8"
    )
    with opened(browser, f"{site.address}{name}", color_scheme=scheme) as found:
        found.page.locator("#view-heading").first.wait_for()
        found.page.evaluate((AXE / "axe.min.js").read_text("utf-8"))
        broken = found.page.evaluate(
            "axe.run(document).then(it => it.violations.map(one => [one.id, one.nodes[0].html]))"
        )
        assert broken == []


@pytest.mark.parametrize("src", ["weg.json", "eigen.html", "voorbeeld.html hulpverleners.json"])
def test_an_address_without_a_tree_is_told(
    browser: Browser, folder: Path, site: Served, src: str
) -> None:
    with opened(browser, f"{site.address}{host(folder, src)}") as found:
        told = found.page.get_by_role("alert").inner_text()
        assert "kan niet worden geladen" in told
        assert src.partition(" ")[0] in told
