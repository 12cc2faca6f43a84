"""The decision sheet: a tree to fill in for one case, on the computer or with a pen.

What is filled in is read back by the names of the fields, which `woonboom.fieldnames` has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from woonboom import fieldnames
from woonboom.days import written
from woonboom.diagnostics import Message
from woonboom.document import (
    Block,
    Document,
    Fields,
    Heading,
    Items,
    Labelled,
    Notice,
    Paragraph,
    TextField,
    words,
)
from woonboom.layout import wording
from woonboom.layout.wording import say
from woonboom.model import Tree
from woonboom.papers.masthead import paper
from woonboom.papers.sheet_case import AS_DATE, Filling
from woonboom.papers.sheet_questions import Questions

_SHEET: Final = Message("Beslisblad", "Decision sheet")
_ABOUT: Final = Message(
    "Beslisblad om in te vullen bij ‘{title}’: de vragen met hun antwoorden, en de uitkomsten.",
    "Decision sheet to fill in for ‘{title}’: the questions with their answers, and the outcomes.",
)
_HOW: Final = Message("Zo vult u dit blad in", "How to fill in this sheet")
_HOW_ITEMS: Final = (
    Message(
        "Begin bij vraag {number}. Kies één antwoord en ga verder waar dat antwoord heen wijst. "
        "U hoeft niet elke vraag te beantwoorden.",
        "Start at question {number}. Choose one answer and go on where that answer points. "
        "You need not answer every question.",
    ),
    Message(
        "Komt u bij een uitkomst? Kruis die aan. Daar staat wat u kunt doen.",
        "Have you come to an outcome? Tick it. It says what you can do.",
    ),
    Message(
        "Invullen kan op de computer of met een pen. Bewaar het blad of stuur het veilig door.",
        "Fill it in on the computer or with a pen. Save the sheet or send it on in a safe way.",
    ),
    Message(
        "Schrijf geen namen of andere persoonsgegevens op. Gebruik initialen of een kenmerk.",
        "Do not write names or other personal data. Use initials or a reference.",
    ),
    wording.USE_ADVICE,
)
_WHOM: Final = Message("Over wie gaat het?", "Whom is it about?")
_QUESTIONS: Final = Message("De vragen", "The questions")
_OUTCOMES: Final = Message("De uitkomst", "The outcome")
_TICK: Final = Message(
    "Kruis de uitkomst aan waar u bij bent uitgekomen.", "Tick the outcome that you have come to."
)
_END: Final = Message("Tot slot", "To finish")
_REFERENCE_SPOKEN: Final = Message(
    "Over wie gaat het? Initialen of kenmerk, geen naam",
    "Whom is it about? Initials or reference, no name",
)
_DATE_SPOKEN: Final = Message(
    "Datum van invullen, zoals 31-01-2026", "Date of filling in, such as 31-01-2026"
)
_REMARKS_HINT: Final = Message(
    "Geen namen of andere persoonsgegevens.", "No names or other personal data."
)
_REMARKS_SPOKEN: Final = Message(
    "Opmerkingen, zonder namen of andere persoonsgegevens",
    "Remarks, without names or other personal data",
)
_ROLE_SPOKEN: Final = Message(
    "Functie van wie dit blad invult", "Position of who fills in this sheet"
)
_SHORT, _LONG = 40, 1_000
"""So many characters a field of one line and the remarks take.

Dates and numbers have no such limit: what a viewer cuts off would be read as another number.
"""
_REMARK_LINES: Final = 5


def sheet(tree: Tree, filled: Filling | None = None) -> Document:
    """Return the decision sheet of a tree, filled in for a case if there is one."""
    return paper(tree, _SHEET, _ABOUT, _blocks(tree, filled))


def _blocks(tree: Tree, filled: Filling | None) -> Iterator[Block]:
    asked = Questions(tree, filled)
    yield _how(tree)
    yield Heading(1, words(say(tree, _WHOM)))
    yield Fields(((_reference(tree), _date(tree, filled)),))
    yield Heading(1, words(say(tree, _QUESTIONS)))
    yield from asked.questions()
    yield Heading(1, words(say(tree, _OUTCOMES)))
    yield Paragraph(words(say(tree, _TICK)))
    yield from asked.outcomes()
    yield Heading(1, words(say(tree, _END)))
    yield Fields(((_remarks(tree),), (_who(tree), _role(tree))))
    if tree.contact:
        yield Paragraph(words(wording.contact(tree)))


def _how(tree: Tree) -> Notice:
    number = tree.numbers.get(tree.start, 1)
    said = [say(tree, message, number=number) for message in _HOW_ITEMS]
    items = Items(tuple((Paragraph(words(one)),) for one in said))
    return Notice(words(say(tree, _HOW)), (items,))


def _reference(tree: Tree) -> Labelled:
    name, label = _named(tree, fieldnames.REFERENCE)
    return Labelled(words(label), TextField(name, say(tree, _REFERENCE_SPOKEN), most=_SHORT))


def _date(tree: Tree, filled: Filling | None) -> Labelled:
    name, label = _named(tree, fieldnames.DATE)
    value = written(filled.on) if filled else ""
    field = TextField(name, say(tree, _DATE_SPOKEN), value, kind="date")
    return Labelled(words(label), field, after=say(tree, AS_DATE))


def _remarks(tree: Tree) -> Labelled:
    name, label = _named(tree, fieldnames.REMARKS)
    field = TextField(name, say(tree, _REMARKS_SPOKEN), lines=_REMARK_LINES, most=_LONG)
    return Labelled(words(label), field, hint=words(say(tree, _REMARKS_HINT)))


def _who(tree: Tree) -> Labelled:
    name, label = _named(tree, fieldnames.STAFF)
    return Labelled(words(label), TextField(name, label, most=_SHORT))


def _role(tree: Tree) -> Labelled:
    name, label = _named(tree, fieldnames.POSITION)
    return Labelled(words(label), TextField(name, say(tree, _ROLE_SPOKEN), most=_SHORT))


def _named(tree: Tree, what: str) -> tuple[str, str]:
    """The name and the label of one of the fields of every sheet."""
    return fieldnames.about(what), say(tree, fieldnames.LABELS[what])
