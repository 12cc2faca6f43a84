"""What the page itself says, in the languages of trees; its scripts know the keys only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from woonboom.diagnostics import Message
from woonboom.layout import wording
from woonboom.page.saying import Words, saying

_ASKING: Final[Mapping[str, Message]] = {
    "question_is": Message("Vraag {number}:", "Question {number}:"),
    "yes": Message("Ja", "Yes"),
    "no": Message("Nee", "No"),
    "unknown": Message("Weet ik niet", "I do not know"),
    "chosen": Message("Dit koos u eerder", "You chose this before"),
    "chosen_by_rest": Message("Dit volgt uit uw gegevens", "This follows from what you said"),
    "ruled_out": Message("Past niet bij wat al bekend is", "Does not fit what is already known"),
    "answered_now": Message(
        "Uw antwoord is nu: {answer}. Kies opnieuw als dat anders is.",
        "Your answer is now: {answer}. Choose again if that is different.",
    ),
    "asked_later": Message(
        "Deze vraag is nog niet aan de beurt. U mag hem al wel beantwoorden.",
        "It is not this question's turn yet. You may answer it already.",
    ),
    "asked_no_more": Message(
        "Deze vraag ligt niet meer op uw weg.", "This question is no longer on your way."
    ),
    "reckon": Message("Laat het uitrekenen", "Have it worked out"),
    "reckon_help": Message(
        "Vul in wat u weet. Dan volgt het antwoord vanzelf.",
        "Fill in what you know. The answer then follows by itself.",
    ),
    "follows": Message("Hieruit volgt: {answer}", "This gives: {answer}"),
    "follows_not_yet": Message(
        "Nog niet genoeg ingevuld voor een antwoord.", "Not filled in enough for an answer yet."
    ),
    "go_on_with": Message("Ga verder met: {answer}", "Go on with: {answer}"),
    "terms": Message("Uitleg van woorden", "What words mean"),
    "where_from": Message("Bron van deze tekst", "Source of this text"),
    "sources": Message("Bron: {sources}", "Source: {sources}"),
}
_FACTS: Final[Mapping[str, Message]] = {
    "what_known": Message("Wat weet u al?", "What do you know already?"),
    "what_known_help": Message(
        "Vul in wat u weet. De rest mag u leeg laten: wat nog nodig is, vragen we daarna.",
        "Fill in what you know. You may leave the rest empty: what is still needed, we ask next.",
    ),
    "some": Message("Kies alles wat geldt.", "Choose all that apply."),
    "answered_before": Message(
        "U antwoordde al op vraag {number}: {answer}",
        "You have answered question {number}: {answer}",
    ),
    "since": Message("of sinds", "or since"),
    "day_between": Message(
        "Vul een datum in vanaf {low} tot en met {high}.", "Fill in a date from {low} to {high}."
    ),
    "day_until": Message("Vul een datum in tot en met {high}.", "Fill in a date up to {high}."),
    "whole_number": Message("Vul een heel getal in.", "Fill in a whole number."),
    "number_between": Message(
        "Vul een heel getal in van {low} tot en met {high}.",
        "Fill in a whole number from {low} to {high}.",
    ),
    "clashes": Message(
        "Dit past niet bij iets anders dat u invulde.",
        "This does not fit something else that you filled in.",
    ),
    "not_together": Message(
        "Dit kan niet samen: {facts}. Verander een van deze gegevens.",
        "These cannot be true together: {facts}. Change one of them.",
    ),
    "outcome_now": Message("De uitkomst is: {title}", "The outcome is: {title}"),
    "lost": Message(
        "Dit past niet bij wat u nu invulde, en telt niet meer mee: {names}",
        "This does not fit what you said now and no longer counts: {names}",
    ),
}
_WAYS: Final[Mapping[str, Message]] = {
    "moves": Message("Stappen", "Steps"),
    "back": Message("Vorige", "Back"),
    "forward": Message("Volgende", "Forward"),
    "by_form": Message("Wat u al weet", "What you know"),
    "by_question": Message("Naar de vragen", "To the questions"),
    "restart": Message("Begin opnieuw", "Begin again"),
    "go_on": Message("Ga verder", "Go on"),
    "for": Message("Voor: {audience}", "For: {audience}"),
    "other_tree": Message("Andere boom", "Other tree"),
    "other_trees": Message("Andere bomen", "Other trees"),
    "path": Message("Uw antwoorden", "Your answers"),
    "change": Message("Wijzig", "Change"),
    "change_question": Message(
        "Wijzig het antwoord op vraag {number}: {ask}",
        "Change the answer to question {number}: {ask}",
    ),
    "answered_ahead": Message("Alvast beantwoord", "Answered already"),
    "settled_early": Message(
        "De uitkomst staat al vast. Wat nog niet bekend is, maakt geen verschil.",
        "The outcome is settled already. What is not known yet makes no difference.",
    ),
    "derived": Message("volgt uit uw gegevens", "follows from what you said"),
    "still_possible": Message(
        "Nog mogelijk: {count} van {total} uitkomsten",
        "Still possible: {count} of {total} outcomes",
    ),
    "whole_tree": Message("De hele boom", "The whole tree"),
    "tree_in_words": Message("De hele boom in woorden", "The whole tree in words"),
}
_ENDING: Final[Mapping[str, Message]] = {
    "not_reached": Message(
        "U bekijkt een uitkomst die nog niet vaststaat.",
        "You are looking at an outcome that is not settled.",
    ),
    "back_to_walk": Message("Terug naar waar u was", "Back to where you were"),
    "next_steps": Message("Volgende stappen", "Next steps"),
    "would_help": Message("Wat zou helpen?", "What would help?"),
    "more_about": Message("Meer over {title}", "More about {title}"),
    "go_on_in": Message("Ga verder in de {tree}", "Go on in the {tree}"),
    "carried_over": Message(
        "Wat u al hebt gezegd, gaat mee.", "What you have said already goes along."
    ),
    "refers_back": Message(
        "De bomen verwijzen naar elkaar. Overleg met een collega.",
        "The trees refer to each other. Consult a colleague.",
    ),
    "other_tree_elsewhere": Message(
        "De boom waarnaar wordt verwezen, staat niet op deze pagina.",
        "The tree that is referred to is not on this page.",
    ),
    "tree_at_fault": Message("De boom klopt hier niet", "The tree is at fault here"),
    "fault_at": Message(
        "Het gaat mis bij vraag {number}: {ask}", "It goes wrong at question {number}: {ask}"
    ),
    "fault_several": Message(
        "Er gelden meer antwoorden tegelijk: {answers}. Meld dit aan de beheerder van de boom.",
        "Several answers hold at once: {answers}. Please tell whoever maintains the tree.",
    ),
    "fault_none": Message(
        "Geen van de antwoorden geldt. Meld dit aan de beheerder van de boom.",
        "None of the answers holds. Please tell whoever maintains the tree.",
    ),
    "fault_round": Message(
        "De vragen gaan hier in een kring rond. Meld dit aan de beheerder van de boom.",
        "The questions go round in a circle here. Please tell whoever maintains the tree.",
    ),
    "fault_nowhere": Message(
        "Het laatste antwoord leidt nergens naartoe. Meld dit aan de beheerder van de boom.",
        "The last answer leads nowhere. Please tell whoever maintains the tree.",
    ),
}
_KEEPING: Final[Mapping[str, Message]] = {
    "keep": Message("Bewaren voor het dossier", "Keep for the file"),
    "copy_summary": Message("Kopieer samenvatting", "Copy summary"),
    "summary_copied": Message(
        "De samenvatting is gekopieerd. Plak die in het dossier.",
        "The summary is copied. Paste it into the file.",
    ),
    "copy_by_hand": Message("Kopieer deze tekst zelf", "Copy this text yourself"),
    "print": Message("Afdrukken", "Print"),
    "make_link": Message("Maak een link", "Make a link"),
    "link": Message("Link naar deze plek", "Link to this place"),
    "link_holds": Message(
        "In deze link staan de antwoorden. Geef hem alleen aan wie ze mag zien. De browser van wie "
        "hem opent, bewaart hem in de geschiedenis.",
        "This link holds the answers. Give it only to people who may see them. The browser of who "
        "opens it keeps it in its history.",
    ),
    "copy_link": Message("Kopieer link", "Copy link"),
    "link_copied": Message("De link is gekopieerd.", "The link is copied."),
    "link_unusable": Message(
        "De link kan niet worden gelezen. U begint hier vooraan.",
        "The link cannot be read. You begin at the start.",
    ),
    "link_other_version": Message(
        "De link is gemaakt met een andere versie van de boom. Loop de antwoorden na.",
        "The link was made with another version of the tree. Go over the answers.",
    ),
    "outcome_is": Message("Uitkomst: {kind}. {title}", "Outcome: {kind}. {title}"),
    "facts_used": Message("Gegevens die telden", "Facts that counted"),
    "filled_in_on": Message("Ingevuld op {date}", "Filled in on {date}"),
    "paper_name": Message("Ingevuld door (functie)", "Filled in by (position)"),
    "paper_client": Message(
        "Over wie gaat het? Initialen of kenmerk, geen naam",
        "Whom is it about? Initials or reference, no name",
    ),
    "paper_notes": Message(
        "Opmerkingen, zonder namen of andere persoonsgegevens",
        "Remarks, without names or other personal data",
    ),
}
_ABOUT: Final[Mapping[str, Message]] = {
    "version": wording.VERSION,
    "draft": Message("Concept", "Draft"),
    "valid_from": wording.VALID_FROM,
    "valid_until": wording.VALID_UNTIL,
    "valid_between": wording.VALID_BETWEEN,
    "check_number": wording.CHECK_NUMBER,
    "contact": wording.CONTACT,
    "advice": wording.USE_ADVICE,
    "not_yet_valid": Message(
        "Let op: deze versie geldt pas vanaf {start}.",
        "Note: this version is not valid until {start}.",
    ),
    "no_longer_valid": Message(
        "Let op: deze versie gold tot en met {end}.", "Note: this version was valid until {end}."
    ),
    "stays_here": Message(
        "Wat u hier invult, wordt niet bewaard en niet verstuurd.",
        "What you fill in here is not kept and not sent.",
    ),
    "loading": Message("De boom wordt geladen …", "The tree is being loaded …"),
    "not_loaded": Message(
        "De boom kan niet worden geladen: {address}", "The tree cannot be loaded: {address}"
    ),
    "other_format": Message(
        "Deze boom is gemaakt met een andere versie van woonboom. Maak hem opnieuw: {address}",
        "This tree was made with another version of woonboom. Make it again: {address}",
    ),
    "has_errors": Message(
        "Let op: deze boom heeft fouten. Werk er nog niet mee.",
        "Mind: this tree has errors. Do not work with it yet.",
    ),
}
CATALOGUE: Final[Mapping[str, Message]] = {
    **_ASKING,
    **_FACTS,
    **_WAYS,
    **_ENDING,
    **_KEEPING,
    **_ABOUT,
}


def words(language: str) -> dict[str, str | Words]:
    """Return all words of the page in a language of trees, by the keys of its scripts.

    `saying` are those with which facts, amounts and changes are said.
    """
    said: dict[str, str | Words] = {key: text.say(language) for key, text in CATALOGUE.items()}
    return {**said, "saying": saying(language)}
