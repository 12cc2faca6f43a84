"""A file → its text, or why it has none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from woonboom.diagnostics import (
    DID_YOU_MEAN,
    Diagnostic,
    Message,
    Said,
    Severity,
    SourceText,
    define,
    nearest,
)
from woonboom.source.places import OutOfReach, is_folder, names, read

LARGEST: Final = 5_000_000

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

_IS_FOLDER = Message("Dit is een map, geen bestand.", "This is a folder, not a file.")
_NAME_A_FILE = Message("Noem een bestand in deze map.", "Name a file in this folder.")
_NOT_ALLOWED = Message(
    "Dit bestand kan niet gelezen worden: {reason}.", "This file cannot be read: {reason}."
)
_FORBIDDEN = Message("U mag dit bestand niet lezen.", "You may not read this file.")
_ASK = Message(
    "Vraag de eigenaar om leesrechten, of maak een kopie.",
    "Ask its owner for permission, or make a copy.",
)
_UTF16 = Message("Dit bestand is opgeslagen als UTF-16.", "This file was saved as UTF-16.")
_BINARY = Message(
    "Dit is geen tekstbestand: er staan nultekens in.",
    "This is no text file: it contains null characters.",
)


def read_text(path: Path, name: str | None = None) -> tuple[SourceText, list[Diagnostic]]:
    """Read a UTF-8 file; the problems say why it cannot be read."""
    empty = SourceText(name or str(path))
    try:
        if is_folder(path):
            return empty, [unreadable(path, IsADirectoryError())]
        data, size = read(path, LARGEST)
        if size > LARGEST:
            return empty, [_too_large(empty, size)]
    except (OSError, ValueError) as error:
        return empty, [unreadable(path, error, empty.name)]
    return decode(data, empty.name)


def unreadable(path: Path, error: Exception, name: str | None = None) -> Diagnostic:
    """Return why a file could not be opened; `name` is what it is called, unless by its path."""
    start = SourceText(name or str(path)).start
    match error:
        case IsADirectoryError():
            return UNREADABLE_FILE.at(start, message=_IS_FOLDER, hint=_NAME_A_FILE)
        case OutOfReach():
            said, hint = error.said, error.remedy
            return UNREADABLE_FILE.at(start, message=said.message, hint=hint, words=said.arguments)
        case FileNotFoundError():
            return UNREADABLE_FILE.at(start, hint=_near(path))
        case PermissionError():
            return UNREADABLE_FILE.at(start, message=_FORBIDDEN, hint=_ASK)
    reason = getattr(error, "strerror", None) or str(error)
    return UNREADABLE_FILE.at(start, message=_NOT_ALLOWED, reason=reason)


def _near(path: Path) -> Said | None:
    """The file or folder beside a missing one whose name looks most like it."""
    try:
        near = nearest(path.name, names(path.parent))
    except (OSError, ValueError):
        return None
    return Said(DID_YOU_MEAN, {"nearest": str(path.parent / near)}) if near else None


def decode(data: bytes, name: str) -> tuple[SourceText, list[Diagnostic]]:
    """Return the text that `data` holds; the problems say why it holds none."""
    empty = SourceText(name)
    if len(data) > LARGEST:
        return empty, [_too_large(empty, len(data))]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return empty, [NOT_TEXT.at(empty.start, message=_UTF16)]
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = SourceText(name, data.decode("utf-8", "replace"))
        before = len(data[: error.start].decode("utf-8", "replace"))
        return empty, [NOT_TEXT.at(shown.place(before))]
    if "\0" in text:
        return empty, [NOT_TEXT.at(empty.start, message=_BINARY)]
    return SourceText(name, text), []


def _too_large(empty: SourceText, size: int) -> Diagnostic:
    megabytes = f"{size / 1_000_000:.1f}"
    return TOO_LARGE.at(empty.start, size=megabytes, most=str(LARGEST // 1_000_000))
