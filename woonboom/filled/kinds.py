"""Everything that reading a filled paper can find: every kind with its severity and its words.

An error is why a file cannot be read; a warning is something that does not agree; the rest is told
because somebody may want to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from woonboom.diagnostics import Message

Severity = Literal["error", "warning", "info"]

KINDS: Final[Mapping[str, tuple[Severity, Message]]] = {
    # ------------------------------------------------ files that cannot be read
    "missing-file": ("error", Message("Dit bestand bestaat niet.", "This file does not exist.")),
    "unreadable-file": (
        "error",
        Message("Niet te lezen: {reason}.", "Cannot be read: {reason}."),
    ),
    "too-large": (
        "error",
        Message(
            "Dit bestand is te groot voor een ingevuld blad (meer dan {most} MB).",
            "This file is too large for a filled sheet (over {most} MB).",
        ),
    ),
    "unreadable-folder": (
        "error",
        Message(
            "Deze map is niet te openen: {reason}. Wat erin staat, is niet gelezen.",
            "This folder cannot be opened: {reason}. What is in it was not read.",
        ),
    ),
    "empty-file": (
        "error",
        Message(
            "Dit bestand is leeg. Vraag het opnieuw.", "This file is empty. Ask for it again."
        ),
    ),
    "not-pdf": (
        "error",
        Message(
            "Dit is geen PDF. Noem het bestand dat iemand na het invullen opsloeg.",
            "This is no PDF. Name the file that somebody saved after filling it in.",
        ),
    ),
    "encrypted": (
        "error",
        Message(
            "Deze PDF is beveiligd met een wachtwoord. Open hem, sla hem op zonder wachtwoord, en "
            "lees die kopie.",
            "This PDF is protected by a password. Open it, save it without the password, and read "
            "that copy.",
        ),
    ),
    "damaged": (
        "error",
        Message(
            "Deze PDF is beschadigd of niet helemaal overgekomen. Vraag het bestand opnieuw.",
            "This PDF is damaged or did not come over whole. Ask for the file again.",
        ),
    ),
    "foreign": (
        "error",
        Message(
            "Deze PDF is niet van woonboom: er staat niet in van welke boom of vragenlijst hij is. "
            "Of het is een scan of foto van een blad, of een blad dat is afgedrukt naar PDF; dan "
            "zijn de antwoorden er niet uit te lezen. Vraag het bestand zoals het na het invullen "
            "is opgeslagen.",
            "This PDF is not one of woonboom's: it does not say of which tree or questionnaire it "
            "is. Or it is a scan or photo of a sheet, or a sheet that was printed to PDF; then the "
            "answers cannot be read. Ask for the file as it was saved after it was filled in.",
        ),
    ),
    "no-form": (
        "error",
        Message(
            "Deze PDF hoort bij ‘{tree}’, maar heeft geen velden om in te vullen. Het is een "
            "poster of handout, of een blad dat is afgedrukt naar PDF of ‘platgeslagen’. Vraag het "
            "bestand zoals het na het invullen is opgeslagen.",
            "This PDF belongs to ‘{tree}’, but has no fields to fill in. It is a poster or a "
            "handout, or a sheet that was printed to PDF or flattened. Ask for the file as it was "
            "saved after it was filled in.",
        ),
    ),
    "handout": (
        "error",
        Message(
            "Dit is een hand-out van woonboom. Daarin zijn geen antwoorden in te vullen.",
            "This is a handout of woonboom. There are no answers to fill in there.",
        ),
    ),
    "lost-content": (
        "error",
        Message(
            "De velden van dit blad zijn er, maar een ander programma haalde weg bij welke boom of "
            "vragenlijst ze horen. Is het een beslisblad? Noem die boom, in dezelfde versie, met "
            "--tree. Anders: vraag het bestand opnieuw.",
            "The fields of this sheet are there, but another program removed what tree or "
            "questionnaire they belong to. Is it a decision sheet? Name that tree, in the same "
            "version, with --tree. Else: ask for the file again.",
        ),
    ),
    "xfa": (
        "error",
        Message(
            "Een ander programma maakte hier een XFA-formulier van; dat is niet te lezen. Vul het "
            "oorspronkelijke blad in.",
            "Another program made an XFA form of this; that cannot be read. Fill in the original "
            "sheet.",
        ),
    ),
    "altered": (
        "error",
        Message(
            "Met dit bestand is geknoeid: de vragen die erin zitten, passen niet bij het "
            "controlegetal {number}. Vertrouw de antwoorden niet.",
            "This file was tampered with: the questions in it do not match the check number "
            "{number}. Do not trust the answers.",
        ),
    ),
    "other-release": (
        "error",
        Message(
            "Een andere uitgave van woonboom maakte dit bestand. Gebruik de nieuwste.",
            "Another release of woonboom made this file. Use the newest.",
        ),
    ),
    "too-slow": (
        "error",
        Message(
            "Het lezen van dit bestand duurde te lang ({seconds} seconden) en is gestopt. Het is "
            "beschadigd, of met opzet zo gemaakt.",
            "Reading this file took too long ({seconds} seconds) and was stopped. It is damaged, "
            "or made so on purpose.",
        ),
    ),
    "too-much-memory": (
        "error",
        Message(
            "Dit bestand vraagt te veel geheugen. Het is beschadigd, of met opzet zo gemaakt.",
            "This file asks for too much memory. It is damaged, or made so on purpose.",
        ),
    ),
    "crashed": (
        "error",
        Message(
            "Bij dit bestand ging het lezen mis ({error}). Het is beschadigd, of met opzet zo "
            "gemaakt.",
            "Reading this file went wrong ({error}). It is damaged, or made so on purpose.",
        ),
    ),
    # ------------------------------------------------ what does not agree
    "nothing-answered": (
        "warning",
        Message("Dit blad is niet ingevuld.", "This sheet is not filled in."),
    ),
    "missing-answer": (
        "warning",
        Message(
            "Vraag {number} is niet beantwoord: ‘{ask}’ Daar stopt de weg.",
            "Question {number} is not answered: ‘{ask}’ There the path stops.",
        ),
    ),
    "missing-fields": (
        "warning",
        Message(
            "In dit bestand ontbreken velden van het blad ({count}). Is er een bladzijde uit "
            "gehaald, of is het beschadigd? Vraag het bestand opnieuw.",
            "Fields of the sheet are missing in this file ({count}). Was a page taken out, or is "
            "it damaged? Ask for the file again.",
        ),
    ),
    "unknown-answer": (
        "warning",
        Message(
            "Bij vraag {number} staat een antwoord dat de vraag niet heeft: ‘{value}’.",
            "At question {number} is an answer that the question does not have: ‘{value}’.",
        ),
    ),
    "off-path": (
        "warning",
        Message(
            "Ook beantwoord, maar daar komt de weg niet langs: vraag {numbers}.",
            "Answered too, but the path does not come there: question {numbers}.",
        ),
    ),
    "answers-conflict": (
        "warning",
        Message(
            "Deze antwoorden kunnen niet samen: {answers}.",
            "These answers cannot be true together: {answers}.",
        ),
    ),
    "facts-conflict": (
        "warning",
        Message("Wat is ingevuld, klopt niet. {why}", "What was filled in cannot be. {why}"),
    ),
    "fact-conflict": (
        "warning",
        Message(
            "Bij vraag {number} is ‘{answer}’ gekozen, maar dat past niet bij wat er is ingevuld: "
            "{facts_said}.",
            "At question {number} ‘{answer}’ was chosen, but that does not fit what was filled "
            "in: {facts_said}.",
        ),
    ),
    "unreadable-fact": (
        "warning",
        Message(
            "Bij ‘{label}’ staat ‘{value}’. {why}", "At ‘{label}’ stands ‘{value}’. {why}"
        ),
    ),
    "several-options": (
        "warning",
        Message(
            "Bij ‘{label}’ is meer dan één vakje aangekruist; er geldt er één.",
            "At ‘{label}’ more than one box is ticked; only one can hold.",
        ),
    ),
    "unreadable-date": (
        "warning",
        Message(
            "De datum van het blad is niet te lezen: ‘{value}’. Schrijf dag-maand-jaar, zoals "
            "31-01-2026.",
            "The date of the sheet cannot be read: ‘{value}’. Write day-month-year, such as "
            "31-01-2026.",
        ),
    ),
    "odd-date": (
        "warning",
        Message(
            "De datum van het blad kan niet kloppen: {day}. {why} Er is niet mee gerekend.",
            "The date of the sheet cannot be right: {day}. {why} Nothing was counted by it.",
        ),
    ),
    "missing-date": (
        "warning",
        Message(
            "Er is een datum ingevuld bij ‘{label}’, maar het blad zelf heeft geen datum. Hoe lang "
            "het toen geleden was, is zo niet na te rekenen.",
            "A date was filled in at ‘{label}’, but the sheet itself has no date. How long ago it "
            "was then cannot be checked.",
        ),
    ),
    "several-outcomes": (
        "warning",
        Message(
            "Er is meer dan één uitkomst aangekruist: {outcomes_said}.",
            "More than one outcome is ticked: {outcomes_said}.",
        ),
    ),
    "other-outcome": (
        "warning",
        Message(
            "Aangekruist is {ticked}, maar de antwoorden leiden naar {outcome}.",
            "Ticked is {ticked}, but the answers lead to {outcome}.",
        ),
    ),
    "impossible-outcome": (
        "warning",
        Message(
            "Aangekruist is {ticked}, maar daar kunnen deze antwoorden niet meer naartoe leiden.",
            "Ticked is {ticked}, but these answers can no longer lead there.",
        ),
    ),
    "broken-tree": (
        "warning",
        Message(
            "De boom zelf klopte niet: de weg gaat bij vraag {number} nergens heen of in een "
            "rondje.",
            "The tree itself was wrong: at question {number} the path leads nowhere or goes round.",
        ),
    ),
    "outcome-differs": (
        "warning",
        Message(
            "Dit blad is van versie {version}; nu geldt versie {now}. Met dezelfde antwoorden is "
            "de uitkomst nu anders: {outcomes_said}.",
            "This sheet is of version {version}; now version {now} holds. With the same answers "
            "the outcome is different now: {outcomes_said}.",
        ),
    ),
    "outcome-may-differ": (
        "warning",
        Message(
            "Dit blad is van versie {version}; nu geldt versie {now}. De uitkomst kan nu anders "
            "zijn: {outcomes_said}. Dat hangt af van: {facts_said}.",
            "This sheet is of version {version}; now version {now} holds. The outcome may be "
            "different now: {outcomes_said}. That depends on: {facts_said}.",
        ),
    ),
    "filled-late": (
        "warning",
        Message(
            "Dit blad van versie {version} is ingevuld op {day}. Die versie gold toen niet meer: "
            "{why}",
            "This sheet of version {version} was filled in on {day}. That version no longer held "
            "then: {why}",
        ),
    ),
    "expired": (
        "warning",
        Message(
            "Dit blad is van versie {version}. Die gold tot en met {day}.",
            "This sheet is of version {version}. That was valid up to and including {day}.",
        ),
    ),
    # ------------------------------------------------ good to know
    "derived-answer": (
        "info",
        Message(
            "Vraag {number} is niet aangekruist. Uit wat er is ingevuld ({facts_said}) volgt "
            "‘{answer}’.",
            "Question {number} is not ticked. From what was filled in ({facts_said}) follows "
            "‘{answer}’.",
        ),
    ),
    "fact-aside": (
        "info",
        Message(
            "{said} Dat telt niet mee: de weg komt er niet langs.",
            "{said} That does not count: the path does not come there.",
        ),
    ),
    "no-outcome-ticked": (
        "info",
        Message("Er is geen uitkomst aangekruist.", "No outcome is ticked."),
    ),
    "other-version": (
        "info",
        Message(
            "Dit blad is van versie {version}; nu geldt versie {now}. De uitkomst is met beide "
            "gelijk.",
            "This sheet is of version {version}; now version {now} holds. The outcome is the same "
            "with both.",
        ),
    ),
    "other-version-open": (
        "info",
        Message(
            "Dit blad is van versie {version}; nu geldt versie {now}. Of de uitkomst nu anders is, "
            "is met deze antwoorden niet te zeggen.",
            "This sheet is of version {version}; now version {now} holds. Whether the outcome "
            "is different now cannot be told from these answers.",
        ),
    ),
    "was-valid": (
        "info",
        Message(
            "Dit blad is van versie {version}. Die gold tot en met {until}, dus nog wel op de dag "
            "van het blad.",
            "This sheet is of version {version}. That was valid up to and including {until}, so "
            "still on the day of the sheet.",
        ),
    ),
    "copy": (
        "info",
        Message(
            "Dit bestand is precies hetzelfde als ‘{file}’.",
            "This file is exactly the same as ‘{file}’.",
        ),
    ),
    "version-unknown": (
        "info",
        Message(
            "Of dit blad nog de geldende versie is, is niet te zeggen: de boom ‘{tree}’ is er niet "
            "bij. Noem hem met --tree.",
            "Whether this sheet still is the version that holds cannot be told: the tree ‘{tree}’ "
            "is not among those read. Name it with --tree.",
        ),
    ),
}  # fmt: skip
