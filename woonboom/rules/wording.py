"""Wording: texts that agree with the rules and tell people what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from woonboom.diagnostics import Diagnostic, Message, Severity, Span, define
from woonboom.model import Parameter, Text, Tree
from woonboom.rules.rule import tree_rule
from woonboom.units import unit_of

NUMBER_IN_TEXT = define(
    "WB701",
    "number-in-text",
    Severity.WARNING,
    message=Message(
        "‘{amount}’ staat in de tekst, maar is ook de waarde van {parameters}.",
        "‘{amount}’ stands in the text, but is also the value of {parameters}.",
    ),
    about=Message(
        "Een getal dat ook een parameter is, hoort in de tekst tussen accolades. Anders "
        "zegt de tekst straks iets anders dan de voorwaarde.",
        "A number that is also a parameter belongs in the text between braces. Otherwise the text "
        "will one day say something else than the condition.",
    ),
    hint=Message(
        "Schrijf {places}, als dat getal bedoeld is.",
        "Write {places}, if that number is meant.",
    ),
)
NO_NEXT_STEP = define(
    "WB703",
    "no-next-step",
    Severity.WARNING,
    message=Message(
        "Uitkomst ‘{outcome}’ zegt niet wat er nu gebeurt: {missing} ontbreekt.",
        "Outcome ‘{outcome}’ does not say what happens next: {missing} is missing.",
    ),
    about=Message(
        "Wie recht heeft op een traject, moet weten hoe het verder gaat: de volgende "
        "stappen en een informatiepagina.",
        "Whoever is eligible must know how it goes on: the next steps and an information page.",
    ),
    hint=Message("Voeg ‘{missing}: …’ toe.", "Add ‘{missing}: …’."),
)
DRAFT_VERSION = define(
    "WB705",
    "draft",
    Severity.INFO,
    message=Message(
        "Deze boom heeft nog geen versie; er staat ‘{version}’ op.",
        "This tree has no version yet; it will say ‘{version}’.",
    ),
    about=Message(
        "Aan de versie zien mensen of wat aan de muur hangt nog klopt.",
        "By the version people see whether what hangs on the wall still holds.",
    ),
    hint=Message('Voeg ‘version: "2026-01"’ toe.', 'Add ‘version: "2026-01"’.'),
)

_WORDS: Final = {
    "nl": ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen",
           "tien", "elf", "twaalf"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve"),
}  # fmt: skip
_LISTED: Final = 3


@tree_rule
def numbers_in_texts(tree: Tree) -> Iterator[Diagnostic]:
    """Yield amounts that are written out where a parameter has that value."""
    texts = [*tree.texts(), *tree.glossary.values()]
    return written_out(texts, tree.parameters.values(), tree.language)


def written_out(
    texts: Iterable[Text], parameters: Iterable[Parameter], language: str
) -> Iterator[Diagnostic]:
    """Yield amounts that are written out in texts where a parameter has that value."""
    amounts = _amounts(parameters, language)
    if not amounts:
        return
    pattern = _pattern(language)
    for text in texts:
        for span, written, amount in _written(text, pattern, language):
            names = amounts.get(amount, [])
            if names:
                places = " / ".join(f"{{{name}}}" for name in names[:_LISTED])
                named = ", ".join(f"‘{name}’" for name in names[:_LISTED])
                yield NUMBER_IN_TEXT.at(span, amount=written, parameters=named, places=places)


def _amounts(parameters: Iterable[Parameter], language: str) -> dict[tuple[str, int], list[str]]:
    """The parameters by measure and size: 60 months and 5 years are one amount."""
    found: dict[tuple[str, int], list[str]] = {}
    for parameter in parameters:
        unit = unit_of(parameter.unit, language) if parameter.unit else None
        if unit:
            size = parameter.value * unit.size
            found.setdefault((unit.measure, size), []).append(parameter.id)
    return found


def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(_WORDS[language])
    return re.compile(rf"(?<![\w.,{{])(\d{{1,9}}|{words})\s+(\w+)", re.IGNORECASE)


def _written(
    text: Text, pattern: re.Pattern[str], language: str
) -> Iterator[tuple[Span, str, tuple[str, int]]]:
    """Yield the amounts that a text writes out, each with its place."""
    if text.span is None:
        return
    places = _places(text.span, pattern)
    for match in pattern.finditer(text.template):
        amount = " ".join(match.group().split())
        place = next((span for written, span in places if written == amount), text.span)
        unit = unit_of(match.group(2).lower(), language)
        if unit:
            yield place, amount, (unit.measure, _value(match.group(1), language) * unit.size)


def _places(span: Span, pattern: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    """Yield what looks like an amount in the lines of a text, or in a whole page from there on.

    Read along with the amounts themselves, each is found after the one before it.
    """
    last = span.end_line if span.end_line > span.line or span.end_column > span.column else None
    first, *rest = span.source.lines[span.line - 1 : last]
    lines = "\n".join([" " * (span.column - 1) + first[span.column - 1 :], *rest])
    for match in pattern.finditer(lines):
        line, column = _position(lines, match.start())
        end_line, end_column = _position(lines, match.end())
        above = span.line - 1
        place = Span(span.source, above + line, column, above + end_line, end_column)
        yield " ".join(match.group().split()), place


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _value(word: str, language: str) -> int:
    if word.isdigit():
        return int(word)
    words = _WORDS[language]
    return next(n for n, forms in enumerate(words) if word.lower() in forms.split("|"))


@tree_rule
def next_steps(tree: Tree) -> Iterator[Diagnostic]:
    """Yield eligible outcomes that do not say how it goes on."""
    for outcome in tree.outcomes.values():
        if outcome.kind != "eligible":
            continue
        for key, value in (("steps", outcome.steps), ("info", outcome.info)):
            if not value:
                yield NO_NEXT_STEP.at(outcome.span, outcome=outcome.id, missing=key)


@tree_rule
def drafts(tree: Tree) -> Iterator[Diagnostic]:
    """Yield trees that have no version of their own."""
    if tree.version in ("concept", "draft"):
        yield DRAFT_VERSION.at(tree.span, version=tree.version)
