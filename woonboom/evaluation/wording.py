"""The words of a report, printed in the language of its form."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Argument, Message
from woonboom.evaluation.form import Form

TITLE: Final = Message("Verslag: {title}", "Report: {title}")
ABOUT: Final = Message(
    "Wat {n} mensen antwoordden op het formulier ‘{title}’.",
    "What {n} people answered to the form ‘{title}’.",
)
SHORT: Final = Message("In het kort", "In short")
HOW: Final = Message("Zo leest u de balken", "How to read the bars")
HOW_TEXT: Final = Message(
    "Elke balk is één stelling; in de balk staat hoeveel mensen een antwoord kozen. Links van de "
    "streep staat wie het oneens is, rechts wie het eens is. Wie neutraal is, staat in het midden, "
    "half links en half rechts. Aan de uiteinden staat hoeveel procent het oneens en eens is.",
    "Each bar is one statement; the bar says how many people chose an answer. Left of the line are "
    "those who disagree, right of it those who agree. Those who are neutral stand in the middle, "
    "half to the left and half to the right. At the ends stands how many percent disagree and "
    "agree.",
)
LEGEND_ALT: Final = Message(
    "De kleuren van de vijf antwoorden, van links naar rechts: {labels}.",
    "The colours of the five answers, from left to right: {labels}.",
)
AGAINST: Final = Message("oneens", "disagree")
FAVOUR: Final = Message("eens", "agree")
BARS_ALT: Final = Message(
    "Balken bij de stellingen over ‘{title}’. {rows} De tabel hieronder geeft alle aantallen.",
    "Bars of the statements about ‘{title}’. {rows} The table below gives all numbers.",
)
BAR_ALT: Final = Message(
    "Stelling {number}, ‘{text}’: {against}% oneens, {neutral}% neutraal, {favour}% eens.",
    "Statement {number}, ‘{text}’: {against}% disagree, {neutral}% neutral, {favour}% agree.",
)
FEW_BAR_ALT: Final = Message(
    "Stelling {number}, ‘{text}’: minder dan vijf mensen antwoordden.",
    "Statement {number}, ‘{text}’: fewer than five people answered.",
)
NO_BAR_ALT: Final = Message(
    "Stelling {number}, ‘{text}’: niemand antwoordde.",
    "Statement {number}, ‘{text}’: nobody answered.",
)
NUMBERS: Final = Message("De aantallen", "The numbers")
STATEMENT: Final = Message("Stelling", "Statement")
TOTAL: Final = Message("Totaal", "Total")
AGREE: Final = Message("Eens", "Agree")
GROUPS: Final = Message("Eens, per antwoord op ‘{label}’", "Agree, by answer to ‘{label}’")
GROUP: Final = Message("{name} ({n})", "{name} ({n})")
NO_GROUP: Final = Message("Niet ingevuld", "Not filled in")
FEW_HERE: Final = Message(
    "Een streepje betekent: in een groep antwoordden er minder dan vijf.",
    "A dash means: in a group fewer than five answered.",
)
FEW_OF_ALL: Final = Message(
    "Een streepje betekent: bij deze stelling antwoordden minder dan vijf mensen. Wat zij kozen en "
    "toelichtten, staat niet in dit verslag.",
    "A dash means: fewer than five people answered this statement. What they chose and explained "
    "is not in this report.",
)
TIMES: Final = Message("{said} ({n} keer)", "{said} ({n} times)")
COMMENTS: Final = Message("Toelichtingen", "Explanations")
OF_STATEMENT: Final = Message("Stelling {number}: {text}", "Statement {number}: {text}")
COMPARED: Final = Message("Vergeleken met de vorige ronde", "Compared with the last round")
COMPARED_TEXT: Final = Message(
    "De vorige ronde had {then} formulieren ({when}), deze ronde {now}. De tabel geeft per "
    "stelling hoeveel procent het eens was, en het verschil in procentpunten. Het verschil is "
    "uitgerekend vóór het afronden; daarom kan het een punt afwijken van de percentages ernaast. "
    "Het zijn niet altijd dezelfde mensen; een verschil is een beschrijving en geen bewijs.",
    "The last round had {then} forms ({when}), this round {now}. Per statement the table gives how "
    "many percent agreed, and the difference in percentage points. The difference was worked out "
    "before rounding; so it can be a point off the percentages beside it. They are not always the "
    "same people; a difference is a description and no proof.",
)
REWORDED: Final = Message(
    "* De tekst van deze stelling was niet op alle formulieren van beide rondes dezelfde.",
    "* The text of this statement was not the same on all forms of both rounds.",
)
FEW_COMPARED: Final = Message(
    "Een streepje betekent: in die ronde antwoordden minder dan vijf mensen op de stelling.",
    "A dash means: in that round fewer than five people answered the statement.",
)
ADDED: Final = Message("Nieuw in deze ronde: {named}.", "New in this round: {named}.")
DROPPED: Final = Message(
    "Alleen in de vorige ronde gevraagd: {named}.", "Asked in the last round only: {named}."
)
NUMBERED: Final = Message("stelling {number} (‘{text}’)", "statement {number} (‘{text}’)")
QUOTED: Final = Message("‘{text}’", "‘{text}’")
TOO_FEW_TO_COMPARE: Final = Message(
    "Een van beide rondes heeft minder dan vijf formulieren. Daarom is er niets vergeleken.",
    "One of the rounds has fewer than five forms. So nothing was compared.",
)
NOTHING_TO_COMPARE: Final = Message(
    "Beide rondes hebben geen stelling gemeen.", "The rounds have no statement in common."
)
THEN: Final = Message("Vorige ronde", "Last round")
NOW: Final = Message("Deze ronde", "This round")
DIFFERENCE: Final = Message("Verschil", "Difference")
YEARS: Final = Message("De cijfers per jaar", "The figures per year")
YEARS_TEXT: Final = Message(
    "Het percentage zegt hoeveel {part} er waren per honderd {whole}, afgerond op een heel getal.",
    "The percentage says how many {part} there were per hundred {whole}, as a whole number.",
)
LAST_YEARS: Final = Message(
    "De staven tonen de laatste {n} jaar.", "The bars show the last {n} years."
)
YEARS_ALT: Final = Message(
    "Staven per jaar: {rows} De tabel hieronder geeft dezelfde cijfers.",
    "Bars per year: {rows} The table below gives the same figures.",
)
YEAR_ALT: Final = Message(
    "{year}: {whole} {wholes}, {part} {parts}, {share}.",
    "{year}: {whole} {wholes}, {part} {parts}, {share}.",
)
YEAR: Final = Message("Jaar", "Year")
SHARE: Final = Message("Aandeel", "Share")
METHOD: Final = Message("Zo is dit verslag gemaakt", "How this report was made")
TOO_FEW: Final = Message("Te weinig formulieren voor cijfers", "Too few forms for figures")
TOO_FEW_TEXT: Final = Message(
    "Er zijn {n} formulieren met antwoorden. Onder de vijf is soms te raden wie wat antwoordde. "
    "Daarom staan er geen cijfers per stelling en geen toelichtingen in dit verslag.",
    "There are {n} forms with answers. Under five one can sometimes guess who answered what. So "
    "this report has no figures per statement and no explanations.",
)
TOO_FEW_ONE: Final = Message(
    "Er is 1 formulier met antwoorden. Onder de vijf is soms te raden wie wat antwoordde. "
    "Daarom staan er geen cijfers per stelling en geen toelichtingen in dit verslag.",
    "There is 1 form with answers. Under five one can sometimes guess who answered what. So this "
    "report has no figures per statement and no explanations.",
)


def say(form: Form, message: Message, **arguments: Argument) -> str:
    """Return a message in the language of a form."""
    return message.say(form.language, arguments)
