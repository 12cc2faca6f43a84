"""The words that a drawing adds to a tree's own, printed in the tree's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from woonboom.days import MONTHS
from woonboom.diagnostics import Argument, Message
from woonboom.model import KIND_WORDS, Tree

VERSION: Final = Message("Versie {version}", "Version {version}")
VALID_FROM: Final = Message("Geldig vanaf {start}", "Valid from {start}")
VALID_UNTIL: Final = Message("Geldig tot en met {end}", "Valid until {end}")
VALID_BETWEEN: Final = Message("Geldig van {start} tot en met {end}", "Valid from {start} to {end}")
NO_DATE: Final = Message("Ingangsdatum niet ingevuld", "No starting date given")
CHECK_NUMBER: Final = Message("Controlegetal {number}", "Check number {number}")
CONTACT: Final = Message("Vragen? {contact}", "Questions? {contact}")
START: Final = Message("Start hier", "Start here")
GO_TO: Final = Message("ga naar", "go to")
WENT_TO: Final = Message("naar", "to")
SHEET: Final = Message("vel {sheet}", "sheet {sheet}")
NOWHERE: Final = Message("Leidt nergens heen", "Leads nowhere")
NO_PLACE: Final = Message("‘{goto}’ bestaat niet", "‘{goto}’ does not exist")

LEGEND: Final = Message("Zo leest u de vakken", "How to read the boxes")
A_QUESTION: Final = Message("Vraag met nummer", "Question with its number")
A_START: Final = Message("Hier begint u", "You start here")
A_CHIP: Final = Message("Ga verder bij dat nummer", "Go on at that number")
A_STUB: Final = Message("Hier mist een plaats", "A place is missing here")
KINDS: Final = KIND_WORDS

USE: Final = Message("Zo gebruikt u deze poster", "How to use this poster")
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
COMPARISON: Final = Message("Zo leest u deze vergelijking", "How to read this comparison")
MARKS: Final = {
    "added": Message("Nieuw in {new}", "New in {new}"),
    "changed": Message("Gewijzigd in {new}", "Changed in {new}"),
    "removed": Message(
        "Vervallen: stond in {old}, met het nummer dat is doorgestreept",
        "Gone: was in {old}, with the number that is struck out",
    ),
}
UNDERLINED: Final = Message(
    "Nieuwe woorden zijn onderstreept, oude doorgestreept.",
    "New words are underlined, old ones are struck out.",
)
UNSEEN: Final = Message(
    "Ook gewijzigd, maar niet op deze poster: {names}. Zie het verslag.",
    "Also changed, but not on this poster: {names}. See the report.",
)
UNSEEN_MORE: Final = Message("{names} en nog {count}", "{names} and {count} more")
VERSION_NAMED: Final = Message("versie {version}", "version {version}")
OLD_VERSION: Final = Message("de oude versie", "the old version")
NEW_VERSION: Final = Message("de nieuwe versie", "the new version")
NO_MARKS: Final = Message(
    "In deze tekening is {new} gelijk aan {old}.",
    "In this drawing {new} is the same as {old}.",
)
LEFT_OUT: Final = Message(
    "Te veel om te tekenen: {count} vragen en uitkomsten uit {old} zijn vervallen.",
    "Too much to draw: {count} questions and outcomes of {old} are gone.",
)
NOT_TO_FOLLOW: Final = Message(
    "Dit is geen poster om te volgen. Gebruik de poster van de versie die nu geldt.",
    "This is no poster to follow. Use the poster of the version that is valid now.",
)
SOURCES: Final = Message("Bronnen", "Sources")
LOGO: Final = Message("Logo van {organisation}", "Logo of {organisation}")
LATEST: Final = Message("Nieuwste versie", "Latest version")
LATEST_AT: Final = Message("Nieuwste versie: {url}", "Latest version: {url}")
CAME_FROM: Final = Message("Vervolg van vraag {numbers}", "Continued from question {numbers}")
CAME_FROM_MANY: Final = Message("Vervolg van {count} vragen", "Continued from {count} questions")
FORMER: Final = Message("Uit de vorige versie", "From the version before")
LOOSE: Final = Message("Geen antwoord leidt hierheen", "No answer leads here")
OR: Final = Message("{first} of {last}", "{first} or {last}")

ON_SHEET: Final = Message("{title}: vel {sheet} van {count}", "{title}: sheet {sheet} of {count}")
SHEETS: Final = Message("De vellen", "The sheets")
SHEET_WITH: Final = Message("Vel {sheet}: vraag {numbers}", "Sheet {sheet}: question {numbers}")

QUESTION_LABEL: Final = Message("Vraag {number}: {ask}", "Question {number}: {ask}")
ANSWER_LABEL: Final = Message("{label}: ga naar {place}", "{label}: go to {place}")
ANSWER_NOWHERE: Final = Message("{label}: leidt nergens heen", "{label}: leads nowhere")
QUESTION_PLACE: Final = Message("vraag {number}", "question {number}")
OUTCOME_PLACE: Final = Message("uitkomst {code}, {title}", "outcome {code}, {title}")
OUTCOME_LABEL: Final = Message(
    "Uitkomst {code}, {kind}: {title}", "Outcome {code}, {kind}: {title}"
)
CHIP_LABEL: Final = Message("Ga naar vraag {number}", "Go to question {number}")
CHIP_LABEL_OUTCOME: Final = Message("Naar uitkomst {number}", "To outcome {number}")
CITES_ONE: Final = Message("{label} (bron {numbers})", "{label} (source {numbers})")
CITES: Final = Message("{label} (bronnen {numbers})", "{label} (sources {numbers})")
DESCRIPTION: Final = Message(
    "Beslisboom met {questions} vragen en {outcomes} uitkomsten. Begin bij vraag {number}.",
    "Decision tree with {questions} questions and {outcomes} outcomes. Start at question {number}.",
)
KEYWORD: Final = Message("beslisboom", "decision tree")

_MOST_NUMBERS: Final = 4
_BRIEF_CONTACT: Final = 45
"""So many characters of whom to ask fit in the title block."""


def say(tree: Tree, message: Message, **arguments: Argument) -> str:
    """Return a message in the tree's own language."""
    return message.say(tree.language, arguments)


