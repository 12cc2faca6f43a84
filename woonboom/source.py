"""Files → values with places. The only module that knows PyYAML.

YAML is read as events and never loaded: every value stays the text that the author wrote, and what
it means is decided by whoever knows what belongs there. So `ja`, `no`, `012` and `1:30` cannot turn
into something else by accident, and nothing in a file is ever executed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

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

LARGEST: Final = 5_000_000
DEEPEST: Final = 100
MOST_VALUES: Final = 300_000

UNREADABLE_FILE = define(
    "WB101",
    "unreadable-file",
    Severity.ERROR,
    message=Message("Dit bestand bestaat niet.", "This file does not exist."),
    about=Message(
        "Het bestand bestaat niet, is een map, of mag niet gelezen worden.",
        "The file does not exist, is a folder, or may not be read.",
    ),
    hint=Message("Controleer de naam en de map.", "Check the name and the folder."),
)
NOT_TEXT = define(
    "WB102",
    "not-text",
    Severity.ERROR,
    message=Message("Dit bestand is geen tekst in UTF-8.", "This file is not text in UTF-8."),
    about=Message(
        "Een boom is een tekstbestand in UTF-8. Een Word-document, een plaatje of een bestand in "
        "een andere tekenset kan niet gelezen worden.",
        "A tree is a text file in UTF-8. A Word document, a picture or a file in another encoding "
        "cannot be read.",
    ),
    hint=Message(
        "Sla het bestand in uw teksteditor opnieuw op als UTF-8.",
        "Save the file again as UTF-8 in your text editor.",
    ),
)
TOO_LARGE = define(
    "WB103",
    "too-large",
    Severity.ERROR,
    message=Message(
        "Dit bestand is {size} MB; het hoogste is {most} MB.",
        "This file is {size} MB; the most is {most} MB.",
    ),
    about=Message(
        "Bestanden boven de 5 MB worden niet gelezen: een boom van duizenden vragen is kleiner.",
        "Files over 5 MB are not read: a tree of thousands of questions is smaller.",
    ),
    hint=Message(
        "Splits de boom, of controleer of dit het juiste bestand is.",
        "Split the tree, or check that this is the right file.",
    ),
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
        "Controleer op deze regel en de regel erboven: inspringen, dubbele punten, aanhalingstekens.",
        "Check this line and the one above it: indentation, colons, quotation marks.",
    ),
)
DUPLICATE_KEY = define(
    "WB105",
    "duplicate-key",
    Severity.ERROR,
    message=Message("‘{key}’ staat hier twee keer.", "‘{key}’ stands here twice."),
    about=Message(
        "Een sleutel mag in een blok maar één keer voorkomen; anders zou een van beide stil "
        "verdwijnen.",
        "A key may stand in a block only once; otherwise one of the two would silently vanish.",
    ),
    hint=Message("Haal er één weg, of hernoem er één.", "Remove one, or rename one."),
)
TOO_DEEP = define(
    "WB106",
    "too-deep",
    Severity.ERROR,
    message=Message(
        "Dit bestand is dieper dan {most} lagen genest.",
        "This file is nested more than {most} levels deep.",
    ),
    about=Message(
        "Een boom heeft een handvol lagen. Een bestand dat dieper gaat dan 100 is geen boom.",
        "A tree has a handful of levels. A file that goes deeper than 100 is no tree.",
    ),
)
ALIAS = define(
    "WB107",
    "alias",
    Severity.ERROR,
    message=Message(
        "Het anker ‘{name}’ bestaat niet of bevat zichzelf.",
        "The anchor ‘{name}’ does not exist or contains itself.",
    ),
    about=Message(
        "Een verwijzing (*naam) kopieert een blok met een anker (&naam). Het anker moet eerder in "
        "het bestand staan, mag zichzelf niet bevatten en mag het bestand niet laten ontploffen.",
        "A reference (*name) copies a block with an anchor (&name). The anchor must stand earlier "
        "in the file, may not contain itself and may not make the file explode.",
    ),
    hint=Message(
        "Begint de tekst met een sterretje? Zet hem dan tussen aanhalingstekens.",
        "Does the text begin with an asterisk? Then put it in quotation marks.",
    ),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it was written; `plain` when it stands without quotation marks."""

    text: str
    span: Span
    plain: bool = True

    def part(self, start: int, end: int) -> Span:
        """Return the place of characters `start` to `end`, as near as it is known."""
        written = self.span.source.line(self.span.line)[self.span.column - 1 :]
        offset = 0 if self.plain else 1
        if self.text not in written[: len(self.text) + offset]:
            return self.span
        return self.span.within(start + offset, end + offset)


