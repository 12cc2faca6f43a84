"""A scene: plain data that says what to draw, and knows what a text says."""

from __future__ import annotations

import json

import pytest

from woonboom.scene import DECORATIVE, ROLES, Group, Page, Scene, Text, is_address
from woonboom.typeface import Font

FONT = Font("Fira Sans", 400)


def a_text(*lines: str, lead: Text | None = None) -> Text:
    return Text(10, 10, lines, 4, FONT, "#000000", "#FFFFFF", lead=lead)


def a_scene(*groups: Group) -> Scene:
    page = Page(210, 297, 5, groups)
    return Scene("T", "D", "nl", "1", "2026-01-15", "A", ("k",), 3.5, (page,))


def test_a_scene_is_json() -> None:
    group = Group("question", (1, 2, 3, 4), (a_text("a"),), "id", "label", "https://example.org")
    data = json.loads(json.dumps(a_scene(group).as_data()))
    assert data["pages"][0]["groups"][0]["items"][0]["lines"] == ["a"]
    assert data["pages"][0]["groups"][0]["link"] == "https://example.org"


def test_words_are_whole_again_without_their_line_breaks() -> None:
    assert a_text("een schuld\u00ad", "hulpverlener", "komt").words == "een schuldhulpverlener komt"


def test_a_lead_is_the_first_word() -> None:
    assert a_text("Is dat zo?", lead=a_text("12")).words == "12 Is dat zo?"


def test_groups_come_page_by_page() -> None:
    scene = a_scene(Group("title", (0, 0, 1, 1), ()), Group("question", (0, 0, 1, 1), ()))
    assert [group.role for group in scene.groups] == ["title", "question"]


def test_a_group_yields_its_texts() -> None:
    group = Group("question", (0, 0, 1, 1), (a_text("a"), a_text("b")))
    assert [text.words for text in group.texts] == ["a", "b"]


@pytest.mark.parametrize(
    ("link", "leaves"),
    [
        ("https://example.org", True),
        ("mailto:a@example.org", True),
        ("vraag-a", False),
        ("", False),
    ],
)
def test_a_link_leaves_the_document_or_not(link: str, leaves: bool) -> None:
    assert is_address(link) is leaves


def test_decorative_roles_are_roles() -> None:
    assert DECORATIVE < ROLES
