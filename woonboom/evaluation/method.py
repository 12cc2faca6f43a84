"""What a report says of itself: when, how many, and what was left out."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Argument, Message
from woonboom.evaluation.comments import comments
from woonboom.evaluation.figures import FEWEST, groups, shown_apart
from woonboom.evaluation.form import Head
from woonboom.evaluation.gathering import Round
from woonboom.layout import wording

_BETWEEN: Final = Message("Ingevuld van {first} tot en met {last}", "Filled in {first} to {last}")
_ON: Final = Message("Ingevuld op {first}", "Filled in on {first}")
_AS_FAR: Final = Message("{period}, voor zover vermeld", "{period}, as far as told")
_UNDATED: Final = Message("Periode van invullen niet bekend", "Period of filling in not known")
_FORMS: Final = (
    Message("{n} ingevulde formulieren", "{n} forms filled in"),
    Message("1 ingevuld formulier", "1 form filled in"),
)
_VERSION: Final = Message("Formulier versie {version}", "Form version {version}")

_COUNTED: Final = (
    Message("{n} formulieren met antwoorden zijn geteld.", "{n} forms with answers were counted."),
    Message("1 formulier met antwoorden is geteld.", "1 form with answers was counted."),
)
_UNREAD: Final = (
    Message(
        "{n} bestanden of rijen konden niet gelezen worden en tellen niet mee.",
        "{n} files or rows could not be read and do not count.",
    ),
    Message(
        "1 bestand of rij kon niet gelezen worden en telt niet mee.",
        "1 file or row could not be read and does not count.",
    ),
)
_CUT: Final = (
    Message(
        "{n} bestanden waren niet tot het einde te lezen; wat daarna stond, telt niet mee.",
        "{n} files could not be read to their end; what stood there does not count.",
    ),
    Message(
        "1 bestand was niet tot het einde te lezen; wat daarna stond, telt niet mee.",
        "1 file could not be read to its end; what stood there does not count.",
    ),
)
_TWICE: Final = (
    Message(
        "{n} bestanden waren precies gelijk aan een ander en zijn één keer geteld.",
        "{n} files were exactly the same as another one and were counted once.",
    ),
    Message(
        "1 bestand was precies gelijk aan een ander en is één keer geteld.",
        "1 file was exactly the same as another one and was counted once.",
    ),
)
_BLANK: Final = (
    Message("{n} formulieren waren leeg en tellen niet mee.", "{n} forms were blank."),
    Message("1 formulier was leeg en telt niet mee.", "1 form was blank."),
)
_OTHERS: Final = (
    Message(
        "{n} formulieren zijn van een andere versie ({versions}). Hun antwoorden tellen mee bij de "
        "stellingen die beide versies hebben.",
        "{n} forms are of another version ({versions}). Their answers count for the statements "
        "that both versions have.",
    ),
    Message(
        "1 formulier is van een andere versie ({versions}). De antwoorden tellen mee bij de "
        "stellingen die beide versies hebben.",
        "1 form is of another version ({versions}). Its answers count for the statements that both "
        "versions have.",
    ),
)
_REWORDED: Final = Message(
    "In een andere versie luidde de tekst anders van stelling {numbers}.",
    "In another version the text was different of statement {numbers}.",
)
_SKIPPED: Final = Message(
    "Een stelling overslaan mocht; percentages gaan over wie wel antwoordde. Elk percentage is "
    "afgerond op een heel getal.",
    "Statements could be skipped; percentages are of those who did answer. Each is rounded to a "
    "whole number.",
)
_GROUPED: Final = Message(
    "Naar ‘{label}’ is uitgesplitst, want elke groep heeft vijf formulieren of meer.",
    "By ‘{label}’ the figures are broken down, for every group has five forms or more.",
)
_NOT_GROUPED: Final = Message(
    "Naar ‘{label}’ is niet uitgesplitst: een groep zou minder dan vijf formulieren hebben, of er "
    "is maar één groep.",
    "By ‘{label}’ the figures are not broken down: a group would have fewer than five forms, or "
    "there is only one group.",
)
_ANONYMOUS: Final = Message(
    "De namen bovenaan de formulieren zijn weggehaald, en ook mailadressen, telefoonnummers en "
    "datums. Verder staan de toelichtingen er zoals ze zijn geschreven; er kan nog een naam in "
    "staan.",
    "The names at the head of the forms were taken out, and mail addresses, telephone numbers and "
    "dates too. Otherwise the explanations are as they were written; they may still hold a "
    "name.",
)
_ORDERED: Final = Message(
    "Toelichtingen staan per stelling op volgorde van hun eerste woord, zodat niet te zien is wat "
    "van dezelfde persoon komt.",
    "Explanations stand with each statement in the order of their first word, so that nobody can "
    "see which are of the same person.",
)


def period(round_: Round) -> str:
    """Return when the forms were filled in, as far as they say so."""
    language, days = round_.form.language, round_.days
    if days is None:
        return _UNDATED.say(language)
    first, last = (wording.day(day, language) for day in days)
    said = (_ON if first == last else _BETWEEN).say(language, {"first": first, "last": last})
    all_say_it = round_.dated == len(round_.responses)
    return said if all_say_it else _AS_FAR.say(language, {"period": said})


def imprint(round_: Round) -> tuple[str, ...]:
    """Return short facts for beside the title."""
    form = round_.form
    version = _VERSION.say(form.language, {"version": form.version})
    number = wording.CHECK_NUMBER.say(form.language, {"number": form.fingerprint})
    return _count(round_, _FORMS, len(round_.responses)), version, number


def method(now: Round) -> list[str]:
    """Return how a report came about, a sentence or two each."""
    form, language = now.form, now.form.language
    found = [_count(now, _COUNTED, len(now.responses))]
    for messages, number in (
        (_UNREAD, now.unread), (_CUT, now.cut), (_TWICE, now.twice), (_BLANK, now.blank)
    ):  # fmt: skip
        found += [_count(now, messages, number)] if number else []
    if len(now.responses) < FEWEST:  # there is nothing more in the report to speak of
        return found
    found += _other_versions(now)
    if form.statements:
        found.append(_SKIPPED.say(language))
        found += [_broken_down(now, head) for head in form.groups]
    if comments(now):
        found += [_ORDERED.say(language), _ANONYMOUS.say(language)]
    return found


def _broken_down(round_: Round, head: Head) -> str:
    """Whether figures are broken down by what people say of themselves, and why not."""
    apart = shown_apart(groups(round_.responses, head).values())
    message = _GROUPED if apart else _NOT_GROUPED
    return message.say(round_.form.language, {"label": head.label})


def _other_versions(round_: Round) -> list[str]:
    """The forms of other versions, and what they said otherwise."""
    form = round_.form
    others = {v: n for v, n in round_.versions.items() if v != form.version}
    found = []
    if others:
        named = ", ".join(sorted(others))
        found.append(_count(round_, _OTHERS, sum(others.values()), versions=named))
    if round_.reworded:
        numbers = sorted(form.numbers[id_] for id_ in round_.reworded)
        words = {"numbers": ", ".join(map(str, numbers))}
        found.append(_REWORDED.say(form.language, words))
    return found


def _count(round_: Round, messages: tuple[Message, Message], number: int, **more: Argument) -> str:
    """A message about a number of things, or about one."""
    return messages[number == 1].say(round_.form.language, {"n": number, **more})
