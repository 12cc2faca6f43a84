"""YAML events → values, with every problem that the shape of the file has."""

from __future__ import annotations

from collections.abc import Iterator
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
    in_order,
)
from woonboom.source.traps import (
    SYNTAX,
    TRAPS,
    control_at,
    control_character,
    has_control,
    is_tab,
    syntax_problem,
)
from woonboom.source.values import Mapping, Node, Scalar, Sequence

DEEPEST: Final = 100
MOST_VALUES: Final = 300_000

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
FIRST_HERE: Final = Message("De eerste keer staat hier.", "The first time is here.")
_MANY_DOCUMENTS = Message(
    "Er begint hier een tweede document; een bestand heeft er één.",
    "A second document begins here; a file has one.",
)
_ONE_DOCUMENT = Message(
    "Haal de regel ‘---’ weg, of zet wat erna komt in een eigen bestand.",
    "Remove the line ‘---’, or put what follows in a file of its own.",
)
_KEY_IS_BLOCK = Message(
    "Een sleutel moet een gewoon woord zijn, geen lijst of blok.",
    "A key must be a plain word, not a list or block.",
)
_QUOTE_KEY = Message(
    "Begint de tekst met { of [? Zet de tekst tussen aanhalingstekens.",
    "Does the text begin with { or [? Put the text in quotation marks.",
)
_EXPLODES = Message(
    "Met zijn verwijzingen telt dit bestand meer dan {most} waarden.",
    "With its references this file has more than {most} values.",
)
_SMALLER = Message(
    "Haal ankers (&) en verwijzingen (*) weg, of splits het bestand.",
    "Remove anchors (&) and references (*), or split the file.",
)
_UNUSED = Message(
    "‘&{name}’ is voor YAML een anker en geen tekst, maar niets verwijst ernaar.",
    "To YAML ‘&{name}’ is an anchor and no text, but nothing refers to it.",
)
_TAG = Message(
    "Een uitroepteken aan het begin is voor YAML een label en geen tekst.",
    "To YAML an exclamation mark at the beginning is a label and no text.",
)
_QUOTE = Message("Zet de tekst tussen aanhalingstekens.", "Put the text in quotation marks.")


def parse(source: SourceText) -> tuple[Node | None, list[Diagnostic]]:
    """Return the value that a YAML text holds (None when it is empty), with every problem."""
    control = control_character(source)
    if control:
        return None, [control]
    composer = _Composer(source)
    node = None
    try:
        node = composer.document()
    except _Refused as refusal:
        composer.problems.append(refusal.problem)
    except yaml.MarkedYAMLError as error:
        composer.problems.append(syntax_problem(source, error))
    return node, in_order(composer.problems)


def events_of(text: str) -> Iterator[yaml.Event]:
    """Return the events of a YAML text; stops with an error of PyYAML where it is none."""
    # The parser in C is eight times faster; wheels have it on every common system.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # Not `yaml.parse`, which asks twice for every event; the last one is followed by None.
    return iter(loader(text).get_event, None)


class _Refused(Exception):
    def __init__(self, problem: Diagnostic) -> None:
        self.problem = problem