@dataclass(frozen=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True)
class Mapping:
    """Keys with their values, in the order they are written, each key once."""

    entries: dict[str, tuple[Scalar, Node]]
    span: Span

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, if it is there."""
        found = self.entries.get(key)
        return found[1] if found else None

    def key(self, key: str) -> Span:
        """Return the place of a key, or of the whole block where it is missing."""
        found = self.entries.get(key)
        return found[0].span if found else self.span


Node = Scalar | Sequence | Mapping


def read_text(path: Path, name: str | None = None) -> tuple[SourceText, list[Diagnostic]]:
    """Read a UTF-8 file; the problems say why it cannot be read."""
    empty = SourceText(name or str(path))
    try:
        if path.is_dir():
            return empty, [UNREADABLE_FILE.at(empty.start, message=_IS_FOLDER, hint=_NAME_A_FILE)]
        size = path.stat().st_size
        if size > LARGEST:
            return empty, [_too_large(empty, size)]
        data = path.read_bytes()
    except FileNotFoundError:
        return empty, [UNREADABLE_FILE.at(empty.start)]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return empty, [UNREADABLE_FILE.at(empty.start, message=_NOT_ALLOWED, reason=reason)]
    return decode(data, empty.name)


def decode(data: bytes, name: str) -> tuple[SourceText, list[Diagnostic]]:
    """Return the text that `data` holds; the problems say why it holds none."""
    empty = SourceText(name)
    if len(data) > LARGEST:
        return empty, [_too_large(empty, len(data))]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return empty, [NOT_TEXT.at(empty.start, message=_UTF16)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        span = Span(SourceText(name, data.decode("utf-8", "replace")), line, column, line, column + 1)
        return empty, [NOT_TEXT.at(span)]
    source = SourceText(name, text)
    if "\0" in text:
        return empty, [NOT_TEXT.at(empty.start, message=_BINARY)]
    return source, []


def parse(source: SourceText) -> tuple[Node | None, list[Diagnostic]]:
    """Return the value that a YAML text holds (None when it is empty), with every problem."""
    composer = _Composer(source)
    try:
        return composer.document(), composer.problems
    except _Refused as refusal:
        return None, [*composer.problems, refusal.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*composer.problems, _syntax_problem(source, error)]
    except yaml.YAMLError as error:
        return None, [*composer.problems, _character_problem(source, error)]


def _too_large(empty: SourceText, size: int) -> Diagnostic:
    words = {"size": f"{size / 1_000_000:.1f}", "most": str(LARGEST // 1_000_000)}
    return TOO_LARGE.at(empty.start, **words)


_IS_FOLDER = Message("Dit is een map, geen bestand.", "This is a folder, not a file.")
_NAME_A_FILE = Message("Noem een bestand in deze map.", "Name a file in this folder.")
_NOT_ALLOWED = Message(
    "Dit bestand kan niet gelezen worden: {reason}.", "This file cannot be read: {reason}."
)
_UTF16 = Message("Dit bestand is opgeslagen als UTF-16.", "This file was saved as UTF-16.")
_BINARY = Message(
    "Dit is geen tekstbestand: er staan nultekens in.",
    "This is no text file: it contains null characters.",
)
_MANY_DOCUMENTS = Message(
    "Er begint hier een tweede document; een bestand heeft er één.",
    "A second document begins here; a file has one.",
)
_KEY_IS_BLOCK = Message(
    "Een sleutel moet een gewoon woord zijn, geen lijst of blok.",
    "A key must be a plain word, not a list or block.",
)
_EXPLODES = Message(
    "Met zijn verwijzingen telt dit bestand meer dan {most} waarden.",
    "With its references this file has more than {most} values.",
)
_SMALLER = Message(
    "Haal ankers (&) en verwijzingen (*) weg, of splits het bestand.",
    "Remove anchors (&) and references (*), or split the file.",
)
_QUESTION_MARK = Message(
    "Een vraagteken binnen accolades of blokhaken breekt de tekst af.",
    "A question mark inside braces or brackets breaks the text off.",
)
_QUOTE = Message(
    "Zet de tekst tussen aanhalingstekens: \"…?\"", "Put the text in quotation marks: \"…?\""
)


class _Refused(Exception):
    def __init__(self, problem: Diagnostic) -> None:
        self.problem = problem


class _Composer:
    """Builds nodes from events; `weights` counts the values that each anchor stands for."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.values = 0
        # The parser in C is eight times faster; wheels have it on every common system.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.events: Iterator[Any] = yaml.parse(source.text, Loader=loader)

    def document(self) -> Node | None:
        node = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    raise _Refused(SYNTAX.at(self.span(event), message=_MANY_DOCUMENTS))
                node = self.node(next(self.events), 0, flow=False)
        return node

    def node(self, event: Any, depth: int, *, flow: bool) -> Node:
        if depth > DEEPEST:
            raise _Refused(TOO_DEEP.at(self.span(event), most=str(DEEPEST)))
        before = self.values
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        self.count(1, event)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event, flow)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self.sequence(event, depth)
        else:
            node = self.mapping(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.values - before)
        return node

    def count(self, values: int, event: Any) -> None:
        self.values += values
        if self.values > MOST_VALUES:
            problem = ALIAS.at(
                self.span(event), message=_EXPLODES, hint=_SMALLER, most=str(MOST_VALUES)
            )
            raise _Refused(problem)

    def alias(self, event: Any) -> Node:
        if event.anchor not in self.anchors:
            raise _Refused(ALIAS.at(self.span(event), name=event.anchor))
        node, weight = self.anchors[event.anchor]
        self.count(weight, event)
        return node

    def scalar(self, event: Any, flow: bool) -> Scalar:
        scalar = Scalar(event.value, self.span(event), plain=not event.style)
        # PyYAML without its C parser stops at such a question mark; so does many an editor.
        if flow and scalar.plain and "?" in scalar.text:
            at = scalar.text.index("?")
            self.problems.append(
                SYNTAX.at(scalar.part(at, at + 1), message=_QUESTION_MARK, hint=_QUOTE)
            )
        return scalar

    def sequence(self, start: Any, depth: int) -> Sequence:
        items = []
        event = next(self.events)
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1, flow=bool(start.flow_style)))
            event = next(self.events)
        return Sequence(tuple(items), self.span(start, event))

    def mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        flow = bool(start.flow_style)
        event = next(self.events)
        while not isinstance(event, yaml.MappingEndEvent):
            key = self.node(event, depth + 1, flow=flow)
            value = self.node(next(self.events), depth + 1, flow=flow)
            if not isinstance(key, Scalar):
                raise _Refused(SYNTAX.at(key.span, message=_KEY_IS_BLOCK))
            self.enter(entries, key, value)
            event = next(self.events)
        return Mapping(entries, self.span(start, event))

    def enter(self, entries: dict[str, tuple[Scalar, Node]], key: Scalar, value: Node) -> None:
        if key.text not in entries:
            entries[key.text] = (key, value)
            return
        first = Related(Said(_FIRST_HERE), entries[key.text][0].span)
        self.problems.append(DUPLICATE_KEY.at(key.span, related=[first], key=key.text))

    def span(self, start: Any, end: Any = None) -> Span:
        one, other = start.start_mark, (end or start).end_mark
        return Span(self.source, one.line + 1, one.column + 1, other.line + 1, other.column + 1)


