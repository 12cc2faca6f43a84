"""PDF → what was filled in: the value of every field by its name, and what the file carries.

Whoever saves a form writes values in a way of its own: as names or strings, in one of three
encodings, in the field or only in how its buttons look, at the end of the file or all anew.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from woonboom.filled.findings import Unreadable, refused
from woonboom.formats.carried import Carried, carried_by

if TYPE_CHECKING:
    import pikepdf

MOST_BYTES: Final = 30_000_000
"""Larger files are refused; a sheet of 200 questions has half a million."""
_MOST_FIELDS: Final = 50_000
_MOST_LETTERS: Final = 100_000
_LONGEST_NAME: Final = 500
_OFF: Final = ("", "Off")
_LANGUAGE_CODE: Final = re.compile("\x1b[^\x1b]*\x1b")
"""What UTF-16 text may have in front of a part in another language (ISO 32000-1, 7.9.2.2)."""
_LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x09\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the order of what follows about: they make a text look like another."""


@dataclass(frozen=True)
class Filled:
    """What a PDF was filled in with: values by field name, and the content that it carries.

    A field that was left empty, or off, has the value "". Lines end in a newline, and nothing in a
    value is unprintable. `digest` is the SHA-256 of the file.
    """

    values: Mapping[str, str]
    carried: Carried
    digest: str = field(default="", compare=False)


class _Node(NamedTuple):
    """A place in the tree of fields, with what it inherits."""

    object: pikepdf.Object
    name: str
    type: str
    value: pikepdf.Object | None


def read(data: bytes) -> Filled:
    """Return what the fields of a PDF were filled in with.

    A PDF without fields, or of another program, has just that: no values, or no content.

    Raises `Unreadable` for what is no PDF or cannot be opened. Safe against damage, but what a
    file was made to do on purpose may still take much time and memory: read files of strangers by
    way of `workers`.
    """
    import pikepdf

    if not data:
        raise refused("empty-file")
    if b"%PDF-" not in data[:1024]:
        raise refused("not-pdf")
    # Without recovery: qpdf would piece together what is left, and answers would be missing.
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            pdf.get_warnings()  # those of its pages, which hold no answers; this forgets them
            return replace(_filled(pdf), digest=hashlib.sha256(data).hexdigest())
    except pikepdf.PasswordError:
        raise refused("encrypted") from None
    except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError,
            pikepdf.PdfError):  # fmt: skip
        raise refused("damaged") from None


def _filled(pdf: pikepdf.Pdf) -> Filled:
    carried = carried_by(pdf)
    form = pdf.Root.get("/AcroForm")
    values = dict(_values(form)) if form is not None else {}
    if pdf.get_warnings():
        raise refused("damaged")
    if form is not None and "/XFA" in form:
        raise refused("xfa")
    return Filled(values, carried)


def _values(form: pikepdf.Object) -> Iterator[tuple[str, str]]:
    """The fields of a form; of two with one name the one that is filled in."""
    filled = dict[str, str]()
    for node in _fields(form):
        if not filled.get(node.name):
            filled[node.name] = _value(node)
    yield from filled.items()


def _fields(form: pikepdf.Object) -> Iterator[_Node]:
    """Yield the fields that have values, however deep; a field that is met again is skipped."""
    waiting = [_Node(kid, "", "", None) for kid in reversed(_dictionaries(form.get("/Fields")))]
    seen = set[tuple[int, int]]()
    count = 0
    while waiting:
        node = waiting.pop()
        count += 1
        if count > _MOST_FIELDS:
            raise ValueError(count)
        if node.object.is_indirect:
            if node.object.objgen in seen:
                continue
            seen.add(node.object.objgen)
        here = _named(node)
        inner = [kid for kid in _dictionaries(node.object.get("/Kids")) if "/T" in kid]
        if inner:
            waiting += [here._replace(object=kid) for kid in reversed(inner)]
        elif here.name:
            yield here


def _named(node: _Node) -> _Node:
    """A node with its full name, and its own type and value where it has them."""
    own = _text(node.object.get("/T"))
    name = ".".join(part for part in (node.name, own) if part)
    if len(name) > _LONGEST_NAME:
        raise ValueError(len(name))
    type_ = node.object.get("/FT")
    value = node.object.get("/V")
    return _Node(
        node.object,
        name,
        node.type if type_ is None else str(type_),
        node.value if value is None else value,
    )


def _dictionaries(array: pikepdf.Object | None) -> list[pikepdf.Object]:
    import pikepdf

    if not isinstance(array, pikepdf.Array):
        return []
    if len(array) > _MOST_FIELDS:
        raise ValueError(len(array))
    return [one for one in array if isinstance(one, pikepdf.Dictionary)]


def _value(node: _Node) -> str:
    value = _text(node.value)
    if node.type == "/Btn":
        value = value.removeprefix("/")
        return _shown(node.object) if value in _OFF else value
    return value or _rich(node.object)


def _shown(field: pikepdf.Object) -> str:
    """What the buttons of a field show as pressed, where the field itself does not say."""
    buttons = [field, *_dictionaries(field.get("/Kids"))]
    states = (_text(button.get("/AS")).removeprefix("/") for button in buttons)
    return ", ".join(dict.fromkeys(state for state in states if state not in _OFF))


def _rich(field: pikepdf.Object) -> str:
    """What stands in a field as rich text, where it does not stand there as plain text."""
    rich = _text(field.get("/RV"))
    if "<" not in rich:
        return rich
    from html import unescape

    lines = re.sub(r"(?i)</(?:p|div|li)>|<br[^<>]*>", "\n", rich)
    return unescape(re.sub("<[^<>]*>", "", lines)).strip()


def _text(value: object) -> str:
    """A string, a name or a stream as clean text; what is something else says nothing."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        value = pikepdf.String(value.read_bytes()[: 2 * _MOST_LETTERS])
    if isinstance(value, pikepdf.Array):
        return ", ".join(filter(None, (_text(one) for one in list(value)[:100])))
    if not isinstance(value, pikepdf.String | pikepdf.Name):
        return ""
    return clean(str(value)[:_MOST_LETTERS])


def clean(text: str) -> str:
    """Return a text as a person meant it: without control characters, its lines ending alike."""
    text = _LINE_END.sub("\n", _LANGUAGE_CODE.sub("", text))
    text = _UNPRINTABLE.sub(" ", text.replace("\t", " "))
    text = unicodedata.normalize("NFC", _DIRECTIONS.sub("", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


__all__ = ["MOST_BYTES", "Filled", "Unreadable", "clean", "read"]
