"""Lengths: texts that are too long for their place on the poster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from woonboom.diagnostics import Diagnostic, Message, Said, Severity, define
from woonboom.model import Text, Tree
from woonboom.rules.rule import tree_rule

LONG_TEXT = define(
    "WB706",
    "long-text",
    Severity.WARNING,
    message=Message(
        "{element} is {over} te lang voor de poster; er passen er hooguit {most}.",
        "{element} is {over} too long for the poster, which has room for {most}.",
    ),
    about=Message(
        "Op de poster heeft elke tekst een eigen plaats. Een langere tekst wordt wel gezet, maar "
        "maakt zijn vak groot en alle letters klein.",
        "On the poster every text has a place of its own. A longer text is set all the same, but "
        "makes its box large and all type small.",
    ),
    hint=Message("Maak de tekst korter. {advice}", "Make the text shorter. {advice}"),
)


class Place(NamedTuple):
    """Where a text stands on the poster: what it is called, how long it may be, what to do."""

    element: Message
    most: int
    advice: Message


_SPLIT = Message(
    "Zet uitleg bij ‘help’, of splits de vraag.", "Put explanation under ‘help’, or split it."
)
_PAGE = Message("Zet de rest op de informatiepagina.", "Put the rest on the information page.")
_GLOSSARY = Message(
    "Zet de rest in een begrip of op een informatiepagina.",
    "Put the rest in the glossary or on an information page.",
)
_LABEL = Message("Zet uitleg bij de vraag.", "Put explanation with the question.")
_PLAIN = Message("Laat weg wat ook elders staat.", "Leave out what is said elsewhere.")

# In characters. In the poster's own type a line of a card (13 em) holds some 28 characters of a
# question and 32 of a note, and a line of a tab (9 em) some 22.
PLACES: Final = {
    # Two lines of an upright sheet, in letters that are read from the other side of the room.
    "title": Place(Message("De titel", "The title"), 100, _PLAIN),
    # One line under the title, with room for the version beside it.
    "audience": Place(Message("De doelgroep", "The audience"), 90, _PLAIN),
    # Three lines in the block on how to use the poster.
    "contact": Place(Message("Het contact", "The contact"), 120, _PLAIN),
    # Five lines: more and the eye loses the question before its answers.
    "ask": Place(Message("De vraag", "The question"), 140, _SPLIT),
    # Six lines below the question.
    "help": Place(Message("De uitleg bij de vraag", "The help"), 200, _GLOSSARY),
    # Three lines: an answer hangs at its card as a tab.
    "label": Place(Message("Het antwoord", "The answer"), 60, _LABEL),
    # Three lines, and again wherever the outcome returns in brief.
    "outcome": Place(Message("De titel van de uitkomst", "The outcome's title"), 70, _PAGE),
    # Seven lines beside the band; steps and page tell the rest.
    "text": Place(Message("De tekst van de uitkomst", "The outcome's text"), 240, _PAGE),
}  # fmt: skip
_ONE = Message("1 teken", "1 character")
_MANY = Message("{count} tekens", "{count} characters")


@tree_rule
def long_texts(tree: Tree) -> Iterator[Diagnostic]:
    """Yield texts that are longer than their place on the poster."""
    for name, text in _texts(tree):
        place = PLACES[name]
        over = len(" ".join(str(text).split())) - place.most
        if over > 0:
            count = _ONE if over == 1 else Said(_MANY, {"count": over})
            yield LONG_TEXT.at(
                text.span or tree.span,
                element=place.element,
                over=count,
                most=place.most,
                advice=place.advice,
            )


def _texts(tree: Tree) -> Iterator[tuple[str, Text]]:
    """Every text that a poster prints, with the name of its place."""
    yield "title", tree.title
    yield from (("audience", tree.audience),) if tree.audience else ()
    yield from (("contact", tree.contact),) if tree.contact else ()
    for question in tree.questions.values():
        yield "ask", question.ask
        yield from (("help", question.help),) if question.help else ()
        yield from (("label", answer.label) for answer in question.answers)
    for outcome in tree.outcomes.values():
        yield "outcome", outcome.title
        yield from (("text", outcome.text),) if outcome.text else ()
