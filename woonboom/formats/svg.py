"""SVG with real text, the used part of the font inside, and words for screen readers.

A scene has one `<svg>`; further pages stand below the first.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from woonboom import style
from woonboom.scene import (
    DECORATIVE,
    SOFT_HYPHEN,
    Command,
    Font,
    Group,
    Item,
    Page,
    Path,
    Rect,
    Scene,
    Text,
    is_address,
)

_PAGE_GAP_MM = 10
# Characters that XML cannot hold, however they are escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FONT_FEATURES = (b"kern", b"liga", b"locl", b"ccmp", b"mark", b"mkmk")


def write(scene: Scene) -> bytes:
    """Return the scene as an SVG document in UTF-8."""
    width = max(page.width for page in scene.pages)
    height = sum(page.height + _PAGE_GAP_MM for page in scene.pages) - _PAGE_GAP_MM
    size, language = f"{_n(width)} {_n(height)}", _e(scene.language)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ',
        f'width="{_n(width)}mm" height="{_n(height)}mm" viewBox="0 0 {size}" lang="{language}" ',
        f'xml:lang="{language}" role="graphics-document" aria-labelledby="title desc">',
        f'<title id="title">{_e(scene.title)}</title>',
        f'<desc id="desc">{_e(scene.description)} {_e(scene.version)}</desc>',
        f"<style>{_rules(scene)}</style>",
        *_pages(scene.pages),
        "</svg>\n",
    ]
    return "".join(parts).encode()


def shapes(page: Page) -> str:
    """Return the page without its texts, names and links as an SVG document: a backdrop.

    Equal-looking shapes of one layer (they lie beside each other) become one path each, which
    makes a large page a hundred elements instead of a hundred thousand.
    """
    layers: dict[tuple[int, int, str], list[str]] = {}
    for group in page.groups:
        place = _LAYERS.get(group.role, len(_LAYERS))
        for n, item in enumerate(group.items):
            if not isinstance(item, Text):
                layers.setdefault((place, n, _paint(item)), []).append(_outline(item))
    lowest_first = sorted(layers, key=lambda key: key[:2])
    drawn = (f'<path d="{"".join(layers[key])}"{key[2]}/>' for key in lowest_first)
    size = f"{_n(page.width)} {_n(page.height)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{"".join(drawn)}</svg>'


_LAYERS: Final = {
    "background": 0,
    "connector": 1,
    "question": 2,
    "outcome": 2,
    "chip": 2,
    "stub": 2,
}


def _outline(item: Rect | Path) -> str:
    if isinstance(item, Path):
        return _steps(item.commands)
    corners = (
        style.rounded(item.width, item.height, item.radius)
        if item.radius
        else style.polygon([(0, 0), (item.width, 0), (item.width, item.height), (0, item.height)])
    )
    return _steps(tuple(_moved(command, item.x, item.y) for command in corners))


def _moved(command: Command, dx: float, dy: float) -> Command:
    by = (dx, dy)
    return (command[0], *(float(v) + by[n % 2] for n, v in enumerate(command[1:])))


def _pages(pages: tuple[Page, ...]) -> Iterator[str]:
    if len(pages) == 1:
        yield from _groups(pages[0].groups)
        return
    top = 0.0
    for page in pages:
        yield f'<g transform="translate(0 {_n(top)})">'
        yield from _groups(page.groups)
        yield "</g>"
        top += page.height + _PAGE_GAP_MM


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        body = "".join(part for item in group.items for part in _item(item))
        if group.role in DECORATIVE:
            yield f'<g aria-hidden="true">{body}</g>\n'
        else:
            yield _meaningful(group, body)


def _meaningful(group: Group, body: str) -> str:
    """A group with its id, its name for screen readers and its link."""
    id_ = f' id="{_e(group.id)}"' if group.id else ""
    label = f' aria-label="{_e(group.label)}"' if group.label else ""
    if group.link:
        target = group.link if is_address(group.link) else f"#{group.link}"
        return f'<a{id_} href="{_e(target)}"{label} class="{group.role}">{body}</a>\n'
    role = ' role="group"' if group.label else ""
    return f'<g{id_}{role}{label} class="{group.role}">{body}</g>\n'


def _item(item: Item) -> Iterator[str]:
    if isinstance(item, Text):
        if item.lead:
            yield from _item(item.lead)
        yield _text(item)
    elif isinstance(item, Rect):
        round_ = f' rx="{_n(item.radius)}"' if item.radius else ""
        place = f'x="{_n(item.x)}" y="{_n(item.y)}"'
        yield (
            f'<rect {place} width="{_n(item.width)}" height="{_n(item.height)}"{round_}'
            f"{_paint(item)}/>"
        )
    else:
        yield f'<path d="{_steps(item.commands)}"{_paint(item)}/>'


def _paint(item: Rect | Path) -> str:
    fill = f' fill="{item.fill or "none"}"'
    if not item.stroke:
        return fill
    dash = f' stroke-dasharray="{" ".join(_n(d) for d in item.dash)}"' if item.dash else ""
    ends = ' stroke-linejoin="round"' + ("" if item.dash else ' stroke-linecap="round"')
    return f'{fill} stroke="{item.stroke}" stroke-width="{_n(item.stroke_width)}"{ends}{dash}'


def _steps(commands: tuple[Command, ...]) -> str:
    return "".join(
        f"{name}{' '.join(_n(float(v)) for v in numbers)}" for name, *numbers in commands
    )


def _text(item: Text) -> str:
    anchor = "" if item.anchor == "start" else f' text-anchor="{item.anchor}"'
    look = f'class="w{item.font[1]}" font-size="{_n(item.size)}" fill="{item.fill}"{anchor}'
    if len(item.lines) == 1:
        return f'<text x="{_n(item.x)}" y="{_n(item.y)}" {look}>{_e(item.lines[0])}</text>'
    spans = "".join(
        f'<tspan x="{_n(item.x)}" y="{_n(item.y + n * item.leading)}">{_line(line)}</tspan>'
        for n, line in enumerate(item.lines)
    )
    return f"<text {look}>{spans}</text>"


def _line(line: str) -> str:
    """A line; the space where it was broken stays, so that copied text has its words apart."""
    if line.endswith(SOFT_HYPHEN):
        return _e(line[:-1]) + "-"
    return _e(line) + " "


def _n(value: float) -> str:
    """A number with at most three decimals and no more digits than it needs."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def _e(text: str) -> str:
    text = _FORBIDDEN.sub("", text)
    for mark, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(mark, name)
    return text


