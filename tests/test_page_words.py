"""What the page says: complete in both languages, and nowhere but in its catalogue."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import woonboom
from woonboom.model import KINDS
from woonboom.page.signs import signs
from woonboom.page.words import CATALOGUE, words

_COMMENTS = re.compile(r"^\s*(?://|/?\*).*$", re.MULTILINE)
SCRIPTS = {
    path.name: _COMMENTS.sub("", path.read_text("utf-8"))
    for path in (Path(woonboom.__file__).parent / "page" / "script").glob("*.js")
}
"""The scripts of the page without their comments."""
_SAID = re.compile(r'\bsay\(\s*"(\w+)"')
_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_MADE_OF_NAMES = {"summary_copied", "link_copied"}
"""Keys that scripts put together."""


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", CATALOGUE)
def test_both_languages_say_the_same_things(key: str) -> None:
    message = CATALOGUE[key]
    assert message.nl
    assert message.en
    assert places(message.nl) == places(message.en)


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_say_what_is_in_the_catalogue(name: str) -> None:
    assert set(_SAID.findall(SCRIPTS[name])) <= set(CATALOGUE)


def test_everything_in_the_catalogue_is_said_somewhere() -> None:
    named = {text for script in SCRIPTS.values() for text in _TEXT.findall(script)}
    assert set(CATALOGUE) - named == _MADE_OF_NAMES


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_have_no_words_of_their_own(name: str) -> None:
    texts = {
        text for text in _TEXT.findall(SCRIPTS[name]) if re.search(r"[A-Za-z]{2,} [a-z]{2,}", text)
    }
    said = {text for text in texts if not text.isascii() or text.endswith((".", "?", "!"))}
    assert not said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_come_with_those_for_facts(language: str) -> None:
    said = words(language)
    assert set(said) == {*CATALOGUE, "saying"}
    assert said["back"] == ("Vorige" if language == "nl" else "Back")


def test_every_kind_of_outcome_has_a_sign() -> None:
    assert set(signs()) == set(KINDS)
    assert len(set(signs().values())) == len(KINDS)
    assert all(sign.startswith("<svg viewBox=") for sign in signs().values())
