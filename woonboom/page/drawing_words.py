"""What the drawing of a page, its text equivalent and the example of a host page say."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Message

_WORDS: Final = {
    "drawing_tools": Message("Tekening", "Drawing"),
    "drawing_larger": Message("Groter", "Larger"),
    "drawing_smaller": Message("Kleiner", "Smaller"),
    "drawing_all": Message("Hele boom", "Whole tree"),
    "drawing_here": Message("Hier bent u", "Where you are"),
    "drawing_keys": Message(
        "Pijltjes: andere kaart · Enter: naar die vraag · + en −: groter en kleiner · 0: hele boom",
        "Arrows: another card · Enter: to that question · + and −: larger and smaller · 0: whole "
        "tree",
    ),
    "drawing_is_here": Message("Hier bent u.", "You are here."),
    "drawing_is_lit": Message("Op uw weg.", "On your way."),
    "drawing_is_off": Message("Niet meer op uw weg.", "No longer on your way."),
    "drawing_is_out": Message("Niet meer mogelijk.", "No longer possible."),
    "steps_questions": Message("Vragen", "Questions"),
    "steps_outcomes": Message("Uitkomsten", "Outcomes"),
    "steps_to_question": Message(
        "{label}: ga naar vraag {number}", "{label}: go to question {number}"
    ),
    "steps_to_outcome": Message(
        "{label}: uitkomst {code}, {title}", "{label}: outcome {code}, {title}"
    ),
    "steps_here": Message("hier bent u", "you are here"),
    "steps_chosen": Message("gekozen", "chosen"),
    "steps_out": Message("niet meer mogelijk", "no longer possible"),
    "example_about": Message(
        "Dit is een voorbeeld van een eigen website. De boom hieronder is een element in de "
        "pagina. Zet deze map op een webserver om het te zien werken.",
        "This is an example of a website of your own. The tree below is an element in the page. "
        "Put this folder on a web server to see it work.",
    ),
    "example_decided": Message("Wat deze website hoort", "What this website hears"),
    "example_nothing": Message("Nog geen besluit.", "No decision yet."),
}


def drawing_words(language: str) -> dict[str, str]:
    """Return the words by their keys, with `{name}` where a value comes."""
    return {key: message.say(language) for key, message in _WORDS.items()}
