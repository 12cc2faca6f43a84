"""What goes wrong in YAML, in the words of who writes it rather than of who parses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

from woonboom.diagnostics import (
    Diagnostic,
    Message,
    Related,
    Said,
    Severity,
    SourceText,
    Span,
    define,
)

SYNTAX = define(
    "WB104",
    "yaml-syntax",
    Severity.ERROR,
    message=Message("Hier klopt de opmaak van het bestand niet.", "The file's layout breaks here."),
    about=Message(
        "Het bestand is geen geldige YAML. De plek is waar het lezen stokte; de fout staat daar of "
        "vlak ervoor.",
        "The file is not valid YAML. The place is where reading stopped; the fault is there or "
        "just before.",
    ),
    hint=Message(
        "Controleer op deze regel en de regel erboven: inspringen, dubbele punten, "
        "aanhalingstekens.",
        "Check this line and the one above it: indentation, colons, quotation marks.",
    ),
)


@dataclass(frozen=True)
class Trap:
    """A fault that authors make: how either parser words it, and how we do."""

    words: tuple[str, ...]
    message: Message
    hint: Message


TRAPS: Final = {
    "question-mark": Trap(
        ("but got '?'",),
        Message(
            "Een vraagteken binnen accolades of blokhaken breekt de tekst af.",
            "A question mark inside braces or brackets breaks the text off.",
        ),
        Message(
            'Zet de tekst tussen aanhalingstekens: "…?"',
            'Put the text in quotation marks: "…?"',
        ),
    ),
    "tab": Trap(
        ("found a tab character",),
        Message("Hier staat een tab.", "There is a tab here."),
        Message(
            "Gebruik spaties; stel uw editor in op spaties in plaats van tabs.",
            "Use spaces; set your editor to spaces instead of tabs.",
        ),
    ),
    "list": Trap(
        ("sequence entries are not allowed",),
        Message("Hier kan geen lijst beginnen.", "A list cannot begin here."),
        Message(
            "Begin de lijst op een nieuwe regel. Of is dit een tekst? Zet de tekst tussen "
            "aanhalingstekens.",
            "Begin the list on a new line. Or is this a text? Put the text in quotation marks.",
        ),
    ),
    "sign": Trap(
        (
            "cannot start any token", "mapping keys are not allowed", "scanning an alias",
            "scanning an anchor", "scanning a block scalar", "a tag", "node content", "tag handle",
        ),
        Message(
            "Een tekst kan niet met dit teken beginnen.", "A text cannot begin with this sign."
        ),
        Message("Zet de tekst tussen aanhalingstekens.", "Put the text in quotation marks."),
    ),
    "colon": Trap(
        ("mapping values are not allowed",),
        Message(
            "Hier staat een dubbele punt die niet verwacht werd.",
            "There is a colon here that was not expected.",
        ),
        Message(
            "Staat de dubbele punt in een tekst? Zet de tekst tussen aanhalingstekens. Klopt "
            "anders het inspringen?",
            "Is the colon part of a text? Put the text in quotation marks. Otherwise check the "
            "indentation.",
        ),
    ),
    "backslash": Trap(
        ("unknown escape",),
        Message("Deze schuine streep betekent hier niets.", "This backslash means nothing here."),
        Message(
            "Schrijf er twee (\\\\), of gebruik enkele aanhalingstekens.",
            "Write two (\\\\), or use single quotation marks.",
        ),
    ),
    "quotation-mark": Trap(
        ("unexpected end of stream", "while scanning a quoted"),
        Message("Een aanhalingsteken wordt niet gesloten.", "A quotation mark is not closed."),
        Message(
            "Sluit de tekst met hetzelfde aanhalingsteken.",
            "Close the text with the same quotation mark.",
        ),
    ),
    "bracket": Trap(
        ("flow mapping", "flow sequence"),
        Message(
            "Een accolade of blokhaak wordt niet gesloten, of er ontbreekt een komma.",
            "A brace or bracket is not closed, or a comma is missing.",
        ),
        Message(
            "Sluit met } of ], en zet komma's tussen de delen.",
            "Close with } or ], and put commas between the parts.",
        ),
    ),
    "indentation": Trap(
        ("block mapping", "block collection", "block sequence", "could not find expected ':'"),
        Message(
            "Deze regel past niet bij de regels erboven.",
            "This line does not fit the lines above it.",
        ),
        Message(
            "Laat wat bij elkaar hoort even ver inspringen; een sleutel eindigt met een dubbele "
            "punt.",
            "Indent what belongs together equally far; a key ends with a colon.",
        ),
    ),
}  # fmt: skip
_AFTER_CLOSING: Final = Trap(
    (),
    Message(
        "Na het aanhalingsteken of de haak gaat de tekst door.",
        "After the quotation mark or bracket the text goes on.",
    ),
    Message("Zet de hele tekst tussen aanhalingstekens.", "Put the whole text in quotation marks."),
)
_COLOUR: Final = Trap(
    (),
    Message(
        "Vanaf # is de rest van de regel commentaar, ook de haak of komma die erin staat.",
        "From # on the rest of the line is a comment, with the bracket or comma that is in it.",
    ),
    Message(
        'Zet een kleur tussen aanhalingstekens: "#0055AA"',
        'Put a colour in quotation marks: "#0055AA"',
    ),
)
_BARE_COLOUR = re.compile(r"[{\[:,]\s+(#[0-9A-Fa-f]{3,6})\b.*[}\],]")
_LOOKS_BACK: Final = 20
_BEGAN_HERE = Message("Het blok begon hier.", "The block began here.")
_CONTROL = Message(
    "Er staat een onzichtbaar stuurteken in het bestand.",
    "There is an invisible control character in the file.",
)
_REMOVE = Message("Verwijder dat teken.", "Remove that character.")

# What YAML does not allow anywhere.
_CONTROLS = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def control_character(source: SourceText) -> Diagnostic | None:
    """Report the first character that cannot be in a YAML file."""
    found = _CONTROLS.search(source.text)
    return control_at(source.place(found.start())) if found else None


def has_control(text: str) -> bool:
    """Tell whether a value holds such a character, written as an escape."""
    return _CONTROLS.search(text) is not None


def control_at(span: Span) -> Diagnostic:
    """Report such a character at a place."""
    return SYNTAX.at(span, message=_CONTROL, hint=_REMOVE)


def syntax_problem(source: SourceText, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Say what the parser stumbled over."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if line > len(source.lines):  # the parser in C counts a line after the last
        line, column = len(source.lines), len(source.lines[-1]) + 1
    span = Span(source, line, column, line, column + 1)
    colour = _bare_colour(source, error, line)
    if colour:
        return SYNTAX.at(colour, message=_COLOUR.message, hint=_COLOUR.hint)
    trap = _trap(f"{error.context or ''} {error.problem or ''}", source.line(line), column)
    related = []
    if error.context_mark and error.context_mark.line + 1 < line:
        begin = error.context_mark
        where = Span(source, begin.line + 1, begin.column + 1, begin.line + 1, begin.column + 2)
        related = [Related(Said(_BEGAN_HERE), where)]
    if trap is None:
        return SYNTAX.at(span, related=related)
    return SYNTAX.at(span, message=trap.message, hint=trap.hint, related=related)


def _bare_colour(source: SourceText, error: yaml.MarkedYAMLError, last: int) -> Span | None:
    """Where a colour without quotation marks made a comment of the bracket that should close."""
    if "flow" not in (error.context or ""):
        return None
    for number in range(max(1, last - _LOOKS_BACK), last + 1):
        found = _BARE_COLOUR.search(source.line(number))
        if found:
            return Span(source, number, found.start(1) + 1, number, found.end(1) + 1)
    return None


def _trap(words: str, line: str, column: int) -> Trap | None:
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation or line[column - 1 : column] == "\t":
        return TRAPS["tab"]
    found = next((n for n, t in TRAPS.items() if any(word in words for word in t.words)), None)
    before = line[: column - 1].rstrip()
    if found == "indentation" and before.endswith(('"', "'", "}", "]")):
        return _AFTER_CLOSING
    return TRAPS[found] if found else None


def is_tab(source: SourceText, line: int, column: int) -> bool:
    """Tell whether a place holds a tab."""
    return column > 0 and source.line(line)[column - 1 : column] == "\t"
