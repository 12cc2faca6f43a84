"""The page in one file: whole, small, and closed to everything outside it."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import houses
import poster_trees
import pytest
from fontTools.ttLib import TTFont

from woonboom.model import Text, Tree
from woonboom.page import given
from woonboom.page.drawing_words import drawing_words
from woonboom.page.drawn import drawn
from woonboom.page.single import page
from woonboom.portable import document_of

NAMES = ("hulpverleners", "corporaties")
KILOBYTE = 1000
MOST_KB = 300


@pytest.fixture(scope="module")
def trees() -> list[Tree]:
    return [poster_trees.real(name) for name in NAMES]


@pytest.fixture(scope="module")
def html(trees: list[Tree]) -> str:
    return page(trees).decode()


@pytest.fixture
def small(tmp_path: Path) -> Tree:
    return houses.a_tree(tmp_path, "  organisation: Het Huis")


def policy(html: str) -> dict[str, list[str]]:
    (said,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    parts = (part.split() for part in unescape(said).split(";"))
    return {name: values for name, *values in parts}


def inside(html: str, tag: str) -> list[str]:
    """What is in the elements of a tag that have no attributes."""
    return re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)


def carried(html: str) -> list[dict[str, Any]]:
    (text,) = re.findall(r'<script type="application/json" [^>]*>(.*?)</script>', html, re.DOTALL)
    found: list[dict[str, Any]] = json.loads(text)
    return found


def constant(html: str, name: str) -> Any:  # noqa: ANN401 (whatever JSON holds)
    start = f"const {name}="
    return json.JSONDecoder().raw_decode(html, html.index(start) + len(start))[0]


def test_both_trees_take_less_than_300_kilobytes(html: str) -> None:
    assert len(html.encode()) < MOST_KB * KILOBYTE


def test_the_same_trees_give_the_same_bytes(trees: list[Tree], html: str) -> None:
    assert page(trees).decode() == html


def test_it_has_the_language_and_titles_of_its_trees(trees: list[Tree], html: str) -> None:
    assert '<html lang="nl">' in html
    (title,) = inside(html, "title")
    assert unescape(title) == " · ".join(str(tree.title) for tree in trees)


def test_it_carries_its_trees_without_their_worked_cases(trees: list[Tree], html: str) -> None:
    for tree, record in zip(trees, carried(html), strict=True):
        made = {**document_of(tree, drawing=drawn(tree)), "cases": [], "errors": 0}
        assert record == json.loads(json.dumps(made))


# ---------------------------------------------------------------- closed


def test_it_allows_its_own_script_and_style_by_their_hashes(html: str) -> None:
    found = policy(html)
    for tag in ("script", "style"):
        (text,) = inside(html, tag)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert found[f"{tag}-src"] == [f"'sha256-{digest}'"]


def test_it_allows_nothing_else(html: str) -> None:
    found = {
        name: values
        for name, values in policy(html).items()
        if name[:-4] not in ("script", "style")
    }
    assert found == {
        "default-src": ["'none'"],
        "img-src": ["data:"],
        "connect-src": ["'none'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }


def test_the_policy_stands_before_all_that_it_is_about(html: str) -> None:
    at = html.index("Content-Security-Policy")
    assert at < min(html.index(tag) for tag in ("<title", "<link", "<style", "<script", "<body"))


def test_it_asks_for_no_other_file_and_stores_nothing(html: str) -> None:
    assert not re.findall(r"\b(?:src|srcset|action|poster)=[\"']", html.replace("xmlns=", ""))
    assert re.findall(r'<link rel="(\w+)" href="(\w+):', html) == [("icon", "data")]
    assert not re.search(r"url\((?!data:)|@import", html)
    (script,) = inside(html, "script")
    for word in (
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "sendBeacon",
        "XMLHttp",
    ):
        assert word not in script


@pytest.mark.parametrize(
    "nasty", ["</script><script>alert(1)</script>", "<!-- <script>", "]]>'\"&amp;\u2028"]
)
def test_no_text_of_a_tree_gets_out_of_its_place(small: Tree, nasty: str) -> None:
    html = page([replace(small, title=Text(nasty, nasty))]).decode()
    assert html.lower().count("</script") == 2
    assert carried(html)[0]["title"] == nasty


# ---------------------------------------------------------------- what is in it


def test_its_font_has_every_character_that_it_writes(html: str) -> None:
    written = set(json.dumps([carried(html), constant(html, "WORDS")], ensure_ascii=False))
    for font in constant(html, "FONTS"):
        with TTFont(io.BytesIO(base64.b64decode(font["data"]))) as opened:
            known = set(map(chr, opened.getBestCmap()))
        assert written - known - {"\n", "\t"} == set()


def test_it_has_the_words_of_its_language_only(html: str, small: Tree) -> None:
    assert list(constant(html, "WORDS")) == ["nl"]
    english = page([replace(small, language="en")]).decode()
    assert list(constant(english, "WORDS")) == ["en"]
    assert '<html lang="en">' in english


def test_all_words_of_the_drawing_are_there_in_both_languages() -> None:
    dutch, english = drawing_words("nl"), drawing_words("en")
    assert dutch.keys() == english.keys()
    fields = re.compile(r"\{\w+\}")
    assert all(fields.findall(dutch[key]) == fields.findall(english[key]) for key in dutch)


def test_no_key_means_two_things() -> None:
    from woonboom.page.words import words

    assert not words("nl").keys() & drawing_words("nl").keys()


def test_the_style_of_a_house_is_worn_by_the_page_and_the_element(tmp_path: Path) -> None:
    tree = houses.a_tree(tmp_path, "  colours: {main: '#7A1020'}")
    html = page([tree]).decode()
    (frame,) = inside(html, "style")
    for sheet, of in ((frame, ":root"), (constant(html, "STYLES"), ":host")):
        (day,) = re.findall(rf"^{of}{{([^}}]*)}}", sheet)
        assert "--main:light-dark(#7A1020," in day


def test_the_name_and_logo_of_a_house_are_in_it(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(houses.LOGO.format(""), "utf-8")
    tree = houses.a_tree(tmp_path, "  organisation: Het Huis\n  logo: logo.svg")
    house = constant(page([tree]).decode(), "HOUSE")
    assert house["organisation"] == "Het Huis"
    assert house["alt"] == "Logo van Het Huis"
    assert house["logo"].startswith("data:image/svg+xml;base64,")
    assert house["ratio"] == 3


def test_a_house_may_have_no_logo(small: Tree) -> None:
    house = constant(page([small]).decode(), "HOUSE")
    assert house == {"organisation": "Het Huis", "logo": None}


def test_squeezing_a_sheet_leaves_what_it_says() -> None:
    said = given._lean(
        "/* note */\na > b:hover,\n c {\n  margin: 0 calc(1px + 2px); }\n\n"
        "@media print { d { x: y } }\n"
    )
    assert said == "a > b:hover,c{margin:0 calc(1px + 2px);}@media print{d{x:y}}"
