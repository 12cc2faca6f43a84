"""Running text as Markdown: whatever it says, a reader of Markdown gives the same words back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from itertools import groupby
from typing import Final

from woonboom.document import Run, Words

_BLANKS: Final = re.compile("[ \t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
# `$` begins a formula on GitHub, `~` strikes out.
_SPECIAL: Final = re.compile(r"[\\`*_\[\]$~|]|<(?=[A-Za-z/!?]|$)|&(?=[#\w]|$)|!$")
# What would begin a heading, a list or a quote.
_OPENING: Final = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+$|-+$)")
_NUMBERED: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING: Final = re.compile(r"(^|\s)(#+)$")
_OUTWARD: Final = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_ODD_IN_LINK: Final = re.compile(r"[\s<>()\[\]\\|`*\"'\x00-\x1f\x7f]")
# Marks until it is known what stands beside them; no text holds these.
_BOLD, _ITALIC, _BOLD_ITALIC, _STRUCK = "\x02", "\x01", "\x03", "\x04"
_MARKS: Final = _BOLD + _ITALIC
# Where marks may begin and end as well, when a blank is beside it or nothing.
_START, _END = "\x06", "\x05"
_SOME: Final = rf"((?:\\[^\w\s{_START}{_END}]|[^\w\s\\*~{_START}{_END}])+)"
_BEGUN: Final = re.compile(rf"(?<![^\s]){_START}{_SOME}(\*+|~~)")
_ENDED: Final = re.compile(rf"(\*+|~~){_SOME}{_END}(?={_END}*(?:\s|\]\(|$))")
_EDGES: Final = re.compile(f"[{_START}{_END}]")
_SIGNS: Final = {
    ord(_ITALIC): "*", ord(_BOLD): "**", ord(_BOLD_ITALIC): "***", ord(_STRUCK): "~~",
}  # fmt: skip
_BOTH: Final = re.compile("\x02\x01([^\x01\x02]*)\x01\x02")
_TOUCHING: Final = re.compile("[\x01-\x03]{2}")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")


def escaped(text: str) -> str:
    """Return a text in which nothing means anything in Markdown, for inside a line."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], visible(text))


def visible(text: str) -> str:
    """Return a text on one line, without what no page can show."""
    text = _BLANKS.sub(" ", text)
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs"))


def line(words: Words, goals: Container[str] = ()) -> str:
    """Return running text on one line; links lead to the web and to `goals`."""
    parts = (_link(list(runs), link, goals) for link, runs in groupby(words, lambda run: run.link))
    said = _BLANKS.sub(" ", "".join(parts)).strip(" ")
    return _EDGES.sub("", _ENDED.sub(r"\2\1", _BEGUN.sub(r"\2\1", said)))


def paragraph(said: str) -> str:
    """Return a line as a paragraph: what would begin something else is escaped."""
    said = _NUMBERED.sub(r"\1\\\2", said) if _NUMBERED.match(said) else said
    return "\\" + said if _OPENING.match(said) else said


def heading(level: int, said: str) -> str:
    """Return a line as a heading."""
    said = _CLOSING.sub(r"\1\\\2", said)
    return f"{'#' * level} {said}"


# ---------------------------------------------------------------- looks and links


def _link(runs: Sequence[Run], link: str, goals: Container[str]) -> str:
    said = _settled(_marked_by(runs, lambda run: run.mark == "removed", _STRUCK, _bolds))
    leads = _OUTWARD.match(link) or (link[:1] == "#" and link[1:] in goals)
    if not leads or not said.strip():
        return said
    goal = _ODD_IN_LINK.sub(lambda found: _percent(found[0]), link)
    return f"[{said}]({_ENTITY.sub('&amp;', goal)})"


def _percent(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def _bolds(runs: Sequence[Run]) -> str:
    """Runs with their bold and italics, but for those that are struck out: marks would be too many.

    What was added has no sign of its own in Markdown and is bold.
    """
    if runs[0].mark == "removed":
        return _plain(runs)
    return _marked_by(runs, lambda run: run.bold or run.mark == "added", _BOLD, _italics)


def _italics(runs: Sequence[Run]) -> str:
    return _marked_by(runs, lambda run: run.italic, _ITALIC, _plain)


def _plain(runs: Sequence[Run]) -> str:
    return "".join(escaped(run.text) for run in runs)


def _marked_by(
    runs: Sequence[Run], look: Callable[[Run], bool], mark: str, inner: Callable[[list[Run]], str]
) -> str:
    """Runs with marks around those that look so."""
    parts = [(marked, inner(list(own))) for marked, own in groupby(runs, look)]
    return "".join(_marked(said, mark) if marked else said for marked, said in parts)


def _marked(said: str, mark: str) -> str:
    """Put marks around a text, within the signs and blanks at its edges: there they count for sure.

    Between letters marks always open and close; next to a sign that depends on what is around. So
    it is told where the signs around a text begin and end, for when that is known.
    """
    kept = [n for n, letter in enumerate(said) if letter in _MARKS or letter.isalnum()]
    if not kept:
        return said
    first, last = kept[0], kept[-1] + 1
    before, after = _EDGES.sub("", said[:first]), _EDGES.sub("", said[last:])
    begun, ended = before.lstrip(), after.rstrip()
    blank = before[: len(before) - len(begun)]
    before = f"{blank}{_START}{begun}" if begun else before
    after = f"{ended}{_END}{after[len(ended) :]}" if ended else after
    return f"{before}{mark}{said[first:last]}{mark}{after}"


def _settled(said: str) -> str:
    """Write the marks as signs; italics that touch bold go, for many stars may mean many things."""
    said = _BOTH.sub(f"{_BOLD_ITALIC}\\1{_BOLD_ITALIC}", said)
    if _TOUCHING.search(said):
        said = said.replace(_ITALIC, "").replace(_BOLD_ITALIC, _BOLD)
    return said.translate(_SIGNS)
