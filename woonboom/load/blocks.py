"""Reading a block key by key, with a problem for every misfit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, TypeVar

from woonboom.diagnostics import (
    Code,
    Diagnostic,
    Message,
    Related,
    Said,
    Severity,
    Span,
    define,
    suggestion,
)
from woonboom.facts import whole_number, yes_or_no
from woonboom.load.shapes import Shape
from woonboom.source import Mapping, Node, Scalar, Sequence

UNKNOWN_KEY = define(
    "WB110",
    "unknown-key",
    Severity.ERROR,
    message=Message("{shape} kent ‘{key}’ niet.", "{shape} has no ‘{key}’."),
    about=Message(
        "Elk blok heeft vaste sleutels. Een onbekende sleutel is meestal een tikfout, en wat "
        "eronder staat zou anders stil genegeerd worden.",
        "Every block has fixed keys. An unknown key is mostly a typo, and what stands under it "
        "would otherwise be silently ignored.",
    ),
)
MISSING_KEY = define(
    "WB111",
    "missing-key",
    Severity.ERROR,
    message=Message("{shape} mist ‘{key}’.", "{shape} lacks ‘{key}’."),
    about=Message(
        "Zonder deze sleutel is niet te zeggen wat het blok betekent.",
        "Without this key there is no telling what the block means.",
    ),
    hint=Message("Voeg toe: ‘{key}: …’", "Add: ‘{key}: …’"),
)
WRONG_SHAPE = define(
    "WB112",
    "wrong-shape",
    Severity.ERROR,
    message=Message(
        "Hier hoort {wanted}, maar er staat {found}.",
        "{wanted} belongs here, but there is {found}.",
    ),
    about=Message(
        "Op deze plek hoort een ander soort waarde: een tekst, een getal, een lijst of een blok.",
        "Another kind of value belongs here: a text, a number, a list or a block.",
    ),
)
INVALID_ID = define(
    "WB113",
    "invalid-id",
    Severity.ERROR,
    message=Message("‘{id}’ kan geen id zijn.", "‘{id}’ cannot be an id."),
    about=Message(
        "Een id bestaat uit kleine letters, cijfers en lage streepjes. Een id verandert nooit, ook "
        "niet als de tekst verandert: zo blijven versies vergelijkbaar.",
        "An id is made of lower case letters, digits and underscores. An id never changes, even "
        "when the text does: that keeps versions comparable.",
    ),
    hint=Message(
        "Gebruik alleen kleine letters, cijfers en _, bijvoorbeeld ‘{better}’.",
        "Use lower case letters, digits and _ only, for example ‘{better}’.",
    ),
)
DUPLICATE_ID = define(
    "WB114",
    "duplicate-id",
    Severity.ERROR,
    message=Message("De id ‘{id}’ is al in gebruik.", "The id ‘{id}’ is already in use."),
    about=Message(
        "Vragen en uitkomsten van een boom delen hun ids; feiten en parameters ook, over alle "
        "vocabulaires van de boom heen.",
        "Questions and outcomes of a tree share their ids; so do facts and parameters, across all "
        "vocabularies of the tree.",
    ),
    hint=Message("Kies een andere id.", "Choose another id."),
)
INVALID_VALUE = define(
    "WB115",
    "invalid-value",
    Severity.ERROR,
    message=Message("‘{value}’ kan hier niet.", "‘{value}’ is not possible here."),
    about=Message(
        "De waarde is van het goede soort, maar niet een die hier bestaat.",
        "The value is of the right kind, but not one that exists here.",
    ),
)

ID: Final = re.compile(r"[a-z0-9_]+")
PAGE_ID: Final = re.compile(r"[a-z0-9_]+(-[a-z0-9_]+)*")
RESERVED: Final = frozenset({"and", "or", "not", "in"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# Spaces, and characters that only change how their neighbours look or join.
_SHOWS_NOTHING = re.compile(
    "[\\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]*"
)

TEXT = Message("een tekst", "a text")
NUMBER = Message("een heel getal", "a whole number")
LIST = Message("een lijst", "a list")
BLOCK = Message("een blok met sleutels", "a block with keys")
NOTHING = Message("niets", "nothing")
_FIRST = Message("Hier staat de eerste.", "The first one is here.")
_NOT_AN_ADDRESS = Message("‘{value}’ is geen webadres.", "‘{value}’ is no web address.")
_ADDRESS_HINT = Message("Schrijf het hele adres: {better}", "Write the whole address: {better}")
ADDRESS: Final = re.compile(r"https?://[^\s/?#]+\S*|mailto:[^\s@]+@[^\s@]+")
_NOT_A_DATE = Message("‘{value}’ is geen datum.", "‘{value}’ is no date.")
_DATE_HINT = Message("Schrijf een datum als 2026-01-31.", "Write a date as 2026-01-31.")
_YES_OR_NO = Message("Schrijf true of false.", "Write true or false.")
_QUOTE = Message(
    "Is dit een tekst met een dubbele punt, of een die begint met { of [? Zet de tekst tussen "
    "aanhalingstekens.",
    "Is this a text with a colon, or one that begins with { or [? Put the text in quotation marks.",
)
_DIGITS = Message(
    "Schrijf alleen cijfers, zonder eenheid en zonder nul vooraan.",
    "Write digits only, without a unit and without a zero in front.",
)
_DASHES = Message(
    "Zet elk onderdeel op een eigen regel achter een streepje: ‘- …’.",
    "Put every part on a line of its own after a dash: ‘- …’.",
)
_INDENTED = Message(
    "Schrijf eronder, ingesprongen, een sleutel per regel: ‘sleutel: …’.",
    "Below it, indented, write one key per line: ‘key: …’.",
)
_NOTHING_HERE = Message(
    "Vul iets in, of haal de regel weg.", "Fill in something, or remove the line."
)


Read = TypeVar("Read")


class Block:
    """A block of a known shape; what cannot be read becomes a problem and reads as nothing."""

    def __init__(self, node: Mapping, shape: Shape, problems: list[Diagnostic]) -> None:
        self.node = node
        self.shape = shape
        self.problems = problems
        meant: set[str | None] = set()
        for key, (written, _) in node.entries.items():
            if key not in shape.keys:
                hint = shape.remedy(key)
                self.report(UNKNOWN_KEY, written.span, hint=hint, shape=shape.name, key=key)
                meant.add(shape.spelling.nearest(key))
        for key in shape.needed:
            misspelt = key in meant and key not in node.entries  # told of already, with a remedy
            if self.value(key) is None and not misspelt:
                self.report(MISSING_KEY, self.begin, shape=shape.name, key=key)

    @property
    def span(self) -> Span:
        """The place of the whole block."""
        return self.node.span

    @property
    def begin(self) -> Span:
        """The place of the block's first key."""
        first = next(iter(self.node.entries.values()), None)
        return first[0].span if first else self.node.span

    def report(
        self, code: Code, span: Span, hint: Said | Message | None = None, **words: str | Message
    ) -> None:
        """Add a problem."""
        arguments: dict[str, Any] = dict(words)
        self.problems.append(code.at(span, hint=hint, **arguments))

    def value(self, key: str) -> Node | None:
        """Return the value of a key; an empty one reads as absent."""
        node = self.node.get(key)
        return None if node is None or is_empty(node) else node

    def scalar(self, key: str) -> Scalar | None:
        """Return a key's text with its place."""
        return as_scalar(self.value(key), self.problems)

    def word(self, key: str) -> str | None:
        """Return a key's text on one line."""
        scalar = self.scalar(key)
        return " ".join(scalar.text.split()) if scalar else None

    def address(self, key: str) -> str | None:
        """Return a key's web address, with which a browser can go there."""
        scalar = self.scalar(key)
        if scalar is None or ADDRESS.fullmatch(scalar.text):
            return scalar.text if scalar else None
        host = scalar.text.partition("://")[2] if "://" in scalar.text else scalar.text
        better = f"https://{'-'.join(host.split()) or 'example.org'}"
        problem = INVALID_VALUE.at(
            scalar.span,
            message=_NOT_AN_ADDRESS,
            hint=_ADDRESS_HINT,
            value=scalar.text,
            better=better,
        )
        self.problems.append(problem)
        return None

    def one_of(self, key: str, known: tuple[str, ...]) -> str | None:
        """Return a key's text when it is one of the known ones."""
        scalar = self.scalar(key)
        if scalar is None or scalar.text in known:
            return scalar.text if scalar else None
        self.report(INVALID_VALUE, scalar.span, suggestion(scalar.text, known), value=scalar.text)
        return None

    def number(self, key: str) -> int | None:
        """Return a key's whole number."""
        return as_number(self.value(key), self.problems)

    def flag(self, key: str) -> bool:
        """Return whether a key says yes."""
        scalar = self.scalar(key)
        said = yes_or_no(scalar.text) if scalar else False
        if scalar is None or said is not None:
            return bool(said)
        self.report(INVALID_VALUE, scalar.span, _YES_OR_NO, value=scalar.text)
        return False

    def day(self, key: str) -> date | None:
        """Return a key's date."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        try:
            return date.fromisoformat(scalar.text if _DATE.fullmatch(scalar.text) else "")
        except ValueError:
            problem = INVALID_VALUE.at(
                scalar.span, message=_NOT_A_DATE, hint=_DATE_HINT, value=scalar.text
            )
            self.problems.append(problem)
            return None

    def list(self, key: str) -> tuple[Node, ...]:
        """Return a key's list."""
        node = self.value(key)
        if node is None or isinstance(node, Sequence):
            return node.items if node else ()
        self.problems.append(_misfit(node, LIST))
        return ()

    def words(self, key: str) -> tuple[str, ...]:
        """Return a key's texts: a list, or one text."""
        return tuple(" ".join(scalar.text.split()) for scalar in self.scalars(key))

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Return a key's texts with their places: a list, or one text."""
        node = self.value(key)
        items = node.items if isinstance(node, Sequence) else (node,) if node else ()
        found = (as_text(item, self.problems) for item in items)
        return tuple(scalar for scalar in found if scalar)

    def named(self, key: str, *, pages: bool = False) -> Iterator[tuple[Scalar, Node]]:
        """Yield the ids and values of a block whose keys are ids.

        One that cannot be an id is reported and kept, so that what refers to it is not at fault.
        """
        node = self.value(key)
        if node is None:
            return
        if not isinstance(node, Mapping):
            self.problems.append(_misfit(node, BLOCK))
            return
        for written, value in node.entries.values():
            check_id(written, self.problems, pages=pages)
            yield written, value


