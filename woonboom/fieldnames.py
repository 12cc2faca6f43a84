"""What the fields of our papers are called in a PDF, and what they are filled in with.

A paper is made with these names and read back by them, so they never change: sheets of years ago
come back too. Ids have no hyphen, which keeps the option of a fact apart from another fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from woonboom.diagnostics import Message

ANSWER: Final = "antwoord_"
FACT: Final = "feit_"
OUTCOME: Final = "uitkomst_"
ABOUT: Final = "blad_"
"""How the fields of a decision sheet begin: a question's, a fact's, an outcome's and the others."""
TICKED: Final = "ja"
"""What a ticked box is read back as."""
YES, NO = "ja", "nee"
YES_NO: Final[Mapping[str, bool]] = {YES: True, NO: False}
"""What a yes/no fact is read back as."""

REFERENCE: Final = "referentie"
DATE: Final = "datum"
STAFF: Final = "medewerker"
POSITION: Final = "functie"
REMARKS: Final = "opmerkingen"
LABELS: Final[Mapping[str, Message]] = {
    REFERENCE: Message("Initialen of kenmerk", "Initials or reference"),
    DATE: Message("Datum van invullen", "Date of filling in"),
    STAFF: Message("Ingevuld door (initialen)", "Filled in by (initials)"),
    POSITION: Message("Functie", "Position"),
    REMARKS: Message("Opmerkingen", "Remarks"),
}
"""What stands on a sheet besides, in order: what follows `ABOUT`, with its label."""


def answer(question: str) -> str:
    """Return the name of the radio buttons of a question; their values are ids of answers."""
    return f"{ANSWER}{question}"


def fact(id_: str) -> str:
    """Return the name of the field of a fact: a number, a date, or yes and no."""
    return f"{FACT}{id_}"


def option(fact_id: str, id_: str) -> str:
    """Return the name of the box of an option of a fact."""
    return f"{FACT}{fact_id}-{id_}"


def outcome(id_: str) -> str:
    """Return the name of the box of an outcome."""
    return f"{OUTCOME}{id_}"


def about(what: str) -> str:
    """Return the name of one of the other fields of a sheet, such as `REFERENCE`."""
    return f"{ABOUT}{what}"


# ---------------------------------------------------------------- forms with statements


def head(id_: str) -> str:
    """Return the name of the field of what is asked of whoever fills in a form."""
    return f"kop_{id_}"


def statement(part: str, id_: str) -> str:
    """Return the name of the radio buttons of a statement; their values are ids of the scale."""
    return f"stelling_{part}_{id_}"


def explanation(part: str, id_: str) -> str:
    """Return the name of the field to explain an answer in."""
    return f"toelichting_{part}_{id_}"


def open_question(part: str, id_: str) -> str:
    """Return the name of the field of an open question."""
    return f"open_{part}_{id_}"