def _rules(scene: Scene) -> str:
    """The style sheet: the used part of every font, and what all texts share."""
    used: dict[Font, set[str]] = {}
    for group in scene.groups:
        for text in _with_leads(group.texts):
            used.setdefault(text.font, set()).update("".join(text.lines))
    faces = [_face(font, "".join(sorted(used[font]))) for font in sorted(used)]
    weights = [f".w{weight}{{font-weight:{weight}}}" for _, weight in sorted(used)]
    family = f'text{{font-family:"{style.FAMILY}","Segoe UI",Arial,sans-serif}}'
    return "".join([*faces, *weights, family, "text{white-space:pre}", "a:focus{outline:solid}"])


def _with_leads(texts: Iterable[Text]) -> Iterator[Text]:
    for text in texts:
        if text.lead:
            yield text.lead
        yield text


def _face(font: Font, characters: str) -> str:
    family, weight = font
    data = base64.b64encode(_subset(font, characters)).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
    )


@lru_cache(maxsize=64)
def _subset(font: Font, characters: str) -> bytes:
    """The part of a font that draws `characters`, as WOFF2; the same bytes every time."""
    import fontpkg
    import uharfbuzz
    from fontTools.ttLib import TTFont

    # HarfBuzz cuts twenty times faster than fontTools, which only packs.
    wish = uharfbuzz.SubsetInput()
    wish.unicode_set.update({ord(c) for c in characters + "-"})
    wish.layout_feature_tag_set.clear()
    wish.layout_feature_tag_set.update(int.from_bytes(tag, "big") for tag in _FONT_FEATURES)
    wish.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(fontpkg.path(*font))))
    part = uharfbuzz.subset(whole, wish).blob.data
    file = io.BytesIO()
    with TTFont(io.BytesIO(part), recalcTimestamp=False) as packed:
        packed.flavor = "woff2"
        packed.save(file)
    return file.getvalue()