def as_scalar(node: Node | None, problems: list[Diagnostic]) -> Scalar | None:
    """Return a node that is a text; report any other."""
    if node is None or isinstance(node, Scalar):
        return node
    problems.append(_misfit(node, TEXT))
    return None


def as_text(node: Node, problems: list[Diagnostic]) -> Scalar | None:
    """Return a node that is a text and not an empty one; report any other."""
    if is_empty(node):
        problems.append(_misfit(node, TEXT))
        return None
    return as_scalar(node, problems)


def is_empty(node: Node) -> bool:
    """Tell whether nothing is filled in, or nothing that shows."""
    if not isinstance(node, Scalar):
        return False
    return bool(_SHOWS_NOTHING.fullmatch(node.text)) or (node.plain and node.text in ("~", "null"))


def as_number(node: Node | None, problems: list[Diagnostic]) -> int | None:
    """Return the whole number that a node says; report any other."""
    scalar = as_scalar(node, problems)
    number = whole_number(scalar.text) if scalar else None
    if scalar and number is None:
        problems.append(_misfit(scalar, NUMBER))
    return number


def open_block(node: Node, shape: Shape, problems: list[Diagnostic]) -> Block | None:
    """Return a node as a block of `shape`; report a node that is no block."""
    if isinstance(node, Mapping):
        return Block(node, shape, problems)
    problems.append(_misfit(node, BLOCK))
    return None


