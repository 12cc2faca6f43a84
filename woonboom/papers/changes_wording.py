"""The words that a report of what changed adds, printed in the language of the new version."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Message

CALLED: Final = Message("Wat verandert er, en voor wie", "What changes, and for whom")
ABOUT: Final = Message(
    "Wat er verandert aan ‘{title}’, en voor wie.", "What changes in ‘{title}’, and for whom."
)
ABOUT_ALL: Final = Message(
    "Wat er verandert aan de bomen {titles}, en voor wie.",
    "What changes in the trees {titles}, and for whom.",
)
TREES: Final = {
    True: Message("1 beslisboom vergeleken", "1 decision tree compared"),
    False: Message("{count} beslisbomen vergeleken", "{count} decision trees compared"),
}
TREES_GONE: Final = {
    True: Message("1 beslisboom vervalt", "1 decision tree goes"),
    False: Message("{count} beslisbomen vervallen", "{count} decision trees go"),
}
TREES_NEW: Final = {
    True: Message("1 beslisboom is nieuw", "1 decision tree is new"),
    False: Message("{count} beslisbomen zijn nieuw", "{count} decision trees are new"),
}
"""By whether it is one."""
TREE_GONE: Final = Message(
    "Deze boom vervalt (versie {version}). Niemand krijgt er nog een uitkomst van.",
    "This tree goes (version {version}). Nobody gets an outcome from it any more.",
)
TREE_NEW: Final = Message(
    "Deze boom is nieuw (versie {version}).", "This tree is new (version {version})."
)
DIFFER: Final = Message("Wat is er anders, en voor wie", "What differs, and for whom")
ABOUT_BOTH: Final = Message(
    "Wat er anders is in ‘{title}’ dan in ‘{other}’, en voor wie.",
    "What differs in ‘{title}’ from ‘{other}’, and for whom.",
)
BESIDE: Final = Message("‘{old}’ naast ‘{new}’", "‘{old}’ beside ‘{new}’")
TWO_TREES: Final = Message(
    "Dit zijn twee verschillende bomen. ‘Eerst’ is hier ‘{old}’, ‘nu’ is ‘{new}’. Er is niets "
    "gewijzigd: hieronder staat voor wie ze iets anders zeggen.",
    "These are two different trees. ‘Before’ is ‘{old}’ here, ‘now’ is ‘{new}’. Nothing was "
    "changed: below is for whom they say something else.",
)
COMPARED_WITH: Final = Message("Was: {version}", "Was: {version}")
AND: Final = Message("{some} en {last}", "{some} and {last}")

SHORT: Final = Message("In het kort", "In short")
ADVICE: Final = Message(
    "De boom geeft advies. De professional beslist.", "The tree advises. The professional decides."
)
FOR_WHOM_BOTH: Final = Message("Voor wie zeggen ze iets anders?", "For whom do they differ?")
FOR_WHOM: Final = Message("Voor wie verandert er iets?", "For whom does it matter?")
NOBODY: Final = Message(
    "Voor niemand verandert de uitkomst. Ieder geval krijgt in beide versies dezelfde: dat is "
    "bewezen.",
    "The outcome changes for nobody. Every case gets the same one in both versions: that is "
    "proved.",
)
MORE_DECIDED: Final = Message(
    "En nog {count} wijzigingen: zie ‘Wat is er bewerkt?’",
    "And {count} more changes: see ‘What was edited?’",
)
NUMBER_BOTH: Final = Message(
    "{label}: was {old}, wordt {new}.", "{label}: was {old}, becomes {new}."
)
NUMBER_NEW: Final = Message("{label}: {new}. Dat is nieuw.", "{label}: {new}. That is new.")
NUMBER_GONE: Final = Message(
    "{label}: dat vervalt. Het was {old}.", "{label}: that goes. It was {old}."
)
NEW_QUESTION: Final = Message("Nieuwe vraag: ‘{name}’", "New question: ‘{name}’")
GONE_QUESTION: Final = Message("Deze vraag vervalt: ‘{name}’", "This question goes: ‘{name}’")
NEW_OUTCOME: Final = Message("Nieuwe uitkomst: ‘{name}’.", "New outcome: ‘{name}’.")
GONE_OUTCOME: Final = Message("Deze uitkomst vervalt: ‘{name}’.", "This outcome goes: ‘{name}’.")
OTHER_KIND: Final = Message(
    "De uitkomst ‘{name}’ was ‘{old}’ en wordt ‘{new}’.",
    "The outcome ‘{name}’ was ‘{old}’ and becomes ‘{new}’.",
)
OTHER_ORDER: Final = Message(
    "De vraag ‘{first}’ komt nu vóór de vraag ‘{second}’.",
    "The question ‘{first}’ now comes before the question ‘{second}’.",
)
NEW_ANSWER: Final = Message(
    "Bij de vraag ‘{name}’ komt het antwoord ‘{label}’ erbij.",
    "The question ‘{name}’ gets the answer ‘{label}’.",
)
GONE_ANSWER: Final = Message(
    "Bij de vraag ‘{name}’ vervalt het antwoord ‘{label}’.",
    "The question ‘{name}’ loses the answer ‘{label}’.",
)
OTHER_CONDITION: Final = Message(
    "Bij de vraag ‘{name}’ geldt het antwoord ‘{label}’ voor andere gevallen.",
    "At the question ‘{name}’ the answer ‘{label}’ holds for other cases.",
)
OTHER_GOAL: Final = Message(
    "Bij de vraag ‘{name}’ leidt het antwoord ‘{label}’ nu naar ‘{goal}’.",
    "At the question ‘{name}’ the answer ‘{label}’ now leads to ‘{goal}’.",
)
NEW_OPTION: Final = Message(
    "‘{label}’ heeft een nieuwe mogelijkheid: ‘{option}’.",
    "‘{label}’ has a new option: ‘{option}’.",
)
GONE_OPTION: Final = Message(
    "Bij ‘{label}’ vervalt de mogelijkheid ‘{option}’.",
    "‘{label}’ loses the option ‘{option}’.",
)
WAS: Final = Message("Was", "Was")
BECOMES: Final = Message("Wordt", "Becomes")
WHO: Final = Message("Voor wie", "For whom")
WHO_AMONG: Final = Message(
    "Voor wie (van wie eerst kreeg wat onder ‘{was}’ staat)",
    "For whom (among who got what is under ‘{was}’)",
)
OR: Final = Message("; of ", "; or ")
NO_OUTCOME: Final = Message("Geen uitkomst", "No outcome")
NO_OUTCOME_HERE: Final = Message(
    "Deze versie heeft voor deze gevallen geen uitkomst.",
    "This version has no outcome for these cases.",
)
EXAMPLE: Final = Message("Voorbeeld: ", "Example: ")
EXAMPLES: Final = Message(
    "Voorbeelden, en waar de wegen uiteengaan", "Examples, and where the paths part"
)
GROUPS: Final = {
    True: Message("1 groep", "1 group"),
    False: Message("{count} groepen", "{count} groups"),
}
MORE_GROUPS: Final = {
    True: Message("Nog 1 groep", "1 more group"),
    False: Message("Nog {count} groepen", "{count} more groups"),
}
"""By whether it is one."""
EVERY_BOX: Final = Message(
    "Precies, in {count} delen die elkaar niet overlappen",
    "Precisely, in {count} parts that do not overlap",
)
WHOM: Final = Message("{effect}: {whose}: {who}.", "{effect}: {whose}: {who}.")
GRADE: Final = Message("Wat betekent het?", "What does it mean?")
TOO_LARGE: Final = Message(
    "De boom is te groot om hier te tekenen. Maak de tekening apart: woonboom diff --format svg.",
    "The tree is too large to draw here. Make the drawing apart: woonboom diff --format svg.",
)
ELSEWHERE: Final = Message(
    "En nog {count}. De hele lijst staat in de uitvoer als {forms}.",
    "And {count} more. The whole list is in the output as {forms}.",
)
IN_BOTH: Final = Message("html en json", "html and json")
IN_JSON: Final = Message("json", "json")
OTHER_WAY: Final = Message("Waar de wegen uiteengaan", "Where the paths part")
DRAWINGS: Final = Message("De tekeningen", "The drawings")
DRAWINGS_TEXT: Final = Message(
    "In de oude tekening is gemerkt wat vervalt of verandert, in de nieuwe wat erbij komt of "
    "verandert.",
    "The old drawing has marks on what goes or changes, the new one on what is added or changes.",
)
DRAWING_OLD: Final = Message("Was: {version}", "Was: {version}")
DRAWING_NEW: Final = Message("Wordt: {version}", "Becomes: {version}")
DRAWING_ALT: Final = Message(
    "Tekening van ‘{title}’, {version}. Alles wat erin gemerkt is, staat hieronder in woorden.",
    "Drawing of ‘{title}’, {version}. All that is marked in it is said in words below.",
)
ENLARGE: Final = Message("Bekijk deze tekening groot", "Enlarge this drawing")
REDUCE: Final = Message("Maak de tekening weer klein", "Make the drawing small again")

EDITED: Final = Message("Wat is er bewerkt?", "What was edited?")
MARKS: Final = Message(
    "Doorgestreept is vervallen; vet en onderstreept is nieuw.",
    "Struck out is gone; bold and underlined is new.",
)
MARKS_MD: Final = Message(
    "Doorgestreept is vervallen; vet is nieuw.", "Struck out is gone; bold is new."
)
NUMBER: Final = Message("Getal", "Number")
USED_AT: Final = Message("Gebruikt bij", "Used at")
A_FACT: Final = Message("Feit ‘{label}’", "Fact ‘{label}’")
A_BOOLEAN: Final = Message("ja of nee", "yes or no")
A_CHOICE: Final = Message("één van enkele mogelijkheden", "one of some options")
CHOICES: Final = Message("meer mogelijkheden tegelijk", "several options at once")
AN_INTEGER: Final = Message("een getal", "a number")
RANGE: Final = Message("{low} tot en met {high}", "{low} to {high}")
TO_QUESTION: Final = Message("vraag {number}", "question {number}")
TO_OLD_QUESTION: Final = Message(
    "vraag {number} van de oude versie", "question {number} of the old version"
)
TO_OUTCOME: Final = Message("uitkomst {code}", "outcome {code}")
CODED_OUTCOME: Final = Message("uitkomst {code} ‘{title}’", "outcome {code} ‘{title}’")
NAMED_OUTCOME: Final = Message("uitkomst ‘{title}’", "outcome ‘{title}’")
WHERE: Final = Message("Waar", "Where")
NEW: Final = Message("nieuw", "new")
GONE: Final = Message("vervalt", "gone")
PAGE: Final = Message("{title} ({count} alinea’s)", "{title} ({count} paragraphs)")
SMALL: Final = Message("Voor de beheerder", "For the maintainer")
SAME_MEANING: Final = Message(
    "anders opgeschreven, zelfde betekenis", "written otherwise, the same meaning"
)
CASE_GONE: Final = Message("{what} vervalt", "{what} is gone")
CASE_NEW: Final = Message("{what} is nieuw", "{what} is new")
LINE: Final = Message("{what}: ‘{old}’ wordt ‘{new}’", "{what}: ‘{old}’ becomes ‘{new}’")
LINE_GONE: Final = Message("{what}: ‘{old}’ vervalt", "{what}: ‘{old}’ is gone")
LINE_NEW: Final = Message("{what}: ‘{new}’ is nieuw", "{what}: ‘{new}’ is new")

METHOD: Final = Message("Hoe is dit gevonden?", "How was this found?")
EXACT: Final = Message(
    "Alle gevallen die kunnen bestaan zijn nagerekend, in beide versies. Het is geen steekproef.",
    "All cases that can exist were worked out, in both versions. It is no sample.",
)
NOT_NAMED: Final = Message(
    "Wie hier niet staat, houdt dezelfde uitkomst.",
    "Who is not named here keeps the same outcome.",
)
NOT_LISTED: Final = Message(
    "Hier staat niet iedereen: de hele lijst staat in de uitvoer als {forms}. Wie daar niet in "
    "staat, houdt dezelfde uitkomst.",
    "Not all are named here: the whole list is in the output as {forms}. Who is not in it keeps "
    "the same outcome.",
)
AMONG: Final = Message(
    "Bij een groep staat alleen wat haar onderscheidt van wie eerst dezelfde uitkomst had.",
    "Of a group is only said what tells it apart from others who had the same outcome before.",
)
FREE: Final = Message(
    "Wat maar één van de versies vraagt, kan in de andere elke waarde hebben.",
    "What only one of the versions asks can have any value in the other.",
)
VERSION: Final = Message(
    "{label}: {version}. {validity}. {stamp}.",
    "{label}: {version}. {validity}. {stamp}.",
)
OLD: Final = Message("Oude versie", "Old version")
NEW_ONE: Final = Message("Nieuwe versie", "New version")
OF_VERSION: Final = Message("versie {version}", "version {version}")
SOURCES: Final = Message(
    "Bronnen bij wat veranderde: {sources}.", "Sources of what changed: {sources}."
)
COUNT: Final = Message("Aantal", "Number")
TREE: Final = Message("Boom", "Tree")
COMES_TO: Final = Message("Wat er verandert", "What changes")
COMMENT_TITLE: Final = Message("{called}: {title}", "{called}: {title}")
ALL_EDITS: Final = Message("Wat is er bewerkt? ({count})", "What was edited? ({count})")
