"""The page in one file: it works from disk and without a network, and lets nothing out.

A Content-Security-Policy names the one script and the one style by their hashes and forbids all
else: no connection, no form that is sent, no other file.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Final

from woonboom.diagnostics import Message, Severity
from woonboom.formats.marks import escaped
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.page.drawn import drawn
from woonboom.page.given import as_json, colours, frame_style, given, scripts
from woonboom.page.joining import packed
from woonboom.portable.document import document_of
from woonboom.rules import check

_ENTRY: Final = "page.js"
_AND: Final = " · "
_NO_SCRIPT: Final = Message(
    "Deze pagina heeft JavaScript nodig. Zet het aan, of gebruik de poster of de hand-out.",
    "This page needs JavaScript. Switch it on, or use the poster or the handout.",
)
_ICON: Final = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%2312304F'/%3E%3Cpath d='M16 25V17M16 17L8 9M16 "
    "17L24 9' stroke='%23fff' stroke-width='3.4' stroke-linecap='round'/%3E%3C/svg%3E"
)


def page(trees: Sequence[Tree]) -> bytes:
    """Return trees, the first one first, as one web page in one file; all in its language."""
    data = as_json([_record(tree) for tree in trees])
    made = given(trees, {tree.language for tree in trees}, data)
    script = packed({**scripts(), "given.js": made}, _ENTRY)
    style = colours(look_of(trees[0]), ":root") + frame_style()
    language = trees[0].language
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(language)}">\n'
        f"<head>\n{_head(trees, script, style)}</head>\n"
        "<body>\n<woonkans-boom page></woonkans-boom>\n"
        f"<noscript><p>{escaped(_NO_SCRIPT.say(language))}</p></noscript>\n"
        f'<script type="application/json" id="woonkans-trees">{data}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    ).encode()


def _record(tree: Tree) -> dict[str, object]:
    """A tree as the page carries it: that it has errors is told on the page itself.

    Worked cases are for tests; nobody walks through them.
    """
    errors = sum(problem.severity is Severity.ERROR for problem in check(tree))
    return {**document_of(tree, drawing=drawn(tree)), "cases": [], "errors": errors}


def _head(trees: Sequence[Tree], script: str, style: str) -> str:
    """What the page tells about itself, its policy before all that it is about."""
    title = _AND.join(str(tree.title) for tree in trees)
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(script, style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n"
        f'<link rel="icon" href="{_ICON}">\n'
        f"<style>{style}</style>\n"
    )


def policy(script: str, style: str) -> str:
    """Return what the page may do: run its script, wear its style, show what is in it."""
    return "; ".join((
        "default-src 'none'",
        f"script-src '{_hash(script)}'",
        f"style-src '{_hash(style)}'",
        "img-src data:",
        "connect-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
    ))  # fmt: skip


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