def _misfit(node: Node, wanted: Message) -> Diagnostic:
    found: str | Message = LIST if isinstance(node, Sequence) else BLOCK
    if isinstance(node, Scalar):
        found = NOTHING if is_empty(node) else f"‘{node.text[:40]}’"
    hint = _NOTHING_HERE if found is NOTHING else _REMEDIES[wanted]
    # Said without arguments, so that its braces stay braces.
    return WRONG_SHAPE.at(node.span, hint=Said(hint), wanted=wanted, found=found)


_REMEDIES: Final = {TEXT: _QUOTE, NUMBER: _DIGITS, LIST: _DASHES, BLOCK: _INDENTED}


def check_id(written: Scalar, problems: list[Diagnostic], *, pages: bool = False) -> bool:
    """Tell whether a text can be an id; report one that cannot."""
    pattern = PAGE_ID if pages else ID
    if pattern.fullmatch(written.text) and written.text not in RESERVED:
        return True
    problems.append(INVALID_ID.at(written.span, id=written.text, better=slug(written.text)))
    return False


def slug(text: str) -> str:
    """Return an id made from a label: "Alléén overlast" becomes "alleen_overlast"."""
    from unicodedata import normalize  # only labels without an id need it

    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    id_ = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "x"
    return f"{id_}_" if id_ in RESERVED else id_


def unique(
    items: Iterator[tuple[Scalar, Node]],
    taken: dict[str, Span],
    problems: list[Diagnostic],
    read: Callable[[str, Scalar, Node], Read | None],
) -> dict[str, Read]:
    """Read named items, reporting each id that is `taken`; returns those that could be read."""
    found: dict[str, Read] = {}
    for written, node in items:
        if written.text in taken:
            first = Related(Said(_FIRST), taken[written.text])
            problems.append(DUPLICATE_ID.at(written.span, related=[first], id=written.text))
            continue
        taken[written.text] = written.span
        item = read(written.text, written, node)
        if item is not None:
            found[written.text] = item
    return found
