"""What an editor says of every key, by the block that it stands in."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Message

TITLES: Final = {
    "all": Message("Een bestand van woonboom", "A file of woonboom"),
    "tree": Message("Een boom van woonboom", "A tree of woonboom"),
    "vocabulary": Message("Een vocabulaire van woonboom", "A vocabulary of woonboom"),
    "form": Message("Een formulier van woonboom", "A form of woonboom"),
}

_ANYWHERE: Final = {
    "woonboom": Message("De versie van het formaat: 1.", "The version of the format: 1."),
    "title": Message("De titel, zoals die gedrukt wordt.", "The title, as it is printed."),
    "audience": Message("Voor wie dit is.", "Whom this is for."),
    "version": Message(
        "De versie, een vrije tekst zoals \"2026-01\". Zonder versie is het een concept.",
        "The version, any text such as \"2026-01\". Without one it is a draft.",
    ),
    "valid_from": Message(
        "De eerste dag waarop deze versie geldt, zoals 2026-01-31.",
        "The first day on which this version holds, such as 2026-01-31.",
    ),
    "valid_until": Message(
        "De laatste dag waarop deze versie geldt, zoals 2026-12-31.",
        "The last day on which this version holds, such as 2026-12-31.",
    ),
    "language": Message("De taal van de teksten.", "The language of the texts."),
    "contact": Message("Bij wie men terechtkan.", "Whom to turn to."),
    "url": Message("Een webadres, met https:// ervoor.", "A web address, with https:// in front."),
    "uses": Message(
        "De vocabulaires die meedoen: bestanden, gezien vanaf de map van dit bestand.",
        "The vocabularies that take part: files, as seen from this file's folder.",
    ),
    "facts": Message(
        "Wat u van iemand kunt weten: een id met een feit eronder.",
        "What can be known of a case: an id with a fact below it.",
    ),
    "parameters": Message(
        "Getallen uit het beleid. Schrijf ze hier één keer; voorwaarden en teksten halen ze op.",
        "Numbers of the policy. Write them here once; conditions and texts take them from here.",
    ),
    "assume": Message(
        "Voorwaarden die voor elk echt geval gelden, zoals: not (ontruimd and huurt_nu)",
        "Conditions that hold for every real case, such as: not (evicted and rents_now)",
    ),
    "outcomes": Message(
        "Waar een zaak eindigt: een id met een uitkomst eronder.",
        "Where a case ends: an id with an outcome below it.",
    ),
    "glossary": Message("Woorden met hun uitleg.", "Words and what they mean."),
    "organisations": Message(
        "Organisaties die in de teksten voorkomen.", "Organisations that the texts mention."
    ),
    "sources": Message(
        "De volle naam van waar bronnen mee beginnen: bij ‘T 2.2’ hoort ‘T’.",
        "The full name of what sources begin with: ‘T’ belongs to ‘T 2.2’.",
    ),
    "source": Message(
        "Waar dit staat: een tekst of een lijst, zoals T 2.2.",
        "Where this is written: a text or a list, such as T 2.2.",
    ),
    "note": Message(
        "Een notitie voor wie de boom bijhoudt; wordt nooit gedrukt.",
        "A note for maintainers; it is never printed.",
    ),
    "label": Message(
        "Hoe dit heet, in de taal van de boom.",
        "What this is called, in the tree's language.",
    ),
    "options": Message(
        "De mogelijkheden: een id met een tekst erachter.",
        "The options: an id with a text behind it.",
    ),
    "unit": Message(
        "De eenheid, zoals maanden of euro; komt achter het getal.",
        "The unit, such as months or euros; it goes behind the number.",
    ),
}  # fmt: skip

_THERE: Final[dict[str, dict[str, Message]]] = {
    "tree": {
        "tree": Message("De id van deze boom.", "The id of this tree."),
        "url": Message(
            "Een webadres; staat ook als QR-code op de poster.",
            "A web address; the poster has it as a QR code too.",
        ),
        "start": Message("De id van de eerste vraag.", "The id of the first question."),
        "questions": Message(
            "De vragen: een id met een vraag eronder. Ids veranderen nooit.",
            "The questions: an id with a question below it. Ids never change.",
        ),
        "cases": Message(
            "Voorbeelden: gevallen met de uitkomst die ze horen te krijgen.",
            "Worked cases: cases with the outcome that they should get.",
        ),
    },
    "vocabulary": {
        "vocabulary": Message("De id van dit vocabulaire.", "The id of this vocabulary."),
        "style": Message("De huisstijl van de posters.", "The house style of the posters."),
        "print": Message(
            "De papiermaten die ‘woonboom build’ maakt.",
            "The paper sizes that ‘woonboom build’ makes.",
        ),
    },
    "form": {
        "form": Message("De id van dit formulier.", "The id of this form."),
        "intro": Message(
            "Tekst bovenaan; een lijst geeft alinea's.",
            "Text at the top; a list makes paragraphs.",
        ),
        "head": Message("Wat u van de invuller vraagt.", "What is asked of whoever fills it in."),
        "scale": Message(
            "Vijf punten, van helemaal oneens naar helemaal eens.",
            "Five points, from wholly against to wholly in favour.",
        ),
        "parts": Message(
            "De delen, met stellingen en open vragen.",
            "The parts, with statements and open questions.",
        ),
        "closing": Message("Tekst onderaan.", "Text at the bottom."),
    },
    "head": {
        "type": Message(
            "text (standaard), name (komt in geen verslag), date, of group (splitst de cijfers).",
            "text (the default), name (stands in no report), date, or group (splits the figures).",
        ),
    },
    "part": {
        "text": Message("Tekst boven de stellingen.", "Text above the statements."),
        "statements": Message(
            "Stellingen: een id met een tekst erachter.",
            "Statements: an id with a text behind it.",
        ),
        "open": Message(
            "Open vragen: een id met een tekst erachter.",
            "Open questions: an id with a text behind it.",
        ),
    },
    "fact": {
        "type": Message("De soort van het feit.", "The type of the fact."),
        "range": Message(
            "Het kleinste en het grootste getal, zoals [0, 600].",
            "The smallest and the largest number, such as [0, 600].",
        ),
        "entered_as": Message(
            "Met date vult men een datum in; het aantal hele maanden (of andere eenheid) volgt.",
            "With date people enter a date; the number of whole months (or other unit) follows.",
        ),
        "short": Message(
            "De naam binnen een zin, zoals ‘huurachterstand’.",
            "The name inside a sentence, such as ‘rent arrears’.",
        ),
        "yes": Message(
            "Hoe een zin zegt dat het zo is, zoals ‘onder bewindvoering’.",
            "How a sentence says that it is so, such as ‘under administration’.",
        ),
        "no": Message(
            "Hoe een zin zegt dat het niet zo is, zoals ‘zonder bewindvoering’.",
            "How a sentence says that it is not so, such as ‘without administration’.",
        ),
    },
    "parameter": {
        "value": Message("Het getal: alleen cijfers.", "The number: digits only."),
        "label": Message("Wat dit getal is.", "What this number is."),
    },
    "question": {
        "ask": Message("De vraag zelf.", "The question itself."),
        "help": Message("Uitleg onder de vraag.", "Explanation below the question."),
        "fact": Message(
            "De id van het feit waar deze vraag naar vraagt.",
            "The id of the fact that this question asks for.",
        ),
        "yes": Message(
            "Waar ja heen leidt: de id van een vraag of uitkomst.",
            "Where yes leads: the id of a question or outcome.",
        ),
        "no": Message(
            "Waar nee heen leidt: de id van een vraag of uitkomst.",
            "Where no leads: the id of a question or outcome.",
        ),
        "answers": Message(
            "De antwoorden, in plaats van yes en no.", "The answers, instead of yes and no."
        ),
    },
    "answer": {
        "label": Message("De tekst van het antwoord.", "The text of the answer."),
        "id": Message(
            "De id; zonder wordt die van het label gemaakt.",
            "The id; without one it is made from the label.",
        ),
        "when": Message(
            "Wanneer dit antwoord geldt, zoals: maanden_regeling >= min_regeling",
            "When this answer holds, such as: months_paid >= least_months",
        ),
        "otherwise": Message(
            "true: dit antwoord geldt voor alles wat de andere overlaten.",
            "true: this answer holds for all that the others leave over.",
        ),
        "goto": Message("De id van een vraag of uitkomst.", "The id of a question or outcome."),
    },
    "outcome": {
        "kind": Message("De soort van de uitkomst.", "The kind of the outcome."),
        "title": Message("De uitkomst in een paar woorden.", "The outcome in a few words."),
        "text": Message("Wat de uitkomst betekent.", "What the outcome means."),
        "steps": Message(
            "Wat er nu moet gebeuren, stap voor stap.",
            "What to do now, step by step.",
        ),
        "info": Message(
            "De informatiepagina: ‘naam’ is het bestand info/naam.md naast de boom.",
            "The information page: ‘name’ is the file info/name.md beside the tree.",
        ),
        "tree": Message(
            "De id van de boom waarin de zaak verdergaat (alleen bij kind: refer).",
            "The id of the tree in which the case goes on (only with kind: refer).",
        ),
    },
    "case": {
        "name": Message("Waar dit een voorbeeld van is.", "What this is an example of."),
        "given": Message(
            "Wat er bekend is: feiten met hun waarden, zoals {huurschuld: ja, maanden: 6}.",
            "What is known: facts with their values, such as {debt: yes, months: 6}.",
        ),
        "expect": Message("De id van de uitkomst.", "The id of the outcome."),
        "via": Message(
            "Vragen die de zaak moet passeren, in deze volgorde.",
            "Questions that the case must pass, in this order.",
        ),
    },
    "organisation": {
        "name": Message("De naam.", "The name."),
        "role": Message("Wat de organisatie doet.", "What the organisation does."),
    },
    "style": {
        "organisation": Message("De naam in het titelblok.", "The name in the title block."),
        "logo": Message(
            "Een SVG of PNG, gezien vanaf de map van dit bestand.",
            "An SVG or PNG, as seen from this file's folder.",
        ),
        "colours": Message("De kleuren, elk als \"#RRGGBB\".", "The colours, each as \"#RRGGBB\"."),
        "font": Message("Het lettertype.", "The font."),
    },
    "print": {
        "posters": Message("Papier voor de posters.", "Paper for the posters."),
        "tiles": Message(
            "Vellen waarover de grootste poster verdeeld wordt.",
            "Sheets over which the largest poster is divided.",
        ),
    },
    "colours": {
        "main": Message(
            "Titelblok, kaders, nummers en antwoorden.", "Title block, frames, numbers and answers."
        ),
        "ground": Message("De velden achter de tekening.", "The fields behind the drawing."),
    },
    "font": {
        "family": Message("De naam van het lettertype.", "The name of the font."),
        "folder": Message(
            "De map met de bestanden van het lettertype.", "The folder with the font's files."
        ),
    },
}  # fmt: skip

TYPES: Final = {
    "boolean": Message("Ja of nee.", "Yes or no."),
    "choice": Message("Precies één mogelijkheid.", "Exactly one option."),
    "choices": Message("Een of meer mogelijkheden.", "One or more options."),
    "integer": Message("Een heel getal.", "A whole number."),
}
"""What the types of fact are."""
ID: Final = Message(
    "Een id heeft alleen kleine letters, cijfers en _.",
    "An id has lower case letters, digits and _ only.",
)


LIST: Final = Message("Hier hoort een lijst.", "A list belongs here.")
BLOCK: Final = Message("Hier hoort een blok met sleutels.", "A block with keys belongs here.")


def about(shape: str, key: str) -> Message | None:
    """Return what a key of a block is for, if there is anything to say."""
    return _THERE.get(shape, {}).get(key) or _ANYWHERE.get(key)