_FIRST_HERE = Message("De eerste keer staat hier.", "The first time is here.")


@dataclass(frozen=True)
class _Trap:
    """A fault that authors make: how the parser words it, and how we do."""

    words: tuple[str, ...]
    message: Message
    hint: Message


_TAB = _Trap(
    ("cannot start any token",),
    Message("Hier staat een tab.", "There is a tab here."),
    Message(
        "Spring in met spaties; stel uw editor in op spaties in plaats van tabs.",
        "Indent with spaces; set your editor to spaces instead of tabs.",
    ),
)
_SIGN = _Trap(
    ("cannot start any token",),
    Message("Een tekst kan niet met dit teken beginnen.", "A text cannot begin with this sign."),
    Message("Zet de tekst tussen aanhalingstekens.", "Put the text in quotation marks."),
)
_TRAPS: Final = (
    _Trap(
        ("but got '?'",),
        _QUESTION_MARK,
        _QUOTE,
    ),
    _SIGN,
    _Trap(
        ("mapping values are not allowed",),
        Message(
            "Hier staat een dubbele punt die niet verwacht werd.",
            "There is a colon here that was not expected.",
        ),
        Message(
            "Staat de dubbele punt in een tekst? Zet de tekst tussen aanhalingstekens. Klopt anders "
            "het inspringen?",
            "Is the colon part of a text? Put the text in quotation marks. Otherwise check the "
            "indentation.",
        ),
    ),
    _Trap(
        ("unexpected end of stream", "while scanning a quoted"),
        Message("Een aanhalingsteken wordt niet gesloten.", "A quotation mark is not closed."),
        Message(
            "Sluit de tekst met hetzelfde aanhalingsteken.",
            "Close the text with the same quotation mark.",
        ),
    ),
    _Trap(
        ("unknown escape",),
        Message("Deze schuine streep betekent hier niets.", "This backslash means nothing here."),
        Message(
            "Schrijf er twee (\\\\), of gebruik enkele aanhalingstekens.",
            "Write two (\\\\), or use single quotation marks.",
        ),
    ),
    _Trap(
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
    _Trap(
        ("block mapping", "block collection", "block sequence", "could not find expected ':'"),
        Message(
            "Deze regel past niet bij de regels erboven.",
            "This line does not fit the lines above it.",
        ),
        Message(
            "Laat wat bij elkaar hoort even ver inspringen; een sleutel eindigt met een dubbele punt.",
            "Indent what belongs together equally far; a key ends with a colon.",
        ),
    ),
)


def _syntax_problem(source: SourceText, error: yaml.MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    words = f"{error.context or ''} {error.problem or ''}"
    trap = next((t for t in _TRAPS if any(word in words for word in t.words)), None)
    if _tab_before(source.line(line), column):
        trap = _TAB
    span = Span(source, line, column, line, column + 1)
    related = []
    if error.context_mark and error.context_mark.line + 1 < line:
        begin = error.context_mark
        where = Span(source, begin.line + 1, begin.column + 1, begin.line + 1, begin.column + 2)
        related = [Related(Said(_BEGAN_HERE), where)]
    if trap is None:
        return SYNTAX.at(span, related=related)
    return SYNTAX.at(span, message=trap.message, hint=trap.hint, related=related)


def _tab_before(line: str, column: int) -> bool:
    """Tell whether a tab indents the line, or stands where the parser stopped."""
    indentation = line[: len(line) - len(line.lstrip())]
    return "\t" in indentation or line[column - 1 : column] == "\t"


_BEGAN_HERE = Message("Het blok begon hier.", "The block began here.")
_CONTROL = Message(
    "Er staat een onzichtbaar stuurteken in het bestand.",
    "There is an invisible control character in the file.",
)
_REMOVE = Message("Verwijder dat teken.", "Remove that character.")


def _character_problem(source: SourceText, error: yaml.YAMLError) -> Diagnostic:
    position = getattr(error, "position", 0) or 0
    # The C parser counts bytes here, so the first control character itself is looked up.
    found = next((i for i, c in enumerate(source.text) if c < " " and c not in "\t\r\n"), position)
    before = source.text[:found]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    span = Span(source, line, column, line, column + 1)
    return SYNTAX.at(span, message=_CONTROL, hint=_REMOVE)
