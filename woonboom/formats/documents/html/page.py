"""The whole of a web page: what stands around the blocks, and their contents beside them."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files
from typing import Final

from woonboom.diagnostics import Message
from woonboom.document import Contents, Document, parts
from woonboom.formats.documents.html.blocks import blocks
from woonboom.formats.documents.html.keeping import Kept, element, lines
from woonboom.formats.documents.html.shades import variables
from woonboom.formats.marks import escaped
from woonboom.scene import Picture

_CONTENTS: Final = Message("Inhoud", "Contents")
_SKIP: Final = Message("Ga naar de tekst", "Skip to the text")
_ABOUT: Final = Message("Over dit document", "About this document")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""What a page may do: show what is in it."""
_FEW: Final = 3
"""So many headings need no contents, unless the document asks for them."""
_DEPTH: Final = 2
_LOGO_REM: Final = (11.0, 4.0)


def page(document: Document) -> str:
    """Return a document as a web page."""
    kept = Kept(document)
    main, text = kept.free("tekst"), blocks(kept, document.blocks)
    nav = _contents(kept)
    skip = element("a", kept.say(_SKIP), class_="skip", href=f"#{main}")
    body = lines([
        skip,
        _masthead(kept),
        f'<div class="page{" with-contents" if nav else ""}">',
        nav,
        f'<main id="{main}" tabindex="-1">\n{text}\n</main>',
        "</div>",
        _foot(document),
    ])  # fmt: skip
    language = escaped(document.language)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" xmlns="http://www.w3.org/1999/xhtml">\n'
        f"<head>\n{_head(document)}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _head(document: Document) -> str:
    """What the page tells about itself, and how it looks."""
    said = {
        "description": document.description,
        "author": document.author,
        "keywords": ", ".join(document.keywords),
        "date": document.published,
        "version": document.fingerprint,
    }
    metas = (_meta(name, text) for name, text in said.items() if text)
    return lines([
        '<meta charset="utf-8"/>',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
        '<meta name="color-scheme" content="light dark"/>',
        element("title", escaped(document.title)),
        *metas,
        f"<style>\n{variables(document)}\n{_sheet()}</style>",
    ])  # fmt: skip


def _meta(name: str, text: str) -> str:
    return f'<meta name="{name}" content="{escaped(text)}"/>'


@cache
def _sheet() -> str:
    """The style sheet, in which all colours are variables."""
    return (files(__package__) / "page.css").read_text("utf-8")


# ---------------------------------------------------------------- around the text


def _masthead(kept: Kept) -> str:
    document = kept.document
    house = [element("p", escaped(document.organisation), class_="house")]
    facts = lines(element("li", escaped(fact)) for fact in document.imprint if fact.strip())
    left = lines([
        *(house if document.organisation.strip() else []),
        element("h1", escaped(document.title)),
        element("p", escaped(document.subtitle), class_="under") if document.subtitle else "",
    ])  # fmt: skip
    about = f'<ul class="imprint" aria-label="{kept.say(_ABOUT)}">{facts}</ul>' if facts else ""
    right = lines([_logo(document.logo, document.organisation) if document.logo else "", about])
    sides = lines([element("div", left), element("div", right, class_="aside") if right else ""])
    return f'<header class="masthead">\n<div class="inside">{sides}</div>\n</header>'


def _logo(logo: Picture, organisation: str) -> str:
    """The logo on white, as large as fits its place."""
    scale = min(_LOGO_REM[0] / logo.width, _LOGO_REM[1] / logo.height)
    size = f"width:{logo.width * scale:.2f}rem;height:{logo.height * scale:.2f}rem"
    data = base64.b64encode(logo.data).decode()
    words = escaped(logo.alt or organisation)
    source = f"data:{logo.media};base64,{data}"
    return f'<p class="logo"><img src="{source}" alt="{words}" style="{size}"/></p>'


def _foot(document: Document) -> str:
    if not document.foot.strip():
        return ""
    return f'<footer><p class="inside">{escaped(document.foot)}</p></footer>'


# ---------------------------------------------------------------- contents


def _contents(kept: Kept) -> str:
    """The headings, as links; as deep as the document asks, and under its own title."""
    asked = next((part for part in parts(kept.document) if isinstance(part, Contents)), None)
    entries = [e for e in kept.entries if e.level <= (asked.depth if asked else _DEPTH)]
    if not entries or (asked is None and len(entries) < _FEW):
        return ""
    title = kept.bare(asked.title) if asked else ""
    named = kept.free("inhoud")
    items = lines(
        f'<li class="deep-{entry.level}"><a href="#{entry.anchor}">{entry.words}</a></li>'
        for entry in entries
    )
    heading = element("h2", title.strip() or kept.say(_CONTENTS), id=named)
    return f'<nav aria-labelledby="{named}">\n{heading}\n<ul>{items}</ul>\n</nav>'
