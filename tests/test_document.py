"""Documents: blocks in reading order, and what can be asked of them."""

from __future__ import annotations

from woonboom.document import (
    Choice,
    Document,
    Fields,
    Heading,
    Items,
    Labelled,
    Notice,
    Option,
    Outcome,
    Paragraph,
    Question,
    Run,
    TextField,
    Tick,
    anchors,
    parts,
    plain,
    words,
)

YES = Option("ja", words("Ja"), "Ja, ga naar uitkomst U1", words("ga naar U1", link="#u-goed"))
ASKED = Question(
    "1", "q-schuld", words("Is er schuld?"), Choice("antwoord_schuld", "Vraag 1", (YES,))
)
REACHED = Outcome(
    "U1", "u-goed", "eligible", "Ja", words("Goed"), (Paragraph(words("Meld aan.")),),
    Tick("uitkomst_goed", "Uitkomst U1"),
)  # fmt: skip


def document(*blocks: object) -> Document:
    return Document("Titel", "nl", blocks)  # type: ignore[arg-type]


def test_words_of_nothing_are_no_words() -> None:
    assert words("") == ()
    assert plain(()) == ""


def test_words_keep_their_look() -> None:
    assert words("nee", bold=True, link="#u-goed") == (Run("nee", bold=True, link="#u-goed"),)
    assert plain((Run("Bel "), Run("nu", bold=True))) == "Bel nu"


def test_parts_come_in_reading_order() -> None:
    noted = Labelled(words("Datum"), TextField("blad_datum", "Datum"))
    found = list(parts(document(Heading(1, words("Kop")), Fields(((noted,),)), ASKED, REACHED)))
    named = [part.name for part in found if isinstance(part, TextField | Choice | Tick)]
    assert named == ["blad_datum", "antwoord_schuld", "uitkomst_goed"]
    said = [part.text for part in found if isinstance(part, Run)]
    assert said[:3] == ["Kop", "Datum", "Is er schuld?"]


def test_parts_reach_into_lists_and_notices() -> None:
    inner = Paragraph(words("Diep"))
    nested = Notice(words("Let op"), (Items(((Items(((inner,),)),),)),))
    assert inner in list(parts(document(nested)))


def test_anchors_are_those_of_headings_questions_and_outcomes() -> None:
    blocks = (Heading(1, words("Kop"), "deel"), Heading(2, words("Zonder")), ASKED, REACHED)
    assert list(anchors(blocks)) == ["deel", "q-schuld", "u-goed"]
