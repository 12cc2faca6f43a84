"""What a review sheet says, in the language of its tree."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Message

OVERVIEW: Final = Message("Overzicht", "Overview")
QUESTIONS: Final = Message("Vragen", "Questions")
OUTCOMES: Final = Message("Uitkomsten", "Outcomes")
PAGES: Final = Message("Informatie", "Information")
NUMBERS: Final = Message("Getallen", "Numbers")
FACTS: Final = Message("Feiten", "Facts")
CASES: Final = Message("Voorbeelden", "Worked cases")
TERMS: Final = Message("Woorden", "Words")

ABOUT_QUESTIONS: Final = Message(
    "Een rij per antwoord. Zet achter elke rij of die klopt, en zo niet wat er moet veranderen.",
    "A row per answer. Say behind every row whether it is right, and if not what should change.",
)
ABOUT_OUTCOMES: Final = Message(
    "Waar een geval eindigt: wat de boom adviseert en wat er dan moet gebeuren.",
    "Where a case ends: what the tree advises and what should happen next.",
)
ABOUT_PAGES: Final = Message(
    "De informatiepagina's, een rij per alinea.", "The information pages, a row per paragraph."
)
ABOUT_NUMBERS: Final = Message(
    "De getallen uit het beleid. Elk getal staat op één plaats; alle teksten volgen het.",
    "The numbers of the policy. Each is in one place; all texts follow it.",
)
ABOUT_FACTS: Final = Message(
    "Wat er van een geval bekend moet zijn.", "What must be known of a case."
)
ABOUT_CASES: Final = Message(
    "Voorbeelden met de uitkomst die zij horen te hebben. Wat leeg is, maakt niet uit.",
    "Examples with the outcome that they should have. What is empty makes no difference.",
)
ABOUT_TERMS: Final = Message("Wat woorden betekenen.", "What words mean.")

NUMBER: Final = Message("Nr.", "No.")
ASK: Final = Message("Vraag", "Question")
HELP: Final = Message("Toelichting", "Explanation")
ANSWER: Final = Message("Antwoord", "Answer")
HOLDS: Final = Message("Geldt bij", "Holds for")
GOTO: Final = Message("Ga naar", "Go to")
THAT_IS: Final = Message("Dat is", "That is")
SOURCE: Final = Message("Bron", "Source")
WHEN: Final = Message("Voorwaarde", "Condition")
FACT: Final = Message("Feit", "Fact")
QUESTION_ID: Final = Message("id van de vraag", "id of the question")
ANSWER_ID: Final = Message("id van het antwoord", "id of the answer")
CODE: Final = Message("Code", "Code")
KIND: Final = Message("Soort", "Kind")
TITLE: Final = Message("Titel", "Title")
TEXT: Final = Message("Tekst", "Text")
STEPS: Final = Message("Vervolgstappen", "Next steps")
PAGE: Final = Message("Informatiepagina", "Information page")
OTHER_TREE: Final = Message("Verwijst naar boom", "Refers to tree")
OUTCOME_ID: Final = Message("id van de uitkomst", "id of the outcome")
LABEL: Final = Message("Omschrijving", "Description")
VALUE: Final = Message("Waarde", "Value")
UNIT: Final = Message("Eenheid", "Unit")
ASKED_AT: Final = Message("Bij vraag", "At question")
POSSIBLE: Final = Message("Mogelijk", "Possible")
NAME: Final = Message("Voorbeeld", "Case")
EXPECT: Final = Message("Uitkomst", "Outcome")
TERM: Final = Message("Woord", "Word")
MEANING: Final = Message("Betekenis", "Meaning")
ID: Final = Message("id", "id")
VERDICT: Final = Message("Klopt het?", "Is it right?")
REMARK: Final = Message("Opmerking", "Remark")

RIGHT: Final = Message("Ja", "Yes")
WRONG: Final = Message("Nee", "No")
UNSURE: Final = Message("Vraag", "Unsure")
VERDICTS: Final = (RIGHT, WRONG, UNSURE)
YES: Final = Message("Ja", "Yes")
NO: Final = Message("Nee", "No")
FROM_TO: Final = Message("{low} tot en met {high}", "{low} to {high}")
TO_QUESTION: Final = Message("vraag {number}", "question {number}")

VERSION: Final = Message("Versie", "Version")
VALID: Final = Message("Geldigheid", "Validity")
SIZE: Final = Message("Omvang", "Size")
SIZES: Final = Message(
    "{questions} vragen, {outcomes} uitkomsten", "{questions} questions, {outcomes} outcomes"
)
AUDIENCE: Final = Message("Voor wie", "For")
CONTACT: Final = Message("Contact", "Contact")
CHECK_NUMBER: Final = Message("Controlegetal", "Check number")
HOW: Final = Message("Zo kijkt u na", "How to review")
HOW_STEPS: Final = (
    Message(
        "Loop de bladen langs: vragen, uitkomsten, informatie, getallen, voorbeelden.",
        "Go through the sheets: questions, outcomes, information, numbers, worked cases.",
    ),
    Message(
        "Kies achter elke rij of die klopt: Ja, Nee of Vraag. Schrijf ernaast wat u opvalt.",
        "Choose behind every row whether it is right: Yes, No or Unsure. Write remarks beside it.",
    ),
    Message(
        "Op de bladen met vragen en uitkomsten mag u teksten ook meteen verbeteren.",
        "On the sheets with questions and outcomes you may mend texts right away.",
    ),
    Message(
        "Vul onderaan dit blad uw naam in en stuur het bestand terug.",
        "Fill in your name at the bottom of this sheet and send the file back.",
    ),
)
ADVICE: Final = Message("De boom adviseert; u beslist.", "The tree advises; you decide.")
PROGRESS: Final = Message("Hoe ver het is", "How far it is")
SHEET: Final = Message("Blad", "Sheet")
ROWS: Final = Message("Rijen", "Rows")
DONE: Final = Message("Nagekeken", "Reviewed")
REMARKS: Final = Message("Opmerkingen", "Remarks")
SIGNED: Final = Message("Nagekeken door", "Reviewed by")
SIGNED_NAME: Final = Message("Naam", "Name")
SIGNED_ROLE: Final = Message("Functie", "Position")
SIGNED_DATE: Final = Message("Datum", "Date")
SIGNED_OPINION: Final = Message("Oordeel", "Verdict")
OPINIONS: Final = (
    Message("Akkoord", "Agreed"),
    Message("Akkoord na aanpassing", "Agreed after changes"),
    Message("Niet akkoord", "Not agreed"),
)
PAGE_OF: Final = Message("Blad &P van &N", "Page &P of &N")
