"""Measured cards: what stands on them at any line width, and how well it is set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_checker import breaches

import woonboom
from woonboom import style, text
from woonboom.layout.cards import Card, Deck, hyphenated, ragged
from woonboom.layout.citations import Citations, citing, raised
from woonboom.layout.faces import card_group
from woonboom.layout.map.graph import layout
from woonboom.layout.pieces import Piece
from woonboom.model import Parameter, Text, Tree
from woonboom.pen import Pen
from woonboom.scene import Group

ROOT = Path(__file__).parent.parent
MEASURES = (7.0, 9.0, 13.0, 18.0)
WORDS = st.sampled_from(["is", "er", "een", "huurschuld", "betalingsregeling", "12 maanden",
                         "a/b-c", "schuldhulpverleningstrajectbegeleidersoverleg"])  # fmt: skip


def tree(help_: str = "", sources: tuple[str, ...] = (), ask: str = "Is er een schuld?") -> Tree:
    question = samples.question("q", [("Ja", "u"), ("Nee", "w")], ask=ask, help_=help_)
    outcomes = [samples.outcome("u", body="Meld aan."), samples.outcome("w", body="")]
    return samples.tree([replace(question, sources=sources)], outcomes)


def drawn(card: Card, of: Tree) -> Group:
    return card_group(of, Piece("kaart", card, 0, 0), Pen(0, 0, 1))


def said(card: Card) -> str:
    return " ".join((*card.title, *card.note)).replace("\u00ad ", "")


# ---------------------------------------------------------------- numbers of sources


def test_the_numbers_of_its_sources_end_the_help_of_a_question() -> None:
    card = Deck(tree("Kijk in het dossier.", ("T 2.10", "T 2.9")), 18).card("question", "q")
    assert card.note[-1].endswith("dossier.\u00a0¹\u00a0²")
    assert card.cited == (1, 2)


def test_without_help_they_stand_behind_the_title_and_not_in_it() -> None:
    of = tree(sources=("T 1", "T 2"))
    card = Deck(of, 13).card("question", "q")
    title, numbers = drawn(card, of).texts
    assert (title.words, numbers.words) == ("1 Is er een schuld?", "¹\u00a0²")
    assert numbers.y == title.y
    assert numbers.x > title.x + text.width(title.lines[-1], style.BOLD)


def test_where_they_do_not_fit_there_they_get_a_line_below_it() -> None:
    of = tree(sources=tuple(f"T {n}" for n in range(1, 9)), ask="Is er hier huurschuld?")
    card = Deck(of, 7).card("question", "q")
    assert card.note
    assert all(text.width(line, style.REGULAR) * style.NOTE_SIZE <= 10.5 for line in card.note)


def test_an_outcome_cites_too_and_its_brief_card_does_not() -> None:
    of = tree()
    ended = replace(of.outcomes["u"], sources=("T 1",))
    deck = Deck(replace(of, outcomes={**of.outcomes, "u": ended}), 13)
    assert deck.card("outcome", "u").note == ("Meld aan.\u00a0¹",)
    assert deck.card("brief", "u").cited == ()


def test_a_number_in_a_text_brings_its_own_source() -> None:
    of = tree("Minimaal 6 maanden.", ("T 1",))
    asked = replace(
        of.questions["q"], help=Text("Minimaal {m}.", "Minimaal 6 maanden.", parameters=("m",))
    )
    known = {"m": Parameter("m", 6, "maanden", "Looptijd", ("T bijlage 9",))}
    citations = Citations(replace(of, questions={"q": asked}, parameters=known))
    assert dict(citations.numbers) == {"T 1": 1, "T bijlage 9": 2}
    assert citations.of("q") == (1, 2)


def test_numbers_follow_the_order_in_which_people_look_things_up() -> None:
    named = ("T bijlage 13", "T 2.10", "T begrippenlijst", "T 2.9", "A 3", "T bijlage 2")
    assert list(Citations(tree(sources=named)).numbers) == [
        "A 3", "T 2.9", "T 2.10", "T begrippenlijst", "T bijlage 2", "T bijlage 13",
    ]  # fmt: skip


def test_a_screen_reader_is_told_what_the_numbers_are() -> None:
    of = tree("Kijk goed.", ("T 1", "T 2"))
    assert drawn(Deck(of, 13).card("question", "q"), of).label == (
        "Vraag 1: Is er een schuld? (bronnen 1, 2)"
    )


def test_every_character_of_a_number_is_in_the_font() -> None:
    marks = raised(range(1234567890, 1234567892))
    assert marks == "¹²³⁴⁵⁶⁷⁸⁹⁰\u00a0¹²³⁴⁵⁶⁷⁸⁹¹"
    assert not text.lacking(marks, style.REGULAR)


def test_a_font_without_superscripts_gets_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "lacking", lambda marks, font: marks)
    assert citing("Kijk goed.", (1, 12)) == "Kijk goed.\u00a0[1,\u00a012]"
    assert citing("Kijk goed.", ()) == "Kijk goed."


@pytest.mark.parametrize("name", ["hulpverleners", "corporaties"])
def test_the_words_of_real_trees_are_on_their_cards_as_they_are(name: str) -> None:
    of, _ = woonboom.load(ROOT / "trees" / f"{name}.yaml")
    assert of
    deck = Deck(of, 13)
    for question in of.in_order:
        shown = said(deck.card("question", question.id)).replace("\u00a0", " ")
        assert str(question.ask) in shown
        assert str(question.help) in shown


# ---------------------------------------------------------------- any line width


@settings(max_examples=60, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=25).map(" ".join),
    st.lists(WORDS, max_size=20).map(" ".join),
    st.integers(0, 12),
    st.sampled_from(MEASURES),
)
def test_nothing_leaves_its_card(ask: str, help_: str, sources: int, measure: float) -> None:
    of = tree(help_, tuple(f"T {n}" for n in range(sources)), ask)
    card = Deck(of, measure).card("question", "q")
    inner = card.width - style.BADGE - style.PAD + 1e-6
    assert text.widest(card.title, style.BOLD) <= inner
    assert text.widest(card.note, style.REGULAR) * style.NOTE_SIZE <= inner
    for item in drawn(card, of).texts:
        reach = item.x + text.widest(item.lines, item.font) * item.size
        assert reach <= card.width - style.PAD + 1e-3
        assert item.y + (len(item.lines) - 1) * item.leading < card.height - 0.5 * style.PAD


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=20).map(" ".join), st.sampled_from(MEASURES))
def test_a_word_is_broken_only_when_it_is_wider_than_a_line(ask: str, measure: float) -> None:
    card = Deck(tree(ask=ask), measure).card("question", "q")
    longest = text.longest_word(ask, style.BOLD)
    assert hyphenated(card) <= (longest > measure)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("ask", [300, 60, 10])
def test_very_long_texts_are_set_too(ask: int, measure: float) -> None:
    of = tree("uitleg " * 40, ("T 1",), ("een lange vraag zonder eind " * 12)[:ask].strip())
    card = Deck(of, measure).card("question", "q")
    assert said(card).replace("\u00a0", " ").startswith(str(of.questions["q"].ask))
    assert not hyphenated(card)


# ---------------------------------------------------------------- how well it is set


def test_even_lines_are_not_ragged_and_a_short_inner_line_is() -> None:
    even = Card("question", "q", 10, 5, ("aaaaaaaa", "aaaaaaaa", "aaaaaa"))
    short = Card("question", "q", 10, 5, ("aaaaaaaa", "aa", "aaaaaaaa"))
    assert ragged(even, style.FIRA) == 1
    assert ragged(short, style.FIRA) == pytest.approx(0.25, abs=0.01)


def test_a_last_line_may_be_shorter_but_not_one_word_of_two_letters() -> None:
    assert ragged(Card("question", "q", 10, 5, ("aaaaaaaa", "aaaaaa")), style.FIRA) == 1
    assert ragged(Card("question", "q", 10, 5, ("aaaaaaaaaaaaaaaa", "aa")), style.FIRA) < 0.5


def test_one_line_is_never_ragged_and_the_note_counts_too() -> None:
    assert ragged(Card("question", "q", 10, 5, ("a",), ("aaa",)), style.FIRA) == 1
    assert (
        ragged(Card("question", "q", 10, 5, ("a",), ("aaaaaaaa", "a", "aaaaaaaa")), style.FIRA)
        < 0.2
    )


# ---------------------------------------------------------------- chips


def test_a_chip_names_the_sheet_of_a_question_that_is_on_another() -> None:
    of = samples.of({"a": [("Ja", "b"), ("Nee", "u")], "b": [("Ja", "a"), ("Nee", "u")]})
    near, far = Deck(of, 13).card("chip", "a"), Deck(of, 13, {"a": "3"}).card("chip", "a")
    group = drawn(far, of)
    assert [t.words for t in group.texts] == ["ga naar 1", "vel 3"]
    assert group.label == "Ga naar vraag 1, vel 3"
    assert far.width > near.width
    assert Deck(of, 13, {"b": "2"}).card("chip", "a") == near


def test_what_stands_on_a_chip_stands_beside_each_other() -> None:
    of = samples.of({"a": [("Ja", "b"), ("Nee", "u")], "b": [("Ja", "a"), ("Nee", "u")]})
    number, sheet = drawn(Deck(of, 13, {"a": "3"}).card("chip", "a"), of).texts
    assert number.lead
    ends = [t.x + text.width(t.lines[0], t.font) * t.size for t in (number.lead, number, sheet)]
    assert number.lead.x < ends[0] < number.x < sheet.x < ends[2]


def test_all_type_on_cards_is_large_enough() -> None:
    of = tree("Kijk in het dossier.", ("T 2.10", "T 2.9"))
    scene, _ = layout(of, paper="a1")
    cards = [g for g in scene.groups if g.role in ("question", "outcome", "chip", "answer")]
    smallest = min(t.size for g in cards for t in g.texts)
    assert smallest >= 0.833 * scene.unit
    assert breaches(scene, of) == []
