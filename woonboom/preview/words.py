"""What the page of the preview says; its scripts know the keys only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from woonboom.diagnostics import Message

WORDS: Final[Mapping[str, Message]] = {
    "title": Message("Voorvertoning", "Preview"),
    "skip": Message("Ga naar de weergave", "Skip to the view"),
    "tree": Message("Boom", "Tree"),
    "follow": Message("Loop mee met wat ik bewaar", "Follow what I save"),
    "connecting": Message("Verbinding maken…", "Connecting…"),
    "busy": Message("Wordt bijgewerkt…", "Being updated…"),
    "updated": Message("Bijgewerkt om {time}", "Updated at {time}"),
    "lost": Message(
        "Geen verbinding: woonboom serve is gestopt. Start het opnieuw, dan gaat deze pagina "
        "vanzelf verder.",
        "No connection: woonboom serve has stopped. Start it again, and this page goes on by "
        "itself.",
    ),
    "missed": Message(
        "Niet alles kon opgehaald worden. Er wordt opnieuw geprobeerd…",
        "Not all could be fetched. It is tried again…",
    ),
    "state_broken": Message("met fouten", "with mistakes"),
    "state_gone": Message("bestand is weg", "file is gone"),
    "no_trees": Message(
        "Hier staan nog geen bomen. Begin met ‘woonboom new NAAM’; zodra er een boom is, ziet u "
        "hem hier.",
        "There are no trees here yet. Begin with ‘woonboom new NAME’; as soon as there is a tree, "
        "you see it here.",
    ),
    # ------------------------------------------------------------ problems
    "problems": Message("Meldingen", "Problems"),
    "none": Message("Geen problemen gevonden", "No problems found"),
    "none_more": Message(
        "Alles wat woonboom kan nakijken, klopt.", "All that woonboom can check is right."
    ),
    "elsewhere": Message("In andere bomen ({count})", "In other trees ({count})"),
    "error": Message("Fout", "Error"),
    "warning": Message("Let op", "Warning"),
    "info": Message("Ter info", "Information"),
    "errors": Message("{count} fouten", "{count} errors"),
    "errors_one": Message("1 fout", "1 error"),
    "warnings": Message("{count} waarschuwingen", "{count} warnings"),
    "warnings_one": Message("1 waarschuwing", "1 warning"),
    "infos": Message("{count} opmerkingen", "{count} remarks"),
    "infos_one": Message("1 opmerking", "1 remark"),
    "show_card": Message("Toon op de poster", "Show on the poster"),
    "copy": Message("Kopieer plaats", "Copy place"),
    "copied": Message("Gekopieerd: {place}", "Copied: {place}"),
    "not_copied": Message("Kopieer zelf: {place}", "Copy it yourself: {place}"),
    "open": Message("Open in {editor}", "Open in {editor}"),
    "more": Message("Uitleg bij {code}", "About {code}"),
    "case": Message("Voorbeeld van een geval: {case}", "Example of a case: {case}"),
    "yes": Message("ja", "yes"),
    "no": Message("nee", "no"),
    "line": Message("Regel {line}", "Line {line}"),
    # ------------------------------------------------------------ views
    "views": Message("Weergaven", "Views"),
    "poster": Message("Poster", "Poster"),
    "sheet": Message("Beslisblad", "Decision sheet"),
    "walk": Message("Doorlopen", "Walk through"),
    "changes": Message("Verschillen", "Differences"),
    "fresh": Message("bijgewerkt", "updated"),
    "making": Message("Wordt gemaakt…", "Being made…"),
    "cannot": Message("Dit kan nu niet gemaakt worden: {note}", "This cannot be made now: {note}"),
    "old": Message(
        "U ziet nog de vorige versie. De nieuwe wordt gemaakt…",
        "You still see the former version. The new one is being made…",
    ),
    "draft": Message("De indeling kan nog veranderen…", "The arrangement may still change…"),
    "to_problems": Message("Bekijk de fouten", "See the mistakes"),
    "kept": Message(
        "U ziet de laatste goede versie. Los deze fouten op, dan wordt de weergave bijgewerkt.",
        "You see the last good version. Mend these mistakes, and the view is updated.",
    ),
    "kept_none": Message(
        "Er is nog niets te tonen. Los eerst deze fouten op.",
        "There is nothing to show yet. Mend these mistakes first.",
    ),
    "gone": Message(
        "Het bestand {file} is er niet meer. U ziet de laatste versie.",
        "The file {file} is not there any more. You see the last version.",
    ),
    "use_with_errors": Message(
        "Deze boom heeft nog fouten. Deel er niets van uit.",
        "This tree still has mistakes. Do not hand any of it out.",
    ),
    "crashed": Message(
        "Een deel kon niet gemaakt worden: woonboom liep daarop vast. U ziet de laatste goede "
        "versie.",
        "A part could not be made: woonboom crashed on it. You see the last good version.",
    ),
    "poster_of": Message("Poster van ‘{title}’", "Poster of ‘{title}’"),
    "sheet_of": Message(
        "Eerste bladzijde van het beslisblad bij ‘{title}’",
        "First page of the decision sheet of ‘{title}’",
    ),
    "changes_of": Message(
        "Wat er verandert in ‘{title}’ sinds de versie die het laatst is vastgelegd in Git",
        "What changes in ‘{title}’ since the version that was committed to Git last",
    ),
    "zoom": Message("Vergroten en verkleinen", "Zoom"),
    "smaller": Message("Kleiner", "Smaller"),
    "larger": Message("Groter", "Larger"),
    "all": Message("Hele poster", "Whole poster"),
    "written": Message("{name} staat in {place}", "{name} is written in {place}"),
    "close": Message("Sluiten", "Close"),
    "has_problems": Message("{count} meldingen", "{count} problems"),
    "has_problem": Message("1 melding", "1 problem"),
}


def words(language: str) -> dict[str, str]:
    """Return all words in a language, by their keys."""
    return {key: message.say(language) for key, message in WORDS.items()}
