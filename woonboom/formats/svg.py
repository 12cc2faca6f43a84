"""SVG with real text, the used part of the font inside, and words for screen readers.

A page is a file of its own (`pages`); in one file (`write`) pages stand below each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final
from urllib.parse import quote

from woonboom.formats import marks
from woonboom.formats.carried import as_svg
from woonboom.formats.marks import escaped, number
from woonboom.formats.webfont import name_of, rules
from woonboom.scene import (
    DECORATIVE,
    SOFT_HYPHEN,
    Box,
    Group,
    Item,
    Page,
    Scene,
    Text,
    is_address,
)

_PAGE_GAP_MM: Final = 10
# Without width, lest it moves the line that it ends when that is centred or set to the right.
_SPACE: Final = '<tspan font-size="0"> </tspan>'
Goals = Mapping[str, str]
"""Where the link to a group leads to."""


def write(scene: Scene) -> bytes:
    """Return the scene as an SVG document in UTF-8."""
    goals = {group.id: f"#{group.id}" for group in scene.groups if group.id}
    return _document(scene, scene.pages, rules(scene), goals)


def pages(scene: Scene, names: Sequence[str]) -> Iterator[bytes]:
    """Yield every page as a document of its own; `names` are those of their files."""
    sheet = rules(scene)
    goals: dict[str, str] = {}
    for name, page in zip(names, scene.pages, strict=True):
        goals |= {group.id: f"{quote(name)}#{group.id}" for group in page.groups if group.id}
    for page in scene.pages:
        own = {group.id: f"#{group.id}" for group in page.groups if group.id}
        yield _document(scene, (page,), sheet, goals | own)


def _document(scene: Scene, drawn: Sequence[Page], sheet: str, goals: Goals) -> bytes:
    width = max(page.width + 2 * page.edge for page in drawn)
    height = sum(page.height + 2 * page.edge + _PAGE_GAP_MM for page in drawn) - _PAGE_GAP_MM
    size, language = f"{number(width)} {number(height)}", escaped(scene.language)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ',
        f'width="{number(width)}mm" height="{number(height)}mm" viewBox="0 0 {size}" ',
        f'lang="{language}" xml:lang="{language}" ',
        'role="graphics-document" aria-labelledby="title desc">',
        f'<title id="title">{escaped(scene.title)}</title>',
        f'<desc id="desc">{escaped(scene.description)} {escaped(scene.version)}</desc>',
        as_svg(scene),
        f"<style>{sheet}</style>",
        *_pages(drawn, goals),
        "</svg>\n",
    ]
    return "".join(parts).encode()


def _pages(drawn: Sequence[Page], goals: Goals) -> Iterator[str]:
    groups = (group for page in drawn for group in page.groups)
    areas = dict.fromkeys(group.clip for group in groups if group.clip)
    clips = {area: f"clip-{n}" for n, area in enumerate(areas)}
    yield from (marks.clip(name, area) for area, name in clips.items())
    top = 0.0
    for page in drawn:
        place = f"{number(page.edge)} {number(top + page.edge)}"
        body = _groups(page.groups, goals, clips)
        yield from (
            body if place == "0 0" else (f'<g transform="translate({place})">', *body, "</g>")
        )
        top += page.height + 2 * page.edge + _PAGE_GAP_MM


def _groups(groups: Iterable[Group], goals: Goals, clips: Mapping[Box, str]) -> Iterator[str]:
    for area, run in groupby(groups, lambda group: group.clip):
        drawn = (_group(group, goals) for group in run)
        if area:
            yield from (f'<g clip-path="url(#{clips[area]})">', *drawn, "</g>")
        else:
            yield from drawn


def _group(group: Group, goals: Goals) -> str:
    """A group with its id, its name for screen readers and its link."""
    body = "".join(part for item in group.items for part in _item(item))
    if group.role in DECORATIVE:
        return f'<g aria-hidden="true">{body}</g>\n'
    id_ = f' id="{escaped(group.id)}"' if group.id else ""
    label = f' aria-label="{escaped(group.label)}"' if group.label else ""
    if group.link:
        goal = group.link if is_address(group.link) else goals[group.link]
        return f'<a{id_} href="{escaped(goal)}"{label} class="{group.role}">{body}</a>\n'
    role = ' role="group"' if group.label else ""
    return f'<g{id_}{role}{label} class="{group.role}">{body}</g>\n'


def _item(item: Item) -> Iterator[str]:
    if not isinstance(item, Text):
        yield marks.shape(item)
        return
    if item.lead:
        yield from _item(item.lead)
    yield _text(item)


def _text(item: Text) -> str:
    anchor = "" if item.anchor == "start" else f' text-anchor="{item.anchor}"'
    size = f'font-size="{number(item.size)}" fill="{item.fill}"'
    look = f'class="{name_of(item.font)}" {size}{anchor}'
    x = number(item.x)
    if len(item.lines) == 1:
        return f'<text x="{x}" y="{number(item.y)}" {look}>{escaped(item.lines[0])}</text>'
    spans = "".join(
        f'<tspan x="{x}" y="{number(item.y + n * item.leading)}">{_line(line)}'
        for n, line in enumerate(item.lines)
    )
    return f"<text {look}>{spans}</text>"


def _line(line: str) -> str:
    """A line; the space where it was broken stays, so that copied text has its words apart."""
    if line.endswith(SOFT_HYPHEN):
        return f"{escaped(line[:-1])}-</tspan>"
    return f"{escaped(line)}</tspan>{_SPACE}"