def day(when: date, language: str) -> str:
    """Return a date in words, whatever the machine's locale: 22 mei 2023."""
    months = MONTHS["en" if language == "en" else "nl"]
    return f"{when.day} {months[when.month - 1]} {when.year}"


def contact(tree: Tree) -> str:
    """Return whom to ask, in words; nothing when the tree does not say."""
    return say(tree, CONTACT, contact=str(tree.contact)) if tree.contact else ""


def brief_contact(tree: Tree) -> bool:
    """Tell whether whom to ask is said so briefly that it fits in the title block."""
    return len(str(tree.contact or "")) <= _BRIEF_CONTACT


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


def with_sources(tree: Tree, label: str, cited: Sequence[int]) -> str:
    """Return what a screen reader says of a card, with the numbers of its sources."""
    if not cited:
        return label
    message = CITES if len(cited) > 1 else CITES_ONE
    return say(tree, message, label=label, numbers=", ".join(map(str, cited)))


def beginning(
    tree: Tree, root: str, before: Sequence[int], sheets: Mapping[int, str] | None = None
) -> str:
    """Return the heading of the part that starts with `root`; `before` numbers what leads there.

    `sheets` names the sheets of the questions among these that stand on another one.
    """
    if root == tree.start:
        return say(tree, START)
    card = tree.questions.get(root) or tree.outcomes.get(root)
    if card is not None and card.former:
        return say(tree, FORMER)
    if not before:
        return say(tree, LOOSE)
    if len(before) > _MOST_NUMBERS:
        return say(tree, CAME_FROM_MANY, count=len(before))
    *first, last = [_numbered(tree, number, sheets or {}) for number in sorted(before)]
    words = say(tree, OR, first=", ".join(first), last=last) if first else last
    return say(tree, CAME_FROM, numbers=words)


def _numbered(tree: Tree, number: int, sheets: Mapping[int, str]) -> str:
    """A question's number, and the sheet that it stands on where that is another one."""
    return (
        f"{number} ({say(tree, SHEET, sheet=sheets[number])})" if number in sheets else str(number)
    )


_NO: Final = frozenset({"nee", "neen", "no"})


def is_no(label: str) -> bool:
    """Tell whether an answer says no."""
    words = label.strip().lower().replace(",", " ").split()
    return bool(words) and words[0] in _NO