class _Composer:
    """Builds values from events; an anchor keeps the number of values that it stands for."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.unused: dict[str, Span] = {}
        self.values = 0
        self.has_tabs = "\t" in source.text
        self.events = events_of(source.text)

    def document(self) -> Node | None:
        node = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    span = self.span(event)
                    raise _Refused(SYNTAX.at(span, message=_MANY_DOCUMENTS, hint=_ONE_DOCUMENT))
                node = self.node(next(self.events), 0, flow=False)
        for name, span in self.unused.items():
            self.problems.append(SYNTAX.at(span, message=_UNUSED, hint=_QUOTE, name=name))
        return node

    def node(self, event: yaml.Event, depth: int, *, flow: bool) -> Node:
        if depth > DEEPEST:
            raise _Refused(TOO_DEEP.at(self.span(event), most=str(DEEPEST)))
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        before = self.values
        self.count(1, event)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event, flow=flow)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self.sequence(event, depth)
        else:
            node = self.mapping(event, depth)
        self.mark(event, node, self.values - before)
        return node

    def mark(self, event: yaml.Event, node: Node, weight: int) -> None:
        """Remember a value's anchor; report a tag, and a text that YAML takes for an anchor."""
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.anchors[anchor] = (node, weight)
            if isinstance(node, Scalar):
                self.unused[anchor] = node.span
        if getattr(event, "tag", None):
            self.problems.append(SYNTAX.at(self.span(event), message=_TAG, hint=_QUOTE))

    def count(self, values: int, event: yaml.Event) -> None:
        self.values += values
        if self.values > MOST_VALUES:
            problem = ALIAS.at(
                self.span(event), message=_EXPLODES, hint=_SMALLER, most=str(MOST_VALUES)
            )
            raise _Refused(problem)

    def alias(self, event: yaml.AliasEvent) -> Node:
        name = event.anchor or ""
        if name not in self.anchors:
            raise _Refused(ALIAS.at(self.span(event), name=name))
        self.unused.pop(name, None)
        node, weight = self.anchors[name]
        self.count(weight, event)
        return node

    def scalar(self, event: yaml.ScalarEvent, *, flow: bool) -> Scalar:
        scalar = Scalar(event.value, self.span(event), plain=not event.style)
        # PyYAML without its C parser stops at such a question mark and at tabs between values, so
        # they are refused with it too: a file reads the same everywhere.
        if flow and scalar.plain and "?" in scalar.text:
            at = scalar.text.index("?")
            self.trap("question-mark", scalar.part(at, at + 1))
        if event.style == '"' and has_control(scalar.text):
            self.problems.append(control_at(scalar.span))
        if self.has_tabs and event.style not in ("|", ">"):
            self.tabs(scalar)
        return scalar

    def tabs(self, scalar: Scalar) -> None:
        span = scalar.span
        inside = scalar.text.find("\t") if scalar.plain else -1
        if is_tab(self.source, span.line, span.column - 1):
            self.trap("tab", self.one(span.line, span.column - 1))
        elif inside >= 0:
            self.trap("tab", scalar.part(inside, inside + 1))
        elif is_tab(self.source, span.end_line, span.end_column):
            self.trap("tab", self.one(span.end_line, span.end_column))

    def trap(self, name: str, span: Span) -> None:
        trap = TRAPS[name]
        self.problems.append(SYNTAX.at(span, message=trap.message, hint=trap.hint))

    def sequence(self, start: yaml.SequenceStartEvent, depth: int) -> Sequence:
        items = []
        event = next(self.events)
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1, flow=bool(start.flow_style)))
            event = next(self.events)
        return Sequence(tuple(items), self.span(start, event))

    def mapping(self, start: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        flow = bool(getattr(start, "flow_style", False))
        event = next(self.events)
        while not isinstance(event, yaml.MappingEndEvent):
            key = self.node(event, depth + 1, flow=flow)
            value = self.node(next(self.events), depth + 1, flow=flow)
            self.enter(entries, key, value)
            event = next(self.events)
        return Mapping(entries, self.span(start, event))

    def enter(self, entries: dict[str, tuple[Scalar, Node]], key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self.problems.append(SYNTAX.at(key.span, message=_KEY_IS_BLOCK, hint=_QUOTE_KEY))
        elif key.text in entries:
            first = Related(Said(FIRST_HERE), entries[key.text][0].span)
            self.problems.append(DUPLICATE_KEY.at(key.span, related=[first], key=key.text))
        else:
            entries[key.text] = (key, value)

    def span(self, start: yaml.Event, end: yaml.Event | None = None) -> Span:
        one, other = start.start_mark, (end or start).end_mark
        assert one is not None
        assert other is not None
        return Span(self.source, one.line + 1, one.column + 1, other.line + 1, other.column + 1)

    def one(self, line: int, column: int) -> Span:
        return Span(self.source, line, column, line, column + 1)
