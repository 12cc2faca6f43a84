"""The used part of every font, packed into the style sheet of an SVG."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from woonboom import style
from woonboom.scene import Scene, Text
from woonboom.typeface import Font, file_of

_FEATURES: Final = (b"kern", b"liga", b"locl", b"ccmp", b"mark", b"mkmk")


def rules(scene: Scene) -> str:
    """Return the style sheet of a scene: its fonts, and what all texts share."""
    used: dict[Font, set[str]] = {}
    for group in scene.groups:
        for text in _with_leads(group.texts):
            used.setdefault(text.font, set()).update("".join(text.lines))
    faces = [_face(font, "".join(sorted(used[font]))) for font in sorted(used)]
    weights = [_weight(font) for font in sorted(used)]
    family = f'text{{font-family:"{style.FAMILY}","Segoe UI",Arial,sans-serif}}'
    return "".join([*faces, *weights, family, "a:focus{outline:solid}"])


def name_of(font: Font) -> str:
    """Return the class of a font's texts: w600, or h600 for that of a house style."""
    return f"{'h' if font.file else 'w'}{font.weight}"


def _with_leads(texts: Iterable[Text]) -> Iterator[Text]:
    for text in texts:
        if text.lead:
            yield text.lead
        yield text


def _weight(font: Font) -> str:
    family = f'font-family:"{font.family}","Segoe UI",Arial,sans-serif;' if font.file else ""
    return f".{name_of(font)}{{{family}font-weight:{font.weight}}}"


def _face(font: Font, characters: str) -> str:
    data = base64.b64encode(subset(font, characters)).decode()
    return (
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
    )


@lru_cache(maxsize=64)
def subset(font: Font, characters: str) -> bytes:
    """Return the part of a font that draws `characters`, as WOFF2; the same bytes every time."""
    import uharfbuzz
    from fontTools.ttLib import TTFont

    # HarfBuzz cuts twenty times faster than fontTools, which only packs.
    wish = uharfbuzz.SubsetInput()
    wish.unicode_set.update({ord(c) for c in characters + "- "})
    wish.layout_feature_tag_set.clear()
    wish.layout_feature_tag_set.update(int.from_bytes(tag, "big") for tag in _FEATURES)
    wish.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file_of(font)))
    part = uharfbuzz.subset(whole, wish).blob.data
    file = io.BytesIO()
    with TTFont(io.BytesIO(part), recalcTimestamp=False) as packed:
        packed.flavor = "woff2"
        packed.save(file)
    return file.getvalue()
