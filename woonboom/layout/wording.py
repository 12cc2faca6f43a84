"""The words that a drawing adds to a tree's own, printed in the tree's language."""

from __future__ import annotations

from datetime import date
from typing import Final

from woonboom.diagnostics import Argument, Message
from woonboom.model import Tree

VERSION: Final = Message("Versie {version}", "Version {version}")
VALID_FROM: Final = Message("Geldig vanaf {start}", "Valid from {start}")
VALID_UNTIL: Final = Message("Geldig tot en met {end}", "Valid until {end}")
VALID_BETWEEN: Final = Message("Geldig van {start} tot en met {end}", "Valid from {start} to {end}")
NO_DATE: Final = Message("Ingangsdatum niet ingevuld", "No starting date given")
CONTACT: Final = Message("Vragen? {contact}", "Questions? {contact}")
START: Final = Message("Start hier", "Start here")
GO_TO: Final = Message("ga naar", "go to")
NOWHERE: Final = Message("Leidt nergens heen", "Leads nowhere")
NO_PLACE: Final = Message("‘{goto}’ bestaat niet", "‘{goto}’ does not exist")

LEGEND: Final = Message("Zo leest u de vakken", "How to read the boxes")
A_QUESTION: Final = Message("Vraag met nummer", "Question with its number")
A_START: Final = Message("Hier begint u", "You start here")
A_CHIP: Final = Message("Ga verder bij dat nummer", "Go on at that number")
A_STUB: Final = Message("Hier mist een plaats", "A place is missing here")
KINDS: Final = {
    "eligible": Message("Ja, dit kan", "Yes, possible"),
    "not_yet": Message("Nog niet", "Not yet"),
    "not_eligible": Message("Nee, dit kan niet", "No, not possible"),
    "refer": Message("Verwijs door", "Refer on"),
    "consult": Message("Overleg eerst", "Consult first"),
}

USE: Final = Message("Zo gebruikt u deze boom", "How to use this tree")
USE_START: Final = Message(
    "Begin bij vraag {number} en volg steeds het antwoord dat past.",
    "Start at question {number} and follow the answer that fits.",
)
USE_CHIP: Final = Message(
    "Ziet u ‘ga naar’ met een nummer? Ga dan verder bij de vraag met dat nummer.",
    "Do you see ‘go to’ with a number? Go on at the question with that number.",
)
USE_ADVICE: Final = Message(
    "De boom geeft advies. U beslist. Past het antwoord niet bij de situatie? Overleg dan.",
    "The tree advises. You decide. Does the answer not fit the situation? Consult a colleague.",
)
SOURCES: Final = Message("Bronnen", "Sources")
CAME_FROM: Final = Message("Vervolg van vraag {numbers}", "Continued from question {numbers}")
CAME_FROM_MANY: Final = Message("Vervolg van {count} vragen", "Continued from {count} questions")
LOOSE: Final = Message("Geen antwoord leidt hierheen", "No answer leads here")
OR: Final = Message("{first} of {last}", "{first} or {last}")

QUESTION_LABEL: Final = Message("Vraag {number}: {ask}", "Question {number}: {ask}")
ANSWER_LABEL: Final = Message("{label}: ga naar {place}", "{label}: go to {place}")
ANSWER_NOWHERE: Final = Message("{label}: leidt nergens heen", "{label}: leads nowhere")
QUESTION_PLACE: Final = Message("vraag {number}", "question {number}")
OUTCOME_PLACE: Final = Message("uitkomst {code}, {title}", "outcome {code}, {title}")
OUTCOME_LABEL: Final = Message(
    "Uitkomst {code}, {kind}: {title}", "Outcome {code}, {kind}: {title}"
)
CHIP_LABEL: Final = Message("Ga naar vraag {number}", "Go to question {number}")
DESCRIPTION: Final = Message(
    "Beslisboom met {questions} vragen en {outcomes} uitkomsten. Begin bij vraag {number}.",
    "Decision tree with {questions} questions and {outcomes} outcomes. Start at question {number}.",
)
KEYWORD: Final = Message("beslisboom", "decision tree")

_MOST_NUMBERS: Final = 4
_MONTHS: Final = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
           "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
}  # fmt: skip


def say(tree: Tree, message: Message, **arguments: Argument) -> str:
    """Return a message in the tree's own language."""
    return message.say(tree.language, arguments)


def day(when: date, language: str) -> str:
    """Return a date in words, whatever the machine's locale: 22 mei 2023."""
    months = _MONTHS["en" if language == "en" else "nl"]
    return f"{when.day} {months[when.month - 1]} {when.year}"


def validity(tree: Tree) -> str:
    """Return from when to when this version counts, in words."""
    start, end = tree.valid_from, tree.valid_until
    known = {"start": day(start, tree.language) if start else "",
             "end": day(end, tree.language) if end else ""}  # fmt: skip
    if start and end:
        return say(tree, VALID_BETWEEN, **known)
    if start or end:
        return say(tree, VALID_FROM if start else VALID_UNTIL, **known)
    return say(tree, NO_DATE)


def beginning(tree: Tree, root: str, before: list[int]) -> str:
    """Return the heading of the part that starts with `root`; `before` numbers what leads there."""
    if root == tree.start:
        return say(tree, START)
    if not before:
        return say(tree, LOOSE)
    if len(before) > _MOST_NUMBERS:
        return say(tree, CAME_FROM_MANY, count=len(before))
    *first, last = [str(number) for number in sorted(before)]
    words = say(tree, OR, first=", ".join(first), last=last) if first else last
    return say(tree, CAME_FROM, numbers=words)
