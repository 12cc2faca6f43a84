"""The page that leads to all products: what there is of every tree, how large, of which version."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from woonboom.diagnostics import Argument, Message
from woonboom.formats.documents.html.shades import variables
from woonboom.formats.marks import escaped
from woonboom.layout import wording as printed
from woonboom.layout.titling import logo_of
from woonboom.look import PLAIN, look_of
from woonboom.production import index_wording as wording
from woonboom.production.folder import Broken, Folder
from woonboom.production.index_font import font_rules
from woonboom.production.index_signs import sign
from woonboom.production.manifest import Earlier, Record
from woonboom.production.tasks import FORMS, About

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src 'self' file: data:"
)
"""What the page may do: show itself, and the drawings beside it."""
_LOGO_REM: Final = (11.0, 4.0)
_KILO: Final = 1000
_BETWEEN: Final = " · "


@dataclass(frozen=True)
class Part:
    """A tree or form on the page: what it says of itself, its file, and what was made of it."""

    about: About
    file: str
    records: tuple[tuple[Record, About], ...]


def index(products: Mapping[str, Earlier], folder: Folder, days: Mapping[str, str]) -> bytes:
    """Return the page in the look of the first house, and the language of most trees and forms.

    `days` are when what has no date of its own was last changed, as a `Manifest` has them.
    """
    parts = list(_parts(products, [paper.path.name for paper in folder.papers]))
    together = [r for earlier in products.values() if not earlier.about for r in earlier.records]
    found = _Page(folder, parts, together, days)
    return found.html().encode(errors="replace")  # the name of a file may be no UTF-8


def _parts(products: Mapping[str, Earlier], order: Sequence[str]) -> Iterator[Part]:
    """Yield the trees and then the forms: those without errors first, in their order."""
    found = list(_parts_by_file(products, order))
    for kind in ("tree", "form"):
        yield from (part for part in found if part.about.kind == kind)


def _parts_by_file(products: Mapping[str, Earlier], order: Sequence[str]) -> Iterator[Part]:
    made = [earlier for earlier in products.values() if earlier.about]
    for file in dict.fromkeys([*order, *sorted(earlier.file for earlier in made)]):
        of = [(earlier, earlier.about) for earlier in made if earlier.file == file]
        found = [(record, about) for earlier, about in of if about for record in earlier.records]
        found.sort(key=lambda one: (FORMS.index(one[0].form), -one[0].size, one[0].name))
        if found:
            yield Part(found[0][1], file, tuple(found))


def _language(parts: Iterable[Part]) -> str:
    """The language of most; of equals the one that comes first."""
    counted = Counter(part.about.language for part in parts)
    return max(counted, key=lambda language: counted[language], default="nl")


class _Page:
    """Writes the page in one language."""

    def __init__(
        self,
        folder: Folder,
        parts: Sequence[Part],
        together: Sequence[Record],
        days: Mapping[str, str],
    ) -> None:
        self.language = _language(parts)
        self.look = next((look_of(paper) for paper in folder.papers if paper.style), PLAIN)
        self.parts = parts
        self.together = together
        self.days = days
        self.broken = {one.path.name: one for one in folder.broken}
        self.walk_is_old = not folder.trees
        """Whether the page to walk through, if there is one, is of an earlier time."""

    def say(self, message: Message, **words: Argument) -> str:
        """A message of the page, ready to stand in HTML."""
        return escaped(message.say(self.language, words))

    def html(self) -> str:
        """The whole of it."""
        body = "\n".join(self.body())
        return f"{self.top(body)}\n{body}\n</body>\n</html>\n"

    def top(self, body: str) -> str:
        """What the page tells of itself, and the fonts for what is in it."""
        title = self.say(wording.TITLE)
        policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        return "\n".join([
            f'<!DOCTYPE html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">',
            policy,
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{title}</title>",
            f"<style>\n{font_rules(self.look.face, body)}{variables(self.look)}",
            f"{_sheet()}</style>",
            "</head>\n<body>",
        ])  # fmt: skip

    def body(self) -> list[str]:
        """What is on it."""
        return [
            f'<a class="skip" href="#alles">{self.say(wording.SKIP)}</a>',
            self.masthead(),
            '<main id="alles" tabindex="-1">',
            *self.notices(),
            *self.walk(),
            *(self.part(part) for part in self.parts),
            "</main>",
            f"<footer><p>{self.say(wording.ADVISES)}</p></footer>",
        ]

    def masthead(self) -> str:
        """Whose page it is, and what is on it."""
        house = f'<p class="house">{escaped(self.look.organisation)}</p>'
        return "\n".join([
            '<header class="masthead"><div class="inside"><div>',
            *([house] if self.look.organisation else []),
            f"<h1>{self.say(wording.TITLE)}</h1>",
            f'<p class="under">{self.say(wording.UNDER)}</p></div>',
            *self.logo(),
            "</div></header>",
        ])  # fmt: skip

    def logo(self) -> Iterator[str]:
        """Yield the logo of the house on white, if it has one."""
        logo = logo_of(self.look, self.language)
        if logo:
            scale = min(_LOGO_REM[0] / logo.width, _LOGO_REM[1] / logo.height)
            size = f"width:{logo.width * scale:.2f}rem;height:{logo.height * scale:.2f}rem"
            source = f"data:{logo.media};base64,{base64.b64encode(logo.data).decode()}"
            words = escaped(logo.alt or self.look.organisation)
            yield f'<p class="logo"><img src="{source}" alt="{words}" style="{size}"></p>'

    def notices(self) -> Iterator[str]:
        """Yield what was not renewed, and why."""
        if self.broken:
            items = "".join(f"<li>{self.why(one)}</li>" for one in self.broken.values())
            told = [self.say(wording.LAST_GOOD)]
            if self.together and not self.walk_is_old:
                told.append(self.say(wording.WALK_NEW))
            yield (
                f'<div class="notice"><h2>{self.say(wording.NOT_RENEWED)}</h2>'
                f"<ul>{items}</ul><p>{' '.join(told)}</p></div>"
            )

    def why(self, broken: Broken) -> str:
        """Why nothing can be made of a file now."""
        other = broken.other.name if broken.other else ""
        return self.say(wording.REASONS[broken.reason], file=broken.path.name, other=other)

    def walk(self) -> Iterator[str]:
        """Yield the way to the page on which the trees are walked through."""
        for record in self.together:
            said = self.say(wording.WALK_OLD, trees=record.note)
            old = f'<span class="stale">{said}</span>' if self.walk_is_old else ""
            yield (
                f'<a class="walk" href="{_address(record)}">{sign("page")}<span>'
                f"<strong>{self.say(wording.WALK)}</strong>"
                f"<span>{self.say(wording.WALK_ABOUT)}</span>"
                f'<span class="size">{self.size(record)}</span>{old}</span></a>'
            )

    # ------------------------------------------------------------ one tree or form

    def part(self, part: Part) -> str:
        """A tree or form with all that was made of it."""
        about = part.about
        named = f"van-{_quoted(part.file.rpartition('.')[0])}"
        foreign = f' lang="{about.language}"' if about.language != self.language else ""
        imprint = "".join(f"<li>{escaped(line)}</li>" for line in self.imprint(part))
        under = f'<p class="audience">{escaped(about.audience)}</p>' if about.audience else ""
        return "\n".join([
            f'<section class="part" aria-labelledby="{named}">',
            f'<div class="head"{foreign}><h2 id="{named}">{escaped(about.title)}</h2>',
            f'{under}<ul class="imprint">{imprint}</ul>{self.stale(part)}</div>',
            '<div class="body">',
            *self.preview(part),
            '<div class="groups">',
            *self.groups(part),
            "</div></div></section>",
        ])  # fmt: skip

    def imprint(self, part: Part) -> Iterator[str]:
        """Yield of which version a tree or form is, and of when."""
        about = part.about
        unknown = printed.NO_DATE.say(about.language)
        yield from (line for line in about.imprint if line != unknown)
        if part.file in self.days:
            day = self.days[part.file]
            said = printed.day(date.fromisoformat(day), about.language) if day else ""
            yield (wording.CHANGED if day else wording.UNDATED).say(about.language, {"day": said})

    def stale(self, part: Part) -> str:
        """Why a tree or form was not renewed, if it was not."""
        broken = self.broken.get(part.file)
        if broken is None:
            return ""
        said = f"{self.why(broken)} {self.say(wording.STALE)}"
        return f'<p class="stale" lang="{self.language}">{said}</p>'

    def preview(self, part: Part) -> Iterator[str]:
        """Yield the drawing of a tree, small."""
        drawing = next((record for record, _ in part.records if record.form == "drawing"), None)
        if drawing:
            words = self.say(wording.ENLARGE, title=part.about.title)
            address = _address(drawing)
            yield (f'<a class="preview" href="{address}"><img src="{address}" alt="{words}"></a>')

    def groups(self, part: Part) -> Iterator[str]:
        """Yield what was made, by what one does with it."""
        yield from self.steps(part.about)
        for name, (heading, forms) in wording.GROUPS.items():
            found = [(record, about) for record, about in part.records if record.form in forms]
            notes = dict.fromkeys(record.note for record, _ in found if record.note)
            said = "".join(f'<p class="about">{escaped(note)}</p>' for note in notes)
            rows = "".join(self.row(record, about, part) for record, about in found)
            if found:
                yield (
                    f'<div class="group"><h3>{sign(name)}{self.say(heading)}</h3>'
                    f"{said}<ul>{rows}</ul></div>"
                )

    def steps(self, about: About) -> Iterator[str]:
        """Yield the way to the page that begins in a tree, where there are several on it."""
        for record in self.together:
            if about.id in record.trees and len(record.trees) > 1:
                address = f"{_address(record)}#boom={escaped(_quoted(about.id))}"
                yield (
                    f'<div class="group"><h3>{sign("page")}{self.say(wording.STEP_BY_STEP)}</h3>'
                    f'<ul><li><a href="{address}">'
                    f'<span class="name">{self.say(wording.WALK_HERE)}</span>'
                    f'<span class="size">{self.kind(record)}</span>'
                    f'<span class="note">{self.say(wording.WALK_HERE_ABOUT)}</span></a></li></ul>'
                    "</div>"
                )

    def row(self, record: Record, about: About, part: Part) -> str:
        """A file: what it is, what to know of it, its kind and size."""
        notes = [self.say(wording.NOTES[record.form])] if record.form in wording.NOTES else []
        if about != part.about:  # made of another version than the rest
            notes.append(escaped(_BETWEEN.join(about.imprint)))
        said = f'<span class="note">{_BETWEEN.join(notes)}</span>' if notes else ""
        name = self.say(wording.NAMES[record.form], paper=record.paper.upper())
        return (
            f'<li><a href="{_address(record)}"><span class="name">{name}</span>'
            f'<span class="size">{self.size(record)}</span>{said}</a></li>'
        )

    def size(self, record: Record) -> str:
        """The kind of a file and how large it is: "PDF, 3 bladzijden, 120 kB"."""
        kilo = record.size / _KILO
        shown = f"{max(1, round(kilo))} kB" if kilo < _KILO else f"{kilo / _KILO:.1f} MB"
        parts = [self.kind(record)]
        if record.pages > 1:
            message = wording.SHEETS if record.form in {"poster", "tiles"} else wording.PAGES
            parts.append(self.say(message, count=record.pages))
        parts.append(shown.replace(".", ",") if self.language == "nl" else shown)
        return ", ".join(parts)

    def kind(self, record: Record) -> str:
        """The kind of a file: "PDF"."""
        return self.say(wording.KINDS[record.name.rpartition(".")[2]])


def _address(record: Record) -> str:
    return escaped(_quoted(record.name))


def _quoted(name: str) -> str:
    """A name as it can stand in an address; also one that is no UTF-8, as the disk has it."""
    return quote(name, errors="surrogateescape")


@cache
def _sheet() -> str:
    return (files(__package__) / "index.css").read_text("utf-8")
